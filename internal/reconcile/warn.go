package reconcile

import (
	"fmt"

	"anjian/internal/indicator"
	"anjian/internal/source"
)

// mostTold bounds the warnings of one stock: the page lists all.
const mostTold = 3

// Warn reports balances that do not hold. It names places in files, never the cell's words.
func (s *Stock) Warn(org indicator.Organisation, errs *source.List) {
	for i, g := range s.Gaps {
		at := source.Pos{File: s.Dataset.Doc.Path}
		hint := "核对这个月的开始、结束日期"
		if len(g.Rows) > 0 {
			at = s.Table.Origin(g.Rows[0].Row)
			hint = "这一行" + g.Rows[0].Reason + "，在系统中改正后重新导出"
		}
		if i == mostTold {
			errs.Warn(source.Pos{File: s.Dataset.Doc.Path}, fmt.Sprintf("%s另有 %d 处收结存不平", s.Title(), len(s.Gaps)-i), "见“数据情况”里的收结存核对")
			return
		}
		errs.Warn(at, fmt.Sprintf("%s %s %s 收结存不平：期初 %d + 收 %d − 结 %d 应为 %d，期末未结却是 %d",
			s.Title(), g.Month.Title(), org.Title(g.Procuratorate), g.Begin, g.In, g.Out, g.Begin+g.In-g.Out, g.Open), hint)
	}
}
