package chart

import (
	"fmt"
	"math"
	"slices"

	"github.com/go-echarts/go-echarts/v2/opts"
)

// A Band (阶段) shades the points From ≤ i ≤ To.
type Band struct {
	From  int    `toml:"from"`
	To    int    `toml:"to"`
	Label string `toml:"label"` // 专项整改期
}

// A Break is drawn before point At: a change of definition, an event.
type Break struct {
	At    int    `toml:"at"`
	Label string `toml:"label"`
}

// dates are the bands and breaks of a chart over n periods.
type dates struct {
	n      int
	bands  []Band
	breaks []Break // one per point at most, ascending
}

// unnamed are the same dates without their words.
func (d dates) unnamed() dates {
	d.bands, d.breaks = slices.Clone(d.bands), slices.Clone(d.breaks)
	for i := range d.bands {
		d.bands[i].Label = ""
	}
	for i := range d.breaks {
		d.breaks[i].Label = ""
	}
	return d
}

// newDates puts breaks in order and joins those before the same point.
func newDates(h Head, n int, bands []Band, breaks []Break) (dates, error) {
	d := dates{n: n, bands: bands}
	for _, b := range bands {
		if b.From < 0 || b.To < b.From || b.To >= n {
			return d, fmt.Errorf("chart %s: band from %d to %d of %d points", h.ID, b.From, b.To, n)
		}
	}
	breaks = slices.Clone(breaks)
	slices.SortStableFunc(breaks, func(a, b Break) int { return a.At - b.At })
	for _, b := range breaks {
		if b.At < 0 || b.At >= n {
			return d, fmt.Errorf("chart %s: break at %d of %d points", h.ID, b.At, n)
		}
		if k := len(d.breaks); k > 0 && d.breaks[k-1].At == b.At {
			d.breaks[k-1].Label += "；" + b.Label
			continue
		}
		d.breaks = append(d.breaks, b)
	}
	return d, nil
}

// edge is the pixel at which point i begins.
func edge(x scale, i int) float64 { return x.at(float64(i) - 0.5) }

func (d dates) drawBands(c *canvas, f frame, x scale) {
	for _, b := range d.bands {
		from, to := edge(x, b.From), edge(x, b.To+1)
		c.rect(from, f.top, to-from, f.bottom-f.top, tint, "", "band", "")
	}
}

// drawBreaks draws breaks and the words of bands and breaks.
func (d dates) drawBreaks(c *canvas, f frame, x scale) {
	for _, b := range d.breaks {
		c.vertical(edge(x, b.At), f.top, f.bottom, pen{color: ink2, dash: "2 3"})
	}
	for _, w := range d.words(f, x) {
		if w.text == "" {
			continue
		}
		c.text((w.x1+w.x2)/2, f.top+11+float64(w.row)*lineHeight, w.text, script{color: ink2, anchor: "middle", halo: !w.band})
	}
}

// A datedWord stands at the top of the picture, in a row of its own if it
// would touch another: over its band, or beside its break.
type datedWord struct {
	text   string
	x1, x2 float64
	row    int
	band   bool
	left   bool // of its break, where it crosses fewer others
}

// words places the words: first those of the bands, then those of the breaks.
func (d dates) words(f frame, x scale) []datedWord {
	var words []datedWord
	for _, b := range d.bands {
		half := textWidth(b.Label) / 2
		center := (edge(x, b.From) + edge(x, b.To+1)) / 2
		center = math.Min(f.right-half-2, math.Max(f.left+half+2, center))
		words = append(words, datedWord{text: b.Label, x1: center - half, x2: center + half, band: true})
	}
	for i, b := range d.breaks {
		text := fit(b.Label, 0.4*(f.right-f.left))
		at, width := edge(x, b.At), textWidth(text)
		right := datedWord{text: text, x1: at + 5, x2: at + 5 + width}
		left := datedWord{text: text, x1: at - 5 - width, x2: at - 5, left: true}
		if d.crossed(i, left, f, x) < d.crossed(i, right, f, x) {
			right = left
		}
		words = append(words, right)
	}
	places := make([]box, len(words))
	for i, w := range words {
		places[i] = box{x1: w.x1, x2: w.x2}
	}
	for i, row := range rows(places) {
		words[i].row = row
	}
	return words
}

// boxes are the pixels that the words cover.
func (d dates) boxes(f frame, x scale) []box {
	var list []box
	for _, w := range d.words(f, x) {
		if w.text != "" {
			y := f.top + 11 + float64(w.row)*lineHeight
			list = append(list, box{w.x1, y - lineHeight/2, w.x2, y + lineHeight/2})
		}
	}
	return list
}

// crossed counts the other breaks that the word of break i would cross; to
// leave the frame is worse.
func (d dates) crossed(i int, w datedWord, f frame, x scale) int {
	n := 0
	for j, other := range d.breaks {
		if at := edge(x, other.At); j != i && w.x1 < at && at < w.x2 {
			n++
		}
	}
	if w.x1 < f.left || w.x2 > f.right {
		n += len(d.breaks)
	}
	return n
}

// rowCount is how many rows of words the picture must leave room for.
func (d dates) rowCount(f frame, x scale) int {
	n := 0
	for _, w := range d.words(f, x) {
		if w.text != "" {
			n = max(n, w.row+1)
		}
	}
	return n
}

// addTo adds bands and breaks to the first live series, and the words of the
// breaks as one more.
func (d dates) addTo(o *option, f frame, x, y scale) {
	first := &o.Series[0]
	for _, b := range d.bands {
		if first.MarkArea == nil {
			first.MarkArea = &marks{Silent: true}
		}
		first.MarkArea.Data = append(first.MarkArea.Data, [2]place{
			{Name: b.Label, XAxis: ref(float64(b.From) - 0.5), ItemStyle: &opts.ItemStyle{Color: tint.live()}, Label: quiet(ink2, "insideTop", "@name")},
			{XAxis: ref(float64(b.To) + 0.5)},
		})
	}
	var list []datum
	for i, w := range d.words(f, x)[len(d.bands):] {
		at := float64(d.breaks[i].At) - 0.5
		if first.MarkLine == nil {
			first.MarkLine = &marks{Silent: true, Symbol: "none"}
		}
		first.MarkLine.Data = append(first.MarkLine.Data, place{
			Name: w.text, XAxis: ref(at), Label: hidden(),
			LineStyle: &opts.LineStyle{Color: ink2.live(), Type: "dotted", Width: 1},
		})
		if w.text == "" {
			continue
		}
		down := (11 + float64(w.row)*lineHeight) / (f.bottom - f.top) * (y.max - y.min)
		item := datum{Value: [2]float64{at, short4(y.max - down)}, Short: w.text, Label: quiet(ink2, "right", "@short")}
		if w.left {
			item.Label.Position = "left"
		}
		item.Label.TextBorderColor, item.Label.TextBorderWidth = card.live(), 3
		list = append(list, item)
	}
	if len(list) > 0 {
		o.Series = append(o.Series, remarks(list))
	}
}

// hidden is no label, where ECharts would write one unasked.
func hidden() *label { return &label{Label: opts.Label{Show: opts.Bool(false)}} }
