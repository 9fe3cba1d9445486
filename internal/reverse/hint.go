package reverse

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
	"anjian/internal/tomlfile"
)

// A Hint (凑数提示) is a pattern over several rows that may be a sign of cases made up for the numbers,
// read from content/hints/<id>.md. It is a hint for people to look into (供研判) and names what else
// could explain it.
//
// Among the rows that Among selects (all), those of equal words in By make a group, and of one period
// Per, where it is given. Of a group, the rows with the sign are told: those that Where selects, that
// lie in the last Days of a month or quarter (End), that share their word in Same, or whose texts in
// Similar are nearly the same; without any of these, all. They are told where there are Least of
// them or more, within so many days of Date (Within), as a share of the group of at least Share per
// cent, where Throughout holds for all of the group, and where chance makes so many in at most one
// of a thousand cases (Rare).
type Hint struct {
	ID, Title  string
	Summary    string
	Dataset    string
	Among      *formula.Expr
	Where      *formula.Expr
	Throughout *formula.Expr
	By         []string
	Date       string
	Within     int
	Per        period.Kind // NoKind: all rows together
	End        string
	Days       int
	Same       string
	Similar    string
	Likeness   float64
	Least      int
	Share      int
	Rare       bool
	Otherwise  []string // what else could explain it
	Fields     []string // columns shown with each row
	Examples   []*example.Example
	Doc        *document.Document
}

type frontHint struct {
	Title      string            `toml:"title"`
	Summary    string            `toml:"summary"`
	Keywords   []string          `toml:"keywords"`
	Dataset    string            `toml:"dataset"`
	Among      string            `toml:"among"`
	Where      string            `toml:"where"`
	Throughout string            `toml:"throughout"`
	By         []string          `toml:"by"`
	Date       string            `toml:"date"`
	Within     int               `toml:"within"`
	Per        string            `toml:"per"`
	End        string            `toml:"end"`
	Days       int               `toml:"days"`
	Same       string            `toml:"same"`
	Similar    string            `toml:"similar"`
	Likeness   int               `toml:"likeness"`
	Least      int               `toml:"least"`
	Share      int               `toml:"share"`
	Rare       bool              `toml:"rare"`
	Otherwise  []string          `toml:"otherwise"`
	Fields     []string          `toml:"fields"`
	Examples   []example.Written `toml:"example"`
}

var pers = map[string]period.Kind{"": period.NoKind, "月": period.Monthly, "季": period.Quarterly, "半年": period.HalfYearly, "年": period.Yearly}

// DefineHint reads one hint and tries its examples before any row is read; nil when it is unusable.
func DefineHint(doc *document.Document, schemas map[string]formula.Schema, errs *source.List) *Hint {
	var f frontHint
	before := errs.Faults()
	at := doc.Decode(&f, errs)
	h := &Hint{
		ID: doc.ID, Title: f.Title, Summary: f.Summary, Dataset: f.Dataset, By: f.By, Date: f.Date, Within: f.Within, End: f.End, Days: f.Days,
		Same: f.Same, Similar: f.Similar, Likeness: Likeness, Least: f.Least, Share: f.Share, Rare: f.Rare, Otherwise: f.Otherwise, Fields: f.Fields, Doc: doc,
	}
	schema, ok := schemas[f.Dataset]
	if !ok {
		errs.Tell(source.NoSuchDataset, at.At("dataset"), "没有数据集“"+f.Dataset+"”", source.Suggest(f.Dataset, slices.Sorted(maps.Keys(schemas))))
		return nil
	}
	h.read(&f, at, schema, errs)
	for _, one := range []struct {
		key, text string
		to        **formula.Expr
	}{{"among", f.Among, &h.Among}, {"where", f.Where, &h.Where}, {"throughout", f.Throughout, &h.Throughout}} {
		if one.text == "" {
			continue
		}
		if e := formula.Parse(one.text, at.At(one.key), errs); e != nil && e.Check(ownColumns{schema}, formula.Bool, errs, formula.Cutoff) {
			*one.to = e
		}
	}
	if errs.Faults() > before {
		return nil
	}
	h.Examples = example.Build(f.Examples, schema, at, errs)
	for _, e := range h.Examples {
		if got := h.finds(e); got != e.Finds {
			e.Contradicts(errs)
		}
	}
	if errs.Faults() > before {
		return nil
	}
	return h
}

// read takes over what is no formula and reports what is wrong with it.
func (h *Hint) read(f *frontHint, at *tomlfile.Positions, schema formula.Schema, errs *source.List) {
	column := func(name string, pos source.Pos, should string, types ...table.Type) {
		if name == "" {
			return
		}
		c, known := schema.Column(name)
		switch {
		case !known:
			errs.Tell(source.NoSuchColumn, pos, "数据集“"+f.Dataset+"”没有列“"+name+"”", source.Suggest(name, schema.Names()))
		case len(types) > 0 && !slices.Contains(types, c.Type):
			errs.Tell(source.WrongColumn, pos, "列“"+name+"”的类型不对", should)
		}
	}
	const words, days = "这里要一列文字", "这里要一列日期"
	for i, name := range f.By {
		column(name, at.At("by", i), words, table.Text)
	}
	for i, name := range f.Fields {
		column(name, at.At("fields", i), "")
	}
	column(f.Date, at.At("date"), days, table.Date, table.Time)
	column(f.Same, at.At("same"), words, table.Text)
	column(f.Similar, at.At("similar"), words, table.Text)
	if f.Date == "" {
		errs.Tell(source.MissingKey, at.At("date"), "没有写按哪个日期看", `例如 date = "制发日期"`)
	}
	if f.Least < 3 {
		errs.Tell(source.OutOfRange, at.At("least"), "至少几件才提示，应不少于 3", "例如 least = 8")
	}
	if f.Share < 0 || f.Share > 100 {
		errs.Tell(source.OutOfRange, at.At("share"), "占比应在 0 到 100 之间", "例如 share = 60，即 60%")
	}
	kind, known := pers[f.Per]
	if h.Per = kind; !known {
		errs.Tell(source.NotAmong, at.At("per"), "不认识的“"+f.Per+"”", "可用的有“月”“季”“半年”“年”")
	}
	if f.End != "" && f.End != dataset.MonthEnd && f.End != dataset.QuarterEnd {
		errs.Tell(source.NotAmong, at.At("end"), "不认识的“"+f.End+"”", "可用的有“月末”“季末”")
	}
	if f.End != "" && f.Days < 1 {
		errs.Tell(source.MissingKey, at.At("days"), "没有写看最后几天", "例如 days = 3")
	}
	if f.Likeness != 0 {
		if h.Likeness = float64(f.Likeness) / 100; f.Likeness < 50 || f.Likeness > 100 {
			errs.Tell(source.OutOfRange, at.At("likeness"), "相近程度应在 50 到 100 之间", "例如 likeness = 80，即八成相同")
		}
	}
	if len(f.Otherwise) == 0 {
		errs.Tell(source.MissingKey, at.At("otherwise"), "没有写还可能是什么原因", "提示只供研判，写上至少一种别的解释")
	}
}

// finds tells whether the row of an example is told.
func (h *Hint) finds(e *example.Example) bool {
	everyRow := func(int) bool { return true }
	return slices.ContainsFunc(h.gather(e.Table, everyRow, period.Calendar{}, e.Env.Cutoff, false), func(f Found) bool {
		return slices.Contains(f.Rows, 0)
	})
}

// Words says when the hint is told, for readers.
func (h *Hint) Words() string {
	var parts []string
	add := func(text string) { parts = append(parts, text) }
	if h.Among != nil {
		add("只看 " + h.Among.Text())
	}
	if h.Throughout != nil {
		add("全组都是 " + h.Throughout.Text())
	}
	if h.Where != nil {
		add(h.Where.Text())
	}
	if h.End != "" {
		add(h.End + " " + strconv.Itoa(h.Days) + " 日内")
	}
	if h.Same != "" {
		add(h.Same + "相同")
	}
	if h.Similar != "" {
		add(h.Similar + "有 " + strconv.Itoa(int(h.Likeness*100+0.5)) + "% 以上相同")
	}
	if h.Within > 0 {
		add(strconv.Itoa(h.Within) + " 日以内")
	}
	for word, kind := range pers {
		if word != "" && kind == h.Per {
			add("按" + word + "计")
		}
	}
	add("至少 " + strconv.Itoa(h.Least) + " 件")
	if h.Share > 0 {
		add("占全组 " + strconv.Itoa(h.Share) + "% 以上")
	}
	if h.Rare {
		add("偶然出现的机会不到千分之一")
	}
	return strings.Join(parts, "，")
}

// columns lists the columns that the hint reads.
func (h *Hint) columns() []string {
	list := append(slices.Clone(h.By), h.Date)
	for _, e := range []*formula.Expr{h.Among, h.Where, h.Throughout} {
		if e != nil {
			list = append(list, e.Refs()...)
		}
	}
	for _, name := range []string{h.Same, h.Similar} {
		if name != "" {
			list = append(list, name)
		}
	}
	return list
}
