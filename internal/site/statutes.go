package site

import (
	"cmp"
	"slices"
	"strconv"

	"anjian/internal/cardcheck"
	"anjian/internal/document"
	"anjian/internal/source"
	"anjian/internal/statute"
	"anjian/internal/tomlfile"
)

const statuteIndex = "statutes/index.html"

// articles brings the articles that the front matter names into one form.
func (r *narrativeReader) articles(c *common, at *tomlfile.Positions) {
	for i, text := range c.Articles {
		a, ok := statute.Parse(text)
		if !ok {
			r.errs.Tell(source.BadValue, at.At("articles", i), "“"+text+"”不是一个条文", `写明法律名称和条号，一条一个，如 articles = ["刑事诉讼法第一百七十六条", "刑法第二百六十六条第一款"]`)
			continue
		}
		if slices.Contains(c.articles, a) {
			r.errs.Tell(source.SaidTwice, at.At("articles", i), "条文“"+a.String()+"”写了两次", "删去一个")
			continue
		}
		c.articles = append(c.articles, a)
	}
}

// A statutesView is the list of articles (条文索引) with what rests on each.
type statutesView struct {
	Breadcrumb []Link
	Facts      []string
	Contents   []shelfGroup
	Laws       []lawView
	Empty      string
}

type lawView struct {
	ID, Title string
	Articles  []articleEntry
}

// An articleEntry is an article with the texts and definitions that rest on it, kind by kind.
type articleEntry struct {
	ID, Title string
	Uses      []Fact
}

// A statuteUse says that a page rests on an article.
type statuteUse struct {
	article statute.Article
	kind    string // what the page is: 案例, 办案期限
	order   int    // of kinds
	title   string
	path    string
}

func statutePages(b *builder) {
	b.add(&Page{
		Path: statuteIndex, Title: "条文索引", Template: "statutes", Section: brandIndex, Type: "目录",
		View: func() any { return b.statutesView() }, Places: b.articlePlaces,
	}, "")
}

// statuteUses are all of them: the articles of texts, and those that the basis of definitions names.
func (b *builder) statuteUses() []statuteUse {
	var list []statuteUse
	order := map[string]int{}
	for i, k := range linkKinds {
		order[k.kind] = i
	}
	take := func(kind, title, path string, articles ...statute.Article) {
		for _, a := range articles {
			k := order[kind]
			list = append(list, statuteUse{a, linkKinds[k].title, k, title, path})
		}
	}
	for _, n := range b.linkNodes() {
		if c := b.textOf(n.doc); c != nil {
			take(n.doc.Kind, n.title, pageOf(n.doc), c.articles...)
		}
	}
	for _, d := range b.Cube.Definitions {
		take("indicators", d.Title, pageOf(d.Doc), statute.Find(d.Source)...)
	}
	for _, l := range b.Limits {
		if l.Doc != nil {
			take("limits", l.Title, pageOf(l.Doc), statute.Find(l.Basis)...)
		}
	}
	var last *cardcheck.Rule
	for _, r := range b.Rules {
		if last == nil || last.Doc != r.Doc {
			take("rules", r.Code+" "+r.Title, pageOf(r.Doc), statute.Find(r.Basis)...)
		}
		last = r
	}
	for _, l := range b.Leads {
		take("models", l.Model.Title, pageOf(l.Model.Doc), statute.Find(l.Model.Basis)...)
	}
	for _, s := range slices.Concat(b.Quality.Reviews, b.Quality.Inspected) {
		c := s.Class
		take(c.Doc.Kind, c.Title, pageOf(c.Doc), statute.Find(c.Basis)...)
	}
	for _, d := range b.Credits {
		take("credits", d.Kind.Title, pageOf(d.Kind.Doc), statute.Find(d.Kind.Basis)...)
	}
	slices.SortStableFunc(list, func(x, y statuteUse) int {
		return cmp.Or(statute.Compare(x.article.Whole(), y.article.Whole()), cmp.Compare(x.order, y.order))
	})
	return list
}

func (b *builder) statutesView() statutesView {
	view := statutesView{Breadcrumb: crumbs(statuteIndex, Link{"品牌案例", brandIndex}, Link{Text: "条文索引"})}
	uses := b.statuteUses()
	if len(uses) == 0 {
		view.Empty = "还没有写明条文的文章和定义。"
		return view
	}
	articles := 0
	for i, u := range uses {
		if i == 0 || u.article.Law != uses[i-1].article.Law {
			view.Laws = append(view.Laws, lawView{ID: shelfAnchor(u.article.Law), Title: u.article.Law})
		}
		l := &view.Laws[len(view.Laws)-1]
		if i == 0 || u.article.Whole() != uses[i-1].article.Whole() {
			articles++
			l.Articles = append(l.Articles, articleEntry{ID: u.article.ID(), Title: u.article.Title()})
		}
		l.Articles[len(l.Articles)-1].add(u)
	}
	for i := range view.Laws {
		l := &view.Laws[i]
		view.Contents = append(view.Contents, shelfGroup{ID: l.ID, Title: l.Title, Count: strconv.Itoa(len(l.Articles))})
	}
	view.Facts = []string{strconv.Itoa(len(view.Laws)) + " 部法律和规范", strconv.Itoa(articles) + " 条", "条文内容以正式文本为准"}
	return view
}

// add puts a use under its kind, each page once.
func (e *articleEntry) add(u statuteUse) {
	link := Link{u.title, to(statuteIndex, u.path)}
	i := slices.IndexFunc(e.Uses, func(f Fact) bool { return f.Name == u.kind })
	if i < 0 {
		i = len(e.Uses)
		e.Uses = append(e.Uses, Fact{Name: u.kind})
	}
	if !slices.Contains(e.Uses[i].Links, link) {
		e.Uses[i].Links = append(e.Uses[i].Links, link)
	}
}

// textOf finds the narrative of a document that is on the site, nil for definitions.
func (b *builder) textOf(d *document.Document) *common {
	for _, n := range b.all {
		if n.base().doc == d {
			return n.base()
		}
	}
	return nil
}

// articleFacts lists articles, each with a link to what else rests on it.
func (b *builder) articleFacts(list []statute.Article, page string) []Fact {
	if len(list) == 0 {
		return nil
	}
	f := Fact{Name: "条文"}
	for _, a := range list {
		f.Links = append(f.Links, Link{a.String(), to(page, statuteIndex) + "#" + a.ID()})
	}
	return []Fact{f}
}
