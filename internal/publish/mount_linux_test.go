package publish

import (
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
)

// mounted is a folder of a test with a file system of its own, where tests may have one.
func mounted(t *testing.T, kind, options string) string {
	t.Helper()
	dir := t.TempDir()
	mount(t, dir, kind, options)
	return dir
}

func mount(t *testing.T, dir, kind, options string) {
	t.Helper()
	if err := syscall.Mount(kind, dir, kind, 0, options); err != nil {
		t.Skipf("this test may not mount %s: %v", kind, err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(dir, syscall.MNT_DETACH) })
}

func TestAFullDisk(t *testing.T) {
	dir := mounted(t, "tmpfs", "size=1m")
	r, err := publish(options(dir), page("1"), nil)
	if !errors.Is(err, ErrNoSpace) {
		t.Fatalf("on a disk without room: %+v, %v", r, err)
	}
	opts := options(dir)
	opts.faults.free = func() (int64, error) { return 1 << 40, nil } // as shares with quotas say
	r, err = publish(opts, page("1"), nil)
	must(t, r, err)
	before := files(t, filepath.Join(dir, "public"))
	large := page("2")
	large["large.html"] = strings.Repeat("x", 2<<20)
	if r, err = publish(opts, large, nil); !errors.Is(err, ErrNoSpace) {
		t.Fatalf("more than the disk takes: %+v, %v", r, err)
	}
	if after := files(t, filepath.Join(dir, "public")); !maps.Equal(before, after) {
		t.Errorf("the site was touched: %q", after)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, prefix+"stage*")); len(left) > 0 {
		t.Errorf("left behind, where room is wanted: %v", left)
	}
	r, err = publish(opts, page("2"), nil)
	if must(t, r, err); files(t, filepath.Join(dir, "public"))["index.html"] != "2" {
		t.Error("a smaller site does not go out afterwards")
	}
}

func TestAReadOnlyDisk(t *testing.T) {
	dir := mounted(t, "tmpfs", "size=200m")
	r, err := publish(options(dir), page("1"), nil)
	must(t, r, err)
	if err := syscall.Mount("tmpfs", dir, "tmpfs", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		t.Skip(err)
	}
	if r, err = publish(options(dir), page("2"), nil); !errors.Is(err, ErrReadOnly) {
		t.Errorf("%+v, %v", r, err)
	}
	if files(t, filepath.Join(dir, "public"))["index.html"] != "1" {
		t.Error("the site was touched")
	}
}

func TestATargetThatIsADisk(t *testing.T) {
	dir := t.TempDir()
	public := filepath.Join(dir, "public")
	if err := os.Mkdir(public, 0o755); err != nil {
		t.Fatal(err)
	}
	mount(t, public, "tmpfs", "size=200m")
	if r, err := publish(options(dir), page("1"), nil); !errors.Is(err, ErrMount) {
		t.Errorf("%+v, %v", r, err)
	}
	opts := options(dir)
	opts.Target = filepath.Join(public, "site") // what the message advises
	r, err := publish(opts, page("1"), nil)
	must(t, r, err)
}

// In a container the site may lie in a layer that cannot be renamed, only written over.
func TestASiteInALayer(t *testing.T) {
	dir := mounted(t, "tmpfs", "size=300m")
	for _, name := range []string{"lower", "upper", "work", "all"} {
		if err := os.Mkdir(filepath.Join(dir, name), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	r, err := publish(options(filepath.Join(dir, "lower")), page("1"), nil)
	must(t, r, err)
	all := filepath.Join(dir, "all")
	mount(t, all, "overlay", "lowerdir="+dir+"/lower,upperdir="+dir+"/upper,workdir="+dir+"/work,redirect_dir=off")
	_, err = publish(options(all), page("2"), nil)
	if !errors.Is(err, ErrMount) || files(t, filepath.Join(all, "public"))["index.html"] != "1" {
		t.Errorf("a site of a lower layer: %v", err)
	}
	opts := options(all)
	opts.Target = filepath.Join(all, "site")
	for _, n := range []string{"1", "2"} {
		r, err = publish(opts, page(n), nil)
		if must(t, r, err); files(t, opts.Target)["index.html"] != n {
			t.Errorf("a site of the upper layer is not generation %s: %+v", n, r)
		}
	}
}

// modes lists the modes in a tree, each once.
func modes(t *testing.T, dir string) []string {
	t.Helper()
	found := map[string]bool{}
	err := filepath.Walk(dir, func(name string, info os.FileInfo, err error) error {
		if err == nil && name != dir {
			found[info.Mode().String()] = true
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return slices.Sorted(maps.Keys(found))
}

func TestModes(t *testing.T) {
	dir := scratch(t)
	public := filepath.Join(dir, "public")
	mode := func(name string) os.FileMode {
		t.Helper()
		info, err := os.Stat(name)
		if err != nil {
			t.Fatal(err)
		}
		return info.Mode().Perm()
	}
	run := func() {
		t.Helper()
		if out, err := child("once", "publish", dir).CombinedOutput(); err != nil { // with umask 077
			t.Fatalf("%v %s", err, out)
		}
		if got := modes(t, public); !slices.Equal(got, []string{"-rw-r--r--", "drwxr-xr-x"}) {
			t.Errorf("modes inside the site: %v", got)
		}
	}
	run()
	if got := mode(public); got != 0o700 {
		t.Errorf("the first site is open to %v in spite of the umask", got)
	}
	if err := os.Chmod(public, 0o750); err != nil {
		t.Fatal(err)
	}
	owned := os.Lchown(public, 1234, 2345) == nil // root only
	r, err := publish(quick(dir), generation("1"), nil)
	must(t, r, err)
	run()
	if got := mode(public); got != 0o750 {
		t.Errorf("who may read was changed by an update to %v", got)
	}
	if info, err := os.Stat(public); err != nil || owned && info.Sys().(*syscall.Stat_t).Gid != 2345 {
		t.Errorf("the group was not carried over: %v", err)
	}
	if got := mode(filepath.Join(dir, prefix+"earlier-public")); got != ownMode {
		t.Errorf("earlier sites are open to %v", got)
	}
}

// The process of somebody who may read the site, and not write beside it.
func TestAFolderOfSomebodyElse(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skip("only root can be somebody else")
	}
	dir := prepare(t)
	for _, name := range []string{dir, filepath.Join(dir, "public")} {
		if err := os.Chmod(name, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	c := child("once", "publish", dir)
	c.Path = "/proc/self/exe" // in a folder that nobody else may enter
	c.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
	out, err := c.CombinedOutput()
	if c.ProcessState == nil {
		t.Skip(err)
	}
	if code := c.ProcessState.ExitCode(); code != 1 || !strings.Contains(string(out), ErrReadOnly.Error()) {
		t.Errorf("ends with %d: %s", code, out)
	}
	if got := whole(t, dir); got != "1" {
		t.Errorf("public is %s", got)
	}
}
