package table

import (
	"slices"
	"strings"
)

// A Lack is something that was not exported: a column of a dataset, or the whole dataset.
type Lack struct {
	Table  *Table
	Column string // "" for the whole dataset
}

// String says it as readers see it: 缺字段“不捕类型”, 未导出“涉案人员”.
func (l Lack) String() string {
	if l.Column == "" {
		return "未导出“" + l.Table.Title + "”"
	}
	return "缺字段“" + l.Column + "”"
}

// Lacks lists what of a reference was not exported: of a column (人数), of one behind a link
// (案件.条线), of one in child rows (涉案人员.年龄), of child rows as such (涉案人员).
// Of what is derived it lists what it would be derived from. Names that the tables do not know at all
// are passed over.
func (t *Table) Lacks(ref string) []Lack {
	if t.Absent {
		return t.absence()
	}
	name, rest, more := strings.Cut(ref, ".")
	if link := t.Link(name); more && link != nil {
		return append(t.lackOf(link.Column), link.To.beyond(link.Key, rest)...)
	}
	if c := t.Child(name); c != nil {
		return append(t.lackOf(c.Link.Key), c.Of.beyond(c.Link.Column, rest)...)
	}
	return t.lackOf(name)
}

// beyond continues in a linked table: its own side of the link, then the rest of the reference.
func (t *Table) beyond(column, rest string) []Lack {
	if t.Absent {
		return t.absence()
	}
	list := t.lackOf(column)
	if rest != "" {
		list = append(list, t.Lacks(rest)...)
	}
	return list
}

func (t *Table) lackOf(name string) []Lack {
	switch c := t.Column(name); {
	case c == nil || !c.Absent:
		return nil
	case c.Because != nil:
		return slices.Clone(c.Because)
	}
	return []Lack{{t, name}}
}

// absence is why nothing is known of a table.
func (t *Table) absence() []Lack {
	if t.Because != nil {
		return slices.Clone(t.Because)
	}
	return []Lack{{Table: t}}
}
