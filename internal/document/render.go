package document

import (
	"bufio"
	"bytes"
	"html/template"
	"slices"
	"strconv"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	ghtml "github.com/yuin/goldmark/renderer/html"

	"anjian/internal/source"
)

// Render returns the whole body. References that r cannot resolve go to errs and leave their text.
func (d *Document) Render(r Resolver, errs *source.List) template.HTML {
	return d.render(r, errs, "", func(p *printer) { p.blocks(d.tree) })
}

// RenderSection returns the section of that title without its heading, with the notes that it
// refers to; ok is false when there is none. The title "" means what stands before the first section.
func (d *Document) RenderSection(title string, r Resolver, errs *source.List) (body template.HTML, ok bool) {
	for i, part := range d.parts() {
		if part.Title != title || title != "" && i == 0 {
			continue
		}
		prefix := "s" + strconv.Itoa(i) + "-"
		return d.render(r, errs, prefix, func(p *printer) {
			p.heading = part.Title
			for _, n := range part.blocks {
				p.block(n)
			}
		}), true
	}
	return "", false
}

// RenderWithout returns the body without the sections of those titles.
func (d *Document) RenderWithout(titles []string, r Resolver, errs *source.List) template.HTML {
	return d.render(r, errs, "", func(p *printer) {
		leave := false
		for n := d.tree.FirstChild(); n != nil; n = n.NextSibling() {
			if h, ok := n.(*ast.Heading); ok && h.Level == 2 {
				leave = slices.Contains(titles, d.inlineText(n))
			}
			if !leave && !isFootnotes(n) {
				p.block(n)
			}
		}
	})
}

func (d *Document) render(r Resolver, errs *source.List, part string, body func(*printer)) template.HTML {
	var buf bytes.Buffer
	p := &printer{
		d: d, r: r, errs: errs, w: bufio.NewWriter(&buf), prefix: d.Kind + "-" + d.ID + "-" + part,
		heading: d.Title, uses: map[int]int{},
	}
	body(p)
	p.footnotes()
	_ = p.w.Flush()                    // into memory
	return template.HTML(buf.String()) // every text went through the escaping writer
}

// A printer writes the HTML of one rendering.
type printer struct {
	d       *Document
	r       Resolver
	errs    *source.List
	w       *bufio.Writer
	prefix  string // of footnote ids: kind and id of the document, and the section if one alone
	heading string // the heading that blocks stand under
	notes   []int  // footnotes in the order of their first reference
	uses    map[int]int
}

func (p *printer) raw(s ...string) {
	for _, s := range s {
		_, _ = p.w.WriteString(s)
	}
}

// text writes words that are no markup.
func (p *printer) text(s string) { ghtml.DefaultWriter.RawWrite(p.w, []byte(s)) }

func (p *printer) attr(name, value string) {
	p.raw(" ", name, `="`, template.HTMLEscapeString(value), `"`)
}

func (p *printer) blocks(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if !isFootnotes(c) {
			p.block(c)
		}
	}
}

func (p *printer) block(n ast.Node) {
	switch n := n.(type) {
	case *ast.Heading:
		p.title(n)
	case *ast.Paragraph:
		p.paragraph(n)
	case *ast.TextBlock:
		p.inlines(n)
		p.raw("\n")
	case *ast.Blockquote:
		p.raw("<blockquote>\n")
		p.blocks(n)
		p.raw("</blockquote>\n")
	case *ast.List:
		p.list(n)
	case *ast.ThematicBreak:
		p.raw("<hr>\n")
	case *ast.FencedCodeBlock:
		p.fence(n)
	case *ast.CodeBlock:
		p.raw(`<pre tabindex="0"><code>`)
		p.text(p.d.code(n))
		p.raw("</code></pre>\n")
	case *east.Table:
		p.table(n)
	}
}

func (p *printer) title(n *ast.Heading) {
	p.heading = p.d.inlineText(n)
	level := strconv.Itoa(n.Level)
	p.raw("<h", level)
	p.attr("id", p.d.ids[n])
	p.raw(">")
	p.inlines(n)
	p.raw("</h", level, ">\n")
}

func (p *printer) paragraph(n ast.Node) {
	if caption, ok := p.d.captionOf(n); ok && caption != "" {
		return // written by the table that follows
	}
	p.raw("<p>")
	p.inlines(n)
	p.raw("</p>\n")
}

func (p *printer) list(n *ast.List) {
	tag := "ul"
	if n.IsOrdered() {
		tag = "ol"
	}
	p.raw("<", tag)
	if n.IsOrdered() && n.Start != 1 {
		p.attr("start", strconv.Itoa(n.Start))
	}
	p.raw(">\n")
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		p.raw("<li>")
		p.blocks(item)
		p.raw("</li>\n")
	}
	p.raw("</", tag, ">\n")
}

func (p *printer) fence(n *ast.FencedCodeBlock) {
	lang := p.d.language(n)
	if !isLive(lang) {
		p.raw(`<pre tabindex="0"><code>`)
		p.text(p.d.code(n))
		p.raw("</code></pre>\n")
		return
	}
	if p.d.wrong[n] {
		return
	}
	at := p.d.at(offset(n))
	at.Line, at.Col = at.Line+1, 1
	if n.Lines().Len() > 0 {
		at = p.d.at(n.Lines().At(0).Start)
	}
	html, err := p.r.Block(p.d, lang, []byte(p.d.code(n)), at)
	if err != nil {
		moved := *err
		moved.Pos = p.d.inBlock(n, at, err.Pos)
		p.errs.Put(&moved)
		return
	}
	p.raw(string(html), "\n")
}

// inBlock corrects a place in a block, told as if every line began in the column of the first: in a quotation
// or a list a later line may begin further left. What lies behind the last line is told at its end.
func (d *Document) inBlock(n *ast.FencedCodeBlock, first, at source.Pos) source.Pos {
	line, lines := at.Line-first.Line, n.Lines()
	switch {
	case at.File != first.File || at.Col == 0 || line <= 0 || lines.Len() == 0:
	case line < lines.Len():
		at.Col += d.at(lines.At(line).Start).Col - first.Col
	default:
		last := lines.At(lines.Len() - 1)
		at = d.at(last.Start + len(bytes.TrimRight(last.Value(d.Body), "\n")))
	}
	return at
}

// footnotes writes the notes that were referred to, and those that these refer to.
func (p *printer) footnotes() {
	byNumber := map[int]*east.Footnote{}
	list := p.d.tree.LastChild()
	if list == nil || !isFootnotes(list) {
		return
	}
	for n := list.FirstChild(); n != nil; n = n.NextSibling() {
		if f, ok := n.(*east.Footnote); ok {
			byNumber[f.Index] = f
		}
	}
	if len(p.notes) == 0 {
		return
	}
	p.raw(`<section class="footnotes" role="doc-endnotes" aria-label="注释">`, "\n<p>注释</p>\n<ol>\n")
	for i := 0; i < len(p.notes); i++ { // notes may grow while they are written
		number := strconv.Itoa(p.notes[i])
		p.raw("<li")
		p.attr("id", p.prefix+"fn-"+number)
		p.attr("value", number)
		p.raw(">")
		p.blocks(byNumber[p.notes[i]])
		p.raw("<a")
		p.attr("href", "#"+p.prefix+"fnref-"+number)
		p.raw(` data-unsearched class="footnote-back" role="doc-backlink" aria-label="回到正文">↩</a></li>`, "\n")
	}
	p.raw("</ol>\n</section>\n")
}
