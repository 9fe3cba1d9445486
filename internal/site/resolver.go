package site

import (
	"path"

	"anjian/internal/document"
	"anjian/internal/indicator"
	"anjian/internal/period"
	"anjian/internal/source"
	"anjian/internal/trace"
)

// A resolver fills the references of one document for one page.
type resolver struct {
	b    *builder
	page string
	doc  *document.Document

	period   period.Period  // of the document; zero where it has none
	signed   *Signed        // what the document printed when it was signed; nil for one that is not
	revision *Revised       // the same, with what differs now
	marks    map[string]int // of the numbers that differ, by key
	figures  int            // charts so far, for their ids
	latest   bool           // of lists, only what can be told of the latest month is wanted
	all      []*printed     // what was asked for so far
}

func (r *resolver) Link(from *document.Document, target string) (string, bool) {
	d, anchor, ok := r.b.library.Find(from, target)
	if !ok || pageOf(d) == "" || r.b.withheld[d] != "" {
		return "", false
	}
	href := to(r.page, pageOf(d))
	if anchor != "" {
		href += "#" + anchor
	}
	return href, true
}

// Hint says what to do about a link that leads nowhere.
func (r *resolver) Hint(from *document.Document, target string) string {
	d, _, ok := r.b.library.Find(from, target)
	switch {
	case ok && pageOf(d) == "":
		return "这一类文档没有自己的页面，去掉链接"
	case ok && r.b.withheld[d] != "":
		return r.b.withheld[d]
	}
	return r.b.library.Hint(from, target)
}

func (r *resolver) Image(from *document.Document, target string) (string, bool) {
	name := path.Join(path.Dir(from.Path), target)
	if !r.b.takeImage(name) {
		return "", false
	}
	return to(r.page, mediaPath(name)), true
}

// live is what a live figure says now.
func (r *resolver) live(text string, at source.Pos) (*printed, *source.Error) {
	ref, wrong := document.ParseFigure(text, at)
	if wrong != nil {
		return nil, wrong
	}
	d, wrong := r.b.indicatorNamed(ref.Indicator.Text, ref.Indicator.Pos)
	if wrong != nil {
		return nil, wrong
	}
	key := indicator.Key{Indicator: d.ID, Period: ref.Period}
	if key.Period.IsZero() {
		key.Period = r.b.toDate()
	}
	if wrong := r.place(&key, ref.Procuratorate); wrong != nil {
		return nil, wrong
	}
	words, title, ok := r.b.quantity(d, key, ref.Quantity)
	if !ok {
		return nil, &source.Error{Pos: at, Message: "“" + text + "”没有数据", Hint: "数据从 " + r.b.Cube.First().Title() + " 到 " + r.b.month().Title()}
	}
	return &printed{Number: trace.ID{Key: key, Quantity: trace.Named(ref.Quantity)}.String(), Text: words, Title: title}, nil
}

// place sets procuratorate or department from the word of a live figure.
func (r *resolver) place(key *indicator.Key, w document.Word) *source.Error {
	if w.Text == "" {
		return nil
	}
	if place, ok := r.b.Cube.Organisation.PlaceNamed(w.Text); ok {
		key.Procuratorate = place
		return nil
	}
	if contains(r.b.Cube.Organisation.Departments, w.Text) {
		key.Department = w.Text
		return nil
	}
	if r.b.isWhole(w.Text) {
		return nil
	}
	return &source.Error{Pos: w.Pos, Message: "没有名为“" + w.Text + "”的院或部门", Hint: source.Suggest(w.Text, r.b.placeNames())}
}

// isWhole tells whether a word means all procuratorates together: 全市, or as the office is called.
func (b *builder) isWhole(word string) bool { return word == "全市" || word == b.placeTitle("") }

func (b *builder) placeNames() []string {
	var names []string
	for _, p := range b.Cube.Organisation.Procuratorates {
		names = append(names, p.Short)
	}
	return append(names, b.Cube.Organisation.Departments...)
}

// indicatorNamed finds an indicator by title, alias or id.
func (b *builder) indicatorNamed(name string, at source.Pos) (*indicator.Definition, *source.Error) {
	var names []string
	for _, d := range b.Cube.Definitions {
		if d.Title == name || d.ID == name || contains(d.Aliases, name) {
			return d, nil
		}
		names = append(append(names, d.Title), d.Aliases...)
	}
	return nil, &source.Error{Pos: at, Message: "没有名为“" + name + "”的指标", Hint: source.Suggest(name, names)}
}
