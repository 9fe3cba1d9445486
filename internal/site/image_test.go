package site

import (
	"strings"
	"testing"
	"testing/fstest"

	"anjian/internal/source"
)

const svgHead = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">`

// What draws is published, whichever program wrote it.
func TestDrawingsArePublished(t *testing.T) {
	for _, svg := range []string{
		svgHead + `</svg>`,
		"\ufeff<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?>\n<!-- 画图 -->\n<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\">\n" + svgHead + `<title>步骤</title></svg>`,
		svgHead + `<defs><linearGradient id="a"><stop offset="0" stop-color="#fff"/></linearGradient></defs><rect width="9" height="9" fill="url(#a)" style="stroke:url('#a')"/></svg>`,
		svgHead + `<style type="text/css"><![CDATA[.x{fill:url("#a");font-family:SimSun}]]></style><g id="g" class="x"><text x="1" y="2" xml:space="preserve">一 &amp; 二</text></g><use xlink:href="#g"/><use href="#g"/></svg>`,
		svgHead + `<image width="1" height="1" xlink:href="data:image/png;base64,iVBORw0KGgo="/></svg>`,
		`<s:svg xmlns:s="http://www.w3.org/2000/svg"><s:path d="M0 0L9 9"/></s:svg>`,
	} {
		if e := wrongImage("content/manual/images/x.svg", []byte(svg)); e != nil {
			t.Errorf("%s\nis refused: %v", svg, e)
		}
	}
}

// Opened by itself a drawing is a page without our policy: what would run, or ask another place, is refused.
func TestWhatIsNoDrawingIsRefused(t *testing.T) {
	for _, tt := range []struct{ svg, want string }{
		{svgHead + `<script>hit(1)</script></svg>`, "<script>"},
		{svgHead + `<script href="https://evil.invalid/x.js"/></svg>`, "<script>"},
		{svgHead + `<x:script xmlns:x="http://www.w3.org/2000/svg">hit(1)</x:script></svg>`, "<script>"},
		{svgHead + `<h:script xmlns:h="http://www.w3.org/1999/xhtml">hit(1)</h:script></svg>`, "<script>"},
		{svgHead + `<h:img xmlns:h="http://www.w3.org/1999/xhtml" src="x" onerror="hit(1)"/></svg>`, "<img>"},
		{svgHead + `<foreignObject><p/></foreignObject></svg>`, "<foreignObject>"},
		{svgHead + `<a href="javascript:hit(1)"><text>x</text></a></svg>`, "<a>"},
		{svgHead + `<animate onbegin="hit(1)" attributeName="x" dur="1s"/></svg>`, "<animate>"},
		{svgHead + `<use href="#a"><set attributeName="href" to="//evil.invalid/a.svg"/></use></svg>`, "<set>"},
		{svgHead + `<metadata>张某</metadata></svg>`, "<metadata>"},
		{strings.Replace(svgHead, "viewBox", "onload=\"hit(1)\" viewBox", 1) + `</svg>`, "onload"},
		{svgHead + `<g ONCLICK="hit(1)"/></svg>`, "ONCLICK"},
		{svgHead + `<rect o&#110;click="hit(1)"/></svg>`, "不是完整的 svg"},
		{svgHead + `<use href="//evil.invalid/x.svg#a"/></svg>`, "href"},
		{svgHead + `<use xlink:href="x.svg#a"/></svg>`, "href"},
		{svgHead + `<image href="https://evil.invalid/p.png"/></svg>`, "href"},
		{svgHead + `<image href="&#104;ttps://evil.invalid/p.png"/></svg>`, "href"},
		{svgHead + `<image href="data:image/svg+xml;base64,PHN2Zz4="/></svg>`, "href"},
		{svgHead + `<feImage href="x.png"/></svg>`, "<feImage>"},
		{svgHead + `<g xml:base="https://evil.invalid/"/></svg>`, "base"},
		{svgHead + `<rect fill="url(https://evil.invalid/#a)"/></svg>`, "fill"},
		{svgHead + `<rect fill="URL( 'x.svg#a')"/></svg>`, "fill"},
		{svgHead + `<rect fill="u\72l(x.svg#a)"/></svg>`, "fill"},
		{svgHead + `<rect style="background:image-set('x.png' 1x)"/></svg>`, "style"},
		{svgHead + `<style>@import "x.css";</style></svg>`, "样式"},
		{svgHead + `<style>.a{fill:ur<!-- -->l(x.png)}</style></svg>`, "样式"},
		{svgHead + `<style>.a{fill:ur<![CDATA[l(x.png)]]>}</style></svg>`, "样式"},
		{svgHead + `<style>.a{fill:ur<g/>l(x.png)}</style></svg>`, "样式里夹带"},
		{`<?xml-stylesheet href="https://evil.invalid/x.css"?>` + svgHead + `</svg>`, "xml-stylesheet"},
		{`<!DOCTYPE svg [<!ENTITY x "<script>hit(1)</script>">]>` + svgHead + `&x;</svg>`, "实体"},
		{`<!DOCTYPE svg SYSTEM "https://evil.invalid/x.dtd">` + svgHead + `</svg>`, "实体"},
		{svgHead + `&x;</svg>`, "不是完整的 svg"},
		{svgHead + `<g>`, "不是完整的 svg"},
		{`<html><body onload="hit(1)"/></html>`, "<html>"},
		{`<svg onload="hit(1)"/>`, "<svg>"}, // no drawing without its vocabulary
		{`<g xmlns="http://www.w3.org/2000/svg"/>`, "<g>"},
		{svgHead + `</svg><script/>`, "<script>"},
		{"", "不是完整的 svg"},
		{"步骤", "不是完整的 svg"},
		{"\xff\xfe<\x00s\x00v\x00g\x00", "不是完整的 svg"},
		{`<?xml version="1.0" encoding="UTF-7"?>` + svgHead + `</svg>`, "不是完整的 svg"},
	} {
		e := wrongImage("content/manual/images/x.SVG", []byte(tt.svg))
		if e == nil {
			t.Errorf("%s\nis not refused", tt.svg)
			continue
		}
		if e.Code != source.UnsafeImage || !strings.Contains(e.Message, tt.want) || e.Hint == "" || e.Pos.Line == 0 {
			t.Errorf("%s\nis refused with %v; want %s", tt.svg, e, tt.want)
		}
	}
	e := wrongImage("x.svg", []byte(svgHead+"\n<g/>\n  <script/></svg>"))
	if want := (source.Pos{File: "x.svg", Line: 3, Col: 3}); e.Pos != want {
		t.Errorf("the script is at %v; want %v", e.Pos, want)
	}
}

func TestPicturesAreWhatTheirNamesSay(t *testing.T) {
	for _, tt := range []struct {
		name, data string
		ok         bool
	}{
		{"x.png", "\x89PNG\r\n\x1a\n…", true},
		{"x.JPG", "\xff\xd8\xff\xe0…", true},
		{"x.jpeg", "\xff\xd8\xff\xe1…", true},
		{"x.gif", "GIF89a…", true},
		{"x.webp", "RIFF\x04\x00\x00\x00WEBP", true},
		{"x.webp", "RIFF\x04\x00\x00\x00WAVE", false},
		{"x.png", "GIF89a…", false},
		{"x.png", svgHead + `<script/></svg>`, false},
		{"x.gif", "", false},
		{"x.jpg", "<html>", false},
	} {
		e := wrongImage("content/manual/images/"+tt.name, []byte(tt.data))
		if (e == nil) != tt.ok || e != nil && (e.Code != source.BadImage || e.Hint == "") {
			t.Errorf("%s of %.12q: %v", tt.name, tt.data, e)
		}
	}
}

// A refused image is told once, however many pages show it, and is no file of the site.
func TestRefusedImagesAreToldOnce(t *testing.T) {
	errs := new(source.List)
	b := &builder{errs: errs, media: map[string][]byte{}, refused: map[string]bool{}, Office: &Office{Content: fstest.MapFS{
		"content/manual/images/x.svg": {Data: []byte(svgHead + `<script/></svg>`)},
		"content/manual/images/y.svg": {Data: []byte(svgHead + `</svg>`)},
	}}}
	for range 2 {
		if !b.takeImage("content/manual/images/x.svg") || !b.takeImage("content/manual/images/y.svg") || b.takeImage("content/manual/images/z.svg") {
			t.Error("the first two are there, the third is not")
		}
	}
	if errs.Faults() != 1 || len(b.media) != 1 || b.media["media/manual/images/y.svg"] == nil {
		t.Errorf("%v; %d files", errs.Err(), len(b.media))
	}
}
