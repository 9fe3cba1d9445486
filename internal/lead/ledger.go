package lead

import (
	"slices"

	"anjian/internal/document"
	"anjian/internal/formula"
	"anjian/internal/source"
	"anjian/internal/table"
	"anjian/internal/tomlfile"
)

// A Ledger (移送线索台账) says how a dataset of transferred leads is read: its steps with the days that
// the rules allow for each, read from content/leads/<id>.md.
type Ledger struct {
	ID, Title, Summary, Dataset string
	Kind, Receiver              string        // columns: kind of lead, department that receives it
	Model, Source               string        // columns: title of the model that found the lead, key of its row; may be empty
	Built                       *formula.Expr // what counts as 成案
	Steps                       []Step
	Doc                         *document.Document
}

// A Step leads from one day of a row to the next, such as from 移送 to 受理.
type Step struct {
	Name string `toml:"name"`
	From string `toml:"from"` // columns
	To   string `toml:"to"`
	Days int    `toml:"days"` // allowed
}

type ledgerFront struct {
	Title    string   `toml:"title"`
	Summary  string   `toml:"summary"`
	Dataset  string   `toml:"dataset"`
	Kind     string   `toml:"kind"`
	Receiver string   `toml:"receiver"`
	Model    string   `toml:"model"`
	Source   string   `toml:"source"`
	Built    string   `toml:"built"`
	Basis    string   `toml:"basis"`
	Keywords []string `toml:"keywords"`
	Steps    []Step   `toml:"step"`
}

// DefineLedger reads one ledger and checks its columns before any row is read; nil when it is unusable.
func DefineLedger(doc *document.Document, schemas map[string]formula.Schema, errs *source.List) *Ledger {
	var f ledgerFront
	before := errs.Faults()
	at := doc.Decode(&f, errs)
	l := &Ledger{
		ID: doc.ID, Title: f.Title, Summary: f.Summary, Dataset: f.Dataset, Kind: f.Kind, Receiver: f.Receiver,
		Model: f.Model, Source: f.Source, Steps: f.Steps, Doc: doc,
	}
	schema, ok := schemas[f.Dataset]
	if !ok {
		ids := make([]string, 0, len(schemas))
		for id := range schemas {
			ids = append(ids, id)
		}
		slices.Sort(ids)
		errs.Tell(source.NoSuchDataset, at.At("dataset"), "没有数据集“"+f.Dataset+"”", source.Suggest(f.Dataset, ids))
		return nil
	}
	l.checkColumns(schema, at, errs)
	if len(l.Steps) == 0 {
		errs.Tell(source.MissingKey, at.At(), "台账没有写环节", `加一段 [[step]]，写 name、from、to、days`)
	}
	if l.Built = formula.Parse(f.Built, at.At("built"), errs); l.Built != nil {
		l.Built.Check(schema, formula.Bool, errs)
	}
	if errs.Faults() > before {
		return nil
	}
	return l
}

func (l *Ledger) checkColumns(schema formula.Schema, at *tomlfile.Positions, errs *source.List) {
	want := func(name string, place source.Pos, kind table.Type, should string) {
		c, ok := schema.Column(name)
		switch {
		case !ok:
			errs.Tell(source.NoSuchColumn, place, "没有列“"+name+"”", source.Suggest(name, schema.Names()))
		case c.Type != kind:
			errs.Tell(source.WrongColumn, place, "列“"+name+"”是"+c.Type.String()+"，这里要"+kind.String(), should)
		}
	}
	want(l.Kind, at.At("kind"), table.Text, "写线索类型的一列")
	want(l.Receiver, at.At("receiver"), table.Text, "写接收部门的一列")
	if l.Model != "" {
		want(l.Model, at.At("model"), table.Text, "写来源模型的一列")
		want(l.Source, at.At("source"), table.Text, "写来源编号的一列")
	}
	for i, s := range l.Steps {
		want(s.From, at.At("step", i, "from"), table.Date, "写这一环节起算的日期")
		want(s.To, at.At("step", i, "to"), table.Date, "写这一环节完成的日期")
		if i > 0 && s.From != l.Steps[i-1].To {
			errs.Tell(source.StepsApart, at.At("step", i, "from"), "环节“"+s.Name+"”不接着上一环节", `写作 from = "`+l.Steps[i-1].To+`"`)
		}
		if s.Days < 1 {
			errs.Tell(source.MissingKey, at.At("step", i, "days"), "环节“"+s.Name+"”没有写规定的日数", "写作 days = 7")
		}
	}
}
