package prose

import (
	"math"
	"strconv"
	"strings"

	"anjian/internal/period"
)

// A subject is what a clause speaks of.
type subject struct {
	measure *Measure
	place   *Place
	period  period.Period
}

// A claimant turns what a sentence says of a subject into findings.
type claimant struct {
	*Reader
	found []Finding
}

func (c *claimant) value(s subject, p period.Period) (Value, bool) {
	if s.measure == nil || p.IsZero() {
		return Value{}, false
	}
	return c.facts(s.measure.ID, s.place.ID, p)
}

func (c *claimant) add(kind Kind, t token, message, hint string) {
	c.found = append(c.found, Finding{Kind: kind, Start: t.start, End: t.end, Message: message, Hint: hint})
}

// called names what a number is of: 不捕率（望津区院，2025年12月）.
func called(s subject, p period.Period) string {
	return s.measure.Names[0] + "（" + s.place.Names[0] + "，" + p.Title() + "）"
}

func reference(s subject, p period.Period) string {
	words := []string{s.measure.Names[0]}
	if s.place.ID != "" {
		words = append(words, s.place.Names[0])
	}
	return "{{" + strings.Join(append(words, p.String()), " ") + "}}"
}

// states checks that a subject had a value in a period. It tells whether the figure was taken as a
// value at all.
func (c *claimant) states(s subject, p period.Period, t token) bool {
	x := t.figure
	switch {
	case s.measure == nil:
		return false
	case s.measure.Style == Percent && x.unit != "%":
		return false // the counts behind it, or a change
	case s.measure.Style == Ratio && x.unit != "" || s.measure.Style != Percent && (x.unit == "%" || x.unit == "个百分点" || x.unit == "倍"):
		return false
	}
	if s.measure.Style != Percent && s.measure.Style != Ratio && x.unit != s.measure.Unit {
		if x.unit == "" && x.value != 0 {
			return false
		}
		if _, known := c.value(s, p); known && x.unit != "" && counted(x.unit) {
			c.add(WrongUnit, t, s.measure.Names[0]+"以“"+s.measure.Unit+"”计，这里写的是“"+x.unit+"”", "改为"+s.measure.Unit+"；确是另一项数据的，写明是什么")
			return true
		}
		if x.unit != "" {
			return false
		}
	}
	v, known := c.value(s, p)
	if known && !x.fits(v.Number) {
		c.add(WrongValue, t, "写的是 "+strings.TrimSpace(t.text)+"，"+called(s, p)+"是 "+v.Text, "改正，或写作 "+reference(s, p)+"，数据变了会跟着变")
	}
	return true
}

// counted tells the units that cases, persons, days and money are counted in: one for another is a slip.
func counted(unit string) bool {
	switch unit {
	case "件", "人", "天", "元", "万元":
		return true
	}
	return false
}

// A move is a change against an earlier value.
type move struct {
	now, then float64
	text      string // 2025年12月 128 件，2024年12月 120 件
}

func (m move) difference() float64 { return m.now - m.then }

func (m move) relative() float64 { return 100 * (m.now - m.then) / m.then }

// A claim of change: its word, and its amount where one is given.
type claim struct {
	word   token
	amount *token
}

func (c claim) at() token {
	if c.amount != nil {
		return *c.amount
	}
	return c.word
}

// Steady is what 持平 may hide: in per cent of the earlier value, and of shares in 百分点.
const (
	steadyPercent = 1.5
	steadyPoints  = 0.5
)

// contradicts says what is wrong with a claim of change; "" where the data bear it out.
func (c claim) contradicts(s *Measure, m move) (Kind, string) {
	d := m.difference()
	switch {
	case c.word.direction == 0:
		if flat(s, m) {
			return "", ""
		}
		return WrongDirection, "写的是“" + c.word.text + "”"
	case d == 0 || d > 0 != (c.word.direction > 0):
		return WrongDirection, "写的是“" + c.word.text + "”"
	case c.amount == nil:
		return "", ""
	}
	return c.size(s, m)
}

func flat(s *Measure, m move) bool {
	d := math.Abs(m.difference())
	return d <= rounding || s.Style == Percent && d <= steadyPoints || m.then != 0 && math.Abs(m.relative()) <= steadyPercent
}

// size checks how much something changed.
func (c claim) size(s *Measure, m move) (Kind, string) {
	x, d := c.amount.figure, m.difference()
	wrote := "写的是 " + strings.TrimSpace(c.word.text+" "+c.amount.text)
	switch x.unit {
	case "个百分点":
		if s.Style != Percent {
			return WrongPoints, wrote + "，" + s.Names[0] + "不是比率，升降用 %"
		}
		// Readers subtract the figures that they see, so the difference of rounded shares is right, too.
		if x.fits(d) || x.fits(tenth(m.now)-tenth(m.then)) {
			return "", ""
		}
		return WrongValue, wrote
	case "倍":
		if m.then == 0 {
			return WrongBase, wrote + "，而基数为零"
		}
		if x.fits(d / m.then) {
			return "", ""
		}
		if x.fits(m.now / m.then) {
			return WrongTimes, wrote + "，那是增加到的倍数，增加了 " + short(d/m.then) + " 倍"
		}
		return WrongValue, wrote
	case "%":
		return c.percent(s, m, wrote)
	case "", s.Unit:
		if s.Style == Percent || x.unit == "" && s.Style != Ratio || x.fits(d) {
			return "", "" // 减少 85 人 of a share: counts that are not known here
		}
		return WrongValue, wrote
	}
	return "", ""
}

func (c claim) percent(s *Measure, m move, wrote string) (Kind, string) {
	x, d := c.amount.figure, m.difference()
	if m.then == 0 {
		return WrongBase, wrote + "，而基数为零，不能算百分比"
	}
	switch {
	case x.fits(m.relative()):
		return "", ""
	case s.Style == Percent && (x.fits(d) || x.fits(tenth(m.now)-tenth(m.then))):
		return WrongPoints, wrote + "，比率的升降用个百分点"
	case s.Style != Percent && m.now != 0 && !x.rough && x.fits(100*d/m.now):
		return WrongBase, wrote + "，那是除以本期得出的，应当除以基期"
	case s.Style != Percent && x.fits(d) && x.unit == "%":
		return WrongBase, wrote + "，那是增减的数，不是百分比"
	case s.Style != Percent && d > 0 && x.fits(100*m.now/m.then):
		return WrongTimes, wrote + "，那是增加到的百分比"
	}
	return WrongValue, wrote
}

func tenth(x float64) float64 { return math.Round(x*10) / 10 }

func short(x float64) string { return strconv.FormatFloat(math.Round(x*10)/10, 'f', -1, 64) }
