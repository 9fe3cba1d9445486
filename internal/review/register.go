package review

import (
	"maps"
	"slices"

	"anjian/internal/document"
	"anjian/internal/formula"
	"anjian/internal/period"
	"anjian/internal/source"
	"anjian/internal/table"
)

// A Register says how the lines of a register of checks or reviews are read, from
// content/registers/<id>.md. Columns that a register lacks are "".
type Register struct {
	ID, Title string
	Dataset   string
	Case      string // column that names the case
	Business  string // 业务类别
	Method    string // 评查方式, 检查方式
	Done      string // the day on which it was done
	Grade     string
	Problems  []string // columns with kinds of problems
	Told      string   // the day on which the department was told
	Due       string   // by when to mend
	Mended    string
	Spoken    string // yes/no: spoken of in the quarterly talk (讲评)
	Practice  string // what was done well
	Grades    []GradeSet
	Kinds     []Problem // the kinds of problems, in their order
	Doc       *document.Document
}

// A GradeSet is the grades (等次) in force from a day on, the best first.
type GradeSet struct {
	From   period.Date `toml:"from"`
	Values []string    `toml:"values"`
	Basis  string      `toml:"basis"`
}

// A Problem is one kind of problem, with what to do about it.
type Problem struct {
	Name string `toml:"name"`
	Do   string `toml:"do"`
}

type frontRegister struct {
	Title    string     `toml:"title"`
	Summary  string     `toml:"summary"`
	Dataset  string     `toml:"dataset"`
	Case     string     `toml:"case"`
	Business string     `toml:"business"`
	Method   string     `toml:"method"`
	Done     string     `toml:"done"`
	Grade    string     `toml:"grade"`
	Problems []string   `toml:"problems"`
	Told     string     `toml:"told"`
	Due      string     `toml:"due"`
	Mended   string     `toml:"mended"`
	Spoken   string     `toml:"spoken"`
	Practice string     `toml:"practice"`
	Grades   []GradeSet `toml:"grades"`
	Kinds    []Problem  `toml:"problem"`
	Keywords []string   `toml:"keywords"`
}

// DefineRegister reads how a register is read; nil when it is unusable.
func DefineRegister(doc *document.Document, schemas map[string]formula.Schema, errs *source.List) *Register {
	var f frontRegister
	before := errs.Faults()
	at := doc.Decode(&f, errs)
	r := &Register{
		ID: doc.ID, Title: f.Title, Dataset: f.Dataset, Case: f.Case, Business: f.Business, Method: f.Method, Done: f.Done, Grade: f.Grade,
		Problems: f.Problems, Told: f.Told, Due: f.Due, Mended: f.Mended, Spoken: f.Spoken, Practice: f.Practice,
		Grades: f.Grades, Kinds: f.Kinds, Doc: doc,
	}
	schema, ok := schemas[f.Dataset]
	if !ok {
		errs.Tell(source.NoSuchDataset, at.At("dataset"), "没有数据集“"+f.Dataset+"”", source.Suggest(f.Dataset, slices.Sorted(maps.Keys(schemas))))
		return nil
	}
	// values must be among those that the dataset knows, or nothing would ever be counted.
	column := func(place source.Pos, name string, want table.Type) (values []string) {
		if name == "" {
			return nil
		}
		c, ok := schema.Column(name)
		if !ok || c.Type != want {
			errs.Tell(source.WrongColumn, place, "数据集“"+f.Dataset+"”没有"+want.String()+"列“"+name+"”", source.Suggest(name, schema.Names()))
		}
		return c.Values
	}
	for _, c := range []struct {
		key, name string
		want      table.Type
	}{
		{"case", f.Case, table.Text},
		{"business", f.Business, table.Text},
		{"method", f.Method, table.Text},
		{"done", f.Done, table.Date},
		{"told", f.Told, table.Date},
		{"due", f.Due, table.Date},
		{"mended", f.Mended, table.Date},
		{"spoken", f.Spoken, table.YesNo},
		{"practice", f.Practice, table.Text},
	} {
		column(at.At(c.key), c.name, c.want)
	}
	if f.Done == "" || f.Case == "" {
		errs.Tell(source.MissingKey, at.At("done"), "没有写案号列和完成日期列", `加上 case = "部门受案号" 和 done = "完成日期"`)
	}
	grades := column(at.At("grade"), f.Grade, table.Text)
	for i, set := range f.Grades {
		if len(set.Values) == 0 || i > 0 && set.From <= f.Grades[i-1].From {
			errs.Tell(source.MissingKey, at.At("grades", i), "等次没有写全，或者没有按施行日的先后写", `写作 from = 2026-01-01 和 values = ["优质", "合格"]，先施行的在前`)
		}
		for n, word := range set.Values {
			if len(grades) > 0 && !slices.Contains(grades, word) {
				errs.Tell(source.NoSuchValue, at.At("grades", i, "values", n), "数据集“"+f.Dataset+"”的“"+f.Grade+"”没有代码“"+word+"”", source.Suggest(word, grades))
			}
		}
	}
	var problems []string
	for i, name := range f.Problems {
		problems = column(at.At("problems", i), name, table.Text)
	}
	for i, p := range f.Kinds {
		if len(problems) > 0 && !slices.Contains(problems, p.Name) {
			errs.Tell(source.NoSuchValue, at.At("problem", i, "name"), "数据集“"+f.Dataset+"”没有问题类型“"+p.Name+"”", source.Suggest(p.Name, problems))
		}
	}
	if errs.Faults() > before {
		return nil
	}
	return r
}

// GradesOn returns the grades in force on a day; nil before the first.
func (r *Register) GradesOn(day period.Date) *GradeSet {
	var found *GradeSet
	for i := range r.Grades {
		if r.Grades[i].From <= day {
			found = &r.Grades[i]
		}
	}
	return found
}

// Advice is what to do about a kind of problem.
func (r *Register) Advice(name string) string {
	for _, p := range r.Kinds {
		if p.Name == name {
			return p.Do
		}
	}
	return ""
}
