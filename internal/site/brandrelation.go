package site

import (
	"strconv"

	"anjian/internal/chart"
)

// brandRelation draws a flagship with the brands that belong to it (1+N); nil where there are none.
func (b *builder) brandRelation(flagship *brand, members []*brand, page string) *Figure {
	if len(members) == 0 {
		return nil
	}
	spec := chart.RelationSpec{
		Head:   chart.Head{ID: "relation-" + flagship.doc.ID, Title: "1+" + strconv.Itoa(len(members)) + " 品牌关系", Width: 680},
		Center: b.brandNode(flagship, "龙头品牌", page),
	}
	for _, m := range members {
		spec.Nodes = append(spec.Nodes, b.brandNode(m, "所属品牌", page))
	}
	f, err := chart.Relation(spec)
	figure := b.figure(f, err)
	if figure != nil {
		figure.Small, figure.Source, figure.FileName = true, "品牌档案", fileName(flagship.Title+f.Title)
	}
	return figure
}

func (b *builder) brandNode(m *brand, part, page string) chart.Node {
	return chart.Node{
		Name: m.Title, Note: joinNonEmpty(" ", b.shortName(m.Procuratorate), topLine(m.Line)),
		Text: part, Link: to(page, pageOf(m.doc)),
	}
}
