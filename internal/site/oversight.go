package site

import "anjian/internal/indicator"

const (
	oversightPath  = "oversight.html"
	oversightTitle = "院领导办案与检察听证"
)

// oversightPage shows leaders' own cases by the five classes (五类案件), hearings and victims' opinions
// before decisions not to arrest or to prosecute, and how cases are assigned with the open load of
// each department. No handler stands on it.
func oversightPage(b *builder) {
	if b.Cube.Definition("leaders-cases-concluded") == nil {
		return
	}
	b.add(&Page{Path: oversightPath, Title: oversightTitle, Template: "tables", Section: reviewPath, View: func() any { return b.oversightView() }, Type: "质量评查"}, "")
}

func (b *builder) oversightView() tablesView {
	strip := b.strip("院领导办案与听证", []string{"leaders-cases-concluded", "hearings-held", "non-prosecution-victim-opinion-share", "designated-assignment-share"}, "")
	view := tablesView{
		Breadcrumb: crumbs(oversightPath, Link{"质量检查评查", reviewPath}, Link{Text: oversightTitle}),
		Title:      oversightTitle,
		Facts:      []string{b.title(b.toDate()), "只列职务，不列姓名", "不设比例要求"},
		Strip:      &strip,
	}
	view.Blocks = []Block{
		b.indicatorBlock("leaders", "院领导办案", "数量与案件难易一并看。", oversightPath, []string{"leaders-cases-concluded", "leaders-five-class-share", "five-class-by-leaders-share"}),
		b.wordsBlock("classes", "院领导办结案件的类型", "五类案件", "不属于五类案件", "leaders-cases-concluded"),
		b.wordsBlock("posts", "院领导办结案件，按职务", "院领导职务", "", "leaders-cases-concluded"),
		b.indicatorBlock("hearings", "检察听证", "拟不捕、拟不诉而有争议的案件应听证尽听证，不为次数而听证。", oversightPath, []string{"hearings-held", "non-arrest-hearing-share", "non-prosecution-hearing-share"}),
		b.indicatorBlock("victims", "听取被害人意见", "只算有被害人的案件。", oversightPath, []string{"non-arrest-victim-opinion-share", "non-prosecution-victim-opinion-share"}),
		b.indicatorBlock("assignment", "分案", "随机为主、指定为辅；指定的要有理由。", oversightPath, []string{"designated-assignment-share", "designated-cases"}),
		b.wordsBlock("reasons", "指定分案的理由", "指定分案理由", "没有填写理由", "designated-cases"),
		b.openLoad(),
		b.oversightPlaces(),
	}
	return view
}

// wordsBlock parts an indicator by a column of words, over the rows that may be listed one by one.
func (b *builder) wordsBlock(id, title, column, empty, indicatorID string) Block {
	block := Block{ID: id, Title: title}
	parts := b.openParts(indicatorID, indicator.By{Column: column}, nil)
	now, before := b.toDate(), b.toDate().YearEarlier()
	if why := parts.missing(now); why != "" {
		block.Empty = "还算不出来：" + why + "。"
		return block
	}
	counts, former := parts.counts(indicator.Key{Period: now}), parts.counts(indicator.Key{Period: before})
	all, earlier := sumOf(counts), sumOf(former)
	t := &Table{Caption: title, Quiet: true, Header: head(column, now.Title(), "占比", before.Title(), "占比")}
	for _, word := range parts.open.Words {
		n, then := parts.number(counts, word), parts.number(former, word)
		name := word
		if word == "" {
			name = empty
		}
		if name == "" || n+then == 0 {
			continue
		}
		cells := []Cell{{Text: name}, {Text: parts.cases(n)}, {Text: parts.share(n, all)}, {Text: parts.cases(then)}, {Text: parts.share(then, earlier)}}
		if former == nil {
			cells[3] = Cell{Text: indicator.Hidden.String(), Class: "state", Counts: indicator.SmallNumber}
			cells[4] = Cell{Text: "—"}
		}
		t.Rows = append(t.Rows, Row{Cells: cells})
	}
	block.Table, block.Note = t, "只计可以逐件列出的案件（不含未成年人案件），共 "+parts.cases(all)+"；逐件见上表的数。"
	if unit := parts.open.Definition.Unit; unit != "件" { // no cases
		block.Note = "只计可以逐" + unit + "列出的（不含涉未成年人的），共 " + parts.cases(all) + "。"
	}
	return block
}

// share is a part of the whole; of a whole below the minimum there is no percentage.
func (o *openParts) share(n, of int64) string {
	if of < o.open.Definition.Minimum {
		return "—"
	}
	return shareOf(n, of)
}

// openLoad is how many cases each department has pending, never each handler.
func (b *builder) openLoad() Block {
	block := Block{ID: "load", Title: "各部门在办案件", Note: "按部门序次，" + b.placeTitle("") + "合并；部门之间案件难易不同，不作比较，供调配人员参考。"}
	d := b.Cube.Definition("pending-cases")
	if d == nil {
		block.Empty = "没有指标“期末未结”。"
		return block
	}
	t := &Table{Caption: block.Title, Quiet: true, Header: head("部门", b.month().Title()+"末", b.month().Prev().Title()+"末", b.month().YearEarlier().Title()+"末")}
	row := func(name, department, state string) {
		r := Row{State: state, Cells: []Cell{{Text: name}}}
		for _, m := range []int{0, -1, -12} {
			r.Cells = append(r.Cells, b.cell(d, indicator.Key{Indicator: d.ID, Period: b.month().Add(m), Department: department}))
		}
		t.Rows = append(t.Rows, r)
	}
	for _, name := range b.Cube.Organisation.Departments {
		r := b.Cube.Result(indicator.Key{Indicator: d.ID, Period: b.month(), Department: name})
		if r.State == indicator.Known && !r.Numerator.IsZero() {
			row(name, name, "")
		}
	}
	row(b.placeTitle(""), "", "total")
	block.Table = t
	return block
}

// oversightPlaces shows every procuratorate, in administrative order.
func (b *builder) oversightPlaces() Block {
	ids := []string{"leaders-cases-concluded", "leaders-five-class-share", "hearings-held", "non-arrest-victim-opinion-share", "non-prosecution-victim-opinion-share", "designated-assignment-share"}
	return Block{ID: "places", Title: "各院情况", Note: "按建制顺序，不排名次。基数少的只列件数。", Table: b.placesTable("各院情况", oversightPath, ids, titleOf, b.cell)}
}
