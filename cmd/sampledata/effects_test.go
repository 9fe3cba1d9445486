package main

import (
	"bytes"
	"fmt"
	"math"
	"os"
	"regexp"
	"strings"
	"testing"

	"anjian/internal/period"
)

func invent(t *testing.T) (*effects, []file) {
	t.Helper()
	plan, err := readEffects()
	if err != nil {
		t.Fatal(err)
	}
	files, err := exportsAt(plan, plan.Cutoff)
	if err != nil {
		t.Fatal(err)
	}
	return plan, files
}

// Two runs give the same bytes, and they are the bytes that are committed.
func TestSameBytes(t *testing.T) {
	_, files := invent(t)
	_, again := invent(t)
	for i, f := range files {
		if !bytes.Equal(f.data, again[i].data) {
			t.Errorf("%s differs between two runs", f.name)
		}
		committed, err := os.ReadFile("../../content/data/" + f.name)
		if err != nil {
			t.Error(err)
		} else if !bytes.Equal(f.data, committed) {
			t.Errorf("content/data/%s is stale, run go run ./cmd/sampledata", f.name)
		}
	}
}

func TestNoPersonalData(t *testing.T) {
	_, files := invent(t)
	digits := regexp.MustCompile(`[0-9]+`)
	mobile := regexp.MustCompile(`1[3-9][0-9]{9}`)
	for _, prefix := range prefixes {
		for _, r := range read(t, files, prefix) {
			for name, value := range r {
				if strings.Contains(name, "姓名") || strings.Contains(name, "身份证") || mobile.MatchString(value) {
					t.Fatalf("column %s of %s looks personal", name, prefix)
				}
				for _, run := range digits.FindAllString(value, -1) {
					if len(run) == 18 || len(run) >= 16 && passesLuhn(run) {
						t.Fatalf("column %s of %s holds a number like that of a person or card", name, prefix)
					}
				}
			}
		}
	}
}

var prefixes = []string{"审查逮捕", "审查起诉", "涉案人员", "程序节点", "监督文书", "案件质量", "民事", "行政", "公益", "控告", "满意度", "检察侦查", "移送线索", "取保候审", "被害人", "涉案财物", "不捕案件", "民间借贷", "二审案件", "反馈发放", "检察听证", "人民监督员", "走访登记", "意见建议"}

func TestShiftAndOutlier(t *testing.T) {
	plan, files := invent(t)
	days, cases := map[period.Date]int{}, map[period.Date]int{}
	for _, r := range read(t, files, "审查起诉") {
		from, to := r.day("受理日期"), r.day("审结日期")
		if to == none || to < from {
			continue
		}
		days[month(to)] += int(to - from)
		cases[month(to)]++
	}
	mean := func(in func(period.Date) bool) float64 {
		sum, n := 0, 0
		for m := range days {
			if in(m) {
				sum, n = sum+days[m], n+cases[m]
			}
		}
		return float64(sum) / float64(n)
	}
	near(t, "mean before the shift", mean(func(m period.Date) bool { return m < plan.Shift.Month && m != plan.Outlier.Month }), plan.Shift.BeforeMean)
	near(t, "mean after the shift", mean(func(m period.Date) bool { return m >= plan.Shift.Month }), plan.Shift.AfterMean)
	near(t, "mean of the outlier", mean(func(m period.Date) bool { return m == plan.Outlier.Month }), plan.Outlier.Mean)
	for m := range days {
		one := mean(func(o period.Date) bool { return o == m })
		if after := m >= plan.Shift.Month; after != (one < (plan.Shift.BeforeMean+plan.Shift.AfterMean)/2) {
			t.Errorf("mean of %v is %.1f, on the wrong side of the shift", m, one)
		}
		if m != plan.Outlier.Month && one > plan.Outlier.Mean-10 {
			t.Errorf("mean of %v is %.1f, the outlier does not stand out", m, one)
		}
	}
}

func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.Abs(got-want) > 0.05 {
		t.Errorf("%s is %.1f, effects.toml says %.1f", what, got, want)
	}
}

func equal[T comparable](t *testing.T, what string, got, want T) {
	t.Helper()
	if got != want {
		t.Errorf("%s: %v, effects.toml says %v", what, got, want)
	}
}

func TestTrend(t *testing.T) {
	plan, files := invent(t)
	numerator, denominator := map[period.Date]int{}, map[period.Date]int{}
	for _, r := range read(t, files, "审查起诉") {
		if r["是否提出量刑建议"] != "是" {
			continue
		}
		m := month(r.day("审结日期"))
		denominator[m]++
		if r["量刑建议类型"] == "确定刑" {
			numerator[m]++
		}
	}
	var counts []string
	last := -1.0
	for m := plan.Trend.From; m <= plan.Trend.To; m = m.AddMonths(1) {
		counts = append(counts, fmt.Sprintf("%d/%d", numerator[m], denominator[m]))
		rate := float64(numerator[m]) / float64(denominator[m])
		if rate <= last {
			t.Errorf("rate does not rise in %v", m)
		}
		last = rate
	}
	equal(t, "trend", fmt.Sprintf("%q", counts), fmt.Sprintf("%q", plan.Trend.Counts))
}

func TestFunnel(t *testing.T) {
	plan, files := invent(t)
	var n, of, allN, allOf int
	for _, r := range read(t, files, "审查逮捕") {
		y, _, _ := r.day("审结日期", "办结日期").Civil()
		if y != plan.Funnel.Year {
			continue
		}
		people := r.number("人数", "犯罪嫌疑人人数")
		refused := strings.HasPrefix(r.get("审查结论", "审结处理结果"), "不")
		allOf += people
		if refused {
			allN += people
		}
		if r.get("承办单位", "承办单位名称") == "高新区院" {
			of += people
			if refused {
				n += people
			}
		}
	}
	equal(t, "gaoxin numerator", n, plan.Funnel.Numerator)
	equal(t, "gaoxin denominator", of, plan.Funnel.Denominator)
	equal(t, "all numerator", allN, plan.Funnel.AllNumerator)
	equal(t, "all denominator", allOf, plan.Funnel.AllDenominator)
	if tail := upperTail(n, of, float64(allN)/float64(allOf)); tail >= 0.001 {
		t.Errorf("gaoxin lies within the 99.8 %% limits, tail %g", tail)
	}
}

// upperTail is P(X >= x) of a binomial variable.
func upperTail(x, n int, p float64) float64 {
	sum := 0.0
	for k := x; k <= n; k++ {
		a, _ := math.Lgamma(float64(n + 1))
		b, _ := math.Lgamma(float64(k + 1))
		c, _ := math.Lgamma(float64(n - k + 1))
		sum += math.Exp(a - b - c + float64(k)*math.Log(p) + float64(n-k)*math.Log(1-p))
	}
	return sum
}

func TestBrand(t *testing.T) {
	plan, files := invent(t)
	var n, of, yearN, yearOf [2]int
	for _, r := range read(t, files, "行政") {
		to := r.day("办结日期")
		if r["案件类型"] != "生效裁判监督" || to == none {
			continue
		}
		i := 0
		if to >= plan.Brand.Month {
			i = 1
		}
		of[i]++
		beside := to >= plan.Brand.Month.AddMonths(-12) && to < plan.Brand.Month.AddMonths(12)
		if beside {
			yearOf[i]++
		}
		if r["是否实质性化解"] == "是" {
			n[i]++
			if beside {
				yearN[i]++
			}
		}
	}
	equal(t, "the year before", fmt.Sprintf("%d/%d", yearN[0], yearOf[0]), plan.Brand.YearBefore)
	equal(t, "the year after", fmt.Sprintf("%d/%d", yearN[1], yearOf[1]), plan.Brand.YearAfter)
	equal(t, "before", [2]int{n[0], of[0]}, [2]int{plan.Brand.BeforeNumerator, plan.Brand.BeforeDenominator})
	equal(t, "after", [2]int{n[1], of[1]}, [2]int{plan.Brand.AfterNumerator, plan.Brand.AfterDenominator})
}

func TestBoards(t *testing.T) {
	plan, files := invent(t)
	var got boards
	got.OverdueArrest, got.OverdueProsecution = plan.Boards.OverdueArrest, plan.Boards.OverdueProsecution
	want, cutoff := plan.Boards, plan.Cutoff
	soon := period.Date(want.NearDueDays)
	for i, prefix := range []string{"审查逮捕", "审查起诉"} {
		pending, overdue := 0, 0
		for _, r := range read(t, files, prefix) {
			if r.day("审结日期", "办结日期") != none {
				continue
			}
			pending++
			due := r.day("到期日期")
			switch {
			case due != none && due < cutoff:
				overdue++
			case due != none && due-cutoff <= soon:
				got.NearDue++
			}
			if cutoff-r.day("受理日期", "检察机关受理日期") > 365 {
				got.YearOldProsecution++
			}
		}
		equal(t, prefix+" pending", pending, []int{want.PendingArrest, want.PendingProsecution}[i])
		equal(t, prefix+" overdue", overdue, []int{want.OverdueArrest, want.OverdueProsecution}[i])
	}
	equal(t, "near due", got.NearDue, want.NearDue)
	equal(t, "criminal cases over a year", got.YearOldProsecution, want.YearOldProsecution)
	for _, prefix := range []string{"民事", "行政"} {
		for _, r := range read(t, files, prefix) {
			if r.day("审结日期", "办结日期") == none && cutoff-r.day("受理日期", "民事部门收案日期") > 365 {
				got.YearOldCivil++
			}
		}
	}
	equal(t, "civil cases over a year", got.YearOldCivil, want.YearOldCivil)
	for _, r := range read(t, files, "涉案人员") {
		ends := r.day("羁押期限届满日")
		if r.day("处理日期") == none && r["强制措施"] == "逮捕" && ends >= cutoff && ends-cutoff <= period.Date(want.CustodyDays) {
			got.CustodyEnding++
		}
	}
	equal(t, "custody ending", got.CustodyEnding, want.CustodyEnding)
	for _, r := range read(t, files, "案件质量") {
		if r["必评类型"] != "" && r.day("评查完成日期") == none {
			got.MustReviewPending++
		}
	}
	equal(t, "must-review pending", got.MustReviewPending, want.MustReviewPending)
}
