package indicator

import (
	"cmp"
	"slices"

	"anjian/internal/formula"
	"anjian/internal/source"
	"anjian/internal/table"
)

// A Role is what a column of words says about a row, as dataset documents declare it.
type Role string

const (
	Cause    Role = "案由"
	Industry Role = "所属行业"
	Decider  Role = "决定层级"
)

// By says what an indicator is parted by: the column that plays a role in each dataset, or where
// Role is "" a column by its name, as formulas write it (案件.决定层级).
type By struct {
	Role   Role
	Column string
}

// String names it for readers.
func (by By) String() string {
	if by.Role != "" {
		return string(by.Role)
	}
	return by.Column
}

// Why an indicator cannot be parted.
const (
	NotParted    = "中位数、不重复计数的各部分不能相加"
	PartsHidden  = "这项指标的小数依规隐藏，不再分项"
	PartsManual  = "手工填报的数不能分项"
	TooManyWords = "取值过多，不适合分项"
)

// mostWords bounds the columns that numbers are parted by: one that differs from row to row, such
// as a case number, makes no parts.
const mostWords = 2000

// A wordColumn is a column of words as one dataset has it.
type wordColumn struct {
	codes  table.Codes
	dict   []string
	closed []string // the code list, in its order; nil when open
	occurs []bool   // by code: some row has it
}

// words finds the column in a dataset, or says why it has none.
func (by By) words(s *set, eval *formula.Evaluator) (*wordColumn, string) {
	name := by.Column
	switch by.Role {
	case Cause:
		name = s.roles.column(causeRole)
	case Industry:
		name = s.roles.column(industryRole)
	case Decider:
		name = s.roles.column(deciderRole)
	}
	if name == "" {
		return nil, "数据集“" + s.roles.title + "”没有指明" + by.String() + "列"
	}
	errs := new(source.List)
	e := formula.Parse(name, source.Pos{}, errs)
	if e == nil || !e.Check(s.roles.schema, formula.Text, errs) {
		return nil, "数据集“" + s.roles.title + "”没有文字列“" + name + "”"
	}
	if lacks := e.Lacks(s.table); len(lacks) > 0 {
		return nil, lacks[0].String()
	}
	c := &wordColumn{closed: e.Values()}
	c.codes, c.dict = eval.Words(e)
	c.occurs = make([]bool, len(c.dict))
	for row := range c.codes.Len() {
		c.occurs[c.codes.At(row)] = true
	}
	return c, ""
}

// present lists the words that rows have, the code list's in its order, then the others by their
// writing, the empty one last; numberOf says which of them each code is.
func present(columns []*wordColumn) (words []string, numberOf [][]int32) {
	var closed []string
	seen := map[string]bool{}
	for _, c := range columns {
		closed = append(closed, c.closed...)
		for code, word := range c.dict {
			if c.occurs[code] {
				seen[word] = true
			}
		}
	}
	for word := range seen {
		words = append(words, word)
	}
	place := func(word string) int {
		if i := slices.Index(closed, word); i >= 0 {
			return i
		}
		if word == "" {
			return len(closed) + 1
		}
		return len(closed)
	}
	slices.SortFunc(words, func(a, b string) int {
		return cmp.Or(cmp.Compare(place(a), place(b)), cmp.Compare(a, b))
	})
	index := map[string]int32{}
	for i, word := range words {
		index[word] = int32(i)
	}
	for _, c := range columns {
		numbers := make([]int32, len(c.dict))
		for code, word := range c.dict {
			numbers[code] = index[word]
		}
		numberOf = append(numberOf, numbers)
	}
	return words, numberOf
}
