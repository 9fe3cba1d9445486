package main

import (
	"fmt"
	"testing"

	"anjian/internal/period"
)

func TestRise(t *testing.T) {
	plan, files := invent(t)
	rise := plan.Rise
	place := placeOf(rise.Procuratorate).short
	before, inIndustry, yearIndustry := 0, 0, 0
	counts := map[period.Date]int{}
	for _, r := range read(t, files, "审查起诉") {
		accepted := r.day("受理日期")
		if r["案件类别"] == "未成年人犯罪案件" {
			if r["所属行业"] != "" {
				t.Error("a juvenile's case names an industry")
			}
			continue
		}
		if year, _, _ := accepted.Civil(); year == 2025 && r["所属行业"] == rise.Industry {
			yearIndustry++
		}
		switch {
		case r["移送案由"] != rise.Offence || r["承办单位"] != place:
		case accepted < rise.From:
			before++
		default:
			counts[month(accepted)]++
			if r["所属行业"] == rise.Industry {
				inIndustry++
			}
		}
	}
	var since []int
	for m := rise.From; m <= plan.Cutoff; m = m.AddMonths(1) {
		since = append(since, counts[m])
	}
	equal(t, "before the rise", before, rise.Before)
	equal(t, "since", fmt.Sprint(since), fmt.Sprint(rise.Counts))
	equal(t, "in the industry", inIndustry, rise.InIndustry)
	equal(t, "of the industry in the year", yearIndustry, rise.YearIndustry)
	// 29 months before: each month since stands out against their mean.
	for m, n := range counts {
		if mean := float64(before) / 29; float64(n) < mean+3 {
			t.Errorf("%d cases in %v do not stand out against %.1f a month", n, m, mean)
		}
	}
}

func TestPowers(t *testing.T) {
	plan, files := invent(t)
	var n, of [2][2]int // by kind concerned or not, then before or after
	for _, r := range read(t, files, "审查起诉") {
		if r["不起诉类型"] == "" {
			continue
		}
		kind, time := 0, 0
		if r["不起诉类型"] != plan.Power.Kind {
			kind = 1
		}
		if r.day("审结日期") >= plan.Power.Day {
			time = 1
		}
		of[kind][time]++
		if r["决定层级"] == "检察官" {
			n[kind][time]++
		}
	}
	share := func(kind, time int) string { return fmt.Sprintf("%d/%d", n[kind][time], of[kind][time]) }
	equal(t, "concerned before", share(0, 0), plan.Power.Before)
	equal(t, "concerned after", share(0, 1), plan.Power.After)
	equal(t, "others before", share(1, 0), plan.Power.OtherBefore)
	equal(t, "others after", share(1, 1), plan.Power.OtherAfter)
}
