package site

import (
	"strconv"

	"anjian/internal/dataset"
	"anjian/internal/period"
	"anjian/internal/source"
	"anjian/internal/table"
)

// repliesBlock (```replies) says of the documents that await a reply from others (监督文书) how many
// were issued in the document's period, how many replies fell due, how many of these came, and what is
// overdue at its end, by department or procuratorate:
//
//	```replies
//	by = "procuratorate"
//	```
func repliesBlock(r *resolver, toml []byte, at source.Pos) (*printed, *source.Error) {
	l, wrong := r.list(toml, at, departmentRows, placeRows)
	if wrong != nil {
		return nil, wrong
	}
	b := r.b
	sums := map[string]*replies{}
	var all replies
	known := false
	for _, report := range b.Data.Reports {
		d := report.Definition
		t := b.Data.Tables[d.ID]
		if !awaitsReply(d, t) {
			continue
		}
		known = true
		b.countReplies(d, t, l, func(name string) *replies {
			if sums[name] == nil {
				sums[name] = new(replies)
			}
			return sums[name]
		}, &all)
	}
	if !known {
		return &printed{Text: "监督文书台账没有导出，回复情况未知。"}, nil
	}
	words := b.title(l.period) + b.whose(l) + "制发监督文书 " + strconv.Itoa(all.issued) + " 件；回复到期 " + strconv.Itoa(all.due) + " 件，已回复 " + strconv.Itoa(all.answered) +
		" 件；期末逾期未回复 " + strconv.Itoa(all.overdue) + " 件。"
	names, first := b.Cube.Organisation.Departments, "部门"
	if l.By == placeRows {
		names, first = nil, "院"
		for _, p := range b.Cube.Existing(l.period) {
			names = append(names, p.Short)
		}
	}
	t := &Table{Caption: firstOf(l.Title, b.title(l.period)+"监督文书回复情况（件）"), Header: head(first, "制发", "回复到期", "已回复", "期末逾期未回复")}
	for _, name := range append(names[:len(names):len(names)], notNamed) {
		if n := sums[name]; n != nil {
			t.Rows = append(t.Rows, n.row(b.counting("监督文书", l), name, ""))
		}
	}
	if len(t.Rows) == 0 {
		return &printed{Says: []saying{{Phrase{say(words)}}}}, nil
	}
	t.Rows = append(t.Rows, all.row(b.counting("监督文书", l), "合计", "total"))
	return &printed{Says: []saying{{Phrase{say(words)}}}, Table: t}, nil
}

// notNamed stands for rows that name no department or procuratorate.
const notNamed = "未写明"

// awaitsReply tells whether a dataset is of documents that somebody else must answer in time: its dates
// are no case's own, and it is no stock of cases.
func awaitsReply(d *dataset.Definition, t *table.Table) bool {
	return !d.Stock && d.Due != "" && d.Due != caseDue && d.Unit != "人" && d.Start != "" && d.End != "" &&
		len(t.Lacks(d.Start)) == 0 && len(t.Lacks(d.End)) == 0 && len(t.Lacks(d.Due)) == 0
}

// replies counts documents.
type replies struct{ issued, due, answered, overdue int }

func (n *replies) row(what, name, state string) Row {
	r := Row{State: state, Cells: []Cell{{Text: name}}}
	for _, c := range []struct {
		what string
		n    int
	}{{"制发", n.issued}, {"回复到期", n.due}, {"已回复", n.answered}, {"期末逾期未回复", n.overdue}} {
		r.Cells = append(r.Cells, Cell{Text: strconv.Itoa(c.n), Count: what + name + " " + c.what})
	}
	return r
}

// countReplies counts the documents of one dataset as they stood at the end of a period.
func (b *builder) countReplies(d *dataset.Definition, t *table.Table, l *list, of func(name string) *replies, all *replies) {
	from, to := b.Cube.Calendar.Start(l.period), min(b.Cube.Calendar.End(l.period), b.Cube.Cutoff)
	start, due, end := t.Column(d.Start), t.Column(d.Due), t.Column(d.End)
	place, department := t.Column(d.Procuratorate), t.Column(d.Department)
	for row := range t.Rows {
		at, by := "", ""
		if place != nil {
			p, _ := b.Cube.Organisation.Named(place.Word(row))
			at = p.ID
		}
		if department != nil {
			by = b.Cube.Organisation.DepartmentNamed(department.Word(row))
		}
		if l.place != "" && at != l.place || l.Department != "" && by != l.Department {
			continue
		}
		name := by
		if l.By == placeRows {
			name = b.shortName(at)
		}
		issued, asked, answered := start.Day(row), due.Day(row), end.Day(row)
		var n replies
		if issued != period.NoDate && issued >= from && issued <= to {
			n.issued = 1
		}
		if asked != period.NoDate && asked >= from && asked <= to {
			n.due = 1
			if answered != period.NoDate && answered <= to {
				n.answered = 1
			}
		}
		if issued != period.NoDate && issued <= to && asked != period.NoDate && asked < to && (answered == period.NoDate || answered > to) {
			n.overdue = 1
		}
		if n == (replies{}) {
			continue
		}
		for _, sum := range []*replies{of(firstOf(name, notNamed)), all} {
			sum.issued, sum.due, sum.answered, sum.overdue = sum.issued+n.issued, sum.due+n.due, sum.answered+n.answered, sum.overdue+n.overdue
		}
	}
}
