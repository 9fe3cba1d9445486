package build

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"sync"

	"anjian/internal/cardcheck"
	"anjian/internal/closed"
	"anjian/internal/config"
	"anjian/internal/correction"
	"anjian/internal/credit"
	"anjian/internal/dataset"
	"anjian/internal/document"
	"anjian/internal/formula"
	"anjian/internal/gate"
	"anjian/internal/indicator"
	"anjian/internal/lead"
	"anjian/internal/monitor"
	"anjian/internal/period"
	"anjian/internal/publish"
	"anjian/internal/reconcile"
	"anjian/internal/reverse"
	"anjian/internal/review"
	"anjian/internal/search"
	pages "anjian/internal/site"
	"anjian/internal/source"
	"anjian/internal/tomlfile"
	"anjian/internal/trace"
)

// A site is everything that one run knows, from the inputs to the numbers.
type site struct {
	options Options
	root    *os.Root // the site folder; close ends it
	files   fs.FS    // the same, for reading
	config  config.Config
	drafts  bool // unsigned documents are shown
	errs    *source.List

	synonyms  *search.Synonyms // nil where the office has none
	readings  *search.Readings // the same
	waivers   *gate.Waivers    // the same
	documents []*document.Document
	parsed    map[string]*source.List // what was wrong with a document by itself, by path; nothing for most
	written   *source.List            // what was wrong with settings, documents and definitions
	asked     map[string]bool         // kinds of documents that something was computed from
	unready   []*document.Document    // definitions that are drafts: nothing is computed with them

	scope      []string               // ids of the procuratorates that this is the site of; nil: all
	everywhere indicator.Organisation // of a scope: the whole organisation
	elsewhere  []*document.Document   // of a scope: documents about others
	lastScope  *site                  // the site of the scope that was asked for last
	datasets   []*dataset.Definition
	schemas    map[string]formula.Schema
	defined    defined
	data       *dataset.Data
	cube       *indicator.Cube
	feasible   []indicator.Feasibility
	rules      []*cardcheck.Rule
	findings   []cardcheck.Finding
	quality    *review.Quality
	leads      []lead.Leads
	ledgers    []*lead.Followed
	credits    []credit.Deeds
	looks      reverse.Looks
	hints      []*reverse.Hint
	limits     []*monitor.Limit
	watches    []*monitor.Watch
	workdays   *period.Workdays
	stocks     []*reconcile.Stock
	records    []*pages.Signed           // what documents printed when their numbers were signed
	signed     map[string]*pages.Revised // those documents that are published, by path
	revised    *source.List              // what was told of them
	drift      *closed.Drift             // from the last closed month; nil when there is none
	profile    *closed.Profile           // of that month
	before     map[string]publish.Input  // what the live tree was made from, by name
	cautions   []string                  // what a person who publishes by hand is told of the exports
	history    *indicator.History
	register   []pages.HandoutEntry // of what is handed out (供数登记)
	inputs     []publish.Input

	beside   *sync.WaitGroup                  // what is looked for while other things are done
	listings map[string]func() *trace.Listing // what editions may list one by one, by name

	returned    *correction.Returned // lists that came back
	corrections *correction.Ledger   // what became of what card rules found
	frozen      []*closed.Findings   // what closed months before this one left open

	comparisons []*reconcile.Comparison
}

// load reads and computes everything. Its error is s.errs when inputs are at fault.
func load(ctx context.Context, o Options, drafts bool) (*site, error) {
	return begin(ctx, o, drafts, (*site).readConfig, (*site).readDocuments, (*site).readSearchWords, (*site).readWaivers, (*site).readData, (*site).compute)
}

// begin opens a site folder and takes the first steps.
func begin(ctx context.Context, o Options, drafts bool, steps ...func(*site) error) (*site, error) {
	if o.known == nil {
		o.known = new(knowledge)
	}
	s := newSite(o, drafts)
	root, err := os.OpenRoot(o.Dir)
	if err != nil {
		return s, fmt.Errorf("open site folder: %w", err)
	}
	s.root, s.files = root, root.FS()
	return s, s.take(ctx, steps...)
}

func newSite(o Options, drafts bool) *site {
	return &site{options: o, drafts: drafts, errs: new(source.List), parsed: map[string]*source.List{}, asked: map[string]bool{}, beside: new(sync.WaitGroup), listings: map[string]func() *trace.Listing{}}
}

// take takes steps until one fails. Its error is s.errs when inputs are at fault.
func (s *site) take(ctx context.Context, steps ...func(*site) error) error {
	for _, step := range steps {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := step(s); err != nil {
			return err
		}
	}
	return s.errs.Err()
}

// close lets go of the site folder, once nothing is looked for any more.
func (s *site) close() {
	s.beside.Wait()
	if s.root != nil {
		_ = s.root.Close() // only read from
	}
}

func (s *site) readConfig() error {
	data, err := s.readUpTo(config.Name, tomlfile.MaxBytes)
	if errors.Is(err, fs.ErrNotExist) {
		return &NoSite{s.options.Dir}
	}
	if err != nil {
		return fmt.Errorf("read configuration: %w", err)
	}
	s.addInput(config.Name, data)
	s.config = config.Parse(config.Name, data, s.errs)
	s.config.CheckFolders(s.options.Dir, s.errs)
	return nil
}

// NoSite says that a folder is no site: it has no config.toml.
type NoSite struct{ Dir string }

func (e *NoSite) Error() string {
	return "文件夹 " + e.Dir + " 里没有 " + config.Name + "\n  提示 在网站文件夹里运行，或用 -C 指明文件夹"
}

// readDocuments parses every Markdown file under content/, in order of path.
func (s *site) readDocuments() error {
	var names []string
	linkedOut := false
	err := fs.WalkDir(s.files, "content", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && strings.HasPrefix(d.Name(), ".") {
			return fs.SkipDir
		}
		switch {
		case !s.checkLink(name, d):
			linkedOut = true
		case d.IsDir() || !strings.HasSuffix(name, ".md"):
		case strings.Count(name, "/") == 2:
			names = append(names, name)
		default:
			s.errs.Tell(source.NotRead, source.Pos{File: name}, "这个文件没有读", "放进 content 下一级的文件夹，如 content/reports/")
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("list content: %w", err)
	}
	if linkedOut {
		return s.errs.Err() // nothing more can be said of a site that is not all here
	}
	slices.Sort(names)
	parsed := make([]*document.Document, len(names))
	contents := make([][]byte, len(names))
	failed := make([]error, len(names))
	lists := make([]*source.List, len(names))
	each(len(names), func(i int) {
		s.options.tell("读取", i, len(names), names[i])
		if contents[i], failed[i] = s.readUpTo(names[i], document.MaxBytes); failed[i] == nil {
			lists[i] = new(source.List)
			parsed[i] = s.options.known.documents.get(names[i], contents[i], lists[i], func(errs *source.List) *document.Document {
				return document.Parse(names[i], contents[i], errs)
			})
		}
	})
	for i, d := range parsed {
		if failed[i] != nil {
			return fmt.Errorf("read document: %w", failed[i])
		}
		s.addInput(names[i], contents[i])
		if lists[i].Faults()+lists[i].Warnings() > 0 {
			s.parsed[names[i]] = lists[i]
			s.errs.Merge(lists[i])
		}
		switch {
		case d == nil:
		case pages.Unready(d) && !s.drafts:
			s.unready = append(s.unready, d)
		default:
			s.documents = append(s.documents, d)
		}
	}
	return nil
}

// kind lists the documents of one kind, for those who compute from them.
func (s *site) kind(kind string) []*document.Document {
	if !s.asked[kind] {
		s.asked[kind] = true
	}
	var list []*document.Document
	for _, d := range s.documents {
		if d.Kind == kind {
			list = append(list, d)
		}
	}
	return list
}

// cutoff is the day up to which data count.
func (s *site) cutoff() period.Date {
	if s.options.Cutoff != "" {
		if s.options.Cutoff == "today" {
			return s.options.Today
		}
		if d, err := period.ParseDate(s.options.Cutoff); err == nil {
			return d
		}
		s.errs.Tell(source.BadValue, source.Pos{}, "--cutoff“"+s.options.Cutoff+"”不是日期", "写作 2025-12-31，或 today")
	}
	return s.config.CutoffDay(s.options.Today)
}
