package main

import (
	"slices"
	"strconv"
	"testing"
)

// A second count of indicators that joined the catalogue later: case-to-procedure ratio, what the
// courts did, publication, answers to petitions.
func TestTheCatalogueEqualsASecondCount(t *testing.T) {
	want := tally{}
	share := func(indicator, day, place string, hit, of bool) {
		if d, ok := rawDay(day); ok && (hit || of) {
			want.add(indicator, d, place, 0, number(hit))
			want.add(indicator, d, place, 1, number(of))
		}
	}
	ratio := func(day, place string, procedures, cases int) {
		d, ok := rawDay(day)
		if !ok {
			t.Fatalf("no day %q", day)
		}
		for _, indicator := range []string{"case-process-ratio", "case-process-per-hundred"} {
			want.add(indicator, d, place, 0, procedures)
			want.add(indicator, d, place, 1, cases)
		}
	}
	for _, r := range rawRows(t, "审查逮捕-*.csv", map[string]string{"承办单位名称": "承办单位", "检察机关受理日期": "受理日期"}) {
		ratio(r["受理日期"], r["承办单位"], 1, 1)
	}
	for _, r := range rawRows(t, "审查起诉-*.csv", nil) {
		place := r["承办单位"]
		if r["是否已捕"] != "是" {
			ratio(r["受理日期"], place, 1, 1)
		}
		share("early-intervention-rate", r["受理日期"], place, r["是否提前介入"] == "是", true)
		open := r["法律文书公开情况"]
		share("publication-rate", r["审结日期"], place, open == "已公开", open != "")
		share("publication-rate-due", r["审结日期"], place, open == "已公开", open != "" && open != "不公开")
		changed := r["一审改变情形"]
		share("judgment-change-rate", r["判决日期"], place, changed != "" && changed != "未改变", changed != "")
		returned, _ := strconv.Atoi(r["退回补充侦查次数"])
		share("supplementary-investigation-rate-concluded", r["审结日期"], place, returned > 0, true)
	}
	others := []string{"中止审查"} // stops the clock and is none of the sixteen
	for _, r := range rawRows(t, "程序节点.csv", nil) {
		if !slices.Contains(others, r["事项"]) {
			ratio(r["日期"], r["承办单位"], 1, 0)
		}
	}
	for _, r := range rawRows(t, "涉案人员.csv", nil) {
		arrested, outcome, sentence := r["是否曾被逮捕"] == "是", r["处理结果"], r["判决结果"]
		share("non-prosecution-after-arrest-rate", r["处理日期"], r["承办单位"], arrested && outcome == "不起诉", arrested && outcome != "" && outcome != "移送管辖")
		light := sentence != "" && sentence != "实刑" && sentence != "无罪"
		share("lenient-sentence-after-arrest-rate", r["判决生效日期"], r["承办单位"], arrested && light, arrested && sentence != "")
		share("conviction-rate", r["判决生效日期"], r["承办单位"], sentence != "" && sentence != "无罪", sentence != "")
	}
	for _, r := range rawRows(t, "民事检察案件.csv", nil) {
		share("civil-case-process-ratio", r["民事部门收案日期"], r["承办单位"], true, r["办理程序"] == "首次监督")
		upheld := r["法院是否采纳"]
		share("support-prosecution-adoption-rate", r["审结日期"], r["承办单位"], upheld == "是", upheld != "")
	}
	for _, r := range rawRows(t, "控告申诉.csv", nil) {
		limit, due := rawDay(r["结果答复期限"])
		answered, ok := rawDay(r["结果答复日期"])
		share("petition-result-rate", r["结果答复期限"], r["承办单位"], ok && due && !answered.After(limit), due)
	}
	compareWithPages(t, want)
}

func number(yes bool) int {
	if yes {
		return 1
	}
	return 0
}
