package server

import (
	"context"
	"fmt"
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

	before []string // what tells wanted last
	marks  int      // files made by times
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

// put makes a file that is whole from the start.
func (f *watchedFolder) put(name, text string) {
	f.t.Helper()
	f.write(name+".tmp", text)
	f.rename(name+".tmp", name)
}

func (f *watchedFolder) rename(from, to string) {
	f.t.Helper()
	f.must(os.Rename(f.path(from), f.path(to)))
}

// next is what is told of next.
func (f *watchedFolder) next(why string) []string {
	f.t.Helper()
	select {
	case changed := <-f.told:
		return changed
	case <-time.After(3 * time.Minute): // no busy machine is taken for a watcher that hangs
		f.t.Fatalf("%s: nothing is told", why)
		return nil
	}
}

// tells wants exactly these files to be told of, in one call or in several. On a busy machine a file may be told of
// once more, in place of once: once is what TestWatchWaitsForAWholeFile is about.
func (f *watchedFolder) tells(why string, want ...string) {
	f.t.Helper()
	got := map[string]bool{}
	for len(got) < len(want) {
		for _, name := range f.next(why) {
			if slices.Contains(want, name) {
				got[name] = true
			} else if !slices.Contains(f.before, name) {
				f.t.Fatalf("%s: told of %q, want %q", why, name, want)
			}
		}
	}
	f.before = want
}

// times counts how often a file is told of for all that was done so far: a file that is made now is told of last.
func (f *watchedFolder) times(why, name string) (n int) {
	f.t.Helper()
	f.marks++
	mark := fmt.Sprintf("content/marks/%d.md", f.marks)
	f.put(mark, "mark")
	for {
		told := f.next(why)
		if slices.Contains(told, name) {
			n++
		}
		if slices.Contains(told, mark) {
			return n
		}
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
	const name = "content/cases/a.md"
	f := watchFolder(t, name, "content/data/x.csv", "content/marks/0.md")
	for _, tt := range []struct {
		how  string
		save func(pause time.Duration)
	}{
		{"renamed over", func(time.Duration) {
			f.write("content/cases/.a.md.new", "renamed over")
			f.rename("content/cases/.a.md.new", name)
		}},
		{"emptied first", func(pause time.Duration) {
			f.must(os.Truncate(f.path(name), 0))
			time.Sleep(pause)
			f.write(name, "emptied first")
		}},
		{"removed first", func(pause time.Duration) {
			f.rename(name, name+"~")
			time.Sleep(pause)
			f.write(name, "removed first")
		}},
	} {
		f.once(tt.how, name, func() time.Duration {
			began := time.Now()
			tt.save(3 * calm)
			return doubt - time.Since(began)
		})
	}
	f.once("written in pieces", "content/data/x.csv", func() time.Duration {
		file, err := os.Create(f.path("content/data/x.csv"))
		f.must(err)
		defer file.Close()
		n := 0
		return calm - steadily(func() bool {
			_, err := file.WriteString("in pieces\n")
			f.must(err)
			n++
			return n < 40
		})
	})
}

// once saves a file and wants it told of once. Save returns by how much it was quicker than the watcher's patience.
// On a busy machine either of the two is held up at times, and a file is told of once more: only what happens again
// and again, though it was saved in time, is a fault.
func (f *watchedFolder) once(why, name string, save func() (margin time.Duration)) {
	f.t.Helper()
	wrong := 0
	for range 50 {
		margin := save()
		n := f.times(why, name)
		if n == 1 {
			return
		}
		if n > 1 && margin > 0 {
			wrong++
		}
		if n == 0 || wrong == 10 {
			f.t.Errorf("%s: told of %d times", why, n)
			return
		}
	}
	f.t.Logf("%s: the machine is too busy for this", why)
}

// steadily does something in short order until that says no, and returns the longest time between two.
func steadily(do func() (more bool)) (longest time.Duration) {
	before := time.Now()
	for more := true; more; time.Sleep(calm / 4) {
		now := time.Now()
		more = do()
		longest, before = max(longest, time.Since(before)), now
	}
	return longest
}

// A file that is written on and on does not hold up the others.
func TestWatchDoesNotWaitForAFileWrittenOnAndOn(t *testing.T) {
	f := watchFolder(t, "content/cases/a.md", "content/data/x.csv")
	begun, stop, longest := make(chan bool), make(chan bool), make(chan time.Duration)
	go func() {
		size := 100
		longest <- steadily(func() bool {
			_ = os.WriteFile(f.path("content/data/x.csv"), make([]byte, size), 0o644)
			if size++; size == 103 {
				close(begun)
			}
			select {
			case <-stop:
				return false
			default:
				return true
			}
		})
	}()
	<-begun
	f.put("content/cases/a.md", "other text")
	var told []string
	for !slices.Contains(told, "content/cases/a.md") {
		told = append(told, f.next("while another is written")...)
	}
	close(stop)
	if longest := <-longest; longest < calm && len(told) > 1 { // or the machine is too busy for this
		t.Errorf("told of %q", told)
	}
	for !slices.Contains(told, "content/data/x.csv") { // in the end
		told = append(told, f.next("written to the end")...)
	}
}

// Where the system tells nothing, as on some shared drives, changes are found by looking.
func TestWatchWithoutASystemThatTells(t *testing.T) {
	f := &watchedFolder{t: t, dir: t.TempDir(), told: make(chan []string, 100)}
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
