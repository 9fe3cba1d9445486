package handout

import (
	"slices"
	"strconv"
	"strings"

	"anjian/internal/suppress"
)

// connectParts looks for quantities that are parts of others: a numerator is part of its denominator, and
// what the two leave may be as small as any count; two numerators, or all of a composition, may make the
// denominator up. That they do is found in the numbers: where they only happen to, a reader is taken to
// know more than he does, which is safe.
func (s *system) connectParts() {
	byPlace := map[string]map[string]int{} // cells by quantity, by where they are
	var order, quantities []string
	of := map[string]*quantity{}
	for i, c := range slices.Clone(s.cells) {
		if c.standing == unprinted {
			continue
		}
		where := strings.TrimPrefix(c.key(), c.of.id)
		if byPlace[where] == nil {
			byPlace[where] = map[string]int{}
			order = append(order, where)
		}
		byPlace[where][c.of.id] = i
		if of[c.of.id] == nil {
			of[c.of.id] = c.of
			quantities = append(quantities, c.of.id)
		}
	}
	for _, id := range quantities {
		if !of[id].def.Fraction() {
			continue
		}
		two := quantitiesOf(of[id].def)
		if n, d := two[0].id, two[1].id; n != d && of[n] != nil && of[d] != nil && !s.done["rest "+n+" of "+d] {
			s.done["rest "+n+" of "+d] = true
			s.leave(order, byPlace, n, d)
		}
	}
	for _, total := range quantities {
		for i, a := range quantities {
			for _, b := range quantities[i+1:] {
				if total != a && total != b {
					s.together(order, byPlace, total, a, b)
				}
			}
		}
	}
}

// leave adds what a denominator counts besides its numerator, where that is few.
func (s *system) leave(order []string, byPlace map[string]map[string]int, n, d string) {
	var both [][2]int
	for _, where := range order {
		part, hasPart := byPlace[where][n]
		whole, hasWhole := byPlace[where][d]
		if !hasPart || !hasWhole {
			continue
		}
		if s.cells[part].value > s.cells[whole].value {
			return // no part of it
		}
		both = append(both, [2]int{part, whole})
	}
	for _, two := range both {
		rest := s.cells[two[1]].value - s.cells[two[0]].value
		if rest >= s.cells[two[1]].of.least {
			continue
		}
		s.sums = append(s.sums, suppress.Sum{Total: two[1], Parts: []int{two[0], len(s.cells)}})
		s.cells = append(s.cells, &cell{box: s.cells[two[1]].box, value: rest})
	}
}

// together adds that two quantities make up a third, where they do everywhere.
func (s *system) together(order []string, byPlace map[string]map[string]int, total string, parts ...string) {
	var all []suppress.Sum
	for _, where := range order {
		at := byPlace[where]
		whole, known := at[total]
		one, value := suppress.Sum{Total: whole}, int64(0)
		for _, part := range parts {
			i, has := at[part]
			known = known && has
			one.Parts = append(one.Parts, i)
			if has {
				value += s.cells[i].value
			}
		}
		if !known {
			continue
		}
		if value != s.cells[whole].value {
			return
		}
		all = append(all, one)
	}
	s.sums = append(s.sums, all...)
}

func digits(n int64) string { return strconv.FormatInt(n, 10) }
