package publish

import (
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// published makes a target that held the generations one after the other.
func published(t *testing.T, generations ...string) string {
	t.Helper()
	dir := scratch(t)
	for _, n := range generations {
		r, err := publish(quick(dir), generation(n), nil)
		must(t, r, err)
	}
	return dir
}

func idsOf(t *testing.T, dir string) []int {
	t.Helper()
	list, err := List(quick(dir))
	if err != nil {
		t.Fatal(err)
	}
	var ids []int
	for _, e := range list {
		ids = append(ids, e.ID)
	}
	return ids
}

func TestRetention(t *testing.T) {
	dir := published(t, "0", "1", "2", "0", "1")
	if got := idsOf(t, dir); !slices.Equal(got, []int{4, 3}) { // Retain is 2
		t.Errorf("kept %v", got)
	}
	opts := quick(dir)
	opts.Retain = -1
	r, err := publish(opts, generation("2"), nil)
	if must(t, r, err); !slices.Equal(idsOf(t, dir), []int{5}) {
		t.Errorf("less than one asked for: kept %v", idsOf(t, dir))
	}
	if r, err = publish(opts, generation("2"), nil); !r.Unchanged || !slices.Equal(idsOf(t, dir), []int{5}) {
		t.Errorf("nothing changed: %v, kept %v", err, idsOf(t, dir))
	}
	broken := filepath.Join(dir, prefix+"earlier-public", "9")
	if err := os.Mkdir(broken, 0o755); err != nil {
		t.Fatal(err)
	}
	r, err = publish(quick(dir), generation("1"), nil)
	if must(t, r, err); !slices.Equal(idsOf(t, dir), []int{10, 5}) {
		t.Errorf("what is no whole tree counts: kept %v", idsOf(t, dir))
	}
	if _, err := os.Stat(broken); err == nil {
		t.Error("what is no whole tree stays")
	}
}

func TestEarlierTreesCostLinks(t *testing.T) {
	dir := published(t, "0", "1")
	live, err := os.Stat(filepath.Join(dir, "public/a/same.html"))
	if err != nil {
		t.Fatal(err)
	}
	before, err := os.Stat(filepath.Join(dir, prefix+"earlier-public/1/a/same.html"))
	if err != nil || !os.SameFile(live, before) {
		t.Errorf("an unchanged file lies there twice: %v", err)
	}
}

func TestRollback(t *testing.T) {
	dir := published(t, "0", "1")
	if err := os.WriteFile(filepath.Join(dir, "public/web.config"), []byte("new"), 0o644); err != nil {
		t.Fatal(err)
	}
	holds := func(n string, ids ...int) {
		t.Helper()
		got := files(t, filepath.Join(dir, "public"))
		if got["web.config"] != "new" {
			t.Error("a kept file was lost")
		}
		if _, there := got["assets/x.10000000.js"]; !there {
			t.Error("a page of the other generation lacks its script")
		}
		if got["index.html"] != n || !slices.Equal(idsOf(t, dir), ids) {
			t.Errorf("holds %s, kept %v; want %s, %v", got["index.html"], idsOf(t, dir), n, ids)
		}
		if damage, err := Verify(os.DirFS(filepath.Join(dir, "public")), DefaultKeep()); err != nil || len(damage) > 0 {
			t.Errorf("damage %v, %v", damage, err)
		}
	}
	r, err := Rollback(quick(dir), 0)
	if must(t, r, err); r.Written != 2 || r.Linked != 2 || r.Kept != 1 {
		t.Errorf("%+v", r)
	}
	holds("0", 2)
	r, err = Rollback(quick(dir), 2)
	must(t, r, err)
	holds("1", 3)

	// publish, go back and publish again: the same site
	r, err = Rollback(quick(dir), 0)
	must(t, r, err)
	before := files(t, filepath.Join(dir, "public"))
	for _, n := range []string{"2", "0"} {
		r, err := publish(quick(dir), generation(n), nil)
		must(t, r, err)
	}
	after := files(t, filepath.Join(dir, "public"))
	for name, text := range generation("0") {
		if before[name] != text || after[name] != text {
			t.Errorf("%s differs", name)
		}
	}
}

func TestRollbackRefuses(t *testing.T) {
	dir := published(t, "0", "1", "2")
	var none *NoEarlierError
	if _, err := Rollback(quick(dir), 9); !errors.As(err, &none) || !slices.Equal(none.Have, []int{2, 1}) {
		t.Errorf("a number that is not kept: %v", err)
	}
	// in a tree that shares its files with the live one, somebody edits in place
	if err := os.WriteFile(filepath.Join(dir, prefix+"earlier-public/2/index.html"), []byte("edited"), 0o644); err != nil {
		t.Fatal(err)
	}
	var damaged *DamagedError
	if _, err := Rollback(quick(dir), 0); !errors.As(err, &damaged) || damaged.ID != 2 || len(damaged.Damage) != 1 || damaged.Damage[0] != (Damage{"index.html", Altered}) {
		t.Errorf("a tree that was edited: %v", err)
	}
	opts := quick(dir)
	opts.Edition.Name = "领导"
	if _, err := Rollback(opts, 1); err == nil {
		t.Error("the tree of another edition comes back")
	}
	if !maps.Equal(files(t, filepath.Join(dir, "public")), withKept(t, dir, generation("2"))) {
		t.Error("the site was touched")
	}
	if left, _ := filepath.Glob(filepath.Join(dir, prefix+"stage*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// withKept adds to a tree what the published one holds beside it.
func withKept(t *testing.T, dir string, tree map[string]string) map[string]string {
	t.Helper()
	got := files(t, filepath.Join(dir, "public"))
	m, err := ReadManifest(os.DirFS(filepath.Join(dir, "public")))
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range m.Kept {
		tree[k.Name] = got[k.Name]
	}
	tree[ManifestName] = got[ManifestName]
	return tree
}

func TestForget(t *testing.T) {
	dir := published(t, "0", "1", "2")
	if n, err := Forget(quick(dir), 1); n != 1 || err != nil || !slices.Equal(idsOf(t, dir), []int{2}) {
		t.Errorf("%d, %v, kept %v", n, err, idsOf(t, dir))
	}
	if n, err := Forget(quick(dir), 0); n != 1 || err != nil || len(idsOf(t, dir)) != 0 {
		t.Errorf("%d, %v, kept %v", n, err, idsOf(t, dir))
	}
	var none *NoEarlierError
	if _, err := Forget(quick(dir), 1); !errors.As(err, &none) {
		t.Errorf("one that is gone: %v", err)
	}
	if got := files(t, dir); got["public/index.html"] != "2" || len(got) != len(withKept(t, dir, generation("2")))+1 { // and the lock
		t.Errorf("left: %q", slices.Sorted(maps.Keys(got)))
	}
}

// A run that died behind its swap left the tree before under the name of its stage.
func TestTheTreeBeforeSurvivesItsRun(t *testing.T) {
	dir := published(t, "0")
	opts := quick(dir)
	opts.faults.before = func(op, name string) error {
		if op == "rename" {
			return errors.New("dead")
		}
		return nil
	}
	r, err := publish(opts, generation("1"), nil)
	if must(t, r, err); len(r.Warnings) == 0 || len(idsOf(t, dir)) != 1 {
		t.Errorf("%+v, kept %v", r, idsOf(t, dir))
	}
	r, err = Rollback(quick(dir), 0)
	if must(t, r, err); files(t, filepath.Join(dir, "public"))["index.html"] != "0" {
		t.Error("the tree before is not what it was")
	}
}
