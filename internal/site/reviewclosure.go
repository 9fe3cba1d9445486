package site

import (
	"strconv"

	"anjian/internal/indicator"
	"anjian/internal/period"
	"anjian/internal/review"
	"anjian/internal/table"
)

// closureBlock says how many corrections of a register are done, and lists those that are late.
func (b *builder) closureBlock(id, title string, s *review.Survey) Block {
	if missing := s.Missing(s.Register.Due, s.Register.Mended); len(missing) > 0 {
		return Block{ID: id, Title: title, Empty: lacksWords("未知", missing) + "。"}
	}
	r, asked := s.Register, len(s.Mended)+len(s.Late)+len(s.Waiting)
	t := &Table{Caption: title + "：逾期未改", Quiet: true, Header: []Head{{r.Case, ""}, {"承办单位", "words"}, {"承办部门", "words"}, {"问题类型", "words"}, {"整改期限", ""}, {"情况", ""}}}
	unlisted := 0
	d := b.dataset(r.Dataset)
	for _, row := range s.Late {
		if !b.Data.Listed(r.Dataset, row) {
			unlisted++
			continue
		}
		if len(t.Rows) == mostListed {
			continue
		}
		due := period.Date(s.Table.Column(r.Due).Nums.At(row))
		t.Rows = append(t.Rows, Row{Cells: []Cell{
			{Text: b.visible(d, s.Table, r.Case, row)},
			{Text: b.placeWord(b.visible(d, s.Table, d.Procuratorate, row)), Class: "words"},
			{Text: b.visible(d, s.Table, d.Department, row), Class: "words"},
			{Text: firstOf(problemsOf(s, row), "—"), Class: "words"},
			{Text: due.String(), Class: "number"},
			{Text: "逾期 " + strconv.Itoa(int(b.Cube.Cutoff-due)) + " 天"},
		}})
	}
	note := "要求限期整改 " + strconv.Itoa(asked) + " 件：已改 " + strconv.Itoa(len(s.Mended)) + " 件"
	if days, ok := medianDays(s.Table, r); ok {
		note += "（从提出到改完，中位数 " + strconv.Itoa(days) + " 天）"
	}
	note += "，期限未到 " + strconv.Itoa(len(s.Waiting)) + " 件，逾期未改 " + strconv.Itoa(len(s.Late)) + " 件。"
	block := Block{ID: id, Title: title, Note: note + b.restWords(len(s.Late)-unlisted, len(t.Rows), unlisted), Table: t}
	if len(t.Rows) == 0 {
		block.Table, block.Empty = nil, "没有可以逐件列出的逾期未改案件。"
	}
	return block
}

// problemsOf writes the kinds of problems of one line.
func problemsOf(s *review.Survey, row int) string {
	var words []string
	for _, name := range s.Register.Problems {
		if c := s.Table.Column(name); !c.Empty(row) {
			words = append(words, c.Word(row))
		}
	}
	return joinNonEmpty("、", words...)
}

// medianDays is the median from the day on which a correction was asked for to the day of it.
func medianDays(t *table.Table, r *review.Register) (int, bool) {
	asked := r.Told
	if asked == "" {
		asked = r.Done
	}
	from, due, mended := t.Column(asked), t.Column(r.Due), t.Column(r.Mended)
	if from == nil || due == nil || mended == nil {
		return 0, false
	}
	var counts [366]int // by days; more than a year counts as one
	n := 0
	for row := range t.Rows {
		if due.Empty(row) || from.Empty(row) || mended.Empty(row) {
			continue
		}
		if days := mended.Nums.At(row) - from.Nums.At(row); days >= 0 {
			counts[min(days, 365)]++
			n++
		}
	}
	for days, seen := 0, 0; n > 0 && days < len(counts); days++ {
		if seen += counts[days]; 2*seen >= n {
			return days, true
		}
	}
	return 0, false
}

// inspectionFigure draws both rates of checks over the months that have them; nil where there are too few.
func (b *builder) inspectionFigure() *Figure {
	self, department := b.Cube.Definition("self-inspection-rate"), b.Cube.Definition("department-inspection-rate")
	if self == nil || department == nil {
		return nil
	}
	var from period.Period
	for _, r := range b.series(self.ID, "") {
		if r.State == indicator.Known {
			from = r.Period
			break
		}
	}
	if from.IsZero() || from.Add(2).Compare(b.month()) > 0 {
		return nil
	}
	defs := []*indicator.Definition{self, department}
	d := b.lineChart(defs, from, b.month(), "", figureSize{width: 1160, height: 260})
	if d == nil {
		return nil
	}
	d.Title = "自查率与部门检查率"
	f := b.draw("chart-inspection", d)
	if f != nil {
		f.Small = true
	}
	return f
}
