package dataset

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"anjian/internal/table"
)

// An adaption changes the document of a known dataset so that it reads one more sheet.
type adaption struct {
	*likeness
	s       *Sample
	draft   *draft
	first   bool   // nothing was exported before
	named   string // column that the file's name tells
	changes []string
	confirm []string
}

// A mixture is a sheet with the rows of a dataset beside those of its parent: persons and, repeated
// beside each, their case.
type mixture struct {
	parent, child *likeness
	key           *profile // tells which rows are of one parent
}

// takes tells whether a column that no definition knows goes to the dataset of m: to the parent
// when all rows of one parent agree.
func (x *mixture) takes(m *likeness, s *Sample, column int) bool {
	if x == nil {
		return true
	}
	if x.parent.column[column] >= 0 || x.child.column[column] >= 0 {
		return false // one of the two has it
	}
	agree := s.repeated(x.key) == s.repeated(x.key, s.columns[column])
	return agree == (m == x.parent)
}

// adapt proposes the changed document. mix is set where the sheet is a mixture.
func (p *Proposer) adapt(m *likeness, s *Sample, mix *mixture) {
	draft, ok := newDraft(p.texts[m.def.ID])
	if !ok {
		return // Define has read it, so it has front matter
	}
	a := &adaption{likeness: m, s: s, draft: draft, first: len(m.def.Files) == 0}
	a.readFile()
	for i := range s.columns {
		if of := m.column[i]; of >= 0 {
			a.header(s.columns[i], &m.def.Columns[of])
			a.content(s.columns[i], &m.def.Columns[of])
		} else if mix.takes(m, s, i) {
			a.unknown(s.columns[i])
		}
	}
	a.place(p)
	a.absent()
	a.key(mix != nil && m == mix.parent)
	a.aggregate()
	p.place(m.at(s, m.def.Procuratorate))
	p.write(m.def.ID, draft.String(), func(x *Proposal) {
		x.Samples = append(x.Samples, fmt.Sprintf("%s：表头在第 %d 行，%d 行数据，%d 列中认得 %d 列", s.Where(), s.Line, s.Rows, len(s.columns), m.known))
		x.Changes = append(x.Changes, a.changes...)
		x.Confirm = append(append(x.Confirm, s.doubts()...), a.confirm...)
	})
}

func (a *adaption) changed(format string, args ...any) {
	a.changes = append(a.changes, fmt.Sprintf(format, args...))
}

func (a *adaption) confirmed(format string, args ...any) {
	a.confirm = append(a.confirm, fmt.Sprintf(format, args...))
}

// readFile names the file, its sheet, and the rows below the table that are no data.
func (a *adaption) readFile() {
	d := a.def
	files := slices.Clone(d.Files)
	if !covers(files, a.s.File) {
		files = append(files, literal(a.s.File))
		a.draft.set("", "files", quoteAll(files), "")
		a.dropComment("files", "尚未导出")
		a.changed("读入文件“%s”", a.s.File)
	}
	switch {
	case a.s.Sheet == "":
	case d.Sheet == "" && len(d.Sheets) == 0 && a.s.Tables > 1:
		a.draft.set("", "sheet", quote(a.s.Sheet), "")
		a.changed("只读工作表“%s”", a.s.Sheet)
	case d.Sheet != "" && !covers([]string{d.Sheet}, a.s.Sheet):
		a.draft.remove("", "sheet", "")
		a.draft.set("", "sheets", quoteAll([]string{d.Sheet, literal(a.s.Sheet)}), "")
		a.changed("工作表“%s”一并读入", a.s.Sheet)
	case len(d.Sheets) > 0 && !covers(d.Sheets, a.s.Sheet):
		a.draft.extend("", "sheets", quotes([]string{literal(a.s.Sheet)}), "[]", "")
		a.changed("工作表“%s”一并读入", a.s.Sheet)
	}
	if d.Encoding != "" && a.first {
		a.draft.remove("", "encoding", "")
	}
	switch {
	case a.s.twoRows == (d.HeaderRows == 2):
	case a.s.twoRows && a.first:
		a.draft.set("", "header_rows", "2", "待确认：表头占两行")
		a.changed("表头占两行，列名写作“上级_下级”")
	default:
		a.confirmed("“%s”的表头行数与别的文件不同：改成一样的再导入", a.s.File)
	}
	drops := slices.Clone(d.DropRows)
	for _, word := range a.s.drops {
		if !slices.ContainsFunc(drops, func(have string) bool { return strings.HasPrefix(word, have) }) {
			drops = append(drops, word)
			a.changed("略过以“%s”开头的行", word)
		}
	}
	if len(drops) > len(d.DropRows) {
		a.draft.set("", "drop_rows", quoteAll(drops), "")
	}
}

// covers tells whether one of the patterns means a name.
func covers(patterns []string, name string) bool {
	return slices.ContainsFunc(patterns, func(pattern string) bool {
		ok, _ := path.Match(pattern, name) // a pattern that is none means nothing
		return ok || pattern == name
	})
}

// dropComment removes a comment that no longer holds.
func (a *adaption) dropComment(key, comment string) {
	if at, ok := a.draft.find("", key); ok {
		line := &a.draft.lines[at.to-1]
		*line = strings.TrimRight(strings.TrimSuffix(*line, "# "+comment), " ")
	}
}

// header takes the raw header in as an alias, and sees that no other header means the column too.
func (a *adaption) header(p *profile, c *Column) {
	aliases := slices.Clone(c.Aliases)
	if key := normalHeader(p.header); key != normalHeader(c.Name) && !slices.ContainsFunc(aliases, func(x string) bool { return normalHeader(x) == key }) {
		aliases = append(aliases, p.header)
		a.changed("表头“%s”就是“%s”", p.header, c.Name)
	}
	for _, other := range a.s.columns {
		key := normalHeader(other.header)
		at := slices.IndexFunc(aliases, func(x string) bool { return normalHeader(x) == key })
		if other == p || at < 0 {
			continue
		}
		if !a.first {
			a.confirmed("表头“%s”和“%s”都是“%s”：在表里删去其中一列", p.header, other.header, c.Name)
			continue
		}
		aliases = slices.Delete(aliases, at, at+1)
		a.confirmed("表头“%s”不再当作“%s”，因为表里已有“%s”", other.header, c.Name, p.header)
	}
	switch {
	case slices.Equal(aliases, c.Aliases):
	case len(aliases) == len(c.Aliases)+1:
		a.draft.extend(c.Name, "aliases", quotes(aliases[len(c.Aliases):]), "[]", "")
	default:
		a.draft.set(c.Name, "aliases", quoteAll(aliases), "")
	}
}

// content compares the cells with what the column says of them.
func (a *adaption) content(p *profile, c *Column) {
	if n := c.misread(p); n > 0 {
		a.confirmed("“%s”有 %d 个单元格不是%s，更新时会指出位置", c.Name, n, c.Type)
	}
	if c.Filled && p.empty() > 0 {
		a.draft.remove(c.Name, "filled", "待确认：导出里有空的")
		a.confirmed("“%s”应当都有值，导出里有 %d 行是空的", c.Name, p.empty())
	}
	if len(c.Values) > 0 && c.Type == table.Text {
		a.codes(p, c)
	}
}

// mostNewCodes is how many codes outside of the list are taken for codes.
const mostNewCodes = 30

// codes takes in words that the code list does not have.
func (a *adaption) codes(p *profile, c *Column) {
	if why, yes := p.personalContent(); yes {
		a.confirmed("“%s”的%s，不像代码，没有加进代码表：检查表头“%s”", c.Name, why, p.header)
		return
	}
	var mapped, added []string
	for _, word := range p.distinct() {
		if _, known := c.Map[word]; known || slices.Contains(c.Values, word) {
			continue
		}
		meant, known := field().Words[c.Name][word]
		switch {
		case known && slices.Contains(c.Values, meant):
			mapped = append(mapped, quote(word)+" = "+quote(meant))
			a.changed("“%s”的“%s”读作“%s”", c.Name, word, meant)
		case empties[word]:
			mapped = append(mapped, quote(word)+` = ""`)
			a.changed("“%s”的“%s”读作空", c.Name, word)
		default:
			added = append(added, word)
		}
	}
	if len(added) > mostNewCodes || slices.ContainsFunc(added, func(w string) bool { return utf8.RuneCountInString(w) > longestCode }) {
		a.confirmed("“%s”有 %d 种值不在代码表里，不像是这一列：检查表头", c.Name, len(added))
		added = nil
	}
	if len(added) > 0 {
		words := make([]string, len(added))
		for i, word := range added {
			words[i] = fmt.Sprintf("“%s”%d 行", word, p.counts[p.of[word]])
		}
		a.confirmed("“%s”有代码表外的值：%s，已加进 values；与已有代码同义的，改写进 map", c.Name, strings.Join(words, "，"))
	}
	if len(mapped) > 0 {
		a.draft.extend(c.Name, "map", mapped, "{}", "")
	}
	if len(added) > 0 {
		a.draft.extend(c.Name, "values", quotes(added), "[]", "待确认：新加 "+strings.Join(added, "、"))
	}
}

// absent reports the columns that the export lacks; required ones are no longer required, so that
// what needs them is 未知 and all else can be computed.
func (a *adaption) absent() {
	if !a.first {
		return // other files may have them
	}
	var names []string
	for _, c := range a.def.Columns {
		if a.at(a.s, c.Name) != nil || c.Name == a.named {
			continue
		}
		names = append(names, c.Name)
		if c.Required {
			a.draft.remove(c.Name, "required", "待确认：导出里没有这一列")
		}
	}
	if len(names) > 0 {
		a.confirmed("导出里没有：%s", strings.Join(names, "、"))
	}
}

// key looks whether rows can be told apart, and joins the rows of one case in a mixed sheet.
func (a *adaption) key(mixed bool) {
	var columns []*profile
	for _, name := range a.def.Key {
		p := a.at(a.s, name)
		if p == nil {
			return // told by absent
		}
		columns = append(columns, p)
	}
	if len(columns) == 0 {
		return
	}
	n := a.s.repeated(columns...)
	switch {
	case n == 0:
	case mixed:
		a.draft.set("", "one_row_per", quoteAll(a.def.Key), "待确认：一案多人各占一行，合成一案一行")
		a.changed("同一“%s”的 %d 行合成一行", strings.Join(a.def.Key, "、"), n)
		for _, name := range a.varying(a.s, columns[0]) {
			a.confirmed("同一案件的“%s”各行不一，不能合成一案一行：请另外导出案件表", name)
		}
	default:
		a.confirmed("“%s”有 %d 行重复，更新时会指出位置", strings.Join(a.def.Key, "、"), n)
	}
}

var codeTest = regexp.MustCompile(`([\p{Han}A-Za-z0-9_]+) == "([^"]+)"`)

// juvenile are words of departments that handle the cases of juveniles.
var juvenile = []string{"未成年", "未检"}

// aggregate looks whether the condition for rows that are only counted still finds anything: a
// department of another name would let juveniles' cases through.
func (a *adaption) aggregate() {
	for _, m := range codeTest.FindAllStringSubmatch(a.def.AggregateOnly, -1) {
		p, c := a.at(a.s, m[1]), a.def.Column(m[1])
		if p == nil || p.filled() == 0 || slices.Contains(p.distinct(), m[2]) || p.fits(c.isCode) > 0 {
			continue // not there, or written in the words that the definition has
		}
		var found []string
		for _, word := range p.distinct() {
			if slices.ContainsFunc(juvenile, func(j string) bool { return strings.Contains(word, j) }) {
				found = append(found, word)
			}
		}
		if len(found) == 1 {
			condition := strings.Replace(a.def.AggregateOnly, m[0], m[1]+" == "+quote(found[0]), 1)
			a.draft.set("", "aggregate_only", "'"+condition+"'", "待确认：未成年人案件只计入汇总，不逐件列出")
			a.confirmed("“%s”为“%s”的案件按未成年人案件处理，只计入汇总", m[1], found[0])
			continue
		}
		a.confirmed("数据里没有“%s”为“%s”的行，未成年人案件可能没有认出来：改写 aggregate_only 的条件", m[1], m[2])
	}
}
