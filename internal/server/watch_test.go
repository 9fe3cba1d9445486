package server

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// A watchedFolder is a site folder under Watch, which tells of its changes in time.
type watchedFolder struct {
	t    *testing.T
	dir  string
	told chan []string
}

func watchFolder(t *testing.T, files ...string) *watchedFolder {
	t.Helper()
	f := &watchedFolder{t: t, dir: t.TempDir(), told: make(chan []string, 100)}
	for _, name := range files {
		f.write(name, name)
	}
	ctx, stop := context.WithCancel(context.Background())
	ready, done := make(chan bool), make(chan error)
	go func() {
		done <- Watch(ctx, f.dir, func() { close(ready) }, func(changed []string) { f.told <- changed })
	}()
	<-ready
	t.Cleanup(func() {
		stop()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	return f
}

func (f *watchedFolder) path(name string) string {
	return filepath.Join(f.dir, filepath.FromSlash(name))
}

func (f *watchedFolder) must(err error) {
	f.t.Helper()
	if err != nil {
		f.t.Fatal(err)
	}
}

func (f *watchedFolder) write(name, text string) {
	f.t.Helper()
	f.must(os.MkdirAll(filepath.Dir(f.path(name)), 0o755))
	f.must(os.WriteFile(f.path(name), []byte(text), 0o644))
}

func (f *watchedFolder) rename(from, to string) {
	f.t.Helper()
	f.must(os.Rename(f.path(from), f.path(to)))
}

// tells wants exactly these files to be told of, in one call or in several.
func (f *watchedFolder) tells(why string, want ...string) {
	f.t.Helper()
	var got []string
	for deadline := time.After(10 * time.Second); len(got) < len(want); {
		select {
		case changed := <-f.told:
			got = append(got, changed...)
		case <-deadline:
			f.t.Fatalf("%s: told of %q, want %q", why, got, want)
		}
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		f.t.Fatalf("%s: told of %q, want %q", why, got, want)
	}
}

func TestWatchTellsWhatChanged(t *testing.T) {
	f := watchFolder(t, "config.toml", "content/cases/a.md", "content/cases/b.md", "content/data/x.csv")
	f.write("content/cases/a.md", "other text")
	f.tells("a written file", "content/cases/a.md")
	f.write("content/cases/a.md", "other text")
	f.tells("a file written as it was", "content/cases/a.md")
	f.write("config.toml", "other text")
	f.tells("the settings", "config.toml")
	f.write("content/new/deep/c.md", "text")
	f.tells("a file in new folders", "content/new/deep/c.md")
	f.write("content/new/deep/c.md", "more text")
	f.tells("again, now that the folders are known", "content/new/deep/c.md")
	f.rename("content/cases/a.md", "content/cases/c.md")
	f.tells("a renamed file", "content/cases/a.md", "content/cases/c.md")
	f.must(os.Remove(f.path("content/cases/b.md")))
	f.tells("a removed file", "content/cases/b.md")
	f.rename("content/new", "content/newer")
	f.tells("a renamed folder", "content/new/deep/c.md", "content/newer/deep/c.md")
	f.write("content/newer/deep/c.md", "text once more")
	f.tells("a file in a renamed folder", "content/newer/deep/c.md")
	f.must(os.RemoveAll(f.path("content/newer")))
	f.tells("a removed folder", "content/newer/deep/c.md")
	f.write("content/newer/deep/d.md", "text")
	f.tells("a folder that came back", "content/newer/deep/d.md")
	f.rename("content", "away")
	f.tells("everything gone", "content/cases/c.md", "content/data/x.csv", "content/newer/deep/d.md")
	f.rename("away", "content")
	f.tells("and back", "content/cases/c.md", "content/data/x.csv", "content/newer/deep/d.md")
}

func TestWatchPassesOverFilesOfPrograms(t *testing.T) {
	f := watchFolder(t, "content/cases/a.md")
	for _, name := range []string{
		"public/index.html", "content/cases/.a.md.swp", "content/cases/a.md~", "content/data/~$案件.xlsx", "content/data/.~案件.xlsx",
		"content/cases/4913", "content/cases/#a.md#", "content/data/a.xlsx.tmp", "content/data/x.csv.crdownload", "content/.git/index", "notes.md",
	} {
		f.write(name, "text")
	}
	f.write("content/cases/a.md", "other text")
	f.tells("only what the site is made from", "content/cases/a.md")
}

// Programs save by writing beside a file and renaming, by emptying it first, by removing it first:
// it is told of once, when it is whole.
func TestWatchWaitsForAWholeFile(t *testing.T) {
	f := watchFolder(t, "content/cases/a.md", "content/data/x.csv")
	whole := func(why, name, text string) {
		t.Helper()
		f.tells(why, name)
		if got, err := os.ReadFile(f.path(name)); err != nil || string(got) != text {
			t.Errorf("%s: told when the file held %q, %v", why, got, err)
		}
	}
	f.write("content/cases/.a.md.new", "renamed over")
	f.rename("content/cases/.a.md.new", "content/cases/a.md")
	whole("renamed over", "content/cases/a.md", "renamed over")

	f.must(os.Truncate(f.path("content/cases/a.md"), 0))
	time.Sleep(3 * calm)
	f.write("content/cases/a.md", "emptied first")
	whole("emptied first", "content/cases/a.md", "emptied first")

	f.rename("content/cases/a.md", "content/cases/a.md~")
	time.Sleep(3 * calm)
	f.write("content/cases/a.md", "removed first")
	whole("removed first", "content/cases/a.md", "removed first")

	file, err := os.Create(f.path("content/data/x.csv"))
	f.must(err)
	longest := steadily(40, func(int) {
		_, err := file.WriteString("in pieces\n")
		f.must(err)
	})
	f.must(file.Close())
	f.tells("written in pieces", "content/data/x.csv")
	select {
	case again := <-f.told:
		if longest < calm { // or the machine is too busy for this
			t.Errorf("told again of %q", again)
		}
	case <-time.After(2 * doubt):
	}
}

// steadily does something n times in short order, and returns the longest time between two.
func steadily(n int, do func(i int)) (longest time.Duration) {
	last := time.Now()
	for i := range n {
		do(i)
		time.Sleep(calm / 4)
		longest, last = max(longest, time.Since(last)), time.Now()
	}
	return longest
}

// A file that is written on and on does not hold up the others.
func TestWatchDoesNotWaitForAFileWrittenOnAndOn(t *testing.T) {
	f := watchFolder(t, "content/cases/a.md", "content/data/x.csv")
	done := make(chan time.Duration)
	go func() {
		done <- steadily(200, func(i int) { _ = os.WriteFile(f.path("content/data/x.csv"), make([]byte, 100+i), 0o644) })
	}()
	time.Sleep(2 * calm)
	f.write("content/cases/a.md", "other text")
	first := <-f.told
	if longest := <-done; longest < calm && !slices.Equal(first, []string{"content/cases/a.md"}) { // or the machine is too busy for this
		t.Errorf("told of %q first", first)
	}
	for told := first; !slices.Contains(told, "content/data/x.csv"); {
		told = <-f.told // in the end
	}
}

// Where the system tells nothing, as on some shared drives, changes are found by looking.
func TestWatchWithoutASystemThatTells(t *testing.T) {
	f := &watchedFolder{t: t, dir: t.TempDir(), told: make(chan []string, 1)}
	f.write("content/cases/a.md", "text")
	f.write("content/cases/b.md", "text")
	w := &watcher{dir: f.dir, waiting: map[string]*waiting{}, due: time.NewTimer(time.Hour), changed: func(changed []string) { f.told <- changed }}
	f.must(w.begin())
	if got := w.interval(); got < 300*time.Millisecond || got > time.Minute {
		t.Errorf("looks every %v", got)
	}
	f.write("content/cases/a.md", "other text")
	f.write("content/deep/er/c.md", "text")
	f.must(os.Remove(f.path("content/cases/b.md")))
	w.lookAtAll()
	for len(w.waiting) > 0 {
		<-w.due.C
		w.tell()
	}
	f.tells("by looking", "content/cases/a.md", "content/cases/b.md", "content/deep/er/c.md")
}
