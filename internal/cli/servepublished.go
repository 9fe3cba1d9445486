package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	"anjian/internal/build"
	"anjian/internal/publish"
	"anjian/internal/server"
)

// servePublished answers with what was published, as it is, until ctx ends. An update that exchanges the
// tree meanwhile is seen at once.
func (a *app) servePublished(ctx context.Context, o build.Options, label, addr string, remote bool) error {
	o.Edition = label
	if label == "" {
		o.Edition = "内部"
	}
	folders, err := build.Folders(ctx, o)
	if err != nil {
		return err
	}
	f := folders[0]
	tree, err := server.OpenPublished(f.Out)
	if errors.Is(err, fs.ErrNotExist) {
		return &build.NotPublished{Out: f.Out}
	}
	if err != nil {
		return fmt.Errorf("open published site: %w", err)
	}
	defer tree.Close()
	sound := soundness{folder: f}
	if err := sound.check(); err != nil {
		return err
	}
	return server.Serve(ctx, server.Options{
		Addr: addr, Remote: remote, Root: tree.Files, Sound: sound.check,
		Listening: func(address string) {
			fmt.Fprintf(a.out, "%s %s　发布在 %s　按 Ctrl+C 结束\n", f.Name(), address, f.Out)
		},
	})
}

// A soundness tells whether a folder holds what was published to it, and looks again whenever its manifest is
// another one.
type soundness struct {
	folder build.Folder

	mu       sync.Mutex
	manifest fs.FileInfo
	verdict  error
}

func (s *soundness) check() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	info, err := os.Stat(filepath.Join(s.folder.Out, publish.ManifestName))
	if err != nil {
		return err
	}
	if s.manifest != nil && os.SameFile(info, s.manifest) && info.ModTime().Equal(s.manifest.ModTime()) {
		return s.verdict
	}
	c, err := s.folder.Verify()
	if s.manifest = info; err == nil && len(c.Damage) > 0 {
		err = fmt.Errorf("%d files are not as they were published", len(c.Damage))
	}
	s.verdict = err
	return err
}
