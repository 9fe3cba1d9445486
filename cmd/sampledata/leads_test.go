package main

import (
	"fmt"
	"slices"
	"testing"

	"anjian/internal/dataset"
	"anjian/internal/example"
	"anjian/internal/formula"
	"anjian/internal/lead"
	"anjian/internal/source"
)

// checkLeads wants every model to find what is planted and nothing else, and to prove itself.
func checkLeads(t *testing.T, plan *effects, sets []*dataset.Definition, schemas map[string]formula.Schema, data *dataset.Data) {
	t.Helper()
	var errs source.List
	define := lead.Definer(sets)
	var models []*lead.Model
	for _, doc := range documents(t, "models", &errs) {
		if m := define(doc, schemas, &errs); m != nil {
			models = append(models, m)
		}
	}
	for _, e := range errs.Sorted() {
		t.Error(e)
	}
	want := plan.Leads
	sizes := map[string]string{
		"repeated-bail": sorted(want.RepeatedBail), "sham-loans": sorted(want.ShamLoans),
		"industry-cluster": sorted([]int{want.Cluster.Cases}), "plea-appeals": sorted([]int{want.Appeals.Cases}),
	}
	rows := map[string][2]int{ // listed, not listed
		"penalty-not-referred": {want.PenaltyNotReferred}, "public-interest-clues": {want.CluesNotReferred},
		"relief-not-offered": {want.ReliefNotOffered, want.YoungVictims}, "juvenile-duties": {0, want.DutiesNotExamined},
		"bail-overdue": {want.BailOverdue}, "undisposed-property": {want.Undisposed}, "stalled-after-non-arrest": {want.Stalled},
	}
	for _, l := range lead.Run(models, data, plan.Cutoff) {
		if !example.BothWays(l.Model.Examples) {
			t.Errorf("%s has no example each way", l.Model.ID)
		}
		for _, one := range l.List {
			for _, row := range one.Rows {
				if !data.Listed(l.Model.Dataset, row) {
					t.Errorf("%s lists row %d, which only counts", l.Model.ID, row)
				}
			}
		}
		if groups, ok := sizes[l.Model.ID]; ok {
			var got []int
			for _, one := range l.List {
				got = append(got, one.Size)
			}
			equal(t, l.Model.ID, sorted(got), groups)
			delete(sizes, l.Model.ID)
		}
		if counts, ok := rows[l.Model.ID]; ok {
			equal(t, l.Model.ID, [2]int{len(l.List), l.Unlisted}, counts)
			delete(rows, l.Model.ID)
		}
	}
	if len(sizes)+len(rows) > 0 {
		t.Errorf("no model for %v %v", sizes, rows)
	}
}

func sorted(list []int) string {
	list = slices.Clone(list)
	slices.Sort(list)
	return fmt.Sprint(list)
}

// A second route to what models must find: the raw exports, joined by hand.
func TestLeads(t *testing.T) {
	plan, files := invent(t)
	want, cutoff := plan.Leads, plan.Cutoff
	referred := map[string]bool{} // kind and case
	for _, r := range read(t, files, "移送线索") {
		referred[r["线索类型"]+r["来源案号"]] = true
	}
	cases, young := map[string]record{}, map[string]bool{}
	for _, r := range read(t, files, "涉案人员") {
		if r.number("案发时年龄") < 18 {
			young[r["部门受案号"]] = true
		}
	}
	penalty, clues, duties, cluster := 0, 0, 0, 0
	environment := []string{"污染环境罪", "非法捕捞水产品罪", "非法采矿罪", "生产、销售有毒、有害食品罪"}
	for _, r := range read(t, files, "审查起诉") {
		number, accepted, concluded := r["部门受案号"], r.day("受理日期"), r.day("审结日期")
		cases[number] = r
		ours := r["案件类别"] == "未成年人犯罪案件"
		if ours && concluded >= want.From && concluded < cutoff-15 && !referred["未成年人综合履职"+number] {
			duties++
		}
		if r["不起诉类型"] == "相对不起诉" && !ours && concluded >= want.From && concluded < cutoff-7 && !referred["行刑反向衔接"+number] {
			penalty++
		}
		if slices.Contains(environment, r["移送案由"]) && accepted >= want.From && accepted < cutoff-45 && !referred["公益诉讼"+number] {
			clues++
		}
		if c := want.Cluster; r["承办单位"] == placeOf(c.Procuratorate).short && r["所属行业"] == c.Industry && r["移送案由"] == c.Offence && accepted >= cutoff-184 && !young[number] {
			cluster++
		}
	}
	equal(t, "not referred for a penalty", penalty, want.PenaltyNotReferred)
	equal(t, "clues not referred", clues, want.CluesNotReferred)
	equal(t, "duties not examined", duties, want.DutiesNotExamined)
	if cluster < want.Cluster.Cases-6 { // those of half a year; the cluster began before
		t.Errorf("%d cases of the cluster in the last half year", cluster)
	}
	relief := [2]int{}
	for _, r := range read(t, files, "被害人") {
		number := r["部门受案号"]
		if r["是否生活困难"] != "是" || r["是否获得赔偿"] != "否" || referred["司法救助"+number] || cases[number].day("受理日期") >= cutoff-45 {
			continue
		}
		if r["是否未成年被害人"] == "是" || young[number] {
			relief[1]++
		} else {
			relief[0]++
		}
	}
	equal(t, "relief not offered", relief, [2]int{want.ReliefNotOffered, want.YoungVictims})
	overdue, persons := 0, map[string]map[string]bool{}
	for _, r := range read(t, files, "取保候审") {
		if r["解除日期"] == "" && r.day("期限届满日") < cutoff {
			overdue++
		}
		if persons[r["人员代码"]] == nil {
			persons[r["人员代码"]] = map[string]bool{}
		}
		persons[r["人员代码"]][r["部门受案号"]] = true
	}
	equal(t, "bail overdue", overdue, want.BailOverdue)
	repeated := map[int]int{}
	for _, numbers := range persons {
		repeated[len(numbers)]++
	}
	for _, n := range want.RepeatedBail {
		repeated[n]--
	}
	// Two each of 14 persons; three, of which the first lies far back, of 3.
	equal(t, "persons with bail in 2, 3, 4 cases", fmt.Sprint(repeated[2], repeated[3], repeated[4]), "14 3 0")
	stalled, undisposed := 0, 0
	for _, r := range read(t, files, "不捕案件") {
		if r["侦查结果"] == "" && r.day("不捕日期") < cutoff-365 {
			stalled++
		}
	}
	for _, r := range read(t, files, "涉案财物") {
		c := cases[r["部门受案号"]]
		if r["处理日期"] == "" && slices.Contains([]string{"不起诉", "决定不起诉"}, c["审结处理结果"]) && c.day("审结日期") < cutoff-30 {
			undisposed++
		}
	}
	equal(t, "stalled", stalled, want.Stalled)
	equal(t, "undisposed", undisposed, want.Undisposed)
	quick := map[string]int{}
	for _, r := range read(t, files, "民间借贷") {
		if r["结案方式"] == "调解" && r.day("结案日期")-r.day("立案日期") <= 7 {
			quick[r["原告代码"]]++
		}
	}
	var many []int
	for _, n := range quick {
		if n >= 5 {
			many = append(many, n)
		}
	}
	equal(t, "sham loans", sorted(many), sorted(want.ShamLoans))
}

// What lies too long in the ledger of transfers, and the order of its days.
func TestTransfers(t *testing.T) {
	plan, files := invent(t)
	want, cutoff := plan.Leads, plan.Cutoff
	waiting := [3]int{}
	models := map[string]int{}
	for _, r := range read(t, files, "移送线索") {
		sent, accepted, handled, reported := r.day("移送日期"), r.day("受理日期"), r.day("处置日期"), r.day("反馈日期")
		switch {
		case accepted == none && cutoff-sent > 7:
			waiting[0]++
		case accepted != none && handled == none && cutoff-accepted > 30:
			waiting[1]++
		case handled != none && reported == none && cutoff-handled > 10:
			waiting[2]++
		}
		if accepted != none && accepted < sent || handled != none && handled < accepted || reported != none && reported < handled ||
			accepted == none && handled != none || handled == none && reported != none || (handled == none) != (r["成案情况"] == "") {
			t.Errorf("%s runs backwards", r["线索编号"])
		}
		if (r["来源模型"] == "") != (r["来源编号"] == "") || (r["来源模型"] == "") == (r["线索来源"] == "监督模型") {
			t.Errorf("%s does not say which model found what", r["线索编号"])
		}
		models[r["来源模型"]]++
	}
	equal(t, "not accepted, handled, reported in time", waiting, [3]int{want.NotAccepted, want.NotHandled, want.NotReported})
	equal(t, "stalled cases transferred", models["不捕后一年未侦结"], want.StalledTransferred)
	equal(t, "bail transferred", models["取保候审期满未解除"], want.BailTransferred)
}
