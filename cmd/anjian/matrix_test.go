package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// The matrix is in the leaders' edition only, with every procuratorate in administrative order and each
// cell leading to the trend that it speaks of. Its signs say what the trend's picture marks.
func TestTheMatrixIsForLeaders(t *testing.T) {
	inside := sampleSite(t)
	leaders := sample.report.Others[0].Out
	if _, err := os.Stat(filepath.Join(inside, "matrix.html")); err == nil {
		t.Error("the internal edition has the matrix")
	}
	for _, page := range pages(t, inside) {
		for n := range parse(t, inside, page).Descendants() {
			if n.Type == html.ElementNode && n.Data == "a" && strings.Contains(attr(n, "href"), "matrix.html") {
				t.Errorf("%s of the internal edition leads to the matrix", page)
			}
		}
	}
	leads := func(page string) bool {
		for n := range parse(t, leaders, page).Descendants() {
			if n.Type == html.ElementNode && n.Data == "a" && strings.HasSuffix(attr(n, "href"), "matrix.html") {
				return true
			}
		}
		return false
	}
	if !leads("index.html") || !leads("indicators/index.html") {
		t.Error("the leaders' overview or their 业务态势 does not lead to the matrix")
	}
	rows, _ := headers(firstOf(parse(t, leaders, "matrix.html"), "table"))
	if want := append(administrativeOrder(t), "全市"); !slices.Equal(rows, want) {
		t.Errorf("the rows are %v; want %v", rows, want)
	}
}

func TestTheMatrixSaysWhatTheTrendsMark(t *testing.T) {
	sampleSite(t)
	leaders := sample.report.Others[0].Out
	signs := map[string]int{}
	for n := range parse(t, leaders, "matrix.html").Descendants() {
		if n.Type != html.ElementNode || n.Data != "td" {
			continue
		}
		link := firstOf(n, "a")
		page, anchor, _ := strings.Cut(attr(link, "href"), "#")
		sign := ""
		for s := range n.Descendants() {
			if s.Type == html.ElementNode && attr(s, "class") == "sign" {
				sign = text(s)
			}
		}
		signs[sign]++
		trend := figures(t, leaders, page)[anchor]
		if trend == "" { // told in words where no month has a number
			if sign != "" || !hasID(parse(t, leaders, page), anchor) {
				t.Errorf("%s shows no trend %s", page, anchor)
			}
			continue
		}
		want := map[string][]string{
			"▲": {"超出常态波动范围", "持续高于原水平"}, "▼": {"超出常态波动范围", "持续低于原水平"},
			"△": {"持续高于原水平", "连续上升"}, "▽": {"持续低于原水平", "连续下降"},
			"": {"属常态波动", "近期属常态波动", "都没有可用的数", "接近常态波动界限", "持续", "不作异常提示", "不能判断波动"},
		}[sign]
		if !slices.ContainsFunc(want, func(w string) bool { return strings.Contains(trend, w) }) {
			t.Errorf("%s#%s is marked %q, its trend says %.120q", page, anchor, sign, trend)
		}
	}
	if signs["▲"] == 0 || signs["▼"] == 0 || signs["▽"] == 0 || signs[""] < 50 {
		t.Errorf("signs %v: nothing to compare", signs)
	}
	// Planted: the days of prosecution fell for good after the campaign, in the whole city.
	p := readPlanted(t)
	for n := range parse(t, leaders, "matrix.html").Descendants() {
		if n.Type == html.ElementNode && n.Data == "a" && strings.HasPrefix(attr(n, "data-number"), p.Shift.Indicator+"@") && strings.HasSuffix(attr(n, "data-number"), "@all") {
			if state := attr(n.Parent, "data-state"); !strings.HasPrefix(state, "below") {
				t.Errorf("the planted fall of %s is shown as %q", p.Shift.Indicator, state)
			}
		}
	}
}

func hasID(doc *html.Node, id string) bool {
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode && id != "" && attr(n, "id") == id {
			return true
		}
	}
	return false
}
