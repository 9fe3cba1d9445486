package formula

import (
	"slices"
	"testing"

	"anjian/internal/period"
	"anjian/internal/source"
	"anjian/internal/table"
)

func cases(rows int) (*testSchema, *table.Table) {
	w := &world{schemas: map[string]*testSchema{}, tables: map[string]*table.Table{}}
	lines := []string{"结论:text 人数:int 受理日期:date"}
	for i := range rows {
		lines = append(lines, []string{"逮捕 1 2025-01-01", "不捕 2 2025-02-01", "- - -"}[i%3])
	}
	w.load("案件", lines)
	return w.schemas["案件"], w.tables["案件"]
}

func checked(t *testing.T, s Schema, text string, days ...string) *Expr {
	t.Helper()
	var errs source.List
	e := Parse(text, source.Pos{}, &errs)
	if e == nil || !e.Check(s, Any, &errs, days...) {
		t.Fatal(errs.Err())
	}
	return e
}

func TestRowsAtTheEdgesOfWordsAndBatches(t *testing.T) {
	for _, rows := range []int{0, 1, 63, 64, 65, batch - 1, batch, batch + 1, 3*batch + 7} {
		s, tab := cases(rows)
		for _, text := range []string{`人数 == 2`, `结论 == "不捕"`, `受理日期 > "2025-01-15"`} {
			if got, want := checked(t, s, text).Bools(tab, Env{}).Count(), (rows+1)/3; got != want {
				t.Errorf("%d rows where %s: %d; want %d", rows, text, got, want)
			}
		}
		if got := checked(t, s, `not (人数 == 2)`).Bools(tab, Env{}).Count(); got != rows-(rows+1)/3 {
			t.Errorf("%d rows, negated: %d", rows, got)
		}
		if got := AllRows(rows).Count(); got != rows {
			t.Errorf("AllRows(%d) has %d", rows, got)
		}
	}
}

func TestEqualPartsAreComputedOnce(t *testing.T) {
	s, tab := cases(10)
	e := NewEvaluator(tab, Env{})
	a := e.Bools(checked(t, s, `人数 == 2`))
	b := e.In(Env{PeriodEnd: 5}).Bools(checked(t, s, `人数==2`))
	if &a[0] != &b[0] {
		t.Error("the same condition was computed twice")
	}
}

func TestPeriodDatesAreNotRemembered(t *testing.T) {
	s, tab := cases(3)
	x := checked(t, s, `受理日期 <= 期末`, PeriodEnd)
	if !x.UsesPeriod() {
		t.Error("UsesPeriod() = false")
	}
	e := NewEvaluator(tab, Env{})
	for _, tt := range []struct {
		end  period.Date
		want int
	}{
		{period.DateOf(2024, 12, 31), 0},
		{period.DateOf(2025, 1, 31), 1},
		{period.DateOf(2025, 2, 28), 2},
	} {
		if got := e.In(Env{PeriodEnd: tt.end}).Bools(x).Count(); got != tt.want {
			t.Errorf("until %v: %d rows; want %d", tt.end, got, tt.want)
		}
	}
}

func TestProductBeyondInt64IsEmpty(t *testing.T) {
	s := &testSchema{columns: map[string]Column{"额": {Type: table.Int}}, names: []string{"额"}}
	tab := &table.Table{Rows: 2, Columns: []*table.Column{{Name: "额", Type: table.Int, Nums: table.NumsOf(1<<40, 3)}}}
	got := checked(t, s, "额 * 额").Numbers(tab, Env{})
	if want := []int64{NoNum, 9}; !slices.Equal(got.N, want) {
		t.Errorf("额 * 额 = %v; want %v", got.N, want)
	}
}

func TestColumnThatTheTableLacksIsEmpty(t *testing.T) {
	s, tab := cases(2)
	tab.Columns = nil
	if got := checked(t, s, `空(人数) and 空(结论) and not (人数 > 0)`).Bools(tab, Env{}).Count(); got != 2 {
		t.Errorf("%d rows; want 2", got)
	}
}

func TestRefs(t *testing.T) {
	s, _ := cases(0)
	e := checked(t, s, `人数 > 1 and 空(受理日期) and 人数 < 5`)
	if want := []string{"人数", "受理日期"}; !slices.Equal(e.Refs(), want) {
		t.Errorf("Refs() = %v; want %v", e.Refs(), want)
	}
}

func TestPlaceOnALaterLine(t *testing.T) {
	s, _ := cases(0)
	var errs source.List
	e := Parse("人数 > 1 and\n  人头 > 2", source.Pos{File: "a.md", Line: 5, Col: 12}, &errs)
	e.Check(s, Bool, &errs)
	if got := errs.Sorted()[0].Pos.String(); got != "a.md:6:3" {
		t.Errorf("place = %s; want a.md:6:3", got)
	}
}
