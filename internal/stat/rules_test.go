package stat

import (
	"slices"
	"testing"
)

// flagged returns the 1-based numbers of marked points.
func flagged(marks []Mark) []int {
	var list []int
	for i, m := range marks {
		if m.Rule != Common {
			list = append(list, i+1)
		}
	}
	return list
}

// V4: shifts.
func TestShifts(t *testing.T) {
	for _, tt := range []struct {
		side []int
		want []int
	}{
		{[]int{1, 1, 1, 1, 1, 1}, nil},
		{[]int{1, 1, 1, 1, 1, 1, 1, 1, -1}, []int{1, 2, 3, 4, 5, 6, 7, 8}},
		{[]int{1, 1, 1, 0, 1, 1, 1, 1}, nil}, // a point on the mean breaks it
		{[]int{0, 0, 0, 0, 0, 0, 0, 0}, nil},
	} {
		marks := make([]Mark, len(tt.side))
		markShifts(tt.side, marks)
		if got := flagged(marks); !slices.Equal(got, tt.want) {
			t.Errorf("markShifts(%v) flags %v; want %v", tt.side, got, tt.want)
		}
	}
}

// V4: trends.
func TestTrends(t *testing.T) {
	for _, tt := range []struct {
		values    []float64
		want      []int
		direction int
	}{
		{[]float64{1, 2, 3, 4, 5, 6}, nil, 0},
		{[]float64{1, 2, 3, 3, 4, 5, 6}, nil, 0},
		{[]float64{1, 2, 3, 4, 5, 6, 7}, []int{1, 2, 3, 4, 5, 6, 7}, 1},
		{[]float64{2, 1, 2, 3, 4, 5, 6, 7, 3}, []int{2, 3, 4, 5, 6, 7, 8}, 1},
		{[]float64{2, 7, 6, 5, 4, 3, 2, 1, 3}, []int{2, 3, 4, 5, 6, 7, 8}, -1},
	} {
		marks := make([]Mark, len(tt.values))
		markTrends(Known(tt.values...), marks)
		if got := flagged(marks); !slices.Equal(got, tt.want) {
			t.Errorf("markTrends(%v) flags %v; want %v", tt.values, got, tt.want)
		}
		if tt.want != nil && marks[tt.want[0]-1].Direction != tt.direction {
			t.Errorf("markTrends(%v) has direction %d; want %d", tt.values, marks[tt.want[0]-1].Direction, tt.direction)
		}
	}
}

// The point that ends a rise and starts a fall takes the fall.
func TestTrendTurningPoint(t *testing.T) {
	marks := make([]Mark, 13)
	markTrends(Known(1, 2, 3, 4, 5, 6, 7, 6, 5, 4, 3, 2, 1), marks)
	if marks[5].Direction != 1 || marks[6].Direction != -1 {
		t.Errorf("around the turn: %v", marks[5:8])
	}
}

// V5: two of three.
func TestTwoOfThree(t *testing.T) {
	for _, tt := range []struct {
		close, side []int
		want        []int
	}{
		{[]int{1, 0, 1}, []int{1, 1, 1}, []int{1, 3}},
		{[]int{1, 0, 1}, []int{1, -1, 1}, nil},
		{[]int{1, 0, 0, 1}, []int{1, 1, 1, 1}, nil},
		{[]int{1, 0, 0, 1, 1}, []int{1, 1, 1, 1, 1}, []int{4, 5}},
	} {
		near := make([]bool, len(tt.close))
		for i, c := range tt.close {
			near[i] = c == 1
		}
		marks := make([]Mark, len(near))
		markTwoOfThree(tt.side, near, marks)
		if got := flagged(marks); !slices.Equal(got, tt.want) {
			t.Errorf("markTwoOfThree(%v, %v) flags %v; want %v", tt.side, tt.close, got, tt.want)
		}
	}

	values := []float64{1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 5.5, -5.5}
	points := Known(values...)
	segments, _ := XmR(points, Options{})
	marks := Marks(points, segments)
	if marks[14].Rule != Common || marks[15].Rule != Common {
		t.Errorf("close points on opposite sides: %v; want common cause", marks[14:])
	}
}

func TestSameSide(t *testing.T) {
	gap := Point{}
	for _, tt := range []struct {
		name      string
		points    []Point
		side, run int
	}{
		{"above to the end", Known(4, 6, 7, 8), 1, 3},
		{"below, after one above", Known(3, 6, 4, 3), -1, 2},
		{"the mean itself ends a run", Known(6, 5, 7), 1, 1},
		{"last on the mean", Known(6, 7, 5), 0, 0},
		{"a gap ends a run", append(append(Known(9, 9), gap), Known(2, 1)...), -1, 2},
		{"last unknown", append(Known(9, 9), gap), 0, 0},
		{"empty", nil, 0, 0},
	} {
		if side, run := SameSide(tt.points, 5); side != tt.side || run != tt.run {
			t.Errorf("%s: side %d, run %d; want %d, %d", tt.name, side, run, tt.side, tt.run)
		}
	}
}
