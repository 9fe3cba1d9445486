package main

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"anjian/internal/period"
)

// What rules have to find, told a second way: from the raw cells of the exports, without formulas.

// A tally counts wrong cards by rule and dataset.
type tally map[[2]string]int

func (n tally) add(rule, dataset string, wrong bool) {
	if wrong {
		n[[2]string{rule, dataset}]++
	}
}

func TestCardErrors(t *testing.T) {
	plan, files := invent(t)
	found := tally{}
	persons, steps := map[string][]record{}, map[string][]record{}
	for _, r := range read(t, files, "涉案人员") {
		persons[r["部门受案号"]] = append(persons[r["部门受案号"]], r)
	}
	for _, r := range read(t, files, "程序节点") {
		steps[r["审查起诉案号"]] = append(steps[r["审查起诉案号"]], r)
		found.step(r)
	}
	for _, r := range read(t, files, "审查起诉") {
		number := r["部门受案号"]
		found.prosecution(plan, r, persons[number])
		found.course(plan, r, steps[number])
		for _, p := range persons[number] {
			found.person(plan, p)
		}
	}
	for _, r := range read(t, files, "审查逮捕") {
		found.arrest(plan, r)
	}
	for _, prefix := range []string{"民事", "行政"} {
		for _, r := range read(t, files, prefix) {
			found.dates("civil-administrative", r.day("受理日期", "民事部门收案日期"), r.day("审结日期", "办结日期"), r.get("审结处理结果", "结案情况"), plan)
		}
	}
	for _, r := range read(t, files, "公益") {
		found.publicInterest(plan, r)
	}
	for _, r := range read(t, files, "控告") {
		found.dates("petitions", r.day("收到日期"), r.day("办结日期"), r["办理结果"], plan)
	}
	for _, r := range read(t, files, "监督文书") {
		due, replied := r.day("应回复日期"), r.day("回复日期")
		found.add("R34-1", "supervision", replied == none && due != none && due+5 < plan.Cutoff)
		found.add("R34-2", "supervision", r["是否采纳"] == "是" && replied == none)
	}
	found.appeals(read(t, files, "二审案件"))
	planted := tally{}
	for _, c := range slices.Concat(plan.Cards, plan.Found) {
		planted[[2]string{c.Rule, c.Dataset}] += c.Count
	}
	for at, n := range planted {
		equal(t, strings.Join(at[:], " of "), found[at], n)
		delete(found, at)
	}
	for at, n := range found {
		t.Errorf("%s of %s: %d wrong cards that effects.toml does not plan", at[0], at[1], n)
	}
}

// dates are the rules on the order of days, and on conclusions without one.
func (n tally) dates(dataset string, accepted, concluded period.Date, conclusion string, plan *effects) {
	n.add("R01", dataset, concluded != none && concluded < accepted)
	n.add("R02", dataset, accepted > plan.Cutoff)
	n.add("R03", dataset, (conclusion == "") != (concluded == none))
}

// sent, filing and entry are told alike of both kinds of criminal review.
func (n tally) stage(dataset string, r record, accepted, concluded period.Date, plan *effects) {
	filed, entered := r.day("归档日期"), r.day("审结填录日期")
	n.add("R02", dataset, accepted < r.day("移送日期", "提请日期"))
	n.add("R04-1", dataset, filed != none && filed < concluded)
	n.add("R04-2", dataset, concluded != none && filed == none && concluded.LegalMonths(12) < plan.Cutoff)
	n.add("R36", dataset, concluded != none && entered-concluded > 3)
	parts := regexp.MustCompile(`^.+受\[(\d{4})\](\d{6})\d{5,6}号$`).FindStringSubmatch(r.get("部门受案号", "案件编号"))
	year, _, _ := accepted.Civil()
	n.add("R31", dataset, parts == nil || parts[1] != strconv.Itoa(year) || parts[2] != r["承办单位编码"])
}

func (n tally) prosecution(plan *effects, r record, persons []record) {
	const set = "prosecution"
	outcome := strings.TrimPrefix(strings.Replace(r["审结处理结果"], "提起公诉", "起诉", 1), "决定")
	accepted, concluded := r.day("受理日期"), r.day("审结日期")
	plea, advice := r["是否认罪认罚"] == "是", r["是否提出量刑建议"] == "是"
	n.dates(set, accepted, concluded, outcome, plan)
	n.stage(set, r, accepted, concluded, plan)
	n.add("R08", set, outcome == "不起诉" && r["不起诉类型"] == "")
	n.add("R09", set, r["不起诉类型"] == "存疑不起诉" && r.number("退回补充侦查次数")+r.number("自行补充侦查次数") == 0)
	n.add("R16", set, plea && r["具结书日期"] == "")
	n.add("R17", set, plea && outcome == "起诉" && !advice)
	n.add("R18", set, advice && r["量刑建议类型"] == "")
	n.add("R19", set, r["是否采纳量刑建议"] == "是" && r["一审判决结果"] == "")
	n.add("R20", set, r["是否速裁"] == "是" && outcome != "" && outcome != "移送管辖" && (!plea || concluded-accepted > 15))
	n.add("R21", set, outcome == "起诉" && (r["起诉日期"] == "" || r["起诉书文号"] == ""))
	n.add("R23", set, r.day("判决日期") != none && r.day("判决日期") < r.day("起诉日期"))
	if withdrawn, dropped := r.day("撤回起诉日期"), r.day("撤诉后不起诉日期"); withdrawn != none {
		n.add("R24", set, dropped != none && dropped-withdrawn > 30 || dropped == none && withdrawn+30 < plan.Cutoff)
	}
	var charges []string
	young, blank := false, false
	for _, p := range persons {
		young = young || p.number("案发时年龄") < 18
		blank = blank || p["人卡罪名"] == ""
		charges = append(charges, p["人卡罪名"])
	}
	slices.Sort(charges)
	card := strings.Split(r["案卡罪名"], "；")
	slices.Sort(card)
	n.add("R25", set, blank || !slices.Equal(slices.Compact(charges), card))
	n.add("R26", set, len(persons) != r.number("人数"))
	n.add("R28", set, young && r["案件类别"] != "未成年人犯罪案件")
}

// course looks at how the file of a case went to and fro.
func (n tally) course(plan *effects, r record, steps []record) {
	const set = "prosecution"
	concluded := r.day("审结日期")
	var away, wrong, waiting bool
	var extended []period.Date
	returns := 0
	for _, s := range steps {
		day, back := s.day("日期"), s.day("重新报送日期")
		switch {
		case strings.Contains(s["事项"], "退补") || strings.Contains(s["事项"], "退回补充侦查"):
			returns++
			away = away || back == none && concluded != none
			wrong = wrong || back != none && back < day
			waiting = waiting || concluded == none && back == none && day.LegalMonths(1) < plan.Cutoff
		case strings.Contains(s["事项"], "延长"):
			extended = append(extended, day)
		}
	}
	n.add("R10", set, max(returns, r.number("退回补充侦查次数")) >= 3)
	n.add("R11", set, away)
	n.add("R12", set, wrong)
	n.add("R13", set, waiting)
	if returns == 0 && r.number("退回补充侦查次数") == 0 { // of one phase only: more is planted in none
		late := slices.ContainsFunc(extended, func(day period.Date) bool {
			due := r.day("受理日期").LegalMonths(1)
			for r["是否羁押"] != "是" && !isWorkday(due) {
				due++
			}
			return day > due
		})
		n.add("R15", set, late || len(extended) > 1)
	}
}

func (n tally) person(plan *effects, p record) {
	const set = "persons"
	sentence := p["判决结果"]
	n.add("R22", set, p["判决生效日期"] != "" && (sentence == "" || slices.Contains([]string{"实刑", "拘役", "管制", "缓刑"}, sentence) && p["刑期月数"] == ""))
	if p["处理结果"] == "附条件不起诉" {
		from, to := p.day("考验期起始日期"), p.day("考验期满日期")
		n.add("R29", set, p.number("案发时年龄") >= 18 || to+3 < from.LegalMonths(6) || to-3 > from.LegalMonths(12) || to+10 < plan.Cutoff && p["考验期满处理"] == "")
	}
	from, to := p.day("强制措施起始日期"), p.day("强制措施截止日期")
	if to == none {
		to = plan.Cutoff
	}
	switch p["强制措施"] {
	case "逮捕", "拘留":
		n.add("R30", set, from == none || p["处理日期"] == "" && p["羁押期限届满日"] == "")
	case "取保候审":
		n.add("R30", set, to > from.LegalMonths(12))
	case "监视居住":
		n.add("R30", set, to > from.LegalMonths(6))
	}
}

func (n tally) step(s record) {
	n.add("R14", "procedures", strings.Contains(s["事项"], "延长") && s["事项"] != "建议延期审理" && (s["审批日期"] == "" || s["延长日数"] != "15"))
	day, _, _ := strings.Cut(s["填录时间"], " ")
	entered, err := period.ParseDate(day)
	n.add("R36", "procedures", err != nil || entered-s.day("日期") > 3)
}

func (n tally) arrest(plan *effects, r record) {
	const set = "arrest-review"
	decision := r.get("审查结论", "审结处理结果")
	refused := strings.HasPrefix(decision, "不")
	accepted, concluded := r.day("受理日期", "检察机关受理日期"), r.day("审结日期", "办结日期")
	n.dates(set, accepted, concluded, decision, plan)
	n.stage(set, r, accepted, concluded, plan)
	n.add("R05", set, refused && (r.get("批准逮捕日期", "批捕日期") != "" || r["执行回执日期"] != ""))
	n.add("R06", set, decision != "" && !refused && r["执行回执日期"] == "" && concluded+5 < plan.Cutoff)
	n.add("R07", set, refused && r.get("不捕类型", "不批准逮捕原因") == "")
}

func (n tally) publicInterest(plan *effects, r record) {
	const set = "public-interest"
	found, filed, closed, due := r.day("线索受理日期"), r.day("立案日期"), r.day("终结日期"), r.day("应回复日期")
	n.add("R01", set, closed != none && closed < filed || filed != none && filed < found)
	n.add("R02", set, found > plan.Cutoff)
	n.add("R03", set, (r["终结结果"] == "") != (closed == none))
	n.add("R34-1", set, r["回复日期"] == "" && closed == none && due != none && due+5 < plan.Cutoff)
	n.add("R35", set, r["终结结果"] == "诉前整改终结" && r["是否整改"] == "" || r["提起诉讼日期"] != "" && r["诉前程序日期"] == "")
}

// appeals are wrong where two procuratorates entered one case.
func (n tally) appeals(all []record) {
	places := map[string]map[string]int{}
	for _, r := range all {
		if places[r["统一受案号"]] == nil {
			places[r["统一受案号"]] = map[string]int{}
		}
		places[r["统一受案号"]][r["承办单位"]]++
	}
	for _, r := range all {
		in := places[r["统一受案号"]]
		n.add("R33", "second-instance", len(in) > 1 && in[r["承办单位"]] == 1)
	}
}
