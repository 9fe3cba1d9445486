package formula

import (
	"slices"
	"strings"

	"github.com/expr-lang/expr/ast"

	"anjian/internal/source"
)

// sameSetFunction compares the words of a cell with those of the child rows: 案卡罪名 with 人卡罪名.
const sameSetFunction = "集合相同"

const sameSetForm = "集合相同(列, 子表, 列) 或 集合相同(列, 子表, 列, 条件)"

// A condSameSet is true where the words of a cell are those of all child rows together, whatever
// their order and number. Several words in a cell are divided by commas, semicolons, 顿号 or blanks.
type condSameSet struct {
	of    word
	child string
	words word
	where cond // nil: all children
}

func (c *condSameSet) print() string {
	text := sameSetFunction + "(" + c.of.print() + ", " + c.child + ", " + c.words.print()
	if c.where != nil {
		text += ", " + c.where.print()
	}
	return text + ")"
}
func (c *condSameSet) daily() bool { return c.where != nil && c.where.daily() }

func (c *checker) sameSet(s Schema, prefix []string, n *ast.CallNode) (operand, bool) {
	if len(n.Arguments) < 3 || len(n.Arguments) > 4 {
		c.add(source.BadCall, n, "集合相同() 的写法不对", "写作 "+sameSetForm)
		return operand{}, false
	}
	of, ok := c.resolve(s, prefix, n.Arguments[0])
	if !ok {
		return operand{}, false
	}
	name, isName := n.Arguments[1].(*ast.IdentifierNode)
	if !isName {
		c.add(source.BadCall, n.Arguments[1], "第二项要写子表的名称", "写作 "+sameSetForm)
		return operand{}, false
	}
	child, ok := s.Child(name.Value)
	if !ok {
		c.add(source.NoSuchLink, name, "没有子表“"+name.Value+"”", source.Suggest(name.Value, s.Links()))
		return operand{}, false
	}
	inside := append(append([]string(nil), prefix...), name.Value)
	c.childs = append(c.childs, strings.Join(inside, "."))
	words, ok := c.resolve(child, inside, n.Arguments[2])
	if !ok {
		return operand{}, false
	}
	for i, x := range []operand{of, words} {
		if x.word == nil {
			c.add(source.BadCall, n.Arguments[2*i], "集合相同() 的第一、三项要写文本列，这里是"+x.kind.String(), "写作 "+sameSetForm)
			return operand{}, false
		}
	}
	x := &condSameSet{of: of.word, child: name.Value, words: words.word}
	if len(n.Arguments) == 4 {
		where, ok := c.resolve(child, inside, n.Arguments[3])
		if !ok || !c.wantBool(where, n.Arguments[3], sameSetFunction) {
			return operand{}, false
		}
		x.where = where.cond
	}
	return operand{kind: Bool, cond: x, at: n}, true
}

// sameSets gives every distinct word a number, every cell the numbers of its words, and compares
// numbers from there on.
func (e *Evaluator) sameSets(c *condSameSet) Bits {
	numbers := map[string]int32{}
	codes, dict := e.words(c.of)
	wanted := numbered(dict, numbers)
	children := e.t.Child(c.child)
	out := newBits(e.t.Rows)
	if children == nil {
		for row := range e.t.Rows {
			if codes.At(row) == 0 {
				out.set(row)
			}
		}
		return out
	}
	inner := e.over(children.Of)
	childCodes, childDict := inner.words(c.words)
	held := numbered(childDict, numbers)
	var where Bits
	if c.where != nil {
		where = inner.bools(c.where)
	}
	var seen []int32
	for row := range e.t.Rows {
		want := wanted[codes.At(row)]
		seen = seen[:0]
		same := true
		for _, child := range children.At(row) {
			if where != nil && !where.Get(int(child)) {
				continue
			}
			for _, n := range held[childCodes.At(int(child))] {
				same = same && slices.Contains(want, n) // cells hold few words
				if !slices.Contains(seen, n) {
					seen = append(seen, n)
				}
			}
		}
		if same && len(seen) == len(want) {
			out.set(row)
		}
	}
	return out
}

// numbered divides every cell of a dictionary into words and gives each its number, once.
func numbered(dict []string, numbers map[string]int32) [][]int32 {
	cells := make([][]int32, len(dict))
	for code, cell := range dict {
		for _, w := range strings.FieldsFunc(cell, divides) {
			n, known := numbers[w]
			if !known {
				n = int32(len(numbers))
				numbers[w] = n
			}
			if !slices.Contains(cells[code], n) {
				cells[code] = append(cells[code], n)
			}
		}
	}
	return cells
}

func divides(r rune) bool { return strings.ContainsRune("、，,；;/ \u3000\n", r) }
