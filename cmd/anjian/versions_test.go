package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"anjian/internal/build"
)

// changedSite builds the sample with some of its files edited, from a copy of the sample's cache: what was edited must
// not be taken from it.
func changedSite(t *testing.T, edits map[string]func(string) string) string {
	t.Helper()
	dir := t.TempDir()
	for name, from := range map[string]string{"content": "../../content", "config.toml": "../../config.toml", "cache": filepath.Join(sample.dir, "cache")} {
		if err := copyInto(filepath.Join(dir, name), from); err != nil {
			t.Fatal(err)
		}
	}
	for name, edit := range edits {
		file := filepath.Join(dir, name)
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		edited := edit(string(data))
		if edited == string(data) {
			t.Fatalf("%s was not edited", name)
		}
		if err := os.WriteFile(file, []byte(edited), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	out := filepath.Join(dir, "public")
	if _, err := build.Run(context.Background(), build.Options{Dir: dir, Out: out, Cache: filepath.Join(dir, "cache"), Version: "test"}); err != nil {
		t.Fatal(err)
	}
	return out
}

func copyInto(to, from string) error {
	info, err := os.Stat(from)
	if err != nil {
		return err
	}
	if info.IsDir() {
		return os.CopyFS(to, os.DirFS(from))
	}
	data, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	return os.WriteFile(to, data, 0o644)
}

// speaksOf tells whether a page shows a number, a chart or a link of an indicator.
func speaksOf(t *testing.T, dir, page, id string) bool {
	t.Helper()
	for n := range parse(t, dir, page).Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if strings.HasPrefix(attr(n, "data-number"), id+"@") || strings.HasSuffix(attr(n, "href"), "indicators/"+id+".html") ||
			slices.Contains(strings.Fields(attr(n, "data-indicators")), id) {
			return true
		}
	}
	return false
}

// A changed definition moves every page that shows the indicator, even where no figure moves, and
// no other page.
func TestChangedDefinitionsMoveTheirPages(t *testing.T) {
	before := sampleSite(t)
	const noted, redefined = "civil-retrial-adoption-rate", "rectification-rate"
	after := changedSite(t, map[string]func(string) string{
		// A version before all data: every figure stays.
		"content/indicators/" + noted + ".md": func(s string) string {
			return strings.Replace(s, "\n+++\n", "\n[[version]]\nfrom = 2021-08-01\nnote = \"监督规则修订\"\n+++\n", 1)
		},
		"content/indicators/" + redefined + ".md": func(s string) string {
			return strings.Replace(s, `案件类别 == "行政公益诉讼" and 是否整改 == "是"`, `是否整改 == "是"`, 1)
		},
	})
	moved := 0
	for _, page := range pages(t, before) {
		if page == "search.html" {
			continue // names the folder of the index, which holds every page's text
		}
		same := bytes.Equal(file(t, before, page), file(t, after, page))
		concerned := speaksOf(t, before, page, noted) || speaksOf(t, before, page, redefined)
		switch {
		case concerned && same:
			t.Errorf("%s shows a changed definition and did not move", page)
		case !concerned && !same:
			t.Errorf("%s shows neither of the changed definitions and moved", page)
		case concerned:
			moved++
		}
	}
	if moved < 10 {
		t.Errorf("only %d pages moved", moved)
	}
	if all := len(pages(t, before)); moved > all/2 {
		t.Errorf("%d of %d pages moved", moved, all)
	}
}

func file(t *testing.T, dir, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// A series is not compared across a change of definition, nor is a year added up that holds one;
// the page says why.
func TestBreaksAreSaidOnThePage(t *testing.T) {
	dir := sampleSite(t)
	const reason = "口径变更（2023年4月1日起）"
	rows := map[string][]*html.Node{} // cells of the table by period, by first cell
	for n := range parse(t, dir, "indicators/non-arrest-rate.html").Descendants() {
		if n.Type == html.ElementNode && n.Data == "tr" && n.FirstChild != nil && n.FirstChild.Data == "th" {
			var cells []*html.Node
			for c := range n.ChildNodes() {
				cells = append(cells, c)
			}
			if len(cells) == 5 {
				rows[text(cells[0])] = cells
			}
		}
	}
	for _, tt := range []struct {
		period              string
		broken              bool // the period itself
		previous, yearEarly bool // comparisons refused
	}{
		{"2023年", true, false, false},
		{"2024年", false, true, true},
		{"2025年", false, false, false},
		{"2023年上半年", true, false, false},
		{"2024年上半年", false, false, true},
		{"2023年第二季度", false, true, false},
		{"2024年第一季度", false, false, true},
		{"2024年第二季度", false, false, false},
	} {
		cells := rows[tt.period]
		if cells == nil {
			t.Errorf("no row for %s among %d", tt.period, len(rows))
			continue
		}
		if got := text(cells[1]) == "不适用" && attr(numberIn(cells[1]), "title") == reason; got != tt.broken {
			t.Errorf("%s is %s (%s); broken: want %v", tt.period, text(cells[1]), attr(numberIn(cells[1]), "title"), tt.broken)
		}
		if tt.broken {
			continue
		}
		for i, want := range map[int]bool{3: tt.previous, 4: tt.yearEarly} {
			if got := text(cells[i]) == reason; got != want {
				t.Errorf("%s, comparison %d is %q; refused: want %v", tt.period, i, text(cells[i]), want)
			}
		}
	}
}
