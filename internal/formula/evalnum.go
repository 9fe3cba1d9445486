package formula

import (
	"anjian/internal/period"
	"anjian/internal/table"
)

// batch is how many rows a kernel computes at a time; a multiple of 64.
const batch = 1024

// fill computes n for the rows from lo up to hi.
func (e *Evaluator) fill(n num, lo, hi int, out []int64) {
	switch n := n.(type) {
	case numConst:
		fillWith(out, n.n)
	case numDay:
		day := map[string]int64{PeriodEnd: int64(e.env.PeriodEnd), PeriodStart: int64(e.env.PeriodStart), Cutoff: int64(e.env.Cutoff)}[n.name]
		if day == int64(period.NoDate) {
			day = NoNum
		}
		fillWith(out, day)
	case numColumn:
		e.fillColumn(n.ref, lo, hi, out)
	case *numBinary:
		e.fill(n.l, lo, hi, out)
		if k, ok := n.r.(numConst); ok && n.op != '*' {
			add := k.n
			if n.op == '-' {
				add = -add
			}
			for i, a := range out {
				if a != NoNum {
					out[i] = a + add
				}
			}
			return
		}
		right := e.pool.lend()
		e.fill(n.r, lo, hi, right[:len(out)])
		combine(n.op, out, right[:len(out)])
		e.pool.back(right)
	case *numScaled:
		e.fill(n.x, lo, hi, out)
		factor := int64(1)
		for range n.digits - n.x.scale() {
			factor *= 10
		}
		multiply(out, factor)
	case *numDays:
		e.fill(n.x, lo, hi, out)
		const day = 24 * 60 * 60 * 1000
		for i, a := range out {
			if a == NoNum {
				continue
			}
			out[i] = a / day
			if a%day < 0 {
				out[i]--
			}
		}
	case *numOfWord:
		copy(out, e.ofWord(n)[lo:hi])
	case *numEach:
		e.fillEach(n, lo, hi, out)
	case *numChild:
		copy(out, e.childNumbers(n)[lo:hi])
	case *numSpan:
		copy(out, e.spans(n)[lo:hi])
	}
}

func fillWith(out []int64, v int64) {
	for i := range out {
		out[i] = v
	}
}

func (e *Evaluator) fillColumn(r *ref, lo, hi int, out []int64) {
	t := e.t
	var via []int32
	if len(r.path) > 0 {
		if via, t = e.follow(r.path); t == nil {
			fillWith(out, NoNum)
			return
		}
		via = via[lo:hi]
	}
	c := t.Column(r.name)
	switch {
	case c == nil:
		fillWith(out, NoNum)
	case via == nil:
		c.Nums.Fill(lo, out)
	default:
		for i, p := range via {
			out[i] = NoNum
			if p >= 0 {
				out[i] = c.Nums.At(int(p))
			}
		}
	}
}

// combine computes l op r into l; an empty side, or a product too large, is empty.
func combine(op byte, l, r []int64) {
	switch op {
	case '+':
		for i, a := range l {
			if b := r[i]; a == NoNum || b == NoNum {
				l[i] = NoNum
			} else {
				l[i] = a + b
			}
		}
	case '-':
		for i, a := range l {
			if b := r[i]; a == NoNum || b == NoNum {
				l[i] = NoNum
			} else {
				l[i] = a - b
			}
		}
	default:
		for i, a := range l {
			b := r[i]
			if a == NoNum || b == NoNum {
				l[i] = NoNum
				continue
			}
			if p, ok := times(a, b); ok {
				l[i] = p
			} else {
				l[i] = NoNum
			}
		}
	}
}

func multiply(out []int64, factor int64) {
	for i, a := range out {
		if a == NoNum {
			continue
		}
		p, ok := times(a, factor)
		if !ok {
			p = NoNum
		}
		out[i] = p
	}
}

// childNumbers computes count, sum or distinct over the child rows of every row.
func (e *Evaluator) childNumbers(n *numChild) []int64 {
	return remember(e.memo(n.daily()), (*memo).numbers, n.print(), func() []int64 { return e.overChildren(n) })
}

func (e *Evaluator) overChildren(n *numChild) []int64 {
	out := make([]int64, e.t.Rows)
	children := e.t.Child(n.child)
	if children == nil {
		return out
	}
	inner := e.over(children.Of)
	var where Bits
	if n.where != nil {
		where = inner.bools(n.where)
	}
	var values []int64
	var codes table.Codes
	switch {
	case n.of != nil:
		values = inner.numbers(n.of)
	case n.word != nil:
		codes, _ = inner.words(n.word)
	}
	seen := map[int64]bool{}
	for row := range out {
		clear(seen)
		for _, c := range children.At(row) {
			if where != nil && !where.Get(int(c)) {
				continue
			}
			switch {
			case n.fn == "count":
				out[row]++
			case n.fn == "sum":
				if values[c] != NoNum {
					out[row] += values[c]
				}
			case n.word != nil:
				if code := codes.At(int(c)); code != 0 {
					seen[int64(code)] = true
				}
			case values[c] != NoNum:
				seen[values[c]] = true
			}
		}
		if n.fn == "distinct" {
			out[row] = int64(len(seen))
		}
	}
	return out
}
