package search

// A Site is what one edition is searched by.
type Site struct {
	Pages  []Page
	Places []Place // what a reader can be led to besides pages; pages are places by themselves

	// Values of the filters in the order in which they are listed. Nothing here ranks, so
	// procuratorates keep their administrative order; values not named follow by their text.
	Procuratorates []string
	Lines          []string

	Types []string // in the order in which suggestions that fit alike stand; others follow by their text

	Synonyms *Synonyms // nil: none
	Readings *Readings // nil: those of the library

	Cache *Cache // of pages taken apart before; nil: none. It decides nothing but how long all takes
}

// A Page is one published page as search sees it.
type Page struct {
	ID            string // path from the site's root, "brands/red-umbrella.html"
	Title         string
	Body          string // plain text; a line feed ends a paragraph and counts as a mark: no word without marks crosses it
	Sections      []Section
	Codes         []string // numbers and other names: 文号, 案号, 指标编号, 简称; weighted most
	Type          string   // 典型案例, 指标, 通报 …
	Procuratorate string
	Line          string // business line (条线)
	Year          string
}

// A Section is a heading of a page that a link can lead to.
type Section struct {
	Anchor string // id of the element on the page
	Title  string
	At     int // byte in Body where the text of the heading begins; it is part of Body
}

// A Place is a part of a page, or a page under another name, that a reader may ask for by
// its title, number, other name or pinyin.
type Place struct {
	Path  string // from the site's root, with #anchor
	Title string
	Type  string
	Codes []string
}
