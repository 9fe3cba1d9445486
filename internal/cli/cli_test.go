package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"anjian/internal/build"
	"anjian/internal/edition"
	"anjian/internal/gate"
	"anjian/internal/publish"
	"anjian/internal/search"
	"anjian/internal/source"
)

// run calls the program as a person would.
func run(ctx context.Context, args ...string) (code int, out, errOut string) {
	var stdout, stderr bytes.Buffer
	code = Run(ctx, args, strings.NewReader(""), &stdout, &stderr)
	return code, stdout.String(), stderr.String()
}

func TestExitCodes(t *testing.T) {
	ctx := context.Background()
	dir := t.TempDir()
	if err := copySite(dir); err != nil {
		t.Fatal(err)
	}
	interrupted, cancel := context.WithCancel(ctx)
	cancel()
	for _, tt := range []struct {
		ctx  context.Context
		args string
		want int
		says string
	}{
		{ctx, "version", exitDone, Version},
		{ctx, "", exitDone, "anjian build"},
		{ctx, "", exitDone, "anjian new site 业务数据"},
		{ctx, "help build", exitDone, "--exit-unchanged"},
		{ctx, "bild", exitUsage, "是否为“build”？"},
		{ctx, "build --outt x", exitUsage, "是否为“--out”？"},
		{ctx, "build -z", exitUsage, "没有选项“-z”"},
		{ctx, "build --out", exitUsage, "选项“--out”后面缺少值"},
		{ctx, "search -n many x", exitUsage, "“many”不合要求"},
		{ctx, "build now", exitUsage, "多余的参数“now”"},
		{ctx, "search", exitUsage, "没有写要搜索的词"},
		{ctx, "explain", exitUsage, "编号"},
		{ctx, "build -C " + filepath.Join(dir, "nowhere"), exitUsage, "没有文件夹"},
		{ctx, "build -C " + filepath.Join(dir, "content"), exitUsage, "config.toml"},
		{ctx, "build --cutoff soon -C " + dir, exitUsage, "“soon”不是日期"},
		{ctx, "search 试 -C " + dir, exitUsage, "还没有搜索索引"},
		{ctx, "serve --addr 0.0.0.0:0 -C " + dir, exitUsage, "--remote"},
		{interrupted, "build -C " + dir, exitInterrupted, "已中断"},
		{ctx, "build --exit-unchanged -C " + dir, exitDone, "已发布"},
		{ctx, "build --exit-unchanged -C " + dir, exitUnchanged, "没有变化"},
		{ctx, "search 第一步 -C " + dir, exitDone, "找到 1 条"},
		{ctx, "explain 不捕率@2025Q1@西院 -C " + dir, exitUsage, "没有单位“西院”"},
	} {
		code, out, errOut := run(tt.ctx, strings.Fields(tt.args)...)
		if code != tt.want || !strings.Contains(out+errOut, tt.says) {
			t.Errorf("anjian %s: %d %q %q, want %d and %q", tt.args, code, out, errOut, tt.want, tt.says)
		}
	}
	if err := os.RemoveAll(filepath.Join(dir, "content")); err != nil {
		t.Fatal(err)
	}
	if code, _, errOut := run(ctx, "build", "-C", dir); code != exitSource {
		t.Errorf("without content/: %d %q", code, errOut)
	}
}

func TestLocked(t *testing.T) {
	dir := t.TempDir()
	if err := copySite(dir); err != nil {
		t.Fatal(err)
	}
	stage, err := publish.Begin(publish.Options{Target: filepath.Join(dir, "public"), Edition: edition.Internal()})
	if err != nil {
		t.Fatal(err)
	}
	defer stage.Abort()
	if code, _, errOut := run(context.Background(), "build", "-q", "-C", dir); code != exitLocked || !strings.Contains(errOut, "另一次更新正在进行（pid") {
		t.Errorf("a second run: %d %q", code, errOut)
	}
}

func TestVerdict(t *testing.T) {
	data, settings := new(source.List), new(source.List)
	data.Tell(source.UnknownKey, source.Pos{File: "content/a.md", Line: 3}, "坏", "改")
	settings.Tell(source.UnknownKey, source.Pos{File: "config.toml", Line: 1}, "坏", "")
	wrap := func(err error) error { return fmt.Errorf("build: %w", err) }
	for _, tt := range []struct {
		err  error
		want int
	}{
		{nil, exitDone},
		{data, exitData},
		{settings, exitUsage},
		{wrap(gate.Err([]gate.Finding{{File: "a.html", Class: edition.MobileNumber}})), exitGate},
		{wrap(&build.NoSite{Dir: "x"}), exitUsage},
		{wrap(&publish.ForeignError{Target: "public", Name: "x"}), exitUsage},
		{wrap(&publish.LockedError{}), exitLocked},
		{wrap(publish.ErrNoSpace), exitInternal},
		{wrap(&publish.PartlyError{Targets: []string{"public"}, Err: publish.ErrNoSpace}), exitInternal},
		{wrap(&search.Unfound{Page: "a.html", Place: "正文", Length: 5, Why: "缺少文件 s/1.js"}), exitInternal},
		{wrap(&search.TooManyPages{Pages: 20_001}), exitUsage},
		{wrap(fs.ErrNotExist), exitSource},
		{wrap(context.Canceled), exitInterrupted},
		{errors.New("disk on fire"), exitInternal},
		{errUnchanged, exitUnchanged},
	} {
		text, code := new(app).verdict(tt.err)
		if code != tt.want || (text == "") != (code == exitDone || code == exitUnchanged) {
			t.Errorf("verdict(%v) = %q, %d, want %d", tt.err, text, code, tt.want)
		}
	}
}

// The person reads which page is meant and what to do, and that readers still see the site as it was.
func TestVerdictOnTheSearch(t *testing.T) {
	text, _ := (&app{publishes: true}).verdict(fmt.Errorf("build: %w", &search.Unfound{Page: "a.html", Place: "正文", Length: 5, Why: "缺少文件 s/1.js"}))
	want := "错误 搜索自检没有通过：页面 a.html 的正文里有 5 个字搜不到（缺少文件 s/1.js），public/ 未改动\n  提示 删去缓存文件夹 .anjian，再更新一次；仍然这样的，是程序的错误，请把这条信息告诉维护人员"
	if text != want {
		t.Errorf("%s\nwant\n%s", text, want)
	}
}

// A command that would not have changed what is published does not speak of it.
func TestVerdictOfACommandThatPublishesNothing(t *testing.T) {
	for _, publishes := range []bool{true, false} {
		text, _ := (&app{publishes: publishes}).verdict(fmt.Errorf("read: %w", fs.ErrNotExist))
		if strings.Contains(text, "public/ 未改动") != publishes {
			t.Errorf("publishes %v: %s", publishes, text)
		}
	}
}

// Where some editions are new and cannot be taken back, nobody is told that nothing was published.
func TestVerdictOnPartlyPublished(t *testing.T) {
	text, _ := (&app{publishes: true}).verdict(fmt.Errorf("build: %w", &publish.PartlyError{Targets: []string{"/s/public", "/s/leaders"}, Err: publish.ErrNoSpace}))
	if strings.Contains(text, "public/ 未改动") || !strings.Contains(text, "磁盘空间不足") || !strings.Contains(text, "已经是新网站的有 /s/public、/s/leaders，其余未改动\n  提示 ") {
		t.Error(text)
	}
}

func TestProgressInLines(t *testing.T) {
	var out bytes.Buffer
	p := &progress{out: &out}
	for i := range 3 {
		p.step(build.Step{Name: "读取", Done: i, Total: 3, Detail: "content/a.md"})
	}
	p.step(build.Step{Name: "核对", Detail: "链接"})
	p.end()
	if want := "读取（共 3）\n核对 链接\n"; out.String() != want {
		t.Errorf("progress = %q, want %q", out.String(), want)
	}
	quiet := &progress{out: &out, mute: true}
	quiet.step(build.Step{Name: "读取"})
	quiet.end()
	if strings.Count(out.String(), "\n") != 2 {
		t.Errorf("a quiet run says %q", out.String())
	}
}

func TestProgressOnTerminal(t *testing.T) {
	var out bytes.Buffer
	p := &progress{out: &out, live: true}
	for i := range 4 {
		p.step(build.Step{Name: "生成", Done: i, Total: 3, Detail: strings.Repeat("页", 50)})
	}
	p.step(build.Step{Name: "核对"})
	p.end()
	if !strings.Contains(out.String(), "生成") || strings.Contains(out.String(), "\n") {
		t.Errorf("progress = %q", out.String())
	}
	if got := source.Columns(fitted(strings.Repeat("页", 50))); got != describeWidth {
		t.Errorf("a long description takes %d columns, want %d", got, describeWidth)
	}
}
