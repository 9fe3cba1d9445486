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
