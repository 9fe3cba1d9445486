package indicator

import "anjian/internal/period"

// settle finds what became of an episode.
func (p *past) settle(e *Episode) {
	latest := e.Latest()
	switch {
	case latest == nil:
		e.Course = Withdrawn
	case latest.Key.Period.Last() == p.options.Month:
		e.Course = Ongoing
	case p.standsNow(story{e.Indicator, e.Procuratorate, -e.Direction}):
		e.Course = Superseded
	case latest.Kind == Funnel:
		p.settleFunnel(e, latest.Key)
	default:
		p.settleChart(e, latest.Key)
	}
}

// standsNow tells whether the data raise a story in the latest month.
func (p *past) standsNow(s story) bool {
	raises := p.raises[s]
	if len(raises) == 0 {
		return false
	}
	last := raises[len(raises)-1]
	return last.Now != nil && last.Month == p.options.Month
}

// settleChart looks at the months after an episode: whether limits were set anew, and which is the
// first with a number that the chart judged and found to be chance.
func (p *past) settleChart(e *Episode, last Key) {
	d := p.cube.Definition(e.Indicator)
	series := p.cube.Series(e.Indicator, e.Procuratorate, "", period.Monthly, last.Period.Last(), p.options.Month)
	var rebased []Rebase
	if p.options.Rebased != nil {
		rebased = p.options.Rebased(e.Indicator, e.Procuratorate)
	}
	if starts := p.cube.Breaks(d, series, rebased...); len(starts) > 0 {
		e.Course, e.Until = Renewed, series[starts[0]].Period
		return
	}
	e.Course = Unjudged
	for i, point := range d.Points(series) {
		if i > 0 && point.Known {
			e.Course, e.Until = Recovered, series[i].Period
			return
		}
	}
}

// settleFunnel looks at the years to date after an episode.
func (p *past) settleFunnel(e *Episode, last Key) {
	d := p.cube.Definition(e.Indicator)
	e.Course = Unjudged
	for month := last.Period.Last().Add(1); month.Compare(p.options.Month) <= 0; month = month.Add(1) {
		r := p.cube.Result(Key{Indicator: e.Indicator, Period: month.Within(period.ToDate), Procuratorate: e.Procuratorate})
		if r.State == Known && !r.Denominator.below(max(d.Minimum, 1)) {
			e.Course, e.Until = Recovered, month
			return
		}
	}
}
