package indicator

import (
	"math/rand/v2"
	"slices"
	"testing"

	"anjian/internal/period"
)

// Weeks are counted from the rows themselves, and here once more by hand.
func TestWeeks(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	var rows []caseRow
	for range 4000 {
		concluded := period.DateOf(2025, 1, 1) + period.Date(r.IntN(365))
		if r.IntN(10) == 0 {
			concluded = period.NoDate
		}
		rows = append(rows, caseRow{
			unit: []string{"东区院", "西区院", ""}[r.IntN(3)], department: "第一检察部", outcome: outcomes[r.IntN(2)],
			accepted: period.DateOf(2025, 1, 1), concluded: concluded, people: int64(1 + r.IntN(4)),
		})
	}
	c := cubeOf(t, rows, period.Calendar{}, "2025-12-31",
		must(t, "rate", goodRate), must(t, "few", goodRate+"\nhide_below = 5"),
		must(t, "people", "value = { sum = '人数' }\ndate = \"审结日期\""), must(t, "middle", "value = { median = '人数' }\ndate = \"审结日期\""),
		must(t, "pending", "value = { count = true, at = '期末' }"), must(t, "kinds", "value = { distinct = '审查结论' }"),
	)
	first := period.DateOf(2025, 11, 3)
	const n = 8
	byHand := func(unit string, of func(caseRow) int64) []int64 {
		counts := make([]int64, n)
		for _, row := range rows {
			if row.unit == "" || unit != "" && row.unit != unit {
				continue
			}
			for week := range n {
				if from := first + period.Date(7*week); row.concluded >= from && row.concluded < from+7 {
					counts[week] += of(row)
				}
			}
		}
		return counts
	}
	one := func(caseRow) int64 { return 1 }
	for _, tt := range []struct {
		id, place string
		part      Part
		want      []int64
		why       string
	}{
		{"rate", "", OfDenominator, byHand("", one), ""},
		{"rate", "east", OfDenominator, byHand("东区院", one), ""},
		{"rate", "west", OfNumerator, byHand("西区院", func(row caseRow) int64 {
			if row.outcome == "不批准逮捕" {
				return 1
			}
			return 0
		}), ""},
		{"people", "east", OfValue, byHand("东区院", func(row caseRow) int64 { return row.people }), ""},
		{"middle", "", OfValue, byHand("", one), ""},
		{"few", "", OfNumerator, nil, WeeksHidden},
		{"pending", "", OfValue, nil, WeeksUncounted},
		{"kinds", "", OfValue, nil, WeeksUncounted},
		{"none", "", OfValue, nil, NoSuchIndicator},
		{"rate", "nowhere", OfNumerator, nil, NoSuchPlace},
	} {
		got, why := c.Weeks(Key{Indicator: tt.id, Procuratorate: tt.place}, tt.part, first, n)
		if why != tt.why || !slices.Equal(got, tt.want) {
			t.Errorf("Weeks(%s of %q, %s) = %v, %q; want %v, %q", tt.id, tt.place, tt.part, got, why, tt.want, tt.why)
		}
	}
	if _, why := c.Weeks(Key{Indicator: "rate"}, OfNumerator, period.DateOf(2025, 12, 29), 1); why != WeeksUncounted {
		t.Errorf("a week that is not over: %q", why)
	}
}
