package main

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// pagesHolding lists the pages whose visible main part holds a phrase inside one block: a second
// route to what search finds, sharing no code with it.
func pagesHolding(t *testing.T, dir, phrase string) []string {
	t.Helper()
	var list []string
	for _, page := range pages(t, dir) {
		if page == "search.html" || page == "404.html" {
			continue
		}
		doc := parse(t, dir, page)
		title := ""
		var main *html.Node
		for n := range doc.Descendants() {
			switch {
			case n.Type == html.ElementNode && n.Data == "main":
				main = n
			case n.Type == html.ElementNode && n.Data == "title":
				title, _, _ = strings.Cut(text(n), " · ")
			}
		}
		if strings.Contains(title, phrase) || slices.ContainsFunc(blocks(main), func(b string) bool { return strings.Contains(b, phrase) }) {
			list = append(list, page)
		}
	}
	slices.Sort(list)
	return list
}

// blocks cuts the text under n wherever an element that is not inline begins or ends.
func blocks(n *html.Node) []string {
	list := []string{""}
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.TextNode {
			list[len(list)-1] += n.Data
			return
		}
		if has(n, "data-unsearched") && n.Data != "col" || attr(n, "aria-hidden") == "true" || ofLimits(n) {
			return
		}
		if boxed(n) && n.PrevSibling != nil && boxed(n.PrevSibling) {
			list = append(list, "")
		}
		switch n.Data {
		case "script", "style", "svg", "button", "noscript", "nav":
			return
		case "a", "abbr", "b", "strong", "em", "i", "span", "small", "code", "mark", "sup", "sub", "del", "kbd", "time":
		default:
			list = append(list, "")
			defer func() { list = append(list, "") }()
		}
		for c := range n.ChildNodes() {
			walk(c)
		}
	}
	walk(n)
	return list
}

// has tells whether an element has an attribute.
func has(n *html.Node, key string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == key })
}

// boxed tells whether an element is one that stands apart from the next of its like.
func boxed(n *html.Node) bool {
	return n.Type == html.ElementNode && slices.Contains([]string{"a", "abbr", "span", "time"}, n.Data)
}

// ofLimits tells whether a cell stands in a column that is left out.
func ofLimits(n *html.Node) bool {
	if n.Data != "td" && n.Data != "th" {
		return false
	}
	at, table := 0, n
	for c := n.PrevSibling; c != nil; c = c.PrevSibling {
		if c.Type == html.ElementNode {
			at++
		}
	}
	for table.Data != "table" {
		table = table.Parent
	}
	for c := range table.Descendants() {
		if c.Data == "col" {
			if at == 0 {
				return has(c, "data-unsearched")
			}
			at--
		}
	}
	return false
}
