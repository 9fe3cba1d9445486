package indicator

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"anjian/internal/period"
	"anjian/internal/table"
)

// Random formulas, each as text for the language and as a Go function over the rows of a world.
// Numbers are whole ten-thousandths.

const tenThousand = 10_000

// days are what 期初 and 期末 stand for.
type days struct{ start, end period.Date }

type condition struct {
	text  string
	holds func(row int, d days) bool
}

type quantity struct {
	text   string
	digits int // after the point
	value  func(row int, d days) (int64, bool)
}

type wording struct {
	text   string
	closed bool
	value  func(row int) string
}

type dating struct {
	text  string
	value func(row int, d days) period.Date
}

// A speaker makes formulas about one dataset.
type speaker struct {
	r       *rand.Rand
	words   []wording
	yesNo   []wording
	numbers []quantity
	dates   []dating
	inner   *speaker            // of the child rows
	below   func(row int) []int // child rows
}

func number(text string, digits int, unit int64, cell func(row int) int64) quantity {
	return quantity{text, digits, func(row int, _ days) (int64, bool) {
		v := cell(row)
		return v * unit, v != table.NoNum
	}}
}

func (w *world) speakers() (cases, persons *speaker) {
	cases = &speaker{r: w.r}
	of := func(get func(worldCase) string) func(int) string {
		return func(row int) string { return get(w.cases[row]) }
	}
	cases.words = []wording{
		{"审查结论", true, of(func(c worldCase) string { return c.outcome })},
		{"类别", false, of(func(c worldCase) string { return c.kind })},
		{"承办部门", false, of(func(c worldCase) string { return c.department })},
	}
	cases.yesNo = []wording{{"在押", true, of(func(c worldCase) string { return c.custody })}}
	cases.numbers = []quantity{
		number("人数", 0, tenThousand, func(row int) int64 { return w.cases[row].people }),
		number("金额", 2, tenThousand/100, func(row int) int64 { return w.cases[row].fine }),
	}
	cases.dates = []dating{
		{"受理日期", func(row int, _ days) period.Date { return w.cases[row].accepted }},
		{"审结日期", func(row int, _ days) period.Date { return w.cases[row].concluded }},
	}
	persons = &speaker{r: w.r}
	persons.words = []wording{{"罪名", false, func(row int) string { return w.persons[row].charge }}}
	persons.numbers = []quantity{number("年龄", 0, tenThousand, func(row int) int64 { return w.persons[row].age })}
	persons.dates = []dating{{"到案日期", func(row int, _ days) period.Date { return w.persons[row].arrested }}}
	cases.inner = &speaker{r: w.r, words: persons.words, numbers: persons.numbers, dates: persons.dates}
	cases.below = func(row int) []int { return w.within[row] }
	// A person also speaks about the own case.
	for _, x := range cases.words {
		persons.words = append(persons.words, wording{"案件." + x.text, x.closed, func(row int) string {
			if w.persons[row].of < 0 {
				return ""
			}
			return x.value(w.persons[row].of)
		}})
	}
	for _, x := range cases.numbers {
		persons.numbers = append(persons.numbers, quantity{"案件." + x.text, x.digits, func(row int, d days) (int64, bool) {
			if w.persons[row].of < 0 {
				return 0, false
			}
			return x.value(w.persons[row].of, d)
		}})
	}
	for _, x := range cases.dates {
		persons.dates = append(persons.dates, dating{"案件." + x.text, func(row int, d days) period.Date {
			if w.persons[row].of < 0 {
				return period.NoDate
			}
			return x.value(w.persons[row].of, d)
		}})
	}
	return cases, persons
}

// with returns a speaker that may also name a day of the period.
func (s *speaker) with(at At) *speaker {
	own := *s
	switch at {
	case End:
		own.dates = append(slices.Clone(s.dates), dating{"期末", func(_ int, d days) period.Date { return d.end }})
	case Start:
		own.dates = append(slices.Clone(s.dates), dating{"期初", func(_ int, d days) period.Date { return d.start }})
	}
	return &own
}

func (s *speaker) condition(depth int) condition {
	if depth > 0 {
		switch s.r.IntN(4) {
		case 0:
			a, b := s.condition(depth-1), s.condition(depth-1)
			return condition{"(" + a.text + " and " + b.text + ")", func(row int, d days) bool { return a.holds(row, d) && b.holds(row, d) }}
		case 1:
			a, b := s.condition(depth-1), s.condition(depth-1)
			return condition{"(" + a.text + " or " + b.text + ")", func(row int, d days) bool { return a.holds(row, d) || b.holds(row, d) }}
		case 2:
			a := s.condition(depth - 1)
			return condition{"not (" + a.text + ")", func(row int, d days) bool { return !a.holds(row, d) }}
		}
	}
	kinds := []func() condition{s.wordTest, s.wordTest, s.comparison, s.comparison, s.dateTest, s.emptiness}
	if s.inner != nil {
		kinds = append(kinds, s.children)
	}
	if len(s.yesNo) > 0 {
		kinds = append(kinds, func() condition {
			x := pick(s.r, s.yesNo)
			return condition{x.text + ` == "是"`, func(row int, _ days) bool { return x.value(row) == "是" }}
		})
	}
	return pick(s.r, kinds)()
}

func (s *speaker) wordTest() condition {
	x := pick(s.r, s.words)
	known := append(slices.Clone(worldKinds), worldCharges...)
	if x.closed {
		known = outcomes
	}
	a, b := pick(s.r, known), pick(s.r, known)
	runes := []rune(a)
	test := func(op, operand string, test func(w string) bool) condition {
		return condition{x.text + " " + op + " " + operand, func(row int, _ days) bool { w := x.value(row); return w != "" && test(w) }}
	}
	quoted := func(w string) string { return `"` + w + `"` }
	switch s.r.IntN(7) {
	case 0:
		return test("!=", quoted(a), func(w string) bool { return w != a })
	case 1:
		return test("in", "["+quoted(a)+", "+quoted(b)+"]", func(w string) bool { return w == a || w == b })
	case 2:
		return test("not in", "["+quoted(a)+"]", func(w string) bool { return w != a })
	case 3:
		return test("startsWith", quoted(string(runes[:1])), func(w string) bool { return strings.HasPrefix(w, string(runes[:1])) })
	case 4:
		return test("endsWith", quoted(string(runes[1:])), func(w string) bool { return strings.HasSuffix(w, string(runes[1:])) })
	case 5:
		return test("contains", quoted(string(runes[1:])), func(w string) bool { return strings.Contains(w, string(runes[1:])) })
	}
	return test("==", quoted(a), func(w string) bool { return w == a })
}

func compared[T int64 | period.Date](op string, a, b T) bool {
	switch op {
	case "==":
		return a == b
	case "!=":
		return a != b
	case "<":
		return a < b
	case "<=":
		return a <= b
	case ">":
		return a > b
	}
	return a >= b
}

var comparisons = []string{"==", "!=", "<", "<=", ">", ">="}

func (s *speaker) comparison() condition {
	a, op := s.quantity(1), pick(s.r, comparisons)
	b := s.constant()
	switch s.r.IntN(4) {
	case 0:
		b = s.quantity(0)
	case 1:
		n := s.r.Int64N(50)
		return condition{fmt.Sprintf("%s in [%d, 7]", a.text, n), func(row int, d days) bool {
			v, ok := a.value(row, d)
			return ok && (v == n*tenThousand || v == 7*tenThousand)
		}}
	}
	return condition{"(" + a.text + " " + op + " " + b.text + ")", func(row int, d days) bool {
		x, ok := a.value(row, d)
		y, known := b.value(row, d)
		return ok && known && compared(op, x, y)
	}}
}

func (s *speaker) constant() quantity {
	if s.r.IntN(3) == 0 {
		n := s.r.Int64N(4000)
		return quantity{fmt.Sprintf("%d.%02d", n/100, n%100), 2, func(int, days) (int64, bool) { return n * tenThousand / 100, true }}
	}
	n := pick(s.r, []int64{0, 1, 2, 3, 20, 45, 127, 128, 300, 40_000, 3_000_000_000})
	return quantity{fmt.Sprint(n), 0, func(int, days) (int64, bool) { return n * tenThousand, true }}
}

func (s *speaker) dateTest() condition {
	a, op := pick(s.r, s.dates), pick(s.r, comparisons)
	if s.r.IntN(2) == 0 {
		b, shift := pick(s.r, s.dates), s.r.IntN(60)
		return condition{fmt.Sprintf("%s %s %s + %d", a.text, op, b.text, shift), func(row int, d days) bool {
			x, y := a.value(row, d), b.value(row, d)
			return x != period.NoDate && y != period.NoDate && compared(op, x, y+period.Date(shift))
		}}
	}
	day := period.DateOf(2023, 1, 1) + period.Date(s.r.IntN(1000))
	return condition{a.text + " " + op + ` "` + day.String() + `"`, func(row int, d days) bool {
		x := a.value(row, d)
		return x != period.NoDate && compared(op, x, day)
	}}
}

func (s *speaker) emptiness() condition {
	switch s.r.IntN(3) {
	case 0:
		x := pick(s.r, s.words)
		return condition{"空(" + x.text + ")", func(row int, _ days) bool { return x.value(row) == "" }}
	case 1:
		x := pick(s.r, s.dates)
		return condition{"not 空(" + x.text + ")", func(row int, d days) bool { return x.value(row, d) != period.NoDate }}
	}
	x := s.quantity(1)
	return condition{"空(" + x.text + ")", func(row int, d days) bool { _, ok := x.value(row, d); return !ok }}
}

func (s *speaker) children() condition {
	x := s.inner.condition(1)
	if s.r.IntN(2) == 0 {
		return condition{"any(人员, " + x.text + ")", func(row int, d days) bool {
			return slices.ContainsFunc(s.below(row), func(c int) bool { return x.holds(c, d) })
		}}
	}
	return condition{"all(人员, " + x.text + ")", func(row int, d days) bool {
		return !slices.ContainsFunc(s.below(row), func(c int) bool { return !x.holds(c, d) })
	}}
}

func (s *speaker) quantity(depth int) quantity {
	kinds := []func() quantity{func() quantity { return pick(s.r, s.numbers) }, s.span}
	if depth > 0 {
		kinds = append(kinds, s.arithmetic)
	}
	if s.inner != nil {
		kinds = append(kinds, s.childNumber)
	}
	return pick(s.r, kinds)()
}

func (s *speaker) span() quantity {
	a, b := pick(s.r, s.dates), pick(s.r, s.dates)
	return quantity{"(" + a.text + " - " + b.text + ")", 0, func(row int, d days) (int64, bool) {
		x, y := a.value(row, d), b.value(row, d)
		return int64(x-y) * tenThousand, x != period.NoDate && y != period.NoDate
	}}
}

func (s *speaker) arithmetic() quantity {
	a := s.quantity(0)
	b := s.quantity(0)
	switch s.r.IntN(5) {
	case 0:
		b = s.constant()
	case 1:
		n := s.r.Int64N(9) - 4
		return quantity{fmt.Sprintf("(%s * %d)", a.text, n), a.digits, func(row int, d days) (int64, bool) {
			v, ok := a.value(row, d)
			return v * n, ok
		}}
	case 2:
		return quantity{"(-" + a.text + ")", a.digits, func(row int, d days) (int64, bool) { v, ok := a.value(row, d); return -v, ok }}
	}
	op, sign := "+", int64(1)
	if s.r.IntN(2) == 0 {
		op, sign = "-", -1
	}
	return quantity{"(" + a.text + " " + op + " " + b.text + ")", max(a.digits, b.digits), func(row int, d days) (int64, bool) {
		x, ok := a.value(row, d)
		y, known := b.value(row, d)
		return x + sign*y, ok && known
	}}
}

func (s *speaker) childNumber() quantity {
	where := s.inner.condition(0)
	each := func(row int, d days) (chosen []int) {
		for _, c := range s.below(row) {
			if where.holds(c, d) {
				chosen = append(chosen, c)
			}
		}
		return chosen
	}
	switch s.r.IntN(3) {
	case 0:
		return quantity{"count(人员, " + where.text + ")", 0, func(row int, d days) (int64, bool) {
			return int64(len(each(row, d))) * tenThousand, true
		}}
	case 1:
		x := pick(s.r, s.inner.words)
		return quantity{"distinct(人员, " + x.text + ", " + where.text + ")", 0, func(row int, d days) (int64, bool) {
			seen := map[string]bool{}
			for _, c := range each(row, d) {
				if w := x.value(c); w != "" {
					seen[w] = true
				}
			}
			return int64(len(seen)) * tenThousand, true
		}}
	}
	x := pick(s.r, s.inner.numbers)
	return quantity{"sum(人员, " + x.text + ", " + where.text + ")", x.digits, func(row int, d days) (int64, bool) {
		var sum int64
		for _, c := range each(row, d) {
			if v, ok := x.value(c, d); ok {
				sum += v
			}
		}
		return sum, true
	}}
}
