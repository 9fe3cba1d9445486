package site

import (
	"strconv"
	"strings"

	"anjian/internal/example"
	"anjian/internal/period"
)

// exampleBlock shows the rows that a definition proves itself by. found and passed word what it says
// of a row.
func exampleBlock(list []*example.Example, found, passed string) Block {
	t := &Table{Caption: "举例", Quiet: true, Header: []Head{{"情形", "words"}, {"填写", "words"}, {"结果", "words"}}}
	for _, e := range list {
		said := passed
		if e.Finds {
			said = found
		}
		t.Rows = append(t.Rows, Row{Cells: []Cell{{Text: e.Note}, {Text: exampleText(e), Class: "words"}, {Text: said, Class: "words"}}})
	}
	return Block{ID: "examples", Title: "举例", Note: "定义文件里的举例，每次更新时照公式再算一遍，结果与这里不同就不更新。没有列出的项目是空的。", Table: t}
}

// exampleText writes the cells of an example: those of the row, then of linked rows one by one.
func exampleText(e *example.Example) string {
	var parts []string
	for i, c := range e.Cells {
		text := c.Name + " " + c.Value
		if i > 0 && e.Cells[i-1].Of == c.Of && e.Cells[i-1].Row == c.Row {
			parts[len(parts)-1] += "，" + text
			continue
		}
		switch {
		case c.Of == "":
		case e.Several(c.Of):
			text = c.Of + strconv.Itoa(c.Row+1) + "：" + text
		default:
			text = c.Of + "：" + text
		}
		parts = append(parts, text)
	}
	if e.Env.Cutoff != period.NoDate {
		parts = append(parts, "截止日 "+e.Env.Cutoff.String())
	}
	return strings.Join(parts, "；")
}
