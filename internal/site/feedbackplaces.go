package site

import (
	"anjian/internal/chart"
	"anjian/internal/indicator"
	"anjian/internal/stat"
)

// channelPlaces show every procuratorate in administrative order, channel by channel: first the shares of the
// satisfied, then the response rates. Channels without a response rate are too small to be told by place.
func (b *builder) channelPlaces(channels []*indicator.Definition) []Block {
	var shares, returned []string
	for _, d := range channels {
		if r := b.responseOf(d); r != nil {
			shares, returned = append(shares, d.ID), append(returned, r.ID)
		}
	}
	if len(shares) == 0 {
		return nil
	}
	return []Block{
		{ID: "places", Title: "各院满意率", Note: "按建制顺序，不排名次。基数少的只列次数；各院问的人不同，不作比较。", Table: b.placesTable("各院满意率", feedbackPath, shares, channelName, b.cell)},
		{ID: "places-returned", Title: "各院有效回收率", Note: "作出评价的占发出的，份数点开看；发出不足最小基数的，只列份数。", Table: b.placesTable("各院有效回收率", feedbackPath, returned, b.channelOfResponse, b.returned)},
	}
}

// channelOfResponse names a response rate by its channel.
func (b *builder) channelOfResponse(d *indicator.Definition) string {
	for _, o := range b.channels() {
		if b.responseOf(o) == d {
			return channelName(o)
		}
	}
	return d.Title
}

// opinionPlaces shows what every procuratorate was told and did about it.
func (b *builder) opinionPlaces() Block {
	ids := []string{"visits-made", "opinions-received", "opinion-timely-reply-rate", "opinion-adoption-rate", "supervisor-activities", "supervisor-opinion-adoption-rate", "procuratorial-hearings"}
	return Block{
		ID: "opinion-places", Title: "各院听取意见情况", Note: "按建制顺序，不排名次。辖区大小不同，次数不比较多少。",
		Table: b.placesTable("各院听取意见情况", feedbackPath, ids, titleOf, b.cell),
	}
}

func titleOf(d *indicator.Definition) string { return d.Title }

// placesTable shows indicators of the year to date for every procuratorate, in administrative order, and for all.
func (b *builder) placesTable(caption, page string, ids []string, name func(*indicator.Definition) string, cell func(*indicator.Definition, indicator.Key) Cell) *Table {
	t := &Table{Caption: caption + "，" + b.title(b.toDate()), Quiet: true, Header: head("院")}
	var defs []*indicator.Definition
	for _, id := range ids {
		if d := b.Cube.Definition(id); d != nil {
			defs = append(defs, d)
			t.Header = append(t.Header, Head{Text: name(d)})
		}
	}
	row := func(title, href, place, state string) {
		r := Row{State: state, Cells: []Cell{{Text: title, Href: href}}}
		for _, d := range defs {
			r.Cells = append(r.Cells, cell(d, b.yearKey(d, place)))
		}
		t.Rows = append(t.Rows, r)
	}
	for _, p := range b.Cube.Existing(b.toDate()) {
		row(b.dated(p), to(page, placePage(p.ID)), p.ID, "")
	}
	row(b.placeTitle(""), "", "", "total")
	return t
}

// courseMonths is how far back the course of a channel goes; it is drawn where at least half of its
// months have enough answers for a share.
const courseMonths = 12

// channelCharts draw the months of the channels that have enough answers, with the bounds of chance.
func (b *builder) channelCharts(channels []*indicator.Definition) []Figure {
	var list []Figure
	for _, d := range channels {
		if intervalKind(d) != ofShare {
			continue
		}
		if f := b.channelChart(d); f != nil {
			list = append(list, *f)
		}
	}
	return list
}

func (b *builder) channelChart(d *indicator.Definition) *Figure {
	months := b.series(d.ID, "")
	if len(months) > courseMonths {
		months = months[len(months)-courseMonths:]
	}
	share := b.points(d, months)
	lower, upper := make([]chart.Point, len(share)), make([]chart.Point, len(share))
	enough := 0
	for i, r := range months {
		lower[i] = chart.Point{Label: share[i].Label, Tick: share[i].Tick, Text: "—"}
		upper[i] = lower[i]
		low, top, ok := stat.Wilson(r.Numerator.N, r.Denominator.N, stat.Z95)
		if !share[i].Known || !ok {
			continue
		}
		enough++
		lower[i].Value, lower[i].Known, lower[i].Text = low*100, true, tenths(low*100, 1)+"%"
		upper[i].Value, upper[i].Known, upper[i].Text = top*100, true, tenths(top*100, 1)+"%"
	}
	if enough*2 < len(months) || enough == 0 {
		return nil
	}
	f, err := chart.Line(chart.LineSpec{
		Head: chart.Head{
			ID: "course-" + d.ID, Title: d.Title + "，近 12 个月", Subtitle: "虚线为 95% 区间；评价不足 " + number(d.Minimum) + " 次的月份不画",
			Value: "满意率", Unit: "%", Bounds: chart.Percent, Width: 560, Height: 240,
		},
		Bounded: true,
		Series:  []chart.Series{{Name: "满意率", Points: share}, {Name: "区间下限", Points: lower}, {Name: "区间上限", Points: upper}},
	})
	return b.figure(f, err, d)
}
