package main

import (
	"fmt"
	"os"
	"path"
	"regexp"
	"slices"
	"strconv"
	"testing"

	"anjian/internal/cardcheck"
	"anjian/internal/dataset"
	"anjian/internal/document"
	"anjian/internal/formula"
	"anjian/internal/monitor"
	"anjian/internal/period"
	"anjian/internal/source"
	"anjian/internal/table"
)

// BenchmarkCards takes a million cases, with their persons and the events of their courses, through the
// card rules and the time limits of the sample: the sample's own cases, so many times over.
func BenchmarkCards(b *testing.B) {
	o := manyCards(b, million)
	b.ResetTimer()
	var findings []cardcheck.Finding
	for b.Loop() {
		b.StopTimer()
		o.underive()
		b.StartTimer()
		monitor.Derive(monitor.WatchAll(o.limits, o.tables, o.workdays, o.cutoff))
		findings = cardcheck.Check(o.rules, o.tables, o.cutoff)
	}
	b.ReportMetric(float64(len(findings)), "findings")
	b.ReportMetric(float64(len(o.rules)), "rules")
	b.ReportMetric(float64(len(o.limits)), "limits")
	b.ReportMetric(float64(peak())/(1<<20), "peak-MiB")
}

// BenchmarkRules is the part of the rules.
func BenchmarkRules(b *testing.B) {
	o := manyCards(b, million)
	monitor.Derive(monitor.WatchAll(o.limits, o.tables, o.workdays, o.cutoff))
	for b.Loop() {
		cardcheck.Check(o.rules, o.tables, o.cutoff)
	}
}

// Cases that are there twice are found twice, and no others: what is measured is what rules do.
func TestManyCardsAreTheSampleOverAgain(t *testing.T) {
	once, twice := manyCards(t, 1), manyCards(t, 20_000)
	times := twice.tables["prosecution"].Rows / once.tables["prosecution"].Rows
	if times < 2 {
		t.Fatalf("the sample is there %d times", times)
	}
	for _, o := range []*cards{once, twice} {
		monitor.Derive(monitor.WatchAll(o.limits, o.tables, o.workdays, o.cutoff))
	}
	one, many := cardcheck.Check(once.rules, once.tables, once.cutoff), cardcheck.Check(twice.rules, twice.tables, twice.cutoff)
	if len(one) == 0 || len(many) != times*len(one) {
		t.Errorf("%d times the cases give %d findings, once %d", times, len(many), len(one))
	}
}

// cards are the tables of an office, its rules and its limits.
type cards struct {
	tables   map[string]*table.Table
	rules    []*cardcheck.Rule
	limits   []*monitor.Limit
	workdays *period.Workdays
	cutoff   period.Date

	own map[*table.Table]int // child tables that were not derived
}

// underive takes away what was derived of the tables.
func (o *cards) underive() {
	for t, n := range o.own {
		t.Derived, t.Children = nil, t.Children[:n]
	}
}

// manyCards reads the sample and repeats it until there are so many cases.
func manyCards(tb testing.TB, cases int) *cards {
	tb.Helper()
	const content = "../../content/"
	var errs source.List
	documents := func(kind string) (docs []*document.Document) {
		entries, err := os.ReadDir(content + kind)
		if err != nil {
			tb.Fatal(err)
		}
		for _, e := range entries {
			data, err := os.ReadFile(content + kind + "/" + e.Name())
			if err != nil {
				tb.Fatal(err)
			}
			docs = append(docs, document.Parse(path.Join("content", kind, e.Name()), data, &errs))
		}
		return docs
	}
	var sets []*dataset.Definition
	for _, doc := range documents("datasets") {
		sets = append(sets, dataset.Define(doc, &errs))
	}
	limits := documents("limits")
	monitor.Declare(sets, limits, &errs)
	schemas := dataset.Schemas(sets, &errs)
	data, err := dataset.Load(os.DirFS("../.."), "content/data", sets, dataset.Options{}, &errs)
	if err != nil {
		tb.Fatal(err)
	}
	o := &cards{tables: map[string]*table.Table{}, own: map[*table.Table]int{}, cutoff: period.DateOf(2025, 12, 31)}
	for _, doc := range documents("rules") {
		o.rules = append(o.rules, cardcheck.Define(doc, schemas, &errs)...)
	}
	o.limits = limitsOf(limits, schemas, sets, &errs)
	o.workdays = monitor.ReadWorkdays(documents("holidays"), &errs)
	if err := errs.Err(); err != nil {
		tb.Fatal(err)
	}
	n := 0
	for _, id := range []string{"prosecution", "arrest-review", "civil-administrative", "public-interest", "petitions"} {
		n += data.Tables[id].Rows
	}
	o.repeat(data.Tables, sets, (cases+n-1)/n)
	return o
}

func limitsOf(docs []*document.Document, schemas map[string]formula.Schema, sets []*dataset.Definition, errs *source.List) []*monitor.Limit {
	var limits []*monitor.Limit
	for _, doc := range docs {
		if l := monitor.Define(doc, schemas, errs); l != nil {
			limits = append(limits, l)
		}
	}
	return append(limits, monitor.Exported(sets)...)
}

// repeat makes the tables so many times as long; every repetition has numbers of its own.
func (o *cards) repeat(tables map[string]*table.Table, sets []*dataset.Definition, times int) {
	keys := map[string][]string{} // columns that tell rows apart, or lead to others
	for _, d := range sets {
		keys[d.ID] = append(keys[d.ID], d.Key...)
		keys[d.ID] = append(keys[d.ID], "统一受案号")
		for _, l := range d.Links {
			keys[d.ID] = append(keys[d.ID], l.Column)
			keys[l.To] = append(keys[l.To], l.Key)
		}
	}
	for _, d := range sets {
		t := tables[d.ID]
		long := &table.Table{Name: t.Name, Title: t.Title, Rows: t.Rows * times, Absent: t.Absent}
		for _, c := range t.Columns {
			long.Columns = append(long.Columns, repeatColumn(c, t.Rows, times, slices.Contains(keys[d.ID], c.Name)))
		}
		o.tables[d.ID] = long
	}
	for _, d := range sets {
		for _, l := range d.Links {
			table.Join(o.tables[d.ID], l.Column, o.tables[l.To], l.Key, l.Name, l.Children)
		}
	}
	for _, t := range o.tables {
		o.own[t] = len(t.Children)
	}
}

func repeatColumn(c *table.Column, rows, times int, key bool) *table.Column {
	long := &table.Column{Name: c.Name, Type: c.Type, Scale: c.Scale, Absent: c.Absent, Dict: c.Dict}
	if !c.Worded() {
		for range times {
			for row := range rows {
				long.Nums.Append(c.Nums.At(row))
			}
		}
		return long
	}
	words := uint32(len(c.Dict))
	if key && c.Type == table.Text {
		long.Dict = []string{""}
		for n := range times {
			for _, w := range c.Dict[1:] {
				long.Dict = append(long.Dict, renumbered(w, n))
			}
		}
	}
	for n := range times {
		for row := range rows {
			code := c.Codes.At(row)
			if code > 0 && len(long.Dict) != len(c.Dict) {
				code += uint32(n) * (words - 1)
			}
			long.Codes.Append(code)
		}
	}
	return long
}

var serial = regexp.MustCompile(`^(.*\])(\d{6})(\d{5})号$`)

// renumbered gives a number another serial, in the form that numbers of cases have.
func renumbered(number string, n int) string {
	if n == 0 {
		return number
	}
	if m := serial.FindStringSubmatch(number); m != nil {
		if s, err := strconv.Atoi(m[3]); err == nil && s < 10_000 {
			return fmt.Sprintf("%s%s%06d号", m[1], m[2], n*10_000+s)
		}
	}
	return number + "-" + strconv.Itoa(n)
}
