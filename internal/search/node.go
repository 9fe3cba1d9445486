package search

import (
	"strconv"
	"strings"
)

// A nodeKind says what a node asks for.
type nodeKind uint8

const (
	wordNode  nodeKind = iota // one phrase
	allOf                     // all children, and nothing of what it is without
	anyOf                     // at least one child
	facetNode                 // a value of a facet
)

// A node is what a query means. Go and the client make the same tree of the same text
// and evaluate it alike; search-query.js holds the same kinds under the same names.
type node struct {
	kind     nodeKind
	phrase   phrase  // wordNode
	field    string  // wordNode: "" for all fields, "title", "code"
	boost    float64 // wordNode: 1, of a synonym less
	children []*node // allOf, anyOf
	without  []*node // allOf: what must not match; without children it means every entry but these
	facet    string  // facetNode: "type", "procuratorate", "line", "year"
	value    string  // facetNode, folded: values equal to it or, if there is none, values that hold it
}

// key tells nodes apart by what they find: 案-件比 and 案件比 have the same key.
func (n *node) key() string {
	var b strings.Builder
	n.writeKey(&b)
	return b.String()
}

func (n *node) writeKey(b *strings.Builder) {
	switch n.kind {
	case wordNode:
		b.WriteString(n.field + "'" + n.phrase.key() + "'")
	case facetNode:
		b.WriteString(n.facet + "=" + n.value)
	default:
		b.WriteString([...]string{allOf: "all(", anyOf: "any("}[n.kind])
		for _, c := range n.children {
			c.writeKey(b)
			b.WriteByte(' ')
		}
		for _, c := range n.without {
			b.WriteByte('-')
			c.writeKey(b)
			b.WriteByte(' ')
		}
		b.WriteByte(')')
	}
}

// key tells phrases apart by what they find.
func (p phrase) key() string {
	if p.single != 0 {
		return string(p.single)
	}
	var b strings.Builder
	for i, term := range p.terms {
		b.WriteString(term + "@" + strconv.Itoa(p.at[i]) + " ")
	}
	return b.String()
}

// join makes one node of several: nil of none, of one the node itself. What is there
// twice counts once, or it would weigh twice.
func join(kind nodeKind, children, without []*node) *node {
	children, without = distinct(children), distinct(without)
	switch {
	case len(children)+len(without) == 0:
		return nil
	case len(children) == 1 && len(without) == 0:
		return children[0]
	}
	return &node{kind: kind, children: children, without: without}
}

func distinct(nodes []*node) []*node {
	seen := map[string]bool{}
	var kept []*node
	for _, n := range nodes {
		if k := n.key(); !seen[k] {
			seen[k] = true
			kept = append(kept, n)
		}
	}
	return kept
}
