package suppress

import (
	"fmt"
	"slices"
	"testing"
)

// grid is a table with printed margins: the rows of values, row totals behind them, then the
// column totals and the whole.
func grid(rows [][]int64) System {
	var s System
	width := len(rows[0]) + 1
	whole := make([]int64, width)
	printed := func(n int64) { s.Cells = append(s.Cells, Cell{Value: n, Least: n, Most: n}) }
	for r, row := range rows {
		total := int64(0)
		sum := Sum{Total: r*width + width - 1}
		for c, n := range row {
			printed(n)
			total += n
			whole[c] += n
			sum.Parts = append(sum.Parts, r*width+c)
		}
		printed(total)
		whole[width-1] += total
		s.Sums = append(s.Sums, sum)
	}
	for c, n := range whole {
		printed(n)
		sum := Sum{Total: len(rows)*width + c}
		for r := range rows {
			sum.Parts = append(sum.Parts, r*width+c)
		}
		s.Sums = append(s.Sums, sum)
	}
	last := Sum{Total: len(s.Cells) - 1}
	for c := range width - 1 {
		last.Parts = append(last.Parts, len(rows)*width+c)
	}
	s.Sums = append(s.Sums, last)
	return s
}

func where(hidden []bool) []int {
	var all []int
	for i, h := range hidden {
		if h {
			all = append(all, i)
		}
	}
	return all
}

// The worked example of disclosure control: 3 and 2 are small, each is told by its row; beside
// them 12 and 15 are hidden, and 3 lies between 1 and 15.
func TestTwoSmallCellsInATableWithMargins(t *testing.T) {
	s := grid([][]int64{{3, 12}, {15, 2}, {20, 30}})
	for i := range s.Cells {
		if c := &s.Cells[i]; c.Value > 0 && c.Value < 5 {
			c.Hidden, c.Least, c.Most = true, 0, Unbounded // nothing but the sums
		}
	}
	hidden, err := Solve(s, 5)
	if err != nil {
		t.Fatal(err)
	}
	if got := where(hidden); !slices.Equal(got, []int{0, 1, 3, 4}) {
		t.Fatalf("hides %v", got)
	}
	want := []Interval{{0, 1, 15}, {1, 0, 14}, {3, 3, 17}, {4, 0, 14}}
	if got := Attack(s, hidden); !slices.Equal(got, want) {
		t.Errorf("a reader learns %v; want %v", got, want)
	}
}

// What is known already cannot be hidden: the error names what is told and by what.
func TestCellsKnownAlreadyTell(t *testing.T) {
	s := grid([][]int64{{3, 12}, {15, 20}})
	s.Cells[0].Hidden, s.Cells[0].Least, s.Cells[0].Most = true, 0, 9
	for _, i := range []int{1, 2} {
		s.Cells[i].Fixed = true
	}
	_, err := Solve(s, 3)
	u, ok := err.(*Unprotected)
	if !ok || !slices.Equal(u.Cells, []int{0}) || !slices.Equal(u.Fixed, []int{1, 2}) {
		t.Errorf("got %v", err)
	}
}

func TestWrongSystemsAreRefused(t *testing.T) {
	for name, spoil := range map[string]func(*System){
		"adds up":  func(s *System) { s.Cells[0].Value, s.Cells[0].Most = 4, 4 },
		"between":  func(s *System) { s.Cells[0].Most = 2 },
		"negative": func(s *System) { s.Cells[0].Value, s.Cells[0].Least = -1, -1 },
		"twice":    func(s *System) { s.Sums[0].Parts[0] = s.Sums[0].Parts[1] },
	} {
		s := grid([][]int64{{3, 12}, {15, 20}})
		spoil(&s)
		if _, err := Solve(s, 3); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func ExampleSolve() {
	// Two months and their quarter, of which one month is small.
	s := System{
		Cells: []Cell{
			{Value: 3, Hidden: true, Least: 0, Most: 9},
			{Value: 14, Least: 14, Most: 14},
			{Value: 21, Least: 21, Most: 21},
			{Value: 38, Least: 38, Most: 38},
		},
		Sums: []Sum{{Total: 3, Parts: []int{0, 1, 2}}},
	}
	hidden, err := Solve(s, 3)
	fmt.Println(hidden, err)
	fmt.Println(Attack(s, hidden))
	// Output:
	// [true true false false] <nil>
	// [{0 0 9} {1 8 17}]
}
