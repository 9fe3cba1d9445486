package site

import (
	"html/template"
	"strings"

	"anjian/internal/chart"
	"anjian/internal/indicator"
	"anjian/internal/period"
	"anjian/internal/trace"
)

// plain prints a number with its unit and nothing else: 23.5%, 18.6 天, 不适用.
func plain(t indicator.Text) string {
	text := t.Value
	if t.Unit != "" {
		text += " " + t.Unit
	}
	if t.Manual != "" {
		text += "（" + indicator.ByHand + "）"
	}
	return text
}

// text formats the number of a key.
func (b *builder) text(d *indicator.Definition, key indicator.Key) indicator.Text {
	return indicator.Format(d, b.Cube.Result(key))
}

// cell shows one number in a table, its counts in the title.
func (b *builder) cell(d *indicator.Definition, key indicator.Key) Cell {
	t := b.text(d, key)
	return Cell{Text: plain(t), ID: key.ID(), Counts: t.Behind()}
}

// countsCell shows what stands behind a number.
func (b *builder) countsCell(d *indicator.Definition, key indicator.Key) Cell {
	text := b.text(d, key).Counts
	if text == "" {
		return Cell{Text: "—", Class: "state"}
	}
	return Cell{Text: text, ID: key.ID(), Class: "state"}
}

// changeCell shows a comparison; where there is none, the reason is in the title.
func (b *builder) changeCell(key indicator.Key, c indicator.Comparison) Cell {
	x := b.Cube.Change(key, c)
	return Cell{Text: signed(x), ID: compared(key, c), Counts: x.Reason}
}

// compared is the id of a comparison.
func compared(key indicator.Key, c indicator.Comparison) string {
	return trace.ID{Key: key, Quantity: trace.Of(c)}.String()
}

// piece is a number in a sentence, as plain or with its counts.
func (b *builder) piece(d *indicator.Definition, key indicator.Key, full bool) Piece {
	t := b.text(d, key)
	if full {
		return Piece{Text: t.String(), ID: key.ID()}
	}
	return Piece{Text: plain(t), ID: key.ID(), Counts: firstOf(t.Reason, t.Counts)}
}

// signed prints a change for tables: +2.1 个百分点, −3.0%, — where there is none to speak of.
func signed(x indicator.Change) string {
	v, ok := x.Value()
	switch {
	case !ok && strings.HasPrefix(x.Reason, indicator.ZeroBase):
		return indicator.ZeroBase
	case !ok && strings.HasPrefix(x.Reason, indicator.Redefined):
		return x.Reason
	case !ok:
		return "—"
	case v < 0 && strings.Trim(x.Size(), "0.% 个百分点") != "":
		return "−" + x.Size()
	case v > 0 && strings.Trim(x.Size(), "0.% 个百分点") != "":
		return "+" + x.Size()
	}
	return "持平"
}

// quantity says in words what an id means beside the value, and what stands behind it.
func (b *builder) quantity(d *indicator.Definition, key indicator.Key, quantity trace.Quantity) (words, title string) {
	t := b.text(d, key)
	title = joinNonEmpty("，", b.title(key.Period)+b.placeOf(key)+d.Title, plain(t), t.Behind())
	switch quantity {
	case trace.Numerator, trace.Denominator:
		return b.side(d, key, quantity).Text, title
	case trace.YearOverYear:
		return b.Cube.Change(key, indicator.YearOverYear).String(), title
	case trace.PeriodOverPeriod:
		return b.Cube.Change(key, indicator.PeriodOverPeriod).String(), title
	case trace.Cumulative:
		return b.Cube.Change(key, indicator.Cumulative).String(), title
	}
	return plain(t), title
}

// placeOf names procuratorate and department of a key, "" for all.
func (b *builder) placeOf(key indicator.Key) string {
	if key.Procuratorate == "" {
		return key.Department
	}
	return b.whereabouts(key)
}

// History is how many months charts look back; anomalies are found in the same months.
const History = 36

// series returns the monthly results of an indicator up to the latest complete month.
func (b *builder) series(id, procuratorate string) []indicator.Result {
	from := b.month().Add(1 - History)
	if from.Compare(b.Cube.First()) < 0 {
		from = b.Cube.First()
	}
	return b.Cube.Series(id, procuratorate, "", period.Monthly, from, b.month())
}

// sparkline draws the last twelve months of an indicator.
func (b *builder) sparkline(d *indicator.Definition, procuratorate, tone string) template.HTML {
	series := b.series(d.ID, procuratorate)
	if len(series) > 12 {
		series = series[len(series)-12:]
	}
	return chart.Sparkline(b.points(d, series), tone)
}
