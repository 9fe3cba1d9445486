package search

import (
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"anjian/internal/source"
)

// suggestVectors is testdata/suggestions.json: what texts mean, for Go and for the client. An
// answer is the path and the title with 【marks】; the code or other name that matched follows “=”.
type suggestVectors struct {
	Targets  []suggestTarget
	Readings []string // lines of a file
	Suggest  []suggestVector
	Nearest  []suggestVector
}

type suggestTarget struct {
	Type, Path, Title string
	Codes             []string
}

type suggestVector struct {
	Text string
	Want []string // the first four
}

func readSuggestVectors(t testing.TB) (Site, suggestVectors) {
	t.Helper()
	data, err := os.ReadFile("testdata/suggestions.json")
	if err != nil {
		t.Fatal(err)
	}
	var v suggestVectors
	if err := json.Unmarshal(data, &v); err != nil {
		t.Fatal(err)
	}
	var errs source.List
	site := Site{Readings: ReadReadings("readings.toml", []byte(strings.Join(v.Readings, "\n")), &errs)}
	if err := errs.Err(); err != nil {
		t.Fatal(err)
	}
	for _, x := range v.Targets {
		if !slices.Contains(site.Types, x.Type) {
			site.Types = append(site.Types, x.Type)
		}
		if strings.Contains(x.Path, "#") {
			site.Places = append(site.Places, Place(x.place()))
		} else {
			site.Pages = append(site.Pages, Page{ID: x.Path, Title: x.Title, Type: x.Type, Codes: x.Codes})
		}
	}
	return site, v
}

func (x suggestTarget) place() Place {
	return Place{Path: x.Path, Title: x.Title, Type: x.Type, Codes: x.Codes}
}

// answerOf writes suggestions as the vectors do.
func answerOf(list []Suggestion) []string {
	answer := []string{}
	for _, x := range list {
		line := x.Path + " "
		for _, p := range x.Title {
			if p.Mark {
				line += "【" + p.Text + "】"
			} else {
				line += p.Text
			}
		}
		if x.Note != "" {
			line += " =" + x.Note
		}
		answer = append(answer, line)
	}
	return answer
}

const inVectors = 4

func TestSuggestVectors(t *testing.T) {
	site, v := readSuggestVectors(t)
	s, err := newSuggester(Suggestions(site))
	if err != nil {
		t.Fatal(err)
	}
	if len(v.Suggest) < 100 {
		t.Fatalf("%d vectors; want at least 100", len(v.Suggest))
	}
	for _, x := range v.Suggest {
		if got := answerOf(s.suggest(x.Text, inVectors)); !slices.Equal(got, x.Want) {
			t.Errorf("suggest(%q) =\n  %s\nwant\n  %s", x.Text, strings.Join(got, "\n  "), strings.Join(x.Want, "\n  "))
		}
	}
	for _, x := range v.Nearest {
		if got := answerOf(s.nearest(x.Text, inVectors)); !slices.Equal(got, x.Want) {
			t.Errorf("nearest(%q) =\n  %s\nwant\n  %s", x.Text, strings.Join(got, "\n  "), strings.Join(x.Want, "\n  "))
		}
	}
}

// suggestClient is the client with the q.js of a site and nothing else.
func suggestClient(t testing.TB, of Site) *client {
	t.Helper()
	return newClient(t, &site{files: map[string][]byte{
		"search/m.js":         []byte(`AJ.m({"v":3,"api":"api/search","folder":"preview"})`),
		"search/preview/q.js": Suggestions(of),
	}})
}

// ask calls AJ.suggest, AJ.nearest or AJ.named.
func (c *client) ask(t testing.TB, function, text string, limit int) []Suggestion {
	t.Helper()
	in, err := json.Marshal([]any{text, limit})
	if err != nil {
		t.Fatal(err)
	}
	c.run(t, fmt.Sprintf(`var output = "", failure = "";
	AJ.%s.apply(AJ, %s).then(
		function (answer) { output = JSON.stringify(answer); },
		function (e) { failure = String(e.stack || e); });`, function, in))
	if f := c.VM.Get("failure").String(); f != "" {
		t.Fatalf("client: %s(%q): %s", function, text, f)
	}
	list := []Suggestion{}
	if err := json.Unmarshal([]byte(c.VM.Get("output").String()), &list); err != nil {
		t.Fatalf("client: %s(%q): %v", function, text, err)
	}
	return list
}

// compareSuggestions asks both sides the same in all three ways.
func compareSuggestions(t testing.TB, s *suggester, c *client, text string, limit int) {
	t.Helper()
	for _, x := range []struct {
		function string
		want     []Suggestion
	}{
		{"suggest", s.suggest(text, limit)},
		{"nearest", s.nearest(text, limit)},
		{"named", s.named(text)},
	} {
		if got := c.ask(t, x.function, text, limit); !reflect.DeepEqual(got, x.want) {
			t.Errorf("%s(%q, %d):\nclient %v\nGo     %v", x.function, text, limit, got, x.want)
		}
	}
}

func TestClientSuggestsAsGoDoes(t *testing.T) {
	site, v := readSuggestVectors(t)
	s, err := newSuggester(Suggestions(site))
	if err != nil {
		t.Fatal(err)
	}
	c := suggestClient(t, site)
	for _, x := range slices.Concat(v.Suggest, v.Nearest) {
		compareSuggestions(t, s, c, x.Text, 3)
	}
}
