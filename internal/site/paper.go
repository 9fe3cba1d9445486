package site

import (
	"strconv"

	"anjian/internal/period"
)

// A paper is a white paper (白皮书).
type paper struct {
	common
	Period string `toml:"period"`
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

// A keyWork (重点工作) has a department, a deadline and a progress in per cent.
type keyWork struct {
	common
	Deadline period.Date `toml:"deadline"`
	Progress int         `toml:"progress"`
}

func workPages(b *builder) {
	for _, w := range b.works {
		page := pageOf(w.doc)
		view := b.article(&w.common, page, "分析研判", reportIndex)
		view.Profile = facts("责任部门", w.Department, "完成时限", chinese(w.Deadline), "进度", strconv.Itoa(w.Progress)+"%")
		b.add(&Page{
			Path: page, Title: w.Title, Template: "article", Section: reportIndex, View: ready(view),
			Type: "重点工作", Procuratorate: b.shortName(w.Procuratorate), Line: topLine(w.Line), Year: yearOf(w.Date),
		}, w.doc.Path)
	}
}

func (b *builder) workItems(page string) []Item {
	var items []Item
	for _, w := range b.works {
		items = append(items, b.workItem(w, page))
	}
	return items
}

// workItem is the line of a key work in a list on some page.
func (b *builder) workItem(w *keyWork, page string) Item {
	mark := tag(strconv.Itoa(w.Progress)+"%", "")
	if w.Progress < 100 && set(w.Deadline) && w.Deadline < b.Cube.Cutoff {
		mark = tag("逾期", "bad")
	}
	return Item{
		Tag: mark, Link: Link{w.Title, to(page, pageOf(w.doc))},
		Aside: joinNonEmpty("　", w.Department, "应于 "+w.Deadline.String()), Note: w.Summary,
	}
}
