package server

import (
	"encoding/json"
	"io/fs"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"

	"anjian/internal/source"
)

// A previewed site whose files change under the hands of a test.
type previewed struct {
	*testing.T
	live  *Live
	files atomic.Pointer[fstest.MapFS]
	http.Handler
}

func newPreviewed(t *testing.T, files fstest.MapFS) *previewed {
	p := &previewed{T: t, live: NewLive()}
	p.files.Store(&files)
	p.Handler = Handler(Options{Root: func() fs.FS { return *p.files.Load() }, Live: p.live})
	return p
}

// change replaces one file, as an update does.
func (p *previewed) change(name, text string) {
	files := fstest.MapFS{}
	for n, f := range *p.files.Load() {
		files[n] = f
	}
	files[name] = &fstest.MapFile{Data: []byte(text)}
	p.files.Store(&files)
}

var ownData = regexp.MustCompile(`data-serial="([^"]+)" data-page="([^"]+)" data-alert="([^"]*)"`)

// An openPage is what the script of an open page knows of itself.
type openPage struct{ path, serial, state, alert string }

func (p *previewed) open(path string) (openPage, string) {
	p.Helper()
	_, body := get(p.T, p, "GET", path)
	found := ownData.FindStringSubmatch(body)
	if found == nil {
		p.Fatalf("%s has no script of the preview: %q", path, body)
	}
	return openPage{path, found[1], found[2], found[3]}, body
}

// ask is what the script of an open page asks; the answer may take its time.
func (p *previewed) ask(o openPage) newsAnswer {
	p.Helper()
	var answer newsAnswer
	target := newsPath + "?" + url.Values{"path": {o.path}, "serial": {o.serial}, "page": {o.state}}.Encode()
	if resp, body := get(p.T, p, "GET", target); resp.StatusCode != 200 || json.Unmarshal([]byte(body), &answer) != nil {
		p.Fatalf("%s: %d %q", target, resp.StatusCode, body)
	}
	return answer
}

func faults(message string) *source.List {
	list := new(source.List)
	list.Tell(source.UnknownKey, source.Pos{File: "content/cases/a.md", Line: 3, Col: 7}, message, "改成 <b> 以外的")
	list.Tell(source.Punctuation, source.Pos{File: "content/cases/b.md", Line: 1}, "一处警告", "")
	return list
}

// lines quotes from a site folder in which the faults lie.
func lines() *source.Lines {
	return source.NewLines(fstest.MapFS{"content/cases/a.md": {Data: []byte("+++\ntitle = 1\n<b>甲</b>乙丙\n")}, "content/cases/b.md": {Data: []byte("+++\n")}})
}

func site() fstest.MapFS {
	page := func(text string) *fstest.MapFile {
		return &fstest.MapFile{Data: []byte("<html><head><title>x</title></head>\n<body>" + text + "</body></html>")}
	}
	return fstest.MapFS{
		"index.html": page("<p>总览</p>"), "cases/a.html": page(`<p>案例</p><img alt="图" src="../media/a%20b.png">`),
		"numbers.html":  {Data: []byte(`<head><script src="assets/trace.js" data-trace="trace/index.js"></script></head><body>3</body>`)},
		"media/a b.png": {Data: []byte("picture")}, "data/x.csv": {Data: []byte("a,b")},
		"404.html": page(`<a href="index.html">没有</a>`),
	}
}

func TestOnlyPagesThatChangedLoadAgain(t *testing.T) {
	p := newPreviewed(t, site())
	p.live.Tell(News{State: Fresh})
	front, _ := p.open("/")
	article, _ := p.open("/cases/a.html")
	numbers, _ := p.open("/numbers.html")
	missing, _ := p.open("/cases/new.html")
	states := func(why string, want ...bool) {
		t.Helper()
		for i, o := range []openPage{front, article, numbers, missing} {
			if got := p.ask(o).Page != o.state; got != want[i] {
				t.Errorf("%s: %s loads again: %v, want %v", why, o.path, got, want[i])
			}
		}
	}
	p.live.Tell(News{State: Fresh, Took: 120 * time.Millisecond})
	states("nothing changed", false, false, false, false)
	p.change("index.html", "<head></head><body>新的总览</body>")
	p.live.Tell(News{State: Fresh})
	states("one page changed", true, false, false, false)
	front, _ = p.open("/")
	p.change("media/a b.png", "another picture")
	p.live.Tell(News{State: Fresh})
	states("a picture changed", false, true, false, false)
	article, _ = p.open("/cases/a.html")
	p.live.Tell(News{State: Fresh, Rows: true})
	states("rows changed", false, false, true, false)
	numbers, _ = p.open("/numbers.html")
	p.change("cases/new.html", "<head></head><body>新的案例</body>")
	p.live.Tell(News{State: Fresh})
	states("a page was made", false, false, false, true)
}

func TestAnOpenPageWaitsForNews(t *testing.T) {
	p := newPreviewed(t, site())
	p.live.Tell(News{State: Fresh})
	o, body := p.open("/")
	if !strings.Contains(body, `<aside id="preview-bar"`) || strings.Index(body, "preview.") > strings.Index(body, "</head>") {
		t.Errorf("page %q", body)
	}
	answer := make(chan newsAnswer)
	go func() { answer <- p.ask(o) }()
	select {
	case a := <-answer:
		t.Fatalf("answered without news: %+v", a)
	case <-time.After(50 * time.Millisecond):
	}
	p.live.Tell(News{State: Fresh, Took: 120 * time.Millisecond})
	if a := <-answer; a.Page != o.state || a.Serial == o.serial || !strings.Contains(a.Bar, "用时 0.12 秒") {
		t.Errorf("news %+v", a)
	}
	if _, body := get(t, p, "GET", "/data/x.csv"); body != "a,b" {
		t.Errorf("a data file was changed: %q", body)
	}
	if resp, _ := get(t, p, "GET", newsPath+"?path=/../x"); resp.StatusCode != 400 {
		t.Errorf("a path upwards: %d", resp.StatusCode)
	}
	for _, a := range []previewAsset{barStyle, startStyle, placeScript, newsScript} {
		if resp, body := get(t, p, "GET", a.path); resp.StatusCode != 200 || body == "" || resp.Header.Get("Cache-Control") != immutable {
			t.Errorf("%s = %d %v", a.path, resp.StatusCode, resp.Header)
		}
	}
}

func TestFaultsStandAboveTheLastGoodPage(t *testing.T) {
	p := newPreviewed(t, site())
	p.live.Tell(News{State: Fresh})
	before, _ := p.open("/")
	p.live.Tell(News{State: Kept, Findings: faults("未知的键“<script>alert(1)</script>”"), Lines: lines()})
	a := p.ask(before)
	for _, want := range []string{"1 处错误", "另有 1 处警告", "content/cases/a.md:3:7", "&lt;script&gt;alert", "改成 &lt;b&gt;", "一处警告", "上一次成功", "<span>3</span><code>&lt;b&gt;甲&lt;/<mark>b</mark>"} {
		if !strings.Contains(a.Bar, want) {
			t.Errorf("the bar has no %q: %q", want, a.Bar)
		}
	}
	if strings.Contains(a.Bar, "<script") || a.Page != before.state || !strings.Contains(a.Alert, "content/cases/a.md:3:7") {
		t.Errorf("news of a fault: %+v", a)
	}
	during, body := p.open("/")
	if !strings.Contains(body, "<p>总览</p>") || !strings.Contains(body, "1 处错误") || during.alert == "" || during.state != before.state {
		t.Errorf("the last good page: %q", body)
	}
	p.live.Tell(News{State: Fresh})
	if a := p.ask(during); strings.Contains(a.Bar, "错误") || a.Alert != "" || a.Page != during.state {
		t.Errorf("after the repair: %+v", a)
	}
}

func TestAPageOfOurOwnBeforeTheFirst(t *testing.T) {
	p := newPreviewed(t, fstest.MapFS{})
	reading, body := p.open("/")
	if !strings.Contains(body, "正在读取") || !strings.Contains(body, startStyle.path) {
		t.Errorf("while reading: %q", body)
	}
	p.live.Tell(News{State: Reading, Findings: faults("缺少列“受理日期”")})
	if p.ask(reading).Page == reading.state {
		t.Error("the page does not learn that the first reading failed")
	}
	failed, body := p.open("/")
	if strings.Count(body, "缺少列“受理日期”") != 2 || strings.Contains(body, "preview-parts") { // in the page, and said
		t.Errorf("after the first failure: %q", body)
	}
	p.live.Tell(News{State: Reading, Findings: faults("缺少列“审结日期”")})
	if p.ask(failed).Page == failed.state {
		t.Error("the page does not learn of another fault")
	}
	failed, _ = p.open("/")
	p.change("index.html", "<body>总览</body>")
	p.live.Tell(News{State: Fresh})
	if p.ask(failed).Page == failed.state {
		t.Error("the page does not give way to the site")
	}
}

func TestWhatWaitsForReview(t *testing.T) {
	p := newPreviewed(t, site())
	p.live.Tell(News{State: Fresh, Waiting: []Waiting{{"【拟稿】<案例>", "cases/a.html", "拟稿"}, {"又一篇", "cases/b.html", "审核"}}})
	_, front := p.open("/")
	_, article := p.open("/cases/a.html")
	if !strings.Contains(front, "待签发 2 篇") || !strings.Contains(front, `<a href="/cases/a.html">【拟稿】&lt;案例&gt;</a>`) || strings.Contains(front, "本页为") {
		t.Errorf("the front page: %q", front)
	}
	if !strings.Contains(article, "本页为拟稿") {
		t.Errorf("the draft: %q", article)
	}
}

// Another run of the program does not take its first news for those of the last one.
func TestANewRunTellsAnew(t *testing.T) {
	first, second := newPreviewed(t, site()), newPreviewed(t, site())
	first.live.Tell(News{State: Kept, Findings: faults("一处错误")})
	second.live.Tell(News{State: Fresh})
	o, _ := first.open("/")
	if a := second.ask(o); a.Page != o.state || strings.Contains(a.Bar, "错误") {
		t.Errorf("news of another run: %+v", a)
	}
}
