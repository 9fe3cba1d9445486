package document

import (
	"bufio"
	"bytes"
	"html"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	ghtml "github.com/yuin/goldmark/renderer/html"
)

// PlainText returns the words of the body, a line per block, without markup. A live figure is
// given by the text between its braces; chart and table blocks are left out.
func (d *Document) PlainText() string {
	var b strings.Builder
	d.blockText(d.tree, &b)
	return strings.TrimSpace(b.String())
}

// SectionText returns the words under a level-2 heading of the body, "" when there is none.
func (d *Document) SectionText(title string) string {
	var b strings.Builder
	for _, s := range d.Sections() {
		if s.Title != title {
			continue
		}
		for _, n := range s.blocks {
			if first := n.FirstChild(); first != nil && first.Type() == ast.TypeInline {
				b.WriteString(d.inlineText(n) + "\n")
			} else {
				d.blockText(n, &b)
			}
		}
	}
	return strings.TrimSpace(b.String())
}

func (d *Document) blockText(n ast.Node, b *strings.Builder) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.FencedCodeBlock:
			if !isLive(d.language(c)) {
				b.WriteString(d.code(c))
			}
		case *ast.CodeBlock:
			b.WriteString(d.code(c))
		case *east.TableHeader, *east.TableRow:
			var cells []string
			for cell := c.FirstChild(); cell != nil; cell = cell.NextSibling() {
				cells = append(cells, d.inlineText(cell))
			}
			b.WriteString(strings.Join(cells, " ") + "\n")
		default:
			if first := c.FirstChild(); first != nil && first.Type() == ast.TypeInline {
				b.WriteString(d.inlineText(c) + "\n")
			} else {
				d.blockText(c, b)
			}
		}
	}
}

// inlineText returns the words of the inline children of a node.
func (d *Document) inlineText(n ast.Node) string {
	var b strings.Builder
	d.addInline(n, &b)
	return strings.TrimSpace(b.String())
}

func (d *Document) addInline(n ast.Node, b *strings.Builder) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			b.WriteString(d.words(c))
			if c.HardLineBreak() || c.SoftLineBreak() && !d.wideBreak(c) {
				b.WriteByte(' ')
			}
		case *ast.String:
			b.Write(c.Value)
		case *figureNode:
			b.WriteString(c.text)
		case *ast.AutoLink:
			b.Write(c.Label(d.Body))
		default:
			d.addInline(c, b)
		}
	}
}

// words returns a run of text with escapes and character references replaced.
func (d *Document) words(n *ast.Text) string {
	value := n.Segment.Value(d.Body)
	if n.IsRaw() || !bytes.ContainsAny(value, `\&`) {
		return string(value)
	}
	var buf bytes.Buffer
	w := bufio.NewWriter(&buf)
	ghtml.DefaultWriter.Write(w, value)
	_ = w.Flush() // into memory
	return html.UnescapeString(buf.String())
}

// code returns the lines of a code block.
func (d *Document) code(n ast.Node) string {
	return string(n.Lines().Value(d.Body))
}

func (d *Document) language(n *ast.FencedCodeBlock) string { return string(n.Language(d.Body)) }

// LiveBlocks are the fenced blocks that are computed, by what stands behind the fence.
var LiveBlocks = []string{"chart", "table", "limits", "findings", "unresolved", "replies", "quality", "items", "measures", "offences", "anomalies", "cases", "matrix"}

// isLive tells whether a fenced block is to be computed.
func isLive(language string) bool { return slices.Contains(LiveBlocks, language) }

func isFootnotes(n ast.Node) bool { return n.Kind() == east.KindFootnoteList }
