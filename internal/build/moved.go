package build

import (
	"bytes"
	"errors"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"anjian/internal/publish"
	pages "anjian/internal/site"
	"anjian/internal/trace"
)

// A Source (数据来源) is a file of exports that was read.
type Source struct {
	Dataset string // id
	Title   string // of the dataset
	File    string // below the site folder
	SHA256  string
	Rows    int // that count
}

// sources lists the files of exports in the order of the datasets. A workbook with several sheets is one.
func (s *site) sources() (list []Source) {
	if s.data == nil {
		return nil
	}
	at := map[string]int{}
	for _, r := range s.data.Reports {
		for _, f := range r.Files {
			key := r.Definition.ID + "\x00" + f.Path
			if i, known := at[key]; known {
				list[i].Rows += f.Kept
				continue
			}
			at[key] = len(list)
			list = append(list, Source{Dataset: r.Definition.ID, Title: r.Definition.Title, File: f.Path, SHA256: f.SHA256, Rows: f.Kept})
		}
	}
	return list
}

// Moves are what an update changed of an edition, as readers see it.
type Moves struct {
	First   bool // nothing was published there before
	Pages   struct{ New, Gone, Changed []string }
	Numbers []Moved // in the order of their ids
}

// A Moved number reads otherwise than before.
type Moved struct {
	NumberChange
	Period string // as the id writes it, such as 2025-12; "" where it has none
}

// tellMoves compares every tree that was exchanged with the one before it. Only pages whose bytes changed are
// read. What cannot be compared, because somebody cleared the tree before, is told as a warning.
func (s *site) tellMoves(r *Report) {
	trees := []*Tree{&r.Tree}
	for i := range r.Others {
		trees = append(trees, &r.Others[i])
	}
	for _, t := range trees {
		if t.Publish.Unchanged || t.Out == "" {
			continue
		}
		var err error
		if t.Moves, err = movesBetween(t.Publish.Previous, t.Out); err != nil {
			t.Publish.Warnings = append(t.Publish.Warnings, "没有能与上一版对照，更新报告里没有变动的数字："+filepath.Base(t.Out))
			continue
		}
		if len(t.Moves.Numbers) > 0 {
			describe := pages.Describe(s.office(t.Edition))
			for i := range t.Moves.Numbers {
				t.Moves.Numbers[i].Title = describe(t.Moves.Numbers[i].ID)
			}
		}
	}
}

func movesBetween(before, after string) (*Moves, error) {
	now, err := outputsOf(after)
	if err != nil {
		return nil, err
	}
	m := new(Moves)
	if before == "" {
		m.First = true
		m.Pages.New = now.pages()
		return m, nil
	}
	was, err := outputsOf(before)
	if err != nil {
		return nil, err
	}
	for _, name := range now.pages() {
		switch sum, known := was[name]; {
		case !known:
			m.Pages.New = append(m.Pages.New, name)
		case sum != now[name]:
			m.Pages.Changed = append(m.Pages.Changed, name)
		}
	}
	m.Pages.Gone = slices.DeleteFunc(was.pages(), func(name string) bool { return now[name] != "" })
	return m, m.numbers(before, after)
}

// numbers compares the numbers of the pages that changed; those whose frame alone changed go at once.
func (m *Moves) numbers(before, after string) error {
	names := m.Pages.Changed
	found, failed, same := make([][]numberShift, len(names)), make([]error, len(names)), make([]bool, len(names))
	each(len(names), func(i int) {
		was, err := os.ReadFile(filepath.Join(before, filepath.FromSlash(names[i])))
		now, err2 := os.ReadFile(filepath.Join(after, filepath.FromSlash(names[i])))
		if failed[i] = errors.Join(err, err2); failed[i] != nil {
			return
		}
		if same[i] = bytes.Equal(mainOf(was), mainOf(now)); !same[i] {
			found[i] = shiftsOf(readHTML(was), readHTML(now), func(string) bool { return false })
		}
	})
	all := map[string]*shifts{}
	for i, name := range names {
		for _, shift := range found[i] {
			if all[shift.id] == nil {
				all[shift.id] = &shifts{seen: map[numberShift]int{}}
			}
			all[shift.id].add(shift, name)
		}
	}
	for _, s := range all {
		moved := Moved{NumberChange: s.change()}
		if x, ok := trace.Parse(moved.ID); ok {
			moved.Period = x.Key.Period.String()
		}
		m.Numbers = append(m.Numbers, moved)
	}
	slices.SortFunc(m.Numbers, func(a, b Moved) int { return strings.Compare(a.ID, b.ID) })
	return errors.Join(failed...)
}

func mainOf(page []byte) []byte {
	return between(page, []byte(`<main id="main">`), []byte("</main>"))
}

// outputs are the hashes of the files of a published tree.
type outputs map[string]string

func outputsOf(folder string) (outputs, error) {
	root, err := os.OpenRoot(folder)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	m, err := publish.ReadManifest(root.FS())
	if err != nil {
		return nil, err
	}
	list := outputs{}
	for _, o := range m.Outputs {
		list[o.Name] = o.SHA256
	}
	return list, nil
}

func (o outputs) pages() (names []string) {
	for name := range o {
		if path.Ext(name) == ".html" {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// ID names the tree that lies in the folder: a hash of its list of files. "" where there is none.
func (t Tree) ID() string {
	sum := manifestSum(t.Out)
	return sum[:min(12, len(sum))]
}
