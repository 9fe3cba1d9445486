package site

import "anjian/internal/chart"

// brandRelation draws each flagship with the brands that belong to it (1+N), and those that belong to none;
// nil where there are no brands.
func (b *builder) brandRelation(page string) *Figure {
	if len(b.brands) == 0 {
		return nil
	}
	spec := chart.RelationSpec{Head: chart.Head{ID: "relation", Title: "龙头品牌与所属品牌", Width: 820}}
	var rest []chart.Node
	for _, m := range b.brands {
		members := b.membersOf(m)
		switch {
		case m.Flagship || len(members) > 0:
			star := chart.Star{Center: b.brandNode(m, "龙头品牌", page)}
			for _, child := range members {
				star.Nodes = append(star.Nodes, b.brandNode(child, "属于"+m.Title, page))
			}
			spec.Stars = append(spec.Stars, star)
		case !b.belongs(m):
			rest = append(rest, b.brandNode(m, "不从属于龙头", page))
		}
	}
	if len(rest) > 0 {
		spec.Stars = append(spec.Stars, chart.Star{Nodes: rest})
	}
	f, err := chart.Relation(spec)
	figure := b.figure(f, err)
	if figure != nil {
		figure.Source = "品牌档案"
	}
	return figure
}

// membersOf lists the brands that belong to a flagship.
func (b *builder) membersOf(flagship *brand) []*brand {
	var list []*brand
	for _, m := range b.brands {
		if m.Parent == flagship.doc.ID {
			list = append(list, m)
		}
	}
	return list
}

// belongs tells whether a brand belongs to one that is shown.
func (b *builder) belongs(m *brand) bool {
	for _, o := range b.brands {
		if m.Parent == o.doc.ID {
			return true
		}
	}
	return false
}

func (b *builder) brandNode(m *brand, part, page string) chart.Node {
	return chart.Node{
		Name: m.Title, Note: joinNonEmpty(" ", b.shortName(m.Procuratorate), topLine(m.Line)),
		Text: part, Link: to(page, pageOf(m.doc)),
	}
}
