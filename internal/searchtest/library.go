package searchtest

import "strings"

// A Page is a page as a reader sees it.
type Page struct {
	ID, Title, Body                 string
	Codes                           []string
	Type, Procuratorate, Line, Year string
}

type page struct {
	Page
	title, body string // folded
	codes       []string
}

// A Library is all pages of a site, ready to be looked at.
type Library struct {
	pages []page
	known map[string]map[string]bool // by property and word: the values that the word means
}

// NewLibrary folds the texts of pages.
func NewLibrary(pages []Page) *Library {
	l := &Library{known: map[string]map[string]bool{}}
	for _, p := range pages {
		f := page{Page: p, title: Fold(p.Title), body: Fold(p.Body)}
		for _, c := range p.Codes {
			f.codes = append(f.codes, Fold(c))
		}
		l.pages = append(l.pages, f)
	}
	return l
}

// Holding returns the ids of the pages that answer q. all leaves the filters beside its text out.
func (l *Library) Holding(q Question, all bool) (map[string]bool, error) {
	meant, err := parseTruth(q.Truth)
	if err != nil {
		return nil, err
	}
	found := map[string]bool{}
	for i := range l.pages {
		p := &l.pages[i]
		if (all || q.admits(p.Page)) && meant(p, l) {
			found[p.ID] = true
		}
	}
	return found, nil
}

func (q Question) admits(p Page) bool {
	ok := func(want, is string) bool { return want == "" || want == is }
	return ok(q.Type, p.Type) && ok(q.Procuratorate, p.Procuratorate) && ok(q.BusinessLine, p.Line) && ok(q.Year, p.Year)
}

// Count tells how many of the given pages have each value of a property; pages without one are not counted.
func (l *Library) Count(property string, ids map[string]bool) map[string]int {
	counts := map[string]int{}
	for _, p := range l.pages {
		if v := properties[property](p.Page); v != "" && ids[p.ID] {
			counts[v]++
		}
	}
	return counts
}

// Without is the question with one of its filters lifted: facets count within the other filters.
func (q Question) Without(property string) Question {
	switch property {
	case "type":
		q.Type = ""
	case "procuratorate":
		q.Procuratorate = ""
	case "line":
		q.BusinessLine = ""
	case "year":
		q.Year = ""
	}
	return q
}

// values are those of a property that a folded word means: those equal to it or, if there is none,
// those that hold it.
func (l *Library) values(property string, of func(Page) string, word string) map[string]bool {
	key := property + "=" + word
	if v, ok := l.known[key]; ok {
		return v
	}
	equal, holding := map[string]bool{}, map[string]bool{}
	for _, p := range l.pages {
		switch v := Fold(of(p.Page)); {
		case v == "":
		case v == word:
			equal[of(p.Page)] = true
		case strings.Contains(v, word):
			holding[of(p.Page)] = true
		}
	}
	if len(equal) > 0 {
		holding = equal
	}
	l.known[key] = holding
	return holding
}
