package build

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"anjian/internal/dispatch"
	"anjian/internal/edition"
	"anjian/internal/publish"
	"anjian/internal/source"
)

// A Folder is one that a site publishes to.
type Folder struct {
	Edition edition.Edition
	Out     string
	keep    []string
	retain  int
}

// Folders lists the folders that a site publishes to: those of o.Edition, or o.Out, or all, the lists for
// case handlers (分发清单) the last. Nothing but config.toml is read, so that one can go back whatever is
// wrong with the content; with o.Out alone not even that has to be right. Its error is a *source.List or a
// *source.Error when the settings are at fault.
func Folders(ctx context.Context, o Options) ([]Folder, error) {
	s, err := begin(ctx, o, false, (*site).readConfig)
	defer s.close()
	if o.Out != "" && o.Edition == "" {
		out := o.Out
		if !filepath.IsAbs(out) {
			out = filepath.Join(o.Dir, out)
		}
		f := Folder{Out: out, keep: publish.DefaultKeep()}
		if err == nil {
			f.keep, f.retain = s.config.Publish.Keep, s.config.Publish.Retain
		}
		return []Folder{f}, nil
	}
	if err != nil {
		return nil, err
	}
	var targets []target
	if o.Edition != dispatch.Edition().Name {
		if targets, err = s.targets(); err != nil {
			return nil, err
		}
	}
	s.options.Edition, s.options.Out = "", ""
	if lists := s.listsFolder(); lists != "" && (o.Edition == "" || o.Edition == dispatch.Edition().Name) {
		targets = append(targets, target{dispatch.Edition(), lists})
	}
	if len(targets) == 0 {
		return nil, &source.Error{Code: source.NoSuchEdition, Message: "config.toml 里写明不生成分发清单", Hint: "在 [dispatch] 里用 out 指明文件夹"}
	}
	var folders []Folder
	for _, t := range targets {
		folders = append(folders, Folder{Edition: t.edition, Out: t.out, keep: s.config.Publish.Keep, retain: s.config.Publish.Retain})
	}
	return folders, nil
}

// Name is what people call the folder's content: 内部版.
func (f Folder) Name() string {
	switch f.Edition.Name {
	case "":
		return ""
	case dispatch.Edition().Name:
		return f.Edition.Name
	}
	return f.Edition.Full()
}

func (f Folder) options(o Options) publish.Options {
	return publish.Options{
		Target: f.Out, Edition: f.Edition, Keep: f.keep, Retain: f.retain, Version: o.Version, Started: o.Started, Lasting: hashed.MatchString,
	}
}

// Earlier lists the trees that a folder held before and that are kept, the newest first.
func (f Folder) Earlier(o Options) ([]publish.Earlier, error) {
	if err := f.exists(); err != nil {
		return nil, err
	}
	return publish.List(f.options(o))
}

// exists keeps from making the folders of a name that was mistyped.
func (f Folder) exists() error {
	_, err := os.Stat(filepath.Dir(f.Out))
	return err
}

// A Return says what a rollback did.
type Return struct {
	To      publish.Earlier // what is live again
	Left    int             // the number under which the tree that was left is kept; 0: there was none
	Publish publish.Report
}

// Rollback publishes an earlier tree of a folder again, the one before for 0.
func (f Folder) Rollback(o Options, id int) (*Return, error) {
	before, err := f.Earlier(o)
	if err != nil {
		return nil, err
	}
	r := new(Return)
	if r.Publish, err = publish.Rollback(f.options(o), id); err != nil {
		return nil, err
	}
	if len(before) > 0 {
		r.Left = before[0].ID + 1
		r.To = before[max(0, slices.IndexFunc(before, func(e publish.Earlier) bool { return e.ID == id }))]
	}
	if r.Publish.Previous == "" {
		r.Left = 0
	}
	return r, nil
}

// Forget deletes an earlier tree of a folder, or all for 0, and says how many there were.
func (f Folder) Forget(o Options, id int) (int, error) {
	if err := f.exists(); err != nil {
		return 0, err
	}
	return publish.Forget(f.options(o), id)
}

// A Checkup says whether a published tree is as its manifest says.
type Checkup struct {
	Manifest *publish.Manifest
	Damage   []publish.Damage
}

// NotPublished says that a folder holds no site that this tool published.
type NotPublished struct{ Out string }

func (e *NotPublished) Error() string { return "no published site in " + e.Out }

// Verify hashes every file of a published folder.
func (f Folder) Verify() (*Checkup, error) {
	root, err := os.OpenRoot(f.Out)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, &NotPublished{f.Out}
	}
	if err != nil {
		return nil, err
	}
	defer root.Close()
	c := new(Checkup)
	if c.Manifest, err = publish.ReadManifest(root.FS()); err == nil {
		c.Damage, err = publish.Verify(root.FS(), f.keep)
	}
	switch {
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, publish.ErrForeign):
		return nil, &NotPublished{f.Out}
	case err != nil:
		return nil, fmt.Errorf("verify %s: %w", f.Out, err)
	}
	return c, nil
}
