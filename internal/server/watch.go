package server

import (
	"context"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"time"

	"github.com/fsnotify/fsnotify"
)

const (
	calm  = 20 * time.Millisecond  // a file is read once it was left alone so long: programs write in bursts
	doubt = 200 * time.Millisecond // so long when it is gone or empty: most likely in the middle of being saved
	tired = 400 * time.Millisecond // calm files wait no longer for one that is written on and on
)

// Watch tells which files of a site folder changed, were made or removed, as sorted slash paths below
// it, until ctx ends. A file is told of once it was left alone for a moment; files that change together
// are told of together. Ready, if not nil, is called once changes are seen. Changed is called from one
// goroutine and should return soon: meanwhile nothing is seen.
//
// Beside listening to the system, Watch looks by itself from time to time: shared drives do not tell of
// what other machines write, and some file systems tell nothing.
func Watch(ctx context.Context, dir string, ready func(), changed func([]string)) error {
	w := &watcher{dir: dir, waiting: map[string]*waiting{}, changed: changed}
	var events chan fsnotify.Event
	var errs chan error
	if system, err := fsnotify.NewWatcher(); err == nil {
		defer system.Close()
		w.system = system
		events, errs = system.Events, system.Errors
	}
	if err := w.begin(); err != nil {
		return fmt.Errorf("watch: %w", err)
	}
	if ready != nil {
		ready()
	}
	w.due = time.NewTimer(time.Hour)
	w.due.Stop()
	defer w.due.Stop()
	look := time.NewTimer(w.interval())
	defer look.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case e := <-events:
			w.take(e)
		case <-errs: // events were lost
			w.lookAtAll()
		case <-look.C:
			w.lookAtAll()
			look.Reset(w.interval())
		case <-w.due.C:
			w.tell()
		}
	}
}

// A watcher compares what files are with what it told of last.
type watcher struct {
	dir     string
	system  *fsnotify.Watcher // nil: the system tells nothing
	known   snapshot          // as it was told
	waiting map[string]*waiting
	due     *time.Timer
	took    time.Duration // by the last look at all
	changed func([]string)
}

// A waiting file changed and is not told of yet.
type waiting struct {
	stamp stamp
	since time.Time // of the last change that was seen
	sure  bool      // the system said that it was written, whatever size and time say
}

func (w *watcher) begin() error {
	if w.system != nil {
		if err := w.system.Add(w.dir); err != nil {
			w.system = nil
		}
	}
	now, err := w.look()
	w.known = now
	return err
}

// look reads names, sizes and times of all files, and listens to folders that are new.
func (w *watcher) look() (snapshot, error) {
	began := time.Now()
	now, folders, err := look(w.dir)
	w.took = time.Since(began)
	if w.system != nil {
		heard := w.system.WatchList()
		for _, f := range folders {
			if !slices.Contains(heard, f) {
				_ = w.system.Add(f) // what cannot be listened to is looked at
			}
		}
	}
	return now, err
}

// interval is how long to wait before looking by oneself: a small share of the time that it takes.
func (w *watcher) interval() time.Duration {
	if w.system == nil {
		return max(300*time.Millisecond, 10*w.took)
	}
	return max(2*time.Second, 50*w.took)
}

// take notes what the system says of one file or folder.
func (w *watcher) take(e fsnotify.Event) {
	name, concerned := concerns(w.dir, e.Name)
	if !concerned || e.Op == fsnotify.Chmod {
		return
	}
	s, folder := stat(w.dir, name)
	if folder || w.known.holds(name) {
		w.lookAtAll()
		return
	}
	w.note(name, s, true)
}

// lookAtAll notes every file that is not as it was told, with what lies in folders that came and went.
func (w *watcher) lookAtAll() {
	now, err := w.look()
	if err != nil {
		return // the folder itself is gone for the moment
	}
	for name, s := range now {
		if w.known[name] != s {
			w.note(name, s, false)
		}
	}
	for name := range w.known {
		if _, there := now[name]; !there {
			w.note(name, stamp{}, false)
		}
	}
}

func (w *watcher) note(name string, s stamp, sure bool) {
	f := w.waiting[name]
	if f == nil {
		f = new(waiting)
		w.waiting[name] = f
	} else if !sure && f.stamp == s {
		return // seen already
	}
	f.stamp, f.since, f.sure = s, time.Now(), f.sure || sure
	w.rearm()
}

// patience is how long a file must have been left alone.
func (f *waiting) patience() time.Duration {
	if f.stamp.size == 0 {
		return doubt
	}
	return calm
}

// tell hands over the files that are calm, unless others that changed with them soon will be.
func (w *watcher) tell() {
	now := time.Now()
	var calm []string
	oldest := now
	for name, f := range w.waiting {
		if s, _ := stat(w.dir, name); s != f.stamp {
			f.stamp, f.since = s, now
		}
		if now.Sub(f.since) >= f.patience() {
			calm = append(calm, name)
			if f.since.Before(oldest) {
				oldest = f.since
			}
		}
	}
	if len(calm) < len(w.waiting) && now.Sub(oldest) < tired {
		w.rearm()
		return
	}
	changed := calm[:0]
	for _, name := range calm {
		f := w.waiting[name]
		delete(w.waiting, name)
		was, known := w.known[name]
		if f.stamp == (stamp{}) {
			delete(w.known, name)
		} else {
			w.known[name] = f.stamp
		}
		if f.stamp != was || f.sure && known {
			changed = append(changed, name)
		}
	}
	w.rearm()
	if len(changed) > 0 {
		slices.Sort(changed)
		w.changed(changed)
	}
}

// rearm sets the timer to when the next file should be calm.
func (w *watcher) rearm() {
	w.due.Stop()
	if len(w.waiting) == 0 {
		return
	}
	next := doubt
	for f := range maps.Values(w.waiting) {
		next = min(next, f.patience()-time.Since(f.since))
	}
	w.due.Reset(max(next, time.Millisecond))
}

// concerns tells whether a site is made from a file, and its slash path below the site folder.
func concerns(dir, file string) (name string, yes bool) {
	name, err := filepath.Rel(dir, file)
	if err != nil {
		return "", false
	}
	name = filepath.ToSlash(name)
	return name, watched(name)
}
