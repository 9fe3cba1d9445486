package site

import (
	"html/template"
	"slices"
	"strconv"

	"anjian/internal/indicator"
	"anjian/internal/period"
)

// A portraitView is the portrait (业务画像) of a procuratorate or an area: its own past, no rank.
type portraitView struct {
	Breadcrumb []Link
	Title      string
	Facts      []string
	Strip      Strip
	Merits     []Item // 异常提示 to the good side, where the indicator has one
	Questions  []Item // all others
	Works      []Item
	Tasks      []Item
	Credits    []Item // what it did well this year
	Load       *Table
	LoadNote   string
	Pairs      []Item // where quantity and quality went apart, one of them beyond its normal range
	AllPairs   *Link
	Events     []Item
	Charts     []Figure
	Trends     *Link // to the page of all trends
	Watched    *Table
	All        *Link // to the page of all indicators
	Members    *Table
	Body       template.HTML
}

// portraitCharts is how many trends a portrait draws; the others have a page of their own.
const portraitCharts = 4

// portrait puts together what is known of a place. One that is gone keeps its trends and its story.
func (b *builder) portrait(p place, gone bool) *portraitView {
	page := placePage(p.id)
	view := &portraitView{
		Breadcrumb: crumbs(page, Link{"业务态势", indicatorIndex}, Link{"业务画像", procuratorateIndex}, Link{Text: p.title}),
		Title:      p.title + "业务画像",
		Facts:      nonEmpty(p.name, b.title(b.toDate()), "与自身过去比较，不排名次"),
		Works:      b.worksOf(p, page),
		Tasks:      b.tasksOf(p, page),
		Credits:    b.creditOfPlace(p.id, page),
		Events:     b.eventsOf(p),
	}
	view.Merits, view.Questions = b.meritsAndQuestions(p, page)
	view.Charts = b.leadingTrends(p.id)
	if gone {
		return view
	}
	view.Facts = append(view.Facts, b.checkedAt(p))
	view.Strip = b.linked(b.strip("本月", b.Urgent, p.id), page)
	view.Load, view.LoadNote = b.loadTable(p, page)
	view.Pairs, view.AllPairs = b.notablePairs(p, page)
	view.Watched = b.watchedTable(p.id, page)
	view.All = b.indicatorsLink(p)
	view.Trends = b.trendsLink(p)
	return view
}

// meritsAndQuestions parts the 异常提示 of a place by the side that the indicator itself calls better.
// Most have none: they ask for an explanation and judge nobody.
func (b *builder) meritsAndQuestions(p place, page string) (merits, questions []Item) {
	for _, id := range p.members {
		for _, a := range b.anomaliesOf("", id) {
			item := b.anomalyItem(a, page)
			if b.better(a) {
				item.Tag = tag("值得总结", "good")
				merits = append(merits, item)
			} else {
				questions = append(questions, item)
			}
		}
	}
	return merits, questions
}

// better tells whether an anomaly goes the way that its indicator declares to be the good one.
func (b *builder) better(a indicator.Anomaly) bool {
	switch b.Cube.Definition(a.Key.Indicator).Direction {
	case indicator.Positive:
		return a.Direction > 0
	case indicator.Negative:
		return a.Direction < 0
	}
	return false
}

// worksOf lists a place's brands and typical cases.
func (b *builder) worksOf(p place, page string) []Item {
	var items []Item
	for _, m := range b.brands {
		if p.has(m.Procuratorate) {
			items = append(items, Item{Tag: tag("品牌", ""), Link: Link{m.Title, to(page, pageOf(m.doc))}, Aside: joinNonEmpty("　", p.whose(b, m.Procuratorate), yearOf(m.Started))})
		}
	}
	for _, c := range b.cases {
		if p.has(c.Procuratorate) {
			items = append(items, Item{Tag: tag("案例", ""), Link: Link{c.Title, to(page, pageOf(c.doc))}, Aside: joinNonEmpty("　", p.whose(b, c.Procuratorate), c.Published.String())})
		}
	}
	return items
}

// whose names the procuratorate that something is of, where the place has several.
func (p place) whose(b *builder, id string) string {
	if !p.area() {
		return ""
	}
	return b.shortName(id)
}

// tasksOf lists the key work (重点工作) that a place answers for.
func (b *builder) tasksOf(p place, page string) []Item {
	var items []Item
	for _, w := range b.pressing(b.works) {
		if p.has(w.Procuratorate) {
			items = append(items, b.workItem(w, page))
		}
	}
	return items
}

// notablePairs lists where quantity and quality went apart at a place, and leads to all pairs.
func (b *builder) notablePairs(p place, page string) (items []Item, all *Link) {
	for _, l := range b.pairsByLine() {
		all = &Link{"全部数量与质量指标", to(page, balancePath)}
		for _, one := range l.pairs {
			x := b.pairing(one, p.id)
			if !x.notable() {
				continue
			}
			items = append(items, Item{
				Tag: tag("待核查", ""), Link: Link{one.quantity.Title + "与" + one.quality.Title, to(page, l.page()) + "#" + one.anchor()},
				Notes: Phrase{
					say(one.quantity.Title + " "), b.piece(one.quantity, x.quantityKey, true), say("，"),
					{Text: x.quantityChange.String(), ID: compared(x.quantityKey, indicator.YearOverYear)},
					say("；" + one.quality.Title + " "), b.piece(one.quality, x.qualityKey, true), say("，"),
					{Text: x.qualityChange.String(), ID: compared(x.qualityKey, indicator.YearOverYear)},
					say("。" + x.hint() + "。"),
				},
			})
		}
	}
	return items, all
}

// eventKinds are the words for the kinds of events; a check of data is told in the line under the title.
var eventKinds = map[string]string{
	"decision": "决定", "campaign": "专项", "brand": "品牌", "rebase": "重设基线", "organisation": "口径与机构",
}

// eventsOf lists the dated things that concern a place, those of all procuratorates among them, the newest
// first.
func (b *builder) eventsOf(p place) []Item {
	var items []Item
	events := slices.Clone(b.events)
	newestFirst(events, func(e *event) period.Date { return e.Date })
	for _, e := range events {
		kind, told := eventKinds[e.Kind]
		whole := len(e.Procuratorates) == 0
		if !told || !whole && !p.hasAny(e.Procuratorates) {
			continue
		}
		item := Item{Tag: tag(kind, ""), Link: Link{Text: e.Title}, Aside: e.Date.String(), Note: e.Summary}
		if set(e.End) {
			item.Aside += " 至 " + e.End.String()
		}
		if whole {
			item.Aside = b.placeTitle("") + "　" + item.Aside
		}
		items = append(items, item)
	}
	return items
}

func (p place) hasAny(ids []string) bool {
	for _, id := range ids {
		if p.has(id) {
			return true
		}
	}
	return false
}

// checkedAt says whether the month's data of a place have been checked.
func (b *builder) checkedAt(p place) string {
	done, all := 0, 0
	for _, one := range b.Cube.Existing(b.month()) {
		if p.has(one.ID) {
			all++
			if b.checked(one.ID) {
				done++
			}
		}
	}
	switch {
	case done == 0:
		return "本月数据未核"
	case done == all:
		return "本月数据已核"
	}
	return "本月数据已核 " + strconv.Itoa(done) + " 院，未核 " + strconv.Itoa(all-done) + " 院"
}

// checked tells whether a document says that a procuratorate's data of the month were checked.
func (b *builder) checked(id string) bool {
	for _, e := range b.events {
		if e.Kind == "check" && e.Period == b.month().String() && contains(e.Procuratorates, id) {
			return true
		}
	}
	return false
}
