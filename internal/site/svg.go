package site

import (
	"bytes"
	"encoding/xml"
	"io"
	"regexp"
	"strings"

	"anjian/internal/source"
)

// A drawing (SVG) is a document: opened by itself it runs scripts and loads what it names, and no policy of ours
// goes with it. So only what draws is let through, by name; what is not known is refused.

const svgSpace = "http://www.w3.org/2000/svg"

// drawingParts are the elements that a drawing may hold.
var drawingParts = wordSet(`svg g defs symbol use switch title desc style
	path rect circle ellipse line polyline polygon image text tspan textPath
	linearGradient radialGradient stop pattern clipPath mask marker filter
	feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap
	feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode
	feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence`)

func wordSet(list string) map[string]bool {
	set := map[string]bool{}
	for _, word := range strings.Fields(list) {
		set[word] = true
	}
	return set
}

var (
	// plainType is a document type without definitions of its own.
	plainType = regexp.MustCompile(`^DOCTYPE\s+svg(\s+PUBLIC\s+"[^"\[<]*"\s+"[^"\[<]*")?\s*$`)
	// embedded is a picture of pixels that stands in the drawing itself.
	embedded = regexp.MustCompile(`^data:image/(png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]+$`)
	// reaching is what lets a style name something outside: any address but #id, a rule, an escape.
	reaching = regexp.MustCompile(`(?i)[@\\]|//|url\(\s*["']?\s*[^\s"'#]|src\(|image\(|image-set\(|expression\(|behavior|-moz-binding`)
)

// wrongDrawing says what in an SVG file is not a drawing, nil if all of it is.
func wrongDrawing(name string, data []byte) *source.Error {
	d := xml.NewDecoder(bytes.NewReader(data))
	var style strings.Builder
	var open []string
	drawn := false
	inStyle := func() bool { return len(open) > 0 && open[len(open)-1] == "style" }
	for {
		at := d.InputOffset()
		tell := func(message, hint string) *source.Error {
			return &source.Error{Code: source.UnsafeImage, Pos: placeIn(name, data, at), Message: message, Hint: hint}
		}
		token, err := d.Token()
		if err == io.EOF && drawn {
			return nil
		}
		if err != nil {
			at = d.InputOffset()
			return tell("文件不是完整的 svg 图", "用画图软件打开，另存为 svg（编码用 UTF-8）或者 png")
		}
		what := ""
		switch token := token.(type) {
		case xml.StartElement:
			if what = wrongElement(token, drawn); inStyle() {
				what = "样式里夹带的成分 <" + shortened(token.Name.Local) + ">"
			}
			open = append(open, token.Name.Local)
			drawn = true
			style.Reset()
		case xml.EndElement:
			if inStyle() && reaching.MatchString(style.String()) {
				what = "指向别处的样式"
			}
			open = open[:len(open)-1]
		case xml.CharData:
			if inStyle() {
				style.Write(token)
			}
		case xml.ProcInst:
			if token.Target != "xml" {
				what = "处理指令 " + shortened(token.Target)
			}
		case xml.Directive:
			if drawn || !plainType.Match(token) {
				what = "自定义的实体"
			}
		}
		if what != "" {
			return tell("svg 图里有"+what, "用画图软件另存为“普通 svg”，去掉脚本、链接、动画和说明信息；不行就导出为 png")
		}
	}
}

// wrongElement says what of an element does more than draw, "" if nothing.
func wrongElement(e xml.StartElement, inside bool) string {
	if e.Name.Space != svgSpace || !drawingParts[e.Name.Local] || !inside && e.Name.Local != "svg" {
		return "不画图的成分 <" + shortened(e.Name.Local) + ">"
	}
	for _, a := range e.Attr {
		local := strings.ToLower(a.Name.Local)
		switch {
		case a.Name.Space == "xmlns" || a.Name.Space == "" && local == "xmlns":
			// names a vocabulary; nothing is loaded
		case strings.HasPrefix(local, "on"):
			return "脚本：属性 " + shortened(a.Name.Local)
		case local == "href" || local == "src":
			target := strings.TrimSpace(a.Value)
			if !strings.HasPrefix(target, "#") && !(e.Name.Local == "image" && embedded.MatchString(target)) {
				return "指向别处的地址：属性 " + shortened(a.Name.Local)
			}
		case local == "base" || reaching.MatchString(a.Value):
			return "指向别处的地址：属性 " + shortened(a.Name.Local)
		}
	}
	return ""
}

// shortened shows a name that a file gives, which may be anything.
func shortened(name string) string {
	if r := []rune(name); len(r) > 24 {
		return string(r[:24]) + "…"
	}
	return name
}
