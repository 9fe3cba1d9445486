package period

import (
	"testing"
	"time"
)

// october2025 is the arrangement of the autumn of 2025: 1 to 8 October off, 28 September and
// 11 October worked.
func october2025() *Workdays {
	w := new(Workdays)
	w.DaysOff(DateOf(2025, 10, 1), DateOf(2025, 10, 8))
	w.MakeUp(DateOf(2025, 9, 28))
	w.MakeUp(DateOf(2025, 10, 11))
	w.Arranged(2025)
	return w
}

func TestWorkdays(t *testing.T) {
	w := october2025()
	for _, tt := range []struct {
		day        string
		works      bool
		next, plus string // the day itself or the next one worked; three days of work later
	}{
		{"2025-09-26", true, "2025-09-26", "2025-09-30"},
		{"2025-09-27", false, "2025-09-28", "2025-09-30"}, // a Saturday before a Sunday that is worked
		{"2025-09-28", true, "2025-09-28", "2025-10-09"},
		{"2025-10-01", false, "2025-10-09", "2025-10-11"},
		{"2025-10-08", false, "2025-10-09", "2025-10-11"},
		{"2025-10-10", true, "2025-10-10", "2025-10-14"},
		{"2025-10-11", true, "2025-10-11", "2025-10-15"}, // a Saturday that is worked
		{"2025-10-12", false, "2025-10-13", "2025-10-15"},
		{"1969-12-27", false, "1969-12-29", "1969-12-31"}, // before the first day of the count
	} {
		d, err := ParseDate(tt.day)
		if err != nil {
			t.Fatal(err)
		}
		if got := w.Works(d); got != tt.works {
			t.Errorf("Works(%s) = %v", tt.day, got)
		}
		if got := w.OnOrAfter(d).String(); got != tt.next {
			t.Errorf("OnOrAfter(%s) = %s; want %s", tt.day, got, tt.next)
		}
		if got := w.Add(d, 3).String(); got != tt.plus {
			t.Errorf("Add(%s, 3) = %s; want %s", tt.day, got, tt.plus)
		}
	}
	if !w.Knows(DateOf(2025, 1, 1)) || w.Knows(DateOf(2026, 1, 1)) {
		t.Error("years without an arrangement are told apart")
	}
}

func TestWorkdaysWithoutArrangement(t *testing.T) {
	var w Workdays
	for d := DateOf(1969, 1, 1); d < DateOf(1971, 1, 1); d++ {
		weekday := d.Time().Weekday()
		if got, want := w.Works(d), weekday != time.Saturday && weekday != time.Sunday; got != want {
			t.Errorf("%s, a %s: works %v", d, weekday, got)
		}
	}
}
