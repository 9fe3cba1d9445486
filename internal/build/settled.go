package build

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"anjian/internal/config"
	"anjian/internal/dataset"
	"anjian/internal/edition"
	"anjian/internal/gate"
	"anjian/internal/publish"
	"anjian/internal/source"
)

// A settled run answers for the next one as long as no input differs: not the program, not a byte of
// config.toml or of any file below content/, not the day, not the options. It lies in the cache folder.
// What is published is hashed again before it is believed, so a damaged tree is made anew.
type settled struct {
	Key       string
	Documents int
	Rows      int
	Gaps      int
	Differing int
	Signed    int
	Revised   int
	Waived    int
	Found     []*source.Error // warnings
	Keep      []string        // files in the folders that are not ours
	Trees     []settledTree
	Lists     settledTree // without a folder where none were made
}

type settledTree struct {
	Edition  edition.Edition
	Title    string
	Pages    int
	Out      string
	Bytes    int64
	Manifest string // SHA-256, hex
	Store    string // of the search index, in the cache folder
}

// settledFolder lies in the cache folder and holds a file for each way in which the site is updated: all
// editions, one of them, into another folder. Two ways taken in turn do not forget each other.
const settledFolder = "settled"

// mostSettled is how many ways are remembered, the newest.
const mostSettled = 8

func (o Options) settledFile() string {
	way := sha256.Sum256(fmt.Appendf(nil, "%q %q %q", o.Edition, o.Out, o.Cutoff))
	return filepath.Join(o.cache(), settledFolder, hex.EncodeToString(way[:8])+".json")
}

// recall returns the report of a run that would change nothing, nil if there is no telling.
func (o Options) recall(key string) *Report {
	var s settled
	text, err := os.ReadFile(o.settledFile())
	if err != nil || key == "" || json.Unmarshal(text, &s) != nil || s.Key != key || len(s.Trees) == 0 {
		return nil
	}
	r := &Report{
		Findings: new(source.List), Documents: s.Documents, Rows: s.Rows, Gaps: s.Gaps, Differing: s.Differing, Signed: s.Signed, Revised: s.Revised, Waived: s.Waived,
	}
	for _, e := range s.Found {
		r.Findings.Put(e)
	}
	var trees []Tree
	for _, t := range s.Trees {
		if !t.intact(s.Keep) || t.Store == "" || o.store(t.Edition) != t.Store {
			return nil
		}
		trees = append(trees, Tree{Edition: t.Edition, Title: t.Title, Pages: t.Pages, Out: t.Out, Publish: publish.Report{Bytes: t.Bytes, Unchanged: true}})
	}
	r.Tree, r.Others = trees[0], trees[1:]
	if l := s.Lists; l.Out != "" {
		if !l.intact(s.Keep) {
			return nil
		}
		r.Lists = Tree{Edition: l.Edition, Pages: l.Pages, Out: l.Out, Publish: publish.Report{Bytes: l.Bytes, Unchanged: true}}
	}
	return r
}

// intact tells whether a folder holds what was published to it, to the byte.
func (t settledTree) intact(keep []string) bool {
	if manifestSum(t.Out) != t.Manifest {
		return false
	}
	root, err := os.OpenRoot(t.Out)
	if err != nil {
		return false
	}
	defer root.Close()
	damage, err := publish.Verify(root.FS(), keep)
	return err == nil && len(damage) == 0
}

func manifestSum(out string) string {
	text, err := os.ReadFile(filepath.Join(out, publish.ManifestName))
	if err != nil {
		return ""
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}

// settle remembers a run during which no input changed. What cannot be written is done without.
func (o Options) settle(key string, r *Report, keep []string) {
	if key == "" {
		return
	}
	s := settled{
		Key: key, Documents: r.Documents, Rows: r.Rows, Gaps: r.Gaps, Differing: r.Differing, Signed: r.Signed, Revised: r.Revised, Waived: r.Waived,
		Found: r.Findings.Sorted(), Keep: keep,
	}
	for _, t := range r.Trees() {
		s.Trees = append(s.Trees, settledTree{t.Edition, t.Title, t.Pages, t.Out, t.Publish.Bytes, manifestSum(t.Out), o.store(t.Edition)})
	}
	if t := r.Lists; t.Out != "" {
		s.Lists = settledTree{Edition: t.Edition, Pages: t.Pages, Out: t.Out, Bytes: t.Publish.Bytes, Manifest: manifestSum(t.Out)}
	}
	text, err := json.Marshal(s)
	file := o.settledFile()
	if err != nil || os.MkdirAll(filepath.Dir(file), 0o755) != nil {
		return
	}
	making := file + ".making"
	if os.WriteFile(making, text, 0o600) != nil || os.Rename(making, file) != nil {
		_ = os.Remove(making)
	}
	forgetSettled(filepath.Dir(file))
}

// forgetSettled deletes what was remembered longest ago.
func forgetSettled(folder string) {
	entries, err := os.ReadDir(folder)
	if err != nil || len(entries) <= mostSettled {
		return
	}
	age := map[string]int64{} // a file that went meanwhile is the oldest
	for _, e := range entries {
		if info, err := e.Info(); err == nil {
			age[e.Name()] = info.ModTime().UnixNano()
		}
	}
	slices.SortStableFunc(entries, func(a, b fs.DirEntry) int { return cmp.Compare(age[b.Name()], age[a.Name()]) })
	for _, e := range entries[mostSettled:] {
		_ = os.Remove(filepath.Join(folder, e.Name()))
	}
}

// inputsKey is different whenever a run could come out differently; "" when that cannot be told.
func (o Options) inputsKey() string {
	program := programID(o.Version)
	dir, err := filepath.Abs(o.Dir) // a copied site has the cache of another folder
	if err != nil || program == "" {
		return ""
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return ""
	}
	defer root.Close()
	files := root.FS()
	settings, err := fs.ReadFile(files, config.Name)
	if err != nil {
		return ""
	}
	hash := sha256.New()
	fmt.Fprintf(hash, "%q %q %q %q %q %q %q\n%q\n", program, dir, o.Edition, o.Out, o.Cutoff, o.daily(settings), o.waivers(files).State(), settings)
	var names []string
	err = fs.WalkDir(files, "content", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			names = append(names, name)
		}
		return err
	})
	if err != nil {
		return ""
	}
	sums := make([]string, len(names))
	failed := make([]error, len(names))
	each(len(names), func(i int) { sums[i], failed[i] = dataset.Fingerprint(files, names[i]) })
	for i, name := range names {
		if failed[i] != nil {
			return ""
		}
		fmt.Fprintf(hash, "%q %s\n", name, sums[i])
	}
	return hex.EncodeToString(hash.Sum(nil))
}

// daily is the day if the run depends on it.
func (o Options) daily(settings []byte) string {
	cutoff := config.Parse(config.Name, settings, new(source.List)).Cutoff
	if o.Cutoff == "today" || o.Cutoff == "" && cutoff.Today {
		return o.Today.String()
	}
	return ""
}

// waivers are those that hold on the day, of which a run depends.
func (o Options) waivers(files fs.FS) *gate.Waivers {
	text, err := fs.ReadFile(files, gate.WaiversFile)
	if err != nil {
		return nil
	}
	return gate.ReadWaivers(gate.WaiversFile, text, o.Today, new(source.List))
}
