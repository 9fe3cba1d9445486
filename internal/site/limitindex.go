package site

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"anjian/internal/monitor"
)

const limitIndex = "limits/index.html"

// A limitIndexView lists all time limits (办案期限) by line and stage.
type limitIndexView struct {
	Breadcrumb []Link
	Facts      []string
	Lines      []lineGroup
}

// limitIndexPage lists all time limits in the order of the law, with those that are counted on the data.
func limitIndexPage(b *builder) {
	if len(b.Limits) == 0 {
		return
	}
	b.add(&Page{Path: limitIndex, Title: "办案期限一览", Template: "limit-index", Section: deadlinePath, View: func() any { return b.limitIndexView() }, Type: "目录"}, "")
}

func (b *builder) limitIndexView() limitIndexView {
	view := limitIndexView{
		Breadcrumb: crumbs(limitIndex, Link{"办案期限", deadlinePath}, Link{Text: "期限一览"}),
		Facts:      []string{strconv.Itoa(len(b.Limits)) + " 种期限", strconv.Itoa(b.watchedLimits()) + " 种按导出数据逐件推算，其余供查阅", "按业务条线和办案环节排列，条文在前的在前"},
	}
	for _, l := range b.limitLines() {
		stages := b.limitStages(l.title, l.of)
		view.Lines = append(view.Lines, lineGroup{
			ID: anchorOf(l.title), Title: l.title, Count: strconv.Itoa(len(l.of)) + " 种", Stages: stages, Several: len(stages) > 1,
		})
	}
	return view
}

// watchedLimits counts the limits that the data tell of.
func (b *builder) watchedLimits() int {
	n := 0
	for _, w := range b.Watches {
		if !w.Limit.Exported {
			n++
		}
	}
	return n
}

// limitLines parts the limits by line, in the order of their articles; of one article the shorter first.
func (b *builder) limitLines() []linePart[*monitor.Limit] {
	list := slices.Clone(b.Limits)
	slices.SortStableFunc(list, func(x, y *monitor.Limit) int {
		return cmp.Or(cmp.Compare(x.Order, y.Order), x.Clock.Length.Compare(y.Clock.Length), cmp.Compare(x.ID, y.ID))
	})
	return partByLine(b, list, func(l *monitor.Limit) string { return l.BusinessLine })
}

// limitStages splits the limits of a line by what stands behind the line's name, as stages does.
func (b *builder) limitStages(line string, limits []*monitor.Limit) []Group {
	var groups []Group
	for _, l := range limits {
		_, stage, _ := strings.Cut(l.BusinessLine, "/")
		id := "stage-" + line + "-" + stage
		i := slices.IndexFunc(groups, func(g Group) bool { return g.ID == id })
		if i < 0 {
			i = len(groups)
			groups = append(groups, Group{ID: id, Title: firstOf(stage, line), Table: limitTable(joinNonEmpty(" ", line, stage))})
		}
		groups[i].Table.Rows = append(groups[i].Table.Rows, b.limitRow(l))
	}
	if len(groups) == 1 {
		groups[0].Title = "" // nothing to tell apart
	}
	return groups
}

func limitTable(caption string) Table {
	return Table{
		Caption: caption + "的办案期限",
		Quiet:   true,
		Header:  []Head{{"事项", "words"}, {"期限", "words"}, {"起算", "words"}, {"延长与停止", "words"}, {"依据", "words"}, {"推算所用的数据", "words"}},
	}
}

func (b *builder) limitRow(l *monitor.Limit) Row {
	data := Cell{Text: "—", Class: "words"}
	if d := b.dataset(l.Dataset); d != nil {
		data.Text, data.Href = d.Title, to(limitIndex, pageOf(d.Doc))
	}
	return Row{Cells: []Cell{
		{Text: l.Title, Href: to(limitIndex, pageOf(l.Doc)), Class: "words"},
		{Text: l.Clock.Length.String(), Class: "words", Note: extensionText(l.Clock)},
		{Text: l.Starts, Class: "words"},
		{Text: firstOf(l.Note, "—"), Class: "words"},
		{Text: l.Basis, Class: "words"},
		data,
	}}
}

// extensionText says how much longer a limit may become, "" for never.
func extensionText(c monitor.Clock) string {
	switch {
	case c.Extension.IsZero():
		return ""
	case c.MostExtensions > 1:
		return "可延长 " + c.Extension.String() + "，至多 " + strconv.Itoa(c.MostExtensions) + " 次"
	}
	return "可延长 " + c.Extension.String()
}
