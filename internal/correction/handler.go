package correction

import (
	"anjian/internal/dataset"
	"anjian/internal/table"
)

// Handler returns the number of the case handler (承办人工号) of a card: of its own column, else of the
// case that it is linked to; "" when no export says. Only lists that go to that person ask for it.
func Handler(data *dataset.Data, t *table.Table, row int) string {
	if row < 0 || t == nil {
		return ""
	}
	for _, r := range data.Reports {
		if r.Definition.ID == t.Name && r.Definition.Handler != "" {
			return word(t, r.Definition.Handler, row)
		}
	}
	for _, l := range t.Links {
		if parent := l.Row[row]; parent >= 0 {
			if h := Handler(data, l.To, int(parent)); h != "" {
				return h
			}
		}
	}
	return ""
}
