package indicator

import (
	"cmp"
	"runtime"
	"slices"

	"anjian/internal/closed"
	"anjian/internal/period"
)

// A History remembers the 异常提示 of the latest months. It is derived anew each time, from two
// sources: the data, read month by month as the charts would have shown them then (replay), and
// what was frozen when months were closed.
type History struct {
	Month    period.Period // the latest month
	From     period.Period // the earliest month that was looked at for everything
	Now      []Anomaly     // of the latest month, the strongest first
	Episodes []Episode     // in the order of indicators, procuratorates and months
}

// HistoryMonths is how many months History looks back for what is over; what still stands is
// followed to its beginning.
const HistoryMonths = 12

// History looks back from a month. Limits rest on locked baselines, so that a month is judged as
// it would have been then, on the data that there are now.
func (c *Cube) History(o AnomalyOptions, frozen []*closed.Anomalies) *History {
	o = o.filled(c)
	h := &History{Month: o.Month, From: c.monthsBefore(o.Month, HistoryMonths)}
	if h.From.Compare(h.Month) > 0 {
		return h // no data, or none of a month that is over
	}
	o.shared = &sharedSeries{until: o.Month}
	p := &past{cube: c, options: o, closed: map[period.Period]*closed.Anomalies{}, raises: map[story][]Raise{}}
	for _, f := range frozen {
		p.closed[f.Month] = f
	}
	h.Now = p.replay(h.From, h.Month)
	p.follow(h.From)
	for s, raises := range p.raises {
		for _, run := range runsOf(raises) {
			e := Episode{Indicator: s.indicator, Procuratorate: s.procuratorate, Direction: s.direction, Raises: run}
			p.settle(&e)
			h.Episodes = append(h.Episodes, e)
		}
	}
	c.sortEpisodes(h.Episodes)
	return h
}

// Episode returns the episode that an anomaly of the latest month belongs to.
func (h *History) Episode(a Anomaly) *Episode {
	for i := range h.Episodes {
		e := &h.Episodes[i]
		if e.Course == Ongoing && e.Indicator == a.Key.Indicator && e.Procuratorate == a.Key.Procuratorate && e.Direction == a.Direction {
			return e
		}
	}
	return nil
}

// A story is what the raises of an episode share.
type story struct {
	indicator, procuratorate string
	direction                int
}

// A past gathers raises. The months of a story are in their order.
type past struct {
	cube    *Cube
	options AnomalyOptions
	closed  map[period.Period]*closed.Anomalies
	raises  map[story][]Raise
}

// replay looks at whole months, side by side, and returns what the last one raises.
func (p *past) replay(from, to period.Period) []Anomaly {
	months := MonthsBetween(from, to) + 1
	found := make([][]Anomaly, months)
	inParallel(runtime.GOMAXPROCS(0), months, func(i int) {
		o := p.options
		o.Month = from.Add(i)
		found[i] = p.cube.Anomalies(o)
	})
	for i, list := range found {
		for s, r := range p.month(from.Add(i), list, nil) {
			p.raises[s] = append(p.raises[s], r)
		}
	}
	return found[months-1]
}

// month joins what a month raises on today's data with what was frozen; want limits it to some
// stories; nil for all.
func (p *past) month(month period.Period, found []Anomaly, want map[story]bool) map[story]Raise {
	f := p.closed[month]
	raises := map[story]Raise{}
	put := func(s story, now *Anomaly, then *closed.Anomaly) {
		if want != nil && !want[s] {
			return
		}
		r, ok := raises[s]
		if !ok {
			r = Raise{Month: month, Closed: f != nil}
		}
		if f != nil {
			r.Rules = f.Rules
		}
		if now != nil {
			r.Now = now
		}
		if then != nil {
			r.Then = then
		}
		raises[s] = r
	}
	for i := range found {
		put(story{found[i].Key.Indicator, found[i].Key.Procuratorate, found[i].Direction}, &found[i], nil)
	}
	if f != nil {
		for i := range f.List {
			put(story{f.List[i].Indicator, f.List[i].Procuratorate, f.List[i].Direction}, nil, &f.List[i])
		}
	}
	return raises
}

// follow goes back from a month with the stories that stood in it, until none goes further.
func (p *past) follow(from period.Period) {
	for month := from.Add(-1); month.Compare(p.cube.First()) >= 0; month = month.Add(-1) {
		live, series := map[story]bool{}, map[[2]string]bool{}
		for s, raises := range p.raises {
			if raises[0].continues(month) {
				live[s], series[[2]string{s.indicator, s.procuratorate}] = true, true
			}
		}
		if len(live) == 0 {
			return
		}
		o := p.options
		o.Month = month
		o.Only = func(indicator, procuratorate string) bool { return series[[2]string{indicator, procuratorate}] }
		for s, r := range p.month(month, p.cube.Anomalies(o), live) {
			p.raises[s] = slices.Insert(p.raises[s], 0, r)
		}
	}
}

// continues tells whether a raise tells the same change as one of an earlier month: it follows at
// once, or its run of months reaches back to it. A year to date reaches back to January whatever
// the months before were like; that joins nothing.
func (r *Raise) continues(earlier period.Period) bool {
	return r.Month.Add(-1) == earlier || !r.ofFunnel() && r.since().Compare(earlier) <= 0
}

// runsOf splits the raises of a story into episodes.
func runsOf(raises []Raise) [][]Raise {
	var runs [][]Raise
	from := 0
	for i := 1; i <= len(raises); i++ {
		if i == len(raises) || !raises[i].continues(raises[i-1].Month) {
			runs = append(runs, raises[from:i:i])
			from = i
		}
	}
	return runs
}

// sortEpisodes brings them into the order of the indicators, then that of the places, all together
// first, then that of the months.
func (c *Cube) sortEpisodes(list []Episode) {
	place := map[string]int{}
	for i, p := range c.Organisation.Procuratorates {
		place[p.ID] = i + 1
	}
	order := map[string]int{}
	for i, d := range c.Definitions {
		order[d.ID] = i
	}
	slices.SortFunc(list, func(a, b Episode) int {
		return cmp.Or(
			cmp.Compare(order[a.Indicator], order[b.Indicator]), cmp.Compare(a.Indicator, b.Indicator),
			cmp.Compare(place[a.Procuratorate], place[b.Procuratorate]), cmp.Compare(a.Procuratorate, b.Procuratorate),
			a.Raises[0].Month.Compare(b.Raises[0].Month), cmp.Compare(a.Direction, b.Direction),
		)
	})
}
