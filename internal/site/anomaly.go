package site

import "anjian/internal/indicator"

// anomalyItem is one 异常提示 with the department that is asked and the explanation given.
func (b *builder) anomalyItem(a indicator.Anomaly, page string) Item {
	d := b.Cube.Definition(a.Key.Indicator)
	item := Item{
		Tag:   tag("待说明", "warn"),
		Link:  Link{a.Sentence, to(page, "indicators/"+a.Key.Indicator+".html")},
		Aside: joinNonEmpty("　", d.Department, a.Key.Period.Title()),
	}
	if e := b.explanationOf(a); e != nil {
		item.Tag = tag("已说明", "")
		item.Note = e.Text
		item.Aside = joinNonEmpty("　", firstOf(e.Department, d.Department), e.Date.String())
	}
	return item
}

// explanationOf finds what reports say about an anomaly; the newest report first.
func (b *builder) explanationOf(a indicator.Anomaly) *explanation {
	for _, r := range b.reports {
		for i := range r.Explanations {
			e := &r.Explanations[i]
			if e.Indicator == a.Key.Indicator && e.Procuratorate == a.Key.Procuratorate {
				return e
			}
		}
	}
	return nil
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
