package indicator

import (
	"anjian/internal/period"
	"anjian/internal/stat"
)

// A Spread compares the shares of procuratorates of one level in one period with what chance alone
// explains at their size (漏斗图). It compares nobody with anybody: order is the administrative one.
type Spread struct {
	Definition *Definition
	Period     period.Period
	Reason     string // why nothing is compared; "" else
	Places     []Place
	Total      Result // of those compared, together (同级合计)
	Theta      float64
	Dispersion stat.Dispersion
	Many       bool // so many that single verdicts are replaced by stat.Discoveries
	Compared   int
}

// A Place is one procuratorate of a spread. Small ones are listed and not judged.
type Place struct {
	Procuratorate Procuratorate
	Result        Result
	Small         bool
	Verdict       stat.Verdict
}

// leastCompared is how many procuratorates make a comparison.
const leastCompared = 3

// Spread looks at the procuratorates that keep wants, of one level. Those whose denominator is
// below the indicator's minimum are small. Where procuratorates differ more than chance explains,
// the limits are widened by the variance between them, and so are the verdicts; among more than
// stat.ManyGroups only discoveries are outside.
func (c *Cube) Spread(d *Definition, p period.Period, keep func(Procuratorate) bool) *Spread {
	s := &Spread{Definition: d, Period: p}
	if !d.Fraction() || d.Style != Percent {
		s.Reason = "不是比例，不作漏斗图比较"
		return s
	}
	var x, n int64
	var groups []stat.Group
	for _, place := range c.Existing(p) {
		if !keep(place) {
			continue
		}
		r := c.Result(Key{Indicator: d.ID, Period: p, Procuratorate: place.ID})
		if r.State != Known {
			continue
		}
		if r.Numerator.Scale > 0 || r.Denominator.Scale > 0 || r.Numerator.N < 0 || r.Numerator.N > r.Denominator.N {
			*s = Spread{Definition: d, Period: p, Reason: "分子不是分母的一部分，偶然性无从推算"}
			return s
		}
		one := Place{Procuratorate: place, Result: r, Small: r.Denominator.below(max(d.Minimum, 1))}
		if !one.Small {
			x, n = x+r.Numerator.N, n+r.Denominator.N
			groups = append(groups, stat.Group{X: r.Numerator.N, N: r.Denominator.N})
		}
		s.Places = append(s.Places, one)
	}
	s.Compared = len(groups)
	s.Total = Result{Key: Key{Indicator: d.ID, Period: p}, Numerator: Amount{N: x}, Denominator: Amount{N: n}}.judged()
	if s.Compared < leastCompared {
		s.Reason = "基数够的单位不足 3 个，不作比较"
		return s
	}
	s.Theta = float64(x) / float64(n)
	s.Dispersion = stat.Overdispersion(groups, s.Theta)
	s.Many = s.Compared > stat.ManyGroups
	s.judge()
	return s
}

func (s *Spread) judge() {
	var compared []*Place
	var tails []float64
	for i := range s.Places {
		p := &s.Places[i]
		if p.Small {
			continue
		}
		x, n := p.Result.Numerator.N, p.Result.Denominator.N
		compared = append(compared, p)
		if s.Dispersion.Adjust {
			p.Verdict = stat.JudgeAdjusted(x, n, s.Theta, s.Dispersion.Tau2)
			tails = append(tails, stat.AdjustedTail(x, n, s.Theta, s.Dispersion.Tau2))
		} else {
			p.Verdict = stat.Judge(x, n, s.Theta)
			tails = append(tails, stat.TailProbability(x, n, s.Theta))
		}
	}
	if !s.Many {
		return
	}
	for i, found := range stat.Discoveries(tails, stat.DiscoveryRate) {
		p := compared[i]
		share := float64(p.Result.Numerator.N) / float64(p.Result.Denominator.N)
		switch {
		case found && share > s.Theta:
			p.Verdict = stat.Above998
		case found:
			p.Verdict = stat.Below998
		case p.Verdict == stat.Above998:
			p.Verdict = stat.Above95
		case p.Verdict == stat.Below998:
			p.Verdict = stat.Below95
		}
	}
}
