package review

import (
	"maps"
	"slices"

	"anjian/internal/document"
	"anjian/internal/example"
	"anjian/internal/formula"
	"anjian/internal/monitor"
	"anjian/internal/period"
	"anjian/internal/source"
	"anjian/internal/table"
)

// A Class is one class of cases that must be reviewed or checked (必评类别, 检查范围), read from
// content/reviews/<id>.md or content/inspections/<id>.md.
type Class struct {
	ID, Title string
	Dataset   string        // of the cases
	Key       string        // column that names a case
	Records   string        // dataset of the records
	RecordKey string        // their column that names the case
	Done      string        // their column with the day on which it was done
	Where     *formula.Expr // true for a case of the class
	Day       *formula.Expr // the day from which time runs
	Within    monitor.Length
	From      period.Date // cases of earlier days are in no class; 0: all
	Order     int         // in lists
	Basis     string
	Examples  []*example.Example
	Doc       *document.Document
}

type front struct {
	Title     string            `toml:"title"`
	Summary   string            `toml:"summary"`
	Dataset   string            `toml:"dataset"`
	Key       string            `toml:"key"`
	Records   string            `toml:"records"`
	RecordKey string            `toml:"record_key"`
	Done      string            `toml:"done"`
	Where     string            `toml:"where"`
	Day       string            `toml:"day"`
	Within    string            `toml:"within"`
	From      period.Date       `toml:"from"`
	Order     int               `toml:"order"`
	Basis     string            `toml:"basis"`
	Keywords  []string          `toml:"keywords"`
	Examples  []example.Written `toml:"example"`
}

// Define reads one class of cases to be reviewed and checks its formulas before any row is read;
// nil when it is unusable.
func Define(doc *document.Document, schemas map[string]formula.Schema, errs *source.List) *Class {
	return define(doc, front{Key: "部门受案号", Records: "reviews", Done: "完成日期"}, schemas, errs)
}

// DefineInspected reads one class of cases to be checked by their departments.
func DefineInspected(doc *document.Document, schemas map[string]formula.Schema, errs *source.List) *Class {
	return define(doc, front{Key: "部门受案号", Records: "inspections", Done: "部门检查日期"}, schemas, errs)
}

func define(doc *document.Document, f front, schemas map[string]formula.Schema, errs *source.List) *Class {
	f.RecordKey = f.Key
	before := errs.Faults()
	at := doc.Decode(&f, errs)
	c := &Class{
		ID: doc.ID, Title: f.Title, Dataset: f.Dataset, Key: f.Key, Records: f.Records, RecordKey: f.RecordKey, Done: f.Done,
		From: f.From, Order: f.Order, Basis: f.Basis, Doc: doc,
	}
	column := func(set, name, key string, want table.Type) {
		schema, ok := schemas[set]
		if !ok {
			return // told below, once
		}
		if col, ok := schema.Column(name); !ok || col.Type != want {
			errs.Tell(source.WrongColumn, at.At(key), "数据集“"+set+"”没有"+want.String()+"列“"+name+"”", source.Suggest(name, schema.Names()))
		}
	}
	for _, set := range []struct{ key, id string }{{"dataset", f.Dataset}, {"records", f.Records}} {
		if _, ok := schemas[set.id]; !ok {
			errs.Tell(source.NoSuchDataset, at.At(set.key), "没有数据集“"+set.id+"”", source.Suggest(set.id, slices.Sorted(maps.Keys(schemas))))
		}
	}
	column(f.Dataset, f.Key, "key", table.Text)
	column(f.Records, f.RecordKey, "record_key", table.Text)
	column(f.Records, f.Done, "done", table.Date)
	if f.Within != "" {
		var ok bool
		if c.Within, ok = monitor.ParseLength(f.Within); !ok || c.Within.Workdays > 0 {
			errs.Tell(source.BadLength, at.At("within"), "“"+f.Within+"”不是期限", `写作 within = "3个月" 或 "30日"`)
		}
	}
	schema := schemas[f.Dataset]
	if errs.Faults() > before {
		return nil
	}
	day, place := f.Day, at.At("day")
	if day == "" {
		if s, ok := schema.(formula.SpannedSchema); ok {
			_, day = s.Span()
		}
		if place = at.At("dataset"); day == "" {
			errs.Tell(source.MissingKey, place, "没有写从哪一天起算", `加一行 day = "审结日期"，或在数据集“`+f.Dataset+`”里写 end`)
			return nil
		}
	}
	if c.Where = formula.Parse(f.Where, at.At("where"), errs); c.Where == nil || !c.Where.Check(schema, formula.Bool, errs, formula.Cutoff) {
		return nil
	}
	if c.Day = formula.Parse(day, place, errs); c.Day == nil || !c.Day.Check(schema, formula.Date, errs) {
		return nil
	}
	c.Examples = example.Build(f.Examples, schema, at, errs)
	example.Try(c.Examples, c.Where, errs)
	if errs.Faults() > before {
		return nil
	}
	return c
}
