package document

import (
	"bytes"
	"html/template"
	"net/url"
	"path"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"

	"anjian/internal/source"
)

// A Resolver says what the references of a document stand for.
type Resolver interface {
	// Link returns the address, relative to the page, of another document, by file name or
	// path, perhaps with an anchor: "x.md", "brands/x.md", "../brands/x.md#节". Anchors of the
	// document itself ("#节") are not asked for. Without an address, and ok, the words stand alone.
	Link(from *Document, target string) (href string, ok bool)
	// Image returns the address of an image file, named relative to the document.
	Image(from *Document, target string) (src string, ok bool)
	// Figure returns the live figure for the text between {{ and }}, trimmed; at is the place
	// of its first character.
	Figure(from *Document, text string, at source.Pos) (template.HTML, *source.Error)
	// Block returns the chart or table that a fenced block describes; lang is "chart" or
	// "table", at the place of the first line inside the fence.
	Block(from *Document, lang string, toml []byte, at source.Pos) (template.HTML, *source.Error)
}

// A Hinter is a Resolver that can say what to do about a link that leads nowhere.
type Hinter interface {
	Hint(from *Document, target string) string
}

// destination returns what a link or image points to, with escapes and character references
// replaced, as a browser would read it.
func destination(raw []byte) string {
	raw = util.UnescapePunctuations(raw)
	raw = util.ResolveNumericReferences(raw)
	raw = util.ResolveEntityNames(raw)
	return strings.TrimSpace(string(raw))
}

// refusal says what is wrong with a target that does not stay inside the site, "" if nothing.
func refusal(target string) (message, hint string) {
	switch {
	case target == "":
		return "链接没有写目标", "写作 [文字](文件名.md)"
	case strings.ContainsFunc(target, func(r rune) bool { return r < ' ' || r == 0x7f || r == '\\' }):
		return "链接的目标含有不允许的字符", "用 / 分隔文件夹"
	case strings.HasPrefix(target, "//") || hasScheme(target):
		return "不允许指向站外的地址", "改为站内文件名，如 [文字](brands/x.md)；站外出处用文字写明"
	case strings.HasPrefix(target, "/"):
		return "不允许以 / 开头的地址", "写文件名或相对路径，如 brands/x.md"
	case strings.HasPrefix(target, "?"):
		return "不允许带查询的地址", "写文件名或相对路径，如 brands/x.md"
	}
	return "", ""
}

// hasScheme tells whether a target starts as https: or javascript: do. Percent signs count,
// as some readers decode them first.
func hasScheme(target string) bool {
	head, _, found := strings.Cut(target, ":")
	if !found {
		decoded, err := url.PathUnescape(target)
		if err != nil || decoded == target {
			return false
		}
		if head, _, found = strings.Cut(decoded, ":"); !found {
			return false
		}
	}
	return !strings.ContainsAny(head, "/#?")
}

var imageKinds = []string{".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg"}

func isImageFile(target string) bool {
	ext := strings.ToLower(path.Ext(target))
	for _, kind := range imageKinds {
		if ext == kind {
			return true
		}
	}
	return false
}

// anchor returns the id that the part of a target after # means.
func anchor(fragment string) string {
	if decoded, err := url.PathUnescape(fragment); err == nil {
		fragment = decoded
	}
	return Slug(fragment)
}

// check reports what is wrong in the body itself, whatever a Resolver would say.
func (d *Document) check(errs *source.List) {
	d.wrong = map[ast.Node]bool{}
	_ = ast.Walk(d.tree, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		if e := d.fault(n); e != nil {
			d.wrong[n] = true
			e.Pos = d.at(offset(n))
			errs.Put(e)
		}
		switch n := n.(type) {
		case *ast.Text:
			if !n.IsRaw() {
				d.warnText(n, errs)
			}
		case *ast.FencedCodeBlock:
			d.warnFence(n, errs)
		}
		return ast.WalkContinue, nil
	})
}

// plainLanguages are what code that is shown as it stands may be called.
var plainLanguages = []string{"text", "toml", "csv", "css", "html", "json", "sh", "go", "js", "sql", "xml", "yaml", "markdown"}

// warnFence points at a fence that was probably meant for a block: it is shown as code.
func (d *Document) warnFence(n *ast.FencedCodeBlock, errs *source.List) {
	name := d.language(n)
	if isLive(name) || slices.Contains(plainLanguages, name) || source.Nearest(name, LiveBlocks) == "" {
		return
	}
	at := d.at(offset(n))
	if info := n.Info; info != nil {
		at = d.at(info.Segment.Start)
	}
	errs.Tell(source.NoSuchBlock, at, "没有名为“"+name+"”的块，会照原样显示", source.Nearby(name, LiveBlocks))
}

// fault returns what is wrong with a part of the body, nil where nothing is.
func (d *Document) fault(n ast.Node) *source.Error {
	tell := func(kind source.Code, message, hint string) *source.Error {
		return &source.Error{Code: kind, Message: message, Hint: hint}
	}
	switch n := n.(type) {
	case *figureNode:
		if n.open {
			return tell(source.OpenFigure, "{{ 没有在同一行用 }} 结束", "写作 {{不捕率 2025Q2}}；要显示括号本身就放进反引号")
		}
		if n.text == "" {
			return tell(source.EmptyFigure, "{{ }} 里没有写指标", "写作 {{不捕率 2025Q2}}")
		}
	case *ast.AutoLink:
		return tell(source.BadTarget, "不允许指向站外的地址", "去掉尖括号，出处用文字写明")
	case *ast.Link:
		target := destination(n.Destination)
		if message, hint := refusal(target); message != "" {
			return tell(source.BadTarget, message, hint)
		}
		if id, ok := strings.CutPrefix(target, "#"); ok && !d.HasAnchor(anchor(id)) {
			return tell(source.NoAnchor, "本页没有标题“"+id+"”", source.Suggest(anchor(id), d.anchors()))
		}
	case *ast.Image:
		target := destination(n.Destination)
		if message, _ := refusal(target); message != "" {
			return tell(source.BadTarget, strings.Replace(message, "链接", "图片", 1), "图片放在站内，写相对路径，如 ![说明](images/x.png)")
		}
		if !isImageFile(target) {
			return tell(source.BadImage, "图片的格式不认识", "可用 png、jpg、gif、webp、svg")
		}
	case *ast.FencedCodeBlock:
		lines := n.Lines()
		unclosed := lines.Len() == 0 || lines.At(lines.Len()-1).Stop >= len(d.Body)
		if unclosed && !d.closedAfter(n) {
			return tell(source.OpenFence, "代码块没有结束", "在末尾另起一行写 ```")
		}
	}
	return nil
}

// closedAfter tells whether a fence that holds no lines, or runs to the end, has its closing line.
func (d *Document) closedAfter(n *ast.FencedCodeBlock) bool {
	if n.Lines().Len() > 0 {
		return false
	}
	_, rest, _ := bytes.Cut(d.Body[min(offset(n), len(d.Body)):], []byte("\n"))
	line, _, _ := bytes.Cut(rest, []byte("\n"))
	return bytes.ContainsAny(line, "`~")
}

// warnText points at marks that were meant as markup but stayed text.
func (d *Document) warnText(t *ast.Text, errs *source.List) {
	value := t.Segment.Value(d.Body)
	if i := bytes.Index(value, []byte("**")); i >= 0 && (i == 0 || value[i-1] != '\\') {
		errs.Tell(source.DeadBold, d.at(t.Segment.Start+i), "加粗没有生效，会显示 ** 本身", "标点移到 ** 之外，或在 ** 外侧加空格")
	}
	for i, c := range value {
		if c != '[' {
			continue
		}
		start := t.Segment.Start + i
		line, _, _ := bytes.Cut(d.Body[start:min(len(d.Body), start+200)], []byte("\n"))
		if bytes.HasPrefix(line, []byte("[^")) && bytes.IndexByte(line, ']') > 0 {
			errs.Tell(source.DeadFootnote, d.at(start), "注释没有对应的内容", "另起一段写 [^名]: 注释内容")
		}
	}
}

func (d *Document) anchors() []string {
	ids := make([]string, 0, len(d.headings))
	for _, h := range d.headings {
		ids = append(ids, h.ID)
	}
	return ids
}
