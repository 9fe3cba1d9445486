package site

import (
	"strings"
	"testing"

	"anjian/internal/dataset"
	"anjian/internal/indicator"
	"anjian/internal/period"
	"anjian/internal/review"
	"anjian/internal/source"
	"anjian/internal/table"
)

// From 2026 on grades have other names. Both sets stand side by side, each with numbers in its own
// quarters only; a word that both have is not added up across the change.
func TestGradesStandSideBySide(t *testing.T) {
	var errs source.List
	cube := indicator.Compute(nil, &dataset.Data{}, indicator.Organise(nil, nil, &errs), period.Calendar{}, period.DateOf(2026, 6, 30), &errs)
	b := &builder{Office: &Office{Cube: cube}}
	old, later := period.DateOf(2018, 1, 1), period.DateOf(2026, 1, 1)
	tally := func(q period.Period, word string, set period.Date, n int) review.Tally {
		return review.Tally{Quarter: q, Word: word, Set: set, Count: n}
	}
	last, first := period.Quarter(2025, 4), period.Quarter(2026, 1)
	s := &review.Survey{
		Table: new(table.Table),
		Register: &review.Register{Grade: "等次", Grades: []review.GradeSet{
			{From: old, Values: []string{"优质", "合格", "瑕疵", "不合格"}},
			{From: later, Values: []string{"优质", "合格", "基本合格", "不合格"}},
		}},
		Finished: []review.Tally{tally(last, "常规抽查", 0, 12), tally(first, "常规抽查", 0, 9)},
		Grades:   []review.Tally{tally(last, "合格", old, 10), tally(last, "瑕疵", old, 2), tally(first, "合格", later, 8), tally(first, "基本合格", later, 1)},
	}
	block := b.gradeBlock(s)
	rows := map[string]string{}
	for _, r := range block.Table.Rows {
		var cells []string
		for _, c := range r.Cells[1:] {
			cells = append(cells, c.Text)
		}
		rows[r.Cells[0].Text] = strings.Join(cells, " ")
	}
	var heads []string
	for _, h := range block.Table.Header {
		heads = append(heads, h.Text)
	}
	if got := strings.Join(heads, " "); got != "季度 完成评查 优质 合格 瑕疵 不合格 优质（2026 年起） 合格（2026 年起） 基本合格（2026 年起） 不合格（2026 年起）" {
		t.Errorf("columns: %s", got)
	}
	for quarter, want := range map[string]string{
		"2025年第四季度": "12 0 10 2 0 — — — —",
		"2026年第一季度": "9 — — — — 0 8 1 0",
	} {
		if rows[quarter] != want {
			t.Errorf("%s: %q, want %q; all rows %v", quarter, rows[quarter], want, rows)
		}
	}
	if !strings.Contains(block.Note, "2026年1月1日起改用优质、合格、基本合格、不合格") || !strings.Contains(block.Note, "不作换算") {
		t.Errorf("note: %s", block.Note)
	}
}

// A register need not say in which way and in what business cases are reviewed.
func TestRegisterWithCasesAndDaysOnly(t *testing.T) {
	var errs source.List
	cube := indicator.Compute(nil, &dataset.Data{}, indicator.Organise(nil, nil, &errs), period.Calendar{}, period.DateOf(2026, 6, 30), &errs)
	d := &dataset.Definition{ID: "reviews", Columns: []dataset.Column{{Name: "案号"}, {Name: "完成日期"}}}
	b := &builder{Office: &Office{Cube: cube, Data: &dataset.Data{Reports: []*dataset.Report{{Definition: d}}}}}
	q := period.Quarter(2026, 1)
	s := &review.Survey{
		Table:    new(table.Table),
		Register: &review.Register{ID: "reviews", Title: "评查", Dataset: "reviews", Case: "案号", Done: "完成日期"},
		Finished: []review.Tally{{Quarter: q, Count: 3}},
	}
	if facts := b.talkFacts(s, q); len(facts) != 1 || facts[0].Text != "3 件" {
		t.Errorf("facts: %v", facts)
	}
	if rows := b.talkReviewed(s, q).Table.Rows; len(rows) != 1 || rows[0].Cells[1].Text != "3" {
		t.Errorf("reviewed: %v", rows)
	}
	if block := b.problemBlock(s); len(block.Table.Rows) != 0 {
		t.Errorf("problems: %v", block.Table.Rows)
	}
}

func TestShareIsRoundedOnce(t *testing.T) {
	for _, tt := range []struct {
		done, all int
		want      string
	}{{64, 72, "88.9%"}, {1, 16, "6.3%"}, {63, 67, "94.0%"}, {0, 10, "0.0%"}, {10, 10, "100.0%"}, {6, 7, "6/7 件"}, {0, 0, "不适用"}} {
		if got := share(tt.done, tt.all).Text; got != tt.want {
			t.Errorf("share(%d, %d) = %s, want %s", tt.done, tt.all, got, tt.want)
		}
	}
}
