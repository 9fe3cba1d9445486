package dataset

import (
	"regexp"
	"slices"
	"strings"
)

// A draft is the text of a definition while it is being changed: statement by statement, in place,
// so that the editor's comments, order and spacing stay as they are.
type draft struct {
	lines []string // of the front matter, without the +++ lines
	body  string   // from the closing +++ line on
	crlf  bool     // lines ended as on Windows
}

// newDraft takes the text of a document; ok is false when it has no front matter.
func newDraft(text string) (d *draft, ok bool) {
	crlf := strings.Contains(text, "\r\n")
	text = strings.ReplaceAll(strings.TrimPrefix(text, "\ufeff"), "\r\n", "\n")
	rest, found := strings.CutPrefix(text, "+++\n")
	if !found {
		return nil, false
	}
	front, body, found := strings.Cut(rest, "\n+++")
	if !found {
		return nil, false
	}
	return &draft{lines: strings.Split(front, "\n"), body: "+++" + body, crlf: crlf}, true
}

func (d *draft) String() string {
	text := "+++\n" + strings.Join(d.lines, "\n") + "\n" + d.body
	if d.crlf {
		text = strings.ReplaceAll(text, "\n", "\r\n")
	}
	return text
}

// A statement is one key with its value, over the lines [from, to).
type statement struct {
	table    string // column, link or "" for the definition itself
	name     string // of the column or link: what its key name says
	key      string
	from, to int
}

var (
	tableHead = regexp.MustCompile(`^\s*\[\[?\s*([\w.-]+)\s*\]\]?`)
	keyValue  = regexp.MustCompile(`^\s*"?([\w.-]+)"?\s*=\s*(.*)$`)
	quotedBit = regexp.MustCompile(`"(?:[^"\\]|\\.)*"|'[^']*'`)
)

// statements cuts the lines; what it does not understand it leaves out.
func (d *draft) statements() []statement {
	var all []statement
	table, first := "", 0 // first statement of the table under way
	for i := 0; i < len(d.lines); i++ {
		if m := tableHead.FindStringSubmatch(d.lines[i]); m != nil {
			table, first = m[1], len(all)
			continue
		}
		m := keyValue.FindStringSubmatch(d.lines[i])
		if m == nil {
			continue
		}
		s := statement{table: table, key: m[1], from: i, to: i + 1}
		depth := brackets(m[2])
		for depth > 0 && s.to < len(d.lines) {
			depth += brackets(d.lines[s.to])
			s.to++
		}
		i = s.to - 1
		all = append(all, s)
		if s.key == "name" {
			if word := quotedBit.FindString(m[2]); word != "" {
				for n := first; n < len(all); n++ {
					all[n].name = word[1 : len(word)-1]
				}
			}
		} else if len(all)-1 > first {
			all[len(all)-1].name = all[first].name
		}
	}
	return all
}

// brackets counts how many brackets a line opens and does not close.
func brackets(line string) int {
	line = quotedBit.ReplaceAllString(line, "")
	line, _, _ = strings.Cut(line, "#")
	return strings.Count(line, "[") + strings.Count(line, "{") - strings.Count(line, "]") - strings.Count(line, "}")
}

// find returns the statement of a key: of the definition itself, or of the column of that name.
func (d *draft) find(column, key string) (statement, bool) {
	for _, s := range d.statements() {
		if s.key == key && (column == "" && s.table == "" || column != "" && s.table == "column" && s.name == column) {
			return s, true
		}
	}
	return statement{}, false
}

// set writes a key, over the old one or after the others of its table. A comment behind the old
// value stays unless a new one is given.
func (d *draft) set(column, key, value, comment string) {
	line := key + " = " + value
	if comment != "" {
		line += "   # " + comment
	}
	old, ok := d.find(column, key)
	if !ok {
		if end := d.endOf(column); end >= 0 {
			d.insert(end, line)
		}
		return
	}
	if comment == "" {
		if _, behind := cutComment(d.lines[old.to-1]); behind != "" {
			line += "   " + behind
		}
	}
	d.lines = slices.Replace(d.lines, old.from, old.to, line)
}

// extend adds entries to a list or an inline table, before its closing bracket, so that what people
// wrote there stays as it is; a comment replaces the one behind it. Without the key it is set.
func (d *draft) extend(column, key string, entries []string, brackets, comment string) {
	old, ok := d.find(column, key)
	if !ok {
		d.set(column, key, brackets[:1]+pad(strings.Join(entries, ", "), brackets)+brackets[1:], comment)
		return
	}
	last := old.to - 1
	end := closingAt(d.lines[last], brackets[1])
	if end < 0 {
		return // not written as a list
	}
	head, tail := strings.TrimRight(d.lines[last][:end], " "), d.lines[last][end:]
	if comment != "" {
		tail = brackets[1:] + "   # " + comment
	}
	if strings.TrimSpace(head) == "" { // the bracket stands on a line of its own
		d.lines[last] = head + tail
		d.endEntry(old.from, last, brackets[:1])
		d.insert(last, "  "+strings.Join(entries, ", ")+",")
		return
	}
	separator := ", "
	if strings.HasSuffix(head, brackets[:1]) {
		separator = ""
	} else if strings.HasSuffix(head, ",") {
		separator = " "
	}
	d.lines[last] = head + separator + strings.Join(entries, ", ") + pad("", brackets) + tail
}

// pad sets blanks inside the brackets of an inline table.
func pad(inside, brackets string) string {
	switch {
	case brackets == "[]":
		return inside
	case inside == "":
		return " "
	}
	return " " + inside + " "
}

// endEntry sets a comma behind the last entry between two lines, in front of its comment, unless
// there is one or no entry.
func (d *draft) endEntry(from, to int, opening string) {
	for i := to - 1; i >= from; i-- {
		entry, _ := cutComment(d.lines[i])
		if entry = strings.TrimRight(entry, " \t"); entry == "" {
			continue
		}
		if !strings.HasSuffix(entry, ",") && !strings.HasSuffix(entry, opening) {
			d.lines[i] = entry + "," + d.lines[i][len(entry):]
		}
		return
	}
}

// masked returns a line of the same length without what stands in quotes.
func masked(line string) string {
	return quotedBit.ReplaceAllStringFunc(line, func(s string) string { return strings.Repeat("x", len(s)) })
}

// cutComment parts a line from the comment behind it.
func cutComment(line string) (before, comment string) {
	if at := strings.IndexByte(masked(line), '#'); at >= 0 {
		return line[:at], line[at:]
	}
	return line, ""
}

// closingAt finds the last closing bracket of a line outside of quotes and comments.
func closingAt(line string, bracket byte) int {
	line, _ = cutComment(line)
	return strings.LastIndexByte(masked(line), bracket)
}

// remove takes a key out; a reason is left behind as a comment.
func (d *draft) remove(column, key, reason string) {
	old, ok := d.find(column, key)
	if !ok {
		return
	}
	if reason == "" {
		d.lines = slices.Delete(d.lines, old.from, old.to)
		return
	}
	d.lines = slices.Replace(d.lines, old.from, old.to, "# "+reason)
}

// endOf returns the line after the last statement of a table, -1 when there is no such column.
func (d *draft) endOf(column string) int {
	end := -1
	for _, s := range d.statements() {
		if column == "" && s.table == "" || column != "" && s.table == "column" && s.name == column {
			end = s.to
		}
	}
	return end
}

func (d *draft) insert(at int, lines ...string) { d.lines = slices.Insert(d.lines, at, lines...) }

// addTable appends a table such as [[column]], before the first [[link]] when it is a column.
func (d *draft) addTable(name string, lines ...string) {
	at := len(d.lines)
	for at > 0 && strings.TrimSpace(d.lines[at-1]) == "" {
		at--
	}
	if name == "column" {
		for i, line := range d.lines {
			if m := tableHead.FindStringSubmatch(line); m != nil && m[1] == "link" {
				at = i
				for at > 0 && strings.TrimSpace(d.lines[at-1]) == "" {
					at--
				}
				break
			}
		}
	}
	d.insert(at, append([]string{"", "[[" + name + "]]"}, lines...)...)
}

// provenance is the section of the body that tells where an office's own export comes from.
const provenance = "## 这份数据从哪里来"

// Unexported returns the text of a definition as it is before anything was exported: it keeps what
// columns mean and forgets which files there were, how they were written and who made them.
func Unexported(text string) string {
	d, ok := newDraft(text)
	if !ok {
		return text
	}
	d.set("", "files", "[]", "尚未导出")
	if _, shaped := d.find("", "shape"); !shaped { // official forms have their sheets everywhere
		d.remove("", "encoding", "")
		d.remove("", "sheet", "")
	}
	before, after, found := strings.Cut(d.body, provenance+"\n")
	if found {
		rest := ""
		if at := strings.Index(after, "\n## "); at >= 0 {
			rest = after[at+1:]
		}
		d.body = before + provenance + "\n\n尚未导出。导入以后在这里写明：由谁、从哪里、按什么条件导出，多久一次。\n"
		if rest != "" {
			d.body += "\n" + rest
		}
	}
	return d.String()
}

// WithAlias returns the text of a document with one more alias in its front matter.
func WithAlias(text, alias string, have []string) string {
	d, ok := newDraft(text)
	if !ok {
		return text
	}
	d.set("", "aliases", quoteAll(append(slices.Clone(have), alias)), "")
	return d.String()
}
