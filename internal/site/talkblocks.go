package site

import (
	"strconv"

	"anjian/internal/period"
	"anjian/internal/review"
	"anjian/internal/table"
)

// talkBlocks are what the registers say about a quarter, below the editor's words.
func (b *builder) talkBlocks(s *review.Survey, q period.Period, page string) []Block {
	blocks := []Block{b.talkReviewed(s, q), b.talkProblems(s, q)}
	if q == b.month().Within(period.Quarterly) {
		blocks = append(blocks, b.talkRecurring())
	}
	blocks = append(blocks, b.talkClosure(s, q))
	if q == b.month().Within(period.Quarterly) {
		blocks = append(blocks, b.lateBlock(page))
	}
	return append(blocks, b.talkPractice(s, q), b.talkSpoken(s, q))
}

// talkReviewed counts what was reviewed by class of business, and how it was graded.
func (b *builder) talkReviewed(s *review.Survey, q period.Period) Block {
	grades := b.gradesIn(s, q)
	t := &Table{Caption: "评查件数与等次，" + b.title(q), Quiet: true, Header: head("业务", "完成评查")}
	for _, g := range grades {
		t.Header = append(t.Header, Head{Text: g.word})
	}
	row := func(name, state string, so func(review.Tally) bool) {
		of := func(t review.Tally) bool { return t.Quarter == q && so(t) }
		r := Row{State: state, Cells: []Cell{{Text: name}, count(tallied(s.Finished, of))}}
		for _, g := range grades {
			r.Cells = append(r.Cells, count(tallied(s.Grades, func(t review.Tally) bool { return of(t) && t.Set == g.set && t.Word == g.word })))
		}
		t.Rows = append(t.Rows, r)
	}
	for _, name := range present(s.Finished, in(q), func(t review.Tally) string { return t.Business }, b.wordsOf(s, s.Register.Business)) {
		row(name, "", func(t review.Tally) bool { return t.Business == name })
	}
	row("合计", "total", func(review.Tally) bool { return true })
	return Block{ID: "reviewed", Title: "评查了什么，等次怎样", Note: "等次以完成评查之日施行的为准，不与其他年度的等次换算。", Table: t}
}

// talkProblems lists the kinds of problems of the quarter beside the quarter before, with what to do.
func (b *builder) talkProblems(s *review.Survey, q period.Period) Block {
	t := &Table{Caption: "问题类型与改进", Quiet: true, Header: []Head{{"问题类型", ""}, {q.Prev().Title(), ""}, {q.Title(), ""}, {"怎样改", "words"}}}
	for _, kind := range s.Register.Kinds {
		of := func(q period.Period) int {
			return tallied(s.Problems, func(t review.Tally) bool { return t.Quarter == q && t.Word == kind.Name })
		}
		if of(q)+of(q.Prev()) > 0 {
			t.Rows = append(t.Rows, Row{Cells: []Cell{{Text: kind.Name}, count(of(q.Prev())), count(of(q)), {Text: firstOf(kind.Do, "—"), Class: "words"}}})
		}
	}
	return Block{ID: "talk-problems", Title: "发现了什么问题，怎样改", Note: "件次；一件案件有两类问题的，各类各计一次。", Table: t, Empty: emptyIf(len(t.Rows) == 0, "两个季度都没有发现问题。")}
}

func (b *builder) talkRecurring() Block {
	block := b.recurringBlock(b.survey("inspections"), b.survey("reviews"))
	block.ID = "talk-recurring"
	return block
}

// talkClosure says what became of the corrections whose day lay in the quarter.
func (b *builder) talkClosure(s *review.Survey, q period.Period) Block {
	first, last := b.Cube.Calendar.Start(q), b.Cube.Calendar.End(q)
	due := s.Table.Column(s.Register.Due)
	within := func(rows []int) int {
		n := 0
		for _, row := range rows {
			if day := period.Date(due.Nums.At(row)); day >= first && day <= last {
				n++
			}
		}
		return n
	}
	mended, late, waiting := within(s.Mended), within(s.Late), within(s.Waiting)
	t := &Table{Caption: "整改情况，期限在" + b.title(q) + "的", Quiet: true, Header: head("整改", "件数"), Rows: []Row{
		{Cells: []Cell{{Text: "已改"}, count(mended)}},
		{Cells: []Cell{{Text: "逾期未改"}, count(late)}},
		{Cells: []Cell{{Text: "期限未到"}, count(waiting)}},
		{State: "total", Cells: []Cell{{Text: "要求限期整改"}, count(mended + late + waiting)}},
	}}
	return Block{ID: "talk-closure", Title: "上一步要求的改了没有", Note: "整改期限在本季的件；改没改以现在为准。", Table: t}
}

// talkPractice shows what was done well: which kinds, in which departments, never by whom.
func (b *builder) talkPractice(s *review.Survey, q period.Period) Block {
	kinds := present(s.Practice, in(q), func(t review.Tally) string { return t.Word }, nil)
	var items []Item
	for _, kind := range kinds {
		of := func(t review.Tally) bool { return t.Quarter == q && t.Word == kind }
		departments := present(s.Practice, of, func(t review.Tally) string { return t.Department }, b.Cube.Organisation.Departments)
		items = append(items, Item{
			Tag: tag("典型做法", "good"), Link: Link{Text: kind},
			Aside: strconv.Itoa(tallied(s.Practice, of)) + " 件", Note: joinNonEmpty("、", departments...),
		})
	}
	return Block{ID: "practice", Title: "好的做法", Note: "评为优质的案件好在哪里，按部门序次列出所在部门。", List: items, Empty: emptyIf(len(items) == 0, "本季没有评为优质的案件。")}
}

// mostSpoken bounds the cases of a quarter that are listed.
const mostSpoken = 40

// talkSpoken lists the cases that the talk speaks of, in the order of the register.
func (b *builder) talkSpoken(s *review.Survey, q period.Period) Block {
	r, d := s.Register, b.dataset(s.Register.Dataset)
	block := Block{ID: "spoken", Title: "列入讲评的案件"}
	if missing := s.Missing(r.Spoken); r.Spoken == "" || len(missing) > 0 {
		block.Empty = firstOf(lacksText(missing), "登记表没有“列入讲评”。")
		return block
	}
	done := s.Table.Column(r.Done)
	t := &Table{Caption: block.Title, Quiet: true, Header: []Head{{r.Case, ""}, {"业务", "words"}, {"承办单位", "words"}, {"承办部门", "words"}, {"等次", "words"}, {"讲什么", "words"}}}
	listable, unlisted := 0, 0
	for _, row := range s.Spoken {
		if b.Cube.Calendar.MonthOf(period.Date(done.Nums.At(row))).Within(period.Quarterly) != q {
			continue
		}
		if !b.Data.Listed(r.Dataset, row) {
			unlisted++
			continue
		}
		if listable++; listable > mostSpoken {
			continue
		}
		words := func(name string) string { return b.visible(d, s.Table, name, row) }
		about := firstOf(problemsOf(s, row), words(r.Practice))
		t.Rows = append(t.Rows, Row{Cells: []Cell{
			{Text: words(r.Case)},
			{Text: words(r.Business), Class: "words"},
			{Text: b.placeWord(words(d.Procuratorate)), Class: "words"},
			{Text: words(d.Department), Class: "words"},
			{Text: words(r.Grade), Class: "words"},
			{Text: about, Class: "words"},
		}})
	}
	if block.Table, block.Note = t, b.restWords(listable, len(t.Rows), unlisted); len(t.Rows) == 0 {
		block.Table, block.Empty = nil, "本季没有可以逐件列出的。"
	}
	return block
}

func lacksText(missing []table.Lack) string {
	if len(missing) == 0 {
		return ""
	}
	return lacksWords("未知", missing) + "。"
}
