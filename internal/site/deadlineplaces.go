package site

import (
	"slices"

	"anjian/internal/indicator"
)

// deadlineIndicators are counted by procuratorate and department.
var deadlineIndicators = []string{"overdue-cases", "near-due-cases", "pending-over-year", "custody-ending", "pending-cases"}

func (b *builder) deadlineHeads(first string) []Head {
	heads := head(first)
	for _, id := range deadlineIndicators {
		if d := b.Cube.Definition(id); d != nil {
			heads = append(heads, Head{Text: d.Title})
		}
	}
	return heads
}

// deadlineCells are the numbers of one procuratorate or department.
func (b *builder) deadlineCells(place, department string) []Cell {
	var cells []Cell
	for _, id := range deadlineIndicators {
		if d := b.Cube.Definition(id); d != nil {
			cells = append(cells, b.cell(d, indicator.Key{Indicator: id, Period: b.month(), Procuratorate: place, Department: department}))
		}
	}
	return cells
}

// boardTable counts the boards by procuratorate.
func (b *builder) boardTable(page string) *Table {
	t := &Table{Caption: "各院办案期限情况，" + b.title(b.month()) + "末", Header: b.deadlineHeads("院")}
	for _, p := range slices.Concat(b.Cube.Existing(b.month()), []indicator.Procuratorate{{Short: b.placeTitle("")}}) {
		row := Row{Cells: append([]Cell{{Text: p.Short}}, b.deadlineCells(p.ID, "")...)}
		if p.ID == "" {
			row.State = "total"
		} else {
			row.Cells[0].Href = to(page, placePage(p.ID))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// deadlineDepartments counts the boards by department, all procuratorates together; nil where there are none.
func (b *builder) deadlineDepartments(page string) *Table {
	t := &Table{Caption: "各部门办案期限情况，" + b.title(b.month()) + "末", Header: b.deadlineHeads("部门")}
	for i, name := range b.Cube.Organisation.Departments {
		cells := b.deadlineCells("", name)
		if !slices.ContainsFunc(cells, func(c Cell) bool { return c.Text != "—" && c.Text != "0" && c.Text != "" }) {
			continue // a department without cases of these kinds
		}
		first := Cell{Text: name}
		if b.hasWork(name) {
			first.Href = to(page, b.departmentPage(i))
		}
		t.Rows = append(t.Rows, Row{Cells: append([]Cell{first}, cells...)})
	}
	if len(t.Rows) == 0 {
		return nil
	}
	return t
}
