package cli

import (
	"fmt"
	"io"
	"regexp"
	"strings"

	"anjian/internal/source"
)

// A manualPrinter shows Markdown of the manual on a screen.
type manualPrinter struct {
	out   io.Writer
	table [][]string // rows that were not printed yet
	code  bool
}

// list tells what can be looked up.
func (p *manualPrinter) list(m *printedManual) {
	var kinds, pages [][2]string
	for _, k := range m.kinds {
		if len(k.folders) > 0 {
			kinds = append(kinds, [2]string{strings.Join(k.folders, "、"), k.title + "的键"})
		}
	}
	for _, d := range m.pages {
		pages = append(pages, [2]string{d.ID, d.Title})
	}
	fmt.Fprintln(p.out, "写法：anjian docs 名称")
	printRows(p.out, "文件头的键", kinds)
	printRows(p.out, "手册", pages)
}

// print writes a text line by line: tables with columns that line up, what is long wrapped.
func (p *manualPrinter) print(markdown string) {
	for _, line := range strings.Split(strings.TrimSpace(markdown), "\n") {
		switch {
		case strings.HasPrefix(line, "```"):
			p.endTable()
			p.code = !p.code
		case p.code:
			fmt.Fprintln(p.out, strings.TrimRight("    "+line, " "))
		case strings.HasPrefix(line, "|"):
			p.row(line)
		default:
			p.endTable()
			p.wrap(spoken(strings.TrimLeft(line, "# ")), 0)
		}
	}
	p.endTable()
}

var (
	linkText    = regexp.MustCompile(`!?\[([^\]]*)\]\([^)]*\)`)
	tableRule   = regexp.MustCompile(`^\|[-:| ]+\|$`)
	escapedPipe = strings.NewReplacer(`\|`, "\x00")
)

// spoken is a line without the marks of Markdown.
func spoken(line string) string {
	line = linkText.ReplaceAllString(line, "$1")
	return strings.NewReplacer("**", "", "`", "").Replace(line)
}

func (p *manualPrinter) row(line string) {
	if tableRule.MatchString(line) {
		return
	}
	cells := strings.Split(strings.Trim(escapedPipe.Replace(line), "|"), "|")
	for i, c := range cells {
		cells[i] = strings.ReplaceAll(spoken(strings.TrimSpace(c)), "\x00", "|")
	}
	p.table = append(p.table, cells)
}

// widestKey is what the first column of a table takes at most; what is wider stands on a line of its own.
const widestKey = 34

func (p *manualPrinter) endTable() {
	if len(p.table) == 0 {
		return
	}
	width := 0
	for _, row := range p.table {
		if w := source.Columns(row[0]); w <= widestKey {
			width = max(width, w)
		}
	}
	for _, row := range p.table[1:] { // behind the headings
		rest := strings.Join(row[1:], "　")
		if w := source.Columns(row[0]); w <= width {
			p.wrap(fmt.Sprintf("  %s%*s  %s", row[0], width-w, "", rest), width+4)
			continue
		}
		fmt.Fprintln(p.out, "  "+row[0])
		p.wrap(strings.Repeat(" ", width+4)+rest, width+4)
	}
	p.table = nil
}

// wrap prints a line, as many times as it takes; further lines are indented.
func (p *manualPrinter) wrap(line string, indent int) {
	const full = screenWidth - 2 // a closing mark may hang over
	room := full
	from := 0
	for i, r := range line {
		if room -= source.RuneColumns(r); room < 0 && !(room == -2 && strings.ContainsRune("”’，。、；：）》", r)) {
			fmt.Fprintln(p.out, line[from:i])
			fmt.Fprint(p.out, strings.Repeat(" ", indent))
			from, room = i, full-indent-source.RuneColumns(r)
		}
	}
	fmt.Fprintln(p.out, line[from:])
}
