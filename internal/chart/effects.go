package chart

import (
	"fmt"
	"math"

	"github.com/go-echarts/go-echarts/v2/opts"
)

// An EffectsSpec takes a change between two periods apart (变化分解): what each
// part adds because its own rate changed, and what because its share of the
// whole changed. Unit is that of the effects: 个百分点, 天.
type EffectsSpec struct {
	Head
	First    string   // header of the table's first column: 院, 部门, 案由; 项目 when empty
	Parts    []Effect // in the order given, which is no order of size
	Total    Effect   // the sum of all parts: the change itself
	From, To string   // finished: 2024年 20.1%, 2025年 23.5%
	Method   string   // finished, for the method note; the usual formula when empty
}

// An Effect is what one part adds to the change, in the unit of the axis.
type Effect struct {
	Label             string
	Rate, Mix         float64 // 自身变化, 结构变化
	RateText, MixText string  // finished, with sign: +1.2
	SumText           string  // finished, with sign: +1.5
	Note              string  // finished, for tooltip and table: 98/388→141/421 人
	Unknown           bool    // nothing can be said of this part; Note says why
}

func (e Effect) sum() float64 { return e.Rate + e.Mix }

// Effects draws two bars from zero for each part, the rate effect above the mix
// effect, and under both a thin bar for their sum. Parts that do not add up to
// the total are an error: a decomposition adds up exactly or is none. So there is
// none where the numbers of a part are hidden, which the rest would give away.
func Effects(s EffectsSpec) (Figure, error) {
	if err := s.check(); err != nil {
		return Figure{}, err
	}
	s.Subtitle = s.legend()
	rows := append(append([]Effect{}, s.Parts...), s.Total)
	const thick, pitch, head = 13.0, 46.0, 24.0
	width, height := s.size(560, int(head+pitch*float64(len(rows))+30))
	x, names, before, after, sums := s.scale(rows)
	names = math.Min(names, width*0.36)
	f := frame{width: width, height: height, left: math.Ceil(names+before) + 14, right: width - math.Ceil(after+sums) - 22, top: head, bottom: height - 30}
	x.from, x.to = f.left, f.right

	c := newCanvas(width, height)
	for _, v := range x.ticks() {
		if v != 0 {
			c.vertical(x.at(v), f.top, f.bottom, pen{color: line})
		}
		c.text(x.at(v), f.bottom+15, plain(v), script{color: ink2, anchor: "middle"})
	}
	c.text(f.right+14, f.bottom+15, s.Unit, script{color: ink2})
	c.text(width-6, 10, "两项之和", script{color: ink2, anchor: "end"})
	step := (f.bottom - f.top) / float64(len(rows))
	for i, e := range rows {
		y := f.top + (float64(i)+0.5)*step
		last := i == len(rows)-1
		if last {
			c.horizontal(0, width, y-step/2, pen{color: mute})
		}
		c.text(names+6, y, fit(e.Label, names), script{color: [2]token{ink2, ink}[btoi(last)], anchor: "end", bold: last})
		if e.Unknown {
			c.text(x.at(0)+8, y, e.Note, script{color: ink2, halo: true})
			continue
		}
		top := y - thick - (sumThick+1)/2
		for k, b := range e.bars() {
			from, to := math.Min(x.at(0), x.at(b.value)), math.Max(x.at(0), x.at(b.value))
			c.rect(from, top+0.5, to-from, [3]float64{thick - 1, thick - 1, sumThick}[k], b.fill, "", "bar", e.Label+" "+b.name+" "+withUnit(b.text, s.Unit))
			switch {
			case k == 2: // its words stand in the last column
			case b.value < 0:
				c.text(from-5, top+thick/2, b.text, script{color: b.ink, anchor: "end"})
			default:
				c.text(to+5, top+thick/2, b.text, script{color: b.ink})
			}
			top += thick
		}
		c.text(width-6, y, e.SumText, script{color: ink, anchor: "end", bold: last})
	}
	c.vertical(x.at(0), f.top, f.bottom, pen{color: mute})

	o := newOption("effects", "item", f)
	o.Anjian.Method = s.method()
	o.XAxis = unitBelow(valueAxis(x), s.Unit)
	points := make([]Point, len(rows))
	for i, e := range rows {
		points[i].Label = e.Label
	}
	o.YAxis = categories(points)
	o.YAxis.Inverse = opts.Bool(true)
	o.YAxis.AxisLine.Show = opts.Bool(false) // zero has a line of its own
	o.YAxis.AxisLabel.Margin = math.Ceil(before) + 8
	o.Series = s.live(rows, x, thick, math.Ceil(after), step)
	return finish(s.Head, s.sentence(), c, o, s.table(rows))
}

// sumThick is the thickness of the bar that sums up.
const sumThick = 3.0

// An effectBar is one of the two effects of a part, or their sum, with its words.
type effectBar struct {
	name, text string
	value      float64
	fill, ink  token
}

func (e Effect) bars() [3]effectBar {
	return [3]effectBar{{"自身变化", e.RateText, e.Rate, brand2, ink}, {"结构变化", e.MixText, e.Mix, mute, ink2}, {"两项之和", e.SumText, e.sum(), ink, ink}}
}

func (s EffectsSpec) check() error {
	if err := s.Head.check(); err != nil {
		return err
	}
	if len(s.Parts) == 0 {
		return fmt.Errorf("chart %s: a change without parts", s.ID)
	}
	var rate, mix, size float64
	for _, e := range s.Parts {
		if err := s.finite(nil, e.Rate, e.Mix); err != nil {
			return err
		}
		if !e.Unknown {
			rate, mix = rate+e.Rate, mix+e.Mix
			size += math.Abs(e.Rate) + math.Abs(e.Mix)
		}
	}
	if err := s.finite(nil, s.Total.Rate, s.Total.Mix); err != nil {
		return err
	}
	if slack := 1e-6 * (1 + size); math.Abs(rate-s.Total.Rate) > slack || math.Abs(mix-s.Total.Mix) > slack {
		return fmt.Errorf("chart %s: parts add up to %v and %v; the change is %v and %v", s.ID, rate, mix, s.Total.Rate, s.Total.Mix)
	}
	return nil
}

// scale covers all effects and sums from zero; the widths are those of the
// names, of the words before and behind the bars, and of the sums.
func (s EffectsSpec) scale(rows []Effect) (x scale, names, before, after, sums float64) {
	low, high := 0.0, 0.0
	sums = textWidth("两项之和")
	for _, e := range rows {
		names = math.Max(names, textWidth(e.Label))
		if e.Unknown {
			continue
		}
		sums = math.Max(sums, textWidth(e.SumText))
		for k, b := range e.bars() {
			low, high = math.Min(low, b.value), math.Max(high, b.value)
			if k == 2 {
				continue
			}
			if b.value < 0 {
				before = math.Max(before, textWidth(b.text)+6)
			} else {
				after = math.Max(after, textWidth(b.text)+6)
			}
		}
	}
	return nice(low, high, Signed, false), names, before, after, sums
}

// live are the live bars, and the sums in words.
func (s EffectsSpec) live(rows []Effect, x scale, thick, after, step float64) []series {
	list := make([]series, 3)
	for k, b := range (Effect{}).bars() {
		list[k] = series{Type: "bar", Name: b.name, BarWidth: thick - 1, BarGap: "9%", ItemStyle: &opts.ItemStyle{Color: b.fill.live()}}
		if k < 2 {
			list[k].Label, list[k].LabelLayout = quiet(b.ink, "right", "@short"), &labelLayout{HideOverlap: true}
		}
	}
	list[2].BarWidth = sumThick
	list[0].MarkLine = zeroLine()
	words := []datum{{Value: [2]float64{x.max, 0}, Short: "两项之和", Label: quiet(ink2, "right", "@short"), Offset: &[2]float64{after, -step/2 - 6}}}
	var unknown []datum
	for i, e := range rows {
		if e.Unknown {
			for k := range list {
				list[k].Data = append(list[k].Data, datum{Value: "-"})
			}
			unknown = append(unknown, datum{Value: [2]float64{0, float64(i)}, Short: e.Note, Label: quiet(ink2, "right", "@short")})
			continue
		}
		for k, b := range e.bars() {
			d := datum{Value: short4(b.value), Name: e.Label + " " + b.name, Text: withUnit(b.text, s.Unit), Note: e.Note}
			if k < 2 {
				d.Short = b.text
			}
			if b.value < 0 && k < 2 {
				d.Label = quiet(b.ink, "left", "@short")
			}
			list[k].Data = append(list[k].Data, d)
		}
		word := datum{Value: [2]float64{x.max, float64(i)}, Short: e.SumText, Label: quiet(ink, "right", "@short"), Offset: &[2]float64{after, 0}}
		if i == len(rows)-1 {
			word.Label = bold(ink, "right", "@short")
		}
		words = append(words, word)
	}
	list = append(list, remarks(words))
	if len(unknown) > 0 {
		list = append(list, remarks(unknown))
	}
	return list
}

// zeroLine marks where bars of both directions start.
func zeroLine() *marks {
	return &marks{Silent: true, Symbol: "none", Data: []any{place{
		XAxis: ref(0), Label: hidden(), LineStyle: &opts.LineStyle{Color: mute.live(), Type: "solid", Width: 1},
	}}}
}
