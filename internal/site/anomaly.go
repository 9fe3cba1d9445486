package site

import (
	"strconv"
	"strings"

	"anjian/internal/indicator"
)

// anomalyItem is one 异常提示 of the latest month: since when it stands, the department that is
// asked, and the explanation given.
func (b *builder) anomalyItem(a indicator.Anomaly, page string) Item {
	return b.episodeItem(b.episodeOf(a), &a, page)
}

// episodeOf is the course of an 异常提示 over the months.
func (b *builder) episodeOf(a indicator.Anomaly) *indicator.Episode {
	if e := b.Past.Episode(a); e != nil {
		return e
	}
	return &indicator.Episode{ // of a cube that nobody looked back on
		Indicator: a.Key.Indicator, Procuratorate: a.Key.Procuratorate, Direction: a.Direction,
		Raises: []indicator.Raise{{Month: a.Key.Period.Last(), Now: &a}}, Course: indicator.Ongoing,
	}
}

// unexplained tells whether an 异常提示 still waits for an explanation.
func (b *builder) unexplained(a indicator.Anomaly) bool {
	answer, _ := b.answerOf(b.episodeOf(a))
	return answer == nil
}

// episodeItem tells an episode in the words of one of its months; a is nil where the data no
// longer show it.
func (b *builder) episodeItem(e *indicator.Episode, a *indicator.Anomaly, page string) Item {
	d := b.Cube.Definition(e.Indicator)
	item := Item{Link: b.told(e, a, page), Note: strings.Join(b.remembered(e), "；") + "。", Aside: department(d)}
	if a != nil {
		item.ID = a.Key.ID()
	}
	x, shared := b.answerOf(e)
	switch {
	case e.Course != indicator.Ongoing:
		item.Tag = tag(string(e.Course), "")
	case x != nil:
		item.Tag, item.Aside = tag("已说明", ""), x.by()
	case b.overdue(e):
		item.Tag, item.Aside = tag("逾期未说明", "bad"), joinNonEmpty("　", item.Aside, strconv.Itoa(b.unanswered(e))+" 天未说明")
	case b.unanswered(e) <= 0:
		item.Tag, item.Aside = tag("未说明", "warn"), joinNonEmpty("　", item.Aside, "新出现")
	default:
		item.Tag, item.Aside = tag("未说明", "warn"), joinNonEmpty("　", item.Aside, strconv.Itoa(b.unanswered(e))+" 天未说明")
	}
	if x != nil {
		item.Answer = &Answer{Text: "说明：" + x.Text, By: Link{x.report.Title, to(page, pageOf(x.report.doc))}}
		if shared {
			item.Answer.Text = b.placeTitle("") + item.Answer.Text
		}
	}
	return item
}

func department(d *indicator.Definition) string {
	if d == nil {
		return ""
	}
	return d.Department
}

// told is the sentence of an episode with the way to its indicator.
func (b *builder) told(e *indicator.Episode, a *indicator.Anomaly, page string) Link {
	d := b.Cube.Definition(e.Indicator)
	switch {
	case a != nil:
		return Link{a.Sentence, to(page, "indicators/"+e.Indicator+".html")}
	case d == nil:
		return Link{Text: e.Indicator}
	}
	text := b.placeTitle(e.Procuratorate) + d.Title
	if r := e.Withdrawn()[0]; r.Then != nil {
		if _, shown := b.Cube.Changed(r); shown {
			text = r.Then.Sentence
		}
	}
	return Link{text, to(page, "indicators/"+e.Indicator+".html")}
}

// remembered says when an episode was first seen and how long it has stood or stood, and where
// closed months say otherwise than the data do today.
func (b *builder) remembered(e *indicator.Episode) []string {
	var list []string
	first := "首次出现 " + e.First().Title()
	switch n := e.Months(); {
	case e.Course == indicator.Withdrawn: // what is said of the closed months is all there is
	case e.Course == indicator.Ongoing && n == 1:
		list = append(list, first)
	case e.Course == indicator.Ongoing:
		list = append(list, first+"，已持续 "+strconv.Itoa(n)+" 个月"+flickering(e))
	case n == 1:
		list = append(list, e.First().Title()+"出现")
	default:
		list = append(list, first+"，持续 "+strconv.Itoa(n)+" 个月"+flickering(e))
	}
	switch e.Course {
	case indicator.Recovered:
		list = append(list, e.Until.Title()+"恢复常态")
	case indicator.Renewed:
		list = append(list, e.Until.Title()+"起基线重设，另行判断")
	case indicator.Unjudged:
		list = append(list, "此后基数不足，未再判断")
	case indicator.Superseded:
		list = append(list, "此后转为相反方向的提示")
	}
	for _, r := range e.Withdrawn() {
		why, _ := b.Cube.Changed(r)
		list = append(list, r.Month.Title()+"月结时曾提示，"+why+"，不再成立")
	}
	if late := e.Late(); len(late) > 0 {
		months := make([]string, len(late))
		for i, r := range late {
			months[i] = r.Month.Title()
		}
		list = append(list, strings.Join(months, "、")+"月结时没有提示，按现在的数据和规则才出现")
	}
	return list
}

// flickering says in how many of its months an episode was told, where it was not in all.
func flickering(e *indicator.Episode) string {
	if n := len(e.Raises) - len(e.Late()); n < e.Months() && n > 0 {
		return "（其中 " + strconv.Itoa(n) + " 个月有提示）"
	}
	return ""
}

// mostHeadlines is how many changes the overview tells.
const mostHeadlines = 3

// headlines are the changes that the overview tells, one of each indicator: the procuratorate that
// stands out most among its like, the indicator that the office charts, then what concerns the
// whole city, then the rest, each the strongest first. Lists of today's work are left out, the
// strip above shows them.
func (b *builder) headlines() []indicator.Anomaly {
	var list []indicator.Anomaly
	told := map[string]bool{}
	take := func(most int, want func(indicator.Anomaly) bool) {
		for _, a := range b.Anomalies {
			if most == 0 || len(list) == mostHeadlines {
				return
			}
			if !told[a.Key.Indicator] && !b.Cube.Definition(a.Key.Indicator).PointInTime() && want(a) {
				list = append(list, a)
				told[a.Key.Indicator] = true
				most--
			}
		}
	}
	citywide := func(a indicator.Anomaly) bool { return a.Key.Procuratorate == "" && a.Kind != indicator.Funnel }
	take(1, func(a indicator.Anomaly) bool { return a.Kind == indicator.Funnel })
	take(1, func(a indicator.Anomaly) bool { return citywide(a) && a.Key.Indicator == b.LeadChart })
	take(mostHeadlines, citywide)
	take(mostHeadlines, func(indicator.Anomaly) bool { return true })
	return list
}

// gathered tells, of anomalies of the latest month, those of all together with the procuratorates
// that changed the same way beside it; these are not told again one by one.
func (b *builder) gathered(list []indicator.Anomaly, page string) []Item {
	var items []Item
	for _, a := range list {
		e := b.Past.Episode(a)
		if e != nil && b.together(e) != nil {
			continue
		}
		item := b.anomalyItem(a, page)
		if e != nil {
			item.Note += b.alike(e)
			item.More = b.behindLink(e, page)
		}
		items = append(items, item)
	}
	return items
}

// alike names the procuratorates whose episodes are part of that of all together.
func (b *builder) alike(all *indicator.Episode) string {
	if b.moving()[movement{all.Indicator, all.Direction}] != all {
		return ""
	}
	var names []string
	for i := range b.Past.Episodes {
		if e := &b.Past.Episodes[i]; b.together(e) == all {
			names = append(names, b.shortName(e.Procuratorate))
		}
	}
	if len(names) == 0 {
		return ""
	}
	return "同向变化的有" + strings.Join(names, "、") + "。"
}

// anomaliesOf lists the anomalies of an indicator, or of a procuratorate.
func (b *builder) anomaliesOf(indicatorID, procuratorate string) []indicator.Anomaly {
	var list []indicator.Anomaly
	for _, a := range b.Anomalies {
		if (indicatorID == "" || a.Key.Indicator == indicatorID) && (procuratorate == "" || a.Key.Procuratorate == procuratorate) {
			list = append(list, a)
		}
	}
	return list
}
