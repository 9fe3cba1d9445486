package site

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"anjian/internal/period"
	"anjian/internal/source"
)

// goodTexts is one text of each kind that is right in every key.
var goodTexts = map[string]string{
	"cases/c.md": `+++
title = "某县人民检察院督促整治粉尘污染行政公益诉讼案"
` + signedFront + `line = "公益诉讼检察"
keywords = ["粉尘", "回头看"]
articles = ["行政诉讼法第25条第4款"]
published = 2025-03-01
redacted_by = "第四检察部"
+++
## 要旨
甲
## 关键词
粉尘；回头看
## 基本案情
甲
## 调查和督促履职
甲
## 典型意义
甲
`,
	"guiding/g.md": `+++
title = "某案（样例）"
` + signedFront + `keywords = ["粉尘"]
articles = ["行政诉讼法第二十五条第四款"]
sample = true
redacted_by = "第四检察部"
+++
## 关键词
粉尘
## 要旨
甲
## 基本案情
甲
## 检察机关履职过程
甲
## 指导意义
甲
## 相关规定
甲
`,
	"papers/p.md": `+++
title = "白皮书"
` + signedFront + `keywords = ["诈骗"]
period = "2023—2025"
+++
## 一、工作概况
甲
## 二、态势数据
甲
## 三、主要特点
甲
## 四、典型案例
甲
## 五、存在问题
甲
## 六、对策建议
甲
## 七、展望
甲
`,
	"suggestions/s.md": `+++
title = "关于某事的检察建议"
` + signedFront + `keywords = ["粉尘"]
class = "公益诉讼检察建议"
addressee = "行政机关"
problems = ["甲"]
items = ["乙"]
delivery = "宣告"
sent = 2025-03-01
due = 2025-05-01
replied = 2025-04-20
reply = "采纳"
rectified = 2025-09-01
rectification = "已经整治"
redacted_by = "第四检察部"
+++
甲
`,
	"regulations/r.md": `+++
title = "某办法"
` + signedFront + `keywords = ["提纲"]
scope = "全市"
issued = 2025-02-20
from = 2025-03-01
replaces = ["old"]
+++
甲
`,
	"regulations/old.md": `+++
title = "旧办法"
` + signedFront + `keywords = ["提纲"]
scope = "全市"
from = 2023-03-01
to = 2025-02-28
+++
甲
`,
	"selections/x.md": `+++
title = "某综合履职案"
` + signedFront + `keywords = ["综合履职"]
round = "2025年度"
duties = ["刑事检察", "民事检察"]
redacted_by = "第四检察部"
[[stage]]
name = "推荐"
date = 2025-11-01
department = "甲部"
result = "推荐"
reason = "甲"
[[stage]]
name = "初评"
date = 2025-12-01
department = "乙部"
result = "通过"
reason = "乙"
[[stage]]
name = "入选"
date = 2025-12-20
department = "丙部"
result = "入选"
reason = "丙"
+++
甲
`,
}

func TestGoodTextsPass(t *testing.T) {
	_, errs := written(t, Office{}, goodTexts)
	if errs.Faults()+errs.Warnings() > 0 {
		t.Error(errs.Text(0, nil))
	}
}

// What cannot be read is told alone: the keys that it hides are not missing.
func TestUnreadTextsAreToldOnce(t *testing.T) {
	for name, text := range goodTexts {
		for _, slip := range []string{"summary = 3\n", "summary = \n", "date = \"昨天\"\n"} {
			texts := maps.Clone(goodTexts)
			texts[name] = strings.Replace(text, "+++\n", "+++\n"+slip, 1)
			if _, errs := written(t, Office{}, texts); errs.Faults() != 1 || errs.Warnings() > 0 {
				t.Errorf("%s with %s:\n%s", name, slip, errs.Text(0, nil))
			}
		}
	}
}

// Each slip is found, once, at its place, with a remedy.
func TestSlipsOfTexts(t *testing.T) {
	for _, tt := range []struct {
		file, old, new string
		code           source.Code
		line           int
		message, hint  string
	}{
		{"cases/c.md", "## 基本案情\n甲\n", "", source.MissingSection, 14, "典型案例缺少“基本案情”一节", "放在“关键词”之后"},
		{"cases/c.md", "## 要旨\n甲\n", "", source.MissingSection, 2, "典型案例缺少“要旨”一节", "放在最前"},
		{"cases/c.md", "## 典型意义\n甲\n", "## 典型意义\n甲\n## 要旨\n乙\n", source.SaidTwice, 22, "“要旨”与“要旨”是同一部分", "合并"},
		{"cases/c.md", "## 基本案情\n甲\n## 调查和督促履职\n甲\n", "## 调查和督促履职\n甲\n## 基本案情\n甲\n", source.SectionOrder, 18, "“基本案情”应当在“调查和督促履职”之前", "按要旨、关键词、基本案情、检察机关履职过程、典型意义的顺序写"},
		{"cases/c.md", `line = "公益诉讼检察"`, `line = "民事检察"`, source.MissingSection, 16, "典型案例缺少“检察机关履职过程”一节", "放在“基本案情”之后"},
		{"cases/c.md", "## 典型意义\n甲\n", "## 典型意义\n", source.EmptySection, 20, "“典型意义”一节是空的", ""},
		{"cases/c.md", "粉尘；回头看\n", "粉尘；核查\n", source.BadValue, 7, "“关键词”一节与文件头的 keywords 不一致", "粉尘；回头看"},
		{"cases/c.md", `keywords = ["粉尘", "回头看"]`, "", source.MissingKey, 2, "典型案例没有写关键词", "三到六个"},
		{"cases/c.md", "行政公益诉讼案", "做法", source.UnusualTitle, 2, "典型案例的标题通常以“案”结尾", "某某虚开发票不起诉案"},
		{"cases/c.md", "行政公益诉讼案", "案", source.UnusualTitle, 2, "公益诉讼案例的标题没有写“公益诉讼”", "行政公益诉讼案"},
		{"cases/c.md", "行政诉讼法第25条第4款", "行政诉讼法", source.BadValue, 8, "“行政诉讼法”不是一个条文", "写明法律名称和条号"},
		{"cases/c.md", "redacted_by = \"第四检察部\"\n", "", source.MissingKey, 2, "典型案例没有写脱敏责任人", "不写姓名"},
		{"guiding/g.md", "sample = true", "", source.MissingKey, 2, "指导性案例没有写发布机关", "最高人民检察院"},
		{"guiding/g.md", "sample = true", "sample = true\nnumber = \"检例第1号\"", source.KeysClash, 9, "样例没有编号", "去掉 number"},
		{"guiding/g.md", "sample = true", "issuer = \"甲\"\nnumber = \"1号\"", source.BadValue, 9, "编号“1号”不是指导性案例的编号", "检例第1号"},
		{"guiding/g.md", "articles = [\"行政诉讼法第二十五条第四款\"]\n", "", source.MissingKey, 2, "指导性案例没有写所依据的条文", "相关规定"},
		{"papers/p.md", "2023—2025", "2025—2023", source.DatesReversed, 7, "统计期间的起止年份颠倒", ""},
		{"papers/p.md", "2023—2025", "近三年", source.BadPeriod, 7, "“近三年”不是统计期间", "2023—2025"},
		{"papers/p.md", "## 三、主要特点\n甲\n", "", source.MissingSection, 11, "白皮书缺少“特点”一节", "放在“态势”之后"},
		{"suggestions/s.md", `addressee = "行政机关"`, `addressee = "某局"`, source.NotAmong, 8, "未知的被建议单位类别“某局”", "行政机关"},
		{"suggestions/s.md", "due = 2025-05-01", "due = 2025-02-01", source.DatesReversed, 13, "应回复日早于送达日期", "核对 sent 和 due"},
		{"suggestions/s.md", "replied = 2025-04-20\n", "", source.MissingKey, 2, "写了回复意见，没有写回复日期", "replied"},
		{"suggestions/s.md", "due = 2025-05-01\n", "", source.MissingKey, 2, "检察建议没有写应回复日", "两个月"},
		{"suggestions/s.md", "rectification = \"已经整治\"\n", "", source.MissingKey, 2, "写了整改日期，没有写整改情况", ""},
		{"regulations/r.md", "from = 2025-03-01", "from = 2025-02-28", source.DatesReversed, 10, "被替代的“旧办法”在新制度施行后仍然有效", "to = 2025-02-27"},
		{"regulations/r.md", "from = 2025-03-01", "from = 2025-02-01\n", source.DatesReversed, 9, "施行日期早于印发日期", ""},
		{"regulations/old.md", "to = 2025-02-28", "to = 2022-02-28", source.DatesReversed, 9, "失效日期早于施行日期", "最后一日"},
		{"selections/x.md", `duties = ["刑事检察", "民事检察"]`, `duties = ["刑事检察"]`, source.MissingKey, 8, "综合履职案例至少涉及两个条线", "典型案例"},
		{"selections/x.md", "name = \"初评\"", "name = \"入选\"", source.StagesApart, 17, "第 2 个环节应当是“初评”，写的是“入选”", "不跳过"},
		{"selections/x.md", "name = \"初评\"", "name = \"复评\"", source.NotAmong, 17, "未知的评选环节“复评”", "推荐、初评、入选"},
		{"selections/x.md", "date = 2025-12-01", "date = 2025-10-01", source.DatesReversed, 18, "“初评”的日期早于“推荐”", "核对"},
		{"selections/x.md", "result = \"通过\"", "result = \"未通过\"", source.StagesApart, 23, "“初评”未通过，不应再有“入选”", "另写一篇"},
		{"selections/x.md", "reason = \"乙\"\n", "", source.MissingKey, 16, "“初评”没有写理由", ""},
	} {
		texts := map[string]string{}
		for name, text := range goodTexts {
			texts[name] = text
		}
		if !strings.Contains(texts[tt.file], tt.old) {
			t.Fatalf("%s does not hold %q", tt.file, tt.old)
		}
		texts[tt.file] = strings.Replace(texts[tt.file], tt.old, tt.new, 1)
		_, errs := written(t, Office{}, texts)
		found := slices.ContainsFunc(errs.Sorted(), func(e *source.Error) bool {
			return e.Code == tt.code && e.Message == tt.message && strings.Contains(e.Hint, tt.hint) &&
				e.Pos.File == "content/"+tt.file && e.Pos.Line == tt.line
		})
		if !found {
			t.Errorf("%s, %q for %q: want %s on line %d: %s (%s); got\n%s", tt.file, tt.new, tt.old, tt.code, tt.line, tt.message, tt.hint, errs.Text(0, nil))
		}
	}
}

// A draft may lack whatever a person has not written yet.
func TestDraftsMayBeUnfinished(t *testing.T) {
	texts := map[string]string{}
	for _, kind := range []string{"cases", "guiding", "papers", "suggestions", "regulations", "selections"} {
		texts[kind+"/d.md"] = "+++\ntitle = \"某案\"\nstatus = \"拟稿\"\nredacted_by = \"待填写\"\n+++\n## 典型意义\n待填写\n"
		if kind == "papers" || kind == "regulations" {
			texts[kind+"/d.md"] = "+++\ntitle = \"某办法\"\nstatus = \"拟稿\"\n+++\n## 展望\n待填写\n"
		}
	}
	if _, errs := written(t, Office{}, texts); errs.Faults()+errs.Warnings() > 0 {
		t.Error(errs.Text(0, nil))
	}
}

// Where a suggestion stands is told by its days alone.
func TestStatesOfSuggestions(t *testing.T) {
	day := func(s string) period.Date {
		d, err := period.ParseDate(s)
		if err != nil {
			return 0
		}
		return d
	}
	s := &suggestion{Sent: day("2025-03-01"), Due: day("2025-05-01"), Replied: day("2025-05-11"), Reply: "采纳", Rectified: day("2025-09-01")}
	refused := &suggestion{Sent: day("2025-03-01"), Due: day("2025-05-01"), Replied: day("2025-04-11"), Reply: "不采纳"}
	for _, tt := range []struct {
		of              *suggestion
		at, state, said string
	}{
		{s, "2025-02-28", "尚未送达", ""},
		{s, "2025-03-01", "待回复", "尚未回复"},
		{s, "2025-05-01", "待回复", "尚未回复"},
		{s, "2025-05-02", "逾期未回复", "至 2025年5月2日未回复，逾期 1 日"},
		{s, "2025-05-11", "已回复，整改中", "2025年5月11日（逾期 10 日）"},
		{s, "2025-09-01", "已整改", "2025年5月11日（逾期 10 日）"},
		{refused, "2025-12-31", "不采纳", "2025年4月11日"},
	} {
		if state, said := tt.of.stateAt(day(tt.at)).Text, tt.of.answered(day(tt.at)); state != tt.state || said != tt.said {
			t.Errorf("on %s: %s, %q; want %s, %q", tt.at, state, said, tt.state, tt.said)
		}
	}
}
