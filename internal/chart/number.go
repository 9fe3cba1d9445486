package chart

import (
	"math"
	"strconv"
	"strings"
	"unicode"
)

// fixed writes a number with the given decimals, half-up away from zero.
func fixed(v float64, decimals int) string {
	scale := math.Pow(10, float64(decimals))
	rounded := math.Floor(math.Abs(v)*scale+0.5+1e-9) / scale
	text := strconv.FormatFloat(rounded, 'f', decimals, 64)
	if v < 0 && rounded != 0 {
		return "−" + text
	}
	return text
}

// plain writes an axis number: no needless decimals, thousands set apart with
// thin spaces from 10 000 on. The loader's @num does the same.
func plain(v float64) string {
	text := strconv.FormatFloat(math.Round(math.Abs(v)*1e6)/1e6, 'f', -1, 64)
	whole, part, found := strings.Cut(text, ".")
	if len(whole) > 4 {
		var b strings.Builder
		for i, r := range whole {
			if i > 0 && (len(whole)-i)%3 == 0 {
				b.WriteRune('\u2009')
			}
			b.WriteRune(r)
		}
		whole = b.String()
	}
	if found {
		whole += "." + part
	}
	if v < 0 && whole != "0" {
		whole = "−" + whole
	}
	return whole
}

// short4 keeps four decimals, enough for any picture.
func short4(v float64) float64 { return math.Round(v*1e4) / 1e4 }

// textWidth estimates the width of a line of text at the chart's size of 12.
func textWidth(s string) float64 {
	width := 0.0
	for _, r := range s {
		switch {
		case r == '\u2009':
			width += 2.5
		case strings.ContainsRune(".,:;'|il1 ", r) && r != '1':
			width += 3.4
		case r < 0x2000 && unicode.IsUpper(r), r == '%', r == '@':
			width += 8.5
		case r < 0x2000:
			width += 6.8
		default:
			width += 12
		}
	}
	return width
}
