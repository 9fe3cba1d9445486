package main

import (
	"strconv"
	"strings"
	"testing"
)

func TestLaterColumns(t *testing.T) {
	plan, files := invent(t)
	var got later
	acquitted := 0
	for _, r := range read(t, files, "涉案人员") {
		if r["判决结果"] == "无罪" {
			acquitted++
		}
		if r["考验期满处理"] != "" {
			got.ProbationOver++
			if r["考验期满处理"] == "不起诉" {
				got.ProbationDropped++
			}
		}
		if r["应封存日期"] != "" {
			got.RecordsToSeal++
			if r.number("案发时年龄") >= 18 {
				t.Error("a record of an adult is to be sealed")
			}
			if r["封存日期"] == "" {
				got.RecordsUnsealed++
			}
		}
	}
	for _, r := range read(t, files, "检察侦查") {
		got.Officials += r.number("立案人数")
	}
	for _, r := range read(t, files, "民事") {
		if r["办理程序"] != "首次监督" {
			got.CivilAgain++
		}
	}
	year, _, _ := plan.Cutoff.Civil()
	for _, r := range read(t, files, "控告") {
		if y, _, _ := r.day("办结日期").Civil(); y != year || r["办理结果"] != "予以救助" {
			continue
		}
		got.ReliefPeople += r.number("救助人数")
		hundredths, err := strconv.Atoi(strings.Replace(r["救助金额"], ".", "", 1))
		if err != nil {
			t.Fatal(err)
		}
		got.ReliefAmount += hundredths
	}
	equal(t, "acquitted", acquitted, plan.Rare.Acquitted)
	equal(t, "later columns", got, plan.Later)
}

// Dates in the later columns follow those that they rest on, and none lies behind the cut-off.
func TestLaterColumnsFollow(t *testing.T) {
	plan, files := invent(t)
	follows := func(r record, first, then string) {
		t.Helper()
		a, b := r.day(first), r.day(then)
		if b != none && (a == none || b < a) {
			t.Errorf("%s %v does not follow %s %v", then, b, first, a)
		}
		if b > plan.Cutoff && b != none && then != "考验期满日期" && then != "结果答复期限" {
			t.Errorf("%s %v lies behind the cut-off", then, b)
		}
	}
	for _, r := range read(t, files, "审查起诉") {
		follows(r, "判决日期", "判决生效日期")
		if (r["一审改变情形"] == "") != (r.day("判决日期") == none) {
			t.Errorf("a change by the court without a judgement, or the other way round: %v", r)
		}
	}
	for _, r := range read(t, files, "涉案人员") {
		follows(r, "处理日期", "判决生效日期")
		follows(r, "处理日期", "考验期满日期")
		follows(r, "应封存日期", "封存日期")
	}
	for _, r := range read(t, files, "公益") {
		follows(r, "提起诉讼日期", "一审裁判日期")
	}
	for _, r := range read(t, files, "控告") {
		follows(r, "收到日期", "结果答复期限")
		follows(r, "收到日期", "结果答复日期")
	}
	for _, r := range read(t, files, "检察侦查") {
		follows(r, "立案日期", "侦查终结日期")
	}
}
