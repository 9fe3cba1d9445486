package formula

import (
	"strings"

	"github.com/expr-lang/expr/ast"

	"anjian/internal/source"
	"anjian/internal/table"
)

// repeatFunction tells whether another row of the table holds the same (重复填录).
const repeatFunction = "重复"

const repeatForm = "重复(列) 或 重复(列, 列)，至多三列"

// mostRepeat bounds the columns whose values together must not occur twice.
const mostRepeat = 3

// A condRepeat is true for a row whose values occur in another row too; an empty one occurs nowhere.
type condRepeat struct {
	words []word
	nums  []num
}

func (c *condRepeat) print() string {
	var parts []string
	for _, w := range c.words {
		parts = append(parts, w.print())
	}
	for _, n := range c.nums {
		parts = append(parts, n.print())
	}
	return repeatFunction + "(" + strings.Join(parts, ", ") + ")"
}

func (c *condRepeat) daily() bool {
	for _, n := range c.nums {
		if n.daily() {
			return true
		}
	}
	return false
}

func (c *checker) repeat(s Schema, prefix []string, n *ast.CallNode) (operand, bool) {
	if len(n.Arguments) == 0 || len(n.Arguments) > mostRepeat {
		c.add(source.BadCall, n, "重复() 的写法不对", "写作 "+repeatForm)
		return operand{}, false
	}
	x := &condRepeat{}
	for _, arg := range n.Arguments {
		a, ok := c.resolve(s, prefix, arg)
		if !ok {
			return operand{}, false
		}
		switch {
		case a.word != nil:
			x.words = append(x.words, a.word)
		case a.num != nil:
			x.nums = append(x.nums, a.num)
		default:
			c.add(source.BadCall, arg, "重复() 里要写列", "写作 "+repeatForm)
			return operand{}, false
		}
	}
	return operand{kind: Bool, cond: x, at: n}, true
}

func (e *Evaluator) repeated(c *condRepeat) Bits {
	out := newBits(e.t.Rows)
	if len(c.words) == 1 && len(c.nums) == 0 { // the usual case: count the codes
		codes, dict := e.words(c.words[0])
		counts := codes.Count(len(dict))
		answer := make([]uint64, len(dict))
		for code, n := range counts {
			if code > 0 && n > 1 {
				answer[code] = 1
			}
		}
		one, two, four := codes.Packed()
		spread(one, answer, out)
		spread(two, answer, out)
		spread(four, answer, out)
		return out
	}
	var texts []table.Codes
	for _, w := range c.words {
		codes, _ := e.words(w)
		texts = append(texts, codes)
	}
	var numbers [][]int64
	for _, n := range c.nums {
		numbers = append(numbers, e.numbers(n))
	}
	first := make(map[[mostRepeat]int64]int, e.t.Rows)
	for row := range e.t.Rows {
		var key [mostRepeat]int64
		i, filled := 0, true
		for _, codes := range texts {
			key[i] = int64(codes.At(row))
			filled = filled && key[i] != 0
			i++
		}
		for _, values := range numbers {
			key[i] = values[row]
			filled = filled && key[i] != NoNum
			i++
		}
		if !filled {
			continue
		}
		if earlier, known := first[key]; known {
			out.set(earlier)
			out.set(row)
		} else {
			first[key] = row
		}
	}
	return out
}
