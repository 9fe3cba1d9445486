package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// A servedSite is a site folder under `anjian serve`, a process of its own, with its first page open in
// a browser.
type servedSite struct {
	testing.TB
	dir, address string
	ctx          context.Context
	painted      chan time.Time // a page was loaded and two frames of it were painted
}

// serveSite starts the program on a folder and opens a page.
func serveSite(t testing.TB, dir string) *servedSite {
	t.Helper()
	return serveSiteWith(t, dir, t.TempDir())
}

// serveSiteWith does so with what a cache holds.
func serveSiteWith(t testing.TB, dir, cache string) *servedSite {
	t.Helper()
	s := &servedSite{TB: t, dir: dir, ctx: browser(t), painted: make(chan time.Time, 100)}
	cmd := exec.Command(os.Args[0], "serve", "--addr", "127.0.0.1:0", "-C", dir, "--cache", cache)
	cmd.Env = append(os.Environ(), asProgram+"=1")
	var said strings.Builder
	cmd.Stderr = &said
	out, err := cmd.StdoutPipe()
	s.must(err)
	began := time.Now()
	s.must(cmd.Start())
	t.Cleanup(func() {
		s.must(cmd.Process.Signal(os.Interrupt))
		if err := cmd.Wait(); err != nil {
			t.Errorf("the program ended with %v: %s", err, said.String())
		}
	})
	line, err := bufio.NewReader(out).ReadString('\n')
	s.must(err)
	t.Logf("the address is told after %v", time.Since(began).Round(time.Millisecond))
	go func() { _, _ = io.Copy(io.Discard, out) }()
	s.address = regexp.MustCompile(`http://\S+/`).FindString(line)
	s.must(chromedp.Listen(s.ctx, func(event any) {
		if e, ok := event.(*runtime.EventBindingCalled); ok && e.Name == "anjianPainted" {
			s.painted <- time.Now()
		}
	}))
	s.must(chromedp.Do(s.ctx, chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		if _, err := cdp.Call(ctx, t, runtime.AddBinding, runtime.AddBindingParams{Name: "anjianPainted"}); err != nil {
			return err
		}
		_, err := cdp.Call(ctx, t, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: tellPainted})
		return err
	})))
	return s
}

// tellPainted reports when a page stands on the screen: two frames after it was loaded.
const tellPainted = `addEventListener("load", () => requestAnimationFrame(() => requestAnimationFrame(() => anjianPainted(""))))`

func (s *servedSite) must(err error) {
	s.Helper()
	if err != nil {
		s.Fatal(err)
	}
}

// open shows a page and waits until it is not the one that stands for pages to come.
func (s *servedSite) open(path string) {
	s.Helper()
	s.must(chromedp.Do(s.ctx, chromedp.Navigate(s.address+path)))
	s.until("the page is there", `!document.body.classList.contains("preview-start") && !!document.getElementById("preview-bar")`)
	for len(s.painted) > 0 {
		<-s.painted
	}
}

// eval runs a script that comes to true or false; a page that is just being loaded counts as false.
func (s *servedSite) eval(script string) bool {
	yes, err := chromedp.Run(s.ctx, chromedp.Evaluate[bool](script))
	return err == nil && yes
}

// do runs a script that comes to true.
func (s *servedSite) do(script string) {
	s.Helper()
	if !s.eval(script) {
		s.Fatalf("cannot do %s", script)
	}
}

func (s *servedSite) until(what, script string) {
	s.Helper()
	for deadline := time.Now().Add(patience); !s.eval(script); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(deadline) {
			body, _ := chromedp.Run(s.ctx, chromedp.Evaluate[string]("document.body.innerText"))
			s.Fatalf("not within %v: %s\n%.2000s", patience, what, body)
		}
	}
}

func (s *servedSite) read(name string) string {
	s.Helper()
	text, err := os.ReadFile(filepath.Join(s.dir, filepath.FromSlash(name)))
	s.must(err)
	return string(text)
}

func (s *servedSite) write(name, text string) {
	s.Helper()
	s.must(os.WriteFile(filepath.Join(s.dir, filepath.FromSlash(name)), []byte(text), 0o644))
}

// A reader of a preview keeps the place while the page changes under it; faults appear in the page and go
// by themselves; nothing breaks the rules of the page.
func TestPreviewInABrowser(t *testing.T) {
	dir := t.TempDir()
	if err := copyInto(dir, "../../internal/cli/testdata/site"); err != nil {
		t.Fatal(err)
	}
	const manual = "content/manual/start.md"
	var first, second strings.Builder
	for i := range 80 {
		fmt.Fprintf(&first, "上面的第 %d 段。\n\n", i)
		fmt.Fprintf(&second, "下面的第 %d 段。\n\n", i)
	}
	start := "+++\ntitle = \"说明\"\n+++\n## 第一节\n" + first.String() + "第一稿\n\n## 第二节\n" + second.String()
	s := serveSite(t, dir)
	w := listen(t, s.ctx)
	s.write(manual, start)
	s.open("manual/start.html")
	s.until("the text is there", `document.readyState === "complete" && document.body.textContent.includes("第一稿")`)
	w.take()

	// what a reader was at
	s.do(`(() => {
		window.old = true;
		document.querySelector("input[name=q]").value = "不捕";
		document.querySelector("input[name=q]").focus();
		document.querySelector("input[name=q]").setSelectionRange(1, 2);
		scrollTo(0, 2600);
		return true;
	})()`)
	const top = `Math.round([...document.querySelectorAll("main p")].find((p) => p.textContent === "上面的第 60 段。").getBoundingClientRect().top)`
	before, err := chromedp.Run(s.ctx, chromedp.Evaluate[int](top))
	s.must(err)
	s.write(manual, strings.Replace(strings.Replace(start, "第一稿", "第二稿", 1), "## 第一节\n", "## 第一节\n"+strings.Repeat("添在上面的文字。\n\n", 9), 1))
	s.until("the page shows the new text", `document.readyState === "complete" && document.body.textContent.includes("第二稿") && !window.old`)
	after, err := chromedp.Run(s.ctx, chromedp.Evaluate[int](top))
	s.must(err)
	if before < 0 || before > 900 || after < before-1 || after > before+1 {
		t.Errorf("what was read stood at %d, and stands at %d", before, after)
	}
	if !s.eval(`(() => { const f = document.activeElement; return f.name === "q" && f.value === "不捕" && f.selectionStart === 1 && f.selectionEnd === 2; })()`) {
		t.Error("what was typed, or the focus in it, is lost")
	}

	// another page changes: this one stays
	s.do(`window.old = true`)
	s.write("content/manual/other.md", "+++\ntitle = \"另一篇\"\norder = 9\n+++\n正文\n")
	for answer := new(http.Response); answer.StatusCode != http.StatusOK; time.Sleep(20 * time.Millisecond) {
		answer, err = http.Get(s.address + "manual/other.html")
		s.must(err)
		answer.Body.Close()
	}
	s.write("content/manual/other.md", "+++\ntitle = \"另一篇\"\norder = 9\n+++\n正文，改过\n")

	// a fault, and its end
	good := s.read(manual)
	s.do(`window.old = true`)
	s.write(manual, strings.Replace(good, "第二稿", "{{不捕绿 2025}}", 1))
	s.until("the fault is shown", `!!document.querySelector(".preview-part[data-part=faults][open] .preview-source mark")`)
	if !s.eval(`window.old && document.body.textContent.includes("第二稿") && document.querySelector(".preview-source mark").textContent.includes("不捕绿")
		&& document.getElementById("preview-alert").textContent.includes("不捕绿") && document.activeElement.name === "q"`) {
		t.Error("the fault stands elsewhere than above the last good page")
	}
	s.write(manual, good)
	s.until("the fault is gone", `!document.querySelector(".preview-part[data-part=faults]") && document.querySelector(".preview-line").dataset.state === "good"`)
	if !s.eval(`window.old === true && document.getElementById("preview-alert").textContent === ""`) {
		t.Error("the page was loaded again though it is what it was")
	}
	if messages, _ := w.take(); len(messages) > 0 {
		t.Errorf("the console says %q", messages)
	}
}

// A site that is at fault from the start says so on a page of the program's own, which gives way to the
// site once that is mended.
func TestPreviewOfAFolderAtFault(t *testing.T) {
	dir := t.TempDir()
	if err := copyInto(dir, "../../internal/cli/testdata/site"); err != nil {
		t.Fatal(err)
	}
	settings, err := os.ReadFile(filepath.Join(dir, "config.toml"))
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, "config.toml"), append([]byte("versoin = 1\n"), settings...), 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
	s := serveSite(t, dir)
	s.must(chromedp.Do(s.ctx, chromedp.Navigate(s.address+"manual/start.html")))
	s.until("what is wrong is told", `document.querySelector("h1").textContent === "还没有可看的页面" && document.querySelector(".preview-source mark").textContent === "versoin"`)
	s.write("config.toml", string(settings))
	s.until("the page is there", `document.querySelector("h1").textContent === "怎样开始"`)
}
