package indicator

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// Counting and sorting must find the same middles.
func TestMiddle(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 9))
	var d desk
	for range 3000 {
		most := uint32(r.IntN(60))
		codes := make([]uint32, 1+r.IntN(90))
		for i := range codes {
			codes[i] = r.Uint32N(most + 1)
			if r.IntN(2) == 0 {
				codes[i] = most / 2
			}
		}
		sorted := slices.Clone(codes)
		slices.Sort(sorted)
		count := r.IntN(2) == 0
		d.begin(count, most)
		take(&d, codes[:len(codes)/2], count)
		take(&d, codes[len(codes)/2:], count)
		low, high := d.middle(len(codes), count)
		if wantLow, wantHigh := sorted[(len(sorted)-1)/2], sorted[len(sorted)/2]; low != wantLow || high != wantHigh {
			t.Fatalf("middle of %v = %d, %d; want %d, %d", sorted, low, high, wantLow, wantHigh)
		}
	}
}
