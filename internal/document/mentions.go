package document

import (
	"strings"

	"github.com/yuin/goldmark/ast"

	"anjian/internal/source"
)

// Links returns the targets of the body's links to other documents, in the order of the text. Links
// within the page, and those that Parse has refused, are left out.
func (d *Document) Links() []string {
	var list []string
	_ = ast.Walk(d.tree, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if link, ok := n.(*ast.Link); ok && entering && !d.wrong[n] {
			if target := destination(link.Destination); !strings.HasPrefix(target, "#") {
				list = append(list, target)
			}
		}
		return ast.WalkContinue, nil
	})
	return list
}

// LiveIndicators returns how the body's live figures call the indicators that there are, in the order of the
// text.
func (d *Document) LiveIndicators(names Names) []string {
	var list []string
	_ = ast.Walk(d.tree, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if figure, ok := n.(*figureNode); ok && entering && !d.wrong[n] {
			if title, n := indicatorIn(wordsOf(figure.text, source.Pos{}), names); n > 0 {
				list = append(list, title)
			}
		}
		return ast.WalkContinue, nil
	})
	return list
}

// Place returns where a heading stands in the file; the beginning of the body for an unknown anchor.
func (d *Document) Place(id string) source.Pos {
	for n, own := range d.ids {
		if own == id {
			return d.at(offset(n))
		}
	}
	return d.at(0)
}
