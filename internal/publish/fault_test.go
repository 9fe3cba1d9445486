package publish

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
)

type killed struct{}

// faultsOf are what can happen at an operation, by name: nil kills the run.
var faultsOf = map[string]error{
	"KILL": nil, "ENOSPC": syscall.ENOSPC, "EIO": syscall.EIO, "EMFILE": syscall.EMFILE, "EACCES": syscall.EACCES, "EROFS": syscall.EROFS,
}

// generations are trees that differ in most ways in which trees can.
func generation(n string) map[string]string {
	tree := map[string]string{"index.html": n, "a/b.html": n, "a/same.html": "same", "assets/x." + n + "0000000.js": n}
	if n == "2" {
		tree["new/deep/er.html"] = n
	}
	return tree
}

// whole says which generation public holds, or what is wrong with it.
func whole(t *testing.T, dir string) string {
	t.Helper()
	public := filepath.Join(dir, "public")
	if _, err := os.Stat(public); err != nil {
		return "missing"
	}
	got := files(t, public)
	if got[".gitignore"] != "kept" {
		return "kept file lost"
	}
	manifest, err := ReadManifest(os.DirFS(public))
	if err != nil {
		return "without manifest"
	}
	if damage, err := Verify(os.DirFS(public), DefaultKeep()); err != nil || len(damage) > 0 {
		return fmt.Sprint("not as its manifest says: ", damage, err)
	}
	for _, k := range manifest.Kept {
		delete(got, k.Name)
	}
	delete(got, ManifestName)
	delete(got, ".gitignore")
	for _, n := range []string{"0", "1", "2"} {
		if maps.Equal(got, generation(n)) {
			return n
		}
	}
	return "mixed"
}

// quick are options for many runs: nothing that they show depends on what a loss of power leaves.
func quick(dir string) Options {
	o := options(dir)
	o.Lasting = func(name string) bool { return strings.HasPrefix(name, "assets/") }
	o.Retain = 2
	o.faults.noSync = true
	return o
}

// scratch is a folder in memory where there is such a thing.
func scratch(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("/dev/shm", "anjian-publish-")
	if err != nil {
		return t.TempDir()
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	return dir
}

// prepare publishes generations 0 and 1 so often that the next swap has a tree to prune.
func prepare(t *testing.T) string {
	t.Helper()
	dir := scratch(t)
	public := filepath.Join(dir, "public")
	if err := os.Mkdir(public, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(public, ".gitignore"), []byte("kept"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, n := range []string{"1", "0", "1"} {
		r, err := publish(quick(dir), generation(n), nil)
		must(t, r, err)
	}
	return dir
}

// A course is something that changes what lies in a target's place.
type course struct {
	name string
	set  func(*faults)
	run  func(Options) (Report, error)
	end  string // the generation that public holds afterwards
}

func publishTwo(opts Options) (Report, error) {
	s, err := Begin(opts)
	if err != nil {
		return Report{}, err
	}
	defer s.Abort()
	tree := generation("2")
	for _, name := range slices.Sorted(maps.Keys(tree)) {
		if err := s.Write(name, []byte(tree[name])); err != nil {
			return Report{}, err
		}
	}
	return s.Commit(nil, nil)
}

func rollBack(opts Options) (Report, error) { return Rollback(opts, 0) }

func courses() []course {
	none := func(*faults) {}
	inTwo := func(f *faults) { f.noExchange = true }
	noLinks := func(f *faults) { f.noLinks = true }
	return []course{
		{"publish", none, publishTwo, "2"},
		{"publish by two renames", inTwo, publishTwo, "2"},
		{"publish without links", noLinks, publishTwo, "2"},
		{"rollback", none, rollBack, "0"},
		{"rollback by two renames", inTwo, rollBack, "0"},
		{"forget", none, func(o Options) (Report, error) {
			_, err := Forget(o, 1)
			return Report{}, err
		}, "1"},
	}
}

// attempt takes a course and stops at the n-th operation: with an error, or dead.
func attempt(c course, opts Options, n int, fault error) (r Report, at string, err error) {
	count, dead := 0, false
	c.set(&opts.faults)
	opts.faults.before = func(op, name string) error {
		if dead {
			panic(killed{})
		}
		if count++; count != n {
			return nil
		}
		at = op + " " + name
		if fault == nil {
			dead = true
			panic(killed{})
		}
		return &os.PathError{Op: op, Path: name, Err: fault}
	}
	defer func() {
		if p := recover(); p != nil {
			if _, ok := p.(killed); !ok {
				panic(p)
			}
			err = errors.New("killed")
		}
	}()
	// The lock is the test's own: the kernel frees what a dead process held.
	if opts.Lock, err = acquire(opts.Target, opts.Started, opts.faults); err != nil {
		return r, at, err
	}
	defer opts.Lock.Release()
	r, err = c.run(opts)
	return r, at, err
}

// Every operation of every course fails once in every way. What readers see is whole, and is the tree
// before exactly when the run says that it failed; the next run finds nothing to mend by hand.
func TestEveryFaultPoint(t *testing.T) {
	for _, c := range courses() {
		for _, name := range slices.Sorted(maps.Keys(faultsOf)) {
			t.Run(c.name+"/"+name, func(t *testing.T) {
				points := 0
				for n := 1; ; n++ {
					dir := prepare(t)
					fault := faultsOf[name]
					r, at, err := attempt(c, quick(dir), n, fault)
					if at == "" {
						if got := whole(t, dir); err != nil || got != c.end {
							t.Errorf("without a fault: %s, %v", got, err)
						}
						break
					}
					points++
					checkFault(t, c, dir, at, fault == nil, r, err)
					checkNext(t, dir, at)
				}
				if points < 3 || points < 15 && c.name != "forget" {
					t.Errorf("only %d points", points)
				}
			})
		}
	}
}

// checkFault holds what readers see against what the run said.
func checkFault(t *testing.T, c course, dir, at string, kill bool, r Report, err error) {
	t.Helper()
	state := whole(t, dir)
	hole := kill && state == "missing" && strings.Contains(c.name, "two renames") && strings.HasPrefix(at, "rename "+prefix+"stage")
	switch {
	case hole: // the known one of two renames, mended by the next run
	case state != "1" && state != c.end:
		t.Errorf("fault at %q: public is %s", at, state)
	case kill || c.end == "1":
	case err != nil && state != "1":
		t.Errorf("fault at %q: public is generation %s in spite of %v", at, state, err)
	case err == nil && state != c.end:
		t.Errorf("fault at %q: public is generation %s without an error", at, state)
	case strings.HasPrefix(at, "link"): // copied instead
	case strings.HasPrefix(at, "chmod "+prefix+"stage"): // taken for a share without modes
	case err == nil && len(r.Warnings) == 0:
		t.Errorf("fault at %q: neither error nor warning", at)
	}
}

// checkNext publishes once more: nothing is left of the run that failed, and every tree that is kept is whole.
func checkNext(t *testing.T, dir, at string) {
	t.Helper()
	if _, err := publish(quick(dir), generation("2"), nil); err != nil || whole(t, dir) != "2" {
		t.Errorf("next run after a fault at %q: %v, public is %s", at, err, whole(t, dir))
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !slices.Contains([]string{"public", prefix + "lock-public", prefix + "earlier-public"}, e.Name()) {
			t.Errorf("next run after a fault at %q leaves %s", at, e.Name())
		}
	}
	list, err := List(quick(dir))
	if err != nil || len(list) > 2 {
		t.Errorf("next run after a fault at %q keeps %v, %v", at, list, err)
	}
	for _, e := range list {
		tree := os.DirFS(filepath.Join(dir, prefix+"earlier-public", fmt.Sprint(e.ID)))
		if damage, err := Verify(tree, DefaultKeep()); err != nil || len(damage) > 0 {
			t.Errorf("next run after a fault at %q keeps a broken tree: %v, %v", at, damage, err)
		}
	}
}
