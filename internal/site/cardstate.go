package site

import (
	"strconv"

	"anjian/internal/correction"
)

// stateStrip shows how many items stand how.
func (b *builder) stateStrip(l *correction.Ledger) Strip {
	s := Strip{Title: "核对修正清单"}
	for _, state := range correction.States() {
		s.Cells = append(s.Cells, StripCell{Link: Link{Text: string(state)}, Value: number(int64(l.Of(state))), Unit: "条"})
	}
	return s
}

// stateBlocks are the tables of states and ages: by department, by rule, and month by month.
func (b *builder) stateBlocks(page string, l *correction.Ledger) []Block {
	if len(l.Items) == 0 {
		return nil
	}
	departments := Table{Caption: "各院各部门的清单条目", Quiet: true, Header: b.stateHead("院", "部门")}
	for _, p := range b.Cube.Organisation.Procuratorates {
		for _, d := range append(b.Cube.Organisation.Departments, "") {
			b.stateRow(&departments, l, []Cell{{Text: p.Short, Href: to(page, placePage(p.ID))}, {Text: firstOf(d, "未写明部门"), Class: "words"}}, "", func(i *correction.Item) bool {
				return i.Procuratorate == p.ID && i.Department == d
			})
		}
	}
	b.stateRow(&departments, l, []Cell{{Text: "未写明单位"}, {Text: "—", Class: "words"}}, "", func(i *correction.Item) bool { return i.Procuratorate == "" })
	all := func(*correction.Item) bool { return true }
	b.stateRow(&departments, l, []Cell{{Text: b.placeTitle("")}, {Text: "合计", Class: "words"}}, "total", all)
	rules := Table{Caption: "各规则的清单条目", Quiet: true, Header: b.stateHead("规则", "级别")}
	for _, r := range b.Rules {
		b.stateRow(&rules, l, []Cell{{Text: r.Code + " " + r.Title, Href: to(page, pageOf(r.Doc))}, {Text: r.Level, Class: "words"}}, "", func(i *correction.Item) bool { return i.Rule == r })
	}
	b.stateRow(&rules, l, []Cell{{Text: "合计"}, {Text: "—", Class: "words"}}, "total", all)
	note := "一条是一张案卡触犯一条规则。状态与最近一次月结相比，多久从首次列出的月份算起。发给承办人的清单不在网站上，写在分发清单的文件夹里。"
	blocks := []Block{
		{ID: "departments", Title: "各部门清单情况", Note: note, Table: &departments},
		{ID: "by-rule", Title: "各规则清单情况", Note: b.uncheckedNote(l), Table: &rules},
	}
	if t := b.monthTable(l); t != nil {
		blocks = append(blocks, Block{ID: "months", Title: "当月列出、次月改正", Note: "月末待改的条目到下一次月结（或数据截止日）改了多少。规则没有核查或者改过口径的，不能判断，不算在内。", Table: t})
	}
	for _, m := range b.manual {
		if m.doc.ID == "correction-lists" {
			blocks[0].List = []Item{{Link: Link{"清单怎样发、怎样收", to(page, pageOf(m.doc))}, Aside: "状态怎样定，签收和答复怎样办"}}
		}
	}
	return blocks
}

func (b *builder) stateHead(first, second string) []Head {
	head := []Head{{first, ""}, {second, "words"}}
	for _, s := range []correction.State{correction.New, correction.Open, correction.Relapsed, correction.Locked} {
		head = append(head, Head{Text: string(s)})
	}
	for _, text := range []string{"待改合计", "其中满一个月", "满两个月", "满三个月", "核实无误", "已改"} {
		head = append(head, Head{Text: text})
	}
	return head
}

// stateRow counts the items that belong to a row; rows without an item are left out.
func (b *builder) stateRow(t *Table, l *correction.Ledger, cells []Cell, state string, here func(*correction.Item) bool) {
	if l.Count(here) == 0 {
		return
	}
	of := func(want func(*correction.Item) bool) {
		cells = append(cells, listCount(l.Count(func(i *correction.Item) bool { return here(i) && want(i) })))
	}
	in := func(s correction.State) {
		of(func(i *correction.Item) bool { return i.State == s })
	}
	in(correction.New)
	in(correction.Open)
	in(correction.Relapsed)
	in(correction.Locked)
	of((*correction.Item).Pending)
	for _, months := range []int{1, 2, 3} {
		of(func(i *correction.Item) bool { return i.Pending() && i.Age >= months })
	}
	in(correction.Confirmed)
	in(correction.Corrected)
	t.Rows = append(t.Rows, Row{State: state, Cells: cells})
}

// uncheckedNote says which items of the last closed month nobody can tell about.
func (b *builder) uncheckedNote(l *correction.Ledger) string {
	note := ""
	for _, u := range l.Unchecked {
		note = joinNonEmpty("　", note, u.Rule+" 上次的 "+strconv.Itoa(u.Items)+" 条不能比较："+u.Because+"。")
	}
	if l.Keyless > 0 {
		note = joinNonEmpty("　", note, "另有 "+strconv.Itoa(l.Keyless)+" 条没有能写出来的主键，列不进清单。")
	}
	return note
}

// monthTable is the share of items that were corrected by the next month; nil before a second month.
func (b *builder) monthTable(l *correction.Ledger) *Table {
	t := &Table{Caption: "当月列出、次月改正", Quiet: true, Header: []Head{{"月份", ""}, {"月末待改", ""}, {"到", ""}, {"已改", ""}, {"改正比例", ""}, {"核实无误", ""}, {"仍未改", ""}}}
	for _, m := range l.Months {
		if m.Next.IsZero() {
			continue
		}
		known := m.Listed - m.Unknown
		row := Row{Cells: []Cell{
			{Text: b.title(m.Month)},
			listCount(m.Listed),
			{Text: b.title(m.Next)},
			listCount(m.Corrected),
			{Text: shareOf(int64(m.Corrected), int64(known-m.Confirmed)), Note: strconv.Itoa(m.Corrected) + "/" + strconv.Itoa(known-m.Confirmed)},
			listCount(m.Confirmed), listCount(known - m.Corrected - m.Confirmed),
		}}
		t.Rows = append(t.Rows, row)
	}
	if len(t.Rows) == 0 {
		return nil
	}
	return t
}
