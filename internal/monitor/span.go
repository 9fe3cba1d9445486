package monitor

import (
	"cmp"
	"slices"

	"anjian/internal/period"
)

// A Span is a stretch of time: the days after From, up to To. To is NoDate while it lasts.
// So one that ends on the day it begins holds no day, and one that is split in two holds as many.
type Span struct{ From, To period.Date }

// merged returns spans in order of time, none touching another; those that end before they begin
// are left out.
func merged(spans []Span) []Span {
	var list []Span
	for _, s := range spans {
		if s.To == period.NoDate || s.To > s.From {
			list = append(list, s)
		}
	}
	slices.SortFunc(list, func(a, b Span) int { return cmp.Compare(a.From, b.From) })
	var out []Span
	for _, s := range list {
		if n := len(out); n > 0 && (out[n-1].To == period.NoDate || s.From <= out[n-1].To) {
			if out[n-1].To != period.NoDate && (s.To == period.NoDate || s.To > out[n-1].To) {
				out[n-1].To = s.To
			}
			continue
		}
		out = append(out, s)
	}
	return out
}

// covered counts the days after one day, up to another, that lie in merged spans.
func covered(spans []Span, after, to period.Date) int {
	n := 0
	for _, s := range spans {
		end := to
		if s.To != period.NoDate {
			end = min(end, s.To)
		}
		n += max(0, int(end-max(after, s.From)))
	}
	return n
}

// stretched moves the last day of a limit behind the days that are not counted (不计入期限). A
// span that begins after the last day comes too late to stop the clock.
func stretched(last, from period.Date, uncounted []Span) period.Date {
	due := last
	for {
		next := last + period.Date(covered(uncounted, from, due))
		if next == due {
			return due
		}
		due = next
	}
}
