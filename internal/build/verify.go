package build

import (
	"bytes"
	"fmt"
	"net/url"
	"path"
	"strings"

	"golang.org/x/net/html"
)

// verifyLinks checks that every address in every page names a file of the tree, and every anchor
// an element there. A fault is ours, not the editor's: documents' links were checked before.
func verifyLinks(t tree) error {
	pages := make([]parsedPage, 0, len(t))
	for _, name := range t.names() {
		if path.Ext(name) == ".html" {
			pages = append(pages, parsedPage{name: name})
		}
	}
	each(len(pages), func(i int) { pages[i].parse(t[pages[i].name]) })
	ids := map[string]map[string]bool{}
	for _, p := range pages {
		ids[p.name] = p.ids
	}
	for _, p := range pages {
		if p.twice != "" {
			return fmt.Errorf("page %s: id %q occurs twice", p.name, p.twice)
		}
		for _, link := range p.links {
			u, err := url.Parse(link)
			if err != nil || u.Scheme != "" || u.Host != "" {
				return fmt.Errorf("page %s: address %q leaves the site", p.name, link)
			}
			target := p.name
			if u.Path != "" {
				target = path.Join(path.Dir(p.name), u.Path)
			}
			if _, ok := t[target]; !ok && !strings.HasSuffix(u.Path, "/") {
				return fmt.Errorf("page %s: %q names no file", p.name, link)
			}
			if u.Fragment != "" && !ids[target][u.Fragment] {
				return fmt.Errorf("page %s: %q names no element", p.name, link)
			}
		}
	}
	return nil
}

type parsedPage struct {
	name  string
	ids   map[string]bool
	twice string
	links []string
}

func (p *parsedPage) parse(data []byte) {
	p.ids = map[string]bool{}
	z := html.NewTokenizer(bytes.NewReader(data))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return
		case html.StartTagToken, html.SelfClosingTagToken:
			for {
				key, value, more := z.TagAttr()
				switch string(key) {
				case "id":
					if p.ids[string(value)] {
						p.twice = string(value)
					}
					p.ids[string(value)] = true
				case "href", "src", "data-search", "data-echarts", "data-trace", "action":
					p.links = append(p.links, string(value))
				}
				if !more {
					break
				}
			}
		}
	}
}
