package site

import (
	"slices"
	"strings"

	"anjian/internal/indicator"
	"anjian/internal/period"
)

const (
	feedbackPath  = "feedback.html"
	feedbackTitle = "群众反馈"
)

// A feedbackView shows what people answered channel by channel, then what they said and what became of it.
type feedbackView struct {
	tablesView
	Charts []Figure // of channels with enough answers in a month
	Places []Block
	Said   []Block // visits, opinions, people's supervisors, hearings
}

// channels are the indicators of satisfaction of single channels (渠道): those with a response rate beside them,
// and those that stand for the feedback of a brand.
func (b *builder) channels() []*indicator.Definition {
	var list []*indicator.Definition
	for _, d := range b.Cube.Definitions {
		if b.responseOf(d) != nil || slices.ContainsFunc(b.brands, func(m *brand) bool { return m.Feedback == d.ID }) {
			list = append(list, d)
		}
	}
	slices.SortStableFunc(list, indicator.Compare)
	return list
}

// feedbackLink leads to the page from another; nil where no indicator speaks of feedback.
func (b *builder) feedbackLink(from string) *Link {
	if len(b.channels()) == 0 {
		return nil
	}
	return &Link{"各渠道回收、满意与意见答复", to(from, feedbackPath)}
}

// feedbackPage sets channels one below the other, each with what was sent, answered and liked. They ask
// different people in different ways: nothing is added up over them.
func feedbackPage(b *builder) {
	channels := b.channels()
	if len(channels) == 0 {
		return
	}
	b.add(&Page{
		Path: feedbackPath, Title: feedbackTitle, Template: "feedback", Section: brandIndex, Type: "群众反馈",
		View: func() any { return b.feedbackView(channels) },
	}, "")
}

func (b *builder) feedbackView(channels []*indicator.Definition) feedbackView {
	strip := b.strip("意见与监督", []string{"opinions-received", "opinion-timely-reply-rate", "supervisor-activities", "procuratorial-hearings"}, "")
	view := feedbackView{tablesView: tablesView{
		Breadcrumb: crumbs(feedbackPath, Link{"品牌案例", brandIndex}, Link{Text: feedbackTitle}),
		Title:      feedbackTitle,
		Facts:      []string{b.title(b.toDate()), "各渠道分列，不相加、不比较高低", "不登记姓名、电话和意见内容"},
		Strip:      &strip,
	}}
	view.Blocks = append(view.Blocks, b.channelBlock(channels))
	if block, some := b.unheardBlock(channels); some {
		view.Blocks = append(view.Blocks, block)
	}
	view.Blocks = append(view.Blocks, b.quarterBlocks(channels)...)
	view.Charts = b.channelCharts(channels)
	view.Places = append(b.channelPlaces(channels), b.wordsBlock("reasons", "不满意的原因", "不满意原因", "没有归类", "dissatisfied-replies"))
	view.Said = []Block{
		b.indicatorBlock("opinions", "走访与意见建议", "控告、申诉、举报按信访办理，不在其内。", feedbackPath, []string{"visits-made", "opinions-received", "opinion-timely-reply-rate", "opinion-adoption-rate"}),
		b.wordsBlock("opinion-kinds", "收到的意见建议，按类别", "意见类别", "没有归类", "opinions-received"),
		b.wordsBlock("opinion-sources", "收到的意见建议，按来源", "来源", "没有填写来源", "opinions-received"),
		b.indicatorBlock("supervisors", "人民监督员监督", "到场监督听证的，登记在检察听证里。没有采纳的意见作出解释说明。", feedbackPath, []string{"supervisor-activities", "supervisor-opinion-feedback-rate", "supervisor-opinion-adoption-rate"}),
		b.wordsBlock("supervisor-ways", "人民监督员监督活动，按监督方式", "监督方式", "没有填写监督方式", "supervisor-activities"),
		b.indicatorBlock("hearings", "检察听证", "应听证尽听证，不为次数而听证。", feedbackPath, []string{"procuratorial-hearings", "hearing-guest-share", "hearing-opinion-adoption-rate"}),
		b.wordsBlock("hearing-matters", "检察听证，按听证事项", "听证事项", "没有填写听证事项", "procuratorial-hearings"),
		b.opinionPlaces(),
	}
	return view
}

// channelName is what a channel is called: 案件回访 of 案件回访满意率.
func channelName(d *indicator.Definition) string { return strings.TrimSuffix(d.Title, "满意率") }

// channelBlock is the table of all channels in the year to date.
func (b *builder) channelBlock(channels []*indicator.Definition) Block {
	t := &Table{Caption: "各渠道回收与评价，" + b.title(b.toDate()), Quiet: true, Header: append(head("渠道"), feedbackHead()...)}
	for _, d := range channels {
		f := b.feedbackOf(d.ID, b.toDate(), "")
		t.Rows = append(t.Rows, Row{Cells: append([]Cell{{Text: channelName(d), Href: "indicators/" + d.ID + ".html"}}, f.cells()...)})
	}
	return Block{
		ID: "channels", Title: "各渠道回收与评价", Table: t,
		Note: "发出数按批次登记，评价归到发出的批次；满意按回访日期归期，跨期的批次两处评价数可能不等。“满意”为非常满意与满意次数 / 作出评价次数。区间为 95% Wilson 区间，只说明抽样的偶然，不说明没有评价的人。",
	}
}

// unheardBlock lists what the silence of the others leaves open, each caveat once.
func (b *builder) unheardBlock(channels []*indicator.Definition) (block Block, some bool) {
	block = Block{ID: "unheard", Title: "先看谁没有评价"}
	at := map[string]int{}
	for _, d := range channels {
		caveat := b.feedbackOf(d.ID, b.toDate(), "").Caveat
		if caveat == "" {
			continue
		}
		if i, said := at[caveat]; said {
			block.List[i].Link.Text += "、" + channelName(d)
			continue
		}
		at[caveat] = len(block.List)
		block.List = append(block.List, Item{Link: Link{Text: channelName(d)}, Note: caveat})
	}
	return block, len(block.List) > 0
}

// shareCell is the share of the satisfied with its interval; few answers are told by their counts.
func (f *feedback) shareCell() Cell {
	if f.Share.Text == tooFew {
		return f.Pleased
	}
	c := f.Share
	if strings.Contains(f.Interval.Text, "%") {
		c.Note = f.Interval.Text
	}
	return c
}

// quarterBlocks show the latest four quarters and the latest month: first the shares, then how many answered.
func (b *builder) quarterBlocks(channels []*indicator.Definition) []Block {
	periods := append(b.quarters(4), b.month())
	names := head("渠道")
	for _, p := range periods {
		names = append(names, Head{Text: b.title(p)})
	}
	shares := &Table{Caption: "各渠道满意率，按季和本月", Quiet: true, Header: names}
	returned := &Table{Caption: "各渠道有效回收率，按季和本月", Quiet: true, Header: names}
	for _, d := range channels {
		first := Cell{Text: channelName(d), Href: "indicators/" + d.ID + ".html"}
		s, r := Row{Cells: []Cell{first}}, Row{Cells: []Cell{first}}
		for _, p := range periods {
			f := b.feedbackOf(d.ID, p, "")
			s.Cells = append(s.Cells, f.shareCell())
			r.Cells = append(r.Cells, f.returnedCell(b, p, ""))
		}
		if shares.Rows = append(shares.Rows, s); b.responseOf(d) != nil {
			r.Cells[0].Href = "indicators/" + b.responseOf(d).ID + ".html"
			returned.Rows = append(returned.Rows, r)
		}
	}
	blocks := []Block{{ID: "quarters", Title: "满意率，按季和本月", Table: shares, Note: "百分比后面是 95% 区间；作出评价的不足最小基数的，只列次数。每月评价够数的渠道，另画近 12 个月。"}}
	if len(returned.Rows) > 0 {
		blocks = append(blocks, Block{ID: "returned", Title: "有效回收率，按季和本月", Table: returned, Note: "后面是作出评价的和发出的份数。回收率变了，先看是不是换了回访的方式，再看满意率。"})
	}
	return blocks
}

// returnedCell is the response rate with its counts.
func (f *feedback) returnedCell(b *builder, p period.Period, place string) Cell {
	c := f.Returned
	if f.Response == nil || !strings.Contains(c.Text, "%") {
		return c
	}
	c.Note = b.text(f.Response, indicator.Key{Indicator: f.Response.ID, Period: p, Procuratorate: place}).Counts
	return c
}
