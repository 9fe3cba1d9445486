package monitor

import (
	"anjian/internal/period"
	"anjian/internal/table"
)

// An eventReader reads the events of a row from its children.
type eventReader struct {
	children  *table.Children
	step      []Step // by code of the kind
	told      []bool // codes that are events of the clock
	kind      table.Codes
	day, back table.Nums
	hasBack   bool
	events    []Event // of one row, used again
}

func newEventReader(children *table.Children, c *EventColumns) *eventReader {
	if children == nil {
		return nil
	}
	kind := children.Of.Column(c.Kind)
	r := &eventReader{children: children, kind: kind.Codes, day: children.Of.Column(c.Day).Nums}
	if back := children.Of.Column(c.Back); back != nil {
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
	r.events = r.events[:0]
	for _, child := range r.children.At(row) {
		code, begun := r.kind.At(int(child)), r.day.At(int(child))
		if !r.told[code] || begun == table.NoNum || period.Date(begun) > day {
			continue
		}
		e := Event{Step: r.step[code], Day: period.Date(begun), Back: period.NoDate}
		if r.hasBack && (e.Step == Returned || e.Step == Paused) {
			if v := r.back.At(int(child)); v != table.NoNum && period.Date(v) <= day {
				e.Back = period.Date(v)
			}
		}
		r.events = append(r.events, e)
	}
	return r.events
}
