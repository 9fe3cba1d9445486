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
		{"chart", "indicators = [\"rate\", \"amount\", \"days\", \"few\"]", "x.md:1:14: 一张图有 4 项指标\n  提示 这种图最多 3 项，分成几张图"},
		{"chart", "kind = \"pairs\"\nindicators = [\"rate\", \"amount\", \"days\"]", "一张图有 3 项指标\n  提示 这种图最多 2 项"},
		{"chart", "kind = \"composition\"\nindicator = \"不捕率\"", "x.md:2:14: “不捕率”不是哪个结构比的一部分\n  提示 可用的有“不捕的占比”“捕的占比”"},
		{"chart", "kind = \"composition\"\nindicator = \"caught\"\nfrom = \"2020-01\"", "x.md:3:9: 结构比画不下这么多统计期"},
		{"chart", "kind = \"pairs\"\nindicator = \"不捕率\"\nperiod = \"2020\"", "“不捕率”在这一期没有可画的数据"},
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

// Every kind of chart is kept by a signed document and drawn again the same.
func TestChartsOfEveryKindAreKept(t *testing.T) {
	b := figureOffice(t, period.DateOf(2025, 12, 31))
	r := &resolver{b: b, period: period.Quarter(2025, 2)}
	for _, tt := range []struct{ toml, row string }{
		{"indicators = [\"rate\", \"caught\"]\nfrom = \"2025Q1\"", "2025年第二季度 20.5%（63/307 件） 79.5%（244/307 件）"}, // 18+20+22 and 3 of 307
		{"kind = \"control\"\nindicator = \"rate\"", "2025年6月 23.4%（25/107 件）"},
		{"kind = \"bars\"\nindicator = \"rate\"", "西区院 3/7 件"},
		{"kind = \"box\"\nindicator = \"days\"", ""},
		{"kind = \"pairs\"\nindicators = [\"amount\", \"rate\"]", "东区院 58 件 60 件 +3.4% 19.3%（58/300 件） 20.0%（60/300 件） +0.7 个百分点"},
		{"kind = \"composition\"\nindicator = \"freed\"\nprocuratorate = \"东区院\"\nfrom = \"2025Q1\"", "2025年第二季度 "},
	} {
		p, wrong := r.block("chart", []byte(tt.toml), source.Pos{File: "x.md", Line: 1})
		if wrong != nil {
			t.Errorf("%s: %v", tt.toml, wrong)
			continue
		}
		if p.Chart == nil {
			t.Errorf("%s draws nothing: %s", tt.toml, p.Text)
			continue
		}
		first := b.draw("chart", p.Chart)
		s := Signed{Format: signedFormat, Document: "x.md", Title: "甲", Printed: []printed{*p}}
		errs := new(source.List)
		again := ParseSigned("x.toml", s.Text(), errs)
		if again == nil {
			t.Errorf("%s is not read back: %v", tt.toml, errs)
			continue
		}
		if second := b.draw("chart", again.Printed[0].Chart); second.SVG != first.SVG || second.Option != first.Option || second.Sentence != first.Sentence {
			t.Errorf("%s is drawn otherwise from what was signed", tt.toml)
		}
		found := slices.ContainsFunc(first.Table.Rows, func(row []string) bool { return strings.Contains(strings.Join(row, " "), tt.row) })
		if !found {
			t.Errorf("%s has the rows %q; want %s", tt.toml, first.Table.Rows, tt.row)
		}
	}
}
