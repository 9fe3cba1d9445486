package monitor

import (
	"testing"

	"anjian/internal/period"
	"anjian/internal/table"
)

func days(texts ...string) table.Nums {
	list := make([]int64, len(texts))
	for i, s := range texts {
		list[i] = table.NoNum
		if s != "" {
			d, err := period.ParseDate(s)
			if err != nil {
				panic(err)
			}
			list[i] = int64(d)
		}
	}
	return table.NumsOf(list...)
}

func TestBoard(t *testing.T) {
	cases := &table.Table{Name: "cases", Rows: 8, Columns: []*table.Column{
		{Name: "受理", Type: table.Date, Nums: days("2025-12-01", "2025-12-01", "2025-12-01", "2024-11-01", "2025-12-20", "", "2026-01-05", "2025-12-10")},
		{Name: "审结", Type: table.Date, Nums: days("2025-12-20", "", "", "", "", "", "", "2025-12-31")},
		{Name: "到期", Type: table.Date, Nums: days("2025-12-15", "2025-12-30", "2025-12-31", "", "2026-01-05", "2025-01-01", "2026-02-01", "2026-01-10")},
	}}
	b := BoardOf(cases, Columns{"受理", "审结", "到期"}, Moment{Day: period.DateOf(2025, 12, 31)})
	if b.Closed != 2 || b.ClosedLate != 1 || len(b.Open) != 4 {
		t.Errorf("%d closed, %d late, %d open; want 2, 1, 4", b.Closed, b.ClosedLate, len(b.Open))
	}
	if got := b.Overdue(); len(got) != 1 || got[0].Row != 1 || got[0].Left != -1 {
		t.Errorf("overdue %v; want row 1 by one day", got)
	}
	// The last day of a limit is still within it.
	if got := b.NearDue(5); len(got) != 2 || got[0].Row != 2 || got[0].Left != 0 || got[1].Row != 4 {
		t.Errorf("near due %v; want rows 2 and 4", got)
	}
	if got := b.Long(365); len(got) != 1 || got[0].Row != 3 || got[0].Pending != 425 {
		t.Errorf("long pending %v; want row 3 for 425 days", got)
	}
}
