package indicator

import "anjian/internal/period"

// A reader fills the slices of one level. Terms that several indicators share are read once a period.
type reader struct {
	cube    *Cube
	slice   Slice
	at      []spot             // by place; the months change with the period
	columns map[*term]*columns // of this period
	bounded bool               // places were founded or ended
	desk    desk
}

type columns struct {
	fresh      bool
	sums, rows []int64
}

func (c *Cube) newReader(l Level) *reader {
	r := &reader{cube: c, columns: map[*term]*columns{}, bounded: c.Organisation.bounded()}
	var units []string
	switch l.Grade {
	case Each:
		for _, p := range c.Organisation.Procuratorates {
			units = append(units, p.ID)
		}
	case Areas:
		for _, a := range c.Organisation.Areas() {
			units = append(units, a.ID)
		}
	default:
		units = []string{""}
	}
	departments := []string{""}
	if l.Departments {
		departments = c.Organisation.Departments
	}
	for _, unit := range units {
		for _, department := range departments {
			r.slice.Places = append(r.slice.Places, Spot{unit, department})
			u, d := c.unitOf[unit], c.divisionOf[department]
			r.at = append(r.at, spot{unit: u, division: d, cell: u*(len(c.Organisation.Departments)+1) + d, width: c.width()})
		}
	}
	for _, d := range c.Definitions {
		r.slice.Figures = append(r.slice.Figures, Figures{Definition: d})
	}
	return r
}

// read turns the slice to a period.
func (r *reader) read(p period.Period) {
	r.slice.Period = p
	for _, of := range r.columns {
		of.fresh = false
	}
	for i := range r.slice.Figures {
		f := &r.slice.Figures[i]
		*f = Figures{Definition: f.Definition, Numerator: Amounts{N: f.Numerator.N}, Denominator: Amounts{N: f.Denominator.N}}
		r.fill(f, r.cube.byID[f.Definition.ID])
	}
}

func (r *reader) fill(f *Figures, x *compiled) {
	if len(r.at) == 0 {
		return
	}
	if x.def.Manual {
		r.enter(f)
		return
	}
	c, place := r.cube, r.slice.Places[0]
	key := Key{Indicator: x.def.ID, Period: r.slice.Period, Procuratorate: place.Procuratorate, Department: place.Department}
	var where spot
	if where, f.State, f.Reason = c.spot(x, key); f.State != Known {
		return
	}
	if v, broken := c.breakInside(x.def, r.slice.Period); broken {
		f.State, f.Reason = NotApplicable, redefined(v)
		return
	}
	for i := range r.at {
		r.at[i].from, r.at[i].to = where.from, where.to
	}
	f.Factor = c.factor(x.def, r.slice.Period)
	switch {
	case x.def.Fraction():
		r.add(&f.Numerator, x.numerator)
		r.add(&f.Denominator, x.denominator)
	case x.def.Single() && x.value[0].measure.Aggregate != Median:
		r.add(&f.Numerator, x.value)
	default:
		of := r.of(x.value[0].term)
		f.Numerator = Amounts{append(f.Numerator.N[:0], of.sums...), x.value[0].scale()}
		f.Denominator = Amounts{append(f.Denominator.N[:0], of.rows...), 0}
		if x.def.Single() {
			f.Numerator.Scale++ // the mean of two middle values
		}
	}
	f.scale()
	r.keep(f)
}

// enter takes over what was entered by hand.
func (r *reader) enter(f *Figures) {
	results := make([]Result, len(r.at))
	f.Numerator, f.Denominator = Amounts{N: make([]int64, len(r.at))}, Amounts{N: make([]int64, len(r.at))}
	f.kept = make([]bool, len(r.at))
	for i, place := range r.slice.Places {
		results[i] = r.cube.Result(Key{f.Definition.ID, r.slice.Period, place.Procuratorate, place.Department})
		f.Numerator.Scale = max(f.Numerator.Scale, results[i].Numerator.Scale)
		f.Denominator.Scale = max(f.Denominator.Scale, results[i].Denominator.Scale)
	}
	for i, one := range results {
		f.kept[i] = one.State != Known
		f.Numerator.N[i] = one.Numerator.Plus(Amount{Scale: f.Numerator.Scale}).N
		f.Denominator.N[i] = one.Denominator.Plus(Amount{Scale: f.Denominator.Scale}).N
	}
	f.scale()
}

// add adds terms up, at the largest of their scales.
func (r *reader) add(sum *Amounts, terms []signed) {
	sum.Scale = 0
	for _, t := range terms {
		sum.Scale = max(sum.Scale, t.scale())
	}
	if sum.N == nil {
		sum.N = make([]int64, len(r.at))
	}
	clear(sum.N)
	for _, t := range terms {
		factor := t.sign
		for range sum.Scale - t.scale() {
			factor *= 10
		}
		for i, n := range r.of(t.term).sums {
			sum.N[i] += n * factor
		}
	}
}

// of reads a term at all places, once a period.
func (r *reader) of(t *term) *columns {
	of := r.columns[t]
	if of == nil {
		of = &columns{sums: make([]int64, len(r.at)), rows: make([]int64, len(r.at))}
		r.columns[t] = of
	}
	if of.fresh {
		return of
	}
	of.fresh = true
	switch {
	case t.measure.Aggregate == Distinct:
		for i, at := range r.at {
			of.sums[i] = r.desk.distinct(r.cube, t, at)
		}
	case t.measure.Aggregate == Median:
		for i, at := range r.at {
			m, rows, _ := r.desk.median(r.cube, t, at)
			of.sums[i], of.rows[i] = m.N, int64(rows)
		}
	default:
		r.totals(t, t.sums, of.sums)
		if t.measure.Aggregate == Mean {
			r.totals(t, t.rows, of.rows)
		}
	}
	return of
}

func (r *reader) totals(t *term, of cells, into []int64) {
	to := (r.at[0].to + 1) * r.at[0].width
	from := r.at[0].from * r.at[0].width
	switch {
	case t.measure.At == Start:
		to, from = from, -1
	case t.measure.At == End:
		from = -1
	}
	if of.small != nil {
		differences(r.at, of.small, to, from, into)
	} else {
		differences(r.at, of.large, to, from, into)
	}
}

// differences reads the cells of all places in slice to, less those in slice from unless that is -1.
func differences[N uint32 | int64](at []spot, cells []N, to, from int, into []int64) {
	if from < 0 {
		for i := range into {
			into[i] = int64(cells[to+at[i].cell])
		}
		return
	}
	for i := range into {
		cell := at[i].cell
		into[i] = int64(cells[to+cell] - cells[from+cell])
	}
}

// keep marks the places whose number Cube.Result does not tell: hidden, or without the place.
func (r *reader) keep(f *Figures) {
	if f.Definition.HideBelow == 0 && !r.bounded {
		return
	}
	f.kept = make([]bool, len(r.at))
	end := r.cube.Calendar.End(r.slice.Period)
	for i, place := range r.slice.Places {
		key := Key{Indicator: f.Definition.ID, Period: r.slice.Period, Procuratorate: place.Procuratorate, Department: place.Department}
		switch {
		case r.bounded && r.cube.absence(f.Definition, key, end) != "":
			f.kept[i] = true
		case f.Definition.HideBelow > 0:
			f.kept[i] = r.cube.Result(key).State == Hidden
		}
		if f.kept[i] { // nothing of it leaves
			f.Numerator.N[i] = 0
			if f.Denominator.N != nil {
				f.Denominator.N[i] = 0
			}
		}
	}
}
