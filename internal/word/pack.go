package word

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strings"

	"anjian/internal/source"
)

// Limits on what is unpacked.
const (
	maxPacked   = 50 << 20
	maxUnpacked = 200 << 20
	maxPart     = 64 << 20
	maxDepth    = 256
)

// A pack is an opened .docx.
type pack struct {
	parts map[string]*zip.File
	at    source.Pos
}

func openPack(at source.Pos, data []byte) (*pack, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, fault(source.WordBroken, at, "文件损坏，打不开", "在 Word 或 WPS 里打开后另存一份")
	}
	p := &pack{parts: map[string]*zip.File{}, at: at}
	var unpacked uint64
	for _, f := range z.File {
		unpacked += min(f.UncompressedSize64, 1<<40)
		p.parts[strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(f.Name, `\`, "/")), "/")] = f
	}
	if unpacked > maxUnpacked {
		return nil, fault(source.WordBroken, at, "文件展开后超过 200 MB", "把图片压缩后另存")
	}
	if p.parts["word/document.xml"] == nil {
		return nil, fault(source.WordFormat, at, "这不是 Word 文档", "工作簿放进 content/data/；文字材料另存为 .docx")
	}
	return p, nil
}

// read returns a part whole; nil where there is none.
func (p *pack) read(name string) ([]byte, error) {
	f := p.parts[name]
	if f == nil {
		return nil, nil
	}
	r, err := f.Open()
	if err == nil {
		defer r.Close()
		var data []byte
		if data, err = io.ReadAll(io.LimitReader(r, maxPart+1)); err == nil && len(data) > maxPart {
			return nil, fault(source.WordBroken, p.at, "文件里的“"+name+"”超过 64 MB", "分成几个文件")
		}
		if err == nil {
			return data, nil
		}
	}
	return nil, fault(source.WordBroken, p.at, "文件里的“"+name+"”读不出来", "在 Word 或 WPS 里打开后另存一份")
}

// A node is one element of a part. Namespaces are left out: names do not clash within Word's own.
type node struct {
	name     string
	attrs    []xml.Attr
	children []*node
	text     string // of text nodes, whose name is ""
}

var errDeep = errors.New("too deep")

// tree reads a part into nodes; nil where there is none.
func (p *pack) tree(name string) (*node, error) {
	data, err := p.read(name)
	if data == nil || err != nil {
		return nil, err
	}
	root, err := parse(data)
	if err != nil {
		return nil, fault(source.WordBroken, p.at, "文件里的“"+name+"”写法有误", "在 Word 或 WPS 里打开后另存一份")
	}
	return root, nil
}

func parse(data []byte) (*node, error) {
	root := &node{}
	stack := []*node{root}
	d := xml.NewDecoder(bytes.NewReader(data))
	for {
		t, err := d.Token()
		if err == io.EOF {
			return root, nil
		}
		if err != nil {
			return nil, err
		}
		top := stack[len(stack)-1]
		switch t := t.(type) {
		case xml.StartElement:
			n := &node{name: t.Name.Local, attrs: t.Attr}
			top.children = append(top.children, n)
			if stack = append(stack, n); len(stack) > maxDepth {
				return nil, errDeep
			}
		case xml.EndElement:
			stack = stack[:len(stack)-1]
		case xml.CharData:
			if len(stack) > 1 {
				top.children = append(top.children, &node{text: string(t)})
			}
		}
	}
}

// attr returns an attribute by its local name.
func (n *node) attr(name string) string {
	if n != nil {
		for _, a := range n.attrs {
			if a.Name.Local == name {
				return a.Value
			}
		}
	}
	return ""
}

// child returns the first child of a name, following a path of them; nil when there is none.
func (n *node) child(names ...string) *node {
	for _, name := range names {
		if n == nil {
			return nil
		}
		var found *node
		for _, c := range n.children {
			if c.name == name {
				found = c
				break
			}
		}
		n = found
	}
	return n
}

// find returns the first descendant of a name.
func (n *node) find(name string) *node {
	for _, c := range n.children {
		if c.name == name {
			return c
		}
		if found := c.find(name); found != nil {
			return found
		}
	}
	return nil
}

// words joins all text below a node.
func (n *node) words() string {
	var b strings.Builder
	for _, c := range n.children {
		if c.name == "" {
			b.WriteString(c.text)
		} else {
			b.WriteString(c.words())
		}
	}
	return b.String()
}

// on reads a switch such as <w:b/> or <w:b w:val="0"/>.
func (n *node) on(name string) (value, given bool) {
	c := n.child(name)
	if c == nil {
		return false, false
	}
	switch c.attr("val") {
	case "0", "false", "off", "none":
		return false, true
	}
	return true, true
}
