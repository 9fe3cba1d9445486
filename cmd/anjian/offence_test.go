package main

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// A caseCount is how many cases were accepted by offence, place and year; young ones apart.
type caseCount map[string]int

func countOffences(t *testing.T) (open, young caseCount) {
	t.Helper()
	child := map[string]bool{}
	for _, r := range rawRows(t, "涉案人员.csv", nil) {
		if age, err := strconv.Atoi(r["案发时年龄"]); err == nil && age < 18 {
			child[r["部门受案号"]] = true
		}
	}
	for _, r := range rawRows(t, "被害人权利保障登记.csv", nil) {
		if r["是否未成年被害人"] == "是" {
			child[r["部门受案号"]] = true
		}
	}
	open, young = caseCount{}, caseCount{}
	for _, r := range rawRows(t, "审查起诉-*.csv", nil) {
		day, ok := rawDay(r["受理日期"])
		if !ok {
			continue
		}
		to := open
		if r["案件类别"] == "未成年人犯罪案件" || child[r["部门受案号"]] {
			to = young
		}
		for _, place := range []string{"全市", r["承办单位"]} {
			for _, what := range []string{"", r["移送案由"], "行业 " + r["所属行业"]} {
				to[fmt.Sprint(place, "/", what, "/", day.Year())]++
			}
		}
	}
	return open, young
}

func (c caseCount) of(place, what string, year int) int {
	return c[fmt.Sprint(place, "/", what, "/", year)]
}

// leading is the number that a text begins with.
func leading(s string) int {
	n, err := strconv.Atoi(strings.ReplaceAll(strings.Fields(strings.ReplaceAll(s, "（", " "))[0], "\u2009", ""))
	if err != nil {
		return -1
	}
	return n
}

// The page's numbers are those of a second count that leaves young people's cases out; where these
// are few nothing is told, nor anything from which they follow.
func TestOffencesEqualASecondCount(t *testing.T) {
	dir := sampleSite(t)
	open, young := countOffences(t)
	tables := tablesOf(t, dir, "offences.html")
	rows := bodyRows(tables["主要案由"])
	if len(rows) < 20 {
		t.Fatalf("%d offences are listed", len(rows))
	}
	var order []int
	for _, cells := range rows {
		word := text(cells[0])
		if word == "合计" {
			word = ""
		} else {
			order = append(order, -open.of("全市", word, 2024))
		}
		if now, then := leading(text(cells[1])), leading(text(cells[3])); now != open.of("全市", word, 2025) || then != open.of("全市", word, 2024) {
			t.Errorf("%q: %d and %d cases; the exports have %d and %d", word, now, then, open.of("全市", word, 2025), open.of("全市", word, 2024))
		}
	}
	if !slices.IsSorted(order) {
		t.Errorf("offences are not in the order of last year's number: %v", order)
	}
	for _, cells := range bodyRows(tables["涉及的行业"]) {
		if got, want := leading(text(cells[1])), open.of("全市", "行业 "+text(cells[0]), 2025); got != want {
			t.Errorf("industry %s: %d cases; the exports have %d", text(cells[0]), got, want)
		}
	}
	matrix := tables["各院主要案由的受理件数，2025年1—12月，括号内为上年同期"]
	if matrix == nil {
		t.Fatal("no table of places")
	}
	words := headings(matrix)[1:]
	hidden, places := 0, []string{}
	for _, cells := range bodyRows(matrix) {
		place := text(cells[0])
		places = append(places, place)
		few := young.of(place, "", 2025)
		if text(cells[1]) == "已隐藏" {
			hidden++
			continue
		}
		if few > 0 && few < 5 {
			t.Errorf("%s has %d young people's cases, and its others are told", place, few)
		}
		for i, word := range words {
			word += "罪"
			if got, want := leading(text(cells[i+1])), open.of(place, word, 2025); got != want {
				t.Errorf("%s %s: %d cases; the exports have %d", place, word, got, want)
			}
		}
	}
	if got := strings.Join(places, " "); got != "江渚市院 望津区院 西岭区院 临岚县院 云麓县院 白岐市院 高新区院 青石县院 柳浪区院 南屏县院 全市" {
		t.Errorf("places stand as %s", got)
	}
	if hidden < 2 {
		t.Errorf("%d rows are hidden: one alone follows from the total", hidden)
	}
}

func headings(table *html.Node) (list []string) {
	for n := range table.Descendants() {
		if n.Type == html.ElementNode && n.Data == "th" && attr(n, "scope") == "col" {
			list = append(list, text(n))
		}
	}
	return list
}

// The planted rise is found, in its month, its place and its industry; nowhere else is a rise told.
func TestTheRiseOfAnOffenceIsFound(t *testing.T) {
	dir, p := sampleSite(t), readPlanted(t)
	page := text(parse(t, dir, "offences.html"))
	place := map[string]string{"wangjin": "望津区院"}[p.Rise.Procuratorate]
	for _, want := range []string{
		p.Rise.Offence + "：持续高于原水平", place + p.Rise.Offence + "较上年同期增加，超出偶然起伏", p.Rise.Industry + " ",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	if n := strings.Count(page, "较上年同期增加，超出偶然起伏"); n != 1 {
		t.Errorf("%d procuratorates are said to have more", n)
	}
	total := 0
	for _, n := range p.Rise.Counts {
		total += n
	}
	if cmp.Compare(total, p.Rise.Before/29*7) <= 0 {
		t.Error("effects.toml plants no rise")
	}
}
