package dataset

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"

	"anjian/internal/grid"
	"anjian/internal/source"
	"anjian/internal/table"
)

// mostPerColumn bounds the findings of one column of one file: the rest says the same.
const mostPerColumn = 50

// A tableBuilder appends the rows of files to the columns of one table.
type tableBuilder struct {
	def   *Definition
	table *table.Table
	words []*dictionary

	reports []*FileReport     // by number of the table's file
	read    map[string]string // path by hash of the files read
	workers int               // goroutines per file
	limits  grid.Limits       // on files
	dir     string            // of the exports
}

func newTableBuilder(d *Definition, o Options) *tableBuilder {
	b := &tableBuilder{def: d, workers: o.workers(), limits: o.Limits, read: map[string]string{}, table: &table.Table{Name: d.ID, Title: d.Title, Absent: len(d.Files) == 0}}
	for _, c := range d.Columns {
		b.table.Columns = append(b.table.Columns, &table.Column{Name: c.Name, Type: c.Type, Scale: c.Scale, Absent: true})
		b.words = append(b.words, newDictionary())
	}
	return b
}

// file appends the rows of one file below dir; there is one report for each of its sheets. The
// file's hash is made on the side unless it is known.
func (b *tableBuilder) file(fsys fs.FS, dir string, e *export, errs *source.List) ([]*FileReport, error) {
	b.dir = dir
	fr := &FileReport{Path: e.name, Bytes: int(e.size)}
	if other, twice := b.read[e.sha256]; twice && e.sha256 != "" {
		errs.Tell(source.SameFile, source.Pos{File: e.name}, "与“"+other+"”的内容完全相同，只读一次", "删去其中一个；本应不同的，重新导出")
		fr.SameAs, fr.SHA256 = other, e.sha256
		return []*FileReport{fr}, nil
	}
	summed := make(chan error, 1)
	if e.sha256 != "" {
		summed <- nil
	} else {
		go func() { summed <- e.sum(fsys) }()
	}
	reports, err := b.open(fsys, e, fr, errs)
	if sumErr := <-summed; err == nil {
		err = sumErr
	}
	b.read[e.sha256] = e.name
	for _, r := range reports {
		r.SHA256 = e.sha256
	}
	for i := range b.table.Files {
		if f := &b.table.Files[i]; f.Path == e.name {
			f.SHA256 = e.sha256
		}
	}
	return reports, err
}

// open appends the rows of one opened file.
func (b *tableBuilder) open(fsys fs.FS, e *export, fr *FileReport, errs *source.List) ([]*FileReport, error) {
	f, err := fsys.Open(e.name)
	if err != nil {
		return nil, fmt.Errorf("open export: %w", err)
	}
	defer f.Close()
	content, ok := f.(io.ReaderAt)
	if !ok {
		data, err := fs.ReadFile(fsys, e.name)
		if err != nil {
			return nil, fmt.Errorf("read export: %w", err)
		}
		content = bytes.NewReader(data)
	}
	opened := grid.Open(e.name, content, e.size, grid.Options{Encoding: b.def.Encoding, Known: b.def.partlyKnown(), Limits: b.limits}, errs)
	if opened == nil {
		return []*FileReport{fr}, nil
	}
	if b.def.Layout != nil {
		b.takeGrid(opened, fr, errs)
		return []*FileReport{fr}, nil
	}
	return b.sheets(opened, fr, errs), nil
}

// plan finds out how the rows of a sheet are to be read, from its first rows; nil when they cannot
// be, which is told.
func (b *tableBuilder) plan(s *grid.Sheet, head []grid.Row, fr *FileReport, errs *source.List) *sheetPlan {
	rows := b.def.headRows(head)
	at, columns, ignored, found := b.def.header(rows)
	if found == 0 {
		errs.Tell(source.NoHeader, s.At(int32(max(1, b.def.HeaderAt)), -1), b.def.noHeader(), "表头应含有“"+strings.Join(b.def.names()[:min(3, len(b.def.Columns))], "”“")+"”等列")
		return nil
	}
	fixed, ok := b.def.fixed(s, b.dir, errs)
	if !ok {
		return nil
	}
	repeats := b.def.repeats(slices.Clone(head), at)
	header := rows[at]
	head[at] = header
	fr.Ignored, fr.Header = ignored, int(header.Line)
	fr.Headers = readHeaders(s, head, at, columns, b.def)
	if !b.complete(s, header, columns, fixed, errs) {
		return nil
	}
	b.doubled(s, header, columns, errs)
	plan := newSheetPlan(b.def, s, header, columns)
	plan.marks = headerMarks(s, repeats, columns)
	for i, c := range b.def.Columns {
		text, named := fixed[c.Name]
		switch {
		case columns[i] >= 0:
		case named:
			plan.fixed[i] = &text
		default:
			fr.Lacks = append(fr.Lacks, c.Name)
		}
	}
	return plan
}

// take appends the rows of one sheet, whose first rows are known.
func (b *tableBuilder) take(s *grid.Sheet, head []grid.Row, fr *FileReport, errs *source.List) {
	plan := b.plan(s, head, fr, errs)
	if plan == nil {
		return
	}
	workers := min(b.workers, 1+int(s.Size/grid.BlockSize))
	m := b.merger(plan, workers, fr, errs)
	readers := make([]*reader, workers)
	for w := range readers {
		readers[w] = newReader(plan, w, &m.spare)
	}
	s.Each(workers, errs, func(w int, block *grid.Block) { m.put(readers[w].part(block)) })
	if s.Ragged {
		m.merged()
	}
	if fr.Hidden > 0 && b.def.Hidden == WarnOfHidden {
		errs.Tell(source.HiddenPart, source.Pos{File: s.File, Sheet: s.Name}, "有 "+itoa(fr.Hidden)+" 行是隐藏的，已读入", `在工作簿里取消筛选和隐藏后核对；要读就写 hidden_rows = "read"，不要就写 hidden_rows = "skip"`)
	}
	for i, col := range plan.columns {
		if col >= 0 || plan.fixed[i] != nil {
			b.table.Columns[i].Absent = false
		}
	}
	b.reports = append(b.reports, fr)
	b.table.Files = append(b.table.Files, table.File{Path: s.File, Sheet: s.Name, Encoding: s.Encoding, Rows: fr.Kept})
}

// complete reports required columns that the header lacks.
func (b *tableBuilder) complete(s *grid.Sheet, header grid.Row, columns []int, fixed map[string]string, errs *source.List) bool {
	ok := true
	for i, c := range b.def.Columns {
		if _, named := fixed[c.Name]; columns[i] < 0 && c.Required && !named {
			headers := headerTexts(header)
			hint := "在导出时勾选这一列，或把表头原文写进数据集的 aliases"
			if near := nearest(c.Name, headers, 3); len(near) > 0 {
				hint = "表头里的“" + strings.Join(near, "”“") + "”是不是这一列？是就写进数据集的 aliases"
			}
			errs.Tell(source.MissingColumn, s.At(header.Line, -1), "缺少列“"+c.Name+"”", hint)
			ok = false
		}
	}
	return ok
}

// doubled reports headers that mean the same column.
func (b *tableBuilder) doubled(s *grid.Sheet, header grid.Row, columns []int, errs *source.List) {
	names := b.def.headers()
	for col, text := range header.Cells {
		if i, ok := names[normalHeader(text)]; ok && columns[i] != col {
			errs.Tell(source.HeaderTwice, s.At(header.Line, col), "表头“"+trim(text)+"”与第 "+itoa(columns[i]+1)+" 列都是“"+b.def.Columns[i].Name+"”", "删去其中一列，或从数据集的 aliases 里删去这个表头")
		}
	}
}

// nearest lists up to n names that are near, the nearest first.
func nearest(name string, among []string, n int) []string {
	var near []string
	for among = slices.Clone(among); len(near) < n; {
		best := source.Nearest(name, among)
		if best == "" {
			break
		}
		near = append(near, best)
		among = slices.DeleteFunc(among, func(s string) bool { return s == best })
	}
	return near
}

// finish closes the table: dictionaries, rows of events collapsed, keys checked.
func (b *tableBuilder) finish(errs *source.List) *table.Table {
	for i, c := range b.table.Columns {
		switch c.Type {
		case table.Text:
			c.Dict = b.words[i].words
		case table.YesNo:
			c.Dict = table.YesNoWords
		}
	}
	keyed := b.keyed(errs) && b.resolve(errs)
	if len(b.def.OneRowPer) > 0 {
		b.collapse(errs)
	}
	if keyed {
		rows := newRowSet(b.table, b.def.Key)
		told := 0
		for row := range b.table.Rows {
			other := rows.first(row)
			if other == row {
				continue
			}
			if told++; told <= mostPerColumn {
				errs.Tell(source.KeyTwice, b.table.Origin(row), "主键“"+strings.Join(b.def.Key, "、")+"”与 "+b.table.Origin(other).String()+" 重复", b.repeated(row, other))
			}
		}
	}
	return b.table
}

// repeated says what to do about two rows with one key.
func (b *tableBuilder) repeated(row, other int) string {
	t := b.table
	if len(t.FileOf) == 0 || t.Files[t.FileOf[row]].Path == t.Files[t.FileOf[other]].Path || b.def.Latest {
		return "同一案件导出了两次；删去其中一行，或检查文件是否重复"
	}
	return `同一案件导出了两次；几个文件互相包含的，写 overlap = "latest"`
}

// keyed tells whether the rows can be told apart by the key; without one of its columns every row
// would look like a repetition.
func (b *tableBuilder) keyed(errs *source.List) bool {
	for _, name := range b.def.Key {
		if c := b.table.Column(name); c != nil && c.Absent {
			if b.table.Rows > 0 {
				errs.Tell(source.KeyUnchecked, source.Pos{File: b.def.Doc.Path}, "没有核对重复：导出里没有主键“"+name+"”", "在导出时勾选这一列，或改写 key")
			}
			return false
		}
	}
	return len(b.def.Key) > 0
}
