package main

import (
	"os"
	"testing"

	"anjian/internal/dataset"
	"anjian/internal/document"
	"anjian/internal/example"
	"anjian/internal/formula"
	"anjian/internal/period"
	registers "anjian/internal/review"
	"anjian/internal/source"
)

// lookAtQuality reads the shipped classes and registers and looks at the committed exports.
func lookAtQuality(t *testing.T, plan *effects) *registers.Quality {
	t.Helper()
	var errs source.List
	var sets []*dataset.Definition
	for _, doc := range documents(t, "datasets", &errs) {
		if d := dataset.Define(doc, &errs); d != nil {
			sets = append(sets, d)
		}
	}
	schemas := dataset.Schemas(sets, &errs)
	data, err := dataset.Load(os.DirFS("../.."), "content/data", sets, dataset.Options{}, &errs)
	if err != nil {
		t.Fatal(err)
	}
	read := func(kind string, define func(*document.Document, map[string]formula.Schema, *source.List) *registers.Class) (list []*registers.Class) {
		for _, doc := range documents(t, kind, &errs) {
			list = append(list, define(doc, schemas, &errs))
		}
		return list
	}
	defs := registers.Definitions{Classes: read("reviews", registers.Define), Inspected: read("inspections", registers.DefineInspected)}
	for _, doc := range documents(t, "registers", &errs) {
		defs.Registers = append(defs.Registers, registers.DefineRegister(doc, schemas, &errs))
	}
	roles := func(id string) registers.Roles {
		for _, d := range sets {
			if d.ID == id {
				return registers.Roles{Place: d.Procuratorate, Department: d.Department}
			}
		}
		return registers.Roles{}
	}
	if errs.Err() != nil {
		t.Fatal(errs.Err())
	}
	q := defs.Look(data.Tables, roles, period.Calendar{}, plan.Cutoff, &errs)
	for _, e := range errs.Sorted() {
		t.Error(e) // a grade out of its time would be told here
	}
	return q
}

// Every class of domain practice is there: those that the sample can show find what was planted and
// nothing else; those that it cannot say why.
func TestClassesFindWhatWasPlanted(t *testing.T) {
	plan, err := readEffects()
	if err != nil {
		t.Fatal(err)
	}
	q := lookAtQuality(t, plan)
	unknown := map[string]string{
		"arrested-then-withdrawn": "缺字段“捕后处理”", "supervised-cases": "缺字段“督办交办”",
		"interference-records": "缺字段“三个规定记录”", "unlawful-sentence-changes": "未导出“刑罚变更执行案件”",
	}
	if len(q.Reviews) != len(plan.Musts)+len(unknown) {
		t.Errorf("%d classes, want %d and %d that nothing is known of", len(q.Reviews), len(plan.Musts), len(unknown))
	}
	for _, s := range q.Reviews {
		if why, ok := unknown[s.Class.ID]; ok {
			if len(s.Lacks) == 0 || s.Lacks[0].String() != why || len(s.Cases) != 0 {
				t.Errorf("%s lacks %v", s.Class.ID, s.Lacks)
			}
			continue
		}
		var want, got mustReview
		for _, m := range plan.Musts {
			if m.Class == s.Class.ID {
				want = m
			}
		}
		got = mustReview{Class: s.Class.ID, Months: s.Class.Within.Months, Must: len(s.Cases)}
		for _, c := range s.Cases {
			switch {
			case c.State == registers.Done:
				got.Reviewed++
			case c.State == registers.Listed:
				got.Listed++
			case c.Late(plan.Cutoff):
				got.Left++
			}
			if c.Late(plan.Cutoff) {
				got.Late++
			}
		}
		equal(t, s.Class.ID, got, want)
	}
}

func TestInspectedFindWhatWasPlanted(t *testing.T) {
	plan, err := readEffects()
	if err != nil {
		t.Fatal(err)
	}
	q, want := lookAtQuality(t, plan), plan.Quality
	cases, unregistered, open, due := 0, 0, 0, 0
	for _, s := range q.Inspected {
		cases += len(s.Cases)
		for _, c := range s.Cases {
			if c.Due > plan.Cutoff {
				continue
			}
			due++
			if c.State != registers.Done {
				open++
			}
			if c.State == registers.Unlisted {
				unregistered++
			}
		}
	}
	equal(t, "due", due, want.Due)
	equal(t, "not registered", unregistered, want.Unregistered)
	equal(t, "not checked by the department", open, want.Unregistered+want.Unchecked+want.Uninspected)
	if cases <= due {
		t.Errorf("%d cases, %d due: none is in time", cases, due)
	}
	equal(t, "corrections after checks", len(q.Survey("inspections").Late), want.Unmended)
	equal(t, "corrections after reviews", len(q.Survey("reviews").Late), want.ReviewUnmended)
}

// A class without its proof is no class.
func TestClassesHaveExamplesBothWays(t *testing.T) {
	plan, err := readEffects()
	if err != nil {
		t.Fatal(err)
	}
	q := lookAtQuality(t, plan)
	for _, list := range [][]*registers.Standing{q.Reviews, q.Inspected} {
		if len(list) == 0 {
			t.Error("no classes")
		}
		for _, s := range list {
			if !example.BothWays(s.Class.Examples) {
				t.Errorf("%s has no example each way", s.Class.ID)
			}
			if s.Class.Within.IsZero() || s.Class.Basis == "" || s.Class.Order == 0 {
				t.Errorf("%s: within %v, basis %q, order %d", s.Class.ID, s.Class.Within, s.Class.Basis, s.Class.Order)
			}
		}
	}
}
