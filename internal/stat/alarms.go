package stat

// ChartAlarms is the number of series among so many, in which nothing but chance is at work, whose
// latest month is to be expected to ask for an explanation: outside, trend or shift, with limits
// locked to 24 months and judged in the third year. Most come from the rule of shift, since the mean
// of two years is itself off by chance. The shares are those of a simulation, which the tests repeat.
func ChartAlarms(k Kind, series int) float64 {
	share := 0.035 // with limits from moving ranges, which are less certain
	if k == ShareChart || k == EventsChart {
		share = 0.029
	}
	return share * float64(series)
}
