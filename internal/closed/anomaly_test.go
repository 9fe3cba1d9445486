package closed

import (
	"slices"
	"strings"
	"testing"

	"anjian/internal/period"
	"anjian/internal/source"
)

func raised(list ...Anomaly) *Anomalies {
	a := &Anomalies{Month: period.Month(2025, 10), Rules: "anjian-xmr-1", List: list}
	a.Sort()
	return a
}

var (
	fall = Anomaly{"days@2025-10@all", "days", "", 1, "持续偏移", -1, period.Month(2025, 1), "19.4 天（164 件）", "全市平均审查起诉天数连续 10 个月低于均值 27.0 天"}
	high = Anomaly{"rate@2025-01..10@east", "rate", "east", 2, "偏离同级水平", 1, period.Month(2025, 1), "51.3%", "东区院“不捕率” 51.3%\\"}
)

func TestAnomaliesAreReadBack(t *testing.T) {
	for _, a := range []*Anomalies{raised(), raised(fall), raised(high, fall)} {
		var errs source.List
		text := a.Text()
		read := ParseAnomalies("x.toml", a.Month, text, &errs)
		if read == nil {
			t.Fatalf("%s\n%v", text, errs.Err())
		}
		if again := read.Text(); string(again) != string(text) || !slices.Equal(read.List, a.List) {
			t.Errorf("read back as\n%s\nwant\n%s", again, text)
		}
	}
	if string(raised(high, fall).Text()) != string(raised(fall, high).Text()) {
		t.Error("the order in which they were raised shows")
	}
}

func TestDamagedAnomaliesAreToldWithTheirLine(t *testing.T) {
	good := string(raised(fall, high).Text())
	for _, tt := range []struct{ old, new, want string }{
		{"format = 1", "format = 2", "content/closed/2025-10/anomalies.toml:3:10: 不认识的月结文件格式"},
		{`since = "2025-01"`, `since = "2025Q1"`, ":12:10: “2025Q1”不是月份"},
		{"direction = -1", "direction = 0", ":11:13: 方向只能是 1 或 -1"},
		{"version = 1", `version = "1"`, ":9:"},
		{"version = 1", "versoin = 1", ":9:"},
		{`indicator = "rate"`, `indicator = ""`, ":16:1: 异常提示缺少指标或文字"},
		{"\nindicator = \"rate\"\nprocuratorate = \"east\"", "\nindicator = \"days\"", ":16:1: 同一指标、同一院的异常提示写了两次"},
	} {
		if !strings.Contains(good, tt.old) {
			t.Fatalf("no %q in\n%s", tt.old, good)
		}
		var errs source.List
		a := ParseAnomalies("content/closed/2025-10/anomalies.toml", period.Month(2025, 10), []byte(strings.Replace(good, tt.old, tt.new, 1)), &errs)
		if a != nil || !strings.Contains(errs.Error(), tt.want) {
			t.Errorf("%s → %s: %v, want %s", tt.old, tt.new, errs.Err(), tt.want)
		}
	}
}

func TestAnomalyDifferences(t *testing.T) {
	other := fall
	other.Value, other.Sentence = "19.9 天", "全市平均审查起诉天数连续 10 个月低于均值 27.1 天"
	revised := fall
	revised.Version++
	ruled := raised(fall)
	ruled.Rules = "anjian-xmr-2"
	for _, tt := range []struct {
		old, now *Anomalies
		want     []string
	}{
		{raised(fall, high), raised(high, fall), nil},
		{raised(fall, high), raised(fall), []string{"异常提示不再成立：" + high.Sentence}},
		{raised(fall), raised(fall, high), []string{"新有异常提示：" + high.Sentence}},
		{raised(fall), raised(other), []string{"异常提示由“" + fall.Sentence + "”变为“" + other.Sentence + "”"}},
		{raised(fall), raised(revised), []string{"异常提示“" + fall.Sentence + "”文字未变，数值、起始月份或口径版本有变"}},
		{raised(fall), ruled, []string{"判定规则由 anjian-xmr-1 变为 anjian-xmr-2"}},
	} {
		if got := tt.old.Differences(tt.now); !slices.Equal(got, tt.want) {
			t.Errorf("%q, want %q", got, tt.want)
		}
	}
}

func FuzzParseAnomalies(f *testing.F) {
	f.Add(raised(fall, high).Text())
	f.Add([]byte("format = 1\n[[anomaly]]\nsince = \"2025-13\"\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		var errs source.List
		a := ParseAnomalies("x.toml", period.Month(2025, 10), data, &errs)
		if (a == nil) != (errs.Faults() > 0) {
			t.Errorf("%v with %v", a, errs.Err())
		}
		if a == nil {
			return
		}
		if again := ParseAnomalies("x.toml", a.Month, a.Text(), &errs); again == nil || string(again.Text()) != string(a.Text()) {
			t.Errorf("not read back: %s", a.Text())
		}
	})
}

// Whatever became of the lists of a closed month, they are read whole or told to be damaged.
func FuzzParseFindings(f *testing.F) {
	f.Add(new(Findings).Text())
	f.Add([]byte("\ufeff\"a\nb\",c\r\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		var errs source.List
		x := ParseFindings("x.csv", period.Month(2025, 10), data, &errs)
		if (x == nil) != (errs.Faults() > 0) {
			t.Errorf("%v with %v", x, errs.Err())
		}
		if x == nil {
			return
		}
		if again := ParseFindings("x.csv", x.Month, x.Text(), &errs); again == nil {
			t.Errorf("not read back: %s, %v", x.Text(), errs.Err())
		}
		Parse("x.toml", x.Month, data, &errs)
	})
}

func TestCellsOfFindingsAreNoFormulas(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"=1", "'=1"},
		{"-1", "'-1"},
		{"＝1", "'＝1"},
		{"  @a", "'  @a"},
		{"\u3000＋1", "'\u3000＋1"},
		{"\u200b=1", "'\u200b=1"},
		{"\t1", "'\t1"},
		{"\n1", "'\n1"},
		{"'a", "''a"},
		{"甲1", "甲1"},
		{"a=1", "a=1"},
		{"", ""},
		{" ", " "},
	} {
		if got := plain(tt.in)[0]; got != tt.want {
			t.Errorf("plain(%q) = %q; want %q", tt.in, got, tt.want)
		}
	}
}
