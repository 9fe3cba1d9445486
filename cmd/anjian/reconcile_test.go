package main

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// section returns the section of a page with that id, nil if there is none.
func section(t *testing.T, dir, page, id string) *html.Node {
	t.Helper()
	for n := range parse(t, dir, page).Descendants() {
		if n.Type == html.ElementNode && n.Data == "section" && attr(n, "id") == id {
			return n
		}
	}
	return nil
}

// tableRows returns the texts of the cells of the tables in a part of a page, without the headers.
func tableRows(part *html.Node) [][]string {
	var rows [][]string
	for n := range part.Descendants() {
		if n.Type != html.ElementNode || n.Data != "tr" || n.Parent.Data != "tbody" {
			continue
		}
		var cells []string
		for c := range n.ChildNodes() {
			cells = append(cells, text(c))
		}
		rows = append(rows, cells)
	}
	return rows
}

// The planted slips upset the balance of exactly one dataset, and each gap names its rows.
func TestStockBalance(t *testing.T) {
	dir, p := sampleSite(t), readPlanted(t)
	part := section(t, dir, "data/stock.html", p.Stock.Dataset+"-gaps")
	if part == nil {
		t.Fatal("no gaps are shown")
	}
	rows := tableRows(part)
	if len(rows) != p.Stock.Gaps {
		t.Errorf("%d gaps are listed; want %d", len(rows), p.Stock.Gaps)
	}
	for _, row := range rows {
		if last := row[len(row)-1]; !strings.Contains(last, "结束日期早于开始日期") {
			t.Errorf("gap %v names no row at fault", row)
		}
	}
	results := map[string]string{}
	for _, row := range tableRows(section(t, dir, "data/index.html", "stock")) {
		results[row[0]] = row[len(row)-1]
	}
	if len(results) < 5 {
		t.Errorf("only %d lines are balanced", len(results))
	}
	for title, result := range results {
		want := "平"
		if title == "审查起诉案件" {
			want = fmt.Sprintf("%d 处不平", p.Stock.Gaps)
		}
		if result != want {
			t.Errorf("%s: %s; want %s", title, result, want)
		}
	}
}

// The official workbook differs from the exports exactly where it was planted, and each difference
// is followed to its case.
func TestOfficialTable(t *testing.T) {
	dir, p := sampleSite(t), readPlanted(t)
	page := "reconciliations/" + p.Official.Reconciliation + ".html"
	want := map[string]bool{}
	for _, d := range p.Official.Differences {
		want[d] = true
	}
	if len(want) != 9 {
		t.Fatalf("effects.toml plants %d differences", len(want))
	}
	for _, row := range tableRows(section(t, dir, page, "differences")) {
		var year, month int
		if _, err := fmt.Sscanf(row[1], "%d年%d月", &year, &month); err != nil {
			t.Fatal(err)
		}
		found := fmt.Sprintf("%s %d-%02d %s %s", row[0], year, month, placeIDs[row[2]], strings.Replace(row[5], "−", "-", 1))
		if !want[found] {
			t.Errorf("%s is not planted", found)
		}
		delete(want, found)
	}
	for d := range want {
		t.Errorf("%s is not found", d)
	}
	cases := map[string]string{}
	for _, row := range tableRows(section(t, dir, page, "cases")) {
		cases[row[0]+" "+row[1]] = row[5]
	}
	for name, figures := range map[string]string{
		p.Official.Missing.Number + " 只在统计报表": "2025年6月受理、2025年6月审结、2025年6月审结：起诉",
		p.Official.Moved.Number + " 归入的统计期不同": "2025年11月审结、2025年12月审结、2025年11月审结：起诉、2025年12月审结：起诉",
	} {
		if cases[name] != figures {
			t.Errorf("%s upsets %q; want %q", name, cases[name], figures)
		}
	}
	if len(cases) != 3 { // the third is the slip of the pen
		t.Errorf("cases %v", cases)
	}
	if balance := text(section(t, dir, page, "balance")); !strings.Contains(balance, "全部成立") {
		t.Errorf("the table itself: %s", balance)
	}
	if indicator := text(parse(t, dir, "indicators/prosecution-clearance-rate.html")); !strings.Contains(indicator, "分母相差 1 处，分子相差 3 处") {
		t.Error("the indicator does not say how far it agrees with the official table")
	}
	for _, page := range []string{"data/index.html", "reconciliations/index.html"} {
		rows := tableRows(section(t, dir, page, "reconciliations"))
		if len(rows) != 1 || rows[0][3] != "660" || rows[0][4] != "9" || rows[0][6] != "9 处相差" {
			t.Errorf("%s sums up %v", page, rows)
		}
	}
}
