package site

import (
	"html/template"
	"strconv"
	"strings"

	"anjian/internal/indicator"
)

const brandIndex = "brands/index.html"

// A brandView puts the story on the left, figures and plan on the right.
type brandView struct {
	Breadcrumb []Link
	Title      string
	Facts      []string
	Meaning    string
	Glosses    []gloss
	Body       template.HTML
	Outcomes   Strip
	Comparison []Item
	Feedback   Phrase
	Channels   *Link   // to the page of public feedback
	Aligned    []Block // indicators and feedback of the same months
	Honours    []Item

	Plan       string
	Milestones []milestoneView
	Profile    []Fact
	Charts     []Figure
	ChartNote  string
	Compared   Link // to the months and weeks of the brand
	Linked     []Item
}

type milestoneView struct {
	Date, Text string
	Note       string
	Tag        *Tag
}

func brandPages(b *builder) {
	for _, m := range b.brands {
		b.add(&Page{
			Path: pageOf(m.doc), Title: m.Title, Template: "brand", Section: brandIndex, View: func() any { return b.brandView(m) },
			Type: "品牌", Procuratorate: b.shortName(m.Procuratorate), Line: topLine(m.Line), Year: yearOf(m.Started),
		}, m.doc.Path)
	}
	brandIndexPage(b)
}

func (b *builder) brandView(m *brand) brandView {
	page := pageOf(m.doc)
	view := brandView{
		Breadcrumb: crumbs(page, Link{"品牌案例", brandIndex}, Link{Text: m.Title}),
		Title:      m.Title,
		Facts:      nonEmpty(b.shortName(m.Procuratorate), m.Line, startedWords(m)),
		Meaning:    firstOf(m.Meaning, m.Summary),
		Glosses:    m.Glosses,
		Body:       b.body(m.doc),
		Outcomes:   b.outcomes(m, page),
		Comparison: b.brandComparison(m, page),
		Feedback:   b.brandFeedback(m),
		Channels:   b.feedbackLink(page),
		Profile:    b.brandFacts(m, page),
		Linked:     b.linkItems(m.doc, page),
	}
	view.Plan, view.Milestones = b.planView(m)
	view.Charts, view.ChartNote = b.brandCharts(m)
	view.Compared = Link{"逐月、逐周：双向对比", to(page, brandComparisonPath) + "#brand-" + m.doc.ID}
	if t := b.beforeAfterTable(m, page); t != nil {
		view.Aligned = append(view.Aligned, Block{ID: "before-after", Title: "启动前后的指标", Note: "并列呈现，不作因果推断：同期还会有别的事。", Table: t})
	}
	if t := b.feedbackTable(m); t != nil {
		view.Aligned = append(view.Aligned, Block{ID: "feedback", Title: "同期的群众反馈", Table: t})
	}
	for _, h := range m.Honours {
		view.Honours = append(view.Honours, Item{Tag: tag(strconv.Itoa(h.Year)+"年", ""), Link: Link{Text: h.Title}, Aside: h.Level})
	}
	return view
}

// planView tells how far the plan is, in one sentence and step by step.
func (b *builder) planView(m *brand) (words string, steps []milestoneView) {
	day := b.Cube.Cutoff
	done, late := 0, 0
	for _, p := range m.plan() {
		state := p.at(day)
		if state.done() {
			done++
		}
		if state == overdue {
			late++
		}
		v := milestoneView{Date: p.Date.String(), Text: p.Text, Tag: state.tag(), Note: p.days(day)}
		if state.done() {
			v.Note = joinNonEmpty("，", p.Reached.String()+" 完成", v.Note)
		}
		steps = append(steps, v)
	}
	if len(steps) == 0 {
		return "", nil
	}
	words = "到 " + day.String() + "，" + strconv.Itoa(len(steps)) + " 步里完成 " + strconv.Itoa(done) + " 步"
	if late > 0 {
		words += "，逾期 " + strconv.Itoa(late) + " 步"
	}
	return words + "。", steps
}

func startedWords(m *brand) string {
	if !set(m.Started) {
		return ""
	}
	return "启动于 " + chinese(m.Started)
}

func (b *builder) brandFacts(m *brand, page string) []Fact {
	list := facts("所属院", b.shortName(m.Procuratorate), "条线", m.Line, "启动", chinese(m.Started),
		"面向", m.Audience, "做法", strings.Join(m.Actions, "、"), "载体", strings.Join(m.Carriers, "、"))
	var relatives []Link
	for _, o := range b.brands {
		if o.doc.ID == m.Parent || o.Parent == m.doc.ID {
			relatives = append(relatives, Link{o.Title, to(page, pageOf(o.doc))})
		}
	}
	if len(relatives) > 0 {
		list = append(list, Fact{Name: "1+N", Links: relatives})
	}
	return list
}

// leastCharted is how many months must have a value before a chart by months shows anything.
const leastCharted = 12

// brandCharts draws the linked indicators with the start of the brand marked, and says which are too thin to draw.
func (b *builder) brandCharts(m *brand) (list []Figure, note string) {
	var thin []string
	var drawn []indicator.Control
	for _, id := range m.linked() {
		d := b.Cube.Definition(id)
		if d == nil || len(drawn) == 4 {
			continue
		}
		x := b.Cube.Control(d, b.brandScope(m), b.watching())
		known := 0
		for _, p := range x.Points {
			if p.Known {
				known++
			}
		}
		if known < leastCharted {
			thin = append(thin, "“"+d.Title+"”")
		} else {
			drawn = append(drawn, x)
		}
	}
	for i, x := range drawn {
		size := figureSize{560, 240}
		if i == len(drawn)-1 && i%2 == 0 { // it has the row for itself
			size = figureSize{fullRow, 260}
		}
		if f := b.controlFigure("trend-"+x.Definition.ID, x, size); f != nil {
			list = append(list, *f)
		}
	}
	if len(thin) > 0 {
		note = strings.Join(thin, "、") + "按月数量太少，多数月份不出数值，不画逐月的图；逐月的件数见双向对比。"
	}
	return list, note
}
