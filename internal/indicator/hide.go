package indicator

import (
	"sync"

	"anjian/internal/period"
)

// Why a result is hidden. Numbers of one system all say Concealed: to tell which of them are small
// would bound those, and all that is hidden beside them from below, so that far more had to be hidden.
const (
	Concealed   = "数值较小或防止反推，依规隐藏"
	SmallNumber = "数值较小，依规隐藏"
	Derivable   = "防止反推，连带隐藏" // with the total it would tell a small number beside it
)

// hidden tells why a result may not be seen, "" when it may.
func (c *Cube) hidden(x *compiled, r Result) string {
	if x.def.HideBelow == 0 || r.State != Known && r.State != NotApplicable {
		return ""
	}
	switch {
	case c.conceal.ofAll(c)[r.Key],
		r.small(x.def), // of a period that no page asks for
		r.Period.Kind() == period.Rolling && !x.def.PointInTime() && !c.composed(r.Key):
		return Concealed
	}
	return ""
}

// Hide finds out which numbers are hidden, which takes a while, before the first of them is asked for.
func (c *Cube) Hide() { c.conceal.ofAll(c) }

// composed tells whether twelve months follow from what is seen anyway, so that they tell nothing
// more: from the year before less its months that are too early and the months of this year, or
// month by month.
func (c *Cube) composed(k Key) bool {
	seen := func(all ...period.Period) bool {
		for _, k.Period = range all {
			r := c.Result(k)
			if r.State != Known && (r.State != NotApplicable || r.Reason != ZeroBase) {
				return false
			}
		}
		return true
	}
	last := k.Period.Last()
	toDate := last.Within(period.ToDate)
	if last.MonthNumber() == 12 && seen(toDate) {
		return true
	}
	before := toDate.YearEarlier()
	return seen(toDate, before, before.Within(period.Yearly)) || seen(k.Period.Months()...)
}

// small tells whether a result counts few persons.
func (r Result) small(d *Definition) bool {
	return r.Numerator.small(d.HideBelow) || r.Denominator.small(d.HideBelow)
}

// concealments remembers which numbers are hidden. They are one system: what is printed of one
// indicator, month or place tells of others.
type concealments struct {
	once sync.Once
	all  map[Key]bool
}

func (h *concealments) ofAll(c *Cube) map[Key]bool {
	h.once.Do(func() { h.all = c.published().conceal() })
	return h.all
}

// A sum is a total with its parts, each a unit and a department.
type sum struct {
	total [2]int
	parts [][2]int
}

// sums lists how the numbers of a period add up: procuratorates to all and to areas, departments to
// a procuratorate, an area or all.
func (c *Cube) sums() []sum {
	var all []sum
	divisions := len(c.Organisation.Departments)
	for unit, below := range c.below {
		for d := range divisions + 1 {
			if len(below) > 1 {
				s := sum{total: [2]int{unit, d}}
				for _, part := range below {
					if part != unit {
						s.parts = append(s.parts, [2]int{part, d})
					}
				}
				all = append(all, s)
			}
		}
		s := sum{total: [2]int{unit, 0}}
		for d := range divisions {
			s.parts = append(s.parts, [2]int{unit, d + 1})
		}
		all = append(all, s)
	}
	return all
}

// ids lists the procuratorates, then the areas, as the cube numbers them from 1.
func (o Organisation) ids() []string {
	var all []string
	for _, p := range o.Procuratorates {
		all = append(all, p.ID)
	}
	for _, a := range o.Areas() {
		all = append(all, a.ID)
	}
	return all
}
