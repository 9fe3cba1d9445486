package site

import (
	"anjian/internal/indicator"
	"anjian/internal/period"
)

// openParts count an indicator by words over the rows that may be listed one by one; rows that only
// count in totals (juveniles) are no part of them. Since a total less its open rows tells how many
// the others are, a place and period in which these are few is not told at all.
type openParts struct {
	b         *builder
	open, all *indicator.Breakdown
	unseen    string // why this edition may not see the column, "" when it may
	least     int64  // below how many other rows a number is hidden
	places    map[period.Period]map[string]bool
	months    map[period.Period]map[period.Period]bool // by year
}

// openParts prepares to count by a column. only, where it is not nil, further chooses rows.
func (b *builder) openParts(id string, by indicator.By, only func(dataset string, row int) bool) *openParts {
	o := &openParts{b: b, unseen: b.unseen(id, by.Role), places: map[period.Period]map[string]bool{}, months: map[period.Period]map[period.Period]bool{}}
	o.open = b.Cube.Breakdowns(by).Without(func(dataset string, row int) bool {
		return !b.Data.Listed(dataset, row) || only != nil && !only(dataset, row)
	}).Of(id)
	o.all = b.Cube.Breakdowns(by).Of(id)
	for _, d := range b.Cube.Definitions {
		o.least = max(o.least, d.HideBelow)
	}
	return o
}

// unseen says which column of a role this edition may not see, "" for none: its words appear nowhere.
func (b *builder) unseen(id string, role indicator.Role) string {
	d := b.Cube.Definition(id)
	if d == nil {
		return ""
	}
	for _, m := range d.Measures() {
		for _, r := range b.Data.Reports {
			name := map[indicator.Role]string{indicator.Cause: r.Definition.Cause, indicator.Industry: r.Definition.Industry}[role]
			if r.Definition.ID != m.Dataset || name == "" {
				continue
			}
			if c := r.Definition.Column(name); c == nil || !b.Edition.Allows(c.Editions) {
				return "“" + name + "”不在本版本可见的列之内"
			}
		}
	}
	return ""
}

// missing says why nothing is known of a period by word, "" when something is.
func (o *openParts) missing(p period.Period) string {
	switch {
	case o.unseen != "":
		return o.unseen
	case o.open.State != indicator.Known:
		return o.open.Reason
	case o.hides(indicator.Key{Period: p}):
		return indicator.SmallNumber
	}
	parts, why := o.open.Parts(indicator.Key{Period: p})
	if why == "" && sumOf(parts) == 0 {
		return "没有可以逐件列出的案件"
	}
	return why
}

// counts are the numbers of the open rows by word; nil where they may not be seen or are not known.
func (o *openParts) counts(key indicator.Key) []indicator.Result {
	if o.unseen != "" || o.hides(key) {
		return nil
	}
	parts, _ := o.open.Parts(key)
	return parts
}

// hides tells whether the open rows of a place and period may not be counted. Only months of all
// together, and longer periods of procuratorates, are ever asked for: finer cells are not shown.
func (o *openParts) hides(key indicator.Key) bool {
	if key.Period.Kind() == period.Monthly {
		year := key.Period.Within(period.Yearly)
		if o.months[year] == nil {
			o.months[year] = o.hiddenMonths(year)
		}
		return o.months[year][key.Period]
	}
	if o.places[key.Period] == nil {
		o.places[key.Period] = o.hiddenPlaces(key.Period)
	}
	return o.places[key.Period][key.Procuratorate]
}

// rest is how many rows only count in totals.
func (o *openParts) rest(p period.Period, procuratorate string) int64 {
	key := indicator.Key{Period: p, Procuratorate: procuratorate}
	all, _ := o.all.Parts(key)
	open, _ := o.open.Parts(key)
	return sumOf(all) - sumOf(open)
}

func sumOf(parts []indicator.Result) (n int64) {
	for _, r := range parts {
		n += r.Numerator.N
	}
	return n
}

func (o *openParts) hiddenPlaces(p period.Period) map[string]bool {
	ids := []string{}
	for _, place := range o.b.Cube.Organisation.Procuratorates {
		ids = append(ids, place.ID)
	}
	sizes := make([]int64, len(ids))
	for i, id := range ids {
		sizes[i] = o.rest(p, id)
	}
	hidden := map[string]bool{"": few(o.rest(p, ""), o.least)}
	for i, h := range concealed(sizes, o.least) {
		hidden[ids[i]] = h
	}
	return hidden
}

func (o *openParts) hiddenMonths(year period.Period) map[period.Period]bool {
	months := year.Months()
	sizes := make([]int64, len(months))
	for i, m := range months {
		sizes[i] = o.rest(m, "")
	}
	hidden := map[period.Period]bool{}
	for i, h := range concealedMonths(sizes, len(o.b.toDate().Months()), o.least) {
		hidden[months[i]] = h
	}
	return hidden
}

// concealedMonths tells which months of a year are not shown. What is shown beside them is the sum of
// the first toDate months, of this year and the last: a month beyond them protects none of them.
func concealedMonths(sizes []int64, toDate int, least int64) []bool {
	toDate = min(toDate, len(sizes))
	return append(concealed(sizes[:toDate], least), concealed(sizes[toDate:], least)...)
}

func few(n, least int64) bool { return n > 0 && n < least }

// concealed tells which parts of a sum are not shown: those that are few, and where that is a single
// one, the smallest other too, lest the sum less the rest tells it.
func concealed(sizes []int64, least int64) []bool {
	hidden := make([]bool, len(sizes))
	n, other := 0, -1
	for i, size := range sizes {
		switch {
		case few(size, least):
			hidden[i] = true
			n++
		case size > 0 && (other < 0 || size < sizes[other]):
			other = i
		}
	}
	if n == 1 && other >= 0 {
		hidden[other] = true
	}
	return hidden
}
