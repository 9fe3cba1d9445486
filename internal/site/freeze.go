package site

import (
	"slices"
	"strings"

	"anjian/internal/document"
	"anjian/internal/period"
	"anjian/internal/source"
	"anjian/internal/trace"
)

// Freeze gathers all that a document prints now, to be kept as signed, and the month that it belongs to:
// the last of its period, or the latest that is over. What stands in the way goes to errs: a document
// that is not signed off, names no reviewer, is about a period that is not over, or has blanks left.
func Freeze(o *Office, d *document.Document, errs *source.List) (*Signed, period.Period) {
	b := draftBuilder(o, errs)
	n := b.narrativeOf(d)
	if n == nil || !b.maySign(n, errs) {
		return nil, period.Period{}
	}
	r := &resolver{b: b, page: pageOf(d), doc: d, period: periodOf(n)}
	before := errs.Faults()
	d.Render(r, errs)
	if errs.Faults() > before {
		return nil, period.Period{}
	}
	c := n.base()
	s := &Signed{
		Format: signedFormat, Document: d.Path, Title: d.Title, Hash: writtenHash(n), Reviewer: c.Reviewer, Date: c.Date,
		Cutoff: o.Cube.Cutoff, Printed: distinct(r.all),
	}
	for _, p := range s.Printed {
		if f := b.draw("chart", p.Chart); f != nil { // the words stay, whatever charts learn to say later
			p.Chart.head().Sentence, p.Chart.Source = strings.TrimSuffix(f.Sentence, p.Chart.Note), f.Source
		}
	}
	s.Numbers = s.keys(b)
	s.Definitions, s.Sources = b.restsOn(s.Numbers)
	month := b.month()
	if !r.period.IsZero() {
		month = r.period.Last()
	}
	return s, month
}

// draftBuilder reads documents that are not signed off too, and draws no page.
func draftBuilder(o *Office, errs *source.List) *builder {
	office := *o
	office.Drafts = true
	return newBuilder(&office, errs)
}

// maySign tells whether a document is ready to be signed.
func (b *builder) maySign(n narrative, errs *source.List) bool {
	c, d := n.base(), n.base().doc
	at := d.Decode(new(frontOfAny), new(source.List))
	before := errs.Faults()
	if c.Status != Approved {
		errs.Tell(source.NotSignable, at.At("status"), "《"+d.Title+"》还没有签发", `审核后写 status = "签发"，再固定数字`)
	}
	if c.Status != Approved && strings.TrimSpace(c.Reviewer) == "" { // of others reading has told
		errs.Tell(source.NotSignable, at.At("reviewer"), "《"+d.Title+"》没有写审核人", `加一行 reviewer = "分管副检察长"，写职务，不写姓名`)
	}
	if !set(c.Date) {
		errs.Tell(source.NotSignable, at.At("date"), "《"+d.Title+"》没有写签发日期", "加一行，如 date = 2026-01-04")
	}
	if p := periodOf(n); !p.IsZero() && !b.Cube.Calendar.Complete(p, b.Cube.Cutoff) {
		errs.Tell(source.NotSignable, at.At("period"), b.title(p)+"还没有结束：数据截止日是 "+b.Cube.Cutoff.String(), "等数据截止日到 "+b.Cube.Calendar.End(p).String()+" 以后再签发")
	}
	return errs.Faults() == before
}

// frontOfAny stands for the front matter of any kind where only places are asked for.
type frontOfAny struct{ common }

// distinct leaves each reference in once, however often it is made.
func distinct(all []*printed) []printed {
	var list []printed
	for _, p := range all {
		if !slices.ContainsFunc(list, func(q printed) bool { return q.Ask == p.Ask && q.Block == p.Block }) {
			list = append(list, *p)
		}
	}
	return list
}

// keys lists the numbers that were printed, in order of appearance, each with its words now.
func (s *Signed) keys(b *builder) []signedNumber {
	var list []signedNumber
	known := map[string]bool{}
	for _, p := range s.Printed {
		for _, n := range p.numbers(b) {
			if !known[n.key()] {
				known[n.key()] = true
				list = append(list, n)
			}
		}
	}
	return list
}

// numbers lists the numbers in one reference, with their words now.
func (p *printed) numbers(b *builder) (list []signedNumber) {
	id := func(id string) {
		if text, ok := b.full(id); ok {
			list = append(list, signedNumber{ID: id, Title: b.describeNumber(id), Text: text})
		}
	}
	id(p.Number)
	for _, s := range p.Says {
		for _, piece := range s.Phrase {
			id(piece.ID)
		}
	}
	if p.Table != nil {
		for _, row := range p.Table.Rows {
			for _, cell := range row.Cells {
				id(cell.ID)
				id(cell.NoteID)
				if cell.Count != "" {
					list = append(list, signedNumber{Count: cell.Count, Text: cell.Text})
				}
			}
		}
	}
	for _, number := range b.numbersOf(p.Chart) {
		id(number)
	}
	return list
}

// numbersOf lists the ids of the numbers that a chart shows.
func (b *builder) numbersOf(d *drawing) []string {
	f := b.draw("chart", d)
	if f == nil {
		return nil
	}
	return slices.DeleteFunc(slices.Concat(f.Table.Numbers...), func(id string) bool { return id == "" })
}

// full writes the number of an id with all that belongs to it, as it is now; ok is false where there is no
// such number.
func (b *builder) full(id string) (text string, ok bool) {
	x, ok := trace.Parse(id)
	if !ok {
		return "", false
	}
	d := b.Cube.Definition(x.Indicator)
	if d == nil {
		return "", false
	}
	if x.Quantity == "" || x.Quantity == trace.Value {
		return b.text(d, x.Key).String(), true
	}
	words, _ := b.quantity(d, x.Key, x.Quantity)
	return words, true
}

// Describe returns what names numbers for readers by their ids.
func Describe(o *Office) func(id string) string {
	return newBuilder(o, new(source.List)).describeNumber
}

// describeNumber names the number of an id for readers: 2025年11月望津区院不捕率同比.
func (b *builder) describeNumber(id string) string {
	x, ok := trace.Parse(id)
	d := b.Cube.Definition(x.Indicator)
	if !ok || d == nil {
		return id
	}
	return b.title(x.Period) + b.placeOf(x.Key) + d.Title + x.Quantity.Title()
}

// restsOn says by which definitions numbers were computed, and from which exports.
func (b *builder) restsOn(numbers []signedNumber) ([]signedDefinition, []signedSource) {
	var definitions []signedDefinition
	datasets := map[string]bool{}
	for _, n := range numbers {
		x, ok := trace.Parse(n.ID)
		d := b.Cube.Definition(x.Indicator)
		if !ok || d == nil || slices.ContainsFunc(definitions, func(s signedDefinition) bool { return s.Indicator == d.ID }) {
			continue
		}
		definitions = append(definitions, signedDefinition{d.ID, d.Title, d.VersionAt(b.Cube.Cutoff), b.Definitions[d.ID]})
		for _, m := range d.Measures() {
			datasets[m.Dataset] = true
		}
	}
	slices.SortFunc(definitions, func(x, y signedDefinition) int { return strings.Compare(x.Indicator, y.Indicator) })
	return definitions, b.sources(func(dataset string) bool { return datasets[dataset] })
}

// sources lists the files of some datasets.
func (b *builder) sources(wanted func(dataset string) bool) []signedSource {
	var list []signedSource
	if b.Data == nil {
		return nil
	}
	for _, r := range b.Data.Reports {
		for _, f := range r.Files {
			s := signedSource{r.Definition.ID, f.Path, f.SHA256}
			if wanted(r.Definition.ID) && !slices.Contains(list, s) {
				list = append(list, s)
			}
		}
	}
	return list
}
