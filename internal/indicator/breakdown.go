package indicator

import (
	"sync"

	"anjian/internal/formula"
	"anjian/internal/table"
)

// A Breakdown parts an indicator's amounts by the words of a column (案由, 决定层级 …), for every
// month and procuratorate. The parts add up to what Cube.Result gives. Rows that are never listed
// count here as in every total, but see Few; an indicator that hides small numbers is not parted.
type Breakdown struct {
	Definition *Definition
	By         By
	State      State    // whether there are parts, of whatever place and period
	Reason     string   // why there are none: 缺字段“移送案由”, …
	Words      []string // what rows have in the column; "" stands for an empty cell and is last

	cube                          *Cube
	of                            *compiled
	value, numerator, denominator []partedTerm
}

// A partedTerm is a term with an amount for every word.
type partedTerm struct {
	signed
	sums, rows []int64 // as cells, one number per slice, unit and word, in this order
	unlisted   []int64 // how many of the rows are never listed; nil where all may be
}

// Breakdowns parts indicators by one column and remembers what they share; drop it when done. It
// may be used by several goroutines.
type Breakdowns struct {
	cube    *Cube
	by      By
	without func(dataset string, row int) bool

	mu         sync.Mutex
	of         map[string]*Breakdown
	sets       map[*set]*partedSet
	placings   map[dates]*placing
	evaluators map[*set]*formula.Evaluator
}

// A partedSet is the column in one dataset.
type partedSet struct {
	*wordColumn
	missing string
}

type dates struct{ from, until *dayColumn }

// Breakdowns prepares to part indicators by a column.
func (c *Cube) Breakdowns(by By) *Breakdowns {
	return &Breakdowns{
		cube: c, by: by, of: map[string]*Breakdown{}, sets: map[*set]*partedSet{},
		placings: map[dates]*placing{}, evaluators: map[*set]*formula.Evaluator{},
	}
}

// Without leaves rows out of all parts, which then add up to less than the whole. It is set before
// the first part is asked for.
func (l *Breakdowns) Without(row func(dataset string, row int) bool) *Breakdowns {
	l.without = row
	return l
}

// Of parts an indicator.
func (l *Breakdowns) Of(id string) *Breakdown {
	l.mu.Lock()
	defer l.mu.Unlock()
	b := l.of[id]
	if b == nil {
		b = l.part(id)
		l.of[id] = b
	}
	return b
}

func (l *Breakdowns) part(id string) *Breakdown {
	b := &Breakdown{By: l.by, cube: l.cube, of: l.cube.byID[id]}
	if b.of == nil {
		return b.not(Unknown, NoSuchIndicator)
	}
	b.Definition = b.of.def
	switch {
	case b.Definition.Manual:
		return b.not(NotApplicable, PartsManual)
	case b.Definition.HideBelow > 0:
		return b.not(Hidden, PartsHidden)
	case b.of.missing != "":
		return b.not(Unknown, b.of.missing)
	}
	var columns []*wordColumn
	at := map[*set]int{}
	for _, t := range b.of.all {
		if !t.additive() {
			return b.not(NotApplicable, NotParted)
		}
		p := l.set(t.set)
		if p.missing != "" {
			return b.not(Unknown, p.missing)
		}
		if _, known := at[t.set]; !known {
			at[t.set] = len(columns)
			columns = append(columns, p.wordColumn)
		}
	}
	words, numberOf := present(columns)
	if len(words) > mostWords {
		return b.not(NotApplicable, "“"+b.By.String()+"”"+TooManyWords)
	}
	b.Words = words
	done := map[*term]partedTerm{}
	for _, part := range []struct {
		from []signed
		to   *[]partedTerm
	}{{b.of.value, &b.value}, {b.of.numerator, &b.numerator}, {b.of.denominator, &b.denominator}} {
		for _, t := range part.from {
			p, counted := done[t.term]
			if !counted {
				p = l.count(t, columns[at[t.set]].codes, numberOf[at[t.set]], len(words))
				done[t.term] = p
			}
			p.signed = t
			*part.to = append(*part.to, p)
		}
	}
	return b
}

func (b *Breakdown) not(state State, reason string) *Breakdown {
	b.State, b.Reason = state, reason
	return b
}

func (l *Breakdowns) set(s *set) *partedSet {
	p := l.sets[s]
	if p == nil {
		p = new(partedSet)
		l.sets[s] = p
		p.wordColumn, p.missing = l.by.words(s, l.evaluator(s))
	}
	return p
}

func (l *Breakdowns) evaluator(s *set) *formula.Evaluator {
	e := l.evaluators[s]
	if e == nil {
		e = s.evaluator(l.cube.env(During, 0)) // what does not depend on the period is shared
		l.evaluators[s] = e
	}
	return e
}

// count adds the rows of a term up by word, in one pass, or one for each month where the condition
// depends on it.
func (l *Breakdowns) count(t signed, codes table.Codes, numberOf []int32, words int) partedTerm {
	c := l.cube
	at := l.placings[dates{t.date, t.until}]
	if at == nil {
		at = c.place(t.term, 1)
		l.placings[dates{t.date, t.until}] = at
	}
	p := partedTerm{signed: t}
	slices, units := c.slices(), c.units()
	n := slices * units * words
	if t.measure.Of != nil {
		p.sums = make([]int64, n)
	}
	if t.measure.Aggregate != Sum {
		p.rows = make([]int64, n)
	}
	width, departments := uint32(c.width()), uint32(len(c.Organisation.Departments)+1)
	add := func(cell uint32, row int, v, times int64) {
		if l.without != nil && l.without(t.set.roles.id, row) {
			return
		}
		slice, unit := cell/width, cell%width/departments
		i := (int(slice)*units+int(unit))*words + int(numberOf[codes.At(row)])
		if p.sums != nil {
			p.sums[i] += v * times
		}
		if p.rows != nil {
			p.rows[i] += times
		}
		if c.listed != nil && !c.listed(t.set.roles.id, row) {
			if p.unlisted == nil {
				p.unlisted = make([]int64, n)
			}
			p.unlisted[i] += times
		}
	}
	if t.daily() {
		for slice := range slices {
			eval := l.evaluator(t.set).In(c.env(t.measure.At, slice))
			this := uint32(slice) * width
			t.each(eval, func(row int, v int64) {
				if at.pending(row, this+width) {
					add(this+at.from[row]%width, row, v, 1)
				}
			})
		}
	} else {
		t.each(l.evaluator(t.set), func(row int, v int64) {
			if at.from[row] != at.none {
				add(at.from[row], row, v, 1)
			}
			if at.until != nil && at.until[row] != at.none {
				add(at.until[row], row, v, -1)
			}
		})
	}
	for _, of := range [][]int64{p.sums, p.rows, p.unlisted} {
		if of != nil {
			c.finishParts(of, words, t.set.placed, !t.daily())
		}
	}
	if t.measure.Aggregate == Count {
		p.sums = p.rows
	}
	return p
}

// each yields the selected rows that have something to add.
func (t *term) each(eval *formula.Evaluator, do func(row int, v int64)) {
	where := t.where(eval)
	if t.measure.Of == nil {
		for row := range where.Rows() {
			do(row, 1)
		}
		return
	}
	for lo, values := range eval.Batches(t.measure.Of) {
		for row := range where[lo>>6 : (lo+len(values)+63)>>6].Rows() {
			if values[row] != table.NoNum {
				do(lo+row, values[row])
			}
		}
	}
}

// finishParts adds procuratorates up, and months where cells hold changes.
func (c *Cube) finishParts(cells []int64, words int, placed, changes bool) {
	width := c.units() * words
	for lo := 0; lo < len(cells); lo += width {
		slice := cells[lo : lo+width]
		if placed {
			for unit := range c.units() {
				for _, part := range c.below[unit] {
					if part != unit {
						addTo(slice[unit*words:(unit+1)*words], slice[part*words:])
					}
				}
			}
		}
		if changes && lo > 0 {
			addTo(slice, cells[lo-width:])
		}
	}
}
