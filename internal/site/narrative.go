package site

import (
	"cmp"
	"slices"
	"strings"

	"anjian/internal/document"
	"anjian/internal/edition"
	"anjian/internal/indicator"
	"anjian/internal/period"
	"anjian/internal/source"
	"anjian/internal/statute"
	"anjian/internal/tomlfile"
)

// common are the front-matter keys that all narratives share.
type common struct {
	Title           string      `toml:"title"`
	Summary         string      `toml:"summary"`
	Date            period.Date `toml:"date"`
	document.Upkeep             // see StateOf
	Department      string      `toml:"department"`
	Procuratorate   string      `toml:"procuratorate"`
	Line            string      `toml:"line"`
	Keywords        []string    `toml:"keywords"`
	Indicators      []string    `toml:"indicators"`
	Brands          []string    `toml:"brands"`
	Cases           []string    `toml:"cases"`
	Causes          []string    `toml:"causes"`   // offences (案由) that the text is about
	Related         []string    `toml:"related"`  // further documents, as folder/id
	Articles        []string    `toml:"articles"` // 条文 that the text rests on

	doc      *document.Document
	articles []statute.Article // of Articles
}

func (c *common) base() *common { return c }

// A narrative is a document that people write for people.
type narrative interface {
	base() *common
	when() period.Date
}

// narratives are the documents of the kinds that this package reads itself.
type narratives struct {
	brands  []*brand
	cases   []*typicalCase
	reports []*report
	papers  []*paper
	works   []*keyWork
	events  []*event
	manual  []*manualPage
	lines   []*businessLine
	talks   []*talk

	reverses []*reverseReview

	guiding     []*guidingCase
	suggestions []*suggestion
	regulations []*regulation
	candidates  []*candidate

	all      []narrative                   // of this edition, kind by kind
	narrated map[string]bool               // kinds that were read here
	withheld map[*document.Document]string // those without a page here, and what to do about a link to them
}

// readNarratives decodes the front matter of all narratives and checks what they refer to.
func readNarratives(o *Office, errs *source.List) *narratives {
	r := &narrativeReader{o: o, errs: errs, known: map[string][]string{}, narrated: map[string]bool{}, withheld: map[*document.Document]string{}}
	for _, d := range o.Documents {
		r.known[d.Kind] = append(r.known[d.Kind], d.ID)
		r.checkState(d)
	}
	for _, d := range o.Elsewhere { // may be referred to
		r.known[d.Kind] = append(r.known[d.Kind], d.ID)
	}
	for _, d := range o.Unready {
		r.checkState(d)
		r.withheld[d] = unsigned
	}
	n := &narratives{
		brands:  readKind(r, "brands", func() *brand { return new(brand) }),
		cases:   readKind(r, "cases", func() *typicalCase { return new(typicalCase) }),
		reports: readKind(r, "reports", func() *report { return new(report) }),
		papers:  readKind(r, "papers", func() *paper { return new(paper) }),
		works:   readKind(r, "works", func() *keyWork { return new(keyWork) }),
		events:  readKind(r, "events", func() *event { return new(event) }),
		manual:  readKind(r, "manual", func() *manualPage { return new(manualPage) }),
		lines:   readKind(r, "lines", func() *businessLine { return new(businessLine) }),
		talks:   readKind(r, "talks", func() *talk { return new(talk) }),

		reverses: readKind(r, "reverse", func() *reverseReview { return new(reverseReview) }),

		guiding:     readKind(r, "guiding", func() *guidingCase { return new(guidingCase) }),
		suggestions: readKind(r, "suggestions", func() *suggestion { return new(suggestion) }),
		regulations: readKind(r, "regulations", func() *regulation { return new(regulation) }),
		candidates:  readKind(r, "selections", func() *candidate { return new(candidate) }),

		withheld: r.withheld,
	}
	n.all, n.narrated = r.all, r.narrated
	n.settleBrands(r)
	slices.SortStableFunc(n.manual, func(a, b *manualPage) int { return cmp.Compare(a.Order, b.Order) })
	slices.SortStableFunc(n.lines, func(a, b *businessLine) int { return cmp.Compare(a.Order, b.Order) })
	newestFirst(n.cases, func(c *typicalCase) period.Date { return c.Published })
	newestFirst(n.reports, func(r *report) period.Date { return r.Date })
	newestFirst(n.reverses, func(v *reverseReview) period.Date { return v.Opened })
	newestFirst(n.papers, func(p *paper) period.Date { return p.Date })
	newestFirst(n.guiding, (*guidingCase).when)
	newestFirst(n.suggestions, (*suggestion).when)
	newestFirst(n.regulations, (*regulation).when)
	newestFirst(n.candidates, (*candidate).when)
	checkReplaced(n.regulations, errs)
	return n
}

func newestFirst[T any](list []T, date func(T) period.Date) {
	slices.SortStableFunc(list, func(a, b T) int { return cmp.Compare(date(b), date(a)) })
}

type narrativeReader struct {
	o     *Office
	errs  *source.List
	known map[string][]string // ids by kind

	all      []narrative
	narrated map[string]bool
	withheld map[*document.Document]string
}

func readKind[T narrative](r *narrativeReader, kind string, make func() T) []T {
	var list []T
	r.narrated[kind] = true
	for _, d := range r.o.Documents {
		if d.Kind != kind {
			continue
		}
		n := make()
		at := d.Decode(n, r.errs)
		n.base().doc = d
		reader := *r
		if !at.Read() {
			reader.errs = new(source.List) // why has been told; that nothing is there is no slip of its own
		}
		reader.check(n.base(), at)
		if checked, ok := any(n).(interface {
			check(*narrativeReader, *tomlfile.Positions)
		}); ok {
			checked.check(&reader, at)
		}
		if !Published(d) { // only a preview shows it, marked
			n.base().Title = "【" + StateOf(d) + "】" + n.base().Title
		}
		limited, ok := any(n).(interface{ releasedTo(edition.Edition) bool })
		switch {
		case !Published(d) && !r.o.Drafts:
			r.withheld[d] = unsigned
		case ok && !limited.releasedTo(r.o.Edition):
			r.withheld[d] = "那一篇不在" + r.o.Edition.Title() + "里，去掉链接，或在它的 released 里加上“" + r.o.Edition.Name + "”"
		default:
			list, r.all = append(list, n), append(r.all, n)
		}
	}
	return list
}

func (r *narrativeReader) check(c *common, at *tomlfile.Positions) {
	r.procuratorate(c.Procuratorate, at.At("procuratorate"))
	for i, id := range c.Indicators {
		r.indicator(id, at.At("indicators", i))
	}
	for i, id := range c.Brands {
		r.document("brands", "品牌", id, at.At("brands", i))
	}
	for i, id := range c.Cases {
		r.document("cases", "典型案例", id, at.At("cases", i))
	}
	r.causes(c.Causes, at)
	r.related(c, at)
	r.articles(c, at)
}

// oneOf reports a word that is not in the list; empty is always allowed.
func (r *narrativeReader) oneOf(word string, at source.Pos, what string, allowed ...string) {
	if word != "" && !slices.Contains(allowed, word) {
		r.errs.Tell(source.NotAmong, at, "未知的"+what+"“"+word+"”", "可用的有“"+strings.Join(allowed, "”“")+"”")
	}
}

func (r *narrativeReader) procuratorate(id string, at source.Pos) {
	if id == "" || r.o.Cube == nil {
		return
	}
	if slices.ContainsFunc(r.o.Elsewhere, func(d *document.Document) bool { return d.Kind == "procuratorates" && d.ID == id }) {
		return
	}
	if _, ok := r.o.Cube.Organisation.Find(id); !ok {
		var ids []string
		for _, p := range r.o.Cube.Organisation.Procuratorates {
			ids = append(ids, p.ID)
		}
		r.errs.Tell(source.NoSuchPlace, at, "没有编号为“"+id+"”的院", source.Suggest(id, ids))
	}
}

func (r *narrativeReader) indicator(id string, at source.Pos) {
	if id == "" || r.o.Cube == nil || r.o.Cube.Definition(id) != nil {
		return
	}
	for _, d := range r.o.Unready {
		if d.Kind == "indicators" && d.ID == id {
			r.errs.Tell(source.NoSuchIndicator, at, "指标“"+id+"”还是拟稿，没有计算", "签发 "+d.Path+" 以后再引用")
			return
		}
	}
	r.errs.Tell(source.NoSuchIndicator, at, "没有编号为“"+id+"”的指标", source.Suggest(id, indicatorIDs(r.o.Cube)))
}

func (r *narrativeReader) document(kind, what, id string, at source.Pos) {
	if !slices.Contains(r.known[kind], id) {
		r.errs.Tell(source.NoSuchDocument, at, "没有编号为“"+id+"”的"+what, source.Suggest(id, r.known[kind]))
	}
}

func indicatorIDs(c *indicator.Cube) []string {
	ids := make([]string, len(c.Definitions))
	for i, d := range c.Definitions {
		ids[i] = d.ID
	}
	return ids
}

// set tells whether an optional date was given.
func set(d period.Date) bool { return d != 0 && d != period.NoDate }
