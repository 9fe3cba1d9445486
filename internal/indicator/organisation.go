package indicator

import (
	"cmp"
	"slices"
	"strings"

	"anjian/internal/document"
	"anjian/internal/period"
	"anjian/internal/source"
)

// A Procuratorate (检察院) is one of the site's units, from content/procuratorates.
type Procuratorate struct {
	ID      string   // file name without .md
	Name    string   // full name, e.g. 江渚市望津区人民检察院
	Short   string   // e.g. 望津区院
	Code    string   // 单位编码
	Aliases []string // as exports may write it
	Order   int      // administrative order (建制顺序)
	Level   string   // 市 or 基层
	// Superior is the id of the procuratorate above (上级院); "" for the highest here, and where all
	// are of one city.
	Superior string
	// AreaName is what all procuratorates together are called, from the document of the highest: 全州,
	// 全区; empty where 全省 or 全市 follows from its level.
	AreaName string
	Doc      *document.Document
	Validity
}

// An Organisation lists the procuratorates in administrative order and the departments
// (业务部门): those with a document in its order, then the others in the order of their numbers.
type Organisation struct {
	Procuratorates []Procuratorate
	Departments    []string

	departments []Department // those with a document
	whole       string       // what all together are called; "" where the highest says
}

// Within returns the organisation of some of its procuratorates alone, as a reader of theirs knows it: nobody
// is above them, and all together are they.
func (o Organisation) Within(ids []string) Organisation {
	var kept []Procuratorate
	for _, p := range o.Procuratorates {
		if !slices.Contains(ids, p.ID) {
			continue
		}
		if !slices.Contains(ids, p.Superior) {
			p.Superior = ""
		}
		if !slices.Contains(ids, p.Successor) {
			p.Successor = ""
		}
		kept = append(kept, p)
	}
	o.Procuratorates, o.whole = kept, "所列各院"
	heirs := slices.DeleteFunc(slices.Clone(kept), func(p Procuratorate) bool { return p.Successor != "" })
	switch {
	case len(kept) == 1:
		o.whole = kept[0].Short
	case len(heirs) == 1:
		o.whole = heirs[0].Short + "（含并入的院）"
	}
	return o
}

// Find returns the procuratorate of that id.
func (o Organisation) Find(id string) (Procuratorate, bool) {
	for _, p := range o.Procuratorates {
		if p.ID == id {
			return p, true
		}
	}
	return Procuratorate{}, false
}

// Named returns the procuratorate that goes by that name: full or short name, id, code or alias.
func (o Organisation) Named(name string) (Procuratorate, bool) {
	for _, p := range o.Procuratorates {
		if slices.Contains(p.Names(), name) {
			return p, true
		}
	}
	return Procuratorate{}, false
}

// Names lists all names that Named knows.
func (o Organisation) Names() []string {
	var all []string
	for _, p := range o.Procuratorates {
		all = append(all, p.Names()...)
	}
	return all
}

// Names are all that a procuratorate goes or went by: name, short name, id, code, as exports write it, formerly.
func (p Procuratorate) Names() []string {
	names := []string{p.Name}
	for _, n := range append([]string{p.Short, p.ID, p.Code}, p.Aliases...) {
		if n != "" {
			names = append(names, n)
		}
	}
	for _, f := range p.Formerly {
		names = append(names, f.Name)
	}
	return names
}

// frontPlace is the front matter of content/procuratorates; pages read the keys not used here.
type frontPlace struct {
	Title      string      `toml:"title"`
	Short      string      `toml:"short"`
	Code       string      `toml:"code"`
	Aliases    []string    `toml:"aliases"`
	Order      int         `toml:"order"`
	Level      string      `toml:"level"`
	Superior   string      `toml:"superior"`
	Area       string      `toml:"area"`
	Summary    string      `toml:"summary"`
	Date       period.Date `toml:"date"`
	Status     string      `toml:"status"`
	Reviewer   string      `toml:"reviewer"`
	Department string      `toml:"department"`
	Line       string      `toml:"line"`
	Keywords   []string    `toml:"keywords"`
	Indicators []string    `toml:"indicators"`
	Brands     []string    `toml:"brands"`
	Cases      []string    `toml:"cases"`
	frontValidity
}

// Organise reads the documents of procuratorates and departments. Departments need none unless
// they were renamed, merged or ended; Compute adds the others that rows name.
func Organise(docs, departments []*document.Document, errs *source.List) Organisation {
	var org Organisation
	owner, superiors := map[string]string{}, map[string]source.Pos{}
	heirs := successors{errs: errs, what: "单位"}
	for _, doc := range docs {
		var f frontPlace
		at := doc.Decode(&f, errs)
		p := Procuratorate{
			ID: doc.ID, Name: f.Title, Short: f.Short, Code: f.Code, Aliases: f.Aliases,
			Order: f.Order, Level: f.Level, Superior: f.Superior, AreaName: f.Area, Doc: doc, Validity: f.read(at, errs),
		}
		superiors[p.ID] = at.At("superior")
		heirs.add(p.ID, p.Validity, at.At("successor"))
		if p.Short == "" {
			p.Short = p.Name
		}
		if p.ID == All || strings.HasSuffix(p.ID, AreaMark) {
			errs.Tell(source.NameTaken, at.At("title"), "文件名“"+p.ID+"”另有用处", "换一个文件名")
		}
		for _, name := range p.Names() {
			if other, taken := owner[name]; taken && other != p.ID {
				errs.Tell(source.NameTaken, at.At("title"), "名称“"+name+"”已属于“"+other+"”", "每个名称只能指一个单位")
			}
			owner[name] = p.ID
		}
		org.Procuratorates = append(org.Procuratorates, p)
	}
	heirs.check()
	org.checkSuperiors(superiors, errs)
	slices.SortStableFunc(org.Procuratorates, func(a, b Procuratorate) int {
		return cmp.Or(cmp.Compare(a.Order, b.Order), cmp.Compare(a.ID, b.ID))
	})
	org.readDepartments(departments, errs)
	return org
}

// numbered sorts 第一检察部, 第二检察部 … by number, other names after them.
func numbered(a, b string) int {
	return cmp.Or(cmp.Compare(ordinal(a), ordinal(b)), cmp.Compare(a, b))
}

// ordinal reads the number of 第二检察部 or 第十一检察部; names without one come last.
func ordinal(name string) int {
	const none = 1000
	rest, found := strings.CutPrefix(name, "第")
	if !found {
		return none
	}
	n := 0
	for _, r := range rest {
		if r == '十' {
			n = max(n, 1) * 10
			continue
		}
		i := strings.IndexRune("一二三四五六七八九", r)
		if i < 0 {
			break
		}
		n += i/len("一") + 1
	}
	if n == 0 {
		return none
	}
	return n
}

// Title returns the short name of a procuratorate or the name of an area. All together are called as the
// document of the highest says (area), else 全省 or 全市 by its level, else 全部单位.
func (o Organisation) Title(id string) string {
	if p, ok := o.Find(id); ok {
		return p.Short
	}
	if a, ok := o.area(id); ok {
		return a.Title()
	}
	if o.whole != "" {
		return o.whole
	}
	for _, p := range o.Procuratorates { // in administrative order: the highest first
		switch {
		case p.Superior != "":
		case p.AreaName != "":
			return p.AreaName
		case p.Level == "省":
			return "全省"
		case p.Level == "市":
			return "全市"
		}
	}
	return "全部单位"
}
