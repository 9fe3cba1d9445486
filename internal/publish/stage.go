package publish

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"
)

// A Stage is a tree in the making. Commit or Abort must end it.
type Stage struct {
	opts     Options
	disk     *disk
	release  func() error
	target   string // base names in disk
	stage    string
	previous string

	live      *Manifest // of the target; nil if it has none
	liveBytes []byte
	liveTime  time.Time // when the live manifest was written
	liveFiles map[string]Output
	warnings  []string

	mu      sync.Mutex
	names   names
	outputs []Output
	linked  int
	failed  error
	ended   bool

	prepared *Report // of a tree that only has to be exchanged
}

// Begin takes the lock, clears what dead runs left, checks that the target is ours and that
// the disk has room, and opens a stage.
func Begin(opts Options) (*Stage, error) {
	target, err := filepath.Abs(opts.Target)
	if err != nil {
		return nil, fmt.Errorf("find target: %w", err)
	}
	parent, base := filepath.Split(target)
	if base == "" {
		return nil, fmt.Errorf("find target: %q has no name", opts.Target)
	}
	if err := os.MkdirAll(parent, 0o755); err != nil {
		return nil, fmt.Errorf("make folder of target: %w", err)
	}
	release, err := lock(filepath.Join(parent, prefix+"lock-"+base), opts.Started)
	if err != nil {
		return nil, err
	}
	d, err := openDisk(parent, opts.faults)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open folder of target: %w", err), release())
	}
	s := &Stage{
		opts: opts, disk: d, release: release, target: base, names: names{},
		stage: fmt.Sprintf("%sstage-%s-%d", prefix, base, os.Getpid()), previous: prefix + "previous-" + base,
	}
	opened := false
	defer func() {
		if !opened { // also on a panic: the lock must not outlive the run
			s.close()
		}
	}()
	if err := s.open(); err != nil {
		return nil, err
	}
	opened = true
	return s, nil
}

func (s *Stage) open() error {
	if err := s.repair(); err != nil {
		return err
	}
	if err := s.sweep(); err != nil {
		return err
	}
	if err := s.inspect(); err != nil {
		return err
	}
	if err := s.disk.checkSpace(s.live.size()); err != nil {
		return err
	}
	if err := s.names.claim(ManifestName); err != nil {
		return err
	}
	if err := s.disk.mkdirAll(s.stage); err != nil {
		return fmt.Errorf("make stage: %w", err)
	}
	return nil
}

// repair puts the tree before back if a run without exchange died between its two renames.
func (s *Stage) repair() error {
	if _, err := s.disk.lstat(s.target); !errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if info, err := s.disk.lstat(s.previous); err != nil || !info.IsDir() {
		return nil
	}
	if err := s.disk.rename(s.previous, s.target); err != nil {
		return fmt.Errorf("put back the tree before: %w", err)
	}
	s.warn("上次发布中断在换名之间，已先恢复原有网站")
	return nil
}

// sweep removes the stages of dead runs: the lock says that none is alive.
func (s *Stage) sweep() error {
	entries, err := fs.ReadDir(s.disk.root.FS(), ".")
	if err != nil {
		return fmt.Errorf("look for old stages: %w", err)
	}
	for _, e := range entries {
		id, ok := strings.CutPrefix(e.Name(), prefix+"stage-"+s.target+"-")
		if !ok || !e.IsDir() || strings.Trim(id, "0123456789") != "" {
			continue // a link is no folder here
		}
		if err := s.disk.removeAll(e.Name()); err != nil {
			return fmt.Errorf("remove old stage: %w", err)
		}
	}
	return nil
}

// inspect reads the live manifest and refuses a target that is not ours.
func (s *Stage) inspect() error {
	info, err := s.disk.lstat(s.target)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("look at target: %w", err)
	}
	if !info.IsDir() {
		return &ForeignError{Target: s.opts.Target}
	}
	tree, done, err := s.disk.folder(s.target)
	if err != nil {
		return fmt.Errorf("look at target: %w", err)
	}
	defer done()
	if text, err := fs.ReadFile(tree, ManifestName); err == nil {
		return s.adopt(tree, text)
	}
	entries, err := fs.ReadDir(tree, ".")
	if err != nil {
		return fmt.Errorf("look at target: %w", err)
	}
	for _, e := range entries {
		if !slices.Contains(s.opts.Keep, e.Name()) {
			return &ForeignError{Target: s.opts.Target, Name: e.Name()}
		}
	}
	return nil
}

func (s *Stage) adopt(tree fs.FS, text []byte) error {
	m, err := parseManifest(text)
	if err != nil {
		return &ForeignError{Target: s.opts.Target, Name: ManifestName}
	}
	if m.Edition != s.opts.Edition.Name {
		return &EditionError{Target: s.opts.Target, Holds: m.Edition}
	}
	info, err := fs.Stat(tree, ManifestName)
	if err != nil {
		return fmt.Errorf("look at target: %w", err)
	}
	s.live, s.liveBytes, s.liveTime = m, text, info.ModTime()
	s.liveFiles = make(map[string]Output, len(m.Outputs))
	for _, o := range m.Outputs {
		s.liveFiles[o.Name] = o
	}
	return nil
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
	s.mu.Lock()
	err := s.names.claim(name)
	if slices.Contains(s.opts.Keep, name) {
		err = fmt.Errorf("%w %q: it is carried over from the target", ErrName, name)
	}
	s.mu.Unlock()
	if err != nil {
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
	s.mu.Lock()
	defer s.mu.Unlock()
	s.outputs = append(s.outputs, output)
	if linked {
		s.linked++
	}
	return nil
}

// sameAsLive reports whether the live tree holds this very file. The live manifest is believed
// as long as the file has its size and was not touched after the manifest was written.
func (s *Stage) sameAsLive(o Output) bool {
	if s.liveFiles[o.Name] != o {
		return false
	}
	name := path.Join(s.target, o.Name)
	info, err := s.disk.lstat(name)
	if err != nil || !info.Mode().IsRegular() || info.Size() != o.Size {
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

func (s *Stage) warn(text string) { s.warnings = append(s.warnings, text) }

// Abort ends the stage and leaves the target as it is. After Commit it does nothing.
func (s *Stage) Abort() error {
	if s.ended {
		return nil
	}
	return errors.Join(s.disk.removeAll(s.stage), s.close())
}

func (s *Stage) close() error {
	s.ended = true
	return errors.Join(s.disk.root.Close(), s.release())
}
