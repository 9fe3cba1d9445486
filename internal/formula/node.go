package formula

import (
	"strconv"
	"strings"

	"anjian/internal/table"
)

// The checked tree. Every node prints itself in one canonical form; equal forms are evaluated
// once per table. daily tells whether the value depends on the period that is computed.
type node interface {
	print() string
	daily() bool
}

// A ref is a column, of the row itself or of a parent row reached through links.
type ref struct {
	path   []string
	name   string
	typ    table.Type
	digits int // scale of a Decimal
}

func (r *ref) print() string {
	return strings.Join(append(append([]string(nil), r.path...), r.name), ".")
}
func (r *ref) daily() bool { return false }

// A word is a text per row, as codes of a dictionary: a *ref, or a *wordPart made of one.
type word interface{ node }

// A num is a number, a day or an instant per row, as an exact integer with a scale; it may be empty.
type num interface {
	node
	scale() int
}

type (
	numConst struct {
		n      int64
		digits int
		kind   Kind // prints days as days
	}
	numColumn struct{ *ref }
	numDay    struct{ name string } // 期末, 期初, 截止日
	numBinary struct {
		op     byte // + - *
		l, r   num
		digits int
	}
	numScaled struct { // times a power of ten, to compare or add different scales
		x      num
		digits int
	}
	numDays  struct{ x num } // milliseconds to whole days, rounded down
	numChild struct {
		fn     string // count, sum, distinct
		child  string
		of     num  // sum, distinct of numbers
		word   word // distinct of words
		where  cond // nil: all children
		digits int
	}
)

func (n numConst) print() string {
	return strconv.FormatInt(n.n, 10) + "e-" + strconv.Itoa(n.digits)
}
func (n numConst) daily() bool { return false }
func (n numConst) scale() int  { return n.digits }
func (n numColumn) scale() int { return n.digits }
func (n numDay) print() string { return n.name }
func (n numDay) daily() bool   { return n.name != Cutoff }
func (n numDay) scale() int    { return 0 }
func (n *numBinary) print() string {
	return "(" + n.l.print() + " " + string(n.op) + " " + n.r.print() + ")"
}
func (n *numBinary) daily() bool { return n.l.daily() || n.r.daily() }
func (n *numBinary) scale() int  { return n.digits }
func (n *numScaled) print() string {
	return n.x.print() + "^" + strconv.Itoa(n.digits)
}
func (n *numScaled) daily() bool { return n.x.daily() }
func (n *numScaled) scale() int  { return n.digits }
func (n *numDays) print() string { return "日数" + n.x.print() }
func (n *numDays) daily() bool   { return n.x.daily() }
func (n *numDays) scale() int    { return 0 }
func (n *numChild) print() string {
	parts := []string{n.child}
	switch {
	case n.of != nil:
		parts = append(parts, n.of.print())
	case n.word != nil:
		parts = append(parts, n.word.print())
	}
	if n.where != nil {
		parts = append(parts, n.where.print())
	}
	return n.fn + "(" + strings.Join(parts, ", ") + ")"
}

func (n *numChild) daily() bool {
	return n.where != nil && n.where.daily() || n.of != nil && n.of.daily()
}
func (n *numChild) scale() int { return n.digits }

// A cond is true or false for each row.
type cond interface{ node }

type (
	condConst bool
	condNot   struct{ x cond }
	condBoth  struct { // and, or
		and  bool
		l, r cond
	}
	condWords struct { // a test of words, run once per distinct word; empty cells are false
		of   word
		text string // printed form of the test
		test func(word string) bool
	}
	condSame struct { // two columns of words
		l, r word
		not  bool
	}
	condCompare struct {
		op   string
		l, r num // of one scale
	}
	condIn struct {
		x   num
		not bool
		set []int64
	}
	condEmpty struct {
		word word // either word or x
		x    num
	}
	condChild struct {
		all   bool // all, else any
		child string
		where cond
	}
)

func (c condConst) print() string { return strconv.FormatBool(bool(c)) }
func (c condConst) daily() bool   { return false }
func (c *condNot) print() string  { return "not (" + c.x.print() + ")" }
func (c *condNot) daily() bool    { return c.x.daily() }
func (c *condBoth) print() string {
	op := " or "
	if c.and {
		op = " and "
	}
	return "(" + c.l.print() + op + c.r.print() + ")"
}
func (c *condBoth) daily() bool    { return c.l.daily() || c.r.daily() }
func (c *condWords) print() string { return c.of.print() + " " + c.text }
func (c *condWords) daily() bool   { return false }
func (c *condSame) print() string {
	if c.not {
		return c.l.print() + " != " + c.r.print()
	}
	return c.l.print() + " == " + c.r.print()
}
func (c *condSame) daily() bool      { return false }
func (c *condCompare) print() string { return "(" + c.l.print() + " " + c.op + " " + c.r.print() + ")" }
func (c *condCompare) daily() bool   { return c.l.daily() || c.r.daily() }
func (c *condIn) print() string {
	op := " in ["
	if c.not {
		op = " not in ["
	}
	parts := make([]string, len(c.set))
	for i, n := range c.set {
		parts[i] = strconv.FormatInt(n, 10)
	}
	return c.x.print() + op + strings.Join(parts, " ") + "]"
}
func (c *condIn) daily() bool { return c.x.daily() }
func (c *condEmpty) print() string {
	if c.word != nil {
		return "空(" + c.word.print() + ")"
	}
	return "空(" + c.x.print() + ")"
}
func (c *condEmpty) daily() bool { return c.x != nil && c.x.daily() }
func (c *condChild) print() string {
	if c.all {
		return "all(" + c.child + ", " + c.where.print() + ")"
	}
	return "any(" + c.child + ", " + c.where.print() + ")"
}
func (c *condChild) daily() bool { return c.where.daily() }
