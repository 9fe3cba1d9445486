package site

import "anjian/internal/source"

// qualityBlock (```quality) says how far checks (检查) and reviews (评查) are, by procuratorate or department:
//
//	```quality
//	department = "第一检察部"
//	```
func qualityBlock(r *resolver, toml []byte, at source.Pos) (*printed, *source.Error) {
	l, wrong := r.list(toml, at, placeRows, departmentRows)
	if wrong != nil {
		return nil, wrong
	}
	return r.b.indicatorList(l, qualityIndicators, "", "质量检查评查情况（按建制顺序）"), nil
}

var qualityIndicators = []string{"self-inspection-rate", "department-inspection-rate", "review-rate", "must-review-pending"}
