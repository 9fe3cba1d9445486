package indicator

import (
	"math"
	"slices"

	"anjian/internal/period"
	"anjian/internal/stat"
)

// funnel compares the procuratorates of each level over the year to date; see Spread for how it
// judges.
func (c *Cube) funnel(d *Definition, month period.Period) map[string]Anomaly {
	ytd := month.Within(period.ToDate)
	found := map[string]Anomaly{}
	var levels []string
	for _, p := range c.Organisation.Procuratorates {
		if slices.Contains(levels, p.Level) {
			continue
		}
		levels = append(levels, p.Level)
		s := c.Spread(d, ytd, func(other Procuratorate) bool { return other.Level == p.Level })
		if s.Reason != "" {
			continue
		}
		for _, place := range s.Places {
			if a, outside := s.anomaly(c, place); outside {
				found[place.Procuratorate.ID] = a
			}
		}
	}
	return found
}

// anomaly says that a procuratorate lies outside the 99.8 % limits.
func (s *Spread) anomaly(c *Cube, p Place) (Anomaly, bool) {
	r, d := p.Result, s.Definition
	a := Anomaly{Kind: Funnel, Key: r.Key, Result: r, Since: s.Period.First()}
	side := "超出 99.8% 常态波动范围"
	switch p.Verdict {
	case stat.Above998:
		a.Direction = 1
	case stat.Below998:
		a.Direction, side = -1, "低于 99.8% 常态波动范围"
	default:
		return Anomaly{}, false
	}
	share, _ := r.Value()
	deviation := math.Sqrt(s.Theta * (1 - s.Theta) / float64(r.Denominator.N))
	a.Strength = math.Abs(share-s.Theta) / deviation / stat.Z998
	if s.Dispersion.Adjust {
		a.Strength = math.Abs(stat.AdjustedScore(r.Numerator.N, r.Denominator.N, s.Theta, s.Dispersion.Tau2)) / stat.Z998
		side += "（已按超离散放宽）"
	}
	a.Sentence = c.Organisation.Title(r.Procuratorate) + d.Title + " " + d.brief(r) + "，" + side +
		"；" + s.Period.Title() + "同级合计 " + d.brief(s.Total)
	return a, true
}
