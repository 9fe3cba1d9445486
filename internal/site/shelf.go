package site

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"anjian/internal/document"
	"anjian/internal/indicator"
)

// A shelf is a set of texts listed in several ways, each on a page of its own that needs no script: the
// library of cases (案例库) and that of all texts (文库). A list without texts is not made.
type shelf struct {
	folder, title string
	trail         []Link // that leads to it
	views         []shelfView
	empty         string // said where there is no text at all
	holds         func(kind string) bool
}

// A shelfView is one way to list: the page, and how the texts are grouped.
type shelfView struct {
	file, title, note string
	groups            func(*builder, []*shelved) []shelfGroup
	brief             bool // titles alone
}

const caseIndex = "cases/index.html"

var caseShelf = &shelf{
	folder: "cases", title: "案例库", empty: "还没有案例。",
	trail: []Link{{"品牌案例", brandIndex}},
	holds: func(kind string) bool { return kind == "cases" || kind == "guiding" },
	views: []shelfView{
		{"index.html", "按条线", "每条线内新的在前", groupByLine, false},
		{"years.html", "按年份", "按发布日期，新的在前", groupByYear, false},
		{"keywords.html", "按关键词", "一个案例有几个关键词的，各处都列；用得多的关键词在前", groupByKeyword, true},
		{"procuratorates.html", "按承办院", "按建制顺序", groupByPlace, false},
	},
}

var allShelf = &shelf{
	folder: "library", title: "文库", empty: "还没有文章。",
	trail: []Link{{"品牌案例", brandIndex}},
	holds: func(kind string) bool { return NeedsApproval(kind) },
	views: []shelfView{
		{"index.html", "按种类", "每一种内新的在前", groupByKind, false},
		{"lines.html", "按条线", "每条线内新的在前", groupByLine, true},
		{"years.html", "按年份", "按发布、送达、施行的日期，新的在前", groupByYear, true},
		{"keywords.html", "按关键词", "一篇有几个关键词的，各处都列；用得多的关键词在前", groupByKeyword, true},
		{"procuratorates.html", "按院", "按建制顺序", groupByPlace, true},
	},
}

func (s *shelf) path(v shelfView) string { return s.folder + "/" + v.file }

// view finds the page of a shelf that lists in a certain way.
func (s *shelf) view(title string) string {
	for _, v := range s.views {
		if v.title == title {
			return s.path(v)
		}
	}
	return s.path(s.views[0])
}

// A shelved text is one with what lists say of it.
type shelved struct {
	*linkNode
	line, cause, summary string
	keywords             []string
	procuratorate        string
}

// A shelfPage is one list.
type shelfPage struct {
	Breadcrumb []Link
	Title      string
	Facts      []string
	Views      []tab // ways to list, with the current one
	Groups     []shelfGroup
	Empty      string
}

// A shelfGroup is a card of a list; Count is told in the contents above.
type shelfGroup struct {
	ID, Title, Count string
	Items            []Item

	of []*shelved
}

func shelfPages(b *builder) {
	for _, s := range []*shelf{caseShelf, allShelf} {
		texts := b.shelved(s)
		for i, v := range s.views {
			if len(texts) == 0 && i > 0 {
				break
			}
			title := s.title
			if i > 0 {
				title += "：" + v.title
			}
			b.add(&Page{
				Path: s.path(v), Title: title, Template: "shelf", Section: brandIndex, Type: "目录",
				View: func() any { return b.shelfPage(s, v, b.shelved(s)) },
			}, "")
		}
	}
}

// shelved lists the texts of a shelf, kind by kind, the newest first.
func (b *builder) shelved(s *shelf) []*shelved {
	byDoc := map[*document.Document]*shelved{}
	for _, n := range b.all {
		if c := n.base(); s.holds(c.doc.Kind) {
			x := &shelved{line: topLine(c.Line), summary: c.Summary, keywords: c.Keywords, procuratorate: c.Procuratorate}
			if t, ok := n.(*typicalCase); ok {
				x.cause = t.Cause
			}
			byDoc[c.doc] = x
		}
	}
	var list []*shelved
	for _, n := range b.linkNodes() {
		if x := byDoc[n.doc]; x != nil {
			x.linkNode = n
			list = append(list, x)
		}
	}
	slices.SortFunc(list, func(x, y *shelved) int { return compareNodes(x.linkNode, y.linkNode) })
	return list
}

func (b *builder) shelfPage(s *shelf, v shelfView, texts []*shelved) shelfPage {
	page := s.path(v)
	view := shelfPage{
		Breadcrumb: crumbs(page, append(slices.Clone(s.trail), Link{s.title, s.path(s.views[0])}, Link{Text: v.title})...),
		Title:      s.title, Facts: []string{strconv.Itoa(len(texts)) + " 篇", v.title, v.note},
	}
	if len(texts) == 0 {
		view.Facts, view.Empty = nil, s.empty
		return view
	}
	for _, o := range s.views {
		t := tab{Title: o.title, Path: to(page, s.path(o))}
		if o.file == v.file {
			t.Current = "page"
		}
		view.Views = append(view.Views, t)
	}
	for _, g := range v.groups(b, texts) {
		g.Count = strconv.Itoa(len(g.of))
		for _, x := range g.of {
			g.Items = append(g.Items, x.item(page, v.brief))
		}
		view.Groups = append(view.Groups, g)
	}
	return view
}

// item is the line of a text in a list.
func (x *shelved) item(page string, brief bool) Item {
	item := Item{
		Tag:  tag(firstOf(x.cause, linkKinds[x.kind].short), ""),
		Link: Link{x.title, to(page, pageOf(x.doc))}, Aside: joinNonEmpty("　", x.place, x.day()),
	}
	if brief {
		item.Tag.Text = linkKinds[x.kind].short
	} else {
		item.Note = x.summary
	}
	return item
}

// groupBy parts texts by a word, in order of first appearance.
func groupBy(texts []*shelved, words func(*shelved) []string) []shelfGroup {
	var groups []shelfGroup
	taken := anchors{}
	for _, x := range texts {
		for _, w := range words(x) {
			i := slices.IndexFunc(groups, func(g shelfGroup) bool { return g.Title == w })
			if i < 0 {
				i = len(groups)
				groups = append(groups, shelfGroup{ID: taken.add(shelfAnchor(w)), Title: w})
			}
			groups[i].of = append(groups[i].of, x)
		}
	}
	return groups
}

// shelfAnchor is the anchor of a group.
func shelfAnchor(word string) string { return "on-" + document.Slug(word) }

func groupByKind(_ *builder, texts []*shelved) []shelfGroup {
	return groupBy(texts, func(x *shelved) []string { return []string{linkKinds[x.kind].title} })
}

// groupByLine follows the order of the lines; what is of none stands last.
func groupByLine(b *builder, texts []*shelved) []shelfGroup {
	const none = "综合"
	groups := groupBy(texts, func(x *shelved) []string { return []string{firstOf(x.line, none)} })
	order := func(g shelfGroup) int {
		if g.Title == none {
			return len(b.lines) + 1
		}
		if i := slices.IndexFunc(b.lines, func(l *businessLine) bool { return l.Title == g.Title }); i >= 0 {
			return i
		}
		return len(b.lines)
	}
	slices.SortStableFunc(groups, func(x, y shelfGroup) int { return cmp.Compare(order(x), order(y)) })
	return groups
}

func groupByYear(_ *builder, texts []*shelved) []shelfGroup {
	const none = "没有写日期"
	groups := groupBy(texts, func(x *shelved) []string {
		if y := yearOf(x.date); y != "" {
			return []string{y + " 年"}
		}
		return []string{none}
	})
	slices.SortStableFunc(groups, func(x, y shelfGroup) int {
		if (x.Title == none) != (y.Title == none) {
			return cmp.Compare(strings.Count(x.Title, none), strings.Count(y.Title, none))
		}
		return cmp.Compare(y.Title, x.Title)
	})
	for _, g := range groups {
		slices.SortStableFunc(g.of, func(x, y *shelved) int { return cmp.Compare(y.date, x.date) })
	}
	return groups
}

func groupByKeyword(_ *builder, texts []*shelved) []shelfGroup {
	groups := groupBy(texts, func(x *shelved) []string { return slices.Compact(slices.Sorted(slices.Values(x.keywords))) })
	slices.SortStableFunc(groups, func(x, y shelfGroup) int {
		return cmp.Or(cmp.Compare(len(y.of), len(x.of)), cmp.Compare(x.Title, y.Title))
	})
	return groups
}

// groupByPlace follows the order of procuratorates; what is of none is the office's own.
func groupByPlace(b *builder, texts []*shelved) []shelfGroup {
	places := b.Cube.Organisation.Procuratorates
	name := func(x *shelved) string { return firstOf(b.shortName(x.procuratorate), "没有写院") }
	groups := groupBy(texts, func(x *shelved) []string { return []string{name(x)} })
	order := func(g shelfGroup) int {
		if i := slices.IndexFunc(places, func(p indicator.Procuratorate) bool { return p.Short == g.Title }); i >= 0 {
			return i
		}
		return len(places)
	}
	slices.SortStableFunc(groups, func(x, y shelfGroup) int { return cmp.Compare(order(x), order(y)) })
	return groups
}

// keywordFacts link the keywords of a text to where a shelf lists them.
func (b *builder) keywordFacts(words []string, page string, s *shelf) []Fact {
	if len(words) == 0 {
		return nil
	}
	f := Fact{Name: "关键词"}
	for _, w := range words {
		f.Links = append(f.Links, Link{w, to(page, s.view("按关键词")) + "#" + shelfAnchor(w)})
	}
	return []Fact{f}
}

// writingLinks lead to the lists of texts that there are.
func (b *builder) writingLinks(page string) []Link {
	list := []Link{{"案例库", to(page, caseIndex)}}
	if len(b.candidates) > 0 {
		list = append(list, Link{"综合履职案例评选", to(page, selectionPath)})
	}
	if len(b.suggestions) > 0 {
		list = append(list, Link{"检察建议", to(page, suggestionIndex)})
	}
	if len(b.regulations) > 0 {
		list = append(list, Link{"制度规范", to(page, regulationIndex)})
	}
	return append(list, Link{"文库", to(page, allShelf.path(allShelf.views[0]))}, Link{"条文索引", to(page, statuteIndex)})
}
