package search

import "slices"

// synonymBoost is the weight of a word that was not typed.
const synonymBoost = 0.5

// Synonyms are groups of words that mean the same (同义词): whoever searches for one of
// them as a whole word also finds the others. The zero value knows none.
type Synonyms struct {
	groups [][]phrase
	of     map[string]int // by phrase.key
}

// An Expansion says which words were searched for along with one that was typed.
type Expansion struct {
	Word  string   `json:"word"`
	Words []string `json:"words"`
}

// NewSynonyms takes groups that ReadSynonyms would find no fault with. A word that
// holds nothing to search for is left out, of a word in several groups the first
// counts, and a group of one is none.
func NewSynonyms(groups [][]string) *Synonyms {
	s := &Synonyms{of: map[string]int{}}
	for _, words := range groups {
		var group []phrase
		for _, w := range words {
			p, ok := newPhrase(foldText(w))
			_, taken := s.of[p.key()]
			if ok && !taken && !slices.ContainsFunc(group, func(q phrase) bool { return q.key() == p.key() }) {
				group = append(group, p)
			}
		}
		if len(group) < 2 {
			continue
		}
		for _, p := range group {
			s.of[p.key()] = len(s.groups)
		}
		s.groups = append(s.groups, group)
	}
	return s
}

// Groups returns the words as they are searched for, for m.js.
func (s *Synonyms) Groups() [][]string {
	if s == nil {
		return nil
	}
	groups := make([][]string, 0, len(s.groups))
	for _, g := range s.groups {
		words := make([]string, len(g))
		for i, p := range g {
			words[i] = p.text
		}
		groups = append(groups, words)
	}
	return groups
}

func foldText(text string) string {
	runes := []rune(text)
	for i, r := range runes {
		runes[i] = fold(r)
	}
	return string(runes)
}

// expand returns n, or if its word has synonyms a node for any of them, the typed word
// first.
func (p *parser) expand(n *node) *node {
	if p.synonyms == nil {
		return n
	}
	key := n.phrase.key()
	group, ok := p.synonyms.of[key]
	if !ok {
		return n
	}
	either := &node{kind: anyOf, children: []*node{n}}
	also := Expansion{Word: n.phrase.text}
	for _, other := range p.synonyms.groups[group] {
		if other.key() == key {
			continue
		}
		either.children = append(either.children, &node{kind: wordNode, phrase: other, field: n.field, boost: synonymBoost})
		also.Words = append(also.Words, other.text)
	}
	if len(also.Words) == 0 {
		return n
	}
	if !slices.ContainsFunc(p.result.also, func(e Expansion) bool { return e.Word == also.Word }) {
		p.result.also = append(p.result.also, also)
	}
	return either
}
