package closed

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	"anjian/internal/period"
	"anjian/internal/source"
	"anjian/internal/tomlfile"
)

// Dir is where closed months lie in a site folder, each in a folder of its own.
const Dir = "content/closed"

// The files of a closed month.
const (
	Datasets = "datasets.toml"  // the profile of the datasets
	Raised   = "anomalies.toml" // the 异常提示 that the month raised
	Found    = "findings.csv"   // the items of the correction lists that it left open
)

// SignedPath returns where the numbers of a signed document (签发) of a month lie.
func SignedPath(month period.Period, id string) string {
	return path.Join(Dir, month.String(), signedFolder, id+".toml")
}

const signedFolder = "signed"

// SignedFiles lists the files of all signed documents, in order of path.
func SignedFiles(fsys fs.FS) ([]string, error) {
	months, err := Months(fsys)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, m := range months {
		found, err := fs.Glob(fsys, SignedPath(m, "*"))
		if err != nil {
			return nil, fmt.Errorf("list signed documents: %w", err)
		}
		names = append(names, found...)
	}
	return names, nil
}

// Path returns where a file of a month lies.
func Path(month period.Period, file string) string { return path.Join(Dir, month.String(), file) }

// Text writes the profile as people may read it and compare it line by line: equal profiles give
// equal bytes.
func (p *Profile) Text() []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s月结时各数据集的概况。由 anjian close %s 写成，不要手改。\n", p.Month.Title(), p.Month)
	b.WriteString("format = 1\n")
	for _, d := range p.Datasets {
		d.write(&b)
	}
	return []byte(b.String())
}

func (d *Dataset) write(b *strings.Builder) {
	fmt.Fprintf(b, "\n[[dataset]]\nid = %s\ntitle = %s\nrows = %d\n", quote(d.ID), quote(d.Title), d.Rows)
	for i, l := range d.Layouts {
		fmt.Fprintf(b, "\n[[dataset.layout]]   # 第 %d 种表头\nheadings = [%s]\n", i+1, list(l))
	}
	for _, f := range d.Files {
		fmt.Fprintf(b, "\n[[dataset.file]]\npath = %s\n", quote(f.Path))
		if f.Sheet != "" {
			fmt.Fprintf(b, "sheet = %s\n", quote(f.Sheet))
		}
		if f.Layout > 0 {
			fmt.Fprintf(b, "layout = %d\n", f.Layout)
		}
		fmt.Fprintf(b, "rows = %d\nsha256 = %s\n", f.Rows, quote(f.SHA256))
	}
	for _, c := range d.Columns {
		fmt.Fprintf(b, "\n[[dataset.column]]\nname = %s\ntype = %s\n", quote(c.Name), quote(c.Type))
		if c.Absent {
			b.WriteString("absent = true   # 导出没有这一列\n")
			continue
		}
		fmt.Fprintf(b, "headings = [%s]\nempty = %d\n", list(c.Headings), c.Empty)
		if len(c.Codes) > 0 {
			b.WriteString("codes = " + counts(c.Codes) + "\n")
		}
	}
	if len(d.Months) == 0 {
		return
	}
	b.WriteString("\n[dataset.months]   # 各月的行数\n")
	for _, m := range d.Months {
		fmt.Fprintf(b, "%s = %s\n", m.Month, counts(m.Rows))
	}
}

func quote(s string) string { return tomlfile.Quote(s) }

func list(words []string) string {
	quoted := make([]string, len(words))
	for i, w := range words {
		quoted[i] = quote(w)
	}
	return strings.Join(quoted, ", ")
}

func counts(codes []Code) string {
	parts := make([]string, len(codes))
	for i, c := range codes {
		parts[i] = fmt.Sprintf("%s = %d", quote(c.Word), c.Rows)
	}
	return "{ " + strings.Join(parts, ", ") + " }"
}

type front struct {
	Format   int            `toml:"format"`
	Datasets []frontDataset `toml:"dataset"`
}

type frontDataset struct {
	ID      string                    `toml:"id"`
	Title   string                    `toml:"title"`
	Rows    int                       `toml:"rows"`
	Layouts []frontLayout             `toml:"layout"`
	Files   []frontFile               `toml:"file"`
	Columns []frontColumn             `toml:"column"`
	Months  map[string]map[string]int `toml:"months"`
}

type frontLayout struct {
	Headings []string `toml:"headings"`
}

type frontFile struct {
	Path   string `toml:"path"`
	Sheet  string `toml:"sheet"`
	Layout int    `toml:"layout"`
	Rows   int    `toml:"rows"`
	SHA256 string `toml:"sha256"`
}

type frontColumn struct {
	Name     string         `toml:"name"`
	Type     string         `toml:"type"`
	Headings []string       `toml:"headings"`
	Absent   bool           `toml:"absent"`
	Empty    int            `toml:"empty"`
	Codes    map[string]int `toml:"codes"`
}

const mended = "这个文件由 anjian close 写成；从备份恢复，或用 anjian close 月份 --again 重新写"

// decode reads a file of a closed month, whose format becomes known by that; nil when it is damaged or
// of another format, which is told to errs.
func decode(file string, data []byte, into any, format *int, errs *source.List) *tomlfile.Positions {
	before := errs.Faults()
	at := tomlfile.DecodeOurs(file, data, into, errs)
	if errs.Faults() > before {
		return nil
	}
	if *format != 1 {
		errs.Tell(source.DamagedRecord, at.At("format"), "不认识的月结文件格式", mended)
		return nil
	}
	return at
}

// Parse reads what Text writes; nil when it is damaged, which is told to errs.
func Parse(file string, month period.Period, data []byte, errs *source.List) *Profile {
	var f front
	at := decode(file, data, &f, &f.Format, errs)
	if at == nil {
		return nil
	}
	p := &Profile{Month: month, path: file}
	for i, fd := range f.Datasets {
		d := Dataset{ID: fd.ID, Title: fd.Title, Rows: fd.Rows, at: at.At("dataset", i, "id")}
		for _, l := range fd.Layouts {
			d.Layouts = append(d.Layouts, l.Headings)
		}
		for n, x := range fd.Files {
			if x.Layout < 0 || x.Layout > len(d.Layouts) {
				errs.Tell(source.DamagedRecord, at.At("dataset", i, "file", n, "layout"), "没有第 "+strconv.Itoa(x.Layout)+" 种表头", mended)
				return nil
			}
			d.Files = append(d.Files, File{x.Path, x.Sheet, x.SHA256, x.Rows, x.Layout})
		}
		for _, c := range fd.Columns {
			d.Columns = append(d.Columns, Column{c.Name, c.Type, c.Headings, c.Absent, c.Empty, sorted(c.Codes)})
		}
		for name, rows := range fd.Months {
			m, err := period.Parse(name)
			if err != nil || m.Kind() != period.Monthly {
				errs.Tell(source.DamagedRecord, at.At("dataset", i, "months", name), "“"+name+"”不是月份", mended)
				return nil
			}
			d.Months = append(d.Months, Month{m, sorted(rows)})
		}
		slices.SortFunc(d.Months, func(a, b Month) int { return a.Month.Compare(b.Month) })
		p.Datasets = append(p.Datasets, d)
	}
	return p
}

func sorted(counts map[string]int) []Code {
	var codes []Code
	for word, n := range counts {
		codes = append(codes, Code{word, n})
	}
	slices.SortFunc(codes, func(a, b Code) int { return strings.Compare(a.Word, b.Word) })
	return codes
}

// Months lists the closed months of a site folder, the oldest first. Other folders beside them are
// no months and are left alone.
func Months(fsys fs.FS) ([]period.Period, error) {
	entries, err := fs.ReadDir(fsys, Dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("list closed months: %w", err)
	}
	var months []period.Period
	for _, e := range entries {
		m, err := period.Parse(e.Name())
		if err == nil && m.Kind() == period.Monthly && m.String() == e.Name() && e.IsDir() {
			months = append(months, m)
		}
	}
	slices.SortFunc(months, period.Period.Compare)
	return months, nil
}
