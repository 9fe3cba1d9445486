package formula

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/expr-lang/expr/ast"

	"anjian/internal/source"
	"anjian/internal/table"
)

// Check resolves the formula against the columns of s and wants it to yield the given kind.
// days names the dates that may be used besides columns (PeriodEnd, PeriodStart, Cutoff).
// What is wrong goes to errs, with its place inside the formula.
func (e *Expr) Check(s Schema, want Kind, errs *source.List, days ...string) bool {
	c := &checker{e: e, errs: errs, days: days}
	got, ok := c.resolve(s, nil, e.tree)
	if !ok {
		return false
	}
	if want == Bool && got.yesNo {
		c.add(source.WrongResult, e.tree, "“"+got.word.print()+"”不是条件", "写作 "+got.word.print()+` == "是"`)
		return false
	}
	if got.literal {
		c.add(source.WrongResult, e.tree, "只有一个固定的文本", "写上列名")
		return false
	}
	if want != Any && got.kind != want {
		c.add(source.WrongResult, e.tree, fmt.Sprintf("这里要%s，公式给的是%s", want, got.kind), "")
		return false
	}
	e.kind, e.cond, e.num, e.word, e.values, e.refs, e.childs = got.kind, got.cond, got.num, got.word, got.values, c.refs, c.childs
	e.cutoff, e.used = c.cutoff, c.used
	for _, n := range []node{got.cond, got.num} {
		if n != nil && n.daily() {
			e.period = true
		}
	}
	return true
}

type checker struct {
	e    *Expr
	errs *source.List
	days []string

	refs, childs []string
	used         []string // constants
	cutoff       bool     // 截止日 is named, or stands in for an end
}

// An operand is a checked part of a formula: exactly one of cond, num, word, or a literal text.
type operand struct {
	kind    Kind
	cond    cond
	num     num
	word    word
	values  []string // the closed list of a word column
	yesNo   bool
	literal bool
	text    string
	at      ast.Node
}

func (c *checker) add(kind source.Code, n ast.Node, message, hint string) {
	c.errs.Tell(kind, c.e.pos(n.Location().From), message, hint)
}

// resolve checks a part of the formula. prefix is the name of the child table that s belongs to.
func (c *checker) resolve(s Schema, prefix []string, n ast.Node) (operand, bool) {
	switch n := n.(type) {
	case *ast.IdentifierNode:
		return c.column(s, prefix, nil, n.Value, n)
	case *ast.MemberNode:
		return c.member(s, prefix, n)
	case *ast.BoolNode:
		return operand{kind: Bool, cond: condConst(n.Value), at: n}, true
	case *ast.StringNode:
		return operand{kind: Text, literal: true, text: n.Value, at: n}, true
	case *ast.IntegerNode:
		return operand{kind: Number, num: numConst{n: int64(n.Value)}, at: n}, true
	case *ast.FloatNode:
		return c.decimal(n)
	case *ast.UnaryNode:
		return c.unary(s, prefix, n)
	case *ast.BinaryNode:
		return c.binary(s, prefix, n)
	case *ast.CallNode:
		return c.call(s, prefix, n)
	case *ast.ArrayNode:
		c.add(source.BadLiteral, n, "列表只能写在 in 的后面", `例如 审查结论 in ["批准逮捕", "决定逮捕"]`)
		return operand{}, false
	}
	c.add(source.NotSupported, n, "公式不支持这种写法", "可用 and or not、比较、in、+ - *、空()、any all count sum distinct 等")
	return operand{}, false
}

// column resolves a name in s, which was reached through path.
func (c *checker) column(s Schema, prefix, path []string, name string, n ast.Node) (operand, bool) {
	if len(path) == 0 {
		for _, day := range c.days {
			if day == name {
				c.cutoff = c.cutoff || day == Cutoff
				return operand{kind: Date, num: numDay{name}, at: n}, true
			}
		}
	}
	if value, defined := c.e.constants[name]; defined && len(path) == 0 {
		if !contains(c.used, name) {
			c.used = append(c.used, name)
		}
		return operand{kind: Number, num: numConst{n: value}, at: n}, true
	}
	col, ok := s.Column(name)
	if !ok {
		c.add(source.NoSuchColumn, n, "没有列“"+name+"”", c.suggest(s, path, name))
		return operand{}, false
	}
	r := &ref{path: path, name: name, typ: col.Type, digits: col.Scale}
	c.use(append(append([]string(nil), prefix...), r.print()))
	switch col.Type {
	case table.Text:
		return operand{kind: Text, word: r, values: col.Values, at: n}, true
	case table.YesNo:
		return operand{kind: Text, word: r, values: table.YesNoWords[1:], yesNo: true, at: n}, true
	case table.Date:
		r.digits = 0
		return operand{kind: Date, num: numColumn{r}, at: n}, true
	case table.Time:
		r.digits = 0
		return operand{kind: Instant, num: numColumn{r}, at: n}, true
	case table.Int:
		r.digits = 0
	}
	return operand{kind: Number, num: numColumn{r}, at: n}, true
}

// suggest words the remedy for a name that is no column of s.
func (c *checker) suggest(s Schema, path []string, name string) string {
	switch name {
	case PeriodEnd:
		return "“期末”只用于 at = \"期末\" 的项"
	case PeriodStart:
		return "“期初”只用于 at = \"期初\" 的项"
	}
	if _, ok := s.Child(name); ok {
		return "“" + name + "”是子表，写作 any(" + name + ", 条件)"
	}
	if _, ok := s.Parent(name); ok {
		return "“" + name + "”是关联的表，写作 " + name + ".列名"
	}
	names := s.Names()
	if len(path) == 0 {
		names = slices.Concat(names, c.days, slices.Sorted(maps.Keys(c.e.constants)))
	}
	return source.Suggest(name, names)
}

func (c *checker) use(path []string) {
	if name := strings.Join(path, "."); !contains(c.refs, name) {
		c.refs = append(c.refs, name)
	}
}

// member resolves 案件.条线 and longer paths.
func (c *checker) member(s Schema, prefix []string, n *ast.MemberNode) (operand, bool) {
	var path []string
	var nodes []ast.Node
	var walk func(x ast.Node) bool
	walk = func(x ast.Node) bool {
		switch x := x.(type) {
		case *ast.IdentifierNode:
			path, nodes = append(path, x.Value), append(nodes, x)
			return true
		case *ast.MemberNode:
			name, ok := x.Property.(*ast.StringNode)
			if !ok || x.Optional || x.Method || !walk(x.Node) {
				return false
			}
			path, nodes = append(path, name.Value), append(nodes, name)
			return true
		}
		return false
	}
	if !walk(n) {
		c.add(source.NoSuchLink, n, "“.”前面只能是关联的名称", "例如 案件.条线")
		return operand{}, false
	}
	last := len(path) - 1
	for i, link := range path[:last] {
		parent, ok := s.Parent(link)
		if !ok {
			hint := source.Suggest(link, s.Links())
			if _, child := s.Child(link); child {
				hint = "“" + link + "”是子表，写作 any(" + link + ", 条件)"
			}
			c.add(source.NoSuchLink, nodes[i], "没有关联“"+link+"”", hint)
			return operand{}, false
		}
		s = parent
	}
	return c.column(s, prefix, path[:last], path[last], nodes[last])
}

// decimal reads the literal from the text: 0.1 is exactly one tenth.
func (c *checker) decimal(n *ast.FloatNode) (operand, bool) {
	runes := []rune(c.e.text)
	at := n.Location()
	text := strings.ReplaceAll(string(runes[min(at.From, len(runes)):min(at.To, len(runes))]), "_", "")
	whole, fraction, _ := strings.Cut(text, ".")
	value, err := strconv.ParseInt(whole+fraction, 10, 64)
	if err != nil || len(fraction) > 9 {
		c.add(source.BadLiteral, n, "小数写得不对", "例如 1.5，小数点后至多 9 位")
		return operand{}, false
	}
	return operand{kind: Number, num: numConst{n: value, digits: len(fraction)}, at: n}, true
}

func (c *checker) unary(s Schema, prefix []string, n *ast.UnaryNode) (operand, bool) {
	x, ok := c.resolve(s, prefix, n.Node)
	if !ok {
		return operand{}, false
	}
	switch n.Operator {
	case "not", "!":
		if !c.wantBool(x, n.Node, n.Operator) {
			return operand{}, false
		}
		// The parser writes "a not in b" as not (a in b), placed at the operator.
		if inner, ok := n.Node.(*ast.BinaryNode); ok && n.Location() == inner.Location() {
			return operand{kind: Bool, cond: negated(x.cond), at: n}, true
		}
		return operand{kind: Bool, cond: &condNot{x.cond}, at: n}, true
	case "-", "+":
		if x.kind != Number {
			c.add(source.KindsDiffer, n.Node, fmt.Sprintf("“%s”后面要数，这里是%s", n.Operator, x.kind), "")
			return operand{}, false
		}
		if n.Operator == "+" {
			return x, true
		}
		if k, ok := x.num.(numConst); ok {
			return operand{kind: Number, num: numConst{n: -k.n, digits: k.digits}, at: n}, true
		}
		zero := numConst{digits: x.num.scale()}
		return operand{kind: Number, num: &numBinary{'-', zero, x.num, x.num.scale()}, at: n}, true
	}
	c.add(source.NotSupported, n, "公式不支持“"+n.Operator+"”", "")
	return operand{}, false
}

// negated turns a comparison into its opposite, which is false for empty cells too.
func negated(x cond) cond {
	switch x := x.(type) {
	case *condWords:
		test := x.test
		return &condWords{of: x.of, text: "not " + x.text, test: func(w string) bool { return !test(w) }}
	case *condIn:
		return &condIn{x: x.x, set: x.set, not: !x.not}
	}
	return &condNot{x}
}

func (c *checker) wantBool(x operand, n ast.Node, operator string) bool {
	if x.kind == Bool {
		return true
	}
	hint := ""
	switch {
	case x.yesNo:
		hint = "写作 " + x.word.print() + ` == "是"`
	case operator == "not" || operator == "!":
		hint = "否定整个比较要加括号，例如 not (人数 > 1)"
	}
	c.add(source.KindsDiffer, n, fmt.Sprintf("“%s”要接条件，这里是%s", operator, x.kind), hint)
	return false
}

func (c *checker) binary(s Schema, prefix []string, n *ast.BinaryNode) (operand, bool) {
	if n.Operator == "in" {
		return c.in(s, prefix, n)
	}
	l, okL := c.resolve(s, prefix, n.Left)
	// The codes of the left side help to explain a bare word on the right.
	if id, ok := n.Right.(*ast.IdentifierNode); ok && okL && l.word != nil && contains(l.values, id.Value) {
		if _, column := s.Column(id.Value); !column {
			c.add(source.NoSuchColumn, id, "没有列“"+id.Value+"”", `代码要加引号："`+id.Value+`"`)
			return operand{}, false
		}
	}
	r, okR := c.resolve(s, prefix, n.Right)
	if !okL || !okR {
		return operand{}, false
	}
	switch n.Operator {
	case "and", "&&", "or", "||":
		okL, okR = c.wantBool(l, n.Left, n.Operator), c.wantBool(r, n.Right, n.Operator)
		if !okL || !okR {
			return operand{}, false
		}
		return operand{kind: Bool, cond: &condBoth{n.Operator == "and" || n.Operator == "&&", l.cond, r.cond}, at: n}, true
	case "==", "!=", "<", "<=", ">", ">=":
		return c.compare(n, l, r)
	case "startsWith", "endsWith", "contains":
		return c.words(n, l, r)
	case "+", "-", "*":
		return c.arithmetic(n, l, r)
	case "/":
		c.add(source.NotSupported, n, "公式不支持“/”", "率写成 numerator 与 denominator 两项")
	case "matches":
		c.add(source.NotSupported, n, "公式不支持“matches”", "可用 startsWith、endsWith、contains、in")
	default:
		c.add(source.NotSupported, n, "公式不支持“"+n.Operator+"”", "可用 and or not、比较、in、+ - *")
	}
	return operand{}, false
}

func contains(list []string, s string) bool {
	for _, v := range list {
		if v == s {
			return true
		}
	}
	return false
}
