package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"anjian/internal/build"
	"anjian/internal/search"
)

// askedOfBoth are queries of every kind, as the search page asks them.
var askedOfBoth = []string{
	`{"text": "检察建议"}`,
	`{"text": "检察建议", "from": 10, "size": 20}`,
	`{"text": "检察建议", "type": "指标"}`,
	`{"text": "检察建议", "type": "指标", "year": "2025"}`,
	`{"text": "未检"}`,
	`{"text": "未检", "plain": true}`,
	`{"text": "附条件不起诉 帮教"}`,
	`{"text": "诈骗 -电信"}`,
	`{"text": "未检 OR 少年", "line": "未成年人检察"}`,
	`{"text": "标题:不捕率"}`,
	`{"text": "编号:11.1"}`,
	`{"text": "类型:典型案例 年:2025"}`,
	`{"text": "(盗窃 OR 诈骗) 检察建议", "procuratorate": "江渚市院"}`,
	`{"text": "\"检察 建议\" 评查"}`,
	`{"text": "案－件比"}`,
	`{"text": "１２３０９"}`,
	`{"text": "捕"}`,
	`{"text": "捕 诉"}`,
	`{"text": "无此词语甲乙丙"}`,
	`{"text": ""}`,
	`{"text": "bbl"}`,
	`{"text": "11.1"}`,
	`{"text": "<b>&\"检察"}`,
	`{"text": "第一检察部", "type": "没有这一类"}`,
}

// The search of a preview is answered by the server, that of a published site by its files: with the same words.
// An open search page of a preview finds what was saved meanwhile.
func TestPreviewSearchesAsThePublishedSite(t *testing.T) {
	published := sampleSite(t)
	dir := t.TempDir()
	if err := copyInto(filepath.Join(dir, "content"), "../../content"); err != nil {
		t.Fatal(err)
	}
	settings, err := os.ReadFile(filepath.Join(sample.dir, "config.toml"))
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, "config.toml"), settings, 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
	cache := t.TempDir() // what the sample's pages were taken apart into is not found out again
	if err := copyInto(cache, filepath.Join(sample.dir, "cache")); err != nil {
		t.Fatal(err)
	}
	s := serveSiteWith(t, dir, cache)
	s.must(chromedp.Do(s.ctx, chromedp.Navigate(fileURL(published, "search.html", ""))))
	want := map[string]search.Results{}
	for _, q := range askedOfBoth {
		want[q] = s.find(q)
	}
	s.open("search.html")
	s.until("the index is there", `(window.probe || (window.probe = {}), AJ.find({text: "检察"}).then(() => probe.ready = true, e => { if (!e.told) throw e; }), probe.ready === true)`)
	found := 0
	for _, q := range askedOfBoth {
		got := s.find(q)
		// The preview lists on one page more than is published: what is not signed. The lengths of all texts, and with
		// them all scores, differ in the fourth place; that they are equal otherwise is tested in package search.
		for i := range min(len(got.Hits), len(want[q].Hits)) {
			if score := want[q].Hits[i].Score; math.Abs(got.Hits[i].Score-score) <= 1e-3*score {
				got.Hits[i].Score = score
			}
		}
		if !reflect.DeepEqual(got, want[q]) {
			t.Errorf("%s\n%s", q, difference(inJSON(t, got), inJSON(t, want[q])))
		}
		found += len(got.Hits)
	}
	if found < 100 {
		t.Errorf("%d hits in all: these queries compare nothing", found)
	}

	// What cannot be answered is said in words for readers.
	for q, want := range map[string]string{
		`{"text": "检察", "from": 500}`:  "最多列出前 500 条",
		`{"text": "检察", "size": 1000}`: "size 写 1 至 100 的整数",
	} {
		said, err := chromedp.Run(s.ctx, chromedp.Evaluate[string](`AJ.find(`+q+`).then(JSON.stringify, e => (e.told ? "" : "untold ") + e.message)`, chromedp.EvalAwaitPromise))
		if err != nil || !strings.HasPrefix(said, want) {
			t.Errorf("%s: %q, %v; want %q", q, said, err, want)
		}
	}

	const name, word = "content/manual/preview.md", "千载难逢之新语"
	s.do(`(window.stayed = true)`)
	s.write(name, s.read(name)+"\n"+word+"。\n")
	s.until("the open page finds what was saved", `(AJ.find({text: "`+word+`"}).then(a => probe.total = a.total, () => {}), probe.total === 1)`)
	s.do(`(() => {
		const input = document.querySelector("#search-form input[name=q]");
		input.value = "` + word + `";
		return input.dispatchEvent(new Event("input", {bubbles: true}));
	})()`)
	s.until("it shows it", `[...document.querySelectorAll("#search-results a")].some(a => a.getAttribute("href").startsWith("manual/preview.html")) && window.stayed`)
}

// find asks the open page and holds the answer against the object that it should be.
func (s *servedSite) find(query string) (r search.Results) {
	s.Helper()
	began := time.Now()
	text, err := chromedp.Run(s.ctx, chromedp.Evaluate[string](`AJ.find(`+query+`).then(JSON.stringify)`, chromedp.EvalAwaitPromise))
	s.must(err)
	in := json.NewDecoder(strings.NewReader(text))
	in.DisallowUnknownFields()
	if err := in.Decode(&r); err != nil {
		s.Fatalf("%s: %v in %s", query, err, text)
	}
	s.Logf("%s: %d of %d after %v", query, len(r.Hits), r.Total, time.Since(began).Round(time.Millisecond))
	return r
}

// difference shows where two answers part.
func difference(preview, published []byte) string {
	i := 0
	for i < min(len(preview), len(published)) && preview[i] == published[i] {
		i++
	}
	from := max(0, i-200)
	return fmt.Sprintf("the preview says …%.400s\nthe published site …%.400s", preview[from:], published[from:])
}

func inJSON(t *testing.T, v any) []byte {
	t.Helper()
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// A reader who opened the search page before an update still gets answers after it: the folder of the search that the
// page knows is gone, for it may hold what was withdrawn, and the page asks where the search is now.
func TestSearchOutlivesAnUpdate(t *testing.T) {
	dir := t.TempDir()
	if err := copyInto(dir, "../../internal/cli/testdata/site"); err != nil {
		t.Fatal(err)
	}
	const name = "content/manual/start.md"
	publish := func(text string) string {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, filepath.FromSlash(name)), []byte("+++\ntitle = \"说明\"\n+++\n"+text+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
		report, err := build.Run(context.Background(), build.Options{Dir: dir, Version: "test"})
		if err != nil {
			t.Fatal(err)
		}
		return report.Out
	}
	out := publish("第一稿，有待撤回的文字。")
	before, err := filepath.Glob(filepath.Join(out, "search", "*", "q.js"))
	if err != nil || len(before) != 1 {
		t.Fatalf("the search lies in %q (%v)", before, err)
	}
	s := &servedSite{TB: t, ctx: browser(t)}
	s.must(chromedp.Do(s.ctx, chromedp.Navigate(fileURL(out, "search.html", ""))))
	if r := s.find(`{"text": "第一稿"}`); r.Total != 1 {
		t.Fatalf("before the update: %+v", r)
	}
	publish("第二稿，另起炉灶。")
	if _, err := os.Stat(before[0]); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("what was published before can still be searched: %v", err)
	}
	if r := s.find(`{"text": "另起炉灶"}`); r.Total != 1 || len(r.Hits) != 1 || r.Hits[0].ID != "manual/start.html" {
		t.Errorf("after the update: %+v", r)
	}
	if r := s.find(`{"text": "待撤回"}`); r.Total != 0 {
		t.Errorf("withdrawn: %+v", r)
	}
}

// Nobody loads the search client before a search box is used; then the box suggests. Results on the search page do
// not wait for suggestions, which come when its box gets the focus.
func TestSearchClientComesWhenItIsWanted(t *testing.T) {
	dir := t.TempDir()
	if err := copyInto(dir, "../../internal/cli/testdata/site"); err != nil {
		t.Fatal(err)
	}
	report, err := build.Run(context.Background(), build.Options{Dir: dir, Version: "test"})
	if err != nil {
		t.Fatal(err)
	}
	s := &servedSite{TB: t, ctx: browser(t)}
	w := listen(t, s.ctx)
	const box = `document.querySelector("form[role=search] input[name=q]")`
	s.must(chromedp.Do(s.ctx, chromedp.Navigate(fileURL(report.Out, "manual/start.html", ""))))
	if !s.eval(`typeof AJ === "undefined" || !AJ.find`) || !s.eval(box+`.getAttribute("role") === null`) {
		t.Error("the client was loaded before anybody searched")
	}
	s.do(`(` + box + `.focus(), true)`)
	s.until("the box is a combobox", box+`.getAttribute("role") === "combobox"`)
	s.do(`(` + box + `.value = "怎样", ` + box + `.dispatchEvent(new Event("input", {bubbles: true})))`)
	s.until("it suggests", `[...document.querySelectorAll("[role=option]")].some(o => o.href.endsWith("/manual/start.html"))`)
	s.must(chromedp.Do(s.ctx, chromedp.Navigate(fileURL(report.Out, "search.html", ""))))
	s.until("so is the box of the search page", `document.querySelector("#search-form input").getAttribute("role") === "combobox"`)
	if messages, _ := w.take(); len(messages) > 0 {
		t.Errorf("the console says %q", messages)
	}
}
