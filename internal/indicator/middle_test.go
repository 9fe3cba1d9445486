package indicator

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// Counting must find the middles that sorting finds.
func TestMiddle(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 9))
	var d desk
	for range 3000 {
		most := uint32(r.IntN(60))
		codes := make([]uint8, 1+r.IntN(90))
		for i := range codes {
			codes[i] = uint8(r.Uint32N(most + 1))
			if r.IntN(2) == 0 {
				codes[i] = uint8(most / 2)
			}
		}
		sorted := slices.Clone(codes)
		slices.Sort(sorted)
		half := uint32(len(codes) / 2)
		low, high := d.middle(len(codes), most, func(counts []uint32) {
			count(codes, []piece{{0, half}, {half, uint32(len(codes))}}, counts)
		})
		if wantLow, wantHigh := uint32(sorted[(len(sorted)-1)/2]), uint32(sorted[len(sorted)/2]); low != wantLow || high != wantHigh {
			t.Fatalf("middle of %v = %d, %d; want %d, %d", sorted, low, high, wantLow, wantHigh)
		}
	}
}
