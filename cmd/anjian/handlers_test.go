package main

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"anjian/internal/dataset"
	"anjian/internal/document"
	"anjian/internal/shard"
	"anjian/internal/source"
)

// No page of any edition and no file outside dispatch/ names a case handler (承办人), so none puts two of
// them side by side. Files are read as a reader would: markup, scripts, packed workbooks.

// handlerNumbers are all values of the columns that datasets declare to name the handler of a case.
func handlerNumbers(t *testing.T, site string) map[string]bool {
	t.Helper()
	files := os.DirFS(site)
	var errs source.List
	var defs []*dataset.Definition
	found, err := fs.Glob(files, "content/datasets/*.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range found {
		text, err := fs.ReadFile(files, name)
		if err != nil {
			t.Fatal(err)
		}
		if d := dataset.Define(document.Parse(name, text, &errs), &errs); d != nil {
			defs = append(defs, d)
		}
	}
	data, err := dataset.Load(files, "content/data", defs, dataset.Options{}, &errs)
	if err != nil || errs.Faults() > 0 {
		t.Fatal(err, errs.Err())
	}
	numbers := map[string]bool{}
	for _, d := range defs {
		if d.Handler == "" {
			continue
		}
		rows := data.Tables[d.ID]
		for row := range rows.Rows {
			if number := rows.Column(d.Handler).Word(row); number != "" {
				numbers[number] = true
			}
		}
	}
	return numbers
}

// readings are what a file says to those who open it: its bytes, and what markup, scripts and packed files
// hold when they are taken apart.
func readings(t *testing.T, name string, data []byte) []string {
	t.Helper()
	all := []string{string(data)}
	switch path.Ext(name) {
	case ".html", ".svg":
		z := html.NewTokenizer(bytes.NewReader(data))
		for z.Next() != html.ErrorToken {
			token := z.Token() // with references replaced
			all = append(all, token.Data)
			for _, a := range token.Attr {
				all = append(all, a.Val)
			}
		}
	case ".js":
		if _, args, err := shard.ParseCall(data); err == nil {
			for _, arg := range args {
				all = append(all, strings.Join(stringsIn(t, arg), "\n"))
			}
		}
	case ".json":
		all = append(all, strings.Join(stringsIn(t, data), "\n"))
	case ".xlsx", ".zip":
		packed, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for _, f := range packed.File {
			r, err := f.Open()
			if err != nil {
				t.Fatal(err)
			}
			inside, err := io.ReadAll(r)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, readings(t, strings.Replace(f.Name, ".xml", ".html", 1), inside)...)
		}
	}
	return all
}

// stringsIn lists the texts of a JSON value, its keys too.
func stringsIn(t *testing.T, data []byte) (all []string) {
	t.Helper()
	d := json.NewDecoder(bytes.NewReader(data))
	for {
		token, err := d.Token()
		if err == io.EOF {
			return all
		}
		if err != nil {
			t.Fatal(err)
		}
		if s, ok := token.(string); ok {
			all = append(all, s)
		}
	}
}

// names tells whether a text has one of some numbers as a word of its own.
func names(text string, numbers map[string]bool) bool {
	start := -1
	for i := 0; i <= len(text); i++ {
		letter := i < len(text) && (text[i]|0x20 >= 'a' && text[i]|0x20 <= 'z' || text[i] >= '0' && text[i] <= '9')
		switch {
		case letter && start < 0:
			start = i
		case !letter && start >= 0:
			if numbers[text[start:i]] {
				return true
			}
			start = -1
		}
	}
	return false
}

// namedIn lists the files below a folder that name a handler; it looks into all of them, and tells how many.
func namedIn(t *testing.T, dir string, numbers map[string]bool) (found []string, files int) {
	t.Helper()
	err := filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		files++
		if slices.ContainsFunc(readings(t, name, data), func(text string) bool { return names(text, numbers) }) {
			short, _ := filepath.Rel(dir, name)
			found = append(found, short)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found, files
}

func TestNoFileOutsideDispatchNamesAHandler(t *testing.T) {
	eachEdition(t, func(t *testing.T, dir string) {
		found, files := namedIn(t, dir, handlerNumbers(t, sample.dir))
		for _, name := range found {
			t.Errorf("%s names a case handler", name)
		}
		if files < 1000 {
			t.Errorf("only %d files were looked into", files)
		}
	})
	numbers := handlerNumbers(t, sample.dir)
	if len(numbers) < 100 {
		t.Fatalf("the exports of the sample name only %d handlers", len(numbers))
	}
	frozen, files := namedIn(t, filepath.Join(sample.dir, "content", "closed"), numbers)
	for _, name := range frozen {
		t.Errorf("closed month %s names a case handler", name)
	}
	if files == 0 {
		t.Error("the sample has no closed month")
	}
}

// No column of any table of any page is one of handlers.
func TestNoTableHasAColumnOfHandlers(t *testing.T) {
	eachEdition(t, func(t *testing.T, dir string) {
		columns := 0
		for _, page := range pages(t, dir) {
			for n := range parse(t, dir, page).Descendants() {
				if n.Type != html.ElementNode || n.Data != "th" || attr(n, "scope") != "col" {
					continue
				}
				columns++
				if words := text(n); strings.HasPrefix(words, "承办人") || strings.HasPrefix(words, "办案人") {
					t.Errorf("%s has a column %q", page, words)
				}
			}
		}
		if columns < 1000 {
			t.Errorf("only %d columns were looked at", columns)
		}
	})
}

// What is looked for is found in every kind of file, however it is written there.
func TestHandlersAreFoundInEveryKindOfFile(t *testing.T) {
	var workbook bytes.Buffer
	z := zip.NewWriter(&workbook)
	w, err := z.Create("xl/sharedStrings.xml")
	if err == nil {
		_, err = w.Write([]byte("<sst><si><t>ZZ&#48;001</t></si></sst>"))
	}
	if err != nil || z.Close() != nil {
		t.Fatal(err)
	}
	numbers := map[string]bool{"ZZ0001": true}
	for name, data := range map[string]string{
		"a.html": "<td>ZZ&#x30;001</td>", "b.html": `<td title="ZZ&#48;001"></td>`, "c.svg": "<text>ZZ0001</text>",
		"d.js":   string(shard.Call("AJ.x", []byte(`{"a":["\u005a\u005a0001"]}`))),
		"e.json": `{"\u005aZ0001": 1}`, "f.csv": "案号,ZZ0001\n", "g.toml": `text = "ZZ0001"`, "h.xlsx": workbook.String(), "i.txt": "ZZ0001",
	} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, name), []byte(data), 0o600); err != nil {
			t.Fatal(err)
		}
		if found, _ := namedIn(t, dir, numbers); len(found) != 1 {
			t.Errorf("%s: %q is not noticed", name, data)
		}
	}
	if names("sha256 = aZZ00012", numbers) || !names("ZZ0001", numbers) || !names("（ZZ0001、", numbers) {
		t.Error("part of another word is taken for a number")
	}
}
