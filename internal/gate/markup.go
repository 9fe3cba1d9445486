package gate

import (
	"bytes"
	"html"
	"strconv"
	"unicode/utf8"
)

// A page is markup taken apart.
type page struct {
	flow    *view // the text; inline elements do not part it
	side    *view // attributes and comments, each for itself
	scripts []span
	styles  []span
	inline  map[string]bool
	data    []byte
}

type span struct{ from, to int }

// inlineElements are those of HTML and SVG that a reader does not see between two digits.
var inlineElements = set("a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins",
	"kbd", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tspan", "tt", "u", "var", "wbr")

// numeric attributes hold coordinates, which are no text.
var numeric = set("d", "points", "viewbox", "transform", "gradienttransform", "stroke-dasharray")

func set(names ...string) map[string]bool {
	m := make(map[string]bool, len(names))
	for _, n := range names {
		m[n] = true
	}
	return m
}

// readMarkup takes HTML or XML apart as leniently as a browser would.
func readMarkup(data []byte, inline map[string]bool, flow, side *view) *page {
	if inline == nil {
		inline = inlineElements
	}
	p := &page{flow: flow, side: side, inline: inline, data: data}
	for i := 0; i < len(data); {
		switch {
		case data[i] != '<':
			i = p.text(i)
		case bytes.HasPrefix(data[i:], []byte("<!--")):
			i = p.aside(i, 4, "-->")
		case bytes.HasPrefix(data[i:], []byte("<![CDATA[")):
			end := until(data, i+9, "]]>")
			p.flow.copy(data[i+9:end], i+9)
			i = min(end+3, len(data))
		case i+1 < len(data) && (data[i+1] == '!' || data[i+1] == '?'):
			i = p.aside(i, 2, ">")
		case i+1 < len(data) && (letter(data[i+1]) || data[i+1] == '/'):
			i = p.tag(i)
		default:
			p.flow.copy(data[i:i+1], i)
			i++
		}
	}
	return p
}

// text copies characters up to the next tag.
func (p *page) text(i int) int {
	end := i + bytes.IndexByte(p.data[i:], '<')
	if end < i {
		end = len(p.data)
	}
	decode(p.flow, p.data[i:end], i, false)
	return end
}

// aside copies a comment or a declaration.
func (p *page) aside(i, skip int, closing string) int {
	end := until(p.data, min(i+skip, len(p.data)), closing)
	decode(p.side, p.data[min(i+skip, end):end], i+skip, false)
	p.side.stop()
	return min(end+len(closing), len(p.data))
}

// tag reads a tag with its attributes, and the content of script and style.
func (p *page) tag(i int) int {
	at := i + 1
	closes := p.data[at] == '/'
	if closes {
		at++
	}
	from := at
	for at < len(p.data) && !endsName[p.data[at]] {
		at++
	}
	name := p.data[from:at]
	if colon := bytes.LastIndexByte(name, ':'); colon >= 0 {
		name = name[colon+1:]
	}
	var lower lowered
	name = lower.of(name)
	at = p.attributes(at)
	switch {
	case string(name) == "br":
		p.flow.put('\n', i)
	case !p.inline[string(name)]:
		p.flow.stop()
	}
	script, style := string(name) == "script", string(name) == "style"
	if closes || !script && !style || p.data[at-1] != '>' || at >= 2 && p.data[at-2] == '/' {
		return at
	}
	end := untilClosing(p.data, at, string(name))
	if style {
		p.styles = append(p.styles, span{at, end})
	} else {
		p.scripts = append(p.scripts, span{at, end})
	}
	return end
}

// endsName are the bytes that end the name of an element.
var endsName = [256]bool{' ': true, '\t': true, '\r': true, '\n': true, '\f': true, '/': true, '>': true}

// lowered holds a name in small letters, without taking memory for every tag.
type lowered [24]byte

// of returns the name, or one that no table has if it is longer than every name there.
func (l *lowered) of(name []byte) []byte {
	if len(name) > len(l) {
		return nil
	}
	for i, b := range name {
		if 'A' <= b && b <= 'Z' {
			b += 'a' - 'A'
		}
		l[i] = b
	}
	return l[:len(name)]
}

// attributes reads up to and with the > of a tag.
func (p *page) attributes(at int) int {
	data := p.data
	for at < len(data) {
		switch c := data[at]; {
		case c == '>':
			return at + 1
		case c == '/' || c <= ' ':
			at++
		default:
			from := at
			for at++; at < len(data) && data[at] > ' ' && data[at] != '=' && data[at] != '>' && data[at] != '/'; at++ {
			}
			name := data[from:at]
			if len(name) > 10 {
				p.side.copy(name, from)
				p.side.stop()
			}
			for at < len(data) && data[at] <= ' ' {
				at++
			}
			if at < len(data) && data[at] == '=' {
				var lower lowered
				at = p.value(at+1, numeric[string(lower.of(name))])
			}
		}
	}
	return at
}

func (p *page) value(at int, skip bool) int {
	data := p.data
	for at < len(data) && data[at] <= ' ' {
		at++
	}
	if at == len(data) {
		return at
	}
	from, end := at, at
	if q := data[at]; q == '"' || q == '\'' {
		from++
		end = until(data, from, string(q))
		at = min(end+1, len(data))
	} else {
		for at < len(data) && data[at] > ' ' && data[at] != '>' {
			at++
		}
		end = at
	}
	if !skip && end > from {
		decode(p.side, data[from:end], from, true)
		p.side.stop()
	}
	return at
}

// decode copies text with its character references resolved and double blanks folded, and
// in addresses what is written with a percent sign.
func decode(v *view, text []byte, offset int, address bool) {
	from := 0
	flush := func(to int) { v.copy(text[from:to], offset+from) }
	for i := 0; i < len(text); {
		switch c := text[i]; {
		case c != '&' && c != ' ' && c != '%':
			i++
		case c == '&':
			end := i + 1
			for end < len(text) && end < i+32 && (letter(text[end]) || text[end] == '#' || '0' <= text[end] && text[end] <= '9') {
				end++
			}
			if end < len(text) && text[end] == ';' {
				end++
			}
			ref := string(text[i:end])
			if char := html.UnescapeString(ref); char != ref {
				flush(i)
				for _, r := range char {
					v.put(r, offset+i)
				}
				from = end
			}
			i = end
		case c == ' ' && i > 0 && text[i-1] == ' ':
			flush(i)
			i++
			from = i
		case address && c == '%' && i+2 < len(text) && hexDigit(text[i+1]) && hexDigit(text[i+2]):
			flush(i)
			value, _ := strconv.ParseUint(string(text[i+1:i+3]), 16, 8)
			v.putByte(byte(value), offset+i)
			i += 3
			from = i
		default:
			i++
		}
	}
	flush(len(text))
}

// until returns the offset of closing at or behind from, or the end of data.
func until(data []byte, from int, closing string) int {
	if i := bytes.Index(data[from:], []byte(closing)); i >= 0 {
		return from + i
	}
	return len(data)
}

// untilClosing returns the offset of </name at or behind from.
func untilClosing(data []byte, from int, name string) int {
	for i := from; ; i++ {
		if i = until(data, i, "</"); i+2+len(name) > len(data) {
			return len(data)
		}
		if bytes.EqualFold(data[i+2:i+2+len(name)], []byte(name)) {
			return i
		}
	}
}

func letter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' || c >= utf8.RuneSelf }
