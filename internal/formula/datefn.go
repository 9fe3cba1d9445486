package formula

import (
	"fmt"

	"github.com/expr-lang/expr/ast"

	"anjian/internal/period"
	"anjian/internal/source"
)

// A dateFunction makes something of a day or an instant and, with two arguments, of another number.
type dateFunction struct {
	form string
	of   []Kind // of the arguments
	kind Kind   // of the answer
	make func(a, b int64) int64
}

var dateFunctions = map[string]dateFunction{
	"加月": {form: "加月(日期, 月数)", of: []Kind{Date, Number}, kind: Date, make: func(day, n int64) int64 {
		if n < -1200 || n > 1200 {
			return NoNum
		}
		return int64(period.Date(day).LegalMonths(int(n)))
	}},
	"年":  {form: "年(日期)", of: []Kind{Date}, kind: Number, make: func(day, _ int64) int64 { y, _, _ := period.Date(day).Civil(); return int64(y) }},
	"当日": {form: "当日(时间)", of: []Kind{Instant}, kind: Date, make: func(at, _ int64) int64 { return int64(period.DayOf(at)) }},
	"周岁": {form: "周岁(出生日期, 日期)", of: []Kind{Date, Date}, kind: Number, make: func(born, day int64) int64 { return years(period.Date(born), period.Date(day)) }},
}

func (c *checker) dateCall(s Schema, prefix []string, name string, f dateFunction, n *ast.CallNode) (operand, bool) {
	if len(n.Arguments) != len(f.of) {
		c.add(source.BadCall, n, name+"() 的写法不对", "写作 "+f.form)
		return operand{}, false
	}
	x := &numEach{name: name, make: f.make}
	for i, arg := range n.Arguments {
		a, ok := c.resolve(s, prefix, arg)
		if !ok {
			return operand{}, false
		}
		if a.literal {
			if a, ok = c.date(operand{kind: f.of[i]}, a); !ok {
				return operand{}, false
			}
		}
		if a.kind != f.of[i] || a.num.scale() != 0 {
			c.add(source.BadCall, arg, fmt.Sprintf("%s() 的第 %d 项要写%s，这里是%s", name, i+1, f.of[i], a.kind), "写作 "+f.form)
			return operand{}, false
		}
		x.args = append(x.args, a.num)
	}
	return operand{kind: f.kind, num: x, at: n}, true
}

// A numEach is made of one or two numbers of a row; it is empty where one of them is.
type numEach struct {
	name string
	args []num
	make func(a, b int64) int64
}

func (n *numEach) print() string {
	text := n.name + "(" + n.args[0].print()
	for _, a := range n.args[1:] {
		text += ", " + a.print()
	}
	return text + ")"
}

func (n *numEach) daily() bool {
	for _, a := range n.args {
		if a.daily() {
			return true
		}
	}
	return false
}
func (n *numEach) scale() int { return 0 }

// fillEach computes a numEach for the rows from lo up to hi. Days of a column repeat and stand near
// each other: what was made of the last one is kept.
func (e *Evaluator) fillEach(n *numEach, lo, hi int, out []int64) {
	e.fill(n.args[0], lo, hi, out)
	second := e.pool.lend()
	defer e.pool.back(second)
	if len(n.args) > 1 {
		e.fill(n.args[1], lo, hi, second[:len(out)])
	}
	lastA, lastB, last := NoNum, NoNum, NoNum
	for i, a := range out {
		b := int64(0)
		if len(n.args) > 1 {
			b = second[i]
		}
		switch {
		case a == NoNum || b == NoNum:
			out[i] = NoNum
			continue
		case a != lastA || b != lastB:
			lastA, lastB, last = a, b, n.make(a, b)
		}
		out[i] = last
	}
}

// years counts the birthdays up to a day, that of the birth not; one who is born on 29 February has
// it on 1 March of other years.
func years(born, day period.Date) int64 {
	y, m, d := born.Civil()
	year, _, _ := day.Civil()
	n := year - y
	if period.DateOf(year, m, d) > day {
		n--
	}
	return int64(n)
}
