package site

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

	"anjian/internal/handout"
	"anjian/internal/indicator"
)

// A handoutTableView is one table with its downloads.
type handoutTableView struct {
	handoutView
	Facts     []string
	Parts     []Group
	Notes     []string
	Downloads []Link
}

func handoutTablePages(b *builder) {
	for i := range b.Handout.Tables {
		page := handoutTablePath(i)
		b.add(&Page{
			Path: page, Title: b.Handout.Tables[i].Title, Template: "handout-table", Section: page, Type: "统计表", Illustrated: true,
			View: func() any { return b.handoutTableView(i, page) },
		}, "")
	}
}

func (b *builder) handoutTableItems() []Item {
	var items []Item
	for i, t := range b.Handout.Tables {
		items = append(items, Item{Tag: tag("表 "+strconv.Itoa(i+1), ""), Link: Link{t.Title, handoutTablePath(i)}, Note: joinNonEmpty("；", joinTitles(t), handoutSpan(t))})
	}
	return items
}

func joinTitles(t handout.Printout) string {
	var titles []string
	for _, p := range t.Parts {
		titles = append(titles, p.Title)
	}
	return strings.Join(titles, "、")
}

// handoutSpan names the periods of a table: of many the first, for months, quarters and years may stand side by side.
func handoutSpan(t handout.Printout) string {
	if len(t.Parts) == 0 || len(t.Parts[0].Periods) == 0 {
		return ""
	}
	list := t.Parts[0].Periods
	if len(list) > 3 {
		return list[0] + "等 " + strconv.Itoa(len(list)) + " 期"
	}
	return strings.Join(list, "、")
}

func (b *builder) handoutTableView(i int, page string) handoutTableView {
	t := b.Handout.Tables[i]
	v := handoutTableView{handoutView: b.handoutView(page, t.Title), Facts: nonEmpty("表 "+strconv.Itoa(i+1), handoutSpan(t), "数据截至 "+b.Handout.Cutoff.Chinese())}
	if t.By == "" {
		v.Parts = []Group{{ID: "figures", Table: handoutLines(t)}}
	} else {
		for n, p := range t.Parts {
			v.Parts = append(v.Parts, Group{ID: "part-" + strconv.Itoa(n+1), Title: p.Title, Table: handoutPart(t, p)})
		}
	}
	v.Notes = handoutNotes(t)
	v.Downloads = b.handoutFiles(i, page)
	return v
}

// handoutPart prints one indicator: its lines by periods.
func handoutPart(t handout.Printout, p handout.Part) Table {
	table := Table{Caption: p.Title + captionUnit(p), Header: []Head{{t.By, "words"}}}
	for _, q := range p.Periods {
		table.Header = append(table.Header, Head{Text: q})
	}
	for _, l := range p.Lines {
		table.Rows = append(table.Rows, handoutRow(p, l, l.Head))
	}
	return table
}

// handoutLines prints indicators that are told of all together: a line each.
func handoutLines(t handout.Printout) Table {
	table := Table{Caption: t.Title, Header: []Head{{"指标", "words"}}}
	for _, q := range t.Parts[0].Periods {
		table.Header = append(table.Header, Head{Text: q})
	}
	for _, p := range t.Parts {
		for _, l := range p.Lines {
			table.Rows = append(table.Rows, handoutRow(p, l, p.Title+captionUnit(p)))
		}
	}
	return table
}

func captionUnit(p handout.Part) string {
	if p.Denominator != "" {
		return "（" + p.Numerator + "/" + p.Denominator + "，" + p.Unit + "）"
	}
	return "（" + p.Unit + "）"
}

func handoutRow(p handout.Part, l handout.Line, head string) Row {
	row := Row{Cells: []Cell{{Text: head}}}
	if l.Total {
		row.State = "total"
	}
	for i, n := range l.Numerators {
		cell := Cell{Text: grouped(n)}
		if p.Denominator != "" {
			cell = Cell{Text: l.Rates[i], Note: grouped(n) + "/" + grouped(l.Denominators[i])}
			if n == handout.None {
				cell.Note = ""
			}
		}
		row.Cells = append(row.Cells, cell)
	}
	return row
}

// grouped sets digits apart as all numbers of the site are; what is no number stays.
func grouped(text string) string {
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return text
	}
	return indicator.Amount{N: n}.String()
}

// handoutNotes explain the signs that a table holds, and those alone.
func handoutNotes(t handout.Printout) []string {
	var texts []string
	for _, p := range t.Parts {
		for _, l := range p.Lines {
			texts = slices.Concat(texts, l.Numerators, l.Denominators, l.Rates)
		}
	}
	notes := []string{"各数取整到 5 的倍数，合计按原数取整，分项相加不一定等于合计；比率由取整后的数算出。"}
	if slices.ContainsFunc(texts, func(s string) bool { return strings.HasPrefix(s, "<") }) {
		notes = append(notes, "<10：小于 10，依规不列出具体数。")
	}
	if slices.Contains(texts, handout.Besides) {
		notes = append(notes, "*：列出来就能推算出小于 10 的数，一并隐去。")
	}
	if slices.Contains(texts, handout.Either) {
		notes = append(notes, handout.Either+"：小于 10，或者列出来就能推算出小于 10 的数；注明是哪一种也能推算出来，不分别注明。")
	}
	if slices.Contains(texts, handout.None) {
		notes = append(notes, "—：分子或者分母隐去，不列比率。")
	}
	return notes
}

// handoutFiles makes the downloads of a table: the same words as on the page.
func (b *builder) handoutFiles(i int, page string) []Link {
	var links []Link
	for _, f := range []struct {
		ext, text string
		write     func(*bytes.Buffer, int) error
	}{
		{".xlsx", "下载 Excel 工作簿", b.writeHandoutBook},
		{".csv", "下载 CSV", b.writeHandoutCSV},
	} {
		var out bytes.Buffer
		if err := f.write(&out, i); err != nil {
			b.fail(err)
			continue
		}
		name := "tables/" + strconv.Itoa(i+1) + f.ext
		b.publish(name, out.Bytes())
		links = append(links, Link{f.text, to(page, name)})
	}
	return links
}
