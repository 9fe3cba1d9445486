package main

import (
	"fmt"
	"strconv"

	"anjian/internal/period"
)

// arrestSheets are one file a year; each year's clerk wrote headers and days in another way.
func arrestSheets(w *world) []sheet {
	sheets := []sheet{
		{name: "审查逮捕-2023.csv", date: "2006-01-02", headers: []string{
			"部门受案号", "统一受案号", "承办单位", "承办部门", "承办人工号", "侦查机关", "移送案由", "受理日期（必填）", "到期日期", "审结日期", "审查结论", "不捕类型", "人数", "是否羁押", "是否利用电信或网络实施犯罪", "其中未成年人数", "是否提出引导侦查意见", "移送日期", "承办单位编码", "批准逮捕日期", "执行回执日期", "归档日期", "审结填录日期",
		}},
		{name: "审查逮捕-2024.csv", date: "2006/1/2", headers: []string{
			"案件编号", "统一受案号", "承办单位名称", "承办部门", "承办人工号", "移送单位", "移送案由", "检察机关受理日期", "到期日期", "办结日期", "审结处理结果", "不批准逮捕原因", "犯罪嫌疑人人数", "是否羁押", "是否利用电信或网络实施犯罪", "其中未成年人数", "是否提出引导侦查意见", "提请日期", "承办单位编码", "批捕日期", "执行回执日期", "归档日期", "审结填录日期",
		}},
		{name: "审查逮捕-2025.csv", date: "20060102", headers: []string{
			"部门受案号（必填）", "统一受案号", "承办单位", "承办部门", "承办人工号", "侦查机关", "移送案由（细分）", "受理日期（必填）", "到期日期", "审结日期（选填）", "审查结论", "不捕类型", "人数（必填）", "是否羁押", "是否利用电信或网络实施犯罪", "其中未成年人数", "是否提出引导侦查意见", "移送日期", "承办单位编码", "批准逮捕日期", "执行回执日期", "归档日期", "审结填录日期",
		}},
	}
	for i := range sheets {
		sheets[i].headers = append(sheets[i].headers, oversightHeaders...)
	}
	for i, a := range w.arrests {
		year, _, _ := max(a.accepted, w.plan.First).Civil()
		s := &sheets[year-2023]
		decision := a.decision
		if year == 2024 && decision == "批准逮捕" {
			decision = "批捕"
		}
		if year == 2024 && decision == "不批准逮捕" {
			decision = "不捕"
		}
		s.rows = append(s.rows, append([]cell{
			text(a.number), text(a.unified), text(a.place.short), padded(a.department, i), text(a.handler), text(a.agency), text(a.offence),
			day(a.accepted), day(a.due), day(a.concluded), text(decision), text(a.reason), number(a.people), yes(a.detained), yes(a.cyber), number(a.young), text(a.guided),
			day(a.sent), text(a.code), day(a.approved), day(a.executed), day(a.filed), day(a.entered),
		}, a.oversight.cells()...))
	}
	for i := range sheets {
		sheets[i].format = utf8BOM
	}
	return sheets
}

// prosecutionSheets are one file for each half-year, in the encoding of the old workstations.
func prosecutionSheets(w *world) []sheet {
	headers := []string{
		"部门受案号", "统一受案号", "承办单位", "承办部门", "承办人工号", "案件类别", "侦查机关", "移送案由", "受理日期（必填）", "到期日期", "审结日期", "审结处理结果", "不起诉类型",
		"决定层级", "人数", "是否羁押", "是否已捕", "退回补充侦查次数", "延长审查起诉期限次数", "是否速裁", "是否认罪认罚", "具结书日期", "是否提出量刑建议", "量刑建议类型", "是否采纳量刑建议", "判决日期", "是否利用电信或网络实施犯罪", "是否提前介入", "自行补充侦查次数", "是否不宜适用认罪认罚", "一审改变情形", "判决生效日期", "法律文书公开情况", "所属行业",
		"移送日期", "承办单位编码", "案卡罪名", "起诉日期", "起诉书文号", "一审判决结果", "撤回起诉日期", "撤诉后不起诉日期", "归档日期", "审结填录日期",
	}
	headers = append(headers, oversightHeaders...)
	layouts := []string{"2006-01-02", "2006年1月2日", "2006/1/2", "20060102", "2006-01-02", "2006/1/2"}
	var sheets []sheet
	for i, layout := range layouts {
		half := []string{"上半年", "下半年"}[i%2]
		sheets = append(sheets, sheet{name: fmt.Sprintf("审查起诉-%d%s.csv", 2023+i/2, half), format: gb18030, date: layout, headers: headers})
	}
	for i, c := range w.prosecutions {
		year, month, _ := max(c.accepted, w.plan.First).Civil()
		half := (year-2023)*2 + (month-1)/6
		outcome := c.outcome
		if half%2 == 1 && outcome == "起诉" {
			outcome = "提起公诉"
		}
		if half == 2 && outcome == "不起诉" {
			outcome = "决定不起诉"
		}
		fast := cell{}
		if c.concluded != none {
			fast = yes(c.fast || c.rushed)
		}
		sheets[half].rows = append(sheets[half].rows, append([]cell{
			text(c.number), text(c.unified), text(c.place.short), padded(c.department, i), text(c.handler), text(c.class), text(c.agency), text(c.cause),
			day(c.accepted), day(c.due), day(c.concluded), text(outcome), text(c.kind), text(c.level), number(c.people), yes(c.custody), yes(c.arrested),
			number(c.returned), number(c.extended), fast, text(c.plea), day(c.statement), text(c.advice), text(c.adviceKind), text(c.adopted), day(c.judged), yes(c.cyber),
			yes(c.early), number(c.ownInquiry), text(c.unfit), text(c.changed), day(c.final), text(c.published), text(c.industry),
			day(c.sent), text(c.code), text(c.charges), day(c.indicted), text(c.paper), text(c.verdict), day(c.withdrawn), day(c.dropped), day(c.filed), day(c.entered),
		}, c.oversight.cells()...))
	}
	return sheets
}

func personSheet(w *world) sheet {
	s := sheet{name: "涉案人员.csv", format: utf8Plain, date: "2006-01-02", headers: []string{
		"部门受案号", "序号", "承办单位", "承办部门", "案发时年龄", "强制措施", "受理日期", "处理日期", "羁押期限届满日", "处理结果", "是否曾被逮捕", "判决生效日期", "判决结果", "考验期满日期", "考验期满处理", "应封存日期", "封存日期",
		"人卡罪名", "强制措施起始日期", "强制措施截止日期", "刑期月数", "考验期起始日期",
	}}
	for i, c := range w.prosecutions {
		concluded := c.concluded
		if concluded != none && concluded < c.accepted {
			concluded = c.accepted // the slip is on the case card alone
		}
		for n, p := range c.persons {
			s.rows = append(s.rows, []cell{
				text(c.number), number(n + 1), text(c.place.short), padded(c.department, i), number(p.age), text(p.measure),
				day(c.accepted), day(concluded), day(p.ends), text(p.outcome),
				yes(p.arrested), day(p.final), text(p.sentence), day(p.probation), text(p.afterwards), day(p.toSeal), day(p.sealed),
				text(p.charge), day(p.from), day(p.to), some(p.term), day(p.begun),
			})
		}
	}
	return s
}

func procedureSheet(w *world) sheet {
	s := sheet{name: "程序节点.csv", format: gb18030, date: "2006-01-02", headers: []string{
		"程序编号", "承办单位", "承办部门", "事项", "日期（必填）", "人数", "审查起诉案号", "审查逮捕案号", "重新报送日期", "办结日期", "处理结果", "审批日期", "延长日数", "填录时间",
	}}
	short := map[string]string{
		"第一次延长审查起诉期限": "一次延长", "第二次延长审查起诉期限": "二次延长", "第三次延长审查起诉期限": "三次延长",
		"第一次退回补充侦查": "一次退补", "第二次退回补充侦查": "二次退补",
	}
	serial := map[int]int{}
	for i, e := range w.steps {
		year, _, _ := e.day.Civil()
		serial[year]++
		event := e.event
		if word := short[event]; word != "" && e.day >= period.DateOf(2024, 1, 1) {
			event = word
		}
		prosecution, arrest := "", ""
		if e.prosecution != nil {
			prosecution = e.prosecution.number
		}
		if e.arrest != nil {
			arrest = e.arrest.number
		}
		s.rows = append(s.rows, []cell{
			text("CX" + strconv.Itoa(year) + fmt.Sprintf("-%04d", serial[year])), text(e.place.short), padded(e.department, i), text(event), day(e.day),
			number(e.people), text(prosecution), text(arrest), day(e.resubmitted), day(e.closed), text(e.result), day(e.approved), some(e.extra), text(e.entered),
		})
	}
	return s
}
