package main

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/net/html"
)

// channelWords are the words of the exports, by the names on the page.
var channelWords = map[string]string{
	"案件回访": "案件回访", "检察服务窗口": "12309窗口", "听证参加人": "公开听证", "社区走访": "社区走访", "帮教回访": "未检帮教回访",
	"行政争议回访": "行政争议回访", "企业走访": "企业走访", "网络普法": "网络普法反馈", "接访回访": "接访回访", "公益诉讼回头看": "公益诉讼回头看",
}

// Every channel says what the raw exports say of the year: what was sent, answered, liked, with the bounds of
// chance. The channel that asks juveniles' families tells nothing of what was sent.
func TestFeedbackOfTheSample(t *testing.T) { eachEdition(t, feedbackAgrees) }

func feedbackAgrees(t *testing.T, dir string) {
	sent, inYear := map[string]int{}, map[string]bool{}
	for _, r := range rawRows(t, "反馈发放登记.csv", nil) {
		if !strings.HasPrefix(r["发出日期"], "2025-") {
			continue
		}
		n, err := strconv.Atoi(r["发出份数"])
		if err != nil {
			t.Fatal(err)
		}
		sent[r["渠道"]] += n
		inYear[r["批次编号"]] = true
	}
	back, judged, pleased := map[string]int{}, map[string]int{}, map[string]int{}
	for _, r := range replies(t) {
		if r["评价"] == "未作评价" {
			continue
		}
		if inYear[r["批次编号"]] {
			back[r["渠道"]]++
		}
		if strings.HasPrefix(r["回访编号"], "HF2025-") { // numbered by the year of the reply
			judged[r["渠道"]]++
			if strings.HasSuffix(r["评价"], "满意") && r["评价"] != "不满意" && r["评价"] != "基本满意" {
				pleased[r["渠道"]]++
			}
		}
	}
	seen := 0
	for n := range parse(t, dir, "feedback.html").Descendants() {
		if n.Type != html.ElementNode || n.Data != "tr" || sectionOf(n) != "channels" {
			continue
		}
		var got []string
		for c := range n.ChildNodes() {
			got = append(got, strings.Join(strings.Fields(text(c)), " "))
		}
		word := channelWords[got[0]]
		if word == "" {
			continue // the heads
		}
		seen++
		x, of := pleased[word], judged[word]
		want := []string{
			got[0], fmt.Sprint(sent[word], " 份"), fmt.Sprint(back[word], " 份"), shareText(back[word], sent[word]),
			fmt.Sprintf("%d/%d 次", x, of), shareText(x, of), fmt.Sprintf("%.1f%%—%.1f%%", bound(x, of, -1)*100, bound(x, of, 1)*100),
		}
		if word == "未检帮教回访" {
			if want[1], want[2], want[3] = "—", fmt.Sprint(of, " 次"), "—"; sent[word] > 0 {
				t.Error("what was sent to juveniles' families is registered")
			}
		}
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%s\n%q; the exports say\n%q", got[0], got, want)
		}
	}
	if seen != len(channelWords) {
		t.Errorf("%d channels on the page", seen)
	}
	for _, page := range []string{"index.html", "brands/index.html", "brands/jindu.html"} {
		found := false
		for n := range parse(t, dir, page).Descendants() {
			found = found || strings.HasSuffix(attr(n, "href"), "feedback.html")
		}
		if !found {
			t.Errorf("%s does not lead to the feedback", page)
		}
	}
}

// Few answers of juveniles' families are hidden, and so is what would tell them: a quarter, or another
// month of it (that nothing tells them is a test of internal/build); by procuratorate nothing is told
// of them at all.
func TestFeedbackHidesFewAnswersOfFamilies(t *testing.T) { eachEdition(t, fewAnswersHidden) }

func fewAnswersHidden(t *testing.T, dir string) {
	few := map[int]bool{} // months of the year
	var judged, pleased [13]int
	for _, r := range replies(t) {
		day, ok := rawDay(r["回访日期"])
		if r["渠道"] != "未检帮教回访" || !ok || day.Year() != 2025 || r["评价"] == "未作评价" {
			continue
		}
		judged[day.Month()]++
		if r["评价"] == "满意" || r["评价"] == "非常满意" {
			pleased[day.Month()]++
		}
	}
	for m := range judged {
		few[m] = judged[m] > 0 && judged[m] < 5 || pleased[m] > 0 && pleased[m] < 5
	}
	hidden := 0
	for n := range parse(t, dir, "feedback.html").Descendants() {
		if n.Type != html.ElementNode || n.Data != "tr" {
			continue
		}
		var cells []string
		for c := range n.ChildNodes() {
			cells = append(cells, strings.TrimSpace(text(c)))
		}
		switch section := sectionOf(n); {
		case strings.HasPrefix(section, "places"):
			if strings.Contains(strings.Join(cells, " "), "帮教") {
				t.Errorf("%s tells of juveniles' families: %s", section, cells)
			}
		case section == "quarters" && cells[0] == "帮教回访":
			for _, cell := range cells[1:] {
				if cell == "已隐藏" {
					hidden++
				}
			}
			if few[12] && cells[5] != "已隐藏" {
				t.Errorf("December shows %q of %d answers", cells[5], judged[12])
			}
		}
	}
	if hidden == 0 {
		t.Error("the sample has no quarter and no December that is hidden: this test says nothing")
	}
}

// replies reads the workbook of replies.
func replies(t *testing.T) []rawRow {
	t.Helper()
	book, err := excelize.OpenFile("../../content/data/满意度回访.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	lines, err := book.GetRows("满意度回访")
	if err != nil {
		t.Fatal(err)
	}
	var rows []rawRow
	for _, line := range lines[3 : len(lines)-3] {
		row := rawRow{}
		for i, value := range line {
			row[lines[2][i]] = value
		}
		rows = append(rows, row)
	}
	return rows
}

// shareText writes a share with one decimal, rounded half up, in whole numbers.
func shareText(n, of int) string {
	if of == 0 {
		return "—"
	}
	tenths := (2000*n + of) / (2 * of)
	return fmt.Sprintf("%d.%d%%", tenths/10, tenths%10)
}

// bound finds Wilson's 95 % bound of x in n without his formula: the share on one side of x/n that lies
// 1.96 of its own standard errors away from it.
func bound(x, n int, side float64) float64 {
	share := float64(x) / float64(n)
	near, far := share, (1+side)/2
	for range 80 {
		p := (near + far) / 2
		if (share-p)*(share-p)*float64(n) < 1.959963984540054*1.959963984540054*p*(1-p) {
			near = p
		} else {
			far = p
		}
	}
	return near
}
