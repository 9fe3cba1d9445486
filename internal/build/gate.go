package build

import (
	"cmp"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"anjian/internal/dispatch"
	"anjian/internal/edition"
	"anjian/internal/gate"
	"anjian/internal/publish"
)

// readWaivers reads what the office lets pass the gate.
func (s *site) readWaivers() error {
	text, err := s.readWords(gate.WaiversFile)
	if err != nil {
		return fmt.Errorf("read waivers: %w", err)
	}
	if text != nil {
		s.waivers = gate.ReadWaivers(gate.WaiversFile, text, s.options.Today, s.errs)
	}
	return nil
}

// verify reads the finished bytes of an edition, once the gate has shown on invented data and on the
// loaded names that it sees what it looks for.
func (s *site) verify(tree fs.FS, e edition.Edition) error {
	s.options.tell("核对", 0, 0, "查验是否含有不得公开的内容")
	rules := s.rulesFor(e)
	kept := s.options.keptVerdicts(cmp.Or(e.Key(), "lists"), rules.text)
	opts := gate.Options{Detector: rules.detector, Waivers: s.waivers, Clean: kept.clean}
	if err := gate.Prove(rules.edition, rules.names, opts); err != nil {
		return err
	}
	found, err := gate.Check(tree, rules.edition, opts)
	if err != nil {
		return err
	}
	kept.save()
	return gate.Err(found)
}

// A ruling is what the gate looks for in one edition.
type ruling struct {
	edition  edition.Edition
	names    []edition.Name
	detector *edition.Detector
	text     []byte // all that it rests on
}

// rulesFor are made of the edition and the loaded names. Lists for handlers show what the office may see.
func (s *site) rulesFor(e edition.Edition) ruling {
	own := ownNotices(e.Name, e.Mark, s.config.Site.Notice)
	if e.Name == dispatch.Edition().Name {
		e.Name = edition.Inside
	}
	r := ruling{edition: e, names: s.data.Names()}
	r.detector = edition.NewDetector(edition.Policy{Edition: e, Names: edition.NewNames(r.names), Own: own})
	r.text = fmt.Appendf(nil, "%q %q %q\n", programID(s.options.Version), e.Name, own)
	for _, n := range r.names {
		r.text = fmt.Appendf(r.text, "%q %t\n", n.Text, n.Handler)
	}
	return r
}

// verdicts are what the gate found clean before, in the cache folder; what cannot be kept is done without.
type verdicts struct {
	clean *gate.Clean // nil: nothing is kept
	file  string
}

// keptVerdicts reads them. They are sealed with a key of the cache folder's own, so that nobody can tell
// from them which names were looked for.
func (o Options) keptVerdicts(name string, rules []byte) verdicts {
	dir := filepath.Join(o.cache(), "gate")
	key, err := cacheKey(dir)
	if err != nil || programID(o.Version) == "" {
		return verdicts{}
	}
	file := filepath.Join(dir, name+".clean")
	data, err := os.ReadFile(file)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return verdicts{}
	}
	return verdicts{gate.ReadClean(data, key, rules), file}
}

func (v verdicts) save() {
	if v.clean == nil {
		return
	}
	making := v.file + ".making"
	if os.WriteFile(making, v.clean.Encode(), 0o600) != nil || os.Rename(making, v.file) != nil {
		_ = os.Remove(making)
	}
}

// cacheKey reads the key of a folder, or makes one.
func cacheKey(dir string) ([]byte, error) {
	file := filepath.Join(dir, "key")
	key, err := os.ReadFile(file)
	if err == nil && len(key) == sha256.Size {
		return key, nil
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	key = make([]byte, sha256.Size)
	rand.Read(key) // does not fail
	return key, os.WriteFile(file, key, 0o600)
}

// An Inspection (出站检查) is what to read, by whom it may be seen, and what to look for besides.
type Inspection struct {
	Folder  string
	File    string         // the only one to read of it; "": all
	Edition string         // "": as the folder's own list says; where it has none, as for copies handed out
	Names   []edition.Name // of persons
}

// Inspected says what was found in a folder.
type Inspected struct {
	Edition  edition.Edition
	Listed   bool // the folder has a list of its files, and was held against it
	Strange  bool // what bears the name of that list is none
	Files    int
	Names    int // that were looked for
	Waived   int
	Findings []gate.Finding
}

// Inspect reads any folder with the eyes of the gate. The site folder of the options lends its waivers and
// its notice, where it is one; nothing else of it is read, and nothing is written.
func Inspect(ctx context.Context, o Options, in Inspection) (*Inspected, error) {
	root, err := os.OpenRoot(in.Folder)
	if err != nil {
		return nil, fmt.Errorf("open folder: %w", err)
	}
	defer root.Close()
	tree := root.FS()
	if in.File != "" {
		tree = onlyFile{tree, in.File}
	}
	out := &Inspected{Edition: edition.Edition{Name: edition.HandedOut}}
	opts := gate.Options{Foreign: true}
	manifest, err := publish.ReadManifest(tree)
	out.Strange = errors.Is(err, publish.ErrForeign)
	if err == nil {
		out.Listed = true
		out.Edition.Name, out.Edition.Scope = manifest.Edition, manifest.Scope
		listed := map[string]bool{publish.ManifestName: true}
		for _, name := range publish.DefaultKeep() {
			listed[name] = true
		}
		for _, f := range manifest.Outputs {
			listed[f.Name] = true
		}
		opts.Listed = func(name string) bool { return listed[name] }
	}
	if in.Edition != "" {
		out.Edition.Name = in.Edition
	}
	s := newSite(o, false)
	if site, err := os.OpenRoot(o.Dir); err == nil {
		defer site.Close()
		s.files = site.FS()
		_ = s.readConfig() // without one there is no notice
		if err := s.readWaivers(); err != nil {
			return nil, err
		}
	}
	opts.Waivers = s.waivers
	if out.Edition.Name == dispatch.Edition().Name {
		out.Edition.Name = edition.Inside
	}
	names := edition.NewNames(in.Names)
	out.Names = names.Len()
	opts.Detector = edition.NewDetector(edition.Policy{Edition: out.Edition, Names: names, Own: ownNotices(out.Edition.Name, s.config.Site.Notice)})
	if err := gate.Prove(out.Edition, in.Names, opts); err != nil {
		return nil, err
	}
	err = fs.WalkDir(tree, ".", func(_ string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			out.Files++
		}
		return ctx.Err() // the gate tells what cannot be read
	})
	if err != nil {
		return nil, fmt.Errorf("read folder: %w", err)
	}
	if out.Findings, err = gate.Check(tree, out.Edition, opts); err != nil {
		return nil, err
	}
	out.Waived = s.waivers.Waived()
	return out, nil
}

// onlyFile is a folder of which one file is seen.
type onlyFile struct {
	fs.FS
	name string
}

func (f onlyFile) ReadDir(string) ([]fs.DirEntry, error) {
	info, err := f.Lstat(f.name)
	if err != nil {
		return nil, err
	}
	return []fs.DirEntry{fs.FileInfoToDirEntry(info)}, nil
}

func (f onlyFile) Open(name string) (fs.File, error) {
	if name != "." && name != f.name {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return f.FS.Open(name)
}

func (f onlyFile) Lstat(name string) (fs.FileInfo, error) { return fs.Lstat(f.FS, name) }
func (f onlyFile) ReadLink(name string) (string, error)   { return fs.ReadLink(f.FS, name) }

// ownNotices are the footers that pages and workbooks of an edition bear by themselves. Copies handed out
// bear none of the office's.
func ownNotices(name string, others ...string) []string {
	if name == edition.HandedOut {
		return []string{edition.ForHandout("", "").Mark}
	}
	return append(others, edition.Internal().Mark, edition.Leaders().Mark, dispatch.Edition().Mark)
}
