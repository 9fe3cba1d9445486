package build

import (
	"context"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// polls are indicators entered by hand over 36 months to December 2025: 86 and 90 of 100 in turn,
// except where a month, counted from January 2023, says otherwise.
func polls(files map[string]string, name string, change func(m int) (int, bool)) {
	files["content/indicators/"+name+".md"] = "+++\ntitle = \"" + name + "率\"\nline = \"刑事检察\"\ndepartment_of_work = \"第一检察部\"\ndimension = \"效果\"\nunit = \"人\"\nmanual = true\nformat = \"percent\"\nwatch = true\n+++\n" + sections
	text := "+++\ntitle = \"测评\"\nindicator = \"" + name + "\"\nauthor = \"办公室\"\ndate = 2026-01-08\ndocument = \"测评表\"\n"
	for m := range 36 {
		some := 86 + m%2*4
		if s, ok := change(m); ok {
			some = s
		}
		text += fmt.Sprintf("[[figure]]\nperiod = \"%d-%02d\"\nnumerator = %d\ndenominator = 100\n", 2023+m/12, 1+m%12, some)
	}
	files["content/figures/"+name+".md"] = text + "+++\n"
}

func lowSince(first int) func(int) (int, bool) {
	return func(m int) (int, bool) { return 82 + m%2*2, m >= first }
}

func lowIn(months ...int) func(int) (int, bool) {
	return func(m int) (int, bool) {
		for _, one := range months {
			if one == m {
				return 40, true
			}
		}
		return 0, false
	}
}

func analysis(month, status, explanations string) string {
	return "+++\ntitle = \"" + month + " 分析\"\ndate = " + month + "-28\nstatus = \"" + status + "\"\nreviewer = \"分管副检察长\"\nreviewed = " + month + "-28\ndepartment = \"案件管理办公室\"\nform = \"analysis\"\nperiod = \"" + month + "\"\n" + explanations + "+++\n## 总体\n\n平稳。\n"
}

func explain(id, text string) string {
	return "[[explanation]]\nindicator = \"" + id + "\"\ntext = \"" + text + "\"\n"
}

// items are the texts of the lines of a page's lists.
func items(page string) []string {
	var list []string
	for _, li := range regexp.MustCompile(`(?s)<li>(.*?)</li>`).FindAllStringSubmatch(page, -1) {
		if strings.Contains(li[1], `class="tag"`) {
			list = append(list, regexp.MustCompile(`<[^>]+>`).ReplaceAllString(li[1], "|"))
		}
	}
	return list
}

func TestAnomaliesAreFollowed(t *testing.T) {
	files := map[string]string{
		"content/procuratorates/east.md": "+++\ntitle = \"某市东区人民检察院\"\nshort = \"东区院\"\n+++\n",
		"content/datasets/arrests.md":    emptyDataset,
		"content/data/审查逮捕.csv":          "部门受案号,承办单位,受理日期,审结日期,审查结论\n甲1,东区院,2023-01-02,2023-01-09,批准逮捕\n",
		// It makes the data begin in January 2023.
		"content/indicators/arrest-accepted.md": "+++\ntitle = \"审查逮捕受理\"\nline = \"刑事检察/审查逮捕\"\ndimension = \"数量\"\nunit = \"件\"\ndataset = \"arrests\"\ndate = \"受理日期\"\nvalue = { count = true }\n+++\n" + sections,
		"content/reports/done.md":               analysis("2025-10", "签发", explain("answered", "十月说明")+explain("over", "恢复前说明")),
		"content/reports/later.md":              analysis("2025-12", "签发", explain("answered", "十二月说明")+explain("nothing", "无的放矢")),
		"content/reports/draft.md":              analysis("2025-11", "拟稿", explain("draft", "还没有签发")),
	}
	polls(files, "old", lowSince(26))      // since March, told from September
	polls(files, "answered", lowSince(26)) // explained twice
	polls(files, "draft", lowSince(26))    // explained in a report that is not signed
	polls(files, "fresh", lowIn(35))       // December
	polls(files, "recent", lowIn(34, 35))  // November and December
	polls(files, "over", lowIn(33))        // October only
	polls(files, "nothing", lowIn())       // chance
	polls(files, "another", lowIn(33, 35)) // October and again in December
	r, err := Run(context.Background(), Options{Dir: folder(t, files)})
	if err != nil {
		t.Fatal(err)
	}
	pages := contents(t, r.Out)

	list := items(pages["anomalies.html"])
	for _, want := range []struct{ about, tag, says string }{
		{"old率连续", "逾期未说明", "第一检察部　92 天未说明|.*首次出现 2025年9月，已持续 4 个月。"},
		{"draft率连续", "逾期未说明", "第一检察部　92 天未说明"},
		{"answered率连续", "已说明", "案件管理办公室　2025-12-28|.*已持续 4 个月。.*说明：十二月说明　.*2025-12 分析"},
		{"2025年12月全部单位fresh率", "未说明", "第一检察部　新出现|.*首次出现 2025年12月。"},
		{"2025年12月全部单位recent率", "未说明", "31 天未说明|.*首次出现 2025年11月，已持续 2 个月。"},
		{"2025年10月全部单位over率", "已恢复常态", "2025年10月出现；2025年11月恢复常态。.*说明：恢复前说明"},
		{"2025年12月全部单位another率", "未说明", "新出现|.*首次出现 2025年12月。"},
		{"2025年10月全部单位another率", "已恢复常态", "2025年11月恢复常态。"},
	} {
		want.says = strings.ReplaceAll(want.says, "|", `\|+`)
		match := regexp.MustCompile(`^\|` + want.tag + `\|.*` + want.about + `.*` + want.says)
		n := 0
		for _, one := range list {
			if match.MatchString(one) {
				n++
			}
		}
		if n != 1 {
			t.Errorf("%d lines tell %s %s %s", n, want.about, want.tag, want.says)
		}
	}
	if len(list) != 8 {
		t.Errorf("%d lines", len(list))
	}
	if t.Failed() {
		t.Log(strings.Join(list, "\n"))
	}

	// A scheduled job reads the same.
	var told struct {
		Month            string
		Waiting, Overdue int
		Alerts           []struct {
			Number, First, Sentence string
			Explained, Overdue      bool
		}
	}
	if err := json.Unmarshal([]byte(pages["alerts.json"]), &told); err != nil {
		t.Fatal(err)
	}
	if told.Month != "2025-12" || told.Waiting != 5 || told.Overdue != 2 || len(told.Alerts) != 6 {
		t.Errorf("alerts %+v", told)
	}
	for _, a := range told.Alerts {
		tag := "|未说明|"
		switch {
		case a.Explained:
			tag = "|已说明|"
		case a.Overdue:
			tag = "|逾期未说明|"
		}
		if !slices.ContainsFunc(list, func(one string) bool { return strings.HasPrefix(one, tag) && strings.Contains(one, a.Sentence) }) {
			t.Errorf("no line marked %s tells %s", tag, a.Sentence)
		}
	}

	front := pages["index.html"]
	changes := items(front[:strings.Index(front, `data-split="overview"`)])
	if len(changes) != 3 {
		t.Errorf("the overview tells %d changes", len(changes))
	}
	late := 2 // old and draft
	for _, one := range changes {
		if strings.HasPrefix(one, "|逾期未说明|") {
			late--
		}
	}
	said := regexp.MustCompile(`另有 (\d+) 条异常提示超过一个月未说明`).FindStringSubmatch(front)
	if late == 0 && said != nil || late > 0 && (said == nil || said[1] != fmt.Sprint(late)) {
		t.Errorf("%d wait beside those told, the overview says %q", late, said)
	}
	if !strings.Contains(front, "全部 6 条") {
		t.Error("the overview does not say how many stand")
	}

	// The pack of a session: what stood in its month, also what has gone since.
	_, raised, _ := strings.Cut(pages["reports/done.html"], `id="raised"`)
	raised, _, _ = strings.Cut(raised, "</section>")
	october := items(raised)
	if len(october) != 5 { // old, answered, draft, over, another
		t.Errorf("October's analysis lists %d:\n%s", len(october), strings.Join(october, "\n"))
	}
	if strings.Contains(strings.Join(october, ""), "fresh") || !strings.Contains(pages["reports/done.html"], "2025年10月全部单位over率") {
		t.Error("October's analysis lists another month")
	}

	warning := `content/reports/later.md:14:14: 没有对应的异常提示：“nothing率”，全部单位，2025年12月`
	if got := r.Findings.Error(); !strings.Contains(got, warning) || !strings.Contains(got, "近一年没有异常提示") || strings.Count(got, "没有对应的异常提示") != 1 {
		t.Errorf("findings\n%s", got)
	}
}
