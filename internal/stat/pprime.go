package stat

// PPrime computes the limits of a series of shares that scatter more than chance alone explains (p′
// 图, after Laney): those of P, times the average moving range of the standardised shares over
// 1.128. Screening applies to these ranges as it does in XmR.
func PPrime(counts []Count, o Options) ([]Segment, error) {
	return segmented(len(counts), o, func(from, to int) Segment {
		return countLimits(counts, from, to, o, ofShare, true)
	})
}
