package site

import (
	"anjian/internal/chart"
	"anjian/internal/indicator"
	"anjian/internal/period"
)

// funnel draws all procuratorates of one period against what chance allows; nil where there is
// nothing to draw or the indicator is no share.
func (b *builder) funnel(id string, d *indicator.Definition, p period.Period, box figureSize) *Figure {
	return b.draw(id, b.funnelDrawing(d, p, box))
}

func (b *builder) funnelDrawing(d *indicator.Definition, p period.Period, box figureSize) *drawing {
	s := b.Cube.Spread(d, p, lower)
	if len(s.Places) == 0 {
		return nil
	}
	whole := "各院合计 "
	if s.Compared < len(b.grassroots(p)) { // some are too small, or not known
		whole = "所比各院合计 "
	}
	size := firstOf(d.DenominatorLabel, "基数") + "（" + d.Unit + "）"
	spec := &chart.FunnelSpec{
		Head: chart.Head{
			Value: d.Title, Width: box.width, Height: box.height, Title: b.funnelTitle(s),
			Subtitle: "漏斗图：" + b.title(p) + "，横轴为" + size + "，基数越小允许的波动越大；虚线 95%，实线 99.8%",
		},
		Size: size, Center: whole + indicator.Format(d, s.Total).Value, Theta: s.Theta, Minimum: d.Minimum,
	}
	if s.Dispersion.Adjust {
		spec.Tau2 = s.Dispersion.Tau2
		spec.Subtitle += "，已按超离散放宽；点线为未放宽的 99.8%"
		spec.Method = "界限：按超离散 φ = " + tenths(s.Dispersion.Phi, 2) + "、τ² = " + tenths(s.Dispersion.Tau2, 4) + " 放宽；点线：二项分布精确值"
	}
	for _, place := range s.Places {
		r := place.Result
		spec.Units = append(spec.Units, chart.Unit{
			Name: place.Procuratorate.Short, Hits: r.Numerator.N, Of: r.Denominator.N, Text: b.text(d, r.Key).String(), Number: r.Key.ID(),
		})
		spec.Verdicts = append(spec.Verdicts, place.Verdict)
	}
	return &drawing{About: ids(d), Funnel: spec}
}

// funnelTitle states the finding: who lies outside the limits, if anyone.
func (b *builder) funnelTitle(s *indicator.Spread) string {
	if s.Reason != "" {
		return "各院" + s.Definition.Title + "：" + s.Reason
	}
	if words := placesFinding(s.Definition.Title, s); words != usual {
		return words
	}
	return "各院" + s.Definition.Title + "均属常态波动"
}
