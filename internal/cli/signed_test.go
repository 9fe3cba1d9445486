package cli

import (
	"os"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/net/html"
)

// signed wants a page to print a number as it was signed, wherever it stands but in the note at the end,
// each time with a mark that leads there, and the note to say what is so now:
// signed PAGE ID SIGNED NOW TITLE WHY.
func signed(ts *testscript.TestScript, _ bool, args []string) {
	f, err := os.Open(ts.MkAbs(args[0]))
	ts.Check(err)
	defer f.Close()
	page, err := html.Parse(f)
	ts.Check(err)
	var note *html.Node
	for n := range page.Descendants() {
		if attribute(n, "class") == "revisions" {
			note = n
		}
	}
	if note == nil {
		ts.Fatalf("%s has no note on revisions", args[0])
	}
	printed, now := 0, ""
	for n := range page.Descendants() {
		if attribute(n, "data-number") != args[1] {
			continue
		}
		if row := around(n, "tr"); row != nil && around(n, "section") == note {
			now = words(row)
			if id := attribute(row, "id"); id == "" {
				ts.Fatalf("the note has no anchor")
			}
			continue
		}
		printed++
		if got := words(n); got != args[2] {
			ts.Fatalf("%s prints %q as %s; want %q", args[0], got, args[1], args[2])
		}
		if attribute(n, "data-state") != "revised" {
			ts.Fatalf("%s prints %s without saying that it changed", args[0], args[1])
		}
		if mark := n.NextSibling; around(n, "figure") == nil && (mark == nil || attribute(mark, "class") != "revised" || attribute(mark.FirstChild, "href") != "#revised-1") {
			ts.Fatalf("%s prints %s without a mark that leads to the note", args[0], args[1])
		}
	}
	if printed < 3 {
		ts.Fatalf("%s prints %s %d times; want it in the text, the table and the chart", args[0], args[1], printed)
	}
	for _, want := range args[2:] {
		if !strings.Contains(now, want) {
			ts.Fatalf("the note says %q, without %q", now, want)
		}
	}
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// around is the nearest element of a kind that a node stands in.
func around(n *html.Node, kind string) *html.Node {
	for n = n.Parent; n != nil; n = n.Parent {
		if n.Type == html.ElementNode && n.Data == kind {
			return n
		}
	}
	return nil
}

func words(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return strings.TrimSpace(b.String())
}
