package closed

import (
	"slices"
	"strconv"
	"strings"

	"anjian/internal/dataset"
	"anjian/internal/period"
	"anjian/internal/source"
	"anjian/internal/table"
)

// A Drift is how the present data differ from those of a closed month.
type Drift struct {
	Month   period.Period // that was closed
	Changes []Change      // by dataset, in the order of their ids
}

// A Kind is a sort of change.
type Kind string

const (
	Vanished Kind = "表头消失"
	Renamed  Kind = "表头改名"
	Added    Kind = "新表头"
	Retyped  Kind = "类型改变"
	NewCode  Kind = "新代码值"
	LostCode Kind = "代码值消失"
	Moved    Kind = "已结月份行数改变"
	Emptied  Kind = "数据集没有了"
)

// A Change is one difference. Only changes with a hint are to be acted upon; the others are told
// on the page alone.
type Change struct {
	Kind    Kind
	Dataset string // id
	Title   string // of the dataset
	What    string // for readers
	Hint    string
	Place   source.Pos
}

// Compare finds what changed since a month was closed. Late entries are looked for in the months
// up to it only.
func Compare(old *Profile, data *dataset.Data, calendar period.Calendar) *Drift {
	now := Take(data, calendar, old.Month)
	x := &Drift{Month: old.Month}
	for i := range old.Datasets {
		before := &old.Datasets[i]
		c := comparison{old: before, drift: x, place: before.at, monthOf: calendar.MonthOf}
		if c.now = now.dataset(before.ID); c.now == nil || len(c.now.Files) == 0 && len(before.Files) > 0 {
			c.tell(Emptied, "月结时有 "+strconv.Itoa(before.Rows)+" 行，现在没有导出", "把导出的文件放回 content/data/，或改正数据集的 files", before.at)
			continue
		}
		for _, r := range data.Reports {
			if r.Definition.ID == before.ID {
				c.report, c.table = r, data.Tables[before.ID]
			}
		}
		c.compare()
	}
	return x
}

// Warn tells the changes that want somebody to act.
func (x *Drift) Warn(errs *source.List) {
	for _, c := range x.Changes {
		if c.Hint != "" {
			errs.Warn(c.Place, "与"+x.Month.Title()+"月结时相比，"+c.What, c.Hint)
		}
	}
}

// A comparison is that of one dataset.
type comparison struct {
	old, now *Dataset
	report   *dataset.Report
	table    *table.Table
	place    source.Pos // where nothing better is known
	monthOf  func(period.Date) period.Period
	drift    *Drift
}

func (c *comparison) tell(kind Kind, what, hint string, at source.Pos) {
	c.drift.Changes = append(c.drift.Changes, Change{kind, c.old.ID, c.old.Title, what, hint, at})
}

func (c *comparison) compare() {
	if len(c.old.Files) == 0 { // it was not exported then
		return
	}
	c.headings()
	for _, before := range c.old.Columns {
		if now := c.now.column(before.Name); now != nil && !before.Absent {
			if now.Type != before.Type {
				c.tell(Retyped, "列“"+before.Name+"”的类型由"+before.Type+"改为"+now.Type, "核对数据集的定义；是有意改的，下次月结以后不再提示", source.Pos{File: c.report.Definition.Doc.Path})
			}
			if !now.Absent {
				c.codes(before, *now)
			}
		}
	}
	c.months()
}

// headings finds what came, went and was only renamed. A heading that a column still takes needs
// no remedy.
func (c *comparison) headings() {
	var came []dataset.Header
	for _, f := range c.report.Files {
		for _, h := range f.Headers {
			if !slices.Contains(c.old.Headings, h.Text) && !slices.ContainsFunc(came, func(o dataset.Header) bool { return o.Text == h.Text }) {
				came = append(came, h)
			}
		}
	}
	for i, text := range c.old.Headings {
		if slices.Contains(c.now.Headings, text) {
			continue
		}
		column := c.old.owner(text)
		if column != nil {
			if now := c.now.column(column.Name); now != nil && !now.Absent {
				c.tell(Renamed, "表头“"+text+"”没有了，“"+column.Name+"”现在取自“"+strings.Join(now.Headings, "”“")+"”", "", c.fileHeader())
				came = slices.DeleteFunc(came, func(h dataset.Header) bool { return h.Column == column.Name })
				continue
			}
		}
		if best := c.likest(i, column, came); best >= 0 {
			h := came[best]
			came = slices.Delete(came, best, best+1)
			hint := ""
			what := "表头“" + text + "”没有了，新表头“" + h.Text + "”的位置或内容与它相像"
			if column != nil {
				hint = "是同一列就把“" + h.Text + "”写进“" + column.Name + "”的 aliases"
			}
			c.tell(Renamed, what, hint, h.Place)
			continue
		}
		hint := ""
		if column != nil {
			hint = "在导出时勾选这一列；不再需要就删去数据集里的“" + column.Name + "”"
		}
		c.tell(Vanished, "表头“"+text+"”没有了", hint, c.fileHeader())
	}
	for _, h := range came {
		if h.Column != "" {
			c.tell(Added, "新有表头“"+h.Text+"”，读作“"+h.Column+"”", "", h.Place)
		} else {
			c.tell(Added, "新有表头“"+h.Text+"”，没有采用", "用得上就在数据集里加一段 [[column]]；用不上就在下次月结时确认", h.Place)
		}
	}
}

// fileHeader is where the latest file has its headings.
func (c *comparison) fileHeader() source.Pos {
	for _, f := range slices.Backward(c.report.Files) {
		if len(f.Headers) > 0 {
			at := f.Headers[0].Place
			at.Col, at.Cell = 0, ""
			return at
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
func (c *comparison) likest(i int, column *Column, came []dataset.Header) int {
	best, most := -1, 1
	for n, h := range came {
		if h.Column != "" {
			continue // the definition knows better
		}
		merit := 0
		if column != nil {
			var words []string
			for _, code := range column.Codes {
				words = append(words, code.Word)
			}
			var replaced map[string]string
			if def := c.report.Definition.Column(column.Name); def != nil {
				words, replaced = append(words, def.Values...), def.Map
			}
			among, all := h.Share(words, replaced)
			switch {
			case len(words) > 0 && all > 0 && among*2 > all:
				merit += 2
			case len(words) == 0 && column.Type != table.Text.String() && alike(column.Type, h.Looks.String()):
				merit++
			case len(words) > 0 || !alike(column.Type, h.Looks.String()):
				continue // the content speaks against it
			}
		}
		if c.neighbours(i, h.Text) {
			merit++
		}
		if source.Nearest(c.old.Headings[i], []string{h.Text}) != "" {
			merit++
		}
		if merit > most {
			best, most = n, merit
		}
	}
	return best
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
func (c *comparison) neighbours(i int, text string) bool {
	n := slices.Index(c.now.Headings, text)
	if n < 0 {
		return false
	}
	return around(c.old.Headings, i) == around(c.now.Headings, n)
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
