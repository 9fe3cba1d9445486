package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/net/html"
)

// What the board tells of departments and procuratorates is what the ledger of documents says, counted
// here by another reader; and it tells it in administrative order, without sums and without persons.
func TestCreditIsWhatTheLedgerSays(t *testing.T) {
	book, err := excelize.OpenFile(filepath.Join("../../content/data", "监督文书台账.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	rows, err := book.GetRows("监督文书", excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	index := map[string]int{}
	for i, h := range rows[2] {
		h, _, _ = strings.Cut(h, "（")
		index[h] = i
	}
	cell := func(row []string, name string) string {
		if i := index[name]; i < len(row) {
			return row[i]
		}
		return ""
	}
	short := shortNames(t)
	const first, last = 45658, 46022 // 2025-01-01 and 2025-12-31 as a workbook counts days
	departments, places := map[string]int{}, map[string]int{}
	for _, row := range rows[3:] {
		replied, _ := strconv.Atoi(cell(row, "回复日期"))
		if cell(row, "文书类型") != "应当逮捕犯罪嫌疑人建议书" || cell(row, "是否采纳") != "是" || replied < first || replied > last {
			continue
		}
		n, _ := strconv.Atoi(cell(row, "涉及人数"))
		departments[cell(row, "承办部门")] += n
		places[short[cell(row, "承办单位")]] += n
	}
	if len(departments) == 0 || len(places) < 5 {
		t.Fatalf("departments %v, places %v", departments, places)
	}
	eachEdition(t, func(t *testing.T, dir string) { boardSays(t, dir, departments, places) })
}

var arrests = regexp.MustCompile(`建议逮捕，获采纳 (\d+) 人`)

func boardSays(t *testing.T, dir string, departments, places map[string]int) {
	got, gotPlaces := map[string]int{}, map[string]int{}
	board := parse(t, dir, "credit.html")
	for n := range board.Descendants() {
		if n.Data == "table" {
			t.Error("the board has a table, in which departments stand beside each other")
		}
		if n.Type != html.ElementNode || n.Data != "li" {
			continue
		}
		m := arrests.FindStringSubmatch(text(n))
		if m == nil {
			continue
		}
		people, _ := strconv.Atoi(m[1])
		if sectionOf(n) == "places" {
			name, _, _ := strings.Cut(text(n), "建议逮捕")
			gotPlaces[name] = people
			continue
		}
		got[headingOf(n)] = people
	}
	if fmt.Sprint(got) != fmt.Sprint(departments) {
		t.Errorf("departments %v; the ledger says %v", got, departments)
	}
	if fmt.Sprint(gotPlaces) != fmt.Sprint(places) {
		t.Errorf("procuratorates %v; the ledger says %v", gotPlaces, places)
	}
	words := text(board)
	for _, bad := range []string{"名次", "得分", "第一名"} {
		if strings.Contains(words, bad) {
			t.Errorf("the board says %s", bad)
		}
	}
	if handlerNumber.MatchString(words) {
		t.Errorf("the board names a handler: %s", handlerNumber.FindString(words))
	}
}

// shortNames are the names that pages give procuratorates, by those that exports give them.
func shortNames(t *testing.T) map[string]string {
	t.Helper()
	files, err := filepath.Glob("../../content/procuratorates/*.md")
	if err != nil {
		t.Fatal(err)
	}
	names := map[string]string{}
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		value := func(key string) string {
			_, rest, _ := strings.Cut(string(data), "\n"+key+" = \"")
			word, _, _ := strings.Cut(rest, "\"")
			return word
		}
		names[value("title")] = value("short")
	}
	return names
}

// headingOf is the title of the card that an element stands in.
func headingOf(n *html.Node) string {
	for p := n; p != nil; p = p.Parent {
		if p.Data != "section" {
			continue
		}
		for c := range p.ChildNodes() {
			if c.Data == "h2" {
				return text(c)
			}
		}
	}
	return ""
}
