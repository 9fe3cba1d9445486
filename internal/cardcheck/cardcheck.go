// Package cardcheck evaluates card rules (案卡规则) over tables: each rule is a document whose
// formula is true for rows that are wrong or need a look (案卡体检).
//
// It knows rules and the rows they meet, not what is done about them.
package cardcheck

import (
	"cmp"
	"maps"
	"slices"

	"anjian/internal/document"
	"anjian/internal/example"
	"anjian/internal/formula"
	"anjian/internal/period"
	"anjian/internal/source"
	"anjian/internal/table"
)

// A Rule is one card rule, read from content/rules/<id>.md.
type Rule struct {
	ID, Title string
	Code      string // 规则号, e.g. R01
	Level     string // 错误 or 提示
	Dataset   string
	Where     *formula.Expr // true for a row that the rule finds
	Basis     string        // 依据
	Fields    []string      // 所涉案卡项目
	Applies   string        // 适用
	Examples  []*example.Example
	Doc       *document.Document
}

// A Finding (问题) is one row that one rule meets.
type Finding struct {
	Rule  *Rule
	Table *table.Table
	Row   int
}

type front struct {
	Title    string   `toml:"title"`
	Summary  string   `toml:"summary"`
	Code     string   `toml:"code"`
	Level    string   `toml:"level"`
	Dataset  string   `toml:"dataset"`
	Where    string   `toml:"where"`
	Basis    string   `toml:"basis"`
	Fields   []string `toml:"fields"`
	Applies  string   `toml:"applies"`
	Keywords []string `toml:"keywords"`

	Examples []example.Written `toml:"example"`
}

var levels = []string{"错误", "提示"}

// Define reads one rule and checks its formula before any row is read; nil when it is unusable.
func Define(doc *document.Document, schemas map[string]formula.Schema, errs *source.List) *Rule {
	var f front
	before := errs.Faults()
	at := doc.Decode(&f, errs)
	r := &Rule{
		ID: doc.ID, Title: f.Title, Code: f.Code, Level: f.Level, Dataset: f.Dataset,
		Basis: f.Basis, Fields: f.Fields, Applies: f.Applies, Doc: doc,
	}
	if !slices.Contains(levels, f.Level) {
		errs.Add(at.At("level"), "规则级别“"+f.Level+"”不认识", "可用的有“错误”“提示”")
	}
	schema, ok := schemas[f.Dataset]
	if !ok {
		ids := slices.Sorted(maps.Keys(schemas))
		errs.Add(at.At("dataset"), "没有数据集“"+f.Dataset+"”", source.Suggest(f.Dataset, ids))
		return nil
	}
	for i, name := range f.Fields {
		if _, ok := schema.Column(name); !ok {
			errs.Add(at.At("fields", i), "数据集“"+f.Dataset+"”没有列“"+name+"”", source.Suggest(name, schema.Names()))
		}
	}
	r.Where = formula.Parse(f.Where, at.At("where"), errs)
	if r.Where == nil || !r.Where.Check(schema, formula.Bool, errs, formula.Cutoff) || errs.Faults() > before {
		return nil
	}
	r.Examples = example.Build(f.Examples, schema, at, errs)
	example.Try(r.Examples, r.Where, errs)
	if errs.Faults() > before {
		return nil
	}
	return r
}

// Check evaluates the rules; findings are ordered by rule code, then row. Rules that need what was
// not exported (see formula.Expr.Lacks) are passed over.
func Check(rules []*Rule, tables map[string]*table.Table, cutoff period.Date) []Finding {
	rules = slices.Clone(rules)
	slices.SortStableFunc(rules, func(a, b *Rule) int { return cmp.Or(cmp.Compare(a.Code, b.Code), cmp.Compare(a.ID, b.ID)) })
	evaluators := map[*table.Table]*formula.Evaluator{}
	var all []Finding
	for _, r := range rules {
		t := tables[r.Dataset]
		if t == nil || len(r.Where.Lacks(t)) > 0 { // nobody knows, which is not the same as nothing wrong
			continue
		}
		e := evaluators[t]
		if e == nil {
			e = formula.NewEvaluator(t, formula.Env{PeriodStart: period.NoDate, PeriodEnd: period.NoDate, Cutoff: cutoff})
			evaluators[t] = e
		}
		for row := range e.Bools(r.Where).Rows() {
			all = append(all, Finding{r, t, row})
		}
	}
	return all
}
