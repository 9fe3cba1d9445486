// Package build orders the steps from a site folder to a published site: read, compute, make
// pages, index, verify, publish. It is the only place that knows the order; every step itself
// lives in a lower room.
//
// Nothing is written before all inputs are found right, and what is published changes in one
// exchange at the very end.
package build

import (
	"context"
	"errors"
	"io/fs"
	"path/filepath"
	"time"

	"anjian/internal/gate"
	"anjian/internal/indicator"
	"anjian/internal/period"
	"anjian/internal/publish"
	"anjian/internal/source"
)

// Options say what to build. Dir is the only one that must be set.
type Options struct {
	Dir      string      // the site folder, with config.toml and content/
	Cutoff   string      // overrides config.toml: a day, or "today"
	Out      string      // overrides [publish] out
	Cache    string      // for what can be made anew; Dir/.anjian when empty
	Today    period.Date // what "today" means
	Version  string      // of the program, written into the manifest
	Started  time.Time   // told to whoever finds the lock taken
	Progress func(Step)  // told how far the work is; may be nil
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
	Pages     int
	Feasible  []indicator.Feasibility // of every indicator; nil when inputs were at fault
	Gaps      int                     // balances of stock and flows that do not hold (收结存不平)
	Differing int                     // figures that official tables contradict (卡表不一致)
	Publish   publish.Report
	Out       string // folder that was published to
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

// Check reads and computes everything and makes all pages in memory, but writes nothing outside the
// cache folder.
// Its error is a *source.List when inputs are at fault.
func Check(ctx context.Context, o Options) (*Report, error) {
	s, err := load(ctx, o, false)
	defer s.close()
	if err != nil {
		return s.report(), err
	}
	s.tellDifferences()
	_, err = s.render(ctx)
	return s.report(), err
}

// Run builds the site and publishes it. On any error the published site is untouched.
func Run(ctx context.Context, o Options) (*Report, error) {
	s, err := load(ctx, o, false)
	defer s.close()
	if err != nil {
		return s.report(), err
	}
	out := s.config.Publish.Out
	if o.Out != "" {
		out = o.Out
	}
	if !filepath.IsAbs(out) {
		out = filepath.Join(o.Dir, out)
	}
	return s.publish(ctx, out, func(tree fs.FS) error {
		o.tell("核对", 0, 0, "查验是否含有个人信息")
		found, err := gate.Check(tree, s.edition, s.gateOptions())
		if err != nil {
			return err
		}
		return gate.Err(found)
	})
}

// Preview builds the site, drafts included, into the cache folder and returns where. What is
// published is not touched, and the gate does not run: nothing leaves the machine.
func Preview(ctx context.Context, o Options) (*Report, error) {
	s, err := load(ctx, o, true)
	defer s.close()
	if err != nil {
		return s.report(), err
	}
	return s.publish(ctx, filepath.Join(o.cache(), "preview"), func(fs.FS) error { return nil })
}

// publish renders everything, writes the tree and exchanges it for the one at out.
func (s *site) publish(ctx context.Context, out string, verify func(fs.FS) error) (*Report, error) {
	tree, err := s.render(ctx)
	if err != nil {
		return s.report(), err
	}
	// The index lies in the cache folder: made before the exchange, so that a failure here leaves
	// the published site as it is.
	indexed := make(chan error, 1)
	go func() { indexed <- s.index(ctx) }()
	report, stage, err := s.stage(ctx, tree, out)
	if err = errors.Join(<-indexed, err); err != nil {
		if stage != nil {
			stage.Abort()
		}
		return report, err
	}
	defer stage.Abort()
	report.Publish, err = stage.Commit(s.inputs, func(staged fs.FS) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		return verify(staged)
	})
	return report, err
}

// stage writes the tree beside the target, several files at a time.
func (s *site) stage(ctx context.Context, tree tree, out string) (*Report, *publish.Stage, error) {
	report := s.report()
	report.Out = out
	stage, err := publish.Begin(publish.Options{
		Target: out, Edition: s.edition, Keep: s.config.Publish.Keep, Version: s.options.Version, Started: s.options.Started,
	})
	if err != nil {
		return report, nil, err
	}
	names := tree.names()
	for i, name := range names {
		if err := ctx.Err(); err != nil {
			return report, stage, err
		}
		s.options.tell("发布", i, len(names), name)
		if err := stage.Write(name, tree[name]); err != nil {
			return report, stage, err
		}
	}
	return report, stage, nil
}
