package site

import "anjian/internal/document"

// A linkGraph tells for each document which others its page is linked with, in the order of lists.
type linkGraph map[*document.Document][]*linkNode

// findLinks reads what all documents of this edition name: in their front matter, in links of their
// bodies and, narratives only, in live figures. Two definitions are never linked by it: their pages say
// themselves what they rest on.
func (b *builder) findLinks() linkGraph {
	nodes := b.linkNodes()
	byID := map[reference]*linkNode{}
	for _, n := range nodes {
		byID[reference{n.doc.Kind, n.doc.ID}] = n
	}
	written := map[*document.Document]narrative{}
	for _, n := range b.all {
		written[n.base().doc] = n
	}
	graph := linkGraph{}
	link := func(from, to *linkNode, both bool) {
		if to == nil || from == to || written[from.doc] == nil && written[to.doc] == nil {
			return
		}
		graph[to.doc] = append(graph[to.doc], from)
		if both {
			graph[from.doc] = append(graph[from.doc], to)
		}
	}
	for _, n := range nodes {
		if w := written[n.doc]; w != nil {
			for _, r := range referencesOf(w) {
				link(n, byID[r], true)
			}
			for _, name := range n.doc.LiveIndicators(b) {
				link(n, byID[reference{"indicators", b.named(name).ID}], false)
			}
		}
		for _, target := range n.doc.Links() {
			if d, _, ok := b.library.Find(n.doc, target); ok {
				link(n, byID[reference{d.Kind, d.ID}], true)
			}
		}
	}
	for d, list := range graph {
		graph[d] = sortLinks(list)
	}
	return graph
}

// referencesOf lists what the front matter of a narrative names.
func referencesOf(n narrative) []reference {
	list := n.base().refers()
	if more, ok := n.(referrer); ok {
		list = append(list, more.refersAlso()...)
	}
	return list
}

// linkNodes are the documents that links show: narratives of this edition, and definitions.
func (b *builder) linkNodes() []*linkNode {
	var list []*linkNode
	kinds := map[string]int{}
	for i, k := range linkKinds {
		kinds[k.kind] = i
	}
	for _, n := range b.all {
		c := n.base()
		if kind, ok := kinds[c.doc.Kind]; ok {
			list = append(list, &linkNode{doc: c.doc, kind: kind, title: c.Title, place: b.shortName(c.Procuratorate), date: n.when()})
		}
	}
	for _, d := range b.Documents {
		kind, ok := kinds[d.Kind]
		if ok && !b.narrated[d.Kind] {
			list = append(list, &linkNode{doc: d, kind: kind, title: d.Title})
		}
	}
	for i, n := range list {
		n.order = i
	}
	return list
}
