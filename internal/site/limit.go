package site

import (
	"strconv"
	"strings"

	"anjian/internal/monitor"
	"anjian/internal/period"
	"anjian/internal/table"
)

// limitFacts says in the side rail what the front matter of a limit computes, and how the cases
// stand to it that the exports tell of.
func (b *builder) limitFacts(id string) []Fact {
	for _, l := range b.Limits {
		if l.ID != id {
			continue
		}
		list := facts("起算", l.Starts, "期限", l.Clock.Length.String(), "延长与停止", l.Note, "临期", "届满前 "+strconv.Itoa(l.Lead)+" 日",
			"施行", validity(l.From, l.To), "依据", l.Basis)
		if l.Dataset == "" {
			return append(list, Fact{Name: "监控", Text: "导出数据里没有对应的日期，只供查阅"})
		}
		for _, w := range b.Watches {
			if w.Limit == l {
				list = append(list, facts("监控", watchText(w))...)
			}
		}
		return list
	}
	return nil
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
func watchText(w *monitor.Watch) string {
	if len(w.Lacks) > 0 {
		return lackText(w.Lacks) + "，不计算"
	}
	count := func(n int, what string) string { return what + " " + number(int64(n)) + " 件" }
	return strings.Join([]string{
		count(len(w.Open), "未结"), count(len(w.Away()), "其中不在院内或中止"), count(len(w.NearDue()), "临期"), count(len(w.Overdue()), "超期"),
	}, "，")
}

func lackText(lacks []table.Lack) string {
	words := make([]string, len(lacks))
	for i, l := range lacks {
		words[i] = l.String()
	}
	return strings.Join(words, "、")
}

// limitBlock lists all limits by business line.
func (b *builder) limitBlock(page string) Block {
	t := &Table{
		Caption: "办案期限一览",
		Quiet:   true,
		Header:  []Head{{"事项", "words"}, {"起算", "words"}, {"期限", "words"}, {"延长与停止", "words"}, {"依据", "words"}},
	}
	for _, l := range b.Limits {
		t.Rows = append(t.Rows, Row{Cells: []Cell{
			{Text: l.Title, Href: to(page, pageOf(l.Doc)), Class: "words"},
			{Text: l.Starts, Class: "words"},
			{Text: l.Clock.Length.String(), Class: "words"},
			{Text: firstOf(l.Note, "—"), Class: "words"},
			{Text: l.Basis, Class: "words"},
		}})
	}
	block := Block{ID: "limits", Title: "期限一览", Table: t}
	if len(t.Rows) == 0 {
		block.Table, block.Empty = nil, "还没有期限文档。"
	}
	return block
}

// differingBlock lists pending cases whose exported last day is not the one that the law gives: the
// card may be wrong, or an event may be missing in it.
func (b *builder) differingBlock() Block {
	t := &Table{
		Caption: "导出的到期日期与法定期限不一致",
		Quiet:   true,
		Header:  []Head{{"部门受案号", ""}, {"期限", "words"}, {"承办单位", "words"}, {"承办部门", "words"}, {"受理日期", ""}, {"导出的到期日期", ""}, {"按法定期限计算", ""}},
	}
	total := 0
	for _, w := range b.Watches {
		d := b.dataset(w.Limit.Dataset)
		if d == nil || len(d.Key) == 0 {
			continue
		}
		for _, x := range w.Differing {
			if !b.Data.Listed(d.ID, x.Row) {
				continue // counted nowhere: a list of one's own cards is not the place for juveniles' cases
			}
			if total++; total > mostListed {
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
	if total > mostListed {
		block.Note += "列出前 " + strconv.Itoa(mostListed) + " 件，共 " + strconv.Itoa(total) + " 件。"
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
