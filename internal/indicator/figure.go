package indicator

import (
	"strconv"
	"strings"

	"anjian/internal/document"
	"anjian/internal/period"
	"anjian/internal/source"
	"anjian/internal/tomlfile"
)

// An Entry says who entered a number by hand (手工填报), when, and from which document.
type Entry struct {
	Author   string
	Date     period.Date
	Document string // 依据文件
	Doc      *document.Document
}

// String words the entry for the title of a number.
func (e *Entry) String() string {
	return "手工填报：" + e.Author + "，" + e.Date.Chinese() + "，依据" + e.Document
}

// A Figure is one number entered by hand, from content/figures. It stands for exactly the period
// and place that it names: figures are not added up.
type Figure struct {
	Key
	Numerator, Denominator Amount // Numerator alone for an indicator without denominator
	Entry                  *Entry
	at                     source.Pos
}

// frontFigures is the front matter of content/figures: some figures of one indicator.
type frontFigures struct {
	Title     string        `toml:"title"`
	Summary   string        `toml:"summary"`
	Indicator string        `toml:"indicator"`
	Author    string        `toml:"author"`
	Date      period.Date   `toml:"date"`
	Document  string        `toml:"document"`
	Figures   []frontFigure `toml:"figure"`
}

type frontFigure struct {
	Period        string `toml:"period"`
	Procuratorate string `toml:"procuratorate"`
	Department    string `toml:"department"`
	Value         any    `toml:"value"`
	Numerator     any    `toml:"numerator"`
	Denominator   any    `toml:"denominator"`
}

// ReadFigures reads the documents of content/figures. Only indicators that declare themselves
// manual take figures: a computed number is never overruled by hand.
func ReadFigures(docs []*document.Document, defs []*Definition, org Organisation, errs *source.List) []Figure {
	var all []Figure
	owner := map[Key]source.Pos{}
	for _, doc := range docs {
		for _, f := range readFigures(doc, defs, org, errs) {
			if first, taken := owner[f.Key]; taken {
				errs.Tell(source.SaidTwice, f.at, "这个数已在 "+first.String()+" 填报", "同一指标、统计期和单位只填一次；更正的改原处")
				continue
			}
			owner[f.Key] = f.at
			all = append(all, f)
		}
	}
	return all
}

func readFigures(doc *document.Document, defs []*Definition, org Organisation, errs *source.List) []Figure {
	var f frontFigures
	before := errs.Faults()
	at := doc.Decode(&f, errs)
	if errs.Faults() > before {
		return nil
	}
	for _, must := range []struct{ key, value, hint string }{
		{"author", f.Author, `写填报的部门或岗位，如 author = "案件管理办公室"`},
		{"document", f.Document, `写依据文件的名称和文号，如 document = "2025年度满意度调查报告"`},
		{"indicator", f.Indicator, `写指标的编号，如 indicator = "survey-satisfaction"`},
	} {
		if strings.TrimSpace(must.value) == "" {
			errs.Tell(source.MissingKey, at.At(must.key), "手工填报的数缺少“"+must.key+"”", must.hint)
		}
	}
	if f.Date == 0 || f.Date == period.NoDate {
		errs.Tell(source.MissingKey, at.At("date"), "手工填报的数缺少“date”", "写填报的日期，如 date = 2026-01-08")
	}
	if len(f.Figures) == 0 {
		errs.Tell(source.MissingKey, at.At("title"), "文件里没有数", "每个数写一段 [[figure]]")
	}
	d := manual(f.Indicator, defs, at.At("indicator"), errs)
	if d == nil {
		return nil
	}
	entry := &Entry{f.Author, f.Date, f.Document, doc}
	var list []Figure
	for i, one := range f.Figures {
		r := figureReader{at, i, errs}
		figure := Figure{Key: Key{Indicator: d.ID, Department: one.Department}, Entry: entry, at: at.At("figure", i)}
		r.place(&figure, one, org)
		r.amounts(&figure, one, d)
		list = append(list, figure)
	}
	if errs.Faults() > before {
		return nil
	}
	return list
}

// manual finds the indicator that figures are entered for.
func manual(id string, defs []*Definition, at source.Pos, errs *source.List) *Definition {
	var ids []string
	for _, d := range defs {
		switch {
		case d.ID == id && d.Manual:
			return d
		case d.ID == id:
			errs.Tell(source.BadFigure, at, "指标“"+d.Title+"”由程序计算，不能手工填报", "删去本文件；确需手工填报的，另立一项指标并写 manual = true")
			return nil
		case d.Manual:
			ids = append(ids, d.ID)
		}
	}
	if id != "" {
		errs.Tell(source.NoSuchIndicator, at, "没有手工指标“"+id+"”", source.Suggest(id, ids))
	}
	return nil
}

// A figureReader reads the figure number i of a document.
type figureReader struct {
	at   *tomlfile.Positions
	i    int
	errs *source.List
}

func (r figureReader) pos(key string) source.Pos { return r.at.At("figure", r.i, key) }

func (r figureReader) place(f *Figure, one frontFigure, org Organisation) {
	p, err := period.Parse(one.Period)
	if err != nil {
		r.errs.Tell(source.BadPeriod, r.pos("period"), "“"+one.Period+"”不是统计期", "写作 2025-12、2025Q4、2025H2、2025 或 2025-01..12")
	}
	f.Period = p
	if one.Procuratorate == "" {
		return
	}
	id, ok := org.PlaceNamed(one.Procuratorate)
	if !ok {
		r.errs.Tell(source.NoSuchPlace, r.pos("procuratorate"), "没有检察院“"+one.Procuratorate+"”", source.Suggest(one.Procuratorate, org.Names()))
	}
	f.Procuratorate = id
}

func (r figureReader) amounts(f *Figure, one frontFigure, d *Definition) {
	if !d.Fraction() {
		if one.Numerator != nil || one.Denominator != nil {
			r.errs.Tell(source.KeyOutOfPlace, r.pos("numerator"), "指标“"+d.Title+"”没有分子分母", "只写 value")
		}
		f.Numerator = r.amount("value", one.Value)
		return
	}
	if one.Value != nil {
		r.errs.Tell(source.BadFigure, r.pos("value"), "率不能只填结果", "填分子 numerator 和分母 denominator，由程序计算")
	}
	f.Numerator, f.Denominator = r.amount("numerator", one.Numerator), r.amount("denominator", one.Denominator)
	if f.Denominator.N < 0 || f.Numerator.N < 0 {
		r.errs.Tell(source.OutOfRange, r.pos("denominator"), "分子分母不能是负数", "")
	}
}

// amount reads a whole number, or decimals in quotes: nothing is rounded on the way.
func (r figureReader) amount(key string, value any) Amount {
	switch value := value.(type) {
	case int64:
		return Amount{N: value}
	case string:
		whole, fraction, _ := strings.Cut(strings.TrimSpace(value), ".")
		if n, err := strconv.ParseInt(whole+fraction, 10, 64); err == nil && len(fraction) <= 6 {
			return Amount{n, len(fraction)}
		}
	case nil:
		r.errs.Tell(source.MissingKey, r.pos(key), "缺少“"+key+"”", "写整数，小数加引号")
		return Amount{}
	}
	r.errs.Tell(source.BadFigure, r.pos(key), "“"+key+"”不是数", `写整数，小数加引号，如 `+key+` = "96.5"`)
	return Amount{}
}

// Enter adds numbers entered by hand; call it before the cube is shared.
func (c *Cube) Enter(figures []Figure) {
	if c.figures == nil {
		c.figures = map[Key]Figure{}
	}
	for _, f := range figures {
		c.figures[f.Key] = f
	}
}

// entered answers for an indicator that is entered by hand.
func (c *Cube) entered(r Result) Result {
	f, ok := c.figures[r.Key]
	if !ok {
		if _, known := c.unitOf[r.Procuratorate]; !known {
			return r.not(Unknown, NoSuchPlace)
		}
		return r.not(Unknown, NotEntered)
	}
	r.Numerator, r.Denominator, r.Manual = f.Numerator, f.Denominator, f.Entry
	return r.judged()
}
