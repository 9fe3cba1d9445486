package stat

import (
	"math"
	"math/big"
	"testing"
)

// countsOf pairs events with bases; a base of zero is a gap.
func countsOf(events, bases []float64) []Count {
	counts := make([]Count, len(events))
	for i := range events {
		counts[i] = Count{events[i], bases[i], true}
	}
	return counts
}

// equalCounts has one base for all points.
func equalCounts(base float64, events ...float64) []Count {
	counts := make([]Count, len(events))
	for i, x := range events {
		counts[i] = Count{x, base, true}
	}
	return counts
}

// rates returns the points of a series of counts.
func rates(counts []Count) []Point {
	points := make([]Point, len(counts))
	for i, c := range counts {
		if c.known() {
			points[i] = Point{c.Events / c.Base, true}
		}
	}
	return points
}

// The 36 months of V13 (PowerBI-SPC, test/Chart Types/p.test.ts).
var (
	shareEvents = []float64{
		14, 12, 15, 8, 16, 11, 12, 14, 16, 17, 5, 11, 13, 10, 14, 5, 12, 10,
		11, 5, 10, 8, 11, 12, 11, 18, 18, 21, 14, 15, 18, 22, 17, 16, 20, 15,
	}
	shareBases = []float64{
		52, 64, 70, 60, 67, 69, 67, 54, 79, 59, 49, 61, 41, 51, 56, 43, 57, 48,
		69, 41, 40, 46, 59, 62, 57, 65, 75, 70, 76, 69, 64, 67, 84, 67, 69, 78,
	}
)

// V13: published to two decimals, and recomputed: (limit − p̄)² is 9·p̄(1−p̄)/n, in fractions.
func TestShareChartV13(t *testing.T) {
	counts := countsOf(shareEvents, shareBases)
	segments, err := P(counts, Options{})
	if err != nil || len(segments) != 1 {
		t.Fatal(segments, err)
	}
	s := segments[0]
	if !near(s.Mean, 0.2163265, 5e-8) || s.Baseline != 36 || s.Trial || !s.HasLimits {
		t.Errorf("mean %v of %d points; want 0.2163265 of 36", s.Mean, s.Baseline)
	}
	lower99 := []float64{4.5, 6.19, 6.87, 5.69, 6.54, 6.76, 6.54, 4.82, 7.74, 5.55, 3.99, 5.82, 2.34, 4.34, 5.13, 2.8, 5.27, 3.8}
	upper99 := []float64{38.76, 37.07, 36.4, 37.58, 36.72, 36.5, 36.72, 38.44, 35.53, 37.71, 39.28, 37.45, 40.92, 38.93, 38.14, 40.47, 37.99, 39.46}
	lower95 := []float64{10.21, 11.34, 11.79}
	for i := range lower99 {
		if !near(100*s.LowerAt[i], lower99[i], 0.005001) || !near(100*s.UpperAt[i], upper99[i], 0.005001) {
			t.Errorf("month %d: %.4f to %.4f %%; want %.2f to %.2f", i+1, 100*s.LowerAt[i], 100*s.UpperAt[i], lower99[i], upper99[i])
		}
		if i < len(lower95) && !near(100*s.NearLowerAt[i], lower95[i], 0.005001) {
			t.Errorf("month %d: near limit %.4f %%; want %.2f", i+1, 100*s.NearLowerAt[i], lower95[i])
		}
	}
	mean := big.NewRat(477, 2205)
	rest := new(big.Rat).Sub(big.NewRat(1, 1), mean)
	for i, n := range shareBases {
		want := new(big.Rat).Mul(mean, rest)
		want.Mul(want, big.NewRat(9, int64(n)))
		square, _ := want.Float64()
		if got := (s.UpperAt[i] - s.Mean) * (s.UpperAt[i] - s.Mean); !near(got, square, 1e-15) {
			t.Errorf("month %d: squared reach %v; want %v", i+1, got, square)
		}
	}
	if s.Upper != s.UpperAt[35] || s.Lower != s.LowerAt[35] {
		t.Error("the segment's own limits are not those of its last point")
	}
	for i, m := range Marks(rates(counts), segments) {
		if m.Rule == Outside {
			t.Errorf("month %d is outside", i+1)
		}
	}
}

// About 280,000 cases a month (PowerBI-SPC,
// test/Chart Types/pprime.test.ts).
func TestScaledShareChart(t *testing.T) {
	events := []float64{
		266501, 264225, 276532, 281461, 269071, 261215, 270409, 279778, 270483, 270320,
		267923, 271478, 255353, 256820, 261835, 259144, 255910, 260863, 264465, 260989,
	}
	bases := []float64{
		280443, 276823, 291681, 296155, 282343, 275888, 283867, 295251, 284468, 282529,
		279618, 283932, 266629, 268091, 276803, 271578, 266005, 273520, 278574, 273772,
	}
	upper := []float64{96.567, 96.5753, 96.5421, 96.5326, 96.5627, 96.5775, 96.5593, 96.5345, 96.5579, 96.5623}
	lower := []float64{94.013, 94.0046, 94.0378, 94.0473, 94.0173, 94.0025, 94.0207, 94.0454, 94.022, 94.0177}
	counts := countsOf(events, bases)
	segments, err := PPrime(counts, Options{})
	if err != nil {
		t.Fatal(err)
	}
	s := segments[0]
	for i := range upper {
		if !near(100*s.UpperAt[i], upper[i], 5.001e-5) || !near(100*s.LowerAt[i], lower[i], 5.001e-5) {
			t.Errorf("month %d: %.5f to %.5f; want %v to %v", i+1, 100*s.LowerAt[i], 100*s.UpperAt[i], lower[i], upper[i])
		}
	}
	// A second way: the ranges of the standardised shares, one after the other.
	sum, mean := 0.0, s.Mean
	for i := 1; i < len(events); i++ {
		z := func(i int) float64 { return (events[i] - bases[i]*mean) / math.Sqrt(bases[i]*mean*(1-mean)) }
		sum += math.Abs(z(i) - z(i-1))
	}
	if want := sum / 19 / 1.128; !near(s.Dispersion, want, 1e-9*want) || s.ScreenedOut != 0 {
		t.Errorf("dispersion %v; want %v", s.Dispersion, want)
	}
	if plain, _ := P(counts, Options{}); plain[0].Upper-plain[0].Mean > (s.Upper-s.Mean)/5 {
		t.Error("with so many cases plain limits should be far too narrow")
	}
}

// Events per exposure, the rate told per 10,000 (PowerBI-SPC, test/Chart Types/u.test.ts).
func TestEventsChart(t *testing.T) {
	events := []float64{
		575, 521, 585, 528, 507, 519, 457, 505, 494, 512, 543, 506,
		509, 521, 549, 531, 509, 528, 419, 512, 495, 513, 454, 490,
	}
	days := []float64{
		310466.8333, 282346.7917, 309089.7083, 287977.3333, 297743.375, 286988.25, 261120.3333, 268720.75,
		284437.875, 290449.5, 288104.4583, 279961.375, 289803.9583, 275950.5833, 290824.4583, 285495.75,
		282515.2083, 273927.875, 253085.625, 262410.7083, 275529.25, 282405.0833, 259530.7917, 256235.4583,
	}
	upper := []float64{20.5349, 20.6467, 20.5401, 20.623, 20.5836, 20.6271, 20.7428, 20.7071}
	lower := []float64{15.9366, 15.8248, 15.9314, 15.8485, 15.8879, 15.8444, 15.7287, 15.7644}
	for i := range days {
		days[i] /= 10000
	}
	segments, err := U(countsOf(events, days), Options{})
	if err != nil {
		t.Fatal(err)
	}
	for i := range upper {
		if s := segments[0]; !near(s.UpperAt[i], upper[i], 5.001e-5) || !near(s.LowerAt[i], lower[i], 5.001e-5) {
			t.Errorf("month %d: %.5f to %.5f; want %v to %v", i+1, s.LowerAt[i], s.UpperAt[i], lower[i], upper[i])
		}
	}
	// A second way: the squared reach is 9ū/n.
	sum, all := 0.0, 0.0
	for i := range days {
		sum, all = sum+events[i], all+days[i]
	}
	for i, s := 0, segments[0]; i < len(days); i++ {
		reach := s.UpperAt[i] - sum/all
		if !near(reach*reach*days[i], 9*sum/all, 1e-9) {
			t.Errorf("month %d: squared reach times base %v; want %v", i+1, reach*reach*days[i], 9*sum/all)
		}
	}
}

// Each point is judged by its own base: 12 of 20 is chance where 60 of 100 is not.
func TestLimitsOfTheirOwnBase(t *testing.T) {
	counts := equalCounts(100, 40, 41, 39, 42, 38, 40, 41, 39, 40, 42, 38, 40, 60, 12)
	counts[13].Base = 20
	segments, _ := P(counts, Options{Baseline: 12})
	marks := Marks(rates(counts), segments)
	if marks[12] != (Mark{Outside, 1}) || marks[13].Rule != Common {
		t.Errorf("60/100 and 12/20 are %v and %v; want outside and chance", marks[12], marks[13])
	}
	// Close to its own limit, though not to that of a smaller base.
	counts = equalCounts(100, 40, 41, 39, 42, 38, 40, 41, 39, 40, 42, 38, 40, 51, 41, 52)
	counts = append(counts, Count{11, 20, true})
	segments, _ = P(counts, Options{Baseline: 12})
	if marks := Marks(rates(counts), segments); marks[12].Rule != TwoOfThree || marks[14].Rule != TwoOfThree || marks[15].Rule != Common {
		t.Errorf("51, 41, 52 of 100, then 11 of 20: %v; want two close, the small one not", marks[12:])
	}
}

// Charts of counts have no limits below 0 or above 1 that any value could cross, yet keep them as
// computed: what lies beyond is cut when it is drawn.
func TestLimitsBeyondTheBoundsAreKept(t *testing.T) {
	low, _ := P(equalCounts(10, 1, 0, 2, 1, 1, 0, 2, 1, 1, 1, 0, 2), Options{})
	high, _ := P(equalCounts(10, 9, 10, 8, 9, 9, 10, 8, 9, 9, 9, 10, 8), Options{})
	if low[0].Lower >= 0 || high[0].Upper <= 1 {
		t.Errorf("limits %v and %v; want below 0 and above 1", low[0].Lower, high[0].Upper)
	}
	if low[0].LowerAt != nil {
		t.Error("months with equal bases have one limit, not one each")
	}
}

// Constant, single, missing, none and all: limits are finite and nothing is marked.
func TestPlainSeriesOfCounts(t *testing.T) {
	gap := Count{}
	ones := make([]Count, 14)
	for i := range ones {
		ones[i] = Count{float64(3 + i), float64(30 + 10*i), true} // a tenth of 30, 40 …
		ones[i].Events = ones[i].Base / 10
	}
	for _, tt := range []struct {
		name              string
		counts            []Count
		hasMean, hasLimit bool
		mean              float64
	}{
		{"constant, bases differ", ones, true, true, 0.1},
		{"all zero", equalCounts(40, make([]float64, 14)...), true, true, 0},
		{"all of them", equalCounts(20, 20, 20, 20, 20, 20, 20, 20, 20), true, true, 1},
		{"one point", []Count{gap, {5, 20, true}, gap}, true, true, 0.25},
		{"all missing", make([]Count, 6), false, false, 0},
		{"bases of zero", equalCounts(0, 0, 0, 0), false, false, 0},
		{"empty", nil, false, false, 0},
	} {
		for kind, compute := range map[string]func([]Count, Options) ([]Segment, error){"p": P, "p′": PPrime, "u": U} {
			segments, err := compute(tt.counts, Options{})
			if err != nil {
				t.Fatal(err)
			}
			if len(tt.counts) == 0 {
				if segments != nil {
					t.Errorf("%s of no points: %v", kind, segments)
				}
				continue
			}
			s := segments[0]
			if want := tt.hasLimit && !(kind == "p′" && tt.name == "one point"); s.HasMean != tt.hasMean || s.HasLimits != want || !near(s.Mean, tt.mean, 1e-12) {
				t.Errorf("%s, %s: mean %v (%v), limits %v", kind, tt.name, s.Mean, s.HasMean, s.HasLimits)
			}
			for i := range tt.counts {
				b := s.at(i)
				for _, v := range []float64{b.lower, b.nearLower, b.nearUpper, b.upper} {
					if tt.counts[i].known() && (math.IsNaN(v) || math.IsInf(v, 0)) {
						t.Errorf("%s, %s: limit %v at point %d", kind, tt.name, v, i+1)
					}
				}
			}
			for i, m := range Marks(rates(tt.counts), segments) {
				if m.Rule != Common {
					t.Errorf("%s, %s: point %d has rule %v", kind, tt.name, i+1, m.Rule)
				}
			}
		}
	}
}

// A gap takes part in no mean and no range, and has no limits.
func TestGapsInCounts(t *testing.T) {
	counts := countsOf([]float64{0, 10, 12, 0, 9, 14}, []float64{0, 50, 40, 0, 30, 60})
	segments, _ := PPrime(counts, Options{})
	s := segments[0]
	if s.Baseline != 4 || !near(s.Mean, 45.0/180, 1e-12) {
		t.Errorf("%d points, mean %v; want 4, 0.25", s.Baseline, s.Mean)
	}
	z := func(x, n float64) float64 { return (x/n - 0.25) / math.Sqrt(0.25*0.75/n) }
	if want := (math.Abs(z(12, 40)-z(10, 50)) + math.Abs(z(14, 60)-z(9, 30))) / 2; !near(s.MovingRange, want, 1e-12) {
		t.Errorf("moving range %v; want %v, none across the gap", s.MovingRange, want)
	}
	for i, known := range []bool{false, true, true, false, true, true} {
		if _, _, ok := s.LimitsAt(i); ok != known {
			t.Errorf("point %d has limits: %v; want %v", i+1, ok, known)
		}
	}
	if s.Upper != s.UpperAt[5] {
		t.Errorf("limits %v; want those of the last point %v", s.Upper, s.UpperAt[5])
	}
}

// Segments keep their own mean, and a locked baseline its first points only.
func TestCountsRebasedAndLocked(t *testing.T) {
	counts := equalCounts(50, 10, 11, 9, 10, 25, 26, 24, 25, 40)
	segments, err := P(counts, Options{Rebase: []int{4}, Baseline: 3})
	if err != nil || len(segments) != 2 {
		t.Fatal(segments, err)
	}
	if !near(segments[0].Mean, 0.2, 1e-12) || !near(segments[1].Mean, 0.5, 1e-12) || segments[1].Baseline != 3 || !segments[1].Trial {
		t.Errorf("segments %+v", segments)
	}
	if _, err := U(counts, Options{Rebase: []int{9}}); err == nil {
		t.Error("a segment that starts after the last point gives no error")
	}
}

// Limits in per cent are those of the share times a hundred, and leave the share's own alone.
func TestSegmentInAnotherUnit(t *testing.T) {
	segments, _ := P(countsOf(shareEvents, shareBases), Options{})
	s := segments[0]
	p := s.Times(100)
	if p.Mean != 100*s.Mean || p.UpperAt[3] != 100*s.UpperAt[3] || p.NearLower != 100*s.NearLower || s.UpperAt[3] > 1 {
		t.Errorf("%v and %v", p.UpperAt[3], s.UpperAt[3])
	}
	if p.MovingRange != s.MovingRange || p.Dispersion != s.Dispersion {
		t.Error("the scatter of standardised values has no unit")
	}
	individuals, _ := XmR(Known(1, 2, 4), Options{})
	if x := individuals[0].Times(10); x.MovingRange != 10*individuals[0].MovingRange || x.LowerAt != nil {
		t.Errorf("XmR: %+v", x)
	}
}
