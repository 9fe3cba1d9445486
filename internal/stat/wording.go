package stat

// A Wording is how a change is put into words.
type Wording uint8

const (
	NoBase  Wording = iota // 基数为零: nothing to compare with
	Steady                 // 基本持平: less than 1 % of the earlier value, or than can be printed
	Rising                 // 上升
	Falling                // 下降
)

// String returns the Chinese word.
func (w Wording) String() string {
	switch w {
	case Steady:
		return "基本持平"
	case Rising:
		return "上升"
	case Falling:
		return "下降"
	}
	return "基数为零"
}
