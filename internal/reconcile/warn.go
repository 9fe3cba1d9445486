package reconcile

import (
	"fmt"

	"anjian/internal/indicator"
	"anjian/internal/source"
)

// mostTold bounds what is told of one stock or table: the page lists all.
const mostTold = 3

// Tell reports balances that do not hold. It names places in files, never the cell's words.
func (s *Stock) Tell(org indicator.Organisation, errs *source.List) {
	for i, g := range s.Gaps {
		at := source.Pos{File: s.Dataset.Doc.Path}
		hint := "核对这个月的开始、结束日期"
		if len(g.Rows) > 0 {
			at = s.Table.Origin(g.Rows[0].Row)
			hint = "这一行" + g.Rows[0].Reason + "，在系统中改正后重新导出"
		}
		if i == mostTold {
			errs.Tell(source.StockDiffers, source.Pos{File: s.Dataset.Doc.Path}, fmt.Sprintf("%s另有 %d 处收结存不平", s.Title(), len(s.Gaps)-i), "见“数据情况”里的收结存核对")
			return
		}
		errs.Tell(source.StockDiffers, at, fmt.Sprintf("%s %s %s 收结存不平：期初 %d + 收 %d − 结 %d 应为 %d，期末未结却是 %d",
			s.Title(), g.Month.Title(), org.Title(g.Procuratorate), g.Begin, g.In, g.Out, g.Begin+g.In-g.Out, g.Open), hint)
	}
}

// Warn reports what keeps figures from being compared: names of the table that the site does not
// know, items that the table lacks.
func (c *Comparison) Warn(cube *indicator.Cube, errs *source.List) {
	here := source.Pos{File: c.Definition.Doc.Path}
	for _, name := range c.Strange {
		errs.Tell(source.UnitUnknown, here, "统计报表里的“"+name+"”不是已知的单位", source.Suggest(name, cube.Organisation.Names())+"；表示全部单位的写进 all")
	}
	for _, item := range c.Items {
		if !c.Absent && len(item.Checks) == 0 {
			errs.Tell(source.NoSuchItem, item.At, "统计报表里没有“"+item.Title+"”这一项", "核对 row、column 与报表的行目、列目是否一致")
		}
	}
}

// Tell reports figures that differ.
func (c *Comparison) Tell(cube *indicator.Cube, errs *source.List) {
	here := source.Pos{File: c.Definition.Doc.Path}
	told, more := 0, 0
	for _, item := range c.Items {
		for _, one := range item.Differing() {
			if told++; told > mostTold {
				more++
				continue
			}
			errs.Tell(source.TablesDiffer, one.At, fmt.Sprintf("%s“%s”%s %s 卡表不一致：统计报表数 %s，案卡测算数 %s", c.Definition.Title, item.Title,
				cube.Calendar.Title(one.Period), cube.Organisation.Title(one.Procuratorate), one.Theirs, one.Ours), "见“卡表核对”，逐案查明")
		}
	}
	if more > 0 {
		errs.Tell(source.TablesDiffer, here, fmt.Sprintf("%s另有 %d 处卡表不一致", c.Definition.Title, more), "见“卡表核对”")
	}
}
