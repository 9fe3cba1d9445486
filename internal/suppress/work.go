package suppress

import "slices"

// work is the state of Solve.
type work struct {
	System
	width    int64
	hidden   []bool
	space    *space
	in       [][]term // by cell: its sums, parts less the total are nothing
	group    [][]int  // by cell: what is hidden with it, itself among them
	prices   []int64  // by cell: of all of these; dear where one of them cannot be hidden
	rooms    []room   // by cell
	reach    []reach  // by cell
	proofs   []move
	uses     []int   // by proof: how many ends rest on it
	moves    [][]int // by cell: the proofs that move it
	keeping  bool    // it is looked for what can be kept
	kept     []int   // these are printed for certain
	trial    bool    // a cell is shown to see whether all are safe without
	undo     []was   // what the trial changed
	failures []int   // by cell: in how many trials it could not be proved
	told     []int   // cells that cannot be protected

	most  *parted // with all hidden that may be, for the last resort
	least *parted // with what is hidden when prune begins, for exact proofs

	search searcher
}

// A term is a free cell below an output, or an output above a free cell, and how often it counts.
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

// was is the reach of a cell before a trial.
type was struct {
	cell  int
	reach reach
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
		rooms: make([]room, len(s.Cells)), reach: make([]reach, len(s.Cells)), moves: make([][]int, len(s.Cells)), in: make([][]term, len(s.Cells)),
	}
	for i, c := range s.Cells {
		w.hidden[i] = c.Hidden
		w.rooms[i] = room{c.span(false), c.span(true)}
		w.reach[i] = reach{downBy: -1, upBy: -1}
	}
	for i, sum := range s.Sums {
		w.in[sum.Total] = append(w.in[sum.Total], term{i, -1})
		for _, part := range sum.Parts {
			w.in[part] = append(w.in[part], term{i, 1})
		}
	}
	w.groups()
	w.space = newSpace(s, w.price)
	w.search.w = w
	return w, nil
}

const dear = int64(1) << 36

// groups notes what is hidden together, and what that costs.
func (w *work) groups() {
	w.group, w.prices = make([][]int, len(w.Cells)), make([]int64, len(w.Cells))
	for i := range w.Cells {
		w.group[i] = []int{i}
	}
	for _, group := range w.Together {
		hidden := slices.ContainsFunc(group, func(c int) bool { return w.hidden[c] })
		for _, c := range group {
			w.group[c] = group
			w.hidden[c] = hidden
		}
	}
	for i := range w.Cells {
		for _, one := range w.group[i] {
			switch c := w.Cells[one]; {
			case c.Fixed || c.Value == 0:
				w.prices[i] = dear
			case c.Weight > 0:
				w.prices[i] += c.Weight
			default:
				w.prices[i] += c.Value
			}
		}
		w.prices[i] = min(w.prices[i], dear)
	}
}

// price is what hiding a cell with its group costs readers, hidden or not.
func (w *work) price(cell int) int64 { return w.prices[cell] }

// cost is what moving a cell beyond what readers know of it costs them: nothing where it is hidden
// already, dear where it cannot be hidden.
func (w *work) cost(cell int) int64 {
	if w.hidden[cell] {
		return 0
	}
	return w.prices[cell]
}

// A room is how far a cell may move for all that readers know of it by itself, where it is printed
// and where it is hidden.
type room struct{ printed, hidden span }

type span struct{ down, up int64 }

func (c Cell) span(hidden bool) span {
	least, most := c.bounds(hidden)
	if most == Unbounded {
		return span{c.Value - least, dear}
	}
	return span{c.Value - least, most - c.Value}
}

// room returns how far a cell may move in a direction.
func (w *work) room(cell int, up, hidden bool) int64 {
	one := &w.rooms[cell].printed
	if hidden {
		one = &w.rooms[cell].hidden
	}
	if up {
		return one.up
	}
	return one.down
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
	w.note(m, -1)
	back := make(move, len(m))
	for i, s := range m {
		if w.room(s.cell, s.by < 0, w.hidden[s.cell]) < max(s.by, -s.by) {
			return
		}
		back[i] = step{s.cell, -s.by}
	}
	w.note(back, -1)
}

// note keeps a move for the cells that it takes further than any before; of one cell only where
// only is not -1.
func (w *work) note(m move, only int) {
	at := len(w.proofs)
	w.uses = append(w.uses, 0)
	used := false
	for _, s := range m {
		r := w.reach[s.cell]
		switch {
		case !w.hidden[s.cell] || only >= 0 && s.cell != only:
			continue
		case s.by > r.up:
			r.up, r.upBy = s.by, at
		case -s.by > r.down:
			r.down, r.downBy = -s.by, at
		default:
			continue
		}
		w.set(s.cell, r)
		used = true
	}
	if used {
		w.proofs = append(w.proofs, m)
		for _, s := range m {
			w.moves[s.cell] = append(w.moves[s.cell], at)
		}
	} else {
		w.uses = w.uses[:at]
	}
}

func (w *work) set(cell int, r reach) {
	if w.trial {
		w.undo = append(w.undo, was{cell, w.reach[cell]})
	}
	w.use(cell, r)
}

// use counts which proofs are in use.
func (w *work) use(cell int, r reach) {
	for _, one := range []struct{ before, now int }{{w.reach[cell].downBy, r.downBy}, {w.reach[cell].upBy, r.upBy}} {
		if one.before >= 0 {
			w.uses[one.before]--
		}
		if one.now >= 0 {
			w.uses[one.now]++
		}
	}
	w.reach[cell] = r
}

// hide hides the cells that a move takes beyond what is printed of them, and returns them.
func (w *work) hide(m move) []int {
	var more []int
	for _, s := range m {
		if !w.hidden[s.cell] && w.room(s.cell, s.by > 0, false) < max(s.by, -s.by) {
			for _, cell := range w.group[s.cell] {
				w.hidden[cell] = true
			}
			more = append(more, w.group[s.cell]...)
		}
	}
	return more
}

// show takes hiding back.
func (w *work) show(cells []int) {
	for _, cell := range cells {
		w.hidden[cell] = false
	}
}

// unprotected names the cells that are told and what is known already in the sums around them.
func (w *work) unprotected() error {
	u := &Unprotected{Cells: w.told}
	for _, sum := range w.Sums {
		cells := append([]int{sum.Total}, sum.Parts...)
		if slices.ContainsFunc(cells, func(c int) bool { return slices.Contains(w.told, c) }) {
			for _, c := range cells {
				if w.Cells[c].Fixed {
					u.Fixed = append(u.Fixed, c)
				}
			}
		}
	}
	slices.Sort(u.Fixed)
	u.Fixed = slices.Compact(u.Fixed)
	return u
}
