package main

import (
	"regexp"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// changes are the lines of a page that tell an 异常提示: those with one of its marks.
func changes(doc *html.Node) (marks, lines []string) {
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode || n.Data != "li" {
			continue
		}
		for c := range n.ChildNodes() {
			if c.Type == html.ElementNode && attr(c, "class") == "tag" {
				switch mark := text(c); mark {
				case "未说明", "逾期未说明", "已说明", "已恢复常态", "另有提示", "数据不足", "不再成立":
					marks, lines = append(marks, mark), append(lines, text(n))
				}
			}
		}
	}
	return marks, lines
}

// The front page tells at most three 异常提示, each with a department, and counts the others that
// wait for over a month as the page of all of them does.
func TestTheOverviewTellsThreeChangesAndCountsTheRest(t *testing.T) {
	eachEdition(t, func(t *testing.T, dir string) {
		front := parse(t, dir, "index.html")
		told, lines := changes(front)
		if len(told) == 0 || len(told) > 3 {
			t.Errorf("%d changes", len(told))
		}
		late := func(marks []string) (n int) {
			for _, m := range marks {
				if m == "逾期未说明" {
					n++
				}
			}
			return n
		}
		for i, line := range lines {
			if !strings.Contains(line, "部") && !strings.Contains(line, "办公室") {
				t.Errorf("nobody is asked: %s", line)
			}
			if explained := strings.Contains(line, "说明："); explained != (told[i] == "已说明") {
				t.Errorf("marked %s: %s", told[i], line)
			}
		}
		all, _ := changes(parse(t, dir, "anomalies.html"))
		want := late(all) - late(told)
		said := regexp.MustCompile(`另有 (\d+) 条异常提示超过一个月未说明`).FindStringSubmatch(text(front))
		if want > 0 && (said == nil || said[1] != strconv.Itoa(want)) || want == 0 && said != nil {
			t.Errorf("%d wait, the overview says %q", want, said)
		}
	})
}

// The sample shows every state that an 异常提示 may be in for readers to see what they mean.
func TestTheSampleShowsWhatBecomesOfChanges(t *testing.T) {
	dir := sampleSite(t)
	marks, lines := changes(parse(t, dir, "anomalies.html"))
	found := map[string]bool{}
	for i, mark := range marks {
		found[mark] = true
		if strings.Contains(lines[i], "说明：") {
			found[mark+"，有说明"] = true
		}
	}
	for _, want := range []string{"未说明", "逾期未说明", "已说明，有说明", "已恢复常态", "已恢复常态，有说明"} {
		if !found[want] {
			t.Errorf("nothing is %s", want)
		}
	}
	// What was explained in autumn still answers in December; what was over by then is not told there.
	_, december := changes(parse(t, dir, "reports/2025-12-analysis.html"))
	if body := strings.Join(december, "\n"); !strings.Contains(body, "2025 年第三季度业务数据分析研判") || strings.Contains(body, "2025年9月全市审结率") {
		t.Errorf("December's analysis lists\n%s", body)
	}
}
