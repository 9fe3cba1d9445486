package search

// A Query is what a reader asks for.
type Query struct {
	Text  string // see parseQuery
	Plain bool   // without synonyms

	// Filters; "" lets everything pass.
	Type          string
	Procuratorate string
	Line          string
	Year          string

	From int // hits to skip
	Size int // hits to return, 10 if 0
}

// filters returns what q filters by, in the order of the facets.
func (q *Query) filters() [facetCount]string {
	return [facetCount]string{typeFacet: q.Type, procuratorateFacet: q.Procuratorate, lineFacet: q.Line, yearFacet: q.Year}
}

// Results are the answer to a Query; the client gives the same object.
type Results struct {
	Words  []string     `json:"words"`  // what was searched for, folded
	Also   []Expansion  `json:"also"`   // what synonyms added
	Total  int          `json:"total"`  // entries found that pass the filters
	All    int          `json:"all"`    // entries found
	Facets Facets       `json:"facets"` // each counted among what passes the other filters
	Places []Suggestion `json:"places"` // named by number, other name or pinyin
	Hits   []Hit        `json:"hits"`
}

// Facets are the values that the entries found have.
type Facets struct {
	Type          []Count `json:"type"` // most first
	Procuratorate []Count `json:"procuratorate"`
	Line          []Count `json:"line"`
	Year          []Count `json:"year"` // latest first
}

// A Count says how many of the entries found have a value.
type Count struct {
	Value string `json:"value"`
	Count int    `json:"count"`
}

// A Hit is one entry found: a page, or a part of a very long one.
type Hit struct {
	ID            string       `json:"id"`
	Score         float64      `json:"score"`
	Title         []Piece      `json:"title"`
	Code          []Piece      `json:"code"` // the number or other name that was asked for, if one was
	Snippet       []Piece      `json:"snippet"`
	Sections      []SectionHit `json:"sections"` // where words occur, in the order of the page, at most maxSections
	Type          string       `json:"type"`
	Procuratorate string       `json:"procuratorate"`
	Line          string       `json:"line"`
	Year          string       `json:"year"`
}

// A SectionHit is a section of a page in which words occur.
type SectionHit struct {
	Anchor  string  `json:"anchor"`
	Title   []Piece `json:"title"`
	Snippet []Piece `json:"snippet"`
}

// A Piece is a stretch of text for display, marked (<mark>) or not.
type Piece struct {
	Text string `json:"text"`
	Mark bool   `json:"mark,omitempty"`
}
