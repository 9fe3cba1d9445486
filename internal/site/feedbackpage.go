package site

import (
	"slices"
	"strings"

	"anjian/internal/indicator"
)

const (
	feedbackPath  = "feedback.html"
	feedbackTitle = "群众反馈"
	channelTitle  = "各渠道回收与评价"
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
		Path: feedbackPath, Title: feedbackTitle, Template: "feedback", Section: brandIndex, Type: "业务态势", Illustrated: true,
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
	if why := b.untold(channels); why != "" {
		view.Blocks = []Block{{ID: "channels", Title: channelTitle, Empty: "还算不出来：" + why + "。"}}
	} else {
		b.tellChannels(&view, channels)
	}
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

// tellChannels fills in what is said of channels.
func (b *builder) tellChannels(view *feedbackView, channels []*indicator.Definition) {
	view.Blocks = append(view.Blocks, b.channelBlock(channels))
	if block, some := b.unheardBlock(channels); some {
		view.Blocks = append(view.Blocks, block)
	}
	view.Blocks = append(view.Blocks, b.quarterBlocks(channels)...)
	view.Charts = b.channelCharts(channels)
	view.Places = append(b.channelPlaces(channels), b.wordsBlock("reasons", "不满意的原因", "不满意原因", "没有归类", "dissatisfied-replies"))
}

// untold says why nothing is known of any channel, "" where something is.
func (b *builder) untold(channels []*indicator.Definition) (why string) {
	for _, d := range channels {
		if why = b.Cube.Missing(d.ID); why == "" {
			return ""
		}
	}
	return why
}

// channelName is what a channel is called: 案件回访 of 案件回访满意率.
func channelName(d *indicator.Definition) string { return strings.TrimSuffix(d.Title, "满意率") }
