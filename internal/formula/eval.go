package formula

import (
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
// It is not safe for concurrent use.
type Evaluator struct {
	t    *table.Table
	env  Env
	pool *pool                  // what does not depend on the period, of all linked tables
	own  map[*table.Table]*memo // what does
}

type pool struct {
	lasting map[*table.Table]*memo
	buffers [][]int64
}

type memo struct {
	conds map[string]Bits
	nums  map[string][]int64 // of child aggregates only
	rows  map[string][]int32 // parent rows by path
}

func newMemo() *memo {
	return &memo{map[string]Bits{}, map[string][]int64{}, map[string][]int32{}}
}

// NewEvaluator prepares to compute formulas over t. The formulas must have been checked against
// the dataset that t was read from; a column that t lacks counts as empty.
func NewEvaluator(t *table.Table, env Env) *Evaluator {
	return &Evaluator{t: t, env: env, pool: &pool{lasting: map[*table.Table]*memo{}}, own: map[*table.Table]*memo{}}
}

// In returns an evaluator for another period that shares what does not depend on it.
func (e *Evaluator) In(env Env) *Evaluator {
	lasting := e.pool
	if env.Cutoff != e.env.Cutoff { // 截止日 lasts as long as it is the same
		lasting = &pool{lasting: map[*table.Table]*memo{}}
	}
	return &Evaluator{t: e.t, env: env, pool: lasting, own: map[*table.Table]*memo{}}
}

// over returns the evaluator of a linked table.
func (e *Evaluator) over(t *table.Table) *Evaluator {
	return &Evaluator{t: t, env: e.env, pool: e.pool, own: e.own}
}

func (e *Evaluator) memo(daily bool) *memo {
	of := e.pool.lasting
	if daily {
		of = e.own
	}
	m := of[e.t]
	if m == nil {
		m = newMemo()
		of[e.t] = m
	}
	return m
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
	m := e.memo(false)
	for i, name := range path {
		link := t.Link(name)
		if link == nil {
			return nil, nil
		}
		key += "." + name
		switch {
		case i == 0:
			rows = link.Row
		case m.rows[key] != nil:
			rows = m.rows[key]
		default:
			next := make([]int32, len(rows))
			for row, p := range rows {
				next[row] = -1
				if p >= 0 {
					next[row] = link.Row[p]
				}
			}
			rows = next
			m.rows[key] = rows
		}
		t = link.To
	}
	return rows, t
}

// words returns the codes of a word column; of parent rows when the ref has a path.
func (e *Evaluator) words(r *ref) (table.Codes, []string) {
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

// buffer lends a batch of numbers; give it back with release.
func (e *Evaluator) buffer() []int64 {
	if n := len(e.pool.buffers); n > 0 {
		b := e.pool.buffers[n-1]
		e.pool.buffers = e.pool.buffers[:n-1]
		return b
	}
	return make([]int64, batch)
}

func (e *Evaluator) release(b []int64) { e.pool.buffers = append(e.pool.buffers, b) }

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
