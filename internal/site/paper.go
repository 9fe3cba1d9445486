package site

import "anjian/internal/period"

// A paper is a white paper (白皮书).
type paper struct {
	common
	Period string `toml:"period"` // 2023—2025, or a statistical period

	period period.Period // where it is one
}

func paperPages(b *builder) {
	for _, p := range b.papers {
		page := pageOf(p.doc)
		view := b.article(&p.common, page, "分析研判", reportIndex)
		view.Profile = facts("编写部门", p.Department, "发布日期", chinese(p.Date), "统计期间", p.Period)
		b.add(&Page{
			Path: page, Title: p.Title, Template: "article", Section: reportIndex, View: ready(view),
			Type: "白皮书", Procuratorate: b.shortName(p.Procuratorate), Line: topLine(p.Line), Year: yearOf(p.Date),
		}, p.doc.Path)
	}
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
