package main

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

var signedPoints = regexp.MustCompile(`^([+−]?[\d.]+) 个百分点（95% 区间 ([+−]?[\d.]+) 至 ([+−]?[\d.]+)）$`)

// points reads a difference with its interval.
func points(t *testing.T, s string) (value, low, high float64) {
	t.Helper()
	m := signedPoints.FindStringSubmatch(strings.ReplaceAll(s, "\u2009", ""))
	if m == nil {
		t.Fatalf("%q is no difference with an interval", s)
	}
	var all [3]float64
	for i, text := range m[1:] {
		v, err := strconv.ParseFloat(strings.NewReplacer("−", "-", "+", "").Replace(text), 64)
		if err != nil {
			t.Fatal(err)
		}
		all[i] = v
	}
	return all[0], all[1], all[2]
}

// percent reads the level at the head of a cell: 22.6% 12 个月.
func percent(t *testing.T, s string) float64 {
	t.Helper()
	head, _, ok := strings.Cut(s, "%")
	v, err := strconv.ParseFloat(head, 64)
	if !ok || err != nil || !strings.Contains(s, "12 个月") {
		t.Fatalf("%q is no level of twelve months", s)
	}
	return v
}

// Levels, changes and the difference of both changes agree with each other, and an interval that
// holds nought is never called a change.
func TestDecisionsBeforeAndAfter(t *testing.T) {
	dir, page := sampleSite(t), "decisions/power-list-2024.html"
	rows := bodyRows(tablesOf(t, dir, page)["下放的决定与没有下放的决定，施行前后"])
	if len(rows) != 6 {
		t.Fatalf("%d rows; want two decisions handed down, each with its counterpart and the difference", len(rows))
	}
	for i := 0; i < len(rows); i += 3 {
		var changes [2]float64
		for k, kind := range []string{"下放", "没有下放"} {
			cells := rows[i+k]
			value, low, high := points(t, text(cells[4]))
			changes[k] = value
			if text(cells[1]) != kind {
				t.Errorf("%s is %s", text(cells[0]), text(cells[1]))
			}
			if moved := percent(t, text(cells[3])) - percent(t, text(cells[2])); math.Abs(moved-value) > 0.11 {
				t.Errorf("%s moves by %.1f; %s", text(cells[0]), moved, text(cells[4]))
			}
			if says := text(cells[5]); (low <= 0 && high >= 0) != strings.Contains(says, "没有超出") {
				t.Errorf("%s, %s: %s", text(cells[0]), text(cells[4]), says)
			}
		}
		if net, _, _ := points(t, text(rows[i+2][4])); math.Abs(net-(changes[0]-changes[1])) > 0.21 {
			t.Errorf("the changes %v differ by %.1f", changes, net)
		}
	}
	body := text(parse(t, dir, page))
	for _, word := range []string{"导致", "促使", "得益于", "成效", "效果显著"} {
		if strings.Contains(body, word) {
			t.Errorf("the page gives a reason: %s", word)
		}
	}
}

// Who decided is what the exports say, before and after the day.
func TestWhoDecidesEqualsWhatWasPlanted(t *testing.T) {
	dir, p := sampleSite(t), readPlanted(t)
	for caption, want := range map[string][2]string{
		"相对不起诉决定层级，按半年": {p.Power.Before, p.Power.After},
		"其他不起诉决定层级，按半年": {p.Power.OtherBefore, p.Power.OtherAfter},
	} {
		rows := bodyRows(tablesOf(t, dir, "decisions/power-list-2024.html")[caption])
		var n, of [2]int
		after := 0
		for _, cells := range rows {
			if strings.Contains(text(cells[0]), "施行") {
				after = 1
			}
			_, cases, _ := strings.Cut(text(cells[1]), "% ")
			n[after] += leading(cases)
			of[after] += leading(text(cells[len(cells)-1]))
		}
		for i := range want {
			if got := fmt.Sprintf("%d/%d", n[i], of[i]); got != want[i] {
				t.Errorf("%s: %s; effects.toml says %s", caption, got, want[i])
			}
		}
	}
}
