package dataset

import (
	"regexp"
	"slices"
	"strings"

	"anjian/internal/grid"
	"anjian/internal/source"
)

// sheets appends the rows of the sheets that the definition means, and reports on each. fr is the
// report of the file so far.
func (b *tableBuilder) sheets(f *grid.File, fr *FileReport, errs *source.List) []*FileReport {
	if len(b.def.Sheets) == 0 || f.Kind != grid.Workbook {
		if s, head := b.def.sheet(f, errs); s != nil {
			fr.Sheet, fr.Encoding = s.Name, s.Encoding
			b.take(s, head, fr, errs)
		}
		return []*FileReport{fr}
	}
	var reports []*FileReport
	for _, s := range b.def.named(f, errs) {
		head := s.Head(b.def.headLines())
		if len(head) == 0 {
			continue // an empty sheet beside others
		}
		r := &FileReport{Path: fr.Path, SHA256: fr.SHA256, Bytes: fr.Bytes, Sheet: s.Name, Encoding: s.Encoding}
		b.take(s, head, r, errs)
		reports = append(reports, r)
	}
	if len(reports) == 0 {
		return []*FileReport{fr}
	}
	return reports
}

// named lists the sheets whose names fit one of the patterns, in the order of the workbook.
func (d *Definition) named(f *grid.File, errs *source.List) []*grid.Sheet {
	var fits []*grid.Sheet
	var names []string
	for _, s := range f.Sheets {
		names = append(names, s.Name)
		if slices.ContainsFunc(d.Sheets, func(pattern string) bool { return fitsPattern(pattern, s.Name) }) {
			fits = append(fits, s)
			if s.Hidden {
				errs.Tell(source.HiddenPart, source.Pos{File: f.Name, Sheet: s.Name}, "这张工作表是隐藏的，已读入", "不要的在工作簿里删去，或改写 sheets")
			}
		}
	}
	if len(fits) == 0 {
		errs.Tell(source.NoSheet, source.Pos{File: f.Name}, "没有合于“"+strings.Join(d.Sheets, "”“")+"”的工作表", source.Suggest(strings.ReplaceAll(d.Sheets[0], "*", ""), names))
	}
	return fits
}

// fitsPattern tells whether a text fits a pattern in which * stands for any text.
func fitsPattern(pattern, text string) bool {
	parts := strings.Split(narrow(pattern), "*")
	for i, part := range parts {
		parts[i] = regexp.QuoteMeta(part)
	}
	fits, err := regexp.MatchString("^"+strings.Join(parts, ".*")+"$", narrow(trim(text)))
	return err == nil && fits
}

// headLines is how many rows of a sheet are looked at to find its header.
func (d *Definition) headLines() int { return max(20, d.HeaderAt+d.HeaderRows) }

// headRows turns the first rows of a sheet into what each would be as a header, at the same
// indexes: of two rows the names are joined, at the second; where the line is declared, all others
// are no header.
func (d *Definition) headRows(head []grid.Row) []grid.Row {
	if d.HeaderRows < 2 && d.HeaderAt == 0 {
		return head[:min(len(head), 20)]
	}
	known := d.known()
	rows := make([]grid.Row, len(head))
	for i, row := range head {
		first := row
		rows[i].Line = row.Line
		if d.HeaderRows == 2 {
			if i == 0 {
				continue
			}
			if first = head[i-1]; len(headerTexts(first)) < 2 {
				continue // a title, no upper row of a header
			}
			row = joined(first, row, known)
		}
		if d.HeaderAt == 0 && i < 20 || int(first.Line) == d.HeaderAt {
			rows[i] = row
		}
	}
	return rows
}

// joined makes one header of two rows, as 上级_下级. The upper name counts for the columns to its
// right as long as these have none of their own, for it is a merged cell; a lower name that is a
// known header by itself stays so where nothing else in the row bears it.
func joined(upper, lower grid.Row, known func(string) bool) grid.Row {
	row := grid.Row{Line: lower.Line, Cells: make([]string, max(len(upper.Cells), len(lower.Cells)))}
	above := ""
	for i := range row.Cells {
		if text := cellOf(upper, i); text != "" {
			above = text
		}
		below := cellOf(lower, i)
		switch {
		case below == "":
			row.Cells[i] = cellOf(upper, i)
		case above == "" || above == below:
			row.Cells[i] = below
		default:
			row.Cells[i] = above + "_" + below
			if !known(row.Cells[i]) && known(below) && once(lower, below) {
				row.Cells[i] = below
			}
		}
	}
	return row
}

func cellOf(row grid.Row, i int) string {
	if i < len(row.Cells) {
		return trim(row.Cells[i])
	}
	return ""
}

func once(row grid.Row, text string) bool {
	n := 0
	for _, cell := range row.Cells {
		if trim(cell) == text {
			n++
		}
	}
	return n == 1
}

// repeats are the header rows as they stand in the sheet, to know them again below.
func (d *Definition) repeats(head []grid.Row, at int) []grid.Row {
	if d.HeaderRows == 2 && at > 0 {
		return head[at-1 : at+1]
	}
	return head[at : at+1]
}

// noHeader says where no header was found.
func (d *Definition) noHeader() string {
	if d.HeaderAt > 0 {
		return "第 " + itoa(d.HeaderAt) + " 行不是表头"
	}
	return "前 20 行里没有找到表头"
}

// partlyKnown tells what may stand in a row of the header: of two rows, the parts of joined names.
func (d *Definition) partlyKnown() func(text string) bool {
	known := d.known()
	if d.HeaderRows < 2 {
		return known
	}
	parts := map[string]bool{}
	for name := range d.headers() {
		for part := range strings.SplitSeq(name, "_") {
			parts[part] = true
		}
	}
	return func(text string) bool { return known(text) || parts[normalHeader(text)] }
}
