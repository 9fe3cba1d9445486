package dataset

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"anjian/internal/formula"
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
}

// Load reads the files of all definitions from dir within fsys.
func Load(fsys fs.FS, dir string, defs []*Definition, o Options, errs *source.List) (*Data, error) {
	data := &Data{Tables: map[string]*table.Table{}}
	hidden := conditions(defs, errs)
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
		data.Tables[d.ID] = tables[i]
		data.Reports = append(data.Reports, reports[i])
	}
	for i, d := range defs {
		for _, l := range d.Links {
			from, to := data.Tables[d.ID], data.Tables[l.To]
			if to == nil || !isText(from, l.Column) || !isText(to, l.Key) {
				continue // reported by Define and Schemas
			}
			link := table.Join(from, l.Column, to, l.Key, l.Name, l.Children)
			if !to.Absent && !from.Column(l.Column).Absent && !to.Column(l.Key).Absent { // else not an orphan, but not known
				reports[i].Orphans = append(reports[i].Orphans, Orphans{l.Name, l.To, link.Orphans})
			}
		}
	}
	data.keepUnlisted(defs, hidden, errs)
	return data, nil
}

func isText(t *table.Table, name string) bool {
	c := t.Column(name)
	return c != nil && c.Type == table.Text
}

// loadOne reads the files of one dataset into one table.
func loadOne(fsys fs.FS, dir string, d *Definition, o Options, errs *source.List) (*table.Table, *Report, error) {
	report := &Report{Definition: d}
	b := newTableBuilder(d)
	for _, name := range findFiles(fsys, dir, d, errs) {
		if o.Progress != nil {
			o.Progress(name)
		}
		if info, err := fs.Stat(fsys, name); err == nil && info.Size() > maxPacked {
			errs.Add(source.Pos{File: name}, "文件超过 200 MB", "按年或按季度分成几个文件导出")
			continue
		}
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, nil, fmt.Errorf("read export: %w", err)
		}
		sum := sha256.Sum256(data)
		fr := &FileReport{Path: name, SHA256: hex.EncodeToString(sum[:]), Bytes: len(data)}
		report.Files = append(report.Files, fr)
		g := readGrid(name, data, d, errs)
		if g == nil {
			continue
		}
		fr.Sheet, fr.Encoding = g.sheet, g.encoding
		b.take(g, fr, errs)
	}
	t := b.finish(errs)
	for _, f := range report.Files {
		report.Collapsed += f.Kept
	}
	report.Collapsed -= t.Rows
	report.fill(t, d)
	return t, report, nil
}

// findFiles lists the files of a dataset, sorted; a pattern without any is an error.
func findFiles(fsys fs.FS, dir string, d *Definition, errs *source.List) []string {
	var names []string
	for _, pattern := range d.Files {
		found, err := fs.Glob(fsys, path.Join(dir, pattern))
		if err != nil {
			errs.Add(source.Pos{File: d.Doc.Path}, "文件名模式“"+pattern+"”写法有误", "星号代表任意文字，如 审查逮捕-*.csv")
			continue
		}
		if len(found) == 0 {
			errs.Add(source.Pos{File: d.Doc.Path}, "没有找到数据文件“"+pattern+"”", "把导出的文件放进 "+dir+"/，或改正 files")
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

// readGrid tells workbooks from text by content, not by name.
func readGrid(name string, data []byte, d *Definition, errs *source.List) *grid {
	switch {
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		return readWorkbook(name, data, d, errs)
	case bytes.HasPrefix(data, []byte{0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1}):
		errs.Add(source.Pos{File: name}, "这是旧版 .xls 或加了密码的工作簿，不能直接读", "用 WPS 或 Excel 打开，另存为不加密的 .xlsx 再放回")
		return nil
	case len(bytes.TrimSpace(data)) == 0:
		errs.Add(source.Pos{File: name}, "文件是空的", "重新导出")
		return nil
	case bytes.HasPrefix(bytes.TrimSpace(bytes.TrimPrefix(data[:min(len(data), 512)], []byte("\xef\xbb\xbf"))), []byte("<")):
		errs.Add(source.Pos{File: name}, "这是网页或 XML，不是表格文件", "用 WPS 或 Excel 打开，另存为 .xlsx 再放回")
		return nil
	}
	return readDelimited(name, data, d, errs)
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

// header finds the row that names the columns: of the first twenty, the one that names most.
func (d *Definition) header(g *grid) (at int, columns []int, ignored []string, found int) {
	names := d.headers()
	at = -1
	for i, row := range g.rows[:min(20, len(g.rows))] {
		hits := 0
		for _, cell := range row.cells {
			text, _ := g.decode(cell)
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
	for col, cell := range g.rows[at].cells {
		text, _ := g.decode(cell)
		if i, ok := names[normalHeader(text)]; ok && columns[i] < 0 {
			columns[i] = col
		} else if trim(text) != "" {
			ignored = append(ignored, trim(text))
		}
	}
	return at, columns, ignored, found
}

// headerTexts lists the headers of a row for suggestions.
func headerTexts(g *grid, at int) []string {
	var list []string
	for _, cell := range g.rows[at].cells {
		if text, _ := g.decode(cell); trim(text) != "" {
			list = append(list, trim(text))
		}
	}
	return list
}

// dropped says why a row is no data, or "".
func (d *Definition) dropped(g *grid, row gridRow) string {
	for _, cell := range row.cells {
		text, _ := g.decode(cell)
		if text = trim(text); text == "" {
			continue
		}
		for _, start := range d.DropRows {
			if strings.HasPrefix(text, start) {
				return start
			}
		}
		return ""
	}
	return "空行"
}
