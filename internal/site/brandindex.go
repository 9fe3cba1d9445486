package site

import "strconv"

// A brandIndexView shows the matrix, then cases.
type brandIndexView struct {
	Facts  []string
	Groups []brandGroup
	Cases  []Item
}

// A brandGroup is a flagship with the brands that belong to it (1+N).
type brandGroup struct {
	Flagship Link
	Text     string
	Figure   *Figure // nil for brands without a flagship
	Brands   []Item
}

func brandIndexPage(b *builder) {
	b.add(&Page{Path: brandIndex, Title: "品牌案例", Template: "brand-index", View: func() any { return b.brandIndexView() }, Type: "目录"}, "")
}

// brandIndexView shows the 1+N matrix: each flagship with the brands that belong to it.
func (b *builder) brandIndexView() brandIndexView {
	view := brandIndexView{Facts: []string{strconv.Itoa(len(b.brands)) + " 个品牌", strconv.Itoa(len(b.cases)) + " 个典型案例"}}
	taken := map[string]bool{}
	for _, m := range b.brands {
		var members []Item
		var children []*brand
		for _, child := range b.brands {
			if child.Parent == m.doc.ID {
				members, children = append(members, b.brandItem(child, brandIndex)), append(children, child)
				taken[child.doc.ID] = true
			}
		}
		if m.Flagship || len(members) > 0 {
			taken[m.doc.ID] = true
			view.Groups = append(view.Groups, brandGroup{
				Flagship: Link{m.Title, to(brandIndex, pageOf(m.doc))},
				Text:     joinNonEmpty("　", "龙头品牌", b.shortName(m.Procuratorate), m.Line, m.Summary),
				Figure:   b.brandRelation(m, children, brandIndex),
				Brands:   members,
			})
		}
	}
	var rest []Item
	for _, m := range b.brands {
		if !taken[m.doc.ID] {
			rest = append(rest, b.brandItem(m, brandIndex))
		}
	}
	if len(rest) > 0 {
		view.Groups = append(view.Groups, brandGroup{Flagship: Link{Text: "其他特色品牌"}, Brands: rest})
	}
	for _, c := range b.cases {
		view.Cases = append(view.Cases, b.caseItem(c, brandIndex))
	}
	if len(view.Cases) > 6 {
		view.Cases = view.Cases[:6]
	}
	return view
}

func (b *builder) brandItem(m *brand, page string) Item {
	return Item{
		Tag: tag(b.shortName(m.Procuratorate), ""), Link: Link{m.Title, to(page, pageOf(m.doc))},
		Aside: joinNonEmpty("　", topLine(m.Line), yearOf(m.Started)), Note: m.Summary,
	}
}
