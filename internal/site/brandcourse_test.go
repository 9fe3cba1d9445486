package site

import (
	"strings"
	"testing"

	"anjian/internal/indicator"
	"anjian/internal/period"
)

// monthly makes three years of cases at a place, good(i) of n in month i.
func monthly(place string, n int, good func(i int) int) []course {
	var list []course
	for i := range 36 {
		list = append(list, course{place, period.Month(2023+i/12, i%12+1), n, good(i)})
	}
	return list
}

// brandBuilder has one brand in the east, begun on a day.
func brandBuilder(t *testing.T, front, day string, courses []course) (*builder, *brand) {
	t.Helper()
	return cubeBrand(t, brandCube(t, courses), front, day)
}

func cubeBrand(t *testing.T, cube *indicator.Cube, front, day string) (*builder, *brand) {
	t.Helper()
	n, errs := readBrands(t, cube, [2]string{"brands/x", signedBrand + "procuratorate = \"east\"\nevent = \"start\"\n" + front}, [2]string{"events/start", strings.Replace(startEvent, "2024-03-01", day, 1)})
	if errs.Faults() > 0 {
		t.Fatal(errs)
	}
	return &builder{Office: &Office{Cube: cube}, narratives: n}, n.brands[0]
}

// In the east 20 of 100 cases a month end well until June 2024 and 40 from July on; in the west nothing changes.
func TestCourseOfABrand(t *testing.T) {
	rises := append(monthly("东区院", 100, func(i int) int { return 20 + i%3 + 20*(i/18) }), monthly("西区院", 80, func(i int) int { return 16 + i%3 })...)
	thin := monthly("东区院", 0, nil0)
	for i := range thin { // six cases on each side
		if i >= 12 && i < 18 || i >= 18 && i < 24 || i < 12 && i >= 6 {
			thin[i].cases = 1
		}
	}
	aim := func(id, expects string) string {
		return "[[aim]]\nindicator = \"" + id + "\"\nexpects = \"" + expects + "\""
	}
	for _, tt := range []struct {
		name, front, id, day string
		courses              []course
		word, told           string
	}{
		{"as meant", aim("rate", "升"), "rate", "2024-07-01", rises, sameWay, "同向：预期升，水平上升"},
		{"against it", aim("rate", "降"), "rate", "2024-07-01", rises, otherWay, "背离：预期降，水平上升"},
		{"no aim", "indicators = [\"rate\"]", "rate", "2024-07-01", rises, "", "没有预期方向，只并列：水平上升"},
		{"within chance", aim("rate", "升"), "rate", "2025-01-01", monthly("东区院", 100, func(i int) int { return 20 + i%3 }), byChance, "预期升；变化没有超出逐月波动"},
		{"few months", aim("rate", "升"), "rate", "2025-09-01", rises, tooFew, "样本不足：每侧至少要 6 个月，现有前 4 个月、后 4 个月"},
		{"few cases", aim("rate", "升"), "rate", "2024-07-01", thin, tooFew, "样本不足：2024年7月至2025年6月分母只有 6 件"},
		{"hidden", aim("few", "降"), "few", "2024-07-01", rises, notCompared, "不作对照：这项指标的小数依规隐藏"},
	} {
		b, m := brandBuilder(t, tt.front, tt.day, tt.courses)
		v := b.courseOf(m, tt.id)
		if v == nil {
			t.Errorf("%s: no course", tt.name)
			continue
		}
		if v.word() != tt.word || !strings.HasPrefix(v.told(), tt.told) && !strings.Contains(v.told(), tt.told) {
			t.Errorf("%s: %s, %s; want %s, %s", tt.name, v.word(), v.told(), tt.word, tt.told)
		}
		for _, causal := range []string{"导致", "带动", "促使", "因此", "推动"} {
			if strings.Contains(v.told(), causal) {
				t.Errorf("%s claims a cause: %s", tt.name, v.told())
			}
		}
	}
	b, m := brandBuilder(t, aim("rate", "升"), "2024-07-01", rises)
	v := b.courseOf(m, "rate")
	if !v.Compared() || v.levels() != "21.0% → 41.0%" {
		t.Errorf("beside the west: %v, %s", v.Compared(), v.levels())
	}
	before, after := b.windows(m)
	if before != (months{period.Month(2023, 7), period.Month(2024, 6)}) || after != (months{period.Month(2024, 7), period.Month(2025, 6)}) {
		t.Errorf("windows %s and %s", before.title(), after.title())
	}
	m.Started = 0
	if b.courseOf(m, "rate") != nil {
		t.Error("a brand without a start has a course")
	}
}

func nil0(int) int { return 0 }

// Feedback stands in the months of the indicators, added up where they are no period.
func TestFeedbackOfTheSameMonths(t *testing.T) {
	b, m := brandBuilder(t, "indicators = [\"low\"]\nfeedback = \"rate\"", "2024-09-01", monthly("东区院", 10, func(int) int { return 9 }))
	year := b.feedbackDuring(m, months{period.Month(2025, 1), period.Month(2025, 12)})
	if year.Share.ID == "" || year.Share.Text != "90.0%" || year.Pleased.Text != "108/120 件" {
		t.Errorf("a year: %+v", year)
	}
	part := b.feedbackDuring(m, months{period.Month(2025, 2), period.Month(2025, 4)})
	if part.Share.Text != "90.0%" || part.Pleased.Text != "27/30 件" || part.Answered.Text != "30 件" || part.Interval.Text != "74.4%—96.5%" || part.Share.ID != "" {
		t.Errorf("three months: %+v", part)
	}
	few := monthly("东区院", 0, nil0)
	few[30].cases, few[30].good = 9, 9
	b, m = brandBuilder(t, "feedback = \"rate\"", "2024-09-01", few)
	if f := b.feedbackDuring(m, months{period.Month(2025, 7), period.Month(2025, 8)}); f.Share.Text != tooFew || f.Interval.Text != tooFew || f.Pleased.Text != "9/9 件" {
		t.Errorf("nine answers: %+v", f)
	}
	b, m = brandBuilder(t, "feedback = \"few\"", "2024-09-01", monthly("东区院", 10, func(int) int { return 3 }))
	if f := b.feedbackDuring(m, months{period.Month(2025, 7), period.Month(2025, 8)}); f.Share.Text != "—" || f.Answered.Text != "—" {
		t.Errorf("hidden months add up: %+v", f)
	}
}

// Weeks begin on Mondays and are over at the cut-off; they hold counts and no percentage.
func TestWeeksOfABrand(t *testing.T) {
	b, m := brandBuilder(t, "indicators = [\"rate\", \"few\"]", "2024-09-01", monthly("东区院", 10, func(int) int { return 4 }))
	table, quiet := b.brandWeeks(m)
	if len(table.Header) != 3 || table.Rows[0].Cells[0].Text != "11月3日—9日" || table.Rows[7].Cells[0].Text != "12月22日—28日" || table.Rows[1].Cells[1].Text != "4" || table.Rows[1].Cells[2].Text != "10" || table.Rows[0].Cells[1].Text != "0" {
		t.Errorf("weeks: %+v", table)
	}
	for _, r := range table.Rows {
		for _, c := range r.Cells {
			if strings.Contains(c.Text, "%") {
				t.Errorf("a week has a rate: %v", r.Cells)
			}
		}
	}
	if quiet != "未成年人不诉率：小数依规隐藏，不按周列。" {
		t.Errorf("says %q", quiet)
	}
}

// A column that no week may tell goes with its heading, so that every number stands under its own name.
func TestWeeksThatTellNothing(t *testing.T) {
	cube := brandCubeOf(t, monthly("东区院", 10, func(int) int { return 7 }), "aggregate_only = '采纳 == \"否\"'\n")
	b, m := cubeBrand(t, cube, "indicators = [\"rate\", \"low\"]", "2024-09-01")
	table, quiet := b.brandWeeks(m)
	if len(table.Header) != 3 || table.Header[1].Text != "化解率：采纳件数" || table.Header[2].Text != "差错率：采纳件数" {
		t.Errorf("headings %v", table.Header)
	}
	for _, r := range table.Rows {
		if len(r.Cells) != len(table.Header) {
			t.Errorf("%d cells under %d headings: %v", len(r.Cells), len(table.Header), r.Cells)
		}
	}
	if !strings.Contains(quiet, "化解率：分母：为防止反推，各周都不列") {
		t.Errorf("says %q", quiet)
	}
}

// Plans of all brands: what is late, what falls due until the end of the next quarter, what was reached.
func TestStepsOfAllPlans(t *testing.T) {
	step := func(date, reached, text string) string {
		s := "[[milestone]]\ndate = " + date + "\ntext = \"" + text + "\"\n"
		if reached != "" {
			s += "reached = " + reached + "\n"
		}
		return s
	}
	b, _ := brandBuilder(t, step("2025-11-30", "", "乙")+step("2025-10-31", "", "甲")+step("2026-03-31", "", "丁")+step("2025-12-31", "", "丙")+step("2026-04-01", "", "戊")+
		step("2025-09-30", "2025-10-15", "己")+step("2025-12-15", "2026-01-10", "庚"), "2024-09-01", nil)
	words := func(list []due) string {
		var texts []string
		for _, d := range list {
			texts = append(texts, d.Text)
		}
		return strings.Join(texts, "")
	}
	next := b.nextQuarter()
	if next != period.Quarter(2026, 1) {
		t.Errorf("the next quarter is %s", next)
	}
	if got := words(b.lateSteps()); got != "甲乙庚" { // 庚 was reached after the cut-off
		t.Errorf("late: %s", got)
	}
	if got := words(b.dueSteps(b.Cube.Calendar.End(next))); got != "丙丁" {
		t.Errorf("due: %s", got)
	}
	if got := words(b.reachedSteps(day(t, "2025-10-01"), day(t, "2025-12-31"))); got != "己" {
		t.Errorf("reached: %s", got)
	}
}
