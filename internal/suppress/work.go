package suppress

import "slices"

// work is the state of Solve.
type work struct {
	System
	width   int64
	hidden  []bool
	members [][]term // by sum: its cells
	in      [][]term // by cell: its sums
	cheap   []int64  // by sum: the least that opening it may cost, a guide for the search
	reach   []reach  // by cell
	proofs  []move
	told    []int // cells that cannot be protected
	search  searcher
}

// A term is a cell of a sum, or a sum of a cell, and the sign with which it counts: parts less the
// total are nothing.
type term struct {
	at   int
	sign int64
}

// reach is how far below and above its value tables that agree with all that is printed take a
// cell, and which of them do.
type reach struct {
	down, up     int64
	downBy, upBy int // index into proofs
}

// A move turns the true table into another one that agrees with all that is printed.
type move []step

type step struct {
	cell int
	by   int64
}

func newWork(s System, width int64) (*work, error) {
	if err := s.check(); err != nil {
		return nil, err
	}
	w := &work{
		System: s, width: width, hidden: make([]bool, len(s.Cells)),
		members: make([][]term, len(s.Sums)), in: make([][]term, len(s.Cells)),
		cheap: make([]int64, len(s.Sums)), reach: make([]reach, len(s.Cells)),
	}
	for i, c := range s.Cells {
		w.hidden[i] = c.Hidden
		w.reach[i] = reach{downBy: -1, upBy: -1}
	}
	for i, sum := range s.Sums {
		w.members[i] = append(w.members[i], term{sum.Total, -1})
		w.in[sum.Total] = append(w.in[sum.Total], term{i, -1})
		for _, p := range sum.Parts {
			w.members[i] = append(w.members[i], term{p, 1})
			w.in[p] = append(w.in[p], term{i, 1})
		}
	}
	for i := range s.Sums {
		w.guide(i)
	}
	w.search.init(w)
	return w, nil
}

// guide notes what the cheapest cell of a sum costs that could take up a change.
func (w *work) guide(sum int) {
	w.cheap[sum] = dear
	for _, m := range w.members[sum] {
		if cost := w.cost(m.at); cost < w.cheap[sum] {
			w.cheap[sum] = cost
		}
	}
}

const dear = int64(1) << 40

// cost is what moving a cell beyond what readers know of it costs them: nothing where it is hidden
// already, dear where it cannot be hidden.
func (w *work) cost(cell int) int64 {
	c := &w.Cells[cell]
	switch {
	case w.hidden[cell]:
		return 0
	case c.Fixed || c.Value == 0:
		return dear
	case c.Weight > 0:
		return c.Weight
	}
	return c.Value
}

// room returns how far a cell may move in a direction for all that readers know of it by itself.
func (w *work) room(cell int, up, hidden bool) int64 {
	c := &w.Cells[cell]
	least, most := c.bounds(hidden)
	if !up {
		return c.Value - least
	}
	if most == Unbounded {
		return dear
	}
	return most - c.Value
}

// need is how wide the interval of a hidden cell must be: no wider than the doubt there was.
func (w *work) need(cell int) int64 {
	return min(w.width, w.room(cell, false, true)+w.room(cell, true, true))
}

// safe tells whether two tables were found that differ enough in a cell.
func (w *work) safe(cell int) bool {
	return w.reach[cell].down+w.reach[cell].up >= w.need(cell)
}

// accept notes a move, and its reverse where that agrees with what is printed as well.
func (w *work) accept(m move) {
	w.note(m)
	back := make(move, len(m))
	for i, s := range m {
		if w.room(s.cell, s.by < 0, w.hidden[s.cell]) < max(s.by, -s.by) {
			return
		}
		back[i] = step{s.cell, -s.by}
	}
	w.note(back)
}

func (w *work) note(m move) {
	at := len(w.proofs)
	used := false
	for _, s := range m {
		if !w.hidden[s.cell] {
			continue
		}
		r := &w.reach[s.cell]
		if s.by > r.up {
			r.up, r.upBy, used = s.by, at, true
		}
		if -s.by > r.down {
			r.down, r.downBy, used = -s.by, at, true
		}
	}
	if used {
		w.proofs = append(w.proofs, m)
	}
}

// hide hides the cells that a move takes beyond what is printed of them, and returns them.
func (w *work) hide(m move) []int {
	var more []int
	for _, s := range m {
		if !w.hidden[s.cell] && w.room(s.cell, s.by > 0, false) < max(s.by, -s.by) {
			w.hidden[s.cell] = true
			more = append(more, s.cell)
		}
	}
	for _, cell := range more {
		for _, sum := range w.in[cell] {
			w.cheap[sum.at] = 0
		}
	}
	return more
}

// show takes hiding back.
func (w *work) show(cells []int) {
	for _, cell := range cells {
		w.hidden[cell] = false
	}
	for _, cell := range cells {
		for _, sum := range w.in[cell] {
			w.guide(sum.at)
		}
	}
}

// unprotected names the cells that are told and what is known already in the sums around them.
func (w *work) unprotected() error {
	u := &Unprotected{Cells: w.told}
	for _, cell := range w.told {
		for _, sum := range w.in[cell] {
			for _, m := range w.members[sum.at] {
				if w.Cells[m.at].Fixed {
					u.Fixed = append(u.Fixed, m.at)
				}
			}
		}
	}
	slices.Sort(u.Fixed)
	u.Fixed = slices.Compact(u.Fixed)
	return u
}
