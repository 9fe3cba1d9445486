package indicator

import (
	"testing"

	"anjian/internal/formula"
	"anjian/internal/period"
	"anjian/internal/source"
	"anjian/internal/table"
)

// Rows that a mean of finished ones leaves out are counted whether exports write days or times; a
// time belongs to its day in China, also where that has not begun elsewhere.
func TestPendingBesideAMean(t *testing.T) {
	march := func(day int) period.Date { return period.DateOf(2025, 3, day) }
	rows := []caseRow{
		{unit: "东区院", accepted: march(1), concluded: march(9), people: 1},
		{unit: "东区院", accepted: march(2), concluded: march(31), people: 1},
		{unit: "东区院", accepted: march(3), concluded: period.NoDate, people: 1},
		{unit: "西区院", accepted: march(31), concluded: march(32), people: 1},         // pending on the last day
		{unit: "西区院", accepted: march(32), concluded: period.NoDate, people: 1},     // begun on the day after
		{unit: "西区院", accepted: period.NoDate, concluded: period.NoDate, people: 1}, // no day
		{unit: "", accepted: march(3), concluded: period.NoDate, people: 1},         // nowhere
	}
	mean := must(t, "mean", "date = \"审结日期\"\nvalue = { mean = '人数' }")
	for _, times := range []bool{false, true} {
		tab, roles := tableOf(rows), caseRoles()
		for day, moment := range map[string]string{"受理日期": "受理时间", "审结日期": "审结时间"} {
			c := &table.Column{Name: moment, Type: table.Time}
			for row := range rows {
				at := tab.Column(day).Nums.At(row)
				if at != table.NoNum {
					at = at*86_400_000 - 8*3_600_000 // midnight in China
				}
				c.Nums.Append(at)
			}
			tab.Columns = append(tab.Columns, c)
			roles["cases"].schema.(schema)[moment] = formula.Column{Type: table.Time}
		}
		if times {
			roles["cases"].start, roles["cases"].end = "受理时间", "审结时间"
		}
		var errs source.List
		c := compute(1, []*Definition{mean}, roles, map[string]*table.Table{"cases": tab}, office(), period.Calendar{}, march(32), &errs)
		if got, ok := c.PendingBeside(mean, period.Month(2025, 3)); got != 2 || !ok {
			t.Errorf("times %v: %d rows pending, known %v; want 2", times, got, ok)
		}
	}
	roles := caseRoles()
	roles["cases"].end = ""
	var errs source.List
	c := compute(1, []*Definition{mean}, roles, map[string]*table.Table{"cases": tableOf(rows)}, office(), period.Calendar{}, march(32), &errs)
	if _, ok := c.PendingBeside(mean, period.Month(2025, 3)); ok {
		t.Error("a dataset that does not say when rows end has a number of pending ones")
	}
}
