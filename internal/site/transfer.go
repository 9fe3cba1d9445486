package site

import (
	"strconv"

	"anjian/internal/lead"
	"anjian/internal/period"
)

// transferPages show the ledgers of transferred leads (移送线索台账): how far leads are, what lies longer
// than the rules allow, and whether the leads of models were handed on at all.
func transferPages(b *builder) {
	for _, f := range b.Ledgers {
		l := f.Ledger
		page := pageOf(l.Doc)
		b.add(&Page{Path: page, Title: l.Title, Template: "article", Section: leadIndex, Type: "监督线索", View: func() any {
			return &articleView{
				Breadcrumb: crumbs(page, Link{"监督线索", leadIndex}, Link{Text: l.Title}),
				Title:      l.Title, Facts: []string{"截至 " + b.Cube.Cutoff.Chinese()}, Summary: l.Summary,
				Body: b.body(l.Doc), Contents: contents(b.library.Now(l.Doc)), Profile: b.stepFacts(f), Blocks: b.transferBlocks(f, page),
			}
		}}, l.Doc.Path)
	}
}

// stepFacts says what each step is counted by.
func (b *builder) stepFacts(f *lead.Followed) []Fact {
	var list []Fact
	if d := b.dataset(f.Ledger.Dataset); d != nil {
		list = append(list, Fact{Name: "数据", Text: d.Title})
	}
	for _, s := range f.Ledger.Steps {
		list = append(list, Fact{Name: s.Name, Text: s.From + "起 " + strconv.Itoa(s.Days) + " 日"})
	}
	return append(list, Fact{Name: "成案", Text: f.Ledger.Built.Text()})
}

func (b *builder) transferBlocks(f *lead.Followed, page string) []Block {
	if len(f.Lacks) > 0 {
		return []Block{{ID: "kinds", Title: "各类线索", Empty: lacksWords("没有统计", f.Lacks) + "。"}}
	}
	blocks := []Block{{
		ID: "kinds", Title: "各类线索", Note: joinNonEmpty("　", "全部登记；天数是已经完成这一环节的平均天数。", b.unlistedTransfers(f)),
		Table: b.transferKinds(f), Empty: emptyIf(len(f.Kinds) == 0, "还没有登记线索。"),
	}}
	for i, s := range f.Ledger.Steps {
		blocks = append(blocks, b.waitingBlock(f, i, s))
	}
	if f.Ledger.Model != "" && len(b.Leads) > 0 {
		blocks = append(blocks, Block{
			ID: "models", Title: "监督模型的线索有没有移送",
			Note:  "“现有”是模型今天列出的线索。以“没有移送”为条件的模型，线索一经移送即不再列出，看台账登记的件数。",
			Table: b.handedOn(f, page),
		})
	}
	return blocks
}

func (b *builder) unlistedTransfers(f *lead.Followed) string {
	switch {
	case f.Unlisted == 0:
		return ""
	case few(int64(f.Unlisted), fewest):
		return "涉未成年人的线索不满 " + strconv.Itoa(fewest) + " 条，不在其中。"
	case !b.Data.Judged(f.Ledger.Dataset):
		return "不能判断是否涉未成年人的 " + strconv.Itoa(f.Unlisted) + " 条不在其中。"
	}
	return "涉未成年人的线索另计 " + number(int64(f.Unlisted)) + " 条，不在其中。"
}

// transferKinds counts the steps of each kind of lead.
func (b *builder) transferKinds(f *lead.Followed) *Table {
	if len(f.Kinds) == 0 {
		return nil
	}
	t := &Table{Caption: "各类线索的移送、受理、处置、反馈", Quiet: true, Header: head("线索类型", "移送")}
	for _, s := range f.Ledger.Steps {
		t.Header = append(t.Header, Head{Text: s.Name}, Head{Text: s.Name + "天数"}, Head{Text: "超过 " + strconv.Itoa(s.Days) + " 日未" + s.Name})
	}
	t.Header = append(t.Header, Head{Text: "成案"})
	all := lead.Kind{Name: "合计", Steps: make([]lead.Passed, len(f.Ledger.Steps))}
	for _, k := range f.Kinds {
		t.Rows = append(t.Rows, transferRow(k, ""))
		all.Sent, all.Built = all.Sent+k.Sent, all.Built+k.Built
		for i, p := range k.Steps {
			s := &all.Steps[i]
			s.Done, s.Days, s.Open, s.Late = s.Done+p.Done, s.Days+p.Days, s.Open+p.Open, s.Late+p.Late
		}
	}
	t.Rows = append(t.Rows, transferRow(all, "total"))
	return t
}

func transferRow(k lead.Kind, state string) Row {
	row := Row{State: state, Cells: []Cell{{Text: k.Name}, {Text: number(int64(k.Sent))}}}
	for _, p := range k.Steps {
		row.Cells = append(row.Cells, Cell{Text: number(int64(p.Done))}, meanDays(p), Cell{Text: number(int64(p.Late)), Counts: "等待中共 " + number(int64(p.Open)) + " 条"})
	}
	return Row{State: row.State, Cells: append(row.Cells, Cell{Text: number(int64(k.Built))})}
}

// meanDays prints the mean of a step with what stands behind it.
func meanDays(p lead.Passed) Cell {
	if p.Done == 0 {
		return Cell{Text: "—"}
	}
	sign, days := "", p.Days
	if days < 0 { // days in the wrong order outweigh the others
		sign, days = "−", -days
	}
	tenths := (days*20/p.Done + 1) / 2 // half up
	return Cell{Text: sign + strconv.Itoa(tenths/10) + "." + strconv.Itoa(tenths%10) + " 天", Counts: number(int64(p.Days)) + " 天 / " + number(int64(p.Done)) + " 条"}
}

// waitingTitle names what waits for a step; the first one is what nobody took up.
func waitingTitle(i int, s lead.Step) string {
	if i == 0 {
		return "没有人" + s.Name + "的线索"
	}
	return "超过 " + strconv.Itoa(s.Days) + " 日没有" + s.Name + "的线索"
}

// waitingBlock lists what waits for a step longer than the rules allow, the oldest first.
func (b *builder) waitingBlock(f *lead.Followed, i int, s lead.Step) Block {
	block := Block{ID: "step-" + strconv.Itoa(i+1), Title: waitingTitle(i, s)}
	list := f.Waiting[i]
	if len(list) == 0 {
		block.Empty = "没有。"
		return block
	}
	block.Note = "自" + s.From + "已逾 " + strconv.Itoa(s.Days) + " 日，共 " + strconv.Itoa(len(list)) + " 条"
	if i == 0 {
		block.Note += "：移送以后无人接手，请向接收部门核对"
	}
	block.Note += "。"
	if len(list) > mostListed {
		block.Note += "列出等待最久的 " + strconv.Itoa(mostListed) + " 条。"
		list = list[:mostListed]
	}
	d, l := b.dataset(f.Ledger.Dataset), f.Ledger
	block.Table = &Table{Caption: block.Title, Quiet: true, Header: []Head{{first(d.Key), ""}, {d.Procuratorate, "words"}, {d.Department, "words"}, {l.Receiver, "words"}, {l.Kind, "words"}, {s.From, ""}, {"已等", ""}, {"超过规定", ""}}}
	for _, w := range list {
		see := func(name string) Cell { return Cell{Text: b.placeText(d, f.Table, name, w.Row), Class: "words"} }
		key := see(first(d.Key))
		key.Class = ""
		from := see(s.From)
		from.Class = ""
		block.Table.Rows = append(block.Table.Rows, Row{Cells: []Cell{
			key, see(d.Procuratorate), see(d.Department), see(l.Receiver), see(l.Kind), from,
			{Text: strconv.Itoa(w.Days) + " 天"},
			{Text: strconv.Itoa(w.Days-s.Days) + " 天"},
		}})
	}
	return block
}

// handedOn tells of each model how many of its leads are in the ledger, and how long the oldest of the
// others has been waiting.
func (b *builder) handedOn(f *lead.Followed, page string) *Table {
	t := &Table{Caption: "监督模型的线索与台账", Quiet: true, Header: []Head{{"模型", ""}, {"现有线索", ""}, {"其中已移送", ""}, {"没有移送", ""}, {"没有移送最久", ""}, {"台账登记", ""}, {"成案", ""}, {"情况", "words"}}}
	for _, l := range b.inLineOrder() {
		if len(l.Lacks) > 0 || onlyCounted(l) {
			continue
		}
		sent, built := f.Ever(l.Model)
		handed, oldest := 0, 0
		for _, one := range l.List {
			if f.HandedOn(l, one) {
				handed++
			} else if one.Day != period.NoDate {
				oldest = max(oldest, int(b.Cube.Cutoff-one.Day))
			}
		}
		left := len(l.List) - handed
		row := Row{Cells: []Cell{
			{Text: l.Model.Title, Href: to(page, pageOf(l.Model.Doc))},
			{Text: leadCount(l)},
			{Text: number(int64(handed))},
			{Text: number(int64(left))},
			{Text: "—"},
			{Text: number(int64(sent))},
			{Text: number(int64(built))},
			{Class: "words"},
		}}
		if left > 0 {
			row.Cells[4].Text = number(int64(oldest)) + " 天"
		}
		switch {
		case len(l.List) == 0:
			row.Cells[7].Text = "没有线索"
		case sent == 0:
			row.Cells[7].Text = "从未移送"
		case left > 0:
			row.Cells[7].Text = "部分没有移送"
		default:
			row.Cells[7].Text = "都已移送"
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// ledgerBlocks sum the ledgers up on the tab of leads.
func (b *builder) ledgerBlocks() []Block {
	var blocks []Block
	for _, f := range b.Ledgers {
		l := f.Ledger
		block := Block{ID: l.ID, Title: l.Title}
		link := Item{Link: Link{"各类线索的天数、没有人接手的线索、模型线索的移送", to(leadIndex, pageOf(l.Doc))}}
		block.List = []Item{link}
		if len(f.Lacks) > 0 {
			block.Note = lacksWords("没有统计", f.Lacks) + "。"
			blocks = append(blocks, block)
			continue
		}
		block.Note = b.unlistedTransfers(f)
		block.Table = &Table{Caption: l.Title + "各环节", Quiet: true, Header: head("环节", "规定日数", "已完成", "平均天数", "等待中", "超过规定日数")}
		for i, s := range l.Steps {
			var all lead.Passed
			for _, k := range f.Kinds {
				p := k.Steps[i]
				all.Done, all.Days, all.Open, all.Late = all.Done+p.Done, all.Days+p.Days, all.Open+p.Open, all.Late+p.Late
			}
			block.Table.Rows = append(block.Table.Rows, Row{Cells: []Cell{
				{Text: s.Name, Href: to(leadIndex, pageOf(l.Doc)) + "#step-" + strconv.Itoa(i+1)},
				{Text: strconv.Itoa(s.Days) + " 日"},
				{Text: number(int64(all.Done))},
				meanDays(all),
				{Text: number(int64(all.Open))},
				{Text: number(int64(all.Late))},
			}})
		}
		blocks = append(blocks, block)
	}
	return blocks
}
