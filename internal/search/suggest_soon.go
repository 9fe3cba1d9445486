package search

import "anjian/internal/shard"

// A Suggestion is a page or place that a reader may have meant.
type Suggestion struct {
	Path  string  `json:"path"`
	Title []Piece `json:"title"`
	Type  string  `json:"type"`
	Note  string  `json:"note"` // the number or other name that matched, "" if the title did
}

// Readings are how words are read (拼音).
type Readings struct{}

type suggester struct{}

func (s *suggester) named(string) []Suggestion { return nil }

// Suggestions writes q.js.
func Suggestions(Site) []byte { return shard.Call("AJ.q", []byte("[]")) }
