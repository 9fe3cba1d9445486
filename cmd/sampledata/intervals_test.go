package main

import (
	"strings"
	"testing"

	"anjian/internal/indicator"
	"anjian/internal/period"
)

// The mean without returns and suspensions, counted day by day from the exports, is the indicator.
func checkNetDays(t *testing.T, plan *effects, cube *indicator.Cube) {
	t.Helper()
	files, err := exports(plan)
	if err != nil {
		t.Fatal(err)
	}
	away := map[string]map[period.Date]bool{} // by case: days out of the prosecutor's hands
	for _, r := range read(t, files, "程序节点") {
		number := r["审查起诉案号"]
		if number == "" || !strings.Contains(r["事项"], "退") && r["事项"] != "中止审查" || r["事项"] == "法院退回" {
			continue
		}
		until := r.day("重新报送日期")
		if until == none {
			until = plan.Cutoff
		}
		if away[number] == nil {
			away[number] = map[period.Date]bool{}
		}
		for d := r.day("日期") + 1; d <= until; d++ {
			away[number][d] = true
		}
	}
	days, cases := int64(0), int64(0)
	for _, r := range read(t, files, "审查起诉") {
		from, to := r.day("受理日期"), r.day("审结日期")
		if year, _, _ := to.Civil(); to == none || to < from || year != 2025 {
			continue
		}
		cases++
		for d := from + 1; d <= to; d++ {
			if !away[r.get("部门受案号", "案件编号")][d] {
				days++
			}
		}
	}
	got := cube.Result(indicator.Key{Indicator: "net-prosecution-days", Period: period.Year(2025)})
	if got.Numerator.N != days || got.Denominator.N != cases {
		t.Errorf("net days of 2025 are %d over %d cases; want %d over %d", got.Numerator.N, got.Denominator.N, days, cases)
	}
}
