// Package dispatch makes the lists that go out to case handlers (分发清单): what card rules found in
// their cards, and which of their cases are overdue or nearly so.
//
// It is the only room that asks who handles a case, and its tree lies beside what is published, never
// inside. One folder for each procuratorate and department holds one file per handler, as a workbook to
// fill in and a page to print and sign; nothing in it puts handlers side by side, and no file counts
// for another. Cases of juveniles lie apart, in a folder for the juveniles' department alone.
package dispatch

import (
	"cmp"
	"html/template"
	"io/fs"
	"path"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"

	"anjian/internal/correction"
	"anjian/internal/dataset"
	"anjian/internal/edition"
	"anjian/internal/indicator"
	"anjian/internal/monitor"
	"anjian/internal/period"
	"anjian/internal/table"
)

// Edition is what the tree calls itself: it never takes the place of an edition, nor one its place.
func Edition() edition.Edition {
	return edition.Edition{Name: "分发清单", Mark: "内部资料 只发承办人"}
}

// inside is the edition whose columns lists may repeat.
var inside = edition.Internal()

// Sources are what lists are made of.
type Sources struct {
	Owner     string // the procuratorate that runs the site
	Notice    string // at the foot of every list
	Cutoff    period.Date
	Calendar  period.Calendar
	Org       indicator.Organisation
	Data      *dataset.Data
	Ledger    *correction.Ledger
	Watches   []*monitor.Watch
	Templates fs.FS
}

// A List is one handler's.
type List struct {
	Place      string // procuratorate
	Department string
	Handler    string // number; "" where no export says
	Juvenile   bool

	Items  []*correction.Item // that wait for an answer
	Done   []*correction.Item // corrected since the last closed month
	Limits []Deadline
}

// A Deadline is one pending case that is overdue or nearly so.
type Deadline struct {
	Limit    *monitor.Limit
	Table    *table.Table
	Standing monitor.Standing
}

// Juveniles is the folder of cases that are never listed by themselves elsewhere.
const Juveniles = "未检"

// unknown stands for what no export says.
const (
	noPlace      = "未写明单位"
	noDepartment = "未写明部门"
	noHandler    = "未写明承办人"
)

// Make returns the files of the tree by path: equal sources give equal bytes.
func Make(s Sources) (map[string][]byte, error) {
	pages, err := template.ParseFS(s.Templates, "dispatch/*.html")
	if err != nil {
		return nil, err
	}
	m := &maker{Sources: s, pages: pages, folders: map[string]*folder{}, defs: map[string]*dataset.Definition{}}
	for _, r := range s.Data.Reports {
		m.defs[r.Definition.ID] = r.Definition
	}
	m.items()
	m.deadlines()
	return m.write()
}

type maker struct {
	Sources
	pages   *template.Template
	folders map[string]*folder
	defs    map[string]*dataset.Definition
}

// A folder is one department's.
type folder struct {
	order      int // of its procuratorate
	place      string
	department string
	lists      map[string]*List // by handler
}

func (f *folder) path() string { return safe(f.place) + "/" + safe(f.department) }

// list returns the list of a handler, in the folder that it belongs to.
func (m *maker) list(place, department, handler string, juvenile bool) *List {
	f := &folder{order: len(m.Org.Procuratorates), place: noPlace, department: cmp.Or(department, noDepartment), lists: map[string]*List{}}
	for i, p := range m.Org.Procuratorates {
		if p.ID == place {
			f.order, f.place = i, p.Short
		}
	}
	if juvenile {
		f.department = Juveniles
	}
	if known := m.folders[f.path()]; known != nil {
		f = known
	}
	m.folders[f.path()] = f
	key := handler
	if juvenile {
		key += "\x00" // also where a department is called so itself
	}
	if f.lists[key] == nil {
		f.lists[key] = &List{Place: f.place, Department: f.department, Handler: handler, Juvenile: juvenile}
	}
	return f.lists[key]
}

func (m *maker) items() {
	for _, i := range m.Ledger.Items {
		if i.Row < 0 || i.State == correction.Confirmed {
			continue // the card is gone from the exports, or found right
		}
		l := m.list(i.Procuratorate, i.Department, correction.Handler(m.Data, i.Table, i.Row), i.Unlisted)
		if i.Pending() {
			l.Items = append(l.Items, i)
		} else {
			l.Done = append(l.Done, i)
		}
	}
}

func (m *maker) deadlines() {
	for _, w := range m.Watches {
		d := m.defs[w.Table.Name]
		if d == nil || len(w.Lacks) > 0 {
			continue
		}
		for _, s := range slices.Concat(w.Overdue(), w.NearDue()) {
			handler := correction.Handler(m.Data, w.Table, s.Row)
			if handler == "" {
				continue // nobody's own case: the office finds it on the page of time limits
			}
			place, _ := m.Org.Named(word(w.Table, d.Procuratorate, s.Row))
			l := m.list(place.ID, m.Org.DepartmentNamed(word(w.Table, d.Department, s.Row)), handler, !m.Data.Listed(d.ID, s.Row))
			l.Limits = append(l.Limits, Deadline{w.Limit, w.Table, s})
		}
	}
}

func word(t *table.Table, column string, row int) string {
	c := t.Column(column)
	if c == nil || !c.Worded() {
		return ""
	}
	return c.Word(row)
}

// A job makes one file.
type job struct {
	name string
	make func() ([]byte, error)
}

// write makes all files, side by side: each is small, and there are many.
func (m *maker) write() (map[string][]byte, error) {
	folders := make([]*folder, 0, len(m.folders))
	for _, f := range m.folders {
		folders = append(folders, f)
	}
	slices.SortFunc(folders, func(a, b *folder) int {
		return cmp.Or(cmp.Compare(a.order, b.order), cmp.Compare(a.path(), b.path()))
	})
	var jobs []job
	var index []link
	for _, f := range folders {
		own := m.folderJobs(f)
		if len(own) > 0 {
			jobs = append(jobs, own...)
			index = append(index, link{f.place + "　" + f.department, f.path() + "/" + indexName})
		}
	}
	jobs = append(jobs, job{indexName, func() ([]byte, error) { return m.topIndex(index) }})
	made, failed := make([][]byte, len(jobs)), make([]error, len(jobs))
	next := make(chan int, len(jobs))
	for i := range jobs {
		next <- i
	}
	close(next)
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for i := range next {
				made[i], failed[i] = jobs[i].make()
			}
		})
	}
	wg.Wait()
	tree := make(map[string][]byte, len(jobs))
	for i, j := range jobs {
		if failed[i] != nil {
			return nil, failed[i]
		}
		tree[j.name] = made[i]
	}
	return tree, nil
}

// folderJobs are the files of one department; none where nobody has anything to do.
func (m *maker) folderJobs(f *folder) []job {
	var jobs []job
	var files []link
	taken := names{}
	add := func(title string, book, page func() ([]byte, error)) {
		base := taken.free(safe(title))
		jobs = append(jobs, job{path.Join(f.path(), base+".xlsx"), book}, job{path.Join(f.path(), base+".html"), page})
		files = append(files, link{base + ".html", base + ".html"}, link{base + ".xlsx", base + ".xlsx"})
	}
	var open []*correction.Item
	for _, key := range sortedKeys(f.lists) {
		l := f.lists[key]
		l.sort()
		open = append(open, l.Items...)
		if len(l.Items)+len(l.Limits) == 0 {
			continue
		}
		add(l.fileName(), func() ([]byte, error) { return m.book(l) }, func() ([]byte, error) { return m.page(l) })
	}
	if q := m.quarterly(f, open); q != nil {
		add(quarterName, func() ([]byte, error) { return m.quarterBook(q) }, func() ([]byte, error) { return m.quarterPage(q) })
	}
	if len(jobs) > 0 {
		jobs = append(jobs, job{path.Join(f.path(), indexName), func() ([]byte, error) { return m.folderIndex(f, files) }})
	}
	return jobs
}

func sortedKeys(lists map[string]*List) []string {
	keys := make([]string, 0, len(lists))
	for k := range lists {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// sort brings the items of a card together: it is opened once.
func (l *List) sort() {
	byCard := func(a, b *correction.Item) int {
		return cmp.Or(cmp.Compare(a.Dataset, b.Dataset), cmp.Compare(a.Key, b.Key), cmp.Compare(a.Identity.Rule, b.Identity.Rule))
	}
	slices.SortFunc(l.Items, byCard)
	slices.SortFunc(l.Done, byCard)
	slices.SortStableFunc(l.Limits, func(a, b Deadline) int { return cmp.Compare(a.Standing.Left, b.Standing.Left) })
}

func (l *List) fileName() string {
	title := "核对修正清单-"
	if l.Juvenile {
		title = Juveniles + title
	}
	return title + cmp.Or(l.Handler, noHandler)
}

// names are those of a folder that are taken, as systems see them that do not tell case apart.
type names map[string]bool

func (n names) free(name string) string {
	base := name
	for i := 2; n[strings.ToLower(name)]; i++ {
		name = base + "-" + strconv.Itoa(i)
	}
	n[strings.ToLower(name)] = true
	return name
}
