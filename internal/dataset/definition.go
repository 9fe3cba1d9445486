package dataset

import (
	"regexp"
	"slices"

	"anjian/internal/document"
	"anjian/internal/source"
	"anjian/internal/table"
	"anjian/internal/tomlfile"
)

// A Definition says how exports become one table, read from content/datasets/<id>.md.
type Definition struct {
	ID, Title string
	Unit      string   // what a row is: 件, 人
	Files     []string // globs under content/data; none: nothing was exported yet (尚未导出)
	Sheet     string   // of workbooks; empty: the first one that holds the header
	Key       []string // columns that tell rows apart
	OneRowPer []string // exports with one row per event: rows equal here become one
	DropRows  []string // a row whose first filled cell starts so is no data: 合计, 制表人
	Encoding  string   // override: "utf-8" or "gb18030"

	// Roles, by column; empty where the dataset has none.
	Procuratorate, Department, BusinessLine, Start, End, Due string
	Cause, Industry, Decider                                 string // 案由, 所属行业, 决定层级: what numbers are parted by
	Handler                                                  string // 承办人工号: to whom correction lists go; shown nowhere else

	// Stock wants what is pending to be balanced against what came in and was concluded (收结存).
	Stock bool

	// AggregateOnly is a condition: rows that meet it count in figures and are never listed, such as
	// the cases of juveniles (未成年人犯罪案件). Empty: every row may be listed.
	AggregateOnly string
	aggregateAt   source.Pos
	// AggregateAlso is a second condition of that kind, which is asked only where what it needs was
	// exported.
	AggregateAlso string
	alsoAt        source.Pos

	Withhold []Withheld // rows that are not even counted

	Reading

	Layout  *Layout // of cross-tabulated tables; nil: one row per case
	Columns []Column
	Links   []Link
	Looks   []Look  // what a reverse review looks at
	Ledger  *Ledger // rows are documents to be answered; nil: they are not
	Derived Derived // computed from the rows, by whoever declared it
	Doc     *document.Document
}

// A Column is one column by its canonical name.
type Column struct {
	Name     string
	Aliases  []string
	Type     table.Type
	Scale    int               // Decimal: digits after the point
	Required bool              // the export must have it
	Filled   bool              // no cell may be empty
	Values   []string          // closed code list; nil: open
	Map      map[string]string // raw word → canonical word
	Editions []string          // who may see its values; empty: nobody
	Person   string            // Party or CaseHandler where cells are names of people; what a text names them by is kept from being published
	Masked   []string          // of names: who may see them masked (张某); empty: nobody
	Note     string
}

// Whose names a column holds.
const (
	Party       = "当事人"
	CaseHandler = "承办人"
)

// A Link joins rows to their parent in another dataset.
type Link struct {
	Name     string // what formulas call the parent: 案件
	To       string // dataset id
	Column   string // here
	Key      string // there
	Children string // what formulas call these rows from the parent: 涉案人员

	// Optional: a row may have no parent, as in a register that names the cases of several datasets.
	// Rows without one are then no orphans.
	Optional bool
}

// Column returns the column of that name, read or derived, or nil.
func (d *Definition) Column(name string) *Column {
	for _, list := range [][]Column{d.Columns, d.Derived.Columns} {
		for i := range list {
			if list[i].Name == name {
				return &list[i]
			}
		}
	}
	return nil
}

func (d *Definition) names() []string {
	names := make([]string, len(d.Columns))
	for i, c := range d.Columns {
		names[i] = c.Name
	}
	return names
}

type front struct {
	Title         string          `toml:"title"`
	Summary       string          `toml:"summary"`
	Unit          string          `toml:"unit"`
	Files         []string        `toml:"files"`
	Sheet         string          `toml:"sheet"`
	Key           []string        `toml:"key"`
	OneRowPer     []string        `toml:"one_row_per"`
	DropRows      []string        `toml:"drop_rows"`
	Encoding      string          `toml:"encoding"`
	Procuratorate string          `toml:"procuratorate"`
	Department    string          `toml:"department"`
	Cause         string          `toml:"cause"`
	Industry      string          `toml:"industry"`
	Decider       string          `toml:"decider"`
	BusinessLine  string          `toml:"business_line"`
	Handler       string          `toml:"handler"`
	Stock         bool            `toml:"stock"`
	Start         string          `toml:"start"`
	End           string          `toml:"end"`
	Due           string          `toml:"due"`
	AggregateOnly string          `toml:"aggregate_only"`
	AggregateAlso string          `toml:"aggregate_also"`
	Shape         string          `toml:"shape"`
	Layout        *frontLayout    `toml:"grid"`
	Columns       []frontColumn   `toml:"column"`
	Links         []frontLink     `toml:"link"`
	Withhold      []frontWithheld `toml:"withhold"`
	Looks         []frontLook     `toml:"look"`
	Ledger        *frontLedger    `toml:"ledger"`
	frontReading
}

type frontColumn struct {
	Name     string            `toml:"name"`
	Aliases  []string          `toml:"aliases"`
	Type     string            `toml:"type"`
	Scale    *int              `toml:"scale"`
	Required bool              `toml:"required"`
	Filled   bool              `toml:"filled"`
	Values   []string          `toml:"values"`
	Map      map[string]string `toml:"map"`
	Editions []string          `toml:"editions"`
	Person   string            `toml:"person"`
	Masked   []string          `toml:"masked"`
	Note     string            `toml:"note"`
}

type frontLink struct {
	Name     string `toml:"name"`
	To       string `toml:"to"`
	Column   string `toml:"column"`
	Key      string `toml:"key"`
	Children string `toml:"children"`
	Optional bool   `toml:"optional"`
}

var types = map[string]table.Type{
	"": table.Text, "text": table.Text, "date": table.Date, "time": table.Time,
	"int": table.Int, "decimal": table.Decimal, "yesno": table.YesNo,
}

var columnName = regexp.MustCompile(`^[\p{L}_][\p{L}\p{N}_]*$`)

// Define reads one definition; nil when its front matter cannot be read at all.
func Define(doc *document.Document, errs *source.List) *Definition {
	var f front
	before := errs.Faults()
	at := doc.Decode(&f, errs)
	d := &Definition{
		ID: doc.ID, Title: f.Title, Unit: f.Unit, Files: f.Files, Sheet: f.Sheet, Key: f.Key,
		OneRowPer: f.OneRowPer, DropRows: f.DropRows, Encoding: f.Encoding,
		Procuratorate: f.Procuratorate, Department: f.Department, BusinessLine: f.BusinessLine, Stock: f.Stock, Start: f.Start, End: f.End, Due: f.Due,
		Cause: f.Cause, Industry: f.Industry, Decider: f.Decider, Handler: f.Handler, AggregateOnly: f.AggregateOnly, aggregateAt: at.At("aggregate_only"),
		AggregateAlso: f.AggregateAlso, alsoAt: at.At("aggregate_also"), Doc: doc,
	}
	if errs.Faults() > before && len(f.Columns) == 0 {
		return nil
	}
	if d.Unit == "" {
		d.Unit = "件"
	}
	if f.Files == nil {
		errs.Tell(source.MissingKey, at.At("files"), "没有写数据文件", `加一行 files = ["审查逮捕-*.csv"]；还没有导出就写 files = []`)
	}
	if f.Encoding != "" && f.Encoding != "utf-8" && f.Encoding != "gb18030" {
		errs.Tell(source.NotAmong, at.At("encoding"), "不认识的编码“"+f.Encoding+"”", "可用的有“utf-8”“gb18030”")
	}
	d.readColumns(f.Columns, at, errs)
	for _, l := range f.Links {
		d.Links = append(d.Links, Link(l))
	}
	d.checkNames(at, errs)
	d.readWithheld(f.Withhold, at, errs)
	d.readLooks(f.Looks, at, errs)
	d.readLedger(f.Ledger, at, errs)
	d.reading(f.frontReading, at, errs)
	d.readLayout(f.Shape, f.Layout, at, errs)
	return d
}

func (d *Definition) readColumns(columns []frontColumn, at *tomlfile.Positions, errs *source.List) {
	taken := map[string]string{}
	for i, c := range columns {
		t, ok := types[c.Type]
		if !ok {
			errs.Tell(source.NotAmong, at.At("column", i, "type"), "不认识的类型“"+c.Type+"”", "可用的有 text、date、time、int、decimal、yesno")
		}
		if !columnName.MatchString(c.Name) {
			errs.Tell(source.BadColumnName, at.At("column", i, "name"), "列名“"+c.Name+"”不能用在公式里", "只用汉字、字母、数字和下划线；表头原文写进 aliases")
		}
		column := Column{
			Name: c.Name, Aliases: c.Aliases, Type: t, Scale: 0, Required: c.Required, Filled: c.Filled,
			Values: c.Values, Map: c.Map, Editions: c.Editions, Person: c.Person, Masked: c.Masked, Note: c.Note,
		}
		d.checkPerson(c, t, i, at, errs)
		if t == table.Decimal {
			column.Scale = 2
			if c.Scale != nil {
				column.Scale = *c.Scale
			}
			if column.Scale < 0 || column.Scale > 6 {
				errs.Tell(source.OutOfRange, at.At("column", i, "scale"), "小数位数应在 0 到 6 之间", "")
				column.Scale = 2
			}
		}
		for n, name := range c.Editions {
			wantEdition(name, at.At("column", i, "editions", n), errs)
		}
		for raw, word := range c.Map {
			if len(c.Values) > 0 && word != "" && !slices.Contains(c.Values, word) { // "" reads as empty
				errs.Tell(source.NoSuchValue, at.At("column", i, "map", raw), "代码表里没有“"+word+"”", source.Suggest(word, c.Values))
			}
		}
		for _, name := range append([]string{c.Name}, c.Aliases...) {
			key := normalHeader(name)
			other, ok := taken[key]
			switch {
			case ok && name == c.Name && other == name:
				errs.Tell(source.SaidTwice, at.At("column", i, "name"), "列“"+name+"”定义了两次", "删去其中一段 [[column]]")
			case ok && other != c.Name:
				errs.Tell(source.ColumnOverlaps, at.At("column", i, "name"), "表头“"+name+"”同时属于“"+other+"”和“"+c.Name+"”", "从其中一列的 aliases 里删去")
			}
			taken[key] = c.Name
		}
		d.Columns = append(d.Columns, column)
	}
	if len(columns) == 0 {
		errs.Tell(source.MissingKey, at.At(), "没有定义任何一列", `加一段 [[column]]，写 name 和 type`)
	}
}

// checkNames reports roles, keys and links that name no column.
func (d *Definition) checkNames(at *tomlfile.Positions, errs *source.List) {
	known := func(name string, pos source.Pos, what, should string, kinds ...table.Type) {
		d.wantColumn(name, pos, what, should, errs, kinds...)
	}
	const words, days = `这一列应为 type = "text"`, `这一列应为 type = "date" 或 "time"`
	known(d.Procuratorate, at.At("procuratorate"), "承办单位列", words, table.Text)
	known(d.Department, at.At("department"), "承办部门列", words, table.Text)
	known(d.BusinessLine, at.At("business_line"), "条线列", words, table.Text)
	known(d.Cause, at.At("cause"), "案由列", words, table.Text)
	known(d.Industry, at.At("industry"), "所属行业列", words, table.Text)
	known(d.Decider, at.At("decider"), "决定层级列", words, table.Text)
	known(d.Handler, at.At("handler"), "承办人列", words, table.Text)
	if d.Stock && (d.Start == "" || d.End == "") {
		errs.Tell(source.MissingKey, at.At("stock"), "要核对收结存，没有写开始、结束日期列", `加上 start = "受理日期" 和 end = "审结日期"`)
	}
	known(d.Start, at.At("start"), "开始日期列", days, table.Date, table.Time)
	known(d.End, at.At("end"), "结束日期列", days, table.Date, table.Time)
	known(d.Due, at.At("due"), "到期日期列", days, table.Date, table.Time)
	for i, name := range d.Key {
		known(name, at.At("key", i), "主键", "")
	}
	for i, name := range d.OneRowPer {
		known(name, at.At("one_row_per", i), "合并依据", "")
	}
	for i, l := range d.Links {
		known(l.Column, at.At("link", i, "column"), "关联列", words, table.Text)
		if l.Name == "" || l.To == "" || l.Key == "" {
			errs.Tell(source.MissingKey, at.At("link", i), "关联没有写全", `写 name、to、column、key，例如 name = "案件", to = "prosecution"`)
		}
	}
}
