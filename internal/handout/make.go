package handout

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"anjian/internal/indicator"
	"anjian/internal/period"
)

// None stands where there is no number: a rate of hidden counts, or what does not apply.
const None = "—"

// Make decides what a registration prints, after what was given before, and keeps it as a record without
// copies and texts. listed tells which rows a dataset lists one by one. The error is a *Told where what was
// given before tells a count that has to be hidden.
func Make(r *Registration, cube *indicator.Cube, listed func(dataset string, row int) bool, before []*Record) (*Record, error) {
	s := newSystem(newReader(cube, listed))
	for _, one := range before {
		s.remember(one)
	}
	var drawn []drawn
	for i := range r.Tables {
		drawn = append(drawn, s.draw(&r.Tables[i]))
	}
	if err := s.hide(); err != nil {
		return nil, err
	}
	record := &Record{
		Format: recordFormat, ID: r.ID, Title: r.Title, Summary: r.Summary, Recipient: r.Recipient, Basis: r.Basis,
		Purpose: r.Purpose, Approver: r.Approver, Date: r.Date, Cutoff: cube.Cutoff, Request: r.Request(),
	}
	stated := map[string]bool{}
	for i := range drawn {
		record.Tables = append(record.Tables, s.print(&drawn[i], record, stated))
	}
	for _, t := range r.Tables {
		for _, d := range t.Indicators {
			record.term(d, cube)
		}
	}
	return record, nil
}

// remember takes in what was given before, as far as it is still counted.
func (s *system) remember(r *Record) {
	for _, c := range r.Cells {
		d := s.read.cube.Definition(c.Indicator)
		p, err := period.Parse(c.Period)
		if d == nil || err != nil {
			continue
		}
		for _, q := range quantitiesOf(d) {
			if q.id != c.Quantity || string(q.part) != c.Part {
				continue
			}
			n, err := strconv.ParseInt(c.Text, 10, 64)
			is := given
			if err != nil {
				is = withheld
			}
			if !s.read.count(q, p, c.Place).known {
				continue
			}
			b := s.add(s.read.boxOf(q, p, c.Place, c.Words), is)
			if b.printed = n; is == withheld && b.mark != Besides && !strings.HasPrefix(b.mark, "<") {
				b.mark = c.Text // where it was given twice, as what says more
			}
			if b.words == nil && !q.additive {
				b.value = s.read.count(q, p, c.Place).n
			}
		}
	}
}

// A drawn table has its cells, before it is decided which are hidden.
type drawn struct {
	table *Table
	parts []drawnPart
}

type drawnPart struct {
	def   *indicator.Definition
	lines []drawnLine
}

type drawnLine struct {
	head   string
	total  bool
	place  string
	words  []string
	values [][]*cell // by period: the value, or numerator and denominator; nil where there is none
	states []string
}

// draw asks for the cells of a table.
func (s *system) draw(t *Table) drawn {
	d := drawn{table: t}
	for _, def := range t.Indicators {
		part := drawnPart{def: def}
		for _, l := range s.lines(t, def) {
			for _, p := range t.Periods {
				var cells []*cell
				state := ""
				for _, q := range quantitiesOf(def) {
					c, why := s.ask(q, p, l.place, l.words)
					if c == nil {
						cells, state = nil, why
						break
					}
					cells = append(cells, c)
				}
				l.values, l.states = append(l.values, cells), append(l.states, state)
			}
			if l.total || !empty(l) {
				part.lines = append(part.lines, l)
			}
		}
		d.parts = append(d.parts, part)
	}
	return d
}

// empty tells whether a line has no number at all, such as one of an office that is long closed.
func empty(l drawnLine) bool {
	return !slices.ContainsFunc(l.values, func(cells []*cell) bool { return cells != nil })
}

// lines are those of a table, in administrative order, or in the order of the code list.
func (s *system) lines(t *Table, d *indicator.Definition) []drawnLine {
	var list []drawnLine
	org := s.read.cube.Organisation
	switch t.By {
	case ByProcuratorate:
		for _, p := range org.Procuratorates {
			list = append(list, drawnLine{head: p.Short, place: p.ID})
		}
	case ByArea:
		for _, a := range org.Areas() {
			list = append(list, drawnLine{head: a.Title(), place: a.ID})
		}
	case ByCause:
		list = s.causes(t, d)
	}
	if t.By == ByNone || t.Totals {
		list = append(list, drawnLine{head: "合计", total: t.By != ByNone})
	}
	return list
}

// causes are the words of the column 案由 that come to enough in some period, and all others in one line: who
// reads the table is not told which offences hardly occur. That a word has a line says no more than its
// largest number, printed or not, and that it has none no more than that each would be hidden.
func (s *system) causes(t *Table, d *indicator.Definition) []drawnLine {
	two := quantitiesOf(d)
	q := two[len(two)-1]
	var list []drawnLine
	var others []string
	for _, word := range s.read.parts.Of(d.ID).Words {
		var largest box
		most, printed := int64(-1), false
		for _, p := range t.Periods {
			b := s.read.boxOf(q, p, "", []string{word})
			n := s.read.value(b)
			if i, known := s.at[b.key()]; known && n >= q.least {
				printed = printed || s.cells[i].standing == given
			}
			if n > most {
				largest, most = b, n
			}
		}
		if word == "" || most < q.least {
			others = append(others, word)
			continue
		}
		if !printed {
			s.add(largest, asked).mark = Besides // what is said of it if it is hidden
		}
		list = append(list, drawnLine{head: word, words: []string{word}})
	}
	if len(others) > 0 {
		list = append(list, drawnLine{head: "其他案由", words: others})
	}
	return list
}

// print writes a table, and states its cells, each once.
func (s *system) print(d *drawn, record *Record, stated map[string]bool) Printout {
	t := Printout{Title: d.table.Title, By: ""}
	if d.table.By != ByNone {
		t.By = d.table.By.Title()
	}
	for _, part := range d.parts {
		p := newPart(part.def)
		for _, q := range d.table.Periods {
			p.Periods = append(p.Periods, s.read.cube.Calendar.Title(q))
		}
		for _, l := range part.lines {
			line := Line{Head: l.head, Total: l.total}
			for i, cells := range l.values {
				var texts []string
				for _, c := range cells {
					texts = append(texts, s.text(c))
				}
				line.put(part.def, texts, l.states[i])
				for j, c := range cells {
					if stated[c.key()] {
						continue
					}
					stated[c.key()] = true
					record.Cells = append(record.Cells, Stated{
						Quantity: c.of.id, Indicator: c.of.def.ID, Part: string(c.of.part), Period: d.table.Periods[i].String(), Place: l.place, Words: l.words, Text: texts[j],
					})
				}
			}
			p.Lines = append(p.Lines, line)
		}
		t.Parts = append(t.Parts, p)
	}
	return t
}

func newPart(d *indicator.Definition) Part {
	p := Part{Indicator: d.ID, Title: d.Title, Unit: d.CountUnit(), Numerator: d.Title}
	if d.Fraction() {
		p.Numerator, p.Denominator = wording(d.NumeratorLabel, "分子"), wording(d.DenominatorLabel, "分母")
	}
	return p
}

func wording(label, otherwise string) string {
	if label == "" {
		return otherwise
	}
	return label
}

// put appends the numbers of a period.
func (l *Line) put(d *indicator.Definition, texts []string, state string) {
	switch {
	case texts == nil && d.Fraction():
		l.Numerators, l.Denominators, l.Rates = append(l.Numerators, None), append(l.Denominators, None), append(l.Rates, state)
	case texts == nil:
		l.Numerators = append(l.Numerators, state)
	case d.Fraction():
		l.Numerators, l.Denominators = append(l.Numerators, texts[0]), append(l.Denominators, texts[1])
		l.Rates = append(l.Rates, rate(d, texts[0], texts[1]))
	default:
		l.Numerators = append(l.Numerators, texts[0])
	}
}

// rate is computed from what is printed, so that it tells nothing more.
func rate(d *indicator.Definition, numerator, denominator string) string {
	n, errN := strconv.ParseInt(numerator, 10, 64)
	of, errOf := strconv.ParseInt(denominator, 10, 64)
	if errN != nil || errOf != nil || of < Smallest {
		return None
	}
	r := indicator.Result{Numerator: indicator.Amount{N: n}, Denominator: indicator.Amount{N: of}}
	if d.Times > 1 {
		r.Factor = d.Times
	}
	text := indicator.Format(d, r)
	if text.Small {
		return None
	}
	return strings.TrimSpace(text.Value + " " + text.Unit)
}

// term explains an indicator, once.
func (r *Record) term(d *indicator.Definition, cube *indicator.Cube) {
	if slices.ContainsFunc(r.Terms, func(t Term) bool { return t.Indicator == d.ID }) {
		return
	}
	t := Term{
		Indicator: d.ID, Title: d.Title, Line: d.Line, Unit: d.CountUnit(), Numerator: d.Title, How: d.Doc.SectionText("怎么算"), Source: d.Source,
		Version: fmt.Sprintf("第 %d 版", d.VersionAt(cube.Cutoff)),
	}
	if d.Fraction() {
		t.Numerator, t.Denominator = wording(d.NumeratorLabel, "分子"), wording(d.DenominatorLabel, "分母")
	}
	for _, v := range d.Versions {
		t.Version += "；" + v.From.Chinese() + "起：" + v.Note
	}
	r.Terms = append(r.Terms, t)
}

// Request is a hash of what a registration asks for and says of itself; copies may be added later.
func (r *Registration) Request() string {
	h := sha256.New()
	fmt.Fprintf(h, "%q\n", []string{r.Title, r.Summary, r.Recipient, r.Basis, r.Purpose, r.Approver, r.Date.String()})
	for _, t := range r.Tables {
		fmt.Fprintf(h, "%q %q %v %q\n", t.Title, t.By, t.Totals, t.Periods)
		for _, d := range t.Indicators {
			fmt.Fprintf(h, "%q\n", d.ID)
		}
	}
	fmt.Fprintf(h, "%q\n%s", r.Documents, r.Doc.Body)
	return hex.EncodeToString(h.Sum(nil))
}

// title names a cell for whoever made the table.
func (x *reader) title(b box) string {
	words := []string{b.of.def.Title}
	if b.of.part != indicator.OfValue {
		words = append(words, map[indicator.Part]string{indicator.OfNumerator: "分子", indicator.OfDenominator: "分母"}[b.of.part])
	}
	if p := monthAt(b.from); b.from == b.to {
		words = append(words, p.Title())
	} else {
		words = append(words, p.Title()+"至"+monthAt(b.to).Title())
	}
	if len(b.places) < len(x.cube.Organisation.Procuratorates) {
		var names []string
		for _, id := range b.places {
			p, _ := x.cube.Organisation.Find(id)
			names = append(names, p.Short)
		}
		words = append(words, strings.Join(names, "、"))
	}
	return strings.Join(append(words, b.words...), " ")
}
