package main

import (
	"slices"
	"strings"
	"testing"

	"anjian/internal/period"
)

// concludedIn2025 lists the cases that are to be checked, by number: when each was concluded.
func concludedIn2025(t *testing.T, files []file, from period.Date) map[string]period.Date {
	t.Helper()
	all := map[string]period.Date{}
	for _, prefix := range []string{"审查逮捕", "审查起诉", "民事", "行政", "公益"} {
		for _, r := range read(t, files, prefix) {
			if day := r.day("审结日期", "办结日期", "终结日期"); day != none && day >= from {
				all[r.get("部门受案号", "案件编号")] = day
			}
		}
	}
	return all
}

func TestInspections(t *testing.T) {
	plan, files := invent(t)
	q := plan.Quality
	concluded := concludedIn2025(t, files, q.From)
	register := map[string]record{}
	got := quality{From: q.From, SelfDays: q.SelfDays, InspectionDays: q.InspectionDays, ReviewUnmended: q.ReviewUnmended}
	for _, r := range read(t, files, "案件质量检查登记") {
		number := r["部门受案号"]
		if register[number] != nil {
			t.Errorf("%s is registered twice", number)
		}
		register[number] = r
		if r.day("办结日期") != concluded[number] {
			t.Errorf("%s: concluded %v, the register says %v", number, concluded[number], r.day("办结日期"))
		}
		follow := []string{"办结日期", "自查日期", "部门检查日期", "整改日期"}
		for i, name := range follow[1:] {
			if b := r.day(name); b != none && (b > plan.Cutoff || b < r.day(follow[i])) {
				t.Errorf("%s: %s %v", number, name, b)
			}
		}
		if r.day("部门检查日期") != none && (r["部门检查意见"] == "未发现问题") != (r["问题类型"] == "") {
			t.Errorf("%s: opinion %s, problem %s", number, r["部门检查意见"], r["问题类型"])
		}
		if due := r.day("整改期限"); due != none && due < plan.Cutoff && r.day("整改日期") == none {
			got.Unmended++
		}
		if r["自查表"] == "未提交" {
			got.Formless++
		}
	}
	for number, day := range concluded {
		if day+period.Date(q.InspectionDays) > plan.Cutoff {
			continue
		}
		got.Due++
		r := register[number]
		switch {
		case r == nil:
			got.Unregistered++
		case r.day("自查日期") == none:
			got.Unchecked++
		default:
			got.Checked++
			if r.day("部门检查日期") == none {
				got.Uninspected++
			} else {
				got.Inspected++
			}
		}
	}
	equal(t, "register", got, q)
}

func TestReviewsFollow(t *testing.T) {
	plan, files := invent(t)
	unmended, numbers, cases := 0, map[string]bool{}, map[string]bool{}
	for _, r := range read(t, files, "案件质量评查记录") {
		number := r["评查编号"]
		if numbers[number] || cases[r["部门受案号"]] {
			t.Errorf("%s or its case occurs twice", number)
		}
		numbers[number], cases[r["部门受案号"]] = true, true
		follow := []string{"列入日期", "评查完成日期", "反馈日期", "整改完成日期"}
		for i, name := range follow[1:] {
			if b := r.day(name); b != none && (b > plan.Cutoff || b < r.day(follow[i])) {
				t.Errorf("%s: %s %v", number, name, b)
			}
		}
		if (r["评查等次"] == "") != (r.day("评查完成日期") == none) || (r["整改要求"] == "限期整改") != (r.day("整改期限") != none) {
			t.Errorf("%s: grade %q, demand %q", number, r["评查等次"], r["整改要求"])
		}
		if due := r.day("整改期限"); due != none && due < plan.Cutoff && r.day("整改完成日期") == none {
			unmended++
		}
	}
	equal(t, "corrections after reviews", unmended, plan.Quality.ReviewUnmended)
}

// mustFound lists the cases of every class, read off the exports alone.
func mustFound(t *testing.T, plan *effects, files []file) map[string]map[string]period.Date {
	t.Helper()
	found := map[string]map[string]period.Date{}
	add := func(class, number string, day period.Date, from period.Date) {
		if found[class] == nil {
			found[class] = map[string]period.Date{}
		}
		if day != none && day >= from {
			found[class][number] = day
		}
	}
	changed, withdrawn := map[string]bool{}, map[string]bool{}
	for _, r := range read(t, files, "程序节点") {
		for _, number := range []string{r["审查起诉案号"], r["审查逮捕案号"]} {
			changed[number] = changed[number] || r["处理结果"] == "改变原决定"
			withdrawn[number] = withdrawn[number] || r["事项"] == "撤回起诉"
		}
	}
	refused := map[string]bool{}
	for _, r := range read(t, files, "审查逮捕") {
		if strings.HasPrefix(r.get("审查结论", "审结处理结果"), "不") {
			refused[r["统一受案号"]] = true
		}
		if number := r.get("部门受案号", "案件编号"); changed[number] {
			add("arrest-decision-changed", number, r.day("审结日期", "办结日期"), plan.First)
		}
	}
	acquitted := map[string]period.Date{}
	for _, r := range read(t, files, "涉案人员") {
		if r["判决结果"] == "无罪" {
			acquitted[r["部门受案号"]] = r.day("判决生效日期")
		}
	}
	for _, r := range read(t, files, "审查起诉") {
		number, day, from := r["部门受案号"], r.day("审结日期"), plan.Quality.From
		dropped := slices.Contains([]string{"不起诉", "决定不起诉"}, r["审结处理结果"])
		if dropped && r["是否已捕"] == "是" {
			add("arrested-not-prosecuted", number, day, plan.First)
		}
		if changed[number] {
			add("changed-decisions", number, day, plan.First)
		}
		if withdrawn[number] {
			add("withdrawn-prosecutions", number, day, plan.First)
		}
		if dropped && refused[r["统一受案号"]] {
			add("neither-arrested-nor-prosecuted", number, day, from)
		}
		if r.number("延长审查起诉期限次数") >= 3 {
			add("term-anomaly", number, day, from)
		}
		if strings.HasPrefix(r["一审改变情形"], "改变") {
			add("judgment-differs", number, r.day("判决日期"), from)
		}
		if day, ok := acquitted[number]; ok {
			add("acquitted", number, day, plan.First)
		}
	}
	for _, r := range read(t, files, "监督文书") {
		if slices.Contains([]string{"维持原判", "撤回抗诉"}, r["法院审结结果"]) {
			add("protest-not-upheld", r["文书编号"], r.day("法院审结日期"), plan.First)
		}
	}
	for _, r := range read(t, files, "控告") {
		if r["办理结果"] == "决定赔偿" {
			add("state-compensation", r["部门受案号"], r.day("办结日期"), plan.First)
		}
		if r["是否涉检"] == "是" {
			add("petition-against-procuratorate", r["部门受案号"], r.day("办结日期"), plan.Quality.From)
		}
	}
	return found
}

func TestMustReviews(t *testing.T) {
	plan, files := invent(t)
	reviews := map[string]record{}
	for _, r := range read(t, files, "案件质量评查记录") {
		reviews[r["部门受案号"]] = r
	}
	found := mustFound(t, plan, files)
	if len(found) != len(plan.Musts) {
		t.Errorf("%d classes, effects.toml has %d", len(found), len(plan.Musts))
	}
	for _, want := range plan.Musts {
		got := mustReview{Class: want.Class, Months: want.Months}
		for number, day := range found[want.Class] {
			got.Must++
			r, late := reviews[number], day.AddMonths(want.Months) < plan.Cutoff
			switch {
			case r != nil && r.day("评查完成日期") != none:
				got.Reviewed++
				continue
			case r != nil:
				got.Listed++
			case late:
				got.Left++
			}
			if late {
				got.Late++
			}
		}
		equal(t, want.Class, got, want)
	}
}
