package word

import (
	"strconv"
	"strings"
)

// A style is what a paragraph style says of structure.
type style struct {
	name    string // lower case: heading 1, title, toc 1
	based   string
	outline int // 0 for the first level; -1 where it says nothing
	number  *node
}

type styles map[string]*style

func readStyles(root *node) styles {
	all := styles{}
	if root == nil {
		return all
	}
	for _, n := range root.child("styles").list("style") {
		s := &style{outline: -1, name: strings.ToLower(n.child("name").attr("val")), based: n.child("basedOn").attr("val")}
		properties := n.child("pPr")
		if level, err := strconv.Atoi(properties.child("outlineLvl").attr("val")); err == nil {
			s.outline = level
		}
		s.number = properties.child("numPr")
		all[n.attr("styleId")] = s
	}
	return all
}

// list returns the children of a name.
func (n *node) list(name string) []*node {
	var list []*node
	if n != nil {
		for _, c := range n.children {
			if c.name == name {
				list = append(list, c)
			}
		}
	}
	return list
}

// seen walks a style and those that it is based on.
func (s styles) seen(id string, see func(*style) bool) {
	for range len(s) {
		x := s[id]
		if x == nil || see(x) {
			return
		}
		id = x.based
	}
}

// level returns the outline level of a paragraph, -1 for body text.
func (s styles) level(properties *node) int {
	if v, err := strconv.Atoi(properties.child("outlineLvl").attr("val")); err == nil {
		return outline(v)
	}
	level := -1
	s.seen(properties.child("pStyle").attr("val"), func(x *style) bool {
		if x.outline >= 0 {
			level = outline(x.outline)
			return true
		}
		for _, word := range []string{"heading ", "标题 "} {
			if rest, ok := strings.CutPrefix(x.name, word); ok {
				if n, err := strconv.Atoi(strings.TrimSpace(rest)); err == nil && n >= 1 {
					level = n - 1
					return true
				}
			}
		}
		return false
	})
	return level
}

// outline: level 9 is body text.
func outline(v int) int {
	if v < 0 || v > 8 {
		return -1
	}
	return v
}

// is tells whether a paragraph's own style, or one it is based on, has one of the names.
func (s styles) is(properties *node, names ...string) bool {
	found := false
	s.seen(properties.child("pStyle").attr("val"), func(x *style) bool {
		for _, n := range names {
			found = found || x.name == n || strings.HasPrefix(x.name, n+" ")
		}
		return found
	})
	return found
}
