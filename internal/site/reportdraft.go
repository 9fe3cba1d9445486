package site

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"anjian/internal/indicator"
	"anjian/internal/period"
	"anjian/internal/source"
	"anjian/internal/tomlfile"
)

// A ReportDraft is an analysis (分析研判) as the program begins it: everything that data and earlier
// sessions say is there and stays live; causes and measures are for people to write.
type ReportDraft struct {
	Title, Summary string
	Department     string
	Indicators     []string // ids of those that it is about
	Front          string   // keys beside those that every draft has, with the measures carried over
	Body           string   // Markdown
	LeftOut        []string // titles of indicators that cannot be computed
	Carried        int      // measures carried over
	Unexplained    int      // 异常提示 that nobody explained
}

// DraftReport begins the analysis of a period in the structure that offices use: the four prosecutions,
// then line by line, offences, 异常提示, measures of earlier sessions, measures to come. It is an error for
// the editor where the period is not over or lies before the data.
func DraftReport(o *Office, p period.Period) (*ReportDraft, error) {
	b := newBuilder(o, new(source.List)) // what is wrong with other documents is for `anjian check` to say
	switch {
	case !b.Cube.Calendar.Complete(p, b.Cube.Cutoff):
		return nil, &source.Error{Code: source.PeriodIsOpen, Message: p.Title() + "还没有结束，数据截至 " + b.Cube.Cutoff.String(), Hint: "等这一期结束后再拟；数据已经到了的，改 config.toml 里的 cutoff"}
	case p.Last().Compare(b.Cube.First()) < 0:
		return nil, &source.Error{Code: source.NoFigures, Message: p.Title() + "没有数据", Hint: "数据从 " + b.Cube.First().Title() + " 到 " + b.month().Title()}
	}
	d := &drafting{builder: b, resolver: &resolver{b: b, period: p}, period: p, when: "本期", out: &ReportDraft{
		Title: p.Title() + "业务数据分析研判", Summary: "待填写：两三句话写明总的判断、最需要注意的变化和责任部门",
	}}
	d.write()
	return d.out, nil
}

// A drafting is a report as it is being written.
type drafting struct {
	*builder
	resolver *resolver
	period   period.Period
	when     string // how figures name it: 本期
	out      *ReportDraft
	used     []string // ids of indicators told
	left     []string // titles of those that cannot be computed
}

func (d *drafting) write() {
	var parts []string
	add := func(title string, paragraphs ...string) {
		text := strings.Join(nonEmpty(paragraphs...), "\n\n")
		if text != "" {
			parts = append(parts, "## "+ordinal(len(parts)+1)+"、"+title+"\n\n"+text+"\n")
		}
	}
	add("总体情况", d.overall()...)
	for _, s := range draftSections {
		add(s.title, d.section(s)...)
	}
	if d.Cube.Definition(accepted) != nil && d.Cube.Missing(accepted) == "" {
		add("类罪情况", "```offences\n```", toWrite+"：上升、下降明显的案由，集中在哪些地区、行业，需要提请注意的治理问题。")
	}
	add("异常提示与原因", d.raised()...)
	add("上次会商意见落实", d.before()...)
	add("对策建议", "```measures\nof = \"本次\"\n```", toWrite+"：每条对策对应一个问题，写明谁来做、做什么、什么时候完成，登记在文件头的 [[measure]] 里。")
	d.out.Department = d.manager()
	d.out.Indicators = d.about()
	d.out.Front = d.front()
	d.out.LeftOut = d.left
	d.out.Body = d.note() + strings.Join(parts, "\n")
}

// ordinal writes 一, 十一.
func ordinal(n int) string {
	digits := strings.Split("一二三四五六七八九十", "")
	if n <= 10 {
		return digits[n-1]
	}
	return "十" + digits[n-11]
}

// manager is the department that writes analyses: the one that answers for card errors, else left open.
func (d *drafting) manager() string {
	for _, name := range d.Cube.Organisation.Departments {
		if strings.Contains(name, "案件管理") || strings.Contains(name, "案管") {
			return name
		}
	}
	return ""
}

// note tells whoever goes on writing what is missing and what is to be done.
func (d *drafting) note() string {
	text := "> 拟稿说明（" + toWrite + "的地方补全后，删去本段）：数字、表格、异常提示、会商意见由程序填写，随数据更新。"
	if len(d.left) > 0 {
		text += "以下 " + strconv.Itoa(len(d.left)) + " 项指标所需的数据还没有导出，或者本期没有数，未列入：" + strings.Join(d.left, "、") + "。"
	}
	return text + "\n\n"
}

// says tries a live figure as the page would print it: the words between the braces, "" where nothing is
// known of it.
func (d *drafting) says(id, quantity string) string {
	def := d.Cube.Definition(id)
	if def == nil {
		return ""
	}
	key := indicator.Key{Indicator: id, Period: d.period}
	if d.Cube.Missing(id) != "" || d.Cube.Result(key).State != indicator.Known {
		return ""
	}
	if quantity != "" {
		if change := d.Cube.Change(key, indicator.YearOverYear); change.State != indicator.Known {
			return ""
		}
	}
	for _, name := range []string{def.Title, id} { // a title that the grammar cannot read is called by its id
		ask := joinNonEmpty(" ", name, d.when, quantity)
		if p, wrong := d.resolver.live(ask, source.Pos{}); wrong == nil && p.Text != "" {
			return "{{" + ask + "}}"
		}
	}
	return ""
}

// tell words one indicator with its change since last year: 不捕率 {{…}}，{{… 同比}}.
func (d *drafting) tell(id string) string {
	figure := d.says(id, "")
	def := d.Cube.Definition(id)
	switch {
	case def == nil:
		return ""
	case figure == "":
		if d.Cube.Result(indicator.Key{Indicator: id, Period: d.period}).State == indicator.Hidden {
			return "" // there is a number, and no reader sees it
		}
		if !slices.Contains(d.left, def.Title) {
			d.left = append(d.left, def.Title)
		}
		return ""
	}
	d.used = append(d.used, id)
	return def.Title + " " + joinNonEmpty("，", figure, d.says(id, "同比"))
}

func (d *drafting) sentence(ids ...string) string {
	var told []string
	for _, id := range ids {
		told = append(told, d.tell(id))
	}
	if text := joinNonEmpty("；", told...); text != "" {
		return text + "。"
	}
	return ""
}

// front are the keys of the front matter beside the common ones.
func (d *drafting) front() string {
	var f strings.Builder
	fmt.Fprintf(&f, "form = \"analysis\"\nperiod = %q\n", d.period.String())
	f.WriteString("\n" + d.followups() + "\n")
	due := d.Cube.Calendar.End(d.period.Add(1))
	if d.period.Kind() == period.ToDate || d.period.Kind() == period.Rolling {
		due = d.Cube.Calendar.End(d.period.Last().Add(1))
	}
	fmt.Fprintf(&f, "# 本次会商意见，一条一段；id 同一篇里不重复，以后的报告用它接续\n[[measure]]\nid = \"measure-1\"\ntext = \"%s：做什么\"\ndepartment = \"%s\"\ndue = %s   # 待确认：完成时限\n", toWrite, toWrite, due)
	return f.String() + d.explanations()
}

// about names what the report is about: indicators that changed beyond chance, else those told first.
func (d *drafting) about() []string {
	var list []string
	for _, e := range d.stoodIn(&report{period: d.period}) {
		list = append(list, e.Indicator)
	}
	var about []string
	for _, id := range append(list, d.used...) {
		if !slices.Contains(about, id) && len(about) < mostAbout {
			about = append(about, id)
		}
	}
	return about
}

const mostAbout = 6

// followups carries over what earlier sessions decided: what is open, and what the last session of the
// kind left open and others found done since.
func (d *drafting) followups() string {
	var f strings.Builder
	now := &report{period: d.period}
	var last *report
	for _, r := range d.analyses() {
		if last == nil && r.period.Kind() == d.period.Kind() && r.period.Compare(d.period) < 0 {
			last = r
		}
	}
	for _, m := range d.matters() {
		s := d.matterState(m)
		if m.ID == "" || m.report.period.Compare(now.period) >= 0 || !s.open() && (last == nil || !last.concerns(m)) {
			continue
		}
		if d.out.Carried == 0 {
			f.WriteString("# 以前会商意见的落实情况；情况按现在的改，说明补全\n")
		}
		d.out.Carried++
		f.WriteString(m.carried(s))
	}
	return f.String()
}

// carried writes a measure for the next report, in the state that the last one left it.
func (m *matter) carried(s matterState) string {
	word := s.word
	if s.open() {
		word = goingOn
	}
	f := fmt.Sprintf("[[followup]]   # %s（%s）\nmeasure = %q\nstatus = %q\n", m.Text, joinNonEmpty("，", m.Department, dueWords(s)), m.ref(), word)
	if set(s.done) && word == carriedOut {
		f += "done = " + s.done.String() + "\n"
	}
	if s.open() && s.far > 0 {
		f += "progress = " + strconv.Itoa(s.far) + "\n"
	}
	note := s.note
	if s.open() {
		note = toWrite + "：现在到了哪一步"
		if s.note != "" {
			note += "（上次：" + s.note + "）"
		}
	}
	if note != "" {
		f += "note = " + tomlfile.Quote(note) + "\n"
	}
	return f
}

func dueWords(s matterState) string {
	switch {
	case !set(s.due):
		return ""
	case s.word == lateWord:
		return "应于 " + s.due.String() + "，已逾期"
	}
	return "应于 " + s.due.String()
}

// before lists what earlier sessions decided.
func (d *drafting) before() []string {
	return []string{"```measures\n```", toWrite + "：逾期的逐项写明原因、责任部门和新的时限；没有可以接续的，写明“上次会商没有待办意见”。"}
}
