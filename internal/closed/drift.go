package closed

import (
	"strconv"

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
		c := comparison{old: before, drift: x, place: before.at, monthOf: calendar.MonthOf, told: map[string]bool{}}
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
			errs.Tell(source.ClosedDiffers, c.Place, "与"+x.Month.Title()+"月结时相比，"+c.What, c.Hint)
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
	told     map[string]bool // what many files say alike
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
