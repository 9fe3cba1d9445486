package site

import (
	"cmp"
	"slices"
	"strconv"

	"anjian/internal/period"
)

const (
	weekPath = "week.html"

	weeksTold   = 8  // whole weeks in tables of counts
	dueWithin   = 14 // days ahead that count as soon
	weekManual  = "week"
	weekCaption = "本周以来的进展"
)

// A weekView is the sheet of the weekly meeting (周调度): what is late or falls due, what moved, and counts
// of weeks. Weeks have no rates: they hold too few.
type weekView struct {
	Breadcrumb []Link
	Title      string
	Facts      []string
	Due        Table // late, and due within two weeks
	Moved      Table // since Monday of the last whole week
	Works      Table // all that is under way
	Counts     Table
	Notes      []string
	Long       Phrase // pending for over a year
	LongList   Link
	Ahead      Link  // what falls due by limits of the law
	Compared   *Link // to the weeks of brands and their feedback; nil without brands
	Manual     *Link
}

// A weekly is the last week that is over at the cut-off, from Monday to Sunday.
type weekly struct{ monday, sunday period.Date }

func (b *builder) week() weekly {
	sunday := b.Cube.Cutoff - period.Date(b.Cube.Cutoff.Time().Weekday())
	return weekly{sunday - 6, sunday}
}

func weekPage(b *builder) {
	b.add(&Page{
		Path: weekPath, Title: "周调度", Template: "week", Section: reportIndex, Class: "is-week",
		View: func() any { return b.weekView() }, Type: "分析研判",
	}, "")
}

func (b *builder) weekView() *weekView {
	w := b.week()
	year, week := w.sunday.Time().ISOWeek()
	view := &weekView{
		Breadcrumb: crumbs(weekPath, Link{"分析研判", reportIndex}, Link{Text: "周调度"}), Title: "周调度",
		Facts: []string{
			strconv.Itoa(year) + "年第 " + strconv.Itoa(week) + " 周", daySpan(w.monday, w.sunday, b.Cube.Cutoff), "数据截至 " + b.Cube.Cutoff.String(), "按周只看件数，不算比率",
		},
		Due: b.dueSoon(), Moved: b.movedSince(w.monday), Works: b.worksUnderWay(w.monday),
		Long: b.longPhrase(), LongList: Link{"逐件清单", to(weekPath, deadlinePath) + "#long"}, Ahead: Link{"今后四周到期的案件", to(weekPath, deadlinePath) + "#weeks"},
	}
	view.Counts, view.Notes = b.weekCounts(w)
	if len(b.brands) > 0 {
		view.Compared = &Link{"品牌：指标与群众反馈逐周并列", to(weekPath, brandComparisonPath)}
	}
	for _, m := range b.manual {
		if m.doc.ID == weekManual {
			view.Manual = &Link{"怎样用这张表", to(weekPath, pageOf(m.doc))}
		}
	}
	return view
}

// daySpan writes 12月22日—28日, 10月27日—11月2日, with the year where it is another than now's.
func daySpan(first, last, now period.Date) string {
	_, m, _ := first.Civil()
	_, n, day := last.Civil()
	if m == n {
		return shortYearDay(first, now) + "—" + strconv.Itoa(day) + "日"
	}
	return shortYearDay(first, now) + "—" + shortYearDay(last, now)
}

// A pendingItem is a step, a milestone or a measure with the day that it is due.
type pendingItem struct {
	due        period.Date
	text, href string
	kind       string
	department string
	note       string
}

// dueSoon lists what is late and what falls due within two weeks: by department in the order of the
// organisation, in each the earliest first.
func (b *builder) dueSoon() Table {
	t := Table{
		Caption: "逾期和两周内到期的事项", Quiet: true,
		Header: []Head{{"部门", ""}, {"事项", "words"}, {"类别", "words"}, {"时限", "number"}, {"状态", "words"}},
	}
	list := slices.DeleteFunc(b.pendingItems(), func(i pendingItem) bool { return i.due > b.Cube.Cutoff+dueWithin })
	slices.SortStableFunc(list, func(x, y pendingItem) int { return cmp.Compare(x.due, y.due) })
	for _, part := range byOrganisation(b, list, func(i pendingItem) string { return i.department }) {
		for _, i := range part.of {
			state := Cell{Text: "还有 " + strconv.Itoa(int(i.due-b.Cube.Cutoff)) + " 天", Class: "words"}
			switch {
			case i.due < b.Cube.Cutoff:
				state = Cell{Text: "逾期 " + strconv.Itoa(int(b.Cube.Cutoff-i.due)) + " 天", Class: "late"}
			case i.due == b.Cube.Cutoff:
				state.Text = "今天到期"
			}
			t.Rows = append(t.Rows, Row{Cells: []Cell{
				{Text: part.title}, {Text: i.text, Href: i.href, Class: "words", Note: i.note}, {Text: i.kind, Class: "words"}, {Text: shortYearDay(i.due, b.Cube.Cutoff), Class: "number"}, state,
			}})
		}
	}
	return t
}

// shortYearDay writes a day with its year where that is another than now's.
func shortYearDay(d, now period.Date) string {
	year, _, _ := d.Civil()
	if this, _, _ := now.Civil(); this != year {
		return d.Chinese()
	}
	return shortDay(d)
}

// pendingItems lists what somebody has to do by a day and has not done: steps of key work, milestones of
// brands, measures of sessions.
func (b *builder) pendingItems() []pendingItem {
	var list []pendingItem
	day := b.Cube.Cutoff
	for _, w := range b.works {
		href := to(weekPath, pageOf(w.doc))
		state := w.stateAt(day)
		if state == workDone {
			continue
		}
		if set(w.Deadline) {
			list = append(list, pendingItem{due: w.Deadline, text: w.Title, href: href, kind: "重点工作", department: w.Department, note: w.howFar(day)})
		}
		if state == workLate {
			continue // its steps are late with it
		}
		for _, s := range w.Steps {
			if !s.reachedBy(day) && s.Planned != w.Deadline {
				list = append(list, pendingItem{due: s.Planned, text: w.Title + "：" + s.Text, href: href, kind: "重点工作", department: w.Department, note: s.Note})
			}
		}
	}
	for _, m := range b.brands {
		for _, p := range m.plan() {
			if !p.at(day).done() {
				list = append(list, pendingItem{due: p.Date, text: m.Title + "：" + p.Text, href: to(weekPath, pageOf(m.doc)), kind: "品牌", department: m.Department})
			}
		}
	}
	for _, m := range b.openMatters() {
		if s := b.matterState(m); set(s.due) {
			list = append(list, pendingItem{due: s.due, text: m.Text, href: to(weekPath, pageOf(m.report.doc)), kind: "会商意见", department: m.Department})
		}
	}
	return list
}

// movedSince lists what was done from a day up to the cut-off, the latest first.
func (b *builder) movedSince(from period.Date) Table {
	t := Table{Caption: weekCaption, Quiet: true, Header: []Head{{"日期", ""}, {"进展", "words"}, {"部门", "words"}}}
	type step struct {
		day period.Date
		row Row
	}
	var list []step
	add := func(day period.Date, text, href, note, department string) {
		if day >= from && day <= b.Cube.Cutoff {
			list = append(list, step{day, Row{Cells: []Cell{{Text: shortDay(day)}, {Text: text, Href: href, Class: "words", Note: note}, {Text: department, Class: "words"}}}})
		}
	}
	for _, w := range b.works {
		href := to(weekPath, pageOf(w.doc))
		for _, s := range w.Steps {
			if set(s.Reached) {
				add(s.Reached, w.Title+"：完成“"+s.Text+"”", href, lateness(s.Reached, s.Planned), w.Department)
			}
		}
		before := 0
		for _, n := range w.Notes {
			far := strconv.Itoa(n.Percent) + "%"
			if before > 0 && before != n.Percent {
				far = "由 " + strconv.Itoa(before) + "% 到 " + far
			}
			add(n.Date, w.Title+"："+firstOf(n.Text, "登记进度"), href, far, w.Department)
			before = n.Percent
		}
	}
	for _, m := range b.brands {
		for _, s := range m.Milestones {
			if set(s.Reached) {
				add(s.Reached, m.Title+"：完成“"+s.Text+"”", to(weekPath, pageOf(m.doc)), lateness(s.Reached, s.Date), m.Department)
			}
		}
	}
	for _, m := range b.matters() {
		if s := b.matterState(m); s.word == carriedOut && set(s.done) {
			add(s.done, "会商意见落实：“"+m.Text+"”", to(weekPath, pageOf(m.report.doc)), lateness(s.done, s.due), m.Department)
		}
	}
	slices.SortStableFunc(list, func(x, y step) int { return cmp.Compare(y.day, x.day) })
	for _, s := range list {
		t.Rows = append(t.Rows, s.row)
	}
	return t
}

// worksUnderWay lists key work by department, late first; what was done before a day is left out.
func (b *builder) worksUnderWay(from period.Date) Table {
	t := Table{Caption: "重点工作进度", Quiet: true, Header: []Head{{"重点工作", ""}, {"部门", "words"}, {"进度", "words"}, {"时限", "number"}, {"状态", "words"}}}
	for _, part := range byOrganisation(b, b.works, func(w *keyWork) string { return w.Department }) {
		for _, w := range b.pressing(part.of) {
			state := w.stateAt(b.Cube.Cutoff)
			if state == workDone && w.finished() < from {
				continue
			}
			due := "—"
			if set(w.Deadline) {
				due = shortYearDay(w.Deadline, b.Cube.Cutoff)
			}
			cell := Cell{Text: state.tag().Text, Class: "words"}
			if state == workLate {
				cell.Class = "late"
			}
			t.Rows = append(t.Rows, Row{Cells: []Cell{
				{Text: w.Title, Href: to(weekPath, pageOf(w.doc))}, {Text: part.title, Class: "words"}, {Text: firstOf(w.howFar(b.Cube.Cutoff), "—"), Class: "words"}, {Text: due, Class: "number"}, cell,
			}})
		}
	}
	return t
}
