package site

import (
	"slices"
	"strconv"

	"anjian/internal/cardcheck"
	"anjian/internal/correction"
)

// The rows of cards that are counted for all procuratorates together.
const (
	unlistedCards = "不逐件列出的案件（未成年人等）"
	goneCards     = "案卡已不在导出中"
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
	// Cards that are never listed by themselves are counted for all places together: one of them in a
	// small procuratorate would be told.
	type division struct{ place, department string }
	byDivision, byRule := map[division][]*correction.Item{}, map[*cardcheck.Rule][]*correction.Item{}
	var placeless, unlisted, gone []*correction.Item
	for _, i := range l.Items {
		byRule[i.Rule] = append(byRule[i.Rule], i)
		switch at := (division{i.Procuratorate, i.Department}); {
		case i.Row < 0:
			gone = append(gone, i)
		case i.Unlisted:
			unlisted = append(unlisted, i)
		case at.place == "":
			placeless = append(placeless, i)
		default:
			byDivision[at] = append(byDivision[at], i)
		}
	}
	names := slices.Clone(b.Cube.Organisation.Departments)
	for at := range byDivision {
		if !slices.Contains(names, at.department) {
			names = append(names, at.department)
		}
	}
	slices.Sort(names[len(b.Cube.Organisation.Departments):]) // those that no indicator counts, and cards without one
	for _, p := range b.Cube.Organisation.Procuratorates {
		for _, d := range names {
			b.stateRow(&departments, byDivision[division{p.ID, d}], "", Cell{Text: p.Short, Href: to(page, placePage(p.ID))}, firstOf(d, "未写明部门"))
		}
	}
	b.stateRow(&departments, placeless, "", Cell{Text: "未写明单位"}, "不分部门")
	b.stateRow(&departments, unlisted, "", Cell{Text: unlistedCards}, "不分部门")
	b.stateRow(&departments, gone, "", Cell{Text: goneCards}, "不分部门")
	b.stateRow(&departments, l.Items, "total", Cell{Text: b.placeTitle("")}, "合计")
	rules := Table{Caption: "各规则的清单条目", Quiet: true, Header: b.stateHead("规则", "级别")}
	for _, group := range b.rulesByDocument() {
		var items []*correction.Item
		for _, r := range group {
			items = append(items, byRule[r]...)
		}
		r := group[0]
		b.stateRow(&rules, items, "", Cell{Text: r.Code + " " + r.Title, Href: to(page, pageOf(r.Doc))}, r.Level)
	}
	b.stateRow(&rules, l.Items, "total", Cell{Text: "合计"}, "—")
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

// stateRow counts the items of a row; rows without an item are left out.
func (b *builder) stateRow(t *Table, items []*correction.Item, state string, name Cell, beside string) {
	if len(items) == 0 {
		return
	}
	var pending, month, two, three int
	states := map[correction.State]int{}
	for _, i := range items {
		states[i.State]++
		if !i.Pending() {
			continue
		}
		pending++
		for n, count := range []*int{&month, &two, &three} {
			if i.Age > n {
				*count++
			}
		}
	}
	row := Row{State: state, Cells: []Cell{name, {Text: beside, Class: "words"}}}
	for _, n := range []int{
		states[correction.New], states[correction.Open], states[correction.Relapsed], states[correction.Locked],
		pending, month, two, three, states[correction.Confirmed], states[correction.Corrected],
	} {
		row.Cells = append(row.Cells, listCount(n))
	}
	t.Rows = append(t.Rows, row)
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
