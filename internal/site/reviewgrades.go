package site

import (
	"slices"
	"strconv"
	"strings"

	"anjian/internal/period"
	"anjian/internal/review"
)

// courseQuarters is how many quarters the courses of grades and problems look back.
const courseQuarters = 8

// quarters are the latest ones, the oldest first; the last may still run.
func (b *builder) quarters(n int) []period.Period {
	last := b.month().Within(period.Quarterly)
	list := make([]period.Period, n)
	for i := range list {
		list[i] = last.Add(i + 1 - n)
	}
	return list
}

// tallied adds up what is so.
func tallied(list []review.Tally, so func(review.Tally) bool) int {
	n := 0
	for _, t := range list {
		if so(t) {
			n += t.Count
		}
	}
	return n
}

// gradeBlock shows the grades by quarter. Each set of grades has columns of its own; a quarter has
// numbers under the set that was in force, nothing is converted.
func (b *builder) gradeBlock(s *review.Survey) Block {
	r, list := s.Register, b.quarters(courseQuarters)
	if missing := s.Missing(r.Grade); len(missing) > 0 {
		return Block{ID: "grades", Title: "等次", Empty: lacksWords("未知", missing) + "。"}
	}
	var sets []review.GradeSet
	var changes []string
	for i, set := range r.Grades {
		until := period.NoDate
		if i+1 < len(r.Grades) {
			until = r.Grades[i+1].From
		}
		first, last := b.Cube.Calendar.Start(list[0]), b.Cube.Calendar.End(list[len(list)-1])
		if set.From <= last && (until == period.NoDate || until > first) {
			sets = append(sets, set)
		}
		if i > 0 {
			changes = append(changes, set.From.Chinese()+"起改用"+strings.Join(set.Values, "、"))
		}
	}
	t := &Table{Caption: "评查等次，按完成的季度，件", Quiet: true, Header: head("季度", "完成评查")}
	for i, set := range sets {
		for _, grade := range set.Values {
			name := grade
			if i > 0 {
				name += "（" + strconv.Itoa(set.From.Time().Year()) + " 年起）"
			}
			t.Header = append(t.Header, Head{Text: name})
		}
	}
	for _, q := range slices.Backward(list) {
		row := Row{Cells: []Cell{{Text: b.title(q)}, count(tallied(s.Finished, func(t review.Tally) bool { return t.Quarter == q }))}}
		for i, set := range sets {
			ends := i+1 < len(sets) && sets[i+1].From <= b.Cube.Calendar.Start(q)
			for _, grade := range set.Values {
				switch {
				case ends || set.From > b.Cube.Calendar.End(q):
					row.Cells = append(row.Cells, Cell{Text: "—", Counts: "这一组等次在这个季度没有施行"})
				default:
					row.Cells = append(row.Cells, count(tallied(s.Grades, func(t review.Tally) bool { return t.Quarter == q && t.Word == grade && t.Set == set.From })))
				}
			}
		}
		t.Rows = append(t.Rows, row)
	}
	note := "按评查完成之日用当时施行的等次，不作换算。"
	if len(changes) > 0 {
		note += strings.Join(changes, "；") + "，曲线在那一天断开，两组并列。"
	}
	return Block{ID: "grades", Title: "等次", Note: note, Table: t}
}

// misgradeBlock lists grades that were not in force on their day.
func (b *builder) misgradeBlock(s *review.Survey) []Block {
	if len(s.Misgrade) == 0 {
		return nil
	}
	t := &Table{Caption: "等次与施行日不符", Quiet: true, Header: []Head{{"所在位置", "words"}, {"完成日期", ""}, {"等次", ""}, {"当时施行的等次", "words"}}}
	for _, m := range s.Misgrade {
		if len(t.Rows) == mostListed {
			break
		}
		set := "—"
		if m.Set != nil {
			set = strings.Join(m.Set.Values, "、")
		}
		t.Rows = append(t.Rows, Row{Cells: []Cell{{Text: s.Table.Origin(m.Row).String()}, {Text: m.Day.String()}, {Text: m.Grade}, {Text: set, Class: "words"}}})
	}
	return []Block{{
		ID: "misgraded", Title: "等次与施行日不符（" + strconv.Itoa(len(s.Misgrade)) + " 件）", Table: t,
		Note: "这些件没有计入等次分布。核对等次和完成日期，在评查记录里改正后重新导出。",
	}}
}

// registerFacts says in the side rail how a register is read: which grades are in force since when.
func (b *builder) registerFacts(id string) []Fact {
	s := b.Quality.Survey(id)
	if s == nil {
		return nil
	}
	r := s.Register
	list := facts("数据", b.datasetTitle(r.Dataset), "完成", r.Done, "等次列", r.Grade, "问题类型列", strings.Join(r.Problems, "、"), "整改期限", r.Due, "整改完成", r.Mended)
	for _, set := range r.Grades {
		list = append(list, facts(set.From.String()+" 起", joinNonEmpty("；", strings.Join(set.Values, "、"), set.Basis))...)
	}
	return list
}
