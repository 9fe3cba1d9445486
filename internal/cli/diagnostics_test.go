package cli

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/hex"
	"errors"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"anjian/content"
	"anjian/internal/source"
)

var update = flag.Bool("update", false, "rewrite what the manual's examples of findings print; read the difference before committing it")

// The manual explains every kind of finding with an example. All examples start from one small site,
// testdata/examples, in which nothing is wrong; each changes what it shows, runs the command that it
// names (anjian check where it names none), and prints what the page says, to the character. Where a
// page shows wrong text beside right text, the right one is what the site holds: the remedy is tried, too.

// shownFolder is what pages call the folder of the site.
const shownFolder = "/srv/业务数据"

// pagesOfFindings are the manual's pages, below content/manual.
const pagesOfFindings = "../../content/manual/diagnostics*.md"

// An example is what a section shows.
type example struct {
	code, title string
	page        string
	steps       []step
	want        string
	from, to    int // lines of the page that hold want
}

// A step is one change to the site, or the command.
type step struct{ do, file, text, instead string }

var (
	headingOf = regexp.MustCompile(`^### ([A-Z]\d\d) (.+)$`)
	removalOf = regexp.MustCompile("^移走 `([^`]+)`。$")
	repeated  = regexp.MustCompile(`\{重复 (\d+) 次：([^}]*)\}`) // so that what is too long fits the page
	character = regexp.MustCompile(`\{字符 ([0-9A-F]+)\}`)     // that no page can show
	stepOf    = regexp.MustCompile("^(?:`([^`]+)` ?(写成|漏了|换成|的字节是|另有)|(应为|运行|显示))：$")
)

// examplesOf reads the sections of a page.
func examplesOf(t *testing.T, page string) []*example {
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	var list []*example
	var e *example
	lines := strings.Split(string(text), "\n")
	for i := 0; i < len(lines); i++ {
		if m := headingOf.FindStringSubmatch(lines[i]); m != nil {
			e = &example{code: m[1], title: m[2], page: page}
			list = append(list, e)
			continue
		}
		if m := removalOf.FindStringSubmatch(lines[i]); m != nil && e != nil {
			e.steps = append(e.steps, step{do: "移走", file: m[1]})
		}
		m := stepOf.FindStringSubmatch(lines[i])
		if m == nil || e == nil {
			continue
		}
		from := i + 1
		for lines[from] == "" {
			from++
		}
		fence := lines[from][:strings.LastIndexByte(lines[from], '`')+1]
		if len(fence) < 3 {
			t.Fatalf("%s:%d: no block follows", page, i+1)
		}
		from++
		to := from
		for lines[to] != fence {
			to++
		}
		block := character.ReplaceAllStringFunc(strings.Join(lines[from:to], "\n"), func(named string) string {
			n, _ := strconv.ParseUint(character.FindStringSubmatch(named)[1], 16, 32)
			return string(rune(n))
		})
		block = repeated.ReplaceAllStringFunc(block, func(short string) string {
			m := repeated.FindStringSubmatch(short)
			n, _ := strconv.Atoi(m[1])
			return strings.Repeat(m[2], n)
		})
		switch {
		case m[3] == "显示":
			e.want, e.from, e.to = block, from, to
		case m[3] == "应为":
			e.steps[len(e.steps)-1].instead = block
		default:
			e.steps = append(e.steps, step{do: m[2] + m[3], file: m[1], text: block})
		}
		i = to
	}
	return list
}

// take changes the site in a folder, or returns the command line.
func (s step) take(t *testing.T, dir string) (command []string) {
	name := filepath.Join(dir, filepath.FromSlash(s.file))
	read := func() string {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	swap := func(old, text string) []byte {
		whole := read()
		if strings.Count(whole, old) != 1 {
			t.Fatalf("%s holds %d times %q", s.file, strings.Count(whole, old), old)
		}
		return []byte(strings.Replace(whole, old, text, 1))
	}
	var data []byte
	switch s.do {
	case "运行":
		return strings.Fields(strings.TrimPrefix(s.text, "anjian "))
	case "移走":
		if err := os.Remove(name); err != nil {
			t.Fatal(err)
		}
		return nil
	case "写成":
		data = swap(s.instead+"\n", s.text+"\n")
	case "漏了":
		data = swap(s.text+"\n", "")
	case "另有", "换成":
		data = []byte(s.text + "\n")
		if strings.HasSuffix(s.file, ".xlsx") {
			data = workbookOf(t, s.text)
		}
	case "的字节是":
		var err error
		if data, err = hex.DecodeString(strings.Join(strings.Fields(s.text), "")); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, data, 0o644); err != nil {
		t.Fatal(err)
	}
	return nil
}

// workbookOf makes a workbook of one sheet, named in brackets on the first line. A cell that begins
// with = is a formula that nobody has computed yet; a line or sheet marked （隐藏） is hidden.
func workbookOf(t *testing.T, text string) []byte {
	const hidden = "（隐藏）"
	lines := strings.Split(text, "\n")
	title, away := strings.CutSuffix(lines[0], hidden)
	title = strings.Trim(title, "[]")
	f := excelize.NewFile()
	defer f.Close()
	_, err := f.NewSheet(title)
	errs := []error{err}
	if away {
		errs = append(errs, f.SetSheetVisible(title, false))
	} else {
		errs = append(errs, f.DeleteSheet("Sheet1"))
	}
	for i, line := range lines[1:] {
		line, away := strings.CutSuffix(line, hidden)
		if away {
			errs = append(errs, f.SetRowVisible(title, i+1, false))
		}
		for col, cell := range strings.Split(line, ",") {
			name, err := excelize.CoordinatesToCellName(col+1, i+1)
			errs = append(errs, err)
			if formula, ok := strings.CutPrefix(cell, "="); ok {
				errs = append(errs, f.SetCellFormula(title, name, formula))
			} else if strings.HasPrefix(cell, "#") {
				errs = append(errs, f.SetCellInt(title, name, broken))
			} else if cell != "" {
				errs = append(errs, f.SetCellStr(title, name, cell))
			}
		}
	}
	b, err := f.WriteToBuffer()
	if err := errors.Join(append(errs, err)...); err != nil {
		t.Fatal(err)
	}
	return withErrors(t, b.Bytes())
}

// broken stands for a cell with an error value until the workbook is written: the library writes none.
const broken = 987654321

// withErrors turns the cells that hold broken into cells with an error value.
func withErrors(t *testing.T, book []byte) []byte {
	packed, err := zip.NewReader(bytes.NewReader(book), int64(len(book)))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, f := range packed.File {
		text, err := fs.ReadFile(packed, f.Name)
		if err != nil {
			t.Fatal(err)
		}
		text = regexp.MustCompile(`<c( r="[A-Z0-9]+")[^>]*><v>`+strconv.Itoa(broken)+`</v>`).ReplaceAll(text, []byte(`<c$1 t="e"><v>#REF!</v>`))
		part, err := w.Create(f.Name)
		if err == nil {
			_, err = part.Write(text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// prints returns what the person sees, without the line that counts.
func (e *example) prints(t *testing.T) string {
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("testdata/examples")); err != nil {
		t.Fatal(err)
	}
	t.Setenv("SOURCE_DATE_EPOCH", "1767225600") // 2026-01-01
	var told string
	checked := false
	for _, s := range e.steps {
		args := s.take(t, dir)
		if checked = args != nil; checked {
			told = tellsOf(args, dir)
		}
	}
	if !checked {
		told = tellsOf([]string{"check"}, dir)
	}
	var kept []string
	for line := range strings.Lines(told) {
		if !strings.HasPrefix(line, "共 ") {
			kept = append(kept, strings.ReplaceAll(line, dir, shownFolder))
		}
	}
	return strings.TrimSuffix(strings.Join(kept, ""), "\n")
}

// tellsOf runs a command on the site in a folder and returns what it says to the person.
func tellsOf(command []string, dir string) string {
	for i, arg := range command {
		command[i] = strings.ReplaceAll(arg, shownFolder, dir)
	}
	if at := slices.Index(command, "-C"); at > 0 {
		command[at+1] = filepath.Join(dir, command[at+1])
	} else {
		command = append(command, "-C", dir)
	}
	var out, errOut bytes.Buffer
	Run(context.Background(), append(command, "-q"), nil, &out, &errOut)
	return errOut.String()
}

func allExamples(t *testing.T) []*example {
	pages, err := filepath.Glob(pagesOfFindings)
	if err != nil || len(pages) == 0 {
		t.Fatalf("no pages: %v", err)
	}
	var all []*example
	for _, page := range pages {
		all = append(all, examplesOf(t, page)...)
	}
	return all
}

func TestExamplesOfFindingsPrintWhatTheManualSays(t *testing.T) {
	if testing.Short() {
		t.Skip("checks a site for every kind of finding")
	}
	clean := &example{}
	if got := clean.prints(t); got != "" {
		t.Fatalf("the site of the examples is not clean:\n%s", got)
	}
	all := allExamples(t)
	for _, e := range all {
		if e.to == 0 {
			continue
		}
		t.Run(e.code, func(t *testing.T) {
			got := e.prints(t)
			if *update {
				e.want = got
				return
			}
			if got != e.want {
				t.Errorf("%s %s prints\n%s\nthe manual says\n%s", e.code, e.title, got, e.want)
			}
			if !regexp.MustCompile(`^(错误|警告) ` + e.code + ` `).MatchString(got) {
				t.Errorf("%s %s begins with another code:\n%s", e.code, e.title, got)
			}
		})
	}
	if *update {
		rewrite(t, all)
	}
}

// rewrite puts what was printed into the pages, from the end so that lines keep their numbers.
func rewrite(t *testing.T, all []*example) {
	for _, e := range slices.Backward(all) {
		if e.to == 0 {
			continue
		}
		text, err := os.ReadFile(e.page)
		if err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(string(text), "\n")
		lines = slices.Replace(lines, e.from, e.to, strings.Split(e.want, "\n")...)
		if err := os.WriteFile(e.page, []byte(strings.Join(lines, "\n")), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func TestEveryKindOfFindingHasItsSection(t *testing.T) {
	sections := map[source.Code]*example{}
	for _, e := range allExamples(t) {
		if sections[source.Code(e.code)] != nil {
			t.Errorf("%s has two sections", e.code)
		}
		sections[source.Code(e.code)] = e
		if k := source.Code(e.code).Kind(); k.Title != e.title {
			t.Errorf("%s: the heading in %s says %q, the code is %q", e.code, filepath.Base(e.page), e.title, k.Title)
		}
	}
	overview, err := fs.ReadFile(content.Files, "manual/diagnostics.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range source.Kinds() {
		e := sections[k.Code]
		if e == nil {
			t.Errorf("%s %s has no section in the manual", k.Code, k.Title)
			continue
		}
		if e.to == 0 && k.Code != source.NumbersCollide { // two equal numbers cannot be made
			t.Errorf("%s %s has no example", k.Code, k.Title)
		}
		if line := "| " + string(k.Code) + " | " + k.Severity.String() + " | [" + k.Title + "]("; !strings.Contains(string(overview), line) {
			t.Errorf("the overview lacks %q", line)
		}
	}
}
