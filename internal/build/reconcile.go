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
func (s *site) defineReconciliations(errs *source.List, indicators []*indicator.Definition) []*reconcile.Definition {
	world := reconcile.World{Datasets: s.datasets, Schemas: s.schemas, Indicators: indicators}
	return define(s, errs, "reconciliations", func(doc *document.Document, _ map[string]formula.Schema, errs *source.List) *reconcile.Definition {
		return reconcile.Define(doc, world, errs)
	})
}

// reconcile lays figures beside those that must be equal. What differs is no fault of the inputs:
// the site is published with it, and its pages say so.
func (s *site) reconcile(defs []*reconcile.Definition, calendar period.Calendar, cutoff period.Date) {
	org := s.cube.Organisation
	s.stocks = reconcile.Stocks(s.datasets, s.data.Tables, org, reconcile.Window{Calendar: calendar, First: s.cube.First(), Cutoff: cutoff})
	s.comparisons = reconcile.Compare(defs, s.data, s.cube)
	for _, c := range s.comparisons {
		c.Warn(s.cube, s.errs)
	}
}

// tellDifferences lists what does not agree, for those who check the inputs.
func (s *site) tellDifferences() {
	for _, stock := range s.stocks {
		stock.Tell(s.cube.Organisation, s.errs)
	}
	for _, c := range s.comparisons {
		c.Tell(s.cube, s.errs)
	}
	s.tellRevised()
}

// differences counts what does not agree.
func (s *site) differences() (gaps, differing int) {
	for _, stock := range s.stocks {
		gaps += len(stock.Gaps)
	}
	for _, c := range s.comparisons {
		for _, item := range c.Items {
			differing += len(item.Differing())
		}
	}
	return gaps, differing
}
