package site

import (
	"testing"

	"anjian/internal/period"
)

func day(t *testing.T, text string) period.Date {
	t.Helper()
	if text == "" {
		return 0
	}
	d, err := period.ParseDate(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// How a step stands changes on the day after its planned day and on the day it is reached, and at no other.
func TestMilestonesAtEveryCutoff(t *testing.T) {
	m := &brand{Started: day(t, "2024-03-01"), Milestones: []milestone{
		{Date: day(t, "2025-06-30"), Text: "丙"}, // written out of order
		{Date: day(t, "2024-06-30"), Reached: day(t, "2024-06-30"), Text: "甲"},
		{Date: day(t, "2024-12-31"), Reached: day(t, "2025-01-17"), Text: "乙"},
		{From: day(t, "2025-03-01"), Date: day(t, "2026-06-30"), Text: "丁"},
	}}
	plan := m.plan()
	for i, want := range []string{"甲", "乙", "丙", "丁"} {
		if plan[i].Text != want {
			t.Fatalf("step %d is %s; want %s", i, plan[i].Text, want)
		}
	}
	type from struct {
		day   string
		state progress
	}
	want := [][]from{
		{{"2024-01-01", notBegun}, {"2024-03-01", underWay}, {"2024-06-30", doneOnTime}},
		{{"2024-01-01", notBegun}, {"2024-07-01", underWay}, {"2025-01-01", overdue}, {"2025-01-17", doneLate}},
		{{"2024-01-01", notBegun}, {"2025-01-01", underWay}, {"2025-07-01", overdue}},
		{{"2024-01-01", notBegun}, {"2025-03-01", underWay}, {"2026-07-01", overdue}},
	}
	for i, changes := range want {
		state, next := progress(""), 0
		for d := day(t, "2024-01-01"); d <= day(t, "2027-12-31"); d++ {
			if next < len(changes) && day(t, changes[next].day) == d {
				state = changes[next].state
				next++
			}
			if got := plan[i].at(d); got != state {
				t.Fatalf("%s on %s: %s; want %s", plan[i].Text, d, got, state)
			}
		}
	}
	for _, tt := range []struct {
		step      int
		day, want string
	}{
		{0, "2025-12-31", ""},
		{1, "2025-01-10", "逾期 10 日"},
		{1, "2025-12-31", "晚 17 日"},
		{2, "2025-06-30", "当日到期"},
		{3, "2025-12-31", "还有 181 日"},
		{3, "2025-02-28", ""},
	} {
		if got := plan[tt.step].days(day(t, tt.day)); got != tt.want {
			t.Errorf("%s on %s: %q; want %q", plan[tt.step].Text, tt.day, got, tt.want)
		}
	}
}
