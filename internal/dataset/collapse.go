package dataset

import (
	"strings"

	"anjian/internal/source"
)

// collapse keeps the first of the rows that are equal in OneRowPer: exports with one row per
// event repeat the case's own columns. Where they do not agree, that is an error.
func (b *tableBuilder) collapse(errs *source.List) {
	t := b.table
	rows := newRowSet(t, b.def.OneRowPer)
	var keep []int
	told := 0
	for row := range t.Rows {
		other := rows.first(row)
		if other == row {
			keep = append(keep, row)
			continue
		}
		for _, c := range t.Columns {
			if cellKey(c, row) != cellKey(c, other) && told < mostPerColumn {
				told++
				errs.Tell(source.RowsDisagree, t.Origin(row), "同一“"+strings.Join(b.def.OneRowPer, "、")+"”的“"+c.Name+"”前后不一", "第一次出现在 "+t.Origin(other).String()+"；改成一致，或不要定义这一列")
			}
		}
	}
	b.keep(keep)
}

func pick[T any](cells []T, rows []int) []T {
	if cells == nil {
		return nil
	}
	kept := make([]T, len(rows))
	for i, row := range rows {
		kept[i] = cells[row]
	}
	return kept
}
