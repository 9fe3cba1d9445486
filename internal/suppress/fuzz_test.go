package suppress

import (
	"errors"
	"slices"
	"testing"
)

// fuzzSystem makes a small system of bytes: free cells, then totals of cells before them. How a cell is
// printed, and whether it must be hidden, is known already or is hidden with the next, the bytes say.
func fuzzSystem(data []byte) (s System, width int64) {
	next := func() int {
		if len(data) == 0 {
			return 0
		}
		b := data[0]
		data = data[1:]
		return int(b)
	}
	width = int64(1 + next()%5)
	free, totals := 1+next()%8, next()%9
	for i := range free + totals {
		value := int64(next() % 24)
		if i >= free {
			value = 0
			sum := Sum{Total: i}
			for mask, part := next()|next()<<8, 0; part < i; part++ {
				if mask>>part&1 == 1 {
					sum.Parts = append(sum.Parts, part)
					value += s.Cells[part].Value
				}
			}
			if len(sum.Parts) > 0 {
				s.Sums = append(s.Sums, sum)
			}
		}
		s.Cells = append(s.Cells, fuzzCell(value, next()))
	}
	for at := next() % 8; at+1 < len(s.Cells); at += 2 + next()%8 {
		s.Together = append(s.Together, []int{at, at + 1})
	}
	return s, width
}

func fuzzCell(value int64, how int) Cell {
	c := Cell{Value: value, Least: value, Most: value, Weight: int64(how >> 5)}
	switch how % 8 {
	case 0: // small, as the rule says
		c.Hidden, c.Least, c.Most = true, min(1, value), max(4, value)
	case 1: // and nothing is said
		c.Hidden, c.Least, c.Most = true, 0, Unbounded
	case 2: // rounded
		c.Least, c.Most = max(0, value-2), value+2
	case 3:
		c.Fixed = true
	case 4: // a rest that is printed nowhere
		c.Fixed, c.Least, c.Most = true, 0, Unbounded
	}
	return c
}

// Whatever the system, a reader finds no hidden cell closer than the width or than what was known of it
// beforehand, unless Solve says so; groups are hidden together, and nothing that is known is.
func FuzzSolve(f *testing.F) {
	f.Add([]byte{2, 3, 2, 3, 14, 21, 0, 5, 5, 7, 0, 5, 3, 0, 5})
	f.Add([]byte{2, 7, 8, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 3, 0, 0, 12, 0, 0, 48, 0, 0, 192, 0, 0, 15, 0, 0})
	f.Fuzz(func(t *testing.T, data []byte) {
		s, width := fuzzSystem(data)
		hidden, err := Solve(s, width)
		if u, ok := errors.AsType[*Unprotected](err); ok {
			if len(u.Cells) == 0 {
				t.Fatal("nothing is told, and yet refused")
			}
			if !slices.ContainsFunc(u.Cells, func(c int) bool { return s.Cells[c].Fixed }) {
				toldAnyway(t, s, u, width)
			}
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		for i, c := range s.Cells {
			if c.Hidden && !hidden[i] || c.Fixed && hidden[i] {
				t.Errorf("cell %d: %+v, hidden %v", i, c, hidden[i])
			}
		}
		for _, group := range s.Together {
			for _, i := range group {
				if hidden[i] != hidden[group[0]] {
					t.Errorf("group %v is hidden in part", group)
				}
			}
		}
		a := newAttacker(s, hidden)
		for _, i := range Attack(s, hidden) {
			c := s.Cells[i.Cell]
			if least, most := a.interval(i.Cell); least != i.Least || most != i.Most {
				t.Errorf("Attack tells %v; the attacker %d to %d", i, least, most)
			}
			before, after := c.bounds(true)
			if i.Least > c.Value || i.Most < c.Value || i.Width() < min(width, after-before) {
				t.Errorf("cell %d is %d, told as %d to %d", i.Cell, c.Value, i.Least, i.Most)
			}
		}
	})
}
