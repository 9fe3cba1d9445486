package reconcile

import (
	"slices"

	"anjian/internal/dataset"
	"anjian/internal/formula"
	"anjian/internal/indicator"
	"anjian/internal/period"
	"anjian/internal/table"
)

// A figure is one of our numbers (案卡测算数), or why there is none.
type figure struct {
	amount indicator.Amount
	state  indicator.State
	reason string
}

// A Source is the rows of one dataset behind a number.
type Source struct {
	Dataset string
	Table   *table.Table
	Rows    []int32
}

// A counter tells our number of a period and a procuratorate, and the rows behind it.
type counter interface {
	figure(p period.Period, procuratorate string) figure
	sources(p period.Period, procuratorate string) []Source
}

// An indicatorCounter reads the cube.
type indicatorCounter struct {
	cube *indicator.Cube
	item *Item
}

func (c indicatorCounter) key(p period.Period, procuratorate string) indicator.Key {
	return indicator.Key{Indicator: c.item.Indicator, Period: p, Procuratorate: procuratorate}
}

func (c indicatorCounter) figure(p period.Period, procuratorate string) figure {
	r := c.cube.Result(c.key(p, procuratorate))
	zero := r.State == indicator.NotApplicable && (r.Reason == indicator.ZeroBase || r.Reason == indicator.NegativeBase)
	switch {
	case r.State != indicator.Known && !zero: // of 3/0 the counts are known
		return figure{state: r.State, reason: r.Reason}
	case c.item.Part == indicator.OfDenominator:
		return figure{amount: r.Denominator}
	}
	return figure{amount: r.Numerator}
}

func (c indicatorCounter) sources(p period.Period, procuratorate string) []Source {
	var all []Source
	for _, a := range c.cube.Accounts(c.key(p, procuratorate), c.item.Part) {
		all = append(all, Source{a.Measure.Dataset, a.Table, a.Rows})
	}
	return all
}

// termsOf lists the measures of a part of an indicator.
func termsOf(d *indicator.Definition, part indicator.Part) []indicator.Measure {
	switch part {
	case indicator.OfNumerator:
		return d.Numerator
	case indicator.OfDenominator:
		return d.Denominator
	}
	return d.Value
}

// onlyDataset names the dataset that a part of an indicator counts, "" when there are several.
func onlyDataset(d *indicator.Definition, part indicator.Part) string {
	terms := termsOf(d, part)
	if len(terms) == 0 || slices.ContainsFunc(terms, func(m indicator.Measure) bool { return m.Dataset != terms[0].Dataset }) {
		return ""
	}
	return terms[0].Dataset
}

// onlyDate is the day that puts the rows of a part into a period, nil when there is no single one.
func onlyDate(d *indicator.Definition, part indicator.Part) *formula.Expr {
	if terms := termsOf(d, part); len(terms) == 1 && terms[0].At == indicator.During {
		return terms[0].Date
	}
	return nil
}

// A rowCounter counts rows of a dataset by itself.
type rowCounter struct {
	of      *Count
	window  Window
	org     indicator.Organisation
	table   *table.Table
	missing string

	eval  *formula.Evaluator
	place []int   // per row, as places numbers them
	days  []int64 // per row
	until []int64 // per row; nil unless pending rows are counted
	known map[period.Period]counted
}

// What was counted in one period: rows by place, 0 for all together.
type counted struct {
	rows   [][]int32
	values formula.Values // of a sum
}

func newRowCounter(of *Count, data *dataset.Data, org indicator.Organisation, w Window) *rowCounter {
	c := &rowCounter{of: of, window: w, org: org, table: data.Tables[of.Dataset.ID], known: map[period.Period]counted{}}
	lacks := lacksOf(c.table, of.Dataset.Procuratorate)
	for _, e := range []*formula.Expr{of.Where, of.Sum, of.Date, of.Until} {
		if e != nil {
			lacks = append(lacks, e.Lacks(c.table)...)
		}
	}
	switch {
	case c.table.Absent:
		c.missing = table.Lack{Table: c.table}.String()
	case len(lacks) > 0:
		c.missing = lacks[0].String()
	default:
		c.eval = formula.NewEvaluator(c.table, formula.Env{PeriodStart: period.NoDate, PeriodEnd: period.NoDate, Cutoff: w.Cutoff})
		c.days = c.eval.Numbers(of.Date).N
		if of.Until != nil {
			c.until = c.eval.Numbers(of.Until).N
		}
		c.place = placeOfRows(org, c.table, of.Dataset.Procuratorate)
	}
	return c
}

// placeOfRows numbers the procuratorate of every row; nil when the dataset names none.
func placeOfRows(org indicator.Organisation, t *table.Table, column string) []int {
	col := t.Column(column)
	numbers := places(org, col)
	if numbers == nil {
		return nil
	}
	rows := make([]int, t.Rows)
	for row := range rows {
		rows[row] = numbers[col.Codes.At(row)]
	}
	return rows
}

// in counts the rows of a period, once for all places.
func (c *rowCounter) in(p period.Period) counted {
	if found, ok := c.known[p]; ok {
		return found
	}
	first, last := int64(c.window.Calendar.Start(p)), int64(c.window.Calendar.End(p))
	eval := c.eval
	if c.until != nil {
		eval = eval.In(formula.Env{PeriodStart: period.NoDate, PeriodEnd: period.Date(last), Cutoff: c.window.Cutoff})
	}
	where := formula.AllRows(c.table.Rows)
	if c.of.Where != nil {
		where = eval.Bools(c.of.Where)
	}
	found := counted{rows: make([][]int32, len(c.org.Procuratorates)+1)}
	if c.of.Sum != nil {
		found.values = eval.Numbers(c.of.Sum)
	}
	for row := range where.Rows() {
		day := c.days[row]
		switch {
		case day == table.NoNum || day > last:
			continue
		case c.until == nil && day < first, c.until != nil && c.until[row] != table.NoNum && c.until[row] <= last:
			continue
		}
		found.rows[0] = append(found.rows[0], int32(row))
		if c.place != nil && c.place[row] > 0 {
			found.rows[c.place[row]] = append(found.rows[c.place[row]], int32(row))
		}
	}
	c.known[p] = found
	return found
}

func (c *rowCounter) figure(p period.Period, procuratorate string) figure {
	if c.missing != "" {
		return figure{state: indicator.Unknown, reason: c.missing}
	}
	found := c.in(p)
	rows := found.rows[placeNumber(c.org, procuratorate)]
	if c.of.Sum == nil {
		return figure{amount: indicator.Amount{N: int64(len(rows))}}
	}
	sum := indicator.Amount{Scale: found.values.Scale}
	for _, row := range rows {
		if v := found.values.N[row]; v != table.NoNum {
			sum.N += v
		}
	}
	return figure{amount: sum}
}

func (c *rowCounter) sources(p period.Period, procuratorate string) []Source {
	if c.missing != "" {
		return nil
	}
	return []Source{{c.of.Dataset.ID, c.table, c.in(p).rows[placeNumber(c.org, procuratorate)]}}
}

// placeNumber numbers a procuratorate as places does, 0 for all together.
func placeNumber(org indicator.Organisation, id string) int {
	return 1 + slices.IndexFunc(org.Procuratorates, func(p indicator.Procuratorate) bool { return p.ID == id })
}
