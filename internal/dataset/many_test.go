package dataset

import (
	"fmt"
	"strings"
	"testing"

	"anjian/internal/document"
	"anjian/internal/period"
	"anjian/internal/source"
)

func TestTimesInFileNames(t *testing.T) {
	for _, tt := range []struct {
		name, period, day, series string
	}{
		{"审查逮捕-2025-03.csv", "2025-03", "2025-03-31", "审查逮捕-*"},
		{"审查逮捕2025年3月.xlsx", "2025-03", "2025-03-31", "审查逮捕*"},
		{"审查逮捕202503.xlsx", "2025-03", "2025-03-31", "审查逮捕*"},
		{"审查逮捕_２０２５年３月（更正）.xlsx", "2025-03", "2025-03-31", "审查逮捕_*(更正)"},
		{"东区院/2025年/3月/起诉.xlsx", "2025-03", "2025-03-31", "东区院/*/起诉"},
		{"2025/03/起诉.csv", "2025-03", "2025-03-31", "*/起诉"},
		{"2024年度/起诉-2025.4.csv", "2025-04", "2025-04-30", "2024年度/起诉-*"}, // the last word counts
		{"起诉20250325.csv", "2025-03", "2025-03-25", "起诉*"},
		{"起诉 2025-3-5 导出.csv", "2025-03", "2025-03-05", "起诉 * 导出"},
		{"起诉2025-03-2.csv", "2025-03", "2025-03-02", "起诉*"}, // a day, as far as anybody can tell
		{"起诉2025年1-11月.csv", "2025-01..11", "2025-11-30", "起诉*"},
		{"起诉2025年1月至6月.csv", "2025-01..06", "2025-06-30", "起诉*"},
		{"起诉-2023上半年.csv", "2023H1", "2023-06-30", "起诉-*"},
		{"起诉2023年第二季度.csv", "2023Q2", "2023-06-30", "起诉*"},
		{"起诉2023Q4.csv", "2023Q4", "2023-12-31", "起诉*"},
		{"起诉-2023.csv", "2023", "2023-12-31", "起诉-*"},
		{"起诉.csv", "", "", "起诉"},
		{"起诉-2025-13.csv", "", "", "起诉-2025-13"},               // no month, and no year beside a digit
		{"起诉20250230.csv", "", "", "起诉20250230"},               // no day
		{"110000202500001.csv", "", "", "110000202500001"},     // a case number
		{"起诉1025-03.csv", "", "", "起诉1025-03"},                 // no year of ours
		{"部门2025年报告/起诉.csv", "2025", "2025-12-31", "部门*报告/起诉"}, // 年 belongs to the time
	} {
		got, ok := timeOf(tt.name)
		day := ""
		if ok {
			day = got.day.String()
		}
		if got.period.String() != tt.period || day != tt.day || got.series != tt.series || ok != (tt.period != "") {
			t.Errorf("timeOf(%s) = %v %s %q %v; want %s %s %q", tt.name, got.period, day, got.series, ok, tt.period, tt.day, tt.series)
		}
	}
}

const series = `+++
title = "审查逮捕案件"
files = ["*.csv"]
key = ["案号"]
KEYS
[[column]]
name = "案号"
[[column]]
name = "结论"
[[column]]
name = "更新日期"
type = "date"
+++
`

func monthly(keys string) string { return strings.Replace(series, "KEYS", keys, 1) }

func TestMissingMonthsAreTold(t *testing.T) {
	row := func(n int) string { return fmt.Sprintf("案号,结论\n甲%d,捕\n", n) }
	_, report, errs := load(t, strings.Replace(monthly(`every = "month"`), `"*.csv"`, `"*.csv", "*/*.csv"`, 1),
		"东/逮捕-2025-01.csv", row(1), "东/逮捕-2025-02.csv", row(2), "东/逮捕-2025-06.csv", row(3), "东/逮捕-2025-08.csv", row(4),
		"西/2024-12.csv", row(5), "西/2025-01.csv", row(6), "西/2025年1月.csv", row(7), "说明.csv", row(8),
	)
	if errs.Faults() > 0 {
		t.Fatal(errs.Err())
	}
	for _, want := range []string{
		"警告 D28 data/东/逮捕-2025-01.csv: “东/逮捕-*”从2025年1月到2025年8月缺 4 个月的文件：2025年3月至2025年5月、2025年7月",
		"警告 D28 data/西/2025年1月.csv: “data/西/2025-01.csv”也是2025年1月的文件",
		"警告 D28 data/说明.csv: 文件名里看不出是哪个月",
	} {
		if !strings.Contains(errs.Error(), want) {
			t.Errorf("the findings lack %q:\n%s", want, errs.Error())
		}
	}
	if len(report.Series) != 2 || len(report.Series[0].Missing) != 4 || report.Series[1].Last != period.Month(2025, 1) {
		t.Errorf("series %+v", report.Series)
	}
	_, report, errs = load(t, monthly(""), "逮捕-2025-01.csv", row(1), "逮捕-2025-03.csv", row(2))
	if errs.Warnings() > 0 || report.Series != nil {
		t.Errorf("files that are no series are judged: %v", errs.Error())
	}
}

func TestTheSameFileTwiceIsReadOnce(t *testing.T) {
	text := "案号,结论\n甲1,捕\n甲2,不捕\n"
	tab, report, errs := load(t, monthly(""), "逮捕 (1).csv", text, "逮捕.csv", text, "逮捕-2.csv", "案号,结论\n甲3,捕\n")
	if errs.Faults() > 0 || tab.Rows != 3 {
		t.Fatalf("%d rows, %v", tab.Rows, errs.Err())
	}
	if want := "警告 D27 data/逮捕.csv: 与“data/逮捕 (1).csv”的内容完全相同，只读一次"; !strings.Contains(errs.Error(), want) {
		t.Errorf("the findings lack %q:\n%s", want, errs.Error())
	}
	if f := report.Files[2]; f.SameAs != "data/逮捕 (1).csv" || f.Read+f.Kept != 0 {
		t.Errorf("the second file is reported as %+v", f)
	}
	balanced(t, report)
}

// balanced checks that the fate of every row read is told.
func balanced(t testing.TB, r *Report) {
	t.Helper()
	kept := 0
	for _, f := range r.Files {
		sum := f.Kept
		for _, d := range f.Dropped {
			sum += d.Rows
		}
		if f.Read != sum {
			t.Errorf("%s: %d rows read, %d told of: %+v", f.Path, f.Read, sum, f)
		}
		kept += f.Kept
	}
	if kept-r.Collapsed != r.Rows {
		t.Errorf("%d rows kept, %d joined, %d in the table", kept, r.Collapsed, r.Rows)
	}
}

func TestOverlapsAreResolvedOnlyAsDeclared(t *testing.T) {
	files := []string{
		"逮捕-2025-01.csv", "案号,结论,更新日期\n甲1,待定,2025-01-20\n甲2,不捕,2025-02-25\n合,捕,2025-01-01\n",
		"逮捕-2025-02.csv", "案号,结论,更新日期\n甲1,捕,2025-02-20\n甲2,捕,2025-02-01\n甲3,捕,2025-02-03\n",
		"逮捕-2025年10月.csv", "案号,结论,更新日期\n甲3,不捕,\n甲4,捕,2025-10-09\n",
	}
	for _, tt := range []struct {
		name, keys string
		want       string // rows as 案号 结论, or the first fault
	}{
		{"by default it is an error", "", "主键“案号”与 data/逮捕-2025-01.csv:2 重复"},
		{"said aloud", `overlap = "error"`, "主键“案号”与 data/逮捕-2025-01.csv:2 重复"},
		{"the time in the name", `overlap = "latest"`, "合 捕，甲1 捕，甲2 捕，甲3 不捕，甲4 捕"},
		{"a date column", "overlap = \"latest\"\nlatest_by = \"更新日期\"", "甲2 不捕，合 捕，甲1 捕，甲3 捕，甲4 捕"},
	} {
		tab, report, errs := load(t, monthly(tt.keys), files...)
		if errs.Faults() > 0 {
			if !strings.Contains(errs.Error(), tt.want) || !strings.Contains(errs.Error(), `写 overlap = "latest"`) {
				t.Errorf("%s: %s", tt.name, errs.Error())
			}
			balanced(t, report)
			continue
		}
		var rows []string
		for row := range tab.Rows {
			rows = append(rows, tab.Column("案号").Word(row)+" "+tab.Column("结论").Word(row))
		}
		if got := strings.Join(rows, "，"); got != tt.want {
			t.Errorf("%s: %s; want %s", tt.name, got, tt.want)
		}
		balanced(t, report)
	}
	_, report, _ := load(t, monthly(`overlap = "latest"`), files...)
	if d := report.Files[0].Dropped; len(d) != 1 || d[0] != (Dropped{Superseded, 2}) {
		t.Errorf("the first file lost %v", d)
	}
}

func TestOverlapsThatNothingResolves(t *testing.T) {
	row := "案号,结论,更新日期\n甲1,捕,2025-01-20\n"
	other := "案号,结论,更新日期\n甲1,不捕,2025-01-20\n"
	for _, tt := range []struct {
		keys  string
		files []string
		want  string
	}{
		{`overlap = "latest"`, []string{"逮捕.csv", row, "逮捕-2025-02.csv", other}, "data/逮捕.csv: 文件名里看不出是哪一期，不能判断哪个文件新"},
		{`overlap = "latest"`, []string{"逮捕-2025-02.csv", row, "逮捕2025年2月.csv", other}, "主键“案号”与 data/逮捕-2025-02.csv:2 重复"},
		{"overlap = \"latest\"\nlatest_by = \"更新日期\"", []string{"a.csv", row, "b.csv", other}, "主键“案号”与 data/a.csv:2 重复"},
		{"overlap = \"latest\"\nlatest_by = \"更新日期\"", []string{"a.csv", "案号,结论\n甲1,捕\n"}, "不能判断哪一行新：导出里没有“更新日期”"},
		{`overlap = "latest"`, []string{"逮捕-2025-02.csv", row + "甲1,不捕,2025-02-01\n"}, "data/逮捕-2025-02.csv:3: 主键“案号”与 data/逮捕-2025-02.csv:2 重复"},
	} {
		_, report, errs := load(t, monthly(tt.keys), tt.files...)
		if errs.Faults() != 1 || !strings.Contains(errs.Error(), tt.want) {
			t.Errorf("%s %v: %s; want %s", tt.keys, tt.files, errs.Error(), tt.want)
		}
		balanced(t, report)
	}
}

// A column that only some files have reads as empty in the others; that is said.
func TestColumnsThatSomeFilesLack(t *testing.T) {
	_, report, errs := load(t, monthly(""), "a.csv", "案号,结论\n甲1,捕\n", "b.csv", "标题\n案号\n甲2\n", "c.csv", "案号\n甲3\n", "d.csv", "案号\n", "e.csv", "案号,结论,备注\n甲4,捕,\n")
	if errs.Faults() > 0 || errs.Warnings() != 1 {
		t.Fatalf("findings %s", errs.Error())
	}
	if want := "警告 D29 data/b.csv:2: 这个文件没有列“结论”（共 2 个文件没有），别的文件有；按空白读"; !strings.Contains(errs.Error(), want) {
		t.Errorf("findings %s; want %s", errs.Error(), want) // none has 更新日期, and d.csv has no row
	}
	if got := strings.Join(report.Files[1].Lacks, " "); got != "结论 更新日期" {
		t.Errorf("b.csv lacks %s", got)
	}
	_, _, errs = load(t, monthly(""), "a.csv", "案号,结论,更新日期\n甲1,捕,2025-01-01\n", "b.csv", "案号\n甲2\n")
	if want := "警告 D29 data/b.csv:1: 这个文件没有 2 列“结论”“更新日期”，别的文件有"; errs.Warnings() != 1 || !strings.Contains(errs.Error(), want) {
		t.Errorf("findings %s; want %s", errs.Error(), want)
	}
}

func TestReadingKeysAreChecked(t *testing.T) {
	for _, tt := range []struct{ keys, want string }{
		{`every = "mouth"`, "every 的值“mouth”不认识\n  提示 是否为“month”？"},
		{`overlap = "newest"`, "overlap 的值“newest”不认识"},
		{`overlap = "lates"`, "提示 是否为“latest”？"},
		{`latest_by = "更新日期"`, "写了 latest_by，没有写以新的为准"},
		{"overlap = \"latest\"\nlatest_by = \"更新日\"", "判断新旧的列“更新日”不是已定义的列\n  提示 是否为“更新日期”？"},
		{"overlap = \"latest\"\nlatest_by = \"结论\"", "判断新旧的列“结论”的类型不对"},
	} {
		var errs source.List
		Define(parsed(t, monthly(tt.keys)), &errs)
		if errs.Faults() != 1 || !strings.Contains(errs.Error(), tt.want) {
			t.Errorf("%s: %s; want %s", tt.keys, errs.Error(), tt.want)
		}
	}
	var errs source.List
	Define(parsed(t, strings.Replace(monthly(`overlap = "latest"`), "key = [\"案号\"]", "", 1)), &errs)
	if !strings.Contains(errs.Error(), "没有写主键") {
		t.Errorf("latest without a key: %s", errs.Error())
	}
}

func parsed(t testing.TB, text string) *document.Document {
	t.Helper()
	var errs source.List
	doc := document.Parse("content/datasets/arrests.md", []byte(text), &errs)
	if doc == nil {
		t.Fatal(errs.Err())
	}
	return doc
}
