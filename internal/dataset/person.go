package dataset

import (
	"slices"

	"anjian/internal/edition"
	"anjian/internal/source"
	"anjian/internal/table"
	"anjian/internal/tomlfile"
)

// MaskedFor tells whether an edition may see the names of a column masked (张某). As they are nobody sees them.
func (c *Column) MaskedFor(e edition.Edition) bool { return c.Person != "" && e.Allows(c.Masked) }

// SeenBy tells whether an edition may see anything of the cells of a column, as they are or masked.
func (c *Column) SeenBy(e edition.Edition) bool { return e.Allows(c.Editions) || c.MaskedFor(e) }

// Audiences words who sees a column, for readers of the data dictionary; "" is nobody.
func (c *Column) Audiences() []string {
	list := slices.Clone(c.Editions)
	for _, name := range c.Masked {
		list = append(list, name+"（隐名）")
	}
	return list
}

func wantEdition(name string, at source.Pos, errs *source.List) {
	if !slices.Contains(edition.Audiences(), name) {
		errs.Tell(source.NoSuchEdition, at, "没有版本“"+name+"”", source.Suggest(name, edition.Audiences()))
	}
}

// checkPerson holds what a column says of names against what may be said.
func (d *Definition) checkPerson(c frontColumn, t table.Type, i int, at *tomlfile.Positions, errs *source.List) {
	for n, name := range c.Masked {
		wantEdition(name, at.At("column", i, "masked", n), errs)
		if name == edition.HandedOut {
			errs.Tell(source.PersonShown, at.At("column", i, "masked", n), "记姓名的列“"+c.Name+"”隐去名字也不能进入对外提供稿", "删去“"+name+"”；对外提供稿只有汇总数和批准提供的文稿")
		}
	}
	switch {
	case c.Person == "":
		if len(c.Masked) > 0 {
			errs.Tell(source.KeyOutOfPlace, at.At("column", i, "masked"), "列“"+c.Name+"”没有写明记的是谁的姓名，不能隐名", "加一行 person = \""+Party+"\" 或 \""+CaseHandler+"\"；不是姓名的，写 editions")
		}
		return
	case c.Person != Party && c.Person != CaseHandler:
		errs.Tell(source.NotAmong, at.At("column", i, "person"), "不认识“"+c.Person+"”", "写 person = \""+Party+"\" 或 \""+CaseHandler+"\"")
	case t != table.Text:
		errs.Tell(source.NotAmong, at.At("column", i, "type"), "记姓名的列应为 type = \"text\"", "删去 type")
	case len(c.Editions) > 0:
		errs.Tell(source.PersonShown, at.At("column", i, "editions"), "记姓名的列“"+c.Name+"”不能原样进入任何版本", "删去 editions；要让内部版看到“张某”，写 masked = [\""+edition.Inside+"\"]")
	}
	if len(c.Masked) == 0 {
		return
	}
	if c.Person == Party && d.AggregateOnly == "" {
		errs.Tell(source.MissingKey, at.At("column", i, "masked"), "没有写 aggregate_only，不能判断哪些行是未成年人的，“"+c.Name+"”隐名后也不能列出", "写明哪些行只计入汇总，如 aggregate_only = '年龄 < 18'；见数据集的键")
	}
	if role := d.roleOf(c.Name); role != "" {
		errs.Tell(source.WrongColumn, at.At("column", i, "masked"), "“"+c.Name+"”用作"+role+"，不能隐名显示", "换一列，如案号；或删去 masked")
	}
}

// roleOf names what a column is to the dataset besides a column: its words then tell rows apart, are counted by,
// or are written elsewhere.
func (d *Definition) roleOf(name string) string {
	for _, one := range []struct{ column, role string }{
		{d.Procuratorate, "承办单位"},
		{d.Department, "承办部门"},
		{d.BusinessLine, "条线"},
		{d.Cause, "案由"},
		{d.Industry, "所属行业"},
		{d.Decider, "决定层级"},
		{d.Handler, "承办人工号"},
	} {
		if one.column == name {
			return one.role
		}
	}
	if slices.Contains(d.Key, name) {
		return "主键"
	}
	return ""
}
