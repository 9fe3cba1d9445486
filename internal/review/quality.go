package review

import (
	"cmp"
	"slices"

	"anjian/internal/period"
	"anjian/internal/source"
	"anjian/internal/table"
)

// Definitions are all documents of the room.
type Definitions struct {
	Classes   []*Class // that must be reviewed
	Inspected []*Class // that must be checked
	Registers []*Register
}

// Quality is what the data say about checks and reviews.
type Quality struct {
	Reviews   []*Standing // of the classes that must be reviewed
	Inspected []*Standing // of those that must be checked
	Surveys   []*Survey   // of the registers
}

// Look finds all of it. roles says which columns of a dataset name place and department.
func (d *Definitions) Look(tables map[string]*table.Table, roles func(dataset string) Roles, calendar period.Calendar, cutoff period.Date, errs *source.List) *Quality {
	for _, list := range [][]*Class{d.Classes, d.Inspected} {
		slices.SortStableFunc(list, func(a, b *Class) int { return cmp.Compare(a.Order, b.Order) })
	}
	q := &Quality{Reviews: Check(d.Classes, tables, cutoff), Inspected: Check(d.Inspected, tables, cutoff)}
	for _, r := range d.Registers {
		if t := tables[r.Dataset]; t != nil {
			q.Surveys = append(q.Surveys, r.Count(t, roles(r.Dataset), calendar, cutoff, errs))
		}
	}
	return q
}

// Survey returns the register of that id, or nil.
func (q *Quality) Survey(id string) *Survey {
	for _, s := range q.Surveys {
		if s.Register.ID == id {
			return s
		}
	}
	return nil
}

// Of returns the standing of the class of that document id, or nil.
func Of(list []*Standing, id string) *Standing {
	for _, s := range list {
		if s.Class.ID == id {
			return s
		}
	}
	return nil
}
