package site

import (
	"slices"
	"strconv"
	"strings"

	"anjian/internal/indicator"
	"anjian/internal/reverse"
)

// behindPages lead from each 异常提示 that still stands down to the cases behind it (反向审视): which
// of them may be listed, and where they gather.
func behindPages(b *builder) {
	for _, e := range b.lasting() {
		page := b.behindPage(e)
		if page == "" {
			continue
		}
		d := b.Cube.Definition(e.Indicator)
		name := b.placeTitle(e.Procuratorate) + d.Title
		view := func() any {
			x := b.behind()[e]
			return tablesView{
				Breadcrumb: crumbs(page, Link{"监督线索", leadIndex}, Link{"反向审视", reversePath}, Link{Text: name}),
				Title:      name + "：背后的案件",
				Facts:      []string{x.Span(), "只看可以逐件列出的案件", "供研判，不作评价"},
				Blocks:     append(append([]Block{b.raisedBlock(e, page)}, b.behindBlocks(e, x)...), b.reviewedBlock(e, page)),
			}
		}
		b.add(&Page{
			Path: page, Title: name + "：背后的案件", Template: "tables", Section: leadIndex, View: view,
			Type: "反向审视", Procuratorate: b.shortName(e.Procuratorate), Line: topLine(d.Line),
		}, "")
	}
}

// lookBehind finds what lies behind the 异常提示 that still stand. It waits for what may be listed, which
// is being found out while the first pages are made.
func (b *builder) lookBehind() map[*indicator.Episode]*reverse.Behind {
	behind := map[*indicator.Episode]*reverse.Behind{}
	if b.Listing == nil {
		return behind
	}
	r := reverse.New(b.Cube, b.Data, b.Looks, b.Listing())
	for _, e := range b.lasting() {
		behind[e] = r.Behind(e.Latest())
	}
	return behind
}

// findLasting lists the 异常提示 that still stand, without those that are part of all together's.
func (b *builder) findLasting() []*indicator.Episode {
	var list []*indicator.Episode
	taken := map[indicator.Key]bool{} // a series has one page, whatever closed months raised beside it
	for i := range b.Past.Episodes {
		e := &b.Past.Episodes[i]
		series := indicator.Key{Indicator: e.Indicator, Procuratorate: e.Procuratorate}
		if e.Course == indicator.Ongoing && e.Latest() != nil && b.Cube.Definition(e.Indicator) != nil && b.together(e) == nil && !taken[series] {
			list, taken[series] = append(list, e), true
		}
	}
	return list
}

// behindPage is where the cases behind an 异常提示 are shown, "" where they are not.
func (b *builder) behindPage(e *indicator.Episode) string {
	if b.Listing == nil || !slices.Contains(b.lasting(), e) {
		return ""
	}
	place := e.Procuratorate
	if place == "" {
		place = indicator.All
	}
	return "anomalies/" + e.Indicator + "-" + place + ".html"
}

// behindLink leads there; nil where nobody looked.
func (b *builder) behindLink(e *indicator.Episode, page string) *Link {
	x := b.behind()[e]
	if x == nil {
		return nil
	}
	text := "背后的案件"
	if n := clusters(x); n > 0 {
		text += "：" + strconv.Itoa(n) + " 处聚集"
	}
	if list := b.reviewsOf(e); len(list) > 0 {
		text += "，反向审视" + b.reviewState(list[0])
	}
	return &Link{text, to(page, b.behindPage(e))}
}

func clusters(x *reverse.Behind) int {
	n := 0
	for _, g := range x.Groups {
		n += len(g.Clusters)
	}
	return n
}

// raisedBlock repeats what was raised, with the explanation given.
func (b *builder) raisedBlock(e *indicator.Episode, page string) Block {
	item := b.episodeItem(e, e.Latest(), page)
	item.Note += b.alike(e)
	return Block{ID: "raised", Title: "异常提示", List: []Item{item}}
}

// behindBlocks show where the rows of each measure gather, then the rows.
func (b *builder) behindBlocks(e *indicator.Episode, x *reverse.Behind) []Block {
	if x.Closed || len(x.Groups) == 0 {
		return []Block{{ID: "clusters", Title: "聚集在哪里", Empty: "这项指标的案件依规只计数，不逐件列出，也不看聚集。"}}
	}
	var blocks []Block
	for i, g := range x.Groups {
		id, name := "clusters", "聚集在哪里"
		if len(x.Groups) > 1 {
			id, name = id+"-"+strconv.Itoa(i+1), name+"："+g.Definition.Title
		}
		blocks = append(blocks, b.clusterBlock(id, name, e, x, g), b.caseRows(i, e, x, g))
	}
	return blocks
}

// clusterBlock tells where the rows gather, beside the past and the others.
func (b *builder) clusterBlock(id, title string, e *indicator.Episode, x *reverse.Behind, g reverse.Group) Block {
	past := firstOf(b.shortName(e.Procuratorate), "全部院") + "此前 " + strconv.Itoa(reverse.PastMonths) + " 个月"
	t := &Table{Caption: title, Quiet: true, Header: []Head{{"看什么", ""}, {"聚集在", "words"}, {"这些案件", ""}, {past, ""}}}
	if g.Others > 0 {
		t.Header = append(t.Header, Head{"同期同级其他院", ""})
	}
	for _, c := range g.Clusters {
		row := Row{Cells: []Cell{
			{Text: c.Look.Title}, {Text: clusterWord(c), Class: "words"}, shareCell(c.Here, false), shareCell(c.Past, c.BeyondPast),
		}}
		if g.Others > 0 {
			row.Cells = append(row.Cells, shareCell(c.Others, c.BeyondOthers))
		}
		t.Rows = append(t.Rows, row)
	}
	block := Block{ID: id, Title: title, Table: t, Note: b.behindNote(x, g)}
	if len(g.Clusters) == 0 {
		block.Table = nil
		switch n := len(b.Looks[g.Definition.ID]); {
		case len(g.Rows) < reverse.LeastRows:
			block.Empty = "可以逐件列出的只有 " + strconv.Itoa(len(g.Rows)) + " 件，逐件看即可，不看聚集。"
		case n == 0:
			block.Empty = "数据集“" + g.Definition.Title + "”没有写明看哪些列，在它的文件里加 [[look]]。"
		default:
			block.Empty = "没有发现超出偶然的聚集。"
		}
	}
	return block
}

// behindNote says what is compared with what, and what could not be looked at.
func (b *builder) behindNote(x *reverse.Behind, g reverse.Group) string {
	what := number(int64(len(g.Rows))) + " " + g.Definition.Unit
	if x.Rest {
		what = what + "（没有计入分子的）"
	}
	note := x.Span() + "的 " + what + "，与此前的 " + number(int64(g.Past)) + " " + g.Definition.Unit
	if g.Others > 0 {
		note += "、同期同级其他院的 " + number(int64(g.Others)) + " " + g.Definition.Unit
	}
	note += "比较。▲ 表示这些案件的占比高出它，偶然难以解释；已按所看的项数校正，没有真实聚集时约二十条提示里有一条会误报。"
	for _, u := range g.Unlooked {
		note += "“" + u.Look.Title + "”没有看：" + u.Lack.String() + "。"
	}
	return note
}

// clusterWord is what the rows have in common.
func clusterWord(c reverse.Cluster) string {
	if c.Condition() {
		return "是"
	}
	if c.Look.Similar != "" {
		return "“" + c.Word + "”"
	}
	return c.Word
}

// shareCell tells how many of some rows; beyond marks those that the cases exceed by more than chance.
func shareCell(c reverse.Count, beyond bool) Cell {
	if c.Of == 0 {
		return Cell{Text: "—"}
	}
	text := shareOf(int64(c.N), int64(c.Of))
	if beyond {
		text = "▲ " + text
	}
	return Cell{Text: text, Note: number(int64(c.N)) + "/" + number(int64(c.Of))}
}

// caseRows lists the rows, those of clusters first.
func (b *builder) caseRows(i int, e *indicator.Episode, x *reverse.Behind, g reverse.Group) Block {
	in := map[int32][]string{}
	for _, c := range g.Clusters {
		for _, row := range c.Rows {
			word := c.Look.Title
			if !c.Condition() && c.Look.Similar == "" {
				word = c.Word
			}
			in[row] = append(in[row], word)
		}
	}
	rows := slices.Clone(g.Rows)
	slices.SortStableFunc(rows, func(x, y int32) int { return len(in[y]) - len(in[x]) })
	d := g.Definition
	t := &Table{Caption: "案件", Quiet: true, Header: []Head{{firstOf(strings.Join(d.Key, "、"), "编号"), ""}, {"承办单位", "words"}, {"承办部门", "words"}, {d.Start, ""}, {d.End, ""}, {"所在的聚集", "words"}}}
	for _, row := range rows[:min(len(rows), mostListed)] {
		t.Rows = append(t.Rows, Row{Cells: []Cell{
			{Text: b.keyOf(d, g.Table, int(row))},
			{Text: b.placeWord(b.visible(d, g.Table, d.Procuratorate, int(row))), Class: "words"},
			{Text: b.visible(d, g.Table, d.Department, int(row)), Class: "words"},
			{Text: b.visible(d, g.Table, d.Start, int(row))},
			{Text: b.visible(d, g.Table, d.End, int(row))},
			{Text: firstOf(strings.Join(in[row], "、"), "—"), Class: "words"},
		}})
	}
	id := "rows"
	if i > 0 {
		id += "-" + strconv.Itoa(i+1)
	}
	block := Block{ID: id, Title: "案件（" + number(int64(len(rows))) + " " + d.Unit + "）", Table: t, Empty: emptyIf(len(rows) == 0, "没有可以逐件列出的案件。")}
	if len(rows) == 0 {
		block.Table = nil
	}
	if len(rows) > mostListed {
		block.Note = "列出前 " + strconv.Itoa(mostListed) + " " + d.Unit + "，聚集处的在前；全部的见异常提示里的数。"
	}
	return block
}
