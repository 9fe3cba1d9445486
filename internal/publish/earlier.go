package publish

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"time"
)

// An Earlier is a tree that was live before and is kept beside the target.
type Earlier struct {
	ID      int       // higher is newer
	Since   time.Time // when it went live
	Edition string
	Version string // of the tool that made it
	Files   int
	Bytes   int64
	Differs int // files in which it is not as the live tree
}

// List tells which earlier trees of a target are kept, the newest first. Only opts.Target and what
// Acquire needs are asked for; any edition will do.
func List(opts Options) ([]Earlier, error) {
	p, err := openPlace(opts)
	if err != nil {
		return nil, err
	}
	defer p.close()
	var list []Earlier
	for _, id := range p.ids() {
		m, since, err := p.manifestOf(id)
		if err != nil {
			continue // deleted in part by hand: pruned at the next swap
		}
		list = append(list, Earlier{
			ID: id, Since: since, Edition: m.Edition, Version: m.Version, Files: len(m.Outputs), Bytes: m.size(), Differs: m.differs(p.live),
		})
	}
	return list, nil
}

// Forget deletes an earlier tree, or all of them for 0, and says how many there were: what must not
// be shown any more must not come back either.
func Forget(opts Options, id int) (int, error) {
	p, err := openPlace(opts)
	if err != nil {
		return 0, err
	}
	defer p.close()
	ids := p.ids()
	if id != 0 {
		if !slices.Contains(ids, id) {
			return 0, &NoEarlierError{Target: opts.Target, ID: id, Have: ids}
		}
		ids = []int{id}
	}
	for i, id := range ids {
		if err := p.drop(id); err != nil {
			return i, fmt.Errorf("forget: %w", err)
		}
	}
	return len(ids), nil
}

// ids lists the kept trees, the newest first.
func (p *place) ids() []int {
	entries, err := fs.ReadDir(p.disk.root.FS(), p.earlier)
	if err != nil {
		return nil
	}
	var ids []int
	for _, e := range entries {
		if id, err := strconv.Atoi(e.Name()); err == nil && id > 0 && e.IsDir() && strconv.Itoa(id) == e.Name() {
			ids = append(ids, id)
		}
	}
	slices.SortFunc(ids, func(a, b int) int { return cmp.Compare(b, a) })
	return ids
}

func (p *place) slot(id int) string { return path.Join(p.earlier, strconv.Itoa(id)) }

func (p *place) manifestOf(id int) (*Manifest, time.Time, error) {
	tree, done, err := p.disk.folder(p.slot(id))
	if err != nil {
		return nil, time.Time{}, err
	}
	defer done()
	m, err := ReadManifest(tree)
	if err != nil {
		return nil, time.Time{}, err
	}
	info, err := fs.Stat(tree, ManifestName)
	if err != nil {
		return nil, time.Time{}, err
	}
	return m, info.ModTime(), nil
}

// keepTree puts a tree that was live, if there is one, with the earlier ones. What has no manifest
// held nothing but carried-over files and goes.
func (p *place) keepTree(name string) error {
	if !p.disk.isFolder(name) {
		return nil
	}
	if !p.disk.exists(path.Join(name, ManifestName)) {
		return p.disk.removeAll(name)
	}
	if !p.disk.isFolder(p.earlier) {
		if err := p.disk.mkdir(p.earlier); err != nil {
			return err
		}
	}
	info, err := p.disk.lstat(p.earlier)
	if err != nil {
		return err
	}
	if err := p.disk.tryMode(p.earlier, info.Mode(), ownMode); err != nil {
		return err
	}
	return p.disk.rename(name, p.slot(p.nextID()))
}

func (p *place) nextID() int {
	if ids := p.ids(); len(ids) > 0 {
		return ids[0] + 1
	}
	return 1
}

// drop deletes an earlier tree. It is renamed first, so that a run that dies meanwhile leaves no part
// of a tree that could be taken for one.
func (p *place) drop(id int) error {
	gone := prefix + "gone-" + p.target + "-" + strconv.Itoa(id)
	return errors.Join(p.disk.rename(p.slot(id), gone), p.disk.removeAll(gone))
}

// prune deletes what is beyond the number of trees to keep, and what is no whole tree.
func (p *place) prune() {
	kept := 0
	for _, id := range p.ids() {
		_, _, err := p.manifestOf(id)
		whole := !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, ErrForeign) // what cannot be read now may be so later
		if whole && kept < p.opts.retain() {
			kept++
			continue
		}
		if p.drop(id) != nil {
			p.warn("未能清理较早的一版 " + p.pathOf(id))
		}
	}
}

func (p *place) pathOf(id int) string { return filepath.Join(p.disk.path, p.earlier, strconv.Itoa(id)) }
