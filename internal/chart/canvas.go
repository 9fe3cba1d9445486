package chart

import (
	"html"
	"html/template"
	"strconv"
	"strings"
)

// A canvas collects the elements of a static SVG. Coordinates are written with
// at most one decimal; every colour is a token.
type canvas struct {
	width, height float64
	small         bool // readable on a narrow screen as it is
	wide          bool // scrolls on a narrow screen, live or not
	b             strings.Builder
}

func newCanvas(width, height float64) *canvas { return &canvas{width: width, height: height} }

// svg closes the picture; label is what a screen reader says.
func (c *canvas) svg(label string) template.HTML {
	var b strings.Builder
	class := "chart"
	switch {
	case c.small:
		class = "chart small"
	case c.wide:
		class = "chart wide"
	}
	b.WriteString(`<svg class="` + class + `" role="img" aria-label="`)
	b.WriteString(html.EscapeString(label))
	b.WriteString(`" width="` + pixel(c.width) + `" height="` + pixel(c.height))
	b.WriteString(`" viewBox="0 0 ` + pixel(c.width) + ` ` + pixel(c.height) + `" font-size="12">`)
	b.WriteString(c.b.String())
	b.WriteString(`</svg>`)
	return template.HTML(b.String())
}

// pixel writes a coordinate.
func pixel(v float64) string {
	text := strconv.FormatFloat(v, 'f', 1, 64)
	text = strings.TrimSuffix(text, ".0")
	if text == "-0" {
		return "0"
	}
	return text
}

// A pen draws lines.
type pen struct {
	color token
	width float64 // 0 is 1
	dash  string
}

func (c *canvas) stroke(p pen) {
	c.b.WriteString(` fill="none" stroke="` + p.color.hex() + `" class="s-` + string(p.color) + `"`)
	if p.width != 0 && p.width != 1 {
		c.b.WriteString(` stroke-width="` + strconv.FormatFloat(p.width, 'f', -1, 64) + `"`)
	}
	if p.dash != "" {
		c.b.WriteString(` stroke-dasharray="` + p.dash + `"`)
	}
}

// crisp puts a coordinate in the middle of a pixel, where a hairline is sharp.
func crisp(v float64) float64 { return float64(int(v)) + 0.5 }

func (c *canvas) horizontal(x1, x2, y float64, p pen) {
	c.path("M"+pixel(x1)+" "+pixel(crisp(y))+"H"+pixel(x2), p, "")
}

func (c *canvas) vertical(x, y1, y2 float64, p pen) {
	c.path("M"+pixel(crisp(x))+" "+pixel(y1)+"V"+pixel(y2), p, "")
}

// path draws d; part names what it shows ("line", "curve") for the tests and
// for style sheets, "" for nothing.
func (c *canvas) path(d string, p pen, part string) {
	c.b.WriteString(`<path`)
	c.part(part)
	c.b.WriteString(` d="` + d + `"`)
	c.stroke(p)
	c.b.WriteString(`/>`)
}

func (c *canvas) part(name string) {
	if name != "" {
		c.b.WriteString(` data-part="` + name + `"`)
	}
}

// rect fills a rectangle and, if edge is set, outlines it.
func (c *canvas) rect(x, y, width, height float64, fill, edge token, part, title string) {
	c.b.WriteString(`<rect`)
	c.part(part)
	c.b.WriteString(` x="` + pixel(x) + `" y="` + pixel(y) + `" width="` + pixel(width) + `" height="` + pixel(height) + `"`)
	c.fill(fill, edge)
	c.close("rect", title)
}

// rounded is rect with rounded corners.
func (c *canvas) rounded(x, y, width, height, radius float64, fill, edge token, part, title string) {
	c.b.WriteString(`<rect`)
	c.part(part)
	c.b.WriteString(` x="` + pixel(x) + `" y="` + pixel(y) + `" width="` + pixel(width) + `" height="` + pixel(height) + `" rx="` + pixel(radius) + `"`)
	c.fill(fill, edge)
	c.close("rect", title)
}

func (c *canvas) fill(fill, edge token) {
	c.b.WriteString(` fill="` + fill.hex() + `"`)
	class := "t-" + string(fill)
	if edge != "" {
		c.b.WriteString(` stroke="` + edge.hex() + `"`)
		class += " s-" + string(edge)
	}
	c.b.WriteString(` class="` + class + `"`)
}

func (c *canvas) close(element, title string) {
	if title == "" {
		c.b.WriteString(`/>`)
		return
	}
	c.b.WriteString(`><title>` + html.EscapeString(title) + `</title></` + element + `>`)
}

// symbol draws the mark of a point, with its words as the browser's own tooltip.
func (c *canvas) symbol(x, y float64, s style, title string) {
	fill, edge := s.color, token("")
	if s.hollow {
		fill, edge = card, s.color
	}
	r := s.size / 2
	switch s.symbol {
	case "rect":
		c.rect(x-r, y-r, s.size, s.size, fill, edge, "point", title)
		return
	case "diamond":
		c.b.WriteString(`<path data-part="point" d="M` + pixel(x) + " " + pixel(y-r) + "L" + pixel(x+r) + " " + pixel(y) + "L" + pixel(x) + " " + pixel(y+r) + "L" + pixel(x-r) + " " + pixel(y) + `Z"`)
	case "triangle":
		top, base := y-r, y+r
		if s.rotate == 180 {
			top, base = base, top
		}
		c.b.WriteString(`<path data-part="point" d="M` + pixel(x) + " " + pixel(top) + "L" + pixel(x+r) + " " + pixel(base) + "H" + pixel(x-r) + `Z"`)
	default:
		c.b.WriteString(`<circle data-part="point" cx="` + pixel(x) + `" cy="` + pixel(y) + `" r="` + pixel(r) + `"`)
		c.fill(fill, edge)
		c.close("circle", title)
		return
	}
	c.fill(fill, edge)
	c.close("path", title)
}

// A script is how text is set. The anchor is "start", "middle" or "end".
type script struct {
	color  token
	anchor string
	bold   bool
	halo   bool // an edge in the card's colour, where text crosses lines
}

// text sets a line of text centred on y.
func (c *canvas) text(x, y float64, s string, t script) {
	c.b.WriteString(`<text x="` + pixel(x) + `" y="` + pixel(y+4.2) + `" fill="` + t.color.hex() + `"`)
	class := "t-" + string(t.color)
	if t.halo {
		c.b.WriteString(` stroke="` + card.hex() + `" stroke-width="3" stroke-linejoin="round" paint-order="stroke"`)
		class += " s-card"
	}
	c.b.WriteString(` class="` + class + `"`)
	if t.anchor != "" && t.anchor != "start" {
		c.b.WriteString(` text-anchor="` + t.anchor + `"`)
	}
	if t.bold {
		c.b.WriteString(` font-weight="600"`)
	}
	c.b.WriteString(`>` + html.EscapeString(s) + `</text>`)
}
