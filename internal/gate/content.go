package gate

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"path"
	"strings"
	"unicode/utf8"
)

// kind is how the bytes of a file are read.
type kind uint8

const (
	unknown kind = iota
	plain
	markup // HTML, SVG, XML
	script // JavaScript, JSON
	cells  // CSV, TSV
	style
	markdown
	workbook
	packed // gzip
	picture
	font
)

var kinds = map[string]kind{
	".html": markup, ".htm": markup, ".svg": markup, ".xml": markup, ".config": markup,
	".js": script, ".json": script, ".webmanifest": script,
	".csv": cells, ".tsv": cells,
	".txt": plain, ".toml": plain, "": plain,
	".gitignore": plain, ".htaccess": plain, ".gitkeep": plain,
	".css": style, ".md": markdown,
	".xlsx": workbook, ".gz": packed,
	".png": picture, ".jpg": picture, ".jpeg": picture, ".gif": picture, ".webp": picture, ".ico": picture,
	".woff": font, ".woff2": font,
}

// content reads data as the extension of name says and reports under the label.
func (c *file) content(label, name string, data []byte) {
	k := kinds[strings.ToLower(path.Ext(name))]
	switch k {
	case workbook, packed, picture, font, unknown:
	default:
		if fault := unreadable(data); fault != "" {
			c.refuse(label, Unreadable, fault)
			return
		}
	}
	switch k {
	case plain:
		c.scan(label, data, verbatim(data))
	case markup:
		c.markup(label, data, nil)
	case script:
		c.script(label, data)
	case cells:
		v := readCells(c.lend(), data)
		c.scan(label, data, v)
		c.back(v)
	case style:
		c.style(label, data, span{0, len(data)})
	case markdown:
		c.markdown(label, data)
	case workbook:
		c.workbook(label, data)
	case packed:
		c.packed(label, name, data)
	case picture:
		c.picture(label, name, data)
	case font:
		c.font(label, name, data)
	default:
		c.refuse(label, Unknown, closed(path.Ext(name)))
	}
}

// unreadable says why bytes are no text, "" if they are: what a reader's program would guess
// about, the gate does not guess about.
func unreadable(data []byte) string {
	if !utf8.Valid(data) {
		return "不是 UTF-8"
	}
	for _, b := range data {
		if control[b] {
			return "含有控制字符"
		}
	}
	return ""
}

// control are the bytes that no text holds.
var control = func() (t [256]bool) {
	for b := range t {
		t[b] = b < ' ' && b != '\n' && b != '\r' && b != '\t' && b != '\f' || b == 0x7F
	}
	return t
}()

// harmless shows an extension only where it is one: it comes from a name that may hold anything.
func harmless(ext string) string {
	if len(ext) > 6 || strings.ContainsFunc(ext, func(r rune) bool { return r >= utf8.RuneSelf }) {
		return ""
	}
	return ext
}

// closedKinds are what people hand over that is not read here, and what to do with it.
var closedKinds = []struct{ extensions, what string }{
	{" .zip .rar .7z .tar .tgz .bz2 .xz ", "压缩包，里面的内容没有查；请解开，再查解开的文件夹"},
	{" .pdf .ofd ", "版式文件，程序读不了；请由人逐页核对"},
	{" .doc .docx .docm .wps .rtf .odt .ppt .pptx .dps ", "办公文档，程序读不了；请另存为 .txt 再查，图片和批注由人核对"},
	{" .xls .xlsm .xlsb .et .ods ", "这种表格程序读不了；请另存为 .xlsx 再查"},
	{" .mp3 .wav .mp4 .avi .mov .wmv ", "音像，程序读不了；请由人核对"},
}

// closed says what is to be done about a file of a kind that is not read.
func closed(ext string) string {
	if ext = strings.ToLower(harmless(ext)); ext == "" {
		return ""
	}
	for _, k := range closedKinds {
		if strings.Contains(k.extensions, " "+ext+" ") {
			return ext + "（" + k.what + "）"
		}
	}
	return ext
}

// scan reports what a view of source holds; without a source there is no place to tell.
func (c *file) scan(label string, source []byte, v *view) {
	c.find(v.text, func(f Finding, start int) {
		f.File = label
		if source != nil {
			f.Line, f.Column = place(source, v.source(start))
		}
		c.report(f)
	})
}

// markup reads HTML or XML; inline are the elements that do not part digits, nil those of HTML.
func (c *file) markup(label string, data []byte, inline map[string]bool) {
	m := readMarkup(data, inline, c.lend(), c.lend())
	c.scan(label, data, m.flow)
	c.scan(label, data, m.side)
	for _, s := range m.scripts {
		c.embedded(label, data, s, nil)
	}
	for _, s := range m.styles {
		c.style(label, data, s)
	}
	c.dataAddresses(label, m.side.text)
	c.back(m.flow, m.side)
}

// inner reads the markup in a decoded text.
func (c *file) inner(label string, data []byte, v *view) {
	m := readMarkup(v.text, nil, c.lend(), c.lend())
	m.flow.outer, m.side.outer = v, v
	c.scan(label, data, m.flow)
	c.scan(label, data, m.side)
	c.back(m.flow, m.side)
}

func (c *file) style(label string, data []byte, s span) {
	v := readStyle(c.lend(), data[s.from:s.to], s.from)
	c.scan(label, data, v)
	c.dataAddresses(label, v.text)
	c.back(v)
}

func (c *file) script(label string, data []byte) {
	if c.suggestions(label, data) {
		return
	}
	c.embedded(label, data, span{0, len(data)}, packedLists(data))
}

// embedded scans a script, and the markup that its strings may hold.
func (c *file) embedded(label string, data []byte, s span, skip []span) {
	v := readScript(c.lend(), data[s.from:s.to], s.from, skip)
	c.scan(label, data, v)
	if bytes.Contains(v.text, []byte("</")) || bytes.Contains(v.text, []byte("&#")) {
		c.inner(label, data, v)
	}
	c.dataAddresses(label, v.text)
	c.back(v)
}

// packed reads a gzip file, with what its header may hold besides.
func (c *file) packed(label, name string, data []byte) {
	inner := strings.TrimSuffix(name, path.Ext(name))
	if k := kinds[strings.ToLower(path.Ext(inner))]; k == packed || k == workbook {
		c.refuse(label, Unknown, "压缩文件里还有压缩文件")
		return
	}
	r, err := gzip.NewReader(bytes.NewReader(data))
	var text []byte
	if err == nil {
		c.scan(label, nil, parts(r.Name, r.Comment, string(r.Extra)))
		text, err = unpack(r, SizeLimit)
	}
	if err != nil {
		c.refuse(label, Unreadable, "无法解压")
		return
	}
	c.content(label, inner, text)
}

// unpack reads at most limit bytes.
func unpack(r io.Reader, limit uint64) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, int64(limit)+1))
	if err == nil && uint64(len(data)) > limit {
		err = fmt.Errorf("unpacks to more than %d bytes", limit)
	}
	return data, err
}
