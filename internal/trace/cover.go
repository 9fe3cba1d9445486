package trace

import "anjian/internal/indicator"

// cover holds back ordinary rows beside protected ones. Wherever a measure counts protected rows
// of one procuratorate, or of one department, in one slice, but fewer than are hidden, it lists so
// few of the others that at least as many are missing from the list, or lists none: the difference
// says no more than that the number is hidden. What a measure counts in several months or places
// is a sum of such cells.
func (p *policy) cover(r indicator.Roll) {
	id := r.Measure.Dataset
	seats := p.seats[id]
	for from, to := 0, 0; from < len(r.Counted); from = to {
		units, divisions := cells{}, cells{}
		for to = from; to < len(r.Counted) && r.Counted[to].Slice == r.Counted[from].Slice; to++ {
			row := int(r.Counted[to].Row)
			state := p.state(id, row, seats[row])
			units.add(seats[row].Unit, row, state)
			divisions.add(seats[row].Division, row, state)
		}
		units.hold(p.least[id], p.held[id])
		divisions.hold(p.least[id], p.held[id])
	}
}

// state says whether a row is protected, kept off the list for another reason, or listed.
func (p *policy) state(id string, row int, seat indicator.Seat) rowState {
	switch {
	case p.protected[id][row]:
		return isProtected
	case p.listed(id, row, seat):
		return isListed
	}
	return isUnlisted
}

type rowState uint8

const (
	isProtected rowState = iota
	isUnlisted
	isListed
)

// cells are what a measure counts in one slice, by place.
type cells map[int]*cell

type cell struct {
	protected, others int   // rows that are not listed
	open              []int // rows that are
}

func (c cells) add(place, row int, state rowState) {
	one := c[place]
	if one == nil {
		one = &cell{}
		c[place] = one
	}
	switch state {
	case isProtected:
		one.protected++
	case isUnlisted:
		one.others++
	default:
		one.open = append(one.open, row)
	}
}

// hold takes rows off the list until no difference gives a number below least away.
func (c cells) hold(least int, held []bool) {
	for _, one := range c {
		if one.protected == 0 || one.protected >= least {
			continue
		}
		missing := least - one.protected - one.others
		for _, row := range one.open {
			if held[row] { // by a cell that shares the row
				missing--
			}
		}
		for _, row := range one.open {
			if missing > 0 && !held[row] {
				held[row] = true
				missing--
			}
		}
	}
}
