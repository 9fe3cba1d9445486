package closed

import (
	"slices"
	"strconv"
	"strings"

	"anjian/internal/period"
	"anjian/internal/source"
)

// codes finds code values that are new or gone. Words of open columns are not repeated: they may
// name somebody; the place of the first one is told.
func (c *comparison) codes(before, now Column) {
	if len(before.Codes) == 0 {
		return
	}
	closedList := false
	if def := c.report.Definition.Column(before.Name); def != nil {
		closedList = len(def.Values) > 0
	}
	fresh := without(now.Codes, before.Codes)
	if len(now.Codes) == 0 { // it no longer repeats like codes
		return
	}
	if len(fresh) > 0 {
		what := "列“" + before.Name + "”有 " + strconv.Itoa(len(fresh)) + " 个新值，共 " + strconv.Itoa(rowsOf(fresh)) + " 行"
		if closedList {
			what = "列“" + before.Name + "”有新代码值" + named(fresh)
		}
		c.tell(NewCode, what, "核对指标、规则的条件是否要算入新值", c.first(before.Name, fresh))
	}
	if gone := without(before.Codes, now.Codes); len(gone) > 0 {
		what := "列“" + before.Name + "”有 " + strconv.Itoa(len(gone)) + " 个值不再出现，月结时共 " + strconv.Itoa(rowsOf(gone)) + " 行"
		if closedList {
			what = "列“" + before.Name + "”不再出现代码值" + named(gone)
		}
		hint := ""
		if rowsOf(gone)*20 > c.old.Rows { // one value in twenty does not go by itself
			hint = "核对导出的条件，或系统是否改了这个值的写法"
		}
		c.tell(LostCode, what, hint, c.fileHeader())
	}
}

func named(codes []Code) string {
	parts := make([]string, len(codes))
	for i, code := range codes {
		parts[i] = "“" + code.Word + "” " + strconv.Itoa(code.Rows) + " 行"
	}
	return strings.Join(parts, "、")
}

func rowsOf(codes []Code) (n int) {
	for _, c := range codes {
		n += c.Rows
	}
	return n
}

// without lists the codes that the others lack.
func without(codes, others []Code) []Code {
	return slices.DeleteFunc(slices.Clone(codes), func(c Code) bool {
		return slices.ContainsFunc(others, func(o Code) bool { return o.Word == c.Word })
	})
}

// first is the row that first has one of the codes.
func (c *comparison) first(column string, codes []Code) source.Pos {
	words := c.table.Column(column)
	for row := range c.table.Rows {
		if word := words.Word(row); word != "" && slices.ContainsFunc(codes, func(o Code) bool { return o.Word == word }) {
			return c.table.Origin(row)
		}
	}
	return c.place
}

// months finds rows that were entered late into closed months, or went from them.
func (c *comparison) months() {
	var dates []string
	for _, m := range slices.Concat(c.old.Months, c.now.Months) {
		for _, r := range m.Rows {
			if !slices.Contains(dates, r.Word) {
				dates = append(dates, r.Word)
			}
		}
	}
	slices.Sort(dates)
	for _, date := range dates {
		if now := c.now.column(date); now == nil || now.Absent {
			continue // told already: its heading is gone
		}
		before, now := c.old.byMonth(date), c.now.byMonth(date)
		var changed []period.Period
		for m := range before {
			if now[m] != before[m] {
				changed = append(changed, m)
			}
		}
		for m := range now {
			if _, known := before[m]; !known {
				changed = append(changed, m)
			}
		}
		if len(changed) == 0 {
			continue
		}
		slices.SortFunc(changed, period.Period.Compare)
		more, fewer := 0, 0
		for _, m := range changed {
			if d := now[m] - before[m]; d > 0 {
				more += d
			} else {
				fewer -= d
			}
		}
		c.tell(Moved, "“"+date+"”在已结月份的行数变了："+moves(changed, before, now),
			late(more, fewer), c.dated(date, changed[len(changed)-1]))
	}
}

// mostMoves bounds the months that one finding names.
const mostMoves = 6

func moves(changed []period.Period, before, now map[period.Period]int) string {
	var parts []string
	for _, m := range changed[max(0, len(changed)-mostMoves):] {
		parts = append(parts, m.Title()+"由 "+strconv.Itoa(before[m])+" 变为 "+strconv.Itoa(now[m]))
	}
	text := strings.Join(parts, "，")
	if len(changed) > mostMoves {
		text += "，另有更早的 " + strconv.Itoa(len(changed)-mostMoves) + " 个月"
	}
	return text
}

func late(more, fewer int) string {
	const again = "用 anjian close 月份 --again 重新月结"
	switch {
	case fewer == 0:
		return "确属迟录、补录的，" + again
	case more == 0:
		return "核对是否漏放了文件或导出条件变了；确属更正的，" + again
	}
	return "核对导出条件和改动原因；确属补录、更正的，" + again
}

// dated is the file that rows of a month changed in, as far as can be told: one that was not there
// or was other when the month was closed and has rows of it, else any that has.
func (c *comparison) dated(date string, month period.Period) source.Pos {
	column := c.table.Column(date)
	looked := map[uint16]bool{}
	var other source.Pos
	for row := range c.table.Rows {
		if looked[c.table.FileOf[row]] {
			continue
		}
		day := column.Day(row)
		if day == period.NoDate || c.monthOf(day) != month {
			continue
		}
		looked[c.table.FileOf[row]] = true
		f := c.table.Files[c.table.FileOf[row]]
		at := source.Pos{File: f.Path, Sheet: f.Sheet}
		if old := c.old.file(f.Path, f.Sheet); old == nil || old.SHA256 != f.SHA256 {
			return at
		}
		if other.File == "" {
			other = at
		}
	}
	if other.File == "" {
		return c.fileHeader()
	}
	return other
}

func (d *Dataset) byMonth(date string) map[period.Period]int {
	counts := map[period.Period]int{}
	for _, m := range d.Months {
		for _, r := range m.Rows {
			if r.Word == date {
				counts[m.Month] = r.Rows
			}
		}
	}
	return counts
}
