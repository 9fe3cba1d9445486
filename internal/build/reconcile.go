package build

import (
	"anjian/internal/period"
	"anjian/internal/reconcile"
)

// reconcile lays figures beside those that must be equal. What differs is a warning: the site is
// published with it, and says so.
func (s *site) reconcile(calendar period.Calendar, cutoff period.Date) {
	org := s.cube.Organisation
	s.stocks = reconcile.Stocks(s.datasets, s.data.Tables, org, reconcile.Window{Calendar: calendar, First: s.cube.First(), Cutoff: cutoff})
	for _, stock := range s.stocks {
		stock.Warn(org, s.errs)
	}
}
