package site

import (
	"slices"

	"anjian/internal/indicator"
	"anjian/internal/period"
)

// compareTable heads a table of indicators: month, year to date, year earlier, change.
func (b *builder) compareTable(caption string) Table {
	return Table{
		Caption: caption + "：" + b.title(b.month()) + "与" + b.title(b.toDate()),
		Header: []Head{
			{"指标", ""},
			{b.month().Title(), ""},
			{b.toDate().Title(), ""},
			{b.toDate().YearEarlier().Title(), ""},
			{"同比", ""},
			{"分子 / 分母", ""},
		},
	}
}

func (b *builder) compareRow(d *indicator.Definition, procuratorate, page string) Row {
	month := indicator.Key{Indicator: d.ID, Period: b.month(), Procuratorate: procuratorate}
	year, earlier := month, month
	if !d.PointInTime() {
		year.Period = b.toDate()
	}
	earlier.Period = year.Period.YearEarlier()
	return Row{Cells: []Cell{
		{Text: d.Title, Href: to(page, "indicators/"+d.ID+".html")},
		b.cell(d, month), b.cell(d, year), b.cell(d, earlier),
		b.changeCell(year, indicator.YearOverYear),
		b.countsCell(d, year),
	}}
}

// procuratorateTable shows every procuratorate beside its own past.
func (b *builder) procuratorateTable(d *indicator.Definition) Table {
	p := b.yearKey(d, "").Period
	t := Table{
		Caption: d.Title + "，" + b.title(p) + "与上年同期",
		Header:  head("院", p.Title(), firstOf(counts(d), "数量"), "95% 区间", p.YearEarlier().Title(), "同比"),
	}
	ranged := intervalKind(d) != noInterval
	if !ranged {
		t.Header = slices.Delete(t.Header, 3, 4)
	}
	row := func(name, id, state string) {
		key := indicator.Key{Indicator: d.ID, Period: p, Procuratorate: id}
		earlier := key
		earlier.Period = p.YearEarlier()
		first := Cell{Text: name}
		if id != "" {
			first.Href = to("indicators/x.html", placePage(id))
		}
		cells := []Cell{first, b.cell(d, key), b.countsCell(d, key)}
		if ranged {
			cells = append(cells, intervalCell(d, b.Cube.Result(key)))
		}
		t.Rows = append(t.Rows, Row{State: state, Cells: append(cells, b.cell(d, earlier), b.changeCell(key, indicator.YearOverYear))})
	}
	for _, place := range b.Cube.Existing(p, p.YearEarlier()) {
		row(b.dated(place), place.ID, "")
	}
	for _, area := range b.Cube.Organisation.Areas() {
		row(area.Title(), area.ID, "")
	}
	row(b.placeTitle(""), "", "total")
	return t
}

func counts(d *indicator.Definition) string {
	if d.Fraction() {
		return "分子 / 分母"
	}
	return ""
}

// departmentTable shows the departments whose rows the indicator counts; never people.
func (b *builder) departmentTable(d *indicator.Definition) *Table {
	p := b.yearKey(d, "").Period
	t := Table{Caption: d.Title + "，" + b.title(p) + "，" + b.placeTitle("") + "合并", Header: head("部门", p.Title(), firstOf(counts(d), "数量"))}
	for _, name := range b.Cube.Organisation.Departments { // one that ended earlier has no number now
		key := indicator.Key{Indicator: d.ID, Period: p, Department: name}
		r := b.Cube.Result(key)
		if r.State != indicator.Known || r.Numerator.IsZero() && r.Denominator.IsZero() {
			continue
		}
		t.Rows = append(t.Rows, Row{Cells: []Cell{{Text: name}, b.cell(d, key), b.countsCell(d, key)}})
	}
	if len(t.Rows) < 2 {
		return nil
	}
	return &t
}

// periodTable lists the year to date, the last twelve months, years, half-years and quarters of the
// city. The 同比 of the year to date is the 累计同比.
func (b *builder) periodTable(d *indicator.Definition) Table {
	t := Table{Caption: d.Title + "，" + b.placeTitle("") + "，按累计、滚动12月、年、半年、季度", Header: head("统计期", d.Title, firstOf(counts(d), "数量"), "环比", "同比")}
	if !d.PointInTime() {
		for _, kind := range []period.Kind{period.ToDate, period.Rolling} {
			key := indicator.Key{Indicator: d.ID, Period: b.Cube.Latest(kind)}
			before := Cell{Text: "—"} // the year to date before is last year's
			if kind == period.Rolling {
				before = b.changeCell(key, indicator.PeriodOverPeriod)
			}
			t.Rows = append(t.Rows, Row{Cells: []Cell{
				{Text: b.title(key.Period)}, b.cell(d, key), b.countsCell(d, key), before, b.changeCell(key, indicator.YearOverYear),
			}})
		}
	}
	for _, kind := range []period.Kind{period.Yearly, period.HalfYearly, period.Quarterly} {
		series := b.Cube.Series(d.ID, "", "", kind, b.Cube.First(), b.month())
		for i := len(series) - 1; i >= 0; i-- {
			r := series[i]
			if r.Period.First().Compare(b.Cube.First()) < 0 {
				continue // begins before the data do
			}
			title := b.title(r.Period)
			if r.Provisional {
				title += "（未完）"
			}
			t.Rows = append(t.Rows, Row{Cells: []Cell{
				{Text: title},
				b.cell(d, r.Key), b.countsCell(d, r.Key),
				b.changeCell(r.Key, indicator.PeriodOverPeriod), b.changeCell(r.Key, indicator.YearOverYear),
			}})
		}
	}
	return t
}

// balancedTable puts quantity and quality side by side.
func (b *builder) balancedTable(d *indicator.Definition, page string) *Table {
	if len(d.BalancedBy) == 0 {
		return nil
	}
	t := b.compareTable("平衡指标")
	t.Rows = append(t.Rows, b.compareRow(d, "", page))
	for _, id := range d.BalancedBy {
		if o := b.Cube.Definition(id); o != nil {
			t.Rows = append(t.Rows, b.compareRow(o, "", page))
		}
	}
	return &t
}

// balancedStrip shows the same indicators with their last twelve months.
func (b *builder) balancedStrip(d *indicator.Definition, page string) Strip {
	s := Strip{Title: "数量与质量一并看：最近十二个月"}
	if len(d.BalancedBy) == 0 {
		return s
	}
	const most = 4
	for _, id := range append([]string{d.ID}, d.BalancedBy...) {
		o := b.Cube.Definition(id)
		if o == nil || len(s.Cells) == most {
			continue
		}
		key := b.yearKey(o, "")
		t := b.text(o, key)
		s.Cells = append(s.Cells, StripCell{
			Link: Link{o.Title, to(page, "indicators/"+id+".html")}, ID: key.ID(),
			Value: t.Value, Unit: t.Unit, Counts: t.Behind(), Sparkline: b.sparkline(o, "", ""),
		})
	}
	return s
}
