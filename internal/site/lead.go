package site

import (
	"slices"
	"strconv"
	"strings"

	"anjian/internal/indicator"
	"anjian/internal/lead"
	"anjian/internal/period"
)

const leadIndex = "leads.html"

// fewest is the smallest number of juveniles' cases that is told where no row of them is listed.
const fewest = 5

// leadPage is the tab 监督线索: what supervision models point at, over time and by procuratorate, and
// the indicators of supervision.
func leadPage(b *builder) {
	b.add(&Page{Path: leadIndex, Title: "监督线索", Template: "tables", Section: leadIndex, View: func() any { return b.leadView() }, Type: "监督线索"}, "")
}

func (b *builder) leadView() tablesView {
	supervision := b.idsWhere(func(d *indicator.Definition) bool {
		return d.Dimension == "效果" && !strings.Contains(d.Line, "群众反馈")
	})
	models := Block{ID: "models", Title: "监督模型", Note: b.unlistedNote(), Empty: emptyIf(len(b.Leads) == 0, "还没有监督模型。")}
	places := Block{ID: "places", Title: "各院线索", Note: "按建制顺序。聚集线索跨院的计入“跨院”。"}
	if len(b.Leads) > 0 {
		models.Table, places.Table = b.courseTable(), b.leadPlaces()
	}
	view := tablesView{
		Title: "监督线索", Facts: []string{"截至 " + b.Cube.Cutoff.Chinese(), "线索由模型比对得出，仅供研判，须经人工核查"},
		Blocks: []Block{models},
	}
	if places.Table != nil {
		view.Blocks = append(view.Blocks, places)
	}
	view.Blocks = append(view.Blocks, b.ledgerBlocks()...)
	if len(b.Credits) > 0 {
		view.Blocks = append(view.Blocks, Block{
			ID: "credit", Title: "正向激励", Note: "追捕追诉、抗诉改变、检察建议落实、线索移送成案，以及发布的典型案例，分部门记下来，不计分、不排名。",
			List: []Item{{Link: Link{"各部门、各院的正向激励", creditPath}}},
		})
	}
	view.Blocks = append(view.Blocks, b.indicatorBlock("indicators", "监督效果", "数量与采纳、整改情况一并看。", leadIndex, supervision))
	view.Blocks = append(view.Blocks, b.reverseBlock(leadIndex))
	return view
}

// leadWindow are the months in which leads are counted one by one.
func (b *builder) leadWindow() (first, last period.Period) {
	return b.month().Add(1 - History), b.month()
}

// inLineOrder returns what models found in the order of the business lines, those of all lines last.
func (b *builder) inLineOrder() []*lead.Leads {
	list := make([]*lead.Leads, len(b.Leads))
	for i := range b.Leads {
		list[i] = &b.Leads[i]
	}
	place := func(l *lead.Leads) int {
		i := slices.IndexFunc(b.lines, func(one *businessLine) bool { return one.Title == topLine(l.Model.Line) })
		if i < 0 {
			return len(b.lines)
		}
		return i
	}
	slices.SortStableFunc(list, func(x, y *lead.Leads) int { return place(x) - place(y) })
	return list
}

// courseTable counts the leads of each model: all, of the month, by year, and month by month.
func (b *builder) courseTable() *Table {
	first, last := b.leadWindow()
	var years []int
	for y := last.YearNumber(); y > first.YearNumber() || y == first.YearNumber() && first.MonthNumber() == 1; y-- {
		years = append(years, y)
	}
	t := &Table{Caption: "监督模型的线索，按归月日期", Quiet: true, Header: []Head{{"模型", ""}, {"全部线索", ""}, {b.month().Title(), ""}}}
	for _, y := range years {
		t.Header = append(t.Header, Head{Text: strconv.Itoa(y) + " 年"})
	}
	t.Header = append(t.Header, Head{"近 " + strconv.Itoa(History) + " 个月", "words"})
	for _, l := range b.inLineOrder() {
		row := Row{Cells: []Cell{{Text: l.Model.Title, Href: to(leadIndex, pageOf(l.Model.Doc))}}}
		switch {
		case len(l.Lacks) > 0:
			why := lacksWords("没有运行", l.Lacks)
			row.Cells[0].Text += "（" + why + "）"
			row.Cells = append(row.Cells, Cell{Text: "未知", Counts: why})
			row.Cells = append(row.Cells, dashes(len(years)+1, why)...)
		case onlyCounted(l): // no part of what is only counted is told
			row.Cells = append(row.Cells, Cell{Text: b.unlistedTotal(l)})
			row.Cells = append(row.Cells, dashes(len(years)+1, "只给总数，不分年月")...)
		default:
			row.Cells = append(append(row.Cells, Cell{Text: leadCount(l)}), b.courseCells(l, first, last, years)...)
			t.Rows = append(t.Rows, row)
			continue
		}
		row.Cells = append(row.Cells, Cell{Text: "—", Class: "words"})
		t.Rows = append(t.Rows, row)
	}
	return t
}

// courseCells are the counts of the month and of years, and the sparkline.
func (b *builder) courseCells(l *lead.Leads, first, last period.Period, years []int) []Cell {
	course := l.Course(b.Cube.Calendar, first, last)
	cells := []Cell{{Text: number(int64(course.Counts[len(course.Counts)-1]))}}
	for _, y := range years {
		n := 0
		for i, m := range course.Months {
			if m.YearNumber() == y {
				n += course.Counts[i]
			}
		}
		cells = append(cells, Cell{Text: number(int64(n))})
	}
	spark := Cell{Class: "words", Sparkline: b.leadSparkline(course)}
	if spark.Sparkline == "" || len(l.List) == 0 {
		spark = Cell{Text: "—", Class: "words"}
	}
	return append(cells, spark)
}

// onlyCounted tells whether all that a model found are rows that are never listed.
func onlyCounted(l *lead.Leads) bool { return len(l.List) == 0 && l.Unlisted > 0 }

func dashes(n int, why string) []Cell {
	cells := make([]Cell, n)
	for i := range cells {
		cells[i] = Cell{Text: "—", Counts: why}
	}
	return cells
}

// leadCount prints how many leads there are, of groups with the rows in them.
func leadCount(l *lead.Leads) string {
	if l.Model.Group == nil {
		return number(int64(len(l.List)))
	}
	return number(int64(len(l.List))) + " 组"
}

// leadPlaces counts the leads of each model by procuratorate, in administrative order.
func (b *builder) leadPlaces() *Table {
	t := &Table{Caption: "各院线索", Quiet: true, Header: head("模型")}
	for _, p := range b.Cube.Organisation.Procuratorates {
		t.Header = append(t.Header, Head{Text: b.dated(p)})
	}
	across := slices.ContainsFunc(b.Leads, func(l lead.Leads) bool { return l.Model.Group != nil })
	if across {
		t.Header = append(t.Header, Head{Text: "跨院"})
	}
	for _, l := range b.inLineOrder() {
		if len(l.Lacks) > 0 || onlyCounted(l) {
			continue
		}
		counts := map[string]int{}
		for _, one := range l.List {
			counts[b.leadPlace(l, one)]++
		}
		row := Row{Cells: []Cell{{Text: l.Model.Title, Href: to(leadIndex, pageOf(l.Model.Doc))}}}
		for _, p := range b.Cube.Organisation.Procuratorates {
			row.Cells = append(row.Cells, Cell{Text: number(int64(counts[p.ID]))})
		}
		if across {
			row.Cells = append(row.Cells, Cell{Text: number(int64(counts[""]))})
		}
		t.Rows = append(t.Rows, row)
	}
	if len(t.Rows) == 0 {
		return nil
	}
	return t
}

// leadPlace is the procuratorate of all rows of a lead, "" where they have no common one.
func (b *builder) leadPlace(l *lead.Leads, one lead.Lead) string {
	place := b.placeID(l.Model.Dataset, l.Table, one.Rows[0])
	for _, row := range one.Rows[1:] {
		if b.placeID(l.Model.Dataset, l.Table, row) != place {
			return ""
		}
	}
	return place
}

// unlistedNote tells which models point at juveniles' cases, all procuratorates and years together.
// Of groups there is nothing to tell: they are made without such rows.
func (b *builder) unlistedNote() string {
	note := "每项线索按模型写明的日期归月；点模型名称看理由、逐件清单和核查方法。"
	for _, l := range b.inLineOrder() {
		if l.Unlisted > 0 && l.Model.Group == nil {
			note += l.Model.Title + "另有" + b.unlistedLeads(l) + "。"
		}
	}
	return note
}

// unlistedTotal prints the same for a table.
func (b *builder) unlistedTotal(l *lead.Leads) string {
	if few(int64(l.Unlisted), fewest) {
		return "不满 " + strconv.Itoa(fewest)
	}
	return number(int64(l.Unlisted))
}

// unlistedLeads words how many rows a model found that are not listed. Few are not counted.
func (b *builder) unlistedLeads(l *lead.Leads) string {
	if few(int64(l.Unlisted), fewest) {
		return "未成年人等不逐件列出的案件，不满 " + strconv.Itoa(fewest) + " 件"
	}
	return b.unlistedCount(l.Model.Dataset, l.Unlisted)
}

// idsWhere lists the indicators that a condition holds for.
func (b *builder) idsWhere(want func(*indicator.Definition) bool) []string {
	var ids []string
	for _, d := range b.Cube.Definitions {
		if want(d) {
			ids = append(ids, d.ID)
		}
	}
	return ids
}
