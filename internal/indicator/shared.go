package indicator

import (
	"sync"

	"anjian/internal/period"
)

// A sharedSeries keeps the months of series that are looked at again and again: replaying a year
// month by month asks for each of them a dozen times. It is safe for concurrent use.
type sharedSeries struct {
	until period.Period
	of    sync.Map // indicator and procuratorate → *onceSeries
}

type onceSeries struct {
	once    sync.Once
	results []Result
}

// months returns the results of a series, taken from what is shared where there is something.
// Callers do not change them.
func (o AnomalyOptions) months(c *Cube, indicator, procuratorate string, from period.Period) []Result {
	first := c.First()
	if o.shared == nil || from.Compare(first) < 0 || o.Month.Compare(o.shared.until) > 0 {
		return c.Series(indicator, procuratorate, "", period.Monthly, from, o.Month)
	}
	entry, _ := o.shared.of.LoadOrStore([2]string{indicator, procuratorate}, new(onceSeries))
	s := entry.(*onceSeries)
	s.once.Do(func() {
		s.results = c.Series(indicator, procuratorate, "", period.Monthly, first, o.shared.until)
	})
	at, end := MonthsBetween(first, from), MonthsBetween(first, o.Month)+1
	return s.results[at:end:end]
}
