package build

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"

	"anjian/internal/publish"
)

// hashed are our own scripts, styles and pictures: their names carry a hash of their content, and they tell
// nothing but the office's name and the cut-off. The files of the search and the rows behind numbers have such names too, but may
// hold what was withdrawn: theirs go at once, and pages ask for the new ones.
var hashed = regexp.MustCompile(`^assets/[^/]+\.[0-9a-f]{8}\.[0-9a-z]+$`)

// openStage opens a folder beside the one that it is for, and keeps other runs away from that.
func (s *site) openStage(t target) (*publish.Stage, error) {
	return publish.Begin(publish.Options{
		Target: t.out, Edition: t.edition, Keep: s.config.Publish.Keep, Version: s.options.Version, Started: s.options.Started,
		Retain: s.config.Publish.Retain, Lasting: hashed.MatchString, Lock: s.options.locks[t.out],
	})
}

// lock keeps other runs away from all folders that this one publishes to, before anything is read: who
// comes second learns of it at once. Settings that are at fault are told by whoever reads them next.
func (o *Options) lock(ctx context.Context) (release func(), err error) {
	o.locks = map[string]*publish.Lock{}
	release = func() {
		for _, l := range o.locks {
			_ = l.Release() // the kernel does it at the end of the run
		}
	}
	s, err := begin(ctx, *o, false, (*site).readConfig)
	defer s.close()
	if err != nil {
		return release, nil
	}
	targets, err := s.targets()
	if err != nil {
		return release, nil
	}
	var folders []string
	for _, t := range targets {
		folders = append(folders, t.out)
	}
	if lists := s.listsFolder(); lists != "" {
		folders = append(folders, lists)
	}
	for _, folder := range folders {
		if _, err := os.Stat(filepath.Dir(folder)); errors.Is(err, fs.ErrNotExist) {
			continue // nobody publishes there, and nothing is made before all inputs are right
		}
		l, err := publish.Acquire(folder, o.Started)
		if err != nil {
			release()
			return func() {}, err
		}
		o.locks[folder] = l
	}
	return release, nil
}

// manifestOf reads what a folder was published as.
func manifestOf(out string) (*publish.Manifest, error) {
	root, err := os.OpenRoot(out)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	return publish.ReadManifest(root.FS())
}
