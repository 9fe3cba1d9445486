package main

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
)

// alone prepares a command that sees no network interface at all, not even loopback.
func alone(t *testing.T, name string, args ...string) *exec.Cmd {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), name, args...)
	cmd.SysProcAttr = &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWNET}
	if uid := os.Getuid(); uid != 0 {
		cmd.SysProcAttr.Cloneflags |= syscall.CLONE_NEWUSER
		cmd.SysProcAttr.UidMappings = []syscall.SysProcIDMap{{ContainerID: uid, HostID: uid, Size: 1}}
		cmd.SysProcAttr.GidMappings = []syscall.SysProcIDMap{{ContainerID: os.Getgid(), HostID: os.Getgid(), Size: 1}}
	}
	return cmd
}

// Pages are read where there is no network; that they are also made there is TestSameSiteUnderOtherCircumstances.
func TestReadWithoutAnyNetwork(t *testing.T) {
	mayLeaveNetwork(t)
	out := sampleSite(t)
	loadsFromElsewhere(t, out)

	chromium, err := exec.LookPath("chromium")
	if err != nil && os.Getenv("CI") != "true" {
		t.Skip("no Chromium on this machine")
	}
	read := alone(t, chromium, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
		"--disable-component-update", "--disable-sync", "--user-data-dir="+filepath.Join(t.TempDir(), "profile"), "--dump-dom", fileURL(out, "index.html", ""))
	dom, err := read.Output()
	if err != nil {
		t.Fatalf("read without network: %v", err)
	}
	if !bytes.Contains(dom, []byte("业务总览</h1>")) {
		t.Errorf("the overview does not show its heading without network: %.300s", dom)
	}
}

// mayLeaveNetwork skips a test where the machine does not let a process leave the network and CI is not set.
func mayLeaveNetwork(t *testing.T) {
	t.Helper()
	if err := alone(t, "true").Run(); errors.Is(err, fs.ErrPermission) && os.Getenv("CI") != "true" {
		t.Skip("this machine does not let a process leave the network")
	}
}

// elsewhere finds what makes a browser load from another host: addresses in the attributes and
// rules that load, not texts that merely name one.
var elsewhere = regexp.MustCompile(`(?i)(?:\b(?:src|srcset|poster|data|action)\s*=\s*["']?|<link\b[^>]*href\s*=\s*["']?|url\(\s*["']?|@import\s+["']?|\b(?:fetch|importScripts|import)\(\s*["'])(?:https?:)?//`)

func loadsFromElsewhere(t *testing.T, dir string) {
	t.Helper()
	read := 0
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.Contains(name, "echarts-") {
			return err
		}
		switch filepath.Ext(name) {
		case ".html", ".css", ".js", ".svg":
		default:
			return nil
		}
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			return err
		}
		read++
		if found := elsewhere.Find(data); found != nil {
			t.Errorf("%s loads from another host: %s", name, found)
		}
		return nil
	})
	if err != nil || read < 100 {
		t.Errorf("looked into %d files: %v", read, err)
	}
}

func TestElsewhereKnowsALoadFromAMention(t *testing.T) {
	for text, want := range map[string]bool{
		`<img src="https://host.invalid/a.png">`:                   true,
		`<script src=//host.invalid/a.js>`:                         true,
		`<link rel="stylesheet" href="http://host.invalid/a.css">`: true,
		`background:url(https://host.invalid/a.png)`:               true,
		`@import "//host.invalid/a.css"`:                           true,
		`fetch("https://host.invalid/x")`:                          true,
		`<a href="https://host.invalid/">说明</a>`:                   false, // a link is followed by a person
		`<svg xmlns="http://www.w3.org/2000/svg">`:                 false,
		`服务地址写作 http://127.0.0.1:8080`:                             false,
		`<img src="../assets/a.png"><link href="../style.css">`:    false,
	} {
		if got := elsewhere.MatchString(text); got != want {
			t.Errorf("elsewhere(%s) = %v; want %v", text, got, want)
		}
	}
}
