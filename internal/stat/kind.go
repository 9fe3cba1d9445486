package stat

// A Kind is a kind of control chart, by what its limits rest on.
type Kind uint8

const (
	IndividualsChart Kind = iota // XmR 图: the moving ranges of the values themselves
	ShareChart                   // p 图: shares of whole counts
	ScaledShareChart             // p′ 图: shares that scatter more than counts explain
	EventsChart                  // u 图: events per base
)

// String is how readers name the chart.
func (k Kind) String() string {
	switch k {
	case ShareChart:
		return "p 图"
	case ScaledShareChart:
		return "p′ 图"
	case EventsChart:
		return "u 图"
	}
	return "XmR 图"
}

// RuleSet names the rules and limits of a kind of chart. It is printed with every control chart,
// because tools in use disagree with each other; it changes when a default does.
func (k Kind) RuleSet() string {
	switch k {
	case ShareChart:
		return "anjian-p-1"
	case ScaledShareChart:
		return "anjian-pprime-1"
	case EventsChart:
		return "anjian-u-1"
	}
	return RuleSet
}

// RuleText describes the rule set: screened moving ranges where there are any in the limits, shift
// of 7, trend of 7, two of three close to a limit.
func (k Kind) RuleText() string {
	if k == ShareChart || k == EventsChart {
		return "3σ, 7/7/2of3"
	}
	return RuleText
}
