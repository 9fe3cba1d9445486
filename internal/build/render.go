package build

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"

	"anjian/internal/edition"
	"anjian/internal/publish"
	"anjian/internal/search"
	pages "anjian/internal/site"
	"anjian/internal/source"
	"anjian/internal/trace"
	"anjian/templates"
)

// A making is one edition as it is being made: the list of its pages, each of which can be made by
// itself, and what lies beside them.
type making struct {
	edition  edition.Edition
	errs     *source.List // of this edition: what all of them say is told once
	plan     *pages.Plan
	assets   *pages.Assets
	renderer *pages.Renderer
	listing  func() *trace.Listing             // what may be listed, found out once
	rows     func() (map[string][]byte, error) // behind the numbers, by path; gathered once
}

// listing is what an edition may list one by one: found out once, by whoever asks first. It takes a while.
func (s *site) listing(e edition.Edition) func() *trace.Listing {
	e = s.widened(e)
	if s.listings[e.Key()] == nil {
		s.listings[e.Key()] = sync.OnceValue(func() *trace.Listing { return trace.NewListing(s.cube, s.data, e) })
	}
	return s.listings[e.Key()]
}

// begin lists the pages of an edition and makes none.
func (s *site) begin(e edition.Edition) (*making, error) {
	m := &making{edition: e, errs: new(source.List)}
	m.listing = s.listing(e)
	m.rows = sync.OnceValues(func() (map[string][]byte, error) { return m.listing().Publish() })
	office := s.office(e)
	office.Listing = m.listing
	var err error
	if m.plan, err = pages.NewPlan(office, templates.Files, m.errs); err != nil {
		return nil, err
	}
	if m.assets, err = pages.LoadAssets(templates.Files, s.config.Theme.Brand, office.RunningFoot()); err != nil {
		return nil, err
	}
	m.renderer, err = pages.NewRenderer(templates.Files, m.assets, office)
	return m, err
}

// beginHandout lists the pages of a copy that is handed out. Nothing in it can be traced to rows.
func (s *site) beginHandout(e edition.Edition, h *pages.Handout) (*making, error) {
	m := &making{edition: e, errs: new(source.List)}
	office := s.office(e)
	office.Handout = h
	var err error
	if m.plan, err = pages.NewPlan(office, templates.Files, m.errs); err != nil {
		return nil, err
	}
	if m.assets, err = pages.LoadAssets(templates.Files, s.config.Theme.Brand, office.RunningFoot()); err != nil {
		return nil, err
	}
	m.renderer, err = pages.NewRenderer(templates.Files, m.assets, office)
	return m, err
}

// again lists the pages anew for a state of the site that differs in its texts only.
func (m *making) again(s *site) *making {
	next := *m
	next.errs = new(source.List)
	office := s.office(m.edition)
	office.Listing = m.listing
	next.plan = m.plan.Again(office, next.errs)
	return &next
}

// A rendered edition is its tree, with what it is searched by for the index.
type rendered struct {
	edition edition.Edition
	plan    *pages.Plan
	tree    tree
	pages   int
	search  search.Site
}

// render makes one edition in memory: pages, assets, search shards, and checks its links. Its
// error is s.errs when documents are at fault.
func (s *site) render(ctx context.Context, e edition.Edition, cache *search.Cache) (*rendered, error) {
	m, err := s.begin(e)
	if err != nil {
		return nil, err
	}
	// The rows behind the numbers are gathered while pages are made: both only read.
	var gathering sync.WaitGroup
	gathering.Go(func() { _, _ = m.rows() })
	defer gathering.Wait() // also when something else went wrong: nothing outlives the run
	list, t := m.plan.Pages(), tree{}
	bodies := make([][]byte, len(list))
	failed := make([]error, len(list))
	each(len(list), func(i int) {
		s.options.tell("生成", i, len(list), list[i].Path)
		bodies[i], failed[i] = m.renderer.Render(list[i])
	})
	s.errs.Merge(m.errs)
	if faults := s.errs.Err(); faults != nil {
		return nil, faults
	}
	if err := errors.Join(append(failed, m.plan.Failed())...); err != nil {
		return nil, err
	}
	made := &rendered{edition: e, plan: m.plan, tree: t, pages: len(list)}
	for i, p := range list {
		t[p.Path] = bodies[i]
	}
	made.search = s.searchSite(m.plan)
	made.search.Cache = cache
	// The files of the search are made while links are checked.
	var exporting sync.WaitGroup
	searched := tree{}
	var unsearchable error
	exporting.Go(func() { unsearchable = s.export(ctx, made.search, searched) })
	defer exporting.Wait()
	rows, err := m.rows()
	if err != nil {
		return nil, err
	}
	maps.Copy(t, m.assets.Files)
	maps.Copy(t, m.plan.Media())
	maps.Copy(t, rows)
	broken := verifyLinks(t)
	exporting.Wait()
	maps.Copy(t, searched)
	return made, errors.Join(broken, unsearchable, checkSize(t, e.Name+"版", s.config.Limits))
}

// export writes the files of the search into a tree and tries them.
func (s *site) export(ctx context.Context, site search.Site, into tree) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	_, err := search.Export(site, func(done, total int) { s.options.tell("索引", done, total, "") }, func(name string, data []byte) error {
		into[name] = data
		return ctx.Err()
	})
	if err != nil {
		return fmt.Errorf("export search: %w", err)
	}
	return selfTest(site, into)
}

// selfTest looks for phrases of the pages in the files of the search: what cannot be found is not
// published.
func selfTest(site search.Site, files tree) error {
	return search.SelfTest(site, func(name string) ([]byte, bool) {
		data, ok := files[name]
		return data, ok
	})
}

// office gathers what the pages of an edition show.
func (s *site) office(e edition.Edition) *pages.Office {
	e = s.widened(e)
	return &pages.Office{
		Title: s.config.Site.Title, Owner: s.config.Site.Owner, Notice: s.config.Site.Notice, Every: s.config.Publish.Every,
		Edition: e, Definitions: s.definitions(), Drafts: s.drafts,
		Urgent: s.config.Overview.Urgent, LeadChart: s.config.Overview.Chart,
		Content: s.files, Documents: s.documents, Unready: s.unready, Elsewhere: s.elsewhere, Data: s.data, Cube: s.cube, Feasible: s.feasible,
		Anomalies: s.history.Now, Past: s.history,
		Findings: s.findings, Rules: s.rules, Quality: s.quality, Leads: s.leads, Ledgers: s.ledgers, Limits: s.limits, Watches: s.watches, Workdays: s.workdays, Stocks: s.stocks, Drift: s.drift, Signed: s.signed,
		Comparisons: s.comparisons, Corrections: s.corrections, CorrectionsOf: s.correctionsOf,
		Looks: s.looks, Hints: s.hints,
		Credits: s.credits, Register: s.register,
	}
}

// definitions names the state of each indicator's definition: its front matter and those of the
// datasets that it counts.
func (s *site) definitions() map[string]string {
	fronts := map[string]string{}
	for _, d := range s.kind("datasets") {
		fronts[d.ID] = string(d.Front)
	}
	states := map[string]string{}
	for _, d := range s.cube.Definitions {
		h := sha256.New()
		fmt.Fprintf(h, "%s\n%s\n", d.ID, d.Doc.Front)
		for _, m := range d.Measures() {
			fmt.Fprintf(h, "%s\n%s\n", m.Dataset, fronts[m.Dataset])
		}
		states[d.ID] = hex.EncodeToString(h.Sum(nil)[:6])
	}
	return states
}

func (s *site) addInput(name string, data []byte) {
	sum := sha256.Sum256(data)
	s.inputs = append(s.inputs, publish.Input{Name: name, SHA256: hex.EncodeToString(sum[:]), Size: int64(len(data))})
}

// report tells of the run, and of the trees that were made.
func (s *site) report(trees ...Tree) *Report {
	r := &Report{Findings: s.errs, Documents: len(s.documents), Feasible: s.feasible, Sources: s.sources()}
	if len(trees) > 0 {
		r.Tree, r.Others = trees[0], trees[1:]
	}
	if s.data != nil {
		for _, d := range s.data.Reports {
			r.Rows += d.Rows
		}
	}
	r.Gaps, r.Differing = s.differences()
	r.Waiting = pages.WaitingFor(slices.Concat(s.documents, s.unready))
	r.Signed = len(s.signed)
	r.Waived = s.waivers.Waived()
	for _, v := range s.signed {
		if len(v.Changes) > 0 {
			r.Revised++
		}
	}
	return r
}
