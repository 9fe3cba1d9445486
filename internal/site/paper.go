package site

import (
	"slices"

	"anjian/internal/period"
)

// A paper is a white paper (白皮书).
type paper struct {
	common
	Period string `toml:"period"` // 2023—2025, or a statistical period

	period period.Period // where it is one
}

func paperPages(b *builder) {
	for _, p := range b.papers {
		page := pageOf(p.doc)
		b.add(&Page{
			Path: page, Title: p.Title, Template: "article", Section: reportIndex,
			View: func() any { return b.paperView(p, page) },
			Type: "白皮书", Procuratorate: b.shortName(p.Procuratorate), Line: topLine(p.Line), Year: firstOf(yearOfPeriod(p.period), yearOf(p.Date)), Illustrated: true,
		}, p.doc.Path)
	}
}

func (b *builder) paperView(p *paper, page string) *articleView {
	view := b.article(&p.common, page, "分析研判", reportIndex)
	view.Profile = slices.Concat(facts("编写部门", p.Department, "发布日期", chinese(p.Date), "统计期间", p.Period),
		b.keywordFacts(p.Keywords, page, allShelf), b.articleFacts(p.articles, page))
	return view
}

func (b *builder) paperItems(page string) []Item {
	var items []Item
	for _, p := range b.papers {
		items = append(items, Item{
			Tag: tag("白皮书", ""), Link: Link{p.Title, to(page, pageOf(p.doc))},
			Aside: joinNonEmpty("　", p.Department, p.Date.String()), Note: p.Summary,
		})
	}
	return items
}
