package main

func supervisionSheet(all []supervisionDocument) sheet {
	s := sheet{
		name: "监督文书台账.xlsx", format: workbook, title: "江渚市检察机关监督文书台账（2023—2025年）", tab: "监督文书",
		headers: []string{"文书编号", "承办单位", "承办部门", "业务条线", "文书类型", "监督对象", "启动方式", "涉及人数", "制发日期（必填）", "应回复日期", "回复日期", "是否采纳", "法院审结日期", "法院审结结果", "监督环节", "对象代码", "事由摘要", "整改情况"},
	}
	for _, d := range all {
		s.rows = append(s.rows, []cell{
			text(d.number), text(d.place.full), text(d.department), text(d.line), text(d.kind), text(d.target), text(d.start), number(d.people),
			day(d.issued), day(d.due), day(d.replied), text(d.adopted), day(d.tried), text(d.trial), text(d.phase), text(d.code), text(d.matter), text(d.mended),
		})
	}
	return s
}

func reviewSheet(name, title string, all []review) sheet {
	s := sheet{
		name: name, format: workbook, title: title, tab: "评查记录",
		headers: []string{"评查编号", "部门受案号", "承办单位", "承办部门", "评查方式", "必评类型", "列入日期", "评查完成日期", "评查等次", "主要问题", "业务类别", "其他问题", "反馈日期", "承办部门意见", "整改要求", "整改期限", "整改完成日期", "列入讲评", "典型做法"},
	}
	for _, r := range all {
		s.rows = append(s.rows, []cell{
			text(r.number), text(r.caseNumber()), text(r.place.full), text(r.department), text(r.method), text(r.must), day(r.listed), day(r.done), text(r.grade), text(r.problem),
			text(r.class), text(r.more), day(r.feedback), text(r.opinion), text(r.demand), day(r.due), day(r.mended), text(r.spoken), text(r.practice),
		})
	}
	return s
}

// civilSheets keep civil and administrative cases apart, as the two desks do.
func civilSheets(all []civilCase) []sheet {
	sheets := []sheet{
		{name: "民事检察案件.csv", format: gb18030, date: "2006/1/2", headers: []string{
			"部门受案号", "承办单位", "承办部门", "承办人工号", "业务条线", "案件类型", "案件来源", "民事部门收案日期", "到期日期", "审结日期", "审结处理结果", "是否实质性化解", "办理程序", "是否涉虚假诉讼", "法院是否采纳",
		}},
		{name: "行政检察案件.csv", format: utf8BOM, date: "2006-01-02", headers: []string{
			"部门受案号", "承办单位", "承办部门", "承办人工号", "业务条线", "案件类型", "案件来源", "受理日期", "到期日期", "办结日期", "结案情况", "是否实质性化解", "办理程序", "是否涉虚假诉讼", "法院是否采纳",
		}},
	}
	for _, c := range all {
		i := 0
		if c.line == adminLine {
			i = 1
		}
		sheets[i].rows = append(sheets[i].rows, []cell{
			text(c.number), text(c.place.short), text(civilAdmin), text(c.handler), text(c.line), text(c.kind), text(c.source),
			day(c.accepted), day(c.due), day(c.concluded), text(c.outcome), text(c.settled), text(c.round), text(c.sham), text(c.upheld),
		})
	}
	return sheets
}

func publicInterestSheet(all []publicCase) sheet {
	s := sheet{
		name: "公益诉讼案件.xlsx", format: workbook, title: "江渚市检察机关公益诉讼案件登记表", tab: "公益诉讼",
		headers: []string{"部门受案号", "承办单位", "承办部门", "承办人工号", "案件类别", "领域", "线索来源", "线索受理日期（必填）", "立案日期", "诉前程序日期", "应回复日期", "回复日期", "是否整改", "提起诉讼日期", "终结日期", "终结结果", "一审裁判日期", "一审裁判结果"},
	}
	for _, c := range all {
		s.rows = append(s.rows, []cell{
			text(c.number), text(c.place.full), text(publicInterest), text(c.handler), text(c.class), text(c.field), text(c.source),
			day(c.found), day(c.filed), day(c.urged), day(c.due), day(c.replied), text(c.mended), day(c.sued), day(c.closed), text(c.outcome), day(c.judged), text(c.judgement),
		})
	}
	return s
}

func petitionSheet(all []petition) sheet {
	s := sheet{name: "控告申诉.csv", format: utf8BOM, date: "2006年1月2日", headers: []string{
		"部门受案号", "承办单位", "承办部门", "信访形式", "信访类型", "是否初访", "收到日期（必填）", "应程序性回复", "程序性回复期限", "程序性回复日期", "办结日期", "结果答复期限", "结果答复日期", "办理结果", "救助人数", "救助金额（万元）", "是否涉检",
	}}
	for i, p := range all {
		s.rows = append(s.rows, []cell{
			text(p.number), text(p.place.short), padded(petitioning, i), text(p.form), text(p.kind), text(p.first),
			day(p.received), text(p.answerDue), day(p.limit), day(p.answered), day(p.concluded),
			day(p.resultLimit), day(p.resultDay), text(p.result), text(p.helped), text(p.paid), yes(p.against),
		})
	}
	return s
}

func surveySheet(all []survey) sheet {
	s := sheet{
		name: "满意度回访.xlsx", format: workbook, title: "江渚市检察机关满意度回访登记", tab: "满意度回访",
		headers: []string{"回访编号", "承办单位", "承办部门", "业务条线", "渠道", "回访日期", "评价", "批次编号", "不满意原因"},
	}
	for _, v := range all {
		s.rows = append(s.rows, []cell{
			text(v.number), text(v.place.full), text(v.department), text(v.line), text(v.channel), day(v.asked), text(v.answer), text(v.batch), text(v.reason),
		})
	}
	return s
}

func inquirySheet(all []inquiry) sheet {
	s := sheet{name: "检察侦查案件.csv", format: utf8BOM, date: "2006-01-02", headers: []string{
		"部门受案号", "承办单位", "承办部门", "罪名类别", "立案人数", "立案日期", "侦查终结日期",
	}}
	for _, c := range all {
		s.rows = append(s.rows, []cell{
			text(c.number), text(c.place.short), text(serious), text(c.class), number(c.people), day(c.filed), day(c.ended),
		})
	}
	return s
}
