package build

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"

	"anjian/internal/closed"
	"anjian/internal/correction"
	"anjian/internal/period"
	"anjian/internal/source"
)

// CloseOptions say how a month is closed.
type CloseOptions struct {
	Month  period.Period
	Again  bool // over what was frozen before
	DryRun bool // only show what would be frozen
}

// A Closing says what closing a month (月结) froze, or would freeze.
type Closing struct {
	Month       period.Period
	Profile     *closed.Profile
	Anomalies   *closed.Anomalies
	Corrections *closed.Findings
	Files       []ClosedFile
	Differences []string // from what was frozen before; nil when nothing was, or it is the same
	DryRun      bool
	Findings    *source.List // warnings about the inputs
}

// A ClosedFile is one file of a closed month.
type ClosedFile struct {
	Path    string // within the site folder
	Stale   bool   // it is not there yet, or holds something else
	Written bool

	text []byte
	// differences says what the present has otherwise than what was frozen; false when that is damaged.
	differences func(old []byte) (lines []string, ok bool)
}

// Close freezes what is known of a month under content/closed. A month that is not over, and one
// that was frozen with other data, is refused with a *source.Error.
func Close(ctx context.Context, o Options, c CloseOptions) (*Closing, error) {
	s, err := load(ctx, o, false)
	defer s.close()
	if err != nil {
		return nil, err
	}
	if err := s.closable(c.Month); err != nil {
		return nil, err
	}
	r := &Closing{
		Month: c.Month, DryRun: c.DryRun, Findings: s.errs,
		Profile: closed.Take(s.data, s.cube.Calendar, c.Month), Anomalies: s.raised(c.Month),
	}
	if r.Corrections, err = s.corrected(c.Month); err != nil {
		return nil, err
	}
	r.Files = []ClosedFile{s.profileFile(r), s.raisedFile(r), s.foundFile(r)}
	// All files are compared before the first is written.
	var refused error
	for i := range r.Files {
		if err := s.compareFrozen(r, &r.Files[i], c); refused == nil {
			refused = err
		}
	}
	if refused != nil {
		return r, refused
	}
	for i := range r.Files {
		f := &r.Files[i]
		if c.DryRun || !f.Stale {
			continue
		}
		if err := s.freeze(f.Path, f.text); err != nil {
			return r, err
		}
		f.Written = true
	}
	return r, nil
}

// raised are the 异常提示 of a month, on what is known now.
func (s *site) raised(month period.Period) *closed.Anomalies {
	options := s.anomalyOptions()
	options.Month = month
	return s.cube.Frozen(month, s.cube.Anomalies(options))
}

func (s *site) profileFile(r *Closing) ClosedFile {
	name := closed.Path(r.Month, closed.Datasets)
	return ClosedFile{Path: name, text: r.Profile.Text(), differences: func(old []byte) ([]string, bool) {
		before := closed.Parse(name, r.Month, old, new(source.List))
		if before == nil {
			return nil, false
		}
		return closed.Differences(before, r.Profile, closed.Compare(before, s.data, s.cube.Calendar)), true
	}}
}

func (s *site) raisedFile(r *Closing) ClosedFile {
	name := closed.Path(r.Month, closed.Raised)
	return ClosedFile{Path: name, text: r.Anomalies.Text(), differences: func(old []byte) ([]string, bool) {
		before := closed.ParseAnomalies(name, r.Month, old, new(source.List))
		if before == nil {
			return nil, false
		}
		return before.Differences(r.Anomalies), true
	}}
}

func (s *site) foundFile(r *Closing) ClosedFile {
	name := closed.Path(r.Month, closed.Found)
	return ClosedFile{Path: name, text: r.Corrections.Text(), differences: func(old []byte) ([]string, bool) {
		before := correction.ReadMonth(name, r.Month, old, new(source.List))
		if before == nil {
			return nil, false
		}
		return before.Differences(r.Corrections), true
	}}
}

// closable refuses months that are not over or have no data.
func (s *site) closable(month period.Period) error {
	calendar, cutoff := s.cube.Calendar, s.cube.Cutoff
	if !calendar.Complete(month, cutoff) {
		return &source.Error{
			Code:    source.NotClosable,
			Message: calendar.Title(month) + "还没有结束：数据截止日是 " + cutoff.String(),
			Hint:    "等数据截止日到 " + calendar.End(month).String() + " 以后再月结，或改正 config.toml 的 cutoff",
		}
	}
	if month.Compare(s.cube.First()) < 0 {
		return &source.Error{Code: source.NotClosable, Message: month.Title() + "早于数据起点 " + s.cube.First().Title(), Hint: "检查月份是否写错"}
	}
	return nil
}

// compareFrozen finds whether a file must be written, and refuses to replace one that says
// otherwise unless asked to.
func (s *site) compareFrozen(r *Closing, f *ClosedFile, c CloseOptions) error {
	old, err := fs.ReadFile(s.files, f.Path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		f.Stale = true
		return nil
	case err != nil:
		return fmt.Errorf("read closed month: %w", err)
	case bytes.Equal(old, f.text):
		return nil
	}
	f.Stale = true
	lines, ok := f.differences(old)
	switch {
	case !ok:
		lines = []string{f.Path + " 已损坏"}
	case len(lines) == 0:
		lines = []string{f.Path + " 内容相同，写法不同"}
	}
	r.Differences = append(r.Differences, lines...)
	if c.Again || c.DryRun {
		return nil
	}
	return &source.Error{
		Code: source.NotClosable,
		Pos:  source.Pos{File: f.Path}, Message: c.Month.Title() + "已经月结，现在的数据与当时不同",
		Hint: "确认要改的，加上 --again 重新月结；不确定的先查明原因",
	}
}

// freeze writes a file of the site folder beside the old one and exchanges them.
func (s *site) freeze(name string, data []byte) error {
	if err := s.root.MkdirAll(path.Dir(name), 0o755); err != nil {
		return fmt.Errorf("close month: %w", err)
	}
	temporary := name + ".new"
	if err := s.write(temporary, data); err != nil {
		_ = s.root.Remove(temporary) // what is left of it helps nobody
		return fmt.Errorf("close month: %w", err)
	}
	if err := s.root.Rename(temporary, name); err != nil {
		return fmt.Errorf("close month: %w", err)
	}
	return nil
}

// write makes sure that the data have reached the disk before the name stands for them.
func (s *site) write(name string, data []byte) error {
	f, err := s.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Sync(), f.Close())
}
