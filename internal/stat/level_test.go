package stat

import (
	"math"
	"math/rand/v2"
	"testing"
)

func months(values ...float64) []Month {
	list := make([]Month, len(values))
	for i, v := range values {
		list[i] = Month{v, 1}
	}
	return list
}

// Amounts are Welch's test. Worked apart: means 5 and 8, variances of the means
// 2/6 and 6.8/6, freedom by Welch and Satterthwaite.
func TestCompareLevelsIsWelch(t *testing.T) {
	before, after := months(3, 4, 5, 5, 6, 7), months(5, 6, 7, 8, 10, 12)
	got := CompareLevels(before, after)
	v0, v1 := 10.0/5/6, 34.0/5/6 // sums of squares 10 and 34
	freedom := (v0 + v1) * (v0 + v1) / (v0*v0/5 + v1*v1/5)
	reach := tQuantile(0.975, freedom) * math.Sqrt(v0+v1)
	if got.Before != 5 || got.After != 8 || got.Points0 != 6 || got.Points1 != 6 || !near(got.Difference, 3, 1e-12) ||
		!near(got.Low, 3-reach, 1e-9) || !near(got.High, 3+reach, 1e-9) || got.Verdict != Higher {
		t.Errorf("CompareLevels = %+v; want 3 ± %v", got, reach)
	}
	back := CompareLevels(after, before)
	if back.Verdict != Lower || !near(back.Low, -got.High, 1e-12) {
		t.Errorf("the other way round: %+v", back)
	}
}

// The level of shares is the sum of X over the sum of N, and months without
// denominator are no points.
func TestLevelsOfShares(t *testing.T) {
	before := []Month{{10, 100}, {2, 10}, {0, 0}, {30, 200}, {8, 60}, {11, 90}, {5, 40}}
	after := []Month{{12, 100}, {1, 10}, {28, 200}, {9, 60}, {12, 90}, {5, 40}}
	got := CompareLevels(before, after)
	if !near(got.Before, 66.0/500, 1e-12) || !near(got.After, 67.0/500, 1e-12) || got.Points0 != 6 || got.Points1 != 6 || got.Verdict != SameLevel {
		t.Errorf("CompareLevels = %+v", got)
	}
	if got := CompareLevels(before[:5], after); got.Verdict != TooFew || got.Points0 != 4 {
		t.Errorf("of four months before: %+v", got)
	}
	if got := CompareLevels(months(2, 2, 2, 2, 2, 2), months(2, 2, 2, 2, 2, 2)); got.Verdict != SameLevel {
		t.Errorf("constant months: %+v", got)
	}
	if got := CompareLevels(months(0.1, 0.1, 0.1, 0.1, 0.1, 0.1), months(0.3, 0.3, 0.3, 0.3, 0.3, 0.3)); got.Verdict != Higher || !near(got.Low, got.High, 1e-12) {
		t.Errorf("constant months at another level: %+v", got)
	}
	if got := CompareLevels(nil, nil); got.Verdict != TooFew {
		t.Errorf("no months: %+v", got)
	}
}

// What the others share is taken away.
func TestCompareWithOthers(t *testing.T) {
	before, after := months(3, 4, 5, 5, 6, 7), months(5, 6, 7, 8, 10, 12)
	got := CompareWithOthers(before, after, months(13, 14, 15, 15, 16, 17), months(15, 16, 17, 18, 20, 22))
	if got.Verdict != SameLevel || !near(got.Difference, 0, 1e-12) || got.Before != 5 || got.Points1 != 6 {
		t.Errorf("both moved alike: %+v", got)
	}
	if got := CompareWithOthers(before, after, months(1, 2), months(3)); got.Verdict != TooFew || got.Difference != 0 {
		t.Errorf("few others: %+v", got)
	}
}

// Over series in which nothing happens the interval misses nought about one time
// in twenty.
func TestLevelsOfChance(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	const rounds = 4000
	missed := 0
	side := func() []Month {
		list := make([]Month, 12)
		for i := range list {
			n := 30 + r.IntN(120)
			list[i].N = float64(n)
			for range n {
				if r.Float64() < 0.2 {
					list[i].X++
				}
			}
		}
		return list
	}
	for range rounds {
		if v := CompareLevels(side(), side()).Verdict; v == Higher || v == Lower {
			missed++
		}
	}
	// 0.05 ± 4·√(0.05·0.95/4000)
	if share := float64(missed) / rounds; share < 0.036 || share > 0.064 {
		t.Errorf("%.4f of the comparisons of nothing find a change", share)
	} else {
		t.Logf("%.4f of the comparisons of nothing find a change", share)
	}
}
