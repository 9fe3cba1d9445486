package site

import (
	"strings"
	"testing"

	"anjian/internal/period"
)

const (
	twoSteps = "started = 2025-03-01\ndeadline = 2025-12-31\n" +
		"[[step]]\ntext = \"一\"\nplanned = 2025-06-30\nreached = 2025-07-10\n" +
		"[[step]]\ntext = \"二\"\nplanned = 2025-10-31\n"
	reachedLast = "reached = 2025-12-05\n"
)

// How key work stands follows from its dates alone, at any day.
func TestStateOfKeyWork(t *testing.T) {
	day := func(month, day int) period.Date { return period.DateOf(2025, month, day) }
	for _, tt := range []struct {
		front string
		day   period.Date
		want  string
		far   string
	}{
		{twoSteps, day(2, 1), "未开始", "2 个步骤完成 0 个"},
		{twoSteps, day(6, 30), "按期", "2 个步骤完成 0 个"}, // the day itself is not late
		{twoSteps, day(7, 5), "步骤逾期", "2 个步骤完成 0 个"},
		{twoSteps, day(7, 10), "按期", "2 个步骤完成 1 个"},
		{twoSteps, day(11, 1), "步骤逾期", "2 个步骤完成 1 个"},
		{twoSteps, day(12, 31), "步骤逾期", "2 个步骤完成 1 个"},
		{strings.Replace(twoSteps, "deadline = 2025-12-31", "deadline = 2025-12-30", 1), day(12, 31), "逾期", "2 个步骤完成 1 个"},
		{twoSteps + reachedLast, day(12, 4), "步骤逾期", "2 个步骤完成 1 个"},
		{twoSteps + reachedLast, day(12, 5), "已完成", "2 个步骤完成 2 个"},
		{"deadline = 2025-06-30", day(7, 1), "逾期", ""},
		{"started = 2025-06-30", day(7, 1), "按期", ""}, // nobody said by when
		{"deadline = 2025-06-30\ncompleted = 2025-07-02", day(7, 1), "逾期", ""},
		{"deadline = 2025-06-30\ncompleted = 2025-07-02", day(7, 2), "已完成", ""},
		{"deadline = 2025-06-30\n[[progress]]\ndate = 2025-05-09\npercent = 100", day(5, 9), "已完成", "100%（2025-05-09）"},
		{"deadline = 2025-06-30\n[[progress]]\ndate = 2025-05-09\npercent = 60\n[[progress]]\ndate = 2025-04-01\npercent = 30", day(5, 8), "按期", "30%（2025-04-01）"},
	} {
		b, errs := officeOf(t, "works/w", tt.front)
		if errs.Faults() > 0 {
			t.Fatal(errs.Error())
		}
		w := b.works[0]
		if state, far := w.stateAt(tt.day).tag().Text, w.howFar(tt.day); state != tt.want || far != tt.far {
			t.Errorf("%s\nat %s: %q, %q; want %q, %q", tt.front, tt.day, state, far, tt.want, tt.far)
		}
	}
}

func TestKeyWorkIsChecked(t *testing.T) {
	for _, tt := range []struct{ front, want string }{
		{twoSteps, ""},
		{"started = 2025-03-01", ""},
		{"started = 2025-03-01\ndeadline = 2025-02-01", "完成时限早于启动日期"},
		{"deadline = 2025-12-31\n[[step]]\ntext = \"一\"", "推进步骤要写内容和计划日期"},
		{"deadline = 2025-12-31\n[[step]]\ntext = \"一\"\nplanned = 2026-01-05", "步骤的计划日期晚于完成时限"},
		{"deadline = 2025-12-31\n[[progress]]\ndate = 2025-12-01\npercent = 120", "百分比在 0 到 100 之间"},
		{"completed = 2025-12-01\n" + twoSteps, "写了完成日期，还有 1 个步骤没有完成"},
		{"completed = 2025-12-01\n" + twoSteps + reachedLast, "完成日期早于最后一个步骤的完成日期"},
		{twoSteps + "[[progress]]\ndate = 2025-12-01\npercent = 100", "最近一次进展写 100%，还有 1 个步骤没有完成"},
		{twoSteps + reachedLast + "[[progress]]\ndate = 2025-12-08\npercent = 90", "各步骤都已完成，最近一次进展还不到 100%"},
	} {
		_, errs := officeOf(t, "works/w", tt.front)
		if got := errs.Error(); tt.want == "" && got != "" || !strings.Contains(got, tt.want) {
			t.Errorf("%s\nsays\n%s\nwant %s", tt.front, got, tt.want)
		}
	}
}
