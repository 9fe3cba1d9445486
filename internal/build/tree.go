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
func each(n int, f func(i int)) { eachBy(runtime.GOMAXPROCS(0), n, f) }

// eachBy is each with so many goroutines.
func eachBy(workers, n int, f func(i int)) {
	var wg sync.WaitGroup
	next := make(chan int)
	for range min(workers, n) {
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
