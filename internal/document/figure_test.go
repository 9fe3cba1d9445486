package document

import (
	"slices"
	"strings"
	"testing"

	"anjian/internal/period"
	"anjian/internal/source"
)

// names are those of a small invented office.
type names map[NameKind][]string

func (n names) Has(kind NameKind, name string) bool { return slices.Contains(n[kind], name) }
func (n names) List(kind NameKind) []string         { return n[kind] }

var office = names{
	IndicatorName:  {"不捕率", "不诉率", "non-arrest-rate", "未结案件（31 至 60 日）", "未结案件（31"},
	PlaceName:      {"望津区院", "西岭区院", "江渚市院+", "全市"},
	DepartmentName: {"第一检察部", "第二检察部"},
}

var december = period.Month(2025, 12)

func TestParseFigure(t *testing.T) {
	at := source.Pos{File: "a.md", Line: 7, Col: 3}
	for _, tt := range []struct {
		in                                     string
		indicator, place, department, quantity string
		comparison                             string // 同比 when empty
		period                                 period.Period
		relative                               bool
	}{
		{in: "不捕率", indicator: "不捕率", quantity: "值"},
		{in: "不捕率 值", indicator: "不捕率", quantity: "值"},
		{in: "non-arrest-rate 分子", indicator: "non-arrest-rate", quantity: "分子"},
		{in: "不捕率 望津区院　2025Q2", indicator: "不捕率", place: "望津区院", quantity: "值", period: period.Quarter(2025, 2)},
		{in: "不捕率 江渚市院+ 分母", indicator: "不捕率", place: "江渚市院+", quantity: "分母"},
		{in: "不捕率 全市", indicator: "不捕率", place: "全市", quantity: "值"},
		{in: "不捕率 第一检察部", indicator: "不捕率", department: "第一检察部", quantity: "值"},
		{in: "不捕率 第一检察部 望津区院", indicator: "不捕率", place: "望津区院", department: "第一检察部", quantity: "值"},
		{in: "不捕率 2025-06 同比", indicator: "不捕率", quantity: "同比", period: period.Month(2025, 6)},
		{in: "不捕率 环比 2025年6月 望津区院", indicator: "不捕率", place: "望津区院", quantity: "环比", comparison: "环比", period: period.Month(2025, 6)},
		{in: "不捕率 累计同比", indicator: "不捕率", quantity: "累计同比", comparison: "累计同比"},
		{in: "不捕率 变化", indicator: "不捕率", quantity: "变化"},
		{in: "不捕率 环比 变化", indicator: "不捕率", quantity: "变化", comparison: "环比"},
		{in: "不捕率 描述 累计同比", indicator: "不捕率", quantity: "描述", comparison: "累计同比"},
		{in: "不捕率 2025上半年", indicator: "不捕率", quantity: "值", period: period.Half(2025, 1)},
		{in: "不捕率 2025", indicator: "不捕率", quantity: "值", period: period.Year(2025)},
		{in: "不捕率 2025-01..06", indicator: "不捕率", quantity: "值", period: period.YearToDate(2025, 6)},
		{in: "不捕率 2025-06-r12", indicator: "不捕率", quantity: "值", period: period.TwelveMonths(2025, 6)},
		{in: "不捕率 本期", indicator: "不捕率", quantity: "值", period: december, relative: true},
		{in: "不捕率 上期", indicator: "不捕率", quantity: "值", period: period.Month(2025, 11), relative: true},
		{in: "不捕率 去年同期", indicator: "不捕率", quantity: "值", period: period.Month(2024, 12), relative: true},
		{in: "未结案件（31  至　60 日） 望津区院", indicator: "未结案件（31 至 60 日）", place: "望津区院", quantity: "值"},
		{in: "未结案件（31 望津区院", indicator: "未结案件（31", place: "望津区院", quantity: "值"}, // the longest name that fits
	} {
		if tt.comparison == "" {
			tt.comparison = "同比"
		}
		ref, err := ParseFigure(tt.in, at, december, office)
		if err != nil || ref.Indicator.Text != tt.indicator || ref.Procuratorate.Text != tt.place || ref.Department.Text != tt.department ||
			ref.Quantity != tt.quantity || ref.Comparison != tt.comparison || ref.Period != tt.period || ref.Relative != tt.relative {
			t.Errorf("ParseFigure(%q) = %+v, %v", tt.in, ref, err)
		}
	}
}

// What is wrong is told at the word, with what it may have been meant for.
func TestFigureSlips(t *testing.T) {
	at := source.Pos{File: "a.md", Line: 7, Col: 3}
	for _, tt := range []struct{ in, want string }{
		{"", "a.md:7:3: {{ }} 里没有写指标"},
		{"不捕律 2025", "a.md:7:3: 没有名为“不捕律”的指标\n  提示 最接近的是“不捕率”“不诉率”“未结案件（31”"},
		{"未结 案件 望津区院", "a.md:7:3: 没有名为“未结 案件”的指标\n  提示 最接近的是“未结案件（31”“未结案件（31 至 60 日）”“不捕率”"},
		{"2025Q2 同比", "a.md:7:3: “2025Q2”前面没有写指标\n  提示 先写指标，如 {{不捕率 2025Q2}}"},
		{"望津区院 不捕率", "a.md:7:3: “望津区院”前面没有写指标"},
		{"不捕率 望津院", "a.md:7:7: “望津院”不是院、部门、统计期，也不是同比一类的词\n  提示 最接近的是“望津区院”"},
		{"不捕率 第一检查部", "a.md:7:7: “第一检查部”不是院、部门、统计期，也不是同比一类的词\n  提示 最接近的是“第一检察部”“第二检察部”“"},
		{"不捕率 全市 2025Q5", "a.md:7:10: “2025Q5”不是统计期\n  提示 最接近的是“2025Q1”“2025Q2”“2025Q3”"},
		{"不捕率 2025-13", "a.md:7:7: “2025-13”不是统计期\n  提示 最接近的是“2025-03”“2025-10”“2025-11”"},
		{"不捕率 上年周期", "a.md:7:7: “上年周期”不是院、部门、统计期，也不是同比一类的词\n  提示 最接近的是“上期”“去年同期”“"},
		{"不捕率 累计环比", "a.md:7:7: “累计环比”不是院、部门、统计期，也不是同比一类的词\n  提示 最接近的是“累计同比”“环比”“"},
		{"不捕率 描写", "a.md:7:7: “描写”不是院、部门、统计期，也不是同比一类的词\n  提示 最接近的是“描述”“"},
		{"不捕率 望津区院 西岭区院", "a.md:7:12: 多出的词“西岭区院”\n  提示 院已经写了“望津区院”，只写一个"},
		{"不捕率 第一检察部 第二检察部", "a.md:7:13: 多出的词“第二检察部”\n  提示 部门已经写了“第一检察部”，只写一个"},
		{"不捕率 同比 环比", "a.md:7:10: 多出的词“环比”\n  提示 比较已经写了“同比”，只写一个"},
		{"不捕率 变化 描述", "a.md:7:10: 多出的词“描述”"},
		{"不捕率 2025 2024", "a.md:7:12: 多出的词“2024”\n  提示 统计期已经写了“2025”，只写一个"},
		{"不捕率 同比 分子", "a.md:7:7: “分子”不能与“同比”同写"},
	} {
		_, err := ParseFigure(tt.in, at, december, office)
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("ParseFigure(%q) says %v; want %s", tt.in, err, tt.want)
		}
	}
}

func TestParseBlock(t *testing.T) {
	at := source.Pos{File: "a.md", Line: 10, Col: 1}
	b, err := ParseBlock("chart", []byte("kind = \"control\"\nindicator = \"平均审查起诉天数\"\nfrom = \"2024-01\"\nto = \"2025-12\"\n"), at, december)
	if err != nil {
		t.Fatal(err)
	}
	if b.Kind != "control" || b.Indicators[0] != "平均审查起诉天数" || b.From != period.Month(2024, 1) || b.To != period.Month(2025, 12) {
		t.Errorf("read %+v", b)
	}
	if got := b.At("indicators", 0).String(); got != "a.md:11:14" {
		t.Errorf("the indicator stands at %s", got)
	}
	b, err = ParseBlock("table", []byte("indicators = [\"不捕率\", \"不诉率\"]\nrows = \"periods\"\nperiods = [\"2024\", \"2025\"]"), at, december)
	if err != nil || b.Rows != "periods" || len(b.Periods) != 2 || b.At("indicators", 1).String() != "a.md:10:23" {
		t.Errorf("read %+v, %v", b, err)
	}
	for _, tt := range []struct{ lang, in, want string }{
		{"chart", "indicator = \"x\"\nrows = \"periods\"", "a.md:11:1: 未知的键“rows”"},
		{"table", "indicator = \"x\"\nkind = \"line\"", "a.md:11:1: 未知的键“kind”"},
		{"chart", "title = \"x\"", "没有写指标"},
		{"chart", "indicator = \"x\"\nindicators = [\"y\"]", "只写一个"},
		{"chart", "indicator = \"x\"\nperiod = \"去年\"", "a.md:11:11: “去年”不是统计期\n  提示 最接近的是“去年同期”“上期”“本期”"},
		{"chart", "indicator = \"x\"\nfrom = \"2025-02\"\nto = \"2025-01\"", "a.md:12:7: “from”和“to”不成一段时间"},
	} {
		_, err := ParseBlock(tt.lang, []byte(tt.in), at, december)
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("ParseBlock(%q) says %v; want %s", tt.in, err, tt.want)
		}
	}
}

// A fence that was meant for a block is told; code is not.
func TestMistypedBlocks(t *testing.T) {
	_, errs := read(t, "content/reports/x.md", "+++\ntitle = \"x\"\n+++\n```chrat\nindicator = \"x\"\n```\n\n- a\n\n  ```matirx\n  ```\n\n```text\nx\n```\n\n```\nx\n```\n\n```css\nx\n```\n")
	want := "警告 L12 content/reports/x.md:4:4: 没有名为“chrat”的块，会照原样显示\n  提示 最接近的是“chart”“cases”“limits”\n" +
		"警告 L12 content/reports/x.md:10:6: 没有名为“matirx”的块，会照原样显示\n  提示 最接近的是“matrix”“measures”“anomalies”"
	if got := errs.Error(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
