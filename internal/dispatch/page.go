package dispatch

import (
	"bytes"
)

// A view is a printable page: everything in it is final.
type view struct {
	Title   string
	Whose   string
	HowTo   string
	Parts   []partView
	Links   []link
	Receipt bool
	Notice  string
	Empty   string
}

type partView struct {
	Title   string
	Columns []columnView
	Rows    [][]cellView
}

type columnView struct{ Title, Class string }

type cellView struct{ Text, Class string }

type link struct{ Title, Href string }

// classes are of columns whose words must not be broken, and of those that are filled in by hand.
var classes = map[string]string{
	"序号": "number", "条目号": "id", "首次列出": "id", "状态": "state", "起算日期": "id", "到期日期": "id", "情况": "id", "规则": "id", "答复": "id",
	"处理结果": "fill", "说明": "fill wide", "复核人": "fill", "办理情况": "fill wide", "复查情况": "fill wide",
}

func (m *maker) page(l *List) ([]byte, error) {
	v := view{Title: "核对修正清单（" + m.month() + "）", Whose: m.whose(l), Receipt: true}
	if len(l.Items) > 0 {
		v.HowTo = howTo
	}
	return m.render(v, m.parts(l))
}

func (m *maker) render(v view, parts []part) ([]byte, error) {
	v.Notice = m.Owner + "　" + m.Notice
	for _, p := range parts {
		x := partView{Title: p.title}
		for _, c := range p.columns {
			x.Columns = append(x.Columns, columnView{c.title, classes[c.title]})
		}
		for _, row := range p.rows {
			cells := make([]cellView, len(row))
			for i, text := range row {
				cells[i] = cellView{text, classes[p.columns[i].title]}
			}
			x.Rows = append(x.Rows, cells)
		}
		v.Parts = append(v.Parts, x)
	}
	var b bytes.Buffer
	if err := m.pages.ExecuteTemplate(&b, "list.html", v); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// folderIndex lists the files of a department. It says nothing about what is in them.
func (m *maker) folderIndex(f *folder, files []link) ([]byte, error) {
	return m.render(view{Title: "清单目录（" + m.month() + "）", Whose: f.place + "　" + department(f.department) + "　" + m.asOf(), Links: files}, nil)
}

func (m *maker) topIndex(folders []link) ([]byte, error) {
	v := view{Title: "分发清单（" + m.month() + "）", Whose: m.asOf(), Links: folders}
	if len(folders) == 0 {
		v.Empty = "没有要发的清单：案卡规则没有查出问题，也没有临期、超期案件。"
	}
	return m.render(v, nil)
}
