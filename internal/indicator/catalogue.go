package indicator

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"anjian/internal/source"
	"anjian/internal/tomlfile"
)

// Compare puts definitions into the order of their numbers, 2 before 10 and 11 before 11.2; those
// without a number follow by their Order.
func Compare(a, b *Definition) int {
	if a.Number == "" || b.Number == "" {
		if a.Number != b.Number {
			return cmp.Compare(b.Number, a.Number) // the empty one is last
		}
		return cmp.Compare(a.Order, b.Order)
	}
	return slices.Compare(parts(a.Number), parts(b.Number))
}

// parts reads a number such as 11.2; nil when it is none.
func parts(number string) []int {
	var list []int
	for part := range strings.SplitSeq(number, ".") {
		n, err := strconv.Atoi(part)
		if err != nil || n < 1 || strconv.Itoa(n) != part {
			return nil
		}
		list = append(list, n)
	}
	return list
}

func checkNumbers(d *Definition, at *tomlfile.Positions, errs *source.List) {
	if d.Number != "" && parts(d.Number) == nil {
		errs.Tell(source.BadValue, at.At("number"), "“number”不是指标序号", `写作 "11" 或 "11.2"`)
	}
	for i, number := range d.Formerly {
		if parts(number) == nil {
			errs.Tell(source.BadValue, at.At("former_numbers", i), "“former_numbers”里有一项不是指标序号", `写作 ["11", "11.2"]`)
		}
	}
}

// Numbers lists the present and former numbers of a definition.
func (d *Definition) Numbers() []string {
	if d.Number == "" {
		return d.Formerly
	}
	return append([]string{d.Number}, d.Formerly...)
}
