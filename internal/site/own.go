package site

import (
	"anjian/internal/indicator"
	"anjian/internal/period"
	"anjian/internal/stat"
)

// A standing says how the latest month of a series stands to the series' own past. It never compares
// procuratorates with each other.
type standing struct {
	Sign  string // ▲ ▼ outside the limits, △ ▽ lasting; "" where there is nothing to say
	State string // above, below, above-lasting, below-lasting: for the style
	Words string // 高于常态波动范围, 连续多月低于原水平, 未超出常态
	Quiet string // why nothing can be said; Words repeats it

	alarms float64 // how often chance alone marks the latest month of such a series
}

// raised tells whether the month asks for an explanation.
func (s standing) raised() bool { return s.Sign != "" }

// short is the same in a table of words.
func (s standing) short() string {
	switch s.Sign {
	case "▲", "▼":
		return "超出常态"
	}
	return "持续偏移"
}

// standing reads the control chart of an indicator at a place.
func (b *builder) standing(d *indicator.Definition, place string) standing {
	return b.standingAt(d, place, b.month())
}

// standingAt is the same at the end of an earlier month.
func (b *builder) standingAt(d *indicator.Definition, place string, month period.Period) standing {
	options := b.watching()
	options.Month = month
	x := b.Cube.Control(d, place, options)
	last := len(x.Points) - 1
	switch {
	case last < 0 || !x.Points[last].Known:
		return quiet("本月没有可比的数")
	case x.Quiet != "":
		return quiet(x.Quiet)
	}
	s := standings[x.Raised()]
	s.alarms = stat.ChartAlarms(x.Kind)
	return s
}

// standings words what the rules may raise.
var standings = map[stat.Mark]standing{
	{}:                                  {Words: "未超出常态"},
	{Rule: stat.Outside, Direction: +1}: {Sign: "▲", State: "above", Words: "高于常态波动范围"},
	{Rule: stat.Outside, Direction: -1}: {Sign: "▼", State: "below", Words: "低于常态波动范围"},
	{Rule: stat.Shift, Direction: +1}:   {Sign: "△", State: "above-lasting", Words: "连续多月高于原水平"},
	{Rule: stat.Shift, Direction: -1}:   {Sign: "▽", State: "below-lasting", Words: "连续多月低于原水平"},
	{Rule: stat.Trend, Direction: +1}:   {Sign: "△", State: "above-lasting", Words: "连续上升"},
	{Rule: stat.Trend, Direction: -1}:   {Sign: "▽", State: "below-lasting", Words: "连续下降"},
}

func quiet(why string) standing { return standing{Words: why, Quiet: why} }
