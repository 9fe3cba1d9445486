package site

import (
	"strconv"

	"anjian/internal/indicator"
	"anjian/internal/period"
)

// A weekRow is one line of the table of counts.
type weekRowOf struct {
	id    string
	part  indicator.Part
	title string // where the indicator's own does not fit a week
	first bool   // of a group
}

// weekRows are what a weekly meeting counts: what came in and went out line by line, then what is pending.
func (b *builder) weekRows() []weekRowOf {
	var in, out []weekRowOf
	for _, l := range b.lines {
		if l.Accepted != "" {
			in = append(in, weekRowOf{id: l.Accepted, part: indicator.OfValue})
			out = append(out, weekRowOf{id: l.Concluded, part: indicator.OfValue, first: len(out) == 0})
		}
	}
	list := append(in, out...)
	return append(
		list, weekRowOf{id: "early-intervention-rate", part: indicator.OfNumerator, title: "提前介入"},
		weekRowOf{id: "pending-cases", part: indicator.OfValue, title: "未结", first: true},
		weekRowOf{id: "pending-over-year", part: indicator.OfValue}, weekRowOf{id: "overdue-cases", part: indicator.OfValue},
		weekRowOf{id: "near-due-cases", part: indicator.OfValue}, weekRowOf{id: "custody-ending", part: indicator.OfValue},
	)
}

// weekCounts is the table of whole weeks up to one, with the working days of each: a week of holidays is
// no week like others.
func (b *builder) weekCounts(w weekly) (Table, []string) {
	t := Table{Caption: "按周件数，全部院合并", Quiet: true, Header: head("周")}
	days := Row{State: "days", Cells: []Cell{{Text: "工作日（天）"}}}
	holidays, festival := false, ""
	for i := range weeksTold {
		last := w.sunday - period.Date(7*(weeksTold-1-i))
		n, moved := b.workdaysOf(last)
		mark := ""
		if moved {
			mark, holidays = "＊", true
		}
		for _, day := range []period.Date{last - 6, last} {
			if m := b.Cube.Calendar.MonthOf(day); b.Cube.Calendar.HoldsSpringFestival(m) {
				festival = m.Title()
			}
		}
		t.Header = append(t.Header, Head{Text: daysOf(last) + mark})
		days.Cells = append(days.Cells, Cell{Text: strconv.Itoa(n)})
	}
	t.Rows = append(t.Rows, days)
	apart, closed, unknown, untold := false, false, false, ""
	for _, r := range b.weekRows() {
		d := b.Cube.Definition(r.id)
		if d == nil {
			continue
		}
		counts, why := b.Cube.Weeks(indicator.Key{Indicator: r.id}, r.part, w.sunday, weeksTold)
		if why != "" {
			continue
		}
		apart = apart || counts.Apart
		if counts.AllHidden() {
			untold = joinNonEmpty("、", untold, firstOf(r.title, d.Title))
			continue
		}
		row := Row{Cells: []Cell{{Text: firstOf(r.title, d.Title) + "（" + d.CountUnit() + "）", Href: to(weekPath, "indicators/"+r.id+".html")}}}
		if r.first {
			row.State = "first"
		}
		for i, n := range counts.Counts {
			row.Cells = append(row.Cells, weekCell(counts.States[i], n))
			closed = closed || counts.States[i] == indicator.Hidden
			unknown = unknown || counts.States[i] == indicator.Unknown
		}
		t.Rows = append(t.Rows, row)
	}
	if len(t.Rows) == 1 {
		t.Rows = nil
		return t, nil
	}
	var notes []string
	note := func(is bool, text string) {
		if is {
			notes = append(notes, text)
		}
	}
	note(true, "受理、办结为一周内的件数，其余为周日当天的件数；按周的数没有编号，点开名称看各月和逐件。")
	note(apart, "不含未成年人案件。")
	note(closed, "写“"+indicator.Hidden.String()+"”的周，所在的月未成年人案件少，为防止推算不列。")
	note(untold != "", untold+"所在各月的未成年人案件少，不按周列，各月的见指标页。")
	note(unknown, "写“"+indicator.Unknown.String()+"”的周早于数据起点。")
	note(holidays, "标＊的周有法定节假日放假或者调休上班，不与平常的周相比。")
	note(festival != "", festival+"含春节假期，前后各周都受影响。")
	return t, notes
}

// weekCell is what one week counts.
func weekCell(state indicator.State, n int64) Cell {
	switch state {
	case indicator.Known:
		return Cell{Text: number(n)}
	case indicator.Hidden:
		return Cell{Text: state.String(), Class: "state", Counts: indicator.Derivable}
	}
	return Cell{Text: state.String(), Class: "state", Counts: indicator.BeforeData}
}

// daysOf writes the days of the week that ends on a Sunday: 12.22—28, 12.29—1.4.
func daysOf(sunday period.Date) string {
	_, m, d := (sunday - 6).Civil()
	_, n, e := sunday.Civil()
	text := strconv.Itoa(m) + "." + strconv.Itoa(d) + "—"
	if m != n {
		text += strconv.Itoa(n) + "."
	}
	return text + strconv.Itoa(e)
}

// workdaysOf counts the working days of the week that ends on a Sunday, and tells whether holidays moved any.
func (b *builder) workdaysOf(sunday period.Date) (n int, moved bool) {
	plain := new(period.Workdays)
	all := b.Workdays
	if all == nil {
		all = plain
	}
	for day := sunday - 6; day <= sunday; day++ {
		works := all.Works(day)
		moved = moved || works != plain.Works(day)
		if works {
			n++
		}
	}
	return n, moved
}

// longPhrase says how many cases are pending for over a year at the end of the month, by department.
func (b *builder) longPhrase() Phrase {
	d := b.Cube.Definition("pending-over-year")
	if d == nil || b.Cube.Missing(d.ID) != "" {
		return nil
	}
	key := indicator.Key{Indicator: d.ID, Period: b.month()}
	p := Phrase{say("一年以上未结，" + b.title(key.Period) + "末 "), b.piece(d, key, false)}
	between := "："
	for _, name := range b.Cube.Organisation.Departments {
		one := key
		one.Department = name
		if r := b.Cube.Result(one); r.State != indicator.Known || r.Numerator.IsZero() {
			continue
		}
		p, between = append(p, say(between+name+" "), b.piece(d, one, false)), "，"
	}
	return append(p, say("。"))
}
