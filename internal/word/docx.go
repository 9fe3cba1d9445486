package word

import (
	"path"
	"strings"

	"anjian/internal/source"
)

// A reader walks a .docx.
type reader struct {
	notes
	*pack
	styles    styles
	numbers   *numberer
	relations map[string]relation
	footnotes map[string]*node
	used      []string // footnotes in the order of the text
	images    []Image
	stem      string
	blocks    []block
}

type relation struct {
	target  string
	outside bool
}

func readDocx(at source.Pos, data []byte, stem string) (*Text, error) {
	p, err := openPack(at, data)
	if err != nil {
		return nil, err
	}
	r := &reader{pack: p, stem: stem, relations: map[string]relation{}, footnotes: map[string]*node{}}
	trees := map[string]*node{}
	for _, name := range []string{"document", "styles", "numbering", "footnotes", "_rels/document.xml.rels"} {
		full := "word/" + name
		if !strings.HasSuffix(name, ".rels") {
			full += ".xml"
		}
		if trees[name], err = p.tree(full); err != nil {
			return nil, err
		}
	}
	r.styles, r.numbers = readStyles(trees["styles"]), readNumbering(trees["numbering"])
	for _, x := range trees["_rels/document.xml.rels"].child("Relationships").list("Relationship") {
		r.relations[x.attr("Id")] = relation{x.attr("Target"), x.attr("TargetMode") == "External"}
	}
	for _, x := range trees["footnotes"].child("footnotes").list("footnote") {
		if x.attr("type") == "" {
			r.footnotes[x.attr("id")] = x
		}
	}
	r.headsAndFeet()
	r.body(trees["document"].child("document", "body"))
	return r.finish(), nil
}

// headsAndFeet tells of page heads that say something: the site has its own.
func (r *reader) headsAndFeet() {
	for name := range r.parts {
		if base := path.Base(name); strings.HasPrefix(base, "header") || strings.HasPrefix(base, "footer") {
			if root, err := r.tree(name); err == nil && len([]rune(clean(root.words()))) > 3 {
				r.add("页眉、页脚没有带过来")
			}
		}
	}
}

// body reads blocks: paragraphs, tables, and what holds them.
func (r *reader) body(n *node) {
	if n == nil {
		return
	}
	for _, c := range n.children {
		switch c.name {
		case "p":
			r.paragraph(c)
		case "tbl":
			r.table(c)
		case "sdt":
			if strings.Contains(c.child("sdtPr", "docPartObj", "docPartGallery").attr("val"), "Table of Contents") {
				r.add("目录没有带过来，网页自己有目录")
				continue
			}
			r.body(c.child("sdtContent"))
		case "ins", "moveTo", "smartTag", "customXml":
			r.body(c)
		}
	}
}

// A block is one paragraph or table of the text.
type block struct {
	text   string // Markdown
	plain  string // its words
	level  int    // of the outline, from 0; -1 for body text
	title  bool   // style 标题
	centre bool
	strong bool // bold from end to end
	label  *label
	table  bool
}

func (r *reader) paragraph(n *node) {
	properties := n.child("pPr")
	if r.styles.is(properties, "toc", "table of figures") {
		r.add("目录没有带过来，网页自己有目录")
		return
	}
	l := r.numbers.next(properties, r.styles)
	in := inline{reader: r}
	in.runs(n)
	b := block{
		text: in.markdown(), plain: clean(in.plain.String()), level: r.styles.level(properties),
		title: r.styles.is(properties, "title", "标题"), centre: properties.child("jc").attr("val") == "center",
		strong: in.allBold(), label: l,
	}
	if b.plain != "" || b.text != "" {
		r.blocks = append(r.blocks, b)
	}
	r.blocks = append(r.blocks, in.after...)
}
