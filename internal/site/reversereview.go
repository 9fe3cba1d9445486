package site

import (
	"strconv"
	"strings"

	"anjian/internal/indicator"
	"anjian/internal/period"
	"anjian/internal/reverse"
	"anjian/internal/source"
	"anjian/internal/tomlfile"
)

// A reverseReview (反向审视) is one entry of the ledger: what was looked into, how many cases, what was
// found, what is done about it. It is about an indicator or a hint, of one procuratorate or of all.
type reverseReview struct {
	common
	Indicator  string      `toml:"indicator"`
	Hint       string      `toml:"hint"`
	Period     string      `toml:"period"`
	Opened     period.Date `toml:"opened"`
	Concluded  period.Date `toml:"concluded"`
	Looked     int         `toml:"looked"` // cases read
	Found      []string    `toml:"found"`
	Conclusion string      `toml:"conclusion"`
	Measures   []measure   `toml:"measure"`
	FollowUp   string      `toml:"follow_up"`

	period period.Period
}

// reviewFindings are what a review may conclude.
var reviewFindings = []string{"未发现问题", "就案办案", "凑数", "履职不到位", "办案不规范", "案卡填录差错", "客观情况变化", "其他"}

func (v *reverseReview) when() period.Date { return v.Opened }

func (v *reverseReview) refersAlso() []reference {
	return []reference{{"indicators", v.Indicator}, {"hints", v.Hint}}
}

func (v *reverseReview) check(r *narrativeReader, at *tomlfile.Positions) {
	var err error
	if v.period, err = period.Parse(v.Period); err != nil {
		r.errs.Tell(source.BadPeriod, at.At("period"), "审视的时间“"+v.Period+"”不是统计期", `写作 period = "2025-12"、"2025Q4" 或 "2025"`)
	}
	r.indicator(v.Indicator, at.At("indicator"))
	if v.Hint != "" {
		r.document("hints", "凑数提示", v.Hint, at.At("hint"))
	}
	if (v.Indicator == "") == (v.Hint == "") {
		r.errs.Tell(source.KeysClash, at.At(), "没有写审视什么，或写了两样", `写 indicator = "non-arrest-rate"，或 hint = "burst"`)
	}
	if !set(v.Opened) {
		r.errs.Tell(source.MissingKey, at.At("opened"), "没有写启动日期", "例如 opened = 2025-12-08")
	}
	if set(v.Concluded) && v.Concluded < v.Opened {
		r.errs.Tell(source.DatesReversed, at.At("concluded"), "办结日期早于启动日期", "核对 opened 和 concluded")
	}
	if set(v.Concluded) != (len(v.Found) > 0) {
		r.errs.Tell(source.MissingKey, at.At("found"), "办结日期和审视结论要一并写", `例如 concluded = 2025-12-26 和 found = ["未发现问题"]；没有办结就都不写`)
	}
	for i, word := range v.Found {
		r.oneOf(word, at.At("found", i), "审视结论", reviewFindings...)
	}
	for i, m := range v.Measures {
		r.advanced(m.advanced, func(key string) source.Pos { return at.At("measure", i, key) })
	}
}

// open tells whether the review is not concluded at a day.
func (v *reverseReview) open(day period.Date) bool { return !set(v.Concluded) || v.Concluded > day }

// of tells whether the review is about an episode.
func (v *reverseReview) of(e *indicator.Episode) bool {
	return v.Indicator == e.Indicator && v.place() == e.Procuratorate && e.Reaches(v.period)
}

// place is the procuratorate, "" for all together.
func (v *reverseReview) place() string {
	if v.Procuratorate == indicator.All {
		return ""
	}
	return v.Procuratorate
}

// reviewsOf lists the reviews of an episode, the latest opened first.
func (b *builder) reviewsOf(e *indicator.Episode) (list []*reverseReview) {
	for _, v := range b.reverses {
		if v.of(e) {
			list = append(list, v)
		}
	}
	return list
}

// reviewOfFound is the review of what a hint found; nil when there is none.
func (b *builder) reviewOfFound(h reverse.Hinted, f reverse.Found) *reverseReview {
	place := b.placeID(h.Hint.Dataset, h.Table, int(f.Rows[0]))
	for _, v := range b.reverses {
		if v.Hint == h.Hint.ID && v.place() == place && b.Cube.Calendar.Start(v.period) <= f.To && b.Cube.Calendar.End(v.period) >= f.From {
			return v
		}
	}
	return nil
}

// reviewState says how far a review is: 进行中，已 23 天; 已办结：凑数.
func (b *builder) reviewState(v *reverseReview) string {
	if v.open(b.Cube.Cutoff) {
		return "进行中" + b.sinceOpened(v)
	}
	return "已办结：" + strings.Join(v.Found, "、")
}

// sinceOpened says how long a review has been open; nothing of one that was opened after the data end,
// as most are in the first days of a month.
func (b *builder) sinceOpened(v *reverseReview) string {
	if v.Opened > b.Cube.Cutoff {
		return ""
	}
	return "，已 " + strconv.Itoa(int(b.Cube.Cutoff-v.Opened)) + " 天"
}

// reviewItem is a review as lists tell it.
func (b *builder) reviewItem(v *reverseReview, page string) Item {
	item := Item{
		Tag: tag("已办结", ""), Link: Link{v.Title, to(page, pageOf(v.doc))},
		Aside: joinNonEmpty("　", v.Department, v.Opened.String()+"启动"), Note: v.Summary,
	}
	if v.open(b.Cube.Cutoff) {
		item.Tag = tag("进行中", "warn")
		item.Aside += b.sinceOpened(v)
		return item
	}
	item.Aside += "，" + v.Concluded.String() + "办结"
	item.Note = "审视 " + strconv.Itoa(v.Looked) + " 件，" + strings.Join(v.Found, "、") + "。" + v.Conclusion
	return item
}

// reviewedBlock lists the reviews of an episode on the page of its cases.
func (b *builder) reviewedBlock(e *indicator.Episode, page string) Block {
	block := Block{ID: "reviews", Title: "反向审视台账", Empty: "这条异常提示还没有开展反向审视。"}
	for _, v := range b.reviewsOf(e) {
		block.List, block.Empty = append(block.List, b.reviewItem(v, page)), ""
	}
	return block
}

// reviewLedger list the reviews under way and those concluded.
func (b *builder) reviewLedger(page string) []Block {
	open := Block{ID: "open", Title: "正在开展的反向审视", Empty: "没有正在开展的。"}
	concluded := Block{ID: "concluded", Title: "已办结的反向审视", Empty: "还没有办结的。"}
	for _, v := range b.reverses {
		at := &concluded
		if v.open(b.Cube.Cutoff) {
			at = &open
		}
		at.List, at.Empty = append(at.List, b.reviewItem(v, page)), ""
	}
	return []Block{open, concluded}
}

// reverseReviewPages show each review with what it answers for.
func reverseReviewPages(b *builder) {
	for _, v := range b.reverses {
		b.add(&Page{
			Path: pageOf(v.doc), Title: v.Title, Template: "article", Section: leadIndex, View: func() any { return b.reverseReviewView(v) },
			Type: "反向审视", Procuratorate: b.shortName(v.place()), Line: topLine(v.Line), Year: yearOf(v.Opened),
		}, v.doc.Path)
	}
}

func (b *builder) reverseReviewView(v *reverseReview) *articleView {
	page := pageOf(v.doc)
	view := b.article(&v.common, page, "监督线索", leadIndex)
	view.Breadcrumb = crumbs(page, Link{"监督线索", leadIndex}, Link{"反向审视", reversePath}, Link{Text: v.Title})
	view.Facts = nonEmpty(b.placeTitle(v.place()), v.Department, b.reviewState(v))
	looked := ""
	if v.Looked > 0 {
		looked = strconv.Itoa(v.Looked) + " 件"
	}
	view.Profile = facts("审视时间", b.title(v.period), "启动", chinese(v.Opened), "办结", chinese(v.Concluded), "审视案件", looked,
		"审视结论", strings.Join(v.Found, "、"), "回看", v.FollowUp)
	view.Blocks = []Block{b.reviewSource(v, page)}
	if len(v.Measures) > 0 {
		view.Blocks = append([]Block{{ID: "measures", Title: "整改措施", List: b.remedies(v)}}, view.Blocks...)
	}
	return view
}

// reviewSource leads back to what a review looks into.
func (b *builder) reviewSource(v *reverseReview, page string) Block {
	block := Block{ID: "source", Title: "所审视的异常提示或凑数提示", Empty: "对应的提示现在已经没有。"}
	for _, e := range b.lasting() {
		if v.of(e) {
			item := b.episodeItem(e, e.Latest(), page)
			item.Answer, item.More = nil, b.behindLink(e, page)
			block.List, block.Empty = append(block.List, item), ""
		}
	}
	for _, h := range b.hints() {
		for _, f := range h.Found {
			if h.Hint.ID == v.Hint && b.reviewOfFound(h, f) == v {
				item := b.foundItem(h, f, page)
				item.Answer = nil
				block.List, block.Empty = append(block.List, item), ""
			}
		}
	}
	return block
}
