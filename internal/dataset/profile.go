package dataset

import (
	"cmp"
	"slices"

	"anjian/internal/table"
)

// A Profile (概况) sums up one column for whoever checks an export. Of a column that the audience
// may not see it holds no value and nothing made of values: name, type and how many cells are
// filled. What it tells of values rests on rows that may be listed by themselves.
type Profile struct {
	Name            string
	Type            table.Type
	Absent          bool // no file has it
	Rows, Filled    int  // of the whole table
	Visible         bool
	Distinct        int          // different values
	Lowest, Highest string       // of numbers and days
	Top             []ValueCount // of words that recur, the most frequent first
}

// topWords bounds the words told of a column; a column tells words only if each occurs at least
// often times on average: what names a row or a person does not.
const (
	topWords = 10
	often    = 4
)

// Profiles sums up the columns of a dataset. visible tells whether a column's editions hold the
// audience, listed whether a row may be listed.
func Profiles(t *table.Table, d *Definition, visible func(editions []string) bool, listed func(row int) bool) []Profile {
	profiles := make([]Profile, len(t.Columns))
	for i, c := range t.Columns {
		p := Profile{Name: c.Name, Type: c.Type, Absent: c.Absent, Rows: t.Rows, Visible: visible(d.Columns[i].Editions)}
		var rows []int
		for row := range t.Rows {
			if c.Empty(row) {
				continue
			}
			p.Filled++
			if p.Visible && listed(row) {
				rows = append(rows, row)
			}
		}
		if c.Worded() {
			p.words(c, rows)
		} else {
			p.numbers(c, rows)
		}
		profiles[i] = p
	}
	return profiles
}

func (p *Profile) words(c *table.Column, rows []int) {
	counts := make([]int, len(c.Dict))
	for _, row := range rows {
		counts[c.Codes.At(row)]++
	}
	var all []ValueCount
	for code, n := range counts {
		if n > 0 {
			all = append(all, ValueCount{c.Dict[code], n})
		}
	}
	p.Distinct = len(all)
	if len(all)*often > len(rows) {
		return
	}
	slices.SortFunc(all, func(a, b ValueCount) int { return cmp.Or(cmp.Compare(b.Rows, a.Rows), cmp.Compare(a.Value, b.Value)) })
	p.Top = all[:min(len(all), topWords)]
}

func (p *Profile) numbers(c *table.Column, rows []int) {
	different := map[int64]bool{}
	low, high := -1, -1
	for _, row := range rows {
		v := c.Nums.At(row)
		different[v] = true
		if low < 0 || v < c.Nums.At(low) {
			low = row
		}
		if high < 0 || v > c.Nums.At(high) {
			high = row
		}
	}
	p.Distinct = len(different)
	if low >= 0 {
		p.Lowest, p.Highest = Print(c, low), Print(c, high)
	}
}
