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
	switch {
	case x.def.HideBelow == 0 || r.State != Known && r.State != NotApplicable:
		return ""
	case r.small(x.def):
		return SmallNumber
	case c.concealed(x, r.Period)[[2]int{c.unitOf[r.Procuratorate], c.divisionOf[r.Department]}], c.leavesOneMonth(r.Key):
		return Derivable
	}
	return ""
}

// small tells whether a result counts few persons.
func (r Result) small(d *Definition) bool {
	return r.Numerator.small(d.HideBelow) || r.Denominator.small(d.HideBelow)
}

// leavesOneMonth tells whether exactly one month of a longer period is hidden: the period less the
// months that are seen would tell it.
func (c *Cube) leavesOneMonth(k Key) bool {
	if k.Period.Kind() == period.Monthly || c.byID[k.Indicator].def.PointInTime() {
		return false
	}
	n := 0
	for _, month := range k.Period.Months() {
		k.Period = month
		if c.Result(k).State == Hidden {
			n++
		}
	}
	return n == 1
}

// concealments remembers which numbers are hidden beside small ones, by indicator and period.
type concealments struct {
	mu sync.Mutex
	of map[Key]*concealment
}

type concealment struct {
	once   sync.Once
	places map[[2]int]bool // unit and department
}

// concealed returns the places whose numbers are hidden in a period lest a total less its other
// parts tell a small number.
func (c *Cube) concealed(x *compiled, p period.Period) map[[2]int]bool {
	key := Key{Indicator: x.def.ID, Period: p}
	c.conceal.mu.Lock()
	one := c.conceal.of[key]
	if one == nil {
		if c.conceal.of == nil {
			c.conceal.of = map[Key]*concealment{}
		}
		one = new(concealment)
		c.conceal.of[key] = one
	}
	c.conceal.mu.Unlock()
	one.once.Do(func() { one.places = c.concealAt(x, p) }) // longer periods ask for their months
	return one.places
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

// concealAt goes through all sums until none tells a hidden part: of a sum with one hidden part the
// smallest other part is hidden too, or the total where there is no other.
func (c *Cube) concealAt(x *compiled, p period.Period) map[[2]int]bool {
	size, hidden := map[[2]int]int64{}, map[[2]int]bool{}
	units := append([]string{""}, c.Organisation.ids()...)
	for u, unit := range units {
		for d, department := range append([]string{""}, c.Organisation.Departments...) {
			key := Key{x.def.ID, p, unit, department}
			r := c.unveiled(x, key)
			if r.State != Known && r.State != NotApplicable {
				continue
			}
			at := [2]int{u, d}
			if size[at] = r.Denominator.N; r.Single {
				size[at] = r.Numerator.N
			}
			hidden[at] = r.small(x.def) || c.leavesOneMonth(key)
		}
	}
	beside := map[[2]int]bool{}
	hide := func(at [2]int) { hidden[at], beside[at] = true, true }
	sums := c.sums()
	for changed := true; changed; {
		changed = false
		for _, s := range sums {
			if hidden[s.total] {
				continue
			}
			n, least := 0, s.total
			for _, part := range s.parts {
				switch {
				case hidden[part]:
					n++
				case size[part] > 0 && (least == s.total || size[part] < size[least]):
					least = part
				}
			}
			if n == 1 {
				hide(least)
				changed = true
			}
		}
	}
	return beside
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
