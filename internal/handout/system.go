package handout

import (
	"cmp"
	"errors"
	"slices"
	"strings"

	"anjian/internal/period"
	"anjian/internal/suppress"
)

// A standing says what readers have of a cell.
type standing uint8

const (
	unprinted standing = iota // it only adds up with others
	withheld                  // given before, as hidden
	asked                     // to be printed now
	given                     // printed in what was given before: it cannot be hidden any more
)

// A cell is a box with what is known of it.
type cell struct {
	box
	standing
	printed int64 // rounded, of one that was given
	value   int64
	mark    string // given before in place of the number
	veiled  bool   // the site hides it from everybody
	hidden  bool
}

// small tells whether the count itself has to be hidden.
func (c *cell) small() bool { return c.value < c.of.least }

// reason is printed in place of a number that is hidden, where it may say why.
func (c *cell) reason() string {
	if c.small() {
		return "<" + digits(c.of.least)
	}
	return Besides
}

const (
	Besides = "*"  // hidden because with others it would tell a small count; it is no small one itself
	Either  = "隐去" // small, or hidden besides: to say which would tell a small count
)

// A system is all that was given and is to be given, with how it adds up.
type system struct {
	read  *reader
	cells []*cell
	at    map[string]int
	sums  []suppress.Sum
	done  map[string]bool // sums by their total
	vague bool            // why a number is hidden is not said
}

func newSystem(x *reader) *system {
	return &system{read: x, at: map[string]int{}, done: map[string]bool{}}
}

// add takes a box in, or strengthens what is known of it.
func (s *system) add(b box, is standing) *cell {
	if i, known := s.at[b.key()]; known {
		c := s.cells[i]
		c.standing = max(c.standing, is)
		return c
	}
	c := &cell{box: b, standing: is, value: s.read.value(b)}
	s.at[b.key()] = len(s.cells)
	s.cells = append(s.cells, c)
	return c
}

// ask takes in a number that a table asks for; false with the reason where there is none.
func (s *system) ask(q *quantity, p period.Period, place string, words []string) (*cell, string) {
	n := s.read.count(q, p, place)
	if !n.known {
		return nil, n.state
	}
	b := s.read.boxOf(q, p, place, words)
	c := s.add(b, asked)
	if words == nil && !q.additive { // what does not add up is looked up as it stands
		c.value = n.n
	}
	c.veiled = c.veiled || n.veiled
	return c, ""
}

// sum notes that cells add up to another one.
func (s *system) sum(total box, parts []box) {
	if len(parts) < 2 || s.done[total.key()] {
		return
	}
	s.done[total.key()] = true
	one := suppress.Sum{Total: s.at[total.key()]}
	for _, p := range parts {
		s.add(p, unprinted)
		one.Parts = append(one.Parts, s.at[p.key()])
	}
	s.sums = append(s.sums, one)
}

// connect finds how the cells add up.
func (s *system) connect() {
	s.noLines()
	byQuantity := map[string][]*cell{}
	var order []string
	for _, c := range s.cells {
		if byQuantity[c.of.id] == nil {
			order = append(order, c.of.id)
		}
		byQuantity[c.of.id] = append(byQuantity[c.of.id], c)
	}
	for _, id := range order {
		if cells := byQuantity[id]; cells[0].of.additive {
			s.connectOne(cells)
		}
	}
	s.connectParts()
}

// noLines takes in what is told of words without a line of their own: a reader who knows them from another
// table knows that they are small in this one.
func (s *system) noLines() {
	named := map[string]bool{} // words that have a line somewhere
	for _, c := range s.cells {
		if len(c.words) == 1 {
			named[c.of.id+"|"+c.words[0]] = true
		}
	}
	for _, c := range slices.Clone(s.cells) {
		if len(c.words) < 2 {
			continue
		}
		for _, word := range c.words {
			if one := c.box; named[c.of.id+"|"+word] {
				one.words = []string{word}
				if told := s.add(one, withheld); told.small() && told.standing == withheld && told.mark == "" {
					told.mark = told.reason()
				}
			}
		}
	}
}

// connectOne cuts time, places and words where any cell of a quantity begins or ends: every cell is the
// sum of the pieces that it covers.
func (s *system) connectOne(cells []*cell) {
	times := cuts(cells)
	var whole, worded []box
	for _, c := range cells {
		if c.words == nil {
			whole = append(whole, c.box)
		} else {
			worded = append(worded, c.box)
		}
	}
	for _, b := range worded {
		for _, t := range pieces(times, b) {
			part := box{of: b.of, from: t[0], to: t[1], places: b.places}
			s.add(part, unprinted)
			whole = append(whole, part)
		}
	}
	places := placesApart(whole)
	for _, b := range whole {
		var parts []box
		for _, t := range pieces(times, b) {
			for _, set := range places {
				if _, inside := slices.BinarySearch(b.places, set[0]); inside {
					parts = append(parts, box{of: b.of, from: t[0], to: t[1], places: set})
				}
			}
		}
		s.sum(b, parts)
	}
	s.connectWords(worded, times)
}

// connectWords adds the words of a column up to the whole. What is in none of the words, as rows that are
// never listed, is a piece of its own.
func (s *system) connectWords(worded []box, times []int) {
	sets := map[string][][]string{} // of words, by place
	for _, b := range worded {
		place := strings.Join(b.places, ",")
		sets[place] = append(sets[place], b.words)
	}
	for _, b := range worded {
		apart := setsApart(sets[strings.Join(b.places, ",")])
		var parts []box
		for _, t := range pieces(times, b) {
			total := box{of: b.of, from: t[0], to: t[1], places: b.places}
			rest, all := s.cells[s.at[total.key()]].value, []box(nil)
			for _, words := range apart {
				piece := box{of: b.of, from: t[0], to: t[1], places: b.places, words: words}
				rest -= s.add(piece, unprinted).value
				all = append(all, piece)
				if _, inside := slices.BinarySearch(b.words, words[0]); inside {
					parts = append(parts, piece)
				}
			}
			s.sumWithRest(total, all, rest)
		}
		s.sum(b, parts)
	}
}

// sumWithRest is sum with a piece that has no box.
func (s *system) sumWithRest(total box, parts []box, rest int64) {
	key := total.key() + "|words"
	if s.done[key] {
		return
	}
	s.done[key] = true
	one := suppress.Sum{Total: s.at[total.key()]}
	for _, p := range parts {
		one.Parts = append(one.Parts, s.at[p.key()])
	}
	one.Parts = append(one.Parts, len(s.cells))
	s.cells = append(s.cells, &cell{box: total, value: rest})
	s.sums = append(s.sums, one)
}

// cuts lists the months at which some cell begins, or has ended.
func cuts(cells []*cell) []int {
	var all []int
	for _, c := range cells {
		all = append(all, c.from, c.to+1)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// pieces are the stretches of months that a box falls into.
func pieces(cuts []int, b box) (list [][2]int) {
	from := b.from
	for _, cut := range cuts {
		if cut > from && cut <= b.to+1 {
			list = append(list, [2]int{from, cut - 1})
			from = cut
		}
	}
	return list
}

func placesApart(boxes []box) [][]string {
	var sets [][]string
	for _, b := range boxes {
		sets = append(sets, b.places)
	}
	return setsApart(sets)
}

// setsApart parts what sorted sets hold so that each set is made of whole parts, and no fewer would do.
func setsApart(sets [][]string) [][]string {
	signs := map[string]string{} // of a member: which sets it is in
	slices.SortFunc(sets, slices.Compare[[]string])
	sets = slices.CompactFunc(sets, slices.Equal[[]string])
	for i, set := range sets {
		for _, member := range set {
			signs[member] += "," + digits(int64(i))
		}
	}
	byed := map[string][]string{}
	for member, sign := range signs {
		byed[sign] = append(byed[sign], member)
	}
	var parts [][]string
	for _, part := range byed {
		slices.Sort(part)
		parts = append(parts, part)
	}
	slices.SortFunc(parts, func(a, b []string) int { return cmp.Compare(a[0], b[0]) })
	return parts
}

// system is what the rules of hiding are asked about.
func (s *system) system() suppress.System {
	all := suppress.System{Sums: s.sums}
	for _, c := range s.cells {
		all.Cells = append(all.Cells, s.known(c))
	}
	return all
}

// known says what readers know of a cell beforehand. Of what is never printed only small counts have to be
// kept: that a large one can be told harms nobody.
func (s *system) known(c *cell) suppress.Cell {
	k := suppress.Cell{Value: c.value}
	switch {
	case c.standing == given: // what was corrected since lies outside of what was printed then
		k.Fixed, k.Least, k.Most = true, min(c.value, max(Smallest, c.printed-Step/2)), max(c.value, c.printed+Step/2)
	case c.standing == unprinted:
		k.Hidden, k.Most = c.small(), suppress.Unbounded
	case c.small():
		if k.Hidden, k.Most = true, suppress.Unbounded; s.tells(c) {
			k.Most = c.of.least - 1
		}
	case c.veiled || c.standing == withheld:
		if k.Hidden, k.Most = true, suppress.Unbounded; s.tells(c) {
			k.Least = c.of.least
		}
	default:
		if k.Least, k.Most = max(c.of.least, round(c.value)-Step/2), round(c.value)+Step/2; s.tells(c) {
			k.Floor = c.of.least
		}
	}
	return k
}

// tells says whether readers learn why a cell is hidden, if it is.
func (s *system) tells(c *cell) bool {
	if c.standing == withheld {
		return c.mark != Either
	}
	return !s.vague || c.mark == c.reason()
}

// text is how a cell is printed.
func (s *system) text(c *cell) string {
	switch {
	case !c.hidden && !c.small():
		return digits(round(c.value))
	case s.tells(c):
		return c.reason()
	}
	return Either
}

// hide decides which cells are hidden. Where a small count would follow from why others are hidden, it is not
// said of any. Its error is a *Told where what was given before tells a hidden cell.
func (s *system) hide() error {
	s.connect()
	hidden, err := suppress.Solve(s.system(), width)
	if _, told := errors.AsType[*suppress.Unprotected](err); told {
		s.vague = true
		hidden, err = suppress.Solve(s.system(), width)
	}
	if un, told := errors.AsType[*suppress.Unprotected](err); told {
		return s.told(un)
	}
	if err != nil {
		return err
	}
	for i, c := range s.cells {
		c.hidden = hidden[i]
	}
	return nil
}

// A Told error names counts that have to be hidden and would follow from what was given before.
type Told struct{ Cells, Given []string }

func (t *Told) Error() string {
	return "hidden counts follow from what was given before: " + strings.Join(t.Cells, "; ")
}

func (s *system) told(un *suppress.Unprotected) error {
	t := new(Told)
	for _, i := range un.Cells {
		t.Cells = append(t.Cells, s.read.title(s.cells[i].box))
	}
	for _, i := range un.Fixed {
		t.Given = append(t.Given, s.read.title(s.cells[i].box))
	}
	return t
}
