package indicator

import (
	"sync"

	"anjian/internal/formula"
	"anjian/internal/table"
)

// A term is a measure over rows, computed for all months and places. Measures that print alike
// share one term.
type term struct {
	measure Measure
	set     *set
	date    *dayColumn
	until   *dayColumn // of pending rows

	sums cells // of what adds up: how much
	rows cells // of counts and means: how many
	runs *runs // of medians and distinct counts

	once sync.Once
	read reading // of a term that does not depend on the period; made when rows are asked for
}

// Why a row that a measure means is not counted.
const (
	EmptyDate    = "日期为空"
	AfterCutoff  = "日期晚于数据截止日"
	TooOld       = "日期早于统计范围"
	WithoutPlace = "没有承办单位"
	EmptyValue   = "数值为空"
)

func (t *term) additive() bool {
	return t.measure.Aggregate != Median && t.measure.Aggregate != Distinct
}

// scale returns the digits after the point of what the term adds up or takes the middle of.
func (t *term) scale() int {
	if t.measure.Of == nil || t.measure.Aggregate == Distinct {
		return 0
	}
	return t.measure.Of.Scale()
}

// worded tells whether the term counts different words.
func (t *term) worded() bool { return t.measure.Of != nil && t.measure.Of.Kind() == formula.Text }

// daily tells whether the condition or the value depends on the period.
func (t *term) daily() bool {
	return t.measure.Where != nil && t.measure.Where.UsesPeriod() || t.measure.Of != nil && t.measure.Of.UsesPeriod()
}

// where returns the rows that the condition selects.
func (t *term) where(eval *formula.Evaluator) formula.Bits {
	if w := t.measure.Where; w != nil {
		return eval.Bools(w)
	}
	return formula.AllRows(t.set.table.Rows)
}

// pending tells whether a row is pending at the end of a day.
func (t *term) pending(row int, day int64) bool {
	start, end := t.date.days.At(row), t.until.days.At(row)
	return start != table.NoNum && start <= day && (end == table.NoNum || end > day)
}

// A reading is a measure row by row, to tell which rows stand behind a number.
type reading struct {
	where  formula.Bits
	values table.Nums  // of sums, means, medians and distinct counts of numbers
	words  table.Codes // of distinct counts of words
}

// reading evaluates the measure at a slice, once and for all where it does not depend on it.
func (c *Cube) reading(t *term, slice int) *reading {
	eval := formula.NewEvaluator(t.set.table, c.env(t.measure.At, slice))
	if t.daily() {
		return t.readBy(eval)
	}
	t.once.Do(func() { t.read = *t.readBy(eval) })
	return &t.read
}

// readBy evaluates the measure for all rows.
func (t *term) readBy(eval *formula.Evaluator) *reading {
	r := &reading{where: t.where(eval)}
	switch of := t.measure.Of; {
	case t.worded():
		r.words, _ = eval.Words(of)
	case of != nil:
		r.values = eval.Packed(of)
	}
	return r
}

// value returns what a row adds; ok is false when there is nothing to add.
func (r *reading) value(row int) (v int64, ok bool) {
	switch {
	case r.words.Len() > 0:
		code := r.words.At(row)
		return int64(code), code != 0
	case r.values.Len() > 0:
		v = r.values.At(row)
		return v, v != table.NoNum
	}
	return 1, true
}

// leftOut says why a row is not counted in any period, or "".
func (t *term) leftOut(c *Cube, r *reading, row int) string {
	switch c.time.place(t.date.days.At(row)) {
	case noDay:
		return EmptyDate
	case tooLate:
		return AfterCutoff
	case tooEarly:
		if t.measure.At == During {
			return TooOld
		}
	}
	if t.set.placed && t.set.unit.at(row) == 0 {
		return WithoutPlace
	}
	if _, ok := r.value(row); !ok {
		return EmptyValue
	}
	return ""
}
