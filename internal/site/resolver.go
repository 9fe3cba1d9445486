package site

import (
	"fmt"
	"html/template"
	"path"
	"strings"

	"anjian/internal/document"
	"anjian/internal/indicator"
	"anjian/internal/period"
	"anjian/internal/source"
)

// A resolver fills the references of one document for one page.
type resolver struct {
	b    *builder
	page string
	doc  *document.Document

	figures int // charts so far, for their ids
}

func (r *resolver) Link(from *document.Document, target string) (string, bool) {
	page, ok := r.b.links.find(from, target)
	if !ok {
		return "", false
	}
	return to(r.page, page), true
}

// Hint names the file that the editor may have meant.
func (r *resolver) Hint(_ *document.Document, target string) string {
	file, anchor, _ := strings.Cut(target, "#")
	var names []string
	for name := range r.b.links.byName {
		names = append(names, name)
	}
	if len(r.b.links.byName[path.Base(file)]) > 0 && anchor != "" {
		return "目标页没有标题“" + anchor + "”"
	}
	return source.Suggest(path.Base(file), names)
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
		template.HTMLEscapeString(key.ID()), template.HTMLEscapeString(words))), nil
}

// place sets procuratorate or department from the word of a live figure.
func (r *resolver) place(key *indicator.Key, w document.Word) *source.Error {
	if w.Text == "" {
		return nil
	}
	if p, ok := r.b.Cube.Organisation.Named(w.Text); ok {
		key.Procuratorate = p.ID
		return nil
	}
	if contains(r.b.Cube.Organisation.Departments, w.Text) {
		key.Department = w.Text
		return nil
	}
	if w.Text == "全市" {
		return nil
	}
	return &source.Error{Pos: w.Pos, Message: "没有名为“" + w.Text + "”的院或部门", Hint: source.Suggest(w.Text, r.b.placeNames())}
}

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

// blockPeriod reads the period of a chart or table; "" and 本期 mean the year to date.
func (b *builder) blockPeriod(text string, at source.Pos) (period.Period, *source.Error) {
	switch text {
	case "", "本期":
		return b.toDate(), nil
	}
	p, err := period.Parse(text)
	if err != nil {
		return p, &source.Error{Pos: at, Message: "“" + text + "”不是统计期", Hint: "写作 2025-03、2025Q2、2025上半年、2025 或 2025-01..06"}
	}
	return p, nil
}
