package indicator

import (
	"math/big"
	"testing"
)

func TestRoundIsHalfUpFromExactNumbers(t *testing.T) {
	for _, tt := range []struct {
		num, den int64
		decimals int
		want     string
	}{
		{100, 16, 1, "6.3"}, // 6.25: half to even or a float would give 6.2
		{1, 3, 2, "0.33"},
		{2, 3, 0, "1"},
		{5, 1000, 2, "0.01"},
		{-5, 1000, 2, "−0.01"},
		{-4, 1000, 2, "0.00"},
		{9999, 1, 0, "9999"},
		{18204, 1, 0, "18\u2009204"},
		{1234567, 1, 1, "1\u2009234\u2009567.0"},
		{0, 1, 1, "0.0"},
	} {
		if got := round(big.NewRat(tt.num, tt.den), tt.decimals); got != tt.want {
			t.Errorf("round(%d/%d, %d) = %q; want %q", tt.num, tt.den, tt.decimals, got, tt.want)
		}
	}
}

func TestFormat(t *testing.T) {
	rate := &Definition{Unit: "人", Style: Percent, Decimals: 1, Minimum: 10, Denominator: make([]Measure, 1)}
	ratio := &Definition{Unit: "件", Style: Ratio, Decimals: 2, Denominator: make([]Measure, 1)}
	amount := &Definition{Unit: "件", Style: Number, Value: []Measure{{Aggregate: Count}}}
	mean := &Definition{Unit: "天", RowUnit: "件", Style: Days, Decimals: 1, Value: []Measure{{Aggregate: Mean}}}
	median := &Definition{Unit: "天", RowUnit: "件", Style: Days, Decimals: 1, Value: []Measure{{Aggregate: Median}}}
	fraction := func(n, d int64) Result { return Result{Numerator: Amount{N: n}, Denominator: Amount{N: d}} }
	for _, tt := range []struct {
		d    *Definition
		r    Result
		want string
	}{
		{rate, fraction(141, 601), "23.5%（141/601 人）"},
		{rate, fraction(0, 24), "0.0%（0/24 人）"},
		{rate, fraction(3, 7), "3/7 人"},
		{rate, fraction(3, 0).not(NotApplicable, ZeroBase), "不适用（基数为零）"},
		{rate, Result{State: Unknown, Reason: NotYet}, "未知（统计期尚未开始）"},
		{rate, fraction(3, 7).Hide("数值过小"), "已隐藏（数值过小）"},
		{ratio, fraction(27315, 17685), "1.54（27\u2009315/17\u2009685 件）"},
		{amount, Result{Single: true, Numerator: Amount{N: 18204}}, "18\u2009204 件"},
		{amount, Result{Single: true}, "0 件"},
		{mean, Result{Numerator: Amount{N: 15318}, Denominator: Amount{N: 401}, Rows: 401}, "38.2 天（合计 15\u2009318 天，401 件）"},
		{median, Result{Single: true, Numerator: Amount{N: 325, Scale: 1}, Rows: 12}, "32.5 天（12 件）"},
	} {
		if got := Format(tt.d, tt.r).String(); got != tt.want {
			t.Errorf("Format(%s, %v/%v) = %q; want %q", tt.d.Style, tt.r.Numerator, tt.r.Denominator, got, tt.want)
		}
	}
	if got := Format(rate, fraction(3, 0).not(NotApplicable, ZeroBase)).Counts; got != "3/0 人" {
		t.Errorf("counts of a zero base = %q; want 3/0 人", got)
	}
	if got := Format(rate, fraction(3, 7).Hide("数值过小")).Counts; got != "" {
		t.Errorf("a hidden result shows its counts %q", got)
	}
}

func TestValueIsExactUntilTheEnd(t *testing.T) {
	r := Result{Numerator: Amount{N: 105, Scale: 1}, Denominator: Amount{N: 3}}
	if v, ok := r.Value(); v != 3.5 || !ok {
		t.Errorf("10.5/3 = %v, %v; want 3.5", v, ok)
	}
	if _, ok := (Result{State: NotApplicable}).Value(); ok {
		t.Error("a result that does not apply has a value")
	}
}
