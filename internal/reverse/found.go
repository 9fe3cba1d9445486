package reverse

import (
	"cmp"
	"slices"
	"strings"

	"anjian/internal/dataset"
	"anjian/internal/formula"
	"anjian/internal/period"
	"anjian/internal/stat"
	"anjian/internal/table"
)

// A Found is one group of rows that a hint tells.
type Found struct {
	Words    []string // of the hint's By
	Same     string   // the word that all share
	From, To period.Date
	Rows     []int32 // with the sign, by day, then in the order of the table
	Of       int     // rows of the group
}

// Hinted are the groups of one hint.
type Hinted struct {
	Hint  *Hint
	Table *table.Table
	Lacks []table.Lack // what the hint needs and no export has: nothing is known then
	Found []Found      // by the words of the group, then by day
}

// rarely is the chance below which Rare tells a group, after correction for the number of groups.
const rarely = 0.001

// RunHints looks for the patterns of hints among the rows that an edition may list. Hints that read
// a column which the edition may not see are passed over.
func RunHints(hints []*Hint, data *dataset.Data, calendar period.Calendar, cutoff period.Date, listing Listing) []Hinted {
	var all []Hinted
	for _, h := range hints {
		t := data.Tables[h.Dataset]
		if t == nil || slices.ContainsFunc(h.columns(), func(c string) bool { return !listing.Shows(h.Dataset, c) }) {
			continue
		}
		one := Hinted{Hint: h, Table: t}
		for _, name := range h.columns() {
			for _, lack := range t.Lacks(name) {
				if !slices.Contains(one.Lacks, lack) {
					one.Lacks = append(one.Lacks, lack)
				}
			}
		}
		if len(one.Lacks) == 0 {
			one.Found = h.gather(t, func(row int) bool { return listing.Lists(h.Dataset, row) }, calendar, cutoff, h.Rare)
		}
		all = append(all, one)
	}
	return all
}

// A bundle is one group with its rows by day.
type bundle struct {
	words []string
	rows  []int32
	signs []int32
}

// gather finds the groups of a hint.
func (h *Hint) gather(t *table.Table, lists func(row int) bool, calendar period.Calendar, cutoff period.Date, rare bool) []Found {
	env := formula.Env{PeriodStart: period.NoDate, PeriodEnd: period.NoDate, Cutoff: cutoff}
	eval := formula.NewEvaluator(t, env)
	bits := func(e *formula.Expr) formula.Bits {
		if e == nil {
			return formula.AllRows(t.Rows)
		}
		return eval.Bools(e)
	}
	among, where, throughout := bits(h.Among), bits(h.Where), bits(h.Throughout)
	days := t.Column(h.Date)
	bundles := h.bundles(t, among, lists, calendar)
	for i := range bundles {
		b := &bundles[i]
		for _, row := range b.rows {
			if where.Get(int(row)) && (h.End == "" || atEnd(days.Day(int(row)), h.End, h.Days, calendar)) {
				b.signs = append(b.signs, row)
			}
		}
	}
	chance := h.chances(bundles, days)
	var all []Found
	for i, b := range bundles {
		if slices.ContainsFunc(b.rows, func(row int32) bool { return !throughout.Get(int(row)) }) {
			continue
		}
		for same, rows := range h.alike(t, b.signs) {
			for _, some := range h.windows(rows, days) {
				if len(some) < h.Least || 100*len(some) < h.Share*len(b.rows) || rare && chance(i, some) > rarely {
					continue
				}
				all = append(all, Found{
					Words: b.words, Same: same, Rows: some, Of: len(b.rows),
					From: days.Day(int(some[0])), To: days.Day(int(some[len(some)-1])),
				})
			}
		}
	}
	slices.SortFunc(all, func(a, b Found) int {
		return cmp.Or(slices.Compare(a.Words, b.Words), cmp.Compare(a.From, b.From), cmp.Compare(a.Rows[0], b.Rows[0]))
	})
	return all
}

// bundles groups the rows by their words and period; rows without a day or a word are in none.
func (h *Hint) bundles(t *table.Table, among formula.Bits, lists func(row int) bool, calendar period.Calendar) []bundle {
	days := t.Column(h.Date)
	columns := make([]*table.Column, len(h.By))
	for i, name := range h.By {
		columns[i] = t.Column(name)
	}
	index := map[string]int{}
	var all []bundle
rows:
	for row := range among.Rows() {
		if days.Empty(row) || !lists(row) {
			continue
		}
		words := make([]string, len(columns))
		for i, c := range columns {
			if words[i] = c.Word(row); words[i] == "" {
				continue rows
			}
		}
		key := strings.Join(words, "\x00")
		if h.Per != period.NoKind {
			key += "\x00" + calendar.MonthOf(days.Day(row)).Within(h.Per).String()
		}
		at, known := index[key]
		if !known {
			at = len(all)
			index[key] = at
			all = append(all, bundle{words: words})
		}
		all[at].rows = append(all[at].rows, int32(row))
	}
	for _, b := range all {
		slices.SortStableFunc(b.rows, func(x, y int32) int { return cmp.Compare(days.Day(int(x)), days.Day(int(y))) })
	}
	return all
}

// alike parts rows by the word or the near text that they share; one part where neither is asked for.
func (h *Hint) alike(t *table.Table, rows []int32) map[string][]int32 {
	switch {
	case h.Same != "":
		c, parts := t.Column(h.Same), map[string][]int32{}
		for _, row := range rows {
			if word := c.Word(int(row)); word != "" {
				parts[word] = append(parts[word], row)
			}
		}
		return parts
	case h.Similar != "":
		c, parts := t.Column(h.Similar), map[string][]int32{}
		texts := make([]string, len(rows))
		for i, row := range rows {
			texts[i] = c.Word(int(row))
		}
		for i, first := range Alike(texts, h.Likeness) {
			if texts[i] != "" {
				parts[texts[first]] = append(parts[texts[first]], rows[i])
			}
		}
		return parts
	}
	return map[string][]int32{"": rows}
}

// windows cuts rows, by day, into stretches in which Least of them always lie within so many days;
// all of them where no window is asked for.
func (h *Hint) windows(rows []int32, days *table.Column) [][]int32 {
	if h.Within == 0 {
		return [][]int32{rows}
	}
	var all [][]int32
	from, to := -1, 0 // the stretch so far
	for first, last := 0, 0; first < len(rows); first++ {
		for last < len(rows) && int(days.Day(int(rows[last]))-days.Day(int(rows[first]))) < h.Within {
			last++
		}
		switch {
		case last-first < h.Least:
		case from >= 0 && first < to:
			to = last
		default:
			if from >= 0 {
				all = append(all, rows[from:to])
			}
			from, to = first, last
		}
	}
	if from >= 0 {
		all = append(all, rows[from:to])
	}
	return all
}

// chances returns how likely chance alone makes so many rows of a group, times the number of
// groups (Bonferroni). Rows within some days are held against the group's own pace in all its rows,
// and every window that there is; signs against their share in all other groups.
func (h *Hint) chances(bundles []bundle, days *table.Column) func(i int, rows []int32) float64 {
	signs, of := 0, 0
	first, last := period.Date(0), period.Date(0)
	for _, b := range bundles {
		signs, of = signs+len(b.signs), of+len(b.rows)
		for _, row := range []int32{b.rows[0], b.rows[len(b.rows)-1]} {
			day := days.Day(int(row))
			if first == 0 || day < first {
				first = day
			}
			last = max(last, day)
		}
	}
	groups, span := float64(len(bundles)), float64(last-first+1)
	return func(i int, rows []int32) float64 {
		b := bundles[i]
		if h.Within > 0 {
			width := float64(days.Day(int(rows[len(rows)-1]))-days.Day(int(rows[0]))) + 1
			width = max(width, float64(h.Within))
			mean := float64(len(b.signs)-len(rows)+1) * width / span
			return stat.EventsAtLeast(int64(len(rows)), mean) * groups * span / width
		}
		others, them := of-len(b.rows), signs-len(b.signs)
		if others == 0 {
			return 0
		}
		theta := (float64(them) + 1) / (float64(others) + 2)
		return stat.AtLeast(int64(len(rows)), int64(len(b.rows)), theta) * groups
	}
}
