package site

import (
	"cmp"
	"slices"

	"anjian/internal/document"
	"anjian/internal/indicator"
	"anjian/internal/period"
	"anjian/internal/source"
)

// offencesKeys are the keys of ```offences.
type offencesKeys struct {
	Period string `toml:"period"` // as of a live figure when not given
	Most   int    `toml:"most"`   // how many offences; 8 when not given
	Title  string `toml:"title"`
}

const mostOffences = 8

// offencesBlock (```offences) lists the main offences (类罪) of a period beside the year before: cases
// received for prosecution that may be listed one by one, never people.
//
//	```offences
//	most = 6
//	```
func offencesBlock(r *resolver, toml []byte, at source.Pos) (*printed, *source.Error) {
	keys := offencesKeys{Most: mostOffences}
	places, wrong := document.DecodeBlock(toml, at, &keys)
	if wrong != nil {
		return nil, wrong
	}
	if keys.Most < 1 || keys.Most > 30 {
		return nil, &source.Error{Code: source.OutOfRange, Pos: places.At("most"), Message: "“most”在 1 到 30 之间", Hint: "例如 most = 8；不写即 8"}
	}
	p, wrong := r.when(keys.Period, r.usual(), places.At("period"))
	if wrong != nil {
		return nil, wrong
	}
	if r.b.Cube.Definition(accepted) == nil {
		return &printed{Text: "没有“受理审查起诉”这项指标，无从按案由列出。"}, nil
	}
	o := &offences{openParts: r.b.openParts(accepted, indicator.By{Role: indicator.Cause}, nil), b: r.b, now: p, before: p.YearEarlier()}
	if why := o.missing(p); why != "" {
		return &printed{Text: "按案由还算不出来：" + why + "。"}, nil
	}
	if o.tellsMonths(p) {
		return &printed{Text: "这一期未成年人案件少的月份不能单列，为防止推算，不按案由列出。"}, nil
	}
	return &printed{Table: o.listed(keys)}, nil
}

// listed is the table of the main offences, by last year's number as on the page of all offences.
func (o *offences) listed(keys offencesKeys) *Table {
	o.order()
	if sumOf(o.former) == 0 { // a first year has nothing to be ordered by but itself
		slices.SortStableFunc(o.words, func(x, y string) int { return cmp.Compare(o.number(o.total, y), o.number(o.total, x)) })
	}
	before := o.former != nil && !o.tellsMonths(o.before)
	words := o.words[:min(len(o.words), keys.Most)]
	t := &Table{Caption: firstOf(keys.Title, o.b.title(o.now)+"主要案由受理审查起诉情况（不含未成年人案件）"), Header: head("案由", "件数", "占比", "上年同期", "同比")}
	all, former := sumOf(o.total), sumOf(o.former)
	row := func(state, word string, now, then, of int64) {
		cells := []Cell{{Text: word}, {Text: o.cases(now), Count: "案由 " + word}, {Text: shareOf(now, of)}, {Text: "—"}, {Text: "—"}}
		if before {
			cells[3], cells[4] = Cell{Text: o.cases(then), Count: "案由上年 " + word}, Cell{Text: grown(now, then)}
		}
		t.Rows = append(t.Rows, Row{State: state, Cells: cells})
	}
	var told, toldThen int64
	for _, word := range words {
		now, then := o.number(o.total, word), o.number(o.former, word)
		told, toldThen = told+now, toldThen+then
		row("", word, now, then, all)
	}
	if told < all || toldThen < former {
		row("", "其他案由", all-told, former-toldThen, all)
	}
	row("total", "合计", all, former, all)
	return t
}

// tellsMonths tells whether a part of a year would tell a month that is hidden: beside the months that
// are shown, their sum does.
func (o *openParts) tellsMonths(p period.Period) bool {
	if p.Kind() == period.Yearly || p == o.b.toDate() || p == o.b.toDate().YearEarlier() {
		return false
	}
	return slices.ContainsFunc(p.Months(), func(m period.Period) bool { return o.hides(indicator.Key{Period: m}) })
}
