package build

import (
	"context"
	"errors"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"

	"anjian/internal/edition"
	"anjian/internal/publish"
	"anjian/internal/search"
	"anjian/internal/source"
)

// A target is an edition and the folder that it is published to.
type target struct {
	edition edition.Edition
	out     string
}

// targets lists the editions to make: all that are configured, 内部 first, or the one that was asked
// for. Its error is a *source.Error.
func (s *site) targets() ([]target, error) {
	all := []target{{edition.Internal(), s.config.Publish.Out}}
	for _, e := range s.config.Sites() {
		all = append(all, target{e.Edition(), e.Out})
	}
	if want := s.options.Edition; want != "" {
		asked, ok := edition.Labelled(want)
		i := slices.IndexFunc(all, func(t target) bool { return ok && t.edition.Key() == asked.Key() })
		if i < 0 {
			return nil, s.noEdition(want, all)
		}
		all = all[i : i+1]
	}
	if s.options.Out != "" {
		if len(all) > 1 {
			return nil, &source.Error{Code: source.OneFolderOnly, Message: "另指了发布的文件夹，但要发布的版本有 " + strconv.Itoa(len(all)) + " 个", Hint: "同时用 --edition 指明一个版本"}
		}
		all[0].out = s.options.Out
	}
	for i := range all {
		if !filepath.IsAbs(all[i].out) {
			all[i].out = filepath.Join(s.options.Dir, all[i].out)
		}
	}
	return all, nil
}

// noEdition says why an edition cannot be made, and which can.
func (s *site) noEdition(want string, all []target) error {
	asked, ok := edition.Labelled(want)
	switch {
	case want == edition.HandedOut:
		return &source.Error{Code: source.NoSuchEdition, Message: "对外提供稿不随更新生成", Hint: "先写供数登记，审批后用 anjian handout 逐份生成"}
	case ok:
		hint := "加一段 [[edition]]，写明 name 和 out"
		if asked.Scope != nil {
			hint = "加一段 [[edition]]，写明 name、scope 和 out"
		}
		return &source.Error{Code: source.NoSuchEdition, Message: "config.toml 里没有版本“" + want + "”", Hint: hint}
	}
	var names []string
	for _, t := range all {
		names = append(names, t.edition.Label())
	}
	return &source.Error{Code: source.NoSuchEdition, Message: "没有版本“" + want + "”", Hint: source.Suggest(want, names)}
}

// publish makes every edition, and the lists for handlers where they have a folder, stages and verifies
// all of them, and only then exchanges them for the trees that readers see: a fault in one leaves them
// all as they were.
func (s *site) publish(ctx context.Context, targets []target, lists string, verify func(fs.FS, edition.Edition) error) (*Report, error) {
	if err := s.judge(); err != nil {
		return s.report(), err
	}
	if err := s.heldAgainst(s.before); err != nil {
		return s.report(), err
	}
	var trees []Tree
	var stages []*publish.Stage
	var stores []string
	defer func() {
		for _, stage := range stages {
			_ = stage.Abort() // nothing is left of those that were exchanged
		}
	}()
	listing := s.stageLists(ctx, lists)
	waited := false
	wait := func() stagedTree {
		waited = true
		return <-listing
	}
	defer func() {
		if !waited { // nothing outlives the run
			if l := wait(); l.stage != nil {
				_ = l.stage.Abort()
			}
		}
	}()
	for _, t := range targets {
		p, err := s.prepare(ctx, t, verify)
		if err != nil {
			return s.report(), err
		}
		stages, trees = append(stages, p.stage), append(trees, Tree{Edition: t.edition, Title: p.title, Pages: p.pages, Out: t.out})
		stores = append(stores, p.store)
	}
	made := wait()
	if made.err != nil {
		return s.report(), made.err
	}
	if made.stage != nil {
		stages, trees = append(stages, made.stage), append(trees, made.tree)
	}
	if err := s.stillTheSame(); err != nil {
		return s.report(), err
	}
	published, err := publish.ExchangeAll(stages...)
	if err != nil {
		return s.report(), err
	}
	for i := range trees {
		trees[i].Publish = published[i]
	}
	for i, store := range stores {
		if search.MakeCurrent(s.options.searchFolder(targets[i].edition), store) != nil { // readers have the new site already
			trees[i].Publish.Warnings = append(trees[i].Publish.Warnings, "新网站已发布，但 anjian search 用的索引没有换成新的；再运行一次 anjian build")
		}
	}
	if made.stage == nil {
		return s.report(trees...), nil
	}
	report := s.report(trees[:len(targets)]...)
	report.Lists = trees[len(targets)]
	return report, nil
}

// A prepared edition is staged beside its folder, and its index in the cache folder beside the one that is
// read: a failure leaves both as they are.
type prepared struct {
	title string // of the edition, for readers
	stage *publish.Stage
	pages int
	store string // of the index
}

// prepare makes one edition.
func (s *site) prepare(ctx context.Context, t target, verify func(fs.FS, edition.Edition) error) (*prepared, error) {
	cache := s.options.analyses(t.edition)
	defer cache.Close()
	seen, err := s.seenBy(ctx, t.edition)
	if err != nil {
		return nil, err
	}
	made, err := seen.render(ctx, t.edition, cache)
	if err != nil {
		return nil, err
	}
	stage, err := s.openStage(t) // before the index, which other runs would make in the same place
	if err != nil {
		return nil, err
	}
	p := &prepared{stage: stage, pages: made.pages, title: seen.office(t.edition).EditionTitle()}
	indexed := make(chan error, 1)
	go func() {
		store, err := s.index(ctx, made)
		p.store = store
		indexed <- err
	}()
	err = s.fillStage(ctx, stage, made.tree)
	if err = errors.Join(<-indexed, err); err == nil {
		cache.Save()
		err = stage.Prepare(seen.inputs, func(staged fs.FS) error {
			if err := ctx.Err(); err != nil {
				return err
			}
			return verify(staged, t.edition)
		})
	}
	if err != nil {
		_ = stage.Abort() // the error says enough
		return nil, err
	}
	return p, nil
}

// fillStage writes a tree to a stage.
func (s *site) fillStage(ctx context.Context, stage *publish.Stage, files tree) error {
	names := files.names()
	failed := make([]error, len(names))
	each(len(names), func(i int) {
		s.options.tell("发布", i, len(names), names[i])
		if failed[i] = ctx.Err(); failed[i] == nil {
			failed[i] = stage.Write(names[i], files[names[i]])
		}
	})
	for _, err := range failed {
		if err != nil { // the first says enough: a full disk has a thousand
			return err
		}
	}
	return nil
}
