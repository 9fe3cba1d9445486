package search

import (
	"sync"

	"github.com/blevesearch/bleve/v2/search/searcher"
)

// maxClauses is how many terms one word of a query may stand for. Only a single character stands for several: for all
// that begin with it, some ten thousand in a site of the largest size. A query that asks for more fails.
const maxClauses = 1 << 18

// bound sets what Bleve leaves unlimited; the setting is one for the whole program.
var bound = sync.OnceFunc(func() { searcher.DisjunctionMaxClauseCount = maxClauses })
