package publish

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// Commit finishes the tree, lets verify read it, and puts it in the target's place. On an
// error the target is untouched and the stage is gone. The stage is ended either way.
func (s *Stage) Commit(inputs []Input, verify func(fs.FS) error) (Report, error) {
	if err := s.Prepare(inputs, verify); err != nil {
		return Report{}, err
	}
	return s.Exchange()
}

// Prepare finishes the tree and lets verify read it; Exchange then puts it in place. Runs that
// publish several trees prepare all of them before the first is exchanged. On an error the stage
// is gone.
func (s *Stage) Prepare(inputs []Input, verify func(fs.FS) error) error {
	if s.ended {
		return errors.New("prepare: the stage has ended")
	}
	report, err := s.finish(inputs, verify)
	if err != nil {
		return s.giveUp(err)
	}
	s.prepared = &report
	return nil
}

// Exchange puts a prepared tree in the target's place and ends the stage. On an error the target
// is untouched.
func (s *Stage) Exchange() (Report, error) {
	if s.ended || s.prepared == nil {
		return Report{}, errors.New("exchange: the stage has ended or is not prepared")
	}
	report := *s.prepared
	if !report.Unchanged {
		if err := s.swap(&report); err != nil {
			return Report{}, s.giveUp(err)
		}
	}
	if err := s.disk.removeAll(s.stage); err != nil {
		s.warn("未能清理临时文件夹 " + s.stage)
	}
	if err := s.close(); err != nil {
		s.warn("未能正常释放发布锁")
	}
	report.Warnings = s.warnings
	return report, nil
}

// giveUp ends the stage after an error.
func (s *Stage) giveUp(err error) error {
	if rest := s.Abort(); rest != nil {
		return errors.Join(err, fmt.Errorf("clear stage: %w", rest))
	}
	return err
}

// finish does everything that happens before the swap.
func (s *Stage) finish(inputs []Input, verify func(fs.FS) error) (Report, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.failed != nil {
		return Report{}, s.failed
	}
	manifest := newManifest(s.opts.Version, s.opts.Edition, inputs, s.outputs)
	report := Report{Written: len(s.outputs) - s.linked, Linked: s.linked, Bytes: manifest.size()}
	strangers := s.strangers()
	for name := range s.liveFiles {
		if s.names[fold(name)] != name {
			report.Removed++
		}
	}
	if err := s.carryOver(); err != nil {
		return Report{}, err
	}
	text := manifest.encode()
	if err := s.disk.write(path.Join(s.stage, ManifestName), text); err != nil {
		return Report{}, fmt.Errorf("write manifest: %w", err)
	}
	if err := s.disk.sync(); err != nil {
		return Report{}, fmt.Errorf("sync stage: %w", err)
	}
	if verify != nil {
		tree, done, err := s.disk.folder(s.stage)
		if err != nil {
			return Report{}, fmt.Errorf("open stage: %w", err)
		}
		if err := errors.Join(verify(tree), done()); err != nil {
			return Report{}, err
		}
	}
	report.Unchanged = report.Written == 0 && len(strangers) == 0 && bytes.Equal(text, s.liveBytes)
	if len(strangers) > 0 {
		s.warn(fmt.Sprintf("%s 中有 %d 个文件不是本工具生成的（%s），已随原有网站移入 %s",
			s.target, len(strangers), strings.Join(strangers[:min(3, len(strangers))], "、"), s.previous))
	}
	return report, nil
}

// carryOver links the kept files of the live tree into the stage.
func (s *Stage) carryOver() error {
	for _, name := range s.opts.Keep {
		from, to := path.Join(s.target, name), path.Join(s.stage, name)
		info, err := s.disk.lstat(from)
		if err != nil || !info.Mode().IsRegular() {
			continue
		}
		if err := s.disk.mkdirAll(path.Dir(to)); err != nil {
			return fmt.Errorf("carry over %q: %w", name, err)
		}
		if s.disk.link(from, to) == nil {
			continue
		}
		data, err := s.disk.root.ReadFile(from)
		if err == nil {
			err = s.disk.write(to, data)
		}
		if err != nil {
			return fmt.Errorf("carry over %q: %w", name, err)
		}
	}
	return nil
}

// strangers lists files in the live tree that its manifest does not know and that are not kept.
func (s *Stage) strangers() []string {
	tree, done, err := s.disk.folder(s.target)
	if err != nil {
		return nil
	}
	defer done()
	var found []string
	_ = fs.WalkDir(tree, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || name == ManifestName || slices.Contains(s.opts.Keep, name) {
			return nil
		}
		if _, ours := s.liveFiles[name]; !ours {
			found = append(found, name)
		}
		return nil
	})
	return found
}

// swap makes the stage the target. Behind the rename that counts, errors are only warnings.
func (s *Stage) swap(report *Report) error {
	if _, err := s.disk.lstat(s.target); errors.Is(err, fs.ErrNotExist) {
		if err := s.disk.rename(s.stage, s.target); err != nil {
			return fmt.Errorf("publish: %w", err)
		}
		s.settle()
		return nil
	}
	err := s.disk.exchange(s.stage, s.target)
	switch {
	case errors.Is(err, errNoExchange):
		if err := s.swapInTwo(); err != nil {
			return err
		}
		report.Previous = s.previousPath()
	case err != nil:
		return fmt.Errorf("publish: %w", err)
	default: // the stage's name now holds the tree before
		err := s.disk.removeAll(s.previous)
		if err == nil {
			err = s.disk.rename(s.stage, s.previous)
		}
		if err == nil {
			report.Previous = s.previousPath()
		} else {
			s.warn("新网站已发布，但未能保留上一版")
		}
	}
	s.settle()
	return nil
}

// swapInTwo is for systems that cannot exchange folders. Between the renames there is no
// site; if the run dies there, the next one puts the tree before back.
func (s *Stage) swapInTwo() error {
	if err := s.disk.removeAll(s.previous); err != nil {
		return fmt.Errorf("remove the tree before: %w", err)
	}
	if err := s.disk.rename(s.target, s.previous); err != nil {
		return fmt.Errorf("publish: %w", err)
	}
	if err := s.disk.rename(s.stage, s.target); err != nil {
		return errors.Join(fmt.Errorf("publish: %w", err), s.disk.rename(s.previous, s.target))
	}
	s.warn("此文件系统不支持原子交换，本次分两步换名，期间网站曾有一瞬不可访问")
	return nil
}

func (s *Stage) settle() {
	if err := s.disk.syncFolder(); err != nil {
		s.warn("新网站已发布，但未能确认目录已写入磁盘")
	}
}

func (s *Stage) previousPath() string { return filepath.Join(s.disk.path, s.previous) }
