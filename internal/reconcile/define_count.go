package reconcile

import (
	"anjian/internal/dataset"
	"anjian/internal/formula"
	"anjian/internal/source"
)

// pendingAtEnd is how a count of what is pending is asked for, as in indicators.
const pendingAtEnd = "期末"

// count reads a count of rows.
func (r *itemReader) count() *Count {
	f := r.front
	set := r.world.dataset(f.Dataset)
	if set == nil || set.Layout != nil {
		r.errs.Tell(source.NoSuchDataset, r.pos("dataset"), "没有数据集“"+f.Dataset+"”", source.Suggest(f.Dataset, r.world.ids(caseList)))
		return nil
	}
	c := &Count{Dataset: set}
	var days []string
	switch f.Pending {
	case "":
	case pendingAtEnd:
		days = []string{formula.PeriodEnd}
	default:
		r.errs.Tell(source.NotAmong, r.pos("at"), "“at”不能是“"+f.Pending+"”", `期末未结写 at = "期末"，其余不写`)
	}
	if f.Where != "" {
		c.Where = r.formula(f.Where, set, formula.Bool, days, "where")
	}
	if f.Sum != "" {
		c.Sum = r.formula(f.Sum, set, formula.Number, days, "sum")
	}
	c.Date = r.day(f.Date, set.Start, "date", "start", set)
	if len(days) > 0 {
		c.Until = r.day(f.End, set.End, "end", "end", set)
	}
	return c
}

// day reads the name of a date, or takes the dataset's own.
func (r *itemReader) day(text, own, key, role string, set *dataset.Definition) *formula.Expr {
	if text == "" {
		text = own
	}
	if text == "" {
		r.errs.Tell(source.MissingKey, r.pos(), "没有写按哪个日期统计", `加上 `+key+` = "…"，或在数据集“`+set.ID+`”里写 `+role)
		return nil
	}
	return r.formula(text, set, formula.Date, nil, key)
}

func (r *itemReader) formula(text string, set *dataset.Definition, want formula.Kind, days []string, key ...any) *formula.Expr {
	e := formula.Parse(text, r.pos(key...), r.errs)
	if e == nil || !e.Check(r.world.Schemas[set.ID], want, r.errs, days...) {
		return nil
	}
	return e
}

// list reads which cases the official table counted.
func (r *itemReader) list(item *Item) *List {
	f := r.front.List
	set := r.world.dataset(f.Dataset)
	if set == nil || set.Layout != nil {
		r.errs.Tell(source.NoSuchDataset, r.pos("list", "dataset"), "没有数据集“"+f.Dataset+"”", source.Suggest(f.Dataset, r.world.ids(caseList)))
		return nil
	}
	l := &List{Dataset: set, Key: f.Key, OwnKey: f.OwnKey}
	if l.Key == "" && len(set.Key) == 1 {
		l.Key = set.Key[0]
	}
	if set.Column(l.Key) == nil {
		r.errs.Tell(source.MissingKey, r.pos("list", "key"), "案件清单没有写按哪一列对号", `加上 key = "部门受案号"`)
		return nil
	}
	if l.OwnKey == "" {
		l.OwnKey = l.Key
	}
	if own := r.ownDataset(item); own != nil && own.Column(l.OwnKey) == nil {
		var names []string
		for _, c := range own.Columns {
			names = append(names, c.Name)
		}
		r.errs.Tell(source.NoSuchColumn, r.pos("list", "own_key"), "数据集“"+own.ID+"”没有列“"+l.OwnKey+"”", source.Suggest(l.OwnKey, names))
	}
	if item.date == nil {
		r.errs.Tell(source.NotComparable, r.pos("list"), "这一项不能附案件清单", "期末未结和多个数据集合计的项目，核对到件数为止")
		return nil
	}
	if f.Date == "" {
		r.errs.Tell(source.MissingKey, r.pos("list", "date"), "案件清单没有写按哪个日期归期", `加上 date = "审结日期"`)
		return nil
	}
	l.Date = r.formula(f.Date, set, formula.Date, nil, "list", "date")
	if f.Where != "" {
		l.Where = r.formula(f.Where, set, formula.Bool, nil, "list", "where")
	}
	return l
}

// ownDataset is the dataset whose rows are compared with the list; nil when the item counts
// several.
func (r *itemReader) ownDataset(item *Item) *dataset.Definition {
	if item.Own != nil {
		return item.Own.Dataset
	}
	for _, d := range r.world.Indicators {
		if d.ID == item.Indicator {
			return r.world.dataset(onlyDataset(d, item.Part))
		}
	}
	return nil
}
