package site

import (
	"strings"

	"anjian/internal/indicator"
	"anjian/internal/period"
)

// A draftSection is a line of work in an analysis, in the order that analyses have; a paragraph tells
// indicators that are read together, quantity beside quality.
type draftSection struct {
	title string
	parts []draftPart
	ask   string // what people write beneath
}

type draftPart struct {
	title      string // 审查逮捕; "" for none
	paragraphs [][]string
	chart      string // "control ID" or "funnel ID"
}

var draftSections = []draftSection{
	{title: "刑事检察", parts: []draftPart{
		{title: "审查逮捕", chart: "funnel non-arrest-rate", paragraphs: [][]string{
			{"non-arrest-rate", "no-danger-non-arrest-share", "insufficient-evidence-non-arrest-share"},
			{"non-arrest-reconsideration-rate", "non-arrest-reconsideration-change-rate", "non-prosecution-after-arrest-rate"},
		}},
		{title: "审查起诉", chart: "control average-prosecution-days", paragraphs: [][]string{
			{"average-prosecution-days", "median-prosecution-days", "supplementary-investigation-rate", "extension-rate", "case-process-ratio"},
			{"non-prosecution-rate", "non-prosecution-change-rate", "pretrial-detention-rate"},
			{"plea-leniency-rate", "determinate-sentence-rate", "sentencing-adoption-rate", "plea-appeal-rate"},
		}},
		{title: "诉讼监督", paragraphs: [][]string{
			{"filing-supervision-rate", "withdrawal-supervision-rate", "additional-arrest-rate", "additional-prosecution-rate"},
			{"investigation-correction-adoption-rate", "trial-correction-adoption-rate", "protest-rate", "protest-adoption-rate"},
		}},
		{title: "未成年人检察", paragraphs: [][]string{{"juvenile-non-arrest-rate", "juvenile-non-prosecution-rate", "conditional-non-prosecution-rate"}}},
	}, ask: "主要特点，与上年同期不同在哪里，原因是什么；比率连同件数、人数一并看"},
	{title: "民事检察", parts: []draftPart{{paragraphs: [][]string{
		{"civil-accepted", "civil-concluded", "civil-pending"},
		{"civil-protest-change-rate", "civil-retrial-adoption-rate", "civil-trial-adoption-rate", "civil-execution-adoption-rate"},
	}}}, ask: "采纳常有跨期，写明与上期提出的关系"},
	{title: "行政检察", parts: []draftPart{{paragraphs: [][]string{
		{"administrative-accepted", "administrative-concluded", "administrative-pending"},
		{"administrative-dispute-resolution-rate", "administrative-retrial-adoption-rate", "reverse-linkage-adoption-rate"},
	}}}, ask: "争议化解、行刑反向衔接的进展和问题"},
	{title: "公益诉讼检察", parts: []draftPart{{paragraphs: [][]string{
		{"public-interest-accepted", "public-interest-concluded", "public-interest-pending"},
		{"public-interest-filing-rate", "pre-litigation-share", "rectification-rate", "public-interest-judgment-support-rate"},
	}}}, ask: "整改成色，回头看发现的问题"},
	{title: "控告申诉检察与案件管理", parts: []draftPart{{paragraphs: [][]string{
		{"petition-reply-rate", "petition-result-rate", "judicial-relief-people"},
		{"card-error-rate", "review-rate", "must-review-pending", "satisfaction-rate"},
	}}}, ask: "信访反映集中的问题，案卡和评查发现的共性问题"},
}

// section writes a line of work; nothing where none of its indicators is known.
func (d *drafting) section(s draftSection) []string {
	var list []string
	known := 0
	for _, p := range s.parts {
		var paragraphs []string
		for _, ids := range p.paragraphs {
			paragraphs = append(paragraphs, d.sentence(ids...))
		}
		paragraphs = nonEmpty(paragraphs...)
		if len(paragraphs) == 0 {
			continue
		}
		known++
		if p.title != "" {
			list = append(list, "### （"+ordinal(known)+"）"+p.title)
		}
		list = append(list, paragraphs...)
		list = append(list, d.chart(p.chart))
	}
	if known == 0 {
		return nil
	}
	return append(list, toWrite+"："+s.ask+"。")
}

// chart asks for a drawing where there is enough to draw.
func (d *drafting) chart(words string) string {
	kind, id, _ := strings.Cut(words, " ")
	def := d.Cube.Definition(id)
	if def == nil || d.says(id, "") == "" {
		return ""
	}
	switch kind {
	case "funnel":
		if d.funnelDrawing(def, d.period, figureSize{width: 620, height: 300}) == nil {
			return ""
		}
		return "```chart\nkind = \"funnel\"\nindicator = \"" + id + "\"\nperiod = \"本期\"\n```"
	default:
		if d.controlDrawing(d.Cube.Control(def, "", d.watching()), figureSize{width: 620, height: 260}, false) == nil {
			return ""
		}
		return "```chart\nkind = \"control\"\nindicator = \"" + id + "\"\n```"
	}
}

// overall tells the four prosecutions, what is left at the end, and the year so far beside a month.
func (d *drafting) overall() []string {
	var lines, total, accepted []string
	for _, l := range d.lines {
		if l.Accepted == "" {
			continue
		}
		in, out := d.says(l.Accepted, ""), d.says(l.Concluded, "")
		for _, id := range []string{l.Accepted, l.Concluded} {
			if def := d.Cube.Definition(id); def != nil && d.says(id, "") == "" {
				d.left = append(d.left, def.Title)
			}
		}
		if in == "" {
			continue
		}
		accepted = append(accepted, l.Accepted)
		text := l.Title + "受理 " + in
		if change := d.says(l.Accepted, "同比"); change != "" {
			text += "（" + change + "）"
		}
		if out != "" {
			text += "、办结 " + out
			if change := d.says(l.Concluded, "同比"); change != "" {
				text += "（" + change + "）"
			}
		}
		lines = append(lines, text)
	}
	if len(lines) > 0 {
		total = append(total, d.period.Title()+"，"+d.placeTitle("")+strings.Join(lines, "；")+"。")
	}
	if d.period.Kind() == period.Monthly && d.period.MonthNumber() > 1 {
		total = append(total, d.soFar(accepted))
	}
	total = append(total, d.sentence("pending-cases", "pending-over-year", "overdue-cases", "custody-ending"), d.sentence("conclusion-rate", "supervision-by-duty", "duty-structure-share", "procedure-structure-share"))
	if len(nonEmpty(total...)) == 0 {
		return nil
	}
	if len(accepted) > 0 {
		total = append(total, "```table\nindicators = [\""+strings.Join(accepted, "\", \"")+"\"]\nrows = \"procuratorates\"\nperiod = \"本期\"\ntitle = \""+d.period.Title()+"各院受理情况（按建制顺序）\"\n```")
	}
	return append(total, toWrite+"：总的判断。趋势、结构有什么变化，受不受春节、年底结案影响。")
}

// soFar tells the year up to the month of a monthly analysis.
func (d *drafting) soFar(ids []string) string {
	year := d.period.Within(period.ToDate)
	now := *d
	now.period, now.when = year, year.String()
	var list []string
	for _, id := range ids {
		if in := now.says(id, ""); in != "" {
			text := d.Cube.Definition(id).Title + " " + in
			if change := now.says(id, "同比"); change != "" {
				text += "（" + change + "）"
			}
			list = append(list, text)
		}
	}
	if len(list) == 0 {
		return ""
	}
	return year.Title() + "，" + strings.Join(list, "，") + "。"
}

// raised lists the 异常提示 of the period, then asks for the causes of those that nobody explained, each
// with the number now.
func (d *drafting) raised() []string {
	list := []string{"```anomalies\n```"}
	var items []string
	for _, e := range d.unexplainedIn() {
		d.out.Unexplained++
		def := d.Cube.Definition(e.Indicator)
		told := def.Title + "（" + d.placeTitle(e.Procuratorate) + "）"
		ask := joinNonEmpty(" ", e.Indicator, d.shortName(e.Procuratorate), d.when, "描述")
		if p, wrong := d.resolver.live(ask, def.Pos); wrong == nil && len(p.Says) > 0 {
			told = "{{" + ask + "}}"
		}
		items = append(items, "- "+told+"。责任部门："+firstOf(def.Department, toWrite)+"。"+toWrite+"：原因，核查了哪些案件，下一步。")
	}
	if len(items) > 0 {
		list = append(list, "以下尚未说明，由责任部门逐项说明：", strings.Join(items, "\n"))
	}
	return append(list, "异常提示只说明差异不像偶然，不等于办案有问题；原因经逐案核查后再写。")
}

func (d *drafting) unexplainedIn() []*indicator.Episode {
	var list []*indicator.Episode
	for _, e := range d.stoodIn(&report{period: d.period}) {
		if x, _ := d.answerOf(e); x == nil {
			list = append(list, e)
		}
	}
	return list
}

// explanations are left ready in the front matter, commented out: what an editor fills in answers for
// the 异常提示 from then on.
func (d *drafting) explanations() string {
	list := d.unexplainedIn()
	if len(list) == 0 {
		return ""
	}
	var f strings.Builder
	f.WriteString("\n# 异常提示的说明：查明原因后，去掉行首的 # 和空格，写好 text 和 date\n")
	for _, e := range list {
		f.WriteString("# [[explanation]]   # " + d.Cube.Definition(e.Indicator).Title + "，" + d.placeTitle(e.Procuratorate) + "\n# indicator = \"" + e.Indicator + "\"\n# procuratorate = \"" + e.Procuratorate + "\"\n# text = \"\"\n# department = \"" + department(d.Cube.Definition(e.Indicator)) + "\"\n# date =\n")
	}
	return f.String()
}
