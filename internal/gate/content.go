package gate

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"path"
	"strings"
	"unicode/utf8"

	"anjian/internal/edition"
)

// kind is how the bytes of a file are read.
type kind uint8

const (
	unknown kind = iota
	plain
	markup // HTML, SVG, XML
	script // JavaScript, JSON
	cells  // CSV, TSV
	workbook
	packed // gzip
	picture
)

var kinds = map[string]kind{
	".html": markup, ".htm": markup, ".svg": markup, ".xml": markup, ".config": markup,
	".js": script, ".json": script, ".webmanifest": script,
	".csv": cells, ".tsv": cells,
	".txt": plain, ".md": plain, ".css": plain, ".toml": plain, "": plain,
	".gitignore": plain, ".htaccess": plain, ".gitkeep": plain,
	".xlsx": workbook, ".gz": packed,
	".png": picture, ".jpg": picture, ".jpeg": picture, ".gif": picture, ".webp": picture, ".ico": picture,
	".woff": picture, ".woff2": picture,
}

// magic are the first bytes that a picture or font must have; WebP and JPEG in their common forms.
var magic = map[string]string{
	".png": "\x89PNG\r\n\x1a\n", ".jpg": "\xff\xd8\xff", ".jpeg": "\xff\xd8\xff", ".gif": "GIF8", ".webp": "RIFF",
	".ico": "\x00\x00\x01\x00", ".woff": "wOFF", ".woff2": "wOF2",
}

// unpackedLimit bounds what a workbook or a gzip file may unpack to.
const unpackedLimit = 256 << 20

// content reads data as the extension of name says and reports under the label.
func (c *checker) content(label, name string, data []byte) {
	ext := strings.ToLower(path.Ext(name))
	k := kinds[ext]
	if k != workbook && k != packed && k != picture && k != unknown && !utf8.Valid(data) {
		c.report(Finding{File: label, Class: Unreadable, Excerpt: "不是 UTF-8"})
		return
	}
	switch k {
	case plain:
		c.scan(label, data, verbatim(data))
	case markup:
		c.markup(label, data, nil)
	case script:
		c.script(label, data)
	case cells:
		c.scan(label, data, readCells(data))
	case workbook:
		c.workbook(label, data)
	case packed:
		c.packed(label, name, data)
	case picture:
		if !strings.HasPrefix(string(data[:min(len(data), 8)]), magic[ext]) {
			c.report(Finding{File: label, Class: Unreadable, Excerpt: "内容与扩展名不符"})
		}
		c.scan(label, data, verbatim(data)) // notes inside pictures
	default:
		c.report(Finding{File: label, Class: Unknown, Excerpt: ext})
	}
}

// scan reports what a view of source holds.
func (c *checker) scan(label string, source []byte, v *view) {
	report := func(class edition.Class, start int, excerpt string) {
		f := Finding{File: label, Class: class, Excerpt: excerpt}
		f.Line, f.Column = place(source, v.source(start))
		c.report(f)
	}
	edition.FindPersonal(v.text, func(class edition.Class, start, end int) {
		report(class, start, strings.Repeat("*", utf8.RuneCount(v.text[start:end])))
	})
	for from := 0; ; {
		i := bytes.Index(v.text[from:], []byte("★"))
		if i < 0 {
			break
		}
		before := strings.TrimRight(string(v.text[max(0, from+i-12):from+i]), " 　\u00a0")
		for _, mark := range []string{"秘密", "机密", "绝密"} {
			if strings.HasSuffix(before, mark) {
				report(edition.SecrecyMark, from+i, mark+"★")
			}
		}
		from += i + len("★")
	}
}

// markup reads HTML or XML; inline are the elements that do not part digits, nil those of HTML.
func (c *checker) markup(label string, data []byte, inline map[string]bool) {
	m := readMarkup(data, inline)
	c.scan(label, data, m.flow)
	c.scan(label, data, m.side)
	for _, s := range m.scripts {
		c.embedded(label, data, readScript(data[s.from:s.to], s.from))
	}
}

func (c *checker) script(label string, data []byte) { c.embedded(label, data, readScript(data, 0)) }

// embedded scans a decoded script, and the markup that its strings may hold.
func (c *checker) embedded(label string, data []byte, v *view) {
	c.scan(label, data, v)
	if bytes.Contains(v.text, []byte("</")) || bytes.Contains(v.text, []byte("&#")) {
		m := readMarkup(v.text, nil)
		for _, inner := range []*view{m.flow, m.side} {
			inner.outer = v
			c.scan(label, data, inner)
		}
	}
}

func (c *checker) packed(label, name string, data []byte) {
	r, err := gzip.NewReader(bytes.NewReader(data))
	var inner []byte
	if err == nil {
		inner, err = unpack(r)
	}
	if err != nil {
		c.report(Finding{File: label, Class: Unreadable, Excerpt: "无法解压"})
		return
	}
	c.content(label, strings.TrimSuffix(name, path.Ext(name)), inner)
}

// runs are the elements inside one cell of a workbook.
var runs = map[string]bool{
	"r": true, "t": true, "rpr": true, "b": true, "i": true, "u": true, "sz": true, "color": true,
	"rfont": true, "family": true, "charset": true, "scheme": true, "vertalign": true, "strike": true,
}

func (c *checker) workbook(label string, data []byte) {
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		c.report(Finding{File: label, Class: Unreadable, Excerpt: "不是工作簿"})
		return
	}
	for _, part := range archive.File {
		if strings.HasSuffix(part.Name, "/") {
			continue
		}
		inner := label + "[" + part.Name + "]"
		r, err := part.Open()
		var text []byte
		if err == nil {
			text, err = unpack(r)
			r.Close()
		}
		switch ext := strings.ToLower(path.Ext(part.Name)); {
		case err != nil:
			c.report(Finding{File: inner, Class: Unreadable, Excerpt: "无法解压"})
		case ext != ".xml" && ext != ".rels" && ext != ".vml":
			if kinds[ext] == workbook || kinds[ext] == packed {
				c.report(Finding{File: inner, Class: Unknown, Excerpt: ext})
			} else {
				c.content(inner, part.Name, text)
			}
		case !utf8.Valid(text):
			c.report(Finding{File: inner, Class: Unreadable, Excerpt: "不是 UTF-8"})
		default:
			c.markup(inner, text, runs)
		}
	}
}

func unpack(r io.Reader) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, unpackedLimit+1))
	if err == nil && len(data) > unpackedLimit {
		err = fmt.Errorf("unpacks to more than %d MiB", unpackedLimit>>20)
	}
	return data, err
}
