package build

import (
	"bytes"
	"context"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"anjian/internal/period"
	"anjian/internal/publish"
	"anjian/internal/source"
)

const congress = "2025-congress-quarterly"

// handoutSite is the sample in a folder of its own.
func handoutSite(t *testing.T) Options {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "content"), os.DirFS("../../content")); err != nil {
		t.Fatal(err)
	}
	settings, err := os.ReadFile("../../config.toml")
	if err != nil {
		t.Fatal(err)
	}
	put(t, dir, "config.toml", string(settings))
	return Options{Dir: dir, Today: period.DateOf(2026, 1, 9)}
}

func put(t *testing.T, dir, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// cellsOfPage reads the tables of a page as a person does: by caption, line and column, the words.
func cellsOfPage(t *testing.T, page string) map[[3]string]string {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	all := map[[3]string]string{}
	var words func(*html.Node) string
	words = func(n *html.Node) string {
		if n.Type == html.TextNode {
			return n.Data
		}
		text := ""
		for c := range n.ChildNodes() {
			text += words(c)
		}
		return text
	}
	for table := range root.Descendants() {
		if table.Data != "table" {
			continue
		}
		caption, heads, first := "", []string(nil), true
		for n := range table.Descendants() {
			switch n.Data {
			case "caption":
				caption = words(n)
			case "tr":
				var cells []string
				for c := range n.ChildNodes() {
					if c.Data == "td" || c.Data == "th" {
						cells = append(cells, strings.TrimSpace(words(c)))
					}
				}
				if first {
					heads, first = cells, false
					continue
				}
				for i, text := range cells[1:] {
					all[[3]string{caption, cells[0], heads[i+1]}] = text
				}
			}
		}
	}
	return all
}

// What was given is printed again to the byte, whatever the data say by then, and says which rows it counts.
func TestWhatWasGivenStays(t *testing.T) {
	ctx, o := context.Background(), handoutSite(t)
	other, err := publish.Acquire(filepath.Join(o.Dir, handoutFolder), o.Started)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Handout(ctx, o, HandoutOptions{Registration: congress, Copy: "01"}); !errors.Is(err, publish.ErrLocked) {
		t.Errorf("while another run hands out: %v", err)
	}
	if err := other.Release(); err != nil {
		t.Fatal(err)
	}
	if _, err := Handout(ctx, o, HandoutOptions{Registration: congress, Copy: "01"}); err != nil {
		t.Fatal(err)
	}
	folder := filepath.Join(o.Dir, "handout", congress)
	first := contents(t, filepath.Join(folder, "01"))
	record := filepath.Join(o.Dir, "content/closed/handouts", congress+".toml")
	given, err := os.ReadFile(record)
	if err != nil {
		t.Fatal(err)
	}

	// Later a case is taken out of the exports.
	name := "content/data/审查逮捕-2025.csv"
	data, err := os.ReadFile(filepath.Join(o.Dir, name))
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(string(data), "\n")
	gone := strings.Split(lines[1], ",")[0]
	put(t, o.Dir, name, strings.Join(slices.Delete(lines, 1, 2), "\n"))
	if err := os.RemoveAll(folder); err != nil {
		t.Fatal(err)
	}
	if _, err := Handout(ctx, o, HandoutOptions{Registration: congress, Copy: "01"}); err != nil {
		t.Fatal(err)
	}
	if again := contents(t, filepath.Join(folder, "01")); !sameContents(first, again) {
		t.Error("the copy made again differs")
	}
	if now, _ := os.ReadFile(record); !bytes.Equal(now, given) {
		t.Error("the record changed though nothing new was given")
	}
	if _, err := Handout(ctx, o, HandoutOptions{Registration: congress, Copy: "02"}); err != nil {
		t.Fatal(err)
	}
	second := contents(t, filepath.Join(folder, "02"))
	for _, page := range []string{"tables/1.html", "tables/2.html", "tables/3.html"} {
		if !maps.Equal(cellsOfPage(t, second[page]), cellsOfPage(t, first[page])) {
			t.Errorf("%s of the second copy prints other numbers", page)
		}
		if !strings.Contains(second[page], "第 02 份") || strings.Contains(second[page], "第 01 份") {
			t.Errorf("%s of the second copy does not say which it is", page)
		}
	}

	for _, in := range []string{filepath.Dir(folder), folder} { // locks lie elsewhere
		entries, err := os.ReadDir(in)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			if name := e.Name(); name != congress && name != "01" && name != "02" {
				t.Errorf("beside the copies lies %s", name)
			}
		}
	}

	found, err := Recall(ctx, o, RecallOptions{Dataset: "arrest-review", Key: gone})
	if err != nil || len(found) != 1 || len(found[0].Record.Copies) != 2 {
		t.Errorf("recall of a row that was counted finds %v, %v; want both copies", found, err)
	}
	otherwise := strings.NewReplacer("[", "〔", "]", "〕", "2", "２").Replace(gone)
	if found, err = Recall(ctx, o, RecallOptions{Dataset: "arrest-review", Key: otherwise + " "}); err != nil || len(found) != 1 || otherwise == gone {
		t.Errorf("recall of a row as another system writes it (%s) finds %v, %v", otherwise, found, err)
	}
	if _, err = Recall(ctx, o, RecallOptions{Dataset: "arest-review", Key: gone}); !isCode(err, source.NoSuchDataset) {
		t.Errorf("recall of a dataset that is none: %v", err)
	}
	if found, err = Recall(ctx, o, RecallOptions{Dataset: "arrest-review", Key: "没有的"}); err != nil || found != nil {
		t.Errorf("recall of a row that is nowhere finds %v, %v", found, err)
	}

	put(t, o.Dir, "content/handouts/"+congress+".md", strings.Replace(read(t, o.Dir, "content/handouts/"+congress+".md"), `"2025Q1", `, "", 1))
	if _, err := Handout(ctx, o, HandoutOptions{Registration: congress, Copy: "02"}); !isCode(err, source.NotGivable) {
		t.Errorf("a registration that was changed is made again: %v", err)
	}
}

func read(t *testing.T, dir, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func isCode(err error, code source.Code) bool {
	e, ok := err.(*source.Error)
	return ok && e.Code == code
}

func sameContents(a, b map[string]string) bool {
	for name, text := range a {
		if b[name] != text {
			return false
		}
	}
	return len(a) == len(b)
}

// A text that was released goes out with the figures, without a way back into the office's site, is found by
// recall, and is not made again once it says something else.
func TestTextsThatAreHandedOut(t *testing.T) {
	ctx, o := context.Background(), handoutSite(t)
	const text = "content/cases/drink-driving-non-prosecution.md"
	registration := "content/handouts/" + congress + ".md"
	put(t, o.Dir, registration, strings.Replace(read(t, o.Dir, registration), "[[table]]", "documents = [\""+text+"\"]\n\n[[table]]", 1))
	if _, err := Handout(ctx, o, HandoutOptions{Registration: congress, Copy: "01"}); err == nil || !strings.Contains(err.Error(), "没有准许对外提供") {
		t.Fatalf("a text that nobody released is handed out: %v", err)
	}
	said := read(t, o.Dir, text)
	said = strings.Replace(said, `released = ["内部"]`, `released = ["内部", "对外提供稿"]`, 1)
	said = said[:strings.Index(said, "全市2025年不诉率")] + "\n" // its live figures are hidden by no rule
	put(t, o.Dir, text, said)
	if _, err := Handout(ctx, o, HandoutOptions{Registration: congress, Copy: "01"}); err != nil {
		t.Fatal(err)
	}
	tree := contents(t, filepath.Join(o.Dir, "handout", congress, "01"))
	page, ok := tree["cases/drink-driving-non-prosecution.html"]
	if !ok || !strings.Contains(page, "行刑反向衔接") || strings.Contains(page, "reverse-linkage") {
		t.Errorf("the text is there: %v; or it links to what is not handed out", ok)
	}
	for name := range tree {
		if strings.HasPrefix(name, "works/") || strings.HasPrefix(name, "indicators/") {
			t.Errorf("%s is in the copy", name)
		}
	}
	found, err := Recall(ctx, o, RecallOptions{Document: text})
	if err != nil || len(found) != 1 || len(found[0].Record.Copies) != 1 {
		t.Errorf("recall of the text finds %v, %v; want one copy", found, err)
	}
	put(t, o.Dir, text, strings.Replace(said, "三是防止不刑不罚", "三是防止不处罚", 1))
	if _, err := Handout(ctx, o, HandoutOptions{Registration: congress, Copy: "02"}); !isCode(err, source.NotGivable) {
		t.Errorf("a text that was changed since is handed out again: %v", err)
	}
}

// What is left to be written, and an approval that is still to come, are told before anything is made.
func TestRegistrationsThatAreNotReady(t *testing.T) {
	ctx, o := context.Background(), handoutSite(t)
	name := "content/handouts/" + congress + ".md"
	said := read(t, o.Dir, name)
	for _, tt := range []struct {
		old, new string
		code     source.Code
	}{
		{`purpose = "审议`, `purpose = "待填写：审议`, source.Unfinished},
		{"date = 2026-01-08", "date = 2026-01-10", source.NotGivable},
		{`approver = "`, "status = \"审核\"\napprover = \"", source.NotGivable},
	} {
		put(t, o.Dir, name, strings.Replace(said, tt.old, tt.new, 1))
		_, err := Handout(ctx, o, HandoutOptions{Registration: congress})
		told := isCode(err, tt.code)
		if list, ok := errors.AsType[*source.List](err); ok {
			told = slices.ContainsFunc(list.Sorted(), func(e *source.Error) bool { return e.Code == tt.code })
		}
		if !told {
			t.Errorf("with %s handing out ends with %v; want %s", tt.new, err, tt.code)
		}
	}
	if _, err := os.Stat(filepath.Join(o.Dir, "handout")); err == nil {
		t.Error("something was made")
	}
}

// At an earlier cut-off, looking back, the periods of a registration are not over yet: that is no fault of the
// registration, and nothing is handed out.
func TestRegistrationsAheadOfTheData(t *testing.T) {
	o := handoutSite(t)
	o.Cutoff = "2025-11-30"
	_, err := Handout(context.Background(), o, HandoutOptions{Registration: congress})
	wrong, ok := errors.AsType[*source.Error](err)
	if !ok || wrong.Code != source.PeriodIsOpen || wrong.Pos.Line == 0 {
		t.Errorf("handing out what is not over: %v", err)
	}
}
