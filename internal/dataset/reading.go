package dataset

import (
	"slices"
	"strings"

	"anjian/internal/source"
	"anjian/internal/table"
	"anjian/internal/tomlfile"
)

// A Reading says how files become rows where that does not go without saying. The zero value reads
// one sheet per file with one header row, and refuses files that overlap.
type Reading struct {
	Monthly  bool   // the files are a series with one file a month (every = "month")
	Latest   bool   // of rows with equal keys in several files the latest counts (overlap = "latest")
	LatestBy string // the date column that tells which row is the latest; empty: the time in the file's name

	Sheets     []string       // patterns of the sheets of a workbook that are read as one table
	HeaderRows int            // lines that the header takes: 1, or 2 with names joined as 上级_下级
	HeaderAt   int            // line of its first row; 0: it is looked for in the first twenty
	FillDown   []string       // columns in which an empty cell repeats the one above
	Hidden     HiddenRows     // what is done with rows that a workbook does not show
	FromName   []*NamePattern // columns that names of files, folders or sheets tell
}

// HiddenRows says what is done with rows that a workbook does not show.
type HiddenRows uint8

const (
	WarnOfHidden HiddenRows = iota // they are read like others, and told of
	ReadHidden                     // hidden_rows = "read"
	SkipHidden                     // hidden_rows = "skip"
)

type frontReading struct {
	Every    string `toml:"every"`
	Overlap  string `toml:"overlap"`
	LatestBy string `toml:"latest_by"`

	Sheets     []string    `toml:"sheets"`
	HeaderRows *int        `toml:"header_rows"`
	HeaderAt   *int        `toml:"header_at"`
	FillDown   []string    `toml:"fill_down"`
	HiddenRows string      `toml:"hidden_rows"`
	FromName   []frontName `toml:"from_name"`
}

// reading takes the keys over and checks them; columns must be read already.
func (d *Definition) reading(f frontReading, at *tomlfile.Positions, errs *source.List) {
	d.Reading = Reading{Monthly: f.Every == "month", Latest: f.Overlap == "latest", LatestBy: f.LatestBy}
	oneOf(f.Every, at.At("every"), "every", errs, "month")
	oneOf(f.Overlap, at.At("overlap"), "overlap", errs, "error", "latest")
	if d.Latest && len(d.Key) == 0 {
		errs.Tell(source.MissingKey, at.At("overlap"), `写了 overlap = "latest"，没有写主键`, `加一行 key = ["部门受案号"]：主键相同的行才比较哪个新`)
	}
	if f.LatestBy != "" && !d.Latest {
		errs.Tell(source.KeyOutOfPlace, at.At("latest_by"), "写了 latest_by，没有写以新的为准", `加一行 overlap = "latest"`)
	}
	d.shape(f, at, errs)
	d.wantColumn(f.LatestBy, at.At("latest_by"), "判断新旧的列", `这一列应为 type = "date" 或 "time"`, errs, table.Date, table.Time)
}

// mostHeaderAt bounds the line of a declared header: the rows up to it are read twice.
const mostHeaderAt = 1000

// shape takes over how sheets are laid out.
func (d *Definition) shape(f frontReading, at *tomlfile.Positions, errs *source.List) {
	d.Sheets, d.FillDown, d.HeaderRows = f.Sheets, f.FillDown, 1
	if len(f.Sheets) > 0 && d.Sheet != "" {
		errs.Tell(source.KeysClash, at.At("sheets"), "sheet 和 sheets 只能写一个", "一张工作表写 sheet，几张合成一个表写 sheets")
	}
	if f.HeaderRows != nil {
		if d.HeaderRows = *f.HeaderRows; d.HeaderRows != 1 && d.HeaderRows != 2 {
			errs.Tell(source.OutOfRange, at.At("header_rows"), "表头只能是一行或两行", "写 header_rows = 2；更多行的表头先在导出时简化")
			d.HeaderRows = 1
		}
	}
	if f.HeaderAt != nil {
		if d.HeaderAt = *f.HeaderAt; d.HeaderAt < 1 || d.HeaderAt > mostHeaderAt {
			errs.Tell(source.OutOfRange, at.At("header_at"), "表头的行号应在 1 到 "+itoa(mostHeaderAt)+" 之间", "写表头第一行在文件或工作表里的行号")
			d.HeaderAt = 0
		}
	}
	for i, name := range f.FillDown {
		d.wantColumn(name, at.At("fill_down", i), "向下填充的列", "", errs)
	}
	oneOf(f.HiddenRows, at.At("hidden_rows"), "hidden_rows", errs, "read", "skip")
	switch f.HiddenRows {
	case "read":
		d.Hidden = ReadHidden
	case "skip":
		d.Hidden = SkipHidden
	}
	d.readNames(f.FromName, at, errs)
}

// oneOf reports a word that a key does not know; empty is always allowed.
func oneOf(word string, at source.Pos, key string, errs *source.List, allowed ...string) {
	for _, w := range append(allowed, "") {
		if w == word {
			return
		}
	}
	hint := source.Suggest(word, allowed)
	if !strings.HasSuffix(hint, "？") {
		hint = "可用的有“" + strings.Join(allowed, "”“") + "”"
	}
	errs.Tell(source.NotAmong, at, key+" 的值“"+word+"”不认识", hint)
}

// wantColumn reports a name that is no column, or one of another type; empty is always allowed.
func (d *Definition) wantColumn(name string, at source.Pos, what, should string, errs *source.List, kinds ...table.Type) {
	c := d.Column(name)
	switch {
	case name == "":
	case c == nil:
		errs.Tell(source.NoSuchColumn, at, what+"“"+name+"”不是已定义的列", source.Suggest(name, d.names()))
	case len(kinds) > 0 && !slices.Contains(kinds, c.Type):
		errs.Tell(source.WrongColumn, at, what+"“"+name+"”的类型不对", should)
	}
}
