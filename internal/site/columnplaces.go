package site

import (
	"strconv"

	"anjian/internal/dataset"
)

// columnAnchor is where the profile of a dataset tells of a column.
func columnAnchor(name string) string { return "column-" + name }

// mostAlike is how many columns of one name are places each; of more, 承办单位 and the like, the first
// dataset's stands for all.
const mostAlike = 3

// columnPlaces are the columns of a dataset whose values this edition may see, under the headers that exports
// give them. Of the others not even the headers are told.
func (b *builder) columnPlaces(d *dataset.Definition) []Place {
	var list []Place
	for _, c := range d.Columns {
		if !c.SeenBy(b.Edition) {
			continue
		}
		p := Place{Anchor: columnAnchor(c.Name), Title: c.Name, Of: d.Title, Type: "数据字典", Codes: c.Aliases}
		if sets := b.columns()[c.Name]; len(sets) > mostAlike {
			if sets[0] != d {
				continue
			}
			p.Of += "等 " + strconv.Itoa(len(sets)) + " 个数据集"
		}
		list = append(list, p)
	}
	return list
}

// findColumns tells which datasets have a column of a name that this edition may see.
func (b *builder) findColumns() map[string][]*dataset.Definition {
	found := map[string][]*dataset.Definition{}
	for _, r := range b.Data.Reports {
		for _, c := range r.Definition.Columns {
			if c.SeenBy(b.Edition) {
				found[c.Name] = append(found[c.Name], r.Definition)
			}
		}
	}
	return found
}
