package cardcheck

import (
	"fmt"
	"strconv"
	"strings"

	"anjian/internal/source"
	"anjian/internal/table"
)

// A Share is a part of a dataset's rows, in hundredths of a per cent; 0 is off.
type Share int

// UnmarshalTOML takes a text such as 5% or 0.25%.
func (s *Share) UnmarshalTOML(v any) error {
	text, _ := v.(string)
	number, ok := strings.CutSuffix(text, "%")
	whole, fraction, _ := strings.Cut(number, ".")
	if n, err := strconv.Atoi(whole + fraction + strings.Repeat("0", max(0, 2-len(fraction)))); ok && err == nil && len(fraction) <= 2 && n > 0 && n <= 10000 {
		*s = Share(n)
		return nil
	}
	return fmt.Errorf(`写作 "5%%"，大于 0，不超过 100%%，至多两位小数`)
}

// String writes the share as it is read.
func (s Share) String() string {
	text := strconv.Itoa(int(s) / 100)
	if rest := int(s) % 100; rest > 0 {
		text += strings.TrimRight(fmt.Sprintf(".%02d", rest), "0")
	}
	return text + "%"
}

// over tells whether so many of all rows are more than the share.
func (s Share) over(found, rows int) bool { return s > 0 && found*10000 > int(s)*rows }

// CheckShares reports rules that find more of their dataset than they say is tolerable: a warning, or
// a fault, with which nothing is published.
func CheckShares(rules []*Rule, found []Finding, tables map[string]*table.Table, errs *source.List) {
	counts := map[*Rule]int{}
	for _, f := range found {
		counts[f.Rule]++
	}
	for _, r := range rules {
		t := tables[r.Dataset]
		if t == nil {
			continue
		}
		told := fmt.Sprintf("规则 %s “%s”在“%s”查出 %d 行，超过全部 %d 行的 ", r.Code, r.Title, t.Title, counts[r], t.Rows)
		switch {
		case r.Fail.over(counts[r], t.Rows):
			errs.Tell(source.ShareTooHigh, r.at, told+r.Fail.String(), "数据可能导错或者读错了列，核对后重新导出；确属案卡问题的，调高 [share] 的 fail")
		case r.Warn.over(counts[r], t.Rows):
			errs.Tell(source.ShareHigh, r.at, told+r.Warn.String(), "查出的见“案卡核查”页")
		}
	}
}
