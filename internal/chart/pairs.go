package chart

import (
	"fmt"
	"math"

	"github.com/go-echarts/go-echarts/v2/opts"
)

// A PairsSpec is a paired comparison (成对比较): for each row two values of one
// measure, joined by a line: before and after a decision, this period and the
// year before. A second panel shows another measure of the same rows, so that
// quantity stands beside quality.
type PairsSpec struct {
	Head
	First  string    `toml:"first"` // header of the table's first column; 项目 when empty
	Names  [2]string `toml:"names"` // 改革前, 改革后
	Panels []Panel   `toml:"panel"` // one or two, with the same rows
}

// A Panel is one measure of a paired comparison.
type Panel struct {
	Title  string   `toml:"title"` // 不捕率; may be empty where there is one panel
	Unit   string   `toml:"unit"`
	Bounds Bounds   `toml:"bounds"`
	Before []Point  `toml:"before"`
	After  []Point  `toml:"after"`  // marked Outside where the change is more than chance
	Change []string `toml:"change"` // finished, for table and tooltip: +2.1 个百分点（95% 区间 0.3—3.9）; nil for none
}

// pairStyles tell the two values apart without colour: hollow and filled.
var pairStyles = [2]style{{symbol: "circle", size: 9, color: brand2, hollow: true}, {symbol: "circle", size: 9, color: brand}}

// Pairs draws the comparison. The axis starts at zero where that costs little.
func Pairs(s PairsSpec) (Figure, error) {
	if err := s.check(); err != nil {
		return Figure{}, err
	}
	s.Subtitle = s.legend()
	rows := s.Panels[0].After
	const pitch = 32
	head := 8
	if s.titled() {
		head = 28
	}
	width, height := s.size(560, head+pitch*len(rows)+32)
	names := 0.0
	for _, p := range rows {
		names = math.Max(names, textWidth(p.Label))
	}
	names = math.Min(names, width*0.36)

	c := newCanvas(width, height)
	c.wide = len(s.Panels) == 2
	step := (height - 32 - float64(head)) / float64(len(rows))
	var o *option
	for k, panel := range s.Panels {
		room := panel.room()
		f := frame{width: width, height: height, top: float64(head), bottom: height - 32}
		f.left, f.right = names+16+room, width-room-textWidth(panel.Unit)-14
		if len(s.Panels) == 2 {
			f.left, f.right = [2]float64{names + 16 + room, math.Round(0.6*width) + room}[k], [2]float64{math.Round(0.55*width) - room, width - room - 12}[k]
		}
		x := panel.scale()
		x.from, x.to = f.left, f.right
		panel.draw(c, f, x, step)
		if s.titled() {
			c.text(f.left, 10, panel.heading(), script{color: ink2})
		} else if panel.Unit != "" {
			c.text(f.right+14, f.bottom+15, panel.Unit, script{color: ink2})
		}
		o = s.addPanel(o, k, f, x, names, room)
	}
	for i, p := range rows {
		c.text(names+6, float64(head)+(float64(i)+0.5)*step, fit(p.Label, names), script{color: ink2, anchor: "end"})
	}
	return finish(s.Head, s.sentence(), c, o, s.table())
}

func (s PairsSpec) titled() bool { return len(s.Panels) == 2 || s.Panels[0].Title != "" }

func (p Panel) heading() string {
	if p.Unit == "" {
		return p.Title
	}
	return p.Title + "（" + p.Unit + "）"
}

func (s PairsSpec) check() error {
	if len(s.Panels) == 0 || len(s.Panels) > 2 {
		return fmt.Errorf("chart %s: %d panels; want one or two", s.ID, len(s.Panels))
	}
	for _, p := range s.Panels {
		if err := checkSeries(s.Head, []Series{{s.Names[0], p.Before}, {s.Names[1], p.After}}, 2); err != nil {
			return err
		}
		if len(p.After) != len(s.Panels[0].After) || p.Change != nil && len(p.Change) != len(p.After) {
			return fmt.Errorf("chart %s: panels of different rows", s.ID)
		}
		for i := range p.After {
			if p.After[i].Label != s.Panels[0].After[i].Label {
				return fmt.Errorf("chart %s: row %d is %q in one panel and %q in the other", s.ID, i, s.Panels[0].After[i].Label, p.After[i].Label)
			}
		}
	}
	return nil
}

// room is what the words beside the outer points need.
func (p Panel) room() float64 {
	room := 0.0
	for i := range p.After {
		for _, one := range []Point{p.Before[i], p.After[i]} {
			if one.Known {
				room = math.Max(room, textWidth(one.short())+10)
			}
		}
	}
	return math.Ceil(room)
}

func (p Panel) scale() scale {
	all := append(append([]Point{}, p.Before...), p.After...)
	low, high, ok := extent(all)
	if !ok {
		low, high = 0, 1
	}
	bounds := p.Bounds.holding(all)
	if bounds != Signed && low < 0.5*high {
		low = 0
	}
	return nice(low, high, bounds, whole(all))
}

// draw draws one panel: hairlines, numbers, and for each row two points, their
// line and their words on the outer sides.
func (p Panel) draw(c *canvas, f frame, x scale, step float64) {
	for _, v := range sparse(x, f.right-f.left) {
		c.vertical(x.at(v), f.top, f.bottom, pen{color: line})
		c.text(x.at(v), f.bottom+15, plain(v), script{color: ink2, anchor: "middle"})
	}
	for i := range p.After {
		y := f.top + (float64(i)+0.5)*step
		c.horizontal(f.left, f.right, y, pen{color: line})
		both := p.ends(i)
		if both == nil {
			c.text(f.left+4, y, p.missing(i), script{color: ink2, halo: true})
			continue
		}
		if len(both) == 2 {
			c.path("M"+pixel(x.at(p.Before[i].Value))+" "+pixel(y)+"H"+pixel(x.at(p.After[i].Value)), pen{color: mute, width: 2}, "pair")
		}
		for _, e := range both {
			c.symbol(x.at(e.point.Value), y, e.style, e.point.Label+" "+e.point.words())
			at, anchor := x.at(e.point.Value)+e.side*9, "start"
			if e.side < 0 {
				anchor = "end"
			}
			if e.side != 0 {
				c.text(at, y, e.point.short(), script{color: e.ink, anchor: anchor, halo: true, bold: e.bold})
			}
		}
	}
}

// An end is one of the two points of a row; its words stand to the left (−1),
// to the right (+1) or nowhere (0), where the other's say the same.
type end struct {
	point Point
	style style
	ink   token
	bold  bool
	side  float64
	after bool
}

// ends are the known points of row i, the earlier first.
func (p Panel) ends(i int) []end {
	var list []end
	before := end{point: p.Before[i], style: pairStyles[0], ink: ink2, side: 1}
	after := end{point: p.After[i], style: pairStyles[1], ink: ink, side: 1, after: true}
	if m := p.After[i].Mark; m != NoMark {
		after.style, after.ink, after.bold = m.style(), m.style().color, true
	}
	if before.point.Known && after.point.Known {
		switch {
		case before.point.Value < after.point.Value:
			before.side = -1
		case before.point.Value > after.point.Value:
			after.side = -1
		default:
			before.side = 0
		}
	}
	if before.point.Known {
		list = append(list, before)
	}
	if after.point.Known {
		list = append(list, after)
	}
	return list
}

// missing says why row i has no points.
func (p Panel) missing(i int) string {
	if words := p.After[i].words(); words != p.Before[i].words() {
		return p.Before[i].words() + "；" + words
	}
	return p.After[i].words()
}

// sparse leaves ticks out where their words would touch.
func sparse(x scale, width float64) []float64 {
	all := x.ticks()
	for step := 1; ; step++ {
		var list []float64
		widest := 0.0
		for i := 0; i < len(all); i += step {
			list = append(list, all[i])
			widest = math.Max(widest, textWidth(plain(all[i])))
		}
		if len(list) < 2 || float64(len(list)-1)*(widest+10) <= width {
			return list
		}
	}
}

// addPanel adds the live chart of panel k.
func (s PairsSpec) addPanel(o *option, k int, f frame, x scale, names, room float64) *option {
	p := s.Panels[k]
	value, rows := valueAxis(x), categories(p.After)
	if ticks := sparse(x, f.right-f.left); len(ticks) > 1 {
		value.AxisLabel.CustomValues, value.Interval = ticks, short4(ticks[1]-ticks[0])
	}
	rows.Inverse = opts.Bool(true)
	rows.AxisLine.Show = opts.Bool(false)
	rows.AxisLabel.Margin = room + 10
	if !s.titled() {
		value = unitBelow(value, p.Unit)
	} else {
		rows.Name, rows.NameLocation, rows.NameGap = p.heading(), "start", 12
		rows.NameTextStyle = &nameStyle{Color: ink2.live(), FontSize: 12, Align: "left"}
	}
	if k == 0 {
		o = newOption("pairs", "item", f)
		o.Anjian.Method = ruled("pairs", "左右两点为"+s.Names[0]+"与"+s.Names[1]+"的计算值，连线只表示变化")
		o.XAxis, o.YAxis = value, rows
		if len(s.Panels) == 2 {
			o.Grid.Right = "45%"
		}
	} else {
		rows.AxisLabel.Show = opts.Bool(false)
		value.Grid, rows.Grid = 1, 1
		g := newOption("", "", f).Grid
		g.Left = "60%"
		o.beside = &panel{grid: g, xAxis: value, yAxis: rows}
	}
	lines := &marks{Silent: true, Symbol: "none"}
	var missing []datum
	list := [2]series{}
	for j := range list {
		list[j] = series{Type: "scatter", Name: s.Names[j], Data: []datum{}, Symbol: "circle", SymbolSize: pairStyles[j].size, ItemStyle: itemStyle(pairStyles[j]), Z: 4 + j, Panel: k, PanelY: k}
	}
	for i := range p.After {
		ends := p.ends(i)
		if ends == nil {
			missing = append(missing, datum{Value: [2]float64{x.min, float64(i)}, Short: p.missing(i), Label: quiet(ink2, "right", "@short")})
		}
		for _, e := range ends {
			d := datum{Value: [2]float64{short4(e.point.Value), float64(i)}, Name: e.point.Label + " " + s.Names[btoi(e.after)], Text: e.point.words(), Short: e.point.short()}
			if p.Change != nil {
				d.Note = p.Change[i]
			}
			if e.side != 0 {
				d.Label = quiet(e.ink, [3]string{"left", "", "right"}[int(e.side)+1], "@short")
				if e.bold {
					d.Label = bold(e.ink, d.Label.Position, "@short")
				}
			}
			if e.after && e.point.Mark != NoMark {
				d.Symbol, d.SymbolSize, d.SymbolRotate, d.ItemStyle = e.style.symbol, e.style.size, e.style.rotate, itemStyle(e.style)
			}
			list[btoi(e.after)].Data = append(list[btoi(e.after)].Data, d)
		}
		if len(ends) == 2 {
			style := &opts.LineStyle{Color: mute.live(), Type: "solid", Width: 2}
			lines.Data = append(lines.Data, [2]place{
				{Coord: &[2]float64{short4(p.Before[i].Value), float64(i)}, LineStyle: style, Label: hidden()},
				{Coord: &[2]float64{short4(p.After[i].Value), float64(i)}},
			})
		}
	}
	if len(lines.Data) > 0 {
		list[0].MarkLine = lines
	}
	o.Series = append(o.Series, list[:]...)
	if len(missing) > 0 {
		words := remarks(missing)
		words.Panel, words.PanelY = k, k
		o.Series = append(o.Series, words)
	}
	return o
}
