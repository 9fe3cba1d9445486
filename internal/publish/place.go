package publish

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"
)

// A place is a target with what lies beside it, under its lock.
type place struct {
	opts     Options
	disk     *disk
	lock     *Lock
	target   string // base names in disk
	away     string // the live tree between two renames
	earlier  string // the folder of the trees before
	warnings []string

	live      *Manifest // of the target; nil if it has none
	liveBytes []byte
	liveTime  time.Time         // when the live manifest was written
	liveFiles map[string]Output // of this and of earlier generations
}

// openPlace takes the lock, mends what dead runs left, and checks that the target is ours.
func openPlace(opts Options) (*place, error) {
	l := opts.Lock
	if l == nil {
		var err error
		if opts.Guarded {
			l, err = openTarget(opts.Target, opts.faults)
		} else {
			l, err = acquire(opts.Target, opts.Started, opts.faults)
		}
		if err != nil {
			return nil, err
		}
	}
	l.disk.faults = opts.faults
	p := &place{opts: opts, disk: l.disk, lock: l, target: l.target, away: prefix + "away-" + l.target, earlier: prefix + "earlier-" + l.target}
	opened := false
	defer func() {
		if !opened { // also on a panic: the lock must not outlive the run
			p.close()
		}
	}()
	for _, step := range []func() error{p.repair, p.adoptOldFashioned, p.sweep, p.inspect} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	opened = true
	return p, nil
}

func (p *place) close() error {
	if p.opts.Lock != nil {
		return nil // of whoever took it
	}
	return p.lock.Release()
}

func (p *place) warn(text string) { p.warnings = append(p.warnings, text) }

// repair is for systems without exchange, where the live tree is renamed away before the new one
// takes its name: a run that died between the two left no site.
func (p *place) repair() error {
	if !p.disk.isFolder(p.away) {
		return nil
	}
	if p.disk.exists(p.target) {
		return p.keepTree(p.away)
	}
	if err := p.disk.rename(p.away, p.target); err != nil {
		return fmt.Errorf("put back the tree before: %w", err)
	}
	p.warn("上次发布中断在换名之间，已先恢复原有网站")
	return nil
}

// adoptOldFashioned takes over the one tree that versions before 0.2 kept.
func (p *place) adoptOldFashioned() error { return p.keepTree(prefix + "previous-" + p.target) }

// mark names a stage after the tree that is live when it is begun. A stage that holds that very
// tree was exchanged for it.
func mark(manifest []byte) string {
	if manifest == nil {
		return "none"
	}
	sum := sha256.Sum256(manifest)
	return hex.EncodeToString(sum[:6])
}

func (p *place) stageName() string { return prefix + "stage-" + p.target + "-" + mark(p.liveBytes) }

// sweep clears what dead runs left: the lock says that none is alive. A tree that was live when
// its run died behind the swap is kept; everything else goes.
func (p *place) sweep() error {
	entries, err := fs.ReadDir(p.disk.root.FS(), ".")
	if err != nil {
		return fmt.Errorf("look for old stages: %w", err)
	}
	for _, e := range entries {
		id, stage := strings.CutPrefix(e.Name(), prefix+"stage-"+p.target+"-")
		number, gone := strings.CutPrefix(e.Name(), prefix+"gone-"+p.target+"-")
		switch {
		case !e.IsDir(): // a link is no folder here
		case gone && strings.Trim(number, "0123456789") == "":
			err = p.disk.removeAll(e.Name())
		case !stage || strings.Contains(id, "-"): // "-" tells the stage of public-2 from that of public
		case p.wasLive(e.Name(), id):
			err = p.keepTree(e.Name())
		default:
			err = p.disk.removeAll(e.Name())
		}
		if err != nil {
			return fmt.Errorf("clear %s: %w", e.Name(), err)
		}
	}
	return nil
}

// wasLive tells whether a stage was exchanged and holds the whole tree that it was exchanged for.
func (p *place) wasLive(name, id string) bool {
	tree, done, err := p.disk.folder(name)
	if err != nil {
		return false
	}
	defer done()
	text, err := fs.ReadFile(tree, ManifestName)
	if err != nil || mark(text) != id {
		return false
	}
	damage, err := Verify(tree, nil)
	return err == nil && !slices.ContainsFunc(damage, Damage.lost)
}

// inspect reads the live manifest and refuses a target that is not ours.
func (p *place) inspect() error {
	for _, name := range []string{p.earlier, p.away} {
		if p.disk.exists(name) && !p.disk.isFolder(name) {
			return &ForeignError{Target: path.Join(p.disk.path, name)}
		}
	}
	info, err := p.disk.lstat(p.target)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("look at target: %w", err)
	}
	if !info.IsDir() {
		return &ForeignError{Target: p.opts.Target, Link: info.Mode()&fs.ModeSymlink != 0}
	}
	if around, err := p.disk.lstat("."); err != nil || !sameDevice(around, info) {
		return errors.Join(fmt.Errorf("%w: %s", ErrMount, p.opts.Target), err)
	}
	tree, done, err := p.disk.folder(p.target)
	if err != nil {
		return fmt.Errorf("look at target: %w", err)
	}
	defer done()
	text, err := fs.ReadFile(tree, ManifestName)
	if err == nil {
		return p.adopt(tree, text)
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("look at target: %w", err)
	}
	entries, err := fs.ReadDir(tree, ".")
	if err != nil {
		return fmt.Errorf("look at target: %w", err)
	}
	for _, e := range entries {
		if !slices.Contains(p.opts.Keep, e.Name()) {
			return &ForeignError{Target: p.opts.Target, Name: e.Name()}
		}
	}
	return nil
}

func (p *place) adopt(tree fs.FS, text []byte) error {
	m, err := parseManifest(text)
	if err != nil {
		return &ForeignError{Target: p.opts.Target, Name: ManifestName}
	}
	if p.opts.Edition.Name != "" && !m.of(p.opts.Edition) {
		return &EditionError{Target: p.opts.Target, Holds: m.Title()}
	}
	info, err := fs.Stat(tree, ManifestName)
	if err != nil {
		return fmt.Errorf("look at target: %w", err)
	}
	p.live, p.liveBytes, p.liveTime = m, text, info.ModTime()
	p.liveFiles = make(map[string]Output, len(m.Outputs)+len(m.Kept))
	for _, o := range m.Outputs {
		p.liveFiles[o.Name] = o
	}
	for _, k := range m.Kept {
		p.liveFiles[k.Name] = k.Output
	}
	return nil
}

// strangers lists files in the live tree that its manifest does not know and that are not carried over.
func (p *place) strangers() []string {
	tree, done, err := p.disk.folder(p.target)
	if err != nil {
		return nil
	}
	defer done()
	var found []string
	_ = fs.WalkDir(tree, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || name == ManifestName || slices.Contains(p.opts.Keep, name) {
			return nil
		}
		if _, ours := p.liveFiles[name]; !ours {
			found = append(found, name)
		}
		return nil
	})
	return found
}
