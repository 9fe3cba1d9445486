package build

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/net/html"

	"anjian/internal/handout"
)

// A figure is one number of a copy by the words that stand around it, and nothing else.
type figure struct {
	table     string // its path without an extension
	indicator string
	line      string // 合计 where a table has one line for each indicator
	period    string
	what      string // what is counted; the title of the indicator where it is a rate
}

// A printout is the words that stand there: a number, a rate, or what is printed in its place.
type printout map[figure]string

func (f printout) put(t *testing.T, key figure, text string) {
	t.Helper()
	if _, again := f[key]; again {
		t.Errorf("%v stands twice", key)
	}
	f[key] = text
}

// readCopy reads all tables of a copy from each of its carriers, and wants them to say the same.
func readCopy(t *testing.T, files map[string]string) printout {
	t.Helper()
	all := printout{}
	searched := searchTexts(t, files)
	noOtherNumbers(t, files, searched)
	for name, text := range files {
		if path.Dir(name) != "tables" || path.Ext(name) != ".html" {
			continue
		}
		table := strings.TrimSuffix(name, ".html")
		title, grids := gridsOfPage(t, text)
		page := printout{}
		for _, g := range grids {
			page.grid(t, table, title, g)
		}
		for what, other := range map[string]printout{
			"the CSV file": printoutOfCSV(t, table, files[table+".csv"]), "the workbook": printoutOfBook(t, table, files[table+".xlsx"]),
			"the index": printoutOfIndex(t, table, title, searched[name]),
		} {
			same(t, table, what, other, page)
		}
		for key, text := range page {
			all[key] = text
		}
	}
	if len(all) == 0 {
		t.Fatal("no number was read")
	}
	return all
}

// noOtherNumbers wants a copy to have no carrier of numbers that is not read here: no chart, no data beside the
// tables, no term of the index that no text has.
func noOtherNumbers(t *testing.T, files, searched map[string]string) {
	t.Helper()
	known := map[string]bool{}
	for _, text := range searched {
		for _, number := range aNumber.FindAllString(text, -1) {
			known[number] = true
		}
	}
	for name, text := range files {
		switch ext := path.Ext(name); {
		case ext == ".html":
			if strings.Contains(text, "<svg") || strings.Contains(text, "application/json") || strings.Contains(text, "data-number") {
				t.Errorf("%s has a chart or data that are not read back", name)
			}
		case strings.Contains(name, "/g/"), strings.Contains(name, "/s/"):
			for _, term := range aTerm.FindAllStringSubmatch(text, -1) {
				for _, number := range aNumber.FindAllString(term[1], -1) {
					if !known[number] {
						t.Errorf("%s has the term %q, which no text has", name, term[1])
					}
				}
			}
		case !slices.Contains([]string{".js", ".css", ".svg", ".json"}, ext) && path.Dir(name) != "tables":
			t.Errorf("%s is of a kind that is not read back", name)
		}
	}
}

var (
	aNumber = regexp.MustCompile(`[0-9]+`)
	aTerm   = regexp.MustCompile(`"([^"\\]*)":`)
)

func same(t *testing.T, table, what string, got, page printout) {
	t.Helper()
	for key, want := range page {
		if got[key] != want {
			t.Errorf("%s: %s says %q of %v, the page %q", table, what, got[key], key, want)
		}
	}
	for key := range got {
		if _, known := page[key]; !known {
			t.Errorf("%s: %s tells of %v, the page does not", table, what, key)
		}
	}
}

// A grid is a table as lines of cells, with its caption and its head.
type grid struct {
	caption string
	rows    [][]string
}

func gridsOfPage(t *testing.T, page string) (title string, grids []grid) {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	for n := range root.Descendants() {
		if n.Data == "h1" {
			title = wordsOf(n)
		}
		if n.Data != "table" {
			continue
		}
		var g grid
		for n := range n.Descendants() {
			switch n.Data {
			case "caption":
				g.caption = wordsOf(n)
			case "tr":
				var cells []string
				for c := range n.ChildNodes() {
					if c.Data == "td" || c.Data == "th" {
						cells = append(cells, wordsOf(c))
					}
				}
				g.rows = append(g.rows, cells)
			}
		}
		grids = append(grids, g)
	}
	return title, grids
}

func wordsOf(n *html.Node) string {
	if n.Type == html.TextNode {
		return n.Data
	}
	var text strings.Builder
	for c := range n.ChildNodes() {
		text.WriteString(wordsOf(c))
	}
	return strings.TrimSpace(text.String())
}

// unitWords parts 不捕率（不批准逮捕人数/审查逮捕审结人数，人） into what is counted.
var unitWords = regexp.MustCompile(`^(.+)（(?:([^（）]+)/([^（）]+)，)?([^（），/]+)）$`)

// grid takes the numbers of a table in, of a page or of the index.
func (f printout) grid(t *testing.T, table, title string, g grid) {
	t.Helper()
	head := g.rows[0]
	for _, row := range g.rows[1:] {
		named, line := g.caption, row[0]
		if named == title {
			named, line = row[0], "合计"
		}
		m := unitWords.FindStringSubmatch(named)
		if m == nil || len(row) != len(head) {
			t.Fatalf("%s: %q is no heading of numbers, or the line %q is no line", table, named, row)
		}
		for i, cell := range row[1:] {
			key := figure{table, m[1], line, head[i+1], m[1]}
			if m[2] == "" {
				f.put(t, key, digitsOf(cell))
				continue
			}
			rate, counts := handout.None, cell
			if at := strings.LastIndexByte(cell, ' '); at >= 0 {
				rate, counts = cell[:at], cell[at+1:]
			}
			n, d, both := strings.Cut(counts, "/")
			if !both { // why there is none
				rate, n, d = cell, handout.None, handout.None
			}
			f.put(t, key, rate)
			key.what = m[2]
			f.put(t, key, digitsOf(n))
			key.what = m[3]
			f.put(t, key, digitsOf(d))
		}
	}
}

// digitsOf takes the spaces between digits out.
func digitsOf(text string) string { return strings.ReplaceAll(text, "\u2009", "") }

func printoutOfCSV(t *testing.T, table, text string) printout {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(text, "\ufeff"))).ReadAll()
	if err != nil {
		t.Fatal(table, err)
	}
	f := printout{}
	for _, r := range rows[1:] {
		f.put(t, figure{table, r[0], r[1], r[2], r[3]}, r[4])
	}
	return f
}

func printoutOfBook(t *testing.T, table, text string) printout {
	t.Helper()
	book, err := excelize.OpenReader(bytes.NewReader([]byte(text)))
	if err != nil {
		t.Fatal(table, err)
	}
	defer book.Close() //nolint:errcheck // read from memory
	f := printout{}
	for _, sheet := range book.GetSheetList() {
		rows, err := book.GetRows(sheet)
		if err != nil {
			t.Fatal(table, err)
		}
		first := slices.IndexFunc(rows, func(row []string) bool {
			return len(row) > 0 && slices.Contains([]string{"单位", "地区", "案由", "项目"}, row[0])
		})
		if first < 0 {
			continue // notes
		}
		indicator, _, _ := strings.Cut(strings.TrimPrefix(rows[0][0], rows[0][0][:strings.Index(rows[0][0], "：")+len("：")]), "（")
		for _, row := range rows[first+1:] {
			if len(row) < len(rows[first]) {
				break // notes below
			}
			for i, head := range rows[first][1:] {
				period, what, both := strings.Cut(head, " ")
				if !both {
					what = indicator
				}
				f.put(t, figure{table, indicator, row[0], period, what}, row[i+1])
			}
		}
	}
	return f
}

// searchTexts are the texts that results are cut from, by page.
func searchTexts(t *testing.T, files map[string]string) map[string]string {
	t.Helper()
	chunks := map[string][]string{}
	for name, text := range files {
		if !strings.Contains(name, "/t/") {
			continue
		}
		var call []json.RawMessage
		if err := json.Unmarshal([]byte("["+strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(text), "AJ.t("), ")")+"]"), &call); err != nil {
			t.Fatal(name, err)
		}
		var about []json.RawMessage
		var page, words string
		if json.Unmarshal(call[2], &about) != nil || json.Unmarshal(about[0], &page) != nil || json.Unmarshal(call[3], &words) != nil {
			t.Fatalf("%s is no file of texts", name)
		}
		n, err := strconv.Atoi(string(call[1]))
		if err != nil {
			t.Fatal(name, err)
		}
		for len(chunks[page]) <= n {
			chunks[page] = append(chunks[page], "")
		}
		chunks[page][n] = words
	}
	all := map[string]string{}
	for page, list := range chunks {
		for _, chunk := range list {
			shared := min(len(chunk), len(all[page]))
			for !strings.HasSuffix(all[page], chunk[:shared]) {
				shared-- // each begins before the end of the one before
			}
			all[page] += chunk[shared:]
		}
	}
	return all
}

// printoutOfIndex reads the tables back from the text of a page in the index: cells are apart by ｜, and the
// line before the head is the caption.
func printoutOfIndex(t *testing.T, table, title, text string) printout {
	t.Helper()
	f := printout{}
	lines := strings.Split(text, "\n")
	var g grid
	flush := func() {
		if len(g.rows) > 1 {
			f.grid(t, table, title, g)
		}
		g = grid{}
	}
	for i, line := range lines {
		cells := strings.Split(line, "｜")
		switch {
		case len(cells) < 2 || i < 2: // the second line says what the page is
			flush()
		case g.rows == nil:
			g = grid{lines[i-1], [][]string{cells}}
		default:
			g.rows = append(g.rows, cells)
		}
	}
	flush()
	return f
}
