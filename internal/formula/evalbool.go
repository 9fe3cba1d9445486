package formula

import "slices"

// bools computes a condition for every row, once per printed form.
func (e *Evaluator) bools(c cond) Bits {
	m := e.memo(c.daily())
	key := c.print()
	if b, ok := m.conds[key]; ok {
		return b
	}
	b := e.compute(c)
	m.conds[key] = b
	return b
}

func (e *Evaluator) compute(c cond) Bits {
	rows := e.t.Rows
	switch c := c.(type) {
	case condConst:
		if c {
			return AllRows(rows)
		}
		return newBits(rows)
	case *condNot:
		x := e.bools(c.x)
		out := newBits(rows)
		for i := range out {
			out[i] = ^x[i]
		}
		if rows > 0 {
			out.trim(rows)
		}
		return out
	case *condBoth:
		l, r := e.bools(c.l), e.bools(c.r)
		out := newBits(rows)
		for i := range out {
			if c.and {
				out[i] = l[i] & r[i]
			} else {
				out[i] = l[i] | r[i]
			}
		}
		return out
	case *condWords:
		return e.lookUp(c.of, func(w string) bool { return w != "" && c.test(w) })
	case *condEmpty:
		if c.word != nil {
			return e.lookUp(c.word, func(w string) bool { return w == "" })
		}
		return e.scan(c.x, func(v int64) bool { return v == NoNum })
	case *condSame:
		return e.same(c)
	case *condCompare:
		return e.compare(c)
	case *condIn:
		return e.scan(c.x, func(v int64) bool { return v != NoNum && slices.Contains(c.set, v) != c.not })
	case *condChild:
		return e.children(c)
	}
	panic("formula: condition " + c.print())
}

// lookUp runs a test once per distinct word and spreads the answers over the rows.
func (e *Evaluator) lookUp(r *ref, test func(string) bool) Bits {
	codes, dict := e.words(r)
	answer := make([]uint64, len(dict))
	for code, word := range dict {
		if test(word) {
			answer[code] = 1
		}
	}
	out := newBits(codes.Len())
	one, two, four := codes.Packed()
	spread(one, answer, out)
	spread(two, answer, out)
	spread(four, answer, out)
	return out
}

// spread sets the bits of the rows whose code has the answer 1. codes are all rows, or none when
// they lie in another width.
func spread[C uint8 | uint16 | uint32](codes []C, answer []uint64, out Bits) {
	for lo := 0; lo < len(codes); lo += 64 {
		var w uint64
		for j, code := range codes[lo:min(lo+64, len(codes))] {
			w |= answer[code] << j
		}
		out[lo>>6] = w
	}
}

// same compares two word columns by their words.
func (e *Evaluator) same(c *condSame) Bits {
	left, words := e.words(c.l)
	right, others := e.words(c.r)
	codeOf := make(map[string]uint32, len(words))
	for code, word := range words {
		codeOf[word] = uint32(code)
	}
	asLeft := make([]uint32, len(others)) // code in the left dictionary; 0 when it lacks the word
	for code, word := range others {
		asLeft[code] = codeOf[word]
	}
	out := newBits(left.Len())
	for row := range left.Len() {
		l, r := left.At(row), right.At(row)
		if l != 0 && r != 0 && (l == asLeft[r]) != c.not {
			out.set(row)
		}
	}
	return out
}

func (e *Evaluator) scan(n num, test func(int64) bool) Bits {
	out := newBits(e.t.Rows)
	buffer := e.buffer()
	for lo := 0; lo < e.t.Rows; lo += batch {
		hi := min(lo+batch, e.t.Rows)
		e.fill(n, lo, hi, buffer[:hi-lo])
		for i, v := range buffer[:hi-lo] {
			if test(v) {
				out.set(lo + i)
			}
		}
	}
	e.release(buffer)
	return out
}

func (e *Evaluator) compare(c *condCompare) Bits {
	out := newBits(e.t.Rows)
	left, right := e.buffer(), e.buffer()
	k, fixed := c.r.(numConst)
	for lo := 0; lo < e.t.Rows; lo += batch {
		hi := min(lo+batch, e.t.Rows)
		l, r := left[:hi-lo], right[:hi-lo]
		e.fill(c.l, lo, hi, l)
		if !fixed {
			e.fill(c.r, lo, hi, r)
		} else if lo == 0 {
			fillWith(right, k.n)
		}
		compareInto(c.op, l, r, out[lo>>6:])
	}
	e.release(left)
	e.release(right)
	return out
}

func compareInto(op string, l, r []int64, out Bits) {
	for i, a := range l {
		b := r[i]
		if a == NoNum || b == NoNum {
			continue
		}
		var yes bool
		switch op {
		case "==":
			yes = a == b
		case "!=":
			yes = a != b
		case "<":
			yes = a < b
		case "<=":
			yes = a <= b
		case ">":
			yes = a > b
		case ">=":
			yes = a >= b
		}
		if yes {
			out.set(i)
		}
	}
}

func (e *Evaluator) children(c *condChild) Bits {
	out := newBits(e.t.Rows)
	children := e.t.Child(c.child)
	var inner Bits
	if children != nil {
		inner = e.over(children.Of).bools(c.where)
	}
	for row := range e.t.Rows {
		found := false
		if children != nil {
			for _, child := range children.At(row) {
				if inner.Get(int(child)) != c.all {
					found = true
					break
				}
			}
		}
		if found != c.all {
			out.set(row)
		}
	}
	return out
}
