package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"html"
	"html/template"
	"image"
	"image/png"
	"io/fs"
	"maps"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"anjian/internal/build"
	"anjian/internal/document"
	"anjian/internal/source"
)

// A copy of a document holds as many payloads in each of its fields as its front matter may hold bytes: every payload
// stands once in every field of a kind of document, in as few pages as can be.
const mostFront = 52 << 10

// few are the payloads of names that stand on most pages: one for each way to break out.
const few = 12

// A hostileSite is a small site whose every text is a payload.
type hostileSite struct {
	dir      string
	all      []payload
	refused  map[int]bool // payloads that no Markdown body may hold
	accepted []payload    // the others

	copies map[string]int // of each kind of document, by its folder
}

func newHostileSite(t testing.TB) *hostileSite {
	t.Helper()
	s := &hostileSite{dir: t.TempDir(), all: payloads(), refused: map[int]bool{}, copies: map[string]int{}}
	for _, p := range s.all {
		if refusedInProse(p.text) {
			s.refused[p.number] = true
		} else {
			s.accepted = append(s.accepted, p)
		}
	}
	if err := os.CopyFS(s.dir, os.DirFS("../../internal/cli/testdata/examples")); err != nil {
		t.Fatal(err)
	}
	templates, err := os.ReadFile("testdata/hostile.txt")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(templates), "\n-- ")
	files := strings.Split(rest, "\n-- ")
	for _, file := range files {
		name, text, _ := strings.Cut(file, " --\n")
		if strings.Contains(name, "N") {
			s.copies[path.Base(path.Dir(name))] = s.copiesOf(text)
		}
	}
	for _, file := range files {
		name, text, _ := strings.Cut(file, " --\n")
		copies := s.copies[path.Base(path.Dir(name))]
		if !strings.Contains(name, "N") {
			copies = len(s.all) / 60 // of which there is the first
		}
		for n, part := range slices.Collect(slices.Chunk(s.all, (len(s.all)+copies-1)/copies)) {
			if n > 0 && !strings.Contains(name, "N") {
				break
			}
			s.write(t, strings.ReplaceAll(name, "N", strconv.Itoa(n+1)), s.fill(text, n+1, part))
		}
	}
	s.write(t, "config.toml", "version = 1\ncutoff = 2025-12-31\n[site]\ntitle = "+quoted(joined(s.all[:few]))+"\nowner = "+quoted(joined(s.all[few:2*few]))+"\nnotice = "+quoted(joined(s.all[2*few:3*few]))+"\n[overview]\nurgent = [\"non-arrest-rate\", \"hostile-1\"]\nchart = \"hostile-1\"\n")
	var dot bytes.Buffer
	if err := png.Encode(&dot, image.NewGray(image.Rect(0, 0, 1, 1))); err != nil {
		t.Fatal(err)
	}
	s.write(t, "content/images/x.png", dot.String())
	s.exports(t)
	return s
}

func (s *hostileSite) write(t testing.TB, name, text string) {
	t.Helper()
	name = filepath.Join(s.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// copiesOf tells how many copies of a document it takes for all payloads.
func (s *hostileSite) copiesOf(text string) int {
	front, _, _ := strings.Cut(strings.TrimPrefix(text, "+++\n"), "\n+++\n")
	fields := strings.Count(front, "§") - strings.Count(front, "§few")
	return (fields*len(quoted(joined(s.all))) + mostFront - 1) / mostFront
}

// fill puts payloads where the text of a template has §.
func (s *hostileSite) fill(text string, n int, part []payload) string {
	front, body, _ := strings.Cut(strings.TrimPrefix(text, "+++\n"), "\n+++\n")
	var codes []string
	for _, p := range s.all {
		codes = append(codes, quoted(p.text))
	}
	nth := func(kind string) string { return strconv.Itoa((n-1)%max(1, s.copies[kind]) + 1) }
	inside := strings.Trim(quoted(joined(part)), `"`)
	front = strings.NewReplacer("INDICATOR", nth("indicators"), "CASE", nth("cases"), "REPORT", nth("reports"), "QUARTER", fmt.Sprintf("%dQ%d", (2025*4+3-n)/4, (2025*4+3-n)%4+1), "N", strconv.Itoa(n)).Replace(front)
	front = strings.NewReplacer("§codes", strings.Join(codes, ", "), "§few", strings.Trim(quoted(joined(s.all[3*few:4*few])), `"`), "§", inside).Replace(front)
	var paragraphs []string
	for _, p := range part {
		if !s.refused[p.number] {
			paragraphs = append(paragraphs, p.text)
		}
	}
	one := paragraphs[n%len(paragraphs)]
	var lines []string
	for line := range strings.SplitSeq(body, "\n") {
		if !strings.Contains(line, "§each") {
			lines = append(lines, line)
			continue
		}
		for _, p := range paragraphs {
			if strings.HasPrefix(line, "|") {
				p = strings.ReplaceAll(p, "|", `\|`)
			}
			if strings.Contains(p, "]: ") {
				continue // defines an address where a line begins with it, and is refused as such
			}
			lines = append(lines, strings.ReplaceAll(line, "§each", p))
		}
	}
	body = strings.NewReplacer(
		"title = \"§\"", "title = \""+inside+"\"", "note = \"§\"", "note = \""+inside+"\"", "§one", one, "§", strings.Join(paragraphs, "\n\n"), "N", strconv.Itoa(n),
	).Replace(strings.Join(lines, "\n"))
	return "+++\n" + front + "\n+++\n" + body
}

// exports writes the files of data: each payload once in each column of words, and as the name of a file where it may
// be one.
func (s *hostileSite) exports(t testing.TB) {
	t.Helper()
	copies := slices.Max(slices.Collect(maps.Values(s.copies)))
	cases := [][]string{{"编号", "承办单位", "部门", "案由", joined(s.all[3*few : 4*few]), "结论", "受理日期", "审结日期", "到期日期", "人数", "认罪"}}
	checks := [][]string{{"登记编号", "案件编号", "承办单位", "部门", "业务类别", "评查方式", "等次", "问题", "好的做法", "完成日期", "反馈日期", "整改期限", "整改日期"}}
	files := 0
	for i, p := range s.all {
		at := func(shift int) string { return s.all[(i+shift)%len(s.all)].text }
		day := func(shift int) string { return fmt.Sprintf("2025-%02d-%02d", i%12+1, i%20+1+shift) }
		place := []string{"东院", "市院"}[i%2]
		number := fmt.Sprintf("%d %s", p.number, at(1))
		row := []string{number, place, s.all[i%few].text, at(2), at(3), p.text, day(0), day(5), day(3), strconv.Itoa(i%copies + 1), "是"}
		cases = append(cases, row)
		checks = append(checks, []string{fmt.Sprintf("%s %d", at(4), p.number), number, place, s.all[i%few].text, s.all[i%few].text, at(5), p.text, s.all[3*few+i%few].text, at(6), day(6), day(7), day(8), day(7)})
		if name := "hostile " + p.text + ".csv"; i%9 == 0 && len(name) < 200 && !strings.ContainsAny(name, "/") {
			s.write(t, "content/data/"+name, table(append(cases[:1:1], cases[1:]...)))
			cases = cases[:1]
			files++
		}
	}
	if files < 20 {
		t.Fatalf("only %d names of files are payloads", files)
	}
	s.write(t, "content/data/hostile <img src=x onerror=hit(0)>.csv", table(cases))
	s.write(t, "content/data/登记.csv", table(checks))
	s.write(t, "content/data/对表-2025-03.csv", "统计报表（2025年3月）\n"+table([][]string{{"单位", "审结 " + joined(s.all[3*few:4*few])}, {"市院", "1"}, {"东院", "2"}}))
}

func table(rows [][]string) string {
	var b strings.Builder
	w := csv.NewWriter(&b)
	_ = w.WriteAll(rows) // into memory
	return b.String()
}

// refusedInProse tells whether a body that holds the text is refused, which is as good as harmless.
func refusedInProse(text string) bool {
	errs := new(source.List)
	d := document.Parse("content/manual/x.md", []byte("+++\ntitle = \"x\"\n+++\n"+text+"\n"), errs)
	if d == nil {
		return true
	}
	d.Render(nowhere{}, errs)
	return errs.Faults() > 0
}

// nowhere is a site without another document and with one picture.
type nowhere struct{}

func (nowhere) Link(*document.Document, string) (string, bool) { return "", false }

func (nowhere) Image(_ *document.Document, target string) (string, bool) {
	return target, target == "../images/x.png"
}

func (nowhere) Figure(_ *document.Document, _ string, at source.Pos) (template.HTML, *source.Error) {
	return "", &source.Error{Code: source.NoSuchIndicator, Pos: at}
}

func (nowhere) Block(_ *document.Document, _ string, _ []byte, at source.Pos) (template.HTML, *source.Error) {
	return "", &source.Error{Code: source.NoSuchIndicator, Pos: at}
}

func joined(list []payload) string {
	var texts []string
	for _, p := range list {
		texts = append(texts, p.text)
	}
	return strings.Join(texts, " ")
}

// quoted writes a text as TOML does.
func quoted(text string) string {
	var b strings.Builder
	for _, r := range text {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r < ' ' || r == 0x7f || r == '\u2028' || r == '\u2029' || r == '\ufeff' || r == '\u200b':
			fmt.Fprintf(&b, `\u%04X`, r)
		default:
			b.WriteRune(r)
		}
	}
	return `"` + b.String() + `"`
}

// Whatever stands in a field, a cell or a text, it is shown as the text that it is: nothing runs, nothing
// is asked of another place, with the pages' own policy and without it.
func TestHostileTextsStayTexts(t *testing.T) {
	ctx := browser(t) // before the work, as there may be none
	s := newHostileSite(t)
	if len(s.all) < 500 {
		t.Fatalf("%d payloads", len(s.all))
	}
	report, err := build.Run(context.Background(), build.Options{Dir: s.dir, Version: "test"})
	if err != nil {
		t.Fatal(err)
	}
	g := guarded(t, ctx, report.Out)
	pages := pagesOf(t, report.Out)
	s.reached(t, report.Out, pages)
	charts, rows := 0, 0
	open := func(name string, query url.Values) {
		c, r, harm := g.open(t, ctx, fileURL(report.Out, name, query.Encode()))
		if charts, rows = charts+c, rows+r; harm != "" {
			t.Errorf("%s?%s %s", name, query.Encode(), harm)
		}
	}
	for _, bypass := range []bool{true, false} {
		if err := withoutPolicy(ctx, bypass); err != nil {
			t.Fatal(err)
		}
		folders := map[string]bool{} // whether the hostile page of it was opened
		for _, name := range pages {
			if dir := path.Dir(name); !bypass && dir != "." {
				if folders[dir] || strings.Contains(name, "/hostile-") && !strings.HasSuffix(name, "/hostile-1.html") {
					continue // pages of one kind differ in their payloads, not in what the policy says
				}
				folders[dir] = strings.Contains(name, "/hostile")
			}
			open(name, nil)
		}
		queries := s.all[:few]
		if !bypass {
			queries = queries[:2]
		}
		for i, p := range queries {
			open("search.html", url.Values{"q": {p.text}})
			open([]string{"manual/hostile-1.html", "manual/start.html", "index.html"}[i%3], url.Values{"hl": {p.text}})
		}
	}
	if charts < 20 || rows < 100 {
		t.Errorf("%d charts came alive, %d rows were shown: the pages were not used", charts, rows)
	}
	t.Logf("%d payloads, %d of them refused in prose; %d pages, %d charts, %d rows", len(s.all), len(s.refused), len(pages), charts, rows)
}

// Every payload came as far as the pages of every kind of document, and those of registers, lists and files: what was
// left out could not run.
func (s *hostileSite) reached(t *testing.T, dir string, pages []string) {
	t.Helper()
	words := map[string]map[string]bool{} // what the pages of a folder, and pages by themselves, show
	show := func(where, word string) {
		if words[where] == nil {
			words[where] = map[string]bool{}
		}
		words[where][word] = true
	}
	called := regexp.MustCompile(`hit\(\d+\)`)
	for _, name := range pages {
		text, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		for _, word := range called.FindAllString(html.UnescapeString(string(text)), -1) {
			show(path.Dir(name), word)
			show(name, word)
		}
	}
	for kind := range s.copies {
		if _, ok := words[kind]; !ok {
			continue // on pages of others
		}
		for _, p := range s.all {
			if word := running(p.number); strings.Contains(p.text, word) && !words[kind][word] {
				t.Errorf("no page of %s shows %s", kind, p.text)
			}
		}
	}
	for name, least := range map[string]int{
		"index.html": 30, "search.html": 20, "data/index.html": 50, "data/handouts.html": 400, "reviews.html": 400, "registers/reviews.html": 40,
		"leads/hostile.html": 40, "reconciliations/hostile.html": 40, "profiles/hostile.html": 20, "credit.html": 400, "card-check.html": 10, "datasets/hostile.html": 40,
	} {
		if got := len(words[name]); got < least {
			t.Errorf("%s shows %d payloads; want %d", name, got, least)
		}
	}
}

func pagesOf(t *testing.T, dir string) []string {
	t.Helper()
	var names []string
	err := filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(name, ".html") {
			rel, _ := filepath.Rel(dir, name)
			names = append(names, filepath.ToSlash(rel))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}
