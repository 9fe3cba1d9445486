package indicator

import (
	"fmt"
	"maps"
	"slices"
	"strings"
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

// No total of what is seen tells a hidden part: over random cases, a reader who solves the whole
// published system finds no hidden number closer than among four.
func TestHiddenNumbersCannotBeDerived(t *testing.T) {
	hidden, beside := 0, 0
	for seed := range uint64(2) {
		d := must(t, "few", "hide_below = 5\nvalue = { count = true }")
		rate := must(t, "rate", goodRate+"\nhide_below = 5")
		c := cubeOf(t, someCases(60+int(seed)*90, seed), period.Calendar{}, "2025-06-30", d, rate)
		if told := c.Told(); len(told) > 0 {
			t.Errorf("world %d: %d hidden numbers are told, %s among them", seed, len(told), told[0].ID())
		}
		for key := range c.conceal.ofAll(c) {
			if hidden++; !c.unveiled(c.byID[key.Indicator], key).small(d) {
				beside++
			}
		}
	}
	if hidden-beside < 300 || beside < 300 {
		t.Errorf("%d hidden, %d beside them: little was tested", hidden, beside)
	}
}

// Showing what is hidden beside small numbers tells these: Told can find something.
func TestWhatIsHiddenBesideIsNeeded(t *testing.T) {
	d := must(t, "few", "hide_below = 5\nvalue = { count = true }")
	c := cubeOf(t, someCases(60, 1), period.Calendar{}, "2025-06-30", d)
	c.conceal.ofAll(c)
	telling, tried := 0, 0
	keys := slices.SortedFunc(maps.Keys(c.conceal.all), func(a, b Key) int { return strings.Compare(a.ID(), b.ID()) })
	for _, key := range keys {
		if c.unveiled(c.byID["few"], key).small(d) {
			continue
		}
		if tried++; tried > 6 {
			break
		}
		c.conceal.all[key] = false
		if len(c.Told()) > 0 {
			telling++
		}
		c.conceal.all[key] = true
	}
	if telling < tried/2 {
		t.Errorf("showing one of %d numbers tells something %d times", tried, telling)
	}
}

// A quarter with one hidden month is hidden with it, or another month is, whatever costs less; a
// change that would tell a hidden number is hidden too.
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
		"2025-01": "已隐藏（" + Concealed + "）", "2025-02": "已隐藏（" + Concealed + "）", "2025-03": "30 件",
		"2025Q1": "53 件", "2025Q2": "37 件", "2025H1": "90 件", "2025-01..02": "23 件",
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
