package cli

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"anjian/internal/build"
	"anjian/internal/config"
	"anjian/internal/gate"
	"anjian/internal/source"
	"anjian/internal/status"
)

// A stopwatch notes when each step of the work was first and last heard of.
type stopwatch struct {
	mu    sync.Mutex
	steps []timedStep
	start time.Time
}

const lookingForChanges = "查看变化"

type timedStep struct {
	name        string
	first, last time.Duration
}

// heard notes news of a step, and tells whether it is the first. An update begins by looking whether anything
// changed, which is another step than to verify what was made.
func (w *stopwatch) heard(name string) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.steps) == 0 {
		name = lookingForChanges
	}
	now := time.Since(w.start)
	for i := range w.steps {
		if w.steps[i].name == name {
			w.steps[i].last = now
			return false
		}
	}
	w.steps = append(w.steps, timedStep{name, now, now})
	return true
}

func (w *stopwatch) list() (list []status.Step) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, s := range w.steps {
		list = append(list, status.Step{Name: s.name, From: hundredths(s.first), To: hundredths(s.last)})
	}
	return list
}

func hundredths(d time.Duration) float64 {
	return float64(d.Round(10*time.Millisecond)) / float64(time.Second)
}

// record writes the status page and, where something was published, the report of the update. What cannot
// be written is a warning: the site is published, or not, all the same. A run that another one locked out,
// or that found no site, leaves no trace; the folder would not be its own to write.
func (a *app) record(o build.Options, r *build.Report, err error, watch *stopwatch) {
	_, code := a.verdict(err)
	if code == exitLocked {
		return
	}
	text, readErr := os.ReadFile(filepath.Join(o.Dir, config.Name))
	if readErr != nil {
		return
	}
	settings := config.Parse(config.Name, text, new(source.List))
	where, keep := settings.Status.Out, settings.Status.Reports
	if where == "" {
		return
	}
	if slips := new(source.List); keep < 1 || clash(settings, o.Dir, slips) {
		where, keep = config.DefaultStatus().Out, config.DefaultStatus().Reports // as if nothing were said
	}
	if !filepath.IsAbs(where) {
		where = filepath.Join(o.Dir, where)
	}
	took := time.Since(watch.start)
	before := status.Read(where)
	s := status.State{
		Site: settings.Site.Title, Owner: settings.Site.Owner, Every: settings.Publish.Every,
		Attempt: status.Attempt{Run: a.run, Version: Version, Started: a.now, Seconds: hundredths(took), Code: code, Reason: reason(err), Found: counts(found(r, err))},
		Success: before.Success, Failed: before.Failed, Cutoff: before.Cutoff, Sources: before.Sources, Trees: before.Trees, Waived: before.Waived,
		Written: a.now.Add(took),
	}
	if s.Every == "" {
		s.Every = "月"
	}
	var report *status.Report
	if err != nil {
		s.Failed++
	} else {
		s.Attempt.Unchanged = r.Unchanged()
		success := s.Attempt
		s.Success, s.Failed, s.Cutoff = &success, 0, settings.CutoffDay(o.Today).String()
		if o.Cutoff != "" && o.Cutoff != "today" {
			s.Cutoff = o.Cutoff
		}
		s.Waived = nil
		if r.Waived > 0 {
			s.Waived = []status.Count{{Title: "出站检查登记放行", File: gate.WaiversFile, N: r.Waived}}
		}
		if len(r.Sources) > 0 {
			s.Sources = a.sources(o.Dir, r)
		}
		s.Trees, s.Notes = trees(before.Trees, r, s.Written), notes(r)
		if !s.Attempt.Unchanged {
			report = a.updateReport(before, s, r, watch)
		}
	}
	if err := status.Write(where, s, report, keep); err != nil {
		fmt.Fprintln(a.errOut, "警告 "+withHint("运行状态没有写成："+err.Error(), "让运行本程序的账户能写这个文件夹，或者在 config.toml 的 [status] 里另指一个 out"))
		a.log.logger().Warn("status-not-written")
		return
	}
	a.log.logger().Info("status-written", "report", report != nil)
}

// clash tells whether the folder of the status page is not apart from those that are published.
func clash(c config.Config, dir string, slips *source.List) bool {
	c.CheckFolders(dir, slips)
	return slices.ContainsFunc(slips.Sorted(), func(e *source.Error) bool { return e.Pos == c.Status.Pos })
}

// sources lists what was read with the time of each file.
func (a *app) sources(dir string, r *build.Report) (list []status.Source) {
	for _, f := range r.Sources {
		s := status.Source{Title: f.Title, File: f.File, Rows: f.Rows, SHA256: f.SHA256}
		if info, err := os.Stat(filepath.Join(dir, filepath.FromSlash(f.File))); err == nil {
			s.Modified = info.ModTime().In(a.now.Location())
		}
		list = append(list, s)
	}
	return list
}

// trees lists the published editions: those of this run, and those that it had nothing to do with.
func trees(before []status.Tree, r *build.Report, now time.Time) []status.Tree {
	var list []status.Tree
	for _, t := range r.Trees() {
		one := status.Tree{
			Edition: t.Title, Key: t.Edition.Key(), Out: t.Out, ID: t.ID(), Since: now, Pages: t.Pages, Bytes: t.Publish.Bytes,
		}
		for _, b := range before {
			if b.Out == t.Out && b.ID == one.ID && t.Publish.Unchanged {
				one.Since = b.Since
			}
		}
		list = append(list, one)
	}
	for _, b := range before {
		if !slices.ContainsFunc(list, func(t status.Tree) bool { return t.Out == b.Out }) {
			if _, err := os.Stat(b.Out); err == nil {
				list = append(list, b)
			}
		}
	}
	return list
}

func notes(r *build.Report) (list []string) {
	for _, t := range append(r.Trees(), r.Lists) {
		list = append(list, t.Publish.Warnings...)
	}
	return list
}

// counts counts findings by code and file, faults first.
func counts(list *source.List) (all []status.Count) {
	if list == nil {
		return nil
	}
	for _, e := range list.Sorted() {
		one := status.Count{Code: string(e.Code), Title: e.Code.Kind().Title, Fault: e.Severity() == source.Fault, File: e.Pos.File, N: 1}
		i := slices.IndexFunc(all, func(c status.Count) bool { return c.Code == one.Code && c.File == one.File })
		if i < 0 {
			all = append(all, one)
		} else {
			all[i].N++
		}
	}
	slices.SortStableFunc(all, func(x, y status.Count) int {
		return cmp.Or(cmp.Compare(severity(x), severity(y)), cmp.Compare(x.Code, y.Code), cmp.Compare(x.File, y.File))
	})
	return all
}

func severity(c status.Count) int {
	if c.Fault {
		return 0
	}
	return 1
}

// refused counts what the gate found by class.
func refused(r *gate.Refusal) (all []status.Count) {
	for _, f := range r.Findings {
		i := slices.IndexFunc(all, func(c status.Count) bool { return c.Title == string(f.Class) })
		if i < 0 {
			all = append(all, status.Count{Title: string(f.Class), Fault: true, N: 1})
		} else {
			all[i].N++
		}
	}
	return all
}

// reason says in plain words why an update failed, "" where it did not. Findings are counted by kind; what
// they quote is left out.
func reason(err error) string {
	if err == nil {
		return ""
	}
	if list, ok := errors.AsType[*source.List](err); ok {
		return "文稿、数据或设置有错误，没有发布。" + list.Summary() + "，各种各有几处见下表。"
	}
	if one, ok := errors.AsType[*source.Error](err); ok {
		return "设置有错误，没有发布：" + string(one.Code) + " " + one.Code.Kind().Title + "。"
	}
	if refusal, ok := errors.AsType[*gate.Refusal](err); ok {
		var parts []string
		for _, c := range refused(refusal) {
			parts = append(parts, fmt.Sprintf("%s %d 处", c.Title, c.N))
		}
		return "出站检查没有通过，没有发布：" + strings.Join(parts, "，") + "。在本机运行 anjian build，会列出在哪些文件。"
	}
	text, _ := new(app).verdict(err)
	text = strings.TrimPrefix(text, "错误 ")
	return strings.ReplaceAll(text, "\n  提示 ", "\n怎样处理：")
}
