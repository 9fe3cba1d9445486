package dataset

import (
	"slices"

	"anjian/internal/source"
	"anjian/internal/table"
	"anjian/internal/tomlfile"
)

// A Layout says how the figures of a cross-tabulated table (统计报表) are laid out. Every figure
// becomes one row with the columns named below.
type Layout struct {
	Rows    []string // names of the columns of row headings, left to right; "" is no heading (行次)
	Columns []string // names of the rows of column headings, top to bottom; "" is no heading (栏次)
	Corner  string   // the words in the top left corner, by which the table is found
	Period  Place    // where the period (统计期) is written
	Unit    Place    // where the procuratorate is written; "" when a heading names it
	Blank   []string // words that stand for no figure, besides blanks and dashes
	Totals  []Total
}

// Columns that every figure has, beside those that the layout names.
const (
	RowHeading    = "行目"  // the path of its row heading
	ColumnHeading = "列目"  // the path of its column heading
	PeriodColumn  = "统计期" // 2025-03
	FigureColumn  = "值"
	CellColumn    = "单元格" // D18
)

// A Place is where a sheet writes what holds for all its figures.
type Place string

const (
	InTitle Place = "title" // above the headings
	InSheet Place = "sheet" // the name of the sheet
	InFile  Place = "file"  // the name of the file
)

var layoutPlaces = []string{string(InTitle), string(InSheet), string(InFile)}

// A Total is a heading whose figures must be the sum of others (行列平衡).
type Total struct {
	Row    string   // path of the heading, of a row or of a column
	Column string   //
	Of     []string // paths; 其下/* means all headings right below
	Minus  []string
	At     source.Pos
}

type frontLayout struct {
	Rows    []string     `toml:"rows"`
	Columns []string     `toml:"columns"`
	Corner  string       `toml:"corner"`
	Period  string       `toml:"period"`
	Unit    string       `toml:"procuratorate"`
	Blank   []string     `toml:"blank"`
	Totals  []frontTotal `toml:"total"`
}

type frontTotal struct {
	Row    string   `toml:"row"`
	Column string   `toml:"column"`
	Of     []string `toml:"of"`
	Minus  []string `toml:"minus"`
}

// readLayout takes the keys shape and [grid].
func (d *Definition) readLayout(shape string, f *frontLayout, at *tomlfile.Positions, errs *source.List) {
	switch {
	case shape == "" || shape == "list":
		if f != nil {
			errs.Tell(source.KeyOutOfPlace, at.At("grid"), "写了 [grid]，没有写这是交叉表", `加一行 shape = "grid"，或删去 [grid]`)
		}
		return
	case shape != "grid":
		errs.Tell(source.NotAmong, at.At("shape"), "“shape”不能是“"+shape+"”", `一行一件写 "list" 或不写，交叉表写 "grid"`)
		return
	case f == nil:
		errs.Tell(source.MissingKey, at.At("shape"), "没有写交叉表怎样排列", `加一段 [grid]，写 rows、columns、corner、period`)
		return
	}
	l := &Layout{Rows: f.Rows, Columns: f.Columns, Corner: f.Corner, Period: Place(f.Period), Unit: Place(f.Unit), Blank: f.Blank}
	d.Layout = l
	for _, side := range []struct {
		key   string
		names []string
	}{{"rows", l.Rows}, {"columns", l.Columns}} {
		if len(side.names) == blankNames(side.names) || len(side.names) > 4 {
			errs.Tell(source.MissingKey, at.At("grid", side.key), "“"+side.key+"”要写一到四层的名称", `例如 rows = ["承办单位"]，columns = ["项目", "结论"]`)
		}
	}
	if plainHeading(l.Corner) == "" {
		errs.Tell(source.MissingKey, at.At("grid", "corner"), "没有写表左上角的文字", `例如 corner = "单位"，程序靠它找到表头`)
	}
	for _, where := range []struct{ key, value string }{{"period", f.Period}, {"procuratorate", f.Unit}} {
		if where.value != "" && !slices.Contains(layoutPlaces, where.value) {
			errs.Tell(source.NotAmong, at.At("grid", where.key), "“"+where.key+"”不能是“"+where.value+"”", `可用的有 "title"（标题）、"sheet"（工作表名）、"file"（文件名）`)
		}
	}
	if f.Period == "" {
		errs.Tell(source.MissingKey, at.At("grid", "period"), "没有写统计期写在哪里", `可用的有 "title"（标题）、"sheet"（工作表名）、"file"（文件名）`)
	}
	if f.Unit != "" && d.Procuratorate == "" {
		errs.Tell(source.MissingKey, at.At("grid", "procuratorate"), "没有写承办单位放进哪一列", `加上 procuratorate = "承办单位" 和这一列的 [[column]]`)
	}
	for i, t := range f.Totals {
		l.Totals = append(l.Totals, Total{t.Row, t.Column, t.Of, t.Minus, at.At("grid", "total", i)})
		if (t.Row == "") == (t.Column == "") || len(t.Of) == 0 {
			errs.Tell(source.MissingKey, at.At("grid", "total", i), "平衡关系没有写全", `写 row 或 column 之一，再写 of，例如 { column = "审结/合计", of = ["审结/*"] }`)
		}
	}
	d.checkLayoutColumns(at, errs)
}

func blankNames(names []string) int {
	return len(names) - len(slices.DeleteFunc(slices.Clone(names), func(s string) bool { return s == "" }))
}

// checkLayoutColumns wants a column for everything that a figure carries.
func (d *Definition) checkLayoutColumns(at *tomlfile.Positions, errs *source.List) {
	for _, name := range []string{RowHeading, ColumnHeading, PeriodColumn, CellColumn, FigureColumn} {
		c, words := d.Column(name), name != FigureColumn
		switch {
		case c == nil:
			errs.Tell(source.MissingKey, at.At("shape"), "交叉表缺少列“"+name+"”的定义", `加一段 [[column]]，name = "`+name+`"`)
		case words != (c.Type == table.Text) || !words && c.Type != table.Int && c.Type != table.Decimal:
			errs.Tell(source.WrongColumn, at.At("shape"), "列“"+name+"”的类型不对", map[bool]string{true: `应为 type = "text"`, false: `应为 type = "int" 或 "decimal"`}[words])
		}
	}
	for _, name := range slices.Concat(d.Layout.Rows, d.Layout.Columns) {
		if c := d.Column(name); c != nil && c.Type != table.Text {
			errs.Tell(source.WrongColumn, at.At("shape"), "列“"+name+"”的类型不对", `应为 type = "text"`)
		}
	}
}
