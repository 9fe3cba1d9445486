package site

import (
	"slices"
	"testing"
)

// With the year to date and its other months, a single hidden month of it could be told.
func TestConcealedMonths(t *testing.T) {
	sizes := []int64{12, 2, 9, 6, 1}
	for toDate, want := range map[int][]bool{
		5: {false, true, false, false, true},
		4: {false, true, false, true, true},
		9: {false, true, false, false, true}, // no longer than the year
	} {
		if got := concealedMonths(sizes, toDate, 5); !slices.Equal(got, want) {
			t.Errorf("%d months to date: %v; want %v", toDate, got, want)
		}
	}
}

func TestConcealed(t *testing.T) {
	for _, tt := range []struct {
		sizes []int64
		want  []bool
	}{
		{[]int64{12, 0, 9}, []bool{false, false, false}},
		{[]int64{12, 2, 9, 0}, []bool{false, true, true, false}}, // alone, the total would tell it
		{[]int64{4, 12, 1}, []bool{true, false, true}},
		{[]int64{5, 5}, []bool{false, false}},
		{[]int64{3, 0, 0}, []bool{true, false, false}}, // the total is few as well, and hidden itself
	} {
		if got := concealed(tt.sizes, 5); !slices.Equal(got, tt.want) {
			t.Errorf("concealed(%v) = %v; want %v", tt.sizes, got, tt.want)
		}
	}
}
