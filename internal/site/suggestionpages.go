package site

import (
	"slices"
	"strconv"
	"strings"

	"anjian/internal/period"
)

const suggestionIndex = "suggestions/index.html"

func suggestionPages(b *builder) {
	for _, s := range b.suggestions {
		page := pageOf(s.doc)
		b.add(&Page{
			Path: page, Title: s.Title, Template: "article", Section: brandIndex,
			View: func() any { return b.suggestionView(s, page) },
			Type: "检察建议", Procuratorate: b.shortName(s.Procuratorate), Line: topLine(s.Line), Year: yearOf(s.Sent), Codes: []string{s.Number},
		}, s.doc.Path)
	}
	if len(b.suggestions) > 0 {
		b.add(&Page{
			Path: suggestionIndex, Title: "检察建议", Template: "tables", Section: brandIndex, Type: "目录",
			View: func() any { return b.suggestionIndexView() },
		}, "")
	}
}

func (b *builder) suggestionView(s *suggestion, page string) *articleView {
	view := b.article(&s.common, page, "品牌案例", brandIndex)
	view.Breadcrumb = crumbs(page, Link{"品牌案例", brandIndex}, Link{"检察建议", suggestionIndex}, Link{Text: s.Title})
	day := b.Cube.Cutoff
	view.Facts = nonEmpty(s.Class, b.shortName(s.Procuratorate), s.Department, "截至 "+day.Chinese()+"："+s.stateAt(day).Text)
	view.Profile = slices.Concat(
		facts("类型", s.Class, "文号", s.Number, "被建议单位", s.Addressee, "条线", s.Line, "承办院", b.shortName(s.Procuratorate), "建议", strconv.Itoa(len(s.Items))+" 项"),
		b.suggestionCourse(s),
		b.keywordFacts(s.Keywords, page, allShelf), b.articleFacts(s.articles, page), facts("脱敏", s.RedactedBy))
	view.Blocks = []Block{
		{ID: "problems", Title: "存在的问题", List: plainItems(s.Problems), Empty: emptyIf(len(s.Problems) == 0, "没有写。")},
		{ID: "items", Title: "建议内容", List: plainItems(s.Items), Empty: emptyIf(len(s.Items) == 0, "没有写。")},
	}
	return view
}

// suggestionCourse says what came of a suggestion up to the cut-off.
func (b *builder) suggestionCourse(s *suggestion) []Fact {
	day := b.Cube.Cutoff
	if !byThen(s.Sent, day) {
		return facts("状态", s.stateAt(day).Text)
	}
	sent := s.Sent.Chinese()
	if s.Delivery != "" {
		sent += "，" + s.Delivery + "送达"
	}
	list := facts("送达", sent, "应回复", chinese(s.Due), "回复", s.answered(day))
	if byThen(s.Replied, day) {
		list = append(list, facts("意见", s.Reply)...)
	}
	if byThen(s.Rectified, day) {
		list = append(list, facts("整改", s.Rectified.Chinese()+"："+s.Rectification)...)
	}
	return append(list, facts("跟进", s.FollowUp)...)
}

// course says in few words what came of a suggestion by a day.
func (s *suggestion) course(day period.Date) string {
	if !byThen(s.Sent, day) {
		return ""
	}
	text := s.Delivery + "送达"
	if set(s.Due) {
		text += "，应于 " + s.Due.String() + " 前回复"
	}
	if byThen(s.Replied, day) {
		text += "，" + s.Replied.String() + " 回复" + s.Reply
	}
	if byThen(s.Rectified, day) {
		text += "，" + s.Rectified.String() + " 完成整改"
	}
	return text
}

// suggestionIndexView is the ledger of suggestions (检察建议台账), the newest first.
func (b *builder) suggestionIndexView() tablesView {
	day := b.Cube.Cutoff
	var items []Item
	states := map[string]int{}
	for _, s := range b.suggestions {
		state := s.stateAt(day)
		states[state.Text]++
		items = append(items, Item{
			Tag: state, Link: Link{s.Title, to(suggestionIndex, pageOf(s.doc))},
			Aside: joinNonEmpty("　", b.shortName(s.Procuratorate), dayText(s.Sent)),
			Note:  joinNonEmpty("，", s.Class, s.Addressee, topLine(s.Line), s.course(day)),
		})
	}
	view := tablesView{
		Breadcrumb: crumbs(suggestionIndex, Link{"品牌案例", brandIndex}, Link{Text: "检察建议"}),
		Title:      "检察建议", Facts: []string{"截至 " + day.Chinese(), strconv.Itoa(len(b.suggestions)) + " 份写成文章的"},
		Blocks: []Block{{
			ID: "ledger", Title: "台账", List: items,
			Note: "只列写成文章、供学习跟进的检察建议；被建议单位只写类别。全部文书的回复情况见“监督文书回复”。状态由送达、应回复、回复、整改日期和数据截止日得出。",
		}},
	}
	for _, state := range []string{"已整改", "已回复，整改中", "不采纳", "待回复", "逾期未回复", "尚未送达"} {
		if n := states[state]; n > 0 {
			view.Facts = append(view.Facts, strings.ReplaceAll(state, "，", "、")+" "+strconv.Itoa(n)+" 份")
		}
	}
	return view
}

func plainItems(texts []string) []Item {
	var items []Item
	for _, t := range texts {
		items = append(items, Item{Link: Link{Text: t}})
	}
	return items
}
