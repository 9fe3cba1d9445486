package search

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// Words that generated pages are made of: enough of each kind that neighbouring words
// meet in as many ways as in texts that people wrote.
var (
	generatedOffences = strings.Fields(`盗窃 诈骗 故意伤害 寻衅滋事 危险驾驶 交通肇事 开设赌场 掩饰隐瞒犯罪所得 非法经营 职务侵占
		合同诈骗 贩卖毒品 聚众斗殴 强制猥亵 非法拘禁 敲诈勒索 抢夺 抢劫 妨害公务 帮助信息网络犯罪活动 污染环境 非法捕捞水产品
		滥伐林木 虚开增值税专用发票 拒不支付劳动报酬 生产销售有毒有害食品 侵犯公民个人信息 组织卖淫 伪造证件 失火`)
	generatedSubjects = strings.Fields(`承办检察官 办案组 案件管理部门 第一检察部 第二检察部 第三检察部 第四检察部 未检办案组 控告申诉检察部门
		公益诉讼办案组 侦查监督与协作配合办公室 派驻检察室 评查组 合议小组 业务指导组 检察长办公会 技术信息部门 法律政策研究室 值班检察官 联席会议
		人民监督员 听证员 社区矫正机构 公安机关 审判机关 行政主管部门 司法所 民政部门 教育主管部门 生态环境部门`)
	generatedTimes = strings.Fields(`收案当日 受理后三日内 审查起诉期间 提前介入阶段 案件办结后 月底之前 季度末 年中 每周例会上 专项活动期间
		庭前会议前 宣告送达当天 回访时 第一轮核查中 复核环节 退回补充侦查后 延长期限前 公开听证后 整改期满时 归档前`)
	generatedVerbs = strings.Fields(`梳理 核对 评估 通报 复核 汇总 抽查 移送 督促 回访 审查 研判 协商 公开 登记 修订 补充 归纳 说明 检验 比对 跟踪
		提示 纠正 采纳 反馈 论证 衔接 调取 固定`)
	generatedObjects = strings.Fields(`全案证据材料 争议焦点 办案期限 流程节点 量刑建议 认罪认罚从宽制度适用情况 检察建议落实情况 社会调查报告
		被害人诉求 赃款赃物去向 鉴定意见 电子数据 同类案件规律 线索移送清单 听证记录 案卡填录内容 超期风险 不起诉理由 刑事和解协议 司法救助申请
		附带民事诉讼请求 行刑衔接事项 监督事项清单 生态修复方案 家庭教育指导方案 风险预警信息 卷宗目录 涉案企业整改报告 释法说理提纲 权利义务告知书`)
	generatedManners = strings.Fields(`逐项 集中 会同有关单位 依法 及时 分类 全面 当场 书面 按规定程序 结合实际 重点 随机 定期 联合 反复 如实 审慎 同步 逐案`)
	generatedResults = strings.Fields(`形成一致意见 提出整改要求 明确责任分工 缩短办理时间 减少程序空转 化解矛盾纠纷 追赃挽损取得进展 堵塞管理漏洞
		未发现违规情形 仍有差距需要改进 得到当事人认可 纳入下一步计划 为后续工作提供参考 转入常态管理 有待继续观察 推动建章立制`)
	generatedHeadings = strings.Fields(`基本情况 主要做法 存在问题 原因分析 下一步打算 办理经过 典型意义 数据说明 工作成效 整改落实`)
	generatedTypes    = strings.Fields(`典型案例 品牌 通报 白皮书 指标 分析报告`)
)

// generatedPages makes n pages of office prose, headings and tables, some 6.5 KB of text
// each; equal arguments give equal pages.
func generatedPages(n int, seed uint64) []Page {
	r := rand.New(rand.NewPCG(seed, 7))
	pages := make([]Page, n)
	for i := range pages {
		pages[i] = generatedPage(r, i)
	}
	return pages
}

func generatedPage(r *rand.Rand, i int) Page {
	offence, kind := pick(r, generatedOffences), pick(r, generatedTypes)
	year := 2019 + r.IntN(7)
	p := Page{
		ID: fmt.Sprintf("pages/%05d.html", i), Title: fmt.Sprintf("%s%s第%d期", offence, kind, i+1), Type: kind,
		Procuratorate: fmt.Sprintf("%c%c县人民检察院", '东'+rune(r.IntN(40)), '山'+rune(r.IntN(40))),
		Line:          pick(r, []string{"刑事检察", "民事检察", "行政检察", "公益诉讼检察", "未成年人检察"}), Year: fmt.Sprint(year),
		Codes: []string{fmt.Sprintf("望检发〔%d〕%d号", year, i+1)},
	}
	var b strings.Builder
	for s := range 3 + r.IntN(3) {
		title := fmt.Sprintf("%s之%d", pick(r, generatedHeadings), s+1)
		p.Sections = append(p.Sections, Section{Anchor: fmt.Sprint("s", s+1), Title: title, At: b.Len()})
		b.WriteString(title + "\n")
		for range 2 + r.IntN(2) {
			for range 3 + r.IntN(4) {
				generatedSentence(r, &b, year)
			}
			b.WriteString("\n")
		}
		if r.IntN(3) == 0 {
			b.WriteString("项目 本期 同比\n")
			for range 5 {
				fmt.Fprintf(&b, "%s %d件 %d.%d%%\n", pick(r, generatedOffences), r.IntN(500), r.IntN(40), r.IntN(10))
			}
		}
	}
	p.Body = b.String()
	return p
}

func generatedSentence(r *rand.Rand, b *strings.Builder, year int) {
	fmt.Fprintf(b, "%s，%s%s%s%s", pick(r, generatedTimes), pick(r, generatedSubjects),
		pick(r, generatedManners), pick(r, generatedVerbs), pick(r, generatedObjects))
	for range r.IntN(3) {
		fmt.Fprintf(b, "，并%s%s", pick(r, generatedVerbs), pick(r, generatedObjects))
	}
	switch r.IntN(5) {
	case 0:
		fmt.Fprintf(b, "，涉及%s%d件%d人", pick(r, generatedOffences), r.IntN(900), r.IntN(1200))
	case 1:
		// People and villages are named by characters that meet nowhere else.
		fmt.Fprintf(b, "，其中%c某%c家住%c%c村", '赵'+rune(r.IntN(500)), '甲'+rune(r.IntN(20)), '一'+rune(r.IntN(3000)), '一'+rune(r.IntN(3000)))
	case 2:
		fmt.Fprintf(b, "，案号为（%d）望检刑诉%d号", year, r.IntN(900)+1)
	}
	fmt.Fprintf(b, "，%s。", pick(r, generatedResults))
}

func pick(r *rand.Rand, list []string) string { return list[r.IntN(len(list))] }
