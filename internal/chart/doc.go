// Package chart turns plain numbers with finished texts into figures: a static
// SVG that prints and reads without JavaScript, the option from which the
// scripts (templates/assets/chart*.js) draw the live chart over it, the table
// of the same numbers, and one sentence that says what there is to see.
//
// It is the only importer of go-echarts, of which it uses option types and
// nothing else: no renderer, no script, no asset host. It knows nothing of
// indicators; values come in the unit that is drawn (23.5 for 23.5%), words
// come in finished.
//
// Colours are tokens. In the SVG a token is a class (t- fills, s- strokes)
// beside its light hex value, in the option it is "$brand"; the style sheet and
// the loader resolve both, so one figure serves light, dark and print.
//
// One file per kind, one exported constructor in it: Control, Line, Funnel,
// Bars, Boxes, Composition, Effects, Pairs, Relation, Sparkline. Relation and
// Sparkline are pictures only: a live chart would add nothing to their words.
// Equal specs give equal bytes.
package chart
