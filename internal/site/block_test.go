package site

import (
	"slices"
	"strings"
	"testing"

	"anjian/internal/period"
	"anjian/internal/source"
)

// What a table or a chart shows where keys are not written, in a document about a period and in another.
func TestBlocksFollowTheDocument(t *testing.T) {
	b := figureOffice(t, period.DateOf(2026, 1, 10))
	november := period.Month(2025, 11)
	for _, tt := range []struct {
		of         period.Period
		lang, toml string
		caption    string
		want       []string
	}{
		{november, "table", "indicator = \"不捕率\"", "2025年11月", []string{"市院 不适用", "东区院 22.0%", "西区院 不适用", "全市 22.0%"}},
		{period.Period{}, "table", "indicator = \"不捕率\"", "2025年1—12月", []string{"市院 不适用", "东区院 22.3%", "西区院 3/7 件", "全市 22.4%"}},
		{november, "table", "indicator = \"不捕率\"\nperiod = \"上期\"", "2025年10月", []string{"市院 不适用", "东区院 20.0%", "西区院 不适用", "全市 20.0%"}},
		{november, "table", "indicator = \"不捕率\"\nrows = \"periods\"", "全市", []string{"2024年11月 18.0%", "2025年11月 22.0%"}},
		{november, "table", "indicator = \"不捕率\"\nrows = \"periods\"\nperiods = [\"去年同期\", \"上期\", \"本期\"]\nprocuratorate = \"东区院\"", "东区院", []string{"2024年11月 18.0%", "2025年10月 20.0%", "2025年11月 22.0%"}},
		{november, "table", "indicator = \"amount\"\nrows = \"periods\"\nfrom = \"2025Q1\"", "全市", []string{"2025年第一季度 62 件", "2025年第二季度 63 件", "2025年第三季度 58 件"}},
	} {
		r := &resolver{b: b, period: tt.of}
		p, wrong := r.block(tt.lang, []byte(tt.toml), source.Pos{File: "x.md", Line: 1})
		if wrong != nil {
			t.Errorf("%s: %v", tt.toml, wrong)
			continue
		}
		if got := lines(p.Table); p.Table.Caption != tt.caption || !slices.Equal(got, tt.want) {
			t.Errorf("%s\n got %s: %q\nwant %s: %q", tt.toml, p.Table.Caption, got, tt.caption, tt.want)
		}
	}
	for _, tt := range []struct {
		of         period.Period
		toml, last string
		points     int
	}{
		{november, "indicator = \"不捕率\"\nprocuratorate = \"东区院\"\nkind = \"control\"", "2025年11月", 23},
		{period.Period{}, "indicator = \"不捕率\"\nprocuratorate = \"东区院\"\nkind = \"control\"", "2025年12月", 24},
		{november, "indicator = \"不捕率\"\nprocuratorate = \"东区院\"", "2025年11月", 23},
		{november, "indicator = \"不捕率\"\nprocuratorate = \"东区院\"\nto = \"2025Q4\"", "2025年第四季度", 8},
		{november, "indicator = \"不捕率\"\nprocuratorate = \"东区院\"\nfrom = \"2025Q1\"\nto = \"2025Q2\"", "2025年第二季度", 2},
	} {
		r := &resolver{b: b, period: tt.of}
		p, wrong := r.block("chart", []byte(tt.toml), source.Pos{File: "x.md", Line: 1})
		if wrong != nil {
			t.Errorf("%s: %v", tt.toml, wrong)
			continue
		}
		f := b.draw("chart", p.Chart)
		if rows := f.Table.Rows; len(rows) != tt.points || rows[len(rows)-1][0] != tt.last {
			t.Errorf("%s draws %d points to %v; want %d to %s", tt.toml, len(rows), rows[len(rows)-1], tt.points, tt.last)
		}
	}
	for _, tt := range []struct{ lang, toml, want string }{
		{"chart", "indicator = \"不捕率\"\nkind = \"lines\"", "x.md:2:9: “kind”没有“lines”这种写法\n  提示 最接近的是“line”“"},
		{"chart", "indicators = [\"rate\", \"amount\", \"days\", \"few\"]", "x.md:1:14: 折线图有 4 项指标\n  提示 最多 3 项，分成几张图"},
		{"chart", "indicator = \"不捕率\"\nfrom = \"2027-01\"", "“不捕率”在这一期没有可画的数据"},
		{"chart", "indicator = \"不捕率\"\nto = \"2020Q1\"", "“不捕率”在这一期没有可画的数据"},
		{"chart", "indicator = \"不捕率\"\nfrom = \"2019-01\"\nto = \"2020-01\"", "“不捕率”在这一期没有可画的数据"},
		{"table", "indicator = \"不捕率\"\nrows = \"period\"", "x.md:2:9: “rows”没有“period”这种写法\n  提示 可用的有“periods”“procuratorates”"},
		{"table", "indicator = \"不捕率\"\nperiods = [\"本期\", \"上上期\"]", "x.md:2:19: “上上期”不是统计期\n  提示 最接近的是“上期”"},
	} {
		_, wrong := (&resolver{b: b}).block(tt.lang, []byte(tt.toml), source.Pos{File: "x.md", Line: 1})
		if wrong == nil || !strings.Contains(wrong.Error(), tt.want) {
			t.Errorf("%s\n got %v\nwant %s", tt.toml, wrong, tt.want)
		}
	}
}
