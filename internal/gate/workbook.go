package gate

import (
	"archive/zip"
	"bytes"
	"cmp"
	"encoding/xml"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
)

// Foreign is what leads out of a workbook or runs in it.
const Foreign = "外部链接、宏或嵌入的对象"

// runs are the elements inside one cell of a workbook.
var runs = set("r", "t", "rpr", "b", "i", "u", "sz", "color",
	"rfont", "family", "charset", "scheme", "vertalign", "strike")

// foreign are the parts of a workbook that hold programs, other files or connections, by the
// beginning of their names.
var foreign = []string{
	"xl/vbaproject", "xl/externallinks/", "xl/embeddings/", "xl/activex/", "xl/ctrlprops/", "xl/macrosheets/", "xl/dialogsheets/",
	"xl/connections", "xl/querytables/", "xl/webextensions/", "xl/model/", "xl/printersettings/", "customxml/", "customui/", "xl/customproperty",
}

// workbook reads every part of an XLSX file, and what lies between the parts.
func (c *file) workbook(label string, data []byte) {
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		c.refuse(label, Unreadable, "不是工作簿")
		return
	}
	c.scan(label, nil, parts(archive.Comment))
	c.between(label, data, archive.File)
	if unpackedSize(archive.File) > SizeLimit {
		c.refuse(label, Unreadable, fmt.Sprintf("解开后超过 %d MB，没有读", SizeLimit>>20))
		return
	}
	seen := map[string]bool{}
	for _, part := range archive.File {
		if strings.HasSuffix(part.Name, "/") {
			continue
		}
		inner := label + "[" + c.named(part.Name) + "]"
		c.scan(inner, nil, parts(part.Name, part.Comment, string(part.Extra)))
		name := strings.ToLower(part.Name)
		if seen[name] {
			c.refuse(inner, Unreadable, "同名的部分不止一个")
		}
		seen[name] = true
		if slices.ContainsFunc(foreign, func(begin string) bool { return strings.HasPrefix(name, begin) }) {
			c.refuse(inner, Foreign, "")
			continue
		}
		r, err := part.Open()
		var text []byte
		if err == nil {
			text, err = unpack(r, part.UncompressedSize64) // no more than it says
			r.Close()
		}
		if err != nil {
			c.refuse(inner, Unreadable, "无法解压")
			continue
		}
		c.part(inner, name, text)
	}
}

// unpackedSize is what the parts say they unpack to, all together.
func unpackedSize(files []*zip.File) (total uint64) {
	for _, f := range files {
		if total += f.UncompressedSize64; f.UncompressedSize64 > SizeLimit || total > SizeLimit {
			return SizeLimit + 1
		}
	}
	return total
}

// between reads the bytes of the file that belong to no part: a reader of zip files does not
// see them, an editor of bytes does.
func (c *file) between(label string, data []byte, files []*zip.File) {
	type stretch struct{ from, to int64 }
	var known []stretch
	for _, f := range files {
		if at, err := f.DataOffset(); err == nil {
			known = append(known, stretch{at, at + int64(f.CompressedSize64)})
		}
	}
	slices.SortFunc(known, func(a, b stretch) int { return cmp.Compare(a.from, b.from) })
	at := int64(0)
	for _, s := range append(known, stretch{int64(len(data)), int64(len(data))}) {
		if s.from > at {
			c.scan(label, nil, verbatim(data[at:s.from]))
		}
		at = max(at, min(s.to, int64(len(data))))
	}
}

// part reads one part of a workbook.
func (c *file) part(label, name string, text []byte) {
	switch ext := path.Ext(name); ext {
	case ".xml", ".rels", ".vml":
	default:
		if kinds[ext] == picture {
			c.picture(label, name, text)
		} else {
			c.refuse(label, Unknown, harmless(ext))
		}
		return
	}
	if fault := unreadable(text); fault != "" {
		c.refuse(label, Unreadable, fault)
		return
	}
	if strings.HasSuffix(name, ".rels") && external(text) {
		c.refuse(label, Foreign, "")
	}
	c.markup(label, text, runs)
	c.scan(label, text, signless(text))
	c.scan(label, nil, expanded(text))
}

// external reports whether a list of relations leads out of the workbook.
func external(text []byte) bool {
	return eachStart(text, func(e xml.StartElement) bool {
		for _, a := range e.Attr {
			if a.Name.Local == "TargetMode" && strings.EqualFold(a.Value, "External") {
				return true
			}
		}
		return false
	})
}

// eachStart calls f for the start tags of XML until it returns true, which it returns then.
// What is not XML is taken for the worst.
func eachStart(text []byte, f func(xml.StartElement) bool) bool {
	d := xml.NewDecoder(bytes.NewReader(text))
	for {
		token, err := d.RawToken()
		if err == io.EOF {
			return false
		}
		if err != nil {
			return true
		}
		if e, ok := token.(xml.StartElement); ok && f(e) {
			return true
		}
	}
}

// signless reads headers and footers without their signs (&L, &"宋体", &12), which may stand
// between two digits.
func signless(text []byte) *view {
	v := &view{}
	if !bytes.Contains(text, []byte("<headerFooter")) {
		return v
	}
	m := readMarkup(text[bytes.Index(text, []byte("<headerFooter")):], runs, &view{}, &view{})
	from := m.flow.text
	for i := 0; i < len(from); i++ {
		if from[i] != '&' || i+1 == len(from) {
			v.text = append(v.text, from[i])
			continue
		}
		i++
		switch {
		case from[i] == '&':
			v.text = append(v.text, '&')
		case from[i] == '"':
			i += max(bytes.IndexByte(from[i+1:], '"')+1, 0)
		case '0' <= from[i] && from[i] <= '9' && i+1 < len(from) && '0' <= from[i+1] && from[i+1] <= '9':
			i++ // sizes have two digits
		}
	}
	return v
}

// expanded writes out the numbers of cells that are written with an exponent: 1.3800138E10.
func expanded(text []byte) *view {
	v := &view{}
	for rest := text; ; {
		at := bytes.Index(rest, []byte("<v>"))
		if at < 0 {
			return v
		}
		rest = rest[at+3:]
		value := rest[:max(bytes.IndexByte(rest, '<'), 0)]
		digits := bytes.IndexAny(value, "eE")
		if digits < 1 || len(value) > 40 {
			continue
		}
		whole, fraction, _ := bytes.Cut(value[:digits], []byte("."))
		exponent := 0
		for _, b := range bytes.TrimPrefix(value[digits+1:], []byte("+")) {
			if b < '0' || b > '9' || exponent > 99 {
				exponent = -1
				break
			}
			exponent = exponent*10 + int(b-'0')
		}
		if exponent < len(fraction) || exponent > 30 {
			continue // no whole number
		}
		v.text = append(append(v.text, whole...), fraction...)
		v.text = append(v.text, bytes.Repeat([]byte("0"), exponent-len(fraction))...)
		v.stop()
	}
}
