package dataset

import (
	"io/fs"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"

	"anjian/internal/formula"
	"anjian/internal/grid"
	"anjian/internal/source"
	"anjian/internal/table"
)

// Data are all tables of a site, links wired, with a report per dataset.
type Data struct {
	Tables  map[string]*table.Table
	Reports []*Report // in the order of the definitions

	unlisted map[string]formula.Bits // by dataset: rows that count and are never listed
	unjudged map[string]bool         // by dataset: it cannot be told which rows may be listed
}

// Options of loading.
type Options struct {
	Progress func(file string) // told before a file is read; may be nil
	Workers  int               // goroutines per file; 0: as many as there are processors
	Cache    Cache             // keeps what was read; may be nil
	Program  string            // tells programs apart, for the cache: another one may read otherwise
	Limits   grid.Limits       // on files

	Loaded func(*table.Table) // handed each table before it is linked; nil: nobody. Tests plant in it what must not be published

	Included []string                        // classes that definitions withhold and that may be read nevertheless
	Covers   func(procuratorate string) bool // the scope, by the word that a row names its procuratorate by; nil: all
}

func (o Options) workers() int {
	if o.Workers > 0 {
		return o.Workers
	}
	return runtime.GOMAXPROCS(0)
}

// Load reads the files of all definitions from dir within fsys.
func Load(fsys fs.FS, dir string, defs []*Definition, o Options, errs *source.List) (*Data, error) {
	data := &Data{Tables: map[string]*table.Table{}}
	hidden, withheld := conditions(defs, errs), withholdings(defs, o.Included, errs)
	reports := make([]*Report, len(defs))
	tables := make([]*table.Table, len(defs))
	failed := make([]error, len(defs))
	var wg sync.WaitGroup
	slots := make(chan struct{}, 2)
	for i, d := range defs {
		wg.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			tables[i], reports[i], failed[i] = loadOne(fsys, dir, d, o, errs)
		})
	}
	wg.Wait()
	for i, d := range defs {
		if failed[i] != nil {
			return nil, failed[i]
		}
		if o.Loaded != nil {
			o.Loaded(tables[i])
		}
		data.Tables[d.ID] = tables[i]
		data.Reports = append(data.Reports, reports[i])
	}
	data.link(defs, true)
	if len(withheld) > 0 || o.Covers != nil {
		data.leaveOut(defs, withheld, o, errs)
		data.link(defs, false)
	}
	data.keepUnlisted(defs, hidden, errs)
	return data, nil
}

// link wires the tables, and counts the rows that lead nowhere.
func (data *Data) link(defs []*Definition, count bool) {
	for i, d := range defs {
		for _, l := range d.Links {
			from, to := data.Tables[d.ID], data.Tables[l.To]
			if to == nil || !isText(from, l.Column) || !isText(to, l.Key) {
				continue // reported by Define and Schemas
			}
			link := table.Join(from, l.Column, to, l.Key, l.Name, l.Children)
			if count && !l.Optional && !to.Absent && !from.Column(l.Column).Absent && !to.Column(l.Key).Absent { // else not an orphan, but not known
				data.Reports[i].Orphans = append(data.Reports[i].Orphans, Orphans{l.Name, l.To, link.Orphans})
			}
		}
	}
}

func isText(t *table.Table, name string) bool {
	c := t.Column(name)
	return c != nil && c.Type == table.Text
}

// loadOne reads the files of one dataset into one table.
func loadOne(fsys fs.FS, dir string, d *Definition, o Options, errs *source.List) (*table.Table, *Report, error) {
	files := findFiles(fsys, dir, d, errs)
	series := d.months(dir, files, errs)
	exports, err := exportsOf(fsys, files)
	if err != nil {
		return nil, nil, err
	}
	t, report, err := readOrRecall(fsys, dir, d, exports, o, errs)
	if err != nil {
		return nil, nil, err
	}
	report.Definition, report.Series = d, series
	return t, report, nil
}

// readFiles reads the files of one dataset.
func readFiles(fsys fs.FS, dir string, d *Definition, exports []*export, o Options, errs *source.List) (*table.Table, *Report, error) {
	report := &Report{Definition: d}
	b := newTableBuilder(d, o)
	if err := sumAll(fsys, sameSize(exports), o.workers()); err != nil {
		return nil, nil, err
	}
	for _, e := range exports {
		if o.Progress != nil {
			o.Progress(e.name)
		}
		reports, err := b.file(fsys, dir, e, errs)
		if err != nil {
			return nil, nil, err
		}
		report.Files = append(report.Files, reports...)
	}
	t := b.finish(errs)
	for _, f := range report.Files {
		report.Collapsed += f.Kept
	}
	report.Collapsed -= t.Rows
	report.fill(t, d, o.workers())
	report.partly(errs)
	return t, report, nil
}

// findFiles lists the files of a dataset, sorted; a pattern without any is an error.
func findFiles(fsys fs.FS, dir string, d *Definition, errs *source.List) []string {
	var names []string
	for _, pattern := range d.Files {
		found, err := fs.Glob(fsys, path.Join(dir, pattern))
		if err != nil {
			errs.Tell(source.BadNamePattern, source.Pos{File: d.Doc.Path}, "文件名模式“"+pattern+"”写法有误", "星号代表任意文字，如 审查逮捕-*.csv")
			continue
		}
		if len(found) == 0 {
			errs.Tell(source.NoDataFile, source.Pos{File: d.Doc.Path}, "没有找到数据文件“"+pattern+"”", "把导出的文件放进 "+dir+"/，或改正 files")
		}
		for _, name := range found {
			// Office programs leave ~$审查逮捕.xlsx beside a file that is open.
			if base := path.Base(name); !strings.HasPrefix(base, "~$") && !strings.HasPrefix(base, ".") && !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	slices.Sort(names)
	return names
}

// sheet picks the sheet to read: the declared one, or the first that shows most of the header.
func (d *Definition) sheet(f *grid.File, errs *source.List) (sheet *grid.Sheet, head []grid.Row) {
	most := 0
	var names []string
	named := d.Sheet != "" && f.Kind == grid.Workbook
	for _, hidden := range []bool{false, true} { // a sheet that nobody sees is read only if no other will do
		for _, s := range f.Sheets {
			if s.Hidden != hidden && !named || most*2 > len(d.Columns) {
				continue
			}
			names = append(names, s.Name)
			if named && s.Name != d.Sheet {
				continue
			}
			rows := s.Head(d.headLines())
			if _, _, _, found := d.header(d.headRows(rows)); sheet == nil || found > most {
				sheet, head, most = s, rows, found
			}
		}
		if most > 0 || named {
			break
		}
	}
	if sheet == nil {
		errs.Tell(source.NoSheet, source.Pos{File: f.Name}, "没有工作表“"+d.Sheet+"”", source.Suggest(d.Sheet, names))
	}
	return sheet, head
}

// headers maps every header, made comparable, to its column.
func (d *Definition) headers() map[string]int {
	names := map[string]int{}
	for i, c := range d.Columns {
		names[normalHeader(c.Name)] = i
		for _, a := range c.Aliases {
			names[normalHeader(a)] = i
		}
	}
	return names
}

// known tells headers of the definition from other texts.
func (d *Definition) known() func(header string) bool {
	names := d.headers()
	return func(header string) bool {
		_, ok := names[normalHeader(header)]
		return ok
	}
}

// header finds the row that names the columns: of the first twenty, the one that names most.
func (d *Definition) header(head []grid.Row) (at int, columns []int, ignored []string, found int) {
	names := d.headers()
	at = -1
	for i, row := range head {
		hits := 0
		for _, text := range row.Cells {
			if _, ok := names[normalHeader(text)]; ok {
				hits++
			}
		}
		if hits > found {
			at, found = i, hits
		}
	}
	columns = make([]int, len(d.Columns))
	for i := range columns {
		columns[i] = -1
	}
	if at < 0 {
		return at, columns, nil, 0
	}
	for col, text := range head[at].Cells {
		if i, ok := names[normalHeader(text)]; ok && columns[i] < 0 {
			columns[i] = col
		} else if trim(text) != "" {
			ignored = append(ignored, trim(text))
		}
	}
	return at, columns, ignored, found
}

// headerTexts lists the headers of a row for suggestions.
func headerTexts(row grid.Row) []string {
	var list []string
	for _, text := range row.Cells {
		if text = trim(text); text != "" {
			list = append(list, text)
		}
	}
	return list
}
