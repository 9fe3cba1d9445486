package site

import (
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"path"
	"strings"

	"anjian/internal/document"
	"anjian/internal/indicator"
	"anjian/internal/reverse"
	"anjian/internal/review"
	"anjian/internal/source"
)

const searchPath = "search.html"

// A Page is one page to be rendered.
type Page struct {
	Path     string // e.g. "indicators/non-arrest-rate.html"
	Title    string
	Template string // file in templates/pages, without .html
	Section  string // path of the tab that it belongs to
	Class    string // of the body element
	View     any

	// What search needs to know; Type is empty for pages that search leaves out.
	Type          string
	Procuratorate string
	Line          string
	Year          string

	main []byte // the rendered main part
}

// NeedsShards tells whether the page must know where the search shards are.
func (p *Page) NeedsShards() bool { return p.Path == searchPath }

// A pageKind makes the pages of one kind. A new kind is a file in this folder, a template and
// one line in pageKinds.
type pageKind func(*builder)

var pageKinds = []pageKind{
	overviewPage,
	deadlinePage,
	limitIndexPage,
	replyPage,
	cardCheckPage,
	ruleIndexPage,
	rulePages,
	reviewPage,
	talkPages,
	leadPage,
	transferPages,
	creditPage,
	indicatorPages,
	procuratoratePages,
	matrixPage,
	balancePages,
	structurePage,
	anomalyPage,
	behindPages,
	reversePage,
	reverseReviewPages,
	oversightPage,
	offencePage,
	departmentPages,
	decisionPages,
	reportPages,
	paperPages,
	workPages,
	brandPages,
	casePages,
	definitionPages,
	manualPages,
	dataPage,
	profilePages,
	feasiblePage,
	stockPage,
	reconciliationPages,
	searchPage,
	notFoundPage,
}

// A builder collects pages. Kinds run one after the other; each sees the office and the narratives.
type builder struct {
	*Office
	*narratives
	library  *document.Library
	errs     *source.List
	pages    []*Page
	partials *template.Template
	media    map[string][]byte               // images that pages show, and other files, by published path
	failed   []error                         // charts that could not be drawn: our own faults
	moving   map[movement]*indicator.Episode // of all together, that still stand
	address  map[string]string               // lower-case path → what made it

	behind      map[*indicator.Episode]*reverse.Behind // what lies behind those that still stand
	hinted      []reverse.Hinted                       // what hints found
	causes      *indicator.Breakdowns
	spreads     map[string]*indicator.Spread // of the year to date, by indicator
	comparisons int                          // with chance, of all of them
}

// Pages makes the views of all pages of an office. What its documents get wrong (a dead link, an
// unknown indicator, two pages with one address) goes to errs; err is a fault of our own.
func Pages(o *Office, templates fs.FS, errs *source.List) (pages []*Page, media map[string][]byte, err error) {
	b := newBuilder(o, errs)
	b.causes = o.Cube.Breakdowns(indicator.By{Role: indicator.Cause})
	if b.partials, err = template.ParseFS(templates, "base.html", "partials/*.html"); err != nil {
		return nil, nil, fmt.Errorf("parse templates: %w", err)
	}
	b.checkExplanations()
	b.checkProse()
	for _, kind := range pageKinds {
		kind(b)
	}
	return b.pages, b.media, errors.Join(b.failed...)
}

// newBuilder reads the narratives; it has no templates yet.
func newBuilder(o *Office, errs *source.List) *builder {
	if o.Past == nil { // nobody looked back
		office := *o
		office.Past = new(indicator.History)
		o = &office
	}
	if o.Quality == nil {
		office := *o
		office.Quality = new(review.Quality)
		o = &office
	}
	b := &builder{Office: o, errs: errs, address: map[string]string{}, media: map[string][]byte{}, spreads: map[string]*indicator.Spread{}}
	b.narratives = readNarratives(o, errs)
	b.library = document.NewLibrary(o.Documents)
	return b
}

// add takes a page in; from is the document that asked for it, or "" for pages of our own.
func (b *builder) add(p *Page, from string) {
	key := strings.ToLower(p.Path)
	if other, taken := b.address[key]; taken {
		b.errs.Add(source.Pos{File: from, Line: 1}, "页面地址 "+p.Path+" 已被"+describe(other)+"占用", "给文件另起一个名字")
		return
	}
	b.address[key] = from
	b.pages = append(b.pages, p)
}

func describe(from string) string {
	if from == "" {
		return "本站固有的页面"
	}
	return " " + from + " "
}

// to returns the link from one page to another.
func to(from, target string) string { return rootOf(from) + target }

// crumbs starts a breadcrumb; the last entry, the page itself, gets no link.
func crumbs(page string, trail ...Link) []Link {
	for i := range trail {
		if trail[i].Href != "" {
			trail[i].Href = to(page, trail[i].Href)
		}
	}
	return trail
}

// fileName makes the name under which readers save a figure.
func fileName(title string) string { return strings.Map(keepFileRune, path.Base(title)) }

func keepFileRune(r rune) rune {
	if strings.ContainsRune(`\/:*?"<>| `, r) {
		return '-'
	}
	return r
}
