package dataset

import (
	"strconv"
	"strings"

	"anjian/internal/period"
	"anjian/internal/table"
)

// Print writes a cell as a person would: 2025-03-01, 12.50, 是; "" when it is empty.
func Print(c *table.Column, row int) string {
	if c.Empty(row) {
		return ""
	}
	switch c.Type {
	case table.Text, table.YesNo:
		return c.Word(row)
	case table.Date:
		return period.Date(c.Nums.At(row)).String()
	case table.Time:
		seconds := c.Nums.At(row)/1000 + chinaTime
		day := period.Date(seconds / 86400)
		rest := seconds % 86400
		return day.String() + " " + two(rest/3600) + ":" + two(rest/60%60)
	}
	digits := strconv.FormatInt(c.Nums.At(row), 10)
	if c.Type == table.Int || c.Scale == 0 {
		return digits
	}
	sign := ""
	if rest, negative := strings.CutPrefix(digits, "-"); negative {
		sign, digits = "−", rest
	}
	for len(digits) <= c.Scale {
		digits = "0" + digits
	}
	return sign + digits[:len(digits)-c.Scale] + "." + digits[len(digits)-c.Scale:]
}

func two(n int64) string {
	if n < 10 {
		return "0" + strconv.FormatInt(n, 10)
	}
	return strconv.FormatInt(n, 10)
}
