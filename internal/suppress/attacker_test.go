package suppress

// An attacker is a reader with a solver: he knows what is printed, what the rule says of hidden
// cells and how cells add up, and nothing else. He shares nothing with Solve and Attack: no true
// value reaches him, he has to find a table first (phase one), works on a dense tableau of whole
// numbers over one denominator (integer pivoting), and follows Bland's rule throughout.
type attacker struct {
	least   []int64   // by cell
	rows    [][]int64 // the last column is the right side
	denom   int64
	basis   []int   // by row: the variable that it is solved for
	row     []int   // by variable: its row, or -1
	span    []int64 // by variable: how far it goes above its least, or endless
	flipped []bool  // the variable is counted down from its greatest value
}

const endless = int64(1) << 40

func newAttacker(s System, hidden []bool) *attacker {
	n, m := len(s.Cells), len(s.Sums)
	a := &attacker{denom: 1, flipped: make([]bool, n+m), row: make([]int, n+m)}
	for i, c := range s.Cells {
		least, most := c.Least, c.Most
		if hidden[i] && !c.Hidden {
			least, most = min(c.Floor, c.Least), Unbounded
		}
		a.least = append(a.least, max(least, 0))
		a.span = append(a.span, min(endless, most-a.least[i]))
		a.row[i] = -1
	}
	for i, sum := range s.Sums {
		row := make([]int64, n+m+1)
		row[sum.Total] = -1
		row[n+m] = a.least[sum.Total]
		for _, p := range sum.Parts {
			row[p] = 1
			row[n+m] -= a.least[p]
		}
		if row[n+m] < 0 {
			for j := range row {
				row[j] = -row[j]
			}
		}
		row[n+i] = 1 // by how much the sum does not add up
		a.rows, a.basis = append(a.rows, row), append(a.basis, n+i)
		a.row[n+i] = i
		a.span = append(a.span, endless)
	}
	for v := n; v < n+m; v++ {
		if num, _, _ := a.furthest(v, false); num != 0 {
			panic("what is published does not add up")
		}
		a.span[v] = 0
	}
	return a
}

// interval is what the attacker learns of a cell.
func (a *attacker) interval(cell int) (least, most int64) {
	most = Unbounded
	if n, d, ok := a.furthest(cell, true); ok {
		most = a.least[cell] + n/d // neither is negative
	}
	n, d, _ := a.furthest(cell, false)
	return a.least[cell] + (n+d-1)/d, most
}

// furthest moves a variable up or down as far as it goes and returns how far it is above its least
// then, as a fraction; false when nothing stops it.
func (a *attacker) furthest(v int, up bool) (num, denom int64, ok bool) {
	for {
		grow, enter := up != a.flipped[v], -1
		if r := a.row[v]; r >= 0 {
			for j, n := range a.rows[r][:len(a.span)] {
				if a.row[j] < 0 && a.span[j] > 0 && n != 0 && (n < 0) == grow {
					enter = j
					break
				}
			}
		} else if grow && a.span[v] > 0 {
			enter = v
		}
		if enter < 0 {
			return a.above(v), a.denom, true
		}
		if !a.enter(enter) {
			return 0, 1, false
		}
	}
}

// above is how far a variable is above its least, times the denominator.
func (a *attacker) above(v int) int64 {
	n := int64(0)
	if r := a.row[v]; r >= 0 {
		n = a.right(r)
	}
	if a.flipped[v] {
		return a.span[v]*a.denom - n
	}
	return n
}

func (a *attacker) right(r int) int64 { return a.rows[r][len(a.span)] }

// enter lets a variable grow until it or one in the basis is at an end of its span.
func (a *attacker) enter(v int) bool {
	leave, num, denom, first := -1, a.span[v], int64(1), v
	if num == endless {
		num, first = -1, len(a.span)
	}
	for r, row := range a.rows {
		n, left := row[v], a.right(r)
		if n < 0 {
			if a.span[a.basis[r]] == endless {
				continue
			}
			n, left = -n, a.span[a.basis[r]]*a.denom-left
		}
		if n == 0 {
			continue
		}
		if d := left*denom - num*n; num < 0 || d < 0 || d == 0 && a.basis[r] < first {
			leave, num, denom, first = r, left, n, a.basis[r]
		}
	}
	switch {
	case num < 0:
		return false
	case leave < 0:
		a.flip(v)
	default:
		if a.rows[leave][v] < 0 {
			a.flip(a.basis[leave])
		}
		a.pivot(leave, v)
	}
	return true
}

// flip counts a variable from the other end of its span.
func (a *attacker) flip(v int) {
	a.flipped[v] = !a.flipped[v]
	if r := a.row[v]; r >= 0 {
		row := a.rows[r]
		row[len(a.span)] -= a.span[v] * a.denom
		for j := range row {
			if j != v {
				row[j] = -row[j]
			}
		}
		return
	}
	for _, row := range a.rows {
		row[len(a.span)] -= row[v] * a.span[v]
		row[v] = -row[v]
	}
}

func (a *attacker) pivot(r, v int) {
	pivot, p := a.rows[r], a.rows[r][v]
	for i, row := range a.rows {
		if n := row[v]; i != r && (n != 0 || p != a.denom) {
			for j := range row {
				row[j] = (row[j]*p - n*pivot[j]) / a.denom // without a rest
			}
		}
	}
	if a.row[a.basis[r]] = -1; p > 1<<20 {
		panic("the attacker's numbers grow too large")
	}
	a.basis[r], a.row[v], a.denom = v, r, p
}
