package search

import (
	"context"
	"math"

	index "github.com/blevesearch/bleve_index_api"
)

// Trees without a word of two characters or more have no BM25 score. Their entries stand in an
// order of our own: each single character asked for adds 1 if the title or a code holds it, and
// its share of the body, so that entries named by all characters come first, then by density,
// then by id. The client does the same (search-rank.js).

// scored reports whether a tree has a word that BM25 scores.
func (n *node) scored() bool {
	for _, leaf := range n.leaves() {
		if leaf.phrase.single == 0 {
			return true
		}
	}
	return false
}

// leaves returns the words that a tree asks for, without those that it excludes.
func (n *node) leaves() []*node {
	if n.kind == wordNode {
		return []*node{n}
	}
	var list []*node
	for _, c := range n.children {
		list = append(list, c.leaves()...)
	}
	return list
}

// densities returns the score of every entry for the single characters of an unscored tree.
func (x *Index) densities(root *node) ([]float64, error) {
	scores := make([]float64, len(x.stats.IDs))
	leaves := root.leaves()
	if len(leaves) == 0 {
		return scores, nil
	}
	advanced, err := x.bleve.Advanced()
	if err != nil {
		return nil, err
	}
	reader, err := advanced.Reader()
	if err != nil {
		return nil, err
	}
	defer reader.Close()
	for _, leaf := range leaves {
		if err := x.density(reader, leaf, scores); err != nil {
			return nil, err
		}
	}
	return scores, nil
}

// density adds what one character is worth to the scores.
func (x *Index) density(reader index.IndexReader, leaf *node, scores []float64) error {
	named := make([]bool, len(scores))
	freq := make([]int, len(scores))
	length := make([]float64, len(scores))
	for _, f := range []field{titleField, codeField, bodyField} {
		if !leaf.searches(f) {
			continue
		}
		err := x.eachPrefixed(reader, fields[f].name, string(leaf.phrase.single), func(entry int, d *index.TermFieldDoc) {
			if f != bodyField {
				named[entry] = true
				return
			}
			freq[entry] += int(d.Freq)
			length[entry] = math.Round(1 / (d.Norm * d.Norm))
		})
		if err != nil {
			return err
		}
	}
	for i := range scores {
		if named[i] {
			scores[i]++
		}
		scores[i] += float64(freq[i]) / (length[i] + 1)
	}
	return nil
}

// eachPrefixed goes through the postings of all pairs and tails of a field that begin with a
// character: each of its occurrences begins exactly one of them.
func (x *Index) eachPrefixed(reader index.IndexReader, field, char string, each func(entry int, d *index.TermFieldDoc)) error {
	dict, err := reader.FieldDictPrefix(field, []byte(char))
	if err != nil {
		return err
	}
	for e, err := dict.Next(); e != nil || err != nil; e, err = dict.Next() {
		if err != nil {
			return err
		}
		if !pairOrTail(e.Term) {
			continue
		}
		postings, err := reader.TermFieldReader(context.Background(), []byte(e.Term), field, true, true, false)
		if err != nil {
			return err
		}
		for d, err := postings.Next(nil); d != nil || err != nil; d, err = postings.Next(nil) {
			if err != nil {
				return err
			}
			id, err := reader.ExternalID(d.ID)
			if err != nil {
				return err
			}
			each(x.number[id], d)
		}
		if err := postings.Close(); err != nil {
			return err
		}
	}
	return dict.Close()
}

// pairOrTail reports whether a term that begins with a Han character is one of these kinds.
func pairOrTail(term string) bool {
	n := 0
	for _, r := range term {
		if n++; n > 2 || classOf(r) != han {
			return false
		}
	}
	return true
}
