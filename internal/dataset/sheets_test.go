package dataset

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/xuri/excelize/v2"

	"anjian/internal/document"
	"anjian/internal/grid"
	"anjian/internal/source"
	"anjian/internal/table"
)

// prosecutions is a definition with keys of its own above the columns.
func prosecutions(keys string) string {
	return `+++
title = "审查起诉案件"
files = ["*"]
drop_rows = ["合计", "制表人", "*小计"]
` + keys + `
[[column]]
name = "承办单位"
filled = true
[[column]]
name = "案号"
filled = true
[[column]]
name = "受理_日期"
type = "date"
[[column]]
name = "审结_日期"
type = "date"
[[column]]
name = "人数"
type = "int"
[[column]]
name = "月份"
type = "date"
[[column]]
name = "部门"
values = ["第一检察部", "第二检察部"]
map = { "一部" = "第一检察部" }
+++
`
}

// sheetOf writes rows of words into a sheet from A1 on; a number is stored as one.
func sheetOf(t testing.TB, f *excelize.File, sheet, rows string) {
	t.Helper()
	if _, err := f.NewSheet(sheet); err != nil {
		t.Fatal(err)
	}
	for r, line := range strings.Split(strings.TrimSuffix(rows, "\n"), "\n") {
		for c, word := range strings.Split(line, ",") {
			if word != "" {
				set(t, f, sheet, grid.CellName(c, r+1), word)
			}
		}
	}
}

func merge(t testing.TB, f *excelize.File, sheet string, ranges ...string) {
	t.Helper()
	for _, r := range ranges {
		from, to, _ := strings.Cut(r, ":")
		if err := f.MergeCell(sheet, from, to); err != nil {
			t.Fatal(err)
		}
	}
}

// A reading is a definition's keys, a file and the rows or the message that come of it.
type reading struct {
	name, keys string
	file       string // a.csv unless named
	text       string
	want       string // rows as show writes them, or a part of the findings
	wrong      bool   // want is a fault
}

func (x reading) run(t *testing.T) {
	t.Helper()
	file := x.file
	if file == "" {
		file = "a.csv"
	}
	tab, report, errs := load(t, prosecutions(x.keys), file, x.text)
	balanced(t, report)
	if x.wrong {
		if errs.Faults() == 0 || !strings.Contains(errs.Error(), x.want) {
			t.Errorf("%s: findings\n%s\nwant %s", x.name, errs.Error(), x.want)
		}
		return
	}
	if errs.Faults() > 0 {
		t.Errorf("%s: %v", x.name, errs.Err())
	}
	if got := filled(tab); got != x.want {
		t.Errorf("%s: rows\n%s\nwant\n%s", x.name, got, x.want)
	}
}

// filled writes rows without the columns that are empty in all of them.
func filled(tab *table.Table) string {
	var b strings.Builder
	for row := range tab.Rows {
		var cells []string
		for _, c := range tab.Columns {
			for other := range tab.Rows {
				if !c.Empty(other) {
					cells = append(cells, Print(c, row))
					break
				}
			}
		}
		fmt.Fprintf(&b, "%s %d\n", strings.Join(cells, "|"), tab.LineOf[row])
	}
	return b.String()
}

func TestHeaders(t *testing.T) {
	for _, x := range []reading{
		{
			name: "two rows", keys: "header_rows = 2", text: "某院受理情况表\n承办单位,案号,受理,审结,人数\n,,日期,日期,\n东,甲1,2025-01-02,2025-01-09,2\n",
			want: "东|甲1|2025-01-02|2025-01-09|2 4\n",
		},
		{
			name: "a merged upper name counts to its right", keys: "header_rows = 2", text: "承办单位,案号,受理,,审结,\n,,经办,日期,日期,人数\n东,甲1,丙,2025-01-02,2025-01-09,2\n",
			want: "东|甲1|2025-01-02|2025-01-09|2 3\n",
		}, // 审结_人数 is not known, 人数 by itself is
		{
			name: "two rows of a tab-separated file", keys: "header_rows = 2", text: "承办单位\t案号\t受理\t审结\n\t\t日期\t日期\n东,院\t甲1\t2025-01-02\t\n",
			want: "东,院|甲1|2025-01-02 3\n",
		},
		{
			name: "two rows of which the lower tells nothing more", keys: "header_rows = 2", text: "某院情况表\n承办单位,案号,人数\n,,（人）\n东,甲1,2\n",
			want: "东|甲1 4\n",
		}, // 人数_（人） is not known
		{
			name: "two rows repeated on the next page", keys: "header_rows = 2", text: "承办单位,案号,受理,审结\n,,日期,日期\n东,甲1,2025-01-02,\n承办单位,案号,受理,审结\n,,日期,日期\n东,甲2,2025-01-03,\n",
			want: "东|甲1|2025-01-02 3\n东|甲2|2025-01-03 6\n",
		},
		{
			name: "one row repeated", text: "承办单位,案号,人数\n东,甲1,1\n 承办单位 ,案号,人数\n东,甲2,2\n承办单位,案号,3\n",
			want: "东|甲1|1 2\n东|甲2|2 4\n承办单位|案号|3 5\n",
		}, // the last is a strange case, but no header
		{name: "far down", keys: "header_at = 24", text: strings.Repeat("说明\n", 23) + "承办单位,案号\n东,甲1\n", want: "东|甲1 25\n"},
		{name: "far down without saying so", text: strings.Repeat("说明\n", 23) + "承办单位,案号\n东,甲1\n", want: "data/a.csv:1: 前 20 行里没有找到表头", wrong: true},
		{name: "a title that looks like a header", keys: "header_at = 3", text: "承办单位,案号,人数\n见下\n承办单位,案号\n东,甲1\n", want: "东|甲1 4\n"},
		{name: "the wrong line", keys: "header_at = 2", text: "承办单位,案号\n东,甲1\n", want: "data/a.csv:2: 第 2 行不是表头", wrong: true},
		{name: "two rows at a line", keys: "header_rows = 2\nheader_at = 2", text: "受理,承办单位,案号\n承办单位,案号,受理\n,,日期\n东,甲1,2025-01-02\n", want: "东|甲1|2025-01-02 4\n"},
		{name: "subtotals anywhere in the first words", text: "承办单位,案号,人数\n东,甲1,1\n东区小计,,1\n　合计,,1\n制表人：某,,\n", want: "东|甲1|1 2\n"},
	} {
		x.run(t)
	}
}

func TestFillDown(t *testing.T) {
	const down = `fill_down = ["承办单位", "受理_日期"]`
	for _, x := range []reading{
		{
			name: "filled", keys: down, text: "承办单位,案号,受理_日期\n东,甲1,2025-01-02\n,甲2,\n　,甲3,2025-01-05\n东区小计,,\n,甲4,\n西,甲5,\n",
			want: "东|甲1|2025-01-02 2\n东|甲2|2025-01-02 3\n东|甲3|2025-01-05 4\n东|甲4|2025-01-05 6\n西|甲5|2025-01-05 7\n",
		},
		{name: "nothing above", keys: down, text: "承办单位,案号\n,甲1\n东,甲2\n", want: "data/a.csv:2:1: 列“承办单位”不能为空", wrong: true},
		{name: "not declared", text: "承办单位,案号\n东,甲1\n,甲2\n", want: "data/a.csv:3:1: 列“承办单位”不能为空", wrong: true},
	} {
		x.run(t)
	}
}

// What a block's first rows repeat stands in the block before, whoever read it.
func TestFillDownAcrossBlocksAndWorkers(t *testing.T) {
	var b strings.Builder
	b.WriteString("承办单位,案号,人数,备注\n")
	note := strings.Repeat("附", 60)
	for i := range 60_000 {
		unit := ""
		if i%25_000 == 0 { // a block holds fewer rows
			unit = fmt.Sprintf("院%d", i)
		}
		fmt.Fprintf(&b, "%s,甲%d,%d,%s\n", unit, i, i%7, note)
	}
	d := define(t, prosecutions(`fill_down = ["承办单位"]`))
	for _, workers := range []int{1, 2, 5} {
		var errs source.List
		data, err := Load(fstest.MapFS{"data/a.csv": {Data: []byte(b.String())}}, "data", []*Definition{d}, Options{Workers: workers}, &errs)
		if err != nil || errs.Faults() > 0 {
			t.Fatal(err, errs.Err())
		}
		tab := data.Tables["arrests"]
		unit := tab.Column("承办单位")
		for row := range tab.Rows {
			if want := fmt.Sprintf("院%d", row/25_000*25_000); unit.Word(row) != want {
				t.Fatalf("%d workers: row %d belongs to %q; want %s", workers, row, unit.Word(row), want)
			}
		}
	}
}

func TestMergedCellsOfWorkbooks(t *testing.T) {
	book := func(rows string, ranges ...string) string {
		return string(fixture(t, "表", func(f *excelize.File) {
			sheetOf(t, f, "表", rows)
			merge(t, f, "表", ranges...)
		}))
	}
	for _, x := range []reading{
		{
			name: "merged downwards", text: book("起诉案件\n承办单位,案号,人数\n东,甲1,1\n,甲2,2\n西,甲3,3\n", "A1:C1", "A3:A4"),
			want: "东|甲1|1 3\n东|甲2|2 4\n西|甲3|3 5\n",
		},
		{
			name: "the cell below a merged one is not filled", text: book("承办单位,案号,人数\n东,甲1,1\n,甲2,2\n,甲3,3\n", "A2:A3"),
			want: "data/a.xlsx[表]!A4: 列“承办单位”不能为空", wrong: true,
		},
		{
			name: "an empty merged cell", text: book("承办单位,案号,人数\n,甲1,1\n,甲2,2\n", "A2:A3"),
			want: "data/a.xlsx[表]!A3: 列“承办单位”不能为空", wrong: true,
		},
		{
			name: "numbers and days", text: book("承办单位,案号,人数,受理_日期\n东,甲1,4,2025-01-02\n东,甲2\n东,甲3,,2025-01-05\n", "C2:C4", "D2:D3"),
			want: "东|甲1|2025-01-02|4 2\n东|甲2|2025-01-02|4 3\n东|甲3|2025-01-05|4 4\n",
		},
		{
			name: "two header rows with merged names", keys: "header_rows = 2", text: book("承办单位,案号,受理,,审结,人数\n,,经办人,日期,日期,\n东,甲1,丙,2025-01-02,2025-01-09,1\n", "A1:A2", "B1:B2", "C1:D1", "F1:F2"),
			want: "东|甲1|2025-01-02|2025-01-09|1 3\n",
		},
	} {
		x.file = "a.xlsx"
		x.run(t)
	}
}

func TestHiddenRows(t *testing.T) {
	book := string(fixture(t, "表", func(f *excelize.File) {
		sheetOf(t, f, "表", "承办单位,案号,人数\n东,甲1,1\n东,甲2,2\n东区小计,,3\n东,甲3,3\n")
		for _, row := range []int{3, 4} {
			if err := f.SetRowVisible("表", row, false); err != nil {
				t.Fatal(err)
			}
		}
	}))
	for _, tt := range []struct {
		keys, want, warning string
		hidden              int
		dropped             []Dropped
	}{
		{"", "东|甲1|1 2\n东|甲2|2 3\n东|甲3|3 5\n", "data/a.xlsx[表]: 有 1 行是隐藏的，已读入", 1, []Dropped{{"*小计", 1}}},
		{`hidden_rows = "read"`, "东|甲1|1 2\n东|甲2|2 3\n东|甲3|3 5\n", "", 1, []Dropped{{"*小计", 1}}},
		{`hidden_rows = "skip"`, "东|甲1|1 2\n东|甲3|3 5\n", "", 0, []Dropped{{HiddenRow, 2}}},
	} {
		tab, report, errs := load(t, prosecutions(tt.keys), "a.xlsx", book)
		balanced(t, report)
		if got := filled(tab); got != tt.want || errs.Faults() > 0 {
			t.Errorf("%s: %s %v", tt.keys, got, errs.Err())
		}
		if tt.warning == "" && errs.Warnings() > 0 || !strings.Contains(errs.Error(), tt.warning) {
			t.Errorf("%s: findings %s; want %s", tt.keys, errs.Error(), tt.warning)
		}
		if f := report.Files[0]; f.Hidden != tt.hidden || fmt.Sprint(f.Dropped) != fmt.Sprint(tt.dropped) {
			t.Errorf("%s: %d hidden, dropped %v", tt.keys, f.Hidden, f.Dropped)
		}
	}
}

func TestSeveralSheetsAsOneTable(t *testing.T) {
	book := string(fixture(t, "说明", func(f *excelize.File) {
		set(t, f, "说明", "A1", "导出说明")
		sheetOf(t, f, "2025年1月", "承办单位,案号\n东,甲1\n")
		sheetOf(t, f, "2025年2月", "起诉\n承办单位,案号,人数\n东,甲2,3\n")
		if _, err := f.NewSheet("2025年3月"); err != nil { // not yet filled in
			t.Fatal(err)
		}
		sheetOf(t, f, "2025年4月", "承办单位,案号\n东,甲4\n")
		if err := f.SetSheetVisible("2025年4月", false); err != nil {
			t.Fatal(err)
		}
	}))
	tab, report, errs := load(t, prosecutions("sheets = [\"2025年*\"]\n[[from_name]]\nsheet = \"{月份}\""), "a.xlsx", book)
	if errs.Faults() > 0 {
		t.Fatal(errs.Err())
	}
	if got, want := filled(tab), "东|甲1||2025-01-01 2\n东|甲2|3|2025-02-01 3\n东|甲4||2025-04-01 2\n"; got != want {
		t.Errorf("rows\n%s\nwant\n%s", got, want)
	}
	if !strings.Contains(errs.Error(), "警告 D26 data/a.xlsx[2025年4月]: 这张工作表是隐藏的，已读入") {
		t.Errorf("the hidden sheet is not told of: %s", errs.Error())
	}
	if len(report.Files) != 3 || report.Files[1].Sheet != "2025年2月" || report.Files[1].Kept != 1 || tab.Origin(1).String() != "data/a.xlsx[2025年2月]!A3" {
		t.Errorf("reports %+v", report.Files)
	}
	balanced(t, report)
	for _, x := range []reading{
		{keys: `sheets = ["2024*"]`, want: "data/a.xlsx: 没有合于“2024*”的工作表", wrong: true},
		{keys: `sheets = ["*"]`, want: "data/a.xlsx[说明]!A1: 前 20 行里没有找到表头", wrong: true},
		{keys: `sheets = ["2025年1月", "2025年2月"]`, want: "东|甲1| 2\n东|甲2|3 3\n"},
	} {
		x.file, x.text = "a.xlsx", book
		x.run(t)
	}
}

func TestValuesFromNames(t *testing.T) {
	const plain = "案号,人数\n甲1,2\n"
	for _, x := range []reading{
		{name: "file", keys: "[[from_name]]\nfile = \"审查起诉_{承办单位}_{月份}*.csv\"", file: "审查起诉_东区院_2025-03（更正）.csv", text: plain, want: "东区院|甲1|2|2025-03-01 2\n"},
		{name: "file without what follows", keys: "[[from_name]]\nfile = \"审查起诉_{承办单位}_{月份}*\"", file: "审查起诉_东_区_院_202503.csv", text: plain, want: "东_区_院|甲1|2|2025-03-01 2\n"},
		{name: "a day", keys: "[[from_name]]\nfile = \"{承办单位}{月份}\"", file: "东区院2025年3月5日.csv", text: plain, want: "东区院|甲1|2|2025-03-05 2\n"},
		{name: "the last day of a month", keys: "[[from_name]]\nfile = \"{承办单位}-{月份}\"", file: "东区院-20250331.csv", text: plain, want: "东区院|甲1|2|2025-03-31 2\n"},
		{name: "folder", keys: "files_ = 1\n[[from_name]]\nfolder = \"{承办单位}\"", file: "东区院/起诉.csv", text: plain, want: "东区院|甲1|2 2\n"},
		{name: "two folders", keys: "files_ = 2\n[[from_name]]\nfolder = \"{月份}/{承办单位}\"", file: "2025年3月/东区院/起诉.csv", text: plain, want: "东区院|甲1|2|2025-03-01 2\n"},
		{name: "a code by its map", keys: "[[from_name]]\nfile = \"{承办单位}-{部门}\"", file: "东区院-一部.csv", text: plain, want: "东区院|甲1|2|第一检察部 2\n"},
		{name: "the sheet's own column wins", keys: "[[from_name]]\nfile = \"{承办单位}-*\"", file: "东区院-1.csv", text: "承办单位,案号\n西区院,甲1\n", want: "西区院|甲1 2\n"},
		{name: "another name", keys: "[[from_name]]\nfile = \"审查起诉_{承办单位}_*\"", file: "起诉东区院.csv", text: plain, want: "data/起诉东区院.csv: 文件名“起诉东区院”与模式“审查起诉_{承办单位}_*”不合", wrong: true},
		{name: "no month", keys: "[[from_name]]\nfile = \"{承办单位}_{月份}\"", file: "东_2025-13.csv", text: plain, want: "文件名里的“2025-13”不能读作“月份”", wrong: true},
		{name: "no code", keys: "[[from_name]]\nfile = \"{承办单位}-{部门}\"", file: "东-第三检察部.csv", text: plain, want: "文件名里的“第三检察部”不能读作“部门”\n  提示 是否为", wrong: true},
		{name: "without the name", file: "东区院.csv", text: plain, want: "东区院|甲1|2", wrong: false},
	} {
		if x.name == "without the name" { // the column is simply not there
			tab, _, errs := load(t, prosecutions(""), x.file, x.text)
			if !tab.Column("承办单位").Absent || errs.Faults() > 0 {
				t.Errorf("%s: %v", x.name, errs.Err())
			}
			continue
		}
		depth := strings.Count(x.file, "/")
		x.keys = strings.NewReplacer("files_ = 1\n", "", "files_ = 2\n", "").Replace(x.keys)
		def := strings.Replace(prosecutions(x.keys), `files = ["*"]`, `files = ["`+strings.Repeat("*/", depth)+`*.csv"]`, 1)
		tab, report, errs := load(t, def, x.file, x.text)
		balanced(t, report)
		switch {
		case x.wrong && !strings.Contains(errs.Error(), x.want):
			t.Errorf("%s: findings %s; want %s", x.name, errs.Error(), x.want)
		case !x.wrong && (errs.Faults() > 0 || filled(tab) != x.want):
			t.Errorf("%s: %s %v; want %s", x.name, filled(tab), errs.Err(), x.want)
		case !x.wrong && tab.Column("承办单位").Absent:
			t.Errorf("%s: the column is called absent", x.name)
		}
	}
}

func TestLayoutKeysAreChecked(t *testing.T) {
	for _, tt := range []struct{ keys, want string }{
		{"header_rows = 3", "表头只能是一行或两行"},
		{"header_at = 0", "表头的行号应在 1 到 1000 之间"},
		{`fill_down = ["承办单"]`, "向下填充的列“承办单”不是已定义的列\n  提示 是否为“承办单位”？"},
		{`hidden_rows = "show"`, "hidden_rows 的值“show”不认识\n  提示 可用的有“read”“skip”"},
		{`hidden_rows = "skp"`, "提示 是否为“skip”？"},
		{"sheet = \"甲\"\nsheets = [\"乙\"]", "sheet 和 sheets 只能写一个"},
		{"[[from_name]]\nfile = \"审查起诉_*\"", "模式里没有写 {列名}"},
		{"[[from_name]]\nfile = \"{承办单}_*\"", "模式里的“承办单”不是已定义的列\n  提示 是否为“承办单位”？"},
		{"[[from_name]]\nfile = \"{承办单位}*\"", "模式里的列名后面紧跟着 *，分不清哪里结束"},
		{"[[from_name]]\nfile = \"{承办单位}{部门}\"", "模式里的“{部门}”和前一项紧挨着，分不清哪里开始"},
		{"[[from_name]]\nfile = \"*{部门}\"", "模式里的“{部门}”和前一项紧挨着"},
		{"[[from_name]]\nfile = \"{部门}_{部门}\"", "模式里的“部门”写了两次"},
		{"[[from_name]]\nfile = \"{部门}\"\nsheet = \"{部门}\"", "只能写 file、folder、sheet 中的一个"},
		{"[[from_name]]\n", "没有写从哪里取值"},
		{"[[from_name]]\nfiel = \"{部门}\"", "未知的键“fiel”\n  提示 是否为“file”？"},
	} {
		var errs source.List
		Define(parsed(t, prosecutions(tt.keys)), &errs)
		if errs.Faults() == 0 || !strings.Contains(errs.Error(), tt.want) {
			t.Errorf("%s: %s; want %s", tt.keys, errs.Error(), tt.want)
		}
	}
}

// One export lists cases and persons together, a case's cells only beside its first person: the
// table of cases and the table of persons are read from the same file.
func TestOneSheetIntoCasesAndPersons(t *testing.T) {
	definition := func(id, keys, columns string) *Definition {
		var errs source.List
		doc := document.Parse("content/datasets/"+id+".md", []byte("+++\ntitle = \""+id+"\"\nfiles = [\"混合*\"]\nfill_down = [\"案号\", \"承办单位\", \"受理日期\"]\n"+keys+columns+"+++\n"), &errs)
		d := Define(doc, &errs)
		if errs.Err() != nil {
			t.Fatal(errs.Err())
		}
		return d
	}
	const shared = "[[column]]\nname = \"案号\"\nfilled = true\n[[column]]\nname = \"承办单位\"\nfilled = true\n[[column]]\nname = \"受理日期\"\ntype = \"date\"\n"
	cases := definition("cases", "key = [\"案号\"]\none_row_per = [\"案号\"]\n", shared)
	persons := definition("persons", "key = [\"案号\", \"序号\"]\n", shared+"[[column]]\nname = \"序号\"\ntype = \"int\"\n[[column]]\nname = \"年龄\"\ntype = \"int\"\n[[link]]\nname = \"案件\"\nto = \"cases\"\ncolumn = \"案号\"\nkey = \"案号\"\nchildren = \"人员\"\n")
	const rows = "案号,承办单位,受理日期,序号,年龄\n甲1,东,2025-01-02,1,30\n,,,2,17\n,,,3,41\n甲2,东,2025-01-05,1,22\n乙1,西,2025-01-09,1,25\n,,,2,26\n"
	book := string(fixture(t, "表", func(f *excelize.File) {
		sheetOf(t, f, "表", rows)
		merge(t, f, "表", "A2:A4", "B2:B4", "C2:C4", "A6:A7", "B6:B7", "C6:C7")
	}))
	for name, text := range map[string]string{"混合.csv": rows, "混合.xlsx": book} {
		var errs source.List
		data, err := Load(fstest.MapFS{"data/" + name: {Data: []byte(text)}}, "data", []*Definition{cases, persons}, Options{}, &errs)
		if err != nil || errs.Faults() > 0 {
			t.Fatal(name, err, errs.Err())
		}
		if got, want := show(data.Tables["cases"]), "甲1|东|2025-01-02 2\n甲2|东|2025-01-05 5\n乙1|西|2025-01-09 6\n"; got != want {
			t.Errorf("%s: cases\n%s\nwant\n%s", name, got, want)
		}
		if got, want := show(data.Tables["persons"]), "甲1|东|2025-01-02|1|30 2\n甲1|东|2025-01-02|2|17 3\n甲1|东|2025-01-02|3|41 4\n甲2|东|2025-01-05|1|22 5\n乙1|西|2025-01-09|1|25 6\n乙1|西|2025-01-09|2|26 7\n"; got != want {
			t.Errorf("%s: persons\n%s\nwant\n%s", name, got, want)
		}
		if link := data.Tables["persons"].Link("案件"); link.Orphans != 0 || len(data.Tables["cases"].Child("人员").At(0)) != 3 {
			t.Errorf("%s: persons do not find their cases", name)
		}
		for _, r := range data.Reports {
			balanced(t, r)
		}
		if data.Reports[0].Collapsed != 3 {
			t.Errorf("%s: %d rows were joined", name, data.Reports[0].Collapsed)
		}
	}
}

// What is taken from the cache is what was read: sheets, names, overlaps and findings as well.
func TestTheCacheKeepsWhatLayoutsMake(t *testing.T) {
	book := string(fixture(t, "说明", func(f *excelize.File) {
		sheetOf(t, f, "东区院", "承办单位,受理,,案号\n,日期,人数,\n,2025-01-02,1,甲1\n,2025-01-03,2,甲2\n")
		sheetOf(t, f, "西区院", "受理,案号\n日期,\n2025-01-04,甲3\n")
		if err := f.SetRowVisible("东区院", 4, false); err != nil {
			t.Fatal(err)
		}
	}))
	files := fstest.MapFS{
		"data/起诉2025年1月.xlsx": {Data: []byte(book)},
		"data/起诉2025年2月.xlsx": {Data: []byte(strings.Clone(book))},
		"data/起诉2025年3月.csv":  {Data: []byte("承办单位,受理,案号\n,日期,\n东区院,2025-02-04,甲2\n")},
	}
	front := prosecutions("key = [\"案号\"]\noverlap = \"latest\"\nevery = \"month\"\nheader_rows = 2\nsheets = [\"*区院\"]\n[[from_name]]\nsheet = \"{承办单位}\"\n[[from_name]]\nfile = \"起诉{月份}\"")
	front = strings.Replace(front, "name = \"承办单位\"\nfilled = true", "name = \"承办单位\"", 1)
	cache := &memory{kept: map[string][]byte{}}
	var first *Data
	var said string
	for round := range 2 {
		var errs source.List
		data, err := Load(files, "data", []*Definition{define(t, front)}, Options{Cache: cache}, &errs)
		if err != nil || errs.Faults() > 0 {
			t.Fatal(err, errs.Err())
		}
		balanced(t, data.Reports[0])
		for _, f := range data.Reports[0].Files {
			if len(f.SHA256) != 64 {
				t.Errorf("%s[%s] has the hash %q", f.Path, f.Sheet, f.SHA256)
			}
		}
		data.Reports[0].Definition = nil
		if round == 0 {
			first, said = data, errs.Error()
			continue
		}
		if cache.hits != 1 || errs.Error() != said {
			t.Errorf("%d hits; says\n%s\nwant\n%s", cache.hits, errs.Error(), said)
		}
		if !reflect.DeepEqual(data.Tables, first.Tables) || !reflect.DeepEqual(data.Reports, first.Reports) {
			t.Errorf("the cache gives back another table or report")
		}
	}
	if r := first.Reports[0]; len(r.Files) != 4 || r.Files[0].Hidden != 1 || r.Files[2].SameAs == "" || len(r.Files[0].Dropped) != 1 {
		for _, f := range r.Files {
			t.Logf("%+v", *f)
		}
		t.Error("the fixture does not show what it should")
	}
}
