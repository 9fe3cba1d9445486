package word

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/JohannesKaufmann/html-to-markdown/v2/converter"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/base"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/commonmark"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/strikethrough"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/table"
	"golang.org/x/net/html"
	"golang.org/x/net/html/charset"

	"anjian/internal/source"
)

func looksLikeHTML(data []byte) bool {
	head := bytes.ToLower(data[:min(len(data), 4096)])
	return bytes.Contains(head, []byte("<html")) || bytes.Contains(head, []byte("<body")) || bytes.Contains(head, []byte("<p")) || bytes.Contains(head, []byte("<div")) || bytes.Contains(head, []byte("<table"))
}

// readHTML turns a page that Word or WPS saved, or that was pasted from it, into Markdown.
func readHTML(at source.Pos, data []byte) (*Text, error) {
	encoding, _, _ := charset.DetermineEncoding(data, "text/html")
	data, err := encoding.NewDecoder().Bytes(data)
	if err != nil {
		return nil, fault(source.WordBroken, at, "文字的编码读不出来", "在 Word 里另存为 .docx 再导入")
	}
	root, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		return nil, fault(source.WordBroken, at, "网页的写法有误", "在 Word 里另存为 .docx 再导入")
	}
	p := page{}
	p.prepare(root)
	c := converter.NewConverter(converter.WithPlugins(
		base.NewBasePlugin(), commonmark.NewCommonmarkPlugin(), strikethrough.NewStrikethroughPlugin(),
		table.NewTablePlugin(table.WithHeaderPromotion(true), table.WithNewlineBehavior(table.NewlineBehaviorPreserve)),
	))
	text, err := c.ConvertNode(root)
	if err != nil {
		return nil, fault(source.WordBroken, at, "网页的写法有误", "在 Word 里另存为 .docx 再导入")
	}
	t := &Text{Title: p.title, Markdown: outlined(strings.ReplaceAll(string(text), "{{", `\{\{`)), Notes: p.list}
	return t, nil
}

// A page is what is found while a tree is made ready.
type page struct {
	notes
	title string
}

// prepare takes out what is not carried over, and the title.
func (p *page) prepare(root *html.Node) {
	p.strip(root)
	if h := only(root, "h1"); h != nil { // one heading of the first level is the title
		p.title = clean(text(h))
		h.Parent.RemoveChild(h)
	}
}

func (p *page) strip(n *html.Node) {
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		switch {
		case c.Type == html.CommentNode:
			n.RemoveChild(c)
		case c.Type != html.ElementNode:
		case dropped[c.Data]:
			n.RemoveChild(c)
		case c.Data == "title":
			if p.title == "" {
				p.title = clean(text(c))
			}
			n.RemoveChild(c)
		case c.Data == "img":
			p.add("图片没有带过来，请另外插入")
			n.RemoveChild(c)
		case c.Data == "a":
			for _, a := range c.Attr {
				if a.Key == "href" && a.Val != "" && !strings.HasPrefix(a.Val, "#") {
					p.add("链接只留下文字：" + a.Val)
				}
			}
			next = unwrap(n, c)
		case strings.Contains(c.Data, ":"): // o:p and its like
			next = unwrap(n, c)
		default:
			p.strip(c)
		}
		c = next
	}
}

var dropped = map[string]bool{"script": true, "style": true, "meta": true, "link": true, "object": true, "iframe": true, "form": true, "input": true, "button": true, "noscript": true, "xml": true}

// unwrap puts the children of a node in its place and returns the first of them, or what follows.
func unwrap(parent, n *html.Node) *html.Node {
	next := n.NextSibling
	first := n.FirstChild
	for c := n.FirstChild; c != nil; c = n.FirstChild {
		n.RemoveChild(c)
		parent.InsertBefore(c, n)
	}
	parent.RemoveChild(n)
	if first != nil {
		return first
	}
	return next
}

// only returns the one element of a name, nil where there are none or several.
func only(n *html.Node, name string) (found *html.Node) {
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && d.Data == name {
			if found != nil {
				return nil
			}
			found = d
		}
	}
	return found
}

func text(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

var heading = regexp.MustCompile(`^(#{1,6}) `)

// outlined moves headings so that the highest is ##, and makes headings of paragraphs that are one
// by their number.
func outlined(markdown string) string {
	paragraphs := strings.Split(strings.TrimSpace(markdown), "\n\n")
	top := 7
	for _, p := range paragraphs {
		if m := heading.FindStringSubmatch(p); m != nil {
			top = min(top, len(m[1]))
		}
	}
	for i, p := range paragraphs {
		if m := heading.FindStringSubmatch(p); m != nil {
			paragraphs[i] = strings.Repeat("#", min(len(m[1])-top+2, 6)) + p[len(m[1]):]
			continue
		}
		plain := strings.Trim(p, "* ")
		if top == 7 && !strings.Contains(p, "\n") && plain != "" {
			if level := headingLevel(block{plain: clean(plain), strong: plain != p}); level >= 0 {
				paragraphs[i] = strings.Repeat("#", level+2) + " " + clean(plain)
				continue
			}
		}
		if !strings.Contains(p, "|") {
			lines := strings.Split(p, "\n")
			for j := range lines {
				if text := strings.TrimLeft(lines[j], "\u3000\u00a0"); text != lines[j] {
					lines[j] = paragraphStart(text)
				}
			}
			paragraphs[i] = strings.Join(lines, "\n")
		}
	}
	return strings.Join(paragraphs, "\n\n") + "\n"
}
