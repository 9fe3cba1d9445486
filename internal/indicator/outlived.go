package indicator

import (
	"strconv"

	"anjian/internal/period"
	"anjian/internal/source"
	"anjian/internal/table"
)

// mostOutlived bounds the findings of one dataset: the rest says the same.
const mostOutlived = 20

// outlived warns of rows that their own dates put outside the time of their procuratorate or
// department. They stay where the export has them: only the office can say where they belong.
func (s *set) outlived(c *Cube, errs *source.List) {
	start, end := s.date(startRole), s.date(endRole)
	if start == nil && end == nil {
		return
	}
	units := make([]place, len(c.Organisation.Procuratorates)+1)
	for i, p := range c.Organisation.Procuratorates {
		units[i+1] = place{p.Short, p.Validity, c.heir(p)}
	}
	divisions := make([]place, len(c.Organisation.Departments)+1)
	for i, name := range c.Organisation.Departments {
		divisions[i+1] = place{name, c.Organisation.DepartmentValidity(name), c.departmentHeir(name)}
	}
	told := 0
	for _, side := range []struct {
		of     wordNumbers
		places []place
	}{{s.unit, units}, {s.division, divisions}} {
		if !bounded(side.places) {
			continue
		}
		for row := range s.table.Rows {
			n := side.of.at(row)
			if n == 0 {
				continue
			}
			message, hint := side.places[n].judge(start.Day(row), end.Day(row), end != nil, c.Cutoff)
			if message == "" {
				continue
			}
			if told++; told <= mostOutlived {
				errs.Tell(source.OutsideValidity, s.table.Origin(row), message, hint)
			}
		}
	}
	if told > mostOutlived {
		errs.Tell(source.OutsideValidity, source.Pos{File: s.table.Origin(0).File}, "“"+s.roles.title+"”另有 "+strconv.Itoa(told-mostOutlived)+" 行的日期在所属单位或部门存续期之外", "")
	}
}

// A place is a procuratorate or department as a row's dates are judged by it.
type place struct {
	name string
	Validity
	heir string // name of its successor
}

func bounded(places []place) bool {
	for _, p := range places {
		if p.From != 0 || p.Until != 0 {
			return true
		}
	}
	return false
}

// judge says what is wrong with a row's dates at a place. A case accepted earlier may be handed
// over to a new place, so only its end is held against the day of foundation.
func (p place) judge(start, end period.Date, ends bool, cutoff period.Date) (message, hint string) {
	where := "改为现在的承办单位或部门后重新导出，或改正 content 里的 until"
	if p.heir != "" {
		where = "改为“" + p.heir + "”后重新导出，或改正 content 里的 until"
	}
	if p.Until != 0 {
		last := "“" + p.name + "”到" + p.Until.Chinese() + "为止"
		switch {
		case start > p.Until:
			return last + "，这一行的受理在其后", where
		case end > p.Until:
			return last + "，这一行的办结在其后", where
		case ends && end == period.NoDate && start != period.NoDate && p.Until < cutoff:
			return last + "，这一行还没有办结", where
		}
	}
	if p.From != 0 && end != period.NoDate && end < p.From {
		return "“" + p.name + "”" + p.From.Chinese() + "才设立，这一行在其前已办结", "改为当时的承办单位或部门，或改正 content 里的 from"
	}
	return "", ""
}

func (c *Cube) heir(p Procuratorate) string {
	if next, ok := c.Organisation.Find(p.Successor); ok {
		return next.Short
	}
	return ""
}

func (c *Cube) departmentHeir(name string) string {
	d, ok := c.Organisation.department(name)
	if !ok {
		return ""
	}
	for _, next := range c.Organisation.departments {
		if next.ID == d.Successor {
			return next.Name
		}
	}
	return ""
}

// date reads the dataset's own column that plays a role; nil when it has none, or no export has it.
func (s *set) date(role func(*roleSet) string) *table.Column {
	c := s.table.Column(role(s.roles))
	if c == nil || c.Absent || c.Type != table.Date && c.Type != table.Time {
		return nil
	}
	return c
}
