package site

import (
	"strings"
	"testing"

	"anjian/internal/indicator"
	"anjian/internal/stat"
)

// spreadOf makes a comparison of procuratorates with these verdicts; small ones are not judged.
func spreadOf(small int, verdicts ...stat.Verdict) *indicator.Spread {
	s := &indicator.Spread{Compared: len(verdicts)}
	for i, v := range verdicts {
		s.Places = append(s.Places, indicator.Place{Procuratorate: indicator.Procuratorate{Short: string([]rune("甲乙丙丁戊己庚")[i]) + "院"}, Verdict: v})
	}
	for range small {
		s.Places = append(s.Places, indicator.Place{Procuratorate: indicator.Procuratorate{Short: "小院"}, Small: true, Verdict: stat.Above998})
	}
	return s
}

// controlOf charts values with a locked baseline of the first twelve months.
func controlOf(t *testing.T, values ...float64) indicator.Control {
	t.Helper()
	points := stat.Known(values...)
	segments, err := stat.XmR(points, stat.Options{Baseline: 12})
	if err != nil {
		t.Fatal(err)
	}
	return indicator.Control{Points: points, Segments: segments, Marks: stat.Marks(points, segments)}
}

var calm = []float64{10, 11, 9, 10, 12, 10, 9, 11, 10, 9, 11, 10}

func TestFindingStatesWhatTheChartsShow(t *testing.T) {
	months := func(more ...float64) indicator.Control { return controlOf(t, append(calm[:12:12], more...)...) }
	quiet := months(10)
	quiet.Quiet = "基线不足 12 个月，界限为试行，不作异常提示"
	in, above, below := stat.Inside, stat.Above998, stat.Below998
	for _, tt := range []struct {
		name   string
		spread *indicator.Spread
		months indicator.Control
		want   string
	}{
		{"all as usual", spreadOf(1, in, in, stat.Above95, in), months(10, 11), "各院差异、逐月起伏均在常态波动范围内。"},
		{"one above", spreadOf(0, in, above, in), months(10), "乙院不捕率高于常态波动范围，其余各院的差异可由偶然解释；全市逐月起伏在常态波动范围内。"},
		{"one below", spreadOf(0, below, in, in), months(10), "甲院不捕率低于常态波动范围，其余各院的差异可由偶然解释；全市逐月起伏在常态波动范围内。"},
		{"both sides", spreadOf(0, above, below, in), months(30), "不捕率：甲院高于、乙院低于常态波动范围，其余各院的差异可由偶然解释；全市最近一月高于常态波动范围。"},
		{"everybody", spreadOf(0, above, below, above), quiet, "不捕率：甲院、丙院高于、乙院低于常态波动范围。"},
		{"many", spreadOf(0, above, above, above, above, above, in), quiet, "甲院、乙院、丙院等 5 个院不捕率高于常态波动范围，其余各院的差异可由偶然解释。"},
		{"not compared", &indicator.Spread{Reason: "不是比例"}, months(1), "全市最近一月低于常态波动范围。"},
		{"falls", nil, months(14, 13.5, 13, 12.5, 12, 11.5, 11, 10.5), "全市连续 7 个月以上下降。"},
		{"rises", spreadOf(0, in, in, in), months(9, 9.1, 9.2, 9.3, 9.4, 9.5, 9.6, 9.7), "各院差异可由偶然解释；全市连续 7 个月以上上升。"},
		{"higher for long", nil, months(12, 11, 12, 11, 12, 11, 12, 11), "全市连续 8 个月高于均值。"},
		{"lower and outside for long", nil, months(2, 3, 2, 3, 2, 3, 2), "全市连续 8 个月低于均值。"},
		{"nothing known", nil, indicator.Control{Points: make([]stat.Point, 3)}, ""},
		{"no months judged", spreadOf(0, in, in, in), quiet, "各院差异在常态波动范围内。"},
	} {
		got := finding("不捕率", "全市", tt.spread, tt.months)
		if got != tt.want {
			t.Errorf("%s: %s\nwant %s", tt.name, got, tt.want)
		}
		if n := strings.Count(got, "。"); got != "" && n != 1 || len([]rune(got)) > 70 {
			t.Errorf("%s: no short sentence: %s", tt.name, got)
		}
		unranked(t, got)
	}
}

// unranked wants no word that orders procuratorates.
func unranked(t *testing.T, text string) {
	t.Helper()
	for _, word := range []string{"排名", "名次", "第一名", "最高", "最低", "最多", "最少", "最好", "最差", "得分", "达标", "落后", "领先"} {
		if strings.Contains(text, word) {
			t.Errorf("%q ranks: %s", text, word)
		}
	}
}

func TestHowMuchAVerdictIsWorth(t *testing.T) {
	for _, tt := range []struct{ got, want string }{
		{alarmWords(9, 9), "本图比较 9 个院：即使各院毫无差别，平均也有 0.02 个碰巧越出实线。"},
		{alarmWords(9, 686), "本图比较 9 个院：即使各院毫无差别，平均也有 0.02 个碰巧越出实线。全站各项指标合计比较 686 次，平均有 1.4 次属于碰巧。"},
		{
			dispersionWords(stat.Dispersion{Phi: 1.024, Tau2: 0.00004, Bound: 1.723, Apart: 1, Rest: 0.9, RestBound: 1.76}),
			"超离散系数 φ = 1.02（τ² = 0.0000），未超过判断界限 1.72，按精确界限判断。",
		},
		{
			dispersionWords(stat.Dispersion{Phi: 1.88, Tau2: 0.0016, Bound: 1.723, Apart: 1, Rest: 1.15, RestBound: 1.76}),
			"超离散系数 φ = 1.88（τ² = 0.0016），超过判断界限 1.72，但去掉偏离最远的 1 个院后为 1.15，不是普遍差异，不放宽，按精确界限判断。",
		},
		{
			dispersionWords(stat.Dispersion{Phi: 4.009, Tau2: 0.0087, Bound: 1.69, Apart: 1, Rest: 3.2, RestBound: 1.72, Adjust: true}),
			"超离散系数 φ = 4.01（τ² = 0.0087），超过判断界限 1.69，去掉偏离最远的 1 个院仍超过（3.20）：各院之间普遍存在偶然以外的差异，实线、虚线已按规则放宽，点线是未放宽的 99.8% 界限。",
		},
		{
			dispersionWords(stat.Dispersion{Phi: 4, Tau2: 0.01, Bound: 2}),
			"超离散系数 φ = 4.00（τ² = 0.0100），超过判断界限 2.00，但院数太少，不据以放宽，按精确界限判断。",
		},
		{dispersionWords(stat.Dispersion{K: 9}), "各院合计为零或者百分之百，没有差异可以衡量，不计算超离散系数。"},
		{manyWords(41), "比较的院有 41 个，超过 20 个：按错误发现率 5% 的校正（Benjamini–Hochberg）判断，越出实线而未通过校正的不算异常。"},
		{pendingWords(124, 2406, "件"), "只计已办结的；期末未结 124 件未计入，占两者合计的 5.2%。"},
	} {
		if tt.got != tt.want {
			t.Errorf("%s\nwant %s", tt.got, tt.want)
		}
		unranked(t, tt.got)
	}
}

func TestIntervalsOfNumbers(t *testing.T) {
	share := &indicator.Definition{Style: indicator.Percent, Numerator: []indicator.Measure{{}}, Denominator: []indicator.Measure{{}}}
	count := &indicator.Definition{Style: indicator.Number, Value: []indicator.Measure{{Aggregate: indicator.Count, Sign: 1}}}
	of := func(x, n int64) indicator.Result {
		return indicator.Result{Numerator: indicator.Amount{N: x}, Denominator: indicator.Amount{N: n}}
	}
	for _, tt := range []struct {
		d         *indicator.Definition
		r         indicator.Result
		text, how string
	}{
		{share, of(65, 100), "55.3%—73.6%", "Wilson 区间"},
		{share, of(0, 10), "0.0%—27.8%", "Wilson 区间"},
		{share, of(5, 4), "—", ""},
		{share, indicator.Result{State: indicator.NotApplicable}, "—", ""},
		{count, of(1, 0), "0.0—5.6", "泊松分布精确区间"},
		{count, of(65, 0), "50.2—82.8", "Byar 近似区间"},
		{count, indicator.Result{Numerator: indicator.Amount{N: 15, Scale: 1}}, "—", ""},
	} {
		if got := intervalCell(tt.d, tt.r); got.Text != tt.text || got.Counts != tt.how {
			t.Errorf("%v of %v: %q, %q; want %q, %q", tt.r.Numerator, tt.r.Denominator, got.Text, got.Counts, tt.text, tt.how)
		}
	}
	for name, d := range map[string]*indicator.Definition{
		"by hand": {Manual: true, Style: indicator.Percent},
		"hidden":  {HideBelow: 5, Style: indicator.Percent, Denominator: []indicator.Measure{{}}},
		"pending": {Style: indicator.Number, Value: []indicator.Measure{{Aggregate: indicator.Count, At: indicator.End, Sign: 1}}},
		"money":   {Style: indicator.Number, Value: []indicator.Measure{{Aggregate: indicator.Sum, Sign: 1}}},
		"ratio":   {Style: indicator.Ratio, Denominator: []indicator.Measure{{}}},
	} {
		if intervalKind(d) != noInterval {
			t.Errorf("%s has an interval", name)
		}
	}
}
