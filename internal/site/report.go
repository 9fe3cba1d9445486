package site

import (
	"bytes"
	"html/template"
	"strconv"
	"strings"

	"anjian/internal/period"
	"anjian/internal/source"
	"anjian/internal/tomlfile"
)

// A report is an analysis (分析研判) or a bulletin (简报).
type report struct {
	common
	Form         string        `toml:"form"` // analysis or bulletin
	Period       string        `toml:"period"`
	Issue        int           `toml:"issue"`
	Sheet        string        `toml:"sheet"`  // of a bulletin: 简报, the usual one, or 公文
	Number       string        `toml:"number"` // of a 公文: the one that it was given, never an invented one
	Copies       []string      `toml:"copies"` // 抄送
	Measures     []measure     `toml:"measure"`
	Followups    []followup    `toml:"followup"` // of what earlier sessions decided
	Credits      []entered     `toml:"credit"`
	Explanations []explanation `toml:"explanation"`

	period period.Period
	at     source.Pos // of the period
}

// An entered credit (正向激励) is supervision done well that an analysis tells. It is shown, never scored.
type entered struct {
	Kind       string `toml:"kind"`
	Text       string `toml:"text"`
	Department string `toml:"department"`
}

// An explanation answers an 异常提示.
type explanation struct {
	Indicator     string      `toml:"indicator"`
	Procuratorate string      `toml:"procuratorate"`
	Period        string      `toml:"period"`
	Text          string      `toml:"text"`
	Department    string      `toml:"department"`
	Date          period.Date `toml:"date"`

	period period.Period
	report *report
	at     source.Pos
}

// refersAlso names the indicators whose 异常提示 the report explains.
func (r *report) refersAlso() []reference {
	var list []reference
	for _, e := range r.Explanations {
		list = append(list, reference{"indicators", e.Indicator})
	}
	return list
}

func (r *report) check(reader *narrativeReader, at *tomlfile.Positions) {
	reader.oneOf(r.Form, at.At("form"), "报告形式", "analysis", "bulletin")
	reader.oneOf(r.Sheet, at.At("sheet"), "版式", "简报", "公文")
	if r.Number != "" && r.Sheet != "公文" {
		reader.errs.Tell(source.KeyOutOfPlace, at.At("number"), "简报没有发文字号", `去掉 number；确是公文的写 sheet = "公文"`)
	}
	var err error
	if r.period, err = period.Parse(r.Period); err != nil {
		reader.errs.Tell(source.BadPeriod, at.At("period"), "统计期“"+r.Period+"”不是统计期", `写作 period = "2025-12"、"2025Q3" 或 "2025上半年"`)
	}
	r.measures(reader, at)
	for i := range r.Explanations {
		e := &r.Explanations[i]
		e.report, e.at = r, at.At("explanation", i, "indicator")
		// An explanation without a period of its own speaks of the report's.
		if e.period = r.period; e.Period != "" {
			if e.period, err = period.Parse(e.Period); err != nil {
				reader.errs.Tell(source.BadPeriod, at.At("explanation", i, "period"), "统计期“"+e.Period+"”不是统计期", `写作 period = "2025-12"，不写即报告的统计期`)
			}
		}
		reader.indicator(e.Indicator, at.At("explanation", i, "indicator"))
		reader.procuratorate(e.Procuratorate, at.At("explanation", i, "procuratorate"))
	}
}

const (
	reportIndex = "reports/index.html"
	masthead    = "案件管理工作简报"
)

// kindTitle is what readers call the report.
func (r *report) kindTitle() string {
	if r.Form == "bulletin" {
		return "简报"
	}
	return "分析研判"
}

// called is what readers who look for it call it: by its title.
func (r *report) called() string {
	if r.Form == "bulletin" && strings.Contains(r.Title, "通报") {
		return "通报"
	}
	return r.kindTitle()
}

// codes are the numbers of a report: of a 公文 the one it was given, of a bulletin its issue.
func (r *report) codes() []string {
	list := []string{r.Number}
	if r.Form == "bulletin" && r.Issue > 0 {
		list = append(list, masthead+"第 "+strconv.Itoa(r.Issue)+" 期")
	}
	return list
}

// newest tells whether no later report has the same form: the figures of earlier ones are called the same.
func (b *builder) newest(r *report) bool {
	for _, o := range b.reports { // the newest first
		if o.Form == r.Form && o.period.Kind() == r.period.Kind() {
			return o == r
		}
	}
	return false
}

// A bulletinView is a 简报 on an A4 sheet.
type bulletinView struct {
	Masthead, Issue, Department, Date, Title string
	Official                                 bool // 公文: mark of the agency, number, date at the end, 版记
	Copies                                   string
	Body                                     template.HTML
	Linked                                   []Item // below the sheet, not on paper
}

type reportIndexView struct {
	Facts    []string
	Groups   []reportGroup
	Measures []Item
	More     *Link // to all measures
	Week     Link
	Works    Link

	Anomalies *Link // to the list of all
}

type reportGroup struct {
	ID, Title string
	Items     []Item
}

func reportPages(b *builder) {
	for _, r := range b.reports {
		p := &Page{
			Path: pageOf(r.doc), Title: r.Title, Template: "article", Section: reportIndex, View: func() any { return b.analysis(r) },
			Type: r.called(), Procuratorate: b.shortName(r.Procuratorate), Line: topLine(r.Line), Year: firstOf(yearOfPeriod(r.period), yearOf(r.Date)),
			Codes: r.codes(), Illustrated: b.newest(r),
		}
		if r.Form == "bulletin" {
			p.Template, p.Class, p.View = "bulletin", "is-sheet", func() any { return b.bulletin(r) }
		}
		b.add(p, r.doc.Path)
	}
	b.add(&Page{
		Path: reportIndex, Title: "分析研判", Template: "report-index", Type: "目录",
		View: func() any { return b.reportIndex() },
	}, "")
}

func (b *builder) reportIndex() reportIndexView {
	var analyses, bulletins []Item
	for _, r := range b.reports {
		item := Item{
			Tag: tag(r.period.Title(), ""), Link: Link{r.Title, to(reportIndex, pageOf(r.doc))},
			Aside: joinNonEmpty("　", r.Department, r.Date.String()), Note: r.Summary,
		}
		if r.Form == "bulletin" {
			bulletins = append(bulletins, item)
		} else {
			analyses = append(analyses, item)
		}
	}
	index := reportIndexView{
		Facts: []string{"月度、季度、半年分析，简报，白皮书与重点工作"},
		Groups: []reportGroup{
			{"analyses", "业务数据分析研判", analyses},
			{"bulletins", "简报", bulletins},
			{"papers", "白皮书", b.paperItems(reportIndex)},
			{"works", "重点工作", b.workItems(reportIndex)},
		},
		Anomalies: b.anomaliesLink(reportIndex),
		Week:      Link{"周调度", to(reportIndex, weekPath)}, Works: Link{"重点工作", to(reportIndex, workIndex)},
	}
	index.Measures, index.More = b.measuresNow(reportIndex)
	return index
}

// analysis puts beside an analysis what its session decided, and below it what stood out in its months.
func (b *builder) analysis(r *report) *articleView {
	page := pageOf(r.doc)
	view := b.article(&r.common, page, "分析研判", reportIndex)
	view.Facts = nonEmpty(b.title(r.period), r.Department, chinese(r.Date))
	view.Aside = b.measuresAside(r, page)
	if bytes.Contains(r.doc.Body, []byte("```anomalies")) { // the text lists them itself
		return view
	}
	if view.Raised = b.raisedIn(r, page); len(view.Raised) > 0 && view.Contents != nil {
		view.Contents = append(view.Contents, contentsEntry{Text: raisedTitle, Href: "#raised"})
	}
	return view
}

// bulletin puts a 简报 on its sheet, in the form of a 公文 where that is asked for. Both are drafts to be
// issued elsewhere (样稿): no document number is made up.
func (b *builder) bulletin(r *report) bulletinView {
	view := bulletinView{
		Masthead: masthead, Issue: "第 " + strconv.Itoa(r.Issue) + " 期（样稿）",
		Department: b.Owner + r.Department, Date: chinese(r.Date), Title: r.Title, Body: b.body(r.doc),
		Linked: b.linkItems(r.doc, pageOf(r.doc)),
	}
	if r.Sheet == "公文" {
		view.Official, view.Masthead, view.Issue = true, b.Owner+"文件", firstOf(r.Number, "发文字号由办公室编写")+"（样稿）"
	}
	if len(r.Copies) > 0 {
		view.Copies = "抄送：" + strings.Join(r.Copies, "，") + "。"
	}
	return view
}

// latestAnalysis is the report whose measures and credits the overview shows.
func (b *builder) latestAnalysis() *report {
	for _, r := range b.reports { // newest first
		if r.Form != "bulletin" {
			return r
		}
	}
	return nil
}

const raisedTitle = "本期异常提示与说明"

// raisedIn lists the 异常提示 that stood in the months of an analysis, each in the words of its last
// month there, with what is known of it today: the pack of a session (会商) is complete.
func (b *builder) raisedIn(r *report, page string) []Item {
	var items []Item
	for _, e := range b.stoodIn(r) {
		item := b.episodeItem(e, e.At(r.period.Last()), page)
		item.Note += b.alike(e)
		if item.Answer != nil && item.Answer.By.Href == to(page, page) {
			item.Answer.By = Link{Text: "本报告"}
		}
		items = append(items, item)
	}
	return items
}
