package site

import (
	"slices"
	"testing"

	"anjian/internal/indicator"
	"anjian/internal/period"
)

func TestWeekIsTheLastWholeOne(t *testing.T) {
	for _, tt := range []struct {
		cutoff, monday, sunday period.Date
	}{
		{period.DateOf(2025, 12, 31), period.DateOf(2025, 12, 22), period.DateOf(2025, 12, 28)}, // a Wednesday
		{period.DateOf(2025, 12, 28), period.DateOf(2025, 12, 22), period.DateOf(2025, 12, 28)}, // the Sunday itself
		{period.DateOf(2025, 12, 27), period.DateOf(2025, 12, 15), period.DateOf(2025, 12, 21)}, // the day before
		{period.DateOf(2026, 1, 4), period.DateOf(2025, 12, 29), period.DateOf(2026, 1, 4)},
	} {
		b := &builder{Office: &Office{Cube: &indicator.Cube{Cutoff: tt.cutoff}}}
		if w := b.week(); w.monday != tt.monday || w.sunday != tt.sunday {
			t.Errorf("up to %s the week is %s to %s", tt.cutoff, w.monday, w.sunday)
		}
	}
	for sunday, want := range map[period.Date]string{period.DateOf(2025, 12, 28): "12.22—28", period.DateOf(2026, 1, 4): "12.29—1.4"} {
		if got := daysOf(sunday); got != want {
			t.Errorf("daysOf(%s) = %s, want %s", sunday, got, want)
		}
	}
}

func TestDaysOfAWeek(t *testing.T) {
	for _, tt := range []struct {
		sunday, now period.Date
		want        string
	}{
		{period.DateOf(2025, 11, 9), period.DateOf(2025, 12, 31), "11月3日—9日"},
		{period.DateOf(2025, 12, 7), period.DateOf(2025, 12, 31), "12月1日—7日"},
		{period.DateOf(2025, 11, 2), period.DateOf(2025, 12, 31), "10月27日—11月2日"},
		{period.DateOf(2025, 11, 16), period.DateOf(2026, 1, 4), "2025年11月10日—16日"},
		{period.DateOf(2026, 1, 4), period.DateOf(2026, 1, 4), "2025年12月29日—1月4日"},
	} {
		if got := daySpan(tt.sunday-6, tt.sunday, tt.now); got != tt.want {
			t.Errorf("the week up to %s is %s at %s, want %s", tt.sunday, got, tt.now, tt.want)
		}
	}
}

func TestWorkdaysOfAWeek(t *testing.T) {
	var days period.Workdays
	days.DaysOff(period.DateOf(2025, 10, 1), period.DateOf(2025, 10, 8))
	days.MakeUp(period.DateOf(2025, 9, 28))
	b := &builder{Office: &Office{Workdays: &days}}
	for sunday, want := range map[period.Date]int{period.DateOf(2025, 9, 21): 5, period.DateOf(2025, 9, 28): 6, period.DateOf(2025, 10, 5): 2, period.DateOf(2025, 10, 12): 2} {
		if n, moved := b.workdaysOf(sunday); n != want || moved != (want != 5) {
			t.Errorf("the week up to %s has %d working days, moved %v; want %d", sunday, n, moved, want)
		}
	}
}

// What is late or falls due within two weeks stands under its department, the earliest first; what is done
// or lies further off does not.
func TestWeekListsWhatIsDue(t *testing.T) {
	b, errs := officeOf(t,
		"works/late", "department = \"第二检察部\"\ndeadline = 2025-12-01\n[[step]]\ntext = \"晚了的一步\"\nplanned = 2025-11-01\n",
		"works/ahead", "department = \"第一检察部\"\ndeadline = 2026-06-30\n[[step]]\ntext = \"快到的一步\"\nplanned = 2026-01-14\n[[step]]\ntext = \"还早的一步\"\nplanned = 2026-01-15\n[[step]]\ntext = \"做完的一步\"\nplanned = 2025-12-20\nreached = 2025-12-27\n",
		"works/done", "department = \"第一检察部\"\ndeadline = 2025-12-31\ncompleted = 2025-12-22\n[[progress]]\ndate = 2025-12-12\npercent = 60\n[[progress]]\ndate = 2025-12-26\npercent = 100\ntext = \"收尾\"\n",
		"brands/b", "department = \"第一检察部\"\nstarted = 2024-01-01\n[[milestone]]\ndate = 2025-12-10\ntext = \"里程碑\"\n",
		"reports/q3", thirdQuarter,
	)
	if errs.Faults() > 0 {
		t.Fatal(errs.Error())
	}
	b.Cube.Organisation.Departments = []string{"第一检察部", "第二检察部"}
	var got []string
	for _, r := range b.dueSoon().Rows {
		got = append(got, r.Cells[0].Text+" "+r.Cells[1].Text+" "+r.Cells[4].Text)
	}
	want := []string{
		"第一检察部 文：里程碑 逾期 21 天", "第一检察部 提纲逐案审核 逾期 21 天", "第一检察部 文：快到的一步 还有 14 天",
		"第二检察部 文 逾期 30 天", "未写明责任部门 回头看 逾期 31 天",
	}
	if !slices.Equal(got, want) {
		t.Errorf("due are\n%q\nwant\n%q", got, want)
	}
	got = nil
	for _, r := range b.movedSince(period.DateOf(2025, 12, 22)).Rows {
		got = append(got, r.Cells[0].Text+" "+r.Cells[1].Text+" "+r.Cells[1].Note)
	}
	if want := []string{"12月27日 文：完成“做完的一步” （晚 7 天）", "12月26日 文：收尾 由 60% 到 100%"}; !slices.Equal(got, want) {
		t.Errorf("moved are\n%q\nwant\n%q", got, want)
	}
}
