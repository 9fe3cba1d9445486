package indicator

import (
	"math/rand/v2"
	"slices"
	"testing"

	"anjian/internal/period"
	"anjian/internal/table"
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
	first, last := period.DateOf(2025, 11, 3), period.DateOf(2025, 12, 28)
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
		{"pending", "", OfNumerator, nil, WeeksUncounted},
		{"kinds", "", OfValue, nil, WeeksUncounted},
		{"none", "", OfValue, nil, NoSuchIndicator},
		{"rate", "nowhere", OfNumerator, nil, NoSuchPlace},
	} {
		got, why := c.Weeks(Key{Indicator: tt.id, Procuratorate: tt.place}, tt.part, last, n)
		if why != tt.why || !slices.Equal(got.Counts, tt.want) || slices.ContainsFunc(got.States, func(s State) bool { return s != Known }) || got.Apart || got.Pending {
			t.Errorf("Weeks(%s of %q, %s) = %v, %q; want %v, %q", tt.id, tt.place, tt.part, got, why, tt.want, tt.why)
		}
	}
	if _, why := c.Weeks(Key{Indicator: "rate"}, OfNumerator, period.DateOf(2026, 1, 4), 1); why != WeeksUncounted {
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
	got, why := c.Weeks(Key{Indicator: "rate"}, OfDenominator, last, n)
	if why != "" || !got.Apart || !slices.Equal(got.States, []State{Known, Known, Known, Known, Hidden, Hidden, Hidden, Hidden}) {
		t.Errorf("told %v, apart %v, %q", got.States, got.Apart, why)
	}
	if october, _ := c.Weeks(Key{Indicator: "rate"}, OfDenominator, period.DateOf(2025, 10, 19), 2); october.States[0] != Known || october.Counts[0] != 0 {
		t.Errorf("weeks of listed rows alone: %+v", october)
	}
}

// Weeks that begin before the data are not known; the others are.
func TestWeeksBeforeTheData(t *testing.T) {
	c := cubeOf(t, []caseRow{{unit: "东区院", accepted: period.DateOf(2025, 12, 3), concluded: period.NoDate, people: 1}}, period.Calendar{}, "2025-12-31", must(t, "accepted", "value = { count = true, date = '受理日期' }"))
	got, why := c.Weeks(Key{Indicator: "accepted"}, OfValue, period.DateOf(2025, 12, 14), 3)
	if why != "" || !slices.Equal(got.States, []State{Unknown, Known, Known}) || !slices.Equal(got.Counts, []int64{0, 1, 0}) {
		t.Errorf("%v, %v, %q", got.States, got.Counts, why)
	}
}

// Weeks of the whole office are counted here a second time, day by day; those of juveniles are left out.
func TestWeeksOfAll(t *testing.T) {
	const n = 6
	last, cutoff := period.DateOf(2025, 12, 28), period.DateOf(2025, 12, 31)
	for seed := range uint64(30) {
		r := rand.New(rand.NewPCG(seed, 5))
		var rows []caseRow
		for range 900 {
			accepted := period.DateOf(2025, 3, 1) + period.Date(r.IntN(310)) // some lie behind the cut-off
			row := caseRow{unit: pick(r, []string{"东区院", "西区院", ""}), department: "第一检察部", outcome: pick(r, outcomes), accepted: accepted, concluded: accepted + period.Date(r.IntN(60)), people: table.NoNum}
			if r.IntN(4) == 0 {
				row.concluded = period.NoDate
			}
			rows = append(rows, row)
		}
		c := cubeOf(t, rows, period.Calendar{}, cutoff.String(),
			must(t, "accepted", "value = { count = true, date = '受理日期' }"),
			must(t, "arrests", "date = \"审结日期\"\nnumerator = { count = true, where = '审查结论 == \"批准逮捕\"' }\ndenominator = { count = true }"),
			must(t, "pending", "value = { count = true, at = '期末' }"),
			must(t, "old", "value = { count = true, at = '期末', where = '期末 - 受理日期 > 30' }"),
		)
		juvenile := map[int]bool{}
		for row := range rows {
			juvenile[row] = seed%2 == 1 && r.IntN(5) == 0
		}
		c.listed = func(_ string, row int) bool { return !juvenile[row] }
		for _, tt := range []struct {
			id   string
			part Part
			of   func(row caseRow, monday, sunday period.Date) bool
		}{
			{"accepted", OfValue, func(row caseRow, monday, sunday period.Date) bool {
				return row.accepted >= monday && row.accepted <= sunday
			}},
			{"arrests", OfNumerator, func(row caseRow, monday, sunday period.Date) bool {
				return row.outcome == outcomes[0] && row.concluded >= monday && row.concluded <= sunday
			}},
			{"pending", OfValue, func(row caseRow, _, sunday period.Date) bool {
				return row.accepted <= sunday && (row.concluded == period.NoDate || row.concluded > sunday)
			}},
			{"old", OfValue, func(row caseRow, _, sunday period.Date) bool {
				return row.accepted < sunday-30 && (row.concluded == period.NoDate || row.concluded > sunday)
			}},
		} {
			want := make([]int64, n)
			for i := range want {
				sunday := last - period.Date(7*(n-1-i))
				for at, row := range rows {
					if row.unit != "" && !juvenile[at] && tt.of(row, sunday-6, sunday) {
						want[i]++
					}
				}
			}
			got, why := c.Weeks(Key{Indicator: tt.id}, tt.part, last, n)
			if why != "" || !slices.Equal(got.Counts, want) || got.Ends[n-1] != last || got.Pending != (tt.id == "pending" || tt.id == "old") {
				t.Fatalf("seed %d: %s is %v, %v, %q; want %v", seed, tt.id, got.Counts, got.States, why, want)
			}
			if got.Apart != (seed%2 == 1) {
				t.Errorf("seed %d: %s leaves rows out: %v", seed, tt.id, got.Apart)
			}
		}
	}
}

// Beside the total of its month, weeks would tell how many juveniles there were: where these are few,
// no week that touches the month is told; nor what is pending on the day that a month ends.
func TestWeeksHideFew(t *testing.T) {
	day := func(month, day int) period.Date { return period.DateOf(2025, month, day) }
	var rows []caseRow
	add := func(n int, accepted period.Date) {
		for range n {
			rows = append(rows, caseRow{unit: "东区院", accepted: accepted, concluded: period.NoDate, people: table.NoNum})
		}
	}
	add(20, day(10, 8))
	add(20, day(11, 12))
	add(20, day(12, 10))
	open := len(rows)
	add(6, day(10, 9)) // juveniles: enough in October, few in November, none in December
	add(2, day(11, 29))
	c := cubeOf(t, rows, period.Calendar{}, "2025-12-31", must(t, "accepted", "value = { count = true, date = '受理日期' }"), must(t, "new", "value = { count = true, at = '期末', where = '期末 - 受理日期 < 10' }"))
	c.listed = func(_ string, row int) bool { return row < open }
	closed := func(id string) (list []string) {
		w, why := c.Weeks(Key{Indicator: id}, OfValue, day(12, 28), 12)
		if why != "" {
			t.Fatal(why)
		}
		for i, end := range w.Ends {
			if w.States[i] == Hidden {
				list = append(list, end.String())
			}
		}
		return list
	}
	// November lies in the weeks up to 2 November, the 9th, 16th, 23rd and 30th.
	if got, want := closed("accepted"), []string{"2025-11-02", "2025-11-09", "2025-11-16", "2025-11-23", "2025-11-30"}; !slices.Equal(got, want) {
		t.Errorf("closed are %v, want %v", got, want)
	}
	// 30 November ends a month and a week, and two of those that are new are juveniles.
	if got, want := closed("new"), []string{"2025-11-30"}; !slices.Equal(got, want) {
		t.Errorf("of stocks %v are closed, want %v", got, want)
	}
	c.listed = func(string, int) bool { return true }
	if got := closed("accepted"); got != nil {
		t.Errorf("nobody is hidden: %v closed", got)
	}
}
