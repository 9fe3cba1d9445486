package main

import (
	"cmp"
	"slices"

	"anjian/internal/period"
)

// appeal is one case of second instance (二审), which the city procuratorate alone has to enter.
type appeal struct {
	of         *prosecution
	place      *procuratorate
	number     string
	handler    string
	accepted   period.Date
	concluded  period.Date
	conclusion string
}

// simulateAppeals takes up every case whose defendant appealed. As many as the plan says were entered
// by the procuratorate of first instance too.
func simulateAppeals(plan *effects, w *world) []appeal {
	d := newDice(plan.Seed, 38)
	var all []appeal
	for _, c := range w.prosecutions {
		for _, s := range c.steps {
			if s.event != "被告人上诉" || s.day > plan.Cutoff {
				continue
			}
			a := appeal{
				of: c, place: &procuratorates[0], accepted: workdayFrom(s.day + period.Date(d.between(15, 40))), concluded: none,
				handler: handler(d, &procuratorates[0], c.department),
			}
			if a.accepted > plan.Cutoff {
				continue
			}
			if day := workdayFrom(a.accepted + period.Date(d.between(12, 27))); day <= plan.Cutoff {
				a.concluded, a.conclusion = day, d.word([]choice{{"建议维持原判", 84}, {"建议改判", 11}, {"建议发回重审", 5}})
			}
			all = append(all, a)
		}
	}
	for n := plan.Appeals.Twice; n > 0; {
		a := all[d.IntN(len(all))]
		if a.of.place.id == "city" || w.broken[a.of.number] {
			continue
		}
		a.place, a.handler = a.of.place, a.of.handler
		a.accepted -= period.Date(d.between(3, 9))
		all = append(all, a)
		w.broken[a.of.number] = true
		n--
	}
	slices.SortStableFunc(all, func(a, b appeal) int {
		return cmp.Or(cmp.Compare(a.accepted, b.accepted), cmp.Compare(a.of.number, b.of.number))
	})
	serial := numbering{}
	for i := range all {
		year, _, _ := all[i].accepted.Civil()
		all[i].number = caseNumber(all[i].place, "二审", year, serial.next(all[i].place, year))
	}
	return all
}

func appealSheet(all []appeal) sheet {
	s := sheet{name: "二审案件.csv", format: utf8BOM, date: "2006-01-02", headers: []string{
		"部门受案号", "统一受案号", "承办单位", "承办部门", "承办人工号", "案由", "一审部门受案号", "受理日期（必填）", "审结日期", "审结处理结果",
	}}
	for _, a := range all {
		s.rows = append(s.rows, []cell{
			text(a.number), text(a.of.unified), text(a.place.short), text(a.of.department), text(a.handler), text(a.of.cause), text(a.of.number),
			day(a.accepted), day(a.concluded), text(a.conclusion),
		})
	}
	return s
}
