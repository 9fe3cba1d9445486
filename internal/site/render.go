package site

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"html/template"
	"io/fs"
	"path"
	"strings"

	"anjian/internal/edition"
	"anjian/internal/trace"
	"anjian/templates"
)

// A Renderer turns views into pages. It is safe for concurrent use after NewRenderer.
type Renderer struct {
	sets   map[string]*template.Template // by page template
	assets *Assets
	frame  frame             // what all pages share
	tabs   []tab             // of the main navigation
	states map[string]string // of definitions by indicator
}

// A frame is what surrounds the main part of a page.
type frame struct {
	Policy      string
	Title       string
	SiteTitle   string
	Owner       string
	Edition     string // key of the audience, for the style sheet
	EditionName string
	Scope       string // what the edition is narrowed to
	Copy        string // number of a copy that is handed out
	Recipient   string // of such a copy
	Every       string // how often the office updates the site: 月, 周, 日
	Root        string // way up to the site's top: "" or "../"
	Icon        string
	Stylesheet  string
	Scripts     []script
	Navigation  []tab
	Links       []tab  // in the footer
	Placeholder string // in the box for searching
	BodyClass   string
	Marks       []string
	Main        template.HTML
	Cutoff      string
	Definitions string
	Hash        string
	Notice      string
}

type script struct{ Source, Search, Charts, Rows string }

type tab struct {
	Title, Path string
	Current     string // aria-current: "page", "true" or ""
}

// sections are the tabs of the main navigation, in the order of the working day.
var sections = []tab{
	{Title: "总览", Path: "index.html"},
	{Title: "办案期限", Path: deadlinePath},
	{Title: "案卡核查", Path: cardCheckPath},
	{Title: "质量检查评查", Path: "reviews.html"},
	{Title: "监督线索", Path: "leads.html"},
	{Title: "业务态势", Path: "indicators/index.html"},
	{Title: "分析研判", Path: "reports/index.html"},
	{Title: "品牌案例", Path: "brands/index.html"},
}

// NewRenderer parses the templates.
func NewRenderer(files fs.FS, assets *Assets, o *Office) (*Renderer, error) {
	shared, err := template.ParseFS(files, "base.html", "partials/*.html")
	if err != nil {
		return nil, fmt.Errorf("parse templates: %w", err)
	}
	pages, err := fs.Glob(files, "pages/*.html")
	if err != nil {
		return nil, fmt.Errorf("list page templates: %w", err)
	}
	r := &Renderer{sets: map[string]*template.Template{}, assets: assets, states: o.Definitions}
	for _, page := range pages {
		set, err := shared.Clone()
		if err == nil {
			set, err = set.ParseFS(files, page)
		}
		if err != nil {
			return nil, fmt.Errorf("parse page template: %w", err)
		}
		r.sets[strings.TrimSuffix(path.Base(page), ".html")] = set
	}
	r.frame = frame{
		Policy:      templates.ContentSecurityPolicy,
		SiteTitle:   o.Title,
		Owner:       o.Owner,
		Edition:     edition.Edition{Name: o.Edition.Name}.Key(),
		EditionName: o.Edition.Title(),
		Scope:       o.scope(),
		Copy:        o.Edition.Copy,
		Every:       firstOf(o.Every, "月"),
		Icon:        assets.Path("icon.svg"),
		Stylesheet:  assets.Path("site.css"),
		Cutoff:      o.Cube.Cutoff.String(),
		Notice:      firstOf(o.Notice, o.Edition.Mark),
		Links:       []tab{{Title: "数据情况", Path: dataPath}, {Title: "使用手册", Path: manualIndex}},
		Placeholder: "搜指标、案例、品牌",
	}
	r.tabs = sections
	if o.Handout != nil {
		r.frameHandout(o)
	}
	return r, nil
}

// Render makes one page.
func (r *Renderer) Render(p *Page) ([]byte, error) {
	set := r.sets[p.Template]
	if set == nil {
		return nil, fmt.Errorf("page %s: no template %q", p.Path, p.Template)
	}
	var main bytes.Buffer
	var view any
	if p.View != nil {
		view = p.View()
	}
	if err := set.ExecuteTemplate(&main, "main", view); err != nil {
		return nil, fmt.Errorf("page %s: %w", p.Path, err)
	}
	body := p.people.mask(main.Bytes())
	f := r.frame
	f.Title = p.Title + " · " + f.SiteTitle
	f.Root = rootOf(p.Path)
	f.BodyClass = p.Class
	f.Marks = p.Marks
	f.Main = template.HTML(body)
	f.Hash = pageHash(body)
	f.Definitions = r.definitions(body)
	f.Scripts = r.scripts(p, body)
	for _, s := range r.tabs {
		switch {
		case s.Path == p.Path:
			s.Current = "page"
		case s.Path == p.Section:
			s.Current = "true"
		}
		f.Navigation = append(f.Navigation, s)
	}
	var page bytes.Buffer
	if err := set.ExecuteTemplate(&page, "base", f); err != nil {
		return nil, fmt.Errorf("page %s: %w", p.Path, err)
	}
	p.main = body
	return page.Bytes(), nil
}

// scripts lists what a page needs and nothing more.
func (r *Renderer) scripts(p *Page, main []byte) []script {
	var list []script
	add := func(name string, s script) {
		if s.Source = r.assets.Path(name); s.Source != "" {
			list = append(list, s)
		}
	}
	if p.Path == searchPath {
		add("header.js", script{}) // what it would load stands beside it
		add(searchClient, script{})
		add(searchResults, script{})
	} else {
		add("header.js", script{Search: r.assets.Path(searchClient)})
	}
	add("freshness.js", script{})
	if bytes.Contains(main, []byte("data-chart")) {
		for _, name := range r.assets.Scripts("chart-") {
			add(name, script{})
		}
		add("chart.js", script{Charts: r.assets.Path(chartLibrary)})
	}
	if bytes.Contains(main, []byte("data-number")) {
		for _, name := range r.assets.Scripts("trace-") {
			add(name, script{})
		}
		add("trace.js", script{Rows: trace.Folder})
	}
	if p.Path != searchPath {
		add("highlight.js", script{})
	}
	return list
}

const chartLibrary = "echarts-6.1.0.min.js"

// pageHash names the state of a page: equal inputs, equal hash.
func pageHash(main []byte) string {
	sum := sha256.Sum256(main)
	return hex.EncodeToString(sum[:3])
}

// rootOf returns the way from a page up to the site's top.
func rootOf(page string) string { return strings.Repeat("../", strings.Count(page, "/")) }
