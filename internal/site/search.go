package site

import "anjian/internal/indicator"

func searchPage(b *builder) {
	b.add(&Page{Path: searchPath, Title: "搜索", Template: "search", View: nil}, "")
}

func notFoundPage(b *builder) {
	view := struct{ Links []Item }{}
	for _, s := range sections {
		view.Links = append(view.Links, Item{Link: Link{s.Title, s.Path}})
	}
	b.add(&Page{Path: "404.html", Title: "没有这个页面", Template: "not-found", View: view}, "")
}

// brandLine is a brand in the overview: verdict on its first indicator, and the feedback.
func (b *builder) brandLine(m *brand, page string) Item {
	item := Item{Link: Link{m.Title + " · " + topLine(m.Line), to(page, pageOf(m.doc))}, Aside: b.feedbackShort(m)}
	item.Tag = tag("无指标", "")
	if len(m.Indicators) > 0 {
		if d := b.Cube.Definition(m.Indicators[0]); d != nil {
			item.Tag = tag(b.verdict(d, m), "")
		}
	}
	return item
}

// verdict says how an indicator moved since the brand began, in words of direction only: whether
// the brand moved it is not for a table to say.
func (b *builder) verdict(d *indicator.Definition, m *brand) string {
	now := indicator.Key{Indicator: d.ID, Period: b.toDate(), Procuratorate: b.brandScope(m)}
	before := now
	before.Period = yearBefore(m)
	x := b.Cube.Between(now, before)
	if x.State != indicator.Known || b.text(d, now).Small || b.text(d, before).Small {
		return "样本不足"
	}
	return x.Wording().String()
}
