package review

import (
	"fmt"
	"strings"
	"testing"

	"anjian/internal/period"
	"anjian/internal/source"
)

const gradeSets = `grade = "等次"
business = "类别"
problems = ["问题", "另一问题"]
due = "整改期限"
mended = "整改日期"
spoken = "讲评"
[[grades]]
from = 2018-01-01
values = ["优质", "合格", "瑕疵", "不合格"]
[[grades]]
from = 2026-01-01
values = ["优质", "合格", "基本合格", "不合格"]
[[problem]]
name = "文书"
do = "对照案卡核对"
`

func survey(t *testing.T, records string, calendar period.Calendar) (*Survey, *source.List) {
	return surveyOf(t, records, calendar, nil)
}

func surveyOf(t *testing.T, records string, calendar period.Calendar, listed func(int) bool) (*Survey, *source.List) {
	t.Helper()
	w := load(t, someCases, records)
	r := w.register(gradeSets, &w.errs)
	if w.errs.Err() != nil {
		t.Fatal(w.errs.Err())
	}
	var errs source.List
	return r.Count(w.data.Tables["reviews"], Roles{Place: "院", Department: "部门", Listed: listed}, calendar, period.DateOf(2026, 3, 31), &errs), &errs
}

func written(list []Tally) string {
	var lines []string
	for _, t := range list {
		lines = append(lines, fmt.Sprint(t.Quarter, t.Place, t.Department, t.Business, " ", t.Word, t.Count, " ", t.Set))
	}
	return strings.Join(lines, "\n")
}

// The set of grades changes on a day; each review is counted under the set of its own day, and what
// was not in force then is told with its place and counted nowhere.
func TestGradesBreak(t *testing.T) {
	const records = "部门受案号,院,部门,类别,完成日期,等次,问题,另一问题\n" +
		"甲1,甲院,一部,起诉,2025-12-30,合格,,\n" +
		"甲2,甲院,一部,起诉,2025-12-31,瑕疵,文书,\n" +
		"甲3,甲院,一部,起诉,2026-01-01,合格,,\n" +
		"甲4,甲院,一部,起诉,2026-01-05,基本合格,文书,程序\n" +
		"甲5,甲院,一部,起诉,2026-01-06,瑕疵,程序,\n" +
		"甲6,甲院,一部,起诉,2025-12-29,基本合格,,\n" +
		"甲7,甲院,一部,起诉,,合格,,\n"
	s, errs := survey(t, records, period.Calendar{})
	want := `2025Q4甲院一部起诉 合格1 2018-01-01
2025Q4甲院一部起诉 瑕疵1 2018-01-01
2026Q1甲院一部起诉 合格1 2026-01-01
2026Q1甲院一部起诉 基本合格1 2026-01-01`
	if got := written(s.Grades); got != want {
		t.Errorf("grades\n%s\nwant\n%s", got, want)
	}
	if got := written(s.Problems); got != "2025Q4甲院一部起诉 文书1 1970-01-01\n2026Q1甲院一部起诉 文书1 1970-01-01\n2026Q1甲院一部起诉 程序2 1970-01-01" {
		t.Errorf("problems\n%s", got)
	}
	if errs.Warnings() != 2 || errs.Faults() != 0 || len(s.Misgrade) != 2 {
		t.Fatalf("warnings: %v", errs.Error())
	}
	for _, words := range []string{
		"data/评查.csv:6: 2026-01-06 完成的评查，等次“瑕疵”当时没有施行，不计入等次分布",
		"2026-01-01 起的等次是优质、合格、基本合格、不合格，核对等次和完成日期",
		"data/评查.csv:7: 2025-12-29 完成的评查，等次“基本合格”当时没有施行",
		"2018-01-01 起的等次是优质、合格、瑕疵、不合格",
	} {
		if !strings.Contains(errs.Error(), words) {
			t.Errorf("no %s in\n%s", words, errs.Error())
		}
	}
}

// Where the statistical month ends on the 25th, the first days of a set lie in a quarter that began
// before it; both sets are told apart all the same.
func TestGradesOfAQuarterThatHoldsBothSets(t *testing.T) {
	s, _ := survey(t, "部门受案号,完成日期,等次\n甲1,2025-12-28,合格\n甲2,2026-01-03,合格\n", period.Calendar{MonthEndsOn: 25})
	if got := written(s.Grades); got != "2026Q1 合格1 2018-01-01\n2026Q1 合格1 2026-01-01" {
		t.Errorf("grades\n%s", got)
	}
}

func TestCorrections(t *testing.T) {
	s, _ := survey(t, "部门受案号,完成日期,整改期限,整改日期,讲评\n甲1,2026-01-05,2026-01-20,2026-02-01,是\n甲2,2026-01-05,2026-03-30,,否\n甲3,2026-01-05,2026-03-31,,\n甲4,2026-01-05,,,是\n甲5,,,,是\n", period.Calendar{})
	if fmt.Sprint(s.Spoken) != "[0 3]" { // of a review that is not finished nothing can be said
		t.Errorf("spoken of: %v", s.Spoken)
	}
	if fmt.Sprint(s.Mended, s.Late, s.Waiting) != "[0] [1] [2]" {
		t.Errorf("mended %v, late %v, waiting %v", s.Mended, s.Late, s.Waiting)
	}
}

func TestRecurrences(t *testing.T) {
	var records strings.Builder
	records.WriteString("部门受案号,院,部门,完成日期,问题\n")
	add := func(place, department, day, problem string, times int) {
		for range times {
			records.WriteString("甲1," + place + "," + department + "," + day + "," + problem + "\n")
		}
	}
	for _, day := range []string{"2025-05-01", "2025-08-01", "2025-11-01", "2026-02-01"} {
		add("甲院", "一部", day, "文书", 2)
		add("甲区人民检察院", "一部", day, "程序", 1)
		add("甲院", "一部", day, "程序", 1)
		add("甲院", "二部", day, "文书", 1) // a single case may be a slip
	}
	add("乙院", "一部", "2025-05-01", "文书", 9)
	add("乙院", "一部", "2025-11-01", "文书", 9)
	add("乙院", "一部", "2026-02-01", "文书", 9) // not in a row
	s, _ := survey(t, records.String(), period.Calendar{})
	place := func(word string) string { return strings.Replace(word, "甲区人民检察院", "甲院", 1) }
	got := Recurrences([]*Survey{s}, period.Quarter(2026, 1), place)
	if fmt.Sprint(got) != "[{甲院 一部 文书 [2 2 2] 4} {甲院 一部 程序 [2 2 2] 4}]" {
		t.Errorf("%v", got)
	}
	hidden, _ := surveyOf(t, records.String(), period.Calendar{}, func(int) bool { return false })
	if got := Recurrences([]*Survey{hidden}, period.Quarter(2026, 1), place); len(got) != 0 || len(hidden.Problems) != len(s.Problems) {
		t.Errorf("of cases that are not listed: %v", got)
	}
	if late := Recurrences([]*Survey{s}, period.Quarter(2026, 2), place); len(late) != 0 {
		t.Errorf("a quarter without any: %v", late)
	}
}

func TestRegisterRefuses(t *testing.T) {
	w := load(t, someCases, someRecords)
	for _, tt := range []struct{ front, want string }{
		{"grade = \"等级\"\n", "是否为“等次”？"},
		{"grade = \"等次\"\n[[grades]]\nfrom = 2018-01-01\nvalues = [\"优秀\"]\n", "没有代码“优秀”"},
		{"grade = \"等次\"\n[[grades]]\nfrom = 2026-01-01\nvalues = [\"优质\"]\n[[grades]]\nfrom = 2018-01-01\nvalues = [\"优质\"]\n", "先施行的在前"},
		{"problems = [\"问题\"]\n[[problem]]\nname = \"文字\"\n", "没有问题类型“文字”"},
		{"due = \"等次\"\n", "没有日期列“等次”"},
	} {
		var errs source.List
		if r := w.register(tt.front, &errs); r != nil || !strings.Contains(errs.Error(), tt.want) {
			t.Errorf("%s gives %v and says\n%s", tt.front, r, errs.Error())
		}
	}
}

// Columns that no export has are not counted as empty; without the day nothing is known.
func TestSurveyLacks(t *testing.T) {
	s, _ := survey(t, "部门受案号,完成日期,等次\n甲1,2025-12-28,合格\n", period.Calendar{})
	if missing := s.Missing("等次", "问题", ""); len(s.Lacks) != 0 || len(s.Finished) != 1 || len(missing) != 1 || missing[0].String() != "缺字段“问题”" {
		t.Errorf("lacks %v, finished %v, missing %v", s.Lacks, s.Finished, missing)
	}
	s, _ = survey(t, "部门受案号,等次\n甲1,合格\n", period.Calendar{})
	if len(s.Lacks) != 1 || len(s.Grades) != 0 {
		t.Errorf("lacks %v, grades %v", s.Lacks, s.Grades)
	}
}
