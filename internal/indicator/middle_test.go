package indicator

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// Halving, counting and sorting must find the same middles of sorted runs.
func TestMiddle(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 9))
	var d desk
	for range 3000 {
		most := 1 + uint32(r.IntN(60))
		var codes, all []uint8
		var pieces []piece
		for range 1 + r.IntN(5) {
			run := make([]uint8, 1+r.IntN(30))
			for i := range run {
				run[i] = uint8(r.Uint32N(most + 1))
				if r.IntN(3) == 0 {
					run[i] = uint8(most / 2)
				}
			}
			slices.Sort(run)
			pieces = append(pieces, piece{uint32(len(codes)), uint32(len(codes) + len(run))})
			codes = append(codes, run...)
		}
		all = slices.Clone(codes)
		slices.Sort(all)
		want := [2]uint32{uint32(all[(len(all)-1)/2]), uint32(all[len(all)/2])}
		for name, find := range map[string]func() (uint32, uint32){
			"halving": func() (uint32, uint32) { return halve(codes, pieces, len(codes), most) },
			"counting": func() (uint32, uint32) {
				return d.count(len(codes), most, func(counts []uint32) {
					for _, code := range codes {
						counts[code]++
					}
				})
			},
			"choosing": func() (uint32, uint32) { return middle(&d, codes, pieces, len(codes), most) },
		} {
			if low, high := find(); low != want[0] || high != want[1] {
				t.Fatalf("%s in %v of %v: %d, %d; want %v", name, pieces, codes, low, high, want)
			}
		}
	}
}
