package chart

import (
	"fmt"
	"math"
	"strings"
)

// A RelationSpec is the 1+N relation of brands: each flagship (龙头) in the
// middle, the brands that belong to it on both sides, one flagship under the
// other. Places are fixed: the picture is the same on every day and in every
// browser. It is a static picture only, for there is nothing to read off it that
// its words do not say; the links are in its table.
type RelationSpec struct {
	Head
	First string // header of the table's first column; 品牌 when empty
	Stars []Star
}

// A Star is a flagship with the brands that belong to it.
type Star struct {
	Center Node   // without a name: brands that belong to none
	Nodes  []Node // in the order given, down the left side, then down the right
}

// A Node is one brand.
type Node struct {
	Name string // 灯塔小屋
	Note string // a second line: its procuratorate and business line
	Text string // finished, for the table: what it is to the flagship
	Link string // of the table's row, relative to the page
}

const (
	nodeHeight = 44.0
	nodePitch  = 56.0
)

// Relation draws the picture.
func Relation(s RelationSpec) (Figure, error) {
	if err := s.Head.check(); err != nil {
		return Figure{}, err
	}
	if len(s.Stars) == 0 {
		return Figure{}, fmt.Errorf("chart %s: no brand in the middle", s.ID)
	}
	total := 0.0
	for _, star := range s.Stars {
		if star.Center.Name == "" && len(star.Nodes) == 0 {
			return Figure{}, fmt.Errorf("chart %s: no brand in the middle", s.ID)
		}
		total += star.height()
	}
	width, height := s.size(560, int(total)+20)
	c := newCanvas(width, height)
	top := 10 + (height-20-total)/2
	for _, star := range s.Stars {
		star.draw(c, width, top+star.height()/2)
		top += star.height()
	}
	return finishStatic(s.Head, s.sentence(), c, s.table())
}

// left is how many brands stand on the left side.
func (s Star) left() int { return (len(s.Nodes) + 1) / 2 }

func (s Star) height() float64 { return nodePitch * math.Max(float64(s.left()), 1) }

// draw draws a star around the height of its middle.
func (s Star) draw(c *canvas, width, middle float64) {
	left := s.left()
	side := math.Floor(width * 0.31)   // of the brands
	center := math.Floor(width * 0.25) // of the flagship
	for i, n := range s.Nodes {
		x, column, count, at := 0.0, 1.0, left, i
		if i >= left {
			x, column, count, at = width-side, -1, len(s.Nodes)-left, i-left
		}
		y := middle + (float64(at)-float64(count-1)/2)*nodePitch
		near, far := width/2-column*center/2, x+side
		if column < 0 {
			far = x
		}
		if s.Center.Name != "" {
			c.path("M"+pixel(near)+" "+pixel(middle)+"C"+pixel((near+far)/2)+" "+pixel(middle)+" "+pixel((near+far)/2)+" "+pixel(y)+" "+pixel(far)+" "+pixel(y), pen{color: mute}, "link")
		}
		drawNode(c, n, x+0.5, y, side-1, tint, mute, ink, ink2)
	}
	if s.Center.Name != "" {
		drawNode(c, s.Center, width/2-center/2, middle, center, brand, brand, card, card)
	}
}

// drawNode draws a box with a name and a line under it, cut to fit.
func drawNode(c *canvas, n Node, x, y, width float64, fill, edge, name, note token) {
	title := n.Name
	if n.Note != "" {
		title += "（" + n.Note + "）"
	}
	c.rounded(x, y-nodeHeight/2, width, nodeHeight, 4, fill, edge, "node", title)
	if n.Note == "" {
		c.text(x+width/2, y, fit(n.Name, width-16), script{color: name, anchor: "middle", bold: true})
		return
	}
	c.text(x+width/2, y-9, fit(n.Name, width-16), script{color: name, anchor: "middle", bold: true})
	c.text(x+width/2, y+9, fit(n.Note, width-16), script{color: note, anchor: "middle"})
}

func (s RelationSpec) table() Table {
	first := s.First
	if first == "" {
		first = "品牌"
	}
	t := Table{Caption: s.Title, Header: []string{first, "院与条线", "说明"}}
	for _, star := range s.Stars {
		nodes := star.Nodes
		if star.Center.Name != "" {
			center := star.Center
			if center.Text == "" {
				center.Text = "龙头品牌"
			}
			nodes = append([]Node{center}, nodes...)
		}
		for _, n := range nodes {
			row := []string{n.Name, n.Note, n.Text}
			for i := range row {
				if row[i] == "" {
					row[i] = "—"
				}
			}
			t.Rows, t.Links = append(t.Rows, row), append(t.Links, []string{n.Link})
		}
	}
	return t
}

func (s RelationSpec) sentence() string {
	var parts []string
	for _, star := range s.Stars {
		var names []string
		for _, n := range star.Nodes {
			names = append(names, n.Name)
		}
		list := strings.Join(names, "、")
		switch {
		case star.Center.Name == "":
			parts = append(parts, fmt.Sprintf("不从属于龙头的品牌 %d 个：%s。", len(names), list))
		case len(names) == 0:
			parts = append(parts, star.Center.Name+"尚无所属品牌。")
		default:
			parts = append(parts, fmt.Sprintf("龙头品牌%s，所属品牌 %d 个：%s。", star.Center.Name, len(names), list))
		}
	}
	return strings.Join(parts, "")
}
