package lead

import (
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"anjian/internal/dataset"
	"anjian/internal/document"
	"anjian/internal/example"
	"anjian/internal/formula"
	"anjian/internal/source"
	"anjian/internal/tomlfile"
)

// A Model is one supervision model, read from content/models/<id>.md.
type Model struct {
	ID, Title, Summary string
	Dataset            string
	Key                string // the column that names a row of the dataset; may be empty
	Where              *formula.Expr
	Date               *formula.Expr // the day that puts a lead into a month
	Group              *Group        // nil: every row is a lead of its own
	Reason             Reason        // what a lead says, one sentence
	Basis              string        // 依据
	Line, Department   string        // whose work it is
	Fields             []string      // columns shown with a lead
	Examples           []*example.Example
	Doc                *document.Document
}

// A Group says when rows that meet the condition come together to a lead.
type Group struct {
	By       []*formula.Expr // columns of words that are the same in all rows
	Within   Span            // of the first and last row
	AtLeast  int
	Distinct *formula.Expr // what is counted, each word once; nil: rows
}

// A Span is a length of time: whole months or days.
type Span struct{ Months, Days int }

func (s Span) String() string {
	if s.Months > 0 {
		return strconv.Itoa(s.Months) + " 个月"
	}
	return strconv.Itoa(s.Days) + " 日"
}

type front struct {
	Title      string      `toml:"title"`
	Summary    string      `toml:"summary"`
	Dataset    string      `toml:"dataset"`
	Where      string      `toml:"where"`
	Date       string      `toml:"date"`
	Group      *frontGroup `toml:"group"`
	Reason     string      `toml:"reason"`
	Basis      string      `toml:"basis"`
	Fields     []string    `toml:"fields"`
	Line       string      `toml:"line"`
	Department string      `toml:"department"`
	Keywords   []string    `toml:"keywords"`

	Examples []example.Written `toml:"example"`
}

type frontGroup struct {
	By       []string `toml:"by"`
	Within   string   `toml:"within"`
	AtLeast  int      `toml:"at_least"`
	Distinct string   `toml:"distinct"`
}

// A reader reads models against the definitions of all datasets.
type reader struct {
	datasets map[string]*dataset.Definition
	schemas  map[string]formula.Schema
	errs     *source.List

	def    *dataset.Definition // of the model that is read
	schema formula.Schema
	at     *tomlfile.Positions
}

// Definer returns what reads one model and checks its formulas before any row is read; it returns nil
// for a model that is unusable.
func Definer(datasets []*dataset.Definition) func(*document.Document, map[string]formula.Schema, *source.List) *Model {
	byID := map[string]*dataset.Definition{}
	for _, d := range datasets {
		byID[d.ID] = d
	}
	return func(doc *document.Document, schemas map[string]formula.Schema, errs *source.List) *Model {
		return (&reader{datasets: byID, schemas: schemas, errs: errs}).model(doc)
	}
}

func (r *reader) model(doc *document.Document) *Model {
	var f front
	before := r.errs.Faults()
	r.at = doc.Decode(&f, r.errs)
	m := &Model{
		ID: doc.ID, Title: f.Title, Summary: f.Summary, Dataset: f.Dataset, Basis: f.Basis,
		Line: f.Line, Department: f.Department, Fields: f.Fields, Doc: doc,
	}
	var ok bool
	if r.schema, ok = r.schemas[f.Dataset]; !ok {
		r.errs.Tell(source.NoSuchDataset, r.at.At("dataset"), "没有数据集“"+f.Dataset+"”", source.Suggest(f.Dataset, slices.Sorted(maps.Keys(r.schemas))))
		return nil
	}
	if r.def = r.datasets[f.Dataset]; r.def != nil && len(r.def.Key) > 0 {
		m.Key = r.def.Key[0]
	}
	m.Where = r.expr(f.Where, r.at.At("where"), formula.Bool)
	m.Date = r.date(f.Date)
	if f.Group != nil {
		m.Group = r.group(f.Group)
	}
	for i, name := range f.Fields {
		r.shown(name, r.at.At("fields", i))
	}
	m.Reason = r.reason(f.Reason, f.Group)
	if r.errs.Faults() > before {
		return nil
	}
	m.Examples = example.Build(f.Examples, r.schema, r.at, r.errs)
	m.try(r.errs)
	if r.errs.Faults() > before {
		return nil
	}
	return m
}

// expr reads a formula of the wanted kind; nil after an error.
func (r *reader) expr(text string, at source.Pos, want formula.Kind) *formula.Expr {
	e := formula.Parse(text, at, r.errs)
	if e == nil || !e.Check(r.schema, want, r.errs, formula.Cutoff) {
		return nil
	}
	return e
}

// date is the day of a lead: what the model says, else the day on which rows of the dataset begin.
func (r *reader) date(text string) *formula.Expr {
	if text == "" && r.def != nil {
		text = r.def.Start
	}
	if text == "" {
		r.errs.Tell(source.MissingKey, r.at.At(), "没有写线索按哪个日期归月", `加一行 date = "受理日期"`)
		return nil
	}
	return r.expr(text, r.at.At("date"), formula.Date)
}

var spans = regexp.MustCompile(`^([0-9]{1,3}) ?(个月|日|天|年)$`)

func (r *reader) group(f *frontGroup) *Group {
	g := &Group{AtLeast: f.AtLeast}
	if len(f.By) == 0 {
		r.errs.Tell(source.MissingKey, r.at.At("group"), "分组没有写按哪些列", `加一行 by = ["承办单位", "所属行业"]`)
	}
	for i, column := range f.By {
		if e := r.expr(column, r.at.At("group", "by", i), formula.Text); e != nil {
			g.By = append(g.By, e)
		}
	}
	if f.AtLeast < 2 {
		r.errs.Tell(source.OutOfRange, r.at.At("group", "at_least"), "分组至少要两件才成线索", "写作 at_least = 5")
	}
	if f.Distinct != "" {
		g.Distinct = r.expr(f.Distinct, r.at.At("group", "distinct"), formula.Text)
	}
	m := spans.FindStringSubmatch(f.Within)
	if m == nil {
		r.errs.Tell(source.BadLength, r.at.At("group", "within"), "“"+f.Within+"”不是一段时间", `写作 within = "6个月" 或 within = "90日"`)
		return g
	}
	n, _ := strconv.Atoi(m[1]) // three digits at most
	switch {
	case n == 0:
		r.errs.Tell(source.OutOfRange, r.at.At("group", "within"), "一段时间不能是 0", `写作 within = "6个月"`)
	case m[2] == "个月":
		g.Within.Months = n
	case m[2] == "年":
		g.Within.Months = 12 * n
	default:
		g.Within.Days = n
	}
	return g
}

// shown wants a column that readers may see: of the dataset, or behind links (案件.移送案由).
func (r *reader) shown(name string, at source.Pos) {
	d, rest := r.def, name
	for d != nil {
		link, behind, more := strings.Cut(rest, ".")
		if !more {
			break
		}
		i := slices.IndexFunc(d.Links, func(l dataset.Link) bool { return l.Name == link })
		if i < 0 {
			r.errs.Tell(source.NoSuchLink, at, "数据集“"+d.Title+"”没有关联“"+link+"”", "写关联的名称，例如 案件.移送案由")
			return
		}
		d, rest = r.datasets[d.Links[i].To], behind
	}
	if d == nil {
		return // a dataset at fault is told elsewhere
	}
	c := d.Column(rest)
	switch {
	case c == nil:
		r.errs.Tell(source.NoSuchColumn, at, "数据集“"+d.Title+"”没有列“"+rest+"”", source.Suggest(rest, columnNames(d)))
	case len(c.Editions) == 0 && len(c.Masked) == 0:
		r.errs.Tell(source.BadSentence, at, "列“"+rest+"”不给任何版本看，不能随线索列出", "换一列，或在数据集里写明 editions，记姓名的写明 masked")
	}
}

func columnNames(d *dataset.Definition) []string {
	names := make([]string, len(d.Columns))
	for i, c := range d.Columns {
		names[i] = c.Name
	}
	return names
}
