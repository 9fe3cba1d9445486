package build

import (
	"slices"

	"anjian/internal/cardcheck"
	"anjian/internal/closed"
	"anjian/internal/correction"
	"anjian/internal/period"
	"anjian/internal/source"
	"anjian/internal/table"
)

// correct compares what card rules find with what closed months left open and what lists that came
// back say.
func (s *site) correct(months []period.Period) error {
	if err := s.readReturned(); err != nil {
		return err
	}
	month := s.cube.Calendar.MonthOf(s.cube.Cutoff)
	frozen, err := s.readFound(months, month)
	if err != nil {
		return err
	}
	s.frozen = frozen
	s.corrections = s.ledger(month, s.cube.Cutoff, s.findings, frozen, s.returned.Until(s.cube.Cutoff), s.errs)
	return nil
}

// ledger compares findings of a month with earlier ones.
func (s *site) ledger(month period.Period, day period.Date, findings []cardcheck.Finding, frozen []*closed.Findings, returned *correction.Returned, errs *source.List) *correction.Ledger {
	org := s.cube.Organisation
	return correction.Make(correction.Sources{
		Day: day, Month: month, MonthOf: s.cube.Calendar.MonthOf,
		Rules: s.rules, Findings: findings, Data: s.data, Closed: frozen, Returned: returned,
		Procuratorate: func(word string) string {
			p, _ := org.Named(word)
			return p.ID
		},
		Department: org.DepartmentNamed,
		Title: func(id string) string {
			p, _ := org.Find(id)
			return p.Short
		},
	}, errs)
}

// readReturned reads the lists that came back.
func (s *site) readReturned() error {
	ids := map[string]string{}
	for _, d := range s.datasets {
		ids[d.Title] = d.ID
	}
	returned, files, err := correction.ReadReturned(s.files, ids, s.errs)
	if err != nil {
		return err
	}
	for _, f := range files {
		s.addInput(f.Name, f.Data)
	}
	s.returned = returned
	return nil
}

// readFound reads what closed months before a month left open, the oldest first. Those that froze no
// findings are passed over.
func (s *site) readFound(months []period.Period, before period.Period) ([]*closed.Findings, error) {
	var all []*closed.Findings
	for _, m := range months {
		if m.Compare(before) >= 0 {
			continue
		}
		data, err := s.readClosed(m, closed.Found)
		if err != nil {
			return nil, err
		}
		if data == nil {
			continue
		}
		if f := correction.ReadMonth(closed.Path(m, closed.Found), m, data, s.errs); f != nil {
			s.ownFound(f)
			all = append(all, f)
		}
	}
	return all, nil
}

// foundBy are the findings of a month that is over, on what is known now: rules look at the data as of
// its last day, cards that were opened later are left out.
func (s *site) foundBy(month period.Period) []cardcheck.Finding {
	end := s.cube.Calendar.End(month)
	starts := map[string]*table.Column{}
	for _, d := range s.datasets {
		if d.Start != "" {
			starts[d.ID] = s.data.Tables[d.ID].Column(d.Start)
		}
	}
	return slices.DeleteFunc(cardcheck.Check(s.rules, s.data.Tables, end), func(f cardcheck.Finding) bool {
		return starts[f.Rule.Dataset].Day(f.Row) > end
	})
}

// correctionsOf is the ledger of a month that is over, on what is known now.
func (s *site) correctionsOf(month period.Period) *correction.Ledger {
	frozen := slices.DeleteFunc(slices.Clone(s.frozen), func(f *closed.Findings) bool { return f.Month.Compare(month) >= 0 })
	end := s.cube.Calendar.End(month)
	return s.ledger(month, end, s.foundBy(month), frozen, s.returned.Until(end), new(source.List))
}

// corrected is what closing a month freezes of its lists: answers count that came to lists of earlier
// days, so that closing the month again later gives the same.
func (s *site) corrected(month period.Period) (*closed.Findings, error) {
	months, err := s.closedMonths()
	if err != nil {
		return nil, err
	}
	frozen, err := s.readFound(months, month)
	if err != nil {
		return nil, err
	}
	if err := s.readReturned(); err != nil {
		return nil, err
	}
	if err := s.errs.Err(); err != nil {
		return nil, err
	}
	end := s.cube.Calendar.End(month)
	unsaid := new(source.List) // what answers contradict is for who updates the site
	l := s.ledger(month, end, s.foundBy(month), frozen, s.returned.Until(end-1), unsaid)
	if err := unsaid.Err(); err != nil {
		return nil, err
	}
	return l.Frozen(), nil
}
