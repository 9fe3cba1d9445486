package publish

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"sync"
)

// A Stage is a tree in the making. Commit or Abort must end it.
type Stage struct {
	*place
	head     Manifest    // what the tree calls itself
	stage    string      // base name
	openMode fs.FileMode // of the finished tree's own folder
	restored int         // the earlier tree that is published again; 0: none

	mu      sync.Mutex
	names   names
	outputs []Output
	linked  int
	failed  error
	ended   bool

	prepared *Report // of a tree that only has to be exchanged
	old      string  // where the tree before lies after the exchange; "" if there was none
}

// Begin takes the lock, clears what dead runs left, checks that the target is ours and that
// the disk has room, and opens a stage.
func Begin(opts Options) (*Stage, error) {
	p, err := openPlace(opts)
	if err != nil {
		return nil, err
	}
	opened := false
	defer func() {
		if !opened { // also on a panic
			p.close()
		}
	}()
	s, err := newStage(p)
	if err != nil {
		return nil, err
	}
	opened = true
	return s, nil
}

// newStage makes a folder that only its owner reads until it is finished.
func newStage(p *place) (*Stage, error) {
	if err := p.disk.checkSpace(p.live.size()); err != nil {
		return nil, err
	}
	s := &Stage{place: p, names: names{}, stage: p.stageName(), head: headOf(p.opts.Edition, p.opts.Version)}
	if err := s.names.claim(ManifestName); err != nil {
		return nil, err
	}
	err := p.disk.mkdir(s.stage)
	if err != nil {
		return nil, fmt.Errorf("make stage: %w", err)
	}
	info, err := p.disk.lstat(s.stage)
	if err == nil {
		s.openMode = info.Mode() & settable // what the umask allows: nobody said anything else yet
		err = p.disk.tryMode(s.stage, info.Mode(), ownMode)
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("make stage: %w", err), p.disk.removeAll(s.stage))
	}
	return s, nil
}

// Write puts a file into the stage. Name is relative to the target, with slashes. A file
// that is in the live tree with the same content is linked from there. It is safe for
// concurrent use; after an error Commit fails too.
func (s *Stage) Write(name string, data []byte) error {
	err := s.put(name, data)
	if err != nil {
		err = fmt.Errorf("stage %q: %w", name, err)
		s.mu.Lock()
		s.failed = errors.Join(s.failed, err)
		s.mu.Unlock()
	}
	return err
}

func (s *Stage) put(name string, data []byte) error {
	if err := s.claim(name); err != nil {
		return err
	}
	sum := sha256.Sum256(data)
	output := Output{Name: name, SHA256: hex.EncodeToString(sum[:]), Size: int64(len(data))}
	to := path.Join(s.stage, name)
	if err := s.disk.mkdirAll(path.Dir(to)); err != nil {
		return err
	}
	linked := s.sameAsLive(output) && s.disk.link(path.Join(s.target, name), to) == nil
	if !linked {
		if err := s.disk.write(to, data); err != nil {
			return err
		}
	}
	s.hold(output, linked)
	return nil
}

// takeOver puts a file of an earlier tree, which was verified, into the stage.
func (s *Stage) takeOver(o Output, from string) error {
	if err := s.claim(o.Name); err != nil {
		return err
	}
	to := path.Join(s.stage, o.Name)
	err := s.disk.mkdirAll(path.Dir(to))
	if err == nil {
		err = s.disk.linkOrCopy(path.Join(from, o.Name), to)
	}
	if err == nil {
		s.hold(o, s.liveFiles[o.Name] == o)
	}
	return err
}

func (s *Stage) claim(name string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if slices.Contains(s.opts.Keep, name) {
		return fmt.Errorf("%w %q: it is carried over from the target", ErrName, name)
	}
	return s.names.claim(name)
}

func (s *Stage) hold(o Output, linked bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.outputs = append(s.outputs, o)
	if linked {
		s.linked++
	}
}

// sameAsLive reports whether the live tree holds this very file. The live manifest is believed
// as long as the file has its size and was not touched after the manifest was written.
func (s *Stage) sameAsLive(o Output) bool {
	if s.liveFiles[o.Name] != o {
		return false
	}
	name := path.Join(s.target, o.Name)
	info, err := s.disk.lstat(name)
	if err != nil || !info.Mode().IsRegular() || info.Size() != o.Size || hasModes && info.Mode()&settable != fileMode && !s.disk.modeless.Load() {
		return false
	}
	if !info.ModTime().After(s.liveTime) {
		return true
	}
	data, err := s.disk.root.ReadFile(name)
	if err != nil {
		return false
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:]) == o.SHA256
}

// Abort ends the stage and leaves the target as it is. After Commit it does nothing.
func (s *Stage) Abort() error {
	if s.ended {
		return nil
	}
	return errors.Join(s.disk.removeAll(s.stage), s.end())
}

func (s *Stage) end() error {
	s.ended = true
	return s.place.close()
}
