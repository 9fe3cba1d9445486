package indicator

import (
	"slices"
	"strings"

	"anjian/internal/dataset"
	"anjian/internal/document"
	"anjian/internal/period"
	"anjian/internal/source"
	"anjian/internal/tomlfile"
)

// front is the front matter of content/indicators.
type front struct {
	Title            string          `toml:"title"`
	Number           string          `toml:"number"`
	Formerly         []string        `toml:"former_numbers"`
	Summary          string          `toml:"summary"`
	Aliases          []string        `toml:"aliases"`
	Line             string          `toml:"line"`
	Dimension        string          `toml:"dimension"`
	Direction        string          `toml:"direction"`
	Unit             string          `toml:"unit"`
	Dataset          string          `toml:"dataset"`
	Date             string          `toml:"date"`
	Manual           bool            `toml:"manual"`
	Value            any             `toml:"value"`
	Numerator        any             `toml:"numerator"`
	Denominator      any             `toml:"denominator"`
	NumeratorLabel   string          `toml:"numerator_label"`
	DenominatorLabel string          `toml:"denominator_label"`
	Composition      *frontComponent `toml:"composition"`
	BalancedBy       []string        `toml:"balanced_by"`
	Department       string          `toml:"department_of_work"`
	Format           string          `toml:"format"`
	Decimals         *int            `toml:"decimals"`
	Minimum          *int            `toml:"minimum"`
	Times            any             `toml:"times"`
	Watch            bool            `toml:"watch"`
	HideBelow        int             `toml:"hide_below"`
	Source           string          `toml:"source"`
	Order            int             `toml:"order"`
	Keywords         []string        `toml:"keywords"`
	Versions         []frontVersion  `toml:"version"`
}

type frontVersion struct {
	From period.Date `toml:"from"`
	Note string      `toml:"note"`
}

// Sections that every definition must have: an indicator nobody can read is not computed.
var sections = []string{"回答什么问题", "怎么算", "容易误读", "对应的业务工作"}

var (
	dimensions = []string{"质量", "效率", "效果", "数量"}
	directions = []string{string(Positive), string(Negative), string(Neutral)}
	styles     = []string{string(Percent), string(Ratio), string(Number), string(Days)}
)

// DefineAll reads the documents of content/indicators against the datasets, before any row is
// read. Documents with errors are left out of the result; the order is kept.
func DefineAll(docs []*document.Document, sets []*dataset.Definition, errs *source.List) []*Definition {
	roles := rolesOf(sets, new(source.List)) // what is wrong with datasets is told where they are read
	var defs []*Definition
	for _, doc := range docs {
		if d := define(doc, roles, errs); d != nil {
			defs = append(defs, d)
		}
	}
	checkTogether(defs, docs, errs)
	checkCompositions(defs, errs)
	return defs
}

// define reads one definition. It returns nil when the indicator cannot be computed.
func define(doc *document.Document, sets map[string]*roleSet, all *source.List) *Definition {
	errs := new(source.List) // of this document alone
	defer func() {
		for _, e := range errs.Sorted() {
			all.Put(e)
		}
	}()
	var f front
	at := doc.Decode(&f, errs)
	d := &Definition{
		ID: doc.ID, Number: f.Number, Formerly: f.Formerly, Title: f.Title, Summary: f.Summary, Aliases: f.Aliases, Line: f.Line,
		Dimension: f.Dimension, Direction: Direction(f.Direction), Unit: f.Unit, Style: Style(f.Format),
		NumeratorLabel: f.NumeratorLabel, DenominatorLabel: f.DenominatorLabel,
		BalancedBy: f.BalancedBy, Department: f.Department, Watch: f.Watch, HideBelow: int64(max(f.HideBelow, 0)), Source: f.Source,
		Order: f.Order, Keywords: f.Keywords, Manual: f.Manual, Doc: doc, Pos: at.At("title"),
	}
	if errs.Faults() > 0 { // half a definition would only bring consequent errors
		checkSections(doc, errs)
		return nil
	}
	if d.Direction == "" {
		d.Direction = Neutral
	}
	for _, word := range []struct{ key, value, hint string }{
		{"unit", f.Unit, `例如 unit = "件"`},
		{"line", f.Line, `例如 line = "刑事检察/审查逮捕"`},
	} {
		if strings.TrimSpace(word.value) == "" {
			errs.Tell(source.MissingKey, at.At(word.key), "缺少“"+word.key+"”", word.hint)
		}
	}
	oneOf(at, "dimension", d.Dimension, dimensions, errs)
	oneOf(at, "direction", string(d.Direction), directions, errs)

	d.Component = f.Composition.read(at, errs)
	m := &measures{front: &f, at: at, sets: sets, errs: errs}
	d.Value = m.read("value", f.Value)
	d.Numerator = m.read("numerator", f.Numerator)
	d.Denominator = m.read("denominator", f.Denominator)
	switch {
	case f.Manual:
		if f.Value != nil || f.Numerator != nil || f.Denominator != nil {
			errs.Tell(source.KeysClash, at.At("manual"), "手工填报的指标不能有公式", "删去 manual，或删去 value、numerator、denominator")
		}
	case f.Value != nil && (f.Numerator != nil || f.Denominator != nil):
		errs.Tell(source.KeysClash, at.At("value"), "“value”不能与“numerator”“denominator”同时写", "率写后两项，单独的数只写 value")
	case f.Value == nil && (f.Numerator == nil || f.Denominator == nil):
		errs.Tell(source.MissingKey, at.At("title"), "没有写怎么计算", "率写“numerator”和“denominator”，单独的数写“value”")
	}
	checkAlone(d, at, errs)
	d.multiply(f.Times, at, errs)
	checkNumbers(d, at, errs)
	d.present(&f, at, errs)
	rows := d.Value
	if d.Times == EachDay {
		rows = d.Numerator
	}
	if len(rows) == 1 || d.Times == EachDay && len(rows) > 0 {
		if set := sets[rows[0].Dataset]; set != nil {
			d.RowUnit = set.unit
		}
	}
	d.readVersions(&f, at, errs)
	checkSections(doc, errs)
	if errs.Faults() > 0 {
		return nil
	}
	return d
}

// checkAlone wants means and medians to stand by themselves: they do not add up.
func checkAlone(d *Definition, at *tomlfile.Positions, errs *source.List) {
	for _, part := range []struct {
		key   string
		terms []Measure
		alone bool
	}{{"value", d.Value, true}, {"numerator", d.Numerator, false}, {"denominator", d.Denominator, false}} {
		for _, m := range part.terms {
			if (m.Aggregate == Mean || m.Aggregate == Median) && (!part.alone || len(part.terms) > 1) {
				errs.Tell(source.BadMeasure, at.At(part.key), "平均数和中位数不能与别的项相加或相除", "单独写作 value = { "+string(m.Aggregate)+" = … }")
			}
		}
	}
}

// present settles how the value is written.
func (d *Definition) present(f *front, at *tomlfile.Positions, errs *source.List) {
	if d.Style == "" {
		d.Style = Number
		if d.Fraction() {
			d.Style = Percent
		}
	} else if oneOf(at, "format", f.Format, styles, errs); d.Style == Percent && !d.Fraction() {
		errs.Tell(source.KeyOutOfPlace, at.At("format"), "没有分母，不能写成百分比", "写上“denominator”，或改用 number")
	}
	switch d.Style {
	case Percent, Days:
		d.Decimals = 1
	case Ratio:
		d.Decimals = 2
	}
	if f.Decimals != nil {
		if d.Decimals = *f.Decimals; d.Decimals < 0 || d.Decimals > 6 {
			errs.Tell(source.OutOfRange, at.At("decimals"), "“decimals”超出范围", "写 0 到 6 的整数")
		}
	}
	d.Minimum = 10
	if f.Minimum != nil {
		if d.Minimum = int64(*f.Minimum); d.Minimum < 0 {
			errs.Tell(source.OutOfRange, at.At("minimum"), "“minimum”不能是负数", "写 0 表示不设下限")
		}
	}
}

func (d *Definition) readVersions(f *front, at *tomlfile.Positions, errs *source.List) {
	for i, v := range f.Versions {
		switch {
		case v.From == period.NoDate || v.From == 0:
			errs.Tell(source.MissingKey, at.At("version", i), "口径变更缺少“from”", "例如 from = 2023-04-01")
		case strings.TrimSpace(v.Note) == "":
			errs.Tell(source.MissingKey, at.At("version", i), "口径变更缺少“note”", "写明改了什么")
		}
		d.Versions = append(d.Versions, Version(v))
	}
	slices.SortStableFunc(d.Versions, func(a, b Version) int { return int(a.From - b.From) })
}

func oneOf(at *tomlfile.Positions, key, value string, among []string, errs *source.List) {
	switch {
	case value == "":
		errs.Tell(source.MissingKey, at.At(key), "缺少“"+key+"”", "可用的有“"+strings.Join(among, "”“")+"”")
	case !slices.Contains(among, value):
		hint := source.Nearest(value, among)
		if hint != "" {
			hint = "是否为“" + hint + "”？"
		} else {
			hint = "可用的有“" + strings.Join(among, "”“") + "”"
		}
		errs.Tell(source.NotAmong, at.At(key), "“"+key+"”不能是“"+value+"”", hint)
	}
}

func checkSections(doc *document.Document, errs *source.List) {
	at := source.Pos{File: doc.Path, Line: doc.BodyLine}
	have, written := map[string]bool{}, map[string]bool{}
	for _, s := range doc.Sections() {
		title := strings.TrimSpace(s.Title)
		have[title], written[title] = true, written[title] || !s.Empty()
	}
	for _, title := range sections {
		switch {
		case !have[title]:
			errs.Tell(source.MissingSection, at, "正文缺少一节“"+title+"”", "加上 ## "+title)
		case !written[title]:
			errs.Tell(source.EmptySection, at, "正文的“"+title+"”一节是空的", "写上内容，读者靠它看懂这个数")
		}
	}
}

// checkTogether looks at what only all definitions together can show.
func checkTogether(defs []*Definition, docs []*document.Document, errs *source.List) {
	ids := make([]string, 0, len(docs)) // also of those that failed: they are not missing
	for _, doc := range docs {
		ids = append(ids, doc.ID)
	}
	names, numbers := map[string]*Definition{}, map[string]*Definition{}
	for _, d := range defs {
		for _, number := range d.Numbers() {
			if other := numbers[number]; other != nil {
				errs.Tell(source.NameTaken, d.Pos, "指标序号 "+number+" 与 "+other.Doc.Path+" 重复", "序号和曾用序号都只能属于一项指标，停用的不再使用")
				continue
			}
			numbers[number] = d
		}
		for _, name := range append([]string{d.Title}, d.Aliases...) {
			if other := names[name]; other != nil && other != d {
				errs.Tell(source.NameTaken, d.Pos, "名称“"+name+"”与 "+other.Doc.Path+" 重复", "改用别的名称，正文中的数要靠名称找到指标")
				continue
			}
			names[name] = d
		}
		if d.Dimension == "数量" && len(d.BalancedBy) == 0 {
			errs.Tell(source.NotBalancedBy, d.Pos, "数量指标“"+d.Title+"”没有写“balanced_by”", "写上应当一并看的质量、效果指标，防止只看数量")
		}
		for _, id := range d.BalancedBy {
			if !slices.Contains(ids, id) {
				errs.Tell(source.NoSuchIndicator, d.Pos, "“balanced_by”里没有指标“"+id+"”", source.Suggest(id, ids))
			}
		}
	}
}
