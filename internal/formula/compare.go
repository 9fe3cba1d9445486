package formula

import (
	"fmt"
	"strings"
	"time"

	"github.com/expr-lang/expr/ast"

	"anjian/internal/period"
	"anjian/internal/source"
)

func (c *checker) compare(n *ast.BinaryNode, l, r operand) (operand, bool) {
	op := n.Operator
	if l.literal && !r.literal { // "2025-01-01" <= 受理日期
		l, r = r, l
		op = mirrored(op)
	}
	switch {
	case l.literal:
		c.add(source.EmptyCompare, n, "两个固定的文本不必比较", "写上列名")
		return operand{}, false
	case l.kind == Bool || r.kind == Bool:
		c.add(source.EmptyCompare, n, "条件不能再比较", "用 and、or、not 连接条件")
		return operand{}, false
	case l.word != nil:
		return c.compareWords(n, op, l, r)
	}
	if r.literal {
		var ok bool
		if r, ok = c.date(l, r); !ok {
			return operand{}, false
		}
	}
	if l.kind != r.kind {
		c.add(source.KindsDiffer, r.at, fmt.Sprintf("%s不能和%s比较", l.kind, r.kind), howTo(l.kind))
		return operand{}, false
	}
	a, b := sameScale(l.num, r.num)
	return operand{kind: Bool, cond: &condCompare{op, a, b}, at: n}, true
}

func mirrored(op string) string {
	switch op[0] {
	case '<':
		return ">" + op[1:]
	case '>':
		return "<" + op[1:]
	}
	return op
}

func howTo(k Kind) string {
	switch k {
	case Date:
		return `日期只和日期比较，写作 "2025-03-01"`
	case Instant:
		return `时间写作 "2025-03-01 09:30" 或 "2025-03-01T09:30:00+08:00"`
	case Number:
		return "数不加引号，例如 人数 > 1"
	}
	return ""
}

// beijing is the zone of instants written without an offset.
var beijing = time.FixedZone("", 8*60*60)

// ParseInstant reads an instant as formulas write it, in milliseconds since 1970 UTC.
func ParseInstant(text string) (n int64, ok bool) {
	for _, layout := range []string{time.RFC3339, "2006-01-02 15:04:05", "2006-01-02 15:04"} {
		if t, err := time.ParseInLocation(layout, text, beijing); err == nil {
			return t.UnixMilli(), true
		}
	}
	return 0, false
}

// date reads a literal text as what the left side is.
func (c *checker) date(l, r operand) (operand, bool) {
	switch l.kind {
	case Date:
		if d, err := period.ParseDate(r.text); err == nil {
			return operand{kind: Date, num: numConst{n: int64(d), kind: Date}, at: r.at}, true
		}
		c.add(source.BadLiteral, r.at, "“"+r.text+"”不是日期", `写作 "2025-03-01"`)
		return operand{}, false
	case Instant:
		if n, ok := ParseInstant(r.text); ok {
			return operand{kind: Instant, num: numConst{n: n, kind: Instant}, at: r.at}, true
		}
		c.add(source.BadLiteral, r.at, "“"+r.text+"”不是时间", howTo(Instant))
		return operand{}, false
	}
	c.add(source.KindsDiffer, r.at, fmt.Sprintf("%s不能和文本比较", l.kind), howTo(l.kind))
	return operand{}, false
}

func (c *checker) compareWords(n *ast.BinaryNode, op string, l, r operand) (operand, bool) {
	if op != "==" && op != "!=" {
		c.add(source.KindsDiffer, n, "文本不能比大小", "可用 ==、!=、in、startsWith、endsWith、contains")
		return operand{}, false
	}
	if r.word != nil {
		return operand{kind: Bool, cond: &condSame{l.word, r.word, op == "!="}, at: n}, true
	}
	if !r.literal {
		c.add(source.KindsDiffer, r.at, fmt.Sprintf("文本“%s”不能和%s比较", l.word.print(), r.kind), `文本要加引号，例如 == "是"`)
		return operand{}, false
	}
	if !c.code(l, r) {
		return operand{}, false
	}
	want := r.text
	if op == "==" {
		return c.test(n, l, "== "+quote(want), func(w string) bool { return w == want }), true
	}
	return c.test(n, l, "!= "+quote(want), func(w string) bool { return w != want }), true
}

func quote(s string) string { return fmt.Sprintf("%q", s) }

func (c *checker) test(n ast.Node, l operand, text string, test func(string) bool) operand {
	return operand{kind: Bool, cond: &condWords{of: l.word, text: text, test: test}, at: n}
}

// code wants a literal to be one of the closed list of codes.
func (c *checker) code(l, r operand) bool {
	if r.text == "" {
		c.add(source.EmptyCompare, r.at, "空单元格和任何值比较都不成立", "写作 空("+l.word.print()+")")
		return false
	}
	if len(l.values) == 0 || contains(l.values, r.text) {
		return true
	}
	c.add(source.NoSuchValue, r.at, "“"+l.word.print()+"”没有代码“"+r.text+"”", source.Suggest(r.text, l.values))
	return false
}

func (c *checker) words(n *ast.BinaryNode, l, r operand) (operand, bool) {
	if l.word == nil {
		c.add(source.KindsDiffer, n.Left, fmt.Sprintf("“%s”前面要文本列，这里是%s", n.Operator, l.kind), "")
		return operand{}, false
	}
	if !r.literal || r.text == "" {
		c.add(source.BadLiteral, n.Right, "“"+n.Operator+"”后面要带引号的文本", "")
		return operand{}, false
	}
	part := r.text
	test := map[string]func(string) bool{
		"startsWith": func(w string) bool { return strings.HasPrefix(w, part) },
		"endsWith":   func(w string) bool { return strings.HasSuffix(w, part) },
		"contains":   func(w string) bool { return strings.Contains(w, part) },
	}[n.Operator]
	if len(l.values) > 0 {
		some := false
		for _, v := range l.values {
			some = some || test(v)
		}
		if !some {
			c.add(source.NoSuchValue, n.Right, "“"+l.word.print()+"”的代码都不符合“"+part+"”", source.Suggest(part, l.values))
			return operand{}, false
		}
	}
	return c.test(n, l, n.Operator+" "+quote(part), test), true
}

func (c *checker) in(s Schema, prefix []string, n *ast.BinaryNode) (operand, bool) {
	l, ok := c.resolve(s, prefix, n.Left)
	list, isList := n.Right.(*ast.ArrayNode)
	if !isList || len(list.Nodes) == 0 {
		c.add(source.BadLiteral, n.Right, "in 后面要写列表", `例如 in ["批准逮捕", "决定逮捕"]`)
		return operand{}, false
	}
	if !ok {
		return operand{}, false
	}
	if l.literal || l.kind == Bool {
		c.add(source.KindsDiffer, n.Left, "in 前面要写列名", "")
		return operand{}, false
	}
	items := make([]operand, len(list.Nodes))
	good := true
	for i, node := range list.Nodes {
		if id, isName := node.(*ast.IdentifierNode); isName && contains(l.values, id.Value) {
			c.add(source.NoSuchColumn, id, "没有列“"+id.Value+"”", `代码要加引号："`+id.Value+`"`)
			good = false
			continue
		}
		item, ok := c.resolve(s, prefix, node)
		if !ok {
			good = false
			continue
		}
		if l.word != nil {
			if !item.literal {
				c.add(source.BadLiteral, node, "列表里只能写带引号的文本", "")
				good = false
			} else if !c.code(l, item) {
				good = false
			}
		} else {
			if item.literal {
				if item, ok = c.date(l, item); !ok {
					good = false
					continue
				}
			}
			if _, fixed := item.num.(numConst); !fixed || item.kind != l.kind {
				c.add(source.BadLiteral, node, fmt.Sprintf("列表里只能写固定的%s", l.kind), "")
				good = false
			}
		}
		items[i] = item
	}
	if !good {
		return operand{}, false
	}
	if l.word != nil {
		set := make(map[string]bool, len(items))
		texts := make([]string, len(items))
		for i, item := range items {
			set[item.text] = true
			texts[i] = quote(item.text)
		}
		return c.test(n, l, "in ["+strings.Join(texts, ", ")+"]", func(w string) bool { return set[w] }), true
	}
	x := l.num
	for _, item := range items {
		x, _ = sameScale(x, item.num)
	}
	set := make([]int64, 0, len(items))
	for _, item := range items {
		_, k := sameScale(x, item.num)
		set = append(set, k.(numConst).n)
	}
	return operand{kind: Bool, cond: &condIn{x: x, set: set}, at: n}, true
}

func (c *checker) arithmetic(n *ast.BinaryNode, l, r operand) (operand, bool) {
	op := n.Operator[0]
	// A literal day beside a date: 审结日期 - "2025-01-01".
	if op == '-' && l.kind == Date && r.literal {
		var ok bool
		if r, ok = c.date(l, r); !ok {
			return operand{}, false
		}
	}
	switch {
	case l.kind == Number && r.kind == Number:
		if op == '*' {
			digits := l.num.scale() + r.num.scale()
			if digits > 12 {
				c.add(source.BadLiteral, n, "小数位数太多", "")
				return operand{}, false
			}
			return operand{kind: Number, num: &numBinary{op, l.num, r.num, digits}, at: n}, true
		}
		a, b := sameScale(l.num, r.num)
		return operand{kind: Number, num: &numBinary{op, a, b, a.scale()}, at: n}, true
	case op == '-' && l.kind == Date && r.kind == Date:
		return operand{kind: Number, num: &numBinary{op, l.num, r.num, 0}, at: n}, true
	case op == '-' && l.kind == Instant && r.kind == Instant:
		return operand{kind: Number, num: &numDays{&numBinary{op, l.num, r.num, 0}}, at: n}, true
	case op != '*' && l.kind == Date && r.kind == Number && r.num.scale() == 0:
		return operand{kind: Date, num: &numBinary{op, l.num, r.num, 0}, at: n}, true
	}
	c.add(source.KindsDiffer, n, fmt.Sprintf("%s与%s之间不能用“%c”", l.kind, r.kind, op), "数可以 + - *，日期减日期得天数，日期可加减天数")
	return operand{}, false
}

// sameScale brings two numbers to the larger of their scales.
func sameScale(a, b num) (num, num) {
	digits := max(a.scale(), b.scale())
	return toScale(a, digits), toScale(b, digits)
}

func toScale(x num, digits int) num {
	if x.scale() == digits {
		return x
	}
	if k, ok := x.(numConst); ok {
		n := k.n
		for range digits - k.digits {
			n, _ = times(n, 10)
		}
		return numConst{n: n, digits: digits, kind: k.kind}
	}
	return &numScaled{x, digits}
}
