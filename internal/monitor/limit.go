package monitor

import (
	"slices"
	"strconv"
	"strings"

	"anjian/internal/document"
	"anjian/internal/formula"
	"anjian/internal/period"
	"anjian/internal/source"
	"anjian/internal/table"
	"anjian/internal/tomlfile"
)

// A Limit (办案期限) is one time limit, read from content/limits/<id>.md.
type Limit struct {
	ID, Title    string
	Summary      string
	Basis        string // 依据: the article
	BusinessLine string
	Starts       string // 起算, in words
	By           string // who has to act in time, where it is not the procuratorate: 公安机关
	Note         string // what extends or stops it, in words
	Measure      bool   // how long a measure (取保候审、监视居住) may last, not how long a case may take
	From, To     period.Date
	Order        int // place among those of its line: the number of its article, 0 where none is given
	Lead         int // how many days ahead a case is 临期
	Clock        Clock

	// What the exports know of it. Without a dataset the limit is there to be read.
	Dataset         string
	Where           *formula.Expr // rows that it applies to; nil: all
	Custody         *formula.Expr // rows whose last day is kept; nil: none
	Start, End, Due string        // columns; Due is the day that the export itself gives, or ""
	Events          *EventColumns // nil: nothing stops the clock

	// Exported stands for a last day that is taken as the export gives it, where no limit applies.
	Exported bool

	Doc *document.Document
}

// EventColumns say where the events of a case are told: child rows of a kind, its own or, by a path
// (案件.程序), those of what it is linked to.
type EventColumns struct {
	Children, Kind, Day, Back string
	Steps                     map[string]Step // by value of Kind
}

// InForce tells whether the limit holds for what starts on a day.
func (l *Limit) InForce(day period.Date) bool {
	return (l.From == period.NoDate || day >= l.From) && (l.To == period.NoDate || day <= l.To)
}

type limitFront struct {
	Title      string       `toml:"title"`
	Summary    string       `toml:"summary"`
	Basis      string       `toml:"basis"`
	Line       string       `toml:"line"`
	Starts     string       `toml:"starts"`
	By         string       `toml:"by"`
	Measure    bool         `toml:"measure"`
	Length     string       `toml:"length"`
	Extension  string       `toml:"extension"`
	Extensions int          `toml:"extensions"`
	Returns    int          `toml:"returns"`
	Note       string       `toml:"note"`
	Order      int          `toml:"order"`
	Lead       int          `toml:"lead"`
	From       period.Date  `toml:"valid_from"`
	To         period.Date  `toml:"valid_to"`
	Dataset    string       `toml:"dataset"`
	Where      string       `toml:"where"`
	Custody    string       `toml:"custody"`
	Start      string       `toml:"start"`
	End        string       `toml:"end"`
	Due        string       `toml:"due"`
	Events     *eventsFront `toml:"events"`
	Keywords   []string     `toml:"keywords"`
}

type eventsFront struct {
	Children    string   `toml:"children"`
	Kind        string   `toml:"kind"`
	Day         string   `toml:"day"`
	Back        string   `toml:"back"`
	Extended    []string `toml:"extended"`
	Returned    []string `toml:"returned"`
	Paused      []string `toml:"paused"`
	Transferred []string `toml:"transferred"`
	Restarted   []string `toml:"restarted"`
}

// Days ahead of the last day at which a case is 临期, where a limit does not say: two for limits of
// ten days or less, five for the others.
const (
	shortLimit = 10
	shortLead  = 2
	usualLead  = 5
)

const lengthForm = "写作 7日、半个月、1个月、2年或 3个工作日"

// Define reads one limit and checks what it says of its dataset before any row is read; nil when it
// is unusable.
func Define(doc *document.Document, schemas map[string]formula.Schema, errs *source.List) *Limit {
	f := limitFront{From: period.NoDate, To: period.NoDate}
	before := errs.Faults()
	at := doc.Decode(&f, errs)
	if f.Title == "" && errs.Faults() > before {
		return nil // nothing was read: the rest would be told as missing
	}
	l := &Limit{
		ID: doc.ID, Title: f.Title, Summary: f.Summary, Basis: f.Basis, BusinessLine: f.Line, Starts: f.Starts, By: f.By, Measure: f.Measure, Note: f.Note,
		From: f.From, To: f.To, Order: f.Order, Dataset: f.Dataset, Start: f.Start, End: f.End, Due: f.Due, Doc: doc,
		Clock: Clock{MostExtensions: f.Extensions, MostReturns: f.Returns},
	}
	read := func(key, text string) Length {
		length, ok := ParseLength(text)
		if !ok {
			errs.Tell(source.BadLength, at.At(key), "“"+text+"”不是期限", lengthForm)
		}
		return length
	}
	l.Clock.Length = read("length", f.Length)
	if f.Extension != "" {
		l.Clock.Extension = read("extension", f.Extension)
		l.Clock.MostExtensions = max(1, f.Extensions)
	} else if f.Extensions > 0 {
		errs.Tell(source.MissingKey, at.At("extensions"), "写了延长几次，没有写每次延长多少", `加一行 extension = "15日"；不能延长的，删去 extensions`)
	}
	if f.Lead < 0 {
		errs.Tell(source.OutOfRange, at.At("lead"), "提前日数 "+strconv.Itoa(f.Lead)+" 不对", "写大于 0 的整数，如 lead = 5；不写则按期限长短取 2 或 5")
	}
	if f.Basis == "" {
		errs.Tell(source.MissingKey, at.At("title"), "期限没有写明依据", `加一行 basis = "刑事诉讼法第……条"`)
	}
	if f.From != period.NoDate && f.To != period.NoDate && f.To < f.From {
		errs.Tell(source.DatesReversed, at.At("valid_to"), "废止日期 "+f.To.String()+" 早于施行日期 "+f.From.String(), "这样哪一天都不适用：改正其中一个，仍然有效的删去 valid_to")
	}
	if l.Lead = f.Lead; l.Lead == 0 {
		l.Lead = usualLead
		if c := l.Clock.Length; c.Months == 0 && c.Days+c.Workdays <= shortLimit {
			l.Lead = shortLead
		}
	}
	if f.Dataset != "" {
		l.define(&f, at, schemas, errs)
	}
	if errs.Faults() > before {
		return nil
	}
	return l
}

// define reads what the limit says of its dataset.
func (l *Limit) define(f *limitFront, at *tomlfile.Positions, schemas map[string]formula.Schema, errs *source.List) {
	schema, ok := schemas[f.Dataset]
	if !ok {
		ids := make([]string, 0, len(schemas))
		for id := range schemas {
			ids = append(ids, id)
		}
		slices.Sort(ids)
		errs.Tell(source.NoSuchDataset, at.At("dataset"), "没有数据集“"+f.Dataset+"”", source.Suggest(f.Dataset, ids))
		return
	}
	if spanned, ok := schema.(formula.SpannedSchema); ok {
		start, end := spanned.Span()
		l.Start, l.End = orElse(l.Start, start), orElse(l.End, end)
	}
	c := columnChecker{errs}
	c.want(schema, l.Start, table.Date, at.At("start"), `写明从哪一列起算：start = "受理日期"`)
	c.want(schema, l.End, table.Date, at.At("end"), `写明办结看哪一列：end = "审结日期"`)
	if l.Due != "" {
		c.want(schema, l.Due, table.Date, at.At("due"), "")
	}
	condition := func(key, text string) *formula.Expr {
		if text == "" {
			return nil
		}
		x := formula.Parse(text, at.At(key), errs)
		if x == nil || !x.Check(schema, formula.Bool, errs) {
			return nil
		}
		return x
	}
	l.Where, l.Custody = condition("where", f.Where), condition("custody", f.Custody)
	if f.Events != nil {
		l.Events = f.Events.define(schema, at, c)
	}
}

func (f *eventsFront) define(schema formula.Schema, at *tomlfile.Positions, c columnChecker) *EventColumns {
	path := strings.Split(f.Children, ".")
	name := path[len(path)-1]
	for _, link := range path[:len(path)-1] {
		parent, ok := schema.Parent(link)
		if !ok {
			c.errs.Tell(source.NoSuchLink, at.At("events", "children"), "没有关联“"+link+"”", source.Suggest(link, schema.Links()))
			return nil
		}
		schema = parent
	}
	child, ok := schema.Child(name)
	if !ok {
		c.errs.Tell(source.NoSuchLink, at.At("events", "children"), "没有名为“"+name+"”的关联数据", source.Suggest(name, schema.Links()))
		return nil
	}
	kind := c.want(child, f.Kind, table.Text, at.At("events", "kind"), `写明事项是哪一列：kind = "事项"`)
	c.want(child, f.Day, table.Date, at.At("events", "day"), `写明日期是哪一列：day = "日期"`)
	if f.Back != "" {
		c.want(child, f.Back, table.Date, at.At("events", "back"), "")
	}
	e := &EventColumns{Children: f.Children, Kind: f.Kind, Day: f.Day, Back: f.Back, Steps: map[string]Step{}}
	for _, group := range []struct {
		key   string
		words []string
		step  Step
	}{{"extended", f.Extended, Extended}, {"returned", f.Returned, Returned}, {"paused", f.Paused, Paused}, {"transferred", f.Transferred, Transferred}, {"restarted", f.Restarted, Restarted}} {
		for i, word := range group.words {
			if kind.Values != nil && !slices.Contains(kind.Values, word) {
				c.errs.Tell(source.NoSuchValue, at.At("events", group.key, i), "列“"+f.Kind+"”没有值“"+word+"”", source.Suggest(word, kind.Values))
			}
			e.Steps[word] = group.step
		}
	}
	return e
}

type columnChecker struct{ errs *source.List }

// want reports a column that is missing or of another type.
func (c columnChecker) want(schema formula.Schema, name string, typ table.Type, at source.Pos, hint string) formula.Column {
	column, ok := schema.Column(name)
	switch {
	case name == "":
		c.errs.Tell(source.MissingKey, at, "没有写明列名", hint)
	case !ok:
		c.errs.Tell(source.NoSuchColumn, at, "没有列“"+name+"”", source.Suggest(name, schema.Names()))
	case column.Type != typ:
		c.errs.Tell(source.WrongColumn, at, "列“"+name+"”的类型不对", "要用日期列、文字列的地方，先在数据集文档里写明 type")
	}
	return column
}

func orElse(text, other string) string {
	if text == "" {
		return other
	}
	return text
}
