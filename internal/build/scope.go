package build

import (
	"context"
	"maps"
	"slices"
	"strings"

	"anjian/internal/closed"
	"anjian/internal/correction"
	"anjian/internal/document"
	"anjian/internal/edition"
	"anjian/internal/indicator"
	"anjian/internal/publish"
	pages "anjian/internal/site"
	"anjian/internal/source"
)

// seenBy is the site as an edition may know it. Of a scope, that is a site of its own: read and computed from
// the rows of its procuratorates and the documents about them, so that no total, no limit of a chart and no
// word tells of others. Those that were merged into one of them by the cut-off are its own.
func (s *site) seenBy(ctx context.Context, e edition.Edition) (*site, error) {
	if e.Scope == nil {
		return s, nil
	}
	if err := s.knowsScope(e); err != nil {
		return nil, err
	}
	e.Scope = s.defined.organisation.WithMerged(e.Scope, s.cube.Cutoff)
	if s.lastScope != nil && slices.Equal(s.lastScope.scope, e.Scope) {
		return s.lastScope, nil
	}
	s.lastScope = nil // two at a time are enough in memory
	next := newSite(s.options, s.drafts)
	next.files, next.config, next.synonyms, next.readings = s.files, s.config, s.synonyms, s.readings
	next.datasets, next.schemas, next.defined = s.datasets, s.schemas, s.defined
	next.rules, next.looks, next.hints, next.limits, next.workdays = s.rules, s.looks, s.hints, s.limits, s.workdays
	next.scope, next.everywhere = e.Scope, s.defined.organisation
	next.unready, next.asked, next.parsed = s.unready, maps.Clone(s.asked), s.parsed
	next.written = new(source.List)
	next.defined.organisation = s.defined.organisation.Within(e.Scope)
	elsewhere := map[string]bool{}
	for _, d := range s.documents {
		if pages.Elsewhere(d, e) {
			next.elsewhere, elsewhere[d.Path] = append(next.elsewhere, d), true
		} else {
			next.documents = append(next.documents, d)
		}
	}
	next.inputs = slices.DeleteFunc(slices.Clone(s.inputs), func(in publish.Input) bool { // what is read again adds itself
		return elsewhere[in.Name] || isExport(in.Name) || isClosed(in.Name)
	})
	again := func(s *site) error { return s.loadData(func() {}) }
	if err := next.take(ctx, again, (*site).compute, (*site).judge); err != nil {
		return nil, err
	}
	next.inputs = slices.DeleteFunc(next.inputs, func(in publish.Input) bool { // the manifest is read by whoever reads the tree
		return isClosed(in.Name) || strings.HasPrefix(in.Name, correction.Returns+"/")
	})
	s.lastScope = next
	return next, nil
}

// widened is an edition with those that were merged into one of its scope.
func (s *site) widened(e edition.Edition) edition.Edition {
	if s.scope != nil {
		e.Scope = s.scope
	}
	return e
}

// knowsScope wants the procuratorates of a scope to be known, and warns of one that was merged into another.
// Its error is a *source.Error.
func (s *site) knowsScope(e edition.Edition) error {
	org := s.defined.organisation
	var ids []string
	for _, p := range org.Procuratorates {
		ids = append(ids, p.ID)
	}
	var at source.Pos
	for _, c := range s.config.Sites() {
		if c.Edition().Key() == e.Key() {
			at = c.ScopePos
		}
	}
	for _, id := range e.Scope {
		p, known := org.Find(id)
		if !known {
			return &source.Error{Code: source.NoSuchPlace, Pos: at, Message: "没有编号为“" + id + "”的院", Hint: source.Suggest(id, ids)}
		}
		heir, merged := org.Find(p.Successor)
		if merged && p.Ended(s.cube.Cutoff) && !slices.Contains(e.Scope, heir.ID) {
			s.errs.Tell(source.OutsideValidity, at, "“"+p.Short+"”到"+p.Until.Chinese()+"为止，已并入“"+heir.Short+"”，这个版本只有它此前的数据", "“"+heir.Short+"”的版本已含它的数据；不再需要的，删去这段 [[edition]]")
		}
	}
	return nil
}

// covers tells whether a row that names a procuratorate by a word is in the scope; nil where all are.
func (s *site) covers() func(word string) bool {
	if s.scope == nil {
		return nil
	}
	known := map[string]bool{}
	for _, p := range s.defined.organisation.Procuratorates {
		for _, name := range p.Names() {
			known[name] = true
		}
	}
	return func(word string) bool { return known[word] }
}

// figures reads the numbers entered by hand; of a scope, its own.
func (s *site) figures() []indicator.Figure {
	org := s.defined.organisation
	if s.scope != nil {
		org = s.everywhere
	}
	all := indicator.ReadFigures(s.kind("figures"), s.defined.indicators, org, s.errs)
	return slices.DeleteFunc(all, func(f indicator.Figure) bool { return s.outside(f.Key.Procuratorate) })
}

// outside tells whether a place, by its id, lies outside the scope.
func (s *site) outside(place string) bool { return s.scope != nil && !slices.Contains(s.scope, place) }

// ownRaised leaves of what a month raised that of the scope.
func (s *site) ownRaised(a *closed.Anomalies) {
	a.List = slices.DeleteFunc(a.List, func(one closed.Anomaly) bool { return s.outside(one.Procuratorate) })
}

// ownFound leaves of what a month found the items of the scope.
func (s *site) ownFound(f *closed.Findings) {
	if covers := s.covers(); covers != nil {
		f.List = slices.DeleteFunc(f.List, func(one closed.Finding) bool { return !covers(one.Procuratorate) })
	}
}

// ownSigned leaves the signed documents that the scope has.
func (s *site) ownSigned(records []*pages.Signed) []*pages.Signed {
	return slices.DeleteFunc(records, func(r *pages.Signed) bool {
		return slices.ContainsFunc(s.elsewhere, func(d *document.Document) bool { return d.Path == r.Document })
	})
}

// isClosed tells whether a path is where closed months lie.
func isClosed(name string) bool { return strings.HasPrefix(name, "content/closed/") }
