package stat

// U computes the limits of a series of events per base (u 图), segment by segment: with ū events per
// base in the baseline, ū ± 3√(ū/n) for a month whose base is n. Lower limits may lie below 0 and are
// cut when they are drawn.
func U(counts []Count, o Options) ([]Segment, error) {
	return segmented(len(counts), o, func(from, to int) Segment {
		return countLimits(counts, from, to, o, ofRate, false)
	})
}
