package formula

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/expr-lang/expr/ast"

	"anjian/internal/period"
	"anjian/internal/source"
	"anjian/internal/table"
)

// A textFunction makes something of a text, once per distinct text of a column. Exactly one of the
// three is set.
type textFunction struct {
	form  string
	texts int // literal texts after the column
	whole int // literal whole numbers after them

	part func(text string, with []string, n int) string // "" is empty
	num  func(text string) int64                        // NoNum is empty
	test func(text string) bool
	kind Kind // of num
}

var textFunctions = map[string]textFunction{
	"截取":    {form: `截取(列, "起", "止")`, texts: 2, part: func(text string, with []string, _ int) string { return between(text, with[0], with[1]) }},
	"开头":    {form: `开头(列, 字数)`, whole: 1, part: func(text string, _ []string, n int) string { return firstRunes(text, n) }},
	"数值":    {form: "数值(列)", num: wholeNumber, kind: Number},
	"证件号有效": {form: "证件号有效(列)", test: validIdentity},
	"证件生日":  {form: "证件生日(列)", num: func(text string) int64 { return int64OfDay(identityBirthday(text)) }, kind: Date},
	"证件性别":  {form: "证件性别(列)", part: func(text string, _ []string, _ int) string { return identitySex(text) }},
}

func (c *checker) textCall(s Schema, prefix []string, name string, f textFunction, n *ast.CallNode) (operand, bool) {
	if len(n.Arguments) != 1+f.texts+f.whole {
		c.add(source.BadCall, n, name+"() 的写法不对", "写作 "+f.form)
		return operand{}, false
	}
	of, ok := c.resolve(s, prefix, n.Arguments[0])
	if !ok {
		return operand{}, false
	}
	if of.word == nil || of.yesNo {
		c.add(source.BadCall, n.Arguments[0], name+"() 的第一项要写文本列，这里是"+of.kind.String(), "写作 "+f.form)
		return operand{}, false
	}
	var with []string
	whole := 0
	printed := name + "(" + of.word.print()
	for i, arg := range n.Arguments[1:] {
		switch arg := arg.(type) {
		case *ast.StringNode:
			if i < f.texts {
				with = append(with, arg.Value)
				printed += ", " + quote(arg.Value)
				continue
			}
		case *ast.IntegerNode:
			if i >= f.texts && arg.Value > 0 {
				whole = arg.Value
				printed += ", " + strconv.Itoa(whole)
				continue
			}
		}
		c.add(source.BadCall, arg, name+"() 的这一项写得不对", "写作 "+f.form)
		return operand{}, false
	}
	printed += ")"
	switch {
	case f.part != nil:
		w := &wordPart{of: of.word, printed: printed, make: func(text string) string { return f.part(text, with, whole) }}
		return operand{kind: Text, word: w, at: n}, true
	case f.num != nil:
		return operand{kind: f.kind, num: &numOfWord{of: of.word, printed: printed, make: f.num}, at: n}, true
	}
	return operand{kind: Bool, cond: &condWords{of: of.word, text: name, test: f.test}, at: n}, true
}

type (
	// A wordPart is a text made of another.
	wordPart struct {
		of      word
		printed string
		make    func(text string) string
	}
	// A numOfWord is a whole number or a day made of a text.
	numOfWord struct {
		of      word
		printed string
		make    func(text string) int64
	}
	// A wordAnswer is a text per row.
	wordAnswer struct {
		codes table.Codes
		dict  []string
	}
)

func (w *wordPart) print() string  { return w.printed }
func (w *wordPart) daily() bool    { return false }
func (n *numOfWord) print() string { return n.printed }
func (n *numOfWord) daily() bool   { return false }
func (n *numOfWord) scale() int    { return 0 }

// derive makes the texts of a wordPart, once per distinct text that it is made of.
func (e *Evaluator) derive(w *wordPart) wordAnswer {
	from, words := e.words(w.of)
	dict := []string{""}
	codeOf := map[string]uint32{"": 0}
	became := make([]uint32, len(words))
	for code, text := range words {
		if text == "" {
			continue
		}
		made := w.make(text)
		to, known := codeOf[made]
		if !known {
			to = uint32(len(dict))
			dict = append(dict, made)
			codeOf[made] = to
		}
		became[code] = to
	}
	codes := table.MakeCodes(from.Len(), uint32(len(dict)))
	for row := range from.Len() {
		codes.Set(row, became[from.At(row)])
	}
	return wordAnswer{codes, dict}
}

// ofWord computes a numOfWord for every row, once per distinct text.
func (e *Evaluator) ofWord(n *numOfWord) []int64 {
	return remember(e.memo(false), (*memo).numbers, n.printed, func() []int64 {
		codes, dict := e.words(n.of)
		made := make([]int64, len(dict))
		for code, text := range dict {
			made[code] = NoNum
			if text != "" {
				made[code] = n.make(text)
			}
		}
		out := make([]int64, codes.Len())
		for row := range out {
			out[row] = made[codes.At(row)]
		}
		return out
	})
}

// between is what stands between the first of one text and the next of another; an empty text stands
// for the start and the end. It is "" where either is missing.
func between(text, from, to string) string {
	if from != "" {
		_, after, found := strings.Cut(text, from)
		if !found {
			return ""
		}
		text = after
	}
	if to == "" {
		return text
	}
	before, _, found := strings.Cut(text, to)
	if !found {
		return ""
	}
	return before
}

// firstRunes is the first n characters, or all where there are fewer.
func firstRunes(text string, n int) string {
	at := 0
	for ; n > 0 && at < len(text); n-- {
		_, size := utf8.DecodeRuneInString(text[at:])
		at += size
	}
	return text[:at]
}

// wholeNumber reads a text of at most 18 digits.
func wholeNumber(text string) int64 {
	if len(text) > 18 {
		return NoNum
	}
	for _, c := range []byte(text) {
		if c < '0' || c > '9' {
			return NoNum
		}
	}
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return NoNum
	}
	return n
}

func int64OfDay(d period.Date) int64 {
	if d == period.NoDate {
		return NoNum
	}
	return int64(d)
}
