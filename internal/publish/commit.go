package publish

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path"
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
	reports, err := ExchangeAll(s)
	if err != nil {
		return Report{}, err
	}
	return reports[0], nil
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
	strangers := s.strangers()
	removed := 0
	if s.live != nil {
		for _, o := range s.live.Outputs {
			if !s.holds(o.Name) {
				removed++
			}
		}
	}
	kept, err := s.keepLasting()
	if err != nil {
		return Report{}, fmt.Errorf("keep files of earlier generations: %w", err)
	}
	if err := s.carryOver(); err != nil {
		return Report{}, err
	}
	manifest := newManifest(s.head, inputs, s.outputs, kept)
	report := Report{Written: len(s.outputs) - s.linked, Linked: s.linked, Removed: removed, Kept: len(kept), Bytes: manifest.size()}
	text := manifest.encode()
	if err := s.disk.write(path.Join(s.stage, ManifestName), text); err != nil {
		return Report{}, fmt.Errorf("write manifest: %w", err)
	}
	if err := s.open(); err != nil {
		return Report{}, fmt.Errorf("let readers into the stage: %w", err)
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
		s.warn(fmt.Sprintf("%s 中有 %d 个文件不是本工具生成的（%s），已随原有网站移到 %s，几次更新以后会删去",
			s.target, len(strangers), strings.Join(strangers[:min(3, len(strangers))], "、"), s.earlier))
	}
	return report, nil
}

// carryOver links the kept files of the live tree into the stage.
func (s *Stage) carryOver() error {
	for _, name := range s.opts.Keep {
		from, to := path.Join(s.target, name), path.Join(s.stage, name)
		info, err := s.disk.lstat(from)
		if errors.Is(err, fs.ErrNotExist) || err == nil && !info.Mode().IsRegular() {
			continue
		}
		if err == nil {
			err = s.disk.mkdirAll(path.Dir(to))
		}
		if err == nil {
			err = s.disk.linkOrCopy(from, to)
		}
		if err != nil {
			return fmt.Errorf("carry over %q: %w", name, err)
		}
	}
	return nil
}

// open gives the stage the mode and owner of the target: who may enter that is not ours to decide.
// The first time the umask decides.
func (s *Stage) open() error {
	stage, err := s.disk.lstat(s.stage)
	if err != nil {
		return err
	}
	live, err := s.disk.lstat(s.target)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err == nil {
		s.openMode = live.Mode()&settable | ownMode // without which we could not delete it later
		err := s.disk.setOwner(s.stage, stage, live)
		switch {
		case errors.Is(err, fs.ErrPermission), errors.Is(err, errors.ErrUnsupported):
			s.warn("未能沿用发布文件夹的属主和属组；由谁能读，请在它的上一级文件夹上设置")
		case err != nil:
			return err
		}
	}
	if s.disk.modeless.Load() && stage.Mode()&settable != s.openMode {
		s.warn("未能沿用发布文件夹的权限；由谁能读，请在它的上一级文件夹上设置")
	}
	return s.disk.setMode(s.stage, stage.Mode(), s.openMode)
}

// swap makes the stage the target.
func (s *Stage) swap() error {
	if !s.disk.exists(s.target) {
		if err := s.disk.rename(s.stage, s.target); err != nil {
			return fmt.Errorf("publish: %w", err)
		}
		return nil
	}
	err := s.disk.exchange(s.stage, s.target)
	s.old = s.stage
	if errors.Is(err, errNoExchange) {
		s.old, err = s.away, s.swapInTwo()
	}
	if err != nil {
		return fmt.Errorf("publish: %w", err)
	}
	return nil
}

// swapInTwo is for systems that cannot exchange folders. Between the renames there is no
// site; if the run dies there, the next one puts the tree before back.
func (s *Stage) swapInTwo() error {
	if err := s.disk.rename(s.target, s.away); err != nil {
		return err
	}
	if err := s.disk.rename(s.stage, s.target); err != nil {
		return errors.Join(err, s.disk.rename(s.away, s.target))
	}
	s.warn("此文件系统不支持原子交换，本次分两步换名，期间网站曾有一瞬不可访问")
	return nil
}

// retire keeps the tree that was live and deletes those that are older than need be.
func (s *Stage) retire(report *Report) {
	if s.old == "" {
		return
	}
	id := s.nextID()
	if err := s.keepTree(s.old); err != nil {
		s.warn("新网站已发布，但未能保留上一版")
		return
	}
	if s.disk.isFolder(s.slot(id)) {
		report.Previous = s.pathOf(id)
	}
	if s.restored != 0 { // it is live now
		if err := s.drop(s.restored); err != nil {
			s.warn("未能清理已退回的一版 " + s.pathOf(s.restored))
		}
	}
	s.prune()
}
