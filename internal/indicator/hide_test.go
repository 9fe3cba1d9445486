package indicator

import (
	"fmt"
	"testing"

	"anjian/internal/period"
)

// Few juveniles must not be told apart: counts from 1 to 4 are hidden, nought and five are not.
func TestSmallCountsAreHidden(t *testing.T) {
	d := &Definition{ID: "x", Unit: "人", Style: Percent, HideBelow: 5}
	for _, tt := range []struct {
		numerator, denominator int64
		hidden                 bool
	}{
		{0, 20, false}, {1, 20, true}, {4, 20, true}, {5, 20, false}, {0, 3, true}, {0, 0, false},
	} {
		hidden := Amount{N: tt.numerator}.small(d.HideBelow) || Amount{N: tt.denominator}.small(d.HideBelow)
		if hidden != tt.hidden {
			t.Errorf("%d of %d: hidden %v", tt.numerator, tt.denominator, hidden)
		}
	}
	r := Result{Key: Key{Indicator: "x", Period: period.Month(2025, 1)}, Numerator: Amount{N: 3}, Denominator: Amount{N: 20}}
	text := Format(d, r.Hide(SmallNumber))
	if text.Value != "已隐藏" || text.Counts != "" {
		t.Errorf("a hidden result prints %q, %q", text.Value, text.Counts)
	}
	if _, ok := r.Hide(SmallNumber).Value(); ok {
		t.Error("a hidden result still has a value for drawing")
	}
}

// No total of what is seen tells a hidden part: over random cases, in every sum with a visible
// total either no part is hidden or at least two are.
func TestHiddenNumbersCannotBeDerived(t *testing.T) {
	hidden, beside := 0, 0
	for seed := range uint64(12) {
		d := must(t, "few", "hide_below = 5\nvalue = { count = true }")
		rate := must(t, "rate", goodRate+"\nhide_below = 5")
		c := cubeOf(t, someCases(150+int(seed)*60, seed), period.Calendar{}, "2025-06-30", d, rate)
		units := append([]string{""}, c.Organisation.ids()...)
		departments := append([]string{""}, c.Organisation.Departments...)
		for m := period.Month(2023, 3); m.Compare(period.Month(2025, 6)) <= 0; m = m.Add(1) {
			for _, p := range []period.Period{m, m.Within(period.Quarterly), m.Within(period.Yearly)} {
				at := func(id string, place [2]int) Result {
					return c.Result(Key{id, p, units[place[0]], departments[place[1]]})
				}
				for _, id := range []string{"few", "rate"} {
					for _, s := range c.sums() {
						n := 0
						for _, part := range s.parts {
							switch r := at(id, part); {
							case r.State == Hidden && r.Reason == Derivable:
								beside++
								n++
							case r.State == Hidden:
								hidden++
								n++
							}
						}
						if total := at(id, s.total); total.State != Hidden && n == 1 {
							t.Fatalf("world %d: %s tells its only hidden part", seed, total.ID())
						}
					}
				}
			}
		}
	}
	if hidden == 0 || beside == 0 {
		t.Errorf("%d hidden, %d beside them: nothing was tested", hidden, beside)
	}
}

// A quarter with one hidden month is hidden with it; a change that would tell a hidden number is too.
func TestWhatTellsAHiddenMonthIsHidden(t *testing.T) {
	d := must(t, "few", "hide_below = 5\nvalue = { count = true }")
	var rows []caseRow
	for month, n := range map[int]int{1: 20, 2: 3, 3: 30, 4: 20, 5: 9, 6: 8} {
		for range n {
			rows = append(rows, caseRow{unit: "东区院", accepted: period.DateOf(2025, month, 5), concluded: period.NoDate})
		}
	}
	c := cubeOf(t, rows, period.Calendar{}, "2025-06-30", d)
	for text, want := range map[string]string{
		"2025-01": "20 件", "2025-02": "已隐藏（" + SmallNumber + "）", "2025Q1": "已隐藏（" + Derivable + "）",
		"2025Q2": "37 件", "2025H1": "已隐藏（" + Derivable + "）", "2025-01..03": "已隐藏（" + Derivable + "）",
	} {
		p, _ := period.Parse(text)
		if got := fmt.Sprint(Format(d, c.Result(Key{Indicator: "few", Period: p}))); got != want {
			t.Errorf("%s is %s; want %s", text, got, want)
		}
	}
	x := c.Change(Key{Indicator: "few", Period: period.Month(2025, 3)}, PeriodOverPeriod)
	if x.State != Hidden {
		t.Errorf("the change against the hidden month is %v", x)
	}
}
