package reverse

import (
	"slices"

	"anjian/internal/dataset"
	"anjian/internal/indicator"
	"anjian/internal/period"
	"anjian/internal/table"
)

// A Listing says what an edition may show one by one; package trace makes it.
type Listing interface {
	// Lists tells whether a row may be shown by itself.
	Lists(dataset string, row int) bool
	// Opens tells whether the rows that a measure counts may be shown.
	Opens(m indicator.Measure) bool
	// Shows tells whether the words of a column may be shown.
	Shows(dataset, column string) bool
}

// A Reviewer looks behind the 异常提示 of one edition. It remembers what several of them share and is
// used by one goroutine.
type Reviewer struct {
	cube    *indicator.Cube
	data    *dataset.Data
	looks   Looks
	listing Listing
	rolls   map[string][]indicator.Roll
	seats   map[string][]indicator.Seat
	helds   map[*Look]held
}

// New prepares to look behind numbers.
func New(c *indicator.Cube, data *dataset.Data, looks Looks, listing Listing) *Reviewer {
	return &Reviewer{
		cube: c, data: data, looks: looks, listing: listing,
		rolls: map[string][]indicator.Roll{}, seats: map[string][]indicator.Seat{}, helds: map[*Look]held{},
	}
}

// A Behind is what lies behind one 异常提示: the rows that may be listed, and where they gather.
type Behind struct {
	Anomaly  *indicator.Anomaly
	From, To period.Period // the months whose rows are looked at
	Rest     bool          // the rows that the numerator does not count: they are why a share is low
	Groups   []Group       // one for each measure
	Closed   bool          // the rows are counted only
}

// Rows counts the rows of all groups.
func (b *Behind) Rows() int {
	n := 0
	for _, g := range b.Groups {
		n += len(g.Rows)
	}
	return n
}

// A Group are the rows of one measure.
type Group struct {
	Definition   *dataset.Definition
	Table        *table.Table
	Rows         []int32 // in the order of the table
	Past, Others int     // how many rows they are compared with
	Clusters     []Cluster
	Unlooked     []Unlooked
}

// Unlooked is what could not be looked at.
type Unlooked struct {
	Look *Look
	Lack table.Lack
}

// PastMonths is how many earlier months of the same procuratorate the rows are compared with.
const PastMonths = 12

// Behind finds the rows behind a change and where they gather. Rows of a rising or high number are
// those that it counts; of a low share, those that it does not.
func (r *Reviewer) Behind(a *indicator.Anomaly) *Behind {
	d := r.cube.Definition(a.Key.Indicator)
	b := &Behind{Anomaly: a, From: a.Since, To: a.Key.Period.Last()}
	if a.Key.Period.First().Compare(b.From) < 0 || a.Kind == indicator.Funnel {
		b.From = a.Key.Period.First()
	}
	if d.HideBelow > 0 || d.Manual {
		b.Closed = true
		return b
	}
	subjects, rest := r.subjects(d, a.Direction)
	b.Rest = rest
	b.Closed = len(subjects) > 0
	var comparisons []comparison
	for _, s := range subjects {
		if !r.listing.Opens(s.measure) {
			continue
		}
		b.Closed = false
		b.Groups = append(b.Groups, Group{Definition: s.def, Table: s.table})
		comparisons = append(comparisons, r.compare(len(b.Groups)-1, &b.Groups[len(b.Groups)-1], s, b, d)...)
	}
	tell(b.Groups, comparisons)
	return b
}

// A subject is a measure with the rows that are looked at, by slice.
type subject struct {
	measure indicator.Measure
	def     *dataset.Definition
	table   *table.Table
	counted []indicator.Counted
}

// subjects chooses the measures whose rows lie behind a number that is high, +1, or low, -1; rest
// tells that they are the rows of the denominator that the numerator leaves out.
func (r *Reviewer) subjects(d *indicator.Definition, direction int) (list []subject, rest bool) {
	rolls := r.rollsOf(d.ID)
	part := func(want indicator.Part) (some []indicator.Roll) {
		for _, roll := range rolls {
			if roll.Part == want && roll.Measure.Sign >= 0 {
				some = append(some, roll)
			}
		}
		return some
	}
	of := part(indicator.OfValue)
	if d.Fraction() {
		of = part(indicator.OfNumerator)
		whole := part(indicator.OfDenominator)
		if direction < 0 && len(of) == 1 && len(whole) == 1 && of[0].Table == whole[0].Table && of[0].Measure.At == whole[0].Measure.At {
			s := r.subject(whole[0])
			s.counted = without(s.counted, of[0].Counted)
			return []subject{s}, true
		}
	}
	for _, roll := range of {
		list = append(list, r.subject(roll))
	}
	return list, false
}

func (r *Reviewer) rollsOf(id string) []indicator.Roll {
	if _, known := r.rolls[id]; !known {
		r.rolls[id] = r.cube.Rolls(id)
	}
	return r.rolls[id]
}

func (r *Reviewer) subject(roll indicator.Roll) subject {
	s := subject{measure: roll.Measure, table: roll.Table, counted: roll.Counted}
	if roll.Measure.Aggregate == indicator.Sum { // a row that adds nothing lies behind nothing
		s.counted = slices.DeleteFunc(slices.Clone(roll.Counted), func(c indicator.Counted) bool { return c.Value == 0 })
	}
	for _, report := range r.data.Reports {
		if report.Definition.ID == roll.Measure.Dataset {
			s.def = report.Definition
		}
	}
	return s
}

// without leaves out the rows that the other list counts in the same slice; both are in order.
func without(all, others []indicator.Counted) []indicator.Counted {
	type seat struct{ slice, row int32 }
	out := make(map[seat]bool, len(others))
	for _, o := range others {
		out[seat{o.Slice, o.Row}] = true
	}
	return slices.DeleteFunc(slices.Clone(all), func(c indicator.Counted) bool { return out[seat{c.Slice, c.Row}] })
}

// rows lists what a subject counts in some months at the places that want holds for, each row once.
func (r *Reviewer) rows(s subject, from, to period.Period, want func(unit int) bool) []int32 {
	first, n := r.cube.Month()
	low, high := max(0, indicator.MonthsBetween(first, from)), min(n-1, indicator.MonthsBetween(first, to))
	switch s.measure.At { // slice i is what is pending at the end of the month before
	case indicator.End:
		low, high = low+1, high+1
	case indicator.Start:
	}
	id := s.measure.Dataset
	if r.seats[id] == nil {
		r.seats[id] = r.cube.Seats(id)
	}
	var rows []int32
	for _, c := range s.counted {
		if int(c.Slice) >= low && int(c.Slice) <= high && want(r.seats[id][c.Row].Unit) && r.listing.Lists(id, int(c.Row)) {
			rows = append(rows, c.Row)
		}
	}
	slices.Sort(rows)
	return slices.Compact(rows)
}
