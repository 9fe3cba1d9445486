package main

import (
	"cmp"
	"fmt"
	"slices"

	"anjian/internal/period"
)

// bail is one line of the ledger of bail (取保候审台账): one suspect in one case.
type bail struct {
	number   string
	of       *prosecution
	person   string // a code that is the same for one person, and nothing else
	decided  period.Date
	ends     period.Date
	released period.Date
	why      string
}

func simulateBail(plan *effects, w *world) []*bail {
	d := newDice(plan.Seed, 81)
	var all []*bail
	for _, c := range w.prosecutions {
		if c.accepted < plan.Leads.From {
			continue
		}
		for _, p := range c.persons {
			if p.measure != "取保候审" {
				continue
			}
			b := &bail{of: c, decided: workdayFrom(c.accepted + period.Date(d.IntN(3))), released: none}
			if b.decided > plan.Cutoff {
				continue
			}
			b.ends = b.decided.AddMonths(12)
			switch {
			case c.concluded != none && c.concluded >= b.decided:
				b.released, b.why = c.concluded, map[string]string{"起诉": "移送起诉", "移送管辖": "移送管辖"}[c.outcome]
				if b.why == "" {
					b.why = "不起诉"
				}
			case c.concluded != none: // the slip is on the case card alone
				b.released, b.why = b.decided, "移送起诉"
			case b.ends <= plan.Cutoff:
				b.released, b.why = b.ends, "期限届满"
			}
			all = append(all, b)
		}
	}
	slices.SortStableFunc(all, func(a, b *bail) int { return cmp.Compare(a.decided, b.decided) })
	next, code := serials("取保"), d.between(1200, 1800)
	for _, b := range all {
		code += d.between(3, 40)
		b.number, b.person = next(b.of.place, b.decided), fmt.Sprintf("R%06d", code)
	}
	repeatBail(plan, d, all)
	fits := func(b *bail) bool {
		return !b.of.young() && b.ends < plan.Cutoff-10 && b.why == "移送起诉" && len(b.of.persons) == 1
	}
	for _, b := range pickSome(d, all, plan.Leads.BailOverdue, fits) {
		b.released, b.why = none, ""
	}
	return all
}

// repeatBail gives cases of one procuratorate to one person: as many as planned within a year, and for
// some others two, or three of which the first lies long back.
func repeatBail(plan *effects, d dice, all []*bail) {
	used := map[*bail]bool{}
	fits := func(b *bail) bool { return !used[b] && !b.of.young() && len(b.of.persons) == 1 }
	give := func(first *bail, after ...period.Date) bool {
		chain := []*bail{first}
		for _, wait := range after {
			i := slices.IndexFunc(all, func(b *bail) bool {
				return fits(b) && b.of.place == first.of.place && b.of != first.of && b.decided >= chain[len(chain)-1].decided+wait
			})
			if i < 0 {
				return false
			}
			chain = append(chain, all[i])
		}
		for _, b := range chain {
			used[b], b.person = true, first.person
		}
		return true
	}
	repeat := func(after ...period.Date) {
		for {
			b := all[d.IntN(len(all)*2/5)]
			if fits(b) && give(b, after...) {
				return
			}
		}
	}
	for _, n := range plan.Leads.RepeatedBail {
		var after []period.Date
		for range n - 1 {
			after = append(after, period.Date(d.between(50, 90)))
		}
		repeat(after...)
	}
	for range 14 {
		repeat(period.Date(d.between(70, 300)))
	}
	for range 3 {
		repeat(period.Date(d.between(30, 60)), 400)
	}
}

func bailSheet(all []*bail) sheet {
	s := sheet{name: "取保候审台账.csv", format: utf8BOM, date: "2006-01-02", headers: []string{
		"台账编号", "承办单位", "承办部门", "部门受案号", "人员代码", "决定日期", "期限届满日", "解除日期", "解除原因", "涉未成年人",
	}}
	for _, b := range all {
		s.rows = append(s.rows, []cell{
			text(b.number), text(b.of.place.short), text(b.of.department), text(b.of.number), text(b.person),
			day(b.decided), day(b.ends), day(b.released), text(b.why), yes(b.of.young()),
		})
	}
	return s
}
