package stat

// ChartAlarms is the share of series in which nothing but chance is at work and whose latest month
// is to be expected to ask for an explanation all the same: outside, trend or shift, with limits
// locked to 24 months and judged in the third year. Most come from the rule of shift, since the mean
// of two years is itself off by chance. The shares are those of a simulation, which the tests repeat.
func ChartAlarms(k Kind) float64 {
	if k == ShareChart || k == EventsChart {
		return 0.029
	}
	return 0.035 // with limits from moving ranges, which are less certain
}
