package site

import (
	"fmt"
	"html/template"
	"strings"

	"anjian/internal/chart"
	"anjian/internal/indicator"
	"anjian/internal/stat"
)

// An indicatorView states the finding first, then how the number is made.
type indicatorView struct {
	Breadcrumb     []Link
	Title          string
	Facts          []Phrase
	Missing        string // why nothing is known of it
	Lead           *Figure
	Formula        fraction
	Definition     []Fact
	Reading        string
	Reviews        []Item
	Charts         []Figure
	Procuratorates Table
	Departments    *Table
	Periods        Table
	Balanced       *Table
	Sections       []sectionView
}

// A fraction is the formula in words, times what it is multiplied by.
type fraction struct{ Numerator, Denominator, Times string }

func formulaOf(d *indicator.Definition) fraction {
	f := fraction{Numerator: firstOf(d.NumeratorLabel, d.Title)}
	switch {
	case d.Manual && d.Fraction():
		f.Numerator, f.Denominator = firstOf(d.NumeratorLabel, "手工填报的分子"), firstOf(d.DenominatorLabel, "手工填报的分母")
	case d.Manual:
		f.Numerator = firstOf(d.NumeratorLabel, d.Title) + "（手工填报）"
	case d.Fraction():
		f.Numerator = firstOf(d.NumeratorLabel, terms(d.Numerator))
		f.Denominator = firstOf(d.DenominatorLabel, terms(d.Denominator))
	}
	switch {
	case d.Times == indicator.EachDay:
		f.Times = "× 统计期天数"
	case d.Times > 1:
		f.Times = fmt.Sprint("× ", d.Times)
	}
	return f
}

// terms words the parts of a fraction that its definition gives no name.
func terms(list []indicator.Measure) string {
	words := make([]string, len(list))
	for i, m := range list {
		words[i] = m.String()
	}
	return strings.Join(words, "；")
}

type sectionView struct {
	ID, Title string
	Body      template.HTML
}

func indicatorPages(b *builder) {
	for _, d := range b.Cube.Definitions {
		page := "indicators/" + d.ID + ".html"
		view := &indicatorView{
			Breadcrumb: crumbs(page, Link{"业务态势", indicatorIndex}, Link{topLine(d.Line), indicatorIndex + "#" + anchorOf(topLine(d.Line))}, Link{Text: d.Title}),
			Title:      d.Title,
			Facts:      b.indicatorFacts(d),
			Formula:    formulaOf(d),
			Definition: b.indicatorDefinition(d, page),
			Reviews:    b.anomalyItems(d.ID, "", page),
			Sections:   b.sections(d, page),
		}
		view.Missing = b.Cube.Missing(d.ID)
		view.Procuratorates = b.procuratorateTable(d)
		view.Departments = b.departmentTable(d)
		view.Periods = b.periodTable(d)
		view.Balanced = b.balancedTable(d, page)
		b.indicatorCharts(d, view)
		b.add(&Page{
			Path: page, Title: joinNonEmpty(" ", numbers(d), d.Title), Template: "indicator", Section: indicatorIndex, View: view,
			Type: "指标", Line: topLine(d.Line),
		}, d.Doc.Path)
	}
	indicatorIndexPage(b)
}

// indicatorFacts is the line under the title.
func (b *builder) indicatorFacts(d *indicator.Definition) []Phrase {
	key := indicator.Key{Indicator: d.ID, Period: b.toDate()}
	if d.PointInTime() {
		key.Period = b.month()
	}
	list := []Phrase{{say(b.title(key.Period))}, {say(b.placeTitle("") + " "), b.piece(d, key, true)}}
	switch d.Direction {
	case indicator.Neutral:
		return append(list, phrases("中性指标，不设好坏方向")...)
	case indicator.Negative:
		return append(list, phrases("反向指标，数值越低越好")...)
	}
	return append(list, phrases("正向指标")...)
}

func (b *builder) indicatorDefinition(d *indicator.Definition, page string) []Fact {
	list := facts("序号", numbers(d), "条线", strings.ReplaceAll(d.Line, "/", " / "), "维度", d.Dimension, "计量单位", d.Unit, "责任部门", d.Department)
	version := "第 " + fmt.Sprint(d.VersionAt(b.Cube.Cutoff)) + " 版"
	for _, v := range d.Versions {
		version += "；" + v.From.Chinese() + "起：" + v.Note
	}
	list = append(list, Fact{Name: "口径版本", Text: version})
	if d.Fraction() && d.Style == indicator.Percent {
		list = append(list, Fact{Name: "最小基数", Text: fmt.Sprintf("%d %s，不足时只列分子分母", d.Minimum, d.Unit)})
	}
	var others []Link
	for _, id := range d.BalancedBy {
		if o := b.Cube.Definition(id); o != nil {
			others = append(others, Link{o.Title, to(page, "indicators/"+id+".html")})
		}
	}
	if len(others) > 0 {
		list = append(list, Fact{Name: "一并看", Links: others})
	}
	list = append(list, b.reconciledFacts(d.ID, page)...)
	return append(list, facts("依据", d.Source)...)
}

// numbers writes the number of an indicator and those it had: 11.2（曾用 9、10）.
func numbers(d *indicator.Definition) string {
	if len(d.Formerly) == 0 {
		return d.Number
	}
	return d.Number + "（曾用 " + strings.Join(d.Formerly, "、") + "）"
}

func (b *builder) anomalyItems(id, procuratorate, page string) []Item {
	list := b.anomaliesOf(id, procuratorate)
	if procuratorate == "" {
		return b.gathered(list, page)
	}
	var items []Item
	for _, a := range list {
		items = append(items, b.anomalyItem(a, page))
	}
	return items
}

func (b *builder) sections(d *indicator.Definition, page string) []sectionView {
	var list []sectionView
	r := &resolver{b: b, page: page, doc: d.Doc}
	for _, s := range d.Doc.Sections() {
		if body, ok := d.Doc.RenderSection(s.Title, r, b.errs); ok {
			list = append(list, sectionView{s.ID, s.Title, body})
		}
	}
	return list
}

// What stands beside the first chart of an indicator.
const (
	readFunnel = "落在两条实线之间的差异，多半是基数大小造成的。越出实线才值得逐案核查，核查结论写入“反向审视”。"
	readTrend  = "中线是基线均值，上下虚线之间是常态波动范围。方块为连续七个月在均值同侧，菱形为越出界限；没有标记的起伏不必逐月解释。"
	readAmount = "中线是基线均值，上下虚线之间是常态波动范围。数量的升降先看是否越出界限，再看对应的质量指标。"
)

// indicatorCharts chooses charts by the type of the data: shares get a funnel, then the control
// chart of their months; amounts the control chart, then bars; durations also boxes.
func (b *builder) indicatorCharts(d *indicator.Definition, view *indicatorView) {
	large, half := figureSize{width: 760, height: 320}, figureSize{width: 560, height: 250}
	auto := figureSize{width: 560}
	if view.Missing != "" && view.Missing != indicator.NoDataset {
		return // an empty frame would promise a number; the reason stands there instead
	}
	trend := func(box figureSize) *Figure { return b.control("trend", d, "", box) }
	switch {
	case d.Fraction() && d.Style == indicator.Percent:
		view.Lead, view.Reading = b.funnel("funnel", d, b.toDate(), large), readFunnel
		view.Charts = keep(trend(half), b.bars("places", d, b.toDate(), auto))
		if view.Lead == nil {
			view.Lead, view.Reading, view.Charts = trend(large), readTrend, nil
		}
	case d.Style == indicator.Days:
		view.Lead, view.Reading = trend(large), readTrend
		view.Charts = keep(b.boxes("spread", d, half), b.bars("places", d, b.toDate(), auto))
	default:
		p := b.toDate()
		if d.PointInTime() {
			p = b.month()
		}
		view.Lead, view.Reading = trend(large), readAmount
		view.Charts = keep(b.bars("places", d, p, auto))
	}
}

func keep(figures ...*Figure) []Figure {
	var list []Figure
	for _, f := range figures {
		if f != nil {
			list = append(list, *f)
		}
	}
	return list
}

// boxes shows how the durations behind a mean or median are spread, per department.
func (b *builder) boxes(id string, d *indicator.Definition, box figureSize) *Figure {
	spec := chart.BoxesSpec{
		Head:  chart.Head{ID: id, Title: d.Title + "的分布", Value: "天数", Unit: d.Unit, Width: box.width},
		First: "部门", Decimals: 0,
	}
	for _, department := range b.Cube.Organisation.Departments {
		values := b.Cube.Values(indicator.Key{Indicator: d.ID, Period: b.toDate(), Department: department})
		if len(values) > 0 {
			spec.Boxes = append(spec.Boxes, chart.Box{Label: department, Box: stat.BoxOf(values), Unit: "件"})
		}
	}
	if len(spec.Boxes) == 0 {
		return nil
	}
	f, err := chart.Boxes(spec)
	return b.figure(f, err, d)
}
