package stat

import (
	"cmp"
	"slices"
)

// ManyGroups is the number of compared groups above which single verdicts are
// replaced by Discoveries: among so many some lie outside by chance.
const ManyGroups = 20

// DiscoveryRate is the share of false ones that Discoveries allows.
const DiscoveryRate = 0.05

// TailProbability returns how likely chance alone takes a group as far from theta
// as x of n, on either side.
func TailProbability(x, n int64, theta float64) float64 {
	if n <= 0 {
		return 1
	}
	above, below := tails(x, n, theta)
	return min(1, 2*min(above, below))
}

// Discoveries tells which probabilities stand out among all of them by the
// procedure of Benjamini and Hochberg: of those it picks, a share of at most
// rate is expected to be false.
func Discoveries(probabilities []float64, rate float64) []bool {
	order := make([]int, len(probabilities))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(probabilities[a], probabilities[b]) })
	last := -1
	for i, at := range order {
		if probabilities[at] <= rate*float64(i+1)/float64(len(order)) {
			last = i
		}
	}
	found := make([]bool, len(probabilities))
	for _, at := range order[:last+1] {
		found[at] = true
	}
	return found
}

// FalseAlarms returns how many of so many groups lie outside the 99.8 % limits
// on average where chance alone is at work; at most, because counts are whole.
func FalseAlarms(groups int) float64 { return float64(groups) * 2 * tail998 }
