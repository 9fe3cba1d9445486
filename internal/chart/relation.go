package chart

import (
	"fmt"
	"math"
	"strings"
)

// A RelationSpec is the 1+N relation of brands: the flagship (龙头) in the
// middle, the brands that belong to it on both sides. Places are fixed: the
// picture is the same on every day and in every browser. It is a static picture
// only, for there is nothing to read off it that its words do not say; the
// links are in its table.
type RelationSpec struct {
	Head
	First  string // header of the table's first column; 品牌 when empty
	Center Node
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
	if s.Center.Name == "" {
		return Figure{}, fmt.Errorf("chart %s: no brand in the middle", s.ID)
	}
	left := (len(s.Nodes) + 1) / 2
	width, height := s.size(560, int(nodePitch*math.Max(float64(left), 1))+20)
	middle := height / 2
	side := math.Floor(width * 0.31)   // of the brands
	center := math.Floor(width * 0.25) // of the flagship
	c := newCanvas(width, height)
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
		c.path("M"+pixel(near)+" "+pixel(middle)+"C"+pixel((near+far)/2)+" "+pixel(middle)+" "+pixel((near+far)/2)+" "+pixel(y)+" "+pixel(far)+" "+pixel(y), pen{color: mute}, "link")
		drawNode(c, n, x+0.5, y, side-1, tint, mute, ink, ink2)
	}
	drawNode(c, s.Center, width/2-center/2, middle, center, brand, brand, card, card)
	return finishStatic(s.Head, s.sentence(), c, s.table())
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
	center := s.Center
	if center.Text == "" {
		center.Text = "龙头品牌"
	}
	for _, n := range append([]Node{center}, s.Nodes...) {
		row := []string{n.Name, n.Note, n.Text}
		for i := range row {
			if row[i] == "" {
				row[i] = "—"
			}
		}
		t.Rows, t.Links = append(t.Rows, row), append(t.Links, []string{n.Link})
	}
	return t
}

func (s RelationSpec) sentence() string {
	if len(s.Nodes) == 0 {
		return s.Center.Name + "尚无所属品牌。"
	}
	var names []string
	for _, n := range s.Nodes {
		names = append(names, n.Name)
	}
	return fmt.Sprintf("龙头品牌%s，所属品牌 %d 个：%s。", s.Center.Name, len(names), strings.Join(names, "、"))
}
