package formula

// bools computes a condition for every row, once per printed form.
func (e *Evaluator) bools(c cond) Bits {
	return remember(e.memo(c.daily()), (*memo).conditions, c.print(), func() Bits { return e.compute(c) })
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
		return e.within(c.x, span{NoNum, NoNum})
	case *condSame:
		return e.same(c)
	case *condCompare:
		return e.compare(c)
	case *condIn:
		return e.among(c)
	case *condChild:
		return e.children(c)
	case *condRepeat:
		return e.repeated(c)
	case *condSameSet:
		return e.sameSets(c)
	}
	panic("formula: condition " + c.print())
}

// lookUp runs a test once per distinct word and spreads the answers over the rows.
func (e *Evaluator) lookUp(r word, test func(string) bool) Bits {
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

func (e *Evaluator) compare(c *condCompare) Bits {
	if k, fixed := c.r.(numConst); fixed {
		if c.op == "!=" {
			return without(e.within(c.l, filled), e.within(c.l, span{k.n, k.n}))
		}
		return e.within(c.l, spanOf(c.op, k.n))
	}
	out := newBits(e.t.Rows)
	right := e.pool.lend()
	defer e.pool.back(right)
	for lo, l := range e.batches(c.l) {
		r := right[:len(l)]
		e.fill(c.r, lo, lo+len(l), r)
		compareInto(c.op, l, r, out[lo>>6:])
	}
	return out
}

func compareInto(op string, l, r []int64, out Bits) {
	test := map[string]func(a, b int64) bool{
		"==": func(a, b int64) bool { return a == b },
		"!=": func(a, b int64) bool { return a != b },
		"<":  func(a, b int64) bool { return a < b },
		"<=": func(a, b int64) bool { return a <= b },
		">":  func(a, b int64) bool { return a > b },
		">=": func(a, b int64) bool { return a >= b },
	}[op]
	for i, a := range l {
		if b := r[i]; a != NoNum && b != NoNum && test(a, b) {
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
		if !c.all { // from the children that meet it up: most tables of children are short, or few meet it
			for child := range inner.Rows() {
				if row := children.Link.Row[child]; row >= 0 {
					out.set(int(row))
				}
			}
			return out
		}
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
