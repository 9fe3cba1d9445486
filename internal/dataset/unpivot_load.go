package dataset

import (
	"path"
	"regexp"
	"strings"

	"anjian/internal/grid"
	"anjian/internal/period"
	"anjian/internal/source"
	"anjian/internal/table"
)

// What an official table may hold; more is a list of cases taken for one.
const (
	mostLines   = 20_000
	mostFigures = 200_000
)

// takeGrid appends the figures of all sheets of a file that hold the table.
func (b *tableBuilder) takeGrid(f *grid.File, fr *FileReport, errs *source.List) {
	var all, read []string
	matched := 0
	var missed *source.Error
	for _, s := range f.Sheets {
		all = append(all, s.Name)
		if b.def.Sheet != "" && s.Name != "" {
			if ok, err := path.Match(b.def.Sheet, s.Name); err != nil || !ok {
				continue
			}
		}
		matched++
		rows, whole := textRows(s, errs)
		if !whole {
			return
		}
		t, wrong := b.def.crosstab(s, rows)
		switch {
		case wrong != nil && t == nil && b.def.Sheet == "" && len(f.Sheets) > 1:
			missed = wrong // a cover or a sheet of notes
			continue
		case wrong == nil && (len(rows) > mostLines || len(t.lines)*len(t.columns) > mostFigures):
			wrong = &source.Error{Code: source.BadCrosstab, Pos: s.At(1, -1), Message: "这张表太大，不像统计报表", Hint: "一案一行的表不要写 shape = \"grid\"；确是报表就按期分成几张"}
		}
		if wrong != nil {
			missed = nil
			errs.Put(wrong)
			continue
		}
		read = append(read, s.Name)
		fr.Encoding = s.Encoding
		b.takeSheet(s, t, fr, errs)
	}
	switch {
	case matched == 0:
		errs.Tell(source.NoSheet, source.Pos{File: f.Name}, "没有工作表“"+b.def.Sheet+"”", source.Suggest(b.def.Sheet, all))
	case len(read) == 0:
		errs.Put(missed)
	case len(read) == 1:
		fr.Sheet = read[0]
	default:
		fr.Sheet = read[0] + "等 " + itoa(len(read)) + " 张"
	}
}

// textRows reads a sheet as text, up to a little more than a table may have.
func textRows(s *grid.Sheet, errs *source.List) (rows []grid.Row, whole bool) {
	whole = s.Each(1, errs, func(_ int, block *grid.Block) {
		for i := range block.Rows() {
			if len(rows) > mostLines {
				return
			}
			row := grid.Row{Line: block.Line(i), Cells: make([]string, block.Width(i))}
			for col := range row.Cells {
				row.Cells[col], _ = s.Text(block.Cell(i, col))
			}
			rows = append(rows, row)
		}
	})
	return rows, whole
}

// takeSheet appends the figures of one sheet.
func (b *tableBuilder) takeSheet(s *grid.Sheet, t *crosstab, fr *FileReport, errs *source.List) {
	d := b.def
	when, ok := d.periodOf(s, t)
	if !ok {
		errs.Tell(source.BadCrosstab, s.At(t.rows[t.header].Line, -1), map[Place]string{
			InTitle: "表头以上没有写明统计期", InSheet: "工作表名里没有统计期", InFile: "文件名里没有统计期",
		}[d.Layout.Period], "写作 2025年3月、2025年1—3月、2025年第一季度")
		return
	}
	unit, ok := d.unitOf(s, t)
	if !ok {
		errs.Tell(source.BadCrosstab, s.At(t.rows[t.header].Line, -1), "没有找到填报单位", "标题里写“填报单位：…”，或改正 [grid] 的 procuratorate")
		return
	}
	fr.Header = int(t.rows[t.header].Line)
	for _, skipped := range t.skipped {
		fr.drop(skipped.Reason, skipped.Rows)
		fr.Read += skipped.Rows
	}
	file := uint16(len(b.table.Files))
	plan := &sheetPlan{def: d, sheet: s}
	figures := 0
	for _, line := range t.lines {
		for _, column := range t.columns {
			texts := map[string]string{
				RowHeading: line.path, ColumnHeading: column.path, PeriodColumn: when.String(),
				CellColumn: grid.CellName(column.at, int(t.rows[line.at].Line)), FigureColumn: d.Layout.figure(t.cell(line.at, column.at)),
			}
			for k, name := range d.Layout.Rows {
				texts[name], _ = withoutMark(line.levels[k])
			}
			for k, name := range d.Layout.Columns {
				texts[name], _ = withoutMark(column.levels[k])
			}
			if unit != "" {
				texts[d.Procuratorate] = unit
			}
			for i := range d.Columns {
				text, has := texts[d.Columns[i].Name]
				if wrong := b.append(i, text); wrong != fine {
					kind, message, hint := plan.explain(finding{fault: wrong, column: i, text: text})
					errs.Tell(kind, s.At(t.rows[line.at].Line, column.at), message, hint)
				}
				b.table.Columns[i].Absent = b.table.Columns[i].Absent && !has
			}
			b.table.FileOf, b.table.LineOf = append(b.table.FileOf, file), append(b.table.LineOf, t.rows[line.at].Line)
			figures++
		}
	}
	b.table.Rows += figures
	fr.Kept, fr.Read = fr.Kept+figures, fr.Read+figures
	b.reports = append(b.reports, fr)
	b.table.Files = append(b.table.Files, table.File{Path: s.File, Sheet: s.Name, SHA256: fr.SHA256, Encoding: s.Encoding, Rows: figures})
	fr.Imbalances = append(fr.Imbalances, t.balance(s, errs)...)
}

// append adds one cell to column i and says what is wrong with it.
func (b *tableBuilder) append(i int, text string) fault {
	out := b.table.Columns[i]
	v, word := b.def.Columns[i].read(text)
	switch {
	case out.Type == table.Text:
		out.Codes.Append(b.words[i].code(word))
	case out.Worded():
		out.Codes.Append(v.code)
	default:
		out.Nums.Append(v.num)
	}
	return v.fault
}

// figure makes words that stand for no figure blank.
func (l *Layout) figure(text string) string {
	text = trim(text)
	if empties[text] || contains(l.Blank, text) || strings.Trim(text, "-—－─…") == "" {
		return ""
	}
	return text
}

var (
	periodWords = regexp.MustCompile(`\d{4}年?(?:1[-—–至~～]\d{1,2}月|\d{1,2}月|第?[一二三四1-4]季度|[上下]半年|[Qq][1-4]|[Hh][12]|[-./]\d{1,2}|度)?`)
	unitWords   = regexp.MustCompile(`(?:填报|编报|报送|统计)?单位(?:名称)?[：:][\s\x{3000}]*([^\s\x{3000}，,；;（(]+)`)
)

// title returns what stands above the headings.
func (t *crosstab) title() string {
	var words []string
	for _, row := range t.rows[:t.header] {
		words = append(words, strings.Join(row.Cells, " "))
	}
	return strings.Join(words, "\n")
}

// periodOf reads the period of a sheet from where the layout says it stands.
func (d *Definition) periodOf(s *grid.Sheet, t *crosstab) (period.Period, bool) {
	text := map[Place]string{InTitle: t.title(), InSheet: s.Name, InFile: path.Base(s.File)}[d.Layout.Period]
	text = strings.Join(strings.Fields(narrow(strings.ReplaceAll(text, "\n", "；"))), "")
	for _, at := range periodWords.FindAllStringIndex(text, -1) {
		found, next := text[at[0]:at[1]], text[at[1]:]
		if next != "" && '0' <= next[0] && next[0] <= '9' || at[0] > 0 && '0' <= text[at[0]-1] && text[at[0]-1] <= '9' {
			continue // a day, as in 20250331 or 2025年4月2日
		}
		if p, err := period.Parse(strings.TrimSuffix(found, "度")); err == nil {
			return p, true
		}
		if p, err := period.Parse(found); err == nil {
			return p, true
		}
	}
	return period.Period{}, false
}

// unitOf reads the procuratorate of a sheet; "" when headings name it.
func (d *Definition) unitOf(s *grid.Sheet, t *crosstab) (string, bool) {
	switch d.Layout.Unit {
	case InTitle:
		if m := unitWords.FindStringSubmatch(t.title()); m != nil {
			return m[1], true
		}
		return "", false
	case InSheet:
		return s.Name, s.Name != ""
	case InFile:
		for _, pattern := range d.Files {
			if word, ok := starred(pattern, path.Base(s.File)); ok {
				return word, true
			}
		}
		return "", false
	}
	return "", true
}

// starred returns what the first star of a pattern stands for in a name.
func starred(pattern, name string) (string, bool) {
	before, _, ok := strings.Cut(path.Base(pattern), "*")
	if fits, err := path.Match(path.Base(pattern), name); !ok || err != nil || !fits {
		return "", false
	}
	rest := name[len(before):]
	for i := range rest { // the shortest word with which the rest still fits
		if i == 0 {
			continue
		}
		if fits, _ := path.Match(strings.Replace(path.Base(pattern), "*", "", 1), before+rest[i:]); fits {
			return rest[:i], true
		}
	}
	return "", false
}
