package site

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// searchClient is the published name of the search client. A reader who never searches never loads it.
const searchClient = "search.js"

// clientParts are what the search client is made of: each builds on those before it.
var clientParts = []string{
	"search-root.js", "search-text.js", "search-query.js", "search-index.js", "search-rank.js", "search-show.js", "search-find.js",
	"search-api.js", "search-suggest.js", "search-box.js", "search-address.js", "search-facets.js", "search-result.js", "search-empty.js",
	"search-page.js",
}

// scripts are our own scripts by the name of their file.
type scripts map[string][]byte

// bundle makes one script of the parts of the search client.
func (s scripts) bundle() error {
	var all []byte
	for _, part := range clientParts {
		all = append(all, s[part]...)
		delete(s, part)
	}
	for name := range s {
		if strings.HasPrefix(name, "search") {
			return fmt.Errorf("script %s has no place in the search client", name)
		}
	}
	s[searchClient] = all
	return nil
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
