package site

import (
	"cmp"
	"slices"
	"strings"

	"anjian/internal/document"
	"anjian/internal/period"
	"anjian/internal/source"
	"anjian/internal/tomlfile"
)

// pageless are kinds of documents that have no page of their own.
var pageless = map[string]bool{"events": true, "lines": true, "holidays": true, "handouts": true}

// pageOf returns where a document is published, "" if nowhere.
func pageOf(d *document.Document) string {
	if pageless[d.Kind] {
		return ""
	}
	return d.Kind + "/" + d.ID + ".html"
}

// linkKinds are the kinds of documents between which links show on both pages, in the order of lists.
var linkKinds = []struct{ kind, title, short string }{
	{"indicators", "指标", "指标"},
	{"brands", "品牌", "品牌"},
	{"cases", "典型案例", "典型案例"},
	{"guiding", "指导性案例", "指导性案例"},
	{"selections", "综合履职案例", "综合履职"},
	{"papers", "白皮书", "白皮书"},
	{"reports", "分析研判和简报", "研判简报"},
	{"works", "重点工作", "重点工作"},
	{"suggestions", "检察建议", "检察建议"},
	{"regulations", "制度规范", "制度"},
	{"reverse", "反向审视", "反向审视"},
	{"talks", "评查讲评", "评查讲评"},
	{"models", "监督模型", "模型"},
	{"hints", "凑数提示", "提示"},
	{"credits", "正向激励", "正向激励"},
	{"reviews", "必评类别", "必评"},
	{"inspections", "检查范围", "检查"},
	{"rules", "案卡规则", "案卡规则"},
	{"limits", "办案期限", "期限"},
	{"registers", "登记怎样读", "登记"},
	{"datasets", "数据字典", "数据"},
}

// A reference names a document by its folder and id.
type reference struct{ kind, id string }

// refers lists what the common keys of the front matter name.
func (c *common) refers() []reference {
	var list []reference
	add := func(kind string, ids []string) {
		for _, id := range ids {
			list = append(list, reference{kind, id})
		}
	}
	add("indicators", c.Indicators)
	add("brands", c.Brands)
	add("cases", c.Cases)
	for _, name := range c.Related {
		kind, id, _ := strings.Cut(name, "/")
		list = append(list, reference{kind, id})
	}
	return list
}

// A referrer is a narrative that names more documents in its front matter than common keys do.
type referrer interface{ refersAlso() []reference }

// when is the day under which lists have a document; kinds with a day of their own say otherwise.
func (c *common) when() period.Date { return c.Date }

// related checks the key related: each entry is folder/id of a document that links show.
func (r *narrativeReader) related(c *common, at *tomlfile.Positions) {
	for i, name := range c.Related {
		kind, id, ok := strings.Cut(name, "/")
		what := ""
		for _, k := range linkKinds {
			if k.kind == kind {
				what = k.title
			}
		}
		if !ok || what == "" {
			r.errs.Tell(source.BadValue, at.At("related", i), "“"+name+"”不是文章的编号", `写“文件夹/编号”，如 related = ["papers/telecom-fraud"]；`+source.Suggest(kind, linkFolders()))
			continue
		}
		r.document(kind, what, id, at.At("related", i))
	}
}

func linkFolders() []string {
	var list []string
	for _, k := range linkKinds {
		list = append(list, k.kind)
	}
	return list
}

// A linkGroup lists the documents of one kind that a page is linked with, whichever of the two names
// the other.
type linkGroup struct {
	Title string
	Items []Item
}

// linkedWith lists what a document names and what names it, kind by kind, the newest first. Live figures
// count for the indicator's page alone: in the text they are links already.
func (b *builder) linkedWith(d *document.Document, page string) []linkGroup {
	var groups []linkGroup
	for _, n := range b.graph()[b.library.Now(d)] {
		title := linkKinds[n.kind].title
		if len(groups) == 0 || groups[len(groups)-1].Title != title {
			groups = append(groups, linkGroup{Title: title})
		}
		last := &groups[len(groups)-1]
		last.Items = append(last.Items, Item{
			Link: Link{n.title, to(page, pageOf(n.doc))}, Aside: joinNonEmpty("　", n.place, n.day()),
		})
	}
	return groups
}

// linkItems is linkedWith as one list, with the kinds as tags.
func (b *builder) linkItems(d *document.Document, page string) []Item {
	var items []Item
	for _, g := range b.linkedWith(d, page) {
		for _, item := range g.Items {
			item.Tag = tag(g.Title, "")
			items = append(items, item)
		}
	}
	return items
}

// A linkNode is a document as links show it.
type linkNode struct {
	doc   *document.Document
	kind  int // index in linkKinds
	title string
	place string // short name of the procuratorate
	date  period.Date
	order int // of documents without a date
}

func (n *linkNode) day() string {
	if !set(n.date) {
		return ""
	}
	return n.date.String()
}

func compareNodes(x, y *linkNode) int {
	return cmp.Or(cmp.Compare(x.kind, y.kind), cmp.Compare(y.date, x.date), cmp.Compare(x.order, y.order))
}

// sortLinks puts links in the order of lists, each document once.
func sortLinks(list []*linkNode) []*linkNode {
	slices.SortFunc(list, compareNodes)
	return slices.Compact(list)
}
