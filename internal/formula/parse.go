package formula

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/conf"
	"github.com/expr-lang/expr/file"
	"github.com/expr-lang/expr/parser"

	"anjian/internal/source"
	"anjian/internal/table"
)

// Limits of one formula.
const (
	MaxBytes = 4 << 10
	MaxNodes = 1000
)

// An Expr is a formula. After a successful Check it can be evaluated; an Expr is checked against
// one dataset and does not change afterwards.
type Expr struct {
	text string
	at   source.Pos
	tree ast.Node

	constants map[string]int64
	used      []string // of constants

	kind   Kind
	cond   cond
	num    num
	word   word
	values []string // of word
	refs   []string
	childs []string // names of child tables, with the names that lead to them
	period bool
	cutoff bool
}

// Text returns the formula as written.
func (e *Expr) Text() string { return e.text }

// Pos returns where the formula begins.
func (e *Expr) Pos() source.Pos { return e.at }

// Kind returns what a checked formula yields.
func (e *Expr) Kind() Kind { return e.kind }

// Scale returns the digits after the point of what a checked formula yields, 0 where it is no number.
func (e *Expr) Scale() int {
	if e.num == nil {
		return 0
	}
	return e.num.scale()
}

// Values returns the closed list of a checked formula that yields a column of words, nil when open.
func (e *Expr) Values() []string { return e.values }

// Refs lists the columns of a checked formula in the order of their first use: "人数",
// "案件.条线" through a link, "涉案人员.年龄" for a child row.
func (e *Expr) Refs() []string { return e.refs }

// Lacks lists, each once, what the formula needs of t and its linked tables and no export has. A
// formula that lacks something must not be evaluated: its answer is not known.
func (e *Expr) Lacks(t *table.Table) []table.Lack {
	var all []table.Lack
	for _, ref := range append(slices.Clone(e.refs), e.childs...) {
		for _, lack := range t.Lacks(ref) {
			if !slices.Contains(all, lack) {
				all = append(all, lack)
			}
		}
	}
	return all
}

// UsesPeriod tells whether a checked formula mentions 期末 or 期初.
func (e *Expr) UsesPeriod() bool { return e.period }

// Define names whole numbers that the formula may use like columns (容差), before it is checked. A
// column of the same name is hidden.
func (e *Expr) Define(constants map[string]int64) { e.constants = constants }

// Constants lists those of the defined constants that a checked formula uses.
func (e *Expr) Constants() []string { return e.used }

// UsesCutoff tells whether the answer of a checked formula depends on 截止日.
func (e *Expr) UsesCutoff() bool { return e.cutoff }

// Parse reads a formula that begins at the given place. After an error, which goes to errs, it
// returns nil.
func Parse(text string, at source.Pos, errs *source.List) *Expr {
	e := &Expr{text: text, at: at}
	switch {
	case strings.TrimSpace(text) == "":
		errs.Tell(source.BadFormula, at, "公式是空的", "删去这一项，或写上条件")
		return nil
	case len(text) > MaxBytes:
		errs.Tell(source.LongFormula, at, fmt.Sprintf("公式超过 %d 字节", MaxBytes), "拆成几项，或在数据集里加一列")
		return nil
	}
	// Every name is a plain call: the language has its own functions.
	config := conf.CreateNew()
	config.MaxNodes = MaxNodes
	for name := range config.Builtins {
		config.Functions[name] = nil
	}
	tree, err := parser.ParseWithConfig(text, config)
	if err != nil {
		var wrong *file.Error
		if errors.As(err, &wrong) {
			kind, message, hint := e.translate(wrong)
			errs.Tell(kind, e.pos(wrong.From), message, hint)
		} else {
			errs.Tell(source.BadFormula, at, "公式读不懂", "")
		}
		return nil
	}
	e.tree = tree.Node
	return e
}

// pos returns the place of the n-th character of the formula.
func (e *Expr) pos(n int) source.Pos {
	p := e.at
	for i, r := range []rune(e.text) {
		if i >= n {
			break
		}
		if r == '\n' {
			p.Line++
			p.Col = 1
		} else if p.Col > 0 {
			p.Col++
		}
	}
	return p
}

var unexpected = regexp.MustCompile(`^unexpected token \w+\("(.*)"\)`)

// halfWidth gives what was meant by a character that Chinese input methods produce.
var halfWidth = map[rune]string{
	'（': "(", '）': ")", '，': ",", '＝': "=", '＞': ">", '＜': "<", '！': "!", '【': "[", '】': "]", '［': "[", '］': "]",
	'“': `"`, '”': `"`, '‘': "'", '’': "'", '．': ".", '。': ".", '＋': "+", '－': "-", '—': "-", '×': "*", '、': ",",
	'≥': ">=", '≤': "<=", '≠': "!=", '；': ";", '：': ":", '＂': `"`,
}

// translate words the parser's complaint for an editor.
func (e *Expr) translate(wrong *file.Error) (kind source.Code, message, hint string) {
	runes := []rune(e.text)
	switch m := wrong.Message; {
	case strings.Contains(m, "maximum allowed nodes"):
		return source.LongFormula, fmt.Sprintf("公式超过 %d 个成分", MaxNodes), "拆成几项，或在数据集里加一列"
	case strings.HasPrefix(m, "unrecognized character"):
		if wrong.From < len(runes) {
			r := runes[wrong.From]
			if meant, ok := halfWidth[r]; ok {
				return source.BadFormula, fmt.Sprintf("公式里有“%c”", r), "写作半角的 " + meant
			}
			return source.BadFormula, fmt.Sprintf("公式里不能有“%c”", r), ""
		}
	case strings.Contains(m, "not terminated"):
		return source.BadFormula, "引号没有成对", ""
	case strings.Contains(m, "number syntax"):
		return source.BadFormula, "数字写得不对", "数字后面不能直接跟文字；列名不能以数字开头"
	case strings.HasPrefix(m, "unexpected token EOF"), strings.HasPrefix(m, "unexpected end"):
		return source.BadFormula, "公式不完整", "结尾还缺值、条件或右括号"
	case unexpected.MatchString(m):
		token := unexpected.FindStringSubmatch(m)[1]
		if token == "=" {
			return source.BadFormula, "这里不能写“=”", "相等写作 =="
		}
		return source.BadFormula, "这里不能写“" + token + "”", ""
	}
	return source.BadFormula, "公式读不懂", ""
}
