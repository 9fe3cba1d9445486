package cli

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"anjian/templates"
)

// service writes the files for a system from a site whose folder has a blank and signs that need quoting.
func service(t *testing.T, system string, flags ...string) (site string, read func(name string) string) {
	t.Helper()
	site = filepath.Join(t.TempDir(), "业务 数据 100%'&")
	if err := os.MkdirAll(site, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := copySite(site); err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(site, "deploy")
	args := append([]string{"new", "service", dir, "-C", site, "--for", system, "--program", "/opt/an jian/anjian"}, flags...)
	if code, _, errOut := run(context.Background(), args...); code != exitDone {
		t.Fatalf("exit code %d\n%s", code, errOut)
	}
	if code, _, errOut := run(context.Background(), args...); code != exitUsage || !strings.Contains(errOut, "已经有了") {
		t.Errorf("files are written over: %d %s", code, errOut)
	}
	return site, func(name string) string {
		text, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
}

func TestSystemdFiles(t *testing.T) {
	site, read := service(t, "linux", "--time", "05:07", "--user", "yewu")
	unit, timer := read("anjian.service"), read("anjian.timer")
	for _, want := range []string{
		"Type=oneshot\n", "ProtectSystem=strict\n", "PrivateNetwork=yes\n", "NoNewPrivileges=yes\n", "MemoryMax=2G\n", "TimeoutStartSec=1h\n", "User=yewu\n", "SuccessExitStatus=5\n",
		`ExecStart="/opt/an jian/anjian" build -q --scheduled --exit-unchanged`, `ReadWritePaths="` + strings.ReplaceAll(site, "%", "%%") + `"` + "\n",
	} {
		if !strings.Contains(unit, want) {
			t.Errorf("the service lacks %q:\n%s", want, unit)
		}
	}
	for _, want := range []string{"OnCalendar=*-*-* 05:07:00\n", "Persistent=true\n", "RandomizedDelaySec=10min\n", "WantedBy=timers.target\n"} {
		if !strings.Contains(timer, want) {
			t.Errorf("the timer lacks %q:\n%s", want, timer)
		}
	}
	if want := "\n7 5 * * * yewu cd '" + strings.NewReplacer("%", `\%`, "'", `'\''`).Replace(site) + "' && '/opt/an jian/anjian' build -q"; !strings.Contains(read("anjian.cron"), want) {
		t.Errorf("the line for cron is not %q:\n%s", want, read("anjian.cron"))
	}
	analyze, err := exec.LookPath("systemd-analyze")
	if err != nil {
		t.Skip("no systemd-analyze on this machine")
	}
	units := t.TempDir()
	program := filepath.Join(units, "anjian") // which has to be there and run
	if err := os.WriteFile(program, []byte("#!/bin/sh\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"anjian.service": strings.ReplaceAll(unit, "/opt/an jian/anjian", program), "anjian.timer": timer} {
		if err := os.WriteFile(filepath.Join(units, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	verify := exec.Command(analyze, "verify", "--man=no", filepath.Join(units, "anjian.service"), filepath.Join(units, "anjian.timer"))
	if out, err := verify.CombinedOutput(); err != nil || bytes.Contains(out, []byte("anjian.service:")) || bytes.Contains(out, []byte("anjian.timer:")) {
		t.Errorf("systemd-analyze: %v\n%s", err, out)
	}
}

// What is published outside the site folder is written beside it.
func TestServiceMayWriteWhereTheSiteIsPublished(t *testing.T) {
	site := t.TempDir()
	if err := copySite(site); err != nil {
		t.Fatal(err)
	}
	www := filepath.Join(t.TempDir(), "www")
	f, err := os.OpenFile(filepath.Join(site, "config.toml"), os.O_APPEND|os.O_WRONLY, 0o644)
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprintf(f, "[publish]\nout = %q\n", filepath.Join(www, "public"))
	f.Close()
	if code, _, errOut := run(context.Background(), "new", "service", filepath.Join(site, "deploy"), "-C", site, "--for", "linux"); code != exitDone {
		t.Fatal(errOut)
	}
	text, err := os.ReadFile(filepath.Join(site, "deploy", "anjian.service"))
	if want := fmt.Sprintf("ReadWritePaths=\"%s\" \"%s\"\n", site, www); err != nil || !strings.Contains(string(text), want) {
		t.Errorf("%v; the service lacks %q:\n%s", err, want, text)
	}
}

// The files for servers tell exactly the headers that our own server sends, in each place where they are told.
func TestServersSendOurHeaders(t *testing.T) {
	_, read := service(t, "linux")
	_, readWindows := service(t, "windows")
	text := read("nginx.conf")
	if strings.Count(text, "{") != strings.Count(text, "}") || !strings.Contains(text, `root "`) {
		t.Errorf("nginx.conf:\n%s", text)
	}
	var told []templates.Header
	for _, m := range regexp.MustCompile(`(?m)^\s*add_header (\S+) "([^"]*)" always;$`).FindAllStringSubmatch(text, -1) {
		told = append(told, templates.Header{Name: m[1], Value: m[2]})
	}
	pages := append(templates.Headers(), templates.Header{Name: "Cache-Control", Value: templates.CachePages})
	assets := append(templates.Headers(), templates.Header{Name: "Cache-Control", Value: templates.CacheAssets})
	if want := slices.Concat(pages, assets); !slices.Equal(told, want) {
		t.Errorf("nginx sends %q; want %q", told, want)
	}
	var web struct {
		Server struct {
			Add []struct {
				Name  string `xml:"name,attr"`
				Value string `xml:"value,attr"`
			} `xml:"httpProtocol>customHeaders>add"`
		} `xml:"system.webServer"`
	}
	if err := xml.Unmarshal([]byte(readWindows("web.config")), &web); err != nil {
		t.Fatal(err)
	}
	told = nil
	for _, h := range web.Server.Add {
		told = append(told, templates.Header(h))
	}
	if !slices.Equal(told, pages) {
		t.Errorf("IIS sends %q; want %q", told, pages)
	}
	if csp := pages[0].Value; !strings.HasPrefix(csp, templates.ContentSecurityPolicy) || !strings.HasSuffix(csp, "frame-ancestors 'none'") {
		t.Errorf("the policy is %s", csp)
	}
}

func TestTaskSchedulerFile(t *testing.T) {
	site, read := service(t, "windows")
	data := []byte(read("anjian-task.xml"))
	if !bytes.HasPrefix(data, []byte{0xff, 0xfe}) || len(data)%2 != 0 {
		t.Fatalf("no UTF-16: % x", data[:8])
	}
	units := make([]uint16, 0, len(data)/2)
	for i := 2; i < len(data); i += 2 {
		units = append(units, uint16(data[i])|uint16(data[i+1])<<8)
	}
	text := string(utf16.Decode(units))
	if strings.Count(text, "\n") != strings.Count(text, "\r\n") {
		t.Error("lines do not end in CR LF")
	}
	var task struct {
		Exec struct{ Command, Arguments, WorkingDirectory string } `xml:"Actions>Exec"`
	}
	d := xml.NewDecoder(strings.NewReader(strings.Replace(text, "UTF-16", "UTF-8", 1)))
	if err := d.Decode(&task); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		t.Logf("behind the task: %v", err)
	}
	if e := task.Exec; e.Command != `"/opt/an jian/anjian"` || e.WorkingDirectory != site || !strings.HasPrefix(e.Arguments, "build -q --scheduled --log json --log-file \"") {
		t.Errorf("the task runs %+v", e)
	}
}

func TestServiceFlags(t *testing.T) {
	site := t.TempDir()
	if err := copySite(site); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ flag, value, says string }{
		{"--for", "solaris", "写作 linux 或 windows"},
		{"--time", "25:00", "写作 06:30"},
		{"--user", "root;reboot", "用小写字母"},
		{"--memory", "viel", "写作 2G"},
		{"--timeout", "1 day", "写作 1h"},
		{"--program", "/opt/a\nExecStartPre=/bin/sh", "写不进配置文件"},
		{"--public", `/srv/a"b`, "写不进配置文件"},
	} {
		code, _, errOut := run(context.Background(), "new", "service", filepath.Join(site, "deploy"), "-C", site, tt.flag, tt.value)
		if code != exitUsage || !strings.Contains(errOut, tt.says) {
			t.Errorf("%s %q: %d %s", tt.flag, tt.value, code, errOut)
		}
	}
	if _, err := os.Stat(filepath.Join(site, "deploy")); err == nil {
		t.Error("something was written")
	}
	if code, _, errOut := run(context.Background(), "new", "service", filepath.Join(site, "d"), "-C", filepath.Join(site, "content")); code != exitUsage || !strings.Contains(errOut, "config.toml") {
		t.Errorf("without a site: %d %s", code, errOut)
	}
	if want := map[string]string{"windows": "windows"}[runtime.GOOS]; want != "" && defaultSystem() != want {
		t.Errorf("on %s the default is %s", runtime.GOOS, defaultSystem())
	}
}
