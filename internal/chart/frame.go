package chart

import (
	"math"

	"github.com/go-echarts/go-echarts/v2/opts"
)

// A frame is the rectangle in which values are drawn, in pixels of the picture.
type frame struct {
	width, height            float64
	left, right, top, bottom float64

	compact bool // few words: of a small multiple
}

// valueFrame leaves room for the value axis' numbers on the left, the unit
// above and the given space on the right.
func valueFrame(width, height, right float64, s *scale) frame {
	left := 0.0
	for _, v := range s.ticks() {
		left = math.Max(left, textWidth(plain(v)))
	}
	f := frame{width: width, height: height, left: math.Ceil(left) + 22, right: width - right, top: 30, bottom: height - 30}
	s.from, s.to = f.bottom, f.top
	return f
}

// values draws the value axis: hairlines, numbers, the unit above.
func (f frame) values(c *canvas, s scale, unit string) {
	for _, v := range s.spaced(22) {
		y := s.at(v)
		if s.min != v {
			c.horizontal(f.left, f.right, y, pen{color: line})
		}
		c.text(f.left-8, y, plain(v), script{color: ink2, anchor: "end"})
	}
	if unit != "" && !f.compact {
		c.text(f.left-8, f.top-18, unit, script{color: ink2, anchor: "end"})
	}
}

// named adds the unit to the live value axis.
func named(a axis, unit string) axis {
	a.Name = unit
	a.NameLocation = "end"
	a.NameGap = 10
	a.NameTextStyle = &nameStyle{Color: ink2.live(), FontSize: 12, Align: "right", Padding: [4]int{0, 8, 0, 0}}
	return a
}

// unitBelow adds the unit to the live horizontal value axis, after its numbers.
func unitBelow(a axis, unit string) axis {
	a.Name = unit
	a.NameLocation = "end"
	a.NameGap = 14
	a.NameTextStyle = &nameStyle{Color: ink2.live(), FontSize: 12, Align: "left", Vertical: "top", Padding: [4]int{9, 0, 0, 0}}
	return a
}

// remarks are words of the live chart at places in the axes' numbers: what
// the static chart writes where no item of ECharts could carry a label.
func remarks(list []datum) series {
	return series{
		Type: "scatter", Data: list, Symbol: "circle", SymbolSize: 1, Silent: true, Z: 4,
		ItemStyle: &opts.ItemStyle{Color: card.live(), Opacity: opts.Float(1)}, LabelLayout: offsets,
	}
}

// A sideWord stands in the right margin beside the value it names.
type sideWord struct {
	value float64
	words string
	color token
	bold  bool
}

// beside writes words in the right margin as near to their values as they can
// stand apart, and adds the same to the live chart, whose axis ends at right.
// ECharts' own labels of lines would overprint each other.
func (f frame) beside(c *canvas, o *option, words []sideWord, right float64, y scale) {
	wished := make([]float64, len(words))
	for i, w := range words {
		wished[i] = y.at(w.value)
	}
	var list []datum
	for i, place := range spread(wished, f.top, f.bottom) {
		w := words[i]
		c.text(f.right+6, place, w.words, script{color: w.color, bold: w.bold})
		d := datum{Value: [2]float64{right, short4(y.value(place))}, Short: w.words, Label: quiet(w.color, "right", "@short")}
		if w.bold {
			d.Label = bold(w.color, "right", "@short")
		}
		list = append(list, d)
	}
	if len(list) > 0 {
		o.Series = append(o.Series, remarks(list))
	}
}

// nothing says in the middle of an empty picture that there is nothing to draw.
func (f frame) nothing(c *canvas, o *option, x, y scale) {
	const words = "没有可以绘出的数值"
	c.text((f.left+f.right)/2, (f.top+f.bottom)/2, words, script{color: ink2, anchor: "middle", halo: true})
	at := [2]float64{short4((x.min + x.max) / 2), short4((y.min + y.max) / 2)}
	o.Series = append(o.Series, remarks([]datum{{Value: at, Short: words, Label: quiet(ink2, "inside", "@short")}}))
}

// base draws the line under the values.
func (f frame) base(c *canvas) { c.horizontal(f.left, f.right, f.bottom, pen{color: mute}) }

// index maps point numbers to pixels, half a step of room at both ends.
func (f frame) index(n int) scale {
	return scale{min: -0.5, max: float64(n) - 0.5, step: 1, from: f.left, to: f.right}
}

// everyTick picks the points whose words fit under the axis: all, or every
// second, third, fourth, sixth, twelfth…, counted from the first.
func everyTick(points []Point, width float64) []int {
	widest := 0.0
	for _, p := range points {
		widest = math.Max(widest, textWidth(p.tick()))
	}
	n := len(points)
	step := 1
	for _, step = range []int{1, 2, 3, 4, 6, 12, 24, 36, 60, 120} {
		if float64((n+step-1)/step)*(widest+14) <= width {
			break
		}
	}
	var at []int
	for i := 0; i < n; i += step {
		at = append(at, i)
	}
	return at
}

// periods draws the words under the axis and returns their places for the
// live axis.
func (f frame) periods(c *canvas, points []Point, x scale) []float64 {
	var at []float64
	list := everyTick(points, f.right-f.left)
	if f.compact && len(points) > 1 {
		list = []int{0, len(points) - 1}
	}
	for _, i := range list {
		c.text(x.at(float64(i)), f.bottom+15, points[i].tick(), script{color: ink2, anchor: "middle"})
		at = append(at, float64(i))
	}
	return at
}

// tickWords are the words of all points, for the live axis and its tooltip.
func tickWords(points []Point) []string {
	words := make([]string, len(points))
	for i, p := range points {
		words[i] = p.tick()
	}
	return words
}

// runs cuts points at their gaps: half-open ranges of known points.
func runs(points []Point) [][2]int {
	var list [][2]int
	for from := 0; from < len(points); from++ {
		if !points[from].Known {
			continue
		}
		to := from
		for to < len(points) && points[to].Known {
			to++
		}
		list = append(list, [2]int{from, to})
		from = to
	}
	return list
}

// polyline draws the known stretches of a series.
func polyline(c *canvas, points []Point, x, y scale, p pen) {
	for _, run := range runs(points) {
		if run[1]-run[0] < 2 {
			continue
		}
		d := make([]byte, 0, 16*(run[1]-run[0]))
		for i := run[0]; i < run[1]; i++ {
			letter := byte('L')
			if i == run[0] {
				letter = 'M'
			}
			d = append(d, letter)
			d = append(d, pixel(x.at(float64(i)))...)
			d = append(d, ' ')
			d = append(d, pixel(y.at(points[i].Value))...)
		}
		c.path(string(d), p, "line")
	}
}

// data are the points of a live line over indexAxis, marked as in the picture; those without a mark
// are of the size that the series names.
func data(points []Point) []datum {
	list := make([]datum, len(points))
	for i, p := range points {
		d := datum{Name: p.Label, Text: p.words()}
		if p.Known {
			d.Value = [2]float64{float64(i), short4(p.Value)}
		} else {
			d.Value = [2]any{float64(i), nil}
		}
		if s := p.Mark.style(); p.Mark != NoMark {
			d.Symbol, d.SymbolSize, d.SymbolRotate = s.symbol, s.size, s.rotate
			d.ItemStyle = itemStyle(s)
		}
		list[i] = d
	}
	return list
}

func itemStyle(s style) *opts.ItemStyle {
	if s.hollow {
		return &opts.ItemStyle{Color: card.live(), BorderColor: s.color.live(), BorderWidth: 1.5, Opacity: opts.Float(1)}
	}
	return &opts.ItemStyle{Color: s.color.live(), Opacity: opts.Float(1)}
}

// extent returns the smallest and largest known value.
func extent(points []Point) (low, high float64, ok bool) {
	for _, p := range points {
		if !p.Known {
			continue
		}
		if !ok {
			low, high, ok = p.Value, p.Value, true
		}
		low, high = math.Min(low, p.Value), math.Max(high, p.Value)
	}
	return low, high, ok
}

// whole reports whether all known values are whole numbers.
func whole(points []Point) bool {
	for _, p := range points {
		if p.Known && p.Value != math.Trunc(p.Value) {
			return false
		}
	}
	return true
}
