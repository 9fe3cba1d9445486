package site

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"anjian/internal/period"
	"anjian/internal/source"
	"anjian/internal/tomlfile"
)

// A regulation (制度规范) is a rule that the office works by.
type regulation struct {
	common
	Scope    string      `toml:"scope"`  // 适用范围
	Issued   period.Date `toml:"issued"` // 印发
	From     period.Date `toml:"from"`   // 施行
	To       period.Date `toml:"to"`     // last day in force
	Replaces []string    `toml:"replaces"`

	at *tomlfile.Positions
}

func (g *regulation) when() period.Date { return g.From }

func (g *regulation) refersAlso() []reference {
	var list []reference
	for _, id := range g.Replaces {
		list = append(list, reference{"regulations", id})
	}
	return list
}

func (g *regulation) check(r *narrativeReader, at *tomlfile.Positions) {
	g.at = at
	if Published(g.doc) {
		if g.Scope == "" {
			r.errs.Tell(source.MissingKey, at.At("scope"), "制度规范没有写适用范围", `例如 scope = "全市检察机关刑事检察部门"`)
		}
		if !set(g.From) {
			r.errs.Tell(source.MissingKey, at.At("from"), "制度规范没有写施行日期", "例如 from = 2025-03-01")
		}
		r.checkKeywords(&g.common, "制度规范", at)
	}
	if set(g.From) && set(g.Issued) && g.From < g.Issued {
		r.errs.Tell(source.DatesReversed, at.At("from"), "施行日期早于印发日期", "核对 issued 和 from")
	}
	if set(g.To) && g.To < g.From {
		r.errs.Tell(source.DatesReversed, at.At("to"), "失效日期早于施行日期", "核对 from 和 to；to 是有效的最后一日")
	}
	for i, id := range g.Replaces {
		r.document("regulations", "制度规范", id, at.At("replaces", i))
	}
}

// checkReplaced wants of each rule that another replaces a last day, before the other is in force.
func checkReplaced(list []*regulation, errs *source.List) {
	for _, g := range list {
		for i, id := range g.Replaces {
			k := slices.IndexFunc(list, func(o *regulation) bool { return o.doc.ID == id })
			if k < 0 || !set(g.From) || !list[k].at.Read() {
				continue
			}
			if old := list[k]; !set(old.To) || old.To >= g.From {
				errs.Tell(source.DatesReversed, g.at.At("replaces", i), "被替代的“"+old.Title+"”在新制度施行后仍然有效",
					"在 "+old.doc.Path+" 里写 to = "+(g.From-1).String())
			}
		}
	}
}

// stateAt tells whether the rule is in force on a day.
func (g *regulation) stateAt(day period.Date) *Tag {
	switch {
	case g.From > day:
		return tag("尚未施行", "")
	case set(g.To) && g.To < day:
		return tag("已失效", "")
	}
	return tag("现行有效", "")
}

const regulationIndex = "regulations/index.html"

func regulationPages(b *builder) {
	for _, g := range b.regulations {
		page := pageOf(g.doc)
		b.add(&Page{
			Path: page, Title: g.Title, Template: "article", Section: brandIndex,
			View: func() any { return b.regulationView(g, page) },
			Type: "制度规范", Procuratorate: b.shortName(g.Procuratorate), Line: topLine(g.Line), Year: yearOf(g.From),
		}, g.doc.Path)
	}
	if len(b.regulations) > 0 {
		b.add(&Page{
			Path: regulationIndex, Title: "制度规范", Template: "tables", Section: brandIndex, Type: "目录",
			View: func() any { return b.regulationIndexView() },
		}, "")
	}
}

func (b *builder) regulationView(g *regulation, page string) *articleView {
	view := b.article(&g.common, page, "品牌案例", brandIndex)
	view.Breadcrumb = crumbs(page, Link{"品牌案例", brandIndex}, Link{"制度规范", regulationIndex}, Link{Text: g.Title})
	view.Facts = nonEmpty(g.Department, "截至 "+b.Cube.Cutoff.Chinese()+"："+g.stateAt(b.Cube.Cutoff).Text)
	view.Profile = slices.Concat(
		facts("适用范围", g.Scope, "制定部门", g.Department, "印发", chinese(g.Issued), "施行", chinese(g.From), "失效", lastDay(g.To), "下次核对", chinese(g.doc.ReviewBy), "条线", g.Line),
		b.replacedFacts(g, page), b.keywordFacts(g.Keywords, page, allShelf), b.articleFacts(g.articles, page))
	return view
}

func lastDay(d period.Date) string {
	if !set(d) {
		return ""
	}
	return d.Chinese() + "止"
}

// replacedFacts name the rules that this one replaces, and the one that replaces it.
func (b *builder) replacedFacts(g *regulation, page string) []Fact {
	var old, by []Link
	for _, o := range b.regulations {
		if slices.Contains(g.Replaces, o.doc.ID) {
			old = append(old, Link{o.Title, to(page, pageOf(o.doc))})
		}
		if slices.Contains(o.Replaces, g.doc.ID) {
			by = append(by, Link{o.Title, to(page, pageOf(o.doc))})
		}
	}
	var list []Fact
	if len(old) > 0 {
		list = append(list, Fact{Name: "替代", Links: old})
	}
	if len(by) > 0 {
		list = append(list, Fact{Name: "被替代", Links: by})
	}
	return list
}

// regulationIndexView lists the rules: those in force first, each the newest first.
func (b *builder) regulationIndexView() tablesView {
	day := b.Cube.Cutoff
	list := slices.Clone(b.regulations)
	order := func(g *regulation) int {
		return slices.Index([]string{"现行有效", "尚未施行", "已失效"}, g.stateAt(day).Text)
	}
	slices.SortStableFunc(list, func(x, y *regulation) int { return cmp.Compare(order(x), order(y)) })
	var items []Item
	inForce := 0
	for _, g := range list {
		if order(g) == 0 {
			inForce++
		}
		items = append(items, Item{
			Tag: g.stateAt(day), Link: Link{g.Title, to(regulationIndex, pageOf(g.doc))},
			Aside: joinNonEmpty("　", g.Department, dayText(g.From)+"起施行"),
			Note:  joinNonEmpty("。", strings.TrimSuffix(g.Summary, "。"), "适用于"+g.Scope),
		})
	}
	return tablesView{
		Breadcrumb: crumbs(regulationIndex, Link{"品牌案例", brandIndex}, Link{Text: "制度规范"}),
		Title:      "制度规范", Facts: []string{"截至 " + day.Chinese(), "现行有效 " + strconv.Itoa(inForce) + " 件", "共 " + strconv.Itoa(len(list)) + " 件"},
		Blocks: []Block{{ID: "regulations", Title: "制度一览", List: items, Note: "所依据的条文列在各件的基本情况和条文索引里。"}},
	}
}
