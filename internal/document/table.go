package document

import (
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
)

// captionOf returns the caption that a paragraph "表：…" gives to the table right after it.
func (d *Document) captionOf(n ast.Node) (caption string, ok bool) {
	if n == nil || n.NextSibling() == nil || n.NextSibling().Kind() != east.KindTable || n.Kind() != ast.KindParagraph {
		return "", false
	}
	caption, ok = strings.CutPrefix(d.inlineText(n), "表：")
	return strings.TrimSpace(caption), ok
}

// TableAnchor is where a table can be linked to, by its caption.
func TableAnchor(caption string) string {
	s := Slug(caption)
	if s == "" || strings.HasPrefix(s, "表-") {
		return s
	}
	return "表-" + s
}

func (p *printer) table(n *east.Table) {
	caption, _ := p.d.captionOf(n.PreviousSibling())
	label := caption
	if label == "" {
		label = p.heading
	}
	p.raw(`<div class="table-scroll" role="region" tabindex="0"`)
	if id := p.d.ids[n]; id != "" {
		p.attr("id", id)
	}
	p.attr("aria-label", label)
	p.raw(">\n<table>\n")
	if caption == "" { // every table has one; this one is for readers who cannot see the heading
		p.raw(`<caption class="visually-hidden" data-unsearched>`)
		p.text(label)
		p.raw("</caption>\n")
	} else {
		p.raw("<caption>")
		p.text(caption)
		p.raw("</caption>\n")
	}
	classes := p.d.columnClasses(n)
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		if row.Kind() == east.KindTableHeader {
			p.raw("<thead>\n")
			p.row(row, `th scope="col"`, "th", classes)
			p.raw("</thead>\n")
			if row.NextSibling() != nil {
				p.raw("<tbody>\n")
			}
			continue
		}
		p.row(row, "td", "td", classes)
	}
	if n.ChildCount() > 1 {
		p.raw("</tbody>\n")
	}
	p.raw("</table>\n</div>\n")
}

func (p *printer) row(row ast.Node, open, shut string, classes []string) {
	p.raw("<tr>")
	i := 0
	for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
		p.raw("<", open)
		if i < len(classes) && classes[i] != "" {
			p.attr("class", classes[i])
		}
		p.raw(">")
		p.inlines(cell)
		p.raw("</", shut, ">")
		i++
	}
	p.raw("</tr>\n")
}

var numeric = regexp.MustCompile(`^[+−-]?[\d,\s]*\.?\d+\s?([%％‰件人天条个次份年月日元万亿]|个百分点|万元)*$`)

// columnClasses returns a class per column: as the delimiter row says, else "number" where all
// filled cells are numbers or live figures.
func (d *Document) columnClasses(n *east.Table) []string {
	classes := make([]string, len(n.Alignments))
	for col, alignment := range n.Alignments {
		switch alignment {
		case east.AlignRight:
			classes[col] = "number"
		case east.AlignCenter:
			classes[col] = "center"
		case east.AlignNone:
			if d.numericColumn(n, col) {
				classes[col] = "number"
			}
		}
	}
	return classes
}

func (d *Document) numericColumn(n *east.Table, col int) bool {
	filled := 0
	for row := n.FirstChild().NextSibling(); row != nil; row = row.NextSibling() {
		cell := row.FirstChild()
		for i := 0; i < col && cell != nil; i++ {
			cell = cell.NextSibling()
		}
		if cell == nil {
			continue
		}
		if only := cell.FirstChild(); only != nil && only.NextSibling() == nil && only.Kind() == kindFigure {
			filled++
			continue
		}
		switch text := d.inlineText(cell); {
		case text == "" || text == "—" || text == "-":
		case numeric.MatchString(text):
			filled++
		default:
			return false
		}
	}
	return filled > 0
}
