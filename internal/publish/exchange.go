package publish

import (
	"errors"
	"fmt"
	"slices"
)

// A PartlyError means that some trees of several were exchanged, others could not be, and the first
// could not be taken back either.
type PartlyError struct {
	Targets []string // that hold their new tree; all others are untouched
	Err     error    // why it is not all of them
}

func (e *PartlyError) Error() string {
	return fmt.Sprintf("only %q were exchanged: %v", e.Targets, e.Err)
}

func (e *PartlyError) Unwrap() error { return e.Err }

// ExchangeAll puts prepared trees in the places of their targets and ends the stages. Where one cannot
// be exchanged, those before it are exchanged back: on an error no target is touched, or it is a
// *PartlyError. Nothing that was live is moved or deleted before all are exchanged.
func ExchangeAll(stages ...*Stage) ([]Report, error) {
	for _, s := range stages {
		if s.ended || s.prepared == nil {
			return nil, errors.New("exchange: a stage has ended or is not prepared")
		}
	}
	for i, s := range stages {
		if s.prepared.Unchanged {
			continue
		}
		if err := s.swap(); err != nil {
			for _, s := range stages[i:] {
				err = s.giveUp(err)
			}
			return nil, takeBack(stages[:i], err)
		}
	}
	reports := make([]Report, len(stages))
	for i, s := range stages {
		reports[i] = s.settle()
	}
	return reports, nil
}

// takeBack puts the trees back that were live before, the last exchanged first.
func takeBack(exchanged []*Stage, err error) error {
	var stuck []string
	for _, s := range slices.Backward(exchanged) {
		if s.prepared.Unchanged {
			err = s.giveUp(err)
			continue
		}
		if undone := s.swapBack(); undone != nil {
			s.settle()
			stuck = append(stuck, s.opts.Target)
			err = errors.Join(err, fmt.Errorf("take back %s: %w", s.opts.Target, undone))
			continue
		}
		err = s.giveUp(err)
	}
	if len(stuck) > 0 {
		slices.Reverse(stuck)
		return &PartlyError{Targets: stuck, Err: err}
	}
	return err
}

// swapBack undoes swap.
func (s *Stage) swapBack() error {
	if s.old == s.stage {
		return s.disk.exchange(s.stage, s.target)
	}
	if err := s.disk.rename(s.target, s.stage); err != nil {
		return err
	}
	if s.old == "" {
		return nil
	}
	if err := s.disk.rename(s.old, s.target); err != nil {
		return errors.Join(err, s.disk.rename(s.stage, s.target)) // rather the new site than none
	}
	return nil
}

// settle ends a stage that was exchanged, or that holds nothing new. Errors are only warnings: readers
// have their tree.
func (s *Stage) settle() Report {
	report := *s.prepared
	if report.Unchanged {
		if err := s.disk.removeAll(s.stage); err != nil {
			s.warn("未能清理临时文件夹 " + s.stage)
		}
	} else {
		if err := s.disk.syncFolder(); err != nil {
			s.warn("新网站已发布，但未能确认目录已写入磁盘")
		}
		s.retire(&report)
	}
	if err := s.end(); err != nil {
		s.warn("未能正常释放发布锁")
	}
	report.Warnings = s.warnings
	return report
}
