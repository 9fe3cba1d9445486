package statute

import (
	"strconv"
	"strings"
)

var (
	digits = []rune("零一二三四五六七八九")
	units  = []string{"", "十", "百", "千"}
)

// Numeral writes a number as laws do: 一百零五, 一百一十, 十五. Numbers beyond 9999 stay in digits.
func Numeral(n int) string {
	if n <= 0 || n > 9999 {
		return strconv.Itoa(n)
	}
	var b strings.Builder
	gap := false
	for i, base := 3, 1000; i >= 0; i, base = i-1, base/10 {
		d := n / base % 10
		switch {
		case d == 0:
			gap = b.Len() > 0
			continue
		case gap:
			b.WriteRune(digits[0])
			gap = false
		}
		if d != 1 || i != 1 || b.Len() > 0 {
			b.WriteRune(digits[d])
		}
		b.WriteString(units[i])
	}
	return b.String()
}

// value reads a number in digits or Chinese numerals; 0 for what is none.
func value(text string) int {
	if n, err := strconv.Atoi(text); err == nil {
		return n
	}
	sum, d := 0, 0
	for _, c := range text {
		switch c {
		case '零', '〇':
		case '两':
			d = 2
		case '十', '百', '千':
			base := map[rune]int{'十': 10, '百': 100, '千': 1000}[c]
			sum += max(d, 1) * base
			d = 0
		default:
			for i, have := range digits {
				if c == have {
					d = i
				}
			}
		}
	}
	return sum + d
}
