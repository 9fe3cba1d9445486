package site

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// Published names of scripts that are made of several files. A reader who never searches loads none. Who only opens
// what the search box suggests does not load what shows results; results do not wait for what suggests.
const (
	searchClient  = "search.js"  // asks the index; loaded when a box gets the focus
	suggestions   = "suggest.js" // serves the search box, and answers without hits; loaded by the client when it is wanted
	searchResults = "results.js" // what the search page adds
)

// clientParts are what these scripts are made of: each part builds on those before it.
var clientParts = map[string][]string{
	searchClient: {
		"search-root.js", "search-text.js", "search-query.js", "search-index.js", "search-rank.js", "search-show.js", "search-find.js",
		"search-ui.js", "search-later.js",
	},
	suggestions:   {"search-suggest.js", "search-nearest.js", "search-empty.js", "search-ways.js", "search-box.js"},
	searchResults: {"search-address.js", "search-facets.js", "search-result.js", "search-page.js"},
}

// scripts are our own scripts by the name of their file.
type scripts map[string][]byte

// bundle makes the search client of its parts.
func (s scripts) bundle() error {
	made := scripts{}
	for name, parts := range clientParts {
		for _, part := range parts {
			made[name] = append(made[name], s[part]...)
			delete(s, part)
		}
	}
	for name := range s {
		if strings.HasPrefix(name, "search") {
			return fmt.Errorf("script %s has no place in the search client", name)
		}
	}
	maps.Copy(s, made)
	return nil
}

// publish adds the scripts to the assets, minified. The search client learns where suggestions lie.
func (s scripts) publish(a *Assets) error {
	if err := s.bundle(); err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(s)) {
		if name == searchClient {
			continue
		}
		if err := s.add(a, name, nil); err != nil {
			return err
		}
	}
	return s.add(a, searchClient, map[string]string{"SUGGESTIONS": strconv.Quote(a.Path(suggestions))})
}

func (s scripts) add(a *Assets, name string, words map[string]string) error {
	short, err := minify(name, s[name], words)
	if err == nil {
		a.add(name, short)
	}
	return err
}

// minify writes a script as short as it can be said, in words that browsers of 2018 understand: newer syntax is
// put into older words, or refused. words are put in place of names. Equal scripts give equal bytes.
func minify(name string, script []byte, words map[string]string) ([]byte, error) {
	made := api.Transform(string(script), api.TransformOptions{
		Sourcefile: name, Loader: api.LoaderJS, Target: api.ES2018, Charset: api.CharsetUTF8, Define: words,
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
