package trace

import (
	"anjian/internal/dataset"
	"anjian/internal/edition"
	"anjian/internal/indicator"
)

// A Listing is what an edition may show one by one: its rows behind the numbers, and no more than
// they. Whatever else is told of single rows, or counted from them, keeps to it, so that no
// difference gives a hidden number away. It only reads and may be used by several goroutines.
type Listing struct{ policy *policy }

// NewListing finds out what may be listed.
func NewListing(c *indicator.Cube, data *dataset.Data, ed edition.Edition) *Listing {
	return &Listing{newPolicy(c, data, ed)}
}

// Lists tells whether a row may be shown by itself.
func (l *Listing) Lists(dataset string, row int) bool {
	p := l.policy
	if seats := p.seats[dataset]; seats != nil {
		return p.closedSets[dataset] == "" && p.listed(dataset, row, seats[row])
	}
	return p.closedSets[dataset] == "" && p.data.Listed(dataset, row) && p.edition.Scope == nil // nobody knows whose row it is
}

// Opens tells whether the rows that a measure counts may be shown.
func (l *Listing) Opens(m indicator.Measure) bool { return l.policy.closed(m) == "" }

// Shows tells whether the edition may see the words of a column.
func (l *Listing) Shows(dataset, column string) bool {
	d := l.policy.defs[dataset]
	if d == nil {
		return false
	}
	c := d.Column(column)
	return c != nil && l.policy.edition.Allows(c.Editions)
}
