package indicator

import (
	"math/rand/v2"
	"slices"
	"testing"

	"anjian/internal/period"
	"anjian/internal/table"
)

// Weeks are counted here a second time, row by row and day by day.
func TestWeekCounts(t *testing.T) {
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
			must(t, "people", "value = { sum = '人数' }"),
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
			got, ok := c.WeekCounts(tt.id, tt.part, last, n, 1)
			if !ok || !slices.Equal(got.Counts, want) || got.Ends[n-1] != last || slices.Contains(got.Known, false) {
				t.Fatalf("seed %d: %s is %v, known %v; want %v", seed, tt.id, got.Counts, got.Known, want)
			}
			if got.Apart != (seed%2 == 1) {
				t.Errorf("seed %d: %s leaves rows out: %v", seed, tt.id, got.Apart)
			}
		}
		if _, ok := c.WeekCounts("people", OfValue, last, n, 5); ok {
			t.Error("a sum was counted by weeks")
		}
		if _, ok := c.WeekCounts("none", OfValue, last, n, 5); ok {
			t.Error("no such indicator was counted")
		}
	}
}

// Beside the total of its month, weeks would tell how many juveniles there were: where these are few,
// no week that touches the month is told; nor what is pending on the day that a month ends.
func TestWeekCountsHideFew(t *testing.T) {
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
		w, ok := c.WeekCounts(id, OfValue, day(12, 28), 12, 5)
		if !ok {
			t.Fatal("not counted")
		}
		for i, end := range w.Ends {
			if w.Closed[i] != "" {
				list = append(list, end.String())
				if w.Known[i] {
					t.Errorf("%s: the week up to %s is closed and known", id, end)
				}
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
