package reconcile

import (
	"slices"
	"strings"

	"anjian/internal/dataset"
	"anjian/internal/document"
	"anjian/internal/formula"
	"anjian/internal/indicator"
	"anjian/internal/period"
	"anjian/internal/source"
	"anjian/internal/tomlfile"
)

// A Definition lays figures of an official table beside ours, read from
// content/reconciliations/<id>.md.
type Definition struct {
	ID, Title string
	Official  *dataset.Definition // of shape grid
	All       string              // what the table calls all procuratorates together; "": it has no such row
	From      period.Period       // the first period compared; zero: all that the table has
	Tolerance int64               // how much both sides may differ
	Items     []*Item
	Doc       *document.Document
}

// An Item is one heading of the table and what we count for it.
type Item struct {
	Title       string
	Row, Column string // paths of the headings; one of them may be "" when the other axis is the procuratorate

	Indicator string // id, with the part of it that is compared
	Part      indicator.Part
	Own       *Count // or a count of its own; nil with an indicator

	List *List // the cases behind the official figures; nil when none came with the table
	At   source.Pos

	date *formula.Expr // day that puts our rows into a period; nil when there are several or none
}

// A Count counts or sums rows of one of our datasets.
type Count struct {
	Dataset *dataset.Definition
	Where   *formula.Expr // nil: every row
	Sum     *formula.Expr // nil: rows are counted
	Date    *formula.Expr
	Until   *formula.Expr // of rows pending at the period's end; nil else
}

// Formula writes the count for readers.
func (c *Count) Formula() string {
	text := c.Dataset.Title + " 计数"
	if c.Sum != nil {
		text = c.Dataset.Title + " 求和 " + c.Sum.Text()
	}
	if c.Where != nil {
		text += "，条件 " + c.Where.Text()
	}
	if c.Until != nil {
		return text + "，期末未结（" + c.Date.Text() + "至" + c.Until.Text() + "）"
	}
	return text + "，按" + c.Date.Text()
}

// A List is a dataset of the cases that the official table counted.
type List struct {
	Dataset *dataset.Definition
	Key     string        // its column that names the case
	OwnKey  string        // ours
	Date    *formula.Expr // day that puts a case into a period
	Where   *formula.Expr // nil: every row
}

type front struct {
	Title      string      `toml:"title"`
	Summary    string      `toml:"summary"`
	Official   string      `toml:"official"`
	All        string      `toml:"all"`
	From       string      `toml:"from"`
	Tolerance  int         `toml:"tolerance"`
	Department string      `toml:"department"`
	Keywords   []string    `toml:"keywords"`
	Items      []frontItem `toml:"item"`
}

type frontItem struct {
	Title     string     `toml:"title"`
	Row       string     `toml:"row"`
	Column    string     `toml:"column"`
	Indicator string     `toml:"indicator"`
	Part      string     `toml:"part"`
	Dataset   string     `toml:"dataset"`
	Count     bool       `toml:"count"`
	Sum       string     `toml:"sum"`
	Where     string     `toml:"where"`
	Date      string     `toml:"date"`
	End       string     `toml:"end"`
	Pending   string     `toml:"at"`
	List      *frontList `toml:"list"`
}

type frontList struct {
	Dataset string `toml:"dataset"`
	Key     string `toml:"key"`
	OwnKey  string `toml:"own_key"`
	Date    string `toml:"date"`
	Where   string `toml:"where"`
}

// A World is what definitions may refer to.
type World struct {
	Datasets   []*dataset.Definition
	Schemas    map[string]formula.Schema
	Indicators []*indicator.Definition
}

func (w World) dataset(id string) *dataset.Definition {
	for _, d := range w.Datasets {
		if d.ID == id {
			return d
		}
	}
	return nil
}

func (w World) ids(fits func(*dataset.Definition) bool) []string {
	var ids []string
	for _, d := range w.Datasets {
		if fits(d) {
			ids = append(ids, d.ID)
		}
	}
	return ids
}

func crosstab(d *dataset.Definition) bool { return d.Layout != nil }
func caseList(d *dataset.Definition) bool { return d.Layout == nil }

// Define reads one document against what there is, before any row is read; nil when it is at fault.
func Define(doc *document.Document, w World, errs *source.List) *Definition {
	var f front
	before := errs.Faults()
	at := doc.Decode(&f, errs)
	if errs.Faults() > before {
		return nil
	}
	d := &Definition{ID: doc.ID, Title: f.Title, All: f.All, Tolerance: int64(f.Tolerance), Official: w.dataset(f.Official), Doc: doc}
	if d.Official == nil || d.Official.Layout == nil {
		errs.Tell(source.NoSuchDataset, at.At("official"), "没有统计报表数据集“"+f.Official+"”", source.Suggest(f.Official, w.ids(crosstab)))
		return nil
	}
	if f.From != "" {
		p, err := period.Parse(f.From)
		if err != nil {
			errs.Tell(source.BadPeriod, at.At("from"), "“from”不是统计期", `例如 from = "2025-01"`)
		}
		d.From = p
	}
	if d.Tolerance < 0 {
		errs.Tell(source.OutOfRange, at.At("tolerance"), "“tolerance”不能是负数", "写 0 表示必须相等")
	}
	if len(f.Items) == 0 {
		errs.Tell(source.MissingKey, at.At("title"), "没有写核对哪些项目", `加一段 [[item]]，写 column 和 indicator`)
	}
	for i := range f.Items {
		r := &itemReader{world: w, front: &f.Items[i], at: at, n: i, errs: errs}
		if item := r.read(); item != nil {
			d.Items = append(d.Items, item)
		}
	}
	if errs.Faults() > before {
		return nil
	}
	return d
}

// An itemReader reads one [[item]].
type itemReader struct {
	world World
	front *frontItem
	at    *tomlfile.Positions
	n     int
	errs  *source.List
}

func (r *itemReader) pos(key ...any) source.Pos {
	return r.at.At(append([]any{"item", r.n}, key...)...)
}

func (r *itemReader) read() *Item {
	f := r.front
	item := &Item{Title: f.Title, Row: f.Row, Column: f.Column, At: r.pos()}
	if item.Title == "" {
		item.Title = strings.TrimSpace(f.Row + " " + f.Column)
	}
	if f.Row == "" && f.Column == "" {
		r.errs.Tell(source.MissingKey, r.pos(), "没有写报表的哪一项", `写 column = "审结/起诉"（列目），或 row = "…"（行目）`)
	}
	counts := f.Count || f.Sum != ""
	switch {
	case f.Indicator != "" && counts:
		r.errs.Tell(source.KeysClash, r.pos("indicator"), "“indicator”不能与“count”“sum”同时写", "只写一种算法")
	case f.Indicator != "":
		r.indicator(item)
	case counts:
		if item.Own = r.count(); item.Own != nil && item.Own.Until == nil {
			item.date = item.Own.Date
		}
	default:
		r.errs.Tell(source.MissingKey, r.pos(), "没有写与本站的什么数核对", `写 indicator = "…"，或 dataset、date 和 count = true`)
	}
	if f.List != nil {
		item.List = r.list(item)
	}
	return item
}

// indicator wants a number that a table can hold: a count, never a rate.
func (r *itemReader) indicator(item *Item) {
	var def *indicator.Definition
	var names []string
	for _, d := range r.world.Indicators {
		names = append(names, d.ID)
		if d.ID == r.front.Indicator {
			def = d
		}
	}
	if def == nil {
		r.errs.Tell(source.NoSuchIndicator, r.pos("indicator"), "没有指标“"+r.front.Indicator+"”", source.Suggest(r.front.Indicator, names))
		return
	}
	item.Indicator, item.Part = def.ID, indicator.Part(r.front.Part)
	parts := []indicator.Part{indicator.OfNumerator, indicator.OfDenominator}
	switch {
	case !def.Fraction() && item.Part == "":
		item.Part = indicator.OfValue
	case !def.Fraction() && item.Part != indicator.OfValue:
		r.errs.Tell(source.KeyOutOfPlace, r.pos("part"), "指标“"+def.Title+"”没有分子分母", "删去 part")
	case def.Fraction() && !slices.Contains(parts, item.Part):
		r.errs.Tell(source.MissingKey, r.pos("part"), "指标“"+def.Title+"”是率，没有写核对分子还是分母", `写 part = "numerator" 或 part = "denominator"`)
	}
	item.date = onlyDate(def, item.Part)
	if !def.Single() && !def.Fraction() {
		r.errs.Tell(source.NotComparable, r.pos("indicator"), "指标“"+def.Title+"”是平均数，不能与报表的件数核对", "改用件数、人数的指标")
	}
}
