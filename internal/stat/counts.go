package stat

import "math"

// A Count is one value of a share or a rate: so many events out of, or per, a base. Of a share the
// base is a number of cases or persons; of a rate it is what the events are set against, in the unit
// that the rate is told by (hundreds of cases for events per hundred). A base of zero is a gap.
type Count struct {
	Events, Base float64
	Known        bool
}

func (c Count) known() bool { return c.Known && c.Base > 0 }

// d2 turns an average moving range of two into a standard deviation.
const d2 = 1.128

// A model says how far a value strays by chance, as a standard deviation.
type model func(mean, base float64) float64

func ofShare(p, n float64) float64 { return math.Sqrt(max(0, p*(1-p)) / n) }

func ofRate(u, n float64) float64 { return math.Sqrt(u / n) }

// countLimits computes one segment of a chart of counts. The mean is that of all events over all
// bases of the baseline; the limits lie three standard deviations from it, each with its own base,
// where scaled times the dispersion.
func countLimits(counts []Count, from, to int, o Options, m model, scaled bool) Segment {
	s := Segment{From: from, To: to}
	var events, bases float64
	last := from // one past the baseline
	for i := from; i < to && (o.Baseline == 0 || s.Baseline < o.Baseline); i++ {
		if c := counts[i]; c.known() {
			events, bases = events+c.Events, bases+c.Base
			s.Baseline++
			last = i + 1
		}
	}
	s.Trial = s.Baseline < trialBelow
	if s.Baseline == 0 {
		return s
	}
	s.HasMean, s.Mean = true, events/bases
	var ranges []float64
	for i := from + 1; i < last; i++ {
		if counts[i-1].known() && counts[i].known() {
			ranges = append(ranges, abs(s.distance(counts[i], m)-s.distance(counts[i-1], m)))
		}
	}
	if len(ranges) > 0 {
		s.screen(ranges, o)
		s.Dispersion = s.MovingRange / d2
	} else if scaled {
		return s
	}
	factor := 3.0
	if scaled {
		factor *= s.Dispersion
	}
	s.HasLimits = true
	s.spread(counts[from:to], func(base float64) float64 { return factor * m(s.Mean, base) })
	return s
}

// distance is how many standard deviations a value lies from the mean.
func (s *Segment) distance(c Count, m model) float64 {
	deviation := m(s.Mean, c.Base)
	if deviation == 0 {
		return 0 // none or all: every value of the baseline is the mean
	}
	return (c.Events/c.Base - s.Mean) / deviation
}

// spread sets the limits of all points of the segment.
func (s *Segment) spread(counts []Count, reach func(base float64) float64) {
	n := len(counts)
	s.LowerAt, s.NearLowerAt = make([]float64, n), make([]float64, n)
	s.NearUpperAt, s.UpperAt = make([]float64, n), make([]float64, n)
	base, equal := 0.0, true
	for i, c := range counts {
		r := math.NaN()
		if c.known() {
			equal = equal && (base == 0 || c.Base == base)
			base, r = c.Base, reach(c.Base)
			s.Lower, s.Upper = s.Mean-r, s.Mean+r
			s.NearLower, s.NearUpper = s.Mean-r*2/3, s.Mean+r*2/3
		}
		s.LowerAt[i], s.UpperAt[i] = s.Mean-r, s.Mean+r
		s.NearLowerAt[i], s.NearUpperAt[i] = s.Mean-r*2/3, s.Mean+r*2/3
	}
	if equal {
		s.LowerAt, s.NearLowerAt, s.NearUpperAt, s.UpperAt = nil, nil, nil, nil
	}
}
