package trace

import (
	"runtime"
	"strings"

	"anjian/internal/dataset"
	"anjian/internal/edition"
	"anjian/internal/formula"
	"anjian/internal/indicator"
	"anjian/internal/table"
)

// A policy decides which rows a published site may list. It is default-deny, and what it does not
// list is still counted:
//
//   - Columns that the edition may not see appear nowhere. A measure that reads such a column
//     lists no rows: being on the list would tell what the column holds.
//   - Rows that the dataset declares aggregate_only, and rows outside the edition's scope, are
//     never listed. The panel says how many there are; so a reader learns what these rows add to
//     a number, as from any total beside its parts. Where that must not be learnt, an indicator
//     over such rows says hide_below.
//   - An indicator that hides small numbers (hide_below) publishes neither rows nor counts beyond
//     what is printed, and the rows that it counts are listed nowhere. Other measures count such
//     rows too, and a total less the rows listed would be the hidden number; so ordinary rows are
//     held back with them (see cover), and what is not listed is not parted by department: the
//     department for juveniles would give its rows away.
//   - A dataset that a hiding indicator reads through a link lists no rows.
type policy struct {
	cube       *indicator.Cube
	data       *dataset.Data
	edition    edition.Edition
	defs       map[string]*dataset.Definition
	protected  map[string][]bool       // by dataset and row: counted by an indicator that hides small numbers
	least      map[string]int          // by dataset: below how many rows its numbers are hidden
	held       map[string][]bool       // by dataset and row: held back beside protected rows
	closedSets map[string]string       // by dataset: why no row is listed
	tables     map[string]*table.Table // by dataset that some measure counts
	seats      map[string][]indicator.Seat
	used       map[string][]bool // by dataset and row: counted by a measure that lists its rows
}

// Why rows are only counted, for readers.
const (
	hidesSmall    = "这项指标的小数依规隐藏，页面上不列计数和明细"
	wouldTell     = "所列的行会使人算出依规隐藏的小数，这个数据集只计数，不列明细"
	enteredByHand = "这项指标手工填报，没有可列的行，填报人和依据见数的提示"
	unseenRole    = "承办单位、部门或日期不在本版本可见的列之内，只计数，不列明细"
)

func newPolicy(c *indicator.Cube, data *dataset.Data, ed edition.Edition) *policy {
	p := &policy{
		cube: c, data: data, edition: ed, defs: map[string]*dataset.Definition{},
		protected: map[string][]bool{}, least: map[string]int{}, held: map[string][]bool{}, closedSets: map[string]string{},
		tables: map[string]*table.Table{}, seats: map[string][]indicator.Seat{}, used: map[string][]bool{},
	}
	for _, r := range data.Reports {
		p.defs[r.Definition.ID] = r.Definition
		for _, t := range r.Definition.Derived.Tables {
			p.defs[t.ID] = t
		}
	}
	for _, d := range p.defs {
		if !p.rolesVisible(d, 3) {
			p.closedSets[d.ID] = unseenRole
		}
	}
	for _, d := range c.Definitions {
		if d.HideBelow > 0 {
			p.protect(d)
		}
	}
	inOrder(c, func(d *indicator.Definition, rolls []indicator.Roll) {
		for _, r := range rolls {
			p.see(r)
			if d.HideBelow > 0 || p.closed(r.Measure) != "" {
				continue
			}
			used := p.used[r.Measure.Dataset]
			for _, one := range r.Counted {
				used[one.Row] = true
			}
			if p.protected[r.Measure.Dataset] != nil {
				p.cover(r)
			}
		}
	})
	return p
}

// see takes note of the dataset of a measure.
func (p *policy) see(r indicator.Roll) {
	id := r.Measure.Dataset
	if p.tables[id] == nil {
		p.tables[id], p.seats[id], p.used[id] = r.Table, p.cube.Seats(id), make([]bool, r.Table.Rows)
	}
}

// inOrder hands over the rolls of all indicators, one indicator at a time and in their order, while
// those of the next are being made.
func inOrder(c *indicator.Cube, do func(*indicator.Definition, []indicator.Roll)) {
	made := make([]chan []indicator.Roll, len(c.Definitions))
	ahead := make(chan struct{}, runtime.GOMAXPROCS(0)) // bounds what lies in memory
	for i := range made {
		made[i] = make(chan []indicator.Roll, 1)
	}
	go func() {
		for i, d := range c.Definitions {
			ahead <- struct{}{}
			go func() { made[i] <- c.Rolls(d.ID) }()
		}
	}()
	for i, d := range c.Definitions {
		do(d, <-made[i])
		<-ahead
	}
}

// rolesVisible tells whether the columns that place a row are the edition's to see.
func (p *policy) rolesVisible(d *dataset.Definition, depth int) bool {
	for _, name := range []string{d.Procuratorate, d.Department, d.Start} {
		if c := d.Column(name); name != "" && (c == nil || !p.edition.Allows(c.Editions)) {
			return false
		}
	}
	for _, l := range d.Links { // a role may be the parent's
		if up := p.defs[l.To]; up != nil && depth > 0 && !p.rolesVisible(up, depth-1) {
			return false
		}
	}
	return true
}

// protect notes what an indicator that hides small numbers counts.
func (p *policy) protect(d *indicator.Definition) {
	for _, r := range p.cube.Rolls(d.ID) {
		id := r.Measure.Dataset
		if p.protected[id] == nil {
			p.protected[id], p.held[id] = make([]bool, r.Table.Rows), make([]bool, r.Table.Rows)
		}
		p.least[id] = max(p.least[id], int(d.HideBelow))
		for _, one := range r.Counted {
			if one.Value != 0 || r.Measure.Aggregate != indicator.Sum { // a row that adds nothing tells nothing
				p.protected[id][one.Row] = true
			}
		}
		for _, other := range p.reads(r.Measure) {
			if other.dataset != id {
				p.closedSets[other.dataset] = wouldTell
			}
		}
	}
}

// A reading is one column that a formula reads.
type reading struct{ dataset, column string }

// reads lists the columns behind a measure, its own and those of linked datasets.
func (p *policy) reads(m indicator.Measure) []reading {
	var all []reading
	for _, e := range []*formula.Expr{m.Of, m.Where, m.Date, m.Until} {
		if e == nil {
			continue
		}
		for _, ref := range e.Refs() {
			path := strings.Split(ref, ".")
			id := m.Dataset
			for _, step := range path[:len(path)-1] {
				id = p.linked(id, step)
			}
			all = append(all, reading{id, path[len(path)-1]})
		}
	}
	return all
}

// linked follows a link to a parent, to what is derived, or to the children that another dataset links
// back by.
func (p *policy) linked(id, name string) string {
	if d := p.defs[id]; d != nil {
		for _, l := range d.Links {
			if l.Name == name {
				return l.To
			}
		}
		if t := d.Derived.Table(name); t != nil {
			return t.ID
		}
	}
	for _, r := range p.data.Reports {
		for _, l := range r.Definition.Links {
			if l.To == id && l.Children == name {
				return r.Definition.ID
			}
		}
	}
	return ""
}

// closed says why the rows of a measure are only counted, or "".
func (p *policy) closed(m indicator.Measure) string {
	if why := p.closedSets[m.Dataset]; why != "" {
		return why
	}
	for _, r := range p.reads(m) {
		d := p.defs[r.dataset]
		if d == nil {
			return "所用的列“" + r.column + "”不在本版本可见的列之内，只计数，不列明细"
		}
		if c := d.Column(r.column); c == nil || !p.edition.Allows(c.Editions) {
			return "所用的列“" + r.column + "”不在本版本可见的列之内，只计数，不列明细"
		}
	}
	return ""
}

// listed tells whether a row may be shown by itself.
func (p *policy) listed(id string, row int, seat indicator.Seat) bool {
	if p.protected[id] != nil && (p.protected[id][row] || p.held[id][row]) || !p.data.Listed(id, row) {
		return false
	}
	place := ""
	if seat.Unit > 0 {
		place = p.cube.Organisation.Procuratorates[seat.Unit-1].ID
	}
	return p.edition.Covers(place)
}
