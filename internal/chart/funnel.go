package chart

import (
	"cmp"
	"fmt"
	"math"
	"strings"

	"anjian/internal/stat"

	"github.com/go-echarts/go-echarts/v2/opts"
)

// A FunnelSpec is a funnel plot (漏斗图): shares of several procuratorates in
// one period against the range that chance alone explains at their size. It
// compares nobody with anybody: units stand in the order given.
type FunnelSpec struct {
	Head            // Unit is "%"; Value names the share
	Units   []Unit  `toml:"units"`   // in administrative order
	Size    string  `toml:"size"`    // what the horizontal axis counts: 审结人数（人）
	Center  string  `toml:"center"`  // finished, the share of all: 各院合计 23.5%
	Theta   float64 `toml:"theta"`   // the share of all in [0, 1]; 0: computed from the units
	Minimum int64   `toml:"minimum"` // units with fewer than this are listed and not drawn

	// Where units differ more than chance explains (超离散), Tau2 is the variance between them that
	// widens the limits; the exact 99.8 % limits are drawn too, dotted. 0: exact limits alone.
	Tau2     float64        `toml:"tau2"`
	Verdicts []stat.Verdict `toml:"verdicts"` // by unit, where they were settled elsewhere; nil: by the limits
	Method   string         `toml:"method"`   // finished, how limits and verdicts were found; the exact method when empty
}

// exactMethod is how limits are found where nothing widens them.
const exactMethod = "界限：二项分布精确值，插值绘制；判断按精确尾概率"

// limits returns the limits that units of a size are held against.
func (s FunnelSpec) limits(n int64, theta float64) stat.FunnelLimits {
	if s.Tau2 > 0 {
		return stat.AdjustedFunnel(n, theta, s.Tau2)
	}
	return stat.Funnel(n, theta)
}

func (s FunnelSpec) verdict(i int, theta float64) stat.Verdict {
	u := s.Units[i]
	switch {
	case s.Verdicts != nil:
		return s.Verdicts[i]
	case s.Tau2 > 0:
		return stat.JudgeAdjusted(u.Hits, u.Of, theta, s.Tau2)
	}
	return stat.Judge(u.Hits, u.Of, theta)
}

// A Unit is one point of a funnel: Hits of Of.
type Unit struct {
	Name string `toml:"name"`
	Hits int64  `toml:"hits"`
	Of   int64  `toml:"of"`
	Text string `toml:"text"` // finished: 23.5%（141/601 人）

	Number string `toml:"number"` // id of the number, for the table
}

// A funnelPoint is a drawn unit with its verdict.
type funnelPoint struct {
	Unit
	share   float64 // per cent
	limits  stat.FunnelLimits
	verdict stat.Verdict
	drawn   bool
}

// Funnel draws a funnel plot. Limits are exact and interpolated; a verdict is
// the exact tail, see stat.Judge.
func Funnel(s FunnelSpec) (Figure, error) {
	if err := s.check(); err != nil {
		return Figure{}, err
	}
	if s.Unit == "" {
		s.Unit = "%"
	}
	if s.Subtitle == "" {
		s.Subtitle = "漏斗图：基数越小，允许的波动越大；虚线 95%，实线 99.8%"
	}
	theta := s.theta()
	points := s.points(theta)
	width, height := s.size(760, 330)
	x, y, first := s.funnelScales(points, theta)
	f := valueFrame(width, height, math.Max(52, textWidth(s.Center)+16), &y)
	f.bottom -= 14 // the name of the horizontal axis
	y.from = f.bottom
	x.from, x.to = f.left, f.right

	c := newCanvas(width, height)
	f.values(c, y, s.Unit)
	for _, v := range x.ticks() {
		c.vertical(x.at(v), f.bottom, f.bottom+4, pen{color: mute})
		c.text(x.at(v), f.bottom+15, plain(v), script{color: ink2, anchor: "middle"})
	}
	c.text((f.left+f.right)/2, f.bottom+33, s.Size, script{color: ink2, anchor: "middle"})
	f.base(c)

	o := newOption("funnel", "item", f)
	o.Anjian.Method = ruled("funnel", cmp.Or(s.Method, exactMethod))
	o.XAxis = valueAxis(x)
	o.XAxis.AxisLine = &opts.AxisLine{Show: opts.Bool(true), LineStyle: &opts.LineStyle{Color: mute.live()}}
	o.XAxis.SplitLine = &opts.SplitLine{Show: opts.Bool(false)}
	o.XAxis.Name, o.XAxis.NameLocation, o.XAxis.NameGap = s.Size, "middle", 26
	o.XAxis.NameTextStyle = &nameStyle{Color: ink2.live(), FontSize: 12}
	o.YAxis = named(valueAxis(y), s.Unit)

	curves := s.curves(theta, first, x.max)
	middle := limitLine{value: theta * 100, words: s.Center, pen: pen{color: ink}, color: ink}
	side := []sideWord{{value: middle.value, words: s.Center, color: ink}}
	for _, curve := range curves {
		curve.draw(c, x, y)
		if curve.name != "" {
			side = append(side, sideWord{value: curve.last(), words: curve.name, color: ink2})
		}
		o.Series = append(o.Series, curve.live())
	}
	c.path("M"+pixel(f.left)+" "+pixel(crisp(y.at(middle.value)))+"H"+pixel(f.right), middle.pen, "limit")
	labels := placeUnits(points, f, x, y, y.at(middle.value))
	o.Series = append(o.Series, drawUnits(c, points, labels, x, y))
	o.Series[len(o.Series)-1].MarkLine = &marks{Silent: true, Symbol: "none", Data: []any{middle.live(x.min, x.max)}}
	f.beside(c, o, side, x.max, y)
	return finish(s.Head, s.sentence(points, theta), c, o, s.table(points, o.Anjian.Method))
}

func (s FunnelSpec) check() error {
	if err := s.Head.check(); err != nil {
		return err
	}
	for _, u := range s.Units {
		if u.Hits < 0 || u.Hits > u.Of {
			return fmt.Errorf("chart %s: %d of %d is no share", s.ID, u.Hits, u.Of)
		}
	}
	if s.Verdicts != nil && len(s.Verdicts) != len(s.Units) {
		return fmt.Errorf("chart %s: %d verdicts for %d units", s.ID, len(s.Verdicts), len(s.Units))
	}
	if s.Theta < 0 || s.Theta > 1 {
		return fmt.Errorf("chart %s: centre %v is no share", s.ID, s.Theta)
	}
	return nil
}

func (s FunnelSpec) theta() float64 {
	if s.Theta > 0 {
		return s.Theta
	}
	var hits, of int64
	for _, u := range s.Units {
		hits, of = hits+u.Hits, of+u.Of
	}
	if of == 0 {
		return 0
	}
	return float64(hits) / float64(of)
}

func (s FunnelSpec) points(theta float64) []funnelPoint {
	list := make([]funnelPoint, len(s.Units))
	for i, u := range s.Units {
		list[i] = funnelPoint{Unit: u}
		if u.Of == 0 || u.Of < s.Minimum {
			continue
		}
		list[i].drawn = true
		list[i].share = float64(u.Hits) / float64(u.Of) * 100
		list[i].limits = s.limits(u.Of, theta)
		list[i].verdict = s.verdict(i, theta)
	}
	return list
}

// funnelScales covers the units, and the curves from the size `first` on: half
// the smallest drawn unit, but not so small that the curves fill the picture.
func (s FunnelSpec) funnelScales(points []funnelPoint, theta float64) (x, y scale, first float64) {
	smallest, largest := math.Inf(1), 0.0
	low, high := theta*100, theta*100
	for _, p := range points {
		if p.drawn {
			smallest, largest = math.Min(smallest, float64(p.Of)), math.Max(largest, float64(p.Of))
			low, high = math.Min(low, p.share), math.Max(high, p.share)
		}
	}
	if largest == 0 {
		smallest, largest = 1, 100
	}
	x = nice(0, largest*1.08, ZeroUp, true)
	first = math.Ceil(math.Max(1, math.Max(smallest*0.6, x.max/25)))
	if first > smallest {
		first = math.Max(1, smallest)
	}
	edge := s.limits(int64(first), theta)
	low, high = math.Min(low, edge.Lower998*100), math.Max(high, edge.Upper998*100)
	if low < 0.5*high {
		low = 0
	}
	return x, nice(low, high+(high-low)*0.05, Percent, false), first
}

// A curve is one limit over the sizes of groups, in per cent.
type curve struct {
	name   string
	dash   bool
	dots   bool
	points [][2]float64
}

func (c curve) last() float64 { return c.points[len(c.points)-1][1] }

// curves computes the limits at about sixty sizes, denser where they bend.
func (s FunnelSpec) curves(theta, first, last float64) []curve {
	curves := []curve{{name: "99.8%"}, {dash: true}, {name: "95%", dash: true}, {}}
	if s.Tau2 > 0 {
		curves = append(curves, curve{dots: true}, curve{dots: true})
	}
	const steps = 60
	before := 0.0
	for i := 0; i <= steps; i++ {
		part := float64(i) / steps
		n := math.Round(first + float64((last-first)*part*part))
		if n == before {
			continue
		}
		before = n
		l := s.limits(int64(n), theta)
		at := []float64{l.Upper998, l.Upper95, l.Lower95, l.Lower998}
		if s.Tau2 > 0 {
			exact := stat.Funnel(int64(n), theta)
			at = append(at, exact.Upper998, exact.Lower998)
		}
		for j, v := range at {
			curves[j].points = append(curves[j].points, [2]float64{n, short4(v * 100)})
		}
	}
	return curves
}

func (v curve) pen() pen {
	if v.dots {
		return pen{color: mute, dash: "1 3"}
	}
	if v.dash {
		return pen{color: mute, dash: "4 2"}
	}
	return pen{color: mute}
}

func (v curve) draw(c *canvas, x, y scale) {
	var d strings.Builder
	for i, p := range v.points {
		d.WriteByte("LM"[btoi(i == 0)])
		d.WriteString(pixel(x.at(p[0])) + " " + pixel(y.at(p[1])))
	}
	c.path(d.String(), v.pen(), "curve")
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

func (v curve) live() series {
	s := series{Type: "line", Symbol: "none", Silent: true, LineStyle: &opts.LineStyle{Color: mute.live(), Width: 1, Type: "solid"}}
	if v.dash {
		s.LineStyle.Type = "dashed"
	}
	if v.dots {
		s.LineStyle.Type = "dotted"
	}
	for _, p := range v.points {
		s.Data = append(s.Data, datum{Value: p})
	}
	s.Name = v.name
	return s
}
