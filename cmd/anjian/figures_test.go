package main

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"anjian/internal/build"
)

var (
	manualForm  = regexp.MustCompile("`\\{\\{([^`]*)\\}\\}`")
	manualBlock = regexp.MustCompile("(?s)````text\n(.*?)````")
)

// The manual's page on live figures shows what each form gives in the sample. A document of the sample that
// holds every one of them is signed, which tells what it prints: that, and nothing else, is what the page
// shows. The blocks that the page shows are taken as they stand.
func TestManualShowsWhatLiveFiguresGive(t *testing.T) {
	manual, err := os.ReadFile("../../content/manual/live-figures.md")
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{}
	_, table, _ := strings.Cut(string(manual), "表：每种写法的结果\n")
	table, _, _ = strings.Cut(table, "\n## ")
	for line := range strings.Lines(table) {
		cells := strings.Split(line, "|")
		if len(cells) < 4 {
			continue
		}
		for _, form := range manualForm.FindAllStringSubmatch(cells[1], -1) {
			want[form[1]] = strings.TrimSpace(cells[2])
		}
	}
	if len(want) < 25 {
		t.Fatalf("the page shows %d forms", len(want))
	}
	text := "+++\ntitle = \"写法\"\ndate = 2025-12-31\nstatus = \"签发\"\nreviewer = \"副检察长\"\nreviewed = 2025-12-31\ndepartment = \"案件管理办公室\"\nform = \"analysis\"\nperiod = \"2025-12\"\n+++\n## 写法\n\n"
	for form := range want {
		text += "{{" + form + "}}\n\n"
	}
	blocks := 0
	for _, block := range manualBlock.FindAllStringSubmatch(string(manual), -1) {
		text += block[1] + "\n"
		blocks += strings.Count(block[1], "```") / 2
	}
	dir := t.TempDir()
	if err := copyInto(filepath.Join(dir, "content"), "../../content"); err != nil {
		t.Fatal(err)
	}
	if err := copyInto(filepath.Join(dir, "config.toml"), "../../config.toml"); err != nil {
		t.Fatal(err)
	}
	const name = "content/reports/forms.md"
	if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	s, err := build.Sign(context.Background(), build.Options{Dir: dir, Version: "test"}, build.SignOptions{Document: name, DryRun: true})
	if err != nil {
		t.Fatal(err)
	}
	figures := 0
	for _, p := range s.Signed.Printed {
		if p.Block != "" {
			blocks--
			continue
		}
		figures++
		got := p.Text
		for _, say := range p.Says {
			for _, piece := range say.Phrase {
				got += piece.Text
			}
		}
		if got = strings.ReplaceAll(got, "\u2009", ""); got != want[p.Ask] {
			t.Errorf("{{%s}}\n    gives %s\nthe page %s", p.Ask, got, want[p.Ask])
		}
	}
	if figures != len(want) || blocks != 0 {
		t.Errorf("%d of %d forms were printed, %d blocks were not", figures, len(want), blocks)
	}
}
