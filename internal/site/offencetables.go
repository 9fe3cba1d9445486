package site

import (
	"fmt"
	"math/big"
	"slices"
	"strings"

	"anjian/internal/indicator"
	"anjian/internal/period"
	"anjian/internal/stat"
)

// table lists all offences with their share and change since last year.
func (o *offences) table() Block {
	t := &Table{
		Caption: "主要案由", Quiet: true,
		Header: []Head{{"案由", ""}, {o.now.Title(), ""}, {"占比", ""}, {o.before.Title(), ""}, {"占比", ""}, {"同比", ""}, {"各月件数", "words"}, {"相关文章", "words"}},
	}
	all, former := sumOf(o.total), sumOf(o.former)
	for i, word := range o.words {
		now, then := o.number(o.total, word), o.number(o.former, word)
		t.Rows = append(t.Rows, Row{ID: o.anchors[i], Cells: []Cell{
			{Text: word},
			{Text: o.cases(now)},
			{Text: shareOf(now, all)},
			{Text: o.cases(then)},
			{Text: shareOf(then, former)},
			{Text: grown(now, then)},
			{Text: o.b.courseWords(o.control(word)), Class: "words"},
			{Text: o.b.articlesOn(word), Class: "words"},
		}})
	}
	t.Rows = append(t.Rows, Row{State: "total", Cells: []Cell{
		{Text: "合计"}, {Text: o.cases(all)}, {Text: shareOf(all, all)}, {Text: o.cases(former)}, {Text: shareOf(former, former)}, {Text: grown(all, former)}, {Text: "—", Class: "words"}, {Text: "—", Class: "words"},
	}})
	return Block{ID: "offences", Title: "主要案由", Note: "案由按上年同期件数由多到少排列；件数相同的按名称排列。月均不足 3 件的只列件数，不判断异常。", Table: t}
}

// courseWords says in few words what the months of an offence or an industry show.
func (b *builder) courseWords(x indicator.Control) string {
	if x.Quiet != "" {
		head, _, _ := strings.Cut(x.Quiet, "，")
		return head
	}
	if x.Raised().Rule == stat.Common {
		return "常态波动"
	}
	_, finding, _ := strings.Cut(b.controlTitle(x), "：")
	return finding
}

// matrix shows the main offences by procuratorate, in administrative order.
func (o *offences) matrix() Block {
	words := o.words[:min(len(o.words), mostMatrixColumns)]
	t := &Table{Caption: "各院主要案由的受理件数，" + o.now.Title() + "，括号内为上年同期", Quiet: true, Header: head("院")}
	for _, word := range words {
		t.Header = append(t.Header, Head{Text: strings.TrimSuffix(word, "罪")})
	}
	hidden := false
	row := func(name, href, id, state string) {
		now, before := o.counts(indicator.Key{Period: o.now, Procuratorate: id}), o.counts(indicator.Key{Period: o.before, Procuratorate: id})
		r := Row{State: state, Cells: []Cell{{Text: name, Href: href}}}
		for _, word := range words {
			cell := Cell{Text: indicator.Hidden.String(), Class: "state", Counts: indicator.SmallNumber}
			if now != nil {
				cell = Cell{Text: number(o.number(now, word)), Note: "（" + number(o.number(before, word)) + "）"}
			} else {
				hidden = true
			}
			if now != nil && before == nil {
				cell.Note = "（已隐藏）"
				hidden = true
			}
			r.Cells = append(r.Cells, cell)
		}
		t.Rows = append(t.Rows, r)
	}
	for _, p := range o.b.Cube.Existing(o.now, o.before) {
		row(o.b.dated(p), to(offencePath, placePage(p.ID)), p.ID, "")
	}
	row(o.b.placeTitle(""), "", "", "total")
	note := o.now.Title() + "受理件数，括号内为上年同期；院按建制顺序，案由取上年同期件数居前的 " + number(int64(len(words))) + " 个，省去“罪”字。"
	if hidden {
		note += "未成年人案件少的院，为防止推算出未成年人案件的件数，整行不显示。"
	}
	return Block{ID: "places", Title: "各院主要案由", Note: note, Table: t}
}

// industryBlock shows which industries the cases concern.
func (b *builder) industryBlock(now, before period.Period) Block {
	block := Block{ID: "industries", Title: "涉及的行业"}
	in := b.openParts(accepted, indicator.By{Role: indicator.Industry}, nil)
	if why := in.missing(now); why != "" {
		block.Empty = "还算不出来：" + why + "。"
		return block
	}
	parts, former := in.counts(indicator.Key{Period: now}), in.counts(indicator.Key{Period: before})
	t := &Table{Caption: "涉及的行业", Quiet: true, Header: []Head{{"行业", ""}, {now.Title(), ""}, {before.Title(), ""}, {"同比", ""}, {"各月件数", "words"}}}
	for _, word := range in.open.Words {
		if word == "" {
			continue
		}
		x := in.open.Control(word, "", b.watching(), func(m period.Period) bool { return in.hides(indicator.Key{Period: m}) })
		n, then := in.number(parts, word), in.number(former, word)
		t.Rows = append(t.Rows, Row{Cells: []Cell{
			{Text: word}, {Text: in.cases(n)}, {Text: in.cases(then)}, {Text: grown(n, then)}, {Text: b.courseWords(x), Class: "words"},
		}})
	}
	block.Table = t
	block.Note = "案件发生在或者利用了哪个行业，按案卡“所属行业”；不涉及行业的不列。供研判行业治理和社会治理检察建议参考，行业按代码表顺序排列。"
	return block
}

// cyber shows the share of crime through telecommunications and the net.
func (o *offences) cyber() Block {
	block := Block{ID: "telecom", Title: "涉电信网络犯罪"}
	d := o.b.Cube.Definition(telecomShare)
	if d == nil {
		block.Empty = "没有指标“涉电信网络犯罪占比”。"
		return block
	}
	t := o.b.compareTable("涉电信网络犯罪占比")
	t.Quiet = true
	t.Rows = []Row{o.b.compareRow(d, "", offencePath)}
	block.Table, block.Note = &t, "含未成年人案件；数字可点开看各件。"
	return block
}

// reading explains what the numbers are and where their rows are.
func (o *offences) reading() Block {
	var items []Item
	for _, word := range o.words {
		items = append(items, o.b.articleItems(word)...)
	}
	slices.SortStableFunc(items, func(x, y Item) int { return strings.Compare(x.Link.Href, y.Link.Href) })
	items = slices.CompactFunc(items, func(x, y Item) bool { return x.Link.Href == y.Link.Href })
	return Block{
		ID: "reading", Title: "写到这些案由的案例、白皮书和检察建议", List: items, Empty: emptyIf(len(items) == 0, "还没有文章写到这些案由。"),
		Note: "按案由、行业分开的数没有自己的编号，是“受理审查起诉”中可以逐件列出的部分，点开那一项能看到各件的案由和行业。",
	}
}

// shareOf writes a share with one decimal, rounded once.
func shareOf(n, of int64) string {
	if of == 0 {
		return "—"
	}
	return new(big.Rat).Mul(big.NewRat(n, of), big.NewRat(100, 1)).FloatString(1) + "%"
}

// grown writes a change in per cent; few cases are told by their difference, of which a percentage
// would make too much.
func grown(now, then int64) string {
	switch {
	case now == then:
		return "持平"
	case then < 30 || now < 30:
		return strings.Replace(fmt.Sprintf("%+d 件", now-then), "-", "−", 1)
	}
	change := new(big.Rat).Mul(big.NewRat(now-then, then), big.NewRat(100, 1)).FloatString(1)
	if now > then {
		change = "+" + change
	}
	return strings.Replace(change, "-", "−", 1) + "%"
}
