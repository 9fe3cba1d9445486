package site

import (
	"strconv"
	"strings"

	"anjian/internal/monitor"
	"anjian/internal/period"
	"anjian/internal/statute"
	"anjian/internal/table"
)

// limit finds a limit, nil where there is none.
func (b *builder) limit(id string) *monitor.Limit {
	for _, l := range b.Limits {
		if l.ID == id {
			return l
		}
	}
	return nil
}

// limitFacts says in the side rail what the front matter of a limit computes, and how the cases
// stand to it that the exports tell of.
func (b *builder) limitFacts(id string) []Fact {
	l := b.limit(id)
	if l == nil {
		return nil
	}
	list := facts("起算", l.Starts, "由谁完成", firstOf(l.By, "本院"), "期限", joinNonEmpty("，", l.Clock.Length.String(), extensionText(l.Clock)), "延长与停止", l.Note,
		"临期", "届满前 "+strconv.Itoa(l.Lead)+" 日", "施行", validity(l.From, l.To), "依据", l.Basis)
	list = append(list, b.articleFacts(statute.Find(l.Basis), pageOf(l.Doc))...)
	d := b.dataset(l.Dataset)
	if d == nil {
		return append(list, Fact{Name: "监控", Text: "导出数据里没有对应的日期，只供查阅"})
	}
	list = append(list, Fact{Name: "数据", Links: []Link{{d.Title, to(pageOf(l.Doc), pageOf(d.Doc))}}}, Fact{Name: "起止", Text: "“" + l.Start + "”到“" + l.End + "”"})
	for _, w := range b.Watches {
		if w.Limit == l {
			list = append(list, facts("监控", watchText(w, d.Unit))...)
		}
	}
	return list
}

func validity(from, to period.Date) string {
	switch {
	case from != period.NoDate && to != period.NoDate:
		return from.Chinese() + "至" + to.Chinese()
	case from != period.NoDate:
		return from.Chinese() + "起"
	case to != period.NoDate:
		return "至" + to.Chinese()
	}
	return ""
}

// watchText sums up the cases that a limit applies to.
func watchText(w *monitor.Watch, unit string) string {
	if len(w.Lacks) > 0 {
		return lackText(w.Lacks) + "，不计算"
	}
	count := func(what string, n int) string { return what + " " + number(int64(n)) + " " + unit }
	return strings.Join([]string{
		count("未结", len(w.Open)), count("其中不在院内或中止", len(w.Away())), count("临期", len(w.NearDue())), count("超期", len(w.Overdue())),
	}, "，") + "；" + count("已办结或者回复", w.Concluded) + "，" + count("其中届满之后", w.Overran)
}

func lackText(lacks []table.Lack) string {
	words := make([]string, len(lacks))
	for i, l := range lacks {
		words[i] = l.String()
	}
	return strings.Join(words, "、")
}

// limitBlock counts the cases of each limit that the data tell of, and leads to the list of all limits.
func (b *builder) limitBlock(page string) Block {
	if len(b.Limits) == 0 {
		return Block{ID: "limits", Title: "按法定期限推算", Empty: "还没有期限文档。"}
	}
	block := Block{
		ID: "limits", Title: "按法定期限推算",
		Note: "按期限文档从起算日逐件推算：末日遇节假日顺延，在押的不顺延，不计入的期间扣除。未结含等待对方回复的文书；临期按各项期限自己的提前日数，见各自的页面；超期的先核对案卡，再作提示。",
		List: []Item{{Link: Link{"办案期限一览", to(page, limitIndex)}, Aside: strconv.Itoa(len(b.Limits)) + " 种，按业务条线和办案环节排列"}},
	}
	t := &Table{
		Caption: "按法定期限推算的未结案件和文书", Quiet: true,
		Header: []Head{{"事项", "words"}, {"期限", "words"}, {"未结", ""}, {"不在院内或中止", ""}, {"临期", ""}, {"超期", ""}},
	}
	for _, line := range b.limitLines() {
		for _, l := range line.of {
			for _, w := range b.Watches {
				if w.Limit == l {
					t.Rows = append(t.Rows, b.watchRow(page, w))
				}
			}
		}
	}
	if len(t.Rows) > 0 {
		block.Table = t
	}
	return block
}

func (b *builder) watchRow(page string, w *monitor.Watch) Row {
	row := Row{Cells: []Cell{
		{Text: w.Limit.Title, Href: to(page, pageOf(w.Limit.Doc)), Class: "words"},
		{Text: w.Limit.Clock.Length.String(), Class: "words"},
	}}
	if len(w.Lacks) > 0 {
		row.Cells[1].Note = lackText(w.Lacks) + "，不计算"
		return Row{Cells: append(row.Cells, Cell{Text: "未知"}, Cell{Text: "未知"}, Cell{Text: "未知"}, Cell{Text: "未知"})}
	}
	for _, n := range []int{len(w.Open), len(w.Away()), len(w.NearDue()), len(w.Overdue())} {
		row.Cells = append(row.Cells, Cell{Text: number(int64(n))})
	}
	return row
}

// differingBlock lists pending cases whose exported last day is not the one that the law gives: the
// card may be wrong, or an event may be missing in it.
func (b *builder) differingBlock() Block {
	t := &Table{
		Caption: "导出的到期日期与法定期限不一致",
		Quiet:   true,
		Header:  []Head{{"部门受案号", ""}, {"期限", "words"}, {"承办单位", "words"}, {"承办部门", "words"}, {"受理日期", ""}, {"导出的到期日期", ""}, {"按法定期限计算", ""}},
	}
	total, unlisted := 0, 0
	for _, w := range b.Watches {
		d := b.dataset(w.Limit.Dataset)
		if d == nil || len(d.Key) == 0 {
			continue
		}
		for _, x := range w.Differing {
			total++
			if !b.Data.Listed(d.ID, x.Row) {
				unlisted++
				continue
			}
			if len(t.Rows) == mostListed {
				continue
			}
			show := func(name string) Cell { return Cell{Text: b.visible(d, w.Table, name, x.Row)} }
			t.Rows = append(t.Rows, Row{Cells: []Cell{
				show(d.Key[0]),
				{Text: w.Limit.Title, Href: pageOf(w.Limit.Doc), Class: "words"},
				{Text: b.placeWord(show(d.Procuratorate).Text), Class: "words"},
				{Text: show(d.Department).Text, Class: "words"},
				show(w.Limit.Start),
				{Text: x.Export.String()},
				{Text: x.Legal.String()},
			}})
		}
	}
	block := Block{
		ID: "differing", Title: "到期日期与法定期限不一致：" + strconv.Itoa(total) + " 件", Table: t,
		Note: "未结案件按期限文档重新推算，与导出的到期日期对照。不一致的，先核对案卡上的延长、退补和强制措施，再看节假日是否顺延。",
	}
	if total-unlisted > mostListed {
		block.Note += "列出前 " + strconv.Itoa(mostListed) + " 件，共 " + strconv.Itoa(total) + " 件。"
	}
	if unlisted > 0 {
		block.Note += "未成年人等案件 " + strconv.Itoa(unlisted) + " 件计入总数，不逐件列出。"
	}
	if total == 0 {
		block.Title, block.Table, block.Note, block.Empty = "到期日期与法定期限不一致", nil, "", "没有不一致的。"
	}
	return block
}

// unarrangedFact warns that a year's holidays are not known yet.
func (b *builder) unarrangedFact() []string {
	var list []string
	for _, year := range monitor.Unarranged(b.Watches, b.Workdays) {
		list = append(list, strconv.Itoa(year)+" 年的节假日安排还没有填，末日只按周末顺延")
	}
	return list
}
