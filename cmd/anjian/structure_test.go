package main

import (
	"math/big"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// tablesOf lists the tables of a page by their caption.
func tablesOf(t *testing.T, dir, page string) map[string]*html.Node {
	t.Helper()
	all := map[string]*html.Node{}
	for n := range parse(t, dir, page).Descendants() {
		if n.Type != html.ElementNode || n.Data != "table" {
			continue
		}
		for c := range n.ChildNodes() {
			if c.Type == html.ElementNode && c.Data == "caption" {
				all[text(c)] = n
			}
		}
	}
	return all
}

// bodyRows lists the cells of a table's body.
func bodyRows(table *html.Node) (rows [][]*html.Node) {
	for n := range table.Descendants() {
		if n.Type != html.ElementNode || n.Data != "tr" || n.Parent.Data != "tbody" {
			continue
		}
		var cells []*html.Node
		for c := range n.ChildNodes() {
			if c.Type == html.ElementNode {
				cells = append(cells, c)
			}
		}
		rows = append(rows, cells)
	}
	return rows
}

// The parts of every composition make the whole, year by year, and procuratorates stand in
// administrative order; nothing on the page is called good or bad.
func TestCompositionsAddUp(t *testing.T) {
	dir := sampleSite(t)
	s := readTrace(t, dir)
	years, places := 0, 0
	for caption, table := range tablesOf(t, dir, "structure.html") {
		rows := bodyRows(table)
		if !strings.Contains(caption, "各院") && !strings.Contains(caption, "按年") {
			continue // the chart's own
		}
		if strings.Contains(caption, "各院") {
			places++
			var names []string
			for _, cells := range rows {
				names = append(names, text(cells[0]))
			}
			if got := strings.Join(names, " "); got != "江渚市院 望津区院 西岭区院 临岚县院 云麓县院 白岐市院 高新区院 青石县院 柳浪区院 南屏县院 全市" {
				t.Errorf("%s lists %s", caption, got)
			}
		} else {
			years++
		}
		for _, cells := range rows {
			sum := new(big.Rat)
			for _, cell := range cells[1 : len(cells)-1] {
				id := parseID(attr(numberIn(cell), "data-number"))
				n, published := s.number(t, id)
				if !published {
					t.Fatalf("%v is not published", id)
				}
				sum.Add(sum, n.num)
			}
			whole, _, _ := strings.Cut(strings.ReplaceAll(text(cells[len(cells)-1]), "\u2009", ""), " ")
			if sum.RatString() != whole {
				t.Errorf("%s, %s: the parts make %s, the whole is %s", caption, text(cells[0]), sum.RatString(), whole)
			}
		}
	}
	if years != 3 || places != 3 {
		t.Errorf("%d tables by year, %d by procuratorate; want three of each", years, places)
	}
	for n := range parse(t, dir, "structure.html").Descendants() {
		if state := attr(n, "data-state"); n.Type == html.ElementNode && state != "" && state != "total" {
			t.Errorf("%q is marked %s", text(n), state)
		}
	}
}
