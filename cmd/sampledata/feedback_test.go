package main

import (
	"fmt"
	"testing"

	"anjian/internal/period"
)

// What was sent out, what came back and what became of opinions is counted here from the written files.
func TestFeedback(t *testing.T) {
	plan, files := invent(t)
	want := plan.Feedback
	year, _, _ := plan.Cutoff.Civil()
	in := func(day period.Date) bool {
		y, _, _ := day.Civil()
		return day != none && y == year
	}
	share := func(n, of int) string { return fmt.Sprintf("%d/%d", n, of) }

	answers, rows := map[string]int{}, map[string]int{} // by batch
	reasons := map[string]int{}
	for _, r := range read(t, files, "满意度回访") {
		young, reason := r["渠道"] == "未检帮教回访", r["不满意原因"]
		if (r["批次编号"] == "") != young || (reason != "") != (r["评价"] == "不满意" && !young) {
			t.Fatalf("%s: batch %q, %s for %q", r["渠道"], r["批次编号"], r["评价"], reason)
		}
		rows[r["批次编号"]]++
		if r["评价"] != "未作评价" {
			answers[r["批次编号"]]++
		}
		if reason != "" && in(r.day("回访日期")) {
			reasons[reason]++
		}
	}
	sent, back := map[string]int{}, map[string]int{}
	var before, after [2]int
	for _, r := range read(t, files, "反馈发放登记") {
		number, copies, day := r["批次编号"], r.number("发出份数"), r.day("发出日期")
		if copies < rows[number] || copies == 0 || r["渠道"] == "未检帮教回访" {
			t.Fatalf("batch of %s: %d sent, %d came back", r["渠道"], copies, rows[number])
		}
		if in(day) {
			sent[r["渠道"]] += copies
			back[r["渠道"]] += answers[number]
		}
		if r["承办单位"] == "江渚市西岭区人民检察院" && r["渠道"] == want.Moved.Channel {
			if text := r["方式"] == "短信链接"; text != (day >= want.Moved.From) {
				t.Errorf("%s asks by %s", number, r["方式"])
			}
			switch {
			case day >= want.Moved.From:
				after[0], after[1] = after[0]+answers[number], after[1]+copies
			case day >= want.Moved.From.AddMonths(-12):
				before[0], before[1] = before[0]+answers[number], before[1]+copies
			}
		}
		delete(rows, number)
	}
	delete(rows, "")
	if len(rows) > 0 {
		t.Errorf("replies to batches that nobody sent: %v", rows)
	}
	got := map[string]string{}
	for channel := range sent {
		got[channel] = share(back[channel], sent[channel])
	}
	equal(t, "returned", fmt.Sprint(got), fmt.Sprint(want.Returned))
	equal(t, "reasons", fmt.Sprint(reasons), fmt.Sprint(want.Reasons))
	equal(t, "before", share(before[0], before[1]), want.Moved.Before)
	equal(t, "after", share(after[0], after[1]), want.Moved.After)
}

// Hearings of arrest and prosecution are those of the cards, one for one.
func TestHearings(t *testing.T) {
	plan, files := invent(t)
	year, _, _ := plan.Cutoff.Civil()
	held := map[string]int{}
	for _, prefix := range []string{"审查逮捕", "审查起诉"} {
		for _, r := range read(t, files, prefix) {
			if day := r.day("听证日期"); day != none && day >= plan.First {
				held[fmt.Sprint(prefix, day)]++
			}
		}
	}
	hearings, upheld, decided := 0, 0, 0
	for _, r := range read(t, files, "检察听证登记") {
		day, ruled := r.day("听证日期"), r.day("作出决定日期")
		switch {
		case (ruled != none) != (r["评议意见采纳情况"] != ""), ruled != none && ruled < day, r["涉未成年人"] == "是" && r["公开听证"] == "是":
			t.Fatalf("%s: decided %v, %q", r["听证编号"], ruled, r["评议意见采纳情况"])
		case r["听证事项"] == "拟不批准逮捕":
			held[fmt.Sprint("审查逮捕", day)]--
		case r["听证事项"] == "拟不起诉":
			held[fmt.Sprint("审查起诉", day)]--
		}
		if y, _, _ := day.Civil(); y == year {
			hearings++
		}
		if y, _, _ := ruled.Civil(); ruled != none && y == year {
			decided++
			if r["评议意见采纳情况"] == "采纳" {
				upheld++
			}
		}
	}
	for at, n := range held {
		if n != 0 {
			t.Errorf("%s: %d more on the cards than in the register", at, n)
		}
	}
	equal(t, "hearings", hearings, plan.Feedback.Hearings)
	equal(t, "upheld", fmt.Sprintf("%d/%d", upheld, decided), plan.Feedback.Upheld)
}

func TestOpinions(t *testing.T) {
	plan, files := invent(t)
	year, _, _ := plan.Cutoff.Civil()
	in := func(day period.Date) bool {
		y, _, _ := day.Civil()
		return day != none && y == year
	}
	got := plan.Feedback
	got.Activities, got.Visits, got.FromVisits, got.Opinions, got.Unanswered = 0, 0, 0, 0, 0
	var adopted, told int
	for _, r := range read(t, files, "人民监督员监督活动") {
		if in(r.day("活动日期")) {
			got.Activities++
		}
		answered := r.day("反馈日期")
		if (answered != none) != (r["采纳意见数"] != "") || r.number("采纳意见数") > r.number("提出意见数") {
			t.Fatalf("%s: %s of %s adopted", r["活动编号"], r["采纳意见数"], r["提出意见数"])
		}
		if in(answered) {
			adopted, told = adopted+r.number("采纳意见数"), told+r.number("提出意见数")
		}
	}
	brought := map[string]int{}
	for _, r := range read(t, files, "走访登记") {
		brought[r["走访编号"]] = r.number("收集意见数")
		if in(r.day("走访日期")) {
			got.Visits++
		}
	}
	var timely, due, taken, weighed int
	for _, r := range read(t, files, "意见建议登记") {
		limit, answered := r.day("答复期限"), r.day("答复日期")
		if (r["来源"] == "走访") != (r["走访编号"] != "") || (answered != none) != (r["处理结果"] != "") {
			t.Fatalf("%s: %s from %q, %q", r["意见编号"], r["来源"], r["走访编号"], r["处理结果"])
		}
		if r["走访编号"] != "" {
			brought[r["走访编号"]]--
			got.FromVisits++
		}
		if in(r.day("收到日期")) {
			got.Opinions++
		}
		if in(limit) {
			due++
			if answered != none && answered <= limit {
				timely++
			}
		}
		if limit < plan.Cutoff && answered == none {
			got.Unanswered++
		}
		if in(answered) && r["处理结果"] != "解释说明" {
			weighed++
			if r["处理结果"] != "未采纳" {
				taken++
			}
		}
	}
	for visit, left := range brought {
		if left != 0 {
			t.Errorf("%s brought %d opinions that are not entered", visit, left)
		}
	}
	got.Supervisors, got.Timely, got.Adopted = fmt.Sprintf("%d/%d", adopted, told), fmt.Sprintf("%d/%d", timely, due), fmt.Sprintf("%d/%d", taken, weighed)
	equal(t, "opinions", fmt.Sprintf("%+v", got), fmt.Sprintf("%+v", plan.Feedback))
}
