package dataset

import (
	"cmp"
	"slices"

	"anjian/internal/edition"
	"anjian/internal/table"
)

// Names lists the names of people in all columns that hold such, each once and sorted: what is published
// must not contain them. Handlers' come with that mark; a name of both is a party's.
func (data *Data) Names() []edition.Name {
	handler := map[string]bool{}
	for _, r := range data.Reports {
		for _, c := range r.Definition.Columns {
			column := data.Tables[r.Definition.ID].Column(c.Name)
			if c.Person == "" || column == nil || column.Type != table.Text {
				continue
			}
			for _, word := range column.Dict[min(1, len(column.Dict)):] {
				party := c.Person == Party
				if known, again := handler[word]; !again || known && party {
					handler[word] = !party
				}
			}
		}
	}
	names := make([]edition.Name, 0, len(handler))
	for word, is := range handler {
		names = append(names, edition.Name{Text: word, Handler: is})
	}
	slices.SortFunc(names, func(a, b edition.Name) int { return cmp.Compare(a.Text, b.Text) })
	return names
}
