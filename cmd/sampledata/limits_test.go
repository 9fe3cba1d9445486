package main

import (
	"testing"

	"anjian/internal/dataset"
	"anjian/internal/formula"
	"anjian/internal/indicator"
	"anjian/internal/monitor"
	"anjian/internal/period"
	"anjian/internal/source"
)

// watched are the committed exports as the limits of content/limits see them at the cut-off.
type watched struct {
	all      []*monitor.Watch
	workdays *period.Workdays
}

func watchLimits(t *testing.T, at period.Date, sets []*dataset.Definition, schemas map[string]formula.Schema, data *dataset.Data, errs *source.List) watched {
	t.Helper()
	var limits []*monitor.Limit
	for _, doc := range documents(t, "limits", errs) {
		if l := monitor.Define(doc, schemas, errs); l != nil {
			limits = append(limits, l)
		}
	}
	w := watched{workdays: monitor.ReadWorkdays(documents(t, "holidays", errs), errs)}
	w.all = monitor.WatchAll(append(limits, monitor.Exported(sets)...), data.Tables, w.workdays, at)
	monitor.Derive(w.all)
	return w
}

// checkLimits finds what is planted, and why pending cases differ from their exported dates.
func checkLimits(t *testing.T, plan *effects, w watched, cube *indicator.Cube) {
	t.Helper()
	want, got := plan.Limits, limitEffects{}
	for _, x := range w.all {
		criminal := x.Table.Name == "prosecution" || x.Table.Name == "arrest-review"
		for _, p := range x.Improper {
			if criminal && p.Problem == monitor.ReturnedTooOften {
				got.ThirdReturns++
			}
		}
		switch {
		case criminal:
			got.Overdue += len(x.Overdue())
			got.NearDue += len(x.NearDue())
			got.Away += len(x.Away())
		case x.Limit.ID == "process-notice-reply":
			got.NoticesOverdue += len(x.Overdue())
		case x.Table.Name == "term-register":
			got.RegisterOverdue += len(x.Overdue())
			got.RegisterNear += len(x.NearDue())
			if x.Overran > 0 {
				t.Errorf("%s: %d done too late, which nobody planted", x.Limit.Title, x.Overran)
			}
		case x.Table.Name == "persons":
			got.CustodyEnding += len(x.NearDue())
		}
		for _, d := range x.Differing {
			got.Differing++
			if w.workdays.Works(d.Export) || d.Legal != w.workdays.OnOrAfter(d.Export) {
				t.Errorf("%s row %d: exported %s, by law %s, which no holiday explains", x.Limit.Title, d.Row, d.Export, d.Legal)
			}
		}
	}
	equal(t, "boards by the limits of the law", got, want)
	equal(t, "overdue by law, as planted", want.Overdue, plan.Boards.OverdueArrest+plan.Boards.OverdueProsecution)
	equal(t, "custody by law, as planted", want.CustodyEnding, plan.Boards.CustodyEnding)
	for id, n := range map[string]int{"overdue-cases": want.Overdue, "near-due-cases": want.NearDue, "custody-ending": want.CustodyEnding} {
		month := cube.Calendar.MonthOf(plan.Cutoff)
		if r := cube.Result(indicator.Key{Indicator: id, Period: month}); int(r.Numerator.N) != n {
			t.Errorf("%s of %s is %d, effects.toml says %d", id, month.Title(), r.Numerator.N, n)
		}
	}
}
