package dispatch

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/xuri/excelize/v2"

	"anjian/internal/correction"
	"anjian/internal/period"
	"anjian/internal/source"
)

var december = period.DateOf(2025, 12, 31)

const export = `甲1,某市东区人民检察院,第一检察部,DQ0101,成年人,2025-11-05,2025-11-20,=1+1
+甲2,某市东区人民检察院,第一检察部,DQ0101,成年人,2025-12-03,,-诈骗罪
@甲3,某市东区人民检察院,第一检察部,DQ0102,成年人,2025-06-05,2025-07-01,"<b>&甲"
甲4,某市东区人民检察院,第六检察部,DQ0601,未成年人,2025-11-05,2025-11-20,诈骗罪
甲5,某市东区人民检察院,第一检察部,DQ0103,成年人,2025-11-20,,盗窃罪
甲6,某市东区人民检察院,第一检察部,,成年人,2025-11-20,2025-12-05,诈骗罪
甲7,某市东区人民检察院,第一检察部,DQ0104,成年人,2025-12-20,,盗窃罪
甲8,无名院,,DQ:01?,成年人,2025-11-05,2025-11-20,诈骗罪
甲9,无名院,,dq?01?,成年人,2025-11-05,2025-11-20,诈骗罪
`

func TestFilesOfTheTree(t *testing.T) {
	files := made(t, sources(t, export, december, nil, nil))
	want := []string{
		"东区院/未检/季末复查清单.html", "东区院/未检/季末复查清单.xlsx", "东区院/未检/未检核对修正清单-DQ0601.html", "东区院/未检/未检核对修正清单-DQ0601.xlsx", "东区院/未检/清单目录.html",
		"东区院/第一检察部/季末复查清单.html", "东区院/第一检察部/季末复查清单.xlsx",
		"东区院/第一检察部/核对修正清单-DQ0101.html", "东区院/第一检察部/核对修正清单-DQ0101.xlsx",
		"东区院/第一检察部/核对修正清单-DQ0102.html", "东区院/第一检察部/核对修正清单-DQ0102.xlsx",
		"东区院/第一检察部/核对修正清单-DQ0103.html", "东区院/第一检察部/核对修正清单-DQ0103.xlsx",
		"东区院/第一检察部/核对修正清单-未写明承办人.html", "东区院/第一检察部/核对修正清单-未写明承办人.xlsx",
		"东区院/第一检察部/清单目录.html",
		"未写明单位/未写明部门/季末复查清单.html", "未写明单位/未写明部门/季末复查清单.xlsx",
		"未写明单位/未写明部门/核对修正清单-DQ_01_.html", "未写明单位/未写明部门/核对修正清单-DQ_01_.xlsx",
		"未写明单位/未写明部门/核对修正清单-dq_01_-2.html", "未写明单位/未写明部门/核对修正清单-dq_01_-2.xlsx",
		"未写明单位/未写明部门/清单目录.html",
		"清单目录.html",
	}
	got := slices.Sorted(maps.Keys(files))
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("files\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(want, "\n  "))
	}
	again := made(t, sources(t, export, december, nil, nil))
	for name, data := range files {
		if !bytes.Equal(data, again[name]) {
			t.Errorf("%s differs from run to run", name)
		}
	}
}

// What a workbook says, read back by another program, is what its page says; nothing is a formula.
func TestWorkbooksEqualTheirPages(t *testing.T) {
	files := made(t, sources(t, export, december, nil, nil))
	compared := 0
	for name, data := range files {
		if !strings.HasSuffix(name, ".xlsx") {
			continue
		}
		book, err := excelize.OpenReader(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		tables := tablesOf(t, files[strings.TrimSuffix(name, ".xlsx")+".html"])
		tabs := book.GetSheetList()
		if len(tabs) != len(tables)+1 || tabs[len(tabs)-1] != "说明" {
			t.Fatalf("%s: tabs %q for %d tables", name, tabs, len(tables))
		}
		for i, want := range tables {
			rows, err := book.GetRows(tabs[i])
			if err != nil {
				t.Fatal(err)
			}
			head := slices.IndexFunc(rows, func(row []string) bool { return len(row) > 2 && row[0] == "序号" })
			if head < 0 || len(rows) < head+len(want) {
				t.Fatalf("%s[%s]: no table in %q", name, tabs[i], rows)
			}
			for r, row := range want {
				got := rows[head+r]
				for len(got) < len(row) {
					got = append(got, "") // workbooks leave out empty cells at the end
				}
				if !slices.Equal(got, row) {
					t.Errorf("%s[%s] row %d is %q; the page says %q", name, tabs[i], r, got, row)
				}
				for c := range row {
					cell, _ := excelize.CoordinatesToCellName(c+1, head+r+1)
					if formula, _ := book.GetCellFormula(tabs[i], cell); formula != "" {
						t.Errorf("%s[%s]!%s is a formula", name, tabs[i], cell)
					}
					kind, _ := book.GetCellType(tabs[i], cell)
					if c > 0 && row[c] != "" && kind != excelize.CellTypeInlineString && kind != excelize.CellTypeSharedString {
						t.Errorf("%s[%s]!%s %q is no text", name, tabs[i], cell, row[c])
					}
				}
				compared++
			}
		}
	}
	if compared < 20 {
		t.Errorf("only %d rows were compared", compared)
	}
}

func TestAListOnPaperAndToFillIn(t *testing.T) {
	files := made(t, sources(t, export, december, nil, nil))
	book, err := excelize.OpenReader(bytes.NewReader(files["东区院/第一检察部/核对修正清单-DQ0101.xlsx"]))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := fmt.Sprint(book.GetSheetList()), "[核对修正清单 办案期限 说明]"; got != want {
		t.Errorf("tabs %s; want %s", got, want)
	}
	const tab = "核对修正清单"
	for cell, want := range map[string]string{
		"A2": "东区院　第一检察部　承办人 DQ0101　数据截至 2025-12-31", "B4": "条目号", "C5": "+甲2", "C6": "甲1",
		"F5": "=有审结日期而案由未填或者写错", "G5": "案由：-诈骗罪；审结日期：未填", "G6": "案由：=1+1；审结日期：2025-11-20",
		"H5": "核对起诉书； -没有写的补填。", "I5": "@联动", "J5": "2025-12", "K5": "新增", "A8": receipt,
	} {
		if got, _ := book.GetCellValue(tab, cell); got != want {
			t.Errorf("%s = %q; want %q", cell, got, want)
		}
	}
	lists, err := book.GetDataValidations(tab)
	if err != nil || len(lists) != 1 || lists[0].Sqref != "L5:L6" || lists[0].Formula1 != `"已改,核实无误,待解锁修改"` {
		t.Errorf("choices %+v, %v", lists, err)
	}
	layout, err := book.GetPageLayout(tab)
	if err != nil || *layout.Size != paperA4 || *layout.Orientation != "landscape" || *layout.FitToWidth != 1 || layout.FitToHeight != nil && *layout.FitToHeight != 0 {
		t.Errorf("layout %+v, %v", layout, err)
	}
	if props, err := book.GetSheetProps(tab); err != nil || !*props.FitToPage {
		t.Errorf("the page is not fitted: %v", err)
	}
	repeated := 0
	for _, n := range book.GetDefinedName() {
		if n.Name == "_xlnm.Print_Titles" && n.Scope == tab && n.RefersTo == "'"+tab+"'!$4:$4" {
			repeated++
		}
	}
	if repeated != 1 {
		t.Errorf("names %+v", book.GetDefinedName())
	}
	if panes, err := book.GetPanes(tab); err != nil || !panes.Freeze || panes.YSplit != 4 {
		t.Errorf("panes %+v, %v", panes, err)
	}
}

const paperA4 = 9

func TestOwnTimeLimits(t *testing.T) {
	files := made(t, sources(t, export, december, nil, nil))
	tables := tablesOf(t, files["东区院/第一检察部/核对修正清单-DQ0103.html"])
	if len(tables) != 1 || len(tables[0]) != 2 {
		t.Fatalf("tables %q", tables)
	}
	if got, want := strings.Join(tables[0][1], "|"), "1|甲5|审查起诉|2025-11-20|2025-12-22|超期 9 天|刑事诉讼法第一百七十二条|"; got != want {
		t.Errorf("limit %s; want %s", got, want)
	}
	near := tablesOf(t, files["东区院/第一检察部/核对修正清单-DQ0101.html"])[1]
	if got := strings.Join(near[1], "|"); !strings.Contains(got, "+甲2|审查起诉|2025-12-03|2026-01-0") || !strings.Contains(got, "剩 ") {
		t.Errorf("near due %s", got)
	}
}

// Juveniles' cases lie in their own folder and nowhere else; no file names somebody else than its own
// handler, and the lists of files count nothing.
func TestNobodyStandsBesideAnother(t *testing.T) {
	handlers := []string{"DQ0101", "DQ0102", "DQ0103", "DQ0104", "DQ0601"}
	for name, data := range made(t, sources(t, export, december, nil, nil)) {
		text := string(data)
		if strings.HasSuffix(name, ".xlsx") {
			text = words(t, data)
		}
		if strings.Contains(text, "甲4") && !strings.HasPrefix(name, "东区院/未检/") {
			t.Errorf("%s lists a juvenile's case", name)
		}
		if strings.HasSuffix(name, indexName) {
			for _, digit := range []string{"1 ", "2 ", "3 ", "条", "件"} {
				if strings.Contains(strings.ReplaceAll(strings.ReplaceAll(text, "2025年12月", ""), "2025-12-31", ""), digit+"<") {
					t.Errorf("%s counts", name)
				}
			}
			continue
		}
		for _, h := range handlers {
			if strings.Contains(text, h) && !strings.Contains(name, h) {
				t.Errorf("%s names %s", name, h)
			}
		}
	}
}

func words(t *testing.T, data []byte) string {
	t.Helper()
	book, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, tab := range book.GetSheetList() {
		rows, _ := book.GetRows(tab)
		for _, row := range rows {
			b.WriteString(strings.Join(row, "\t") + "\n")
		}
	}
	return b.String()
}

func TestQuarterEnd(t *testing.T) {
	files := made(t, sources(t, export, december, nil, nil))
	table := tablesOf(t, files["东区院/第一检察部/季末复查清单.html"])[0]
	var got []string
	for _, row := range table[1:] {
		got = append(got, row[2]+" "+row[7]+" "+row[10])
	}
	want := []string{"+甲2 本季受理、季末未结 没有答复", "甲1 本季受理、本季办结 没有答复", "甲6 本季受理、本季办结 没有答复"}
	if !slices.Equal(got, want) {
		t.Errorf("re-check %q; want %q", got, want)
	}
	for name := range made(t, sources(t, export, period.DateOf(2025, 11, 30), nil, nil)) {
		if strings.Contains(name, quarterName) {
			t.Errorf("in November: %s", name)
		}
	}
}

// A list goes out, is filled in, saved again, comes back and is understood.
func TestListsComeBack(t *testing.T) {
	november := period.DateOf(2025, 11, 30)
	s := sources(t, export, november, nil, nil)
	files := made(t, s)
	book, err := excelize.OpenReader(bytes.NewReader(files["东区院/第一检察部/核对修正清单-DQ0101.xlsx"]))
	if err != nil {
		t.Fatal(err)
	}
	const tab = "核对修正清单"
	for cell, text := range map[string]string{"L5": "核实无误", "M5": "案由以裁定书为准", "N5": "DQ0105", "L6": "待解锁修改"} {
		if err := book.SetCellStr(tab, cell, text); err != nil {
			t.Fatal(err)
		}
	}
	var saved bytes.Buffer
	if err := book.Write(&saved); err != nil { // shared strings, other parts: as spreadsheets save
		t.Fatal(err)
	}
	errs := new(source.List)
	fsys := fstest.MapFS{correction.Returns + "/回收-1.xlsx": {Data: saved.Bytes()}}
	returned, _, err := correction.ReadReturned(fsys, map[string]string{"审查起诉案件": "cases"}, errs)
	if err != nil || errs.Err() != nil || returned.Len() != 2 {
		t.Fatal(err, errs, returned.Len())
	}
	later := sources(t, export, december, nil, returned)
	states := map[string]correction.State{}
	for _, i := range later.Ledger.Items {
		states[i.Key] = i.State
	}
	if states["+甲2"] != correction.Confirmed || states["甲1"] != correction.Locked {
		t.Errorf("states %v", states)
	}
	listed := words(t, made(t, later)["东区院/第一检察部/核对修正清单-DQ0101.xlsx"])
	for _, i := range later.Ledger.Items {
		if in := strings.Contains(listed, i.Number); correction.Handler(later.Data, i.Table, i.Row) == "DQ0101" && in == (i.State == correction.Confirmed) {
			t.Errorf("%s %s is listed: %v", i.Key, i.State, in)
		}
	}
}

func TestNothingToDo(t *testing.T) {
	files := made(t, sources(t, "甲1,某市东区人民检察院,第一检察部,DQ0101,成年人,2025-11-05,2025-11-20,盗窃罪\n", december, nil, nil))
	if len(files) != 1 || !strings.Contains(string(files[indexName]), "没有要发的清单") {
		t.Errorf("files %q", slices.Sorted(maps.Keys(files)))
	}
}

func TestSafeNames(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"WJ0103", "WJ0103"},
		{"a/b", "a_b"},
		{"a:b?", "a_b_"},
		{"con", "_con"},
		{"LPT1.x", "_LPT1.x"},
		{" 甲. ", "甲"},
		{"", "_"},
		{"..", "_"},
		{".a", "_.a"},
		{"a\u200bb", "a_b"},
		{strings.Repeat("甲", 60), strings.Repeat("甲", longest)},
	} {
		if got := safe(tt.in); got != tt.want {
			t.Errorf("safe(%q) = %q; want %q", tt.in, got, tt.want)
		}
	}
	n := names{}
	for i, want := range []string{"A", "a-2", "A-3"} {
		if got := n.free([]string{"A", "a", "A"}[i]); got != want {
			t.Errorf("name %d is %s; want %s", i, got, want)
		}
	}
}

func BenchmarkMake(b *testing.B) {
	var lines strings.Builder
	for i := range 1500 {
		fmt.Fprintf(&lines, "甲%d,某市东区人民检察院,第%d检察部,DQ%04d,成年人,2025-11-05,2025-11-20,诈骗罪\n", i, i%5, i%150)
	}
	s := sources(b, lines.String(), december, nil, nil)
	for b.Loop() {
		if files, err := Make(s); err != nil || len(files) < 300 {
			b.Fatal(err, len(files))
		}
	}
}
