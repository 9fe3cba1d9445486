package main

import (
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

var handlerNumber = regexp.MustCompile(`\b[A-Z]{2}0\d{3}\b`)

// A department's page names the work behind each of its indicators and nothing of other departments;
// no case handler stands on it.
func TestDepartmentsLearnWhatIsAsked(t *testing.T) {
	dir := sampleSite(t)
	files, err := filepath.Glob(filepath.Join(dir, "departments", "department-*.html"))
	if err != nil || len(files) != 7 {
		t.Fatalf("%d departments: %v", len(files), err)
	}
	asked := map[string]int{}
	for _, f := range files {
		page := "departments/" + filepath.Base(f)
		doc := parse(t, dir, page)
		if m := handlerNumber.FindString(text(doc)); m != "" {
			t.Errorf("%s names a handler: %s", page, m)
		}
		rows := 0
		for n := range doc.Descendants() {
			if n.Type != html.ElementNode || n.Data != "table" || !strings.Contains(attr(n, "class"), "duty-table") {
				continue
			}
			for _, cells := range bodyRows(n) {
				rows++
				asked[text(cells[0])]++
				if work := text(cells[4]); len([]rune(work)) < 8 {
					t.Errorf("%s: %s asks for %q", page, text(cells[0]), work)
				}
			}
		}
		if rows == 0 {
			t.Errorf("%s: nothing is asked", page)
		}
	}
	indicators, _ := filepath.Glob(filepath.Join(dir, "indicators", "*.html"))
	if len(asked) != len(indicators)-1 {
		t.Errorf("%d indicators are asked for; there are %d", len(asked), len(indicators)-1)
	}
	first := text(parse(t, dir, "departments/department-1.html"))
	for _, want := range []string{"退回补充侦查提纲由部门负责人逐案审核", "临期"} {
		if !strings.Contains(first, want) {
			t.Errorf("the first department's page lacks %q", want)
		}
	}
}
