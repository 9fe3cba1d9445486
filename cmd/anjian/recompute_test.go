package main

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// The tests below read the sample exports row by row with nothing of the product and compare what
// they count with every number that the built pages print for the same id.

// A rawRow is one line of an export by its header, suffixes such as （必填） removed.
type rawRow map[string]string

// rawRows reads exports of one kind; other names of a column are given as old → new.
func rawRows(t *testing.T, pattern string, names map[string]string) []rawRow {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("../../content/data", pattern))
	if err != nil || len(files) == 0 {
		t.Fatalf("no %s: %v", pattern, err)
	}
	var rows []rawRow
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		data = bytes.TrimPrefix(data, []byte("\ufeff"))
		if !utf8.Valid(data) {
			if data, err = simplifiedchinese.GB18030.NewDecoder().Bytes(data); err != nil {
				t.Fatal(err)
			}
		}
		lines, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range lines[1:] {
			row := rawRow{}
			for i, header := range lines[0] {
				header, _, _ = strings.Cut(header, "（")
				if name, ok := names[header]; ok {
					header = name
				}
				row[header] = strings.Trim(line[i], " \u00a0\u3000")
			}
			rows = append(rows, row)
		}
	}
	return rows
}

var dayForm = regexp.MustCompile(`^(\d{4})\D?(\d{1,2})\D?(\d{1,2})`)

// rawDay reads a day in any of the forms that the exports use.
func rawDay(s string) (time.Time, bool) {
	if d, err := time.Parse("20060102", s); err == nil {
		return d, true
	}
	m := dayForm.FindStringSubmatch(s)
	if m == nil {
		return time.Time{}, false
	}
	y, _ := strconv.Atoi(m[1])
	month, _ := strconv.Atoi(m[2])
	day, _ := strconv.Atoi(m[3])
	return time.Date(y, time.Month(month), day, 0, 0, 0, 0, time.UTC), true
}

// spansOf lists the ids of all periods of a day: its month, quarter, half, year and the year to
// date of every month from its own on.
func spansOf(d time.Time) []string {
	y, m := d.Year(), int(d.Month())
	list := []string{
		fmt.Sprintf("%d-%02d", y, m), fmt.Sprintf("%dQ%d", y, (m+2)/3), fmt.Sprintf("%dH%d", y, (m+5)/6), strconv.Itoa(y),
	}
	for to := m; to <= 12; to++ {
		list = append(list, fmt.Sprintf("%d-01..%02d", y, to))
	}
	return list
}

var placeIDs = map[string]string{
	"江渚市院": "city", "望津区院": "wangjin", "西岭区院": "xiling", "临岚县院": "linlan", "云麓县院": "yunlu",
	"白岐市院": "baiqi", "高新区院": "gaoxin", "青石县院": "qingshi", "柳浪区院": "liulang", "南屏县院": "nanping",
}

// A tally counts numerators and denominators by number id.
type tally map[string][2]int

func (n tally) add(indicator string, day time.Time, place string, part, amount int) {
	for _, span := range spansOf(day) {
		for _, where := range []string{"all", placeIDs[place]} {
			key := indicator + "@" + span + "@" + where
			c := n[key]
			c[part] += amount
			n[key] = c
		}
	}
}

func TestPrintedNumbersEqualASecondCount(t *testing.T) {
	want := tally{}
	for _, r := range rawRows(t, "审查逮捕-*.csv", map[string]string{"承办单位名称": "承办单位", "办结日期": "审结日期", "审结处理结果": "审查结论", "犯罪嫌疑人人数": "人数"}) {
		d, ok := rawDay(r["审结日期"])
		people, err := strconv.Atoi(r["人数"])
		if err != nil {
			t.Fatal(err)
		}
		refused := strings.HasPrefix(r["审查结论"], "不") // 不批准逮捕, 不捕
		if !ok || r["审查结论"] == "" {
			continue
		}
		want.add("non-arrest-rate", d, r["承办单位"], 1, people)
		if refused {
			want.add("non-arrest-rate", d, r["承办单位"], 0, people)
		}
	}
	for _, r := range rawRows(t, "审查起诉-*.csv", nil) {
		place := r["承办单位"]
		accepted, _ := rawDay(r["受理日期"])
		d, ok := rawDay(r["审结日期"])
		if !ok {
			continue
		}
		if r["是否提出量刑建议"] == "是" {
			want.add("determinate-sentence-rate", d, place, 1, 1)
			if r["量刑建议类型"] == "确定刑" {
				want.add("determinate-sentence-rate", d, place, 0, 1)
			}
		}
		if days := int(d.Sub(accepted).Hours() / 24); days >= 0 {
			want.add("average-prosecution-days", d, place, 0, days)
			want.add("average-prosecution-days", d, place, 1, 1)
		}
	}
	for _, r := range rawRows(t, "涉案人员.csv", nil) {
		d, ok := rawDay(r["处理日期"])
		if !ok || r["处理结果"] != "起诉" && r["处理结果"] != "不起诉" {
			continue
		}
		want.add("non-prosecution-rate", d, r["承办单位"], 1, 1)
		if r["处理结果"] == "不起诉" {
			want.add("non-prosecution-rate", d, r["承办单位"], 0, 1)
		}
	}
	compareWithPages(t, want)
}

var (
	fractionText = regexp.MustCompile(`([\d\x{2009}]+)/([\d\x{2009}]+) `)
	meanText     = regexp.MustCompile(`合计 ([\d\x{2009}]+) 天，([\d\x{2009}]+) 件`)
)

// compareWithPages looks at every cell of the built site that carries an id the tally knows.
func compareWithPages(t *testing.T, want tally) {
	t.Helper()
	dir := sampleSite(t)
	compared := map[string]bool{}
	for _, page := range pages(t, dir) {
		for n := range parse(t, dir, page).Descendants() {
			if n.Type != html.ElementNode {
				continue
			}
			id := attr(n, "data-number")
			c, known := want[id]
			counts := attr(n, "title")
			if id == "" || !known || counts == "" || attr(n, "data-state") == "revised" {
				continue // what was signed and changed since says so, and stays
			}
			m := fractionText.FindStringSubmatch(counts)
			if m == nil {
				m = meanText.FindStringSubmatch(counts)
			}
			if m == nil {
				continue
			}
			compared[id] = true
			got := [2]int{plainNumber(m[1]), plainNumber(m[2])}
			if got != c {
				t.Errorf("%s: %s is %v by the page's %q; counted %v", page, id, got, counts, c)
			}
			if shown := text(n); strings.HasSuffix(shown, "%") && c[1] > 0 {
				// Half up, from whole numbers: floor(1000·a/b + ½) tenths of a per cent.
				tenths := (2000*c[0] + c[1]) / (2 * c[1])
				if exact := fmt.Sprintf("%d.%d%%", tenths/10, tenths%10); shown != exact && attr(n, "class") != "live-figure" {
					t.Errorf("%s: %s shows %s; want %s", page, id, shown, exact)
				}
			}
		}
	}
	if len(compared) < 200 {
		t.Errorf("compared %d numbers; want at least 200", len(compared))
	}
	t.Logf("compared %d numbers", len(compared))
}

func plainNumber(s string) int {
	n, _ := strconv.Atoi(strings.ReplaceAll(s, "\u2009", ""))
	return n
}
