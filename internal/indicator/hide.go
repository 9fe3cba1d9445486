package indicator

import (
	"sync"

	"anjian/internal/period"
)

// Why a result is hidden.
const (
	SmallNumber = "数值较小，依规隐藏"
	Derivable   = "防止反推，连带隐藏" // with the total it would tell a small number beside it
)

// hidden tells why a result may not be seen, "" when it may.
func (c *Cube) hidden(x *compiled, r Result) string {
	if x.def.HideBelow == 0 || r.State != Known && r.State != NotApplicable {
		return ""
	}
	if why := c.conceal.ofAll(c)[r.Key]; why != "" {
		return why
	}
	if r.small(x.def) { // of a period that no page asks for
		return SmallNumber
	}
	if r.Period.Kind() == period.Rolling && !x.def.PointInTime() {
		month := r.Key
		for _, month.Period = range r.Period.Months() {
			if c.conceal.ofAll(c)[month] != "" {
				return Derivable
			}
		}
	}
	return ""
}

// Hide finds out which numbers are hidden, which takes a while, before the first of them is asked for.
func (c *Cube) Hide() { c.conceal.ofAll(c) }

// small tells whether a result counts few persons.
func (r Result) small(d *Definition) bool {
	return r.Numerator.small(d.HideBelow) || r.Denominator.small(d.HideBelow)
}

// concealments remembers which numbers are hidden, and why. They are one system: what is printed of
// one indicator, month or place tells of others.
type concealments struct {
	once    sync.Once
	reasons map[Key]string
}

func (h *concealments) ofAll(c *Cube) map[Key]string {
	h.once.Do(func() { h.reasons = c.published().conceal() })
	return h.reasons
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
