package site

import (
	"html/template"
	"slices"
	"strconv"
	"strings"

	"anjian/internal/trace"
)

// marks are the changes of a document by the key of their number, from 1.
func (v *Revised) marks() map[string]int {
	if v == nil {
		return nil
	}
	marks := map[string]int{}
	for i, c := range v.Changes {
		marks[c.Key] = i + 1
	}
	return marks
}

// mark leads from a number to the note on its change; nil for one that did not change.
func (r *resolver) mark(key string) *Link {
	if n := r.marks[key]; n > 0 {
		return &Link{"变动" + strconv.Itoa(n), "#revised-" + strconv.Itoa(n)}
	}
	return nil
}

// keep makes the resolver print what was signed, unless the text is not the one that was.
func (r *resolver) keep(v *Revised, n narrative) {
	if v != nil && v.Hash == writtenHash(n) {
		r.revision, r.signed, r.marks = v, v.Signed, v.marks()
	}
}

// revised is what was printed, with marks at the numbers that changed since, and without those that are
// hidden now.
func (r *resolver) revised(p *printed) *printed {
	if len(r.marks) == 0 {
		return p
	}
	q := *p
	if r.hidden(p.Number) {
		q.Text, q.Title = hiddenWord, hiddenWhy
	}
	if p.Table != nil {
		table := *p.Table
		table.Rows = nil
		for _, row := range p.Table.Rows {
			row.Cells = slices.Clone(row.Cells)
			for i, c := range row.Cells {
				row.Cells[i].Mark = r.mark(firstOf(c.ID, c.Count))
				if c.ID != "" && !r.b.indicatorOf(c.ID) { // there is nothing to trace any more
					row.Cells[i].ID = ""
				}
				if r.hidden(c.ID) || r.hidden(c.NoteID) {
					row.Cells[i] = Cell{Text: hiddenWord, Mark: row.Cells[i].Mark}
				}
			}
			table.Rows = append(table.Rows, row)
		}
		q.Table = &table
	}
	q.Says = nil
	if p.Block == "" && slices.ContainsFunc(p.Says, func(s saying) bool { // the rest of a sentence would tell
		return slices.ContainsFunc(s.Phrase, func(piece Piece) bool { return r.hidden(piece.ID) })
	}) {
		q.Text, q.Title = hiddenWord, hiddenWhy
		return &q
	}
	for _, s := range p.Says {
		s.Phrase = slices.Clone(s.Phrase)
		for i, piece := range s.Phrase {
			s.Phrase[i].Mark = r.mark(piece.ID)
			if r.hidden(piece.ID) {
				s.Phrase[i] = Piece{Text: hiddenWord}
			}
		}
		q.Says = append(q.Says, s)
	}
	if p.Chart != nil && slices.ContainsFunc(r.b.numbersOf(p.Chart), r.hidden) {
		q.Chart, q.Text = nil, "图中有按现行规定不再公开的数，不再展示。"
	}
	return &q
}

// What stands in the place of a number that is hidden now.
const (
	hiddenWord = "已隐藏"
	hiddenWhy  = "按现行规定不再公开"
)

func (r *resolver) hidden(key string) bool {
	n := r.marks[key]
	return n > 0 && r.revision.Changes[n-1].hidden
}

// changedIn says which numbers of a chart changed: in a picture there is no place for marks.
func (r *resolver) changedIn(p *printed) string {
	if len(r.marks) == 0 || p.Chart == nil {
		return ""
	}
	var marks []int
	for _, id := range r.b.numbersOf(p.Chart) {
		if n := r.marks[id]; n > 0 && !slices.Contains(marks, n) {
			marks = append(marks, n)
		}
	}
	if len(marks) == 0 {
		return ""
	}
	slices.Sort(marks)
	var words []string
	for _, n := range marks {
		words = append(words, strconv.Itoa(n))
	}
	return "图中有 " + strconv.Itoa(len(marks)) + " 个数签发后有变动，见文末变动 " + strings.Join(words, "、") + "。"
}

// A revisionsView stands at the end of a signed document.
type revisionsView struct {
	Note    string // that its numbers are those signed
	Says    string
	Table   *Table
	Earlier []earlierSigning
}

type earlierSigning struct {
	Title   string
	Changes []string
}

// revisions writes the note on a signed document: that its numbers are those of the day, and which of them
// the data give otherwise now. Nothing changes silently.
func (r *resolver) revisions() template.HTML {
	if r.signed == nil {
		return ""
	}
	s := r.revision
	view := revisionsView{Note: "本文各数为签发时的数：" + s.Date.Chinese() + "签发，数据截至" + s.Cutoff.Chinese() + "。"}
	if len(s.Changes) > 0 {
		view.Says = "签发以后数据有补录或更正，下列数现在与签发时不同。正文和图表仍为签发时的数。"
		view.Table = &Table{Caption: "签发时的数与现在的数（数据截至" + r.b.Cube.Cutoff.Chinese() + "）", Header: []Head{{Text: "变动"}, {Text: "项目", Class: "words"}, {Text: "签发时"}, {Text: "现在"}, {Text: "原因", Class: "words"}}}
		for i, c := range s.Changes {
			now := Cell{Text: c.Now}
			if _, ok := trace.Parse(c.Key); ok && r.b.indicatorOf(c.Key) {
				now.ID = c.Key
			}
			view.Table.Rows = append(view.Table.Rows, Row{ID: "revised-" + strconv.Itoa(i+1), Cells: []Cell{
				{Text: strconv.Itoa(i + 1)}, {Text: c.Title, Class: "words"}, {Text: c.Signed}, now, {Text: firstOf(c.Why, "—"), Class: "words"},
			}})
		}
	}
	for _, e := range s.Signed.Revisions {
		view.Earlier = append(view.Earlier, earlierSigning{
			Title: e.Date.Chinese() + "重新签发（原数据截至" + e.Cutoff.Chinese() + "），改动如下：", Changes: e.Changes,
		})
	}
	html, _ := r.b.partial("revisions", view)
	return html
}

// indicatorOf tells whether the indicator of a number's id is still defined.
func (b *builder) indicatorOf(id string) bool {
	slug, _, _ := strings.Cut(id, "@")
	return b.Cube.Definition(slug) != nil
}
