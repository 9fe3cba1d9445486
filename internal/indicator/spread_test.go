package indicator

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"anjian/internal/period"
	"anjian/internal/source"
	"anjian/internal/stat"
	"anjian/internal/table"
)

// counties makes procuratorates with n cases each, x of them not arrested.
func counties(t *testing.T, counts ...[2]int) (*Cube, *Definition) {
	t.Helper()
	rate := must(t, "rate", goodRate+"\nwatch = true")
	rate.Title = "不捕率"
	var org Organisation
	var rows []caseRow
	for i, n := range counts {
		p := Procuratorate{ID: fmt.Sprint("p", i), Name: fmt.Sprint("某市第", i, "区人民检察院"), Short: fmt.Sprint(i, "区院"), Level: "基层"}
		org.Procuratorates = append(org.Procuratorates, p)
		rows = append(rows, few(p.Short, "第一检察部", "2025-03-05", n[1], n[0])...)
	}
	var errs source.List
	c := compute(1, []*Definition{rate}, caseRoles(), map[string]*table.Table{"cases": tableOf(rows)}, org, period.Calendar{}, period.DateOf(2025, 3, 31), &errs)
	return c, rate
}

func all(Procuratorate) bool { return true }

func verdicts(s *Spread) []stat.Verdict {
	var list []stat.Verdict
	for _, p := range s.Places {
		list = append(list, p.Verdict)
	}
	return list
}

// One far out among nine: exact limits, and it is outside. A small one is listed, not judged, and
// not part of the whole.
func TestSpreadByExactLimits(t *testing.T) {
	c, d := counties(t, [2]int{98, 313}, [2]int{83, 243}, [2]int{56, 184}, [2]int{37, 129}, [2]int{99, 259}, [2]int{90, 176}, [2]int{21, 90}, [2]int{58, 162}, [2]int{9, 9})
	s := c.Spread(d, c.Latest(period.ToDate), all)
	if s.Reason != "" || s.Compared != 8 || !s.Places[8].Small || s.Total.Numerator.N != 542 || s.Total.Denominator.N != 1556 || s.Dispersion.Adjust || s.Many {
		t.Fatalf("%+v", s)
	}
	for i, v := range verdicts(s)[:8] {
		if want := stat.Judge(s.Places[i].Result.Numerator.N, s.Places[i].Result.Denominator.N, 542.0/1556); v != want || (i == 5) != (v == stat.Above998) {
			t.Errorf("place %d is %d; want %d", i, v, want)
		}
	}
	found := c.Anomalies(AnomalyOptions{})
	if len(found) != 1 || found[0].Key.Procuratorate != "p5" || found[0].Sentence != "5区院不捕率 51.1%（90/176 件），超出 99.8% 常态波动范围；2025年1—3月同级合计 34.8%（542/1556 件）" {
		t.Errorf("anomalies: %+v", found)
	}
}

// Where all differ, limits are widened, and the anomaly says so.
func TestSpreadByWidenedLimits(t *testing.T) {
	c, d := counties(t, [2]int{170, 313}, [2]int{40, 243}, [2]int{56, 184}, [2]int{37, 129}, [2]int{150, 259}, [2]int{55, 176}, [2]int{21, 90}, [2]int{20, 162}, [2]int{5, 26})
	s := c.Spread(d, c.Latest(period.ToDate), all)
	if !s.Dispersion.Adjust {
		t.Fatalf("%+v", s.Dispersion)
	}
	exactly := 0
	for _, p := range s.Places {
		if v := stat.Judge(p.Result.Numerator.N, p.Result.Denominator.N, s.Theta); v == stat.Above998 || v == stat.Below998 {
			exactly++
		}
		if want := stat.JudgeAdjusted(p.Result.Numerator.N, p.Result.Denominator.N, s.Theta, s.Dispersion.Tau2); p.Verdict != want {
			t.Errorf("%s is %d; want %d", p.Procuratorate.Short, p.Verdict, want)
		}
	}
	if found := c.Anomalies(AnomalyOptions{}); exactly < 4 || len(found) >= exactly || len(found) > 0 && !strings.Contains(found[0].Sentence, "已按超离散放宽") {
		t.Errorf("%d outside the exact limits, anomalies %+v", exactly, found)
	}
}

// Among more than twenty a single verdict is not enough: the same share is outside among few and
// excused among many.
func TestSpreadOfMany(t *testing.T) {
	const odd = 35 // of 100, where 20 of 100 are usual: about one in a thousand
	few, many := [][2]int{{odd, 100}}, [][2]int{{odd, 100}}
	for i := range 99 {
		usual := [2]int{20 + i%3 - 1, 100}
		if many = append(many, usual); i < 15 {
			few = append(few, usual)
		}
	}
	c, d := counties(t, few...)
	if s := c.Spread(d, c.Latest(period.ToDate), all); s.Many || s.Places[0].Verdict != stat.Above998 {
		t.Errorf("among sixteen: %d", s.Places[0].Verdict)
	}
	c, d = counties(t, many...)
	s := c.Spread(d, c.Latest(period.ToDate), all)
	if !s.Many || s.Places[0].Verdict != stat.Above95 {
		t.Errorf("among a hundred: %d", s.Places[0].Verdict)
	}
	many[0][0] = 60
	c, d = counties(t, many...)
	if s := c.Spread(d, c.Latest(period.ToDate), all); s.Places[0].Verdict != stat.Above998 || slices.Contains(verdicts(s)[1:], stat.Above998) {
		t.Errorf("a discovery among a hundred: %v", verdicts(s))
	}
}

func TestWhatIsNotCompared(t *testing.T) {
	c, d := counties(t, [2]int{3, 50}, [2]int{3, 50})
	if s := c.Spread(d, c.Latest(period.ToDate), all); s.Reason != "基数够的单位不足 3 个，不作比较" || len(s.Places) != 2 {
		t.Errorf("two: %+v", s)
	}
	ratio := *d
	ratio.Style = Ratio
	if s := c.Spread(&ratio, c.Latest(period.ToDate), all); s.Reason != "不是比例，不作漏斗图比较" {
		t.Errorf("a ratio: %+v", s)
	}
	odd := must(t, "odd", "numerator = [{ count = true }, { sum = '人数' }]\ndenominator = { count = true }")
	cases := cubeOf(t, someCases(400, 2), period.Calendar{}, "2025-06-30", odd)
	if s := cases.Spread(odd, cases.Latest(period.ToDate), all); s.Reason != "分子不是分母的一部分，偶然性无从推算" || s.Places != nil {
		t.Errorf("a quotient above one: %+v", s)
	}
}
