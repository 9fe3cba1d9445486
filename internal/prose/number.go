package prose

import (
	"math"
	"strconv"
	"strings"
)

// A nearness is how exactly a number is meant.
type nearness uint8

const (
	exact nearness = iota
	about          // 约 … 左右
	over           // 超过 …，… 余
	near           // 近 …，接近 …
	below          // 不足 …
)

// A number is a figure in a sentence, in the measure of its unit: 0.15 万件 is 1500 with unit 件.
type number struct {
	value float64
	half  float64 // half of its last place: what rounding may hide
	unit  string  // "" where none follows
	near  nearness
	rough bool // 三成, 四分之一: a word rather than a figure
}

// units follow a number, the longest first. Those of time and order make no figure.
var units = []string{"个百分点", "百分点", "万元", "亿元", "人次", "%", "％", "件", "人", "天", "元", "倍", "成", "份", "家", "起", "次", "场", "条", "名", "个", "宗"}

var notFigures = []string{"个月", "个工作日", "年", "月", "日", "期", "号", "款", "项", "章", "版", "时", "分", "周", "季", "岁"}

var before = map[string]nearness{"大约": about, "约": about, "将近": near, "接近": near, "近": near, "超过": over, "逾": over, "突破": over, "不足": below, "不到": below}

// readNumber reads a figure at the front of a text; n is how many runes it takes, 0 for none.
func readNumber(s []rune) (x number, n int) {
	for _, word := range []int{2, 1} {
		if len(s) > word {
			if k, ok := before[string(s[:word])]; ok {
				at := word + blanks(s[word:])
				if x, n = readNumber(s[at:]); n > 0 {
					x.near = k
					return x, at + n
				}
			}
		}
	}
	if x, n = fraction(s); n > 0 {
		return x, n
	}
	if prefix(s, "零") && (len(s) == 1 || hanDigit(s[1]) < 0 && !isDigit(s[1])) {
		return number{half: 0.5}, 1
	}
	digits := 0
	if x, digits = arabic(s); digits == 0 {
		if x, digits = chinese(s); digits == 0 {
			return number{}, 0
		}
	}
	rest := s[digits:]
	n = digits
	if k := more(rest); k > 0 {
		x.near, n = over, n+k
		rest = rest[k:]
	}
	k := blanks(rest)
	after := rest[k:]
	if prefix(after, "万") && !prefix(after, "万元") {
		x.value, x.half = x.value*1e4, x.half*1e4
		k++
		after = after[1:]
	}
	for _, word := range notFigures {
		if prefix(after, word) {
			return number{}, 0
		}
	}
	for _, unit := range units {
		if prefix(after, unit) {
			x.unit, n = unit, n+k+len([]rune(unit))
			break
		}
	}
	x.settle()
	if x.unit == "" && !isDigit(s[0]) {
		return number{}, 0 // 一, 二 without a unit are words
	}
	if k := blanks(s[n:]); prefix(s[n+k:], "左右") || prefix(s[n+k:], "上下") {
		x.near, n = about, n+k+2
	} else if prefix(s[n+k:], "以上") {
		x.near, n = over, n+k+2
	}
	return x, n
}

// settle brings ways to write one unit together.
func (x *number) settle() {
	switch x.unit {
	case "％":
		x.unit = "%"
	case "百分点":
		x.unit = "个百分点"
	case "名":
		x.unit = "人"
	case "成":
		x.value, x.half, x.unit, x.rough = x.value*10, 5, "%", true
	case "亿元":
		x.value, x.half, x.unit = x.value*1e4, x.half*1e4, "万元"
	}
}

// arabic reads 1,536 or 20.1 or 1:1.21.
func arabic(s []rune) (number, int) {
	n, point := 0, -1
	var text strings.Builder
	for n < len(s) {
		c := s[n]
		switch {
		case isDigit(c):
			text.WriteRune(c)
		case (c == ',' || c == '，') && point < 0 && n > 0 && isGroup(s[n+1:]):
		case c == '.' && point < 0 && n > 0 && n+1 < len(s) && isDigit(s[n+1]):
			point = n
			text.WriteRune(c)
		case (c == ':' || c == '：' || c == '∶') && text.String() == "1" && n+1 < len(s) && isDigit(s[n+1]):
			x, k := arabic(s[n+1:]) // 1:1.21
			return x, n + 1 + k
		default:
			goto done
		}
		n++
	}
done:
	if n == 0 {
		return number{}, 0
	}
	v, err := strconv.ParseFloat(text.String(), 64)
	if err != nil {
		return number{}, 0
	}
	places := 0
	if point >= 0 {
		places = n - point - 1
	}
	return number{value: v, half: 0.5 * math.Pow(10, -float64(places))}, n
}

func isDigit(c rune) bool { return c >= '0' && c <= '9' }

// isGroup tells whether exactly three digits follow: 1,536.
func isGroup(s []rune) bool {
	return len(s) >= 3 && isDigit(s[0]) && isDigit(s[1]) && isDigit(s[2]) && (len(s) == 3 || !isDigit(s[3]))
}

const hanDigits = "零一二三四五六七八九"

func hanDigit(c rune) int {
	if c == '两' {
		return 2
	}
	for i, d := range []rune(hanDigits) {
		if d == c {
			return i
		}
	}
	return -1
}

// chinese reads 一百一十三 up to 九千九百九十九; single words of counting need a unit.
func chinese(s []rune) (number, int) {
	total, digit, n := 0, -1, 0
	for ; n < len(s); n++ {
		if d := hanDigit(s[n]); d >= 0 {
			digit = d
			continue
		}
		scale := map[rune]int{'十': 10, '百': 100, '千': 1000}[s[n]]
		if scale == 0 {
			break
		}
		if digit < 0 {
			digit = 1 // 十一
		}
		total, digit = total+digit*scale, -1
	}
	if n == 0 {
		return number{}, 0
	}
	return number{value: float64(total + max(digit, 0)), half: 0.5}, n
}

// fraction reads 四分之一, 百分之五, 一半.
func fraction(s []rune) (number, int) {
	if prefix(s, "一半") {
		return number{value: 50, half: 0.5, unit: "%", rough: true}, 2
	}
	whole, n := chinese(s)
	if n == 0 || !prefix(s[n:], "分之") || whole.value == 0 {
		return number{}, 0
	}
	part, k := chinese(s[n+2:])
	if k == 0 {
		return number{}, 0
	}
	return number{value: 100 * part.value / whole.value, half: 0.5, unit: "%", rough: whole.value != 100}, n + 2 + k
}

// more counts the runes of 余 or 多 between a number and its unit: 1500 余件.
func more(s []rune) int {
	k := blanks(s)
	if rest := s[k:]; prefix(rest, "余") || prefix(rest, "多") && (prefix(rest, "多件") || prefix(rest, "多人") || prefix(rest, "多万")) {
		return k + 1
	}
	return 0
}

func blanks(s []rune) int {
	n := 0
	for n < len(s) && (s[n] == ' ' || s[n] == '\u3000' || s[n] == '\u00a0' || s[n] == '\n') {
		n++
	}
	return n
}

func prefix(s []rune, word string) bool {
	i := 0
	for _, c := range word {
		if i == len(s) || s[i] != c {
			return false
		}
		i++
	}
	return true
}

// Room for words that are not exact, as parts of the number: 约, 近, 超过, for figures and for 三成.
const (
	aboutFigure, aboutWord = 0.05, 0.10
	nearFigure, nearWord   = 0.03, 0.10
	overMost               = 1.15
	overMostWord           = 1.25
	belowLeast             = 0.85
	rounding               = 1e-9
)

// fits tells whether a value may be written as the number.
func (x number) fits(actual float64) bool {
	actual = math.Abs(actual)
	switch x.near {
	case about:
		return math.Abs(actual-x.value) <= x.value*pick(x.rough, aboutWord, aboutFigure)+x.half
	case over:
		return actual >= x.value-rounding && actual <= x.value*pick(x.rough, overMostWord, overMost)
	case near:
		return actual >= x.value*(1-pick(x.rough, nearWord, nearFigure))-rounding && actual <= x.value+rounding
	case below:
		return actual < x.value && actual >= x.value*belowLeast
	}
	return math.Abs(actual-x.value) <= x.half+rounding
}

func pick(word bool, a, b float64) float64 {
	if word {
		return a
	}
	return b
}
