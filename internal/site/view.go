package site

import (
	"html/template"

	"anjian/internal/chart"
)

// A Link is a text that may lead somewhere.
type Link struct {
	Text string
	Href string // empty: plain text
}

// A Tag is a short mark; State is "", good, warn or bad and never carries meaning by colour alone.
type Tag struct {
	Text  string
	State string
	ID    string // number id, if it tells a comparison
}

// An Item is one line of a card's list.
type Item struct {
	Tag    *Tag
	Link   Link
	ID     string // number id, if the link's text tells a result
	Anchor string
	Aside  string
	Side   Phrase // instead of Aside, when it holds numbers
	Note   string
	Notes  Phrase // instead of Note, when it holds numbers

	Answer *Answer // the explanation given for an 异常提示
	More   *Link   // to what lies behind it
}

// A Phrase is text with numbers in it that can be traced.
type Phrase []Piece

// A Piece is a stretch of text, or a number with its id and what its title says.
type Piece struct {
	Text   string `toml:"text"`
	ID     string `toml:"id"`
	Counts string `toml:"counts"`
	Mark   *Link  `toml:"-"` // to the note on a number that changed after it was signed
}

// A Head is a column heading, a Cell one cell; Class is "", "words" or "number".
type (
	Head struct {
		Text  string `toml:"text"`
		Class string `toml:"class"`
	}
	Cell struct {
		Text   string `toml:"text"`
		Href   string `toml:"-"`
		Class  string `toml:"class"`
		ID     string `toml:"id"`     // number id, if the cell shows a result
		Counts string `toml:"counts"` // numerator and denominator behind a rate
		Note   string `toml:"note"`
		NoteID string `toml:"note_id"` // number id of the note
		Count  string `toml:"count"`   // what of a list is counted, where that is no indicator
		Mark   *Link  `toml:"-"`       // to the note on a number that changed after it was signed

		Sparkline template.HTML `toml:"-"` // beside the text, or instead of it
	}
)

// A Row is one line of a table; State "total" sets sums apart.
type Row struct {
	ID    string `toml:"-"` // anchor
	State string `toml:"state"`
	Cells []Cell `toml:"cell"`
}

// A Table has the row header in the first cell of every row. Signed documents keep tables, without links:
// paper has none.
type Table struct {
	ID      string `toml:"-"` // anchor
	Caption string `toml:"caption"`
	Quiet   bool   `toml:"quiet"` // the heading above says the same: the caption is for those who cannot see it
	Header  []Head `toml:"header"`
	Rows    []Row  `toml:"row"`
}

// A Strip is the row of large figures on top of a page.
type Strip struct {
	Title string
	Cells []StripCell
}

// A StripCell is one of them.
type StripCell struct {
	Link      Link
	ID        string
	Value     string
	Unit      string
	Counts    string
	Sparkline template.HTML
	Tag       *Tag
}

// A Fact is one entry of a definition list: text, or links.
type Fact struct {
	Name  string
	Text  string
	Links []Link
}

// A Group is a titled table with an anchor.
type Group struct {
	ID    string
	Title string
	Table Table
}

// A Block is one card of a page that consists of lists and tables.
type Block struct {
	ID     string
	Title  string
	Note   string
	Figure *Figure
	List   []Item
	Table  *Table
	Empty  string // said instead of an empty list or table
}

// A Figure is a chart as the template shows it.
type Figure struct {
	chart.Figure
	Small    bool // heading of level 3
	Told     bool // a table of the page holds its numbers too: search need not read them twice
	Tools    bool // buttons for CSV and picture
	FileName string
	Source   string
	About    string   // ids of the indicators that it shows
	Notes    []string // what must be known before it is read

	revised map[string]int // numbers that changed since the chart was signed
}

// Revised tells whether a number changed since the chart was signed.
func (f *Figure) Revised(id string) bool { return f.revised[id] > 0 }

func head(texts ...string) []Head {
	heads := make([]Head, len(texts))
	for i, t := range texts {
		heads[i] = Head{Text: t}
	}
	return heads
}

func tag(text, state string) *Tag { return &Tag{Text: text, State: state} }

func say(text string) Piece { return Piece{Text: text} }

func phrases(texts ...string) []Phrase {
	list := make([]Phrase, len(texts))
	for i, t := range texts {
		list[i] = Phrase{say(t)}
	}
	return list
}
