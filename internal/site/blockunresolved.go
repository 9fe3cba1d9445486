package site

import (
	"strconv"

	"anjian/internal/correction"
	"anjian/internal/period"
	"anjian/internal/source"
)

// unresolvedBlock (```unresolved) lists again what the last closed month already asked to be corrected and
// what still waits (上期未整改项重列): how many items of a rule, since when. Rows are rules, departments or
// procuratorates:
//
//	```unresolved
//	by = "department"
//	```
func unresolvedBlock(r *resolver, toml []byte, at source.Pos) (*printed, *source.Error) {
	l, wrong := r.list(toml, at, ruleRows, departmentRows, placeRows)
	if wrong != nil {
		return nil, wrong
	}
	ledger, wrong := r.ledger(l, at)
	if ledger == nil {
		return nil, wrong
	}
	if ledger.Previous.IsZero() {
		return &printed{Text: "此前没有月结，没有上期未整改的问题可以重列。"}, nil
	}
	var left []*correction.Item
	denied := 0
	for _, i := range r.b.itemsOf(ledger, l) {
		if i.Pending() && i.State != correction.New {
			left = append(left, i)
			if i.Denied {
				denied++
			}
		}
	}
	if len(left) == 0 {
		return &printed{Text: ledger.Previous.Title() + "清单所列问题均已整改或者核实。"}, nil
	}
	words := "上期清单所列、本期仍未整改的共 " + strconv.Itoa(len(left)) + " 条，重列如下。"
	if denied > 0 {
		words += "其中 " + strconv.Itoa(denied) + " 条答复已改，本期核查仍有问题，由承办部门重新核对。"
	}
	t := &Table{
		Caption: firstOf(l.Title, "上期未整改项"),
		Header:  []Head{{Text: map[string]string{ruleRows: "规则", departmentRows: "部门", placeRows: "院"}[l.By]}, {Text: "未改"}, {Text: "反复"}, {Text: "待解锁修改"}, {Text: "最早列出"}, {Text: "最长月数"}},
	}
	for _, g := range r.b.grouped(left, l.By) {
		n := stateCounts(g.items)
		since, age := oldest(g.items)
		cells := []Cell{{Text: g.name}}
		for _, s := range []correction.State{correction.Open, correction.Relapsed, correction.Locked} {
			cells = append(cells, Cell{Text: strconv.Itoa(n[s]), Count: r.b.counting("上期未整改项", l) + g.name + " " + string(s)})
		}
		t.Rows = append(t.Rows, Row{Cells: append(cells, Cell{Text: since.Title()}, Cell{Text: strconv.Itoa(age)})})
	}
	return &printed{Says: []saying{{Phrase{say(words)}}}, Table: t}, nil
}

// oldest tells in which month the oldest of some items was listed first, and how many months ago.
func oldest(items []*correction.Item) (since period.Period, age int) {
	for _, i := range items {
		if since.IsZero() || i.Since.Compare(since) < 0 {
			since, age = i.Since, i.Age
		}
	}
	return since, age
}
