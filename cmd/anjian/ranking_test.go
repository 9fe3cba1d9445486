package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// Rankings between procuratorates were abolished in 2024. These tests look at all pages of all editions.

// administrativeOrder lists the short names of the sample's procuratorates, by the order that their
// documents declare (建制顺序).
func administrativeOrder(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("../../content/procuratorates/*.md")
	if err != nil {
		t.Fatal(err)
	}
	type place struct {
		order int
		name  string
	}
	var list []place
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		_, rest, _ := strings.Cut(string(data), "\norder = ")
		number, _, _ := strings.Cut(rest, "\n")
		order, err := strconv.Atoi(number)
		if err != nil {
			t.Fatalf("%s: %v", f, err)
		}
		_, rest, _ = strings.Cut(string(data), "\nshort = \"")
		name, _, _ := strings.Cut(rest, "\"")
		list = append(list, place{order, name})
	}
	slices.SortFunc(list, func(a, b place) int { return a.order - b.order })
	names := make([]string, len(list))
	for i, p := range list {
		names[i] = p.name
	}
	return names
}

// outOfOrder returns the first name that stands before one that precedes it administratively; "" when
// all are in order. Other words are passed over. Where names repeat, each round of them is looked at.
func outOfOrder(words, order []string) string {
	last, seen := -1, map[int]bool{}
	for _, w := range words {
		i := slices.IndexFunc(order, func(name string) bool { return w == name || strings.HasPrefix(w, name+"（") })
		if i < 0 || i == last {
			continue
		}
		if seen[i] { // a new round
			clear(seen)
		} else if i < last {
			return w
		}
		last, seen[i] = i, true
	}
	return ""
}

func TestOutOfOrderIsNoticed(t *testing.T) {
	order := []string{"甲院", "乙院", "丙院"}
	for _, tt := range []struct {
		words string
		want  string
	}{
		{"甲院 乙院 丙院 全市", ""},
		{"乙院 丙院（2024年6月30日止）", ""},
		{"甲院 甲院 乙院 丙院 丙院", ""},
		{"甲院 乙院 甲院 乙院 丙院", ""},
		{"乙院 甲院 丙院", "甲院"},
		{"丙院 乙院 甲院", "乙院"},
		{"甲院 丙院（试行） 乙院", "乙院"},
		{"甲院 乙院 甲院 丙院 乙院", "乙院"},
	} {
		if got := outOfOrder(strings.Fields(tt.words), order); got != tt.want {
			t.Errorf("%s: %q; want %q", tt.words, got, tt.want)
		}
	}
}

// In every table procuratorates stand in administrative order, as rows and as columns.
func TestProcuratoratesStandInAdministrativeOrder(t *testing.T) {
	order := administrativeOrder(t)
	eachEdition(t, func(t *testing.T, dir string) {
		tables := 0
		for _, page := range pages(t, dir) {
			for n := range parse(t, dir, page).Descendants() {
				if n.Type != html.ElementNode || n.Data != "table" {
					continue
				}
				rows, columns := headers(n)
				for _, words := range [][]string{rows, columns} {
					if wrong := outOfOrder(words, order); wrong != "" {
						t.Errorf("%s: %q is out of order: %v", page, wrong, words)
					}
				}
				if slices.ContainsFunc(rows, func(w string) bool { return slices.Contains(order, w) }) {
					tables++
				}
			}
		}
		if tables < 300 {
			t.Errorf("only %d tables have procuratorates as rows", tables)
		}
	})
}

// headers returns what heads the rows and the columns of a table.
func headers(table *html.Node) (rows, columns []string) {
	for n := range table.Descendants() {
		if n.Type != html.ElementNode || n.Data != "th" {
			continue
		}
		switch attr(n, "scope") {
		case "row":
			rows = append(rows, text(n))
		case "col":
			columns = append(columns, text(n))
		}
	}
	return rows, columns
}

// ranking are words that set people or procuratorates above each other; denied are those that say that
// nobody does.
var (
	ranking = regexp.MustCompile(`第\s*[0-9０-９一二三四五六七八九十]+\s*名|排名|名列|排在前|得分|评分|打分|位居|居首|倒数|末位|垫底|前[三五十]([名位强，。；、]|$)|后[三五十][名位]|领先|名次|通报值|达标|不合格院|红榜|黑榜`)
	denied  = regexp.MustCompile(`(不再?|不作|不设|不按|没有|取消)[^，。；、\s]{0,6}(排名|名次|通报值|打分|得分)(、?(通报值|不排名次|不打分))*`)
)

func ranks(words string) string {
	return ranking.FindString(denied.ReplaceAllString(words, ""))
}

func TestRankingWordsAreNoticed(t *testing.T) {
	for words, want := range map[string]bool{
		"望津区院不捕率居全市第 2 名": true, "各院排名如下": true, "得分 92": true, "案-件比位居全市前列": true, "全市倒数第三": true, "列全市前三": true,
		"按建制顺序，不排名次": false, "不设通报值，不排名次": false, "结果不作个人排名": false, "高于常态波动范围": false, "前三个月": false, "2025年第三季度": false,
	} {
		if got := ranks(words) != ""; got != want {
			t.Errorf("ranks(%q) = %q", words, ranks(words))
		}
	}
}

// What the program itself writes ranks nobody: texts outside those that people wrote, titles, words for
// screen readers, and the data of charts.
func TestGeneratedTextRanksNobody(t *testing.T) {
	eachEdition(t, func(t *testing.T, dir string) {
		looked := 0
		for _, page := range pages(t, dir) {
			for _, words := range generated(parse(t, dir, page)) {
				looked++
				if found := ranks(words); found != "" {
					t.Errorf("%s says %q: %.120s", page, found, words)
				}
			}
		}
		if looked < 50_000 {
			t.Errorf("only %d texts were looked at", looked)
		}
	})
}

// authored are the classes of what people wrote: bodies of documents, and summaries of them in lists.
var authored = []string{"prose", "lead", "sheet"}

// generated lists the texts of a page that come from the program.
func generated(n *html.Node) []string {
	var list []string
	if n.Type == html.ElementNode && slices.ContainsFunc(strings.Fields(attr(n, "class")), func(c string) bool { return slices.Contains(authored, c) }) {
		return nil
	}
	if n.Type == html.TextNode && strings.TrimSpace(n.Data) != "" {
		list = append(list, n.Data)
	}
	for _, a := range n.Attr {
		if a.Key == "title" || a.Key == "aria-label" || a.Key == "alt" {
			list = append(list, a.Val)
		}
	}
	for c := range n.ChildNodes() {
		list = append(list, generated(c)...)
	}
	return list
}
