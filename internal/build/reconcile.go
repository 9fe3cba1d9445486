package build

import (
	"anjian/internal/document"
	"anjian/internal/formula"
	"anjian/internal/indicator"
	"anjian/internal/period"
	"anjian/internal/reconcile"
	"anjian/internal/source"
)

// defineReconciliations reads which figures must equal those of official tables.
func (s *site) defineReconciliations(indicators []*indicator.Definition) []*reconcile.Definition {
	world := reconcile.World{Datasets: s.datasets, Schemas: s.schemas, Indicators: indicators}
	return define(s, "reconciliations", func(doc *document.Document, _ map[string]formula.Schema, errs *source.List) *reconcile.Definition {
		return reconcile.Define(doc, world, errs)
	})
}

// reconcile lays figures beside those that must be equal. What differs is a warning: the site is
// published with it, and says so.
func (s *site) reconcile(defs []*reconcile.Definition, calendar period.Calendar, cutoff period.Date) {
	org := s.cube.Organisation
	s.stocks = reconcile.Stocks(s.datasets, s.data.Tables, org, reconcile.Window{Calendar: calendar, First: s.cube.First(), Cutoff: cutoff})
	for _, stock := range s.stocks {
		stock.Warn(org, s.errs)
	}
	s.comparisons = reconcile.Compare(defs, s.data, s.cube)
	for _, c := range s.comparisons {
		c.Warn(s.cube, s.errs)
	}
}
