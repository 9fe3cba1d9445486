package site

import (
	"fmt"
	"strings"

	"anjian/internal/indicator"
)

const indicatorIndex = "indicators/index.html"

// An indicatorIndexView lists all indicators by line.
type indicatorIndexView struct {
	Facts     []string
	Views     []Link // other pages of the tab
	Anomalies *Link  // to what is not chance
	Lines     []lineGroup
}

// A lineGroup is a line of work (条线) with one table for each of its stages.
type lineGroup struct {
	ID, Title string
	Count     string // 71 项
	Stages    []Group
	Several   bool // stages to choose from
}

// indicatorIndexPage lists all indicators by line and stage, in the order of their numbers, the
// city's figures of this year beside last.
func indicatorIndexPage(b *builder) {
	b.add(&Page{Path: indicatorIndex, Title: "业务数据监测指标", Template: "indicator-index", Section: indicatorIndex, View: func() any { return b.indicatorIndexView() }, Type: "目录"}, "")
}

func (b *builder) indicatorIndexView() indicatorIndexView {
	view := indicatorIndexView{
		Facts:     []string{fmt.Sprintf("%d 项指标", len(b.Cube.Definitions)), "按条线排列，数字可点开看口径和各院情况", "不设通报值，不排名次"},
		Views:     linksFrom(indicatorIndex, b.situationLinks()),
		Anomalies: b.anomaliesLink(indicatorIndex),
	}
	for _, l := range b.byLine(b.Cube.Definitions) {
		stages := b.stages(l.title, l.definitions)
		view.Lines = append(view.Lines, lineGroup{
			ID: anchorOf(l.title), Title: l.title, Count: fmt.Sprintf("%d 项", len(l.definitions)), Stages: stages, Several: len(stages) > 1,
		})
	}
	return view
}

// stages splits the indicators of a line by what stands behind the line's name: 审查逮捕 of
// 刑事检察/审查逮捕. Stages follow the numbers of their first indicators.
func (b *builder) stages(line string, defs []*indicator.Definition) []Group {
	var groups []Group
	at := map[string]int{}
	for _, d := range defs {
		_, stage, _ := strings.Cut(d.Line, "/")
		i, known := at[stage]
		if !known {
			i = len(groups)
			at[stage] = i
			t := b.compareTable(joinNonEmpty(" ", line, stage))
			t.Quiet = true
			groups = append(groups, Group{ID: "stage-" + line + "-" + stage, Title: firstOf(stage, line), Table: t})
		}
		row := b.compareRow(d, "", indicatorIndex)
		row.Cells[0].Text = joinNonEmpty("\u2002", d.Number, d.Title)
		groups[i].Table.Rows = append(groups[i].Table.Rows, row)
	}
	if len(groups) == 1 {
		groups[0].Title = "" // nothing to tell apart
	}
	return groups
}

// anchorOf makes the anchor of a line's section.
func anchorOf(line string) string { return "line-" + line }
