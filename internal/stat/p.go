package stat

// P computes the limits of a series of shares (p 图), segment by segment: with p̄ events per case in
// the baseline, p̄ ± 3√(p̄(1−p̄)/n) for a month of n cases. Limits may lie below 0 or above 1; since no
// share does, the rules are the same as if they were cut there, which is left to who draws them.
// It fails if Options do not fit the series.
func P(counts []Count, o Options) ([]Segment, error) {
	return segmented(len(counts), o, func(from, to int) Segment {
		return countLimits(counts, from, to, o, ofShare, false)
	})
}
