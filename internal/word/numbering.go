package word

import (
	"strconv"
	"strings"
)

// A numberer writes out the numbers that Word computes.
type numberer struct {
	abstract map[string]map[int]numberLevel // by abstractNumId
	of       map[string]string              // numId → abstractNumId
	starts   map[string]map[int]int         // numId → overridden starts
	counts   map[string]map[int]int         // by abstractNumId
	begun    map[string]bool                // numIds whose overrides were applied
}

type numberLevel struct {
	format string // decimal, chineseCounting, bullet …
	text   string // %1、
	start  int
}

// deepestLevel is the last of the nine that Word has.
const deepestLevel = 8

func readNumbering(root *node) *numberer {
	n := &numberer{
		abstract: map[string]map[int]numberLevel{}, of: map[string]string{}, starts: map[string]map[int]int{},
		counts: map[string]map[int]int{}, begun: map[string]bool{},
	}
	if root == nil {
		return n
	}
	numbering := root.child("numbering")
	for _, a := range numbering.list("abstractNum") {
		levels := map[int]numberLevel{}
		for _, l := range a.list("lvl") {
			level := whole(l.attr("ilvl"), 0)
			if level < 0 || level > deepestLevel {
				continue
			}
			levels[level] = numberLevel{
				l.child("numFmt").attr("val"), l.child("lvlText").attr("val"), whole(l.child("start").attr("val"), 1),
			}
		}
		n.abstract[a.attr("abstractNumId")] = levels
	}
	for _, x := range numbering.list("num") {
		id := x.attr("numId")
		n.of[id] = x.child("abstractNumId").attr("val")
		for _, o := range x.list("lvlOverride") {
			if s := o.child("startOverride"); s != nil {
				if n.starts[id] == nil {
					n.starts[id] = map[int]int{}
				}
				n.starts[id][whole(o.attr("ilvl"), 0)] = whole(s.attr("val"), 1)
			}
		}
	}
	return n
}

func whole(s string, otherwise int) int {
	if v, err := strconv.Atoi(s); err == nil {
		return v
	}
	return otherwise
}

// A label is the number in front of a paragraph.
type label struct {
	text   string // 一、 or （二） or 1.
	bullet bool
	plain  bool // 1. 2. 3.: a list of Markdown
	level  int
}

// next counts one paragraph and returns its label; nil where it has none.
func (n *numberer) next(properties *node, s styles) *label {
	p := properties.child("numPr")
	if p == nil {
		s.seen(properties.child("pStyle").attr("val"), func(x *style) bool { p = x.number; return p != nil })
	}
	id, level := p.child("numId").attr("val"), whole(p.child("ilvl").attr("val"), 0)
	a := n.of[id]
	l, known := n.abstract[a][level]
	if id == "" || id == "0" || !known {
		return nil
	}
	if n.counts[a] == nil {
		n.counts[a] = map[int]int{}
	}
	counts := n.counts[a]
	if !n.begun[id] {
		n.begun[id] = true
		for at, start := range n.starts[id] {
			counts[at] = start - 1
		}
	}
	if _, counted := counts[level]; !counted {
		counts[level] = l.start - 1
	}
	counts[level]++
	for deeper := range n.abstract[a] {
		if deeper > level {
			delete(counts, deeper)
		}
	}
	if l.format == "bullet" || l.format == "none" && l.text == "" {
		return &label{bullet: l.format == "bullet", level: level}
	}
	text := l.text
	for i := range level + 1 {
		of := n.abstract[a][i]
		count, counted := counts[i]
		if !counted {
			count = of.start
		}
		text = strings.ReplaceAll(text, "%"+strconv.Itoa(i+1), written(of.format, count))
	}
	return &label{text: text, plain: l.format == "decimal" && (l.text == "%"+strconv.Itoa(level+1)+"." || l.text == "%"+strconv.Itoa(level+1)+"．"), level: level}
}

// written writes a count as a format wants it.
func written(format string, n int) string {
	switch format {
	case "chineseCounting", "chineseCountingThousand", "ideographDigital", "japaneseCounting", "taiwaneseCountingThousand", "taiwaneseCounting":
		return han(n)
	case "decimalEnclosedCircle", "decimalEnclosedCircleChinese":
		if n >= 1 && n <= 20 {
			return string(rune('①' + n - 1))
		}
	case "lowerLetter":
		return letter('a', n)
	case "upperLetter":
		return letter('A', n)
	case "lowerRoman":
		return strings.ToLower(roman(n))
	case "upperRoman":
		return roman(n)
	}
	return strconv.Itoa(n)
}

func letter(first rune, n int) string {
	if n < 1 || n > 26 {
		return strconv.Itoa(n)
	}
	return string(first + rune(n-1))
}

func roman(n int) string {
	if n < 1 || n > 3999 {
		return strconv.Itoa(n)
	}
	var b strings.Builder
	values := []int{1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1}
	for i, word := range []string{"M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"} {
		for n >= values[i] {
			b.WriteString(word)
			n -= values[i]
		}
	}
	return b.String()
}

// han writes 1 to 99 as 一, 十一, 九十九; further ones in digits.
func han(n int) string {
	digits := []rune("〇一二三四五六七八九")
	switch {
	case n < 1 || n > 99:
		return strconv.Itoa(n)
	case n < 10:
		return string(digits[n])
	case n == 10:
		return "十"
	case n < 20:
		return "十" + string(digits[n-10])
	case n%10 == 0:
		return string(digits[n/10]) + "十"
	}
	return string(digits[n/10]) + "十" + string(digits[n%10])
}
