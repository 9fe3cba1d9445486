// Package credit counts supervision done well (正向激励): deeds of departments and procuratorates, by
// documents that say which rows are such a deed and in which words it is told. Deeds are told, never
// weighed: there are no points, no sums over kinds, no order by number.
//
// Rows that a dataset counts and never lists (those of juveniles) are no deed here: small numbers of
// a department would give them away.
package credit

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"anjian/internal/dataset"
	"anjian/internal/document"
	"anjian/internal/example"
	"anjian/internal/formula"
	"anjian/internal/period"
	"anjian/internal/source"
	"anjian/internal/table"
)

// A Kind is one kind of deed, read from content/credits/<id>.md.
type Kind struct {
	ID, Title, Summary string
	Order              int
	Dataset            string
	Where              *formula.Expr
	Date               *formula.Expr // the day of the deed
	Sum                *formula.Expr // what is counted; nil: rows
	Procuratorate      string        // columns that say whose deed it is
	Department         string
	Sentence           string // 建议逮捕并获采纳 {n} 人
	Basis              string
	Examples           []*example.Example
	Doc                *document.Document
}

// Say words how much of the deed was done.
func (k *Kind) Say(n int64) string {
	return strings.ReplaceAll(k.Sentence, "{n}", strconv.FormatInt(n, 10))
}

type front struct {
	Title      string   `toml:"title"`
	Summary    string   `toml:"summary"`
	Order      int      `toml:"order"`
	Dataset    string   `toml:"dataset"`
	Where      string   `toml:"where"`
	Date       string   `toml:"date"`
	Sum        string   `toml:"sum"`
	Department string   `toml:"department_column"`
	Sentence   string   `toml:"sentence"`
	Basis      string   `toml:"basis"`
	Keywords   []string `toml:"keywords"`

	Examples []example.Written `toml:"example"`
}

// Definer returns what reads one kind and checks its formulas before any row is read; it returns nil
// for a document that is unusable.
func Definer(datasets []*dataset.Definition) func(*document.Document, map[string]formula.Schema, *source.List) *Kind {
	return func(doc *document.Document, schemas map[string]formula.Schema, errs *source.List) *Kind {
		var f front
		before := errs.Faults()
		at := doc.Decode(&f, errs)
		schema, ok := schemas[f.Dataset]
		i := slices.IndexFunc(datasets, func(d *dataset.Definition) bool { return d.ID == f.Dataset })
		if !ok || i < 0 {
			errs.Tell(source.NoSuchDataset, at.At("dataset"), "没有数据集“"+f.Dataset+"”", source.Suggest(f.Dataset, slices.Sorted(maps.Keys(schemas))))
			return nil
		}
		d := datasets[i]
		k := &Kind{
			ID: doc.ID, Title: f.Title, Summary: f.Summary, Order: f.Order, Dataset: f.Dataset, Sentence: f.Sentence, Basis: f.Basis,
			Procuratorate: d.Procuratorate, Department: d.Department, Doc: doc,
		}
		expr := func(text string, place source.Pos, want formula.Kind) *formula.Expr {
			e := formula.Parse(text, place, errs)
			if e == nil || !e.Check(schema, want, errs) {
				return nil
			}
			return e
		}
		k.Where = expr(f.Where, at.At("where"), formula.Bool)
		k.Date = expr(f.Date, at.At("date"), formula.Date)
		if f.Sum != "" {
			if k.Sum = expr(f.Sum, at.At("sum"), formula.Number); k.Sum != nil && k.Sum.Scale() != 0 {
				errs.Tell(source.WrongColumn, at.At("sum"), "“"+f.Sum+"”有小数", "写整数列，如 人数")
			}
		}
		if f.Department != "" {
			k.Department = f.Department
			if c, ok := schema.Column(f.Department); !ok || c.Type != table.Text {
				errs.Tell(source.WrongColumn, at.At("department_column"), "没有名为“"+f.Department+"”的文本列", source.Suggest(f.Department, schema.Names()))
			}
		}
		if k.Department == "" || k.Procuratorate == "" {
			errs.Tell(source.MissingKey, at.At("dataset"), "数据集“"+d.Title+"”没有写承办单位、承办部门是哪一列", "在数据集里写 procuratorate、department")
		}
		if !strings.Contains(f.Sentence, "{n}") {
			errs.Tell(source.BadSentence, at.At("sentence"), "句子里没有写件数放在哪里", `写作 sentence = "建议逮捕并获采纳 {n} 人"`)
		}
		if errs.Faults() > before {
			return nil
		}
		k.Examples = example.Build(f.Examples, schema, at, errs)
		example.Try(k.Examples, k.Where, errs)
		if errs.Faults() > before {
			return nil
		}
		return k
	}
}

// Deeds are the rows of one kind that lie in a stretch of time.
type Deeds struct {
	Kind  *Kind
	Lacks []table.Lack // what is needed and no export has: nothing is known then
	List  []Deed       // in the order of rows
}

// A Deed is one row: whose it is, in the words of the export, when, and how many it counts.
type Deed struct {
	Procuratorate, Department string
	Day                       period.Date
	N                         int64
}

// Tally finds the deeds from one day to another, both included, kind by kind in their order.
func Tally(kinds []*Kind, data *dataset.Data, from, to period.Date) []Deeds {
	kinds = slices.Clone(kinds)
	slices.SortStableFunc(kinds, func(a, b *Kind) int { return a.Order - b.Order })
	evaluators := map[string]*formula.Evaluator{}
	var all []Deeds
	for _, k := range kinds {
		t := data.Tables[k.Dataset]
		if t == nil {
			continue
		}
		one := Deeds{Kind: k, Lacks: k.lacks(t)}
		if len(one.Lacks) == 0 {
			if evaluators[k.Dataset] == nil {
				evaluators[k.Dataset] = formula.NewEvaluator(t, formula.Env{PeriodStart: period.NoDate, PeriodEnd: period.NoDate, Cutoff: period.NoDate})
			}
			one.find(evaluators[k.Dataset], t, data, from, to)
		}
		all = append(all, one)
	}
	return all
}

// lacks lists what a kind needs and no export has, each once.
func (k *Kind) lacks(t *table.Table) []table.Lack {
	all := append(k.Where.Lacks(t), k.Date.Lacks(t)...)
	if k.Sum != nil {
		all = append(all, k.Sum.Lacks(t)...)
	}
	all = append(append(all, t.Lacks(k.Procuratorate)...), t.Lacks(k.Department)...)
	var once []table.Lack
	for _, lack := range all {
		if !slices.Contains(once, lack) {
			once = append(once, lack)
		}
	}
	return once
}

func (d *Deeds) find(e *formula.Evaluator, t *table.Table, data *dataset.Data, from, to period.Date) {
	days := e.Packed(d.Kind.Date)
	var counts table.Nums
	if d.Kind.Sum != nil {
		counts = e.Packed(d.Kind.Sum)
	}
	place, department := t.Column(d.Kind.Procuratorate), t.Column(d.Kind.Department)
	for row := range e.Bools(d.Kind.Where).Rows() {
		day := days.At(row)
		if day < int64(from) || day > int64(to) || !data.Listed(t.Name, row) { // an empty day is before all
			continue
		}
		n := int64(1)
		if d.Kind.Sum != nil {
			if n = counts.At(row); n == table.NoNum {
				continue
			}
		}
		d.List = append(d.List, Deed{place.Word(row), department.Word(row), period.Date(day), n})
	}
}
