package grid

import "bytes"

// A cursor walks the tags of a part of a workbook without building anything: such parts have
// hundreds of megabytes. Names are compared without their prefix. It accepts more than XML does;
// what it must never do is run past the end.
type cursor struct {
	data []byte
	at   int // behind the name of the tag, or behind its last attribute

	name    []byte
	start   int // of the tag
	closing bool
	empty   bool // <c/>, known after the attributes

	key, value []byte // of the attribute
}

// tag goes to the next tag; false at the end.
func (c *cursor) tag() bool {
	for {
		n := 0
		if c.at >= len(c.data) || c.data[c.at] != '<' { // most tags follow another one
			n = bytes.IndexByte(c.data[c.at:], '<')
		}
		if n < 0 || c.at+n+1 >= len(c.data) {
			c.at = len(c.data)
			return false
		}
		c.start = c.at + n
		c.at = c.start + 1
		switch c.data[c.at] {
		case '!':
			c.skipMarkup()
			continue
		case '?':
			c.skipTo([]byte("?>"))
			continue
		}
		c.closing = c.data[c.at] == '/'
		if c.closing {
			c.at++
		}
		from := c.at
	name:
		for ; c.at < len(c.data); c.at++ {
			switch c.data[c.at] {
			case ' ', '>', '/', '\n', '\t', '\r':
				break name
			case ':':
				from = c.at + 1
			}
		}
		c.name, c.empty = c.data[from:c.at], false
		return true
	}
}

// is compares the name of the tag.
func (c *cursor) is(name string) bool { return string(c.name) == name }

// skipMarkup passes a comment or character data that no cell reads.
func (c *cursor) skipMarkup() {
	switch rest := c.data[c.at:]; {
	case bytes.HasPrefix(rest, []byte("!--")):
		c.skipTo([]byte("-->"))
	case bytes.HasPrefix(rest, []byte("![CDATA[")):
		c.skipTo([]byte("]]>"))
	default:
		c.skipTo([]byte(">"))
	}
}

func (c *cursor) skipTo(end []byte) {
	n := bytes.Index(c.data[c.at:], end)
	if n < 0 {
		c.at = len(c.data)
		return
	}
	c.at += n + len(end)
}

// attribute goes to the next attribute of the tag, or behind the tag when there is none.
func (c *cursor) attribute() bool {
	for c.at < len(c.data) {
		switch b := c.data[c.at]; b {
		case ' ', '\n', '\t', '\r':
			c.at++
		case '/':
			c.empty = true
			c.at++
		case '>':
			c.at++
			return false
		default:
			if c.short() {
				return true
			}
			n := bytes.IndexByte(c.data[c.at:], '=')
			if n < 0 || c.at+n+1 >= len(c.data) {
				c.at = len(c.data)
				return false
			}
			c.key = c.data[c.at : c.at+n]
			if colon := bytes.LastIndexByte(c.key, ':'); colon >= 0 {
				c.key = c.key[colon+1:]
			}
			quote := c.data[c.at+n+1]
			c.at += n + 2
			end := bytes.IndexByte(c.data[c.at:], quote)
			if quote != '"' && quote != '\'' || end < 0 {
				c.at = len(c.data)
				return false
			}
			c.value = c.data[c.at : c.at+end]
			c.at += end + 1
			return true
		}
	}
	return false
}

// short reads an attribute such as r="A1": those of cells are named by one letter and have a few
// characters, for which searching costs more than looking.
func (c *cursor) short() bool {
	rest := c.data[c.at:]
	if len(rest) < 20 || rest[1] != '=' || rest[2] != '"' {
		return false
	}
	for i := 3; i < 16; i++ {
		if rest[i] == '"' {
			c.key, c.value = rest[:1], rest[3:i]
			c.at += i + 1
			return true
		}
	}
	return false
}

// open passes the attributes, which nobody wants; false when the tag is empty.
func (c *cursor) open() bool {
	for c.attribute() {
	}
	return !c.empty
}

// text returns the characters up to the next tag as they stand, and whether they must be decoded.
func (c *cursor) text() (raw []byte, coded bool) {
	from := c.at
	for {
		n := bytes.IndexByte(c.data[c.at:], '<')
		if n < 0 {
			c.at = len(c.data)
			break
		}
		c.at += n
		if !bytes.HasPrefix(c.data[c.at:], []byte("<![CDATA[")) {
			break
		}
		coded = true
		c.skipTo([]byte("]]>"))
	}
	raw = c.data[from:c.at]
	return raw, coded || bytes.IndexByte(raw, '&') >= 0 || bytes.IndexByte(raw, '\r') >= 0 || bytes.IndexByte(raw, '_') >= 0 && bytes.Contains(raw, []byte("_x"))
}
