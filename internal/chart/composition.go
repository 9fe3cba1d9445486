package chart

import (
	"fmt"
	"math"

	"github.com/go-echarts/go-echarts/v2/opts"
)

// A CompositionSpec shows what a whole consists of (结构比): one bar of 100% per
// row, its parts in the same order in every row. Names stand over the first bar
// and shares inside, so that colour says nothing that words do not.
type CompositionSpec struct {
	Head
	First  string   `toml:"first"`  // header of the table's first column: 统计期; 项目 when empty
	Parts  []Series `toml:"part"`   // two to five parts; their points are the rows, amounts ≥ 0 with finished counts
	Course bool     `toml:"course"` // the rows are periods, the oldest first
}

// mostParts is how many parts a reader can tell apart.
const mostParts = 5

// A shade is how a part is filled and what colour is read on it. Neighbours
// differ in brightness in light, dark and print.
type shade struct{ fill, edge, text token }

var shades = [mostParts]shade{{brand, brand, card}, {tint, mute, ink}, {ink2, ink2, card}, {card, mute, ink}, {brand2, brand2, card}}

// Composition draws the bars. A row whose parts are not all known, or whose
// total is zero, says so instead: the rest of a whole is no whole.
func Composition(s CompositionSpec) (Figure, error) {
	if err := checkSeries(s.Head, s.Parts, mostParts); err != nil {
		return Figure{}, err
	}
	if len(s.Parts) < 2 {
		return Figure{}, fmt.Errorf("chart %s: a whole of one part", s.ID)
	}
	for _, part := range s.Parts {
		for _, p := range part.Points {
			if p.Known && p.Value < 0 {
				return Figure{}, fmt.Errorf("chart %s: part %s of %s is %v", s.ID, part.Name, p.Label, p.Value)
			}
		}
	}
	s.Subtitle = s.legend()
	rows := s.Parts[0].Points
	const thick, pitch, head = 22, 36, 30
	width, height := s.size(560, head+pitch*len(rows)+28)
	names := 0.0
	for _, p := range rows {
		names = math.Max(names, textWidth(p.Label))
	}
	room := math.Min(names, width*0.4)
	f := frame{width: width, height: height, left: math.Ceil(room) + 12, right: width - 22, top: head, bottom: height - 28}
	x := scale{min: 0, max: 100, step: 25, from: f.left, to: f.right}

	c := newCanvas(width, height)
	for _, v := range x.ticks() {
		c.vertical(x.at(v), f.top, f.bottom, pen{color: line})
		c.text(x.at(v), f.bottom+15, plain(v)+"%", script{color: ink2, anchor: "middle"})
	}
	step := (f.bottom - f.top) / float64(len(rows))
	for i, p := range rows {
		y := f.top + (float64(i)+0.5)*step
		c.text(f.left-8, y, fit(p.Label, room), script{color: ink2, anchor: "end"})
		if !s.whole(i) {
			c.text(f.left+8, y, s.missing(i), script{color: ink2, halo: true})
			continue
		}
		s.drawRow(c, i, x, y, thick)
	}
	c.vertical(x.at(0), f.top, f.bottom, pen{color: mute})
	s.drawNames(c, f, x, f.top+step/2-thick/2)

	o := newOption("composition", "item", f)
	o.Anjian.Method = s.method()
	o.XAxis = valueAxis(x)
	o.XAxis.AxisLabel.Formatter = "@percent"
	o.YAxis = categories(rows)
	o.YAxis.Inverse = opts.Bool(true)
	o.Series = s.live(thick, step)
	return finish(s.Head, s.sentence(), c, o, s.table())
}

// total adds up row i; ok is false if a part is not known.
func (s CompositionSpec) total(i int) (sum float64, ok bool) {
	for _, part := range s.Parts {
		if !part.Points[i].Known {
			return 0, false
		}
		sum += part.Points[i].Value
	}
	return sum, true
}

// whole reports whether row i can be drawn.
func (s CompositionSpec) whole(i int) bool {
	sum, ok := s.total(i)
	return ok && sum > 0
}

// share of part k in row i, in per cent; the row must be whole.
func (s CompositionSpec) share(k, i int) float64 {
	sum, _ := s.total(i)
	return s.Parts[k].Points[i].Value / sum * 100
}

// drawRow draws the parts of row i side by side, a hair apart.
func (s CompositionSpec) drawRow(c *canvas, i int, x scale, y, thick float64) {
	from := 0.0
	for k, part := range s.Parts {
		share := s.share(k, i)
		left, right := x.at(from), x.at(from+share)
		from += share
		if share == 0 {
			continue
		}
		words := fixed(share, 1) + "%"
		p := part.Points[i]
		c.rect(left, y-thick/2, right-left, thick, shades[k].fill, card, "bar", p.Label+" "+part.Name+" "+words+"，"+p.words())
		if shades[k].fill == card { // an outline where there is no colour
			c.rect(left+1, y-thick/2+0.5, math.Max(right-left-2, 0), thick-1, card, mute, "", "")
		}
		if textWidth(words)+8 <= right-left {
			c.text((left+right)/2, y, words, script{color: shades[k].text, anchor: "middle"})
		}
	}
}

// drawNames writes the parts' names over the first bar, each tied to its part.
func (s CompositionSpec) drawNames(c *canvas, f frame, x scale, bar float64) {
	row := s.firstWhole()
	if row != 0 {
		return // the names stand in the subtitle
	}
	wished, widths := make([]float64, len(s.Parts)), make([]float64, len(s.Parts))
	from := 0.0
	for k, part := range s.Parts {
		share := s.share(k, row)
		wished[k], widths[k] = x.at(from+share/2), textWidth(part.Name)
		from += share
	}
	for k, at := range across(wished, widths, f.left, f.width) {
		if s.share(k, row) > 0 {
			c.path("M"+pixel(at)+" "+pixel(bar-9)+"L"+pixel(wished[k])+" "+pixel(bar-2), pen{color: mute}, "")
		}
		c.text(at, bar-17, s.Parts[k].Name, script{color: ink2, anchor: "middle"})
	}
}

// firstWhole is the first row that is drawn, −1 if none is.
func (s CompositionSpec) firstWhole() int {
	for i := range s.Parts[0].Points {
		if s.whole(i) {
			return i
		}
	}
	return -1
}

// across moves the wished centres of words in one row apart, in their order,
// and keeps them between left and right as far as they fit.
func across(wished, widths []float64, left, right float64) []float64 {
	const gap = 10
	at := make([]float64, len(wished))
	edge := left
	for i, w := range wished {
		at[i] = math.Max(w, edge+widths[i]/2)
		edge = at[i] + widths[i]/2 + gap
	}
	edge = right
	for i := len(at) - 1; i >= 0; i-- {
		at[i] = math.Min(at[i], edge-widths[i]/2)
		edge = at[i] - widths[i]/2 - gap
	}
	return at
}

// live are the live bars, one series per part.
func (s CompositionSpec) live(thick, step float64) []series {
	var list []series
	for k, part := range s.Parts {
		bars := series{
			Type: "bar", Name: part.Name, Stack: "whole", BarWidth: thick, LabelLayout: within,
			ItemStyle: &opts.ItemStyle{Color: shades[k].fill.live(), BorderColor: card.live(), BorderWidth: 1},
			Label:     quiet(shades[k].text, "inside", "@short"),
		}
		if shades[k].fill == card {
			bars.ItemStyle.BorderColor = mute.live()
		}
		for i, p := range part.Points {
			if !s.whole(i) {
				bars.Data = append(bars.Data, datum{Value: "-"})
				continue
			}
			words := fixed(s.share(k, i), 1) + "%"
			bars.Data = append(bars.Data, datum{Value: short4(s.share(k, i)), Name: p.Label + " " + part.Name, Text: words + "，" + p.words(), Short: words})
		}
		list = append(list, bars)
	}
	var words []datum
	from := 0.0
	for k, part := range s.Parts {
		if s.firstWhole() != 0 {
			break
		}
		share := s.share(k, 0)
		d := datum{Value: [2]float64{short4(from + share/2), 0}, Short: part.Name, Label: quiet(ink2, "top", "@short")}
		d.Offset = &[2]float64{0, -thick/2 + 2}
		d.ItemStyle = &opts.ItemStyle{Color: shades[k].fill.live(), Opacity: opts.Float(1)} // its dot lies on the bar
		words = append(words, d)
		from += share
	}
	if len(words) > 0 {
		named := remarks(words)
		named.LabelLayout = shifted
		list = append(list, named)
	}
	var missing []datum
	for i := range s.Parts[0].Points {
		if !s.whole(i) {
			missing = append(missing, datum{Value: [2]float64{0, float64(i)}, Short: s.missing(i), Label: quiet(ink2, "right", "@short")})
		}
	}
	if len(missing) > 0 {
		list = append(list, remarks(missing))
	}
	return list
}
