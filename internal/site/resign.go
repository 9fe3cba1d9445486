package site

import (
	"slices"

	"anjian/internal/document"
	"anjian/internal/period"
)

// Signable tells whether a document is of a kind that is signed.
func Signable(d *document.Document) bool { return slices.Contains(signable, d.Kind) }

// Name is what a number is called in lists for people.
func (n signedNumber) Name() string { return firstOf(n.Title, n.Count) }

// Counts tells how many live figures and blocks a document has.
func (s *Signed) Counts() (figures, blocks int) {
	for _, p := range s.Printed {
		if p.Block == "" {
			figures++
		} else {
			blocks++
		}
	}
	return figures, blocks
}

// Differences says what a document prints now otherwise than it did when it was signed; nil when both are
// the same, whatever exports they rest on.
func (s *Signed) Differences(before *Signed) []string {
	var lines []string
	if s.Hash != before.Hash {
		lines = append(lines, "文字、日期或审核人有改动")
	}
	for _, old := range before.Numbers {
		i := slices.IndexFunc(s.Numbers, func(n signedNumber) bool { return n.key() == old.key() })
		switch {
		case i < 0:
			lines = append(lines, old.Name()+" 不再印出，签发时为 "+old.Text)
		case s.Numbers[i].Text != old.Text:
			lines = append(lines, old.Name()+" 由 "+old.Text+" 变为 "+s.Numbers[i].Text)
		}
	}
	for _, n := range s.Numbers {
		if !slices.ContainsFunc(before.Numbers, func(old signedNumber) bool { return n.key() == old.key() }) {
			lines = append(lines, n.Name()+" 新印出，为 "+n.Text)
		}
	}
	return lines
}

// Supersede puts a document in the place of a former signing, of which it keeps what was otherwise.
func (s *Signed) Supersede(before *Signed, day period.Date, differences []string) {
	s.Revisions = append(slices.Clone(before.Revisions), signedRevision{day, before.Cutoff, differences})
}
