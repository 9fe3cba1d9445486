// Package word turns text from Word into Markdown (文稿导入): .docx files of Word and WPS, and HTML
// that was saved or pasted from them.
//
// It carries over what a document of an office says: headings with their numbers (一、（一）1.),
// paragraphs, lists, bold and italic, tables, footnotes, pictures. Numbers that Word only computes
// are written out. What Markdown or the site has no place for (fonts, colours, page heads, text
// boxes, links to outside, formulas) is told in Notes, never dropped in silence. It reads one file
// and writes none.
package word

import (
	"bytes"
	"path"
	"strings"

	"anjian/internal/source"
)

// A Text is what was read.
type Text struct {
	Title    string   // of the document, without markup; "" where none stands out
	Markdown string   // the body, headings from ## on, line ends as \n
	Images   []Image  // in the order of the text; Markdown names them
	Notes    []string // what was not carried over, for the editor
}

// An Image is a picture of the text.
type Image struct {
	Name string // as Markdown names it, within the folder images/: <stem>-1.png
	Data []byte
}

// Read turns a file that holds text into a Text; stem begins the names of pictures. What cannot be read is a
// *source.Error.
func Read(file string, data []byte, stem string) (*Text, error) {
	at := source.Pos{File: path.Base(file)}
	text, err := read(at, data, stem)
	if err == nil && strings.TrimSpace(text.Markdown) == "" {
		return nil, fault(source.WordBroken, at, "文件里没有正文", "检查是不是空的文件，或者整页都是图形、扫描件")
	}
	return text, err
}

func read(at source.Pos, data []byte, stem string) (*Text, error) {
	switch {
	case len(data) > maxPacked:
		return nil, fault(source.WordBroken, at, "文件超过 50 MB", "把图片压缩后另存")
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		return readDocx(at, data, stem)
	case bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0")):
		return nil, fault(source.WordFormat, at, "这是旧的 .doc（或 .wps）格式，或者设了密码", "在 Word 或 WPS 里打开，另存为“Word 文档（*.docx）”，不设密码")
	case bytes.HasPrefix(data, []byte("{\\rtf")):
		return nil, fault(source.WordFormat, at, "这是 RTF 格式", "在 Word 或 WPS 里打开，另存为“Word 文档（*.docx）”")
	case bytes.HasPrefix(data, []byte("%PDF")):
		return nil, fault(source.WordFormat, at, "这是 PDF，里面没有标题和段落的层次", "用做成它的 Word 文件；没有的，打开后复制文字到新的 Word 文件")
	case looksLikeHTML(data):
		return readHTML(at, data)
	}
	return nil, fault(source.WordFormat, at, "不认识这种文件", "可以导入 .docx，以及从 Word 或 WPS 另存的网页（.htm、.html）")
}

func fault(kind source.Code, at source.Pos, message, hint string) *source.Error {
	return &source.Error{Code: kind, Pos: at, Message: message, Hint: hint}
}

// once keeps notes apart from their repetition.
type notes struct{ list []string }

func (n *notes) add(text string) {
	for _, x := range n.list {
		if x == text {
			return
		}
	}
	n.list = append(n.list, text)
}

// clean brings blanks of all kinds to one, and takes those at the ends away.
func clean(s string) string {
	s = strings.Map(func(r rune) rune {
		switch r {
		case '\u00a0', '\u3000', '\t', '\r', '\n':
			return ' '
		case '\u200b', '\ufeff', '\u00ad':
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}
