package site

import (
	"html/template"
	"slices"
	"strconv"
	"strings"

	"anjian/internal/document"
	"anjian/internal/source"
)

// A printed is what one reference of a document stands for, as plain data: a live figure of a sentence, or
// what a fenced block makes. Signed documents keep it; a page is drawn from it either way.
type printed struct {
	Ask   string `toml:"ask"`   // as the document asks for it: what stands between the braces, or in the block
	Block string `toml:"block"` // chart, table …; empty for a live figure

	Number string `toml:"number"` // id of a live figure
	Text   string `toml:"text"`   // its words, or what is said instead of a block that there is nothing for
	Title  string `toml:"title"`  // what stands behind it

	Says  []saying `toml:"say"` // in paragraphs before the table; of a live figure, what it says instead of Text
	Items []string `toml:"items"`
	Table *Table   `toml:"table"`

	Datasets []string `toml:"datasets"` // of cases listed one by one: where each row of the table is from
	Chart    *drawing `toml:"chart"`
}

// A saying is one paragraph, of words and numbers.
type saying struct {
	Phrase Phrase `toml:"piece"`
}

// Figure prints one live number as a link to its indicator, with the counts behind it in the title.
func (r *resolver) Figure(_ *document.Document, text string, at source.Pos) (template.HTML, *source.Error) {
	return r.reference(text, "", func() (*printed, *source.Error) { return r.live(text, at) })
}

// Block draws the chart, table or list that a fenced block of a document asks for.
func (r *resolver) Block(_ *document.Document, lang string, toml []byte, at source.Pos) (template.HTML, *source.Error) {
	return r.reference(strings.TrimSpace(string(toml)), lang, func() (*printed, *source.Error) {
		if kind, ok := blockKinds[lang]; ok {
			return kind.make(r, toml, at)
		}
		return r.block(lang, toml, at)
	})
}

// reference prints what was signed, or what is so now.
func (r *resolver) reference(ask, block string, now func() (*printed, *source.Error)) (template.HTML, *source.Error) {
	p := r.signed.printed(ask, block)
	if p == nil {
		var wrong *source.Error
		if p, wrong = now(); wrong != nil {
			return "", wrong
		}
		p.Ask, p.Block = ask, block
		r.sayOnce(p)
		r.all = append(r.all, p)
	} else {
		p = r.listable(r.revised(p))
	}
	if r.b.partials == nil {
		return "", nil // what is printed is asked for, not a page
	}
	return r.html(p)
}

// sayOnce leaves out sentences that stand above another table already.
func (r *resolver) sayOnce(p *printed) {
	if p.Block == "" {
		return // a sentence of the writer's stands where he wants it
	}
	p.Says = slices.DeleteFunc(p.Says, func(s saying) bool {
		return slices.ContainsFunc(r.all, func(before *printed) bool {
			return slices.ContainsFunc(before.Says, func(t saying) bool { return slices.Equal(s.Phrase, t.Phrase) })
		})
	})
}

// html draws what a reference stands for.
func (r *resolver) html(p *printed) (template.HTML, *source.Error) {
	if p.Block == "" && len(p.Says) > 0 {
		return r.b.partial("phrase", p.Says[0].Phrase)
	}
	if p.Block == "" {
		figure := liveFigure{Cell{Text: p.Text, ID: p.Number, Counts: p.Title, Mark: r.mark(p.Number)}}
		if id, _, _ := strings.Cut(p.Number, "@"); r.b.Cube.Definition(id) != nil {
			figure.Href = to(r.page, "indicators/"+id+".html")
		}
		return r.b.partial("live-figure", figure)
	}
	var out strings.Builder
	part := func(name string, view any) {
		html, _ := r.b.partial(name, view)
		out.WriteString(string(html))
	}
	for _, s := range p.Says {
		part("paragraph", s.Phrase)
	}
	if len(p.Items) > 0 {
		part("items", p.Items)
	}
	if p.Table != nil {
		t := *p.Table
		t.ID = r.tableAnchor(t.Caption)
		part("table", t)
	}
	if p.Chart != nil {
		r.figures++
		if figure := r.b.draw("chart-"+strconv.Itoa(r.figures), p.Chart); figure != nil {
			figure.Small, figure.revised = true, r.marks
			part("figure", figure)
		}
	}
	if p.Text != "" {
		part("empty", p.Text)
	}
	if words := r.changedIn(p); words != "" {
		part("revised-note", words)
	}
	return template.HTML(strings.TrimSpace(out.String())), nil
}

// tableAnchor is where a table of the document can be linked to, by its caption; of equal ones the first.
func (r *resolver) tableAnchor(caption string) string {
	id := document.TableAnchor(caption)
	if id == "" || r.doc.HasAnchor(id) || slices.Contains(r.tables, id) {
		return ""
	}
	r.tables = append(r.tables, id)
	return id
}

// A liveFigure is a number in a sentence.
type liveFigure struct{ Cell }
