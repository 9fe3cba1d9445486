package site

import (
	"slices"
	"strconv"

	"anjian/internal/indicator"
	"anjian/internal/period"
	"anjian/internal/review"
)

// problemPart shows which kinds of problems checks and reviews found: where, how they run, and which
// come back.
func (b *builder) problemPart() qualityPart {
	strip := b.strip("问题与改进", []string{"correction-closure-rate", "correction-days"}, "")
	part := qualityPart{
		ID: "problems", Title: "问题与改进", Strip: &strip,
		Lead: "检查、评查各自发现的问题类型，并列不合计：检查面宽而浅，评查面窄而深。一件案件有两类问题的，各类各计一次。",
	}
	checks, reviews := b.survey("inspections"), b.survey("reviews")
	for _, s := range []*review.Survey{checks, reviews} {
		if s == nil {
			continue
		}
		part.Blocks = append(part.Blocks, b.problemBlock(s))
		if len(s.Missing(s.Register.Problems...)) == 0 {
			part.Blocks = append(part.Blocks, b.courseBlock(s))
		}
	}
	part.Blocks = append(part.Blocks, b.recurringBlock(checks, reviews))
	if checks != nil {
		part.Blocks = append(part.Blocks, b.closureBlock("inspection-corrections", "检查发现问题的整改", checks))
	}
	if reviews != nil {
		part.Blocks = append(part.Blocks, b.closureBlock("review-corrections", "评查发现问题的整改", reviews))
	}
	return part
}

// surveyed is the title of a register with what it is about.
func surveyed(s *review.Survey) string { return s.Register.Title + "发现的问题" }

// problemBlock parts the problems of the year to date by class of business and by department.
func (b *builder) problemBlock(s *review.Survey) Block {
	year := b.toDate()
	if missing := s.Missing(s.Register.Problems...); len(missing) > 0 {
		return Block{ID: s.Register.ID + "-problems", Title: surveyed(s), Empty: lacksWords("未知", missing) + "。"}
	}
	inYear := func(t review.Tally) bool { return t.Quarter.YearNumber() == year.YearNumber() }
	businesses := present(s.Problems, inYear, func(t review.Tally) string { return t.Business }, b.wordsOf(s, s.Register.Business))
	departments := present(s.Problems, inYear, func(t review.Tally) string { return t.Department }, b.Cube.Organisation.Departments)
	t := &Table{Caption: surveyed(s) + "，" + strconv.Itoa(year.YearNumber()) + "年完成的，件次，按业务和部门", Quiet: true, Header: head("问题类型", "合计")}
	for _, name := range slices.Concat(businesses, departments) {
		t.Header = append(t.Header, Head{Text: name})
	}
	for _, kind := range s.Register.Kinds {
		of := func(so func(review.Tally) bool) Cell {
			return count(tallied(s.Problems, func(t review.Tally) bool { return inYear(t) && t.Word == kind.Name && so(t) }))
		}
		row := Row{Cells: []Cell{{Text: kind.Name}, of(func(review.Tally) bool { return true })}}
		for _, name := range businesses {
			row.Cells = append(row.Cells, of(func(t review.Tally) bool { return t.Business == name }))
		}
		for _, name := range departments {
			row.Cells = append(row.Cells, of(func(t review.Tally) bool { return t.Department == name }))
		}
		t.Rows = append(t.Rows, row)
	}
	done := tallied(s.Finished, inYear)
	return Block{
		ID: s.Register.ID + "-problems", Title: surveyed(s), Table: t,
		Note: strconv.Itoa(year.YearNumber()) + " 年完成" + s.Register.Title + " " + number(int64(done)) + " 件。先按业务、再按部门，两组各自合计。",
	}
}

// wordsOf are the words that a column of a register may hold, in their order; none where the register
// has no such column.
func (b *builder) wordsOf(s *review.Survey, column string) []string {
	if c := b.dataset(s.Register.Dataset).Column(column); c != nil {
		return c.Values
	}
	return nil
}

// present lists the words that tallies have, in the order of a list, then the others by their writing.
func present(list []review.Tally, so func(review.Tally) bool, word func(review.Tally) string, order []string) []string {
	var words []string
	for _, t := range list {
		if w := word(t); so(t) && w != "" && !slices.Contains(words, w) {
			words = append(words, w)
		}
	}
	slices.SortFunc(words, func(x, y string) int {
		i, j := slices.Index(order, x), slices.Index(order, y)
		if i < 0 || j < 0 || i == j {
			return j - i
		}
		return i - j
	})
	return words
}

// courseBlock shows the problems over the quarters.
func (b *builder) courseBlock(s *review.Survey) Block {
	var list []period.Period
	for _, q := range b.quarters(courseQuarters) {
		if len(list) > 0 || tallied(s.Finished, func(t review.Tally) bool { return t.Quarter == q }) > 0 {
			list = append(list, q)
		}
	}
	t := &Table{Caption: surveyed(s) + "，按完成的季度，件次", Quiet: true, Header: head("问题类型")}
	for _, q := range list {
		t.Header = append(t.Header, Head{Text: b.title(q)})
	}
	row := func(name, state string, tallies []review.Tally, so func(review.Tally) bool) {
		r := Row{State: state, Cells: []Cell{{Text: name}}}
		for _, q := range list {
			r.Cells = append(r.Cells, count(tallied(tallies, func(t review.Tally) bool { return t.Quarter == q && so(t) })))
		}
		t.Rows = append(t.Rows, r)
	}
	for _, kind := range s.Register.Kinds {
		row(kind.Name, "", s.Problems, func(t review.Tally) bool { return t.Word == kind.Name })
	}
	row("完成"+s.Register.Title+"件数", "total", s.Finished, func(review.Tally) bool { return true })
	return Block{ID: s.Register.ID + "-course", Title: surveyed(s) + "：各季度", Note: "件次多少与完成的件数有关，连着末行一起看。", Table: t}
}

// placeOfWord is the id of the procuratorate that a register means, the word itself where it is none.
func (b *builder) placeOfWord(word string) string {
	if p, ok := b.Cube.Organisation.Named(word); ok {
		return p.ID
	}
	return word
}

// recurringBlock lists the kinds of problems that one department had quarter after quarter, in
// administrative order.
func (b *builder) recurringBlock(surveys ...*review.Survey) Block {
	list := b.recurrences(surveys...)
	t := &Table{Caption: "反复出现的问题", Quiet: true, Header: []Head{{"院", ""}, {"部门", "words"}, {"问题类型", "words"}, {"最近三个季度，件次", ""}, {"连续季度", ""}, {"怎样改", "words"}}}
	for _, r := range list {
		t.Rows = append(t.Rows, Row{Cells: []Cell{
			{Text: b.shortName(r.Place)},
			{Text: r.Department, Class: "words"},
			{Text: r.Word, Class: "words"},
			{Text: courseText(r.Counts)},
			{Text: strconv.Itoa(r.Quarters)},
			{Text: advice(surveys, r.Word), Class: "words"},
		}})
	}
	return Block{
		ID: "recurring", Title: "反复出现的问题", Table: t, Empty: emptyIf(len(list) == 0, "没有连续三个季度、每季两件次以上的。"),
		Note: "同一院同一部门连续三个季度以上，每季都有两件次以上同一类问题的（检查、评查合计）；未成年人案件件数少，不列。按建制顺序，供研判，不作评价。",
	}
}

func (b *builder) recurrences(surveys ...*review.Survey) []review.Recurrence {
	known := slices.DeleteFunc(slices.Clone(surveys), func(s *review.Survey) bool { return s == nil })
	list := review.Recurrences(known, b.month().Within(period.Quarterly), b.placeOfWord)
	order := func(id string) int {
		return slices.IndexFunc(b.Cube.Organisation.Procuratorates, func(p indicator.Procuratorate) bool { return p.ID == id })
	}
	slices.SortStableFunc(list, func(x, y review.Recurrence) int { return order(x.Place) - order(y.Place) })
	return list
}

// advice is what to do about a kind of problem.
func advice(surveys []*review.Survey, kind string) string {
	for _, s := range surveys {
		if s != nil {
			if text := s.Register.Advice(kind); text != "" {
				return text
			}
		}
	}
	return "—"
}

// courseText writes counts of quarters, the oldest first: 2 → 1 → 3.
func courseText(counts []int) string {
	text := ""
	for i, n := range counts {
		if i > 0 {
			text += " → "
		}
		text += strconv.Itoa(n)
	}
	return text
}
