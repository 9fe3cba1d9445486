package monitor

import (
	"os"
	"path"
	"strconv"
	"strings"
	"testing"

	"anjian/internal/dataset"
	"anjian/internal/document"
	"anjian/internal/period"
	"anjian/internal/source"
)

// documents reads the sample site's documents of one kind.
func documents(t *testing.T, kind string) []*document.Document {
	t.Helper()
	var errs source.List
	dir := path.Join("../../content", kind)
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var list []*document.Document
	for _, e := range entries {
		text, err := os.ReadFile(path.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		if d := document.Parse("content/"+kind+"/"+e.Name(), text, &errs); d != nil {
			list = append(list, d)
		}
	}
	if errs.Err() != nil {
		t.Fatal(errs.Err())
	}
	return list
}

// Every limit of the sample site has its cases in testdata/limits.txt: at least one that has lapsed
// and one that has not; its text works out one of them.
func TestLimitDocuments(t *testing.T) {
	var errs source.List
	var defs []*dataset.Definition
	for _, doc := range documents(t, "datasets") {
		defs = append(defs, dataset.Define(doc, &errs))
	}
	schemas := dataset.Schemas(defs, &errs)
	limits := map[string]*Limit{}
	for _, doc := range documents(t, "limits") {
		limits[doc.ID] = Define(doc, schemas, &errs)
	}
	w := ReadWorkdays(documents(t, "holidays"), &errs)
	if errs.Err() != nil {
		t.Fatal(errs.Err())
	}
	text, err := os.ReadFile("testdata/limits.txt")
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]map[string]int{}
	worked := map[string]bool{} // the body works out a case that stands here
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(line, " | ")
		if len(f) != 7 {
			t.Fatalf("%d fields in %s", len(f), line)
		}
		l := limits[f[0]]
		if l == nil {
			t.Errorf("%s: there is no such limit", line)
			continue
		}
		clock := l.Clock
		clock.Workdays = w
		due := clock.Run(date(t, f[1]), period.NoDate, f[2] == "在押", eventsOf(t, f[3])).Due()
		if due != date(t, f[5]) {
			t.Errorf("%s\n\tdue %s", line, due)
		}
		state := stateAt(due, date(t, f[4]), l.Lead)
		if state != f[6] {
			t.Errorf("%s\n\tis %s", line, state)
		}
		if seen[f[0]] == nil {
			seen[f[0]] = map[string]int{}
		}
		seen[f[0]][state]++
		if body := string(l.Doc.Body); strings.Contains(body, inWords(date(t, f[1]))) && due != period.NoDate && strings.Contains(body, inWords(due)) {
			worked[f[0]] = true
		}
	}
	for id := range limits {
		if n := seen[id]; n["超期"] == 0 || n["在期"]+n["临期"] == 0 {
			t.Errorf("content/limits/%s.md has no case that has lapsed, or none that has not, in testdata/limits.txt", id)
		}
		if !worked[id] {
			t.Errorf("content/limits/%s.md works out none of its cases in testdata/limits.txt", id)
		}
	}
}

func stateAt(due, day period.Date, lead int) string {
	switch {
	case due == period.NoDate:
		return "停止"
	case due < day:
		return "超期"
	case int(due-day) <= lead:
		return "临期"
	}
	return "在期"
}

// inWords writes a day as texts do, without its year.
func inWords(d period.Date) string {
	_, month, day := d.Civil()
	return strconv.Itoa(int(month)) + " 月 " + strconv.Itoa(day) + " 日"
}
