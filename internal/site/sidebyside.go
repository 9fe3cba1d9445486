package site

import (
	"maps"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
)

// sideBySide makes n pages by as many goroutines as there are processors, each with a builder of its
// own, and takes them in in their order: what is made does not depend on who made it.
func (b *builder) sideBySide(n int, one func(b *builder, i int)) {
	b.wholes() // what all of them look up is found before: from here on it is only read
	b.compared()
	made := make([]*builder, n)
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), n) {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				own := *b
				own.pages, own.failed, own.media, own.address = nil, nil, maps.Clone(b.media), map[string]string{}
				one(&own, i)
				made[i] = &own
			}
		})
	}
	wg.Wait()
	for _, m := range made {
		for _, p := range m.pages {
			b.add(p, m.address[strings.ToLower(p.Path)])
		}
		maps.Copy(b.media, m.media)
		b.failed = append(b.failed, m.failed...)
	}
}
