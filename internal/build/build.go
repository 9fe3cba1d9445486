// Package build orders the steps from a site folder to a published site: read, compute, make
// pages, index, verify, publish. It is the only place that knows the order; every step itself
// lives in a lower room.
//
// Nothing is written before all inputs are found right, and what is published changes in one
// exchange at the very end.
package build

import (
	"context"
	"path/filepath"
	"slices"
	"time"

	"anjian/internal/edition"
	"anjian/internal/indicator"
	"anjian/internal/period"
	"anjian/internal/publish"
	pages "anjian/internal/site"
	"anjian/internal/source"
	"anjian/internal/table"
)

// Options say what to build. Dir is the only one that must be set.
type Options struct {
	Dir      string      // the site folder, with config.toml and content/
	Cutoff   string      // overrides config.toml: a day, or "today"
	Edition  string      // the only edition to make, by name; empty: all that are configured
	Out      string      // overrides the folder of the one edition that is made
	Moves    bool        // Run says what moved against what was published before
	Drafts   bool        // Check takes documents in that are not signed, as a preview does
	Cache    string      // for what can be made anew; Dir/.anjian when empty
	Today    period.Date // what "today" means
	Version  string      // of the program, written into the manifest
	Started  time.Time   // told to whoever finds the lock taken
	Progress func(Step)  // told how far the work is, by several goroutines; may be nil

	Scheduled    bool                                       // nobody watches: exports that may not be finished are not read
	Quiet        time.Duration                              // how long an export must have been left alone; at least QuietPeriod
	ConfirmFewer bool                                       // exports may hold far fewer rows than before
	Now          func() time.Time                           // the clock that exports are held against; Started when nil
	Wait         func(context.Context, time.Duration) error // lets time pass; nil: what is unfinished now is given up

	key    string                   // of the inputs before they were read
	locks  map[string]*publish.Lock // of the folders that a run publishes to, by folder
	known  *knowledge               // what files were parsed to; nil: nothing is known from before
	loaded func(*table.Table)       // tests: handed each table as it was read
}

// A Step is news of the work: what is being done, and how far.
type Step struct {
	Name   string // 读取, 计算, 生成, 索引, 核对, 发布
	Done   int
	Total  int // 0 when not known
	Detail string
}

// A Report says what a run did.
type Report struct {
	Findings  *source.List // what is wrong in the inputs; warnings only after success
	Documents int
	Rows      int
	Sources   []Source                // what was read of exports; nil when nothing was read
	Feasible  []indicator.Feasibility // of every indicator; nil when inputs were at fault, or not read because nothing changed
	Gaps      int                     // balances of stock and flows that do not hold (收结存不平)
	Differing int                     // figures that official tables contradict (卡表不一致)
	Waiting   []pages.Waiting         // documents that are not signed yet
	Signed    int                     // documents whose numbers were signed
	Revised   int                     // those of them of which the data say something else now
	Waived    int                     // things that the gate let pass on the word of a post (放行)
	Tree                              // of the first edition made: 内部, where it is one of them
	Others    []Tree                  // of further editions
	Lists     Tree                    // for case handlers; without a folder where none were made
}

// A Tree is one edition of the site as it was made.
type Tree struct {
	Edition edition.Edition
	Title   string // the edition with the names of its procuratorates, as its pages say; empty where it was only checked
	Pages   int
	Out     string // folder that it was published to; empty when it was only checked
	Publish publish.Report
	Moves   *Moves // against the tree before, where Options.Moves asked; nil where nothing was exchanged
}

// Trees lists what was made of all editions.
func (r *Report) Trees() []Tree { return append([]Tree{r.Tree}, r.Others...) }

// Unchanged tells whether every edition, and the lists, were found as they should be.
func (r *Report) Unchanged() bool {
	return !slices.ContainsFunc(r.Trees(), func(t Tree) bool { return !t.Publish.Unchanged }) && (r.Lists.Out == "" || r.Lists.Publish.Unchanged)
}

func (o Options) tell(name string, done, total int, detail string) {
	if o.Progress != nil {
		o.Progress(Step{name, done, total, detail})
	}
}

func (o Options) cache() string {
	if o.Cache != "" {
		return o.Cache
	}
	return filepath.Join(o.Dir, ".anjian")
}

// Check reads and computes everything and makes all pages of all editions in memory, but writes
// nothing outside the cache folder.
// Its error is a *source.List when inputs are at fault.
func Check(ctx context.Context, o Options) (*Report, error) {
	s, err := load(ctx, o, o.Drafts)
	defer s.close()
	if err != nil {
		return s.report(), err
	}
	targets, err := s.targets()
	if err != nil {
		return s.report(), err
	}
	if err := s.judge(); err != nil {
		return s.report(), err
	}
	s.tellDifferences()
	var trees []Tree
	for _, t := range targets {
		cache := s.options.analyses(t.edition)
		defer cache.Close()
		seen, err := s.seenBy(ctx, t.edition)
		if err != nil {
			return s.report(), err
		}
		made, err := seen.render(ctx, t.edition, cache)
		if err != nil {
			return s.report(), err
		}
		trees = append(trees, Tree{Edition: t.edition, Pages: made.pages})
	}
	return s.report(trees...), nil
}

// Run builds the site and publishes it, every edition into its own folder. On any error what is
// published is untouched. Where no input differs from those of the last run and what it published is
// intact, nothing is read.
func Run(ctx context.Context, o Options) (*Report, error) {
	release, err := o.lock(ctx)
	if err != nil {
		return &Report{Findings: new(source.List)}, err
	}
	defer release()
	o.tell("核对", 0, 0, "有没有变化")
	o.key = o.inputsKey()
	if r := o.recall(o.key); r != nil {
		return r, nil
	}
	return o.again(ctx)
}

// make reads, computes and publishes once.
func (o Options) make(ctx context.Context, before map[string]publish.Input) (*Report, error) {
	s, err := load(ctx, o, false)
	defer s.close()
	if err != nil {
		return s.report(), err
	}
	targets, err := s.targets()
	if err != nil {
		return s.report(), err
	}
	s.before = before
	report, err := s.publish(ctx, targets, s.listsFolder(), s.verify)
	if err != nil {
		return report, err
	}
	if o.Edition == "" { // another edition may need what this one does not
		s.waivers.TellUnused(s.errs)
	}
	if o.Moves {
		s.tellMoves(report)
	}
	report.Publish.Warnings = append(report.Publish.Warnings, s.cautions...)
	if len(s.cautions) == 0 {
		o.settle(o.key, report, s.config.Publish.Keep)
	}
	return report, nil
}
