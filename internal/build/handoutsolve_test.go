package build

import (
	"fmt"
	"maps"
	"math/big"
	"slices"
	"strconv"
	"strings"
	"testing"

	"anjian/internal/handout"
	"anjian/internal/indicator"
	"anjian/internal/period"
	"anjian/internal/suppress"
)

// An speck is what printed numbers are made of: a stretch of months with either a place or a word.
type speck struct {
	tally, from, to int
	place, word     string
}

const (
	otherWords  = "*others"   // causes that have no line anywhere
	neverListed = "*unlisted" // rows that no table by cause counts
)

func (k *knowing) cell(c suppress.Cell, name string) int {
	k.Cells, k.names, k.text = append(k.Cells, c), append(k.names, name), append(k.text, "")
	return len(k.Cells) - 1
}

// speck is the cell of one. Small ones are kept from readers though they are printed nowhere.
func (k *knowing) speck(a speck) int {
	if i, known := k.specks[a]; known {
		return i
	}
	n := k.value(a)
	i := k.cell(suppress.Cell{Value: n, Hidden: n < handout.Smallest, Most: suppress.Unbounded}, fmt.Sprint(k.counts[a.tally].def.Title, " ", k.counts[a.tally].part, " ", a.from%12+1, "-", a.to%12+1, " ", a.place, a.word))
	k.specks[a] = i
	return i
}

// solve says how all that was printed adds up. It returns what contradicts the truth.
func (k *knowing) solve(t *testing.T) {
	t.Helper()
	cuts := map[int]bool{}
	for _, p := range k.printed {
		for _, m := range k.counts[p.tally].def.Measures() {
			if m.At != indicator.During || m.Aggregate == indicator.Distinct {
				t.Fatalf("%s does not add up over months", p.name)
			}
		}
		cuts[p.from], cuts[p.to+1] = true, true
	}
	times := slices.Sorted(maps.Keys(cuts))
	pieces := func(from, to int) (list [][2]int) {
		for i, cut := range times[:len(times)-1] {
			if cut >= from && cut <= to {
				list = append(list, [2]int{cut, times[i+1] - 1})
			}
		}
		return list
	}
	rates := map[ratedIn]map[indicator.Part]printedAt{}
	for _, p := range k.printed {
		var parts []int
		c := k.counts[p.tally]
		for _, time := range pieces(p.from, p.to) {
			a := speck{tally: p.tally, from: time[0], to: time[1]}
			if p.by == byPlace {
				for _, a.place = range p.places {
					parts = append(parts, k.speck(a))
				}
				continue
			}
			for _, word := range append(slices.Sorted(maps.Keys(c.words)), otherWords) {
				if has := slices.Contains(p.words, word); has == (p.by == byCause) {
					a.word = word
					parts = append(parts, k.speck(a))
				}
			}
			k.bothWays(a, p.places)
		}
		at := k.sum(parts, p.name)
		k.read(t, at, p)
		k.where[ratedIn{p.copied, p.at}] = at
		beside := ratedIn{p.copied, p.rate}
		if rates[beside] == nil {
			rates[beside] = map[indicator.Part]printedAt{}
		}
		_, part := k.meaning(t, p.rate.indicator, p.what)
		rates[beside][part] = printedAt{p, at}
	}
	for where, text := range k.rated {
		k.rate(t, where, text, rates[where])
	}
	k.together()
	k.listed(t, pieces)
}

type printedAt struct {
	printed
	at int
}

// rate takes in what a rate says besides: nothing where it is that of the counts that are printed beside it.
func (k *knowing) rate(t *testing.T, where ratedIn, text string, counts map[indicator.Part]printedAt) {
	t.Helper()
	number, percent := strings.CutSuffix(text, "%")
	value, ok := new(big.Rat).SetString(number)
	if !ok {
		return // why there is none
	}
	scale := int64(1)
	if _, digits, has := strings.Cut(number, "."); has {
		for range digits {
			scale *= 10
		}
	}
	if percent {
		value.Quo(value, big.NewRat(100, 1))
		scale *= 100
	}
	n, d := counts[indicator.OfNumerator], counts[indicator.OfDenominator]
	above, errN := strconv.ParseInt(n.text, 10, 64)
	below, errD := strconv.ParseInt(d.text, 10, 64)
	unit := new(big.Rat).Mul(value, big.NewRat(2*scale, 1)) // in halves of the last digit
	least, most := unit.Num().Int64()-1, unit.Num().Int64()+1
	if !unit.IsInt() || n.name == "" || d.name == "" {
		t.Fatalf("%v reads %q", where, text)
	}
	if errN == nil && errD == nil && above*2*scale >= least*below && above*2*scale <= most*below {
		return
	}
	if N, D := k.Cells[n.at].Value, k.Cells[d.at].Value; N*2*scale < least*D || N*2*scale > most*D {
		t.Errorf("%v reads %q; it is %d of %d, and beside it stands %s of %s", where, text, N, D, n.text, d.text)
		return
	}
	k.rates = append(k.rates, rateKnown{n.at, d.at, least, most, 2 * scale})
}

// sum is the cell that specks make up.
func (k *knowing) sum(parts []int, name string) int {
	slices.Sort(parts)
	key := fmt.Sprint(parts)
	at, known := k.sums[key]
	if !known {
		n := int64(0)
		for _, p := range parts {
			n += k.Cells[p].Value
		}
		at = k.cell(suppress.Cell{Value: n, Most: suppress.Unbounded}, name)
		k.sums[key] = at
		k.Sums = append(k.Sums, suppress.Sum{Total: at, Parts: parts})
	}
	return at
}

// bothWays says that places and causes make up the same whole.
func (k *knowing) bothWays(a speck, places []string) {
	a.word, a.place = neverListed, ""
	if _, done := k.specks[a]; done {
		return
	}
	byWord := []int{k.speck(a)}
	for _, a.word = range append(slices.Sorted(maps.Keys(k.counts[a.tally].words)), otherWords) {
		byWord = append(byWord, k.speck(a))
	}
	var byPlace []int
	a.word = ""
	for _, a.place = range places {
		byPlace = append(byPlace, k.speck(a))
	}
	all := k.sum(byPlace, fmt.Sprint("all of ", k.counts[a.tally].def.Title, " in ", a.from%12+1, "-", a.to%12+1))
	k.Sums = append(k.Sums, suppress.Sum{Total: all, Parts: byWord})
}

// read narrows a cell down to what is printed.
func (k *knowing) read(t *testing.T, at int, p printed) {
	t.Helper()
	c := &k.Cells[at]
	least, most := int64(0), int64(suppress.Unbounded)
	switch n, err := strconv.ParseInt(p.text, 10, 64); {
	case err == nil && (n < handout.Smallest || n%handout.Step != 0):
		least, most = n, n
	case err == nil:
		least, most = max(handout.Smallest, n-handout.Step/2), n+handout.Step/2
	case p.text == "<10":
		most = handout.Smallest - 1
	case p.text == handout.Besides:
		least = handout.Smallest
	case p.text != handout.Either:
		t.Fatalf("%s reads %q", p.name, p.text)
	}
	if c.Value < least || c.Value > most {
		t.Errorf("%s reads %q; it is %d", p.name, p.text, c.Value)
		return
	}
	c.Least, c.Most = max(c.Least, least), min(c.Most, most)
	k.names[at] = p.name
	if _, err := strconv.ParseInt(p.text, 10, 64); k.text[at] == "" || err == nil {
		k.text[at] = p.text
		c.Hidden = err != nil
	}
}

// together binds counts whose rows are rows of another count: what is left is a count too. Where two make up
// a third, nothing is left.
func (k *knowing) together() {
	specks := slices.SortedFunc(maps.Keys(k.specks), func(a, b speck) int { return k.specks[a] - k.specks[b] })
	for i, part := range k.counts {
		for j, whole := range k.counts {
			if i == j || !part.within(whole) {
				continue
			}
			for _, a := range specks {
				b := a
				b.tally = j
				to, known := k.specks[b]
				if a.tally != i || !known || a.word == otherWords || a.word == neverListed {
					continue
				}
				n := k.Cells[to].Value - k.Cells[k.specks[a]].Value
				rest := k.cell(suppress.Cell{Value: n, Hidden: n < handout.Smallest, Most: suppress.Unbounded}, k.names[to]+" less "+k.names[k.specks[a]])
				k.Sums = append(k.Sums, suppress.Sum{Total: to, Parts: []int{k.specks[a], rest}})
				for l, third := range k.counts {
					c := a
					c.tally = l
					if other, known := k.specks[c]; known && l > i && third.within(whole) && part.makeUp(third, whole) {
						k.Sums = append(k.Sums, suppress.Sum{Total: to, Parts: []int{k.specks[a], other}})
					}
				}
			}
		}
	}
}

// listed says what the choice of lines tells: the largest number of a cause that has a line is ten or more,
// whatever is printed, and each one of a cause that has none is less.
func (k *knowing) listed(t *testing.T, pieces func(from, to int) [][2]int) {
	t.Helper()
	for _, l := range k.listings {
		if k.counts[l.tally].part == indicator.OfNumerator {
			continue // lines are chosen by the denominator
		}
		for _, word := range slices.Sorted(maps.Keys(k.counts[l.tally].words)) {
			largest, shown := -1, false
			for _, span := range l.periods {
				var parts []int
				for _, time := range pieces(span[0], span[1]) {
					parts = append(parts, k.speck(speck{tally: l.tally, from: time[0], to: time[1], word: word}))
				}
				at := k.sum(parts, word)
				if c := &k.Cells[at]; !l.words[word] {
					c.Most = min(c.Most, handout.Smallest-1)
				}
				if k.Cells[at].Value > k.Cells[at].Most {
					t.Errorf("%s has no line in a table; %s is %d", word, k.names[at], k.Cells[at].Value)
					k.Cells[at].Most = k.Cells[at].Value
				}
				shown = shown || k.Cells[at].Least >= handout.Smallest
				if largest < 0 || k.Cells[at].Value > k.Cells[largest].Value {
					largest = at
				}
			}
			if c := &k.Cells[largest]; l.words[word] && !shown { // one of them is: let it be known which
				c.Least = max(c.Least, min(handout.Smallest, c.Value))
			}
		}
	}
}

// value is the truth.
func (k *knowing) value(a speck) int64 {
	c := k.counts[a.tally]
	n := int64(0)
	for m := a.from; m <= a.to; m++ {
		month := indicator.Key{Indicator: c.def.ID, Period: period.Month(m/12, m%12+1), Procuratorate: a.place}
		if a.word == "" {
			n += c.of(k.s.cube.Result(month))
			continue
		}
		results, _ := k.causes.Of(c.def.ID).Parts(month)
		for i, word := range k.causes.Of(c.def.ID).Words {
			switch v := c.of(results[i]); {
			case word == a.word, a.word == otherWords && !c.words[word]:
				n += v
			case a.word == neverListed:
				n -= v
			}
		}
		if a.word == neverListed {
			n += c.of(k.s.cube.Result(month))
		}
	}
	return n
}

func (c *tally) of(r indicator.Result) int64 {
	if c.part == indicator.OfDenominator {
		return r.Denominator.N
	}
	return r.Numerator.N
}
