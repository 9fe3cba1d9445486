package main

import (
	"math/rand/v2"
	"strconv"
	"time"
)

// A column of the export: how the dataset types it, whether formulas need it, and what is in a cell.
type column struct {
	name, typ string
	needed    bool
	cell      func(c *oneCase) string
}

// A oneCase is what the cells of a row agree on.
type oneCase struct {
	r                *rand.Rand
	row              int
	unit, superior   string
	department, kind string
	handler          string
	accepted, closed int // days since the first day; closed < 0 while pending
	verdict, advice  string
	suggestions      int64
	review, protest  bool
}

var columns = []column{
	{"案件编号", "text", false, func(c *oneCase) string { return "JA" + strconv.Itoa(100_000_000+c.row) }},
	{"受理单位", "text", true, func(c *oneCase) string { return c.unit }},
	{"上级单位", "text", false, func(c *oneCase) string { return c.superior }},
	{"部门", "text", true, func(c *oneCase) string { return c.department }},
	{"案件类别", "text", true, func(c *oneCase) string { return c.kind }},
	{"承办人", "text", true, func(c *oneCase) string { return c.handler }},
	{"受理日期", "date", true, func(c *oneCase) string { return day(c.accepted) }},
	{"分案日期", "date", false, func(c *oneCase) string { return day(c.accepted + c.r.IntN(3)) }},
	{"审结日期", "date", true, func(c *oneCase) string { return c.onceClosed(day(c.closed)) }},
	{"归档日期", "date", false, func(c *oneCase) string { return c.onceClosed(day(c.closed + c.r.IntN(60))) }},
	{"案由", "text", true, func(c *oneCase) string { return "第" + strconv.Itoa(1+low(c.r, 60)) + "类案由" }},
	{"嫌疑人数", "int", true, func(c *oneCase) string { return count(1 + few(c.r, 25, 20)) }},
	{"强制措施", "text", true, func(c *oneCase) string {
		return among(c.r, "逮捕", "取保候审", "监视居住", "刑事拘留", "无", "")
	}},
	{"审查结论", "text", true, func(c *oneCase) string { return c.onceClosed(conclusions[c.kind][low(c.r, len(conclusions[c.kind]))]) }},
	{"是否认罪认罚", "yesno", true, yes(82)},
	{"是否提前介入", "yesno", true, yes(12)},
	{"退回补充侦查次数", "int", true, small(18, 2)},
	{"延长期限次数", "int", true, small(12, 3)},
	{"追捕人数", "int", true, small(3, 5)},
	{"追诉人数", "int", true, small(4, 5)},
	{"纠正违法通知书数", "int", true, small(5, 3)},
	{"检察建议数", "int", true, func(c *oneCase) string { return count(c.suggestions) }},
	{"检察建议采纳数", "int", true, func(c *oneCase) string { return count(min(c.suggestions, few(c.r, 60, 4))) }},
	{"是否不捕复议", "yesno", true, func(c *oneCase) string { return yesNo(c.review) }},
	{"复议改变", "yesno", true, func(c *oneCase) string { return yesNo(c.review && chance(c.r, 20)) }},
	{"是否抗诉", "yesno", true, func(c *oneCase) string { return yesNo(c.protest) }},
	{"抗诉采纳", "yesno", true, func(c *oneCase) string { return yesNo(c.protest && chance(c.r, 60)) }},
	{"判决结果", "text", true, func(c *oneCase) string { return c.verdict }},
	{"判决刑期月", "int", true, func(c *oneCase) string {
		if c.verdict == "有期徒刑" || c.verdict == "缓刑" || c.verdict == "拘役" {
			return count(1 + few(c.r, 94, 200))
		}
		return ""
	}},
	{"量刑建议类型", "text", true, func(c *oneCase) string { return c.advice }},
	{"量刑建议采纳", "yesno", true, func(c *oneCase) string {
		if c.advice == "确定刑" || c.advice == "幅度刑" {
			return yesNo(chance(c.r, 94))
		}
		return ""
	}},
	{"是否公开听证", "yesno", true, yes(6)},
	{"是否未成年人", "yesno", true, yes(5)},
	{"是否涉企", "yesno", true, yes(8)},
	{"律师参与", "yesno", true, yes(70)},
	{"评查结果", "text", true, func(c *oneCase) string {
		return []string{"优质", "合格", "瑕疵", "不合格", "未评查"}[low(c.r, 5)]
	}},
	{"瑕疵数", "int", true, small(15, 6)},
	{"案卡错误数", "int", true, small(20, 8)},
	{"涉案金额", "decimal", false, func(c *oneCase) string {
		if chance(c.r, 60) {
			return ""
		}
		cents := c.r.Int64N(20_000_000)
		return strconv.FormatInt(cents/100, 10) + "." + strconv.Itoa(100 + int(cents%100))[1:]
	}},
	{"基本案情", "text", false, func(c *oneCase) string {
		text := ""
		for range 1 + c.r.IntN(3) {
			text += among(c.r, "到案后如实供述", "经审查认为事实清楚", "退赔损失并取得谅解", "部分证据有待补充", "依法听取辩护人意见") + "；"
		}
		if c.r.IntN(10) == 0 {
			return `"` + text + `称""已和解"",另有说明"`
		}
		return text
	}},
}

var conclusions = map[string][]string{
	"审查逮捕": {"批准逮捕", "不批准逮捕(无社会危险性)", "不批准逮捕(证据不足)", "不批准逮捕(不构成犯罪)"},
	"一审公诉": {"起诉", "相对不起诉", "存疑不起诉", "绝对不起诉", "附条件不起诉", "撤回起诉"},
	"二审公诉": {"建议维持原判", "建议改判", "建议发回重审", "支持抗诉", "撤回抗诉"},
	"刑事申诉": {"不予支持", "提出抗诉", "提出再审检察建议", "终结审查"},
	"民事监督": {"不支持监督申请", "提出抗诉", "提出再审检察建议", "终结审查"},
	"行政监督": {"不支持监督申请", "提出检察建议", "提出抗诉", "实质性化解", "终结审查"},
	"公益诉讼": {"诉前检察建议", "磋商结案", "提起诉讼", "终结案件"},
	"未检办案": {"起诉", "附条件不起诉", "相对不起诉", "不批准逮捕(无社会危险性)", "批准逮捕"},
}

var firstDay = time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)

func day(n int) string { return firstDay.AddDate(0, 0, n).Format(time.DateOnly) }

func (c *oneCase) onceClosed(cell string) string {
	if c.closed < 0 {
		return ""
	}
	return cell
}

func yes(percent int) func(*oneCase) string {
	return func(c *oneCase) string { return yesNo(chance(c.r, percent)) }
}

func small(percent int, most int64) func(*oneCase) string {
	return func(c *oneCase) string { return count(few(c.r, percent, most)) }
}

func yesNo(b bool) string {
	if b {
		return "是"
	}
	return "否"
}

func count(n int64) string { return strconv.FormatInt(n, 10) }

func chance(r *rand.Rand, percent int) bool { return r.IntN(100) < percent }

// few returns a number that goes on growing with a chance, up to most.
func few(r *rand.Rand, percent int, most int64) (n int64) {
	for n < most && chance(r, percent) {
		n++
	}
	return n
}

// low returns a number below n; low ones are frequent.
func low(r *rand.Rand, n int) int { return min(r.IntN(n), r.IntN(n)) }

func among(r *rand.Rand, words ...string) string { return words[r.IntN(len(words))] }
