package build

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"anjian/internal/source"
)

var deskSeeds = flag.Int("desk-seeds", 2, "how many random courses of 50 edits a desk goes through")

// Whatever an editor does in whatever order, what a desk shows in the end is what a fresh one shows: every
// page, every file, every finding, to the byte. Longer: go test ./internal/build -run RandomEdits -desk-seeds 100
func TestDeskEqualsAFreshOneAfterRandomEdits(t *testing.T) {
	for seed := range *deskSeeds {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			randomCourse(t, uint64(seed), 50)
		})
	}
}

func randomCourse(t *testing.T, seed uint64, edits int) {
	ctx := context.Background()
	e := newEditor(t, seed)
	d, err := OpenDesk(ctx, Options{Dir: e.dir})
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	good := everyFile(t, d)
	shown, compared := 0, 0
	defer func() { t.Logf("seed %d: %d of %d edits shown, %d compared", seed, shown, edits, compared) }()
	for i := 1; i <= edits; i++ {
		e.changed = nil
		var done []string
		for range 1 + e.dice.IntN(2) {
			done = append(done, e.edit())
		}
		if i == edits || len(e.broken) > 0 && e.dice.IntN(2) == 0 { // the end is a site without faults
			done = append(done, e.mendAll())
		}
		what := fmt.Sprintf("seed %d, edit %d (%s)", seed, i, strings.Join(done, "; "))
		err := d.Update(ctx, e.changed)
		compare := i%5 == 0 || i == edits
		if err == nil && !compare {
			shown++
			good = nil // its pages are not looked at
			if e.dice.IntN(2) == 0 {
				_, _ = d.Files().Open("index.html") // what was made early must not be kept too long
			}
			continue
		}
		fresh, freshErr := OpenDesk(ctx, Options{Dir: e.dir})
		switch {
		case isInternal(err) || isInternal(freshErr):
			t.Fatalf("%s: %v, %v", what, err, freshErr)
		case err == nil && freshErr != nil:
			t.Fatalf("%s: shown, and a fresh desk says %v", what, freshErr)
		case err != nil:
			if freshErr == nil && len(faultsOf(everyFinding(t, fresh))) == 0 {
				t.Fatalf("%s: a fresh desk finds nothing wrong, and this one %v", what, err)
			}
			if good != nil {
				sameTree(t, what+": the last good state", everyFile(t, d), good)
			}
		default:
			shown, compared = shown+1, compared+1
			good = everyFile(t, d)
			sameTree(t, what, good, everyFile(t, fresh))
			if got, want := everyFinding(t, d), everyFinding(t, fresh); !slices.Equal(got, want) {
				t.Fatalf("%s: finds\n%s\nand a fresh desk\n%s", what, strings.Join(got, "\n"), strings.Join(want, "\n"))
			}
		}
		fresh.Close()
		if t.Failed() {
			return
		}
	}
	if list := faultsOf(everyFinding(t, d)); len(list) > 0 {
		t.Errorf("seed %d: after everything was mended there is still\n%s", seed, strings.Join(list, "\n"))
	}
}

// isInternal reports errors that no editor can mend.
func isInternal(err error) bool {
	_, list := errors.AsType[*source.List](err)
	return err != nil && !list
}

// everyFile makes all that a desk can show, and what its search is made of.
func everyFile(t *testing.T, d *Desk) tree {
	t.Helper()
	now := d.showing()
	all, err := now.everything(context.Background(), 2)
	if err != nil {
		t.Fatal(err)
	}
	all = maps.Clone(all)
	for _, name := range []string{deskMeta, deskSuggestions} {
		if all[name], err = fs.ReadFile(d.Files(), name); err != nil {
			t.Fatal(err)
		}
	}
	site, err := now.searched()
	if err != nil {
		t.Fatal(err)
	}
	for _, page := range site.Pages {
		if all["search for "+page.ID], err = json.Marshal(page); err != nil {
			t.Fatal(err)
		}
	}
	if all["search for the rest"], err = json.Marshal([]any{site.Places, site.Procuratorates, site.Lines, site.Synonyms.Groups()}); err != nil {
		t.Fatal(err)
	}
	return all
}

// everyFinding lists what is wrong once everything was made.
func everyFinding(t *testing.T, d *Desk) []string {
	t.Helper()
	if _, err := d.showing().everything(context.Background(), 2); err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, f := range d.Report().Findings.Sorted() {
		list = append(list, f.Error())
	}
	return list
}

func faultsOf(findings []string) []string {
	return slices.DeleteFunc(slices.Clone(findings), func(f string) bool { return !strings.HasPrefix(f, source.Fault.String()) })
}

func sameTree(t *testing.T, what string, got, want tree) {
	t.Helper()
	for _, name := range slices.Sorted(maps.Keys(want)) {
		if !bytes.Equal(got[name], want[name]) {
			t.Errorf("%s: %s is not what it should be\n%s", what, name, firstDifference(got[name], want[name]))
			return
		}
	}
	for _, name := range slices.Sorted(maps.Keys(got)) {
		if _, there := want[name]; !there {
			t.Errorf("%s: %s should not be there", what, name)
		}
	}
}

func firstDifference(got, want []byte) string {
	i := 0
	for i < min(len(got), len(want)) && got[i] == want[i] {
		i++
	}
	around := func(text []byte) string { return string(text[max(0, min(i, len(text))-120):min(len(text), i+120)]) }
	return "got  …" + around(got) + "…\nwant …" + around(want) + "…"
}

// An editor changes a site folder at random, the same way for the same seed.
type editor struct {
	t       *testing.T
	dir     string
	dice    *rand.Rand
	files   map[string]string
	changed []string          // since the last update
	broken  map[string]string // files at fault, with what they were
	made    int
}

func newEditor(t *testing.T, seed uint64) *editor {
	e := &editor{t: t, dice: rand.New(rand.NewPCG(seed, 50)), files: smallSite(), broken: map[string]string{}}
	e.dir = folder(t, e.files)
	return e
}

func (e *editor) write(name, text string) {
	e.t.Helper()
	path := filepath.Join(e.dir, filepath.FromSlash(name))
	if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(text), 0o644)); err != nil {
		e.t.Fatal(err)
	}
	e.files[name] = text
	e.changed = append(e.changed, name)
}

func (e *editor) remove(name string) {
	e.t.Helper()
	if err := os.Remove(filepath.Join(e.dir, filepath.FromSlash(name))); err != nil {
		e.t.Fatal(err)
	}
	delete(e.files, name)
	delete(e.broken, name)
	e.changed = append(e.changed, name)
}

// one picks a file that is not at fault; "" where there is none.
func (e *editor) one(prefix string) string {
	var names []string
	for name := range e.files {
		if _, broken := e.broken[name]; !broken && strings.HasPrefix(name, prefix) && (strings.HasSuffix(name, ".md") || strings.HasPrefix(name, "content/data/")) {
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return ""
	}
	slices.Sort(names)
	return names[e.dice.IntN(len(names))]
}

// pick returns one of several texts.
func (e *editor) pick(texts ...string) string { return texts[e.dice.IntN(len(texts))] }
