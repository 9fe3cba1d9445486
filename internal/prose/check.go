package prose

import (
	"slices"

	"anjian/internal/period"
)

// Check reads one sentence of a document of a period and place ("" for all together), and says what
// the data contradict, in the order of the sentence.
func (r *Reader) Check(sentence string, document period.Period, of string) []Finding {
	runes := []rune(sentence)
	tokens := r.lex(runes, document)
	w := &walker{claimant: claimant{Reader: r}, document: document, place: r.ids[of]}
	for start := 0; start < len(tokens) && !has(tokens, limited); {
		end := start
		for end < len(tokens) && tokens[end].sort != stop {
			end++
		}
		w.clause(tokens[start:end])
		start = end + 1
	}
	if !has(tokens, wished) {
		w.parts(tokens)
		w.shares(tokens)
	}
	slices.SortStableFunc(w.found, func(a, b Finding) int { return a.Start - b.Start })
	return slices.CompactFunc(w.found, func(a, b Finding) bool { return a.Start == b.Start && a.End == b.End })
}
