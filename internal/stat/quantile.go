package stat

import (
	"math"
	"slices"
)

// Quantile7 returns the p-quantile of ascending values by the method that
// Hyndman and Fan number 7 (the default of R and of spreadsheets): linear
// between the two nearest order statistics. It returns 0 for no values.
func Quantile7(ascending []float64, p float64) float64 {
	if len(ascending) == 0 {
		return 0
	}
	position := float64(len(ascending)-1) * min(1, max(0, p))
	i := int(math.Floor(position))
	if i+1 >= len(ascending) {
		return ascending[len(ascending)-1]
	}
	return ascending[i] + (position-float64(i))*(ascending[i+1]-ascending[i])
}

// A Box (箱线) sums up a set of durations: quartiles by Quantile7, whiskers at
// the furthest value within 1.5 interquartile ranges, the rest as outliers.
type Box struct {
	N             int       `toml:"n"`
	Low           float64   `toml:"low"`
	Q1            float64   `toml:"q1"`
	Median        float64   `toml:"median"`
	Q3            float64   `toml:"q3"`
	High          float64   `toml:"high"`
	OutliersBelow []float64 `toml:"outliers_below"` // ascending
	OutliersOver  []float64 `toml:"outliers_over"`
}

// BoxOf returns the box of values in any order; N is 0 for none.
func BoxOf(values []float64) Box {
	if len(values) == 0 {
		return Box{}
	}
	v := slices.Sorted(slices.Values(values))
	b := Box{N: len(v), Q1: Quantile7(v, 0.25), Median: Quantile7(v, 0.5), Q3: Quantile7(v, 0.75)}
	reach := 1.5 * (b.Q3 - b.Q1)
	first, last := 0, len(v)
	for first < last && v[first] < b.Q1-reach {
		first++
	}
	for last > first && v[last-1] > b.Q3+reach {
		last--
	}
	b.OutliersBelow, b.OutliersOver = v[:first], v[last:]
	// Interpolated quartiles may lie beyond the furthest value within reach.
	b.Low, b.High = min(b.Q1, v[first]), max(b.Q3, v[last-1])
	return b
}
