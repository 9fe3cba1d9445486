package search

import (
	"context"
	"encoding/json"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"anjian/internal/searchtest"
	"anjian/internal/source"
)

// shelved gives law texts the properties that pages of a site have, from where they lie.
func shelved(pages []Page) []Page {
	enacted := regexp.MustCompile(`\((\d{4})-\d\d-\d\d\)\.html$`)
	pages = slices.Clone(pages)
	for i, p := range pages {
		if m := enacted.FindStringSubmatch(p.ID); m != nil {
			pages[i].Year = m[1]
		}
		switch parts := strings.Split(p.ID, "/"); {
		case p.Type == "DLC":
			pages[i].Procuratorate = strings.TrimSuffix(parts[1], "地方法规")
		case len(parts) > 2:
			pages[i].Line = parts[1]
		}
	}
	return pages
}

func readQuestions(t testing.TB, name string) []searchtest.Question {
	t.Helper()
	data, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	list, err := searchtest.ReadQuestions(string(data))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return list
}

// askedOf is a question as Search takes it.
func askedOf(q searchtest.Question) Query {
	return Query{Text: q.Text, Type: q.Type, Procuratorate: q.Procuratorate, Line: q.BusinessLine, Year: q.Year}
}

// bleveSide lets an index be compared.
type bleveSide struct{ *Index }

func (s bleveSide) Found(q searchtest.Question) ([]string, error) {
	query := askedOf(q)
	query.Size = len(s.stats.IDs)
	root := parseQuery(q.Text, false, s.synonyms).root
	if root == nil {
		return nil, nil
	}
	a, err := s.ask(context.Background(), query, root)
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, h := range a.hits {
		ids = append(ids, h.ID)
	}
	return ids, nil
}

func (s bleveSide) Answer(q searchtest.Question) ([]byte, error) {
	res, err := s.Search(askedOf(q))
	if err != nil {
		return nil, err
	}
	return json.Marshal(res)
}

// seen are pages as a reader sees them.
func seen(pages []Page) (list []searchtest.Page) {
	for _, p := range pages {
		list = append(list, searchtest.Page{
			ID: p.ID, Title: p.Title, Body: p.Body, Codes: p.Codes,
			Type: p.Type, Procuratorate: p.Procuratorate, Line: p.Line, Year: p.Year,
		})
	}
	return list
}

// Over the law texts Bleve finds exactly the pages that hold what was asked for, and the client
// answers as Bleve does. Their index takes long to make: all tests ask one.
func TestLaws(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("../../content/search/synonyms.toml")
	if err != nil {
		t.Fatal(err)
	}
	errs := new(source.List)
	s := newSite(t, Site{Pages: shelved(lawPages(t)), Synonyms: ReadSynonyms(SynonymsFile, text, errs)})
	if errs.Err() != nil {
		t.Fatal(errs.Err())
	}
	t.Run("texts", func(t *testing.T) { lawTexts(t, s) })
	t.Run("questions", func(t *testing.T) { lawQuestions(t, s) })
	t.Run("trees", func(t *testing.T) { runTrees(t, s, 1000) })
}

func lawQuestions(t *testing.T, s *site) {
	t.Parallel()
	client, err := searchtest.NewClient(s.read, clientScripts(t)...)
	if err != nil {
		t.Fatal(err)
	}
	searchtest.Check(t, searchtest.NewLibrary(seen(s.Pages)), readQuestions(t, "questions-laws.tsv"), bleveSide{s.index}, client, s.index.stats.IDs)
}
