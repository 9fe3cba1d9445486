package indicator

import (
	"slices"
	"testing"

	"anjian/internal/period"
	"anjian/internal/table"
)

// A naive indicator is computed row by row, by plain Go instead of formulas and cells.
type naive struct {
	id, front string
	// compute answers for the rows of one place in a period from the day start to the day end.
	compute func(rows []caseRow, start, end, cutoff period.Date) (numerator, denominator Amount, ok bool)
}

func in(d, start, end, cutoff period.Date) bool {
	return d != period.NoDate && d >= start && d <= end && d <= cutoff
}

func pendingOn(c caseRow, day period.Date) bool {
	return c.accepted != period.NoDate && c.accepted <= day && (c.concluded == period.NoDate || c.concluded > day)
}

func tally(rows []caseRow, meant func(caseRow) bool) Amount {
	var n int64
	for _, c := range rows {
		if meant(c) {
			n++
		}
	}
	return Amount{N: n}
}

func durations(rows []caseRow, start, end, cutoff period.Date) (all []int64) {
	for _, c := range rows {
		if in(c.concluded, start, end, cutoff) && c.accepted != period.NoDate {
			all = append(all, int64(c.concluded-c.accepted))
		}
	}
	slices.Sort(all)
	return all
}

var naives = []naive{
	{
		"non-arrest", "date = \"审结日期\"\nnumerator = { count = true, where = '审查结论 == \"不批准逮捕\"' }\ndenominator = { count = true, where = 'not 空(审查结论)' }",
		func(rows []caseRow, start, end, cutoff period.Date) (Amount, Amount, bool) {
			return tally(rows, func(c caseRow) bool { return in(c.concluded, start, end, cutoff) && c.outcome == outcomes[1] }),
				tally(rows, func(c caseRow) bool { return in(c.concluded, start, end, cutoff) && c.outcome != "" }), true
		},
	},
	{
		"people", "unit = \"人\"\nvalue = { sum = '人数 * 1.5', where = '人数 > 1' }",
		func(rows []caseRow, start, end, cutoff period.Date) (Amount, Amount, bool) {
			n := Amount{Scale: 1}
			for _, c := range rows {
				if in(c.accepted, start, end, cutoff) && c.people != table.NoNum && c.people > 1 {
					n.N += c.people * 15
				}
			}
			return n, Amount{}, true
		},
	},
	{
		"stock", "value = { count = true, at = \"期末\" }",
		func(rows []caseRow, _, end, cutoff period.Date) (Amount, Amount, bool) {
			return tally(rows, func(c caseRow) bool { return pendingOn(c, min(end, cutoff)) }), Amount{}, true
		},
	},
	{
		"old-stock", "value = { count = true, where = '期末 - 受理日期 > 60', at = \"期末\" }",
		func(rows []caseRow, _, end, cutoff period.Date) (Amount, Amount, bool) {
			day := min(end, cutoff)
			return tally(rows, func(c caseRow) bool { return pendingOn(c, day) && day-c.accepted > 60 }), Amount{}, true
		},
	},
	{
		"conclusion", "numerator = { count = true, date = \"审结日期\" }\ndenominator = [{ count = true, at = \"期初\" }, { count = true }]",
		func(rows []caseRow, start, end, cutoff period.Date) (Amount, Amount, bool) {
			return tally(rows, func(c caseRow) bool { return in(c.concluded, start, end, cutoff) }),
				tally(rows, func(c caseRow) bool { return pendingOn(c, start-1) || in(c.accepted, start, end, cutoff) }), true
		},
	},
	{
		"difference", "value = [{ count = true }, { count = true, where = '审查结论 == \"批准逮捕\"', sign = -1 }]",
		func(rows []caseRow, start, end, cutoff period.Date) (Amount, Amount, bool) {
			return tally(rows, func(c caseRow) bool { return in(c.accepted, start, end, cutoff) && c.outcome != outcomes[0] }), Amount{}, true
		},
	},
	{
		"mean", "unit = \"天\"\nformat = \"days\"\ndate = \"审结日期\"\nvalue = { mean = '审结日期 - 受理日期' }",
		func(rows []caseRow, start, end, cutoff period.Date) (n, d Amount, ok bool) {
			for _, days := range durations(rows, start, end, cutoff) {
				n.N += days
				d.N++
			}
			return n, d, d.N > 0
		},
	},
	{
		"median", "unit = \"天\"\nformat = \"days\"\ndate = \"审结日期\"\nvalue = { median = '审结日期 - 受理日期' }",
		func(rows []caseRow, start, end, cutoff period.Date) (Amount, Amount, bool) {
			all := durations(rows, start, end, cutoff)
			if len(all) == 0 {
				return Amount{}, Amount{}, false
			}
			if len(all)%2 == 1 {
				return Amount{all[len(all)/2] * 10, 1}, Amount{}, true
			}
			return Amount{(all[len(all)/2] + all[len(all)/2-1]) * 5, 1}, Amount{}, true
		},
	},
	{
		"median-age", "unit = \"天\"\nvalue = { median = '期末 - 受理日期', at = \"期末\" }",
		func(rows []caseRow, _, end, cutoff period.Date) (Amount, Amount, bool) {
			var all []int64
			for _, c := range rows {
				if pendingOn(c, min(end, cutoff)) {
					all = append(all, int64(min(end, cutoff)-c.accepted))
				}
			}
			if len(all) == 0 {
				return Amount{}, Amount{}, false
			}
			slices.Sort(all)
			return Amount{(all[len(all)/2] + all[(len(all)-1)/2]) * 5, 1}, Amount{}, true
		},
	},
	{
		"kinds", "value = { distinct = '人数' }",
		func(rows []caseRow, start, end, cutoff period.Date) (Amount, Amount, bool) {
			seen := map[int64]bool{}
			for _, c := range rows {
				if in(c.accepted, start, end, cutoff) && c.people != table.NoNum {
					seen[c.people] = true
				}
			}
			return Amount{N: int64(len(seen))}, Amount{}, true
		},
	},
}

// TestCubeAgainstRowByRow recomputes every cell by a second route that shares no code.
func TestCubeAgainstRowByRow(t *testing.T) {
	places := map[string][]string{"": {"东区院", "西院", "某市西区人民检察院", "3"}, "east": {"东区院"}, "west": {"西院", "某市西区人民检察院"}, "south": {"3"}}
	var defs []*Definition
	for _, n := range naives {
		defs = append(defs, must(t, n.id, n.front))
	}
	cells := 0
	for seed, setup := range []struct {
		calendar period.Calendar
		cutoff   string
		rows     int
	}{{period.Calendar{}, "2025-06-30", 700}, {period.Calendar{MonthEndsOn: 25}, "2025-05-10", 300}, {period.Calendar{}, "2024-02-29", 12}} {
		rows := someCases(setup.rows, uint64(seed))
		c := cubeOf(t, rows, setup.calendar, setup.cutoff, defs...)
		var periods []period.Period
		for m := period.Month(2023, 6); m.Compare(period.Month(2025, 6)) <= 0; m = m.Add(1) {
			periods = append(periods, m, m.Within(period.ToDate))
			if m.MonthNumber()%3 == 0 {
				periods = append(periods, m.Within(period.Quarterly), m.Within(period.HalfYearly), m.Within(period.Yearly))
			}
		}
		for place, names := range places {
			for _, department := range []string{"", "第一检察部", "第二检察部"} {
				var here []caseRow
				for _, r := range rows {
					// A date a century ago counts for what is pending, not for what was accepted.
					if slices.Contains(names, r.unit) && (department == "" || r.department == department) {
						here = append(here, r)
					}
				}
				for _, p := range periods {
					start, end := setup.calendar.Start(p), setup.calendar.End(p)
					if start > c.Cutoff {
						continue
					}
					for _, n := range naives {
						cells++
						k := Key{n.id, p, place, department}
						check(t, c, k, n, here, start, end)
					}
				}
			}
		}
	}
	t.Logf("%d cells", cells)
	if cells < 200 {
		t.Errorf("only %d cells were compared", cells)
	}
}

func check(t *testing.T, c *Cube, k Key, n naive, rows []caseRow, start, end period.Date) {
	t.Helper()
	got := c.Result(k)
	num, den, ok := n.compute(rows, start, end, c.Cutoff)
	if !got.Single && den.N <= 0 {
		ok = false
	}
	if ok != (got.State == Known) {
		t.Errorf("%s: state %v (%s); want known=%v", k.ID(), got.State, got.Reason, ok)
		return
	}
	if !ok && got.Single {
		return
	}
	if got.Numerator.rat().Cmp(num.rat()) != 0 || !got.Single && got.Denominator.rat().Cmp(den.rat()) != 0 {
		t.Errorf("%s: %v / %v; want %v / %v", k.ID(), got.Numerator, got.Denominator, num, den)
	}
	if got.Provisional != (end > c.Cutoff) {
		t.Errorf("%s: Provisional = %v", k.ID(), got.Provisional)
	}
	// The rows behind the number give the same number.
	var sum Amount
	for _, a := range c.Accounts(k, OfValue) {
		sum = sum.Plus(a.Amount)
	}
	for _, a := range c.Accounts(k, OfNumerator) {
		sum = sum.Plus(a.Amount)
	}
	if d := c.Definition(k.Indicator); len(d.Value) == 1 && d.Value[0].Aggregate == Median {
		sum, num = Amount{N: int64(got.Rows)}, sum
	}
	if sum.rat().Cmp(num.rat()) != 0 {
		t.Errorf("%s: the listed rows give %v; want %v", k.ID(), sum, num)
	}
}
