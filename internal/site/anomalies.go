package site

import (
	"slices"
	"strconv"

	"anjian/internal/indicator"
)

const anomaliesPath = "anomalies.html"

// An anomaliesView is the list of all 异常提示: those that wait for an explanation, those that have
// one, those that are over; each by line of work.
type anomaliesView struct {
	Breadcrumb []Link
	Title      string
	Facts      []string
	Lines      Table
	Groups     []anomalyGroup
	Manual     *Link // how to explain one; nil on a site without its manual
}

type anomalyGroup struct {
	ID, Title, Note, Empty string
	Lines                  []anomalyLine
}

type anomalyLine struct {
	ID, Title string
	Items     []Item
}

// A sheet is one of the groups with what belongs to it.
type sheet struct {
	id, title, note, empty string
	episodes               []*indicator.Episode
}

// The groups, and what anchors in them begin with.
const (
	waitingGroup  = "waiting"
	answeredGroup = "answered"
	overGroup     = "over"
)

func anomalyPage(b *builder) {
	b.add(&Page{Path: anomaliesPath, Title: "异常提示", Template: "anomalies", Section: reportIndex, View: func() any { return b.anomalyView() }, Type: "反向审视"}, "")
}

func (b *builder) anomalyView() *anomaliesView {
	sheets := b.sheets()
	b.alertsFile(sheets)
	view := &anomaliesView{
		Breadcrumb: crumbs(anomaliesPath, Link{"分析研判", reportIndex}, Link{Text: "异常提示"}),
		Title:      "异常提示",
		Facts: []string{
			"截至" + b.title(b.month()), strconv.Itoa(len(sheets[0].episodes)) + " 条未说明，其中逾期 " + strconv.Itoa(b.late(sheets[0].episodes)) + " 条",
			strconv.Itoa(len(sheets[1].episodes)) + " 条已说明", "只提示与常态不同，请责任部门说明，不作评价",
		},
		Lines: b.anomalyTable(sheets),
	}
	if series, expected := b.Cube.FalseAlarms(b.watching()); series > 0 {
		view.Facts = append(view.Facts, "按月监测 "+strconv.Itoa(series)+" 条曲线，即使都没有变化，平均每月也有 "+tenths(expected, 1)+" 条碰巧被提示")
	}
	for _, s := range sheets {
		g := anomalyGroup{ID: s.id, Title: s.title, Note: s.note, Empty: s.empty}
		for _, line := range b.lineOrder() {
			var items []Item
			for _, e := range s.episodes {
				if topLine(b.lineOf(e)) == line {
					items = append(items, b.listed(e))
				}
			}
			if len(items) > 0 {
				g.Lines = append(g.Lines, anomalyLine{s.id + "-" + line, line, items})
			}
		}
		view.Groups = append(view.Groups, g)
	}
	for _, m := range b.manual {
		if m.doc.ID == "anomalies" {
			view.Manual = &Link{"怎样看、怎样说明", to(anomaliesPath, pageOf(m.doc))}
		}
	}
	return view
}

// listed is an episode as the page of all of them tells it.
func (b *builder) listed(e *indicator.Episode) Item {
	item := b.episodeItem(e, e.Latest(), anomaliesPath)
	item.Note += b.alike(e)
	item.More = b.behindLink(e, anomaliesPath)
	return item
}

// sheets parts the episodes; within each the oldest comes first. What a place changes as all
// together do stands with them.
func (b *builder) sheets() []sheet {
	list := []sheet{
		{id: waitingGroup, title: "未说明", note: "先出现的在前。出现后满一个月仍未说明的标“逾期未说明”。说明写在分析研判报告里。", empty: "没有等待说明的异常提示。"},
		{id: answeredGroup, title: "已说明（持续中）", note: "已有说明，仍在常态波动范围以外或仍偏离原水平，继续观察。", empty: "没有已说明而仍在持续的。"},
		{id: overGroup, title: "已恢复常态", note: "近一年出现过、现已不再提示的。", empty: "近一年没有出现后恢复的。"},
	}
	for i := range b.Past.Episodes {
		e := &b.Past.Episodes[i]
		at := 0
		if x, _ := b.answerOf(e); x != nil {
			at = 1
		}
		switch {
		case b.Cube.Definition(e.Indicator) == nil: // its pages have gone as well
			continue
		case e.Course != indicator.Ongoing:
			at = 2
		case b.together(e) != nil:
			continue
		}
		list[at].episodes = append(list[at].episodes, e)
	}
	for _, s := range list {
		slices.SortStableFunc(s.episodes, func(x, y *indicator.Episode) int { return x.First().Compare(y.First()) })
	}
	// What was over last is what readers look for first.
	slices.SortStableFunc(list[2].episodes, func(x, y *indicator.Episode) int { return y.Last().Compare(x.Last()) })
	return list
}

// late counts the episodes that nobody explained for over a month.
func (b *builder) late(list []*indicator.Episode) int {
	n := 0
	for _, e := range list {
		if b.overdue(e) {
			n++
		}
	}
	return n
}

// moreChanges says, beneath the changes that the overview tells, how many others wait for an
// explanation for over a month, and how many there are.
func (b *builder) moreChanges(told int) (waiting, all *Link) {
	sheets := b.sheets()
	late := b.late(sheets[0].episodes)
	for _, a := range b.headlines() {
		if e := b.Past.Episode(a); e != nil && slices.Contains(sheets[0].episodes, e) && b.overdue(e) {
			late--
		}
	}
	if late > 0 {
		waiting = &Link{"另有 " + strconv.Itoa(late) + " 条异常提示超过一个月未说明", anomaliesPath + "#" + waitingGroup}
	}
	if n := len(sheets[0].episodes) + len(sheets[1].episodes); n > told {
		all = &Link{"全部 " + strconv.Itoa(n) + " 条", anomaliesPath}
	}
	return waiting, all
}

// anomaliesLink leads to the list of all, with how many wait; nil where there never was one.
func (b *builder) anomaliesLink(page string) *Link {
	if len(b.Past.Episodes) == 0 {
		return nil
	}
	sheets := b.sheets()
	return &Link{
		"异常提示：" + strconv.Itoa(len(sheets[0].episodes)) + " 条未说明，" + strconv.Itoa(len(sheets[1].episodes)) + " 条已说明", to(page, anomaliesPath),
	}
}

// lineOf is the line of work of an episode's indicator.
func (b *builder) lineOf(e *indicator.Episode) string { return b.Cube.Definition(e.Indicator).Line }

// lineOrder lists the lines of work that indicators belong to: declared ones first.
func (b *builder) lineOrder() []string {
	var order []string
	for _, l := range b.lines {
		order = append(order, l.Title)
	}
	for _, d := range b.Cube.Definitions {
		if line := topLine(d.Line); !slices.Contains(order, line) {
			order = append(order, line)
		}
	}
	return order
}

// anomalyTable counts by line of work; every count leads to its list.
func (b *builder) anomalyTable(sheets []sheet) Table {
	t := Table{Caption: "异常提示，按条线，条", Quiet: true, Header: head("条线", "未说明", "其中逾期", "已说明", "已恢复")}
	for _, line := range b.lineOrder() {
		row := Row{Cells: []Cell{{Text: line}}}
		any := false
		for i, s := range sheets {
			mine := slices.DeleteFunc(slices.Clone(s.episodes), func(e *indicator.Episode) bool { return topLine(b.lineOf(e)) != line })
			any = any || len(mine) > 0
			row.Cells = append(row.Cells, tally(len(mine), s.id+"-"+line))
			if i == 0 {
				row.Cells = append(row.Cells, tally(b.late(mine), ""))
			}
		}
		if any {
			t.Rows = append(t.Rows, row)
		}
	}
	if len(t.Rows) > 1 {
		t.Rows = append(t.Rows, Row{State: "total", Cells: []Cell{
			{Text: "合计"},
			tally(len(sheets[0].episodes), waitingGroup), tally(b.late(sheets[0].episodes), ""),
			tally(len(sheets[1].episodes), answeredGroup), tally(len(sheets[2].episodes), overGroup),
		}})
	}
	return t
}

// tally is a count that leads to an anchor, unless there is nothing to see.
func tally(n int, anchor string) Cell {
	c := Cell{Text: number(int64(n))}
	if n > 0 && anchor != "" {
		c.Href = "#" + anchor
	}
	return c
}
