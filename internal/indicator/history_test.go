package indicator

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"anjian/internal/closed"
	"anjian/internal/period"
)

// share makes 36 months to December 2025 of one procuratorate: 18 and 22 of 100 in turn, except
// where change says otherwise; -1 is a month with too few cases to be judged.
func share(change map[int]int) []caseRow {
	var rows []caseRow
	for m := range 36 {
		some, n := 18+m%2*4, 100
		if s, ok := change[m]; ok {
			some = s
		}
		if some < 0 {
			some, n = 1, 3
		}
		rows = append(rows, monthly(2023+m/12, 1+m%12, some, n)...)
	}
	return rows
}

// span sets the months from one to another, two values in turn.
func span(from, to, a, b int) map[int]int {
	change := map[int]int{}
	for m := from; m <= to; m++ {
		change[m] = []int{a, b}[m%2]
	}
	return change
}

// told writes the episodes of all together: 2025-06..2025-12 -1 持续中 since 2025-04.
func told(h *History) string {
	var lines []string
	for _, e := range h.Episodes {
		if e.Procuratorate != "" {
			continue
		}
		line := fmt.Sprintf("%s..%s %+d %s since %s", e.First(), e.Last(), e.Direction, e.Course, e.Since())
		if !e.Until.IsZero() {
			line += " until " + e.Until.String()
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

func shareCube(t *testing.T, change map[int]int) *Cube {
	return cubeOf(t, share(change), period.Calendar{}, "2025-12-31", must(t, "rate", goodRate+"\nwatch = true"))
}

func TestEpisodes(t *testing.T) {
	merge := func(list ...map[int]int) map[int]int {
		all := map[int]int{}
		for _, m := range list {
			for k, v := range m {
				all[k] = v
			}
		}
		return all
	}
	for _, tt := range []struct {
		name   string
		change map[int]int
		want   string
	}{
		{"nothing but chance", nil, ""},
		{"one month", map[int]int{30: 60}, "2025-07..2025-07 +1 已恢复常态 since 2025-07 until 2025-08"},
		{"the latest month", map[int]int{35: 60}, "2025-12..2025-12 +1 持续中 since 2025-12"},
		{"a lasting change is told from its seventh month on", span(24, 35, 15, 14), "2025-07..2025-12 -1 持续中 since 2025-01"},
		{"months far out turn into a lasting change", span(25, 35, 60, 61), "2025-02..2025-12 +1 持续中 since 2025-02"},
		{"two in a row, later two more", merge(span(26, 27, 60, 61), span(31, 32, 60, 61)), "2025-03..2025-04 +1 已恢复常态 since 2025-03 until 2025-05\n2025-08..2025-09 +1 已恢复常态 since 2025-08 until 2025-10"},
		{"up and down are two", map[int]int{28: 60, 30: 0}, "2025-05..2025-05 +1 已恢复常态 since 2025-05 until 2025-06\n2025-07..2025-07 -1 已恢复常态 since 2025-07 until 2025-08"},
		{"the other direction is no return to normal", map[int]int{34: 60, 35: 0}, "2025-11..2025-11 +1 另有提示 since 2025-11\n2025-12..2025-12 -1 持续中 since 2025-12"},
		{"after a month that cannot be judged", map[int]int{30: 60, 31: -1}, "2025-07..2025-07 +1 已恢复常态 since 2025-07 until 2025-09"},
		{"never judged since", merge(map[int]int{33: 60}, map[int]int{34: -1, 35: -1}), "2025-10..2025-10 +1 数据不足 since 2025-10"},
		{"older than a year and over", map[int]int{20: 60}, ""},
		{"older than a year and still on is followed to its beginning", span(16, 35, 60, 61), "2024-05..2025-12 +1 持续中 since 2024-05"},
	} {
		if got := told(shareCube(t, tt.change).History(AnomalyOptions{}, nil)); got != tt.want {
			t.Errorf("%s:\n%s\nwant\n%s", tt.name, got, tt.want)
		}
	}
}

func TestHistoryOfAnOfficeWithoutData(t *testing.T) {
	c := cubeOf(t, nil, period.Calendar{}, "2025-12-31", must(t, "rate", goodRate+"\nwatch = true"))
	if h := c.History(AnomalyOptions{}, nil); len(h.Now)+len(h.Episodes) > 0 {
		t.Errorf("%+v", h)
	}
	young := cubeOf(t, monthly(2025, 12, 20, 100), period.Calendar{}, "2025-12-20", must(t, "rate", goodRate+"\nwatch = true"))
	if h := young.History(AnomalyOptions{}, nil); len(h.Now)+len(h.Episodes) > 0 {
		t.Errorf("%+v", h)
	}
}

// What is known later does not change what an earlier month would have shown.
func TestReplayIsWhatEachMonthRaised(t *testing.T) {
	change := span(27, 35, 15, 14)
	h := shareCube(t, change).History(AnomalyOptions{}, nil)
	for m := 24; m < 36; m++ {
		month := period.Month(2023, 1).Add(m)
		c := shareCube(t, change)
		cut := cubeOf(t, slices.DeleteFunc(share(change), func(r caseRow) bool { return r.concluded > c.Calendar.End(month) }),
			period.Calendar{}, c.Calendar.End(month).String(), must(t, "rate", goodRate+"\nwatch = true"))
		var then, now []string
		for _, a := range cut.Anomalies(AnomalyOptions{}) {
			then = append(then, a.Sentence)
		}
		for _, e := range h.Episodes {
			for _, r := range e.Raises {
				if r.Month == month {
					now = append(now, r.Now.Sentence)
				}
			}
		}
		slices.Sort(then)
		slices.Sort(now)
		if !slices.Equal(then, now) {
			t.Errorf("%s: replayed %q, then %q", month, now, then)
		}
	}
}

func TestWhatJoinsMonths(t *testing.T) {
	month := func(m int) period.Period { return period.Month(2025, m) }
	for _, tt := range []struct {
		kind                  AnomalyKind
		month, since, earlier int
		want                  bool
	}{
		{Outside, 6, 6, 5, true},
		{Outside, 6, 6, 4, false},
		{Shift, 9, 3, 5, true}, // the months between were not judged, the run is the same
		{Shift, 9, 3, 2, false},
		{Funnel, 9, 1, 8, true},
		{Funnel, 9, 1, 3, false},
	} {
		now := Raise{Month: month(tt.month), Now: &Anomaly{Kind: tt.kind, Since: month(tt.since)}}
		then := Raise{Month: month(tt.month), Then: &closed.Anomaly{Kind: string(tt.kind), Since: month(tt.since)}}
		if a, b := now.continues(month(tt.earlier)), then.continues(month(tt.earlier)); a != tt.want || b != tt.want {
			t.Errorf("%s of %d since %d after %d: %v, frozen %v", tt.kind, tt.month, tt.since, tt.earlier, a, b)
		}
	}
}

func TestARebaseIsNoReturnToNormal(t *testing.T) {
	o := AnomalyOptions{Rebased: func(string, string) []Rebase { return []Rebase{{Day: period.DateOf(2025, 11, 1)}} }}
	if got, want := told(shareCube(t, span(22, 35, 60, 61)).History(o, nil)), "2024-11..2025-10 +1 重设基线 since 2024-11 until 2025-11"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// Both sources are said where they differ.
func TestClosedMonths(t *testing.T) {
	was := shareCube(t, map[int]int{33: 60}) // October, before a late entry
	october, november := period.Month(2025, 10), period.Month(2025, 11)
	freeze := func(c *Cube, m period.Period) *closed.Anomalies {
		return c.Frozen(m, c.Anomalies(AnomalyOptions{Month: m}))
	}
	frozen := []*closed.Anomalies{freeze(was, october), freeze(was, november)}
	if n := len(frozen[0].List); n == 0 || len(frozen[1].List) != 0 {
		t.Fatalf("%d frozen in October, %d in November", n, len(frozen[1].List))
	}

	t.Run("as it was", func(t *testing.T) {
		h := was.History(AnomalyOptions{}, frozen)
		if got, want := told(h), "2025-10..2025-10 +1 已恢复常态 since 2025-10 until 2025-11"; got != want {
			t.Errorf("%s, want %s", got, want)
		}
		if e := h.Episodes[0]; len(e.Withdrawn())+len(e.Late()) > 0 || e.Raises[0].Then == nil {
			t.Errorf("raises %+v", e.Raises)
		}
	})
	t.Run("the data take it back", func(t *testing.T) {
		now := shareCube(t, nil)
		h := now.History(AnomalyOptions{}, frozen)
		if got, want := told(h), "2025-10..2025-10 +1 不再成立 since 2025-10"; got != want {
			t.Fatalf("%s, want %s", got, want)
		}
		e := h.Episodes[0]
		if why, shown := now.Changed(e.Withdrawn()[0]); why != "当时为 60.0%（60/100 件），补录数据后为 22.0%（22/100 件）" || !shown || e.Latest() != nil {
			t.Errorf("why %q %v", why, shown)
		}
	})
	t.Run("the data bring up another", func(t *testing.T) {
		h := shareCube(t, map[int]int{33: 60, 34: 61}).History(AnomalyOptions{}, frozen)
		if got, want := told(h), "2025-10..2025-11 +1 已恢复常态 since 2025-10 until 2025-12"; got != want {
			t.Fatalf("%s, want %s", got, want)
		}
		if late := h.Episodes[0].Late(); len(late) != 1 || late[0].Month != november {
			t.Errorf("late %+v", late)
		}
	})
	t.Run("a month that did not show it is not the first", func(t *testing.T) {
		h := shareCube(t, span(33, 35, 60, 61)).History(AnomalyOptions{}, []*closed.Anomalies{{Month: october}})
		if got, want := told(h), "2025-11..2025-12 +1 持续中 since 2025-10"; got != want {
			t.Errorf("%s, want %s", got, want)
		}
	})
	t.Run("the indicator has gone", func(t *testing.T) {
		c := cubeOf(t, share(nil), period.Calendar{}, "2025-12-31", must(t, "other", goodRate+"\nwatch = true"))
		h := c.History(AnomalyOptions{}, frozen)
		if why, _ := c.Changed(h.Episodes[0].Withdrawn()[0]); why != "指标已经取消" {
			t.Errorf("why %q", why)
		}
	})
	t.Run("a number that is hidden now is not told from what was frozen", func(t *testing.T) {
		c := cubeOf(t, share(nil), period.Calendar{}, "2025-12-31", must(t, "rate", goodRate+"\nwatch = true\nhide_below = 5"))
		if why, shown := c.Changed(c.History(AnomalyOptions{}, frozen).Episodes[0].Withdrawn()[0]); shown || strings.ContainsAny(why, "0123456789") {
			t.Errorf("why %q %v", why, shown)
		}
	})
}
