package search

import (
	"cmp"
	"context"
	"math"
	"slices"

	index "github.com/blevesearch/bleve_index_api"
)

// searchSingles answers queries that consist of single characters. Their score is,
// for each character, 1 if the title holds it plus its share of the body: pages
// with all characters in the title come first, then by density, then by id.
func (x *Index) searchSingles(q Query, phrases []phrase, res *Results) error {
	advanced, err := x.bleve.Advanced()
	if err != nil {
		return err
	}
	reader, err := advanced.Reader()
	if err != nil {
		return err
	}
	defer reader.Close()
	scores := map[string]float64{}
	for i, p := range phrases {
		found, err := singleScores(reader, string(p.single))
		if err != nil {
			return err
		}
		if i == 0 {
			scores = found
			continue
		}
		for id, s := range scores {
			if f, ok := found[id]; ok {
				scores[id] = s + f
			} else {
				delete(scores, id)
			}
		}
	}
	counts := map[string]int{}
	for i, id := range x.stats.IDs {
		score, ok := scores[id]
		if !ok {
			continue
		}
		res.All++
		t := x.stats.Types[i]
		if t != "" {
			counts[t]++
		}
		if q.Type == "" || q.Type == t {
			res.Hits = append(res.Hits, Hit{ID: id, Score: score})
		}
	}
	for t, n := range counts {
		res.Types = append(res.Types, TypeCount{t, n})
	}
	res.Total = len(res.Hits)
	slices.SortStableFunc(res.Hits, func(a, b Hit) int { return cmp.Compare(b.Score, a.Score) })
	from := min(q.From, len(res.Hits))
	res.Hits = res.Hits[from:min(from+q.Size, len(res.Hits))]
	return nil
}

// singleScores adds up the occurrences of char: each begins exactly one pair or tail.
func singleScores(reader index.IndexReader, char string) (map[string]float64, error) {
	scores := map[string]float64{}
	lengths := map[string]float64{}
	title, body := map[string]int{}, map[string]int{}
	for field, freq := range map[string]map[string]int{"Title": title, "Body": body} {
		dict, err := reader.FieldDictPrefix(field, []byte(char))
		if err != nil {
			return nil, err
		}
		for e, err := dict.Next(); e != nil || err != nil; e, err = dict.Next() {
			if err != nil {
				return nil, err
			}
			postings, err := reader.TermFieldReader(context.Background(), []byte(e.Term), field, true, true, false)
			if err != nil {
				return nil, err
			}
			for d, err := postings.Next(nil); d != nil || err != nil; d, err = postings.Next(nil) {
				if err != nil {
					return nil, err
				}
				id, err := reader.ExternalID(d.ID)
				if err != nil {
					return nil, err
				}
				freq[id] += int(d.Freq)
				if field == "Body" {
					lengths[id] = math.Round(1 / (d.Norm * d.Norm))
				}
			}
			if err := postings.Close(); err != nil {
				return nil, err
			}
		}
		if err := dict.Close(); err != nil {
			return nil, err
		}
	}
	for id := range title {
		scores[id] = 1
	}
	for id, n := range body {
		scores[id] += float64(n) / (lengths[id] + 1)
	}
	return scores, nil
}
