package reverse

import (
	"cmp"
	"slices"

	"anjian/internal/formula"
	"anjian/internal/indicator"
	"anjian/internal/period"
	"anjian/internal/stat"
)

// A Count is how many of some rows hold a word.
type Count struct{ N, Of int }

// A Cluster is a word that the rows behind a number hold more often than chance explains: than the
// rows of the same procuratorate in earlier months, than those of the others in the same months, or
// both.
type Cluster struct {
	Look         *Look
	Word         string
	Here         Count
	Past, Others Count
	BeyondPast   bool
	BeyondOthers bool
	Rows         []int32 // that hold it, in the order of the table
	chance       float64
}

// What a cluster takes beside being more than chance.
const (
	// LeastRows is how many rows there must be: of fewer every case can be read.
	LeastRows    = 10
	leastCluster = 5   // that hold the word
	leastOdds    = 1.5 // times those of the rows compared with: less would not be worth a look
	// DiscoveryRate is the share of false ones among the clusters told that is allowed for (Benjamini
	// and Hochberg), over all words, columns and comparisons of one 异常提示.
	DiscoveryRate = stat.DiscoveryRate
)

// A comparison is a word with how likely chance alone gathers it so.
type comparison struct {
	group  int
	look   *Look
	code   uint32
	word   string
	others bool // compared with other procuratorates, not with the past
	here   Count
	there  Count
	chance float64
	rows   []int32
}

// compare looks at all there is to look at in the rows of one measure.
func (r *Reviewer) compare(at int, g *Group, s subject, b *Behind, d *indicator.Definition) []comparison {
	within, beyond := r.sides(b.Anomaly.Key.Procuratorate)
	if s.measure.At == indicator.End || s.measure.At == indicator.Start { // one day, not all months
		g.Rows = r.rows(s, b.To, b.To, within)
	} else {
		g.Rows = r.rows(s, b.From, b.To, within)
	}
	past := b.From.Add(-PastMonths)
	for _, v := range d.Versions { // nothing is compared across a change of definition
		if since := r.cube.Calendar.MonthOf(v.From); since.Compare(b.From) <= 0 && since.Compare(past) > 0 {
			past = since
		}
	}
	before := remove(r.rows(s, past, b.From.Add(-1), within), g.Rows)
	others := r.rows(s, b.From, b.To, beyond)
	g.Past, g.Others = len(before), len(others)
	if len(g.Rows) < LeastRows {
		return nil
	}
	var all []comparison
	for _, look := range r.looks[s.measure.Dataset] {
		if slices.ContainsFunc(look.columns(), func(c string) bool { return !r.listing.Shows(s.measure.Dataset, c) }) {
			continue
		}
		if lacks := look.lacks(s.table); len(lacks) > 0 {
			g.Unlooked = append(g.Unlooked, Unlooked{look, lacks[0]})
			continue
		}
		h := r.held(look, s, g.Rows, before, others)
		for i, reference := range [][]int32{before, others} {
			if i == 1 && look.Local {
				continue
			}
			for _, c := range gathered(h, g.Rows, reference) {
				c.group, c.look, c.others = at, look, i == 1
				all = append(all, c)
			}
		}
	}
	return all
}

// sides tell which rows are a place's own, and which those of the others: of other procuratorates of
// the same level, for a city's own cases are not those of its districts. All together have none.
func (r *Reviewer) sides(place string) (within, beyond func(unit int) bool) {
	units := r.cube.Units(place)
	within = func(unit int) bool { return place == "" || slices.Contains(units, unit) }
	own, single := r.cube.Organisation.Find(place)
	beyond = func(unit int) bool {
		return single && unit > 0 && !slices.Contains(units, unit) && r.cube.Organisation.Procuratorates[unit-1].Level == own.Level
	}
	return within, beyond
}

func (r *Reviewer) held(look *Look, s subject, rows ...[]int32) held {
	if look.Similar != "" {
		return look.alike(s.table, rows...)
	}
	h, known := r.helds[look]
	if !known {
		h = look.read(s.table, r.cube.Calendar, r.cube.Cutoff)
		r.helds[look] = h
	}
	return h
}

// gathered compares how often each word is held by some rows and by others. Words too rare to make
// a cluster, whichever rows held them, are passed over; rows that hold no word are not counted.
func gathered(h held, rows, others []int32) []comparison {
	here, there := make([][]int32, len(h.words)), make([]int, len(h.words))
	n, of := 0, 0
	for _, row := range rows {
		if code := h.codes(row); code != 0 {
			here[code] = append(here[code], row)
			n++
		}
	}
	for _, row := range others {
		if code := h.codes(row); code != 0 {
			there[code]++
			of++
		}
	}
	if n == 0 || of == 0 {
		return nil
	}
	var all []comparison
	for code, word := range h.words {
		k := len(here[code])
		if word == "" || k+there[code] < leastCluster {
			continue
		}
		all = append(all, comparison{
			code: uint32(code), word: word, here: Count{k, n}, there: Count{there[code], of}, rows: here[code],
			chance: stat.DrawnAtLeast(int64(k), int64(n), int64(k+there[code]), int64(n+of)),
		})
	}
	return all
}

// tell picks what is more than chance among all comparisons, and gives it to the groups.
func tell(groups []Group, all []comparison) {
	chances := make([]float64, len(all))
	for i, c := range all {
		chances[i] = c.chance
	}
	found := stat.Discoveries(chances, DiscoveryRate)
	type key struct {
		group int
		look  *Look
		code  uint32
	}
	clusters := map[key]*Cluster{}
	var order []key
	for i, c := range all {
		k := key{c.group, c.look, c.code}
		if clusters[k] == nil {
			clusters[k] = &Cluster{Look: c.look, Word: c.word, Here: c.here, Rows: c.rows, chance: 1}
			order = append(order, k)
		}
		one := clusters[k]
		told := found[i] && c.here.N >= leastCluster && c.odds() >= leastOdds
		if c.others {
			one.Others, one.BeyondOthers = c.there, told
		} else {
			one.Past, one.BeyondPast = c.there, told
		}
		if told {
			one.chance = min(one.chance, c.chance)
		}
	}
	for _, k := range order {
		if one := clusters[k]; one.BeyondPast || one.BeyondOthers {
			groups[k.group].Clusters = append(groups[k.group].Clusters, *one)
		}
	}
	for _, g := range groups {
		slices.SortStableFunc(g.Clusters, func(a, b Cluster) int { return cmp.Compare(a.chance, b.chance) })
	}
}

// odds are those of the word here, in times of those there; without rows that lack it here, or that
// hold it there, they have no bound.
func (c comparison) odds() float64 {
	with, against := float64(c.here.N)*float64(c.there.Of-c.there.N), float64(c.here.Of-c.here.N)*float64(c.there.N)
	if against == 0 {
		if with == 0 { // all rows hold it, here and there
			return 1
		}
		return leastOdds
	}
	return with / against
}

// Condition tells whether a cluster is of rows that meet a condition, not of those with a word.
func (c Cluster) Condition() bool {
	return c.Look.Date != "" || c.Look.of != nil && c.Look.of.Kind() == formula.Bool
}

// remove leaves out rows that the other list holds; both are in order.
func remove(rows, out []int32) []int32 {
	return slices.DeleteFunc(rows, func(row int32) bool {
		_, found := slices.BinarySearch(out, row)
		return found
	})
}

// months words a stretch of months.
func months(from, to period.Period) string {
	if from == to {
		return from.Title()
	}
	return from.Title() + "至" + to.Title()
}

// Span words the months whose rows are looked at.
func (b *Behind) Span() string { return months(b.From, b.To) }
