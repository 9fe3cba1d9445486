package build

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"anjian/internal/closed"
	"anjian/internal/edition"
	"anjian/internal/indicator"
	"anjian/internal/period"
	pages "anjian/internal/site"
	"anjian/internal/source"
)

// judge finds out what the pages of all editions tell beside the figures: what lookBack finds, and what
// differs from the numbers of signed documents.
func (s *site) judge() error {
	first := edition.Internal()
	if asked, ok := edition.Labelled(s.options.Edition); ok {
		first = asked
	}
	listing := s.listing(first.Within(s.scope)) // which pages will wait for
	s.beside.Go(func() { listing() })
	if err := s.lookBack(); err != nil {
		return err
	}
	if err := s.readSigned(); err != nil {
		return err
	}
	return s.readRegister()
}

// lookBack finds out what is not chance and what became of it over the months, what differs from the
// month that was closed last, and what was corrected since.
func (s *site) lookBack() error {
	months, err := s.closedMonths()
	if err != nil {
		return err
	}
	if err := s.compareClosed(months); err != nil {
		return err
	}
	frozen, err := s.readRaised(months)
	if err != nil {
		return err
	}
	s.history = s.cube.History(s.anomalyOptions(), frozen)
	return s.correct(months)
}

// anomalyOptions say how all 异常提示 are looked for; the month is the latest.
func (s *site) anomalyOptions() indicator.AnomalyOptions {
	return indicator.AnomalyOptions{Months: pages.History, Rebased: pages.Rebased(s.kind("events"))}
}

// closedMonths lists the closed months that are over at the cut-off, the oldest first.
func (s *site) closedMonths() ([]period.Period, error) {
	months, err := closed.Months(s.files)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(months, func(m period.Period) bool { return !s.cube.Calendar.Complete(m, s.cube.Cutoff) }), nil
}

// readClosed reads a file of a closed month; nil when the month froze other things only.
func (s *site) readClosed(month period.Period, file string) ([]byte, error) {
	name := closed.Path(month, file)
	data, err := fs.ReadFile(s.files, name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read closed month: %w", err)
	}
	s.addInput(name, data)
	return data, nil
}

// compareClosed compares the data with the newest closed month before the cut-off.
func (s *site) compareClosed(months []period.Period) error {
	if len(months) == 0 || s.scope != nil { // profiles are of whole exports
		return nil
	}
	var last period.Period
	var data []byte
	var err error
	for i := len(months) - 1; i >= 0 && data == nil && err == nil; i-- { // a month may hold signed documents only
		last = months[i]
		data, err = s.readClosed(last, closed.Datasets)
	}
	if data == nil {
		return err
	}
	name := closed.Path(last, closed.Datasets)
	old := s.options.known.profiles.get(name, data, s.errs, func(errs *source.List) *closed.Profile { return closed.Parse(name, last, data, errs) })
	s.profile = old
	if old != nil {
		s.drift = closed.Compare(old, s.data, s.cube.Calendar)
		s.drift.Warn(s.errs)
	}
	return nil
}

// readRaised reads what closed months raised.
func (s *site) readRaised(months []period.Period) ([]*closed.Anomalies, error) {
	var frozen []*closed.Anomalies
	for _, m := range months {
		data, err := s.readClosed(m, closed.Raised)
		if err != nil {
			return nil, err
		}
		if data == nil {
			continue
		}
		if a := closed.ParseAnomalies(closed.Path(m, closed.Raised), m, data, s.errs); a != nil {
			s.ownRaised(a)
			frozen = append(frozen, a)
		}
	}
	return frozen, nil
}
