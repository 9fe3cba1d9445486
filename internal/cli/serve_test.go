package cli

import (
	"context"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"
)

// A screen is a terminal that a test reads while the program writes.
type screen struct {
	mu   sync.Mutex
	text strings.Builder
}

func (s *screen) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.Write(p)
}

func (s *screen) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.String()
}

// A running preview of a copy of the small site.
type runningPreview struct {
	*testing.T
	dir, address string
	out, errOut  screen
	code         chan int
	stop         context.CancelFunc
}

func runPreview(t *testing.T, prepare func(dir string)) *runningPreview {
	t.Helper()
	p := &runningPreview{T: t, dir: t.TempDir(), code: make(chan int, 1)}
	if err := copySite(p.dir); err != nil {
		t.Fatal(err)
	}
	if prepare != nil {
		prepare(p.dir)
	}
	ctx, stop := context.WithCancel(context.Background())
	p.stop = stop
	go func() {
		p.code <- Run(ctx, []string{"serve", "--addr", "127.0.0.1:0", "-C", p.dir}, strings.NewReader(""), &p.out, &p.errOut)
	}()
	t.Cleanup(func() {
		stop()
		for len(p.code) == 0 { // its folder goes next
			time.Sleep(time.Millisecond)
		}
	})
	p.until("the address is told", func() bool {
		p.address = regexp.MustCompile(`http://\S+/`).FindString(p.out.String())
		return p.address != ""
	})
	return p
}

func (p *runningPreview) until(what string, done func() bool) {
	p.Helper()
	const patience = 3 * time.Minute // no busy machine is taken for a preview that hangs
	for deadline := time.Now().Add(patience); !done(); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(deadline) {
			p.Fatalf("not within %v: %s\n%s%s", patience, what, p.out.String(), p.errOut.String())
		}
	}
}

func (p *runningPreview) page(path string) string {
	p.Helper()
	r, err := http.Get(p.address + path)
	if err != nil {
		p.Fatal(err)
	}
	defer r.Body.Close()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		p.Fatal(err)
	}
	return string(body)
}

func (p *runningPreview) shows(path string, want ...string) {
	p.Helper()
	p.until(path+" shows “"+strings.Join(want, "”, “")+"”", func() bool {
		text := p.page(path)
		for _, w := range want {
			if !strings.Contains(text, w) {
				return false
			}
		}
		return true
	})
}

func (p *runningPreview) write(name, text string) {
	p.Helper()
	if err := os.WriteFile(filepath.Join(p.dir, filepath.FromSlash(name)), []byte(text), 0o644); err != nil {
		p.Fatal(err)
	}
}

func (p *runningPreview) edit(name, from, to string) (before string) {
	p.Helper()
	text, err := os.ReadFile(filepath.Join(p.dir, filepath.FromSlash(name)))
	if err != nil || !strings.Contains(string(text), from) {
		p.Fatalf("%s does not hold %q: %v", name, from, err)
	}
	p.write(name, strings.Replace(string(text), from, to, 1))
	return string(text)
}

func TestServeFollowsTheFiles(t *testing.T) {
	p := runPreview(t, nil)
	p.shows("index.html", "业务总览", `class="preview-mark"`, "已更新")
	const page, manual = "manual/start.html", "content/manual/start.md"
	p.edit(manual, "第一步", "头一步")
	p.shows(page, "头一步")

	good := p.edit(manual, "title", "titel")
	p.shows(page, "头一步", "未能更新", manual+":2")
	p.write(manual, strings.Replace(good, "头一步", "起先", 1))
	p.shows(page, "起先", "已更新")
	if strings.Contains(p.page(page), "未能更新") {
		t.Error("the fault is mended and still told")
	}

	p.write("content/manual/draft.md", "+++\ntitle = \"新篇\"\norder = 2\nstatus = \"审核\"\nsubmitted = 2025-12-30\n+++\n正文\n")
	p.shows("manual/draft.html", "正文", "本页为审核", "待签发 1 篇", `<a href="/manual/draft.html">新篇</a>`)

	if err := os.Rename(filepath.Join(p.dir, "content"), filepath.Join(p.dir, "away")); err != nil {
		t.Fatal(err)
	}
	p.shows(page, "起先", "未能更新")
	if err := os.Rename(filepath.Join(p.dir, "away"), filepath.Join(p.dir, "content")); err != nil {
		t.Fatal(err)
	}
	p.shows(page, "起先", "已更新")
	if meta := p.page("search/m.js"); !strings.Contains(meta, `"api":"api/search"`) {
		t.Errorf("search/m.js says %s", meta)
	}
	if titles := p.page("search/preview/q.js"); !strings.HasPrefix(titles, "AJ.q(") {
		t.Errorf("suggestions: %s", titles)
	}
	p.edit(manual, "起先", "甫一") // an open search page asks again, and no page is opened meanwhile
	p.until("the search finds what was saved", func() bool { return strings.Contains(p.page("api/search?q=甫一"), `"total":1`) })
	if found := p.page("api/search?q=起先"); !strings.Contains(found, `"total":0`) {
		t.Errorf("search says %s", found)
	}
	if refused := p.page("api/search?q=头号&size=1000"); !strings.Contains(refused, "size 写 1 至 100 的整数") {
		t.Errorf("search says %s", refused)
	}
	for _, word := range []string{"起先", "甫一", "头号", "%E8%B5%B7"} { // what is looked for is nobody's business
		if text := p.out.String() + p.errOut.String(); strings.Contains(text, word) {
			t.Errorf("the terminal tells of a search for %s:\n%s", word, text)
		}
	}
	if _, err := os.Stat(filepath.Join(p.dir, "public")); err == nil {
		t.Error("the preview wrote into public/")
	}
	p.stop()
	code := <-p.code
	p.code <- code
	if code != exitDone {
		t.Errorf("ended with %d: %s", code, p.errOut.String())
	}
}

// A fault of another file than the one at hand, or from the start, is told on a page of our own.
func TestServeStartsAtFault(t *testing.T) {
	var good string
	p := runPreview(t, func(dir string) {
		name := filepath.Join(dir, "config.toml")
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		good = string(text)
		if err := os.WriteFile(name, []byte("versoin = 1\n"+strings.Replace(good, "version = 1\n", "", 1)), 0o644); err != nil {
			t.Fatal(err)
		}
	})
	p.shows("index.html", "还没有可看的页面", "config.toml:1", "versoin")
	p.shows("manual/start.html", "还没有可看的页面")
	p.write("config.toml", good)
	p.shows("index.html", "业务总览", "已更新")
}

func TestServeOnATakenPort(t *testing.T) {
	p := runPreview(t, nil)
	address := strings.TrimSuffix(strings.TrimPrefix(p.address, "http://"), "/")
	if code, _, errOut := run(context.Background(), "serve", "-C", p.dir, "--addr", address); code != exitUsage || !strings.Contains(errOut, "已被别的程序占用") {
		t.Errorf("on a taken port: %d %q", code, errOut)
	}
}

// What was published is served as it is, and an update is seen without a restart.
func TestServePublished(t *testing.T) {
	dir := t.TempDir()
	if err := copySite(dir); err != nil {
		t.Fatal(err)
	}
	run := func(args ...string) (int, string) {
		var out, errOut screen
		code := Run(t.Context(), append(args, "-C", dir), strings.NewReader(""), &out, &errOut)
		return code, out.String() + errOut.String()
	}
	if code, said := run("serve", "--published", "--addr", "127.0.0.1:0"); code != exitSource {
		t.Errorf("nothing was published, and serving ends with %d: %s", code, said)
	}
	if code, said := run("build", "-q"); code != exitDone {
		t.Fatal(said)
	}
	ctx, stop := context.WithCancel(t.Context())
	var out, errOut screen
	ended := make(chan int, 1)
	go func() {
		ended <- Run(ctx, []string{"serve", "--published", "--addr", "127.0.0.1:0", "-C", dir}, strings.NewReader(""), &out, &errOut)
	}()
	address := ""
	for address == "" {
		select {
		case code := <-ended:
			t.Fatalf("ended with %d: %s", code, errOut.String())
		case <-time.After(5 * time.Millisecond):
		}
		address = regexp.MustCompile(`http://[0-9.:]+/`).FindString(out.String())
	}
	page := func(path string) string {
		answer, err := http.Get(address + path)
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		text, err := io.ReadAll(answer.Body)
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	if got := page("healthz"); got != "ok\n" {
		t.Errorf("healthz says %q", got)
	}
	if strings.Contains(page("manual/start.html"), "再看一眼") {
		t.Error("the page knows what is written later")
	}
	name := filepath.Join(dir, "content", "manual", "start.md")
	text, err := os.ReadFile(name)
	if err == nil {
		err = os.WriteFile(name, append(text, "\n再看一眼。\n"...), 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
	if code, said := run("build", "-q"); code != exitDone {
		t.Fatal(said)
	}
	if !strings.Contains(page("manual/start.html"), "再看一眼") || page("healthz") != "ok\n" {
		t.Error("the update is not seen")
	}
	if err := os.WriteFile(filepath.Join(dir, "public", "manifest.json"), []byte("{}"), 0o644); err != nil {
		t.Fatal(err)
	}
	if got := page("healthz"); got == "ok\n" {
		t.Error("a tree without its manifest is healthy")
	}
	stop()
	if code := <-ended; code != exitDone {
		t.Errorf("ended with %d: %s", code, errOut.String())
	}
}
