package cli

import (
	"bytes"
	"context"
	"io"
	"net"
	"net/http"
	"slices"
	"strings"
	"testing"
)

// Without a command the site is updated, served on this machine and shown.
func TestStart(t *testing.T) {
	dir := t.TempDir()
	if err := copySite(dir); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	var out, errOut bytes.Buffer
	page := ""
	a := &app{in: strings.NewReader(""), out: &out, errOut: &errOut, now: clock(), quiet: true}
	a.browse = func(_ context.Context, address string) error {
		go func() {
			defer cancel()
			if r, err := http.Get(address + "index.html"); err == nil {
				body, _ := io.ReadAll(r.Body)
				r.Body.Close()
				page = string(body)
			}
		}()
		return io.EOF // no browser here: the address is told
	}
	root := a.root()
	root.SetArgs([]string{"-C", dir})
	if err := root.ExecuteContext(ctx); err != nil {
		t.Fatal(err, errOut.String())
	}
	if !strings.Contains(page, "业务总览") {
		t.Errorf("the first page is %q", page)
	}
	for _, want := range []string{"已发布到", "网站在 http://127.0.0.1:", "请自己打开上面的地址"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q is not said:\n%s", want, out.String())
		}
	}
}

func TestATakenPortIsNotWaitedFor(t *testing.T) {
	for range 10 { // another program may take a port that was just given back
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		port := listener.Addr().(*net.TCPAddr).Port
		if got := loopback(port); got != "127.0.0.1:0" {
			t.Errorf("a taken port gives %s", got)
		}
		listener.Close()
		if loopback(port) != "127.0.0.1:0" {
			return
		}
	}
	t.Error("a free port is not taken")
}

func TestBrowserCommands(t *testing.T) {
	const address = "http://127.0.0.1:8080/"
	for system, want := range map[string][]string{
		"windows": {"rundll32", "url.dll,FileProtocolHandler", address},
		"darwin":  {"open", address},
		"linux":   {"xdg-open", address},
	} {
		if got := browserCommand(system, address); !slices.Equal(got, want) {
			t.Errorf("on %s: %v; want %v", system, got, want)
		}
	}
}
