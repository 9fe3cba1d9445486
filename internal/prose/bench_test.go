package prose

import "testing"

// BenchmarkCheck reads the whole corpus of right sentences.
func BenchmarkCheck(b *testing.B) {
	r := world(b)
	sentences := lines(b, "right.txt")
	for b.Loop() {
		for _, s := range sentences {
			r.Check(s, bulletin, "")
		}
	}
}
