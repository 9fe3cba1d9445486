package main

import (
	"bytes"
	"encoding/csv"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/text/encoding/simplifiedchinese"

	"anjian/internal/cardcheck"
	"anjian/internal/closed"
	"anjian/internal/correction"
	"anjian/internal/dataset"
	"anjian/internal/indicator"
	"anjian/internal/monitor"
	"anjian/internal/period"
	"anjian/internal/source"
)

// An office is the sample's definitions with the exports of a day.
type office struct {
	data  *dataset.Data
	rules []*cardcheck.Rule
	found []cardcheck.Finding
}

func officeAt(t *testing.T, plan *effects, at period.Date) office {
	t.Helper()
	files, err := exportsAt(plan, at)
	if err != nil {
		t.Fatal(err)
	}
	fsys := fstest.MapFS{}
	for _, f := range files {
		fsys["content/data/"+f.name] = &fstest.MapFile{Data: f.data}
	}
	errs := new(source.List)
	var defs []*dataset.Definition
	for _, doc := range documents(t, "datasets", errs) {
		defs = append(defs, dataset.Define(doc, errs))
	}
	monitor.Declare(defs, documents(t, "limits", errs), errs)
	var o office
	if o.data, err = dataset.Load(fsys, "content/data", defs, dataset.Options{}, errs); err != nil {
		t.Fatal(err)
	}
	schemas := dataset.Schemas(defs, errs)
	for _, doc := range documents(t, "rules", errs) {
		o.rules = append(o.rules, cardcheck.Define(doc, schemas, errs)...)
	}
	watchLimits(t, at, defs, schemas, o.data, errs)
	if errs.Err() != nil {
		t.Fatalf("%s: %v", at, errs)
	}
	o.found = cardcheck.Check(o.rules, o.data.Tables, at)
	return o
}

// items names what was found as lists do: rule, dataset, key.
func (o office) items() map[string]bool {
	all := map[string]bool{}
	for _, f := range o.found {
		for _, r := range o.data.Reports {
			if d := r.Definition; d.ID == f.Rule.Dataset {
				var parts []string
				for _, name := range d.Key {
					parts = append(parts, dataset.Print(f.Table.Column(name), f.Row))
				}
				all[f.Rule.Code+"|"+d.ID+"|"+strings.Join(parts, " / ")] = true
			}
		}
	}
	return all
}

// TestHistory replays the snapshots and holds every state that the ledger of the last day gives an item
// against what follows from sets alone.
func TestHistory(t *testing.T) {
	if testing.Short() {
		t.Skip("replays three months")
	}
	plan, err := readEffects()
	if err != nil {
		t.Fatal(err)
	}
	h := plan.History
	dir := t.TempDir()
	files, err := replay(plan, "../../content", dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if committed, err := os.ReadFile("../../" + f.name); err != nil || !bytes.Equal(committed, f.data) {
			t.Errorf("%s is not what the snapshots give (%v); run: go run ./cmd/sampledata -history", f.name, err)
		}
	}

	ledger := ledgerOf(t, plan, files)
	first, second, last := officeAt(t, plan, h.First).items(), officeAt(t, plan, h.Second).items(), officeAt(t, plan, plan.Cutoff).items()
	answered := answersIn(t, files)
	want, counts := map[string]correction.State{}, states{}
	for item := range last {
		switch {
		case answered[item] == "核实无误":
			want[item] = correction.Confirmed
		case !second[item] && first[item]:
			want[item] = correction.Relapsed
		case !second[item]:
			want[item] = correction.New
		case answered[item] == "待解锁修改":
			want[item] = correction.Locked
		default:
			want[item] = correction.Open
		}
	}
	for item := range second {
		if !last[item] {
			want[item] = correction.Corrected
		}
	}
	got := map[string]correction.State{}
	denied := 0
	for _, i := range ledger.Items {
		item := i.Identity.Rule + "|" + i.Dataset + "|" + i.Key
		got[item] = i.State
		if want[item] != i.State {
			t.Errorf("%s is %q; want %q", item, i.State, want[item])
		}
		since := period.Month(2025, 12)
		switch {
		case first[item]:
			since = period.Month(2025, 10)
		case second[item]:
			since = period.Month(2025, 11)
		}
		if i.Since != since {
			t.Errorf("%s is listed since %s; want %s", item, i.Since, since)
		}
		if i.Denied {
			denied++
		}
		counts.add(i.State)
	}
	if n := ledger.Of(correction.New); n < h.Slipped {
		t.Errorf("%d items are new; %d were planted", n, h.Slipped)
	}
	if len(got) != len(want) {
		t.Errorf("%d items; want %d", len(got), len(want))
	}
	// Some findings go by themselves: a file that was overdue comes back.
	if natural := counts.Corrected - h.Expect.Corrected; natural >= 0 {
		counts.Corrected -= natural
	}
	if counts != h.Expect || denied != h.Answers.Denied {
		t.Errorf("states %+v, denied %d; effects.toml says %+v, %d", counts, denied, h.Expect, h.Answers.Denied)
	}
}

func (s *states) add(state correction.State) {
	switch state {
	case correction.Relapsed:
		s.Relapsed++
	case correction.Locked:
		s.Locked++
	case correction.Confirmed:
		s.Confirmed++
	case correction.Corrected:
		s.Corrected++
	}
}

// ledgerOf makes the ledger of the last day from the closed months and the list that came back.
func ledgerOf(t *testing.T, plan *effects, files []file) *correction.Ledger {
	t.Helper()
	errs := new(source.List)
	last := officeAt(t, plan, plan.Cutoff)
	titles := map[string]string{}
	for _, r := range last.data.Reports {
		titles[r.Definition.Title] = r.Definition.ID
	}
	fsys := fstest.MapFS{}
	var months []*closed.Findings
	for _, f := range files {
		fsys[f.name] = &fstest.MapFile{Data: f.data}
		if path.Base(f.name) == closed.Found {
			month, err := period.Parse(path.Base(path.Dir(f.name)))
			if err != nil {
				t.Fatal(err)
			}
			months = append(months, correction.ReadMonth(f.name, month, f.data, errs))
		}
	}
	returned, _, err := correction.ReadReturned(fsys, titles, errs)
	if err != nil || errs.Err() != nil || len(months) != 2 {
		t.Fatal(err, errs, months)
	}
	org := indicator.Organise(documents(t, "procuratorates", errs), nil, errs)
	calendar := period.Calendar{}
	return correction.Make(correction.Sources{
		Day: plan.Cutoff, Month: calendar.MonthOf(plan.Cutoff), MonthOf: calendar.MonthOf, Rules: last.rules, Findings: last.found,
		Data: last.data, Closed: months, Returned: returned,
		Procuratorate: func(word string) string {
			p, _ := org.Named(word)
			return p.ID
		},
		Department: org.DepartmentNamed, Title: org.Title,
	}, errs)
}

// answersIn reads the returned list with another reader than the product's.
func answersIn(t *testing.T, files []file) map[string]string {
	t.Helper()
	titles := map[string]string{"审查起诉案件": "prosecution", "审查逮捕案件": "arrest-review", "涉案人员": "persons"}
	answers := map[string]string{}
	for _, f := range files {
		if filepath.Ext(f.name) != ".csv" || !strings.Contains(f.name, "returns") {
			continue
		}
		text, err := simplifiedchinese.GB18030.NewDecoder().Bytes(f.data)
		if err != nil {
			t.Fatal(err)
		}
		r := csv.NewReader(bytes.NewReader(text))
		r.FieldsPerRecord = -1
		lines, err := r.ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range lines[3:] {
			answers[line[4]+"|"+titles[line[3]]+"|"+line[2]] = line[11]
		}
	}
	if len(answers) == 0 {
		t.Fatal("no list came back")
	}
	return answers
}

// A dataset that says who handles a case sends its lists there, not to whoever handles a linked case: that
// may be somebody of another procuratorate.
func TestHandlersAreDeclared(t *testing.T) {
	errs := new(source.List)
	declared := 0
	for _, doc := range documents(t, "datasets", errs) {
		d := dataset.Define(doc, errs)
		if d == nil {
			t.Fatal(errs)
		}
		if column := d.Column("承办人工号"); column != nil && d.Handler != column.Name {
			t.Errorf("%s does not name its handler: %q", d.ID, d.Handler)
		}
		if d.Handler != "" {
			declared++
		}
	}
	if declared == 0 {
		t.Error("no dataset names a handler")
	}
}
