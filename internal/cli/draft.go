package cli

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"anjian/internal/period"
	"anjian/internal/site"
	"anjian/internal/tomlfile"
)

// A draft is what is known of a new document. What is empty is left for a person to write.
type draft struct {
	title         string
	today         period.Date
	body          string
	summary       string
	department    string
	line          string
	procuratorate string // id
	keywords      []string
	indicators    []string // ids
}

const toWrite = "待填写"

// drafts write texts of each kind so that the check passes at once, what is left to people marked 待填写.
var drafts = map[string]func(draft) string{
	"reports": func(d draft) string {
		return d.front("form = \"analysis\"\nperiod = " + tomlfile.Quote(spokenOf(d.title, d.today).String()) + "   # 待确认：统计期\n")
	},
	"papers": func(d draft) string {
		d.outline("一、工作概况", "二、态势数据", "三、主要特点", "四、典型案例", "五、存在问题", "六、对策建议", "七、展望")
		return d.front("period = \"\"   # 待填写：统计期间，如 2023—2025\n")
	},
	"works": func(d draft) string {
		d.outline("任务来源", "主要举措", "进展", "下一步")
		return d.front("started = " + d.today.String() + "   # 待确认：开始日期\ndeadline = " + d.today.String() + "   # 待填写：完成时限\n\n" +
			"[[step]]   # 一个步骤一段，按先后写\ntext = \"待填写：第一个步骤\"\nplanned = " + d.today.String() + "   # 计划哪一天完成；完成以后加 reached\n")
	},
	"brands": func(d draft) string {
		d.outline("为什么做", "怎么做", "载体与机制", "成效怎么看", "下一步")
		return d.front("flagship = false   # 是不是龙头品牌；不是的，用 parent 写所属龙头的编号\nstarted = " + d.today.String() + "   # 待填写：启动日期；写了启动事件的以事件为准，删去这一行\n" +
			"meaning = \"待填写：名称的含义\"\nactions = []   # 做法的名目，如 [\"当日登记\", \"领导包案\"]\ncarriers = []   # 载体，如 [\"听证室\", \"联系点\"]\naudience = \"待填写：面向谁\"\n" +
			"# feedback = \"指标编号\"   # 本品牌的群众反馈；不写用群众满意率\n\n" +
			"[[milestone]]   # 三年计划一步一段\ndate = " + d.today.String() + "   # 计划哪一天完成；完成以后加 reached\ntext = \"待填写：第一步\"\n\n" +
			"# 以下各段写好以后去掉行首的 # 和空格，可以有几段\n" +
			"# [[gloss]]   # 拆字释义，word 照抄名称里的字词\n# word = \"字词\"\n# meaning = \"它的意思\"\n" +
			"# [[aim]]   # 希望改变的指标，expects 写 升 或 降\n# indicator = \"指标编号\"\n# expects = \"升\"\n" +
			"# [[result]]   # 成效，一句话不写数字，数由指标来\n# text = \"一句话\"\n# indicator = \"指标编号\"\n" +
			"# [[honour]]   # 启动以后的荣誉\n# year = " + d.today.String()[:4] + "\n# title = \"名称\"\n# level = \"市级\"\n")
	},
	"cases": func(d draft) string {
		d.sections("要旨", "基本案情", "检察机关履职过程", "典型意义")
		return d.front("cause = \"\"   # 案由或者领域\nlevel = \"\"   # 层级，如 市级\npublished = " + d.today.String() + "   # 待填写：发布日期\n" +
			articlesFront + redactedFront)
	},
	"guiding": func(d draft) string {
		d.sections("要旨", "基本案情", "检察机关履职过程", "指导意义", "相关规定")
		return d.front("number = \"\"   # 发布的编号，如 检例第1号\nissuer = \"待填写：发布机关\"\npublished = " + d.today.String() + "   # 待填写：发布日期\n" + articlesFront + redactedFront)
	},
	"suggestions": func(d draft) string {
		d.outline("由来", "为什么这样建议", "回复与整改")
		return d.front("class = \"社会治理检察建议\"   # 待确认：五类之一\naddressee = \"行政机关\"   # 待确认：被建议单位的类别，不写名称\n" +
			"problems = [\"待填写\"]   # 一项一条\nitems = [\"待填写\"]   # 建议内容，一项一条\ndelivery = \"\"   # 书面 或 宣告；送达以后再写 sent、due\n" + articlesFront + redactedFront)
	},
	"regulations": func(d draft) string {
		d.outline("第一条　目的")
		return d.front("scope = \"待填写：适用范围\"\nissued = " + d.today.String() + "   # 待填写：印发日期\nfrom = " + d.today.String() + "   # 待填写：施行日期\nreplaces = []   # 替代的旧制度的编号\n" + articlesFront)
	},
	"selections": func(d draft) string {
		d.outline("综合在哪里")
		return d.front("round = \"待填写：届次，如 2025年度\"\nduties = []   # 综合履职的条线，至少两个\n" + redactedFront +
			"\n[[stage]]   # 推荐、初评、入选各一段，按先后写\nname = \"推荐\"\ndate = " + d.today.String() + "\ndepartment = \"待填写\"\nresult = \"推荐\"\nreason = \"待填写\"\n")
	},
	"events": func(d draft) string {
		if d.body == "" {
			d.body = "待填写：做了什么，为什么，怎样看前后变化。\n"
		}
		return d.front("kind = \"campaign\"   # 待确认：decision 决定、campaign 专项、brand 品牌启动、organisation 口径或机构调整、rebase 重定常态范围\n" +
			"author = \"待填写：提出的部门\"\nreason = \"待填写：原因\"\nprocuratorates = []   # 涉及哪些院，写编号；全部的不写\n")
	},
	"handouts": func(d draft) string {
		if d.body == "" {
			d.body = "待填写：复函的话，印在首页。不写数，数由上面的表来。\n"
		}
		return fmt.Sprintf("+++\ntitle = %s\nsummary = %s\nstatus = \"拟稿\"   # 审批同意以后删去这一行，写上 approver 和 date\n"+
			"recipient = \"待填写：接收单位\"\nbasis = \"待填写：来函的单位、日期和标题\"\npurpose = \"待填写：用途\"\n"+
			"# approver = \"分管副检察长\"   # 审批人，写职务，不写姓名\n# date = %s   # 审批日期\ndepartment = %s\n"+
			"copies = [\"01\"]   # 份号，做几份写几个\ndocuments = []   # 一并提供的文稿，写路径；要已签发，released 里写明“对外提供稿”\n\n"+
			"# 一张表一段，写好以后去掉行首的 # 和空格\n# [[table]]\n# title = \"审查逮捕情况\"\n# indicators = [\"non-arrest-rate\"]   # 指标的编号\n"+
			"# periods = [\"2025Q3\", \"2025Q4\"]   # 已经结束的统计期\n# by = \"procuratorate\"   # 各院 procuratorate、各地区 area、各案由 cause；只要合计的不写\n# totals = true   # 末行列合计\n+++\n%s",
			tomlfile.Quote(d.title), tomlfile.Quote(cmp.Or(d.summary, "待填写：提供什么")), d.today, tomlfile.Quote(cmp.Or(d.department, toWrite)), d.body)
	},
}

const (
	articlesFront = "articles = []   # 依据的条文，如 [\"刑事诉讼法第一百七十七条\"]\n"
	redactedFront = "redacted_by = \"待填写：脱敏责任的岗位或部门\"   # 不写姓名\nreleased = [\"内部\"]   # 允许出现的版本\n"
)

// imported are the kinds that a text from Word can become.
func imported() []string {
	var kinds []string
	for kind := range drafts {
		if kind != "events" && kind != "handouts" {
			kinds = append(kinds, kind)
		}
	}
	slices.Sort(kinds)
	return kinds
}

// outline gives a text that has no headings of its own those that its kind usually has.
func (d *draft) outline(titles ...string) {
	if !strings.Contains("\n"+d.body, "\n## ") {
		d.sections(titles...)
	}
}

// sections adds those of the headings that the text has not, numbered or not.
func (d *draft) sections(titles ...string) {
	var has []string
	for line := range strings.Lines(d.body) {
		if heading, ok := strings.CutPrefix(line, "## "); ok {
			has = append(has, site.SectionTitle(strings.TrimSpace(heading)))
		}
	}
	for _, title := range titles {
		if slices.Contains(has, title) {
			continue
		}
		if d.body != "" {
			d.body += "\n"
		}
		d.body += "## " + title + "\n\n待填写。\n"
	}
}

// front writes a text with the keys that all texts share, each explained, and those of its kind.
func (d draft) front(more string) string {
	return fmt.Sprintf("+++\ntitle = %s\nsummary = %s\ndate = %s\n"+
		"status = \"拟稿\"   # 拟稿、审核、签发；签发了才发布，用 anjian review 送审、签发\n"+
		"department = %s\nprocuratorate = %s   # 院的编号，即 content/procuratorates/ 的文件名；全部院的留空\n"+
		"line = %s   # 条线，如 刑事检察/审查逮捕\nkeywords = %s   # 关键词，如 [\"公开听证\", \"释法说理\"]\n"+
		"indicators = %s   # 有关指标的编号，即 content/indicators/ 的文件名\n%s+++\n%s",
		tomlfile.Quote(d.title), tomlfile.Quote(cmp.Or(d.summary, "待填写：一两句话说明")), d.today,
		tomlfile.Quote(cmp.Or(d.department, toWrite)), tomlfile.Quote(d.procuratorate), tomlfile.Quote(d.line),
		quoted(d.keywords), quoted(d.indicators), more, d.body)
}

// quoted writes a list of texts.
func quoted(list []string) string {
	texts := make([]string, len(list))
	for i, text := range list {
		texts[i] = tomlfile.Quote(text)
	}
	return "[" + strings.Join(texts, ", ") + "]"
}
