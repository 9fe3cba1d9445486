package build

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"sync"

	"anjian/internal/edition"
	"anjian/internal/gate"
	"anjian/internal/publish"
	"anjian/internal/search"
	pages "anjian/internal/site"
	"anjian/internal/source"
	"anjian/internal/trace"
	"anjian/templates"
)

// A rendered edition is its tree, with the texts of its pages for the index.
type rendered struct {
	edition edition.Edition
	tree    tree
	pages   int
	texts   []search.Page
}

// render makes one edition in memory: pages, assets, search shards, and checks its links. Its
// error is s.errs when documents are at fault.
func (s *site) render(ctx context.Context, e edition.Edition) (*rendered, error) {
	// The rows behind the numbers are gathered while pages are put together: both only read. What may
	// be listed is found out once, by whichever comes first.
	listing := sync.OnceValue(func() *trace.Listing { return trace.NewListing(s.cube, s.data, e) })
	var (
		behind     map[string][]byte
		failedRows error
		gathering  sync.WaitGroup
	)
	gathering.Go(func() { behind, failedRows = listing().Publish() })
	defer gathering.Wait() // also when something else went wrong: nothing outlives the run
	office := s.office(e)
	office.Listing = listing
	errs := new(source.List) // of this edition: what all of them say is told once
	plan, err := pages.NewPlan(office, templates.Files, errs)
	if err != nil {
		return nil, err
	}
	list := plan.Pages()
	assets, err := pages.LoadAssets(templates.Files, s.config.Theme.Brand)
	if err != nil {
		return nil, err
	}
	renderer, err := pages.NewRenderer(templates.Files, assets, office)
	if err != nil {
		return nil, err
	}
	t := tree{}
	made := &rendered{edition: e, tree: t, pages: len(list)}
	for name, data := range assets.Files {
		t[name] = data
	}
	bodies := make([][]byte, len(list))
	failed := make([]error, len(list))
	each(len(list), func(i int) {
		s.options.tell("生成", i, len(list), list[i].Path)
		if !list[i].NeedsShards() {
			bodies[i], failed[i] = renderer.Render(list[i], "")
		}
	})
	s.errs.Merge(errs)
	if faults := s.errs.Err(); faults != nil {
		return nil, faults
	}
	if err := errors.Join(append(failed, plan.Failed())...); err != nil {
		return nil, err
	}
	for name, data := range plan.Media() {
		t[name] = data
	}
	for i, p := range list {
		t[p.Path] = bodies[i]
		if text, ok := pages.TextOf(p); ok {
			made.texts = append(made.texts, search.Page{
				ID: text.Path, Title: text.Title, Body: text.Body, Type: text.Type,
				Procuratorate: text.Procuratorate, Line: text.Line, Year: text.Year,
			})
		}
	}
	gathering.Wait()
	if failedRows != nil {
		return nil, failedRows
	}
	for name, data := range behind {
		t[name] = data
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	folder, err := search.Export(made.texts, func(done, total int) { s.options.tell("索引", done, total, "") }, func(name string, data []byte) error {
		t[name] = data
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("export search: %w", err)
	}
	for _, p := range list {
		if p.NeedsShards() {
			if t[p.Path], err = renderer.Render(p, strings.TrimSuffix(folder, "/")+"/"); err != nil {
				return nil, err
			}
		}
	}
	s.options.tell("核对", 0, 0, "页面链接")
	return made, verifyLinks(t)
}

// office gathers what the pages of an edition show.
func (s *site) office(e edition.Edition) *pages.Office {
	return &pages.Office{
		Title: s.config.Site.Title, Owner: s.config.Site.Owner, Notice: s.config.Site.Notice,
		Edition: e, Definitions: s.definitions(), Drafts: s.drafts,
		Urgent: s.config.Overview.Urgent, LeadChart: s.config.Overview.Chart,
		Content: s.files, Documents: s.documents, Data: s.data, Cube: s.cube, Feasible: s.feasible,
		Anomalies: s.history.Now, Past: s.history,
		Findings: s.findings, Rules: s.rules, Quality: s.quality, Leads: s.leads, Ledgers: s.ledgers, Limits: s.limits, Watches: s.watches, Workdays: s.workdays, Stocks: s.stocks, Drift: s.drift, Signed: s.signed,
		Comparisons: s.comparisons, Corrections: s.corrections, CorrectionsOf: s.correctionsOf,
		Looks: s.looks, Hints: s.hints,
		Credits: s.credits,
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

// gateOptions tell the gate which files are not ours to read: the pinned chart library.
func (s *site) gateOptions() gate.Options { return gate.Options{} }

func (s *site) addInput(name string, data []byte) {
	sum := sha256.Sum256(data)
	s.inputs = append(s.inputs, publish.Input{Name: name, SHA256: hex.EncodeToString(sum[:]), Size: int64(len(data))})
}

// report tells of the run, and of the trees that were made.
func (s *site) report(trees ...Tree) *Report {
	r := &Report{Findings: s.errs, Documents: len(s.documents), Feasible: s.feasible}
	if len(trees) > 0 {
		r.Tree, r.Others = trees[0], trees[1:]
	}
	if s.data != nil {
		for _, d := range s.data.Reports {
			r.Rows += d.Rows
		}
	}
	r.Gaps, r.Differing = s.differences()
	r.Signed = len(s.signed)
	for _, v := range s.signed {
		if len(v.Changes) > 0 {
			r.Revised++
		}
	}
	return r
}
