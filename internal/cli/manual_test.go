package cli

import (
	"io/fs"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"anjian/content"
	"anjian/internal/edition"
)

// The administrator's manual lists every command with a row of its own, every option of it somewhere in the
// manual, and every exit code: what the program can do and the manual does not say, nobody uses.
func TestManualListsCommandsAndExitCodes(t *testing.T) {
	admin, err := fs.ReadFile(content.Files, "manual/admin.md")
	if err != nil {
		t.Fatal(err)
	}
	whole := strings.Builder{}
	pages, err := fs.Glob(content.Files, "manual/*.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, page := range pages {
		text, err := fs.ReadFile(content.Files, page)
		if err != nil {
			t.Fatal(err)
		}
		whole.Write(text)
	}
	seen := 0
	var walk func(cmd *cobra.Command, path string)
	walk = func(cmd *cobra.Command, path string) {
		seen++
		if !strings.Contains(string(admin), "\n| `"+path) && !strings.Contains(path, "new ") {
			t.Errorf("the table of commands lacks %q", path)
		}
		cmd.LocalNonPersistentFlags().VisitAll(func(f *pflag.Flag) {
			if f.Name != "help" && !f.Hidden && !strings.Contains(whole.String(), "--"+f.Name) {
				t.Errorf("no page of the manual tells of %s --%s", path, f.Name)
			}
		})
		for _, sub := range cmd.Commands() {
			walk(sub, path+" "+sub.Name())
		}
	}
	root := (&app{}).root()
	for _, cmd := range root.Commands() {
		if cmd.Name() != "help" {
			walk(cmd, "anjian "+cmd.Name())
		}
	}
	root.PersistentFlags().VisitAll(func(f *pflag.Flag) {
		if !strings.Contains(string(admin), "--"+f.Name) && !strings.Contains(string(admin), "`-"+f.Shorthand+"`") {
			t.Errorf("the manual lacks the common option --%s", f.Name)
		}
	})
	if seen < len(commands) {
		t.Errorf("%d commands were looked up; there are %d", seen, len(commands))
	}
	_, table, _ := strings.Cut(string(admin), "\n## 退出码")
	table, _, _ = strings.Cut(table, "\n## ")
	told := map[int]bool{}
	for _, row := range regexp.MustCompile(`(?m)^\| (\d+) \|`).FindAllStringSubmatch(table, -1) {
		code, _ := strconv.Atoi(row[1])
		told[code] = true
	}
	codes := []int{exitDone, exitInternal, exitUsage, exitGate, exitData, exitUnchanged, exitSource, exitLocked, exitInterrupted}
	for _, code := range codes {
		if !told[code] {
			t.Errorf("the table of exit codes lacks %d", code)
		}
	}
	if len(told) != len(codes) {
		t.Errorf("the manual tells of %d exit codes; there are %d", len(told), len(codes))
	}
}

// The manual goes with every site, whatever notice its footer bears: no page may hold what the gate refuses.
func TestManualPassesTheGateUnderAnyNotice(t *testing.T) {
	pages, err := fs.Glob(content.Files, "manual/*.md")
	if err != nil || len(pages) == 0 {
		t.Fatal(pages, err)
	}
	e := edition.Internal()
	e.Mark = "院内使用"
	d := edition.NewDetector(edition.Policy{Edition: e})
	for _, page := range pages {
		text, err := fs.ReadFile(content.Files, page)
		if err != nil {
			t.Fatal(err)
		}
		d.Find(text, func(class edition.Class, start, end int) {
			t.Errorf("%s:%d: the gate refuses %s as %s", page, 1+strings.Count(string(text[:start]), "\n"), text[start:end], class)
		})
	}
}
