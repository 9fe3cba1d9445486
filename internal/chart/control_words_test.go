package chart

import (
	"slices"
	"testing"
)

// Of a stretch outside the limits one number is written, and the last month's.
func TestWordedPoints(t *testing.T) {
	const in = 10
	for _, tt := range []struct {
		name   string
		values []float64 // outside is what is not between 5 and 15
		want   []int     // the furthest first
	}{
		{"none outside", []float64{in, 12, 8}, nil},
		{"one", []float64{in, 40, in}, []int{1}},
		{"a stretch", []float64{in, 2, 1, 3, in}, []int{2}},
		{"a stretch to the end", []float64{in, 2, 1, 3}, []int{2, 3}},
		{"the furthest is the last", []float64{in, 3, 2, 1}, []int{3}},
		{"two stretches", []float64{30, 20, in, 40, 41}, []int{4, 0}},
		{"from one side to the other", []float64{in, 30, 1, in}, []int{1, 2}},
	} {
		s := ControlSpec{Limits: []Limits{{From: 0, To: len(tt.values), Mean: in, Lower: 5, Upper: 15}}}
		for _, v := range tt.values {
			p := Point{Value: v, Known: true}
			if v < 5 || v > 15 {
				p.Mark = Outside
			}
			s.Points = append(s.Points, p)
		}
		if got := s.worded(); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v are worded; want %v", tt.name, got, tt.want)
		}
	}
}
