package build

import (
	"maps"
	"runtime"
	"slices"
	"sync"
)

// A tree is a site in memory: bytes by path.
type tree map[string][]byte

func (t tree) names() []string { return slices.Sorted(maps.Keys(t)) }

// each calls f for 0 ≤ i < n on all processors and waits.
func each(n int, f func(i int)) {
	workers := min(runtime.GOMAXPROCS(0), n)
	var wg sync.WaitGroup
	next := make(chan int)
	for range workers {
		wg.Go(func() {
			for i := range next {
				f(i)
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	wg.Wait()
}
