package indicator

import (
	"iter"
	"math"
	"slices"

	"anjian/internal/table"
)

// runs are the values of a median or distinct count, a run for each cell: for each month and each
// procuratorate's department, the cells of a slice one after the other. Nothing is added up, so the
// cells of all together and of areas have none. A value stands as a code: codes are in the order of
// their values, and so is each run. A distinct count keeps each code of a run once.
type runs struct {
	first  []uint32 // run i is codes[first[i]:first[i+1]]
	codes  table.Codes
	most   uint32  // largest code
	base   int64   // value of code 0,
	values []int64 // unless values lists the value of each code
}

func (r *runs) value(code uint32) int64 {
	if r.values != nil {
		return r.values[code]
	}
	return r.base + int64(code)
}

// collect sorts the values of a term into runs.
func (c *Cube) collect(t *term, at *placing) *runs {
	r := &runs{first: make([]uint32, c.slices()*c.width()+1)}
	low, high := int64(math.MaxInt64), int64(math.MinInt64)
	for run, v := range c.items(t, at) {
		r.first[run+1]++
		low, high = min(low, v), max(high, v)
	}
	for i := range len(r.first) - 1 {
		r.first[i+1] += r.first[i]
	}
	n := r.first[len(r.first)-1]
	if n == 0 {
		return r
	}
	code := func(v int64) uint32 { return uint32(v - low) }
	r.base, r.most = low, uint32(uint64(high)-uint64(low))
	if uint64(high)-uint64(low) > math.MaxUint16 { // few values far apart: number them in order
		r.values = make([]int64, 0, n)
		for _, v := range c.items(t, at) {
			r.values = append(r.values, v)
		}
		slices.Sort(r.values)
		r.values = slices.Clip(slices.Compact(r.values))
		r.most = uint32(len(r.values) - 1)
		code = func(v int64) uint32 { i, _ := slices.BinarySearch(r.values, v); return uint32(i) }
	}
	r.codes = table.MakeCodes(int(n), r.most)
	next := slices.Clone(r.first)
	for run, v := range c.items(t, at) {
		r.codes.Set(int(next[run]), code(v))
		next[run]++
	}
	r.sort(t.measure.Aggregate == Distinct)
	return r
}

// sort puts every run in order; once leaves equal codes out.
func (r *runs) sort(once bool) {
	var run []uint32
	kept := uint32(0)
	for i := range len(r.first) - 1 {
		lo, hi := r.first[i], r.first[i+1]
		r.first[i] = kept
		run = run[:0]
		for at := lo; at < hi; at++ {
			run = append(run, r.codes.At(int(at)))
		}
		slices.Sort(run)
		if once {
			run = slices.Compact(run)
		}
		for _, code := range run {
			r.codes.Set(int(kept), code)
			kept++
		}
	}
	r.first[len(r.first)-1] = kept
	if int(kept) < r.codes.Len() {
		shorter := table.MakeCodes(int(kept), r.most)
		for at := range int(kept) {
			shorter.Set(at, r.codes.At(at))
		}
		r.codes = shorter
	}
}

// items yields all values of a term with the cell each belongs to.
func (c *Cube) items(t *term, at *placing) iter.Seq2[uint32, int64] {
	return func(yield func(cell uint32, v int64) bool) {
		width := uint32(c.width())
		if !t.daily() {
			for row, v := range t.filled(c, 0) {
				cell := at.from[row]
				if cell == at.none {
					continue
				}
				until := cell + width
				if at.until != nil {
					until = at.until[row]
				}
				for ; cell < until; cell += width {
					if !yield(cell, v) {
						return
					}
				}
			}
			return
		}
		for slice := range uint32(c.slices()) {
			next := (slice + 1) * width
			for row, v := range t.filled(c, int(slice)) {
				if at.pending(row, next) && !yield(at.from[row]%width+slice*width, v) {
					return
				}
			}
		}
	}
}

// filled yields the selected rows that have a value.
func (t *term) filled(c *Cube, slice int) iter.Seq2[int, int64] {
	return func(yield func(row int, v int64) bool) {
		eval := t.set.eval
		if t.daily() {
			eval = eval.In(c.env(t.measure.At, slice))
		}
		where := t.where(eval)
		if t.worded() {
			codes, _ := eval.Words(t.measure.Of)
			for row := range where.Rows() {
				if code := codes.At(row); code != 0 && !yield(row, int64(code)) {
					return
				}
			}
			return
		}
		for lo, values := range eval.Batches(t.measure.Of) {
			for row := range where[lo>>6 : (lo+len(values)+63)>>6].Rows() {
				if values[row] != table.NoNum && !yield(lo+row, values[row]) {
					return
				}
			}
		}
	}
}
