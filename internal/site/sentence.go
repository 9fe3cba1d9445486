package site

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"anjian/internal/indicator"
	"anjian/internal/period"
	"anjian/internal/stat"
)

// changeWords say from which number to which something changed and by how much (变化):
// 同比由 21.4% 升至 23.5%，上升 2.1 个百分点. Why there is no comparison is said instead of it.
func (b *builder) changeWords(d *indicator.Definition, key indicator.Key, c indicator.Comparison) Phrase {
	x := b.Cube.Change(key, c)
	now, base := b.piece(d, x.Now.Key, false), b.piece(d, x.Base.Key, false)
	words := spaced(say(c.String()+"由"), base, say(risenTo(x)), now)
	switch {
	case zeroBase(x) && base.Text == now.Text:
		return spaced(say(c.String()+"均为"), now)
	case zeroBase(x):
		return append(words, say("（"+indicator.ZeroBase+"，不计算百分比）"))
	case x.State != indicator.Known:
		return Phrase{{Text: x.String(), ID: compared(key, c)}}
	case base.Text == now.Text:
		return spaced(say(c.String()+"均为"), now, say("，"), changePiece(x, key))
	}
	return append(words, say("，"), changePiece(x, key))
}

// risenTo joins the two numbers of a change.
func risenTo(x indicator.Change) string {
	now, _ := x.Now.Value()
	switch base, _ := x.Base.Value(); {
	case x.Wording() == stat.Steady:
		return "变为"
	case now > base:
		return "升至"
	}
	return "降至"
}

// changePiece is the change alone: 上升 2.1 个百分点, 下降 12.3%, 基本持平.
func changePiece(x indicator.Change, key indicator.Key) Piece {
	words := x.Wording().String()
	if x.Wording() != stat.Steady {
		words += " " + x.Size()
	}
	return Piece{Text: words, ID: compared(key, x.Comparison)}
}

// zeroBase tells whether an amount rose from nought: both are known, but there is no percentage.
func zeroBase(x indicator.Change) bool {
	return x.Reason == indicator.ZeroBase && x.Now.State == indicator.Known && x.Base.State == indicator.Known
}

// describe writes a sentence about a number (描述), without its full stop: the number with its counts, what it
// is compared with, how it changed, and whether that is beyond normal variation where a control chart tells.
//
//	2025年6月望津区院不捕率 23.5%（141/601 人），上年同期 21.4%（120/560 人），上升 2.1 个百分点，高于常态波动范围
func (b *builder) describe(d *indicator.Definition, key indicator.Key, c indicator.Comparison) Phrase {
	x := b.Cube.Change(key, c)
	key = x.Now.Key // the year to date of 累计同比
	words := spaced(say(b.title(key.Period)+b.whereabouts(key)+d.Title), b.piece(d, key, true))
	if x.Now.State != indicator.Known {
		return words
	}
	base := spaced(say("，"+b.baseTitle(x)), b.piece(d, x.Base.Key, true))
	switch {
	case zeroBase(x):
		words = append(append(words, base...), say("（"+indicator.ZeroBase+"，不计算百分比）"))
	case x.State == indicator.Known:
		words = append(append(words, base...), say("，"), changePiece(x, key))
	default:
		words = append(words, say("，"), Piece{Text: strings.Replace(x.String(), c.String(), "与"+b.baseTitle(x), 1), ID: compared(key, c)})
	}
	if verdict := b.variation(d, x.Now); verdict != "" {
		words = append(words, say("，"+verdict))
	}
	return words
}

// spaced sets a blank between Chinese and figures, as the rest of a text does.
func spaced(pieces ...Piece) Phrase {
	for i := range pieces[1:] {
		before, _ := utf8.DecodeLastRuneInString(pieces[i].Text)
		after, _ := utf8.DecodeRuneInString(pieces[i+1].Text)
		if !(unicode.Is(unicode.Han, before) && inFigure(after) || inFigure(before) && unicode.Is(unicode.Han, after)) {
			continue
		}
		if pieces[i].ID == "" {
			pieces[i].Text += " "
		} else {
			pieces[i+1].Text = " " + pieces[i+1].Text
		}
	}
	return pieces
}

// inFigure tells whether figures begin or end with a character.
func inFigure(r rune) bool { return r >= '0' && r <= '9' || r == '%' || r == '−' }

// baseTitle names what a number is compared with: 上年同期, or the period before.
func (b *builder) baseTitle(x indicator.Change) string {
	if x.Comparison == indicator.PeriodOverPeriod && x.Base.Period != x.Now.Period.YearEarlier() {
		return b.title(x.Base.Period)
	}
	return "上年同期"
}

// whereabouts names place and department of a key, all together included.
func (b *builder) whereabouts(key indicator.Key) string {
	return b.placeTitle(key.Procuratorate) + key.Department
}

// variation says how the months of a number stand to the normal variation of their series, by the chart
// that raises 异常提示; "" where the chart cannot tell: it knows no departments, no month that is not over,
// and judges neither small numbers nor short series.
func (b *builder) variation(d *indicator.Definition, r indicator.Result) string {
	if r.Department != "" || r.Provisional || r.State != indicator.Known || indicator.Format(d, r).Small {
		return ""
	}
	options := b.watching()
	options.Month = r.Period.Last()
	x := b.Cube.Control(d, r.Procuratorate, options)
	last := len(x.Points) - 1
	if last < 0 || x.Quiet != "" {
		return ""
	}
	if r.Period.Kind() == period.Monthly || d.PointInTime() {
		if !x.Points[last].Known {
			return ""
		}
		return beyond(standings[x.Raised()])
	}
	months := x.Results[max(0, len(x.Results)-len(r.Period.Months())):]
	out := map[string][]period.Period{} // by what is said of them
	known := true
	for i, m := range months {
		i += len(x.Results) - len(months)
		known = known && x.Points[i].Known
		if x.Marks[i].Rule == stat.Outside {
			words := standings[x.Marks[i]].Words
			out[words] = append(out[words], m.Period)
		}
	}
	lasting := standings[x.Raised()]
	switch {
	case len(out) > 0:
		return monthsOutside(out, len(months))
	case lasting.raised():
		return "期末" + lasting.Words
	case !known:
		return ""
	}
	return "各月均" + beyond(lasting)
}

// monthsNamed is how many months a sentence names; of more it tells how many.
const monthsNamed = 3

// monthsOutside says which months of so many were beyond normal variation: 其中2025年10月、12月高于常态波动范围.
func monthsOutside(out map[string][]period.Period, months int) string {
	var parts []string
	for _, words := range slices.Sorted(maps.Keys(out)) {
		switch list := out[words]; {
		case len(list) == months:
			return "各月均" + words
		case len(list) > monthsNamed:
			parts = append(parts, "有 "+strconv.Itoa(len(list))+" 个月"+words)
		default:
			parts = append(parts, listMonths(list)+words)
		}
	}
	return "其中" + strings.Join(parts, "，")
}

// listMonths names months, the year once.
func listMonths(list []period.Period) string {
	text := list[0].Title()
	for i, m := range list[1:] {
		name := m.Title()
		if m.YearNumber() == list[i].YearNumber() {
			name = strconv.Itoa(m.MonthNumber()) + "月"
		}
		text += "、" + name
	}
	return text
}

// beyond words a standing for a sentence.
func beyond(s standing) string {
	if !s.raised() {
		return "未超出常态波动范围"
	}
	return s.Words
}
