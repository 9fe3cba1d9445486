package gate

import (
	"bytes"
	"encoding/base64"
	"net/url"
)

// embeddedKinds are the contents that an address may carry in itself, by the name of the file
// that they would be.
var embeddedKinds = map[string]string{
	"image/png": "x.png", "image/jpeg": "x.jpg", "image/gif": "x.gif", "image/webp": "x.webp", "image/svg+xml": "x.svg",
	"text/plain": "x.txt", "text/html": "x.html", "text/css": "x.css", "text/csv": "x.csv", "application/json": "x.json",
	"font/woff": "x.woff", "font/woff2": "x.woff2",
}

// dataAddresses reads what addresses of the form data:… in a decoded text carry.
func (c *file) dataAddresses(label string, text []byte) {
	for {
		at := bytes.Index(text, []byte("data:"))
		if at < 0 {
			return
		}
		text = text[at+len("data:"):]
		end := bytes.IndexFunc(text, endsAddress)
		if end < 0 {
			end = len(text)
		}
		head, body, _ := bytes.Cut(text[:end], []byte(","))
		mime, params, _ := bytes.Cut(bytes.ToLower(head), []byte(";"))
		if len(body) == 0 || !mimeType(mime) {
			continue // the word data and a colon
		}
		name := embeddedKinds[string(mime)]
		if name == "" {
			c.refuse(label, Unknown, "地址里夹带的内容")
			continue
		}
		content := body
		if bytes.HasSuffix(params, []byte("base64")) {
			var err error
			if content, err = base64.StdEncoding.DecodeString(string(body)); err != nil {
				c.refuse(label, Unreadable, "地址里夹带的内容")
				continue
			}
		} else if plain, err := url.PathUnescape(string(body)); err == nil {
			content = []byte(plain)
		}
		c.content(label+"[data:]", name, content)
	}
}

func mimeType(s []byte) bool {
	kind, sub, found := bytes.Cut(s, []byte("/"))
	return found && len(kind) > 0 && len(sub) > 0 && !bytes.ContainsFunc(s, func(r rune) bool {
		return !('a' <= r && r <= 'z' || '0' <= r && r <= '9' || r == '/' || r == '+' || r == '-' || r == '.')
	})
}

func endsAddress(r rune) bool {
	return r <= ' ' || r == '"' || r == '\'' || r == ')' || r == '<' || r == '>' || r == '`' || r == '\\'
}
