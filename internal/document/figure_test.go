package document

import (
	"strings"
	"testing"

	"anjian/internal/period"
	"anjian/internal/source"
)

func TestParseFigure(t *testing.T) {
	at := source.Pos{File: "a.md", Line: 7, Col: 3}
	for _, tt := range []struct {
		in                                 string
		indicator, procuratorate, quantity string
		period                             period.Period
	}{
		{"不捕率", "不捕率", "", "值", period.Period{}},
		{"不捕率 望津区院　2025Q2", "不捕率", "望津区院", "值", period.Quarter(2025, 2)},
		{"不捕率 2025-06 同比", "不捕率", "", "同比", period.Month(2025, 6)},
		{"不捕率 同比 2025年6月 望津区院", "不捕率", "望津区院", "同比", period.Month(2025, 6)},
	} {
		ref, err := ParseFigure(tt.in, at)
		if err != nil || ref.Indicator.Text != tt.indicator || ref.Procuratorate.Text != tt.procuratorate ||
			ref.Quantity != tt.quantity || ref.Period != tt.period {
			t.Errorf("ParseFigure(%q) = %+v, %v", tt.in, ref, err)
		}
	}
	for _, tt := range []struct{ in, want string }{
		{"", "a.md:7:3: {{ }} 里没有写指标"},
		{"不捕率 望津区院 西岭区院", "a.md:7:12: 多出的词“西岭区院”"},
		{"不捕率 同比 环比", "a.md:7:10: 多出的词“环比”"},
		{"不捕率 2025 2024", "a.md:7:12: 多出的词“2024”"},
	} {
		_, err := ParseFigure(tt.in, at)
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("ParseFigure(%q) says %v; want %s", tt.in, err, tt.want)
		}
	}
	ref, _ := ParseFigure("不捕率  望津区院", at)
	if ref.Procuratorate.Pos.Col != 8 {
		t.Errorf("second word in column %d; want 8", ref.Procuratorate.Pos.Col)
	}
}

func TestParseBlock(t *testing.T) {
	at := source.Pos{File: "a.md", Line: 10, Col: 1}
	b, err := ParseBlock("chart", []byte("kind = \"control\"\nindicator = \"平均审查起诉天数\"\nfrom = \"2024-01\"\nto = \"2025-12\"\n"), at)
	if err != nil {
		t.Fatal(err)
	}
	if b.Kind != "control" || b.Indicators[0] != "平均审查起诉天数" || b.From != period.Month(2024, 1) || b.To != period.Month(2025, 12) {
		t.Errorf("read %+v", b)
	}
	if got := b.At("indicators", 0).String(); got != "a.md:11:14" {
		t.Errorf("the indicator stands at %s", got)
	}
	b, err = ParseBlock("table", []byte("indicators = [\"不捕率\", \"不诉率\"]\nrows = \"periods\"\nperiods = [\"2024\", \"2025\"]"), at)
	if err != nil || b.Rows != "periods" || len(b.Periods) != 2 || b.At("indicators", 1).String() != "a.md:10:23" {
		t.Errorf("read %+v, %v", b, err)
	}
	for _, tt := range []struct{ lang, in, want string }{
		{"chart", "indicator = \"x\"\nrows = \"periods\"", "a.md:11:1: 未知的键“rows”"},
		{"table", "indicator = \"x\"\nkind = \"line\"", "a.md:11:1: 未知的键“kind”"},
		{"chart", "title = \"x\"", "没有写指标"},
		{"chart", "indicator = \"x\"\nindicators = [\"y\"]", "只写一个"},
		{"chart", "indicator = \"x\"\nperiod = \"去年\"", "a.md:11:11: “去年”不是统计期"},
		{"chart", "indicator = \"x\"\nfrom = \"2025-02\"\nto = \"2025-01\"", "a.md:12:7: “from”和“to”不成一段时间"},
	} {
		_, err := ParseBlock(tt.lang, []byte(tt.in), at)
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("ParseBlock(%q) says %v; want %s", tt.in, err, tt.want)
		}
	}
}
