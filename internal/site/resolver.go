package site

import (
	"fmt"
	"html/template"
	"path"

	"anjian/internal/document"
	"anjian/internal/indicator"
	"anjian/internal/source"
	"anjian/internal/trace"
)

// A resolver fills the references of one document for one page.
type resolver struct {
	b    *builder
	page string
	doc  *document.Document

	figures int // charts so far, for their ids
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

// Figure prints one live number as a link to its indicator, with the counts behind it in the title.
func (r *resolver) Figure(_ *document.Document, text string, at source.Pos) (template.HTML, *source.Error) {
	ref, wrong := document.ParseFigure(text, at)
	if wrong != nil {
		return "", wrong
	}
	d, wrong := r.b.indicatorNamed(ref.Indicator.Text, ref.Indicator.Pos)
	if wrong != nil {
		return "", wrong
	}
	key := indicator.Key{Indicator: d.ID, Period: ref.Period}
	if key.Period.IsZero() {
		key.Period = r.b.toDate()
	}
	if wrong := r.place(&key, ref.Procuratorate); wrong != nil {
		return "", wrong
	}
	words, title, ok := r.b.quantity(d, key, ref.Quantity)
	if !ok {
		return "", &source.Error{Pos: at, Message: "“" + text + "”没有数据", Hint: "数据从 " + r.b.Cube.First().Title() + " 到 " + r.b.month().Title()}
	}
	return template.HTML(fmt.Sprintf(`<a class="live-figure" href="%s" title="%s" data-number="%s">%s</a>`,
		template.HTMLEscapeString(to(r.page, "indicators/"+d.ID+".html")), template.HTMLEscapeString(title),
		template.HTMLEscapeString(trace.ID{Key: key, Quantity: trace.Named(ref.Quantity)}.String()), template.HTMLEscapeString(words))), nil
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
