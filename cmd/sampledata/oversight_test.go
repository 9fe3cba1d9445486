package main

import (
	"fmt"
	"slices"
	"testing"
)

// Leaders' cases, hearings, victims' opinions and assignment are counted here from the written files.
// Each column says what it may only where its neighbours allow it.
func TestOversight(t *testing.T) {
	plan, files := invent(t)
	year, _, _ := plan.Cutoff.Civil()
	in := func(r record, names ...string) bool {
		day := r.day(names...)
		if day == none || day > plan.Cutoff {
			return false
		}
		y, _, _ := day.Civil()
		return y == year
	}
	var leaders, five, both, hearings, designated, assigned int
	heard := map[string]int{}
	for _, r := range slices.Concat(read(t, files, "审查逮捕"), read(t, files, "审查起诉")) {
		post, class := r["办案院领导职务"] != "", r["五类案件类型"] != ""
		decision := r.get("审查结论", "审结处理结果")
		refused := slices.Contains([]string{"不批准逮捕", "不捕", "不起诉", "决定不起诉"}, decision)
		switch {
		case (r["分案方式"] == "指定") != (r["指定分案理由"] != ""), post && r["分案方式"] != "指定":
			t.Fatalf("assigned %q for %q, led by %q", r["分案方式"], r["指定分案理由"], r["办案院领导职务"])
		case refused != (r["拟不捕不诉听取被害人意见"] != ""), !refused && r.day("听证日期") != none:
			t.Fatalf("%s with victims %q and hearing %q", decision, r["拟不捕不诉听取被害人意见"], r["听证日期"])
		}
		if in(r, "听证日期") {
			hearings++
		}
		if in(r, "受理日期", "检察机关受理日期") {
			assigned++
			if r["分案方式"] == "指定" {
				designated++
			}
		}
		if !in(r, "审结日期", "办结日期") {
			continue
		}
		if refused {
			stage := "arrest"
			if decision == "不起诉" || decision == "决定不起诉" {
				stage = "prosecution"
			}
			heard[stage+r["拟不捕不诉听取被害人意见"]]++
		}
		if post {
			leaders++
		}
		if class {
			five++
			if post {
				both++
			}
		}
	}
	share := func(n, of int) string { return fmt.Sprintf("%d/%d", n, of) }
	equal(t, "oversight", overseen{
		Leaders: leaders, FiveOfLeaders: share(both, leaders), FiveByLeaders: share(both, five), Hearings: hearings,
		NonArrestHeard:      share(heard["arrest是"], heard["arrest是"]+heard["arrest否"]),
		NonProsecutionHeard: share(heard["prosecution是"], heard["prosecution是"]+heard["prosecution否"]),
		Designated:          share(designated, assigned),
	}, plan.Oversight)
}
