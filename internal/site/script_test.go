package site

import (
	"bytes"
	"compress/gzip"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/dop251/goja"

	"anjian/templates"
)

// forPages are parts of the search client that do nothing without a page.
var forPages = map[string]bool{"search-ui.js": true, "search-later.js": true, "search-box.js": true}

// The scripts of the search client do what their parts do.
func TestSearchClientDoesWhatItsPartsDo(t *testing.T) {
	a, err := LoadAssets(templates.Files, "", "")
	if err != nil {
		t.Fatal(err)
	}
	if parts := a.Scripts("search-"); len(parts) > 0 {
		t.Errorf("parts of the client are published too: %q", parts)
	}
	parts, whole, short := scripts{}, goja.New(), goja.New()
	for _, part := range slices.Concat(clientParts[searchClient], clientParts[suggestions]) {
		source, err := fs.ReadFile(templates.Files, "assets/"+part)
		if err != nil {
			t.Errorf("a part of the search client lacks: %v", err)
		}
		if forPages[part] {
			continue
		}
		parts[part] = source
		if _, err := whole.RunScript(part, string(source)); err != nil {
			t.Fatal(err)
		}
	}
	if err := parts.bundle(); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{searchClient, suggestions} {
		script, err := minify(name, parts[name], nil)
		if err != nil {
			t.Fatal(err)
		}
		if published := a.Files[a.Path(name)]; len(published) < len(script) || bytes.Contains(published, []byte("SUGGESTIONS")) {
			t.Errorf("%s is published with %d bytes; these parts alone have %d", name, len(published), len(script))
		}
		if _, err := short.RunScript(name, string(script)); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Contains(a.Files[a.Path(searchClient)], []byte(a.Path(suggestions))) {
		t.Errorf("the client does not know where suggestions are: %s", a.Path(suggestions))
	}
	for _, script := range []string{
		`Object.keys(AJ).sort().join(" ")`,
		`JSON.stringify(AJ.text.scan("案－件比（２０２４）望检刑诉1号、GB18030。"))`,
		`JSON.stringify(AJ.query.phrase("附条件不起诉"))`,
	} {
		want, err := whole.RunString(script)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := short.RunString(script); err != nil || got.String() != want.String() || want.String() == "" {
			t.Errorf("%s: the published client says %v (%v); its parts %v", script, got, err, want)
		}
	}
}

func TestScriptsAreMinified(t *testing.T) {
	a, err := LoadAssets(templates.Files, "", "")
	if err != nil {
		t.Fatal(err)
	}
	again, err := LoadAssets(templates.Files, "", "")
	if err != nil || !maps.EqualFunc(a.Files, again.Files, bytes.Equal) {
		t.Errorf("the same scripts are published otherwise the second time: %v", err)
	}
	for _, name := range a.Scripts("") {
		data := a.Files[a.Path(name)]
		if ours(name) && len(data) > sourceLength(t, name)*3/4 {
			t.Errorf("%s is published as it was written", name)
		}
		var packed bytes.Buffer
		w := gzip.NewWriter(&packed)
		w.Write(data)
		w.Close()
		t.Logf("%-24s %7d bytes, %6d gzipped", name, len(data), packed.Len())
	}
	original, err := fs.ReadFile(templates.Files, "assets/"+chartLibrary)
	if err != nil || !bytes.Equal(a.Files[a.Path(chartLibrary)], original) {
		t.Errorf("the chart library is not published as it came: %v", err)
	}
}

// sourceLength is the length of a script as we wrote it, comments and all.
func sourceLength(t *testing.T, name string) (n int) {
	t.Helper()
	parts := []string{name}
	if of := clientParts[name]; of != nil {
		parts = of
	}
	for _, part := range parts {
		source, err := fs.ReadFile(templates.Files, "assets/"+part)
		if err == nil {
			n += len(source)
		}
	}
	return n
}

func TestScriptsThatCannotBePublished(t *testing.T) {
	for _, tt := range []struct{ name, script, want string }{
		{"header.js", "var a = ;", "minify header.js:1: Unexpected"},
		{"header.js", "\nvar a = 1n;", "minify header.js:2: Big integer"}, // younger than ES2018
		{"search-other.js", "var a;", "search-other.js has no place"},
	} {
		_, err := LoadAssets(fstest.MapFS{"assets/" + tt.name: {Data: []byte(tt.script)}}, "", "")
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("LoadAssets with %q = %v; want %q", tt.script, err, tt.want)
		}
	}
	short, err := minify("new.js", []byte("window.of = a => a?.b ?? 1"), nil)
	if err != nil || strings.Contains(string(short), "?.") || strings.Contains(string(short), "??") {
		t.Errorf("minify leaves newer syntax: %s, %v", short, err)
	}
}

// What pages load is what they need: the client once somebody searches, and at once on its own page.
func TestPagesNameTheSearchClient(t *testing.T) {
	a, err := LoadAssets(templates.Files, "", "")
	if err != nil {
		t.Fatal(err)
	}
	r := &Renderer{assets: a}
	client := a.Path(searchClient)
	of := func(p *Page) (list []string, named []string) {
		for _, s := range r.scripts(p, nil) {
			list = append(list, s.Source)
			if s.Search != "" {
				named = append(named, s.Search)
			}
		}
		return list, named
	}
	if list, named := of(&Page{Path: "brands/one.html"}); slices.Contains(list, client) || !slices.Equal(named, []string{client}) {
		t.Errorf("a page loads %q and names %q", list, named)
	}
	if list, named := of(&Page{Path: searchPath}); !slices.Contains(list, client) || named != nil {
		t.Errorf("the search page loads %q and names %q", list, named)
	}
}
