package site

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// Published names of scripts that are made of several files. A reader who never searches loads neither; a reader who
// only opens what the search box suggests does not load what shows results.
const (
	searchClient  = "search.js"  // asks the index and serves the search box; loaded when a box gets the focus
	searchResults = "results.js" // what the search page adds
)

// Each part builds on those before it.
var (
	clientParts = []string{
		"search-root.js", "search-text.js", "search-query.js", "search-index.js", "search-rank.js", "search-show.js", "search-find.js",
		"search-api.js", "search-suggest.js", "search-box.js",
	}
	resultParts = []string{"search-nearest.js", "search-address.js", "search-facets.js", "search-result.js", "search-empty.js", "search-page.js"}
)

// scripts are our own scripts by the name of their file.
type scripts map[string][]byte

// bundle makes one script each of the parts of the search client and of the search page.
func (s scripts) bundle() error {
	client, results := s.take(clientParts), s.take(resultParts)
	for name := range s {
		if strings.HasPrefix(name, "search") {
			return fmt.Errorf("script %s has no place in the search client", name)
		}
	}
	s[searchClient], s[searchResults] = client, results
	return nil
}

// take takes some scripts out and returns them one after the other.
func (s scripts) take(parts []string) []byte {
	var all []byte
	for _, part := range parts {
		all = append(all, s[part]...)
		delete(s, part)
	}
	return all
}

// minify writes a script as short as it can be said, in words that browsers of 2018 understand: newer syntax is
// put into older words, or refused. Equal scripts give equal bytes.
func minify(name string, script []byte) ([]byte, error) {
	made := api.Transform(string(script), api.TransformOptions{
		Sourcefile: name, Loader: api.LoaderJS, Target: api.ES2018, Charset: api.CharsetUTF8,
		MinifyWhitespace: true, MinifyIdentifiers: true, MinifySyntax: true, LegalComments: api.LegalCommentsInline,
	})
	if faults := slices.Concat(made.Errors, made.Warnings); len(faults) > 0 {
		first, line := faults[0], 0
		if first.Location != nil {
			line = first.Location.Line
		}
		return nil, fmt.Errorf("minify %s:%d: %s", name, line, first.Text)
	}
	return made.Code, nil
}

// ours tells whether a file is a script that we wrote; others come minified.
func ours(name string) bool { return path.Ext(name) == ".js" && !strings.HasSuffix(name, ".min.js") }
