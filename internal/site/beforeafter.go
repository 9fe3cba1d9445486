package site

import (
	"math"
	"slices"
	"strconv"

	"anjian/internal/indicator"
	"anjian/internal/period"
	"anjian/internal/stat"
)

// beforeAndAfter compares the months before and after the decisions, campaigns and brands that
// name an indicator (前后对照); nil when none does. It says whether the level changed, never why.
func (b *builder) beforeAndAfter(d *indicator.Definition) *Table {
	t := &Table{
		Caption: "每侧至多 12 个月，之后各月与上一年同月相对，季节不会被当成变化；只说明水平有没有变，不说明原因",
		Header:  []Head{{"事项", ""}, {"之前", ""}, {"之后", ""}, {"水平变化", ""}, {"判断", "words"}},
	}
	for _, e := range b.events {
		if !slices.Contains([]string{"decision", "campaign", "brand"}, e.Kind) || !contains(e.Indicators, d.ID) {
			continue
		}
		concerned, others := b.sides(e, d)
		x := b.Cube.BeforeAfter(e.Date, concerned, others)
		name := e.Title + "（" + e.Date.String() + "）"
		if x.State != indicator.Known {
			t.Rows = append(t.Rows, Row{Cells: uncompared(name, x.Reason)})
			continue
		}
		t.Rows = append(t.Rows, Row{Cells: b.levelCells(x, x.Change, name, x.Verdict(), concerned)})
		if x.Compared() {
			t.Rows = append(t.Rows,
				Row{Cells: b.levelCells(x, x.Others, "其他基层院", "", others)},
				Row{Cells: []Cell{{Text: "两者变化之差"}, {}, {}, {Text: x.Difference(x.Net)}, {Text: x.NetVerdict(), Class: "words"}}},
			)
		}
	}
	if len(t.Rows) == 0 {
		return nil
	}
	return t
}

// sides lists whom an event is about, and those like them whom it is not about.
func (b *builder) sides(e *event, d *indicator.Definition) (concerned, others []indicator.Key) {
	if len(e.Procuratorates) == 0 {
		return []indicator.Key{{Indicator: d.ID}}, nil
	}
	for _, p := range b.Cube.Organisation.Procuratorates {
		key := indicator.Key{Indicator: d.ID, Procuratorate: p.ID}
		switch {
		case contains(e.Procuratorates, p.ID):
			concerned = append(concerned, key)
		case lower(p):
			others = append(others, key)
		}
	}
	return concerned, others
}

// uncompared says why there are no levels.
func uncompared(name, why string) []Cell {
	return []Cell{{Text: name}, {Text: "—"}, {Text: "—"}, {Text: "—"}, {Text: "不作对照：" + why, Class: "words"}}
}

// levelCells write the levels of both sides. keys are what they are levels of.
func (b *builder) levelCells(x *indicator.BeforeAfter, c stat.LevelChange, name, verdict string, keys []indicator.Key) []Cell {
	if c.Verdict == stat.TooFew {
		return []Cell{{Text: name}, {Text: "—"}, {Text: "—"}, {Text: "—"}, {Text: verdict, Class: "words"}}
	}
	return []Cell{
		{Text: name},
		b.levelCell(x, c.Before, c.Points0, x.Before, keys), b.levelCell(x, c.After, c.Points1, x.After, keys),
		{Text: x.Difference(c)},
		{Text: verdict, Class: "words"},
	}
}

// levelCell writes one level; it has an id where it is the number of twelve months.
func (b *builder) levelCell(x *indicator.BeforeAfter, level float64, points int, months [2]period.Period, keys []indicator.Key) Cell {
	if len(keys) == 1 && points == 12 && !x.Monthly() {
		key := keys[0]
		key.Period = months[1].Within(period.Rolling)
		if v, ok := b.Cube.Result(key).Value(); ok && math.Abs(v-level) < 1e-12*math.Abs(v) {
			cell := b.cell(x.Definition, key)
			cell.Note = "12 个月"
			return cell
		}
	}
	return Cell{Text: x.Level(level), Note: strconv.Itoa(points) + " 个月", Counts: months[0].Title() + "至" + months[1].Title()}
}
