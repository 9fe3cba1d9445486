package site

// A Place is what readers can be led to by its name besides pages: a figure, an article of law, a column.
type Place struct {
	Anchor string // on the page
	Title  string
	Type   string
	Codes  []string // other names
}

// placesOf lists the places of a page that has been made.
func placesOf(p *Page, sections []TextSection) []Place {
	return nil
}
