package site

import (
	"strconv"
	"strings"

	"anjian/internal/edition"
	"anjian/internal/period"
	"anjian/internal/source"
	"anjian/internal/tomlfile"
)

// A typicalCase (典型案例) is a case told for others to learn from.
type typicalCase struct {
	common
	Cause      string      `toml:"cause"` // 案由 or field
	Level      string      `toml:"level"`
	Batch      string      `toml:"batch"`
	Published  period.Date `toml:"published"`
	RedactedBy string      `toml:"redacted_by"`
	Released   []string    `toml:"released"` // editions that may show it; empty: 内部
}

func (c *typicalCase) when() period.Date { return c.Published }

// releasedTo tells whether an edition may show the case.
func (c *typicalCase) releasedTo(e edition.Edition) bool {
	if len(c.Released) == 0 {
		return e.Name == edition.Inside
	}
	return e.Allows(c.Released)
}

// caseSections are what a typical case must have, in this order.
var caseSections = []string{"要旨", "基本案情", "检察机关履职过程", "典型意义"}

func (c *typicalCase) check(r *narrativeReader, at *tomlfile.Positions) {
	if c.RedactedBy == "" {
		r.errs.Tell(source.MissingKey, at.At("redacted_by"), "典型案例没有写脱敏责任人", `加一行 redacted_by = "第六检察部"，写岗位或部门，不写姓名`)
	}
	for i, name := range c.Released {
		r.oneOf(name, at.At("released", i), "版本", edition.Names()...)
	}
	have := map[string]bool{}
	for _, s := range c.doc.Sections() {
		have[s.Title] = true
	}
	for _, title := range caseSections {
		if !have[title] {
			r.errs.Tell(source.MissingSection, at.At(), "典型案例缺少“"+title+"”一节", "加上 ## "+title)
		}
	}
}

// A caseIndexView lists cases by line.
type caseIndexView struct {
	Breadcrumb []Link
	Facts      []string
	Groups     []caseGroup
}

type caseGroup struct {
	ID, Title string
	Items     []Item
}

func casePages(b *builder) {
	section := "brands/index.html"
	byLine := map[string][]Item{}
	var lines []string
	for _, c := range b.cases {
		page := pageOf(c.doc)
		view := b.article(&c.common, page, "品牌案例", section)
		view.Breadcrumb = crumbs(page, Link{"品牌案例", section}, Link{"典型案例", "cases/index.html"}, Link{Text: c.Title})
		view.Profile = facts(
			"案由领域", c.Cause, "条线", c.Line, "承办院", b.shortName(c.Procuratorate),
			"层级", c.Level, "批次", c.Batch, "发布日期", chinese(c.Published),
			"关键词", strings.Join(c.Keywords, "、"), "脱敏", c.RedactedBy)
		b.add(&Page{
			Path: page, Title: c.Title, Template: "article", Section: section, View: ready(view),
			Type: "典型案例", Procuratorate: b.shortName(c.Procuratorate), Line: topLine(c.Line), Year: yearOf(c.Published),
		}, c.doc.Path)
		line := topLine(c.Line)
		if byLine[line] == nil {
			lines = append(lines, line)
		}
		byLine[line] = append(byLine[line], b.caseItem(c, "cases/index.html"))
	}
	view := caseIndexView{
		Breadcrumb: crumbs("cases/index.html", Link{"品牌案例", section}, Link{Text: "典型案例"}),
		Facts:      []string{strconv.Itoa(len(b.cases)) + " 个案例", "均已脱敏，按条线排列"},
	}
	for _, line := range lines {
		view.Groups = append(view.Groups, caseGroup{line, line, byLine[line]})
	}
	b.add(&Page{Path: "cases/index.html", Title: "典型案例", Template: "case-index", Section: section, View: ready(view), Type: "目录"}, "")
}

// caseItem is the line of a case in a list on some page.
func (b *builder) caseItem(c *typicalCase, page string) Item {
	return Item{
		Tag:   tag(firstOf(c.Cause, topLine(c.Line)), ""),
		Link:  Link{c.Title, to(page, pageOf(c.doc))},
		Aside: joinNonEmpty("　", b.shortName(c.Procuratorate), c.Published.String()),
		Note:  c.Summary,
	}
}
