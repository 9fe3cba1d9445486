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
		switch n.Data {
		case "script", "style", "svg", "button", "noscript", "nav":
			return
		case "a", "b", "strong", "em", "i", "span", "small", "code", "mark", "sup", "sub", "del", "kbd", "time":
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
