package main

import "math/rand/v2"

// dice draws whole numbers only, so that no rounding of a platform shows in the data.
type dice struct{ *rand.Rand }

// newDice gives each dataset its own stream: changing one leaves the others as they were.
func newDice(seed uint64, stream uint64) dice {
	return dice{rand.New(rand.NewPCG(seed, stream))}
}

func (d dice) chance(permille int) bool { return d.IntN(1000) < permille }

// between draws from lo to hi, both included.
func (d dice) between(lo, hi int) int { return lo + d.IntN(hi-lo+1) }

// weighted draws an index in proportion to its weight.
func (d dice) weighted(weights []int) int {
	total := 0
	for _, w := range weights {
		total += w
	}
	n := d.IntN(total)
	for i, w := range weights {
		if n < w {
			return i
		}
		n -= w
	}
	return len(weights) - 1
}

// choice is a word with the weight of its being drawn.
type choice struct {
	word   string
	weight int
}

func (d dice) word(choices []choice) string {
	weights := make([]int, len(choices))
	for i, c := range choices {
		weights[i] = c.weight
	}
	return choices[d.weighted(weights)].word
}
