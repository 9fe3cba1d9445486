package dataset

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/xuri/excelize/v2"

	"anjian/internal/document"
	"anjian/internal/source"
	"anjian/internal/table"
)

const officialTable = `+++
title = "审查起诉统计报表"
files = ["报表*"]
shape = "grid"
key = ["统计期", "行目", "列目"]
procuratorate = "承办单位"
drop_rows = ["注", "制表人"]
%s
[[column]]
name = "承办单位"
[[column]]
name = "行目"
[[column]]
name = "列目"
[[column]]
name = "统计期"
[[column]]
name = "单元格"
[[column]]
name = "项目"
[[column]]
name = "值"
type = "int"
+++
`

const threeLevels = `[grid]
rows = ["承办单位"]
columns = ["项目", "结论", "类型"]
corner = "单位"
period = "title"
blank = ["*"]
total = [
  { row = "全市", of = ["全市/*"] },
  { column = "审结/合计", of = ["审结/起诉", "审结/不起诉/小计"] },
  { column = "审结/不起诉/小计", of = ["审结/不起诉/*"] },
  { column = "期末未结", of = ["期初未结", "受理"], minus = ["审结/合计"] },
]
`

func official(t *testing.T, layout string) *Definition {
	t.Helper()
	var errs source.List
	doc := document.Parse("content/datasets/official.md", []byte(fmt.Sprintf(officialTable, layout)), &errs)
	if doc == nil || errs.Err() != nil {
		t.Fatal(errs.Err())
	}
	d := Define(doc, &errs)
	if errs.Err() != nil {
		t.Fatal(errs.Err())
	}
	return d
}

func loadOfficial(t *testing.T, layout, name string, data []byte) (*table.Table, *Report, *source.List) {
	t.Helper()
	var errs source.List
	loaded, err := Load(fstest.MapFS{"content/data/" + name: {Data: data}}, "content/data", []*Definition{official(t, layout)}, Options{}, &errs)
	if err != nil {
		t.Fatal(err)
	}
	return loaded.Tables["official"], loaded.Reports[0], &errs
}

// figures writes the rows of an unpivoted table as path of row | path of column = figure @ cell.
func figures(tab *table.Table) []string {
	var list []string
	for row := range tab.Rows {
		cell := func(name string) string { return Print(tab.Column(name), row) }
		list = append(list, cell(PeriodColumn)+" "+cell(RowHeading)+" | "+cell(ColumnHeading)+" = "+cell(FigureColumn)+" @ "+cell(CellColumn))
	}
	return list
}

// An official workbook: a title, three rows of merged headings, a row that numbers the columns,
// indented rows, dashes and blanks, notes below; a cover sheet before it.
func officialWorkbook(t *testing.T, change map[string]any) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	for _, err := range []error{f.SetSheetName("Sheet1", "封面"), f.SetCellStr("封面", "A1", "江渚市检察机关统计报表")} {
		if err != nil {
			t.Fatal(err)
		}
	}
	const s = "表一"
	if _, err := f.NewSheet(s); err != nil {
		t.Fatal(err)
	}
	rows := [][]any{
		{"审查起诉案件情况统计表"},
		{"填报单位：案件管理办公室", "", "2025 年 3 月", "", "", "", "", "", "单位：件"},
		{"单 位", "期初未结", "受理", "审结", "", "", "", "", "期末未结"},
		{"", "", "", "合计", "起诉", "不起诉", "", "", ""},
		{"", "", "", "", "", "小计", "法定", "相对", ""},
		{"甲", 1, 2, 3, 4, 5, 6, 7, 8},
		{"全市", 30, "1,050", 1040, 1000, 40, 10, 30, 40},
		{"　东区院", 10, 500, 490, 470, 20, 10, 10, 20},
		{"　西区院", 20, 550, 550, 530, 20, "—", 20, 20},
		{"　　其中：派驻室", 1, 9, 8, 8, "*", "", "－－", 2},
		{},
		{"注：本表由统计系统生成"},
		{"制表人：案管内勤", "", "审核人："},
	}
	for i, row := range rows {
		if err := f.SetSheetRow(s, fmt.Sprintf("A%d", i+1), &row); err != nil {
			t.Fatal(err)
		}
	}
	for _, m := range [][2]string{{"A1", "I1"}, {"A3", "A5"}, {"B3", "B5"}, {"C3", "C5"}, {"D3", "H3"}, {"D4", "D5"}, {"E4", "E5"}, {"F4", "H4"}, {"I3", "I5"}} {
		if err := f.MergeCell(s, m[0], m[1]); err != nil {
			t.Fatal(err)
		}
	}
	for cell, value := range change {
		if err := f.SetCellValue(s, cell, value); err != nil {
			t.Fatal(err)
		}
	}
	b, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestOfficialWorkbookIsUnpivoted(t *testing.T) {
	tab, report, errs := loadOfficial(t, threeLevels, "报表.xlsx", officialWorkbook(t, nil))
	if errs.Faults()+errs.Warnings() > 0 {
		t.Fatal(errs)
	}
	got := figures(tab)
	if len(got) != 4*8 {
		t.Fatalf("%d figures; want 32", len(got))
	}
	for i, want := range map[int]string{
		0:  "2025-03 全市 | 期初未结 = 30 @ B7",
		1:  "2025-03 全市 | 受理 = 1050 @ C7",
		2:  "2025-03 全市 | 审结/合计 = 1040 @ D7",
		3:  "2025-03 全市 | 审结/起诉 = 1000 @ E7",
		12: "2025-03 全市/东区院 | 审结/不起诉/小计 = 20 @ F8",
		21: "2025-03 全市/西区院 | 审结/不起诉/法定 =  @ G9",
		28: "2025-03 全市/西区院/派驻室 | 审结/不起诉/小计 =  @ F10",
		31: "2025-03 全市/西区院/派驻室 | 期末未结 = 2 @ I10",
	} {
		if got[i] != want {
			t.Errorf("figure %d is %q; want %q", i, got[i], want)
		}
	}
	if place := tab.Column("承办单位").Word(8); place != "东区院" {
		t.Errorf("the place of row 8 is %q", place)
	}
	if at := tab.Origin(12).String(); at != "content/data/报表.xlsx[表一]!A8" {
		t.Errorf("figure 12 stands at %s", at)
	}
	f := report.Files[0]
	if f.Sheet != "表一" || f.Header != 3 || f.Kept != 32 || f.Read != 32+3 || len(f.Imbalances) != 0 {
		t.Errorf("report %+v", f)
	}
	var dropped []string
	for _, d := range f.Dropped {
		dropped = append(dropped, fmt.Sprintf("%s %d", d.Reason, d.Rows))
	}
	if strings.Join(dropped, " ") != "栏次 1 注 1 制表人 1" {
		t.Errorf("dropped %v", dropped)
	}
}

func TestOfficialTableThatDoesNotBalance(t *testing.T) {
	_, report, errs := loadOfficial(t, threeLevels, "报表.xlsx", officialWorkbook(t, map[string]any{"E9": 531, "I10": 21}))
	if errs.Faults() > 0 {
		t.Fatal(errs)
	}
	want := []string{
		"content/data/报表.xlsx[表一]!E7 全市的“审结/起诉”是 1000，按平衡关系应为 1001",
		"content/data/报表.xlsx[表一]!D9 全市/西区院的“审结/合计”是 550，按平衡关系应为 551",
		"content/data/报表.xlsx[表一]!I10 全市/西区院/派驻室的“期末未结”是 21，按平衡关系应为 2",
		"content/data/报表.xlsx[表一]!I10 全市/西区院/派驻室的“期末未结”是 21，超过“全市/西区院”的 20",
	}
	var got []string
	for _, f := range report.Files[0].Imbalances {
		got = append(got, f.At.String()+" "+f.Message)
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("imbalances\n%s; want\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if errs.Warnings() != len(want) {
		t.Errorf("%d warnings; want %d", errs.Warnings(), len(want))
	}
}

// What does not balance is told every time, also when the table comes from the cache.
func TestImbalancesAreRecalled(t *testing.T) {
	files := fstest.MapFS{"content/data/报表.xlsx": {Data: officialWorkbook(t, map[string]any{"E9": 531})}}
	cache := &memory{kept: map[string][]byte{}}
	var before string
	for round := range 2 {
		var errs source.List
		data, err := Load(files, "content/data", []*Definition{official(t, threeLevels)}, Options{Cache: cache}, &errs)
		if err != nil {
			t.Fatal(err)
		}
		told := fmt.Sprint(data.Reports[0].Files[0].Imbalances, errs.Error(), figures(data.Tables["official"]))
		if round == 1 && (told != before || cache.hits != 1) {
			t.Errorf("recalled %d times:\n%s\nwant\n%s", cache.hits, told, before)
		}
		before = told
	}
	if !strings.Contains(before, "应为 551") {
		t.Errorf("told %s", before)
	}
}

func TestTotalsNameHeadingsThatThereAre(t *testing.T) {
	for of, want := range map[string]string{
		`"审结/*"`:  "“审结/*”下面的“审结/不起诉”自己没有数",
		`"审结/起拆"`: "“表一”里没有“审结/起拆”",
	} {
		layout := strings.Replace(threeLevels, `"审结/起诉", "审结/不起诉/小计"`, of, 1)
		if _, _, errs := loadOfficial(t, layout, "报表.xlsx", officialWorkbook(t, nil)); errs.Faults() > 0 || !strings.Contains(errs.Error(), want) {
			t.Errorf("%s: %v; want %s", of, errs, want)
		}
	}
}

func TestOfficialTableOfText(t *testing.T) {
	const layout = `[grid]
rows = ["类别", "项目"]
columns = ["口径"]
corner = "类别"
period = "file"
procuratorate = "title"
`
	csv := "\ufeff统计表,,\n编报单位：东区院　2025年,,\n类别,项目,件,人\n刑事,受理,12,15\n,审结,10,\"1,200\"\n民事,受理,3,-\n"
	tab, _, errs := loadOfficial(t, layout, "报表2025年第一季度.csv", []byte(csv))
	if errs.Faults()+errs.Warnings() > 0 {
		t.Fatal(errs)
	}
	want := "2025Q1 刑事/受理 | 件 = 12 @ C4|2025Q1 刑事/受理 | 人 = 15 @ D4|2025Q1 刑事/审结 | 件 = 10 @ C5|2025Q1 刑事/审结 | 人 = 1200 @ D5|2025Q1 民事/受理 | 件 = 3 @ C6|2025Q1 民事/受理 | 人 =  @ D6"
	if got := strings.Join(figures(tab), "|"); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if place := tab.Column("承办单位").Word(0); place != "东区院" {
		t.Errorf("the place is %q", place)
	}
}

// Columns that number the lines and rows that number the columns are no headings.
func TestLineNumbersAreNoHeadings(t *testing.T) {
	const layout = "[grid]\nrows = [\"项目\", \"\"]\ncolumns = [\"口径\", \"\"]\ncorner = \"项 目\"\nperiod = \"title\"\n"
	csv := "统计表,,,\n2025年1—3月,,,\n项目,行次,件,人\n甲,乙,1,2\n一、受理,1,10,12\n　其中：公安移送,2,9,10\n　　　　监察移送,3,1,2\n二、审结,4,8,9\n"
	tab, _, errs := loadOfficial(t, layout, "报表.csv", []byte(csv))
	if errs.Faults()+errs.Warnings() > 0 {
		t.Fatal(errs)
	}
	want := "2025-01..03 一、受理 | 件 = 10 @ C5|2025-01..03 一、受理 | 人 = 12 @ D5|2025-01..03 一、受理/公安移送 | 件 = 9 @ C6|2025-01..03 一、受理/公安移送 | 人 = 10 @ D6|" +
		"2025-01..03 一、受理/监察移送 | 件 = 1 @ C7|2025-01..03 一、受理/监察移送 | 人 = 2 @ D7|2025-01..03 二、审结 | 件 = 8 @ C8|2025-01..03 二、审结 | 人 = 9 @ D8"
	if got := strings.Join(figures(tab), "|"); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if name := tab.Column("项目").Word(2); name != "公安移送" {
		t.Errorf("the name of line 2 is %q", name)
	}
}

func TestOfficialTableAtFault(t *testing.T) {
	const layout = "[grid]\nrows = [\"承办单位\"]\ncolumns = [\"项目\"]\ncorner = \"单位\"\nperiod = \"title\"\n"
	for _, tt := range []struct{ csv, want string }{
		{"2025年3月,\n单位名,受理\n东区院,1\n", "报表.csv:1: 没有找到表头：前 40 行的前 1 列里没有“单位”"},
		{"统计表,\n单位,受理\n东区院,1\n", "报表.csv:2: 表头以上没有写明统计期"},
		{"填报日期20250331,\n单位,受理\n东区院,1\n", "报表.csv:2: 表头以上没有写明统计期"},
		{"2025年3月,\n单位,受理,\n东区院,1,5\n", "报表.csv:3:3: 这一列有数，上面没有列目"},
		{"2025年3月,\n单位,受理\n东区院,1\n,2\n", "报表.csv:4:1: 这一行有数，左边没有行目"},
		{"2025年3月,\n单位,受理\n东区院,约一百\n", "报表.csv:3:2: 列“值”不是整数"},
		{"2025年3月,\n单位,受理\n", "报表.csv:2: 表头下面没有数"},
		{"2025年3月,\n单位,受理\n" + strings.Repeat("东区院,1\n", mostLines), "报表.csv:1: 这张表太大，不像统计报表"},
		{"2025年3月,\n单位\n", "报表.csv:2: 表头右边没有列目"},
	} {
		_, _, errs := loadOfficial(t, layout, "报表.csv", []byte(tt.csv))
		if errs.Faults() != 1 || !strings.Contains(errs.Error(), tt.want) {
			t.Errorf("%.60q: %v; want %s", tt.csv, errs, tt.want)
		}
	}
}

func TestLayoutKeys(t *testing.T) {
	for _, tt := range []struct{ front, want string }{
		{`shape = "cross"`, "“shape”不能是“cross”"},
		{`shape = "grid"`, "没有写交叉表怎样排列"},
		{"[grid]\nrows = [\"甲\"]", "没有写这是交叉表"},
		{"shape = \"grid\"\n[grid]\nrows = []\ncolumns = [\"乙\"]\ncorner = \"单位\"\nperiod = \"title\"", "“rows”要写一到四层的名称"},
		{"shape = \"grid\"\n[grid]\nrows = [\"甲\"]\ncolumns = [\"乙\"]\nperiod = \"title\"", "没有写表左上角的文字"},
		{"shape = \"grid\"\n[grid]\nrows = [\"甲\"]\ncolumns = [\"乙\"]\ncorner = \"单位\"\nperiod = \"top\"", "“period”不能是“top”"},
		{"shape = \"grid\"\n[grid]\nrows = [\"甲\"]\ncolumns = [\"乙\"]\ncorner = \"单位\"", "没有写统计期写在哪里"},
		{"shape = \"grid\"\n[grid]\nrows = [\"甲\"]\ncolumns = [\"乙\"]\ncorner = \"单位\"\nperiod = \"file\"\ntotal = [{ row = \"合计\" }]", "平衡关系没有写全"},
		{"shape = \"grid\"\n[grid]\nrows = [\"甲\"]\ncolumns = [\"乙\"]\ncorner = \"单位\"\nperiod = \"file\"", "交叉表缺少列“列目”的定义"},
	} {
		var errs source.List
		doc := document.Parse("content/datasets/a.md", []byte("+++\ntitle = \"表\"\nfiles = []\n"+tt.front+"\n[[column]]\nname = \"行目\"\n+++\n"), &errs)
		Define(doc, &errs)
		if !strings.Contains(errs.Error(), tt.want) {
			t.Errorf("%s: %v; want %s", tt.front, &errs, tt.want)
		}
	}
}

// Whatever a table holds, nothing panics, every finding lies inside the file, and every figure that
// is read stands where it says.
func FuzzCrosstab(f *testing.F) {
	const layout = "[grid]\nrows = [\"甲\", \"乙\"]\ncolumns = [\"项目\", \"结论\"]\ncorner = \"单位\"\nperiod = \"title\"\ntotal = [{ row = \"合计\", of = [\"合计/*\"] }]\n"
	f.Add("2025年3月\n单位,项,受理,审结,\n,,,起诉,不起诉\n东,甲,1,2,3\n,乙,-,,\"1,2\"\n合计,,1,2,3\n")
	f.Add("2025年\n单位,,其中：受理\n　东,其中：,1\n　　西,,２\n")
	f.Add("单位")
	f.Fuzz(func(t *testing.T, text string) {
		tab, _, errs := loadOfficial(t, layout, "报表.csv", []byte(text))
		lines := strings.Count(text, "\n") + 1
		for _, found := range errs.Sorted() {
			if found.Pos.File == "content/data/报表.csv" && found.Pos.Line > lines {
				t.Errorf("%v lies outside of %d lines", found, lines)
			}
		}
		for row := range tab.Rows {
			if at := tab.Origin(row); at.Line < 1 || at.Line > lines {
				t.Errorf("figure %d stands at %v", row, at)
			}
		}
	})
}
