// Package document reads the Markdown files of content/: TOML front matter between +++ lines,
// then a body. It turns bodies into HTML fragments, sections, headings and plain text.
//
// It knows how files are written and refers to nothing outside them: what a link, an image, a
// live figure or a chart block stands for is asked of a Resolver. Raw HTML is shown as text,
// outside hosts are refused, and whatever cannot be resolved is reported with its place.
// It is the only importer of goldmark.
//
// # Live figures
//
// Words between {{ and }} on one line stand for a number of an indicator:
//
//	figure     = indicator { place | department | period | what }   each at most once, in any order
//	indicator  = title | alias | id                                 the longest name that fits, blanks included
//	place      = short name | name | id | name of an area | 全市
//	department = name
//	period     = 2025-06 | 2025Q2 | 2025上半年 | 2025 | 2025-01..06 | 2025-06-r12 | 本期 | 上期 | 去年同期
//	what       = 值 | 分子 | 分母 | comparison | [ comparison ] 变化 | [ comparison ] 描述
//	comparison = 同比 | 环比 | 累计同比                              before 变化 and 描述 as after them; 同比 when not given
//
// Words are parted by blanks, full-width ones too. Without a place all procuratorates are meant together, with
// place and department that department of that procuratorate; without a period the document's own, or the year
// to date; without a quantity 值. 本期 is the period of the document, or the latest month that is over; 上期 the
// one before of the same kind, 去年同期 the same a year earlier. 变化 says from which value to which and by how
// much, 描述 the same as a sentence with counts, and whether it is beyond normal variation.
//
// # Blocks
//
// A fenced block whose fence names a kind (LiveBlocks) holds TOML that says what is drawn or listed. A period
// in it is written as above.
package document

import (
	"path"
	"regexp"
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"anjian/internal/source"
	"anjian/internal/tomlfile"
)

// A Document is one Markdown file. Its methods only read, so it may be used concurrently.
type Document struct {
	Path  string // slash path as the editor knows it, e.g. content/brands/red-umbrella.md
	Kind  string // folder under content/, e.g. brands
	ID    string // file name without .md; becomes the URL
	Title string // from the front matter
	Upkeep

	Front     []byte // TOML text between the +++ lines
	FrontLine int    // line of the file that Front starts on
	Body      []byte // Markdown after the front matter, line ends as \n
	BodyLine  int    // line of the file that Body starts on

	keys     *tomlfile.Positions
	broken   bool // the front matter is no TOML, which Parse has reported
	tree     ast.Node
	starts   []int // offsets in Body of its lines
	runes    []int // characters before every stride-th byte of Body
	headings []Heading
	ids      map[ast.Node]string // of headings
	taken    map[string]int      // anchors; the value counts headings of the same words
	wrong    map[ast.Node]bool   // references that Parse has reported
}

var fileName = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// maxID leaves room for what pages of one document add to its name, within the 255 bytes of file systems.
const maxID = 80

// device are the names that Windows takes for devices, whatever their extension: a page of such a name
// could be neither copied nor opened there.
var device = regexp.MustCompile(`^(con|prn|aux|nul|(com|lpt)[0-9])$`)

// IsID tells whether a document may be called so: the name of its file is the address of its page.
func IsID(name string) bool { return badID(name) == "" }

// badID says what to call a document whose name cannot be an address, "" if it can.
func badID(name string) (hint string) {
	switch {
	case !fileName.MatchString(name):
		return "只用小写字母、数字和连字符，如 red-umbrella.md"
	case device.MatchString(name):
		return "“" + name + "”是 Windows 的设备名，换一个名字，如 " + name + "-1.md"
	case len(name) > maxID:
		return "文件名最多 80 个字符，取短一些"
	}
	return ""
}

// Parse reads a file. It returns nil when the text cannot be taken as a document at all (not
// UTF-8, too large, no front matter); lesser slips are reported and leave a usable document.
func Parse(file string, data []byte, errs *source.List) *Document {
	top := source.Pos{File: file, Line: 1, Col: 1}
	if len(data) > MaxBytes {
		errs.Tell(source.DocumentTooBig, top, "文件超过 2 MB", "拆成几个文件，图片另存为文件后引用")
		return nil
	}
	if !utf8.Valid(data) {
		errs.Tell(source.NotUTF8, badByte(file, data), "文件不是 UTF-8 编码", "在编辑器中另存为 UTF-8")
		return nil
	}
	text := strings.TrimPrefix(string(data), "\ufeff")
	text = strings.ReplaceAll(text, "\r\n", "\n")
	front, body, ok := split(file, text, errs)
	if !ok {
		return nil
	}
	d := &Document{
		Path: file, Kind: kind(file), ID: strings.TrimSuffix(path.Base(file), ".md"),
		Front: []byte(front), FrontLine: 2,
		Body: []byte(body), BodyLine: 3 + strings.Count(front, "\n"),
	}
	if hint := badID(d.ID); hint != "" {
		errs.Tell(source.BadDocName, source.Pos{File: file}, "文件名不能用作网址", hint)
	}
	d.starts, d.runes = lineStarts(d.Body), runeMarks(d.Body)
	d.readTitle(errs)
	if at, deep := tooDeep(body); deep {
		errs.Tell(source.DocumentTooBig, d.at(at), "引用或列表嵌套超过 64 层", "减少层级")
		return nil
	}
	if at, many := tooManyLinks(body); many {
		errs.Tell(source.DocumentTooBig, d.at(at), "一段里的链接超过 1000 处", "用空行分成几段")
		return nil
	}
	d.tree = parseMarkdown(d.Body)
	d.collectHeadings(errs)
	d.check(errs)
	return d
}

// split cuts a file into front matter and body.
func split(file, text string, errs *source.List) (front, body string, ok bool) {
	first, rest, _ := strings.Cut(text, "\n")
	if strings.TrimRight(first, " \t") != "+++" {
		hint := `第一行写 +++，接着写 title = "标题"，再写一行 +++`
		if strings.HasPrefix(first, "---") {
			hint = "开头的 --- 改为 +++，其中写作 键 = 值"
		}
		errs.Tell(source.NoFrontMatter, source.Pos{File: file, Line: 1, Col: 1}, "缺少文件头", hint)
		return "", "", false
	}
	for at := 0; at < len(rest); {
		line, _, found := strings.Cut(rest[at:], "\n")
		if strings.TrimRight(line, " \t") == "+++" {
			if at > MaxFrontBytes {
				errs.Tell(source.TooMuchTOML, source.Pos{File: file, Line: 2, Col: 1}, "文件头超过 64 KB", "把长文字移到正文")
				return "", "", false
			}
			return rest[:at], rest[min(at+len(line)+1, len(rest)):], true
		}
		if !found {
			break
		}
		at += len(line) + 1
	}
	errs.Tell(source.NoFrontMatter, source.Pos{File: file, Line: 1, Col: 1}, "文件头没有结束", "在文件头之后另起一行写 +++")
	return "", "", false
}

// kind returns the folder under content/ that a file lies in.
func kind(file string) string {
	parts := strings.Split(path.Dir(file), "/")
	for i, part := range parts[:len(parts)-1] {
		if part == "content" {
			return parts[i+1]
		}
	}
	return parts[len(parts)-1]
}

// readTitle sets Title and finds out whether the front matter is TOML at all.
func (d *Document) readTitle(errs *source.List) {
	var front map[string]any
	var slips source.List
	p := tomlfile.Decode(d.Path, d.FrontLine, d.Front, &front, &slips)
	d.keys = p
	d.readUpkeep(front)
	if slips.Faults() > 0 {
		d.broken = true
		for _, e := range slips.Sorted() {
			errs.Put(e)
		}
		return
	}
	switch title := front["title"].(type) {
	case nil:
		errs.Tell(source.NoTitle, source.Pos{File: d.Path, Line: d.FrontLine}, "文件头缺少标题", `加一行 title = "标题"`)
	case string:
		if d.Title = strings.TrimSpace(title); d.Title == "" {
			errs.Tell(source.NoTitle, p.At("title"), "标题是空的", `写作 title = "标题"`)
		}
	}
}

// Decode reads the front matter into a pointer to a struct with toml tags that names every
// allowed key, title included; those of Upkeep are allowed in all kinds. Positions are never nil. What Parse has reported is not repeated.
func (d *Document) Decode(into any, errs *source.List) *tomlfile.Positions {
	if d.broken {
		errs = new(source.List)
	}
	return tomlfile.DecodeBeside(d.Path, d.FrontLine, d.Front, into, new(Upkeep), errs)
}

// at returns the place in the file of an offset in Body.
func (d *Document) at(offset int) source.Pos {
	offset = max(0, min(offset, len(d.Body)))
	line := sort.SearchInts(d.starts, offset+1) - 1
	return source.Pos{
		File: d.Path,
		Line: d.BodyLine + line,
		Col:  d.runesBefore(offset) - d.runesBefore(d.starts[line]) + 1,
	}
}

// stride is how far apart the characters of a body are counted in advance, so that a place far
// out in a long line costs no more than another.
const stride = 512

func (d *Document) runesBefore(offset int) int {
	mark := offset / stride
	n := d.runes[mark]
	for _, c := range d.Body[mark*stride : offset] {
		if utf8.RuneStart(c) {
			n++
		}
	}
	return n
}

// runeMarks counts the characters that start before every stride-th byte.
func runeMarks(text []byte) []int {
	marks, n := make([]int, 0, len(text)/stride+1), 0
	for i := 0; i <= len(text); i++ {
		if i%stride == 0 {
			marks = append(marks, n)
		}
		if i < len(text) && utf8.RuneStart(text[i]) {
			n++
		}
	}
	return marks
}

func lineStarts(text []byte) []int {
	starts := []int{0}
	for i, c := range text {
		if c == '\n' && i+1 < len(text) {
			starts = append(starts, i+1)
		}
	}
	return starts
}

func badByte(file string, data []byte) source.Pos {
	pos := source.Pos{File: file, Line: 1, Col: 1}
	for len(data) > 0 {
		r, size := utf8.DecodeRune(data)
		if r == utf8.RuneError && size == 1 {
			break
		}
		pos.Col++
		if r == '\n' {
			pos.Line, pos.Col = pos.Line+1, 1
		}
		data = data[size:]
	}
	return pos
}
