package site

import (
	"regexp"
	"slices"

	"anjian/internal/period"
	"anjian/internal/source"
	"anjian/internal/tomlfile"
)

// A guidingCase (指导性案例) is a case that a higher procuratorate has issued for all to follow. Its number
// is the one that it was given; a sample in its form has none and says so.
type guidingCase struct {
	common
	redacted
	Cause     string      `toml:"cause"`
	Issuer    string      `toml:"issuer"` // 发布机关
	Number    string      `toml:"number"` // 检例第 n 号
	Batch     string      `toml:"batch"`
	Published period.Date `toml:"published"`
	Sample    bool        `toml:"sample"` // 样例: shows the form, nobody issued it
}

func (g *guidingCase) when() period.Date { return g.Published }

var guidingOutline = outline{
	{titles: []string{"要旨"}},
	{titles: []string{"关键词"}, optional: true, free: true},
	{titles: []string{"基本案情"}},
	{titles: []string{"检察机关履职过程", "检察机关履职情况", "检察机关监督情况", urging}},
	{titles: []string{"指导意义"}},
	{titles: []string{"相关规定"}},
}

var guidingNumber = regexp.MustCompile(`^检例第 ?\d+ ?号$`)

func (g *guidingCase) check(r *narrativeReader, at *tomlfile.Positions) {
	g.checkRedacted(r, "指导性案例", at)
	r.checkOutline(&g.common, "指导性案例", guidingOutline, at)
	r.checkKeywords(&g.common, "指导性案例", at)
	switch {
	case g.Sample && g.Number != "":
		r.errs.Tell(source.KeysClash, at.At("number"), "样例没有编号", "去掉 number；确是发布的案例就去掉 sample")
	case !g.Sample && g.Number == "" && Published(g.doc):
		r.errs.Tell(source.MissingKey, at.At("number"), "指导性案例没有写编号", `照发布的写，如 number = "检例第1号"；本院仿照体例写的样例加 sample = true，不编号`)
	case g.Number != "" && !guidingNumber.MatchString(g.Number):
		r.errs.Tell(source.BadValue, at.At("number"), "编号“"+g.Number+"”不是指导性案例的编号", `照发布的写作 number = "检例第1号"`)
	}
	if !g.Sample && g.Issuer == "" && Published(g.doc) {
		r.errs.Tell(source.MissingKey, at.At("issuer"), "指导性案例没有写发布机关", `例如 issuer = "最高人民检察院"`)
	}
	if len(g.Articles) == 0 && Published(g.doc) {
		r.errs.Tell(source.MissingKey, at.At("articles"), "指导性案例没有写所依据的条文", `把“相关规定”列出的条文写进 articles，如 articles = ["刑事诉讼法第一百七十七条"]`)
	}
}

func guidingPages(b *builder) {
	for _, g := range b.guiding {
		page := pageOf(g.doc)
		b.add(&Page{
			Path: page, Title: g.Title, Template: "article", Section: brandIndex,
			View: func() any { return b.guidingView(g, page) },
			Type: "指导性案例", Procuratorate: b.shortName(g.Procuratorate), Line: topLine(g.Line), Year: yearOf(g.Published), Codes: []string{g.Number},
		}, g.doc.Path)
	}
}

func (b *builder) guidingView(g *guidingCase, page string) *articleView {
	view := b.article(&g.common, page, "品牌案例", brandIndex)
	view.Breadcrumb = crumbs(page, Link{"品牌案例", brandIndex}, Link{"案例库", caseIndex}, Link{Text: g.Title})
	view.Facts = slices.Concat(g.mark(), view.Facts)
	view.Profile = slices.Concat(
		facts("编号", g.Number, "发布机关", g.Issuer, "批次", g.Batch, "发布日期", chinese(g.Published), "案由领域", g.Cause, "条线", g.Line),
		b.keywordFacts(g.Keywords, page, caseShelf), b.articleFacts(g.articles, page), facts("脱敏", g.RedactedBy))
	return view
}

// mark says of a sample that it is one.
func (g *guidingCase) mark() []string {
	if g.Sample {
		return []string{"样例，仅示体例，不是发布的指导性案例"}
	}
	return nil
}
