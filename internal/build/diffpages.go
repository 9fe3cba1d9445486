package build

import (
	"bytes"
	"path"
	"slices"
	"strings"

	"anjian/internal/indicator"
)

// comparePages says what changes on the pages that are there before and after. Hidden knows the numbers that
// may not be told any more.
func (d *EditionDiff) comparePages(names []string, before, after map[string][]byte, refs map[string]PageRef, hidden func(id string) bool) {
	names = slices.DeleteFunc(slices.Clone(names), func(name string) bool { return path.Ext(name) != ".html" })
	changes := make([]*PageChange, len(names))
	numbers := make([][]numberShift, len(names))
	each(len(names), func(i int) {
		changes[i], numbers[i] = comparePage(readHTML(before[names[i]]), readHTML(after[names[i]]), hidden)
	})
	all := map[string]*shifts{}
	for i, name := range names {
		if changes[i] == nil {
			d.Framed++
			continue
		}
		changes[i].PageRef = refs[name]
		d.Changed = append(d.Changed, *changes[i])
		for _, shift := range numbers[i] {
			if all[shift.id] == nil {
				all[shift.id] = &shifts{seen: map[numberShift]int{}}
			}
			all[shift.id].add(shift, name)
		}
	}
	slices.SortStableFunc(d.Changed, func(a, b PageChange) int { return b.written() - a.written() })
	for _, s := range all {
		d.Numbers = append(d.Numbers, s.change())
	}
	slices.SortFunc(d.Numbers, func(a, b NumberChange) int { return strings.Compare(a.ID, b.ID) })
}

// written is 1 for pages on which something changes that people wrote: an approver reads these first.
func (c PageChange) written() int { return min(1, len(c.Removed)+len(c.Added)) }

// A numberShift is a number that stands otherwise at one place of a page.
type numberShift struct{ id, from, to string }

// shifts are those of one number on all pages: as a percentage here, with its counts there.
type shifts struct {
	seen  map[numberShift]int
	order []numberShift
	pages []string
}

func (s *shifts) add(shift numberShift, page string) {
	if s.seen[shift]++; s.seen[shift] == 1 {
		s.order = append(s.order, shift)
	}
	if !slices.Contains(s.pages, page) {
		s.pages = append(s.pages, page)
	}
}

// change tells a number in the words that it stands in most often.
func (s *shifts) change() NumberChange {
	most := s.order[0]
	for _, shift := range s.order {
		if s.seen[shift] > s.seen[most] {
			most = shift
		}
	}
	return NumberChange{ID: most.id, From: most.from, To: most.to, Pages: s.pages}
}

// comparePage says what readers see otherwise; nil where that is nothing.
func comparePage(before, after *readPage, hidden func(id string) bool) (*PageChange, []numberShift) {
	c := new(PageChange)
	lost, gained := linesOnlyIn(before.lines, after.lines), linesOnlyIn(after.lines, before.lines)
	c.Removed, c.Less = told(lost, hidden)
	c.Added, c.More = told(gained, func(string) bool { return false }) // as the page would print it
	c.Moved = len(lost)+len(gained) == 0 && !slices.EqualFunc(before.lines, after.lines, func(a, b readLine) bool { return a.key == b.key })
	shifted := shiftsOf(before, after, hidden)
	ids := map[string]bool{}
	for _, s := range shifted {
		ids[s.id] = true
	}
	c.Numbers = len(ids)
	if len(lost)+len(gained)+len(ids) == 0 && !c.Moved {
		if bytes.Equal(before.main, after.main) {
			return nil, nil
		}
		c.Drawn = true
	}
	return c, shifted
}

// linesOnlyIn lists the lines that one page has more often than the other, in its order.
func linesOnlyIn(lines, others []readLine) (list []readLine) {
	have := map[string]int{}
	for _, l := range others {
		have[l.key]++
	}
	for _, l := range lines {
		if have[l.key]--; have[l.key] < 0 {
			list = append(list, l)
		}
	}
	return list
}

// told parts lines into those that people wrote, which are shown, and those that data make, which are counted:
// they may list cases.
func told(lines []readLine, hidden func(id string) bool) (written []string, others int) {
	for _, l := range lines {
		if l.written {
			written = append(written, l.text(hidden))
		} else {
			others++
		}
	}
	return written, others
}

// shiftsOf lists the numbers that are on both pages and say something else, each place of a page with its like.
func shiftsOf(before, after *readPage, hidden func(id string) bool) (list []numberShift) {
	for id, was := range before.numbers {
		now := after.numbers[id]
		for i := range min(len(was), len(now)) {
			switch from, to := was[i], now[i]; {
			case from.text != to.text && (hidden(id) || strings.Contains(to.text, indicator.Hidden.String())):
				list = append(list, numberShift{id, unsaid, to.text}) // it may not be printed here either
			case from.text != to.text:
				list = append(list, numberShift{id, from.text, to.text})
			case from.counts != to.counts:
				list = append(list, numberShift{id, from.full(), to.full()})
			}
		}
	}
	slices.SortFunc(list, func(a, b numberShift) int {
		return strings.Compare(a.id+"\x00"+a.from+"\x00"+a.to, b.id+"\x00"+b.from+"\x00"+b.to)
	})
	return list
}

// unsaid stands for a number that was published and may not be any more.
const unsaid = "不再公开的数"

// full is a number with the counts behind it.
func (n readNumber) full() string {
	if n.counts == "" {
		return n.text
	}
	return n.text + "（" + n.counts + "）"
}
