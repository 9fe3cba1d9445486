package document

import (
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"anjian/internal/source"
)

// Live stands in a Sentence for a live figure: what it will print is not known here, and right.
const Live = '\ufffc'

// A Sentence is one sentence of running text, without markup. Headings, tables, quotations and code
// are no running text.
type Sentence struct {
	Text string

	d       *Document
	offsets []int // in the body, of each rune
}

// At returns the place of a rune of the sentence.
func (s Sentence) At(rune int) source.Pos {
	return s.d.at(s.offsets[min(rune, len(s.offsets)-1)])
}

// Sentences lists the sentences of the paragraphs and lists of the body, in their order.
func (d *Document) Sentences() []Sentence {
	var list []Sentence
	_ = ast.Walk(d.tree, func(n ast.Node, entering bool) (ast.WalkStatus, error) { // the function returns no error
		if !entering || n.Type() == ast.TypeInline {
			return ast.WalkContinue, nil
		}
		switch n.(type) {
		case *ast.Heading, *ast.Blockquote, *ast.FencedCodeBlock, *ast.CodeBlock, *east.Table, *east.FootnoteList:
			return ast.WalkSkipChildren, nil
		case *ast.Paragraph, *ast.TextBlock:
			s := sentenceReader{d: d}
			s.inlines(n)
			list = append(list, s.sentences()...)
		}
		return ast.WalkContinue, nil
	})
	return list
}

// A sentenceReader collects the runes of a block with where they stand.
type sentenceReader struct {
	d       *Document
	text    []rune
	offsets []int
}

func (s *sentenceReader) inlines(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			at := c.Segment.Start
			for _, r := range string(c.Segment.Value(s.d.Body)) {
				s.put(r, at)
				at += utf8.RuneLen(r)
			}
			if c.HardLineBreak() || c.SoftLineBreak() && !s.d.wideBreak(c) {
				s.put(' ', at)
			}
		case *figureNode:
			s.put(Live, offset(c))
		case *ast.CodeSpan, *ast.AutoLink, *ast.Image, *east.FootnoteLink:
			s.put(utf8.RuneError, offset(c)) // a word that nobody knows
		default:
			s.inlines(c)
		}
	}
}

func (s *sentenceReader) put(r rune, offset int) {
	s.text, s.offsets = append(s.text, r), append(s.offsets, offset)
}

// sentences cuts the block behind 。！？.
func (s *sentenceReader) sentences() []Sentence {
	var list []Sentence
	start := 0
	for i, r := range s.text {
		if end := i == len(s.text)-1; end || strings.ContainsRune("。！？", r) {
			list = append(list, Sentence{string(s.text[start : i+1]), s.d, s.offsets[start : i+1]})
			start = i + 1
		}
	}
	return list
}
