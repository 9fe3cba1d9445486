package site

import (
	"path"
	"slices"

	"anjian/internal/document"
	"anjian/internal/indicator"
	"anjian/internal/period"
	"anjian/internal/source"
	"anjian/internal/trace"
)

// A resolver fills the references of one document for one page.
type resolver struct {
	b    *builder
	page string
	doc  *document.Document

	period   period.Period  // of the document; zero where it has none
	signed   *Signed        // what the document printed when it was signed; nil for one that is not
	revision *Revised       // the same, with what differs now
	marks    map[string]int // of the numbers that differ, by key
	figures  int            // charts so far, for their ids
	tables   []string       // anchors of tables so far
	latest   bool           // of lists, only what can be told of the latest month is wanted
	all      []*printed     // what was asked for so far
}

func (r *resolver) Link(from *document.Document, target string) (string, bool) {
	d, anchor, ok := r.b.library.Find(from, target)
	if ok && slices.Contains(r.b.Elsewhere, d) {
		return "", true // its readers are others
	}
	if !ok || pageOf(d) == "" || r.b.withheld[d] != "" {
		return "", false
	}
	href := to(r.page, pageOf(d))
	if anchor != "" {
		href += "#" + anchor
	}
	return href, true
}

// Hint says what to do about a link that leads nowhere.
func (r *resolver) Hint(from *document.Document, target string) string {
	d, _, ok := r.b.library.Find(from, target)
	switch {
	case ok && pageOf(d) == "":
		return "这一类文档没有自己的页面，去掉链接"
	case ok && r.b.withheld[d] != "":
		return r.b.withheld[d]
	}
	return r.b.library.Hint(from, target)
}

func (r *resolver) Image(from *document.Document, target string) (string, bool) {
	name := path.Join(path.Dir(from.Path), target)
	if !r.b.takeImage(name) {
		return "", false
	}
	return to(r.page, mediaPath(name)), true
}

// now is the period that 本期 means: the document's, or the latest month that is over.
func (r *resolver) now() period.Period {
	if r.period.IsZero() {
		return r.b.month()
	}
	return r.period
}

// usual is the period of numbers for which a document writes none: its own, or the year to date.
func (r *resolver) usual() period.Period {
	if r.period.IsZero() {
		return r.b.toDate()
	}
	return r.period
}

// live is what a live figure says now.
func (r *resolver) live(text string, at source.Pos) (*printed, *source.Error) {
	ref, wrong := document.ParseFigure(text, at, r.now(), r.b)
	if wrong != nil {
		return nil, wrong
	}
	d, wrong := r.b.indicatorNamed(ref.Indicator.Text, ref.Indicator.Pos)
	if wrong != nil {
		return nil, wrong
	}
	key := indicator.Key{Indicator: d.ID, Period: ref.Period, Department: ref.Department.Text}
	if key.Period.IsZero() {
		key.Period = r.usual()
	}
	if !r.b.isWhole(ref.Procuratorate.Text) {
		key.Procuratorate, _ = r.b.Cube.Organisation.PlaceNamed(ref.Procuratorate.Text)
	}
	quantity := trace.Named(ref.Quantity)
	if (quantity == trace.Numerator || quantity == trace.Denominator) && !d.Fraction() {
		return nil, &source.Error{Code: source.NoSuchPart, Pos: at, Message: "“" + d.Title + "”没有" + ref.Quantity, Hint: "它不是由分子、分母相除得来的，去掉“" + ref.Quantity + "”"}
	}
	return r.b.figureWords(d, key, ref, at)
}

// figureWords answers a live figure. That nothing is known of a period is the document's fault only where it
// names the period, and the office has the data at all.
func (b *builder) figureWords(d *indicator.Definition, key indicator.Key, ref document.FigureRef, at source.Pos) (*printed, *source.Error) {
	p := &printed{Number: trace.ID{Key: key, Quantity: trace.Named(ref.Quantity)}.String()}
	r := b.Cube.Result(key)
	switch missing := b.Cube.Missing(d.ID); {
	case missing != "":
		p.Text, p.Title = r.State.String(), d.Title+"："+missing
		return p, nil
	case r.State == indicator.Unknown && !ref.Period.IsZero() && !ref.Relative:
		return nil, &source.Error{Code: source.NoFigures, Pos: at, Message: "“" + d.Title + "”" + b.title(key.Period) + "没有数据", Hint: "数据从 " + b.Cube.First().Title() + " 到 " + b.month().Title()}
	}
	comparison := comparisonNamed(ref.Comparison)
	switch ref.Quantity {
	case document.OfChange:
		return &printed{Says: []saying{{b.changeWords(d, key, comparison)}}}, nil
	case document.OfSentence:
		return &printed{Says: []saying{{b.describe(d, key, comparison)}}}, nil
	}
	p.Text, p.Title = b.quantity(d, key, trace.Named(ref.Quantity))
	return p, nil
}

var comparisons = []indicator.Comparison{indicator.YearOverYear, indicator.PeriodOverPeriod, indicator.Cumulative}

// comparisonNamed is the comparison of a word that ParseFigure knows.
func comparisonNamed(word string) indicator.Comparison {
	return comparisons[slices.IndexFunc(comparisons, func(c indicator.Comparison) bool { return c.String() == word })]
}
