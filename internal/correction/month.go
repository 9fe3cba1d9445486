package correction

import (
	"slices"

	"anjian/internal/closed"
	"anjian/internal/period"
	"anjian/internal/source"
)

const mended = "这个文件由 anjian close 写成；从备份恢复，或用 anjian close 月份 --again 重新写"

// ReadMonth reads the items that a closed month froze; nil when the file is damaged, which is told to
// errs. Numbers are made again from what they stand for: a line that was edited by hand is noticed.
func ReadMonth(file string, month period.Period, data []byte, errs *source.List) *closed.Findings {
	f := closed.ParseFindings(file, month, data, errs)
	if f == nil {
		return nil
	}
	good := true
	numbers := make(map[string]bool, len(f.List))
	for i, x := range f.List {
		switch {
		case x.Number != Identity{x.Code, x.Dataset, x.Key}.Number():
			errs.Tell(source.DamagedRecord, f.At(i), "条目号“"+x.Number+"”与规则、数据集、编号对不上", mended)
		case !slices.Contains(States(), State(x.State)) || State(x.State) == Corrected:
			errs.Tell(source.DamagedRecord, f.At(i), "不认识的状态“"+x.State+"”", mended)
		case numbers[x.Number]:
			errs.Tell(source.DamagedRecord, f.At(i), "条目“"+x.Number+"”写了两次", mended)
		default:
			numbers[x.Number] = true
			continue
		}
		good = false
	}
	if !good {
		return nil
	}
	return f
}
