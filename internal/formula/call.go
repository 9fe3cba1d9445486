package formula

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/expr-lang/expr/ast"

	"anjian/internal/source"
)

var functions = slices.Concat([]string{"空", "any", "all", "count", "sum", "distinct", daysFunction, repeatFunction, sameSetFunction, shapeFunction}, slices.Sorted(maps.Keys(textFunctions)), slices.Sorted(maps.Keys(dateFunctions)))

func (c *checker) call(s Schema, prefix []string, n *ast.CallNode) (operand, bool) {
	callee, ok := n.Callee.(*ast.IdentifierNode)
	if !ok {
		c.add(source.NotSupported, n, "公式不支持这种写法", "")
		return operand{}, false
	}
	switch callee.Value {
	case "空":
		return c.empty(s, prefix, n)
	case "any", "all", "count", "sum", "distinct":
		return c.children(s, prefix, callee.Value, n)
	case daysFunction:
		return c.span(s, prefix, n)
	case repeatFunction:
		return c.repeat(s, prefix, n)
	case sameSetFunction:
		return c.sameSet(s, prefix, n)
	case shapeFunction:
		return c.shape(s, prefix, n)
	}
	if f, ok := textFunctions[callee.Value]; ok {
		return c.textCall(s, prefix, callee.Value, f, n)
	}
	if f, ok := dateFunctions[callee.Value]; ok {
		return c.dateCall(s, prefix, callee.Value, f, n)
	}
	c.add(source.NoSuchFunction, callee, "没有函数“"+callee.Value+"”", source.Suggest(callee.Value, functions))
	return operand{}, false
}

func (c *checker) empty(s Schema, prefix []string, n *ast.CallNode) (operand, bool) {
	if len(n.Arguments) != 1 {
		c.add(source.BadCall, n, "空() 里写一个列名", "例如 空(审结日期)")
		return operand{}, false
	}
	x, ok := c.resolve(s, prefix, n.Arguments[0])
	if !ok {
		return operand{}, false
	}
	if x.literal || x.kind == Bool {
		c.add(source.BadCall, n.Arguments[0], "空() 里要写列名", "例如 空(审结日期)")
		return operand{}, false
	}
	return operand{kind: Bool, cond: &condEmpty{word: x.word, x: x.num}, at: n}, true
}

// forms shows how each function over child rows is written.
var forms = map[string]string{
	"any":      "any(子表, 条件)",
	"all":      "all(子表, 条件)",
	"count":    "count(子表) 或 count(子表, 条件)",
	"sum":      "sum(子表, 列) 或 sum(子表, 列, 条件)",
	"distinct": "distinct(子表, 列) 或 distinct(子表, 列, 条件)",
}

func (c *checker) children(s Schema, prefix []string, fn string, n *ast.CallNode) (operand, bool) {
	least, most := 2, 3
	switch fn {
	case "any", "all":
		most = 2
	case "count":
		least, most = 1, 2
	}
	if len(n.Arguments) < least || len(n.Arguments) > most {
		c.add(source.BadCall, n, fmt.Sprintf("%s() 的写法不对", fn), "写作 "+forms[fn])
		return operand{}, false
	}
	name, ok := n.Arguments[0].(*ast.IdentifierNode)
	if !ok {
		c.add(source.BadCall, n.Arguments[0], "第一项要写子表的名称", "写作 "+forms[fn])
		return operand{}, false
	}
	child, ok := s.Child(name.Value)
	if !ok {
		c.add(source.NoSuchLink, name, "没有子表“"+name.Value+"”", source.Suggest(name.Value, s.Links()))
		return operand{}, false
	}
	inside := append(append([]string(nil), prefix...), name.Value)
	c.childs = append(c.childs, strings.Join(inside, "."))

	var of operand
	rest := n.Arguments[1:]
	if fn == "sum" || fn == "distinct" {
		if of, ok = c.resolve(child, inside, rest[0]); !ok {
			return operand{}, false
		}
		if of.literal || of.kind == Bool || fn == "sum" && of.kind != Number {
			c.add(source.BadCall, rest[0], fmt.Sprintf("%s() 的第二项要写%s，这里是%s", fn, map[string]string{"sum": "数", "distinct": "列"}[fn], of.kind), "写作 "+forms[fn])
			return operand{}, false
		}
		rest = rest[1:]
	}
	var where cond
	if len(rest) == 1 {
		x, ok := c.resolve(child, inside, rest[0])
		if !ok || !c.wantBool(x, rest[0], fn) {
			return operand{}, false
		}
		where = x.cond
	}
	if fn == "any" || fn == "all" {
		return operand{kind: Bool, cond: &condChild{fn == "all", name.Value, where}, at: n}, true
	}
	x := &numChild{fn: fn, child: name.Value, of: of.num, word: of.word, where: where}
	if fn == "sum" {
		x.digits = of.num.scale()
	}
	return operand{kind: Number, num: x, at: n}, true
}
