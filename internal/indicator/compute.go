package indicator

import (
	"runtime"
	"slices"
	"strconv"

	"anjian/internal/dataset"
	"anjian/internal/formula"
	"anjian/internal/period"
	"anjian/internal/source"
	"anjian/internal/table"
)

// Compute counts every indicator by month, procuratorate and department, up to the cut-off.
// Rows of a procuratorate that the organisation lacks are reported to errs; rows without a usable
// date are left out and can be counted with Cube.Accounts.
func Compute(defs []*Definition, data *dataset.Data, org Organisation, calendar period.Calendar, cutoff period.Date, errs *source.List) *Cube {
	sets := make([]*dataset.Definition, 0, len(data.Reports))
	for _, r := range data.Reports {
		sets = append(sets, r.Definition)
	}
	c := compute(runtime.GOMAXPROCS(0), defs, rolesOf(sets, new(source.List)), data.Tables, org, calendar, cutoff, errs)
	c.listed = data.Listed
	return c
}

// compute builds the cube from the rows of the datasets. How many goroutines work changes nothing in it.
func compute(workers int, defs []*Definition, roles map[string]*roleSet, tables map[string]*table.Table, org Organisation, calendar period.Calendar, cutoff period.Date, errs *source.List) *Cube {
	c := &Cube{
		Definitions: defs, Organisation: org, Calendar: calendar, Cutoff: cutoff,
		byID: map[string]*compiled{}, unitOf: map[string]int{"": 0}, divisionOf: map[string]int{"": 0},
	}
	c.Organisation.Departments = slices.Clone(org.Departments)
	b := &builder{cube: c, roles: roles, tables: tables, sets: map[string]*set{}, terms: map[string]*term{}}
	for _, d := range defs {
		if c.byID[d.ID] == nil {
			c.byID[d.ID] = b.compile(d)
		}
	}
	sets := b.inOrder()
	named := len(c.Organisation.Departments)
	for _, s := range sets {
		s.departments(c)
	}
	slices.SortFunc(c.Organisation.Departments[named:], numbered)
	c.number()
	for i, name := range c.Organisation.Departments {
		c.divisionOf[name] = i + 1
	}
	var dates []*dayColumn
	for _, s := range sets {
		for _, d := range s.dates {
			dates = append(dates, d)
		}
	}
	c.time = newTimeline(calendar, cutoff, dates)
	c.begin = c.time.n - 1
	for _, s := range sets {
		s.locate(c, errs)
		s.coverage(c.time)
		c.begin = min(c.begin, s.first)
	}
	for _, s := range sets {
		c.fill(s, workers)
		s.eval = nil // with all that it remembers of single rows
	}
	return c
}

// number gives procuratorates and areas their places in the cube.
func (c *Cube) number() {
	c.below = [][]int{{0}}
	for i, p := range c.Organisation.Procuratorates {
		c.unitOf[p.ID] = i + 1
		c.below[0] = append(c.below[0], i+1)
		c.below = append(c.below, []int{i + 1})
	}
	for _, a := range c.Organisation.Areas() {
		c.unitOf[a.ID] = len(c.below)
		var members []int
		for _, id := range a.Members {
			members = append(members, c.unitOf[id])
		}
		c.below = append(c.below, members)
	}
}

// A builder turns definitions into terms.
type builder struct {
	cube   *Cube
	roles  map[string]*roleSet
	tables map[string]*table.Table
	sets   map[string]*set
	terms  map[string]*term
}

// A compiled indicator is its definition with the terms it is made of.
type compiled struct {
	def                           *Definition
	value, numerator, denominator []signed
	all                           []signed
	missing                       string // why nothing is known: 未导出, 缺字段, no rows; "" else
}

// additive tells whether parts of the indicator add up to the whole.
func (x *compiled) additive() bool {
	return !slices.ContainsFunc(x.all, func(t signed) bool { return !t.additive() })
}

type signed struct {
	*term
	sign int64
}

func (b *builder) compile(d *Definition) *compiled {
	x := &compiled{def: d}
	for _, part := range []struct {
		from []Measure
		to   *[]signed
	}{{d.Value, &x.value}, {d.Numerator, &x.numerator}, {d.Denominator, &x.denominator}} {
		for _, m := range part.from {
			t := b.term(m)
			if t == nil {
				if x.missing == "" || x.missing == NoDataset {
					x.missing = b.missing(m)
				}
				continue
			}
			*part.to = append(*part.to, signed{t, m.Sign})
		}
	}
	x.all = slices.Concat(x.value, x.numerator, x.denominator)
	return x
}

// term returns the term of a measure, nil when its dataset has no rows or lacks what it needs.
func (b *builder) term(m Measure) *term {
	s := b.set(m.Dataset)
	if s.table == nil || s.table.Rows == 0 || len(m.Lacks(s.table)) > 0 {
		return nil
	}
	key := strconv.Quote(m.Dataset) + string(m.Aggregate) + string(m.At)
	for _, e := range []*formula.Expr{m.Of, m.Where, m.Date, m.Until} {
		if e != nil {
			key += strconv.Quote(e.Text())
		} else {
			key += "-"
		}
	}
	if t := b.terms[key]; t != nil {
		return t
	}
	t := &term{measure: m, set: s, date: s.days(m.Date, b.cube.Cutoff)}
	if m.Until != nil {
		t.until = s.days(m.Until, b.cube.Cutoff)
	}
	b.terms[key] = t
	s.terms = append(s.terms, t)
	return t
}

func (b *builder) set(id string) *set {
	s := b.sets[id]
	if s == nil {
		s = &set{roles: b.roles[id], table: b.tables[id], dates: map[string]*dayColumn{}}
		if s.table != nil {
			s.eval = formula.NewEvaluator(s.table, formula.Env{PeriodStart: period.NoDate, PeriodEnd: period.NoDate, Cutoff: b.cube.Cutoff})
		}
		b.sets[id] = s
	}
	return s
}

// inOrder lists the datasets with rows by their ids.
func (b *builder) inOrder() []*set {
	ids := make([]string, 0, len(b.sets))
	for id, s := range b.sets {
		if s.table != nil && s.table.Rows > 0 {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	sets := make([]*set, len(ids))
	for i, id := range ids {
		sets[i] = b.sets[id]
	}
	return sets
}
