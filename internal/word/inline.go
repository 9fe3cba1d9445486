package word

import (
	"path"
	"slices"
	"strconv"
	"strings"
)

// An inline reader gathers the runs of a paragraph.
type inline struct {
	*reader
	plain strings.Builder
	spans []span
	after []block // what stood in text boxes: it follows the paragraph
	field []bool  // open fields: true once their result begins
}

// A span is text in one face.
type span struct {
	text                 string
	bold, italic, struck bool
	raw                  bool // Markdown already: a picture, a footnote
}

func (in *inline) runs(n *node) {
	for _, c := range n.children {
		switch c.name {
		case "r":
			in.run(c)
		case "hyperlink":
			if rel, ok := in.relations[c.attr("id")]; ok && rel.outside {
				in.add("站外链接只留下文字：" + rel.target)
			}
			in.runs(c)
		case "ins", "moveTo", "smartTag", "customXml", "fldSimple", "sdtContent", "dir", "bdo":
			in.runs(c)
		case "sdt":
			in.runs(c)
		case "del", "moveFrom":
			in.add("修订痕迹按接受全部修订处理")
		case "oMath", "oMathPara":
			in.put(span{text: c.words()})
			in.add("公式只留下文字，请核对：" + clean(c.words()))
		}
	}
}

func (in *inline) run(n *node) {
	properties := n.child("rPr")
	if hidden, _ := properties.on("vanish"); hidden {
		in.add("隐藏文字没有带过来")
		return
	}
	face := span{}
	face.bold, _ = properties.on("b")
	face.italic, _ = properties.on("i")
	face.struck, _ = properties.on("strike")
	for _, c := range n.children {
		switch c.name {
		case "fldChar":
			in.fieldChar(c.attr("fldCharType"))
			continue
		case "commentReference":
			in.add("批注没有带过来")
			continue
		}
		if len(in.field) > 0 && !in.field[len(in.field)-1] {
			continue // what the field asks, not what it shows
		}
		switch c.name {
		case "t":
			face.text = c.words()
			in.put(face)
		case "tab":
			in.put(span{text: " "})
		case "br", "cr":
			if c.attr("type") == "" {
				in.put(span{text: "\n"})
			}
		case "noBreakHyphen":
			in.put(span{text: "-"})
		case "sym":
			if v, err := strconv.ParseInt(c.attr("char"), 16, 32); err == nil && v < 0xe000 {
				in.put(span{text: string(rune(v))})
			} else {
				in.add("有一个符号没有带过来，请对照原文（字体 " + c.attr("font") + "）")
			}
		case "drawing", "pict", "object", "AlternateContent":
			in.drawing(c)
		case "footnoteReference":
			in.footnote(c.attr("id"))
		case "endnoteReference":
			in.add("尾注没有带过来")
		}
	}
}

func (in *inline) fieldChar(kind string) {
	n := len(in.field)
	switch {
	case kind == "begin":
		in.field = append(in.field, false)
	case kind == "separate" && n > 0:
		in.field[n-1] = true
	case kind == "end" && n > 0:
		in.field = in.field[:n-1]
	}
}

func (in *inline) put(s span) {
	in.plain.WriteString(s.text)
	if n := len(in.spans); n > 0 && !s.raw && !in.spans[n-1].raw && in.spans[n-1].same(s) {
		in.spans[n-1].text += s.text
		return
	}
	in.spans = append(in.spans, s)
}

func (s span) same(o span) bool {
	return strings.TrimSpace(o.text) == "" || s.bold == o.bold && s.italic == o.italic && s.struck == o.struck
}

func (in *inline) allBold() bool {
	some := false
	for _, s := range in.spans {
		if strings.TrimSpace(s.text) != "" {
			if !s.bold {
				return false
			}
			some = true
		}
	}
	return some
}

// drawing takes pictures, and the text of text boxes behind the paragraph.
func (in *inline) drawing(n *node) {
	if n.name == "AlternateContent" { // Word writes a drawing twice, for itself and for older ones
		if c := n.child("Choice"); c != nil {
			n = c
		}
	}
	if box := n.find("txbxContent"); box != nil {
		inner := *in.reader
		inner.blocks = nil
		inner.body(box)
		in.list, in.images, in.used = inner.list, inner.images, inner.used
		in.after = append(in.after, inner.blocks...)
		in.add("文本框里的文字移到了所在段落之后")
		return
	}
	id := ""
	if blip := n.find("blip"); blip != nil {
		id = blip.attr("embed")
	} else if v := n.find("imagedata"); v != nil {
		id = v.attr("id")
	}
	if n.name == "object" || n.find("OLEObject") != nil {
		in.add("嵌入的对象（公式、图表、附件）没有带过来")
		return
	}
	rel, ok := in.relations[id]
	if !ok || rel.outside {
		in.add("图形（线条、形状、图表）没有带过来，请另存为图片")
		return
	}
	in.picture(rel.target, clean(firstOf(n.descr("descr"), n.descr("title"))))
}

// descr reads the words that describe a drawing.
func (n *node) descr(attr string) string {
	if p := n.find("docPr"); p != nil {
		return p.attr(attr)
	}
	if p := n.find("imagedata"); p != nil {
		return p.attr("title")
	}
	return ""
}

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

var pictures = map[string]string{".png": ".png", ".jpg": ".jpg", ".jpeg": ".jpg", ".gif": ".gif", ".webp": ".webp"}

func (in *inline) picture(target, words string) {
	name := path.Join("word", target)
	if strings.HasPrefix(target, "/") {
		name = strings.TrimPrefix(target, "/")
	}
	ending, ok := pictures[strings.ToLower(path.Ext(name))]
	if !ok {
		in.add("图片格式 " + path.Ext(name) + " 不能上网页，请另存为 png 或 jpg 后插入")
		return
	}
	data, err := in.read(name)
	if err != nil || data == nil {
		in.add("有一张图片读不出来，请另外插入")
		return
	}
	image := Image{in.stem + "-" + strconv.Itoa(len(in.images)+1) + ending, data}
	in.images = append(in.images, image)
	if words == "" || strings.HasPrefix(words, "图片") || strings.HasPrefix(words, "Picture") || strings.Contains(words, "AI 生成") {
		words = "待填写：图片说明"
		in.add("图片要写说明文字，见文中“待填写：图片说明”")
	}
	in.spans = append(in.spans, span{text: "![" + escape(words) + "](images/" + image.Name + ")", raw: true})
}

func (in *inline) footnote(id string) {
	if in.footnotes[id] == nil {
		return
	}
	at := slices.Index(in.used, id)
	if at < 0 { // a second reference, even one in the footnote itself, leads to the same text
		at = len(in.used)
		in.used = append(in.used, id)
	}
	in.spans = append(in.spans, span{text: "[^" + strconv.Itoa(at+1) + "]", raw: true})
}
