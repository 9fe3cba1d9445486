package document

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	ghtml "github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"

	"anjian/internal/source"
)

func (p *printer) inlines(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		p.inline(c)
	}
}

func (p *printer) wrap(tag string, n ast.Node) {
	p.raw("<", tag, ">")
	p.inlines(n)
	p.raw("</", tag, ">")
}

func (p *printer) inline(n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		p.words(n)
	case *ast.String:
		p.text(string(n.Value))
	case *ast.Emphasis:
		if n.Level == 1 {
			p.wrap("em", n)
		} else {
			p.wrap("strong", n)
		}
	case *east.Strikethrough:
		p.wrap("del", n)
	case *ast.CodeSpan:
		p.raw("<code>")
		p.text(strings.ReplaceAll(p.d.rawText(n), "\n", " "))
		p.raw("</code>")
	case *ast.Link:
		p.link(n)
	case *ast.Image:
		p.image(n)
	case *ast.AutoLink:
		p.text(string(n.Label(p.d.Body)))
	case *figureNode:
		p.figure(n)
	case *east.FootnoteLink:
		p.footnoteLink(n)
	}
}

func (p *printer) words(n *ast.Text) {
	value := n.Segment.Value(p.d.Body)
	if n.IsRaw() {
		ghtml.DefaultWriter.RawWrite(p.w, value)
	} else {
		ghtml.DefaultWriter.Write(p.w, value)
	}
	switch {
	case n.HardLineBreak():
		p.raw("<br>\n")
	case n.SoftLineBreak() && !p.d.wideBreak(n):
		p.raw("\n")
	}
}

// wideBreak tells whether a line end stands beside Chinese, where it would show as a gap.
func (d *Document) wideBreak(n *ast.Text) bool {
	before, _ := utf8.DecodeLastRune(n.Segment.Value(d.Body))
	rest := d.Body[min(n.Segment.Stop, len(d.Body)):]
	after, _ := utf8.DecodeRune([]byte(strings.TrimLeft(string(rest[:min(len(rest), 64)]), " \t\n>")))
	return util.IsEastAsianWideRune(before) || util.IsEastAsianWideRune(after)
}

// rawText joins the text of a code span as it was written.
func (d *Document) rawText(n ast.Node) string {
	var b strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			b.Write(t.Segment.Value(d.Body))
		}
	}
	return b.String()
}

func (p *printer) link(n *ast.Link) {
	target := destination(n.Destination)
	href, ok := "", false
	switch id, own := strings.CutPrefix(target, "#"); {
	case p.d.wrong[n]:
	case own:
		href, ok = "#"+anchor(id), true
	default:
		if href, ok = p.r.Link(p.d, target); !ok {
			hint := "检查文件名；站内文档写作 [文字](文件夹/文件名.md)"
			if h, can := p.r.(Hinter); can {
				hint = h.Hint(p.d, target)
			}
			p.errs.Tell(source.DeadLink, p.d.at(offset(n)), "链接的目标“"+target+"”不存在", hint)
		}
		ok = ok && href != "" // known, and not to be linked to
	}
	if message, _ := refusal(href); !ok || href == "" || message != "" {
		p.inlines(n)
		return
	}
	p.raw("<a")
	p.attr("href", href)
	if len(n.Title) > 0 {
		p.attr("title", destination(n.Title))
	}
	p.raw(">")
	p.inlines(n)
	p.raw("</a>")
}

func (p *printer) image(n *ast.Image) {
	if p.d.wrong[n] {
		p.inlines(n)
		return
	}
	target := destination(n.Destination)
	src, ok := p.r.Image(p.d, target)
	if message, _ := refusal(src); !ok || message != "" {
		p.errs.Tell(source.NoImage, p.d.at(offset(n)), "没有图片“"+target+"”", "路径相对于本文件，检查文件名和大小写")
		p.inlines(n)
		return
	}
	p.raw("<img")
	p.attr("src", src)
	p.attr("alt", p.d.inlineText(n))
	if len(n.Title) > 0 {
		p.attr("title", destination(n.Title))
	}
	p.raw(` loading="lazy">`)
}

func (p *printer) figure(n *figureNode) {
	if p.d.wrong[n] {
		p.text("{{" + n.text)
		return
	}
	html, err := p.r.Figure(p.d, n.text, p.d.at(n.start))
	if err != nil {
		p.errs.Put(err)
		p.text("{{" + n.text + "}}")
		return
	}
	p.raw(string(html))
}

func (p *printer) footnoteLink(n *east.FootnoteLink) {
	number := strconv.Itoa(n.Index)
	id := p.prefix + "fnref-" + number
	if p.uses[n.Index] == 0 {
		p.notes = append(p.notes, n.Index)
	} else {
		id += "-" + strconv.Itoa(p.uses[n.Index]+1)
	}
	p.uses[n.Index]++
	p.raw("<sup")
	p.attr("id", id)
	p.raw(` data-unsearched><a`)
	p.attr("href", "#"+p.prefix+"fn-"+number)
	p.raw(` class="footnote-ref" role="doc-noteref" aria-label="注释`, number, `">`, number, "</a></sup>")
}
