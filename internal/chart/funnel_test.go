package chart

import (
	"strings"
	"testing"

	"anjian/internal/stat"
)

// Widened limits are what verdicts, table and curves rest on; the exact ones are drawn dotted.
func TestFunnelWithWidenedLimits(t *testing.T) {
	s := sampleFunnel()
	s.Tau2, s.Method = 0.02, "界限已放宽"
	f, err := Funnel(s)
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(string(f.SVG), `stroke-dasharray="1 3"`); n != 2 {
		t.Errorf("%d dotted curves; want the two exact limits", n)
	}
	if !strings.Contains(string(f.Option), "dotted") || !strings.Contains(f.Table.Caption, "界限已放宽") {
		t.Errorf("the live chart or the table does not know: %s", f.Table.Caption)
	}
	wide := stat.AdjustedFunnel(421, 0.235, 0.02)
	if got, want := f.Table.Rows[5][3], fixed(wide.Lower998*100, 1)+"—"+fixed(wide.Upper998*100, 1)+"%"; got != want {
		t.Errorf("limits of the unit of 421 are %s; want %s", got, want)
	}
	if got := f.Table.Rows[5][4]; got != "常态波动" {
		t.Errorf("the unit of 421 is %s", got)
	}
	plain, err := Funnel(sampleFunnel())
	if err != nil || strings.Contains(string(plain.SVG), `stroke-dasharray="1 3"`) {
		t.Errorf("exact limits alone draw dots too (%v)", err)
	}
}

// Verdicts that were settled elsewhere are taken as they are.
func TestFunnelTakesVerdicts(t *testing.T) {
	s := sampleFunnel()
	s.Verdicts = make([]stat.Verdict, len(s.Units))
	s.Verdicts[0] = stat.Above998
	f, err := Funnel(s)
	if err != nil {
		t.Fatal(err)
	}
	if f.Table.Rows[0][4] != "◆ 高于 99.8% 范围" || f.Table.Rows[5][4] != "常态波动" || f.Table.Rows[9][4] != "基数过小，未绘入" {
		t.Errorf("verdicts are %q, %q, %q", f.Table.Rows[0][4], f.Table.Rows[5][4], f.Table.Rows[9][4])
	}
	s.Verdicts = s.Verdicts[:3]
	if _, err := Funnel(s); err == nil {
		t.Error("three verdicts for ten units are taken")
	}
}
