package main

import (
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"anjian/internal/period"
	"anjian/internal/source"
	"anjian/internal/tomlfile"
)

// hintsPlanted are the patterns of effects.toml that hints must tell.
func hintsPlanted(t *testing.T) (list []plantedHint) {
	t.Helper()
	data, err := os.ReadFile("../sampledata/effects.toml")
	if err != nil {
		t.Fatal(err)
	}
	var plan struct {
		Hinted []plantedHint `toml:"hinted"`
	}
	var errs source.List
	tomlfile.Decode("effects.toml", 1, data, &plan, &errs) // the other keys are not asked for here
	if len(plan.Hinted) == 0 {
		t.Fatal(errs.Err())
	}
	return plan.Hinted
}

type plantedHint struct {
	Hint          string        `toml:"hint"`
	Procuratorate string        `toml:"procuratorate"`
	Kind          string        `toml:"kind"`
	Days          []period.Date `toml:"days"`
	Year          int           `toml:"year"`
	Rows          int           `toml:"rows"`
}

var placeNames = map[string]string{"yunlu": "云麓县院", "linlan": "临岚县院", "qingshi": "青石县院", "liulang": "柳浪区院", "baiqi": "白岐市院"}

// The page of reverse review tells what is planted, with its number of rows, and nothing else.
func TestHintsAreThosePlanted(t *testing.T) {
	eachEdition(t, func(t *testing.T, dir string) {
		var want []string
		for _, p := range hintsPlanted(t) {
			want = append(want, p.Hint+" "+placeNames[p.Procuratorate]+" "+p.Kind+" "+strconv.Itoa(p.Rows))
			if p.Hint == "burst" { // its texts are nearly the same, all that were added
				want = append(want, "near-identical "+placeNames[p.Procuratorate]+" "+p.Kind+" "+strconv.Itoa(len(p.Days)))
			}
		}
		var got []string
		for n := range parse(t, dir, "reverse.html").Descendants() {
			if n.Type != html.ElementNode || n.Data != "a" || !strings.HasPrefix(attr(n, "href"), "hints/") {
				continue
			}
			id, _, _ := strings.Cut(strings.TrimPrefix(attr(n, "href"), "hints/"), ".html")
			group, _, _ := strings.Cut(text(n), "：")
			got = append(got, id+" "+group+" "+strconv.Itoa(hintRows(t, dir, attr(n, "href"))))
		}
		slices.Sort(want)
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("hints\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	})
}

// hintRows counts the rows that the page of a hint lists for one of its groups.
func hintRows(t *testing.T, dir, href string) int {
	t.Helper()
	page, anchor, _ := strings.Cut(href, "#")
	rows := 0
	for n := range parse(t, dir, page).Descendants() {
		if n.Type == html.ElementNode && n.Data == "section" && attr(n, "id") == anchor {
			for r := range n.Descendants() {
				if r.Type == html.ElementNode && r.Data == "tr" {
					rows++
				}
			}
		}
	}
	return rows - 1 // less the head
}

// Reviews and what they look into lead to each other, and every 异常提示 that still stands leads to
// its cases.
func TestReviewsAndTheirCausesLeadToEachOther(t *testing.T) {
	dir := sampleSite(t)
	links := func(page, prefix string) (list []string) {
		for n := range parse(t, dir, page).Descendants() {
			if n.Type == html.ElementNode && n.Data == "a" {
				if target, _, _ := strings.Cut(strings.TrimPrefix(attr(n, "href"), "../"), "#"); strings.HasPrefix(target, prefix) && !slices.Contains(list, target) {
					list = append(list, target)
				}
			}
		}
		return list
	}
	reviews := links("reverse.html", "reverse/")
	if len(reviews) < 5 {
		t.Fatalf("the ledger lists %q", reviews)
	}
	for _, review := range reviews {
		causes := append(links(review, "anomalies/"), links(review, "hints/")...)
		if len(causes) == 0 {
			t.Errorf("%s leads to nothing that it looks into", review)
		}
		for _, cause := range causes {
			if strings.HasPrefix(cause, "anomalies/") && !slices.Contains(links(cause, "reverse/"), review) {
				t.Errorf("%s does not lead back to %s", cause, review)
			}
		}
	}
	behind := links("anomalies.html", "anomalies/")
	marks, _ := changes(parse(t, dir, "anomalies.html"))
	standing := 0
	for _, m := range marks {
		if m == "未说明" || m == "逾期未说明" || m == "已说明" {
			standing++
		}
	}
	if len(behind) == 0 || len(behind) != standing || len(links("reverse.html", "anomalies/")) != standing {
		t.Errorf("%d of %d lead to their cases from the list, %d from the page of reverse review", len(behind), standing, len(links("reverse.html", "anomalies/")))
	}
}

// The page of leaders' cases shows what effects.toml says of the year, as indicators count it.
func TestOversightShowsTheYear(t *testing.T) {
	data, err := os.ReadFile("../sampledata/effects.toml")
	if err != nil {
		t.Fatal(err)
	}
	var plan struct {
		Oversight struct {
			Leaders             int    `toml:"leaders"`
			FiveOfLeaders       string `toml:"five_of_leaders"`
			FiveByLeaders       string `toml:"five_by_leaders"`
			Hearings            int    `toml:"hearings"`
			NonArrestHeard      string `toml:"non_arrest_heard"`
			NonProsecutionHeard string `toml:"non_prosecution_heard"`
			Designated          string `toml:"designated"`
		} `toml:"oversight"`
	}
	var errs source.List
	tomlfile.Decode("effects.toml", 1, data, &plan, &errs) // the other keys are not asked for here
	want := plan.Oversight
	eachEdition(t, func(t *testing.T, dir string) {
		rows := map[string]string{}
		for n := range parse(t, dir, "oversight.html").Descendants() {
			if n.Type == html.ElementNode && n.Data == "tr" {
				head := ""
				for c := range n.ChildNodes() {
					if c.Type == html.ElementNode && c.Data == "th" {
						head = text(c)
					}
				}
				if rows[head] == "" {
					rows[head] = text(n)
				}
			}
		}
		for title, says := range map[string]string{
			"院领导办结案件": strconv.Itoa(want.Leaders) + " 件", "院领导办理五类案件占比": want.FiveOfLeaders, "五类案件由院领导办理占比": want.FiveByLeaders,
			"审查逮捕、审查起诉听证": strconv.Itoa(want.Hearings) + " 件", "拟不捕听取被害人意见占比": want.NonArrestHeard, "拟不诉听取被害人意见占比": want.NonProsecutionHeard,
			"指定分案占比": want.Designated,
		} {
			if says == "" || !strings.Contains(rows[title], says) {
				t.Errorf("%s: %q; want %s", title, rows[title], says)
			}
		}
	})
}

// Whatever the pages of reverse review list one by one is published behind the numbers too: no case of
// a juvenile, none that is held back beside them, and nobody who handles one.
func TestReverseReviewListsNothingHidden(t *testing.T) {
	eachEdition(t, func(t *testing.T, dir string) {
		published, traced := map[string]bool{}, readTrace(t, dir)
		for set, of := range traced.office.Sets {
			for _, parts := range traced.rows {
				if part, ok := parts[set]; ok && len(of.Key) > 0 && of.Columns[of.Key[0]].Kind == "text" {
					var numbers []string
					unmarshal(t, part.Columns[of.Key[0]], &numbers)
					for _, n := range numbers {
						published[n] = true
					}
				}
			}
		}
		young, listed := juvenileCases(t), 0
		handler := regexp.MustCompile(`\b(JZ|WJ|XL|LA|YL|BQ|GX|QS|LU|NP)\d{4}\b`)
		for _, page := range pages(t, dir) {
			if kind, _, _ := strings.Cut(page, "/"); kind != "anomalies" && kind != "hints" && kind != "reverse.html" {
				continue
			}
			doc := parse(t, dir, page)
			for n := range doc.Descendants() {
				if n.Type != html.ElementNode || n.Data != "section" || !strings.HasPrefix(attr(n, "id"), "rows") && !strings.HasPrefix(attr(n, "id"), "found") {
					continue
				}
				for r := range n.Descendants() {
					if r.Type == html.ElementNode && r.Data == "th" && attr(r, "scope") == "row" {
						listed++
						if number := text(r); !published[number] || young[number] {
							t.Errorf("%s lists %s", page, number)
						}
					}
				}
			}
			if who := handler.FindString(text(doc)); who != "" {
				t.Errorf("%s names %s", page, who)
			}
		}
		if listed < 300 {
			t.Errorf("%d rows are listed: the pages were not looked at", listed)
		}
	})
}
