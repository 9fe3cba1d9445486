package gate

import "bytes"

// markdown reads text with the signs of Markdown left out, so that 138**0013**8000 is one
// number, and the HTML that may stand in it.
func (c *file) markdown(label string, data []byte) {
	c.scan(label, data, verbatim(data)) // asterisks may be what hides a part of a number
	v := readMarkdown(c.lend(), data)
	c.inner(label, data, v)
	c.back(v)
	c.dataAddresses(label, data)
}

func readMarkdown(v *view, data []byte) *view {
	v.expect(len(data))
	from := 0
	for i := 0; i < len(data); i++ {
		switch b := data[i]; {
		case b == '|' || b == '\n' && i+1 < len(data) && data[i+1] == '\n':
			v.copy(data[from:i], from) // cells and paragraphs stand each for themselves
			v.stop()
			from = i + 1
		case b == '*' || b == '`' || b == '~' || b == '\\' && i+1 < len(data) && bytes.IndexByte(escapable, data[i+1]) >= 0:
			v.copy(data[from:i], from)
			from = i + 1
		}
	}
	v.copy(data[from:], from)
	return v
}

// escapable are the signs that a backslash makes ordinary ones.
var escapable = []byte("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
