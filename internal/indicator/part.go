package indicator

// Parts returns the number of a period and place for each of Words: what Cube.Result would give if
// the indicator counted only the rows with that word. It is nil where the whole has no amounts to
// be parted; then the second result says why.
//
// The key of a part is the whole's: parts have no id of their own and are not printed under one.
func (b *Breakdown) Parts(k Key) ([]Result, string) {
	if b.State != Known {
		return nil, b.Reason
	}
	k.Indicator = b.Definition.ID
	if k.Department != "" {
		return nil, "分项不再分部门"
	}
	r, at, ok := b.cube.ground(b.of, k)
	if !ok {
		return nil, r.Reason
	}
	all := make([]Result, len(b.Words))
	for i := range all {
		one := r
		at := partSpot{slices: at, cell: at.unit*len(b.Words) + i, width: b.cube.units() * len(b.Words)}
		switch {
		case b.Definition.Fraction():
			one.Numerator, one.Denominator = amountOf(b.numerator, at), amountOf(b.denominator, at)
		case !r.Single:
			one.Numerator = amountOf(b.value, at)
			one.Denominator = Amount{N: b.value[0].total(b.value[0].rows, at)}
			one.Rows = int(one.Denominator.N)
		default:
			one.Numerator = amountOf(b.value, at)
		}
		all[i] = one.judged()
	}
	return all, ""
}

// A partSpot is a stretch of months and a cell of the parted terms.
type partSpot struct {
	slices      spot
	cell, width int
}

// total reads the cells of a parted term as term.total reads a whole one's.
func (t *partedTerm) total(of []int64, at partSpot) int64 {
	from, to := of[at.slices.from*at.width+at.cell], of[(at.slices.to+1)*at.width+at.cell]
	switch t.measure.At {
	case End:
		return to
	case Start:
		return from
	}
	return to - from
}

func amountOf(terms []partedTerm, at partSpot) Amount {
	var sum Amount
	for i := range terms {
		t := &terms[i]
		sum = sum.Plus(Amount{t.total(t.sums, at) * t.sign, t.scale()})
	}
	return sum
}

// fewUnlisted is below how many never-listed rows a part is not shown by itself.
const fewUnlisted = 5

// Few tells which words are not to be shown by themselves in some periods, but together as 其他:
// rows that are never listed (those of juveniles) are among what the part is counted of, and so few
// that it would tell of single ones. Together they are many again, or all there are.
func (b *Breakdown) Few(keys ...Key) []bool {
	few := make([]bool, len(b.Words))
	if b.State != Known {
		return few
	}
	terms := b.value
	if b.Definition.Fraction() {
		terms = b.denominator
	}
	for _, k := range keys {
		k.Indicator = b.Definition.ID
		_, at, ok := b.cube.ground(b.of, k)
		for i := range terms {
			if ok {
				b.few(few, &terms[i], at)
			}
		}
	}
	return few
}

// few marks the words of one term.
func (b *Breakdown) few(few []bool, t *partedTerm, at spot) {
	if t.unlisted == nil {
		return
	}
	count := func(word int) int64 {
		cell := at.unit*len(b.Words) + word
		return t.total(t.unlisted, partSpot{slices: at, cell: cell, width: b.cube.units() * len(b.Words)})
	}
	together := int64(0)
	for word := range b.Words {
		if n := count(word); n > 0 && n < fewUnlisted {
			few[word] = true
		}
		if few[word] {
			together += count(word)
		}
	}
	for word := len(b.Words) - 1; word >= 0 && together > 0 && together < fewUnlisted; word-- {
		if n := count(word); !few[word] && n > 0 {
			few[word], together = true, together+n
		}
	}
}
