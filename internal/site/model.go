package site

import (
	"strconv"
	"strings"

	"anjian/internal/dataset"
	"anjian/internal/lead"
	"anjian/internal/table"
)

// Bounds of what the page of a model lists; what is left is said.
const (
	mostGroups  = 20
	mostInGroup = 20
)

// leadsOf finds what a model found, nil where there is no such model.
func (b *builder) leadsOf(id string) *lead.Leads {
	for i := range b.Leads {
		if b.Leads[i].Model.ID == id {
			return &b.Leads[i]
		}
	}
	return nil
}

// modelFacts says in the side rail what the front matter of a model computes.
func (b *builder) modelFacts(id string) []Fact {
	l := b.leadsOf(id)
	if l == nil {
		return nil
	}
	m := l.Model
	grouped := ""
	if m.Group != nil {
		var by []string
		for _, e := range m.Group.By {
			by = append(by, e.Text())
		}
		grouped = strings.Join(by, "、") + "相同，" + m.Group.Within.String() + "内至少 " + strconv.Itoa(m.Group.AtLeast) + " 件"
	}
	found := "没有运行"
	switch {
	case len(l.Lacks) > 0:
	case onlyCounted(l):
		found = b.unlistedLeads(l)
	default:
		found = leadCount(l)
	}
	data := ""
	if d := b.dataset(m.Dataset); d != nil {
		data = d.Title
	}
	return facts("线索", found, "数据", data, "条件", m.Where.Text(), "聚集", grouped, "归月日期", m.Date.Text(), "依据", m.Basis, "条线", m.Line, "核查部门", m.Department)
}

// modelBlocks shows below the text of a model what it found: month by month, then one by one.
func (b *builder) modelBlocks(id string) []Block {
	l := b.leadsOf(id)
	if l == nil {
		return nil
	}
	var blocks []Block
	switch {
	case len(l.Lacks) > 0:
		blocks = append(blocks, Block{ID: "leads", Title: "线索", Empty: lacksWords("没有运行", l.Lacks) + "。"})
	case len(l.List) == 0:
		blocks = append(blocks, Block{ID: "leads", Title: "线索", Note: b.unlistedSentence(l), Empty: "没有逐件列出的线索。"})
	case l.Model.Group != nil:
		blocks = append(append(blocks, Block{ID: "months", Figure: b.leadChart(l)}), b.groupBlocks(l)...)
	default:
		blocks = append(blocks, Block{ID: "months", Figure: b.leadChart(l)}, b.leadBlock(l))
	}
	if len(l.Model.Examples) > 0 {
		blocks = append(blocks, exampleBlock(l.Model.Examples, "列为线索", "不列"))
	}
	return blocks
}

func (b *builder) unlistedSentence(l *lead.Leads) string {
	switch {
	case l.Unlisted == 0:
		return ""
	case l.Model.Group != nil:
		return "未成年人案件不参加分组。"
	case len(l.List) == 0:
		return "共" + b.unlistedLeads(l) + "，只给总数，不逐件列出。"
	}
	return "另有" + b.unlistedLeads(l) + "，不在此列出。"
}

// leadBlock lists the leads that are rows, the latest first.
func (b *builder) leadBlock(l *lead.Leads) Block {
	var rows []int
	for _, one := range l.Newest() {
		rows = append(rows, one.Rows[0])
	}
	block := Block{ID: "leads", Title: "线索（" + strconv.Itoa(len(rows)) + " 件）"}
	left := ""
	if len(rows) > mostListed {
		rows, left = rows[:mostListed], "列出最近 "+strconv.Itoa(mostListed)+" 件。"
	}
	said := ""
	if !l.Model.Reason.Varies() {
		said = l.Model.Reason.Say(l.List[0], nil)
	}
	block.Note = joinNonEmpty("　", said, left, b.unlistedSentence(l))
	block.Table = b.leadRows(l, rows, block.Title, said == "")
	return block
}

// groupBlocks is a card for each group, the latest first: the reason, then its rows.
func (b *builder) groupBlocks(l *lead.Leads) []Block {
	list := l.Newest()
	top := Block{ID: "leads", Title: "线索（" + strconv.Itoa(len(list)) + " 组）", Note: b.unlistedSentence(l)}
	if len(list) > mostGroups {
		list, top.Note = list[:mostGroups], joinNonEmpty("　", "列出最近 "+strconv.Itoa(mostGroups)+" 组。", top.Note)
	}
	var groups []Block
	for i, one := range list {
		id, text := "group-"+strconv.Itoa(i+1), b.reasonOf(l, one)
		top.List = append(top.List, Item{Tag: tag(one.Day.String(), ""), Link: Link{text, "#" + id}})
		block := Block{ID: id, Title: text}
		rows := one.Rows
		if len(rows) > mostInGroup {
			block.Note = "共 " + strconv.Itoa(len(rows)) + " 件，列出最近 " + strconv.Itoa(mostInGroup) + " 件。"
			rows = rows[len(rows)-mostInGroup:]
		}
		block.Table = b.leadRows(l, rows, text, false)
		groups = append(groups, block)
	}
	return append([]Block{top}, groups...)
}

// reasonOf words a lead for this edition.
func (b *builder) reasonOf(l *lead.Leads, one lead.Lead) string {
	return l.Model.Reason.Say(one, func(column string, row int) string { return b.visibleBehind(l, column, row) })
}

// visibleBehind prints a cell of a row, or of a row that it is linked to (案件.移送案由).
func (b *builder) visibleBehind(l *lead.Leads, name string, row int) string {
	d, t := b.dataset(l.Model.Dataset), l.Table
	for {
		link, rest, more := strings.Cut(name, ".")
		if !more {
			return b.placeText(d, t, name, row)
		}
		way := t.Link(link)
		if way == nil || way.Row[row] < 0 {
			return "—"
		}
		name, row, t = rest, int(way.Row[row]), way.To
		if d = b.dataset(t.Name); d == nil {
			return "—"
		}
	}
}

// placeText prints a cell as far as the edition may see it, the procuratorate by its short name.
func (b *builder) placeText(d *dataset.Definition, t *table.Table, name string, row int) string {
	text := b.shown(d, t, name, row)
	if name == d.Procuratorate {
		return b.placeWord(text)
	}
	return text
}

// leadRows lists rows of a model by what this edition may see; with the reason of each where they differ.
func (b *builder) leadRows(l *lead.Leads, rows []int, caption string, reasons bool) *Table {
	d := b.dataset(l.Model.Dataset)
	columns := append(nonEmpty(first(d.Key), d.Procuratorate, d.Department, d.Start), l.Model.Fields...)
	t := &Table{Caption: caption, Quiet: true}
	var shown []string
	for _, name := range columns {
		if contains(shown, name) {
			continue
		}
		shown = append(shown, name)
		t.Header = append(t.Header, Head{strings.ReplaceAll(name, ".", "："), "words"})
	}
	if reasons {
		t.Header = append(t.Header, Head{"理由", "words"})
	}
	for _, row := range rows {
		var cells []Cell
		for _, name := range shown {
			cells = append(cells, Cell{Text: b.visibleBehind(l, name, row), Class: "words"})
		}
		if reasons {
			cells = append(cells, Cell{Text: b.reasonOf(l, lead.Lead{Rows: []int{row}}), Class: "words"})
		}
		t.Rows = append(t.Rows, Row{Cells: cells})
	}
	return t
}

func first(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return list[0]
}
