package formula

import (
	"fmt"
	"math"
	"math/rand/v2"
	"sync"
	"testing"

	"anjian/internal/table"
)

// Numbers at the borders of every width, against constants at them: a kernel that reads packed
// cells must answer as a comparison of the numbers would.
func TestComparisonsAtTheBordersOfEveryWidth(t *testing.T) {
	borders := []int64{
		NoNum, 0, 1, -1, 5, 126, 127, 128, -127, -128, -129, 255, 256, 32766, 32767, 32768, -32767, -32768, -32769,
		math.MaxInt32, math.MaxInt32 + 1, -math.MaxInt32, math.MinInt32, math.MinInt32 - 1, math.MaxInt64, -math.MaxInt64,
	}
	s := &testSchema{columns: map[string]Column{"数": {Type: table.Int}}, names: []string{"数"}}
	r := rand.New(rand.NewPCG(5, 6))
	tests := map[string]func(a, b int64) bool{
		"==": func(a, b int64) bool { return a == b }, "!=": func(a, b int64) bool { return a != b },
		"<": func(a, b int64) bool { return a < b }, "<=": func(a, b int64) bool { return a <= b },
		">": func(a, b int64) bool { return a > b }, ">=": func(a, b int64) bool { return a >= b },
	}
	for range 300 {
		list := make([]int64, 1+r.IntN(140))
		most := 1 + r.IntN(len(borders))
		for i := range list {
			list[i] = borders[r.IntN(most)]
		}
		tab := &table.Table{Rows: len(list), Columns: []*table.Column{{Name: "数", Type: table.Int, Nums: table.NumsOf(list...)}}}
		for op, test := range tests {
			k := borders[1+r.IntN(len(borders)-1)]
			text := fmt.Sprintf("数 %s %d", op, k)
			column, arithmetic := checked(t, s, text).Bools(tab, Env{}), checked(t, s, fmt.Sprintf("0 + 数 %s %d", op, k)).Bools(tab, Env{})
			for row, v := range list {
				want := v != NoNum && test(v, k)
				if column.Get(row) != want || arithmetic.Get(row) != want {
					t.Fatalf("%s for %d: %v, %v; want %v", text, v, column.Get(row), arithmetic.Get(row), want)
				}
			}
		}
		if got := checked(t, s, "空(数)").Bools(tab, Env{}); got.Count() != count(list, NoNum) {
			t.Fatalf("%d of %v are empty", got.Count(), list)
		}
	}
}

func count(list []int64, v int64) (n int) {
	for _, x := range list {
		if x == v {
			n++
		}
	}
	return n
}

func TestAnEvaluatorMayBeSharedByGoroutines(t *testing.T) {
	s, tab := cases(3000)
	e := NewEvaluator(tab, Env{})
	texts := []string{`人数 == 2`, `人数 == 2 and 结论 == "不捕"`, `not (人数 == 2 and 结论 == "不捕")`, `受理日期 - "2025-01-01" > 3`}
	var wg sync.WaitGroup
	for i := range 40 {
		x := checked(t, s, texts[i%len(texts)])
		want := x.Bools(tab, Env{}).Count()
		wg.Go(func() {
			if got := e.Bools(x).Count(); got != want {
				t.Errorf("%s: %d rows; want %d", x.Text(), got, want)
			}
		})
	}
	wg.Wait()
}
