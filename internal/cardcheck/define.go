package cardcheck

import (
	"cmp"
	"maps"
	"slices"

	"anjian/internal/document"
	"anjian/internal/example"
	"anjian/internal/formula"
	"anjian/internal/source"
	"anjian/internal/tomlfile"
)

type front struct {
	Title     string           `toml:"title"`
	Summary   string           `toml:"summary"`
	Code      string           `toml:"code"`
	Kind      string           `toml:"kind"`
	Level     string           `toml:"level"`
	Basis     string           `toml:"basis"`
	Keywords  []string         `toml:"keywords"`
	Tolerance map[string]int64 `toml:"tolerance"`
	Share     struct {
		Warn Share `toml:"warn"`
		Fail Share `toml:"fail"`
	} `toml:"share"`
	Checks []frontCheck `toml:"check"`

	frontCheck // of a rule on one dataset
}

// frontCheck is what a rule says about one dataset.
type frontCheck struct {
	Dataset  string            `toml:"dataset"`
	Where    string            `toml:"where"`
	Fields   []string          `toml:"fields"`
	Applies  string            `toml:"applies"`
	Examples []example.Written `toml:"example"`
}

var levels = []string{"错误", "提示"}

// Define reads the rules of one document and checks their formulas before any row is read; none when
// it is unusable.
func Define(doc *document.Document, schemas map[string]formula.Schema, errs *source.List) []*Rule {
	var f front
	before := errs.Faults()
	at := doc.Decode(&f, errs)
	if f.Title == "" && errs.Faults() > before {
		return nil // nothing was read: the rest would be told as missing
	}
	common := Rule{
		ID: doc.ID, Title: f.Title, Code: f.Code, Kind: f.Kind, Level: f.Level, Basis: f.Basis,
		Warn: f.Share.Warn, Fail: f.Share.Fail, Doc: doc, codeAt: at.At("code"),
	}
	if f.Code == "" {
		errs.Tell(source.MissingKey, at.At("code"), "规则没有编号", `加一行 code = "R01"`)
	}
	if !slices.Contains(Kinds, f.Kind) {
		errs.Tell(source.NotAmong, at.At("kind"), "错误类型“"+f.Kind+"”不认识", source.Suggest(f.Kind, Kinds))
	}
	if !slices.Contains(levels, f.Level) {
		errs.Tell(source.NotAmong, at.At("level"), "规则级别“"+f.Level+"”不认识", "可用的有“错误”“提示”")
	}
	if f.Share.Warn != 0 && f.Share.Fail != 0 && f.Share.Warn > f.Share.Fail {
		errs.Tell(source.OutOfRange, at.At("share", "warn"), "提醒的比例高于停止更新的比例", "warn 不要大于 fail")
	}
	common.Tolerances = tolerances(f.Tolerance, at)
	var rules []*Rule
	used := map[string]bool{}
	if len(f.Checks) == 0 || f.Dataset != "" {
		rules = append(rules, common.on(f.frontCheck, f.Tolerance, used, schemas, at, errs))
	}
	for i, c := range f.Checks {
		rules = append(rules, common.on(c, f.Tolerance, used, schemas, at, errs, "check", i))
	}
	rules = slices.DeleteFunc(rules, func(r *Rule) bool { return r == nil })
	for i, r := range rules {
		if len(f.Checks) > 1 {
			r.ID = doc.ID + "@" + r.Dataset
		}
		if slices.ContainsFunc(rules[:i], func(o *Rule) bool { return o.Dataset == r.Dataset }) {
			errs.Tell(source.SaidTwice, r.at, "数据集“"+r.Dataset+"”写了两次", "合并成一个条件，或者另立一条规则")
		}
	}
	for _, t := range common.Tolerances {
		if len(rules) > 0 && !used[t.Name] {
			errs.Tell(source.KeyOutOfPlace, at.At("tolerance", t.Name), "容差“"+t.Name+"”没有用到", "写进 where，或者删去")
		}
	}
	if errs.Faults() > before {
		return nil
	}
	return rules
}

// CheckCodes reports a code that two documents use on one dataset: items of correction lists are told
// apart by the code of the rule, the dataset and the key of the row.
func CheckCodes(rules []*Rule, errs *source.List) {
	type use struct{ code, dataset string }
	first := map[use]*Rule{}
	for _, r := range rules {
		of := use{r.Code, r.Dataset}
		if other := first[of]; other == nil {
			first[of] = r
		} else if other.Doc != r.Doc {
			errs.Tell(source.NameTaken, r.codeAt, "编号“"+r.Code+"”已经用于同一数据集“"+r.Dataset+"”的另一条规则（"+other.Doc.Path+"）", "两条规则的清单编号会相同，换一个编号")
		}
	}
}

// tolerances lists the named numbers of a rule in the order in which they are written.
func tolerances(named map[string]int64, at *tomlfile.Positions) []Tolerance {
	var list []Tolerance
	for name, value := range named {
		list = append(list, Tolerance{name, value})
	}
	slices.SortFunc(list, func(a, b Tolerance) int {
		return cmp.Or(at.At("tolerance", a.Name).Compare(at.At("tolerance", b.Name)), cmp.Compare(a.Name, b.Name))
	})
	return list
}

// on is the rule on one dataset, written below the keys of path; nil when it is unusable.
func (r Rule) on(f frontCheck, named map[string]int64, used map[string]bool, schemas map[string]formula.Schema, at *tomlfile.Positions, errs *source.List, path ...any) *Rule {
	place := func(steps ...any) source.Pos { return at.At(slices.Concat(path, steps)...) }
	r.Dataset, r.Fields, r.Applies, r.at = f.Dataset, f.Fields, f.Applies, place("dataset")
	schema, ok := schemas[f.Dataset]
	if !ok {
		errs.Tell(source.NoSuchDataset, place("dataset"), "没有数据集“"+f.Dataset+"”", source.Suggest(f.Dataset, slices.Sorted(maps.Keys(schemas))))
		return nil
	}
	for i, name := range f.Fields {
		if _, ok := schema.Column(name); !ok {
			errs.Tell(source.NoSuchColumn, place("fields", i), "数据集“"+f.Dataset+"”没有列“"+name+"”", source.Suggest(name, schema.Names()))
		}
	}
	for _, t := range r.Tolerances {
		if _, taken := schema.Column(t.Name); taken {
			errs.Tell(source.NameTaken, at.At("tolerance", t.Name), "容差“"+t.Name+"”与数据集“"+f.Dataset+"”的列同名", "换一个名称")
		}
	}
	r.Where = formula.Parse(f.Where, place("where"), errs)
	if r.Where == nil {
		return nil
	}
	r.Where.Define(named)
	if !r.Where.Check(schema, formula.Bool, errs, formula.Cutoff) {
		return nil
	}
	for _, name := range r.Where.Constants() {
		used[name] = true
	}
	r.Examples = example.Build(f.Examples, schema, at, errs, path...)
	example.Try(r.Examples, r.Where, errs)
	return &r
}
