package site

import (
	"cmp"
	"slices"
	"strconv"

	"anjian/internal/period"
)

// brandPlanPath is the page of the three-year plans of all brands.
const brandPlanPath = "brands/plan.html"

// A due is a step of a brand's plan.
type due struct {
	brand *brand
	planned
}

// item tells a step in a list.
func (d due) item(b *builder, page string) Item {
	day := b.Cube.Cutoff
	return Item{
		Tag: d.at(day).tag(), Link: Link{d.Text, to(page, pageOf(d.brand.doc)+"#plan")},
		Aside: joinNonEmpty("　", "计划 "+d.Date.String(), d.days(day)),
		Note:  joinNonEmpty("　", d.brand.Title, b.shortName(d.brand.Procuratorate), d.brand.Department),
	}
}

// steps lists the steps of all plans that a test takes, by planned day.
func (b *builder) steps(take func(planned) bool) []due {
	var list []due
	for _, m := range b.brandsInOrder() {
		for _, p := range m.plan() {
			if take(p) {
				list = append(list, due{m, p})
			}
		}
	}
	slices.SortStableFunc(list, func(x, y due) int { return cmp.Compare(x.Date, y.Date) })
	return list
}

// lateSteps are those whose day has passed without their being reached.
func (b *builder) lateSteps() []due {
	return b.steps(func(p planned) bool { return p.at(b.Cube.Cutoff) == overdue })
}

// dueSteps are those not reached yet that fall due after the cut-off, up to a day.
func (b *builder) dueSteps(until period.Date) []due {
	day := b.Cube.Cutoff
	return b.steps(func(p planned) bool { return !p.at(day).done() && p.Date >= day && p.Date <= until })
}

// reachedSteps are those reached within two days, both included.
func (b *builder) reachedSteps(from, until period.Date) []due {
	return b.steps(func(p planned) bool {
		return p.at(b.Cube.Cutoff).done() && p.Reached >= from && p.Reached <= until
	})
}

// nextQuarter is the quarter after the one in which the latest data lie.
func (b *builder) nextQuarter() period.Period {
	return b.Cube.Calendar.MonthOf(b.Cube.Cutoff).Within(period.Quarterly).Add(1)
}

// planNews lists what is late and what falls due until the end of the next quarter.
func (b *builder) planNews(page string) []Item {
	var items []Item
	for _, d := range append(b.lateSteps(), b.dueSteps(b.Cube.Calendar.End(b.nextQuarter()))...) {
		items = append(items, d.item(b, page))
	}
	return items
}

func brandPlanPage(b *builder) {
	if len(b.brands) == 0 {
		return
	}
	b.add(&Page{Path: brandPlanPath, Title: "品牌计划进度", Template: "tables", Section: brandIndex, View: func() any { return b.brandPlanView() }, Type: "品牌"}, "")
}

func (b *builder) brandPlanView() tablesView {
	page, day := brandPlanPath, b.Cube.Cutoff
	next := b.nextQuarter()
	view := tablesView{
		Breadcrumb: crumbs(page, Link{"品牌案例", brandIndex}, Link{Text: "品牌计划进度"}),
		Title:      "品牌计划进度",
		Facts:      []string{"截至 " + day.String(), strconv.Itoa(len(b.brands)) + " 个品牌", "状态由计划日期、完成日期推算"},
	}
	list := func(id, title, empty string, steps []due) {
		block := Block{ID: id, Title: title + "：" + strconv.Itoa(len(steps)) + " 项", Empty: empty}
		for _, d := range steps {
			block.List = append(block.List, d.item(b, page))
		}
		if len(block.List) > 0 {
			block.Empty = ""
		}
		view.Blocks = append(view.Blocks, block)
	}
	list("late", "逾期未完成", "没有逾期的。", b.lateSteps())
	list("due", "到"+b.title(next)+"末到期", "没有将要到期的。", b.dueSteps(b.Cube.Calendar.End(next)))
	quarter := next.Prev()
	list("reached", b.title(quarter)+"完成", "没有完成的。", b.reachedSteps(b.Cube.Calendar.Start(quarter), b.Cube.Calendar.End(quarter)))
	all := &Table{Caption: "各品牌的里程碑，按计划日期", Quiet: true, Header: []Head{{"品牌", ""}, {"院", "text"}, {"计划", "text"}, {"内容", "words"}, {"完成", "text"}, {"状态", "text"}, {"相差", "text"}}}
	counts := &Table{Caption: "各品牌里程碑的个数", Quiet: true, Header: []Head{{"品牌", ""}, {"院", "text"}, {"里程碑", ""}, {"按期完成", ""}, {"逾期完成", ""}, {"进行中", ""}, {"逾期", ""}, {"未开始", ""}}}
	for _, m := range b.brandsInOrder() {
		name := Cell{Text: m.Title, Href: to(page, pageOf(m.doc))}
		place := Cell{Text: firstOf(b.shortName(m.Procuratorate), "—"), Class: "text"}
		of := map[progress]int{}
		plan := m.plan()
		for _, p := range plan {
			state := p.at(day)
			of[state]++
			reached := "—"
			if state.done() {
				reached = p.Reached.String()
			}
			row := Row{Cells: []Cell{name, place, {Text: p.Date.String(), Class: "text"}, {Text: p.Text, Class: "words"}, {Text: reached, Class: "text"}, {Text: string(state), Class: "text"}, {Text: p.days(day), Class: "text"}}}
			all.Rows = append(all.Rows, row)
		}
		cells := []Cell{name, place, {Text: strconv.Itoa(len(plan))}}
		for _, state := range []progress{doneOnTime, doneLate, underWay, overdue, notBegun} {
			cells = append(cells, Cell{Text: strconv.Itoa(of[state])})
		}
		counts.Rows = append(counts.Rows, Row{Cells: cells})
	}
	view.Blocks = append(view.Blocks, Block{ID: "counts", Title: "各品牌进度", Table: counts}, Block{ID: "all", Title: "全部里程碑", Table: all})
	return view
}
