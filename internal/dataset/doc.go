// Package dataset reads what offices export (CSV, XLSX) into typed tables, as definitions under
// content/datasets say: which files, where the header is, what each column is called, which words
// are codes, which rows are no data. Cross-tabulated official tables (统计报表) become one row per
// figure.
//
// It knows headers, codes, dates and numbers, and reports every cell that does not fit with its
// place. How files become rows of raw cells is left to grid. It knows nothing about indicators.
//
// A Proposer goes the other way: from an export that nobody described to the document that reads it,
// a known one changed in place or a new one, with all guesses marked 待确认.
package dataset
