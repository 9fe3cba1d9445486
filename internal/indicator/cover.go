package indicator

import (
	"cmp"
	"slices"
)

// A cover says which shorter periods make a longer one. Sums of few parts tell the same as those of all
// months, and are solved sooner: January to May is January to April and May, the year is its halves.
type cover struct {
	first, last int      // months; -1 without data
	steps       [2][]way // forwards, and backwards
}

// A way is what may come next, longest first: periods that begin at a month, or end there.
type way struct {
	month     int // a period; where it has no number, its absence is what is left over
	stretches []stretch
}

type stretch struct{ period, months int }

// covers lists for every period how it is made of those that are shorter, or as long and before it.
func (p *published) covers() []cover {
	months := make([][]int, len(p.periods))
	for i, one := range p.periods {
		for _, m := range one.Months() {
			if at, known := p.at[m]; known {
				months[i] = append(months[i], at)
			}
		}
	}
	all := make([]cover, len(p.periods))
	for i, mine := range months {
		all[i] = cover{first: -1, last: -1}
		if len(mine) == 0 || mine[0] == i {
			continue
		}
		all[i].first, all[i].last = mine[0], mine[len(mine)-1]
		for at, month := range mine {
			ahead, back := way{month: month}, way{month: mine[len(mine)-1-at]}
			for j, other := range months {
				n := len(other)
				if n == 0 || n > len(mine)-at || n == len(mine) && j >= i {
					continue
				}
				if other[0] == ahead.month {
					ahead.stretches = append(ahead.stretches, stretch{j, n})
				}
				if other[n-1] == back.month {
					back.stretches = append(back.stretches, stretch{j, n})
				}
			}
			for k, one := range []*way{&ahead, &back} {
				slices.SortStableFunc(one.stretches, func(a, b stretch) int { return cmp.Compare(b.months, a.months) })
				all[i].steps[k] = append(all[i].steps[k], *one)
			}
		}
	}
	return all
}

// sums lists the sums that make a total, of those parts that have a number.
func (c cover) sums(total int, node func(period int) (int, bool)) []nodeSum {
	var all []nodeSum
	for _, steps := range c.steps {
		s := nodeSum{total: total}
		for at := 0; at < len(steps); {
			part, _ := node(steps[at].month)
			far := 1
			for _, one := range steps[at].stretches {
				if n, has := node(one.period); has {
					part, far = n, one.months
					break
				}
			}
			s.parts = append(s.parts, part)
			at += far
		}
		if len(s.parts) > 0 {
			all = append(all, s)
		}
	}
	return all
}
