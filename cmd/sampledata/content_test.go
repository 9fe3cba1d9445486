package main

import (
	"os"
	"path"
	"slices"
	"testing"

	"anjian/internal/cardcheck"
	"anjian/internal/dataset"
	"anjian/internal/document"
	"anjian/internal/example"
	"anjian/internal/indicator"
	"anjian/internal/monitor"
	"anjian/internal/period"
	"anjian/internal/source"
)

// documents parses all documents of one kind under content/.
func documents(t *testing.T, kind string, errs *source.List) []*document.Document {
	t.Helper()
	entries, err := os.ReadDir("../../content/" + kind)
	if err != nil {
		t.Fatal(err)
	}
	var docs []*document.Document
	for _, e := range entries {
		data, err := os.ReadFile("../../content/" + kind + "/" + e.Name())
		if err != nil {
			t.Fatal(err)
		}
		docs = append(docs, document.Parse(path.Join("content", kind, e.Name()), data, errs))
	}
	return docs
}

// The committed exports and definitions fit each other, and rules find exactly what was planted.
func TestContent(t *testing.T) {
	plan, err := readEffects()
	if err != nil {
		t.Fatal(err)
	}
	var errs source.List
	var sets []*dataset.Definition
	for _, doc := range documents(t, "datasets", &errs) {
		if d := dataset.Define(doc, &errs); d != nil {
			sets = append(sets, d)
		}
	}
	monitor.Declare(sets, documents(t, "limits", &errs), &errs)
	schemas := dataset.Schemas(sets, &errs)
	data, err := dataset.Load(os.DirFS("../.."), "content/data", sets, dataset.Options{}, &errs)
	if err != nil {
		t.Fatal(err)
	}
	var rules []*cardcheck.Rule
	for _, doc := range documents(t, "rules", &errs) {
		for _, r := range cardcheck.Define(doc, schemas, &errs) {
			if rules = append(rules, r); !example.BothWays(r.Examples) {
				t.Errorf("%s: of %s no example that is found, or none that is not", doc.Path, r.Dataset)
			}
		}
	}
	watches := watchLimits(t, plan.Cutoff, sets, schemas, data, &errs)
	defs := indicator.DefineAll(documents(t, "indicators", &errs), sets, &errs)
	org := indicator.Organise(documents(t, "procuratorates", &errs), nil, &errs)
	cube := indicator.Compute(defs, data, org, period.Calendar{}, plan.Cutoff, &errs)
	for _, e := range errs.Sorted() {
		t.Error(e)
	}
	if t.Failed() {
		t.FailNow()
	}

	checkRules(t, plan, rules, data)
	checkLimits(t, plan, watches, cube)
	checkNetDays(t, plan, cube)
	checkAgeBands(t, cube)
	checkLeads(t, plan, sets, schemas, data)
	checkStocks(t, sets, data, cube)
	t.Log("first month", cube.First())
	month := period.Month(2025, 12)
	for _, d := range defs {
		all := cube.Result(indicator.Key{Indicator: d.ID, Period: period.Year(2025)})
		last := cube.Result(indicator.Key{Indicator: d.ID, Period: month})
		t.Log(d.ID, d.Title, indicator.Format(d, all), indicator.Format(d, last))
		if hidden := all.State == indicator.Hidden && d.HideBelow > 0; all.State != indicator.Known && !hidden { // few juveniles in a year are told by no page
			t.Errorf("%s of 2025 is %v (%s), want a value", d.ID, all.State, all.Reason)
		}
	}
}

// checkRules wants every rule to find what was planted for it in each dataset, and nothing else.
func checkRules(t *testing.T, plan *effects, rules []*cardcheck.Rule, data *dataset.Data) {
	t.Helper()
	type place struct{ rule, dataset string }
	found, want := map[place]int{}, map[place]int{}
	for _, f := range cardcheck.Check(rules, data.Tables, plan.Cutoff) {
		found[place{f.Rule.Code, f.Rule.Dataset}]++
	}
	for _, c := range slices.Concat(plan.Cards, plan.Found) {
		want[place{c.Rule, c.Dataset}] += c.Count
	}
	for _, r := range rules {
		at := place{r.Code, r.Dataset}
		if found[at] != want[at] {
			t.Errorf("rule %s finds %d rows of %s, effects.toml says %d", r.Code, found[at], r.Dataset, want[at])
		}
		delete(want, at)
	}
	for at := range want {
		t.Errorf("effects.toml plants cards for %s in %s, which no rule looks at", at.rule, at.dataset)
	}
}
