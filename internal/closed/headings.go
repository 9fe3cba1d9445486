package closed

import (
	"slices"

	"anjian/internal/dataset"
	"anjian/internal/source"
	"anjian/internal/table"
)

// headings compares every file with what it was when the month was closed; a file that is new, with
// the last one that there was. What many files say alike is told once.
func (c *comparison) headings() {
	for _, f := range c.report.Files {
		if old := c.old.layoutOf(f); old != nil && len(f.Headers) > 0 {
			(&headings{c, old, f, texts(f.Headers)}).compare()
		}
	}
}

// layoutOf returns the headings that a file had, nil when there are none to compare with.
func (d *Dataset) layoutOf(f *dataset.FileReport) []string {
	file := d.file(f.Path, f.Sheet)
	for i := len(d.Files) - 1; file == nil && i >= 0; i-- {
		if d.Files[i].Layout > 0 {
			file = &d.Files[i]
		}
	}
	if file == nil || file.Layout == 0 {
		return nil
	}
	return d.Layouts[file.Layout-1]
}

// headings are those of one file, before and now.
type headings struct {
	*comparison
	before []string
	file   *dataset.FileReport
	after  []string
}

func (h *headings) once(kind Kind, what, hint string, at source.Pos) {
	if !h.told[what] {
		h.told[what] = true
		h.tell(kind, what, hint, at)
	}
}

// compare finds what came, went and was only renamed. A heading that a column still takes needs no
// remedy.
func (h *headings) compare() {
	var came []dataset.Header
	for _, o := range h.file.Headers {
		if !slices.Contains(h.before, o.Text) {
			came = append(came, o)
		}
	}
	for i, text := range h.before {
		if slices.Contains(h.after, text) {
			continue
		}
		column := h.old.owner(text)
		if now := h.taker(column); now != nil {
			h.once(Renamed, "表头“"+text+"”没有了，“"+column.Name+"”现在取自“"+now.Text+"”", "", now.Place)
			came = slices.DeleteFunc(came, func(o dataset.Header) bool { return o.Text == now.Text })
			continue
		}
		if best := h.likest(i, column, came); best >= 0 {
			hint := ""
			if column != nil {
				hint = "是同一列就把“" + came[best].Text + "”写进“" + column.Name + "”的 aliases"
			}
			h.once(Renamed, "表头“"+text+"”没有了，新表头“"+came[best].Text+"”的位置或内容与它相像", hint, came[best].Place)
			came = slices.Delete(came, best, best+1)
			continue
		}
		hint := ""
		if column != nil {
			hint = "在导出时勾选这一列；不再需要就删去数据集里的“" + column.Name + "”"
		}
		h.once(Vanished, "表头“"+text+"”没有了", hint, headerOf(h.file))
	}
	for _, o := range came {
		if o.Column != "" {
			h.once(Added, "新有表头“"+o.Text+"”，读作“"+o.Column+"”", "", o.Place)
		} else {
			h.once(Added, "新有表头“"+o.Text+"”，没有采用", "用得上就在数据集里加一段 [[column]]；用不上就在下次月结时确认", o.Place)
		}
	}
}

// taker is the heading of the file that a column is read from now, nil when there is none.
func (h *headings) taker(column *Column) *dataset.Header {
	if column == nil {
		return nil
	}
	for i := range h.file.Headers {
		if h.file.Headers[i].Column == column.Name {
			return &h.file.Headers[i]
		}
	}
	return nil
}

// headerOf is where a file has its headings.
func headerOf(f *dataset.FileReport) source.Pos {
	at := f.Headers[0].Place
	at.Col, at.Cell = 0, ""
	return at
}

// fileHeader is where the latest file has its headings.
func (c *comparison) fileHeader() source.Pos {
	for _, f := range slices.Backward(c.report.Files) {
		if len(f.Headers) > 0 {
			return headerOf(f)
		}
	}
	return c.place
}

// owner returns the column that a heading stood for, nil for one that was not taken.
func (d *Dataset) owner(heading string) *Column {
	for i := range d.Columns {
		if slices.Contains(d.Columns[i].Headings, heading) {
			return &d.Columns[i]
		}
	}
	return nil
}

// likest finds the new heading that most likely is the old one, -1 when none is near enough. What
// counts is the content (code values, or the type where it is not plain text), then the neighbours
// and the name.
func (h *headings) likest(i int, column *Column, came []dataset.Header) int {
	best, most := -1, 1
	for n, o := range came {
		if o.Column != "" {
			continue // the definition knows better
		}
		merit := 0
		if column != nil {
			var ok bool
			if merit, ok = h.content(column, o); !ok {
				continue
			}
		}
		if h.neighbours(i, o.Text) {
			merit++
		}
		if source.Nearest(h.before[i], []string{o.Text}) != "" {
			merit++
		}
		if merit > most {
			best, most = n, merit
		}
	}
	return best
}

// content says how far the first cells of a heading are those of a column; ok is false when they
// speak against it.
func (h *headings) content(column *Column, o dataset.Header) (merit int, ok bool) {
	var words []string
	for _, code := range column.Codes {
		words = append(words, code.Word)
	}
	var replaced map[string]string
	if def := h.report.Definition.Column(column.Name); def != nil {
		words, replaced = append(words, def.Values...), def.Map
	}
	among, all := o.Share(words, replaced)
	switch {
	case len(words) > 0 && all > 0:
		return 2, among*2 > all
	case len(words) > 0 || !alike(column.Type, o.Looks.String()):
		return 0, false
	case column.Type != table.Text.String():
		return 1, true
	}
	return 0, true
}

// alike tells whether a column of a type could look so: whole numbers may stand for decimals and,
// as 0 and 1, for 是否; anything may be text.
func alike(declared, looks string) bool {
	switch declared {
	case looks, table.Text.String():
		return true
	case table.Time.String():
		return looks == table.Date.String()
	case table.Int.String(), table.Decimal.String():
		return looks == table.Int.String() || looks == table.YesNo.String()
	}
	return false
}

// neighbours tells whether a new heading stands between the same two as an old one stood.
func (h *headings) neighbours(i int, text string) bool {
	n := slices.Index(h.after, text)
	return n >= 0 && around(h.before, i) == around(h.after, n)
}

func around(list []string, i int) (sides [2]string) {
	if i > 0 {
		sides[0] = list[i-1]
	}
	if i+1 < len(list) {
		sides[1] = list[i+1]
	}
	return sides
}
