package monitor

import (
	"slices"

	"anjian/internal/period"
	"anjian/internal/table"
)

// Derive adds to the tables that are watched what Declare told of. Where a limit of a table lacks
// something, nothing that is derived of it is known.
func Derive(watches []*Watch) {
	var done []*account
	for _, w := range watches {
		if a := w.account; !slices.Contains(done, a) {
			done = append(done, a)
			a.derive()
		}
	}
}

func (a *account) derive() {
	var lacks []table.Lack
	for _, w := range a.all {
		for _, l := range w.Lacks {
			if !slices.Contains(lacks, l) {
				lacks = append(lacks, l)
			}
		}
	}
	due := &table.Column{Name: DueColumn, Type: table.Date}
	days := &table.Column{Name: OverdueColumn, Type: table.Int}
	if len(lacks) == 0 {
		due.Nums = packed(a.due, func(d period.Date) (int64, bool) { return int64(d), d != period.NoDate })
		days.Nums = packed(a.days, func(n int32) (int64, bool) { return int64(n), n >= 0 })
	} else {
		for _, c := range []*table.Column{due, days} {
			c.Absent, c.Because, c.Nums = true, lacks, empty(a.table.Rows)
		}
	}
	a.table.Derived = append(a.table.Derived, due, days)
	a.addChild(OverdueTable, lacks, a.stretches(func(p *part) []stretch { return p.late }))
	a.addChild(NearTable, lacks, a.stretches(func(p *part) []stretch { return p.near }))
	a.addChild(ProblemTable, lacks, a.problems())
}

// children are the cells of a child table, in the order of their parents' rows.
type children struct {
	parents []int32
	limits  table.Codes
	columns []*table.Column // besides the limit
}

// stretches makes a child table of one kind of stretch.
func (a *account) stretches(of func(*part) []stretch) *children {
	n := 0
	for i := range a.parts {
		n += len(of(&a.parts[i]))
	}
	low, high := int64(0), int64(a.day)
	for i := range a.parts {
		for _, s := range of(&a.parts[i]) {
			low = min(low, int64(s.from))
		}
	}
	c := a.newChildren(n)
	from, to := table.MakeNums(n, low, high), table.MakeNums(n, low, high)
	at := 0
	for i := range a.parts {
		for _, s := range of(&a.parts[i]) {
			c.parents[at] = s.row
			c.limits.Set(at, uint32(s.limit)+1)
			from.Set(at, int64(s.from))
			to.Set(at, cell(s.to))
			at++
		}
	}
	c.columns = []*table.Column{{Name: "起", Type: table.Date, Nums: from}, {Name: "止", Type: table.Date, Nums: to}}
	return c
}

// problems makes the child table of what the law does not allow.
func (a *account) problems() *children {
	var all []improper
	for i := range a.parts {
		all = append(all, a.parts[i].improper...)
	}
	c := a.newChildren(len(all))
	day := &table.Column{Name: "日期", Type: table.Date}
	problem := &table.Column{Name: "问题", Type: table.Text, Dict: append([]string{""}, problemWords[:]...)}
	for i, x := range all {
		c.parents[i] = x.row
		c.limits.Set(i, uint32(x.limit)+1)
		day.Nums.Append(int64(x.Day))
		problem.Codes.Append(uint32(x.Problem) + 1)
	}
	c.columns = []*table.Column{day, problem}
	return c
}

func (a *account) newChildren(rows int) *children {
	return &children{parents: make([]int32, rows), limits: table.MakeCodes(rows, uint32(len(a.bound)))}
}

// addChild joins a child table to the rows that it was made of; where something lacks it is there,
// but holds nothing and says why.
func (a *account) addChild(name string, lacks []table.Lack, c *children) {
	limit := &table.Column{Name: "期限", Type: table.Text, Codes: c.limits, Dict: []string{""}}
	for _, w := range a.bound {
		limit.Dict = append(limit.Dict, w.Limit.Title)
	}
	t := &table.Table{Name: a.table.Name + "/" + name, Title: name, Rows: len(c.parents), Columns: append([]*table.Column{limit}, c.columns...)}
	if len(lacks) > 0 {
		c = &children{}
		t.Rows, t.Absent, t.Because = 0, true, lacks
		for _, x := range t.Columns {
			x.Codes, x.Nums = table.Codes{}, table.Nums{}
		}
	}
	table.Attach(t, c.parents, a.table, name)
}

// packed is a column of numbers in as few bytes as they need.
func packed[T any](list []T, number func(T) (v int64, ok bool)) table.Nums {
	var low, high int64
	for _, x := range list {
		if v, ok := number(x); ok {
			low, high = min(low, v), max(high, v)
		}
	}
	nums := table.MakeNums(len(list), low, high)
	for row, x := range list {
		v, ok := number(x)
		if !ok {
			v = table.NoNum
		}
		nums.Set(row, v)
	}
	return nums
}

// empty is a column without numbers.
func empty(rows int) table.Nums {
	nums := table.MakeNums(rows, 0, 0)
	for row := range rows {
		nums.Set(row, table.NoNum)
	}
	return nums
}

func cell(d period.Date) int64 {
	if d == period.NoDate {
		return table.NoNum
	}
	return int64(d)
}
