package searchtest

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"testing"
)

// A ranking is what is found, in order, without what would be shown of it: drawing that takes
// longer than finding.
type ranking struct {
	Total  int
	All    int
	Facets map[string][]count
	Hits   []hit
	found  []string // ids of all entries, where they are known
}

type count struct {
	Value string
	Count int
}

type hit struct {
	ID    string
	Score float64
}

// rank is what the client finds. IDs are those of the entries, by number.
func (c *Client) rank(q Question, ids []string) (ranking, error) {
	data, err := c.await(`AJ.index.ready().then(function (meta) {
		var root = AJ.query.parse(input.text, false, meta.synonyms).root;
		if (!root) throw new Error("nothing is asked");
		return AJ.rank(root, input).then(function (a) {
			return { total: a.total, all: a.all, facets: a.facets, entries: a.hits.map(function (h) { return h[0]; }),
				scores: a.hits.slice(0, 10).map(function (h) { return h[1]; }) };
		});
	})`, q, 0, 10)
	var got struct {
		ranking
		Entries []int
		Scores  []float64
	}
	if err == nil {
		err = json.Unmarshal(data, &got)
	}
	if err != nil {
		return ranking{}, err
	}
	for i, e := range got.Entries {
		got.found = append(got.found, ids[e])
		if i < len(got.Scores) {
			got.Hits = append(got.Hits, hit{ids[e], got.Scores[i]})
		}
	}
	return got.ranking, nil
}

// differs tells how the first ten, the totals or the counts of two rankings differ.
func (r ranking) differs(from ranking) string {
	if r.Total != from.Total || r.All != from.All {
		return fmt.Sprintf("%d of %d and %d of %d are found", r.Total, r.All, from.Total, from.All)
	}
	if a, b := fmt.Sprint(r.Facets), fmt.Sprint(from.Facets); a != b {
		return fmt.Sprintf("counts are %s and %s", a, b)
	}
	if len(r.Hits) != len(from.Hits) {
		return fmt.Sprintf("%d and %d are shown", len(r.Hits), len(from.Hits))
	}
	for i, a := range r.Hits {
		if b := from.Hits[i]; a.ID != b.ID || math.IsNaN(a.Score) || !(math.Abs(a.Score-b.Score) <= 1e-9) {
			return fmt.Sprintf("number %d is %v and %v", i+1, a, b)
		}
	}
	return ""
}

// CheckTrees asks queries of an engine and of the client: both must find exactly the pages that are
// meant, and the same first ten in the same order, with equal scores, totals and counts. newClient
// is called from several goroutines, for a client each.
func CheckTrees(t *testing.T, l *Library, list []Question, e Engine, newClient func() (*Client, error), ids []string) {
	t.Helper()
	const workers = 2
	empty := make([]int, workers)
	t.Run("trees", func(t *testing.T) {
		for w := range workers { // a client takes one processor
			t.Run(fmt.Sprint(w), func(t *testing.T) {
				t.Parallel()
				c, err := newClient()
				if err != nil {
					t.Fatal(err)
				}
				for _, q := range list[w*len(list)/workers : (w+1)*len(list)/workers] {
					if n := checkTree(t, l, q, e, c, ids); n == 0 {
						empty[w]++
					}
				}
			})
		}
	})
	if n := empty[0] + empty[1]; n > len(list)/3 {
		t.Errorf("%d of %d trees find nothing and tell little", n, len(list))
	}
}

// checkTree returns how many pages a query finds.
func checkTree(t *testing.T, l *Library, q Question, e Engine, c *Client, ids []string) int {
	t.Helper()
	data, err := e.Answer(q)
	if err != nil {
		t.Fatalf("%+v: %v", q, err)
	}
	var want ranking
	if err := json.Unmarshal(data, &want); err != nil {
		t.Fatalf("%+v: %v", q, err)
	}
	got, err := c.rank(q, ids)
	if err != nil {
		t.Fatalf("%+v: client: %v", q, err)
	}
	if d := got.differs(want); d != "" {
		t.Errorf("%+v: in the client and in Bleve %s", q, d)
	}
	meant, err := l.Holding(q, false)
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]bool{}
	for _, id := range got.found {
		found[id] = true
	}
	for id := range found {
		if !meant[id] {
			t.Errorf("%+v: %s is found and not meant", q, id)
		}
	}
	for id := range meant {
		if !found[id] {
			t.Errorf("%+v: %s is meant and not found", q, id)
		}
	}
	if len(found) != len(got.found) || !slices.IsSortedFunc(got.Hits, func(a, b hit) int {
		if a.Score == b.Score {
			return slices.Compare([]string{a.ID}, []string{b.ID})
		}
		return int(math.Copysign(1, b.Score-a.Score))
	}) {
		t.Errorf("%+v: out of order: %v", q, got.Hits)
	}
	return len(found)
}
