package site

import (
	"anjian/internal/indicator"
	"anjian/internal/period"
	"anjian/internal/source"
	"anjian/internal/tomlfile"
)

// checkRebase reports a re-base (重设基线) that nobody answers for, or that would do nothing: one that
// names no indicator, or whose day lies in no month of a series, or in its first.
func (e *event) checkRebase(r *narrativeReader, at *tomlfile.Positions) {
	if e.Reason == "" || e.Author == "" {
		r.errs.Tell(source.MissingKey, at.At("kind"), "重设基线须写明理由和作出人", `加上 reason = "…" 和 author = "案件管理办公室"`)
	}
	if len(e.Indicators) == 0 {
		r.errs.Tell(source.BadRebase, at.At("kind"), "重设基线没有写明指标", `加上 indicators = ["指标编号"]`)
	}
	c := r.o.Cube
	if c == nil || !set(e.Date) {
		return
	}
	places := e.Procuratorates
	if len(places) == 0 {
		places = []string{""}
	}
	for i, id := range e.Indicators {
		for _, place := range places {
			d := c.Definition(id)
			if _, ok := c.Organisation.Find(place); d == nil || place != "" && !ok {
				continue // already reported
			}
			first, last, ok := spanOf(c, id, place)
			name := d.Title + "（" + c.Organisation.Title(place) + "）"
			switch month := c.Calendar.MonthOf(e.Date); {
			case !ok:
				r.errs.Tell(source.BadRebase, at.At("indicators", i), "指标“"+name+"”没有各月的数，不能重设基线", "删去这个指标编号")
			case month.Compare(first) <= 0 || month.Compare(last) > 0:
				r.errs.Tell(source.BadRebase, at.At("date"), "重设基线的日期 "+e.Date.String()+" 不在指标“"+name+"”的序列内",
					"写 "+c.Calendar.Start(first.Add(1)).String()+" 至 "+c.Calendar.End(last).String()+" 之间的一天，或者删去这个指标编号")
			default:
				continue
			}
			return // one place is enough to find the slip
		}
	}
}

// spanOf returns the first and last complete month that have a number.
func spanOf(c *indicator.Cube, id, place string) (first, last period.Period, ok bool) {
	for _, r := range c.Series(id, place, "", period.Monthly, c.First(), c.Latest(period.Monthly)) {
		if r.State != indicator.Known {
			continue
		}
		if !ok {
			first = r.Period
		}
		last, ok = r.Period, true
	}
	return first, last, ok
}

// rebased returns the re-bases among events that concern an indicator's series of a procuratorate.
// One that nobody has signed changes no limits, not even in a preview.
func rebased(events []*event, id, procuratorate string) []indicator.Rebase {
	var list []indicator.Rebase
	for _, e := range events {
		if e.Kind == "rebase" && Published(e.doc) && e.concerns(id, procuratorate) {
			list = append(list, indicator.Rebase{Day: e.Date, Reason: e.Reason, Author: e.Author})
		}
	}
	return list
}
