package formula

import (
	"iter"
	"math"
	"math/bits"

	"anjian/internal/period"
	"anjian/internal/table"
)

// Env holds the days that formulas may name.
type Env struct {
	PeriodStart period.Date // 期初
	PeriodEnd   period.Date // 期末
	Cutoff      period.Date // 截止日
}

// NoNum marks an empty number in Values.
const NoNum int64 = table.NoNum

// Values holds one exact number per row, N / 10^Scale; days and instants have scale 0.
type Values struct {
	N     []int64 // NoNum is empty
	Scale int
}

// An Evaluator computes formulas over the rows of one table. Parts with the same printed form
// are computed once, over all formulas it is asked for; parts that do not mention the period are
// shared by all evaluators made from it with In. Its slices are shared too: do not write to them.
// It may be used from several goroutines at once: one that needs a part that another is computing
// waits for it.
type Evaluator struct {
	t    *table.Table
	env  Env
	pool *pool // what does not depend on the period, of all linked tables
	own  *pool // what does
}

// NewEvaluator prepares to compute formulas over t. The formulas must have been checked against
// the dataset that t was read from; a column that t lacks counts as empty.
func NewEvaluator(t *table.Table, env Env) *Evaluator {
	return &Evaluator{t: t, env: env, pool: new(pool), own: new(pool)}
}

// In returns an evaluator for another period that shares what does not depend on it.
func (e *Evaluator) In(env Env) *Evaluator {
	lasting := e.pool
	if env.Cutoff != e.env.Cutoff { // 截止日 lasts as long as it is the same
		lasting = new(pool)
	}
	return &Evaluator{t: e.t, env: env, pool: lasting, own: new(pool)}
}

// over returns the evaluator of a linked table.
func (e *Evaluator) over(t *table.Table) *Evaluator {
	return &Evaluator{t: t, env: e.env, pool: e.pool, own: e.own}
}

func (e *Evaluator) memo(daily bool) *memo {
	if daily {
		return e.own.of(e.t)
	}
	return e.pool.of(e.t)
}

// Bools computes a condition for every row of the table.
func (e *Evaluator) Bools(x *Expr) Bits { return e.bools(x.cond) }

// Numbers computes a number, day or instant (milliseconds) for every row of the table.
func (e *Evaluator) Numbers(x *Expr) Values {
	return Values{e.numbers(x.num), x.num.scale()}
}

// Words computes a text for every row of the table, as codes of a dictionary whose first word
// is the empty cell.
func (e *Evaluator) Words(x *Expr) (codes table.Codes, dict []string) { return e.words(x.word) }

// Bools, Numbers and Words without sharing.
func (x *Expr) Bools(t *table.Table, env Env) Bits     { return NewEvaluator(t, env).Bools(x) }
func (x *Expr) Numbers(t *table.Table, env Env) Values { return NewEvaluator(t, env).Numbers(x) }
func (x *Expr) Words(t *table.Table, env Env) (codes table.Codes, dict []string) {
	return NewEvaluator(t, env).Words(x)
}

// Batches yields a number for every row of the table, as Numbers returns them, a batch of rows at a
// time: values[i] belongs to row lo+i. lo is a multiple of 64, and values are only lent.
func (e *Evaluator) Batches(x *Expr) iter.Seq2[int, []int64] { return e.batches(x.num) }

func (e *Evaluator) batches(n num) iter.Seq2[int, []int64] {
	return func(yield func(lo int, values []int64) bool) {
		b := e.pool.lend()
		defer e.pool.back(b)
		for lo := 0; lo < e.t.Rows; lo += batch {
			hi := min(lo+batch, e.t.Rows)
			e.fill(n, lo, hi, b[:hi-lo])
			if !yield(lo, b[:hi-lo]) {
				return
			}
		}
	}
}

// Packed computes a number for every row in as few bytes as the numbers need. A column of the table
// itself is not copied.
func (e *Evaluator) Packed(x *Expr) table.Nums {
	if column, ok := x.num.(numColumn); ok && len(column.path) == 0 {
		if c := e.t.Column(column.name); c != nil {
			return c.Nums
		}
	}
	var low, high int64
	for _, values := range e.batches(x.num) {
		for _, v := range values {
			if v != NoNum {
				low, high = min(low, v), max(high, v)
			}
		}
	}
	packed := table.MakeNums(e.t.Rows, low, high)
	for lo, values := range e.batches(x.num) {
		for i, v := range values {
			packed.Set(lo+i, v)
		}
	}
	return packed
}

func (e *Evaluator) numbers(n num) []int64 {
	out := make([]int64, e.t.Rows)
	for lo := 0; lo < len(out); lo += batch {
		hi := min(lo+batch, len(out))
		e.fill(n, lo, hi, out[lo:hi])
	}
	return out
}

// follow returns for each row the row of the table at the end of path, -1 where there is none.
func (e *Evaluator) follow(path []string) ([]int32, *table.Table) {
	var rows []int32
	t, key := e.t, ""
	for i, name := range path {
		link := t.Link(name)
		if link == nil {
			return nil, nil
		}
		key += "." + name
		if i == 0 {
			rows = link.Row
		} else {
			before := rows
			rows = remember(e.memo(false), (*memo).parents, key, func() []int32 { return step(before, link.Row) })
		}
		t = link.To
	}
	return rows, t
}

// step follows one more link from the rows reached so far.
func step(rows, link []int32) []int32 {
	next := make([]int32, len(rows))
	for row, p := range rows {
		next[row] = -1
		if p >= 0 {
			next[row] = link[p]
		}
	}
	return next
}

// words returns the codes of a text; of parent rows when a column has a path.
func (e *Evaluator) words(w word) (table.Codes, []string) {
	if part, derived := w.(*wordPart); derived {
		x := remember(e.memo(false), (*memo).texts, part.print(), func() wordAnswer { return e.derive(part) })
		return x.codes, x.dict
	}
	r := w.(*ref)
	if len(r.path) == 0 {
		if c := e.t.Column(r.name); c != nil {
			return c.Codes, c.Dict
		}
		return table.MakeCodes(e.t.Rows, 0), []string{""}
	}
	rows, t := e.follow(r.path)
	if t == nil || t.Column(r.name) == nil {
		return table.MakeCodes(e.t.Rows, 0), []string{""}
	}
	c := t.Column(r.name)
	codes := table.MakeCodes(e.t.Rows, uint32(len(c.Dict)))
	for row, p := range rows {
		if p >= 0 {
			codes.Set(row, c.Codes.At(int(p)))
		}
	}
	return codes, c.Dict
}

// times multiplies; ok is false when the product does not fit.
func times(a, b int64) (product int64, ok bool) {
	hi, lo := bits.Mul64(magnitude(a), magnitude(b))
	if hi != 0 || lo > math.MaxInt64 {
		return 0, false
	}
	if (a < 0) != (b < 0) {
		return -int64(lo), true
	}
	return int64(lo), true
}

func magnitude(a int64) uint64 {
	if a < 0 {
		return uint64(-a)
	}
	return uint64(a)
}
