package monitor

import (
	"strings"

	"anjian/internal/period"
	"anjian/internal/table"
)

// An eventReader reads the events of a row from its children.
type eventReader struct {
	via       [][]int32 // links from a row to the one whose children tell of it
	children  *table.Children
	step      []Step // by code of the kind
	told      []bool // codes that are events of the clock
	kind      table.Codes
	day, back table.Nums
	hasBack   bool
	events    []Event // of one row, used again
}

// newEventReader is nil where the columns are not there.
func newEventReader(t *table.Table, c *EventColumns) *eventReader {
	r := &eventReader{}
	path := strings.Split(c.Children, ".")
	for _, name := range path[:len(path)-1] {
		link := t.Link(name)
		if link == nil {
			return nil
		}
		r.via, t = append(r.via, link.Row), link.To
	}
	if r.children = t.Child(path[len(path)-1]); r.children == nil {
		return nil
	}
	kind := r.children.Of.Column(c.Kind)
	r.kind, r.day = kind.Codes, r.children.Of.Column(c.Day).Nums
	if back := r.children.Of.Column(c.Back); back != nil {
		r.back, r.hasBack = back.Nums, true
	}
	r.step, r.told = make([]Step, len(kind.Dict)), make([]bool, len(kind.Dict))
	for code, word := range kind.Dict {
		r.step[code], r.told[code] = c.Steps[word], false
		if _, ok := c.Steps[word]; ok {
			r.told[code] = true
		}
	}
	return r
}

// of returns what had happened to a row by a day; what was not known then has no end.
func (r *eventReader) of(row int, day period.Date) []Event {
	if r == nil {
		return nil
	}
	for _, link := range r.via {
		if row = int(link[row]); row < 0 {
			return nil
		}
	}
	r.events = r.events[:0]
	for _, child := range r.children.At(row) {
		code, begun := r.kind.At(int(child)), r.day.At(int(child))
		if !r.told[code] || begun == table.NoNum || period.Date(begun) > day {
			continue
		}
		e := Event{Step: r.step[code], Day: period.Date(begun), Back: period.NoDate}
		if r.hasBack && e.Step != Extended && e.Step != Transferred {
			if v := r.back.At(int(child)); v != table.NoNum && period.Date(v) <= day {
				e.Back = period.Date(v)
			}
		}
		if e.Step == Restarted { // away or here, those in custody are: their limit only counts anew
			r.events = append(r.events, Event{Step: Transferred, Day: e.Day, Back: period.NoDate})
			if e.Back == period.NoDate {
				continue
			}
			e = Event{Step: Transferred, Day: e.Back, Back: period.NoDate}
		}
		r.events = append(r.events, e)
	}
	return r.events
}
