package indicator

import (
	"math/bits"
	"strconv"
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
	places     map[dates]*partPlaces
	evaluators map[*set]*formula.Evaluator
	counted    map[countedTerm]partedTerm
}

// A partedSet is the column in one dataset.
type partedSet struct {
	*wordColumn
	missing  string
	unlisted formula.Bits // rows that are never listed; nil where all may be
}

// A countedTerm is a term by the words of some columns.
type countedTerm struct {
	term  *term
	words string
}

// Breakdowns prepares to part indicators by a column.
func (c *Cube) Breakdowns(by By) *Breakdowns {
	return &Breakdowns{
		cube: c, by: by, of: map[string]*Breakdown{}, sets: map[*set]*partedSet{},
		places: map[dates]*partPlaces{}, evaluators: map[*set]*formula.Evaluator{}, counted: map[countedTerm]partedTerm{},
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
	names := ""
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
			names += strconv.Quote(t.set.roles.id)
		}
	}
	words, numberOf := present(columns)
	if len(words) > mostWords {
		return b.not(NotApplicable, "“"+b.By.String()+"”"+TooManyWords)
	}
	b.Words = words
	for _, part := range []struct {
		from []signed
		to   *[]partedTerm
	}{{b.of.value, &b.value}, {b.of.numerator, &b.numerator}, {b.of.denominator, &b.denominator}} {
		for _, t := range part.from {
			p, counted := l.counted[countedTerm{t.term, names}]
			if !counted {
				p = l.count(t, names, numberOf[at[t.set]], len(words))
				l.counted[countedTerm{t.term, names}] = p
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
		p.unlisted = l.cube.unlisted(s)
	}
	return p
}

// unlisted lists the rows of a dataset that are never shown by themselves; nil for none.
func (c *Cube) unlisted(s *set) formula.Bits {
	if c.listed == nil {
		return nil
	}
	var rows formula.Bits
	for row := range s.table.Rows {
		if !c.listed(s.roles.id, row) {
			if rows == nil {
				rows = make(formula.Bits, (s.table.Rows+63)/64)
			}
			rows[row>>6] |= 1 << (row & 63)
		}
	}
	return rows
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
func (l *Breakdowns) count(t signed, names string, numberOf []int32, words int) partedTerm {
	c, unlisted := l.cube, l.set(t.set).unlisted
	at := l.place(t.term, names, numberOf, words)
	p := partedTerm{signed: t}
	n := int(at.none) + 1 // the last one is for what counts nowhere
	if t.measure.Of != nil {
		p.sums = make([]int64, n)
	}
	if t.measure.Aggregate != Sum {
		p.rows = make([]int64, n)
	}
	if unlisted != nil {
		p.unlisted = make([]int64, n)
	}
	if t.daily() {
		pending := make([]uint32, t.set.table.Rows)
		for slice := range c.slices() {
			at.pendingAt(slice, pending)
			p.add(l.evaluator(t.set).In(c.env(t.measure.At, slice)), pending, unlisted, 1)
		}
	} else {
		p.add(l.evaluator(t.set), at.from, unlisted, 1)
		if at.until != nil {
			p.add(l.evaluator(t.set), at.until, unlisted, -1)
		}
	}
	for _, of := range [][]int64{p.sums, p.rows, p.unlisted} {
		if of != nil {
			c.finishParts(of[:n-1], words, t.set.placed, !t.daily())
		}
	}
	if t.measure.Aggregate == Count {
		p.sums = p.rows
	}
	return p
}

// add counts the selected rows in their cells, times +1 or -1.
func (p *partedTerm) add(eval *formula.Evaluator, cells []uint32, unlisted formula.Bits, times int64) {
	where := p.where(eval)
	for i, w := range unlisted {
		for w &= where[i]; w != 0; w &= w - 1 {
			p.unlisted[cells[i<<6+bits.TrailingZeros64(w)]] += times
		}
	}
	if p.measure.Of == nil {
		for i, w := range where {
			for ; w != 0; w &= w - 1 {
				p.rows[cells[i<<6+bits.TrailingZeros64(w)]] += times
			}
		}
		return
	}
	for lo, values := range eval.Batches(p.measure.Of) {
		for row := range where[lo>>6 : (lo+len(values)+63)>>6].Rows() {
			if values[row] == table.NoNum {
				continue
			}
			p.sums[cells[lo+row]] += values[row] * times
			if p.rows != nil {
				p.rows[cells[lo+row]] += times
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
