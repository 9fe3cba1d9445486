package chart

import (
	"fmt"
	"math"
	"strings"

	"github.com/go-echarts/go-echarts/v2/opts"
)

// A BarsSpec compares amounts by bars that start at zero. Two series stand
// side by side, say this period and the year before.
type BarsSpec struct {
	Head
	First    string   `toml:"first"` // header of the table's first column: 办案环节; 项目 when empty
	Series   []Series `toml:"series"`
	Vertical bool     `toml:"vertical"` // columns, for periods; default are horizontal bars, for names
}

// barTokens: the second series is the paler one it is compared with.
var barTokens = [2]token{brand2, mute}

// Bars draws bars. A marked point gets the colour of its mark.
func Bars(s BarsSpec) (Figure, error) {
	if err := checkSeries(s.Head, s.Series, len(barTokens)); err != nil {
		return Figure{}, err
	}
	for _, one := range s.Series {
		s.Bounds = s.Bounds.holding(one.Points)
	}
	first := s.First
	if first == "" {
		first = "项目"
	}
	c, o := s.horizontal()
	if s.Vertical {
		c, o = s.columns()
	}
	return finish(s.Head, s.sentence(), c, o, seriesTable(s.Head, first, s.Series))
}

// scale starts at zero, or ends there for negative values.
func (s BarsSpec) scale() scale {
	low, high := 0.0, 0.0
	integers := true
	for _, one := range s.Series {
		if a, b, ok := extent(one.Points); ok {
			low, high = math.Min(low, a), math.Max(high, b)
		}
		integers = integers && whole(one.Points)
	}
	return nice(low, high, s.Bounds, integers)
}

// words is what stands at a bar's end; the first row tells the series apart.
func (s BarsSpec) words(series, i int) string {
	p := s.Series[series].Points[i]
	text := p.short()
	if !p.Known && p.Short == "" {
		text = p.words()
	}
	if i == 0 && len(s.Series) > 1 {
		text += " " + s.Series[series].Name
	}
	return text
}

func barToken(series int, p Point) token {
	if p.Mark != NoMark {
		return p.Mark.style().color
	}
	return barTokens[series]
}

func (s BarsSpec) horizontal() (*canvas, *option) {
	points := s.Series[0].Points
	thick, gap := 16.0, 14.0
	if len(s.Series) > 1 {
		thick = 13
	}
	pitch := thick*float64(len(s.Series)) + gap
	width, height := s.size(560, int(38+pitch*float64(len(points))))
	x := s.scale()
	names, room := 0.0, 0.0
	for i, p := range points {
		names = math.Max(names, textWidth(p.Label))
		for j := range s.Series {
			room = math.Max(room, textWidth(s.words(j, i)))
		}
	}
	f := frame{width: width, height: height, left: math.Ceil(math.Min(names, width*0.4)) + 12, right: width - math.Max(room+12, textWidth(s.Unit)+24), top: 6, bottom: height - 28}
	x.from, x.to = f.left, f.right
	pitch = (f.bottom - f.top) / float64(len(points))

	c := newCanvas(width, height)
	for _, v := range x.ticks() {
		if v != 0 {
			c.vertical(x.at(v), f.top, f.bottom, pen{color: line})
		}
		c.text(x.at(v), f.bottom+15, plain(v), script{color: ink2, anchor: "middle"})
	}
	if s.Unit != "" {
		c.text(f.right+14, f.bottom+15, s.Unit, script{color: ink2})
	}
	for i, p := range points {
		center := f.top + (float64(i)+0.5)*pitch
		c.text(f.left-8, center, fit(p.Label, width*0.4), script{color: ink2, anchor: "end"})
		for j, one := range s.Series {
			p := one.Points[i]
			y := center + (float64(j)-float64(len(s.Series))/2)*thick
			if p.Known {
				from, to := math.Min(x.at(0), x.at(p.Value)), math.Max(x.at(0), x.at(p.Value))
				c.rect(from, y+0.5, to-from, thick-1, barToken(j, p), "", "bar", one.title(p, len(s.Series)))
			}
			end := x.at(0)
			if p.Known {
				end = math.Max(end, x.at(p.Value))
			}
			c.text(end+6, y+thick/2, s.words(j, i), script{color: [2]token{ink, ink2}[j]})
		}
	}
	c.vertical(x.at(0), f.top, f.bottom, pen{color: mute})

	o := newOption("bars", "item", f)
	o.XAxis = unitBelow(valueAxis(x), s.Unit)
	o.YAxis = categories(points)
	o.YAxis.Inverse = opts.Bool(true)
	s.live(o, thick-1, "right")
	var unknown []datum
	for j, one := range s.Series {
		for i, p := range one.Points {
			if p.Known {
				continue
			}
			d := datum{Value: [2]float64{0, float64(i)}, Short: s.words(j, i), Label: quiet(ink2, "right", "@short")}
			d.Offset = &[2]float64{0, (float64(j) - float64(len(s.Series)-1)/2) * thick}
			unknown = append(unknown, d)
		}
	}
	if len(unknown) > 0 {
		o.Series = append(o.Series, remarks(unknown))
	}
	return c, o
}

func (s BarsSpec) columns() (*canvas, *option) {
	points := s.Series[0].Points
	width, height := s.size(560, 250)
	y := s.scale()
	f := valueFrame(width, height, 16, &y)
	n := float64(len(points))
	pitch := (f.right - f.left) / n
	thick := math.Min(28, pitch*0.64/float64(len(s.Series)))
	x := f.index(len(points))

	c := newCanvas(width, height)
	f.values(c, y, s.Unit)
	f.periods(c, points, x)
	var taken []box
	for i := range points {
		for j, one := range s.Series {
			p := one.Points[i]
			if !p.Known {
				continue
			}
			left := x.at(float64(i)) + (float64(j)-float64(len(s.Series))/2)*thick
			top, bottom := math.Min(y.at(0), y.at(p.Value)), math.Max(y.at(0), y.at(p.Value))
			c.rect(left+0.5, top, thick-1, bottom-top, barToken(j, p), "", "bar", one.title(p, len(s.Series)))
			place := around(left+thick/2, top-9, textWidth(s.words(j, i))+2, lineHeight)
			if place.x1 >= f.left && place.x2 <= f.width && !meetsAny(place, taken) {
				taken = append(taken, place)
				c.text(left+thick/2, top-9, s.words(j, i), script{color: [2]token{ink, ink2}[j], anchor: "middle"})
			}
		}
	}
	c.horizontal(f.left, f.right, y.at(0), pen{color: mute})
	empty := true
	for _, one := range s.Series {
		empty = empty && one.last() < 0
	}

	o := newOption("bars", "item", f)
	o.XAxis = categories(points)
	o.YAxis = named(valueAxis(y), s.Unit)
	s.live(o, math.Round(thick-1), "top")
	if empty {
		f.nothing(c, o, x, y)
	}
	return c, o
}

// categories is the axis of names. Its numbers run in the order of the table.
func categories(points []Point) axis {
	names := make([]string, len(points))
	for i, p := range points {
		names[i] = fit(p.tick(), 220)
	}
	a := axis{
		XAxis: opts.XAxis{
			Type: "category", Data: names,
			AxisLine: &opts.AxisLine{Show: opts.Bool(true), OnZero: opts.Bool(false), LineStyle: &opts.LineStyle{Color: mute.live()}},
			AxisTick: &opts.AxisTick{Show: opts.Bool(false)},
		},
		AxisLabel: axisLabel{AxisLabel: labels("@plain")},
	}
	a.SplitLine = &opts.SplitLine{Show: opts.Bool(false)}
	return a
}

// fit cuts a name that is wider than the room for it.
func fit(s string, room float64) string {
	if textWidth(s) <= room {
		return s
	}
	runes := []rune(s)
	for len(runes) > 1 && textWidth(string(runes))+12 > room {
		runes = runes[:len(runes)-1]
	}
	return string(runes) + "…"
}

// live adds the live bars: values as labels, the mark's colour where one is.
func (s BarsSpec) live(o *option, thick float64, position string) {
	for j, one := range s.Series {
		bars := series{
			Type: "bar", Name: one.Name, BarWidth: thick, BarGap: "8%",
			ItemStyle: &opts.ItemStyle{Color: barTokens[j].live()}, LabelLayout: &labelLayout{HideOverlap: true},
			Label: quiet([2]token{ink, ink2}[j], position, "@short"),
		}
		for i, p := range one.Points {
			d := datum{Name: p.Label, Text: p.words(), Short: s.words(j, i)}
			if p.Known {
				d.Value = short4(p.Value)
			} else {
				d.Value = "-" // ECharts' empty item
			}
			if p.Mark != NoMark {
				d.ItemStyle = &opts.ItemStyle{Color: barToken(j, p).live()}
			}
			bars.Data = append(bars.Data, d)
		}
		o.Series = append(o.Series, bars)
	}
}

// sentence names the largest and the smallest amount of each series.
// sentence names no highest and no lowest: bars are procuratorates, and nobody is first or last.
func (s BarsSpec) sentence() string {
	var parts []string
	for _, one := range s.Series {
		low, high, known := -1, -1, 0
		for i, p := range one.Points {
			if !p.Known {
				continue
			}
			known++
			if low < 0 || p.Value < one.Points[low].Value {
				low = i
			}
			if high < 0 || p.Value > one.Points[high].Value {
				high = i
			}
		}
		name := ""
		if len(s.Series) > 1 {
			name = one.Name + "："
		}
		switch {
		case known == 0:
			parts = append(parts, name+"没有数值")
		case one.Points[low].Value == one.Points[high].Value:
			parts = append(parts, fmt.Sprintf("%s%d 项均为 %s", name, known, one.Points[high].short()))
		default:
			parts = append(parts, fmt.Sprintf("%s%d 项，在 %s 与 %s 之间", name, known, one.Points[low].short(), one.Points[high].short()))
		}
	}
	return strings.Join(parts, "；") + "。"
}
