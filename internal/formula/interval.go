package formula

import (
	"cmp"
	"slices"
	"strings"

	"github.com/expr-lang/expr/ast"

	"anjian/internal/source"
	"anjian/internal/table"
)

// daysFunction adds up the days of intervals (中止、退补) that child rows describe.
const daysFunction = "天数"

const daysForm = "天数(子表, 起日, 止日) 或 天数(子表, 起日, 止日, 条件)"

// A SpannedSchema also knows between which of its dates a row is worked on; either is "" where the
// dataset has none.
type SpannedSchema interface {
	Span() (start, end string)
}

// A numSpan is how many days of a row's own time its intervals cover, each day once. The row's time
// runs from start to end, or to the day that is looked at where that comes first.
type numSpan struct {
	child      string
	from, to   num
	where      cond // nil: all children
	start, end num  // of the row; end may be nil
	day        numDay
}

func (n *numSpan) print() string {
	parts := []string{n.child, n.from.print(), n.to.print(), n.start.print()}
	if n.end != nil {
		parts = append(parts, n.end.print())
	}
	if n.where != nil {
		parts = append(parts, n.where.print())
	}
	return daysFunction + "(" + strings.Join(append(parts, n.day.print()), ", ") + ")"
}

func (n *numSpan) daily() bool {
	return n.day.daily() || n.from.daily() || n.to.daily() || n.where != nil && n.where.daily()
}
func (n *numSpan) scale() int { return 0 }

// span checks 天数(子表, 起日, 止日, 条件).
func (c *checker) span(s Schema, prefix []string, n *ast.CallNode) (operand, bool) {
	if len(n.Arguments) < 3 || len(n.Arguments) > 4 {
		c.add(source.BadCall, n, "天数() 的写法不对", "写作 "+daysForm)
		return operand{}, false
	}
	name, ok := n.Arguments[0].(*ast.IdentifierNode)
	if !ok {
		c.add(source.BadCall, n.Arguments[0], "第一项要写子表的名称", "写作 "+daysForm)
		return operand{}, false
	}
	child, ok := s.Child(name.Value)
	if !ok {
		c.add(source.NoSuchLink, name, "没有子表“"+name.Value+"”", source.Suggest(name.Value, s.Links()))
		return operand{}, false
	}
	x := &numSpan{child: name.Value, day: numDay{Cutoff}}
	for _, day := range c.days {
		if day != Cutoff {
			x.day = numDay{day}
		}
	}
	c.cutoff = c.cutoff || x.day.name == Cutoff
	if x.start, x.end, ok = c.ownSpan(s, prefix, n); !ok {
		return operand{}, false
	}
	inside := append(append([]string(nil), prefix...), name.Value)
	c.childs = append(c.childs, strings.Join(inside, "."))
	for i, to := range []*num{&x.from, &x.to} {
		day, ok := c.resolve(child, inside, n.Arguments[i+1])
		if !ok {
			return operand{}, false
		}
		if day.kind != Date {
			c.add(source.BadCall, n.Arguments[i+1], "天数() 的第二、三项要写日期，这里是"+day.kind.String(), "写作 "+daysForm)
			return operand{}, false
		}
		*to = day.num
	}
	if len(n.Arguments) == 4 {
		where, ok := c.resolve(child, inside, n.Arguments[3])
		if !ok || !c.wantBool(where, n.Arguments[3], daysFunction) {
			return operand{}, false
		}
		x.where = where.cond
	}
	return operand{kind: Number, num: x, at: n}, true
}

// ownSpan finds the dates of the row itself, to which intervals are cut.
func (c *checker) ownSpan(s Schema, prefix []string, n *ast.CallNode) (start, end num, ok bool) {
	var from, to string
	if spanned, knows := s.(SpannedSchema); knows {
		from, to = spanned.Span()
	}
	if from == "" {
		c.add(source.BadCall, n, "天数() 不知道案件从哪天算起", "在案件的数据集里写 start 和 end")
		return nil, nil, false
	}
	for _, one := range []struct {
		name string
		into *num
	}{{from, &start}, {to, &end}} {
		if one.name == "" {
			continue
		}
		col, known := s.Column(one.name)
		if !known || col.Type != table.Date {
			c.add(source.BadLiteral, n, "天数() 要用的“"+one.name+"”不是日期", `在案件的数据集里写 type = "date"`)
			return nil, nil, false
		}
		day, _ := c.column(s, prefix, nil, one.name, n)
		*one.into = day.num
	}
	return start, end, true
}

// spans computes a numSpan for every row. The first day of an interval does not count and its last
// day does, so that an interval within one day has none; days of several intervals count once. An
// interval without a last day runs on, one without a first day is passed over.
func (e *Evaluator) spans(n *numSpan) []int64 {
	return remember(e.memo(n.daily()), (*memo).numbers, n.print(), func() []int64 { return e.computeSpans(n) })
}

func (e *Evaluator) computeSpans(n *numSpan) []int64 {
	out := e.numbers(n.start)
	last := e.numbers(n.day)
	if n.end != nil {
		for row, end := range e.numbers(n.end) {
			if end != NoNum && (last[row] == NoNum || end < last[row]) {
				last[row] = end
			}
		}
	}
	children := e.t.Child(n.child)
	var from, to []int64
	var where Bits
	if children != nil {
		inner := e.over(children.Of)
		from, to = inner.numbers(n.from), inner.numbers(n.to)
		if n.where != nil {
			where = inner.bools(n.where)
		}
	}
	var list []stretch
	for row, start := range out {
		if start == NoNum || last[row] == NoNum {
			out[row] = NoNum
			continue
		}
		list = list[:0]
		if children != nil {
			for _, c := range children.At(row) {
				if from[c] == NoNum || where != nil && !where.Get(int(c)) {
					continue
				}
				one := stretch{max(from[c], start), last[row]}
				if to[c] != NoNum {
					one.last = min(to[c], last[row])
				}
				list = append(list, one)
			}
		}
		out[row] = covered(list)
	}
	return out
}

// A stretch is the days after first up to last.
type stretch struct{ first, last int64 }

// covered counts the days that lie in at least one stretch; it sorts the list.
func covered(list []stretch) int64 {
	slices.SortFunc(list, func(a, b stretch) int { return cmp.Compare(a.first, b.first) })
	var days int64
	for i, s := range list {
		if i > 0 {
			s.first = max(s.first, list[i-1].last) // what came before reaches that far
			list[i].last = max(s.last, list[i-1].last)
		}
		days += max(0, s.last-s.first)
	}
	return days
}
