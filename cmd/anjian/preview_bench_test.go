package main

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// BenchmarkPreview is what an editor waits for in the sample site, from the moment a file is written
// until the page with the new text stands on the screen. Run it once, on a quiet machine:
//
//	go test -run '^$' -bench Preview -benchtime 1x ./cmd/anjian
func BenchmarkPreview(b *testing.B) {
	dir := b.TempDir()
	for _, part := range []string{"content", "config.toml"} {
		if err := copyInto(filepath.Join(dir, part), filepath.Join("../..", part)); err != nil {
			b.Fatal(err)
		}
	}
	s := serveSite(b, dir)
	for b.Loop() {
		s.open("index.html")
		var texts, data []time.Duration
		for i := range 20 {
			scene := scenes[i%len(scenes)]
			texts = append(texts, s.edited(scene.file, scene.page, func(text string) string { return scene.edit(text, fmt.Sprintf("第%d稿", i+1)) }))
		}
		for range 10 {
			data = append(data, s.edited("content/data/审查逮捕-2025.csv", "indicators/non-arrest-rate.html", turnDecision))
		}
		tell(b, "text", texts)
		tell(b, "data", data)
	}
	b.ReportMetric(0, "ns/op") // means nothing here
}

// A scene is a text that is edited while a page is open.
type scene struct {
	file, page string
	edit       func(text, mark string) string
}

var scenes = []scene{
	{"content/reports/2025-12-analysis.md", "reports/2025-12-analysis.html", addParagraph},
	{"content/brands/lighthouse.md", "brands/lighthouse.html", addParagraph},
	{"content/cases/employee-embezzlement.md", "cases/employee-embezzlement.html", addParagraph},
	{"content/indicators/non-arrest-rate.md", "indicators/non-arrest-rate.html", addParagraph},
	{"content/brands/lighthouse.md", "index.html", changeTitle},
}

func addParagraph(text, mark string) string { return text + "\n补记" + mark + "。\n" }

func changeTitle(text, mark string) string {
	before, rest, _ := strings.Cut(text, "title = \"")
	_, after, _ := strings.Cut(rest, "\"")
	return before + "title = \"灯塔小屋" + mark + "\"" + after
}

// turnDecision makes one approved arrest of the last month a refused one.
func turnDecision(text string) string {
	lines := strings.SplitAfter(text, "\n")
	for i := len(lines) - 1; i > 0; i-- {
		if strings.Contains(lines[i], ",202512") && strings.Contains(lines[i], ",批准逮捕,") {
			lines[i] = strings.Replace(lines[i], ",批准逮捕,", ",不批准逮捕,", 1)
			break
		}
	}
	return strings.Join(lines, "")
}

// edited opens a page, changes a file after a while, as editors do, and returns how long the new page took
// to stand on the screen.
func (s *servedSite) edited(file, page string, edit func(string) string) time.Duration {
	s.Helper()
	if !s.eval(`location.pathname === "/` + page + `"`) {
		s.open(page)
	}
	time.Sleep(300*time.Millisecond + rand.N(1200*time.Millisecond))
	const state = `document.querySelector(".site-footer").textContent`
	s.do(`sessionStorage.setItem("before", ` + state + `), true`)
	text := edit(s.read(file))
	for len(s.painted) > 0 {
		<-s.painted
	}
	began := time.Now()
	s.write(file, text)
	for {
		select {
		case at := <-s.painted:
			if s.eval(`sessionStorage.getItem("before") !== ` + state) {
				return at.Sub(began)
			}
		case <-time.After(60 * time.Second):
			s.Fatalf("%s was written and %s did not change", file, page)
		}
	}
}

// tell reports the median and the 90th percentile.
func tell(b *testing.B, name string, took []time.Duration) {
	slices.Sort(took)
	b.Log(name, took)
	b.ReportMetric(float64(took[len(took)/2].Milliseconds()), name+"-median-ms")
	b.ReportMetric(float64(took[len(took)*9/10].Milliseconds()), name+"-p90-ms")
}
