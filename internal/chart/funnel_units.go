package chart

import (
	"fmt"
	"slices"
	"strings"

	"anjian/internal/stat"
)

// style is how a unit is drawn: outside 99.8 % as ◆, outside 95 % as ◇.
func (p funnelPoint) style() style {
	switch p.verdict {
	case stat.Above998, stat.Below998:
		return style{symbol: "diamond", size: 13, color: bad}
	case stat.Above95, stat.Below95:
		return style{symbol: "diamond", size: 11, color: warn, hollow: true}
	}
	return style{symbol: "circle", size: 8, color: brand2}
}

func (p funnelPoint) script() script {
	switch p.verdict {
	case stat.Above998, stat.Below998:
		return script{color: bad, anchor: "middle", bold: true, halo: true}
	case stat.Above95, stat.Below95:
		return script{color: warn, anchor: "middle", halo: true}
	}
	return script{color: ink2, anchor: "middle", halo: true}
}

func (p funnelPoint) word() string {
	if !p.drawn {
		return "基数过小，未绘入"
	}
	switch p.verdict {
	case stat.Above998:
		return "◆ 高于 99.8% 范围"
	case stat.Below998:
		return "◆ 低于 99.8% 范围"
	case stat.Above95:
		return "◇ 高于 95% 范围"
	case stat.Below95:
		return "◇ 低于 95% 范围"
	}
	return "常态波动"
}

// placeUnits finds for each unit the centre of its name, relative to its
// point: above if free, else below, beside, further off, and off the centre
// line (at the height middle) if it can be. Names touch neither each other nor
// points; a name that finds no place is left to the table, except that units
// outside the limits come first and always get one.
func placeUnits(points []funnelPoint, f frame, x, y scale, middle float64) map[int][2]float64 {
	var order []int
	var taken []box
	for i, p := range points {
		if p.drawn {
			order = append(order, i)
			size := p.style().size
			taken = append(taken, around(x.at(float64(p.Of)), y.at(p.share), size, size))
		}
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return rank(points[a]) - rank(points[b])
	})
	placed := map[int][2]float64{}
	for _, i := range order {
		p := points[i]
		px, py := x.at(float64(p.Of)), y.at(p.share)
		width := textWidth(p.Name)
		side := width/2 + 10
		candidates := [][2]float64{
			{0, -14},
			{0, 15},
			{side, 0},
			{-side, 0},
			{side - 4, -12},
			{-side + 4, -12},
			{side - 4, 13},
			{-side + 4, 13},
			{0, -28},
			{0, 29},
			{side, -24},
			{-side, -24},
			{side, 25},
			{-side, 25},
			{0, -42},
			{0, 43},
		}
		if p.verdict < stat.Inside { // below: its name goes further down, out of the crowd
			candidates[0], candidates[1] = candidates[1], candidates[0]
		}
		found := func(onMiddle bool) bool {
			for _, offset := range candidates {
				place := around(px+offset[0], py+offset[1], width+4, lineHeight-1)
				outside := place.x1 < f.left || place.x2 > f.right || place.y1 < f.top-lineHeight || place.y2 > f.bottom
				crosses := place.y1 < middle && middle < place.y2
				if outside || meetsAny(place, taken) || crosses && !onMiddle {
					continue
				}
				placed[i] = offset
				taken = append(taken, place)
				return true
			}
			return false
		}
		if !found(false) && !found(true) && rank(p) == 0 {
			placed[i] = candidates[0]
		}
	}
	return placed
}

// rank orders units by how much their names are needed.
func rank(p funnelPoint) int {
	switch p.verdict {
	case stat.Above998, stat.Below998:
		return 0
	case stat.Above95, stat.Below95:
		return 1
	}
	return 2
}

// drawUnits draws points and names, the special ones on top, and returns the
// live series of the same.
func drawUnits(c *canvas, points []funnelPoint, names map[int][2]float64, x, y scale) series {
	live := series{Type: "scatter", Data: []datum{}, Z: 5, LabelLayout: offsets}
	for layer := 2; layer >= 0; layer-- {
		for i, p := range points {
			if !p.drawn || rank(p) != layer {
				continue
			}
			px, py := x.at(float64(p.Of)), y.at(p.share)
			s := p.style()
			d := datum{
				Value: [2]float64{float64(p.Of), short4(p.share)}, Name: p.Name, Text: p.Text + "，" + p.word(),
				Symbol: s.symbol, SymbolSize: s.size, ItemStyle: itemStyle(s),
			}
			if offset, ok := names[i]; ok {
				t := p.script()
				c.text(px+offset[0], py+offset[1], p.Name, t)
				d.Label = quiet(t.color, "top", "@name")
				if t.bold {
					d.Label = bold(t.color, "top", "@name")
				}
				d.Label.TextBorderColor, d.Label.TextBorderWidth = card.live(), 3
				// "top" puts a label's centre this far above the point already.
				d.Offset = &[2]float64{offset[0], offset[1] + s.size/2 + 5 + 6}
			}
			c.symbol(px, py, s, p.Name+" "+p.Text)
			live.Data = append(live.Data, d)
		}
	}
	return live
}

func (s FunnelSpec) table(points []funnelPoint, method string) Table {
	value := s.Value
	if value == "" {
		value = "比率"
	}
	t := Table{
		Caption: s.Title + "。" + s.Center + "。" + method,
		Header:  []string{"单位", value, "95% 常态波动范围", "99.8% 常态波动范围", "判断"},
		Limits:  []bool{2: true, 3: true},
	}
	for _, p := range points {
		row := []string{p.Name, p.Text, "—", "—", p.word()}
		if p.drawn {
			row[2] = fixed(p.limits.Lower95*100, 1) + "—" + fixed(p.limits.Upper95*100, 1) + "%"
			row[3] = fixed(p.limits.Lower998*100, 1) + "—" + fixed(p.limits.Upper998*100, 1) + "%"
		}
		t.Rows = append(t.Rows, row)
		t.Numbers = append(t.Numbers, []string{"", p.Number})
	}
	return t
}

// sentence names the units outside 99.8 % and counts the rest.
func (s FunnelSpec) sentence(points []funnelPoint, theta float64) string {
	groups := map[stat.Verdict][]string{}
	drawn := 0
	var small []string
	for _, p := range points {
		switch {
		case !p.drawn:
			small = append(small, strings.TrimSpace(p.Name+" "+p.Text))
		case p.verdict == stat.Inside:
			drawn++
		default:
			drawn++
			groups[p.verdict] = append(groups[p.verdict], p.Name)
		}
	}
	var list []string
	rest := drawn
	for _, g := range []struct {
		verdict stat.Verdict
		words   string
	}{
		{stat.Above998, "高于 99.8% 常态波动范围"},
		{stat.Below998, "低于 99.8% 常态波动范围"},
		{stat.Above95, "高于 95% 范围"},
		{stat.Below95, "低于 95% 范围"},
	} {
		if names := groups[g.verdict]; len(names) > 0 {
			rest -= len(names)
			if len(names) > 8 {
				names = append(names[:8:8], fmt.Sprintf("等 %d 个单位", len(groups[g.verdict])))
			}
			list = append(list, strings.Join(names, "、")+g.words)
		}
	}
	switch {
	case drawn == 0:
		list = append(list, "各单位基数均过小，不作比较")
	case len(list) == 0:
		list = append(list, fmt.Sprintf("%d 个单位均属常态波动", drawn))
	case rest > 0:
		list = append(list, fmt.Sprintf("其余 %d 个单位属常态波动", rest))
	}
	if n := len(small); n > 0 && drawn > 0 {
		if n > 8 {
			small = append(small[:8:8], fmt.Sprintf("等 %d 个单位", n))
		}
		list = append(list, "基数过小、未绘入图中的有"+strings.Join(small, "、"))
	}
	start := s.Center
	if start == "" {
		start = "总体 " + fixed(theta*100, 1) + "%"
	}
	return start + "；" + strings.Join(list, "；") + "。"
}
