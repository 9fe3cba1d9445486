// Package cardcheck evaluates card rules (案卡规则) over tables: each rule is a document whose
// formula is true for rows that are wrong or need a look (案卡体检).
//
// A document may ask the same of several datasets: it then has one Rule for each, with the same
// code. Numbers that a rule leaves to the office (容差, such as 宽限天数) have names in its front
// matter; a rule may also say what share of a dataset's rows it may find before the run warns, or
// publishes nothing (Shares).
//
// It knows rules and the rows they meet, not what is done about them.
package cardcheck

import (
	"cmp"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"anjian/internal/document"
	"anjian/internal/example"
	"anjian/internal/formula"
	"anjian/internal/period"
	"anjian/internal/source"
	"anjian/internal/table"
)

// A Rule is one card rule on one dataset, read from content/rules/<id>.md.
type Rule struct {
	ID         string // of the document; id@dataset where the document speaks of several
	Title      string
	Code       string // 规则号, e.g. R01; once per dataset
	Kind       string // 错误类型, one of Kinds
	Level      string // 错误 or 提示
	Dataset    string
	Where      *formula.Expr // true for a row that the rule finds
	Basis      string        // 依据
	Fields     []string      // 所涉案卡项目
	Applies    string        // 适用
	Tolerances []Tolerance
	Warn, Fail Share // of the dataset's rows; 0 is off
	Examples   []*example.Example
	Doc        *document.Document

	at, codeAt source.Pos // where the dataset and the code are named
}

// Kinds are what is wrong with a card (错误类型), in the order in which readers see them.
var Kinds = []string{"漏填", "错填", "迟填", "逻辑矛盾", "卡表不一致", "卡文不一致", "重复填录"}

// A Tolerance (容差) is a whole number that the formula calls by a name.
type Tolerance struct {
	Name  string
	Value int64
}

// A Finding (问题) is one row that one rule meets.
type Finding struct {
	Rule  *Rule
	Table *table.Table
	Row   int
}

// Compare orders rules by code and document; a stable sort leaves those of one document as it names
// the datasets.
func Compare(a, b *Rule) int {
	return cmp.Or(cmp.Compare(a.Code, b.Code), cmp.Compare(a.Doc.ID, b.Doc.ID))
}

// Lacks lists what the rule needs and no export has. Nobody knows then what it would find, which is
// not the same as nothing.
func (r *Rule) Lacks(tables map[string]*table.Table) []table.Lack {
	t := tables[r.Dataset]
	if t == nil {
		return nil
	}
	return r.Where.Lacks(t)
}

// Check evaluates the rules; findings are ordered by rule code, then row. Rules that need what was
// not exported are passed over.
func Check(rules []*Rule, tables map[string]*table.Table, cutoff period.Date) []Finding {
	rules = slices.DeleteFunc(slices.Clone(rules), func(r *Rule) bool { return tables[r.Dataset] == nil || len(r.Lacks(tables)) > 0 })
	slices.SortStableFunc(rules, Compare)
	evaluators := map[string]*formula.Evaluator{} // by dataset: rules share their parts
	for _, r := range rules {
		if evaluators[r.Dataset] == nil {
			evaluators[r.Dataset] = formula.NewEvaluator(tables[r.Dataset], formula.Env{PeriodStart: period.NoDate, PeriodEnd: period.NoDate, Cutoff: cutoff})
		}
	}
	found := make([]formula.Bits, len(rules))
	var next atomic.Int64
	var group sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		group.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(rules); i = int(next.Add(1)) - 1 {
				found[i] = evaluators[rules[i].Dataset].Bools(rules[i].Where)
			}
		})
	}
	group.Wait()
	var all []Finding
	for i, r := range rules {
		for row := range found[i].Rows() {
			all = append(all, Finding{r, tables[r.Dataset], row})
		}
	}
	return all
}
