package suppress

import (
	"cmp"
	"slices"
)

// A searcher looks for a cheap move of a cell. It moves a free cell below it, which moves totals;
// what is moved beyond what readers know of it would have to be hidden, so it moves other free
// cells back, one after the other, keeping the most promising beginnings. A beginning that breaks
// nothing that cannot be hidden is a move by itself: so a move is found wherever hiding totals
// helps, and made cheaper as long as that works. What is found is a proof; that nothing is found
// is none.
type searcher struct {
	w         *work
	target    int
	by        int64
	now, then []beginning
	ways      []way
}

// How many beginnings are kept: where all that moves is hidden already, and where something is to be
// hidden.
const (
	quick   = 4
	careful = 8
)

const (
	length  = 24 // steps at most
	waiting = 3  // steps that make nothing cheaper
	choices = 24 // free cells tried that need not be hidden
	further = 6  // free cells tried that are hidden for it
)

// A beginning of a move.
type beginning struct {
	free  move // of free cells
	moved move // of all outputs, in order
	cost  int64
	mark  uint64 // of the free cells in any order
}

// A way is one more step of a beginning, not yet taken.
type way struct {
	from int
	step step
	cost int64
	mark uint64
}

// fine is how many parts a unit of cost has: what is moved too far costs a part for each step that
// it is too far, so that moving it back by less than all is progress.
const fine = 1 << 10

// cheapest returns a move of a cell that costs no more than most.
func (s *searcher) cheapest(cell int, by, most int64, breadth int) (move, bool) {
	s.target, s.by = cell, by
	s.now = append(s.now[:0], beginning{})
	var best move
	least := int64(1) << 62
	for idle, n := 0, 0; idle < waiting && n < length; n++ {
		s.ways = s.ways[:0]
		for i := range s.now {
			s.extend(i, most)
		}
		slices.SortFunc(s.ways, func(a, b way) int {
			return cmp.Or(cmp.Compare(a.cost, b.cost), cmp.Compare(a.mark, b.mark), cmp.Compare(a.from, b.from))
		})
		s.then = s.then[:0]
		for i, one := range s.ways {
			if len(s.then) == breadth {
				break
			}
			if i > 0 && s.ways[i-1].mark == one.mark {
				continue
			}
			s.then = append(s.then, s.take(one))
		}
		if len(s.then) == 0 {
			break
		}
		if s.now, s.then = s.then, s.now; s.now[0].cost >= least {
			idle++
			continue
		}
		idle = 0
		if least = s.now[0].cost; least/fine <= most && (least == 0 || most > 0) {
			if best = s.now[0].moved; least == 0 {
				break
			}
		}
	}
	for i, one := range best {
		if one.cell >= len(s.w.Cells) { // demands are in order behind the cells, and not moved
			return best[:i], true
		}
	}
	return best, best != nil
}

// costOf is what moving an output costs, in fine parts.
func (s *searcher) costOf(output int, by int64) int64 {
	cost := s.wholeCost(output, by)
	if cost == 0 {
		return 0
	}
	over := s.excess(output, by)
	return cost*fine + min(max(over, -over), fine-1)
}

// wholeCost is nothing as far as readers know no better, the price of a printed cell beyond, more
// than all prices where a move is not possible.
func (s *searcher) wholeCost(output int, by int64) int64 {
	if output == s.target && by != s.by {
		return dear
	}
	if by == 0 {
		return 0
	}
	if output >= len(s.w.Cells) {
		return dear
	}
	far := max(by, -by)
	if far <= s.w.room(output, by > 0, s.w.hidden[output]) {
		return 0
	}
	if cost := s.w.cost(output); cost > 0 && far <= s.w.room(output, by > 0, true) {
		return cost
	}
	return dear
}

// excess is by how much an output must be moved back.
func (s *searcher) excess(output int, by int64) int64 {
	if output == s.target {
		return by - s.by
	}
	if output >= len(s.w.Cells) {
		return by
	}
	room := s.w.room(output, by > 0, s.w.hidden[output])
	if by > 0 {
		return max(0, by-room)
	}
	return min(0, by+room)
}

// extend lists the ways to move back what a beginning moves too far: the target first, then of
// what is moved that which the fewest cells move.
func (s *searcher) extend(from int, most int64) {
	b := &s.now[from]
	output, by, fewest := s.target, int64(0), 0
	if at, ok := slices.BinarySearchFunc(b.moved, s.target, byCell); ok {
		by = b.moved[at].by
	}
	if by == s.by {
		output = -1
		for _, one := range b.moved {
			if few := len(s.w.space.below[one.cell]); (output < 0 || few < fewest) && few > 1 && s.costOf(one.cell, one.by) > 0 {
				output, by, fewest = one.cell, one.by, few
			}
		}
		if output < 0 {
			return
		}
	}
	back := -s.excess(output, by)
	free, hide := choices, further
	if most == 0 {
		hide = 0
	}
	for _, t := range s.w.space.below[output] {
		if free == 0 && hide == 0 {
			return
		}
		step := step{t.at, back / t.sign}
		if step.by == 0 || b.moves(t.at) {
			continue
		}
		up, far := step.by > 0, max(step.by, -step.by)
		room := s.w.room(t.at, up, s.w.hidden[t.at])
		switch wide := s.w.room(t.at, up, true); {
		case room > 0 && free > 0:
			step.by = signed(min(far, room), up)
			free--
		case room == 0 && hide > 0 && wide > 0 && s.w.cost(t.at) < dear:
			step.by = signed(min(far, wide), up)
			hide--
		default:
			continue
		}
		s.propose(from, step)
	}
}

func byCell(s step, cell int) int { return cmp.Compare(s.cell, cell) }

func (b *beginning) moves(cell int) bool {
	return slices.ContainsFunc(b.free, func(s step) bool { return s.cell == cell })
}

// propose notes a way and what it comes to.
func (s *searcher) propose(from int, one step) {
	b := &s.now[from]
	w := way{from: from, step: one, cost: b.cost, mark: b.mark + mark(one)}
	if len(b.free) == 0 {
		w.cost = s.costOf(s.target, 0)
	}
	i := 0
	for _, t := range s.w.space.above[one.cell] {
		for i < len(b.moved) && b.moved[i].cell < t.at {
			i++
		}
		by := int64(0)
		if i < len(b.moved) && b.moved[i].cell == t.at {
			by = b.moved[i].by
		}
		w.cost += s.costOf(t.at, by+t.sign*one.by) - s.costOf(t.at, by)
	}
	s.ways = append(s.ways, w)
}

// mark tells steps apart; of several steps it is the sum, whatever their order.
func mark(s step) uint64 {
	h := (uint64(s.cell)<<20 ^ uint64(s.by)) * 0x9e3779b97f4a7c15
	h ^= h >> 29
	return h * 0xbf58476d1ce4e5b9
}

// take makes the beginning that a way leads to.
func (s *searcher) take(w way) beginning {
	b := &s.now[w.from]
	above := s.w.space.above[w.step.cell]
	one := beginning{cost: w.cost, mark: w.mark, moved: make(move, 0, len(b.moved)+len(above))}
	one.free = append(append(make(move, 0, len(b.free)+1), b.free...), w.step)
	i, j := 0, 0
	for i < len(b.moved) || j < len(above) {
		switch {
		case j == len(above) || i < len(b.moved) && b.moved[i].cell < above[j].at:
			one.moved = append(one.moved, b.moved[i])
			i++
			continue
		case i == len(b.moved) || above[j].at < b.moved[i].cell:
			one.moved = append(one.moved, step{above[j].at, above[j].sign * w.step.by})
		default:
			if by := b.moved[i].by + above[j].sign*w.step.by; by != 0 {
				one.moved = append(one.moved, step{b.moved[i].cell, by})
			}
			i++
		}
		j++
	}
	return one
}
