package site

import (
	"strconv"
)

const deadlinePath = "deadlines.html"

// deadlinePage lists what lapses: custody and overdue first, then near due, what stands still, what is
// long pending, and what falls due in the weeks to come. Lists go by case, with procuratorate and
// department; no table puts case handlers side by side.
func deadlinePage(b *builder) {
	b.add(&Page{Path: deadlinePath, Title: "办案期限", Template: "tables", Section: deadlinePath, Type: "办案期限", View: func() any { return b.deadlineView() }}, "")
}

func (b *builder) deadlineView() tablesView {
	const page = deadlinePath
	strip := b.strip("办案期限", []string{"custody-ending", "overdue-cases", "near-due-cases", "pending-over-year", "pending-cases"}, "")
	d := b.deadlines()
	return tablesView{
		Title: "办案期限",
		Facts: append([]string{"今天指数据截止日 " + b.Cube.Cutoff.Chinese(), "期限按期限文档推算，没有期限适用的用导出的到期日期"}, b.deadlineGaps()...),
		Strip: &strip,
		Blocks: []Block{
			d.block(page, "custody", "羁押期限将届满", "人", d.custody, "没有将届满的。", "距最后一日七日以内的在押人员（速裁案件等用导出的届满日，为五日以内），已经届满的排在最前；末日不因节假日顺延。"),
			d.block(page, "measures", "取保候审、监视居住期限将届满", "人次", d.measures, "没有将届满的。", "按各项期限的提前日数，已经届满的排在最前；届满以前作出处理，或者解除、变更强制措施。"),
			d.block(page, "overdue", "已超期", "件", d.overdue, "没有超期案件。", "已过最后一日的未结案件，超期久的在前。先核对案卡上的延长、退补和强制措施，再作提示。含登记的期限事项（权利告知、申请答复等），可能多于页首的刑事案件数。"),
			d.block(page, "near-due", "临期", "件", d.near, "没有临期案件。", "距最后一日不超过该项期限的提前日数：十日以内的期限二日，其余五日，在押的七日；提前日数写在期限文档里。同样含登记的期限事项。"),
			b.weekBlock(page),
			d.block(page, "away", "在外", "件", d.away, "没有退回未报、中止审查的案件。", "退回补充侦查没有重新报送、中止审查没有恢复的，期限停止计算，离开久的在前。"),
			b.longBlock(page),
			b.repliesBlock(page),
			{ID: "places", Title: "各院情况", Note: "按建制顺序", Table: b.boardTable(page)},
			{ID: "departments", Title: "各部门情况", Note: b.placeTitle("") + "合并，按部门顺序", Table: b.deadlineDepartments(page), Empty: "指标没有分部门计算。"},
			b.differingBlock(),
			b.limitBlock(page),
		},
	}
}

// deadlineGaps says what the boards cannot tell.
func (b *builder) deadlineGaps() []string {
	var gaps []string
	for _, w := range b.Watches {
		if len(w.Lacks) > 0 {
			d := b.dataset(w.Limit.Dataset)
			gaps = append(gaps, "“"+d.Title+"”"+lackText(w.Lacks)+"，“"+w.Limit.Title+"”未知")
		}
	}
	return append(gaps, b.unarrangedFact()...)
}

func remaining(days int) string {
	if days < 0 {
		return "超期 " + strconv.Itoa(-days) + " 天"
	}
	if days == 0 {
		return "今日到期"
	}
	return "剩 " + strconv.Itoa(days) + " 天"
}
