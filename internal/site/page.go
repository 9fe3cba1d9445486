package site

import (
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"

	"anjian/internal/dataset"
	"anjian/internal/document"
	"anjian/internal/indicator"
	"anjian/internal/review"
	"anjian/internal/source"
	"anjian/internal/trace"
)

const searchPath = "search.html"

// A Page is one page to be rendered.
type Page struct {
	Path     string // e.g. "indicators/non-arrest-rate.html"
	Title    string
	Template string     // file in templates/pages, without .html
	Section  string     // path of the tab that it belongs to
	Class    string     // of the body element
	Document string     // path of the document that it is made of; "" for pages of our own
	Marks    []string   // told above the page: that it is a draft, or has to be looked at again
	View     func() any // makes what the template shows, once the page is wanted; nil: nothing

	// What search needs to know; Type is empty for pages that search leaves out.
	Type          string
	Procuratorate string
	Line          string
	Year          string
	Codes         []string // number, 文号, other names: what this edition may show of them

	// What readers are led to by name besides the page itself. Places is asked once the page is made; nil: nothing.
	Places      func() []Place
	Illustrated bool // its figures, and its tables with a caption, are such places

	people *people // whose names it may show masked
	main   []byte  // the rendered main part
}

// A pageKind lists the pages of one kind; what they show is made when they are wanted, by several
// goroutines at once. A new kind is a file in this folder, a template and one line in pageKinds.
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
	measurePage,
	weekPage,
	paperPages,
	workPages,
	brandPages,
	brandPlanPage,
	brandComparisonPage,
	feedbackPage,
	casePages,
	guidingPages,
	selectionPages,
	suggestionPages,
	regulationPages,
	shelfPages,
	statutePages,
	definitionPages,
	manualPages,
	dataPage,
	upkeepPage,
	profilePages,
	feasiblePage,
	handoutRegisterPage,
	stockPage,
	reconciliationPages,
	searchPage,
	notFoundPage,
}

// A builder lists pages and makes them. Kinds run one after the other; each sees the office and the
// narratives. Afterwards it is safe for concurrent use: what several pages need is found once.
type builder struct {
	*Office
	*narratives
	library  *document.Library
	errs     *source.List
	pages    []*Page
	partials *template.Template
	address  map[string]string // lower-case path → what made it
	made     map[string]*Page  // by the path of the document that asked for it

	mu      sync.Mutex
	media   map[string][]byte // images that pages show, and other files, by published path
	refused map[string]bool   // images that may not be published, by their path in the site
	failed  []error           // charts that could not be drawn: our own faults

	*known
	matters func() []*matter      // what sessions decided, with its course
	graph   func() linkGraph      // which documents are linked
	lists   func() *trace.Listing // what may be listed one by one
	columns func() map[string][]*dataset.Definition
}

// A Plan is the list of the pages of an office, each of which can be made by itself.
type Plan struct{ b *builder }

// NewPlan lists the pages of an office and holds what its documents say against the data. What they get
// wrong (an unknown indicator, two pages with one address) goes to errs, then and when pages are made.
func NewPlan(o *Office, templates fs.FS, errs *source.List) (*Plan, error) {
	b := newBuilder(o, errs)
	var err error
	if b.partials, err = template.ParseFS(templates, "base.html", "partials/*.html"); err != nil {
		return nil, fmt.Errorf("parse templates: %w", err)
	}
	b.list()
	return &Plan{b}, nil
}

// Again lists the pages of an office that differs in its documents only: what was found in the data is
// not looked for again.
func (p *Plan) Again(o *Office, errs *source.List) *Plan {
	b := newBuilder(o, errs)
	b.partials, b.known = p.b.partials, p.b.known
	b.list()
	return &Plan{b}
}

func (b *builder) list() {
	if b.Handout != nil {
		for _, kind := range handoutKinds {
			kind(b)
		}
		return
	}
	b.checkExplanations()
	b.checkMeasures()
	b.checkProse()
	b.checkReviewDates()
	for _, kind := range pageKinds {
		kind(b)
	}
}

// Pages lists the pages, in the order of their kinds.
func (p *Plan) Pages() []*Page { return p.b.pages }

// Media are the images that the pages made so far show, and other files beside pages, by path.
func (p *Plan) Media() map[string][]byte {
	p.b.mu.Lock()
	defer p.b.mu.Unlock()
	return maps.Clone(p.b.media)
}

// File is one of them; nil where no page made so far asked for it.
func (p *Plan) File(name string) []byte {
	p.b.mu.Lock()
	defer p.b.mu.Unlock()
	return p.b.media[name]
}

// Failed tells of charts that could not be drawn on the pages made so far: a fault of our own.
func (p *Plan) Failed() error {
	p.b.mu.Lock()
	defer p.b.mu.Unlock()
	return errors.Join(p.b.failed...)
}

// fail keeps a fault of our own.
func (b *builder) fail(err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.failed = append(b.failed, err)
}

// publish puts a file beside the pages.
func (b *builder) publish(name string, data []byte) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.media[name] = data
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
	b := &builder{Office: o, errs: errs, address: map[string]string{}, made: map[string]*Page{}, media: map[string][]byte{}, refused: map[string]bool{}}
	b.known = b.toKnow()
	b.matters = sync.OnceValue(b.findMatters)
	b.graph = sync.OnceValue(b.findLinks)
	b.columns = sync.OnceValue(b.findColumns)
	b.lists = sync.OnceValue(func() *trace.Listing {
		if o.Listing != nil {
			return o.Listing()
		}
		return trace.NewListing(o.Cube, o.Data, o.Edition)
	})
	b.narratives = readNarratives(o, errs)
	b.library = document.NewLibrary(slices.Concat(o.Documents, o.Unready, o.Elsewhere))
	return b
}

// add takes a page in; from is the document that asked for it, or "" for pages of our own.
func (b *builder) add(p *Page, from string) {
	key := strings.ToLower(p.Path)
	if other, taken := b.address[key]; taken {
		file, by := from, other
		if from == "" { // of two, the document is what can be renamed
			file, by = other, from
		}
		b.errs.Tell(source.AddressTaken, source.Pos{File: file, Line: 1}, "页面地址 "+p.Path+" 已被"+describe(by)+"占用", "给文件另起一个名字")
		return
	}
	b.address[key], p.Document, p.people = from, from, b.people
	if d := b.library.At(from); d != nil {
		p.Marks = b.marks(d)
		p.Codes = append(p.Codes, d.ID) // as other documents and messages call it
		b.made[from] = p
	}
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
