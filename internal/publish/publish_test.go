package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"anjian/internal/edition"
)

func options(dir string) Options {
	return Options{Target: filepath.Join(dir, "public"), Edition: edition.Internal(), Version: "1.0", Keep: DefaultKeep()}
}

// publish writes a tree and commits it.
func publish(opts Options, tree map[string]string, verify func(fs.FS) error) (Report, error) {
	s, err := Begin(opts)
	if err != nil {
		return Report{}, err
	}
	for _, name := range slices.Sorted(maps.Keys(tree)) {
		if err := s.Write(name, []byte(tree[name])); err != nil {
			return Report{}, errors.Join(err, s.Abort())
		}
	}
	return s.Commit([]Input{{Name: "content/a.md", SHA256: "00", Size: 1}}, verify)
}

// files reads a folder; folders without files do not show.
func files(t *testing.T, dir string) map[string]string {
	t.Helper()
	tree := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(dir, name))
		tree[name] = string(data)
		return err
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	return tree
}

func must(t *testing.T, r Report, err error) Report {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func page(generation string) map[string]string {
	return map[string]string{"index.html": generation, "a/b.html": generation, "a/same.html": "same", "assets/x.js": "x"}
}

func TestPublishTwice(t *testing.T) {
	dir := t.TempDir()
	public := filepath.Join(dir, "public")
	r, err := publish(options(dir), page("1"), nil)
	if must(t, r, err); r.Written != 4 || r.Linked != 0 || r.Previous != "" {
		t.Errorf("first run: %+v", r)
	}
	if err := os.WriteFile(filepath.Join(public, ".gitignore"), []byte("*\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	before, _ := os.Stat(filepath.Join(public, "a/same.html"))
	second := page("2")
	delete(second, "assets/x.js")
	r, err = publish(options(dir), second, nil)
	if must(t, r, err); r.Written != 2 || r.Linked != 1 || r.Removed != 1 || len(r.Warnings) != 0 {
		t.Errorf("second run: %+v", r)
	}
	after, _ := os.Stat(filepath.Join(public, "a/same.html"))
	if !os.SameFile(before, after) {
		t.Error("an unchanged file was written again")
	}
	got := files(t, public)
	if got["index.html"] != "2" || got[".gitignore"] != "*\n" || len(got) != 5 {
		t.Errorf("public holds %q", got)
	}
	if old := files(t, r.Previous); old["index.html"] != "1" || old["assets/x.js"] != "x" {
		t.Errorf("the tree before holds %q", old)
	}
	if damage, err := Verify(os.DirFS(public), DefaultKeep()); err != nil || len(damage) != 0 {
		t.Errorf("Verify = %v, %v", damage, err)
	}
	r, err = publish(options(dir), second, nil)
	if must(t, r, err); !r.Unchanged {
		t.Errorf("third run: %+v, want unchanged", r)
	}
}

func TestSameBytesElsewhere(t *testing.T) {
	var seen []map[string]string
	for range 2 {
		dir := t.TempDir()
		r, err := publish(options(dir), page("1"), nil)
		must(t, r, err)
		seen = append(seen, files(t, filepath.Join(dir, "public")))
	}
	if !maps.Equal(seen[0], seen[1]) {
		t.Errorf("two trees of one input differ: %q, %q", seen[0], seen[1])
	}
}

func TestTamperedFileIsWrittenAgain(t *testing.T) {
	dir := t.TempDir()
	r, err := publish(options(dir), page("1"), nil)
	must(t, r, err)
	name := filepath.Join(dir, "public/a/same.html")
	if err := os.WriteFile(name, []byte("EVIL"), 0o644); err != nil {
		t.Fatal(err)
	}
	later := time.Now().Add(time.Hour)
	if err := os.Chtimes(name, later, later); err != nil {
		t.Fatal(err)
	}
	if damage, err := Verify(os.DirFS(filepath.Join(dir, "public")), nil); err != nil || len(damage) != 1 || damage[0].Name != "a/same.html" {
		t.Errorf("Verify = %v, %v", damage, err)
	}
	r, err = publish(options(dir), page("1"), nil)
	if must(t, r, err); r.Written != 1 || r.Unchanged || files(t, filepath.Join(dir, "public"))["a/same.html"] != "same" {
		t.Errorf("after tampering: %+v", r)
	}
}

func TestRefusedByVerify(t *testing.T) {
	dir := t.TempDir()
	r, err := publish(options(dir), page("1"), nil)
	must(t, r, err)
	before := files(t, dir)
	no := errors.New("no")
	_, err = publish(options(dir), page("2"), func(tree fs.FS) error {
		if text, err := fs.ReadFile(tree, "index.html"); string(text) != "2" {
			t.Errorf("verify sees %q, %v", text, err)
		}
		if _, err := ReadManifest(tree); err != nil {
			t.Errorf("verify sees no manifest: %v", err)
		}
		return no
	})
	if !errors.Is(err, no) {
		t.Errorf("Commit = %v, want the verdict", err)
	}
	if after := files(t, dir); !maps.Equal(before, after) {
		t.Errorf("after a refusal: %q, want %q", after, before)
	}
}

func TestTargets(t *testing.T) {
	for _, tt := range []struct {
		held string // a file in the target
		text string
		want error
	}{
		{"", "", nil},
		{".gitignore", "*", nil},
		{"web.config", "<x/>", nil},
		{"thesis.doc", "mine", ErrForeign},
		{"manifest.json", `{"name":"app"}`, ErrForeign},
	} {
		dir := t.TempDir()
		public := filepath.Join(dir, "public")
		if err := os.Mkdir(public, 0o755); err != nil {
			t.Fatal(err)
		}
		if tt.held != "" {
			if err := os.WriteFile(filepath.Join(public, tt.held), []byte(tt.text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		_, err := publish(options(dir), page("1"), nil)
		if !errors.Is(err, tt.want) {
			t.Errorf("target with %q: %v, want %v", tt.held, err, tt.want)
		}
		if got := files(t, public); got[tt.held] != tt.text {
			t.Errorf("target with %q holds %q afterwards", tt.held, got)
		}
	}
}

func TestLinkAsTarget(t *testing.T) {
	dir, other := t.TempDir(), t.TempDir()
	if err := os.Symlink(other, filepath.Join(dir, "public")); err != nil {
		t.Skip(err)
	}
	if _, err := publish(options(dir), page("1"), nil); !errors.Is(err, ErrForeign) {
		t.Errorf("a link as target: %v", err)
	}
	// a link that carries our prefix is not swept
	linked := filepath.Join(dir, ".anjian-stage-site-1")
	if err := os.Symlink(other, linked); err != nil {
		t.Fatal(err)
	}
	opts := options(dir)
	opts.Target = filepath.Join(dir, "site")
	r, err := publish(opts, page("1"), nil)
	must(t, r, err)
	if _, err := os.Lstat(linked); err != nil {
		t.Errorf("a link was swept: %v", err)
	}
}

func TestLock(t *testing.T) {
	dir := t.TempDir()
	opts := options(dir)
	opts.Started = time.Date(2025, 12, 31, 8, 0, 0, 0, time.UTC)
	s, err := Begin(opts)
	if err != nil {
		t.Fatal(err)
	}
	_, err = Begin(options(dir))
	var locked *LockedError
	if !errors.Is(err, ErrLocked) || !errors.As(err, &locked) || !strings.Contains(locked.Holder, fmt.Sprint("pid ", os.Getpid())) ||
		!strings.Contains(locked.Holder, "2025-12-31T08:00:00Z") {
		t.Errorf("second Begin: %v", err)
	}
	if err := s.Abort(); err != nil {
		t.Fatal(err)
	}
	r, err := publish(options(dir), page("1"), nil)
	must(t, r, err)
}

func TestStrangersAreNamed(t *testing.T) {
	dir := t.TempDir()
	r, err := publish(options(dir), page("1"), nil)
	must(t, r, err)
	if err := os.WriteFile(filepath.Join(dir, "public/notes.txt"), []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	r, err = publish(options(dir), page("2"), nil)
	if must(t, r, err); len(r.Warnings) != 1 || !strings.Contains(r.Warnings[0], "notes.txt") {
		t.Errorf("warnings %q", r.Warnings)
	}
	if files(t, r.Previous)["notes.txt"] != "mine" {
		t.Error("somebody's file is lost")
	}
}

func TestNoSpace(t *testing.T) {
	dir := t.TempDir()
	opts := options(dir)
	opts.faults.free = func() (int64, error) { return 10 << 20, nil }
	if _, err := publish(opts, page("1"), nil); !errors.Is(err, ErrNoSpace) {
		t.Errorf("a full disk: %v", err)
	}
	if left := files(t, dir); len(left) != 1 { // the lock
		t.Errorf("left behind: %q", left)
	}
}

func TestNames(t *testing.T) {
	for _, tt := range []struct {
		names string // separated by blanks
		ok    bool
	}{
		{"index.html cases/甲.html", true},
		{"../x", false},
		{"/x", false},
		{"a//b", false},
		{"a/./b", false},
		{"", false},
		{".", false},
		{`..\x`, false},
		{"a:b", false},
		{"con.html", false},
		{"a/LPT1", false},
		{"com.html", true},
		{"x.", false},
		{"index.html INDEX.html", false},
		{"a/x A/y", false},
		{"a a/b", false},
		{"a/b a", false},
		{"manifest.json", false},
		{"Manifest.JSON", false},
		{".gitignore", false},
		{".anjian-x", false},
		{strings.Repeat("案", 70), false},
	} {
		s, err := Begin(options(t.TempDir()))
		if err != nil {
			t.Fatal(err)
		}
		for name := range strings.SplitSeq(tt.names, " ") {
			err = errors.Join(err, s.Write(name, []byte("x")))
		}
		if (err == nil) != tt.ok || err != nil && !errors.Is(err, ErrName) {
			t.Errorf("names %q: %v, want ok=%v", tt.names, err, tt.ok)
		}
		if _, err := s.Commit(nil, nil); (err == nil) != tt.ok {
			t.Errorf("Commit with names %q: %v, want ok=%v", tt.names, err, tt.ok)
		}
	}
}

func TestConcurrentWrites(t *testing.T) {
	dir := t.TempDir()
	s, err := Begin(options(dir))
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan error)
	for i := range 8 {
		go func() {
			var err error
			for k := range 25 {
				err = errors.Join(err, s.Write(fmt.Sprintf("d%d/p%d.html", k%3, i*100+k), []byte("x")))
			}
			done <- err
		}()
	}
	for range 8 {
		err = errors.Join(err, <-done)
	}
	r, e := s.Commit(nil, nil)
	if err != nil || e != nil || r.Written != 200 {
		t.Errorf("%+v, %v, %v", r, err, e)
	}
}

func TestParents(t *testing.T) {
	dir := t.TempDir()
	opts := options(dir)
	opts.Target = filepath.Join(dir, "new", "deep", "site")
	r, err := publish(opts, page("1"), nil)
	must(t, r, err)
	opts.Target = filepath.Join(opts.Target, "index.html", "site")
	if _, err := publish(opts, page("1"), nil); !errors.Is(err, ErrForeign) {
		t.Errorf("below a file: %v", err)
	}
}

// A lock, or the folder of earlier trees, that is a link would have us write somewhere else.
func TestLinksBesideTheTarget(t *testing.T) {
	for _, name := range []string{"lock", "earlier", "away"} {
		dir, other := t.TempDir(), t.TempDir()
		victim := filepath.Join(dir, "victim")
		if name != "lock" {
			victim = other
		} else if err := os.WriteFile(victim, []byte("mine"), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink(victim, filepath.Join(dir, prefix+name+"-public")); err != nil {
			t.Skip(err)
		}
		if _, err := publish(options(dir), page("1"), nil); !errors.Is(err, ErrForeign) {
			t.Errorf("a link as %s: %v", name, err)
		}
		if name == "lock" && files(t, dir)["victim"] != "mine" || len(files(t, other)) > 0 {
			t.Errorf("a link as %s was written through", name)
		}
	}
}

// A tree of one scope, or of one copy, is not put where another is read.
func TestOtherEditions(t *testing.T) {
	dir := t.TempDir()
	r, err := publish(options(dir), page("1"), nil)
	must(t, r, err)
	for _, e := range []edition.Edition{edition.Leaders(), edition.Internal().Within([]string{"east"}), edition.ForHandout("2025-congress", "01")} {
		opts := options(dir)
		opts.Edition = e
		var other *EditionError
		if _, err := publish(opts, page("2"), nil); !errors.As(err, &other) || other.Holds != edition.Inside {
			t.Errorf("%s over the internal edition: %v", e.Key(), err)
		}
	}
	first, second := options(dir), options(dir)
	first.Target = filepath.Join(dir, "copy")
	first.Edition, second.Edition = edition.ForHandout("2025-congress", "01"), edition.ForHandout("2025-congress", "02")
	second.Target = first.Target
	r, err = publish(first, page("1"), nil)
	must(t, r, err)
	if _, err := publish(second, page("1"), nil); err == nil {
		t.Error("copy 02 replaces copy 01")
	}
}
