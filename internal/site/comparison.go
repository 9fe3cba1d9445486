package site

import (
	"strconv"

	"anjian/internal/indicator"
	"anjian/internal/period"
)

// brandScope is whose figures a brand is shown beside: its procuratorate's, all for the city's.
func (b *builder) brandScope(m *brand) string {
	if p, ok := b.Cube.Organisation.Find(m.Procuratorate); ok && lower(p) {
		return p.ID
	}
	return ""
}

// brandLine is a brand in the overview: the verdict on the first indicator that it means to move, and the feedback.
func (b *builder) brandLine(m *brand, page string) Item {
	item := Item{Link: Link{m.Title + " · " + topLine(m.Line), to(page, pageOf(m.doc))}, Side: b.feedbackShort(m), Tag: tag("并列", "")}
	for _, a := range m.Aims {
		if v := b.courseOf(m, a.Indicator); v != nil {
			item.Tag, item.Note = v.tag(), v.Definition.Title+"，启动前后："+v.levels()
			break
		}
	}
	return item
}

// levels writes both levels in a few words, or why there are none.
func (v *brandCourse) levels() string {
	if v.State != indicator.Known || v.thin != "" {
		return v.told()
	}
	return v.Level(v.Change.Before) + " → " + v.Level(v.Change.After)
}

// brandComparison lists the linked indicators: the verdict, the last twelve months, both levels.
func (b *builder) brandComparison(m *brand, page string) []Item {
	var items []Item
	for _, id := range m.linked() {
		d := b.Cube.Definition(id)
		if d == nil {
			continue
		}
		item := Item{Tag: tag("并列", ""), Link: Link{d.Title, to(page, "indicators/"+id+".html")}}
		item.Notes = Phrase{say("最近十二个月 "), b.piece(d, b.latelyKey(m, id), true)}
		if v := b.courseOf(m, id); v != nil {
			item.Tag = v.tag()
			item.Notes = append(item.Notes, say("；启动前后 "+v.levels()))
		}
		items = append(items, item)
	}
	return items
}

// latelyKey is the number of the last twelve months.
func (b *builder) latelyKey(m *brand, id string) indicator.Key {
	return indicator.Key{Indicator: id, Period: b.month().Within(period.Rolling), Procuratorate: b.brandScope(m)}
}

// beforeAfterTable sets the linked indicators of a brand before and after its start, and now; nil where no
// start is known.
func (b *builder) beforeAfterTable(m *brand, page string) *Table {
	t := &Table{
		Caption: "之前、之后各取至多 12 个月，之后各月与上一年同月相对；只说明水平有没有变，不说明原因",
		Header:  []Head{{"指标", ""}, {"预期", ""}, {"启动前", ""}, {"启动后", ""}, {"水平变化", ""}, {"最近十二个月", ""}, {"对照", "words"}},
	}
	for _, id := range m.linked() {
		v := b.courseOf(m, id)
		if v == nil {
			continue
		}
		name := v.Definition.Title
		cells := uncompared(name, v.Reason)
		switch {
		case v.State == indicator.Known && v.thin == "":
			cells = b.levelCells(v.BeforeAfter, v.Change, name, v.told(), v.concerned)
		case v.State == indicator.Known:
			cells = uncompared(name, "")
			cells[4].Text = v.thin
		}
		cells[0].Href = to(page, "indicators/"+id+".html")
		t.Rows = append(t.Rows, Row{Cells: b.withLately(cells, firstOf(v.expects, "—"), v.Definition, b.latelyKey(m, id))})
		if v.State == indicator.Known && v.thin == "" && v.Compared() {
			others := b.levelCells(v.BeforeAfter, v.Others, "其他基层院", "", v.others)
			net := []Cell{{Text: "两者变化之差"}, {}, {}, {Text: v.Difference(v.Net)}, {Text: v.NetVerdict(), Class: "words"}}
			t.Rows = append(t.Rows, Row{Cells: b.withLately(others, "", nil, indicator.Key{})}, Row{Cells: b.withLately(net, "", nil, indicator.Key{})})
		}
	}
	if len(t.Rows) == 0 {
		return nil
	}
	return t
}

// withLately puts what was expected behind the name, and the last twelve months before the words.
func (b *builder) withLately(cells []Cell, expects string, d *indicator.Definition, key indicator.Key) []Cell {
	now := Cell{}
	if d != nil {
		now = b.cell(d, key)
	}
	return append([]Cell{cells[0], {Text: expects}}, append(append([]Cell{}, cells[1:4]...), now, cells[4])...)
}

// feedbackTable sets a brand's public feedback in the same months as its indicators; nil where there is none.
func (b *builder) feedbackTable(m *brand) *Table {
	d, key := b.feedback(m)
	if d == nil {
		return nil
	}
	t := &Table{Caption: b.placeTitle(key.Procuratorate) + d.Title + "，与指标取相同的月份", Header: append(head("月份"), feedbackHead()...)}
	add := func(name string, w months) {
		f := b.feedbackDuring(m, w)
		if f == nil {
			return
		}
		row := append([]Cell{{Text: name, Note: w.title()}}, f.cells()...)
		row[0].Text += "（" + w.title() + "，" + strconv.Itoa(w.count()) + " 个月）"
		t.Rows = append(t.Rows, Row{Cells: row})
	}
	before, after := b.windows(m)
	add("启动前", before)
	add("启动后", after)
	if after != b.lately() {
		add("最近十二个月", b.lately())
	}
	return t
}

// windows are the months before and after the start that the first compared indicator of a brand uses;
// zero where nothing was compared.
func (b *builder) windows(m *brand) (before, after months) {
	for _, id := range m.linked() {
		if v := b.courseOf(m, id); v != nil && v.State == indicator.Known && v.Change.Points1 > 0 {
			return months{v.Before[0], v.Before[1]}, months{v.After[0], v.After[1]}
		}
	}
	return
}

// outcomes are the figures of what a brand came to (成效): each is read from the data.
func (b *builder) outcomes(m *brand, page string) Strip {
	s := Strip{Title: "成效"}
	for _, o := range m.Results {
		d := b.Cube.Definition(o.Indicator)
		if d == nil {
			continue
		}
		key := indicator.Key{Indicator: o.Indicator, Period: o.period, Procuratorate: b.brandScope(m)}
		if o.period.IsZero() {
			key.Period = b.toDate()
		}
		if own, _ := b.feedback(m); own != nil && own.ID == o.Indicator && m.Feedback != "" {
			key.Procuratorate = "" // the channel is the brand's, wherever it was used
		}
		t := b.text(d, key)
		s.Cells = append(s.Cells, StripCell{
			Link: Link{o.Text, to(page, "indicators/"+o.Indicator+".html")}, ID: key.ID(), Value: t.Value, Unit: t.Unit, Counts: t.Behind(),
			Sparkline: b.sparkline(d, key.Procuratorate, ""),
			Tag:       tag(joinNonEmpty("　", b.title(key.Period), b.placeTitle(key.Procuratorate), firstOf(t.Reason, t.Counts)), ""),
		})
	}
	return s
}
