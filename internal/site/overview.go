package site

import (
	"strconv"
	"strings"

	"anjian/internal/indicator"
	"anjian/internal/period"
)

// An overviewView is the front page: what lapses first, then what is not chance, then what was decided about it.
type overviewView struct {
	Title       string
	Facts       []string
	Urgent      Strip
	Changes     []Item
	NoChanges   string // said where there are none
	Waiting     *Link  // changes beside those that nobody explained for over a month
	MoreChanges *Link
	Matrix      *Link // to the matrix of procuratorates, where the edition has it
	Chart       *Figure
	Measures    []Item
	MoreMeasure *Link
	Week        Link // to the sheet of the weekly meeting
	Credits     []Item
	CreditBoard Link
	Volumes     Table
	Brands      []Item
	Feedback    *Link // to the page of public feedback
}

const overviewPath = "index.html"

func overviewPage(b *builder) {
	b.add(&Page{Path: overviewPath, Title: "总览", Template: "overview", Section: overviewPath, View: func() any { return b.overviewView() }, Type: "业务态势"}, "")
}

func (b *builder) overviewView() overviewView {
	view := overviewView{
		Title:   b.title(b.month()) + "业务总览",
		Facts:   b.overviewFacts(),
		Urgent:  b.strip("今日须办", b.Urgent, ""),
		Volumes: b.volumes(),
		Chart:   b.overviewChart(),

		NoChanges: "没有发现超出常态波动的变化。",
	}
	if b.unexported() == len(b.Data.Reports) {
		view.NoChanges = "还没有导入数据，没有可以比较的数。"
	}
	for _, a := range b.headlines() {
		view.Changes = append(view.Changes, b.anomalyItem(a, overviewPath))
	}
	view.Waiting, view.MoreChanges = b.moreChanges(len(view.Changes))
	if b.hasMatrix() {
		view.Matrix = &Link{"各院监测矩阵", matrixPath}
	}
	view.Week = Link{"周调度", weekPath}
	view.CreditBoard = Link{"各部门、各院的正向激励", creditPath}
	view.Measures, view.MoreMeasure = b.measuresNow(overviewPath)
	if r := b.latestAnalysis(); r != nil {
		for _, c := range r.Credits {
			view.Credits = append(view.Credits, Item{Tag: tag(c.Kind, ""), Link: Link{c.Text, pageOf(r.doc)}, Aside: c.Department})
		}
	}
	for _, m := range b.brands {
		view.Brands = append(view.Brands, b.brandLine(m, overviewPath))
	}
	view.Feedback = b.feedbackLink(overviewPath)
	return view
}

func (b *builder) overviewFacts() []string {
	list := []string{
		"数据截至 " + b.Cube.Cutoff.String(),
		b.placeTitle("") + " " + strconv.Itoa(len(b.grassroots(b.month()))) + " 个基层院",
	}
	if n, ok := b.total(func(l *businessLine) string { return l.Accepted }); ok {
		list = append(list, "本月受理 "+number(n)+" 件")
	}
	if n, ok := b.total(func(l *businessLine) string { return l.Concluded }); ok {
		list = append(list, "办结 "+number(n)+" 件")
	}
	if n := b.unexported(); n > 0 {
		list = append(list, strconv.Itoa(n)+" 种数据尚未导出")
	}
	return append(list, b.checkedFact())
}

// unexported counts the datasets of which no file was exported yet.
func (b *builder) unexported() int {
	n := 0
	for _, t := range b.Data.Tables {
		if t.Absent {
			n++
		}
	}
	return n
}

// total adds up one indicator of each line for the month, all procuratorates together. It is
// unknown when no line has it or the number of one line is unknown.
func (b *builder) total(of func(*businessLine) string) (sum int64, ok bool) {
	for _, l := range b.lines {
		if b.Cube.Definition(of(l)) == nil {
			continue
		}
		r := b.Cube.Result(indicator.Key{Indicator: of(l), Period: b.month()})
		if r.State != indicator.Known {
			return 0, false
		}
		sum, ok = sum+r.Numerator.N, true
	}
	return sum, ok
}

// checkedFact says which procuratorates have had the month's data checked.
func (b *builder) checkedFact() string {
	done := 0
	all := b.Cube.Existing(b.month())
	for _, p := range all {
		if b.checked(p.ID) {
			done++
		}
	}
	if done == 0 {
		return "本月数据未核"
	}
	left := len(all) - done
	return "本月数据已核 " + strconv.Itoa(done) + " 院，未核 " + strconv.Itoa(left) + " 院"
}

// number prints a count.
func number(n int64) string { return indicator.Amount{N: n}.String() }

// grassroots are the procuratorates below the city's that existed in a period.
func (b *builder) grassroots(in period.Period) []indicator.Procuratorate {
	var list []indicator.Procuratorate
	for _, p := range b.Cube.Existing(in) {
		if lower(p) {
			list = append(list, p)
		}
	}
	return list
}

// strip shows indicators of the month as large figures with twelve months behind them.
func (b *builder) strip(title string, ids []string, procuratorate string) Strip {
	s := Strip{Title: title}
	for _, id := range ids {
		d := b.Cube.Definition(id)
		if d == nil {
			continue
		}
		key := indicator.Key{Indicator: id, Period: b.month(), Procuratorate: procuratorate}
		t := indicator.Format(d, b.Cube.Result(key))
		mark := b.changeTag(d, key)
		s.Cells = append(s.Cells, StripCell{
			Link: Link{d.Title, "indicators/" + id + ".html"}, ID: key.ID(),
			Value: t.Value, Unit: t.Unit, Counts: firstOf(t.Reason, t.Counts),
			Sparkline: b.sparkline(d, procuratorate, mark.State), Tag: mark,
		})
	}
	return s
}

// changeTag says how a month compares with the one before. Only time limits and card errors have
// a bad side; of these a rise is marked.
func (b *builder) changeTag(d *indicator.Definition, key indicator.Key) *Tag {
	if why, _, _ := strings.Cut(b.Cube.Missing(d.ID), "“"); why != "" { // 未导出, 缺字段; the title has the rest
		return tag(why, "")
	}
	before := key
	before.Period = key.Period.Prev()
	now, then := b.Cube.Result(key), b.Cube.Result(before)
	if now.State != indicator.Known || then.State != indicator.Known {
		return tag("无上月数", "")
	}
	if !now.Single {
		size := signed(b.Cube.Change(key, indicator.PeriodOverPeriod))
		if size == "—" { // too few cases for a rate
			return b.changed(key, "环比不作比较", "")
		}
		return b.changed(key, "环比 "+size, "")
	}
	difference := now.Numerator.N - then.Numerator.N
	switch {
	case difference > 0 && d.Direction == indicator.Negative:
		return b.changed(key, "! 较上月多 "+number(difference), "bad")
	case difference > 0:
		return b.changed(key, "较上月多 "+number(difference), "")
	case difference < 0:
		return b.changed(key, "较上月少 "+number(-difference), "")
	}
	return b.changed(key, "与上月持平", "")
}

// changed is a tag that tells how a number compares with the period before.
func (b *builder) changed(key indicator.Key, text, state string) *Tag {
	return &Tag{Text: text, State: state, ID: compared(key, indicator.PeriodOverPeriod)}
}

// volumes are the four prosecutions (四大检察): what came in, went out, was done by duty, is left.
func (b *builder) volumes() Table {
	t := Table{
		Caption: b.title(b.toDate()) + "，受理、办结、未结按件；括号内为同比",
		Header:  head("条线", "受理", "办结", "监督效果", "期末未结"),
	}
	for _, l := range b.lines {
		if l.Accepted == "" {
			continue
		}
		row := Row{Cells: []Cell{{Text: l.Title, Href: indicatorIndex + "#" + anchorOf(l.Title)}}}
		for _, id := range []string{l.Accepted, l.Concluded, l.Supervision} {
			row.Cells = append(row.Cells, b.volumeCell(id, b.toDate(), true))
		}
		row.Cells = append(row.Cells, b.volumeCell(l.Pending, b.month(), false))
		t.Rows = append(t.Rows, row)
	}
	return t
}

func (b *builder) volumeCell(id string, p period.Period, compare bool) Cell {
	d := b.Cube.Definition(id)
	if d == nil {
		return Cell{Text: "—"}
	}
	key := indicator.Key{Indicator: id, Period: p}
	t := indicator.Format(d, b.Cube.Result(key))
	cell := Cell{Text: t.Value, ID: key.ID(), Counts: t.Behind()}
	if compare {
		cell.Note = "（" + signed(b.Cube.Change(key, indicator.YearOverYear)) + "）"
		cell.NoteID = compared(key, indicator.YearOverYear)
	}
	return cell
}

// overviewChart is the control chart that the configuration names, else that of the first headline.
func (b *builder) overviewChart() *Figure {
	id, procuratorate := b.LeadChart, ""
	for _, a := range b.headlines() {
		if id == "" && a.Kind != indicator.Funnel {
			id, procuratorate = a.Key.Indicator, a.Key.Procuratorate
		}
	}
	d := b.Cube.Definition(id)
	if d == nil || b.Cube.Missing(id) != "" {
		return nil
	}
	return b.control("lead", d, procuratorate, figureSize{760, 280})
}
