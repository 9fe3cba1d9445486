package cli

import (
	"context"
	"fmt"
	"time"

	"anjian/internal/build"
	"anjian/internal/status"
)

// update builds and publishes, shows how far it is, and tells of it: to the log, and on the status page
// whether it went well or not.
func (a *app) update(ctx context.Context, o build.Options) (*build.Report, error) {
	a.publishes = true
	progress, watch := a.progress(), &stopwatch{start: time.Now()}
	o.Moves = true
	o.Progress = func(s build.Step) {
		if watch.heard(s.Name) {
			a.log.logger().Info("step-started", "step", stepNames[s.Name])
		}
		progress.step(s)
	}
	report, err := build.Run(ctx, o)
	progress.end()
	a.log.outcome(report, err)
	a.record(o, report, err, watch)
	return report, err
}

// updateReport says what an update changed against the one before.
func (a *app) updateReport(before, now status.State, r *build.Report, watch *stopwatch) *status.Report {
	report := &status.Report{
		Attempt: now.Attempt, Waived: now.Waived, Steps: watch.list(),
	}
	if before.Success != nil {
		report.Since = before.Success.Run
		report.Sources = status.CompareSources(before.Sources, now.Sources)
		report.Found = status.CompareFound(before.Success.Found, now.Attempt.Found)
	}
	for i, t := range r.Trees() {
		c := status.TreeChange{
			Tree: now.Trees[i], Unchanged: t.Publish.Unchanged, Written: t.Publish.Written, Linked: t.Publish.Linked, Removed: t.Publish.Removed,
		}
		if m := t.Moves; m != nil {
			c.First, c.New, c.Gone, c.Changed = m.First, m.Pages.New, m.Pages.Gone, m.Pages.Changed
			for _, n := range m.Numbers {
				c.Numbers = append(c.Numbers, status.Number{ID: n.ID, Period: n.Period, Title: n.Title, From: n.From, To: n.To})
			}
		}
		report.Trees = append(report.Trees, c)
	}
	return report
}

// moved says in one line what moved for readers, "" where that is nothing or everything is new.
func moved(r *build.Report) string {
	numbers, fresh, gone, changed := map[string]bool{}, 0, 0, 0
	for _, t := range r.Trees() {
		if t.Moves == nil || t.Moves.First {
			continue
		}
		for _, n := range t.Moves.Numbers {
			numbers[n.ID] = true
		}
		fresh, gone, changed = fresh+len(t.Moves.Pages.New), gone+len(t.Moves.Pages.Gone), changed+len(t.Moves.Pages.Changed)
	}
	if len(numbers)+fresh+gone+changed == 0 {
		return ""
	}
	return fmt.Sprintf("与上一版相比：%d 个数字变动，新增 %d 页、删去 %d 页、改动 %d 页，逐项见更新报告", len(numbers), fresh, gone, changed)
}
