package source

import (
	"io/fs"
	"path"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// An Excerpt is the line that a finding is about, cut to what fits a screen and safe to show there.
type Excerpt struct {
	Line     int
	Text     string
	From, To int // the place, in characters of Text, counted from 0; equal where only the line is known
}

// Lines reads the lines that findings are about from the site folder. Only texts that people write
// are ever quoted: data files and what month-end closing froze name cases and persons. Each file is
// read once; without a folder no line is quoted.
type Lines struct {
	folder fs.FS
	files  map[string][]string
}

// NewLines reads from a site folder, which may be nil.
func NewLines(folder fs.FS) *Lines { return &Lines{folder: folder, files: map[string][]string{}} }

const (
	widest = 76 // columns of an excerpt
	before = 24 // of them before the place, when the line is cut
)

// Of returns the line that a finding is about; ok is false where there is none to show.
func (l *Lines) Of(e *Error) (x Excerpt, ok bool) {
	if l == nil || l.folder == nil || e.Pos.Line < 1 || !quotable(e.Pos.File) {
		return x, false
	}
	lines := l.read(e.Pos.File)
	if e.Pos.Line > len(lines) {
		return x, false
	}
	raw := []rune(lines[e.Pos.Line-1])
	from := min(max(e.Pos.Col-1, 0), len(raw))
	to := from
	if e.Pos.Col > 0 {
		to = from + max(1, extent(raw[from:], e.Message))
	}
	return excerpt(e.Pos.Line, raw, from, to), true
}

// quotable tells whether a file is one that people write: Markdown, and settings.
func quotable(file string) bool {
	if strings.HasPrefix(file, "content/data/") || strings.HasPrefix(file, "content/closed/") {
		return false
	}
	return path.Ext(file) == ".md" || path.Ext(file) == ".toml"
}

func (l *Lines) read(file string) []string {
	lines, known := l.files[file]
	if !known {
		if text, err := fs.ReadFile(l.folder, file); err == nil { // a file that is gone is quoted no more
			text := strings.TrimPrefix(string(text), "\ufeff")
			lines = strings.Split(text, "\n")
		}
		l.files[file] = lines
	}
	return lines
}

// extent is how many characters the place covers: what the message quotes, if that stands there, else
// a text in quotation marks, else a word.
func extent(at []rune, message string) int {
	for _, part := range strings.Split(message, "“")[1:] {
		quoted, _, closed := strings.Cut(part, "”")
		if closed && quoted != "" && strings.HasPrefix(string(at), quoted) {
			return utf8.RuneCountInString(quoted)
		}
	}
	if len(at) > 0 && (at[0] == '"' || at[0] == '\'') {
		for i, r := range at[1:] {
			if r == at[0] {
				return i + 2
			}
		}
	}
	n := 0
	for n < len(at) && (unicode.IsLetter(at[n]) || unicode.IsDigit(at[n]) || at[n] == '_' || at[n] == '-') {
		n++
	}
	return n
}

// excerpt makes a line safe to show, and cuts it around the place.
func excerpt(line int, raw []rune, from, to int) Excerpt {
	x := Excerpt{Line: line}
	var text []rune
	for i, r := range raw {
		if i == from {
			x.From = len(text)
		}
		if i == to {
			x.To = len(text)
		}
		switch {
		case r == '\t':
			text = append(text, ' ', ' ', ' ', ' ')
		case r == '\r' && i == len(raw)-1:
		default:
			text = append(text, visible(r))
		}
	}
	if from >= len(raw) {
		x.From = len(text)
	}
	if to >= len(raw) {
		x.To = max(len(text), x.From+min(1, to-from)) // one past the end: something lacks there
	}
	return x.cut(text)
}

// cut keeps what fits: the start of the line when the place is in it, else a piece around the place.
func (x Excerpt) cut(text []rune) Excerpt {
	first := 0
	if Columns(string(text[:min(x.To, len(text))])) > widest-2 {
		first = min(x.From, len(text))
		for width := 0; first > 0; first-- {
			if width += RuneColumns(text[first-1]); width > before {
				break
			}
		}
	}
	last, width := first, 0
	for ; last < len(text); last++ {
		if width += RuneColumns(text[last]); width > widest-4 {
			break
		}
	}
	shown := string(text[first:last])
	if first > 0 {
		shown = "…" + shown
		x.From, x.To = x.From-first+1, x.To-first+1
	}
	end := utf8.RuneCountInString(shown)
	if last < len(text) {
		shown += "…"
		x.From, x.To = min(x.From, end), min(x.To, end+1)
	}
	x.Text = strings.TrimRight(shown, " ")
	return x
}

// String writes the line with its number, and below it carets under the place.
func (x Excerpt) String() string {
	number := strconv.Itoa(x.Line)
	text := "  " + number + " │ " + x.Text
	if x.To <= x.From {
		return text
	}
	runes := []rune(x.Text)
	from, to := min(x.From, len(runes)), min(x.To, len(runes))
	under := max(1, Columns(string(runes[from:to])))
	return text + "\n  " + strings.Repeat(" ", len(number)) + " │ " +
		strings.Repeat(" ", Columns(string(runes[:from]))+x.From-from) + strings.Repeat("^", under)
}
