package build

import (
	"context"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"anjian/internal/dispatch"
	"anjian/internal/edition"
	"anjian/internal/publish"
	"anjian/templates"
)

// listsFolder is where lists for case handlers go: into a tree of their own beside what is published.
// None are made where the settings say so, and for a run that makes something else than the whole site.
func (s *site) listsFolder() string {
	out := s.config.Dispatch.Out
	if out == "" || s.options.Out != "" || s.options.Edition != "" && s.options.Edition != edition.Inside {
		return ""
	}
	if !filepath.IsAbs(out) {
		out = filepath.Join(s.options.Dir, out)
	}
	return out
}

// A stagedTree is a tree that only has to be exchanged.
type stagedTree struct {
	stage *publish.Stage
	tree  Tree
	err   error
}

// stageLists makes and stages the lists while editions are made; the answer comes by the channel.
func (s *site) stageLists(ctx context.Context, out string) <-chan stagedTree {
	done := make(chan stagedTree, 1)
	if out == "" {
		done <- stagedTree{}
		return done
	}
	go func() {
		stage, files, err := s.prepareLists(ctx, out)
		if err != nil && stage != nil {
			_ = stage.Abort() // the error says enough
			stage = nil
		}
		done <- stagedTree{stage, Tree{Edition: dispatch.Edition(), Pages: files, Out: out}, err}
	}()
	return done
}

// Lists makes the lists for case handlers in memory, by path.
func Lists(ctx context.Context, o Options) (map[string][]byte, error) {
	s, err := load(ctx, o, false)
	defer s.close()
	if err == nil {
		err = s.judge()
	}
	if err == nil {
		err = s.errs.Err()
	}
	if err != nil {
		return nil, err
	}
	return s.makeLists()
}

func (s *site) makeLists() (map[string][]byte, error) {
	files, err := dispatch.Make(dispatch.Sources{
		Owner: s.config.Site.Owner, Notice: s.config.Site.Notice, Cutoff: s.cube.Cutoff, Calendar: s.cube.Calendar, Org: s.cube.Organisation,
		Data: s.data, Ledger: s.corrections, Watches: s.watches, Templates: templates.Files,
	})
	if err != nil {
		return nil, fmt.Errorf("make lists: %w", err)
	}
	return files, nil
}

func (s *site) prepareLists(ctx context.Context, out string) (*publish.Stage, int, error) {
	files, err := s.makeLists()
	if err != nil {
		return nil, 0, err
	}
	made := tree(files)
	stage, err := s.openStage(target{dispatch.Edition(), out})
	if err == nil {
		err = s.fillStage(ctx, stage, made)
	}
	if err != nil {
		return stage, 0, err
	}
	pages := 0
	for name := range made {
		if strings.HasSuffix(name, ".html") {
			pages++
		}
	}
	return stage, pages, stage.Prepare(s.inputs, func(staged fs.FS) error {
		return s.verify(staged, dispatch.Edition())
	})
}
