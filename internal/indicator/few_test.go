package indicator

import (
	"slices"
	"testing"

	"anjian/internal/period"
	"anjian/internal/source"
	"anjian/internal/table"
)

// Causes with one to four never-listed rows stand together, and together they are five or more, or
// all there are.
func TestFewNeverListedRowsStandTogether(t *testing.T) {
	for _, tt := range []struct {
		name  string
		rows  map[string][2]int // by cause: rows, and how many of them are never listed
		few   []string
		parts []string
	}{
		{"none", map[string][2]int{"甲": {20, 0}, "乙": {30, 0}}, nil, []string{"乙", "甲"}},
		{"many", map[string][2]int{"甲": {20, 6}, "乙": {30, 9}}, nil, []string{"乙", "甲"}},
		{"few and many", map[string][2]int{"甲": {20, 3}, "乙": {30, 9}, "丙": {40, 0}}, []string{"甲", "乙"}, []string{"丙", Others}},
		{"few twice", map[string][2]int{"甲": {20, 3}, "乙": {30, 9}, "丁": {10, 4}}, []string{"甲", "丁"}, []string{"乙", Others}},
		{"few alone", map[string][2]int{"甲": {20, 2}, "乙": {30, 0}}, []string{"甲"}, []string{"乙", Others}},
	} {
		roles := caseRoles()
		s := roles["cases"].schema.(schema)
		s["审查结论"] = s["承办单位"] // an open list
		roles["cases"].cause = "审查结论"
		count := must(t, "count", "value = { count = true }")
		var rows []caseRow
		unlisted := map[int]bool{}
		for _, cause := range []string{"丁", "丙", "乙", "甲"} {
			for i, date := range []string{"2024-03-05", "2025-03-05"} {
				some := few("东区院", "第一检察部", date, tt.rows[cause][0]*(1+i), 0)
				for j := range some {
					some[j].outcome = cause
					unlisted[len(rows)+j] = i == 1 && j < tt.rows[cause][1]
				}
				rows = append(rows, some...)
			}
		}
		var errs source.List
		c := compute(1, []*Definition{count}, roles, map[string]*table.Table{"cases": tableOf(rows)}, office(), period.Calendar{}, period.DateOf(2025, 3, 31), &errs)
		c.listed = func(_ string, row int) bool { return !unlisted[row] }
		list := c.Breakdowns(By{Role: Cause})
		now, base := Key{Indicator: "count", Period: period.Month(2025, 3)}, Key{Indicator: "count", Period: period.Month(2024, 3)}
		b := list.Of("count")
		var got []string
		for i, is := range b.Few(now, base) {
			if is {
				got = append(got, b.Words[i])
			}
		}
		slices.Sort(got)
		slices.Sort(tt.few)
		if !slices.Equal(got, tt.few) {
			t.Errorf("%s: %q stand together; want %q", tt.name, got, tt.few)
		}
		var names []string
		for _, p := range c.Decompose(now, base.Period, PartedBy{Words: list}).Parts {
			names = append(names, p.Name)
		}
		if !slices.Equal(names, tt.parts) {
			t.Errorf("%s: parts are %q; want %q", tt.name, names, tt.parts)
		}
	}
}
