package main

import (
	"fmt"
	"html"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"anjian/internal/search"
)

// lawSite makes plain pages of law texts, our search of them, and takes the search page and its
// scripts from the sample site.
func (o options) lawSite() (*corpus, error) {
	c := &corpus{name: "law texts", dir: filepath.Join(o.work, "laws")}
	var err error
	if c.questions, err = o.asked("questions-laws.tsv"); err != nil {
		return nil, err
	}
	var names []string
	err = filepath.WalkDir(o.laws, func(path string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() && strings.HasSuffix(path, ".md") {
			names = append(names, path)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	slices.Sort(names)
	var indexed []search.Page
	for i, path := range names {
		text, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		name := fmt.Sprintf("law-%03d.html", i+1)
		page := lawPage(string(text))
		p, err := pageOf(name, []byte(page))
		if err != nil {
			return nil, err
		}
		rel, err := filepath.Rel(o.laws, path)
		if err != nil {
			return nil, err
		}
		p.Type, p.Procuratorate, p.Line, p.Year = shelf(filepath.ToSlash(rel))
		if err := c.addPage(p, []byte(page)); err != nil {
			return nil, err
		}
		indexed = append(indexed, search.Page{
			ID: name, Title: p.Title, Body: p.Body, Type: p.Type, Procuratorate: p.Procuratorate, Line: p.Line, Year: p.Year,
		})
	}
	if _, err := search.Export(search.Site{Pages: indexed}, nil, c.put); err != nil {
		return nil, err
	}
	if err := os.CopyFS(filepath.Join(c.dir, "assets"), os.DirFS(filepath.Join(o.site, "assets"))); err != nil {
		return nil, err
	}
	return c, c.finish(o)
}

// lawPage is a law as a plain page: headings, and a paragraph a line.
func lawPage(text string) string {
	var b strings.Builder
	title, body, _ := strings.Cut(text, "\n")
	title = html.EscapeString(strings.Trim(title, "# \r"))
	fmt.Fprintf(&b, `<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>%s</title></head><body><main><h1>%s</h1>`+"\n", title, title)
	for line := range strings.Lines(body) {
		line = strings.TrimSpace(line)
		plain := strings.TrimLeft(line, "#")
		switch level := len(line) - len(plain); {
		case plain == "" || strings.HasPrefix(line, "<!--"):
		case level > 0:
			fmt.Fprintf(&b, "<h%d>%s</h%d>\n", min(level, 6), html.EscapeString(strings.TrimSpace(plain)), min(level, 6))
		default:
			fmt.Fprintf(&b, "<p>%s</p>\n", html.EscapeString(line))
		}
	}
	b.WriteString("</main></body></html>\n")
	return b.String()
}

var enacted = regexp.MustCompile(`\((\d{4})-\d\d-\d\d\)\.md$`)

// shelf tells from where a law lies what it is filtered by.
func shelf(path string) (kind, place, office, year string) {
	parts := strings.Split(path, "/")
	if m := enacted.FindStringSubmatch(path); m != nil {
		year = m[1]
	}
	switch kind = parts[0]; {
	case kind == "DLC":
		place = strings.TrimSuffix(parts[1], "地方法规")
	case len(parts) > 2:
		office = parts[1]
	}
	return kind, place, office, year
}
