package site

import (
	"strings"

	"anjian/internal/indicator"
)

// anomalyItem is one 异常提示 with the department that is asked and the explanation given.
func (b *builder) anomalyItem(a indicator.Anomaly, page string) Item {
	d := b.Cube.Definition(a.Key.Indicator)
	item := Item{
		Tag:   tag("待说明", "warn"),
		Link:  Link{a.Sentence, to(page, "indicators/"+a.Key.Indicator+".html")},
		ID:    a.Key.ID(),
		Aside: joinNonEmpty("　", d.Department, a.Key.Period.Title()),
	}
	if e := b.explanationOf(a); e != nil {
		item.Tag = tag("已说明", "")
		item.Note = e.Text
		item.Aside = joinNonEmpty("　", firstOf(e.Department, d.Department), e.Date.String())
	}
	return item
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

// gathered tells, of the anomalies of one indicator, the city's with the procuratorates that
// changed the same way beside it; these are not told again one by one.
func (b *builder) gathered(list []indicator.Anomaly, page string) []Item {
	type story struct {
		indicator string
		kind      indicator.AnomalyKind
		direction int
	}
	city := map[story]bool{}
	alike := map[story][]string{}
	of := func(a indicator.Anomaly) story { return story{a.Key.Indicator, a.Kind, a.Direction} }
	for _, a := range list {
		if a.Key.Procuratorate == "" && a.Kind != indicator.Funnel {
			city[of(a)] = true
		}
	}
	for _, a := range list {
		if a.Key.Procuratorate != "" && city[of(a)] {
			alike[of(a)] = append(alike[of(a)], b.shortName(a.Key.Procuratorate))
		}
	}
	var items []Item
	for _, a := range list {
		if a.Key.Procuratorate != "" && city[of(a)] {
			continue
		}
		item := b.anomalyItem(a, page)
		if names := alike[of(a)]; a.Key.Procuratorate == "" && len(names) > 0 {
			item.Note = joinNonEmpty("　", item.Note, "同向变化的有"+strings.Join(names, "、")+"。")
		}
		items = append(items, item)
	}
	return items
}

// explanationOf finds what reports say about an anomaly; the newest report first. An explanation
// of an earlier time does not answer for it.
func (b *builder) explanationOf(a indicator.Anomaly) *explanation {
	for _, r := range b.reports {
		for i := range r.Explanations {
			e := &r.Explanations[i]
			if e.Indicator == a.Key.Indicator && e.Procuratorate == a.Key.Procuratorate && e.reaches(a) {
				return e
			}
		}
	}
	return nil
}

// reaches tells whether the explanation's period shares a month with the anomaly.
func (e *explanation) reaches(a indicator.Anomaly) bool {
	return e.period.Last().Compare(a.Since) >= 0 && e.period.First().Compare(a.Key.Period.Last()) <= 0
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
