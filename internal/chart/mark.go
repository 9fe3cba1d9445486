package chart

// A Mark says why a point is drawn differently. Shape and words carry the
// meaning, colour only supports it.
type Mark uint8

const (
	NoMark  Mark = iota
	Outside      // ◆ 超出常态波动范围
	Rising       // ▲ 连续上升
	Falling      // ▼ 连续下降
	Near         // ◇ 三点中两点接近界限
	Shifted      // ■ 持续偏移
)

// style is how a mark looks: ECharts' name of the symbol, its size there and
// here, its colour.
type style struct {
	symbol string
	size   float64
	color  token
	rotate float64
	hollow bool
}

func (m Mark) style() style {
	switch m {
	case Outside:
		return style{symbol: "diamond", size: 12, color: bad}
	case Rising:
		return style{symbol: "triangle", size: 9, color: warn}
	case Falling:
		return style{symbol: "triangle", size: 9, color: warn, rotate: 180}
	case Near:
		return style{symbol: "diamond", size: 10, color: warn, hollow: true}
	case Shifted:
		return style{symbol: "rect", size: 7, color: warn}
	}
	return style{symbol: "circle", size: 5, color: brand}
}
