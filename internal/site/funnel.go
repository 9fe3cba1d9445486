package site

import (
	"strings"

	"anjian/internal/chart"
	"anjian/internal/indicator"
	"anjian/internal/period"
	"anjian/internal/stat"
)

// funnel draws all procuratorates of one period against what chance allows; nil where there is
// nothing to draw or the indicator is no share.
func (b *builder) funnel(id string, d *indicator.Definition, p period.Period, box figureSize) *Figure {
	size := firstOf(d.DenominatorLabel, "基数") + "（" + d.Unit + "）"
	all := b.Cube.Result(indicator.Key{Indicator: d.ID, Period: p})
	spec := chart.FunnelSpec{
		Head: chart.Head{
			ID: id, Value: d.Title, Width: box.width, Height: box.height,
			Subtitle: "漏斗图：" + b.title(p) + "，横轴为" + size + "，基数越小允许的波动越大；虚线 95%，实线 99.8%",
		},
		Size: size, Center: b.placeTitle("") + " " + indicator.Format(d, all).Value, Minimum: d.Minimum, SizeUnit: d.Unit,
	}
	if theta, ok := all.Value(); ok {
		spec.Theta = theta
	}
	for _, place := range b.grassroots(p) {
		r := b.Cube.Result(indicator.Key{Indicator: d.ID, Period: p, Procuratorate: place.ID})
		if r.State != indicator.Known {
			continue
		}
		if r.Numerator.N < 0 || r.Numerator.N > r.Denominator.N {
			return nil // a quotient, but no share of a whole: chance says nothing about it
		}
		spec.Units = append(spec.Units, chart.Unit{
			Name: place.Short, Hits: r.Numerator.N, Of: r.Denominator.N, Text: b.text(d, r.Key).String(), Number: r.Key.ID(),
		})
	}
	if len(spec.Units) == 0 {
		return nil
	}
	spec.Title = b.funnelTitle(d, spec)
	f, err := chart.Funnel(spec)
	return b.figure(f, err, d)
}

// funnelTitle states the finding: who lies outside the limits, if anyone.
func (b *builder) funnelTitle(d *indicator.Definition, s chart.FunnelSpec) string {
	var above, below []string
	for _, u := range s.Units {
		if u.Of < s.Minimum {
			continue
		}
		switch stat.Judge(u.Hits, u.Of, s.Theta) {
		case stat.Above998:
			above = append(above, u.Name)
		case stat.Below998:
			below = append(below, u.Name)
		}
	}
	switch {
	case len(above)+len(below) == 0:
		return "各院" + d.Title + "均属常态波动"
	case len(below) == 0:
		return strings.Join(above, "、") + "高于常态波动范围，其余属常态波动"
	case len(above) == 0:
		return strings.Join(below, "、") + "低于常态波动范围，其余属常态波动"
	}
	return strings.Join(above, "、") + "高于、" + strings.Join(below, "、") + "低于常态波动范围，其余属常态波动"
}
