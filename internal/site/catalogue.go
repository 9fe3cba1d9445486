package site

import (
	"fmt"
)

const indicatorIndex = "indicators/index.html"

// An indicatorIndexView lists all indicators by line, after what is not chance.
type indicatorIndexView struct {
	Facts   []string
	Changes []Item
	Groups  []Group
}

// indicatorIndexPage lists all indicators by line, the city's figures of this year beside last.
func indicatorIndexPage(b *builder) {
	view := indicatorIndexView{
		Facts:   []string{fmt.Sprintf("%d 项指标", len(b.Cube.Definitions)), "按条线排列，数字可点开看口径和各院情况", "不设通报值，不排名次"},
		Changes: b.anomalyItems("", "", indicatorIndex),
	}
	byLine := map[string]*Group{}
	var order []string
	for _, l := range b.lines { // lines in their declared order first
		order = append(order, l.Title)
	}
	for _, d := range b.Cube.Definitions {
		line := topLine(d.Line)
		if !contains(order, line) {
			order = append(order, line)
		}
		g := byLine[line]
		if g == nil {
			g = &Group{ID: anchorOf(line), Title: line, Table: b.compareTable(line)}
			byLine[line] = g
		}
		g.Table.Rows = append(g.Table.Rows, b.compareRow(d, "", indicatorIndex))
	}
	for _, line := range order {
		if g := byLine[line]; g != nil {
			view.Groups = append(view.Groups, *g)
		}
	}
	b.add(&Page{Path: indicatorIndex, Title: "业务数据监测指标", Template: "indicator-index", Section: indicatorIndex, View: view, Type: "目录"}, "")
}

// anchorOf makes the anchor of a line's section.
func anchorOf(line string) string { return "line-" + line }
