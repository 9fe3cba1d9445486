package cli

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"anjian/internal/dataset"
	"anjian/internal/indicator"
)

const placesFolder = "content/procuratorates"

// newPlaces proposes documents for procuratorates that exports name and nobody described yet, in
// the order in which they appear; owner is the one that runs the site. Names of one procuratorate, long and short, share a document.
func newPlaces(owner string, names []string, org indicator.Organisation, texts map[string]string) []*dataset.Proposal {
	var all []*dataset.Proposal
	order := 0
	known := map[string]*newPlace{}
	for _, p := range org.Procuratorates {
		order = max(order, p.Order)
		known[shortPlace(p.Name)] = &newPlace{id: p.ID, aliases: p.Aliases, old: texts[p.ID]}
	}
	var places []*newPlace
	for _, name := range names {
		short := shortPlace(name)
		p := known[short]
		switch {
		case p == nil:
			p = &newPlace{id: placeID(name, org, places), title: name, short: short}
			if p.own = short == shortPlace(owner); p.own && len(owner) > len(name) {
				p.title = owner // the export's own name is the short one, or becomes an alias
				if name != short {
					p.aliases = append(p.aliases, name)
				}
			}
			known[short] = p
			places = append(places, p)
		case p.old != "":
			all = append(all, p.aliased(name))
		case len(name) > len(p.title):
			p.aliases, p.title = append(p.aliases, p.title), name
		default:
			p.aliases = append(p.aliases, name)
		}
	}
	// The procuratorate that runs the site leads the others, as a city's does its grassroots ones.
	slices.SortStableFunc(places, func(a, b *newPlace) int { return map[bool]int{true: -1}[a.own] - map[bool]int{true: -1}[b.own] })
	for i, p := range places {
		p.order = order + i + 1
		all = append(all, p.proposal(places))
	}
	return all
}

type newPlace struct {
	id, title, short string
	aliases          []string
	order            int
	own              bool   // runs the site
	old              string // text of the document that there is
}

// shortPlace is the usual short form: 东江市西川县人民检察院 is 西川县院.
func shortPlace(name string) string {
	base := placeBase(name)
	if _, rest, found := strings.Cut(base, "市"); found && len([]rune(rest)) >= 2 {
		base = rest
	}
	return base + "院"
}

// placeBase is the name of the place alone.
func placeBase(name string) string {
	for _, end := range []string{"人民检察院", "检察院", "院"} {
		if base, found := strings.CutSuffix(name, end); found && base != "" {
			return base
		}
	}
	return name
}

// placeID makes a file name that is free.
func placeID(name string, org indicator.Organisation, places []*newPlace) string {
	base := strings.TrimSuffix(shortPlace(name), "院")
	id := slugOf(base)
	if strings.Trim(base, "0123456789") == "" {
		id = "p-" + base
	}
	taken := func(id string) bool {
		_, ok := org.Find(id)
		return ok || id == indicator.All || slices.ContainsFunc(places, func(p *newPlace) bool { return p.id == id })
	}
	for first, n := id, 2; taken(id); n++ {
		id = first + "-" + strconv.Itoa(n)
	}
	return id
}

// aliased proposes one more alias for a procuratorate that is known.
func (p *newPlace) aliased(name string) *dataset.Proposal {
	old := p.old
	p.old = dataset.WithAlias(old, name, p.aliases)
	p.aliases = append(p.aliases, name)
	return &dataset.Proposal{
		ID: p.id, Title: name, Path: placesFolder + "/" + p.id + ".md", Old: old, New: p.old,
		Changes: []string{"单位“" + name + "”记作别名"},
	}
}

func (p *newPlace) proposal(all []*newPlace) *dataset.Proposal {
	level := "基层"
	if strings.HasSuffix(placeBase(p.title), "市") {
		for _, other := range all { // 东江市 leads 东江市西川县
			if other != p && (p.own || strings.HasPrefix(other.title, placeBase(p.title))) {
				level = "市"
			}
		}
	}
	var b strings.Builder
	fmt.Fprintf(&b, "+++\ntitle = %q   # 待确认：全称\nshort = %q\n", p.title, p.short)
	if len(p.aliases) > 0 {
		fmt.Fprintf(&b, "aliases = [%s]\n", `"`+strings.Join(p.aliases, `", "`)+`"`)
	}
	fmt.Fprintf(&b, "order = %d   # 待确认：建制顺序\nlevel = %q   # 待确认：市 或 基层\n+++\n## 读数提示\n\n待填写。\n", p.order, level)
	return &dataset.Proposal{
		ID: p.id, Title: p.title, Path: placesFolder + "/" + p.id + ".md", New: b.String(),
		Changes: []string{"新建单位“" + p.title + "”（" + level + "）"},
	}
}
