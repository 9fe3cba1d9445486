package site

import "anjian/internal/indicator"

// loadTable is what the work of a place consists of (办案构成): the lines of the four prosecutions with what
// came in, its share of all, what was concluded and what is left. The note says why there are no shares.
func (b *builder) loadTable(p place, page string) (*Table, string) {
	shares, why := b.shares(p)
	t := &Table{
		Caption: b.title(b.toDate()) + "办案构成，未结为" + b.title(b.month()) + "末", Quiet: true,
		Header: head("条线", "受理", "占全部受理", "受理同比", "办结", "办结同比", "期末未结"),
	}
	for _, l := range b.lines {
		if l.Accepted == "" {
			continue
		}
		row := Row{Cells: []Cell{{Text: l.Title, Href: to(page, indicatorIndex) + "#" + anchorOf(l.Title)}}}
		row.Cells = append(row.Cells, b.loadCell(l.Accepted, p), Cell{Text: firstOf(shares[l.Accepted], "—")}, b.loadChange(l.Accepted, p))
		row.Cells = append(row.Cells, b.loadCell(l.Concluded, p), b.loadChange(l.Concluded, p), b.loadCell(l.Pending, p))
		t.Rows = append(t.Rows, row)
	}
	if len(t.Rows) == 0 {
		return nil, ""
	}
	return t, why
}

func (b *builder) loadCell(id string, p place) Cell {
	if d := b.Cube.Definition(id); d != nil {
		return b.cell(d, b.yearKey(d, p.id))
	}
	return Cell{Text: "—"}
}

func (b *builder) loadChange(id string, p place) Cell {
	if d := b.Cube.Definition(id); d != nil {
		return b.changeCell(b.yearKey(d, p.id), indicator.YearOverYear)
	}
	return Cell{Text: "—"}
}

// shares prints what part of everything that came in each line is. Where one number is not known, or
// hidden, there are none: they would give it away, or be of an unknown whole.
func (b *builder) shares(p place) (shares map[string]string, why string) {
	counts, sum := map[string]int64{}, int64(0)
	for _, l := range b.lines {
		d := b.Cube.Definition(l.Accepted)
		if d == nil {
			continue
		}
		r := b.Cube.Result(b.yearKey(d, p.id))
		if r.State != indicator.Known || r.Numerator.Scale != 0 {
			return nil, l.Title + "受理数" + r.State.String() + "，不算占比。"
		}
		counts[d.ID] = r.Numerator.N
		sum += r.Numerator.N
	}
	if sum == 0 {
		return nil, ""
	}
	shares = map[string]string{}
	for id, n := range counts {
		shares[id] = shareOf(n, sum)
	}
	return shares, "占比为各条线受理数占所列条线受理数之和的百分比，由本表的数算出。"
}
