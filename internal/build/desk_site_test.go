package build

import (
	"fmt"
	"strings"
)

// smallSite is an office of two procuratorates that holds a document of every kind that matters to how a
// site is brought up to date.
func smallSite() map[string]string {
	var rows strings.Builder
	rows.WriteString(caseHeading)
	for i := range 24 {
		for k := range 12 + i%3 {
			rows.WriteString(caseRow(i, k))
		}
	}
	text := func(front, body string) string { return "+++\n" + front + "+++\n" + body + "\n" }
	signed := "status = \"签发\"\nreviewer = \"分管副检察长\"\nreviewed = 2025-12-26\n"
	return map[string]string{
		"content/data/审查逮捕-1.csv":        rows.String(),
		"content/data/审查逮捕-2.csv":        caseHeading + caseRow(23, 90) + caseRow(23, 91),
		"content/procuratorates/city.md": text("title = \"某市人民检察院\"\nshort = \"市院\"\n", ""),
		"content/procuratorates/east.md": text("title = \"某市东区人民检察院\"\nshort = \"东区院\"\n", ""),
		"content/procuratorates/west.md": text("title = \"某市西区人民检察院\"\nshort = \"西区院\"\n", ""),
		"content/lines/criminal.md": text("title = \"刑事检察\"\norder = 1\naccepted = \"arrest-accepted\"\nconcluded = \"arrest-accepted\"\n"+
			"pending = \"arrest-accepted\"\nsupervision = \"non-arrest-rate\"\n", "刑事检察的工作。"),
		"content/datasets/arrest-review.md": caseDataset,
		"content/indicators/arrest-accepted.md": text("title = \"审查逮捕受理\"\nline = \"刑事检察/审查逮捕\"\ndimension = \"数量\"\nunit = \"件\"\n"+
			"dataset = \"arrest-review\"\ndate = \"受理日期\"\nvalue = { count = true }\nbalanced_by = [\"non-arrest-rate\"]\n", sections),
		"content/indicators/non-arrest-rate.md": text("title = \"不捕率\"\nline = \"刑事检察/审查逮捕\"\ndimension = \"质量\"\nunit = \"件\"\n"+
			"dataset = \"arrest-review\"\ndate = \"审结日期\"\nnumerator = { count = true, where = '审查结论 == \"不批准逮捕\"' }\ndenominator = { count = true }\n", sections),
		"content/rules/order.md": text("title = \"审结日期早于受理日期\"\ncode = \"T01\"\nkind = \"逻辑矛盾\"\nlevel = \"错误\"\nbasis = \"日期先后顺序\"\n"+
			"[[check]]\ndataset = \"arrest-review\"\nwhere = '审结日期 < 受理日期'\nfields = [\"受理日期\", \"审结日期\"]\n", "## 怎么改\n核对两个日期。"),
		"content/models/long.md": text("title = \"受理一个月没有审结\"\nsummary = \"受理满一个月没有审结日期的\"\ndataset = \"arrest-review\"\nwhere = '空(审结日期) and 受理日期 < \"2025-11-30\"'\n"+
			"date = \"受理日期\"\nreason = \"{受理日期}受理，没有审结。\"\nbasis = \"刑事诉讼法第九十一条\"\nline = \"刑事检察\"\nfields = [\"受理日期\"]\n",
			"## 模型要发现什么\n漏填或者超期。\n\n## 怎样核查\n1. 查文书。\n\n## 不能说明什么\n不能说明超期。"),
		"content/events/again.md": text("title = \"口径清理\"\nkind = \"rebase\"\ndate = 2025-01-01\nreason = \"口径清理后水平不同\"\nauthor = \"案件管理办公室\"\nindicators = [\"arrest-accepted\"]\n", "正文。"),
		"content/brands/lamp.md": text("title = \"一盏灯\"\nsummary = \"固定场所帮教。\"\ndate = 2025-12-26\n"+signed+"procuratorate = \"east\"\nline = \"刑事检察/审查逮捕\"\n"+
			"indicators = [\"non-arrest-rate\"]\ncases = [\"first\"]\nflagship = true\nmeaning = \"灯塔不移动。\"\nactions = [\"一人一策\"]\ncarriers = [\"小屋\"]\n", "## 怎么做\n点灯。"),
		"content/cases/first.md": text("title = \"甲盗窃案\"\nsummary = \"一件小案。\"\ndate = 2025-09-25\n"+signed+"procuratorate = \"east\"\nline = \"刑事检察/审查逮捕\"\n"+
			"indicators = [\"non-arrest-rate\"]\nbrands = [\"lamp\"]\nkeywords = [\"盗窃罪\", \"公开听证\", \"退赃\"]\ncause = \"盗窃罪\"\nlevel = \"市级\"\npublished = 2025-09-25\nredacted_by = \"第一检察部\"\nreleased = [\"内部\"]\n", caseBody),
		"content/reports/2025-12.md": text("title = \"2025年12月分析\"\nsummary = \"平稳。\"\ndate = 2026-01-05\n"+signed+"procuratorate = \"city\"\nindicators = [\"non-arrest-rate\"]\n"+
			"brands = [\"lamp\"]\nform = \"analysis\"\nperiod = \"2025-12\"\n",
			"## 一、总体\n受理{{审查逮捕受理 2025-12}}，不捕率{{不捕率 2025-12}}，{{不捕率 东区院 2025 分子}}。\n\n```chart\nindicator = \"non-arrest-rate\"\n```\n\n见[一盏灯](../brands/lamp.md)。"),
		"content/works/cards.md": text("title = \"案卡规范年\"\nsummary = \"当日填录。\"\ndate = 2025-02-20\n"+signed+"procuratorate = \"city\"\nindicators = [\"arrest-accepted\"]\n"+
			"started = 2025-02-20\ndeadline = 2025-12-25\n[[progress]]\ndate = 2025-11-28\npercent = 82\ntext = \"完成八成\"\n", "正文。"),
		"content/manual/start.md":     text("title = \"怎样开始\"\norder = 1\n", "## 第一步\n看[不捕率](../indicators/non-arrest-rate.md)和[甲盗窃案](../cases/first.md)。\n\n![图](images/a.png)"),
		"content/manual/images/a.png": "\x89PNG\r\n\x1a\n",
	}
}

const caseHeading = "部门受案号,承办单位,受理日期,审结日期,审查结论,移送案由\n"

// caseRow is one case: the k-th of the i-th month from 2024 on.
func caseRow(i, k int) string {
	place, decision, cause := "东区院", "批准逮捕", "盗窃罪"
	if k%2 == 0 {
		place = "西区院"
	}
	if (i+k)%4 == 0 {
		decision = "不批准逮捕"
	}
	if k%3 == 0 {
		cause = "诈骗罪"
	}
	return fmt.Sprintf("甲%d-%d,%s,%d-%02d-%02d,%d-%02d-%02d,%s,%s\n", i, k, place, 2024+i/12, 1+i%12, 1+k%20, 2024+i/12, 1+i%12, 6+k%20, decision, cause)
}

const caseDataset = `+++
title = "审查逮捕案件"
files = ["审查逮捕-*.csv"]
key = ["部门受案号"]
unit = "件"
procuratorate = "承办单位"
cause = "移送案由"
start = "受理日期"
end = "审结日期"
stock = true
[[column]]
name = "部门受案号"
type = "text"
required = true
filled = true
editions = ["内部"]
[[column]]
name = "承办单位"
type = "text"
required = true
filled = true
editions = ["内部"]
[[column]]
name = "受理日期"
type = "date"
editions = ["内部"]
[[column]]
name = "审结日期"
type = "date"
editions = ["内部"]
[[column]]
name = "审查结论"
type = "text"
values = ["批准逮捕", "不批准逮捕"]
editions = ["内部"]
[[column]]
name = "移送案由"
type = "text"
editions = ["内部"]
+++
## 说明
数据字典。
`

const caseBody = "## 要旨\n要旨。\n\n## 基本案情\n案情。\n\n## 检察机关履职过程\n过程。\n\n## 典型意义\n意义。"
