package site

import (
	"strconv"

	"anjian/internal/correction"
	"anjian/internal/source"
)

// findingsBlock (```findings) says how many items the correction lists (核对修正清单) of the document's month
// have in each state, by department, procuratorate or rule. It counts items and names nobody:
//
//	```findings
//	by = "rule"
//	department = "第一检察部"
//	```
func findingsBlock(r *resolver, toml []byte, at source.Pos) (*printed, *source.Error) {
	l, wrong := r.list(toml, at, departmentRows, placeRows, ruleRows)
	if wrong != nil {
		return nil, wrong
	}
	ledger, wrong := r.ledger(l, at)
	if ledger == nil {
		return nil, wrong
	}
	items := r.b.itemsOf(ledger, l)
	counted := stateCounts(items)
	count := func(s correction.State) string { return strconv.Itoa(counted[s]) + " 条" }
	pending := len(items) - counted[correction.Corrected] - counted[correction.Confirmed]
	words := r.b.title(l.period) + "核对修正清单列" + r.b.whose(l) + "待办 " + strconv.Itoa(pending) + " 条"
	if ledger.Previous.IsZero() {
		words += "。此前没有月结，均列为新增。"
	} else {
		words += "：新增 " + count(correction.New) + "，未改 " + count(correction.Open) + "，反复 " + count(correction.Relapsed) + "，待解锁修改 " + count(correction.Locked) +
			"；与" + ledger.Previous.Title() + "月结相比，已改 " + count(correction.Corrected) + "，核实无误 " + count(correction.Confirmed) + "。"
	}
	if n := len(ledger.Unchecked); n > 0 {
		words += "另有 " + strconv.Itoa(n) + " 条规则缺列、停用或者改过口径，上期所列不能比较。"
	}
	p := &printed{Says: []saying{{Phrase{say(words)}}}}
	if len(items) > 0 {
		p.Table = r.b.stateTable(items, l)
	}
	return p, nil
}

// ledger is the state of the lists at the end of a list's period; nil without an error where only what can
// be told of the latest month is wanted.
func (r *resolver) ledger(l *list, at source.Pos) (*correction.Ledger, *source.Error) {
	month := l.period.Last()
	switch now := r.b.Corrections; {
	case now != nil && now.Month == month:
		return now, nil
	case r.latest: // what became of older lists stands in younger ones
		return nil, &source.Error{Code: source.PeriodIsOpen, Pos: at, Message: "不是最近的月份"}
	case r.b.CorrectionsOf != nil && r.b.Cube.Calendar.Complete(month, r.b.Cube.Cutoff):
		return r.b.CorrectionsOf(month), nil
	}
	return nil, &source.Error{Code: source.PeriodIsOpen, Pos: at, Message: r.b.title(l.period) + "还没有结束，列不出这一期的清单", Hint: "等数据截止日到期末，或另写 period"}
}

// itemsOf lists the items that a block is about. Cards that are never listed by themselves are of no
// procuratorate: one of them in a small one would be told.
func (b *builder) itemsOf(ledger *correction.Ledger, l *list) []*correction.Item {
	var items []*correction.Item
	for _, i := range ledger.Items {
		if (l.place == "" || i.Procuratorate == l.place && !i.Unlisted) && (l.Department == "" || i.Department == l.Department) {
			items = append(items, i)
		}
	}
	return items
}

func stateCounts(items []*correction.Item) map[correction.State]int {
	n := map[correction.State]int{}
	for _, i := range items {
		n[i.State]++
	}
	return n
}

// stateTable counts items by state, a row for each department, procuratorate or rule that has any.
func (b *builder) stateTable(items []*correction.Item, l *list) *Table {
	states := []correction.State{correction.New, correction.Open, correction.Relapsed, correction.Locked, correction.Corrected, correction.Confirmed}
	t := &Table{Caption: firstOf(l.Title, b.title(l.period)+"案卡核查情况（条）"), Header: head(map[string]string{placeRows: "院", departmentRows: "部门", ruleRows: "规则"}[l.By])}
	for _, s := range states {
		t.Header = append(t.Header, Head{Text: string(s)})
	}
	row := func(name, state string, items []*correction.Item) {
		n := stateCounts(items)
		r := Row{State: state, Cells: []Cell{{Text: name}}}
		for _, s := range states {
			r.Cells = append(r.Cells, Cell{Text: strconv.Itoa(n[s]), Count: b.counting("案卡核查", l) + name + " " + string(s)})
		}
		t.Rows = append(t.Rows, r)
	}
	for _, g := range b.grouped(items, l.By) {
		row(g.name, "", g.items)
	}
	row("合计", "total", items)
	return t
}
