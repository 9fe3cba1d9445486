package indicator

import (
	"reflect"
	"slices"
	"testing"

	"anjian/internal/period"
	"anjian/internal/source"
	"anjian/internal/table"
)

// A part's control chart is that of the same indicator over the rows with the word alone; rows left
// out are no part of it, and hidden months are gaps.
func TestControlOfAPart(t *testing.T) {
	rows := someCases(3000, 9)
	count := must(t, "count", "value = { count = true }")
	cube := func(rows []caseRow) *Cube {
		roles := caseRoles()
		roles["cases"].cause = "审查结论"
		var errs source.List
		return compute(1, []*Definition{count}, roles, map[string]*table.Table{"cases": tableOf(rows)}, office(), period.Calendar{}, period.DateOf(2025, 6, 30), &errs)
	}
	of := func(word string, most int) []caseRow {
		var list []caseRow
		for i, r := range rows {
			if r.outcome == word && i < most {
				list = append(list, r)
			}
		}
		return list
	}
	options := AnomalyOptions{Months: 24}
	b := cube(rows).Breakdowns(By{Role: Cause}).Of("count")
	firstHalf := cube(rows).Breakdowns(By{Role: Cause}).Without(func(_ string, row int) bool { return row >= 1500 }).Of("count")
	for _, word := range outcomes {
		for _, place := range []string{"", "east"} {
			for _, tt := range []struct {
				parts *Breakdown
				rows  []caseRow
			}{{b, of(word, len(rows))}, {firstHalf, of(word, 1500)}} {
				got := tt.parts.Control(word, place, options, nil)
				alone := cube(tt.rows)
				want := alone.Control(alone.Definition("count"), place, options)
				if !reflect.DeepEqual(got.Points, want.Points) || !reflect.DeepEqual(got.Segments, want.Segments) || !slices.Equal(got.Marks, want.Marks) {
					t.Errorf("%s at %q: %v, %v; alone %v, %v", word, place, got.Points, got.Segments, want.Points, want.Segments)
				}
				if got.Definition.Title != word || len(got.Points) != 24 {
					t.Errorf("%s: %d months of %q", word, len(got.Points), got.Definition.Title)
				}
			}
		}
	}
	hidden := b.Control(outcomes[0], "", options, func(p period.Period) bool { return p == period.Month(2025, 3) })
	for i, r := range hidden.Results {
		if gone := r.Period == period.Month(2025, 3); gone != (r.State == Hidden) || gone == hidden.Points[i].Known {
			t.Errorf("%s is %v, known %v", r.Period, r.State, hidden.Points[i].Known)
		}
	}
	if none := b.Control("没有的案由", "", options, nil); slices.ContainsFunc(none.Results, func(r Result) bool { return r.State == Known }) {
		t.Error("a word that no row has is counted")
	}
}
