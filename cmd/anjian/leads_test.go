package main

import (
	"bytes"
	"encoding/csv"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/text/encoding/simplifiedchinese"
)

var counted = regexp.MustCompile(`线索（(\d+) [件组]）`)

// The months of a model add up to its list, and its list to what the tab says.
func TestLeadsOverTimeAddUp(t *testing.T) { eachEdition(t, leadsAddUp) }

func leadsAddUp(t *testing.T, dir string) {
	totals := map[string]string{} // by page, as the tab says
	places := map[string]int{}
	for n := range parse(t, dir, "leads.html").Descendants() {
		if n.Type != html.ElementNode || n.Data != "tr" {
			continue
		}
		page, cells := "", []string{}
		for c := range n.ChildNodes() {
			cells = append(cells, text(c))
			for a := range c.Descendants() {
				if c.Data == "th" && strings.HasPrefix(attr(a, "href"), "models/") {
					page = attr(a, "href")
				}
			}
		}
		switch section := sectionOf(n); {
		case page == "":
		case section == "models":
			totals[page] = strings.TrimSuffix(cells[1], " 组")
		case section == "places":
			for _, c := range cells[1:] {
				k, err := strconv.Atoi(c)
				if err != nil {
					t.Errorf("%s: a procuratorate has %q leads", page, c)
				}
				places[page] += k
			}
		}
	}
	if len(totals) < 12 {
		t.Fatalf("the tab shows %d models", len(totals))
	}
	listed := 0
	for page, total := range totals {
		months, list := 0, -1
		for n := range parse(t, dir, page).Descendants() {
			switch {
			case n.Type != html.ElementNode:
			case n.Data == "h2" && counted.MatchString(text(n)):
				list, _ = strconv.Atoi(counted.FindStringSubmatch(text(n))[1])
			case n.Data == "td" && inside(n, "course"):
				k, err := strconv.Atoi(strings.Fields(text(n))[0])
				if err != nil {
					t.Errorf("%s: a month has %q", page, text(n))
				}
				months += k
			}
		}
		if list < 0 {
			continue // nothing to list: juveniles' cases only, or none
		}
		listed++
		if strconv.Itoa(list) != total || months != list || places[page] != list {
			t.Errorf("%s lists %d leads, its months add up to %d, its procuratorates to %d, the tab says %s", page, list, months, places[page], total)
		}
	}
	if listed < 10 {
		t.Errorf("only %d models list leads", listed)
	}
}

// sectionOf is the id of the card that an element stands in.
func sectionOf(n *html.Node) string {
	for p := n; p != nil; p = p.Parent {
		if p.Data == "section" {
			return attr(p, "id")
		}
	}
	return ""
}

// inside tells whether an element stands in the one with an id.
func inside(n *html.Node, id string) bool {
	for p := n; p != nil; p = p.Parent {
		if attr(p, "id") == id {
			return true
		}
	}
	return false
}

// No case of a juvenile, suspect or victim, is named by the pages of leads: not by its own number and
// not by that of a line in a ledger.
func TestLeadsNameNoJuvenile(t *testing.T) {
	hidden := map[string]bool{}
	for name, young := range map[string]string{"取保候审台账.csv": "涉未成年人", "涉案财物登记.csv": "涉未成年人", "被害人权利保障登记.csv": "是否未成年被害人"} {
		lines := export(t, name)
		column := func(name string) int {
			for i, h := range lines[0] {
				if h == name {
					return i
				}
			}
			t.Fatalf("%s has no column %s", name, name)
			return 0
		}
		flag, number := column(young), column("部门受案号")
		for _, line := range lines[1:] {
			if line[flag] == "是" {
				hidden[line[0]], hidden[line[number]] = true, true
			}
		}
	}
	if len(hidden) < 200 {
		t.Fatalf("only %d numbers of juveniles' lines", len(hidden))
	}
	eachEdition(t, func(t *testing.T, dir string) {
		for _, page := range pages(t, dir) {
			if page != "leads.html" && !strings.HasPrefix(page, "leads/") && !strings.HasPrefix(page, "models/") {
				continue
			}
			for n := range parse(t, dir, page).Descendants() {
				if n.Type == html.TextNode && hidden[strings.TrimSpace(n.Data)] {
					t.Errorf("%s names a juvenile's case", page)
				}
			}
		}
	})
}

// No file of the site, page, shard of search or rows behind numbers, holds the number of a case with a
// juvenile among the suspects or the victims.
func TestNothingHoldsAJuvenilesCase(t *testing.T) {
	eachEdition(t, func(t *testing.T, dir string) {
		young, seen := juvenileCases(t), 0
		err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				return err
			}
			content, err := os.ReadFile(path)
			for _, number := range caseNumberOnPage.FindAllString(string(content), -1) {
				seen++
				for i := range number { // words before it may stick to it
					if young[number[i:]] {
						t.Errorf("%s holds %s", path, number[i:])
					}
				}
			}
			return err
		})
		if err != nil || seen < 10000 {
			t.Errorf("%d numbers of cases: the files were not looked at (%v)", seen, err)
		}
	})
}

// export reads a CSV export of the sample.
func export(t *testing.T, name string) [][]string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("../../content/data", name))
	if err != nil {
		t.Fatal(err)
	}
	if plain, marked := bytes.CutPrefix(data, []byte("\ufeff")); marked {
		data = plain
	} else if data, err = simplifiedchinese.GB18030.NewDecoder().Bytes(data); err != nil {
		t.Fatal(err)
	}
	lines, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return lines
}
