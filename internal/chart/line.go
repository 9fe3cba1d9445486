package chart

import (
	"fmt"
	"math"
	"strings"

	"github.com/go-echarts/go-echarts/v2/opts"
)

// A LineSpec is one to three series over the same periods, without limits. Bounded says that the second and
// the third are the bounds (区间) of the first: how far chance alone may have moved it.
type LineSpec struct {
	Head
	Series  []Series `toml:"series"`
	Bounded bool     `toml:"bounded"`
	Bands   []Band   `toml:"band"`
	Breaks  []Break  `toml:"break"`
}

// A Series is a named row of points. All series of a figure have the same
// labels in the same order.
type Series struct {
	Name   string  `toml:"name"`
	Points []Point `toml:"point"`
}

// seriesPens tell three lines apart by colour and dash.
var seriesPens = [3]pen{{color: brand, width: 1.75}, {color: warn, width: 1.75, dash: "5 3"}, {color: mute, width: 1.75, dash: "2 2"}}

// boundPen draws bounds, thinner than what they bound; their points are no more than a place for their numbers.
var boundPen = pen{color: mute, width: 1.25, dash: "3 3"}

const boundDot = 2

// pen is that of a series; bound says that it bounds another.
func (s LineSpec) pen(i int) (p pen, bound bool) {
	if s.Bounded && i > 0 {
		return boundPen, true
	}
	return seriesPens[i], false
}

// Line draws lines with their names at their ends.
func Line(s LineSpec) (Figure, error) {
	if err := checkSeries(s.Head, s.Series, len(seriesPens)); err != nil {
		return Figure{}, err
	}
	if s.Bounded && len(s.Series) != len(seriesPens) {
		return Figure{}, fmt.Errorf("chart %s: bounds are two series beside the first; there are %d", s.ID, len(s.Series))
	}
	periods := s.Series[0].Points
	for _, one := range s.Series {
		s.Bounds = s.Bounds.holding(one.Points)
	}
	dated, err := newDates(s.Head, len(periods), s.Bands, s.Breaks)
	if err != nil {
		return Figure{}, err
	}
	width, height := s.size(560, 250)
	right := 16.0
	if len(s.Series) > 1 {
		for _, one := range s.Series {
			right = math.Max(right, textWidth(one.Name)+14)
		}
	}
	f := frame{left: 48, right: width - right}
	y := s.scale(dated.rowCount(f, f.index(len(periods))))
	f = valueFrame(width, height, right, &y)
	x := f.index(len(periods))

	c := newCanvas(width, height)
	dated.drawBands(c, f, x)
	f.values(c, y, s.Unit)
	f.base(c)
	at := f.periods(c, periods, x)
	dated.drawBreaks(c, f, x)
	o := newOption("line", "axis", f)
	o.Anjian.Ticks = tickWords(periods)
	o.Tooltip.AxisPointer = &opts.AxisPointer{Type: "line", Snap: opts.Bool(true)}
	o.XAxis = indexAxis(len(periods), at)
	o.YAxis = named(valueAxis(y), s.Unit)
	known := false
	for i, one := range s.Series {
		pen, bound := s.pen(i)
		polyline(c, one.Points, x, y, pen)
		mark := style{symbol: "circle", size: 5, color: pen.color}
		if bound {
			mark.size = boundDot
		}
		for j, p := range one.Points {
			if p.Known {
				c.symbol(x.at(float64(j)), y.at(p.Value), mark, one.title(p, len(s.Series)))
			}
		}
		o.Series = append(o.Series, one.live(pen, bound))
		known = known || one.last() >= 0
	}
	dated.addTo(o, f, x, y)
	f.beside(c, o, s.names(), x.max, y)
	if !known {
		f.nothing(c, o, x, y)
	}
	return finish(s.Head, s.sentence(), c, o, seriesTable(s.Head, "统计期", s.Series))
}

func checkSeries(h Head, list []Series, most int) error {
	if err := h.check(); err != nil {
		return err
	}
	if len(list) == 0 || len(list) > most || len(list[0].Points) == 0 {
		return fmt.Errorf("chart %s: %d series; want 1 to %d, with points", h.ID, len(list), most)
	}
	for _, s := range list {
		if err := h.finite(s.Points); err != nil {
			return err
		}
		if len(s.Points) != len(list[0].Points) {
			return fmt.Errorf("chart %s: series of %d and %d points", h.ID, len(list[0].Points), len(s.Points))
		}
		for i, p := range s.Points {
			if p.Label != list[0].Points[i].Label {
				return fmt.Errorf("chart %s: point %d is %q in one series and %q in another", h.ID, i, list[0].Points[i].Label, p.Label)
			}
		}
	}
	return nil
}

// scale covers all series; it starts at zero when that costs little.
func (s LineSpec) scale(rows int) scale {
	var all []Point
	for _, one := range s.Series {
		all = append(all, one.Points...)
	}
	low, high, ok := extent(all)
	if !ok {
		low, high = 0, 1
	}
	if s.Bounds != Signed && low < 0.5*high {
		low = 0
	}
	high += (high - low) * 0.09 * float64(rows)
	return nice(low, high, s.Bounds, whole(all))
}

// last returns the index of the last known point, −1 if there is none.
func (s Series) last() int {
	for i := len(s.Points) - 1; i >= 0; i-- {
		if s.Points[i].Known {
			return i
		}
	}
	return -1
}

// title is what the browser shows over a point.
func (s Series) title(p Point, of int) string {
	if of > 1 {
		return p.Label + " " + s.Name + " " + p.words()
	}
	return p.Label + " " + p.words()
}

// names are those of several lines, beside their last points.
func (s LineSpec) names() []sideWord {
	var list []sideWord
	for i, one := range s.Series {
		if last := one.last(); last >= 0 && len(s.Series) > 1 {
			pen, _ := s.pen(i)
			color := pen.color
			if color == mute { // too pale for text
				color = ink2
			}
			list = append(list, sideWord{value: one.Points[last].Value, words: one.Name, color: color})
		}
	}
	return list
}

func (s Series) live(p pen, bound bool) series {
	list := series{
		Type: "line", Name: s.Name, Data: data(s.Points), Symbol: "circle", SymbolSize: 5, ShowAllSymbol: true,
		LineStyle: &opts.LineStyle{Color: p.color.live(), Width: float32(p.width), Type: "solid"},
		ItemStyle: &opts.ItemStyle{Color: p.color.live()},
	}
	switch {
	case bound:
		list.LineStyle.Type, list.SymbolSize = "dashed", boundDot
	case p == seriesPens[1]:
		list.LineStyle.Type = "dashed"
	case p == seriesPens[2]:
		list.LineStyle.Type = "dotted"
	}
	return list
}

// seriesTable has one row per label and one column per series.
func seriesTable(h Head, first string, list []Series) Table {
	t := Table{Caption: h.Title, Header: []string{first}}
	for _, s := range list {
		name := s.Name
		if name == "" {
			name = h.Value
		}
		if name == "" {
			name = "数值"
		}
		t.Header = append(t.Header, name)
	}
	for i, p := range list[0].Points {
		row, numbers := []string{p.Label}, []string{""}
		for _, s := range list {
			row, numbers = append(row, s.Points[i].words()), append(numbers, s.Points[i].Number)
		}
		t.Rows, t.Numbers = append(t.Rows, row), append(t.Numbers, numbers)
	}
	return t
}

// sentence tells of each series its span, its ends and its extremes.
func (s LineSpec) sentence() string {
	points := s.Series[0].Points
	var b strings.Builder
	b.WriteString(points[0].Label)
	if len(points) > 1 {
		fmt.Fprintf(&b, "至%s共 %d 期", points[len(points)-1].Label, len(points))
	}
	for i, one := range s.Series {
		if _, bound := s.pen(i); bound {
			continue // the numbers stand in the table
		}
		b.WriteString("；")
		if len(s.Series) > 1 && !s.Bounded {
			b.WriteString(one.Name + " ")
		}
		last := one.last()
		if last < 0 {
			b.WriteString("没有数值")
			continue
		}
		low, high := last, last
		for i, p := range one.Points {
			if p.Known && p.Value < one.Points[low].Value {
				low = i
			}
			if p.Known && p.Value > one.Points[high].Value {
				high = i
			}
		}
		fmt.Fprintf(&b, "%s %s", one.Points[last].Label, one.Points[last].short())
		if low != high {
			fmt.Fprintf(&b, "，最高 %s（%s），最低 %s（%s）", one.Points[high].short(), one.Points[high].Label, one.Points[low].short(), one.Points[low].Label)
		}
	}
	return b.String() + "。"
}
