package site

import (
	"anjian/internal/indicator"
	"anjian/internal/stat"
)

// A standing says how the latest month of a series stands to the series' own past. It never compares
// procuratorates with each other.
type standing struct {
	Sign  string // ▲ ▼ outside the limits, △ ▽ lasting; "" where there is nothing to say
	State string // above, below, above-lasting, below-lasting: for the style
	Words string // 高于常态波动范围, 连续多月低于原水平, 未超出常态
	Quiet string // why nothing can be said; Words repeats it
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
	x := b.Cube.Control(d, place, b.watching())
	last := len(x.Points) - 1
	switch {
	case last < 0 || !x.Points[last].Known:
		return quiet("本月没有可比的数")
	case x.Quiet != "":
		return quiet(x.Quiet)
	}
	m := x.Raised()
	above := m.Direction > 0
	switch m.Rule {
	case stat.Outside:
		return either(above, standing{"▲", "above", "高于常态波动范围", ""}, standing{"▼", "below", "低于常态波动范围", ""})
	case stat.Shift:
		return either(above, standing{"△", "above-lasting", "连续多月高于原水平", ""}, standing{"▽", "below-lasting", "连续多月低于原水平", ""})
	case stat.Trend:
		return either(above, standing{"△", "above-lasting", "连续上升", ""}, standing{"▽", "below-lasting", "连续下降", ""})
	}
	return standing{Words: "未超出常态"}
}

func quiet(why string) standing { return standing{Words: why, Quiet: why} }

func either[T any](first bool, a, b T) T {
	if first {
		return a
	}
	return b
}
