package word

import "strings"

// mostColumns is how many Word allows: what a damaged file says beyond it is no width.
const mostColumns = 63

// table writes a table of pipes. The first row is its head; merged cells are taken apart.
func (r *reader) table(n *node) {
	var rows [][]string
	width := 0
	for _, tr := range rowsOf(n) {
		var row []string
		for _, tc := range cellsOf(tr) {
			properties := tc.child("tcPr")
			text := r.cell(tc)
			if v := properties.child("vMerge"); v != nil && v.attr("val") != "restart" {
				text = ""
				r.add("表格的合并单元格已拆开，请核对")
			}
			row = append(row, text)
			for span := min(whole(properties.child("gridSpan").attr("val"), 1), mostColumns); span > 1; span-- {
				row = append(row, "")
				r.add("表格的合并单元格已拆开，请核对")
			}
		}
		rows, width = append(rows, row), max(width, len(row))
	}
	if width == 0 {
		return
	}
	if len(rows) == 1 && width == 1 { // a box around text
		r.blocks = append(r.blocks, block{text: strings.ReplaceAll(rows[0][0], "\\|", "|"), plain: rows[0][0], level: -1})
		return
	}
	var b strings.Builder
	for i, row := range rows {
		for len(row) < width {
			row = append(row, "")
		}
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString("| " + strings.Join(row, " | ") + " |")
		if i == 0 {
			b.WriteString("\n|" + strings.Repeat("---|", width))
		}
	}
	r.blocks = append(r.blocks, block{text: b.String(), plain: "表", level: -1, table: true})
}

func rowsOf(n *node) []*node { return through(n, "tr") }

func cellsOf(n *node) []*node { return through(n, "tc") }

// through lists the children of a name, also those within content controls and insertions.
func through(n *node, name string) []*node {
	var list []*node
	for _, c := range n.children {
		switch c.name {
		case name:
			list = append(list, c)
		case "sdt", "sdtContent", "ins", "customXml":
			list = append(list, through(c, name)...)
		}
	}
	return list
}

// cell joins the paragraphs of a cell.
func (r *reader) cell(tc *node) string {
	inner := *r
	inner.blocks = nil
	inner.body(tc)
	r.list, r.images, r.used = inner.list, inner.images, inner.used
	var words []string
	for _, b := range inner.blocks {
		if b.table {
			r.add("表格里套的表格只留下文字，请核对")
			b.text = strings.NewReplacer("|", " ", "---", "", "\n", " ").Replace(b.text)
		}
		text := b.text
		if b.label != nil && b.label.text != "" && !b.label.bullet {
			text = escape(b.label.text) + " " + text
		}
		words = append(words, clean(strings.ReplaceAll(text, "\\\n", " ")))
	}
	return strings.Join(words, " ")
}
