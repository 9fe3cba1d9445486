package suppress

// A ledger counts how many cells of each sum readers do not know. Where one is left, they know it
// as well: the cheapest way to see that another cell cannot be shown.
type ledger struct {
	w       *work
	known   []bool  // by cell
	open    []int32 // by sum
	learned []int   // since the last trial began, in order
}

func newLedger(w *work) *ledger {
	l := &ledger{w: w, known: make([]bool, len(w.Cells)), open: make([]int32, len(w.Sums))}
	for i, c := range w.Cells {
		least, most := c.bounds(w.hidden[i])
		l.known[i] = least == most
		for _, sum := range w.in[i] {
			if !l.known[i] {
				l.open[sum.at]++
			}
		}
	}
	return l
}

// learn notes that a cell is known and what follows from it, and returns the hidden cells that do.
func (l *ledger) learn(cell int) []int {
	var told []int
	next := len(l.learned)
	l.note(cell)
	for ; next < len(l.learned); next++ {
		for _, sum := range l.w.in[l.learned[next]] {
			if l.open[sum.at] != 1 {
				continue
			}
			one := l.only(sum.at)
			if l.note(one); l.w.hidden[one] && l.w.need(one) > 0 {
				told = append(told, one)
			}
		}
	}
	return told
}

func (l *ledger) note(cell int) {
	if l.known[cell] {
		return
	}
	l.known[cell] = true
	l.learned = append(l.learned, cell)
	for _, sum := range l.w.in[cell] {
		l.open[sum.at]--
	}
}

// only is the one cell of a sum that is not known.
func (l *ledger) only(sum int) int {
	for _, cell := range l.w.Sums[sum].Parts {
		if !l.known[cell] {
			return cell
		}
	}
	return l.w.Sums[sum].Total
}

// forget takes back what was learned since the last trial began.
func (l *ledger) forget() {
	for _, cell := range l.learned {
		l.known[cell] = false
		for _, sum := range l.w.in[cell] {
			l.open[sum.at]++
		}
	}
}
