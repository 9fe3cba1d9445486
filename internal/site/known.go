package site

import (
	"sync"

	"anjian/internal/indicator"
	"anjian/internal/reverse"
)

// What is known of the data for all pages: found once, by whichever page asks first. It does not depend
// on what documents say.
type known struct {
	moving      func() map[movement]*indicator.Episode // of all together, that still stand
	lasting     func() []*indicator.Episode
	behind      func() map[*indicator.Episode]*reverse.Behind // what lies behind those that still stand
	hints       func() []reverse.Hinted                       // what hints found
	causes      func() *indicator.Breakdowns
	spreads     map[string]func() *indicator.Spread // of the year to date, by indicator
	comparisons func() int                          // with chance, of all of them
	people      *people
}

func (b *builder) toKnow() *known {
	return &known{
		moving:      sync.OnceValue(b.findMoving),
		lasting:     sync.OnceValue(b.findLasting),
		behind:      sync.OnceValue(b.lookBehind),
		hints:       sync.OnceValue(b.runHints),
		causes:      sync.OnceValue(func() *indicator.Breakdowns { return b.Cube.Breakdowns(indicator.By{Role: indicator.Cause}) }),
		spreads:     b.toSpread(),
		comparisons: sync.OnceValue(b.countComparisons),
		people:      new(people),
	}
}
