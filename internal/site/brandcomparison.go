package site

import (
	"anjian/internal/indicator"
	"anjian/internal/period"
)

// brandComparisonPath is the page that sets indicators and public feedback of all brands side by side (双向对比).
const brandComparisonPath = "brands/comparison.html"

// A brandComparisonView has all brands in one table, then each with its months and weeks.
type brandComparisonView struct {
	Breadcrumb []Link
	Title      string
	Facts      []string
	Summary    *Table
	Parts      []comparisonPart
}

// A comparisonPart is one brand: rates by months with their counts, counts alone by weeks.
type comparisonPart struct {
	ID     string
	Brand  Link
	Facts  []string
	Months *Table
	Weeks  *Table
	Quiet  string // what is not counted by weeks, and why
}

func brandComparisonPage(b *builder) {
	if len(b.brands) == 0 {
		return
	}
	b.add(&Page{Path: brandComparisonPath, Title: "双向对比", Template: "brand-comparison", Section: brandIndex, View: func() any { return b.brandComparisonView() }, Type: "品牌"}, "")
}

func (b *builder) brandComparisonView() brandComparisonView {
	page := brandComparisonPath
	view := brandComparisonView{
		Breadcrumb: crumbs(page, Link{"品牌案例", brandIndex}, Link{Text: "双向对比"}),
		Title:      "双向对比：指标与群众反馈",
		Facts:      []string{"数据截至 " + b.Cube.Cutoff.String(), "逐月的率附件数，逐周只列件数", "并列呈现，不作因果推断"},
		Summary:    b.brandSummary(page),
	}
	for _, m := range b.brandsInOrder() {
		part := comparisonPart{
			ID: "brand-" + m.doc.ID, Brand: Link{m.Title, to(page, pageOf(m.doc))},
			Facts:  nonEmpty(b.shortName(m.Procuratorate), m.Line, startedWords(m)),
			Months: b.brandMonths(m),
		}
		part.Weeks, part.Quiet = b.brandWeeks(m)
		view.Parts = append(view.Parts, part)
	}
	return view
}

// brandSummary has a row for each indicator that a brand means to move, the feedback of the same brand beside it.
func (b *builder) brandSummary(page string) *Table {
	t := &Table{
		Caption: "启动前、启动后各取 12 个月，不足的注明几个月；群众反馈为最近十二个月，各品牌用自己的渠道",
		Header: []Head{
			{"品牌", ""},
			{"院", "text"},
			{"指标", "words"},
			{"预期", ""},
			{"启动前", ""},
			{"启动后", ""},
			{"对照", "text"},
			{"最近十二个月", ""},
			{"有效评价", ""},
			{"有效回收率", ""},
			{"满意率", ""},
			{"95% 区间", ""},
		},
	}
	for _, m := range b.brandsInOrder() {
		ids := m.linked()
		if n := len(m.Aims); n > 0 {
			ids = ids[:n]
		} else if len(ids) > 1 {
			ids = ids[:1]
		}
		for i, id := range ids {
			row := Row{Cells: b.summaryCells(m, id, page)}
			if f := b.feedbackDuring(m, b.lately()); f != nil && i == 0 {
				row.Cells = append(row.Cells, f.Answered, f.Returned, f.Share, f.Interval)
			}
			for len(row.Cells) < len(t.Header) {
				row.Cells = append(row.Cells, Cell{})
			}
			t.Rows = append(t.Rows, row)
		}
	}
	return t
}

func (b *builder) summaryCells(m *brand, id, page string) []Cell {
	d := b.Cube.Definition(id)
	cells := []Cell{
		{Text: m.Title, Href: "#brand-" + m.doc.ID},
		{Text: firstOf(b.shortName(m.Procuratorate), "—"), Class: "text"},
		{Text: id, Class: "words"},
		{Text: firstOf(m.expects(id), "—")},
		{Text: "—"},
		{Text: "—"},
		{Text: notCompared, Class: "text"},
		{Text: "—"},
	}
	if d == nil {
		return cells
	}
	cells[2].Text, cells[2].Href = d.Title, to(page, "indicators/"+id+".html")
	cells[7] = b.cell(d, b.latelyKey(m, id))
	v := b.courseOf(m, id)
	if v == nil {
		cells[6].Counts = "没有写启动日期"
		return cells
	}
	cells[6] = Cell{Text: firstOf(v.word(), "—"), Class: "text", Counts: v.told()}
	if v.State == indicator.Known && v.thin == "" {
		levels := b.levelCells(v.BeforeAfter, v.Change, "", "", v.concerned)
		cells[4], cells[5] = levels[1], levels[2]
		if after := (months{v.After[0], v.After[1]}); after.count() == 12 && v.Change.Points0 == 12 && v.Change.Points1 == 12 {
			cells[4].Note, cells[5].Note = "", "" // the caption says so
		}
	}
	return cells
}

// brandMonths lists the last twelve months of the linked indicators and of the feedback, in one order of days.
func (b *builder) brandMonths(m *brand) *Table {
	t := &Table{Caption: "逐月", Header: []Head{{"月份", ""}}}
	var ids []string
	for _, id := range m.linked() {
		if d := b.Cube.Definition(id); d != nil && len(ids) < 3 {
			ids = append(ids, id)
			t.Header = append(t.Header, Head{Text: d.Title})
		}
	}
	own, key := b.feedback(m)
	if own != nil {
		if b.responseOf(own) != nil {
			t.Header = append(t.Header, Head{Text: "发出"})
		}
		t.Header = append(t.Header, head("有效评价", own.Title)...)
	}
	if len(t.Header) == 1 {
		return nil
	}
	for p := b.lately().from; p.Compare(b.lately().to) <= 0; p = p.Add(1) {
		row := Row{Cells: []Cell{{Text: p.Title()}}}
		for _, id := range ids {
			row.Cells = append(row.Cells, b.monthCell(indicator.Key{Indicator: id, Period: p, Procuratorate: b.brandScope(m)}))
		}
		if own != nil {
			f := b.feedbackOf(own.ID, p, key.Procuratorate)
			key.Period = p
			if f.Response != nil {
				row.Cells = append(row.Cells, f.Sent)
			}
			row.Cells = append(row.Cells, f.Answered, b.monthCell(key))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// monthCell is a number with its counts beside it; below the minimum the counts alone.
func (b *builder) monthCell(key indicator.Key) Cell {
	d := b.Cube.Definition(key.Indicator)
	cell, t := b.cell(d, key), b.text(d, key)
	if t.State == indicator.Known && !t.Small && d.Fraction() {
		cell.Note = t.Counts
	}
	return cell
}

// brandWeeks counts what stands behind the same numbers week by week. A week holds too few for a rate.
func (b *builder) brandWeeks(m *brand) (t *Table, quiet string) {
	t = &Table{Caption: "逐周，只列件数", Header: []Head{{"周", ""}}}
	last := b.week().sunday
	for i := range weeksTold {
		sunday := last - period.Date(7*(weeksTold-1-i))
		t.Rows = append(t.Rows, Row{Cells: []Cell{{Text: daySpan(sunday-6, sunday, b.Cube.Cutoff)}}})
	}
	own, ownKey := b.feedback(m)
	named := map[string]int{} // by how many indicators: 满意次数
	for _, id := range append(m.linked(), ownKey.Indicator) {
		if d := b.Cube.Definition(id); d != nil {
			for _, part := range weeklyParts(d) {
				named[part.name]++
			}
		}
	}
	var without []string
	apart := false
	add := func(d *indicator.Definition, key indicator.Key) {
		for _, part := range weeklyParts(d) {
			counts, why := b.Cube.Weeks(key, part.of, last, weeksTold)
			if why != "" {
				without = append(without, d.Title+"："+why)
				return
			}
			apart = apart || counts.Apart
			name := part.name
			if named[name] > 1 {
				name = d.Title + "：" + name
			}
			if counts.AllHidden() {
				without = append(without, name+"：为防止反推，各周都不列")
				continue
			}
			if counts.Pending {
				name += "（周日当天）"
			}
			t.Header = append(t.Header, Head{Text: name})
			for i, n := range counts.Counts {
				t.Rows[i].Cells = append(t.Rows[i].Cells, weekCell(counts.States[i], n))
			}
		}
	}
	for _, id := range m.linked() {
		if d := b.Cube.Definition(id); d != nil && len(t.Header) < 7 {
			add(d, indicator.Key{Indicator: id, Procuratorate: b.brandScope(m)})
		}
	}
	if own != nil {
		add(own, ownKey)
	}
	if apart {
		without = append(without, "逐周只计可以逐件列出的，不列的案件（涉未成年人的等）只在逐月的数里")
	}
	if quiet = joinNonEmpty("；", without...); quiet != "" {
		quiet += "。"
	}
	if len(t.Header) == 1 {
		return nil, quiet
	}
	return t, quiet
}

// A weeklyPart is a quantity that weeks count.
type weeklyPart struct {
	of   indicator.Part
	name string
}

func weeklyParts(d *indicator.Definition) []weeklyPart {
	switch {
	case d.Fraction():
		return []weeklyPart{
			{indicator.OfNumerator, firstOf(d.NumeratorLabel, d.Title+"：分子")}, {indicator.OfDenominator, firstOf(d.DenominatorLabel, d.Title+"：分母")},
		}
	case d.Single() && d.Style == indicator.Number:
		return []weeklyPart{{indicator.OfValue, d.Title}}
	}
	return []weeklyPart{{indicator.OfValue, d.Title + "：计入" + d.RowUnit + "数"}}
}
