package dataset

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/text/encoding/simplifiedchinese"

	"anjian/internal/document"
	"anjian/internal/source"
	"anjian/internal/table"
)

const arrests = `+++
title = "审查逮捕案件"
files = ["*.csv", "*.xlsx", "*.xls"]
key = ["案号"]
drop_rows = ["合计", "制表人"]
start = "受理日期"
[[column]]
name = "案号"
aliases = ["部门受案号"]
required = true
filled = true
[[column]]
name = "结论"
values = ["批准逮捕", "不批准逮捕"]
map = { "批捕" = "批准逮捕" }
[[column]]
name = "受理日期"
type = "date"
required = true
[[column]]
name = "人数"
type = "int"
[[column]]
name = "认罪认罚"
type = "yesno"
+++
正文
`

func define(t testing.TB, text string) *Definition {
	t.Helper()
	var errs source.List
	d := Define(document.Parse("content/datasets/arrests.md", []byte(text), &errs), &errs)
	if errs.Err() != nil {
		t.Fatal(errs.Err())
	}
	return d
}

// load reads files, given as name and content in turn.
func load(t testing.TB, definition string, files ...string) (*table.Table, *Report, *source.List) {
	t.Helper()
	fsys := fstest.MapFS{}
	for i := 0; i < len(files); i += 2 {
		fsys["data/"+files[i]] = &fstest.MapFile{Data: []byte(files[i+1])}
	}
	d := define(t, strings.Replace(definition, `"*.csv", "*.xlsx", "*.xls"`, `"*"`, 1))
	var errs source.List
	data, err := Load(fsys, "data", []*Definition{d}, Options{}, &errs)
	if err != nil {
		t.Fatal(err)
	}
	return data.Tables["arrests"], data.Reports[0], &errs
}

// show writes a table as lines of cells.
func show(tab *table.Table) string {
	var b strings.Builder
	for row := range tab.Rows {
		for i, c := range tab.Columns {
			if i > 0 {
				b.WriteByte('|')
			}
			b.WriteString(Print(c, row))
		}
		fmt.Fprintf(&b, " %d\n", tab.LineOf[row])
	}
	return b.String()
}

func gb18030(t testing.TB, s string) string {
	t.Helper()
	out, err := simplifiedchinese.GB18030.NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

const (
	plain     = "部门受案号（必填）,结论,受 理日期,人数,认罪认罚,备注\n甲1,批捕,2025-03-01,2,是,\n甲2,不批准逮捕,2025/3/2,,×,x\n"
	plainRows = "甲1|批准逮捕|2025-03-01|2|是 2\n甲2|不批准逮捕|2025-03-02||否 3\n"
)

func TestEncodingsAndDialectsReadAlike(t *testing.T) {
	for _, tt := range []struct{ name, data, encoding string }{
		{"utf-8", plain, "UTF-8"},
		{"utf-8 with mark", "\xef\xbb\xbf" + plain, "UTF-8"},
		{"gb18030", gb18030(t, plain), "GB18030"},
		{"crlf", strings.ReplaceAll(plain, "\n", "\r\n"), "UTF-8"},
		{"tab", strings.ReplaceAll(plain, ",", "\t"), "UTF-8"},
		{"semicolon", strings.ReplaceAll(plain, ",", ";"), "UTF-8"},
		{"semicolon among commas", strings.ReplaceAll(strings.ReplaceAll(plain, ",", ";"), "x", "一,二,三,四,五,六,七,八,九,十,十一,十二,十三,十四,十五,十六,十七,十八"), "UTF-8"},
		{"quoted", strings.ReplaceAll(plain, "甲1", `"甲1"`), "UTF-8"},
		{"text after a quote", strings.ReplaceAll(plain, "甲1", `"甲"1`), "UTF-8"},
		{"no line end", strings.TrimSuffix(plain, "\n"), "UTF-8"},
	} {
		tab, report, errs := load(t, arrests, "a.csv", tt.data)
		if errs.Err() != nil {
			t.Errorf("%s: %v", tt.name, errs.Err())
		}
		if got := show(tab); got != plainRows {
			t.Errorf("%s reads\n%swant\n%s", tt.name, got, plainRows)
		}
		if f := report.Files[0]; f.Encoding != tt.encoding || len(f.Ignored) != 1 || f.Ignored[0] != "备注" {
			t.Errorf("%s: encoding %s, ignored %v", tt.name, f.Encoding, f.Ignored)
		}
	}
}

func TestLinesSurviveTitlesQuotesAndDroppedRows(t *testing.T) {
	tab, report, errs := load(t, arrests, "a.csv",
		"江渚市人民检察院审查逮捕案件,,,,,\n,,,,,\n案号,结论,受理日期,人数,认罪认罚,备注\n甲1,批捕,2025-03-01,2,是,\"一\n二 \"\"三\"\"\"\n,,,,,\n甲2,,20250302,无,,\n合计,,,2,,\n制表人：案管,,,,,\n")
	if errs.Err() != nil {
		t.Fatal(errs.Err())
	}
	if got, want := show(tab), "甲1|批准逮捕|2025-03-01|2|是 4\n甲2||2025-03-02|| 7\n"; got != want {
		t.Errorf("reads\n%swant\n%s", got, want)
	}
	f := report.Files[0]
	if got := fmt.Sprint(f.Header, f.Read, f.Kept, f.Dropped); got != "3 5 2 [{空行 1} {合计 1} {制表人 1}]" {
		t.Errorf("header, read, kept, dropped: %s", got)
	}
	if got := fmt.Sprint(report.Columns[1].Empty, report.Columns[1].Values, report.Columns[2].First, report.Columns[2].Last); got != "1 [{批准逮捕 1}] 2025-03-01 2025-03-02" {
		t.Errorf("columns: %s", got)
	}
}

func TestFaultsNameTheirPlaceAndNoPerson(t *testing.T) {
	const head = "案号,结论,受理日期,人数,认罪认罚,备注\n"
	const secret = "某某"
	for _, tt := range []struct{ name, data, want string }{
		{"date", head + "甲1,批捕," + secret + ",1,是,\n", "data/a.csv:2:3: 列“受理日期”不是日期\n  提示 写作 2025-03-01 或 2025/3/1"},
		{"minguo", head + "甲1,批捕,114年3月1日,1,是,\n", "data/a.csv:2:3: 列“受理日期”不是日期"},
		{"int", head + "甲1,批捕,2025-03-01," + secret + ",是,\n", "data/a.csv:2:4: 列“人数”不是整数"},
		{"yesno", head + "甲1,批捕,2025-03-01,1," + secret + ",\n", "data/a.csv:2:5: 列“认罪认罚”不是“是”或“否”"},
		{"code", head + "甲1,不批准逮铺,2025-03-01,1,是,\n", "data/a.csv:2:2: 列“结论”的值“不批准逮铺”不在代码表里\n  提示 是否为“不批准逮捕”"},
		{"filled", head + ",批捕,2025-03-01,1,是,\n", "data/a.csv:2:1: 列“案号”不能为空"},
		{"duplicate", head + "甲1,,2025-03-01,,,\n甲1,,2025-03-02,,,\n", "data/a.csv:3: 主键“案号”与 data/a.csv:2 重复"},
		{"ragged", head + "甲1,,2025-03-01,,,\n甲2,,2025-03-01\n", "data/a.csv:3: 这一行有 3 列，表头有 6 列"},
		{"wide", head + "甲1,,2025-03-01,,,,,多\n", "data/a.csv:2: 这一行有 8 列，表头有 6 列"},
		{"missing", "案号,结论,受理日,人数,备注\n甲1,,,,\n", "data/a.csv:1: 缺少列“受理日期”\n  提示 表头里的“受理日”"},
		{"header twice", "案号,部门受案号,结论,受理日期,人数,认罪认罚\n甲1,甲2,,2025-03-01,,\n", "data/a.csv:1:2: 表头“部门受案号”与第 1 列都是“案号”"},
		{"no header", "一,二,三\n1,2,3\n", "data/a.csv:1: 前 20 行里没有找到表头"},
		{"open quote", head + "甲1,\"批捕,2025-03-01,1,是,\n", "data/a.csv:2:2: 引号没有结束"},
		{"bad bytes", gb18030(t, head) + "\xff\xff,,2025-03-01,,,\n", "data/a.csv:2:1: 列“案号”有不能识别的字节"},
		{"lost bytes", head + "甲\ufffd1,,2025-03-01,,,\n", "data/a.csv:2:1: 列“案号”有不能识别的字节"},
		{"empty", " \n", "data/a.csv: 文件是空的"},
		{"old workbook", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 ...", "data/a.csv: 这是旧版 .xls 工作簿，不能直接读"},
		{"web page", "<html><body><p>系统超时，请重新登录</p></body></html>", "data/a.csv: 这是网页，里面没有表格"},
		{"broken workbook", "PK\x03\x04 ...", "data/a.csv: 工作簿不完整"},
	} {
		_, _, errs := load(t, arrests, "a.csv", tt.data)
		if got := errs.Error(); !strings.Contains(got, tt.want) {
			t.Errorf("%s says\n%s\nwant %s", tt.name, got, tt.want)
		} else if strings.Contains(got, secret) {
			t.Errorf("%s prints the cell: %s", tt.name, got)
		}
	}
}

func TestFloodOfFaultsIsCapped(t *testing.T) {
	_, _, errs := load(t, arrests, "a.csv", "案号,结论,受理日期,人数,认罪认罚,备注\n"+strings.Repeat("甲1,错,错,错,错\n", 3000))
	if n := errs.Faults(); n == 0 || n > 6*mostPerColumn {
		t.Errorf("%d faults kept", n)
	}
}

func TestFilesJoinInOrderOfNameWithoutLocks(t *testing.T) {
	row := func(id string) string { return "案号,受理日期\n" + id + ",2025-03-01\n" }
	tab, _, errs := load(t, arrests, "b.csv", row("乙"), "a.csv", row("甲"), "~$c.csv", "x", ".d.csv", "x")
	if errs.Err() != nil {
		t.Fatal(errs.Err())
	}
	if got := tab.Column("案号").Word(0) + tab.Column("案号").Word(1); got != "甲乙" || tab.Origin(1).String() != "data/b.csv:2" {
		t.Errorf("rows %s, second from %s", got, tab.Origin(1))
	}
}

func TestCollapseKeepsTheFirstRow(t *testing.T) {
	events := strings.Replace(arrests, "key =", "one_row_per = [\"案号\"]\nkey =", 1)
	tab, report, errs := load(t, events, "a.csv", "案号,受理日期,事项\n甲1,2025-03-01,一\n甲1,2025-03-01,二\n甲2,2025-03-02,一\n")
	if errs.Err() != nil || tab.Rows != 2 || tab.LineOf[1] != 4 || report.Collapsed != 1 {
		t.Errorf("%d rows, %d collapsed, %v", tab.Rows, report.Collapsed, errs.Err())
	}
	_, _, errs = load(t, events, "a.csv", "案号,受理日期,事项\n甲1,2025-03-01,一\n甲1,2025-03-02,二\n")
	if want := "data/a.csv:3: 同一“案号”的“受理日期”前后不一"; !strings.Contains(errs.Error(), want) {
		t.Errorf("says %s; want %s", errs.Error(), want)
	}
}

func TestDefineReportsWithPlace(t *testing.T) {
	for _, tt := range []struct{ old, new, want string }{
		{`key = ["案号"]`, `key = ["案毫"]`, "arrests.md:4:9: 主键“案毫”不是已定义的列\n  提示 是否为“案号”？"},
		{`start = "受理日期"`, `start = "受理日起"`, "arrests.md:6:10: 开始日期列“受理日起”不是已定义的列\n  提示 是否为“受理日期”？"},
		{`start = "受理日期"`, `start = "结论"`, "arrests.md:6:10: 开始日期列“结论”的类型不对\n  提示 这一列应为 type = \"date\" 或 \"time\""},
		{`start = "受理日期"`, "start = \"受理日期\"\ncause = \"结伦\"", "arrests.md:7:10: 案由列“结伦”不是已定义的列\n  提示 是否为“结论”？"},
		{`start = "受理日期"`, "start = \"受理日期\"\ndecider = \"人数\"", "arrests.md:7:12: 决定层级列“人数”的类型不对\n  提示 这一列应为 type = \"text\""},
		{`start = "受理日期"`, "start = \"受理日期\"\nindustry = \"人\"", "所属行业列“人”不是已定义的列"},
		{`type = "int"`, `type = "integer"`, "不认识的类型“integer”"},
		{`name = "人数"`, `name = "人数（人）"`, "列名“人数（人）”不能用在公式里"},
		{`"批捕" = "批准逮捕"`, `"批捕" = "批准代捕"`, "代码表里没有“批准代捕”\n  提示 是否为“批准逮捕”"},
		{`name = "人数"`, `name = "案号"`, "列“案号”定义了两次"},
		{"[[column]]\nname = \"人数\"", "[[link]]\nname = \"案\"\nto = \"p\"\ncolumn = \"受理日期\"\nkey = \"k\"\n[[column]]\nname = \"人数\"", "关联列“受理日期”的类型不对"},
	} {
		text := strings.Replace(arrests, tt.old, tt.new, 1)
		var errs source.List
		Define(document.Parse("content/datasets/arrests.md", []byte(text), &errs), &errs)
		if got := errs.Error(); !strings.Contains(got, tt.want) {
			t.Errorf("%s says\n%s\nwant %s", tt.new, got, tt.want)
		}
	}
}

func FuzzDelimited(f *testing.F) {
	f.Add([]byte(plain))
	f.Add([]byte(gb18030(f, plain)))
	f.Add([]byte("案号,\"受理日期\n\"\"\"\n\"a\"b;c\r\n"))
	f.Add([]byte("\xff\xfea\x00,\x00"))
	d := define(f, arrests)
	f.Fuzz(func(t *testing.T, data []byte) {
		var errs source.List
		if _, err := Load(fstest.MapFS{"data/a.csv": {Data: data}}, "data", []*Definition{d}, Options{}, &errs); err != nil {
			t.Fatal(err)
		}
		text := string(data)
		lines := 1 + max(strings.Count(text, "\n"), strings.Count(text, "\r")) // the latter end lines in a file without the former
		for _, e := range errs.Sorted() {
			if e.Pos.File == "data/a.csv" && e.Pos.Line > lines {
				t.Errorf("%v lies outside the %d lines", e, lines)
			}
		}
	})
}
