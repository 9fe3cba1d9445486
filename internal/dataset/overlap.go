package dataset

import (
	"math"
	"slices"

	"anjian/internal/source"
	"anjian/internal/table"
)

// Superseded is the reason of rows that a later one with the same key replaces.
const Superseded = "被较新的行取代"

// resolve keeps, of rows with equal keys in several files, those of the latest, as overlap =
// "latest" declares. What decides is the declared date column, or else the time in the file's name;
// never when a file was saved. Rows that neither tells apart stay and are reported as repeated.
// The answer is false when it cannot be told which rows are the latest.
func (b *tableBuilder) resolve(errs *source.List) bool {
	t := b.table
	if !b.def.Latest || t.Rows == 0 {
		return true
	}
	age, ok := b.ages(errs)
	if age == nil {
		return ok
	}
	rows := newRowSet(t, b.def.Key)
	first := make([]int32, t.Rows)
	latest := make([]int64, t.Rows) // of the first row with each key
	for row := range t.Rows {
		f := rows.first(row)
		first[row] = int32(f)
		if f == row {
			latest[f] = math.MinInt64
		}
		latest[f] = max(latest[f], age(row))
	}
	var keep []int
	for row := range t.Rows {
		if age(row) == latest[first[row]] {
			keep = append(keep, row)
			continue
		}
		fr := b.reports[t.FileOf[row]]
		fr.Kept--
		fr.drop(Superseded, 1)
		t.Files[t.FileOf[row]].Rows--
	}
	if len(keep) < t.Rows {
		b.keep(keep)
	}
	return true
}

// ages returns how new each row is; nil when there is nothing to compare, or it is not known, which
// is told.
func (b *tableBuilder) ages(errs *source.List) (age func(row int) int64, ok bool) {
	t := b.table
	if name := b.def.LatestBy; name != "" {
		c := t.Column(name)
		if c == nil || c.Absent {
			errs.Tell(source.NewestUnknown, source.Pos{File: b.def.Doc.Path}, "不能判断哪一行新：导出里没有“"+name+"”", "在导出时勾选这一列，或删去 latest_by，改按文件名里的年月")
			return nil, false
		}
		return func(row int) int64 {
			if c.Empty(row) {
				return math.MinInt64 // older than any day
			}
			return c.Nums.At(row)
		}, true
	}
	paths := map[string]bool{}
	for _, f := range t.Files {
		paths[f.Path] = true
	}
	if len(paths) < 2 {
		return nil, true // nothing lies in several files
	}
	days := make([]int64, len(t.Files))
	known := true
	for i, f := range t.Files {
		when, ok := timeOf(f.Path)
		if !ok && !slices.ContainsFunc(t.Files[:i], func(o table.File) bool { return o.Path == f.Path }) {
			errs.Tell(source.NewestUnknown, source.Pos{File: f.Path}, "文件名里看不出是哪一期，不能判断哪个文件新", "文件名写上年月或日期，如 审查逮捕-2025-03.csv；或用 latest_by 指定一个日期列")
		}
		known = known && ok
		days[i] = int64(when.day)
	}
	if !known {
		return nil, false
	}
	return func(row int) int64 { return days[t.FileOf[row]] }, true
}

// keep drops all rows but those given, in their order.
func (b *tableBuilder) keep(rows []int) {
	t := b.table
	for _, c := range t.Columns {
		c.Codes = c.Codes.Pick(rows)
		c.Nums = c.Nums.Pick(rows)
	}
	t.FileOf, t.LineOf = pick(t.FileOf, rows), pick(t.LineOf, rows)
	t.Rows = len(rows)
}
