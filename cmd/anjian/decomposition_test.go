package main

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// The tables of a taken-apart change add up on the pages themselves: the parts to the total, the two
// effects to the sum of each row, and the total to the change that is printed as 同比 of the city.
func TestChangesAddUpOnThePages(t *testing.T) { eachEdition(t, changesAddUp) }

func changesAddUp(t *testing.T, dir string) {
	tables, pagesWith := 0, map[string]bool{}
	for _, page := range pages(t, dir) {
		if !strings.HasPrefix(page, "indicators/") {
			continue
		}
		totals := map[string]bool{}
		for n := range parse(t, dir, page).Descendants() {
			if n.Type != html.ElementNode || n.Data != "table" || !strings.Contains(text(n), "，变化以") {
				continue
			}
			rows := tableRows(n)
			width := len(rows[0])
			last := rows[len(rows)-1]
			if last[0] != "合计" || (width != 4 && width != 6) {
				t.Fatalf("%s: a table of %d columns ends with %q", page, width, last[0])
			}
			tables++
			pagesWith[page] = true
			totals[last[width-1]] = true
			for column := 3; column < width; column++ {
				sum, step := 0.0, 0.0
				for _, row := range rows[:len(rows)-1] {
					v, digit := effect(t, page, row[column])
					sum, step = sum+v, digit
				}
				// Each of the parts is rounded by itself, and so is the total.
				if total, _ := effect(t, page, last[column]); math.Abs(sum-total) > step/2*float64(len(rows)-1)+1e-9 {
					t.Errorf("%s: column %d adds up to %v; printed %v", page, column, sum, total)
				}
			}
			for _, row := range rows {
				if width < 6 {
					continue
				}
				rate, _ := effect(t, page, row[3])
				mix, step := effect(t, page, row[4])
				if sum, _ := effect(t, page, row[5]); math.Abs(rate+mix-sum) > 1.5*step+1e-9 {
					t.Errorf("%s: %s is %v and %v, together %v", page, row[0], rate, mix, sum)
				}
			}
		}
		if len(totals) > 1 {
			t.Errorf("%s: the ways of parting disagree about the change: %v", page, totals)
		}
	}
	if tables < 100 || len(pagesWith) < 40 {
		t.Errorf("only %d tables on %d pages were added up", tables, len(pagesWith))
	}
	if !pagesWith["indicators/non-arrest-rate.html"] {
		t.Error("the change of the non-arrest rate is not taken apart")
	}
}

// effect reads +1.83 or −0.20, and the worth of its last digit.
func effect(t *testing.T, page, cell string) (v, step float64) {
	t.Helper()
	plain := strings.NewReplacer("−", "-", "+", "", "\u2009", "").Replace(cell)
	v, err := strconv.ParseFloat(plain, 64)
	if err != nil {
		t.Fatalf("%s: %q is no effect", page, cell)
	}
	step = 1
	if _, digits, ok := strings.Cut(plain, "."); ok {
		step = math.Pow10(-len(digits))
	}
	return v, step
}

// Indicator pages say first what their charts show, and put nobody in order.
func TestIndicatorPagesStateTheirFinding(t *testing.T) { eachEdition(t, statesItsFinding) }

func statesItsFinding(t *testing.T, dir string) {
	found := 0
	for _, page := range pages(t, dir) {
		if !strings.HasPrefix(page, "indicators/") || page == "indicators/index.html" {
			continue
		}
		for n := range parse(t, dir, page).Descendants() {
			if n.Type != html.ElementNode || n.Data != "p" || attr(n, "class") != "finding" {
				continue
			}
			found++
			for _, word := range []string{"最高", "最低", "最多", "最少", "第一名", "排名", "名次", "NaN", "Inf"} {
				if strings.Contains(text(n), word) {
					t.Errorf("%s: %s", page, text(n))
				}
			}
		}
	}
	if found < 100 {
		t.Errorf("only %d findings", found)
	}
	body := text(parse(t, dir, "indicators/non-arrest-rate.html"))
	for _, want := range []string{"高新区院不捕率高于常态波动范围，其余各院的差异可由偶然解释", "碰巧越出实线", "超离散系数 φ", "各院自身变化", "95% 区间", "前后对照"} {
		if !strings.Contains(body, want) {
			t.Errorf("the page of the non-arrest rate does not say %q", want)
		}
	}
}
