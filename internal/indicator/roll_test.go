package indicator

import (
	"fmt"
	"slices"
	"testing"

	"anjian/internal/period"
	"anjian/internal/source"
)

// Over random worlds a roll holds exactly the rows that the accounts of single numbers have, and
// every ledger accounts for all rows.
func TestRollsHoldTheRowsOfEveryNumber(t *testing.T) {
	compared := 0
	for seed := range uint64(40) {
		w := newWorld(seed)
		roles := w.roles()
		var defs []*Definition
		for i := range 4 {
			defs = append(defs, w.statement(t, fmt.Sprintf("x%d-%d", seed, i), roles).def)
		}
		var errs source.List
		c := compute(2, defs, roles, w.tables(w.r.Perm(len(w.cases))), w.org, w.calendar, w.cutoff, &errs)
		for _, d := range defs {
			rolls := c.Rolls(d.ID)
			for range 20 {
				k := w.someKey(d.ID)
				for i, a := range c.Accounts(k, "") {
					want := slices.Sorted(slices.Values(a.Rows))
					if got := rowsOf(c, rolls[i], k); !slices.Equal(got, want) {
						t.Fatalf("%s of %v: the roll has rows %v; the account %v", k.ID(), a.Measure, got, want)
					}
					if a.Loaded() != a.Table.Rows {
						t.Fatalf("%s of %v: the ledger has %d of %d rows", k.ID(), a.Measure, a.Loaded(), a.Table.Rows)
					}
					if met := passed(c, rolls[i], k, ""); met != len(a.Rows)+a.OtherTime+left(a) {
						t.Fatalf("%s of %v: %d rows pass; the account has %d", k.ID(), a.Measure, met, len(a.Rows)+a.OtherTime+left(a))
					}
					compared++
				}
			}
		}
	}
	if compared < 2000 {
		t.Errorf("only %d accounts were compared", compared)
	}
}

func left(a Account) (rows int) {
	for _, l := range a.LeftOut {
		rows += l.Rows
	}
	return rows
}

// slicesOf returns the first and last slice that a number takes from a roll.
func slicesOf(c *Cube, r Roll, k Key) (from, to int) {
	first, n := c.Month()
	at := func(p period.Period) int {
		return (p.YearNumber()-first.YearNumber())*12 + p.MonthNumber() - first.MonthNumber()
	}
	from, to = max(at(k.Period.First()), 0), min(at(k.Period.Last()), n-1)
	switch r.Measure.At {
	case End:
		return to + 1, to + 1
	case Start:
		return from, from
	}
	return from, to
}

// takes tells whether a number takes in a place.
func (c *Cube) takes(k Key, unit, division int) bool {
	return (k.Procuratorate == "" || slices.Contains(c.Units(k.Procuratorate), unit)) && (k.Department == "" || division == c.divisionOf[k.Department])
}

// rowsOf takes from a roll what a number counts.
func rowsOf(c *Cube, r Roll, k Key) []int32 {
	from, to := slicesOf(c, r, k)
	seats := c.Seats(r.Measure.Dataset)
	var rows []int32
	for _, one := range r.Counted {
		if int(one.Slice) >= from && int(one.Slice) <= to && c.takes(k, seats[one.Row].Unit, seats[one.Row].Division) {
			rows = append(rows, one.Row)
		}
	}
	slices.Sort(rows)
	return rows
}

// passed counts the rows at the place of a number that its condition selects.
func passed(c *Cube, r Roll, k Key, reason string) (rows int) {
	slice, _ := slicesOf(c, r, k)
	for _, p := range r.Passed {
		if (p.Slice == Always || p.Slice == slice) && p.Reason == reason && c.takes(k, p.Unit, p.Division) {
			rows += p.Rows
		}
	}
	return rows
}
