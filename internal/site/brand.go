package site

import (
	"html/template"
	"strconv"
	"strings"

	"anjian/internal/period"
	"anjian/internal/tomlfile"
)

// A brand (检察品牌) stands beside indicators and feedback; nothing causal is claimed.
type brand struct {
	common
	Flagship   bool        `toml:"flagship"`
	Parent     string      `toml:"parent"` // the flagship (龙头) it belongs to, of the 1+N relation
	Started    period.Date `toml:"started"`
	Meaning    string      `toml:"meaning"`
	Carriers   []string    `toml:"carriers"`
	Audience   string      `toml:"audience"`
	Feedback   string      `toml:"feedback"` // id of the indicator that stands for its public feedback
	Milestones []milestone `toml:"milestone"`
	Honours    []honour    `toml:"honour"`
}

// A milestone is one step of the three-year plan.
type milestone struct {
	Date   period.Date `toml:"date"`
	Text   string      `toml:"text"`
	Status string      `toml:"status"` // 已完成, 进行中, 未开始, 逾期
}

type honour struct {
	Year  int    `toml:"year"`
	Title string `toml:"title"`
	Level string `toml:"level"`
}

func (m *brand) when() period.Date { return m.Started }

// refersAlso names the flagship and the indicator of its feedback.
func (m *brand) refersAlso() []reference {
	return []reference{{"brands", m.Parent}, {"indicators", m.Feedback}}
}

func (m *brand) check(r *narrativeReader, at *tomlfile.Positions) {
	if m.Parent != "" {
		r.document("brands", "品牌", m.Parent, at.At("parent"))
	}
	r.indicator(m.Feedback, at.At("feedback"))
	for i, s := range m.Milestones {
		r.oneOf(s.Status, at.At("milestone", i, "status"), "里程碑状态", "已完成", "进行中", "未开始", "逾期")
	}
}

const brandIndex = "brands/index.html"

// A brandView puts the story on the left, figures and plan on the right.
type brandView struct {
	Breadcrumb []Link
	Title      string
	Facts      []string
	Meaning    string
	Body       template.HTML
	Comparison []Item
	Feedback   Phrase
	Milestones []milestoneView
	Profile    []Fact
	Charts     []Figure
	Linked     []linkGroup
}

type milestoneView struct {
	Date, Text string
	Tag        *Tag
}

func brandPages(b *builder) {
	for _, m := range b.brands {
		page := pageOf(m.doc)
		view := brandView{
			Breadcrumb: crumbs(page, Link{"品牌案例", brandIndex}, Link{Text: m.Title}),
			Title:      m.Title,
			Facts:      nonEmpty(b.shortName(m.Procuratorate), m.Line, "创建于 "+chinese(m.Started)),
			Meaning:    firstOf(m.Meaning, m.Summary),
			Body:       b.body(m.doc),
			Comparison: b.brandComparison(m, page),
			Feedback:   b.brandFeedback(m),
			Profile:    b.brandFacts(m, page),
			Charts:     b.brandCharts(m),
			Linked:     b.linkedWith(m.doc, page),
		}
		for _, s := range m.Milestones {
			view.Milestones = append(view.Milestones, milestoneView{s.Date.String(), s.Text, milestoneTag(s.Status)})
		}
		b.add(&Page{
			Path: page, Title: m.Title, Template: "brand", Section: brandIndex, View: ready(view),
			Type: "品牌", Procuratorate: b.shortName(m.Procuratorate), Line: topLine(m.Line), Year: yearOf(m.Started),
		}, m.doc.Path)
	}
	brandIndexPage(b)
}

func milestoneTag(status string) *Tag {
	switch status {
	case "已完成":
		return tag(status, "good")
	case "逾期":
		return tag(status, "bad")
	}
	return tag(firstOf(status, "未开始"), "")
}

// A brandIndexView shows the matrix, then cases.
type brandIndexView struct {
	Facts  []string
	Groups []brandGroup
	Cases  []Item
}

// A brandGroup is a flagship with the brands that belong to it (1+N).
type brandGroup struct {
	Flagship Link
	Text     string
	Figure   *Figure // nil for brands without a flagship
	Brands   []Item
}

// brandIndexPage shows the 1+N matrix: each flagship with the brands that belong to it.
func brandIndexPage(b *builder) {
	view := brandIndexView{Facts: []string{strconv.Itoa(len(b.brands)) + " 个品牌", strconv.Itoa(len(b.cases)) + " 个典型案例"}}
	taken := map[string]bool{}
	for _, m := range b.brands {
		var members []Item
		var children []*brand
		for _, child := range b.brands {
			if child.Parent == m.doc.ID {
				members, children = append(members, b.brandItem(child, brandIndex)), append(children, child)
				taken[child.doc.ID] = true
			}
		}
		if m.Flagship || len(members) > 0 {
			taken[m.doc.ID] = true
			view.Groups = append(view.Groups, brandGroup{
				Flagship: Link{m.Title, to(brandIndex, pageOf(m.doc))},
				Text:     joinNonEmpty("　", "龙头品牌", b.shortName(m.Procuratorate), m.Line, m.Summary),
				Figure:   b.brandRelation(m, children, brandIndex),
				Brands:   members,
			})
		}
	}
	var rest []Item
	for _, m := range b.brands {
		if !taken[m.doc.ID] {
			rest = append(rest, b.brandItem(m, brandIndex))
		}
	}
	if len(rest) > 0 {
		view.Groups = append(view.Groups, brandGroup{Flagship: Link{Text: "其他特色品牌"}, Brands: rest})
	}
	for _, c := range b.cases {
		view.Cases = append(view.Cases, b.caseItem(c, brandIndex))
	}
	if len(view.Cases) > 6 {
		view.Cases = view.Cases[:6]
	}
	b.add(&Page{Path: brandIndex, Title: "品牌案例", Template: "brand-index", View: ready(view), Type: "目录"}, "")
}

func (b *builder) brandItem(m *brand, page string) Item {
	return Item{
		Tag: tag(b.shortName(m.Procuratorate), ""), Link: Link{m.Title, to(page, pageOf(m.doc))},
		Aside: joinNonEmpty("　", topLine(m.Line), yearOf(m.Started)), Note: m.Summary,
	}
}

func (b *builder) brandFacts(m *brand, page string) []Fact {
	list := facts("所属院", b.shortName(m.Procuratorate), "条线", m.Line, "创建", chinese(m.Started),
		"面向", m.Audience, "载体", strings.Join(m.Carriers, "、"))
	var honours []string
	for _, h := range m.Honours {
		honours = append(honours, strconv.Itoa(h.Year)+"年"+h.Title+"（"+h.Level+"）")
	}
	list = append(list, facts("荣誉", strings.Join(honours, "；"))...)
	var relatives []Link
	for _, o := range b.brands {
		if o.doc.ID == m.Parent || o.Parent == m.doc.ID {
			relatives = append(relatives, Link{o.Title, to(page, pageOf(o.doc))})
		}
	}
	if len(relatives) > 0 {
		list = append(list, Fact{Name: "1+N", Links: relatives})
	}
	var told []Link
	for _, c := range b.cases {
		if contains(m.Cases, c.doc.ID) || contains(c.Brands, m.doc.ID) {
			told = append(told, Link{c.Title, to(page, pageOf(c.doc))})
		}
	}
	if len(told) > 0 {
		list = append(list, Fact{Name: "典型案例", Links: told})
	}
	return list
}

// brandCharts draws the linked indicators with the start of the brand marked.
func (b *builder) brandCharts(m *brand) []Figure {
	var list []Figure
	for _, id := range m.Indicators {
		if d := b.Cube.Definition(id); d != nil && len(list) < 2 {
			if f := b.control("trend-"+id, d, b.brandScope(m), figureSize{560, 240}); f != nil {
				list = append(list, *f)
			}
		}
	}
	return list
}
