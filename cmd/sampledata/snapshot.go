package main

import (
	"slices"
	"strings"

	"anjian/internal/period"
)

// A snapshot is what the exports said on an earlier day: cases that came later are missing, what
// happened later is empty, the plan's history of card errors is as it was then.
func snapshot(plan *effects, w *world, sheets []sheet, at period.Date) []sheet {
	if at >= plan.Cutoff {
		return sheets
	}
	w.standAt(at)
	for _, again := range append(prosecutionSheets(w), personSheet(w)) {
		i := slices.IndexFunc(sheets, func(s sheet) bool { return s.name == again.name })
		sheets[i] = again
	}
	plan.History.apply(plan, sheets, at)
	families := map[string][]int{}
	var names []string
	for i := range sheets {
		sheets[i].asOf = at
		name, _, _ := strings.Cut(sheets[i].name, "-")
		if families[name] == nil {
			names = append(names, name)
		}
		families[name] = append(families[name], i)
	}
	for _, name := range names {
		var family []*sheet
		for _, i := range families[name] {
			family = append(family, &sheets[i])
		}
		cut(family, at)
	}
	return sheets
}

// standAt lets the cases that were pending on a day stand as they did: returns, extensions, due dates.
func (w *world) standAt(at period.Date) {
	for _, c := range w.prosecutions {
		if c.accepted <= at && (c.concluded == none || c.concluded > at) {
			c.standAt(at)
		}
	}
}

// cut drops the rows that began later, and empties what happened later. Files of one family have the
// same columns in the same places.
func cut(family []*sheet, at period.Date) {
	start, events := datesOf(family)
	follow := map[int][]int{}
	least := map[int]int{} // by column, how often it says something before an event that it follows
	before := map[int]map[int]int{}
	for _, x := range events {
		before[x] = followers(family, x)
		for col, n := range before[x] {
			if have, known := least[col]; !known || n < have {
				least[col] = n
			}
		}
	}
	for _, x := range events {
		for col := range family[0].headers {
			n, follows := before[x][col]
			// Events have days of their own. A number of an indictment comes with the indictment, not with
			// the judgement, though few cases are indicted and not judged.
			if follows && n == least[col] && col != start && !slices.Contains(events, col) {
				follow[x] = append(follow[x], col)
			}
		}
	}
	for _, s := range family {
		s.rows = slices.DeleteFunc(s.rows, func(row []cell) bool { return row[start].day != none && row[start].day > at })
		for _, row := range s.rows {
			for _, x := range events {
				if row[x].day == none || row[x].day <= at {
					continue
				}
				row[x].day = none
				for _, y := range follow[x] {
					row[y] = emptied(row[y])
				}
			}
		}
	}
}

func emptied(c cell) cell {
	if c.isDay {
		return day(none)
	}
	return text("")
}

// datesOf finds the column of the day on which a row begins, the first of days, and those of later
// events. Days until which something is to be done lie ahead on any day.
func datesOf(family []*sheet) (start int, events []int) {
	start = -1
	for col, header := range family[0].headers {
		if !slices.ContainsFunc(family, func(s *sheet) bool {
			return slices.ContainsFunc(s.rows, func(row []cell) bool { return row[col].isDay })
		}) {
			continue
		}
		switch {
		case start < 0:
			start = col
		case !lasts(header):
			events = append(events, col)
		}
	}
	return start, events
}

// lasts tells the headers of days that limit something.
func lasts(header string) bool {
	for _, word := range []string{"到期", "届满", "应回复", "期限", "期满日期"} {
		if strings.Contains(header, word) {
			return true
		}
	}
	return false
}

// followers are the columns that say something only once an event has happened: empty, but for slips
// of the pen, wherever it has not. It counts those slips.
func followers(family []*sheet, event int) map[int]int {
	list := map[int]int{}
	for col, header := range family[0].headers {
		var without, withoutFilled, with, withFilled int
		for _, s := range family {
			for _, row := range s.rows {
				filled := 0
				if c := row[col]; c.isDay && c.day != none || !c.isDay && c.text != "" {
					filled = 1
				}
				if row[event].day == none {
					without, withoutFilled = without+1, withoutFilled+filled
				} else {
					with, withFilled = with+1, withFilled+filled
				}
			}
		}
		if col == event || without == 0 || with == 0 || withFilled == 0 || header == "" {
			continue
		}
		if withoutFilled*with*5 <= withFilled*without {
			list[col] = withoutFilled
		}
	}
	return list
}
