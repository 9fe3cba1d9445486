package site

import (
	"slices"
	"strconv"
	"strings"

	"anjian/internal/indicator"
	"anjian/internal/period"
	"anjian/internal/source"
	"anjian/internal/tomlfile"
)

// A brand (检察品牌) stands beside indicators and feedback; nothing causal is claimed.
type brand struct {
	common
	Flagship   bool        `toml:"flagship"`
	Parent     string      `toml:"parent"`  // the flagship (龙头) it belongs to, of the 1+N relation
	Event      string      `toml:"event"`   // the dated event of its start; the event may name the brand instead
	Started    period.Date `toml:"started"` // what the event says; here it may only agree
	Meaning    string      `toml:"meaning"`
	Glosses    []gloss     `toml:"gloss"`
	Actions    []string    `toml:"actions"`
	Carriers   []string    `toml:"carriers"`
	Audience   string      `toml:"audience"`
	Aims       []aim       `toml:"aim"`
	Results    []outcome   `toml:"result"`
	Feedback   string      `toml:"feedback"` // id of the indicator that stands for its public feedback
	Milestones []milestone `toml:"milestone"`
	Honours    []honour    `toml:"honour"`

	at *tomlfile.Positions
}

// A gloss tells what one part of the name stands for (拆字释义).
type gloss struct {
	Word    string `toml:"word"`
	Meaning string `toml:"meaning"`
}

// An aim names an indicator that the brand means to move, and which way.
type aim struct {
	Indicator string `toml:"indicator"`
	Expects   string `toml:"expects"` // 升 or 降
}

// An outcome (成效) is told by a figure of the data; its words hold no number.
type outcome struct {
	Text      string `toml:"text"`
	Indicator string `toml:"indicator"`
	Period    string `toml:"period"` // the year to date when empty

	period period.Period
}

type honour struct {
	Year  int    `toml:"year"`
	Title string `toml:"title"`
	Level string `toml:"level"`
}

const (
	expectsRise = "升"
	expectsFall = "降"
)

func (m *brand) when() period.Date { return m.Started }

// refersAlso names the flagship and the indicators that its aims, results and feedback name.
func (m *brand) refersAlso() []reference {
	list := []reference{{"brands", m.Parent}, {"indicators", m.Feedback}}
	for _, a := range m.Aims {
		list = append(list, reference{"indicators", a.Indicator})
	}
	for _, o := range m.Results {
		list = append(list, reference{"indicators", o.Indicator})
	}
	return list
}

func (m *brand) check(r *narrativeReader, at *tomlfile.Positions) {
	m.at = at
	if m.Parent != "" {
		r.document("brands", "品牌", m.Parent, at.At("parent"))
	}
	if m.Parent == m.doc.ID {
		r.errs.Tell(source.AreaCircle, at.At("parent"), "品牌不能从属于自己", "parent 写龙头品牌的编号；自己是龙头的写 flagship = true")
	} else if m.Parent != "" && m.Flagship {
		r.errs.Tell(source.KeysClash, at.At("parent"), "龙头品牌不能再从属于别的品牌", "flagship 和 parent 只写一个")
	}
	if m.Event != "" {
		r.document("events", "事件", m.Event, at.At("event"))
	}
	for i, g := range m.Glosses {
		if g.Word == "" || g.Meaning == "" {
			r.errs.Tell(source.MissingKey, at.At("gloss", i), "释义不全", `写作 word = "渚" 和 meaning = "……"`)
		} else if !strings.Contains(m.doc.Title, g.Word) {
			r.errs.Tell(source.BrandAtOdds, at.At("gloss", i, "word"), "品牌名称“"+m.doc.Title+"”里没有“"+g.Word+"”", "word 照抄名称里的字词")
		}
	}
	m.checkAims(r, at)
	m.checkResults(r, at)
	r.indicator(m.Feedback, at.At("feedback"))
	m.checkPlan(r, at)
	for i, h := range m.Honours {
		r.oneOf(h.Level, at.At("honour", i, "level"), "荣誉级别", "国家级", "省级", "市级", "县级")
	}
}

func (m *brand) checkAims(r *narrativeReader, at *tomlfile.Positions) {
	told := map[string]bool{}
	for i, a := range m.Aims {
		if a.Indicator == "" {
			r.errs.Tell(source.MissingKey, at.At("aim", i), "没有写是哪一项指标", `加一行 indicator = "指标编号"`)
		}
		if a.Expects == "" {
			r.errs.Tell(source.MissingKey, at.At("aim", i), "没有写品牌希望这项指标升还是降", `写 expects = "升" 或者 expects = "降"；没有方向的指标写在 indicators 里`)
		}
		r.oneOf(a.Expects, at.At("aim", i, "expects"), "方向", expectsRise, expectsFall)
		r.indicator(a.Indicator, at.At("aim", i, "indicator"))
		if told[a.Indicator] {
			r.errs.Tell(source.SaidTwice, at.At("aim", i, "indicator"), "指标“"+a.Indicator+"”写了两次", "一项指标只写一个 [[aim]]")
		}
		told[a.Indicator] = true
		if r.o.Cube == nil {
			continue
		}
		if d := r.o.Cube.Definition(a.Indicator); d != nil &&
			(d.Direction == indicator.Positive && a.Expects == expectsFall || d.Direction == indicator.Negative && a.Expects == expectsRise) {
			r.errs.Tell(source.BrandAtOdds, at.At("aim", i, "expects"), "“"+d.Title+"”的定义所说的好的方向与“"+a.Expects+"”相反", "改 expects，或者改指标的 direction")
		}
	}
}

func (m *brand) checkResults(r *narrativeReader, at *tomlfile.Positions) {
	for i := range m.Results {
		o := &m.Results[i]
		if o.Text == "" || o.Indicator == "" {
			r.errs.Tell(source.MissingKey, at.At("result", i), "成效不全", `写 text = "一句话"、indicator = "指标编号"，数由数据填入`)
		}
		if strings.ContainsAny(o.Text, "0123456789０１２３４５６７８９%％") {
			r.errs.Tell(source.HandWritten, at.At("result", i, "text"), "成效的文字里有手写的数", "删去数字：数由 indicator、period 从数据取得；荣誉写 [[honour]]")
		}
		r.indicator(o.Indicator, at.At("result", i, "indicator"))
		if o.Period == "" {
			continue
		}
		p, err := period.Parse(o.Period)
		if err != nil {
			r.errs.Tell(source.BadPeriod, at.At("result", i, "period"), "不认识统计期“"+o.Period+"”", "写作 2025、2025Q2、2025上半年 或 2025-06")
		}
		o.period = p
	}
}

// linked are the indicators that the brand names: those that it means to move come first.
func (m *brand) linked() []string {
	var list []string
	for _, a := range m.Aims {
		list = append(list, a.Indicator)
	}
	for _, id := range m.Indicators {
		if !slices.Contains(list, id) {
			list = append(list, id)
		}
	}
	return list
}

// expects tells which way the brand means to move an indicator; "" where it does not say.
func (m *brand) expects(id string) string {
	for _, a := range m.Aims {
		if a.Indicator == id {
			return a.Expects
		}
	}
	return ""
}

// settleBrands gives brands their start and holds them against each other, once all documents are read.
func (n *narratives) settleBrands(r *narrativeReader) {
	byID := map[string]*brand{}
	for _, m := range n.brands {
		byID[m.doc.ID] = m
	}
	for _, m := range n.brands {
		if p := byID[m.Parent]; p != nil && p != m && p.at.Read() && !p.Flagship {
			r.errs.Tell(source.BrandAtOdds, m.at.At("parent"), "“"+p.Title+"”不是龙头品牌", "在 "+p.doc.Path+" 里加一行 flagship = true，或者改 parent")
		}
		n.start(m, r)
		m.checkStart(r)
		if r.o.Cube != nil {
			m.checkStates(r, r.o.Cube.Cutoff)
		}
	}
}

// checkStart refuses what cannot have been before the brand was.
func (m *brand) checkStart(r *narrativeReader) {
	if !set(m.Started) {
		return
	}
	begun := "早于品牌启动（" + m.Started.Chinese() + "）"
	for i, s := range m.Milestones {
		if set(s.Reached) && s.Reached < m.Started {
			r.errs.Tell(source.BrandAtOdds, m.at.At("milestone", i, "reached"), "完成日期"+begun, "改 reached；启动以前已有的做法写在正文里")
		}
	}
	first, _, _ := m.Started.Civil()
	for i, h := range m.Honours {
		if h.Year > 0 && h.Year < first {
			r.errs.Tell(source.BrandAtOdds, m.at.At("honour", i, "year"), strconv.Itoa(h.Year)+"年的荣誉"+begun, "改 year；启动以前单位得到的荣誉不算品牌的")
		}
	}
}

// start finds the event that began a brand. content/events/ is the one place of dated things: the brand
// names the event or the event the brand, and charts mark the start wherever the brand's indicators are drawn.
func (n *narratives) start(m *brand, r *narrativeReader) {
	var found *event
	for _, e := range n.events {
		switch {
		case e.doc.ID != m.Event && !contains(e.Brands, m.doc.ID) || e.Kind != "brand":
		case found != nil:
			r.errs.Tell(source.BrandAtOdds, m.at.At("event"), "品牌有两个启动事件："+found.doc.Path+"、"+e.doc.Path, "只留一个")
		default:
			found = e
		}
	}
	switch {
	case found == nil && m.Event != "":
		if slices.Contains(r.known["events"], m.Event) {
			r.errs.Tell(source.BrandAtOdds, m.at.At("event"), "事件“"+m.Event+"”不能作为启动日期", `事件须写 kind = "brand"，并且已经签发`)
		}
	case found == nil && set(m.Started) && Published(m.doc):
		r.errs.Tell(source.NoStartEvent, m.at.At("started"), "启动日期没有对应的事件，指标的图上不标启动", `在 content/events/ 写一个事件：kind = "brand"，date = `+m.Started.String()+`，brands = ["`+m.doc.ID+`"]`)
	case found == nil:
	case set(m.Started) && m.Started != found.Date:
		r.errs.Tell(source.BrandAtOdds, m.at.At("started"), "启动日期与事件不一致："+found.doc.Path+" 写的是 "+found.Date.String(), "日期只写在事件里，删去这一行")
	default:
		m.Started = found.Date
		found.begins(m, r)
	}
}

// begins lets an event concern what its brand names, and whom.
func (e *event) begins(m *brand, r *narrativeReader) {
	for _, id := range m.linked() {
		if !contains(e.Indicators, id) {
			e.Indicators = append(e.Indicators, id)
		}
	}
	p, ok := r.organisation(m.Procuratorate)
	switch {
	case !ok || !lower(p):
	case len(e.Procuratorates) == 0:
		e.Procuratorates = []string{p.ID}
	case !contains(e.Procuratorates, p.ID):
		r.errs.Tell(source.BrandAtOdds, m.at.At("procuratorate"), "启动事件 "+e.doc.Path+" 涉及的院里没有“"+p.Short+"”", "改其中一处")
	}
}

func (r *narrativeReader) organisation(id string) (indicator.Procuratorate, bool) {
	if r.o.Cube == nil {
		return indicator.Procuratorate{}, false
	}
	return r.o.Cube.Organisation.Find(id)
}
