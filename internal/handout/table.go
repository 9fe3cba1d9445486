package handout

import (
	"slices"
	"strings"

	"anjian/internal/indicator"
	"anjian/internal/period"
	"anjian/internal/source"
	"anjian/internal/tomlfile"
)

// readTable takes one table in; what is wrong with it leaves it out.
func (r *Registration) readTable(f *frontTable, n int, at *tomlfile.Positions, cube *indicator.Cube, errs *source.List) {
	before, ahead := errs.Faults(), len(r.Ahead)
	here := func(path ...any) source.Pos { return at.At(append([]any{"table", n}, path...)...) }
	t := Table{Title: strings.TrimSpace(f.Title), By: By(f.By), Totals: f.Totals, Pos: here()}
	if t.Title == "" {
		errs.Tell(source.MissingKey, here("title"), "表没有标题", `加一行 title = "审查逮捕情况"`)
	}
	if slices.ContainsFunc(r.Tables, func(o Table) bool { return o.Title == t.Title }) {
		errs.Tell(source.NameTaken, here("title"), "两张表都叫“"+t.Title+"”", "给其中一张换个标题")
	}
	if _, known := ways[t.By]; !known {
		errs.Tell(source.NotAmong, here("by"), "未知的分列方式“"+f.By+"”", `可用的有“procuratorate”（各院）“area”（各地区）“cause”（各案由）；只要合计的不写`)
	}
	if len(f.Indicators) == 0 {
		errs.Tell(source.MissingKey, here("indicators"), "表没有写指标", `例如 indicators = ["non-arrest-rate"]`)
	}
	for i, id := range f.Indicators {
		d := cube.Definition(id)
		switch {
		case d == nil:
			errs.Tell(source.NoSuchIndicator, here("indicators", i), "没有编号为“"+id+"”的指标", source.Suggest(id, indicatorIDs(cube)))
		case slices.Contains(t.Indicators, d):
			errs.Tell(source.SaidTwice, here("indicators", i), "指标“"+d.Title+"”在一张表里写了两次", "只留一处")
		default:
			if why, hint := unfit(d, t.By); why != "" {
				errs.Tell(source.NotHandable, here("indicators", i), "“"+d.Title+"”不能这样对外提供："+why, hint)
			}
			t.Indicators = append(t.Indicators, d)
		}
	}
	if len(f.Periods) == 0 {
		errs.Tell(source.MissingKey, here("periods"), "表没有写统计期", `例如 periods = ["2025Q3", "2025Q4"]`)
	}
	for i, word := range f.Periods {
		p, err := period.Parse(word)
		switch {
		case err != nil:
			errs.Tell(source.BadPeriod, here("periods", i), "看不懂的统计期“"+word+"”", "写作 2025-03、2025Q2、2025H1、2025 或 2025-01..06")
		case !cube.Calendar.Complete(p, cube.Cutoff) && r.Date > cube.Calendar.End(p):
			r.Ahead = append(r.Ahead, here("periods", i))
		case !cube.Calendar.Complete(p, cube.Cutoff):
			errs.Tell(source.PeriodIsOpen, here("periods", i), cube.Calendar.Title(p)+"还没有结束：数据截止日是 "+cube.Cutoff.String(), "只提供已经结束的统计期，等数据截止日到 "+cube.Calendar.End(p).String()+" 以后再做")
		case p.First().Compare(cube.First()) < 0:
			errs.Tell(source.OutOfRange, here("periods", i), p.Title()+"早于数据起点 "+cube.First().Title(), "检查年份是否写错，或删去这一期")
		case slices.Contains(t.Periods, p):
			errs.Tell(source.SaidTwice, here("periods", i), "统计期“"+word+"”写了两次", "只留一处")
		default:
			t.Periods = append(t.Periods, p)
		}
	}
	if errs.Faults() == before && len(r.Ahead) == ahead {
		r.Tables = append(r.Tables, t)
	}
}

// unfit says why an indicator may not be handed out in tables with such lines, and what to do.
func unfit(d *indicator.Definition, by By) (why, hint string) {
	const counts = "改用件数、人数，或者由件数、人数相除得来的率"
	switch {
	case d.Manual:
		return "手工填报的数没有可以核对的行", "改用由数据算出的指标"
	case d.HideBelow > 0 && by != ByNone:
		return "涉及未成年人的数只提供合计，不分单位、案由", "删去 by，或者把这项指标移到一张只列合计的表里"
	}
	for _, m := range d.Measures() {
		switch {
		case m.Aggregate == indicator.Mean || m.Aggregate == indicator.Median:
			return "平均数、中位数不能按小数隐藏的规则取整", counts
		case m.Aggregate == indicator.Sum && !slices.Contains(countUnits, d.CountUnit()):
			return "以“" + d.CountUnit() + "”计的合计不是件数、人数", counts
		case m.Sign < 0:
			return "它由几项相减得来，隐去的数可以由各项推出", counts
		}
	}
	for _, q := range quantitiesOf(d) {
		if !q.additive { // what hidden ones follow from is only found where counts add up
			return "它去掉重复，或者把期初、期末的数与期内的数合在一起，各期、各院相加不等于合计，隐去的数能不能推算核对不了", counts
		}
	}
	return "", ""
}

// countUnits are what counts are counted in.
var countUnits = []string{"件", "人", "次", "份", "个", "名", "起", "户", "条", "项", "场", "人次", "件次"}

func indicatorIDs(c *indicator.Cube) []string {
	ids := make([]string, len(c.Definitions))
	for i, d := range c.Definitions {
		ids[i] = d.ID
	}
	return ids
}
