package main

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// rowsOf lists the rows of the tables within an element: per cell its text, then what its numbers' titles say.
func rowsOf(n *html.Node) [][]string {
	var rows [][]string
	for tr := range n.Descendants() {
		if tr.Type != html.ElementNode || tr.Data != "tr" {
			continue
		}
		var cells []string
		for c := tr.FirstChild; c != nil; c = c.NextSibling {
			if c.Type == html.ElementNode {
				words := text(c)
				for x := range c.Descendants() {
					if title := attr(x, "title"); title != "" {
						words += "|" + title
					}
				}
				cells = append(cells, words)
			}
		}
		rows = append(rows, cells)
	}
	return rows
}

// elementOf finds the element of an id.
func elementOf(t *testing.T, page *html.Node, id string) *html.Node {
	t.Helper()
	for n := range page.Descendants() {
		if n.Type == html.ElementNode && attr(n, "id") == id {
			return n
		}
	}
	t.Fatalf("no element %q", id)
	return nil
}

// The planted brand effect is told as what the figures did, with their counts; nothing is said to have caused it.
func TestBrandPagesTellWhatTheFiguresDid(t *testing.T) {
	dir, p := sampleSite(t), readPlanted(t)
	page := parse(t, dir, "brands/"+p.Brand.Brand+".html")
	found := false
	for _, row := range rowsOf(elementOf(t, page, "before-after")) {
		if len(row) == 7 && row[1] == "升" {
			found = true
			if !strings.Contains(row[2], p.Brand.YearBefore+" 件") || !strings.Contains(row[3], p.Brand.YearAfter+" 件") || !strings.HasPrefix(row[6], "同向：预期升，水平上升") {
				t.Errorf("the brand's indicator: %q; want %s and %s", row, p.Brand.YearBefore, p.Brand.YearAfter)
			}
		}
	}
	if !found {
		t.Error("the page does not say which way the brand means its indicator to move")
	}
	if charts := figures(t, dir, "brands/"+p.Brand.Brand+".html")["trend-"+p.Brand.Indicator]; !strings.Contains(charts, "启动") {
		t.Errorf("the start is not marked: %.200s", charts)
	}
	verdicts := map[string]bool{"同向": true, "背离": true, "样本不足": true, "常态波动": true, "不作对照": true, "—": true}
	summary := rowsOf(elementOf(t, parse(t, dir, "brands/comparison.html"), "summary"))
	brands := map[string]bool{}
	for _, row := range summary[1:] {
		word, _, _ := strings.Cut(row[6], "|")
		if !verdicts[word] {
			t.Errorf("%s: verdict %q", row[0], row[6])
		}
		brands[row[0]] = true
	}
	if len(brands) < 6 {
		t.Errorf("%d brands in the comparison", len(brands))
	}
}

// Months hold rates with their counts, weeks hold counts alone, for every brand.
func TestComparisonOfMonthsAndWeeks(t *testing.T) {
	page := parse(t, sampleSite(t), "brands/comparison.html")
	parts := 0
	for n := range page.Descendants() {
		if n.Type != html.ElementNode || !strings.HasPrefix(attr(n, "id"), "brand-") {
			continue
		}
		parts++
		months, weeks := 0, 0
		for _, row := range rowsOf(n) {
			rate := strings.Contains(strings.Join(row, " "), "%")
			switch {
			case strings.Contains(row[0], "年"):
				months++
				for _, cell := range row[1:] {
					shown, title, _ := strings.Cut(cell, "|")
					if strings.Contains(shown, "%") && !strings.Contains(title, "/") {
						t.Errorf("a rate without its counts: %q", row)
					}
				}
			case strings.Contains(row[0], "—"):
				weeks++
				if rate {
					t.Errorf("a week has a rate: %q", row)
				}
			}
		}
		if months != 12 || weeks != 8 {
			t.Errorf("%s has %d months and %d weeks", attr(n, "id"), months, weeks)
		}
	}
	if parts < 6 {
		t.Errorf("%d brands", parts)
	}
}

// The matrix has a cell for each line and procuratorate, every brand in one of them, and the picture all of them.
func TestBrandMatrix(t *testing.T) {
	page := parse(t, sampleSite(t), "brands/index.html")
	rows := rowsOf(elementOf(t, page, "matrix"))
	inTable, columns := 0, len(rows[0])
	for _, row := range rows[1:] {
		if len(row) != columns {
			t.Errorf("row %q has %d cells of %d", row[0], len(row), columns)
		}
		for _, cell := range row[1:] {
			if cell != "" {
				inTable++
			}
		}
	}
	picture := elementOf(t, page, "relation")
	boxes := 0
	for n := range picture.Descendants() {
		if n.Type == html.ElementNode && attr(n, "data-part") == "node" {
			boxes++
		}
	}
	if inTable < 6 || boxes != inTable {
		t.Errorf("%d brands in the matrix, %d in the picture", inTable, boxes)
	}
}

// Plans are told by the days, and the same wherever they stand.
func TestBrandPlans(t *testing.T) {
	dir := sampleSite(t)
	plan := parse(t, dir, "brands/plan.html")
	for _, row := range rowsOf(elementOf(t, plan, "all"))[1:] {
		planned, reached, state := row[2], row[4], row[5]
		want := "进行中 未开始"
		switch {
		case reached != "—" && reached <= planned:
			want = "按期完成"
		case reached != "—":
			want = "逾期完成"
		case planned < "2025-12-31":
			want = "逾期"
		}
		if !strings.Contains(want, state) || state == "" {
			t.Errorf("%q: %s; want %s", row[3], state, want)
		}
	}
	late := elementOf(t, plan, "late")
	for n := range late.Descendants() {
		if n.Type == html.ElementNode && n.Data == "a" {
			brand, id, _ := strings.Cut(attr(n, "href"), "#")
			steps := text(elementOf(t, parse(t, dir, strings.TrimPrefix(brand, "../")), id))
			if !strings.Contains(steps, text(n)) {
				t.Errorf("%s does not have the step %q", brand, text(n))
			}
		}
	}
}
