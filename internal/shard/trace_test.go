package shard

import (
	"math"
	"reflect"
	"slices"
	"testing"
)

func TestIntegersOfEverySize(t *testing.T) {
	want := []int64{0, 1, -1, 51, -52, 8_388_607, -8_388_608, 8_388_608, 1 << 40, math.MaxInt64, math.MinInt64}
	var b []byte
	for _, n := range want {
		b = AppendInteger(b, n)
	}
	b = AppendNone(b)
	r := read(string(b))
	for _, n := range want {
		if got, ok := r.maybe(); !ok || got != n {
			t.Errorf("read %d, %v; want %d", got, ok, n)
		}
	}
	if _, ok := r.maybe(); ok || r.more() || r.err != nil {
		t.Errorf("the empty cell reads as a number, or something is left: %v %v", r.list, r.err)
	}
	if r.number(); r.err == nil {
		t.Error("reading on after the end is no error")
	}
}

func TestTracePacksAreReadBack(t *testing.T) {
	groups := []Group{
		{Slice: 3, Rows: []int{700, 701, 4000}, Values: []int64{5, -7, 1 << 50}},
		{Slice: 3, Rows: []int{12}, Values: []int64{0}},
		{Slice: 40, Rows: []int{100_000, 100_001}, Values: []int64{1, 1}},
	}
	if got, err := Groups(PackGroups(groups), true); err != nil || !reflect.DeepEqual(got, groups) {
		t.Errorf("groups come back as %v, %v", got, err)
	}
	for i := range groups {
		groups[i].Values = nil
	}
	if got, err := Groups(PackGroups(groups), false); err != nil || !reflect.DeepEqual(got, groups) {
		t.Errorf("groups without values come back as %v, %v", got, err)
	}
	runs := []Run{{0, Undated, 0, 1}, {1, InMonth, 2, 80}, {1, InMonth + 41, 0, 70_000}}
	if got, err := Runs(PackRuns(runs)); err != nil || !slices.Equal(got, runs) {
		t.Errorf("runs come back as %v, %v", got, err)
	}
	sums := []Sum{{0, 0, 0, 1, -5}, {9, 3, 41, 400, 1 << 45}}
	if got, err := Sums(PackSums(sums)); err != nil || !slices.Equal(got, sums) {
		t.Errorf("sums come back as %v, %v", got, err)
	}
	passes := []Pass{{0, 1, 2, 3, 4}, {41, 0, 0, 0, 5}}
	if got, err := Passes(PackPasses(passes)); err != nil || !slices.Equal(got, passes) {
		t.Errorf("passes come back as %v, %v", got, err)
	}
	days := []int64{20_000, math.MinInt64, 19_999, 1, 40_000}
	if got, err := Days(PackDays(days, math.MinInt64, 20_010), math.MinInt64, 20_010); err != nil || !slices.Equal(got, days) {
		t.Errorf("days come back as %v, %v", got, err)
	}
}

// Whoever damages a file gets an error, or other numbers, and no panic.
func FuzzTracePacks(f *testing.F) {
	f.Add(PackGroups([]Group{{Slice: 1, Rows: []int{5, 9}, Values: []int64{1, 2}}}))
	f.Add(PackSums([]Sum{{1, 2, 3, 4, 5}}))
	f.Add("\x00")
	f.Fuzz(func(t *testing.T, text string) {
		if groups, err := Groups(text, true); err == nil {
			for _, g := range groups {
				if len(g.Rows) != len(g.Values) || len(g.Rows) == 0 {
					t.Errorf("%q: group %v", text, g)
				}
			}
		}
		_, _ = Runs(text)
		_, _ = Sums(text)
		_, _ = Passes(text)
		_, _ = Days(text, 0, 0)
	})
}
