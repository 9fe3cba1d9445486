package indicator

import (
	"anjian/internal/formula"
	"anjian/internal/table"
)

// A term is a measure over rows, computed for all months and places. Measures that print alike
// share one term.
//
// What adds up lies in cells and rows, one slice of width() numbers per month: place p and
// department d at p*(departments+1)+d, 0 standing for all. For rows dated within the period,
// slice i+1 holds everything up to month i, so that any stretch of months is one difference; for
// pending rows, slice i holds what is pending at the end of month i-1.
// Medians and distinct counts keep the rows themselves, sorted by month.
type term struct {
	measure Measure
	set     *set
	date    *dayColumn
	until   *dayColumn
	where   formula.Bits // nil: every row; unused when it depends on the period
	scale   int

	cells []int64
	rows  []int64 // of a mean: how many
	first []int32 // of a median or distinct count: list[first[i]:first[i+1]] belongs to month i, or is pending at slice i
	list  []listed

	values []int64     // per row, table.NoNum when empty; nil for a count
	words  table.Codes // of a distinct count of words
}

// A listed row keeps its value, which may be another one in each month.
type listed struct {
	row   int32
	value int64
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

// daily tells whether the condition or the value depends on the period.
func (t *term) daily() bool {
	return t.measure.Where != nil && t.measure.Where.UsesPeriod() || t.measure.Of != nil && t.measure.Of.UsesPeriod()
}

// evaluate reads the values and returns the rows that the condition selects.
func (t *term) evaluate(eval *formula.Evaluator) (where formula.Bits) {
	if w := t.measure.Where; w != nil {
		where = eval.Bools(w)
	} else {
		where = formula.AllRows(t.set.table.Rows)
	}
	if of := t.measure.Of; of != nil {
		if of.Kind() == formula.Text {
			t.words, _ = eval.Words(of)
		} else {
			v := eval.Numbers(of)
			t.values, t.scale = v.N, v.Scale
		}
	}
	return where
}

// value returns what a row adds; ok is false when there is nothing to add.
func (t *term) value(row int) (v int64, ok bool) {
	switch {
	case t.words.Len() > 0:
		code := t.words.At(row)
		return int64(code), code != 0
	case t.values != nil:
		return t.values[row], t.values[row] != table.NoNum
	}
	return 1, true
}

// pending tells whether a row is pending at the end of a day.
func (t *term) pending(row int, day int64) bool {
	start, end := t.date.days[row], t.until.days[row]
	return start != table.NoNum && start <= day && (end == table.NoNum || end > day)
}

// span returns the first and last slice at which a row is pending; first > last for none.
func (t *term) span(row int, months int) (first, last int) {
	switch m := t.date.month[row]; m {
	case noDay, tooLate:
		return 1, 0
	case tooEarly:
		first = 0
	default:
		first = int(m) + 1
	}
	switch m := t.until.month[row]; m {
	case noDay, tooLate:
		last = months
	case tooEarly:
		return 1, 0
	default:
		last = int(m) // its end lies in month m, so at the end of m-1 it was pending
	}
	return first, last
}

// leftOut says why a row is not counted in any period, or "".
func (t *term) leftOut(row int) string {
	switch t.date.month[row] {
	case noDay:
		return EmptyDate
	case tooLate:
		return AfterCutoff
	case tooEarly:
		if t.measure.At == During {
			return TooOld
		}
	}
	if t.set.placed && t.set.unit[row] == 0 {
		return WithoutPlace
	}
	if _, ok := t.value(row); !ok {
		return EmptyValue
	}
	return ""
}

func (t *term) listed(row int) listed {
	v, _ := t.value(row)
	return listed{int32(row), v}
}
