// Package search turns the pages of one edition into a search index, twice with one
// meaning: a Bleve store for the server and the command line (Build, Open, Index.Search),
// and files that a small script reads in a page opened from disk (Export,
// templates/assets/search-*.js). Both give the same Results, hit for hit.
//
// The way of a text: a Page becomes entries (entry.go), an entry is taken apart into terms
// (han.go, analysis.go), their lists go into files (lists.go, files.go, export.go, meta.go)
// or into the store (document.go, store*.go). The way of a question: parseQuery makes a tree
// of it (syntax.go, node.go), say puts the tree in Bleve's words (rank.go, find.go,
// unscored.go), show cuts out what a reader sees of each hit (match.go, snippet.go,
// show.go). The client's parts are named alike: text, query, index, rank, show, find.
//
// Suggestions know titles, codes and other names of pages and places, and how they are read
// (place.go, pinyin*.go). They are one file, q.js (suggestfile.go), from which Go and the client
// alike answer what a few letters may mean (suggest.go, nearest.go, search-suggest.js, search-nearest.js).
//
// A store is made from the one before it: batches of entries are immutable files, which a
// new store shares with the old one; what changed is written as one batch more. How a store
// came about is seen in no score, total or facet. Stores of one edition lie beside each other
// in a folder until one is made current (storefolder.go).
//
// What an entry is taken apart into is kept from run to run (cache.go) and decides nothing.
//
// The package gets plain text and knows nothing about HTML. It does not decide who may see
// a page: whatever is handed in can be found, word by word, in what Export writes.
package search
