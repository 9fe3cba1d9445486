package site

import "anjian/internal/source"

// limitsBlock (```limits) says what has lapsed and what is about to at the end of the document's period, by
// procuratorate or department:
//
//	```limits
//	by = "department"
//	```
func limitsBlock(r *resolver, toml []byte, at source.Pos) (*printed, *source.Error) {
	l, wrong := r.list(toml, at, placeRows, departmentRows)
	if wrong != nil {
		return nil, wrong
	}
	return r.b.indicatorList(l, limitIndicators, "末", "末办案期限情况（按建制顺序）"), nil
}

// limitIndicators are what the block tells, in the order of urgency.
var limitIndicators = []string{"custody-ending", "overdue-cases", "near-due-cases", "pending-over-year"}
