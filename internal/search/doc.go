// Package search turns pages into a search index, twice with one meaning: a Bleve
// store for the server and the command line (Build, Open), and shards that a small
// script reads in a page opened from disk (Export, templates/assets/search*.js).
// Both sides share the analysis of text (han.go), the reading of queries (query.go)
// and the ranking; tests run the script and hold it against Bleve.
//
// It gets plain text and knows nothing about HTML. It does not decide who may see a
// page: whatever is handed in can be found, word by word, in what Export writes.
package search
