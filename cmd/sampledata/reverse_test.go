package main

import (
	"slices"
	"testing"

	"anjian/internal/period"
)

// What is planted for the hints stands in the written exports, counted here without their rules: by
// place, kind and the plainest sign of each.
func TestPlantedForHints(t *testing.T) {
	plan, files := invent(t)
	documents, civil := read(t, files, "监督文书"), read(t, files, "民事")
	lastOf := func(day period.Date, months int) period.Date { // of the month or quarter
		y, m, _ := day.Civil()
		return period.DateOf(y, m+(months-m%months)%months+1, 0)
	}
	signs := map[string]func(p hinted, r record) bool{
		"burst": func(p hinted, r record) bool {
			return r.day("制发日期") >= p.Days[0] && r.day("制发日期") <= p.Days[len(p.Days)-1]
		},
		"month-end":                     func(_ hinted, r record) bool { return lastOf(r.day("制发日期"), 1)-r.day("制发日期") < 3 },
		"quarter-end":                   func(_ hinted, r record) bool { return lastOf(r.day("制发日期"), 3)-r.day("制发日期") < 5 },
		"same-day-reply":                func(_ hinted, r record) bool { return r.day("回复日期") == r.day("制发日期") },
		"single-addressee":              func(p hinted, r record) bool { return r["对象代码"] == "BQ-XZ03" },
		"adopted-without-rectification": func(_ hinted, r record) bool { return r["整改情况"] == "未见整改" },
		"same-day-batch":                func(_ hinted, r record) bool { return r.day("民事部门收案日期") == r.day("审结日期") },
	}
	for _, p := range plan.Hinted {
		place, n := placeOf(p.Procuratorate), 0
		year := p.Year
		if len(p.Days) > 0 {
			year, _, _ = p.Days[0].Civil()
		}
		for _, r := range slices.Concat(documents, civil) {
			y, _, _ := r.day("制发日期", "民事部门收案日期").Civil()
			if y == year && (r["承办单位"] == place.full || r["承办单位"] == place.short) && r.get("文书类型", "案件类型") == p.Kind && signs[p.Hint](p, r) {
				n++
			}
		}
		equal(t, p.Hint, n, p.Rows)
	}
}

// Every document says what it is about, without digits or names; what is adopted says what came of it.
func TestDocumentsSayWhatTheyAreAbout(t *testing.T) {
	_, files := invent(t)
	for _, r := range read(t, files, "监督文书") {
		if r["事由摘要"] == "" || r["对象代码"] == "" || (r["是否采纳"] == "是") != (r["整改情况"] != "") {
			t.Fatalf("%s: %q, %q, %q", r["文书编号"], r["事由摘要"], r["对象代码"], r["整改情况"])
		}
	}
}
