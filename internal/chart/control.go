package chart

import (
	"fmt"
	"math"

	"anjian/internal/stat"

	"github.com/go-echarts/go-echarts/v2/opts"
)

// A ControlSpec is a control chart (个案控制图): a series, its mean and limits
// segment by segment, bands for dated phases and breaks for dated events. The
// meaning of the marks that occur is added to the subtitle.
type ControlSpec struct {
	Head
	Points   []Point
	Limits   []Limits // ascending, not overlapping; see LimitsOf
	Bands    []Band
	Breaks   []Break // ascending
	Baseline string  // finished, for the method note: 2023年1月至12月
}

// Limits are the mean and limits of the points From ≤ i < To. Lower and Upper
// are as computed; what lies beyond the bounds of the amount is cut when drawn.
type Limits struct {
	From, To                       int
	Mean, Lower, Upper             float64
	MeanText, LowerText, UpperText string // finished: 21.6
	MeanOnly                       bool   // no limits could be computed
	Trial                          bool   // 试行
	Unscreened                     bool   // the screen could not be applied
}

// A Band (阶段) shades the points From ≤ i ≤ To.
type Band struct {
	From, To int
	Label    string // 专项整改期
}

// A Break is drawn before point At: a change of definition, an event.
type Break struct {
	At    int
	Label string
}

// together joins breaks before the same point. The list is ascending.
func together(breaks []Break) []Break {
	var list []Break
	for _, b := range breaks {
		if n := len(list); n > 0 && list[n-1].At == b.At {
			list[n-1].Label += "；" + b.Label
			continue
		}
		list = append(list, b)
	}
	return list
}

// LimitsOf turns computed segments into limits; text writes a number finished.
func LimitsOf(segments []stat.Segment, text func(float64) string) []Limits {
	var list []Limits
	for _, s := range segments {
		if !s.HasMean {
			continue
		}
		list = append(list, Limits{
			From: s.From, To: s.To, Mean: s.Mean, Lower: s.Lower, Upper: s.Upper,
			MeanText: text(s.Mean), LowerText: text(s.Lower), UpperText: text(s.Upper),
			MeanOnly: !s.HasLimits, Trial: s.Trial, Unscreened: s.ScreenWouldLeaveEmpty,
		})
	}
	return list
}

// MarkOf turns what the rules found into the mark of a point.
func MarkOf(m stat.Mark) Mark {
	switch m.Rule {
	case stat.Outside:
		return Outside
	case stat.Trend:
		if m.Direction > 0 {
			return Rising
		}
		return Falling
	case stat.TwoOfThree:
		return Near
	case stat.Shift:
		return Shifted
	}
	return NoMark
}

// Control draws a control chart.
func Control(s ControlSpec) (Figure, error) {
	if err := s.check(); err != nil {
		return Figure{}, err
	}
	s.Bounds = s.Bounds.holding(s.Points)
	s.Breaks = together(s.Breaks)
	s.Subtitle = s.legend()
	width, height := s.size(560, 250)
	right := 16.0
	if n := len(s.Limits); n > 0 {
		for _, v := range s.limitLabels(s.Limits[n-1]) {
			right = math.Max(right, textWidth(v.words)+14)
		}
	}
	f := frame{left: 48, right: width - right}
	y := s.scale(rowCount(s.datedWords(f, f.index(len(s.Points)))))
	f = valueFrame(width, height, right, &y)
	x := f.index(len(s.Points))

	c := newCanvas(width, height)
	for _, b := range s.Bands {
		drawBand(c, f, x, b)
	}
	f.values(c, y, s.Unit)
	f.base(c)
	at := f.periods(c, s.Points, x)
	s.drawLimits(c, f, x, y)
	s.drawDates(c, f, x)
	polyline(c, s.Points, x, y, pen{color: brand, width: 1.75})
	for i, p := range s.Points {
		if p.Known {
			c.symbol(x.at(float64(i)), y.at(p.Value), p.Mark.style(), p.Label+" "+p.words())
		}
	}
	labelled := s.drawLabels(c, f, x, y)

	o := newOption("control", "axis", f)
	o.Anjian.Rules, o.Anjian.Method, o.Anjian.Ticks = stat.RuleSet, s.method(), tickWords(s.Points)
	o.Tooltip.AxisPointer = &opts.AxisPointer{Type: "line", Snap: opts.Bool(true)}
	o.XAxis = indexAxis(len(s.Points), at)
	o.YAxis = named(valueAxis(y), s.Unit)
	o.Series = append([]series{s.live(labelled)}, s.liveBreaks(f, x, y)...)
	return finish(s.Head, s.sentence(), c, o, s.table())
}

func (s ControlSpec) check() error {
	if err := s.Head.check(); err != nil {
		return err
	}
	if len(s.Points) == 0 {
		return fmt.Errorf("chart %s: no points", s.ID)
	}
	if err := s.finite(s.Points); err != nil {
		return err
	}
	end := 0
	for _, l := range s.Limits {
		if err := s.finite(nil, l.Mean, l.Lower, l.Upper); err != nil {
			return err
		}
		if l.From < end || l.To <= l.From || l.To > len(s.Points) {
			return fmt.Errorf("chart %s: limits for points %d to %d", s.ID, l.From, l.To)
		}
		end = l.To
	}
	for _, b := range s.Bands {
		if b.From < 0 || b.To < b.From || b.To >= len(s.Points) {
			return fmt.Errorf("chart %s: band from %d to %d", s.ID, b.From, b.To)
		}
	}
	for _, b := range s.Breaks {
		if b.At < 0 || b.At >= len(s.Points) {
			return fmt.Errorf("chart %s: break at %d", s.ID, b.At)
		}
	}
	return nil
}

// scale covers points and limits, with room for rows of words over the points.
func (s ControlSpec) scale(rows int) scale {
	low, high, ok := extent(s.Points)
	special := math.Inf(-1)
	for _, p := range s.Points {
		if p.Known && p.Mark == Outside {
			special = math.Max(special, p.Value)
		}
	}
	for _, l := range s.Limits {
		lower, upper := s.Bounds.clip(l.Lower), s.Bounds.clip(l.Upper)
		if l.MeanOnly {
			lower, upper = l.Mean, l.Mean
		}
		if !ok {
			low, high, ok = lower, upper, true
		}
		low, high = math.Min(low, lower), math.Max(high, upper)
	}
	room := 0.09 * float64(rows)
	if special == high {
		room += 0.09
	}
	return nice(low, high+(high-low)*room, s.Bounds, false)
}

// A limitLine is one line of a segment and its words.
type limitLine struct {
	value float64
	words string
	pen   pen
	color token
}

func (s ControlSpec) limitLabels(l Limits) []limitLine {
	mean := limitLine{l.Mean, "均值 " + l.MeanText, pen{color: ink}, ink}
	if l.MeanOnly {
		return []limitLine{mean}
	}
	cut := func(v float64, words string) (float64, string) {
		if clipped := s.Bounds.clip(v); clipped != v {
			return clipped, plain(clipped)
		}
		return v, words
	}
	upper, upperText := cut(l.Upper, l.UpperText)
	lower, lowerText := cut(l.Lower, l.LowerText)
	dashed := pen{color: mute, dash: "4 2"}
	return []limitLine{
		{upper, "上限 " + upperText, dashed, ink2}, mean, {lower, "下限 " + lowerText, dashed, ink2},
	}
}

func (s ControlSpec) drawLimits(c *canvas, f frame, x, y scale) {
	for i, l := range s.Limits {
		lines := s.limitLabels(l)
		from, to := x.at(float64(l.From)-0.5), x.at(float64(l.To)-0.5)
		wished := make([]float64, len(lines))
		for j, line := range lines {
			c.path("M"+pixel(from)+" "+pixel(crisp(y.at(line.value)))+"H"+pixel(to), line.pen, "limit")
			wished[j] = y.at(line.value)
		}
		if i < len(s.Limits)-1 {
			continue // earlier segments: the lines, and their numbers in the table
		}
		for j, place := range spread(wished, f.top, f.bottom) {
			c.text(f.right+6, place, lines[j].words, script{color: lines[j].color})
		}
	}
}

func drawBand(c *canvas, f frame, x scale, b Band) {
	from, to := x.at(float64(b.From)-0.5), x.at(float64(b.To)+0.5)
	c.rect(from, f.top, to-from, f.bottom-f.top, tint, "", "band", "")
}

// A dated word stands at the top of the picture, in a row of its own if it
// would touch another: over its band, or beside its break.
type datedWord struct {
	text   string
	x1, x2 float64
	row    int
	band   bool
	left   bool // of its break, where it crosses fewer others
}

func (s ControlSpec) datedWords(f frame, x scale) []datedWord {
	var words []datedWord
	for _, b := range s.Bands {
		half := textWidth(b.Label) / 2
		center := (x.at(float64(b.From)-0.5) + x.at(float64(b.To)+0.5)) / 2
		center = math.Min(f.right-half-2, math.Max(f.left+half+2, center))
		words = append(words, datedWord{text: b.Label, x1: center - half, x2: center + half, band: true})
	}
	for i, b := range s.Breaks {
		text := fit(b.Label, 0.4*(f.right-f.left))
		at, width := x.at(float64(b.At)-0.5), textWidth(text)
		right := datedWord{text: text, x1: at + 5, x2: at + 5 + width}
		left := datedWord{text: text, x1: at - 5 - width, x2: at - 5, left: true}
		crossed := func(w datedWord) int {
			n := 0
			for j, other := range s.Breaks {
				if line := x.at(float64(other.At) - 0.5); j != i && w.x1 < line && line < w.x2 {
					n++
				}
			}
			if w.x1 < f.left || w.x2 > f.right {
				n += len(s.Breaks)
			}
			return n
		}
		if crossed(left) < crossed(right) {
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

func rowCount(words []datedWord) int {
	n := 0
	for _, w := range words {
		n = max(n, w.row+1)
	}
	return n
}

// drawDates draws breaks and the words of bands and breaks.
func (s ControlSpec) drawDates(c *canvas, f frame, x scale) {
	for _, b := range s.Breaks {
		c.vertical(x.at(float64(b.At)-0.5), f.top, f.bottom, pen{color: ink2, dash: "2 3"})
	}
	for _, w := range s.datedWords(f, x) {
		c.text((w.x1+w.x2)/2, f.top+11+float64(w.row)*lineHeight, w.text, script{color: ink2, anchor: "middle", halo: !w.band})
	}
}

// drawLabels writes the values of points outside the limits, the furthest
// first, as far as they do not touch; it returns the points that have one.
func (s ControlSpec) drawLabels(c *canvas, f frame, x, y scale) map[int]bool {
	done := map[int]bool{}
	var taken []box
	for _, i := range s.byDistance() {
		p := s.Points[i]
		offset := -14.0
		if p.Value < s.limitsAt(i).Mean {
			offset = 15
		}
		place := around(x.at(float64(i)), y.at(p.Value)+offset, textWidth(p.short())+4, lineHeight)
		if place.x2 > f.width || place.x1 < 0 || meetsAny(place, taken) {
			continue
		}
		taken = append(taken, place)
		done[i] = true
		c.text(x.at(float64(i)), y.at(p.Value)+offset, p.short(), script{color: bad, anchor: "middle", bold: true, halo: true})
	}
	return done
}

func meetsAny(b box, taken []box) bool {
	for _, t := range taken {
		if b.meets(t) {
			return true
		}
	}
	return false
}
