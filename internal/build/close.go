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
	Path        string // within the site folder
	Profile     *closed.Profile
	Differences []string // from what was frozen before; nil when nothing was, or it is the same
	Written     bool
	DryRun      bool         // nothing was to be written, though there is something
	Findings    *source.List // warnings about the inputs
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
	name := closed.Path(c.Month)
	r := &Closing{Month: c.Month, Path: name, Findings: s.errs, Profile: closed.Take(s.data, s.cube.Calendar, c.Month)}
	text := r.Profile.Text()
	old, err := fs.ReadFile(s.files, name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return nil, fmt.Errorf("read closed month: %w", err)
	case bytes.Equal(old, text):
		return r, nil
	default:
		if err := s.differs(r, old, c); err != nil {
			return r, err
		}
	}
	if r.DryRun = c.DryRun; c.DryRun {
		return r, nil
	}
	if err := s.freeze(name, text); err != nil {
		return r, err
	}
	r.Written = true
	return r, nil
}

// closable refuses months that are not over or have no data.
func (s *site) closable(month period.Period) error {
	calendar, cutoff := s.cube.Calendar, s.cube.Cutoff
	if !calendar.Complete(month, cutoff) {
		return &source.Error{
			Message: calendar.Title(month) + "还没有结束：数据截止日是 " + cutoff.String(),
			Hint:    "等数据截止日到 " + calendar.End(month).String() + " 以后再月结，或改正 config.toml 的 cutoff",
		}
	}
	if month.Compare(s.cube.First()) < 0 {
		return &source.Error{Message: month.Title() + "早于数据起点 " + s.cube.First().Title(), Hint: "检查月份是否写错"}
	}
	return nil
}

// differs says what was frozen otherwise before, and refuses to replace it unless asked to.
func (s *site) differs(r *Closing, old []byte, c CloseOptions) error {
	var errs source.List
	before := closed.Parse(r.Path, c.Month, old, &errs)
	if before == nil {
		if c.Again {
			r.Differences = []string{"原来的月结文件已损坏"}
			return nil
		}
		return &errs
	}
	r.Differences = closed.Differences(before, r.Profile, closed.Compare(before, s.data, s.cube.Calendar))
	if r.Differences == nil {
		r.Differences = []string{"内容相同，写法不同"}
	}
	if c.Again || c.DryRun {
		return nil
	}
	return &source.Error{
		Pos: source.Pos{File: r.Path}, Message: c.Month.Title() + "已经月结，现在的数据与当时不同",
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

// compareClosed compares the data with the newest closed month before the cut-off.
func (s *site) compareClosed() error {
	months, err := closed.Months(s.files)
	if err != nil {
		return err
	}
	var last period.Period
	for _, m := range months {
		if s.cube.Calendar.Complete(m, s.cube.Cutoff) {
			last = m
		}
	}
	if last.IsZero() {
		return nil
	}
	name := closed.Path(last)
	data, err := fs.ReadFile(s.files, name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil // a month may hold other frozen things
	}
	if err != nil {
		return fmt.Errorf("read closed month: %w", err)
	}
	s.addInput(name, data)
	if old := closed.Parse(name, last, data, s.errs); old != nil {
		s.drift = closed.Compare(old, s.data, s.cube.Calendar)
		s.drift.Warn(s.errs)
	}
	return nil
}
