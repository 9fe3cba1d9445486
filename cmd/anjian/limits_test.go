package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"anjian/internal/period"
)

// A limitFile is what a limit's document says, read by its text.
type limitFile struct{ id, title, line, stage, basis, dataset string }

func limitFiles(t *testing.T) []limitFile {
	t.Helper()
	files, err := filepath.Glob("../../content/limits/*.md")
	if err != nil || len(files) == 0 {
		t.Fatal(err, "no limits")
	}
	var list []limitFile
	for _, name := range files {
		doc, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		value := func(key string) string {
			m := regexp.MustCompile(`(?m)^` + key + ` += "(.*)"`).FindSubmatch(doc)
			if m == nil {
				return ""
			}
			return string(m[1])
		}
		f := limitFile{id: strings.TrimSuffix(filepath.Base(name), ".md"), title: value("title"), basis: value("basis"), dataset: value("dataset")}
		f.line, f.stage, _ = strings.Cut(value("line"), "/")
		list = append(list, f)
	}
	return list
}

// byLink finds the row of a table's part whose first cell leads to a page.
func byLink(part *html.Node, href string) *html.Node {
	if part == nil {
		return nil
	}
	for n := range part.Descendants() {
		if n.Type == html.ElementNode && n.Data == "a" && attr(n, "href") == href && n.Parent.Data == "th" {
			return n.Parent.Parent
		}
	}
	return nil
}

func byID(doc *html.Node, id string) *html.Node {
	for n := range doc.Descendants() {
		if attr(n, "id") == id {
			return n
		}
	}
	return nil
}

// Every limit stands once in the list, below its line and stage, and has its page.
func TestEveryLimitIsListed(t *testing.T) { eachEdition(t, everyLimitIsListed) }

func everyLimitIsListed(t *testing.T, dir string) {
	files := limitFiles(t)
	list := parse(t, dir, "limits/index.html")
	if n := len(tableRows(list)); n != len(files) {
		t.Errorf("%d limits are listed; want %d", n, len(files))
	}
	for _, f := range files {
		row := byLink(byID(list, "stage-"+f.line+"-"+f.stage), "../limits/"+f.id+".html")
		if row == nil || !strings.Contains(text(row), f.basis) {
			t.Errorf("%s does not stand below %s %s with its article", f.id, f.line, f.stage)
		}
		page := text(parse(t, dir, "limits/"+f.id+".html"))
		if !strings.Contains(page, f.title) || !strings.Contains(page, f.basis) {
			t.Errorf("the page of %s lacks its title or article", f.id)
		}
	}
}

// The limits that a dataset tells of are counted, by 办案期限 and by their own page alike.
func TestWatchedLimits(t *testing.T) {
	dir, p := sampleSite(t), readPlanted(t)
	part := section(t, dir, "deadlines.html", "limits")
	watched := 0
	for _, f := range limitFiles(t) {
		row := byLink(part, "limits/"+f.id+".html")
		if (row != nil) != (f.dataset != "") {
			t.Errorf("%s: counted is %v, but its dataset is %q", f.id, row != nil, f.dataset)
		}
		if row == nil {
			continue
		}
		watched++
		page, cells := text(parse(t, dir, "limits/"+f.id+".html")), cellsOf(row)
		for i, want := range []string{"未结 ", "其中不在院内或中止 ", "临期 ", "超期 "} {
			if want += cells[2+i] + " "; !strings.Contains(page, want) {
				t.Errorf("%s: its page does not say %q", f.id, want)
			}
		}
		places := tableRows(section(t, dir, "limits/"+f.id+".html", "standing"))
		if n := len(places); n > 0 && strings.Join(places[n-1][1:], " ") != strings.Join(cells[2:6], " ") {
			t.Errorf("%s: its procuratorates come to %v; want %v", f.id, places[n-1], cells[2:6])
		} else if n == 0 && cells[2] != "0" {
			t.Errorf("%s: %s pending, and no procuratorate has them", f.id, cells[2])
		}
		if sum, total := placesAddUp(t, section(t, dir, "limits/"+f.id+".html", "standing")); sum != total {
			t.Errorf("%s: procuratorates and cases without one come to %d pending; want %d", f.id, sum, total)
		}
	}
	if n := len(tableRows(part)); n != watched || n == 0 {
		t.Errorf("%d limits are counted; want %d", n, watched)
	}
	cells := cellsOf(byLink(part, "limits/prosecution-review.html"))
	if cells[2] != strconv.Itoa(p.Boards.PendingProsecution) || cells[5] != strconv.Itoa(p.Boards.OverdueProsecution) {
		t.Errorf("审查起诉 is %v; want %d pending, %d overdue", cells, p.Boards.PendingProsecution, p.Boards.OverdueProsecution)
	}
	cells = cellsOf(byLink(part, "limits/arrest-review-detained.html"))
	if cells[5] != strconv.Itoa(p.Boards.OverdueArrest) {
		t.Errorf("审查逮捕 is %v; want %d overdue", cells, p.Boards.OverdueArrest)
	}
}

// withoutPlace is what is said of juveniles' cases, that stand in no row of a procuratorate.
var withoutPlace = regexp.MustCompile(`未成年人等案件 ([\d,]+) 条，不分院`)

// placesAddUp sums up what the procuratorates of a part have, and what is said to be without one.
func placesAddUp(t *testing.T, part *html.Node) (sum, total int) {
	t.Helper()
	count := func(text string) int {
		n, _ := strconv.Atoi(strings.ReplaceAll(text, ",", ""))
		return n
	}
	rows := tableRows(part)
	if len(rows) == 0 {
		return 0, 0
	}
	if m := withoutPlace.FindStringSubmatch(text(part)); m != nil {
		sum = count(m[1])
	}
	for _, row := range rows[:len(rows)-1] {
		sum += count(row[1])
	}
	return sum, count(rows[len(rows)-1][1])
}

// Beside the list of a limit's cases a procuratorate's number must not tell of juveniles' cases.
func TestJuvenilesStandInNoRowOfALimit(t *testing.T) {
	if !withoutPlace.MatchString(text(section(t, sampleSite(t), "limits/prosecution-review.html", "standing"))) {
		t.Error("the cases of juveniles under 审查起诉 are counted by procuratorate")
	}
}

func cellsOf(row *html.Node) []string {
	var cells []string
	if row != nil {
		for c := range row.ChildNodes() {
			cells = append(cells, text(c))
		}
	}
	for len(cells) < 6 {
		cells = append(cells, "")
	}
	return cells
}

// A second count of limits from the exports themselves: what is pending, and what has lapsed.
func TestWatchedLimitsEqualASecondCount(t *testing.T) {
	part := section(t, sampleSite(t), "deadlines.html", "limits")
	civil := map[string]string{"民事部门收案日期": "受理日期", "办结日期": "审结日期"}
	kinds := []string{"生效裁判监督", "审判活动监督", "执行活动监督"}
	for _, tt := range []struct {
		limit, files string
		names        map[string]string
		start, end   string
		where        func(rawRow) bool
		months, days int
	}{
		{"letter-procedural-reply", "控告申诉.csv", nil, "收到日期", "程序性回复日期", func(r rawRow) bool { return r["应程序性回复"] == "是" }, 0, 7},
		{"letter-result-reply", "控告申诉.csv", nil, "收到日期", "结果答复日期", func(r rawRow) bool { return r["结果答复期限"] != "" }, 3, 0},
		{"non-arrest-review", "程序节点.csv", nil, "日期", "办结日期", func(r rawRow) bool { return r["事项"] == "不批捕复核" }, 0, 15},
		{"civil-supervision", "民事检察案件.csv", civil, "受理日期", "审结日期", func(r rawRow) bool { return slices.Contains(kinds, r["案件类型"]) && r["到期日期"] != "" }, 3, 0},
		{"administrative-supervision", "行政检察案件.csv", civil, "受理日期", "审结日期", func(r rawRow) bool { return slices.Contains(kinds, r["案件类型"]) && r["到期日期"] != "" }, 3, 0},
	} {
		pending, overdue := 0, 0
		for _, r := range rawRows(t, tt.files, tt.names) {
			start, ok := rawDay(r[tt.start])
			if _, ended := rawDay(r[tt.end]); !ok || ended || !tt.where(r) {
				continue
			}
			pending++
			if due := start.AddDate(0, tt.months, tt.days); firstWorkday(due).Before(cutoffDay) {
				overdue++
			}
		}
		cells := cellsOf(byLink(part, "limits/"+tt.limit+".html"))
		if cells[2] != strconv.Itoa(pending) || cells[5] != strconv.Itoa(overdue) {
			t.Errorf("%s says %v; a second count has %d pending, %d overdue", tt.limit, cells, pending, overdue)
		}
		if pending == 0 {
			t.Errorf("%s: nothing is pending", tt.limit)
		}
	}
}

var cutoffDay = time.Date(2025, 12, 31, 0, 0, 0, 0, time.UTC)

// firstWorkday is the day itself or the Monday behind it: no other holiday lies in the last weeks of 2025.
func firstWorkday(d time.Time) time.Time {
	for d.Weekday() == time.Saturday || d.Weekday() == time.Sunday {
		d = d.AddDate(0, 0, 1)
	}
	return d
}

// The sample's exports know no holidays: what differs from the law is exactly that.
func TestDifferingLastDays(t *testing.T) {
	work := new(period.Workdays)
	work.DaysOff(period.DateOf(2026, 1, 1), period.DateOf(2026, 1, 3))
	work.MakeUp(period.DateOf(2026, 1, 4))
	rows := tableRows(section(t, sampleSite(t), "deadlines.html", "differing"))
	if len(rows) == 0 {
		t.Fatal("nothing differs")
	}
	for _, row := range rows {
		export, err := period.ParseDate(row[5])
		if err != nil {
			t.Fatal(err)
		}
		if want := work.OnOrAfter(export).String(); work.Works(export) || row[6] != want {
			t.Errorf("%v: %s ends on %s; want %s", row[0], row[5], row[6], want)
		}
	}
}

// The register of process monitoring as its page sums it up, beside a second count from the export.
func TestProcessNotices(t *testing.T) {
	dir, p := sampleSite(t), readPlanted(t)
	type sums struct{ issued, replied, mended, open, overdue int }
	by, all := map[string]*sums{}, &sums{}
	for _, r := range rawRows(t, "流程监控台账.csv", nil) {
		served, ok := rawDay(r["送达日期"])
		if !ok || served.Year() != cutoffDay.Year() {
			continue
		}
		if by[r["处置方式"]] == nil {
			by[r["处置方式"]] = new(sums)
		}
		for _, s := range []*sums{by[r["处置方式"]], all} {
			s.issued++
			_, replied := rawDay(r["回复日期"])
			switch due := firstWorkday(served.AddDate(0, 0, 10)); {
			case replied:
				s.replied++
			case r["处置方式"] == "口头提示":
			case due.Before(cutoffDay):
				s.open++
				s.overdue++
			default:
				s.open++
			}
			if r["整改情况"] == "已改正" {
				s.mended++
			}
		}
	}
	by["合计"] = all
	rows := tableRows(section(t, dir, "supervision/replies.html", "ledger-process-notices"))
	if len(rows) != len(by) || len(rows) < 3 {
		t.Fatalf("%d kinds are summed up; want %d", len(rows), len(by))
	}
	for _, row := range rows {
		want := by[row[0]]
		if want == nil {
			t.Fatalf("the export has no %q", row[0])
		}
		got := sums{}
		for i, to := range map[int]*int{1: &got.issued, 3: &got.replied, 5: &got.mended, 6: &got.open, 7: &got.overdue} {
			*to, _ = strconv.Atoi(strings.ReplaceAll(row[i], ",", ""))
		}
		if got != *want {
			t.Errorf("%s: %+v; a second count has %+v", row[0], got, *want)
		}
	}
	if all.overdue != p.Limits.NoticesOverdue {
		t.Errorf("%d notices are overdue; want %d", all.overdue, p.Limits.NoticesOverdue)
	}
}

// Nothing that somebody else owes is among the procuratorate's own boards, and the other way round.
func TestRepliesStandApart(t *testing.T) {
	dir := sampleSite(t)
	own, others := text(section(t, dir, "deadlines.html", "overdue")), text(section(t, dir, "supervision/replies.html", "overdue"))
	if !strings.Contains(others, "流程监控通知书") || !strings.Contains(others, "检察建议书") {
		t.Error("documents past their day are not listed")
	}
	if strings.Contains(own, "监督") || strings.Contains(others, "受[2025]") {
		t.Error("cases and documents stand in one list")
	}
	if sum, total := placesAddUp(t, section(t, dir, "supervision/replies.html", "places")); sum != total || sum == 0 {
		t.Errorf("procuratorates await %d replies, all together %d", sum, total)
	}
}

// The weeks ahead add up, and what is due in them is pending.
func TestWeeksAhead(t *testing.T) {
	dir := sampleSite(t)
	limits := section(t, dir, "deadlines.html", "limits")
	var sums [5]int
	totals := 0
	for _, row := range tableRows(section(t, dir, "deadlines.html", "weeks")) {
		var cells [5]int
		people := false
		for i := range cells {
			word, unit := strings.CutSuffix(strings.TrimSuffix(row[1+i], "次"), " 人")
			cells[i], _ = strconv.Atoi(word)
			people = people || unit
		}
		if cells[0]+cells[1]+cells[2]+cells[3] != cells[4] {
			t.Errorf("%v does not add up", row)
		}
		switch {
		case strings.HasSuffix(row[0], "合计"):
			if cells != sums {
				t.Errorf("%v; the rows above add up to %v", row, sums)
			}
			sums = [5]int{}
			totals++
		case !people:
			for i, n := range cells {
				sums[i] += n
			}
		}
		for _, other := range tableRows(limits) {
			if pending, _ := strconv.Atoi(other[2]); other[0] == row[0] && cells[4] > pending {
				t.Errorf("%v: only %d are pending", row, pending)
			}
		}
	}
	if totals != 2 {
		t.Errorf("%d totals; want the procuratorate's own and the others'", totals)
	}
}
