package formula

import (
	"strings"
	"unicode/utf8"

	"github.com/expr-lang/expr/ast"

	"anjian/internal/source"
)

// shapeFunction tells whether a text has one of some forms (部门受案号的格式).
const shapeFunction = "格式"

const shapeForm = `格式(列, "*受[####]###########号")，# 是一位数字，* 是任意几个字，其余照写；可写几种`

func (c *checker) shape(s Schema, prefix []string, n *ast.CallNode) (operand, bool) {
	if len(n.Arguments) < 2 {
		c.add(source.BadCall, n, "格式() 的写法不对", "写作 "+shapeForm)
		return operand{}, false
	}
	of, ok := c.resolve(s, prefix, n.Arguments[0])
	if !ok {
		return operand{}, false
	}
	if of.word == nil || of.yesNo {
		c.add(source.BadCall, n.Arguments[0], "格式() 的第一项要写文本列，这里是"+of.kind.String(), "写作 "+shapeForm)
		return operand{}, false
	}
	var shapes, printed []string
	for _, arg := range n.Arguments[1:] {
		text, ok := arg.(*ast.StringNode)
		if !ok || text.Value == "" {
			c.add(source.BadLiteral, arg, "格式要写成带引号的文本", "写作 "+shapeForm)
			return operand{}, false
		}
		shapes, printed = append(shapes, text.Value), append(printed, quote(text.Value))
	}
	test := func(w string) bool {
		for _, shape := range shapes {
			if fits(w, shape) {
				return true
			}
		}
		return false
	}
	return c.test(n, of, shapeFunction+" "+strings.Join(printed, ", "), test), true
}

// fits tells whether a text has a form: # is one digit, * any characters or none, every other
// character itself. A star gives back what it took too little of, the last one only: what stands
// before an earlier star has been found where it can be found first.
func fits(text, shape string) bool {
	var starShape, starText string
	starred := false
	for text != "" {
		switch {
		case strings.HasPrefix(shape, "*"):
			shape = shape[1:]
			text = skipTo(text, shape)
			starred, starShape, starText = true, shape, text
			continue
		case shape != "":
			want, size := utf8.DecodeRuneInString(shape)
			got, width := utf8.DecodeRuneInString(text)
			if want == '#' && got >= '0' && got <= '9' || want != '#' && want == got {
				text, shape = text[width:], shape[size:]
				continue
			}
		}
		if !starred {
			return false
		}
		_, width := utf8.DecodeRuneInString(starText)
		starText = skipTo(starText[width:], starShape)
		text, shape = starText, starShape
	}
	return strings.Trim(shape, "*") == ""
}

// skipTo leaves out of a text what stands before the words with which a form begins; all of it where
// they do not occur.
func skipTo(text, shape string) string {
	words := shape
	if i := strings.IndexAny(shape, "#*"); i >= 0 {
		words = shape[:i]
	}
	if i := strings.Index(text, words); i >= 0 {
		return text[i:]
	}
	return ""
}
