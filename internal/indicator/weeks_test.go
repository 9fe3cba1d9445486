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
		if why != tt.why || !slices.Equal(got.Counts, tt.want) || slices.Contains(got.Told, false) || got.Apart {
			t.Errorf("Weeks(%s of %q, %s) = %v, %q; want %v, %q", tt.id, tt.place, tt.part, got, why, tt.want, tt.why)
		}
	}
	if _, why := c.Weeks(Key{Indicator: "rate"}, OfNumerator, period.DateOf(2025, 12, 29), 1); why != WeeksUncounted {
		t.Errorf("a week that is not over: %q", why)
	}

	// Three rows of December and many of October count in totals only: no week tells them, and none of
	// December is told at all, for the month less its weeks would be those three.
	kept, december := map[int]bool{}, 0
	for i, row := range rows {
		switch row.concluded.String()[:min(7, len(row.concluded.String()))] {
		case "2025-12":
			if december++; row.unit != "" && december <= 4 && row.unit == "东区院" {
				kept[i] = true
			}
		case "2025-10":
			kept[i] = true
		}
	}
	few := 0
	for i := range kept {
		if rows[i].concluded >= period.DateOf(2025, 12, 1) {
			few++
		}
	}
	if few == 0 || few >= 5 {
		t.Fatalf("%d rows of December are kept back", few)
	}
	c.listed = func(_ string, row int) bool { return !kept[row] }
	got, why := c.Weeks(Key{Indicator: "rate"}, OfDenominator, first, n)
	if why != "" || !got.Apart || !slices.Equal(got.Told, []bool{true, true, true, true, false, false, false, false}) {
		t.Errorf("told %v, apart %v, %q", got.Told, got.Apart, why)
	}
	if october, _ := c.Weeks(Key{Indicator: "rate"}, OfDenominator, period.DateOf(2025, 10, 6), 2); !october.Told[0] || october.Counts[0] != 0 {
		t.Errorf("weeks of listed rows alone: %+v", october)
	}
}
