package trace

import (
	"cmp"
	"slices"

	"anjian/internal/dataset"
	"anjian/internal/indicator"
	"anjian/internal/period"
	"anjian/internal/shard"
	"anjian/internal/table"
)

// A roster numbers the rows of one dataset that some number lists.
type roster struct {
	def   *dataset.Definition
	table *table.Table
	seats []indicator.Seat
	order []int32 // rows by their number
	at    []int32 // numbers by row, -1 for rows that are not listed
	month []int   // by row: month of its file, see package shard
	runs  []shard.Run
	dicts map[string]map[string]int // by column: words to numbers from 1
}

func newRoster(p *policy, id string) *roster {
	t := p.tables[id]
	r := &roster{
		def: p.defs[id], table: t, seats: p.seats[id],
		at: make([]int32, t.Rows), month: make([]int, t.Rows), dicts: map[string]map[string]int{},
	}
	first, n := p.cube.Month()
	for row, seat := range r.seats {
		r.month[row] = fileMonth(first, n, seat.Month)
	}
	r.number(p)
	return r
}

// fileMonth numbers the file that a row lies in by the month in which it begins.
func fileMonth(first period.Period, n int, month period.Period) int {
	if month.IsZero() {
		return shard.Undated
	}
	after := indicator.MonthsBetween(first, month)
	if after < 0 {
		return shard.Earlier
	}
	return shard.InMonth + min(after, n)
}

// monthName names the file of a month.
func monthName(first period.Period, n, month int) string {
	switch {
	case month == shard.Undated:
		return "undated"
	case month == shard.Earlier:
		return "earlier"
	case month == shard.InMonth+n:
		return "later"
	}
	return first.Add(month - shard.InMonth).String()
}

// number orders the rows that may be listed.
func (r *roster) number(p *policy) {
	for row := range r.table.Rows {
		r.at[row] = -1
		if p.used[r.def.ID][row] && p.listed(r.def.ID, row, r.seats[row]) {
			r.order = append(r.order, int32(row))
		}
	}
	slices.SortStableFunc(r.order, func(a, b int32) int {
		return cmp.Or(cmp.Compare(r.seats[a].Unit, r.seats[b].Unit), cmp.Compare(r.month[a], r.month[b]),
			cmp.Compare(r.seats[a].Division, r.seats[b].Division))
	})
	for n, row := range r.order {
		r.at[row] = int32(n)
		run := shard.Run{Unit: r.seats[row].Unit, Month: r.month[row], Division: r.seats[row].Division}
		if last := len(r.runs) - 1; last >= 0 && r.runs[last].Unit == run.Unit && r.runs[last].Month == run.Month && r.runs[last].Division == run.Division {
			r.runs[last].Rows++
		} else {
			run.Rows = 1
			r.runs = append(r.runs, run)
		}
	}
}

// Kinds of columns, see package shard.
const (
	wordKind  = "word"
	textKind  = "text"
	dateKind  = "date"
	wholeKind = "whole"
)

// mostWords bounds the dictionary of a column.
const mostWords = 400

// columns lists the columns that the edition may see, with their dictionaries over listed rows. Names that it
// sees masked are texts: a number of a name would be the same in all files.
func (r *roster) columns(p *policy) (list []shard.TraceColumn, of []*table.Column) {
	for _, c := range slices.Concat(r.def.Columns, r.def.Derived.Columns) {
		col := r.table.Column(c.Name)
		if !c.SeenBy(p.edition) || col == nil {
			continue
		}
		one := shard.TraceColumn{Name: c.Name, Kind: textKind, Masked: c.MaskedFor(p.edition)}
		switch {
		case one.Masked:
		case col.Type == table.Date:
			one.Kind = dateKind
		case col.Type == table.Int:
			one.Kind = wholeKind
		case col.Worded():
			if words := r.words(col); len(words) <= mostWords && len(words)*4 <= len(r.order) {
				one.Kind, one.Dict = wordKind, words
				numbers := make(map[string]int, len(words))
				for n, w := range words {
					numbers[w] = n + 1
				}
				r.dicts[c.Name] = numbers
			}
		}
		list, of = append(list, one), append(of, col)
	}
	return list, of
}

// words lists the different words of a column in listed rows.
func (r *roster) words(c *table.Column) []string {
	seen := map[string]bool{}
	var words []string
	for _, row := range r.order {
		if w := c.Word(int(row)); w != "" && !seen[w] {
			seen[w] = true
			words = append(words, w)
		}
	}
	slices.Sort(words)
	return words
}

// describe tells readers of the files about the dataset.
func (r *roster) describe(p *policy) shard.TraceSet {
	set := shard.TraceSet{
		Title: r.def.Title, Unit: r.def.Unit, Rows: r.table.Rows, Closed: p.closedSets[r.def.ID],
		Key: []int{}, Columns: []shard.TraceColumn{}, Runs: shard.PackRuns(r.runs),
	}
	for _, f := range r.table.Files {
		set.Files = append(set.Files, shard.TraceFile{Path: f.Path, Sheet: f.Sheet, Rows: f.Rows, SHA256: f.SHA256})
	}
	if len(r.order) == 0 {
		return set
	}
	set.Columns, _ = r.columns(p)
	for _, name := range r.def.Key {
		if at := slices.IndexFunc(set.Columns, func(c shard.TraceColumn) bool { return c.Name == name }); at >= 0 {
			set.Key = append(set.Key, at)
		}
	}
	return set
}
