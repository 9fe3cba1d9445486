package site

import (
	"html/template"
	"strconv"

	"anjian/internal/document"
	"anjian/internal/handout"
	"anjian/internal/source"
)

// A Handout is what a copy of the 对外提供稿 edition prints.
type Handout struct {
	*handout.Record
	Doc   *document.Document   // the registration, whose text stands on the front page
	Texts []*document.Document // in its order
}

const (
	handoutFront = "index.html"
	handoutTerms = "terms.html"
)

func handoutTablePath(i int) string { return "tables/" + strconv.Itoa(i+1) + ".html" }

// handoutKinds are all pages of the 对外提供稿 edition: nothing of the site stands beside what was asked for.
var handoutKinds = []pageKind{handoutFrontPage, handoutTablePages, handoutTextPages, handoutTermsPage, handoutSearchPage}

// A handoutView is what all of them show: which copy this is, and for whom.
type handoutView struct {
	Title      string
	Breadcrumb []Link
	Copy       string // 第 01 份
	Recipient  string
	Notice     string
}

func (b *builder) handoutView(page, title string) handoutView {
	v := handoutView{Title: title, Copy: "第 " + b.Edition.Copy + " 份", Recipient: b.Handout.Recipient, Notice: b.Edition.Mark}
	if page != handoutFront {
		v.Breadcrumb = crumbs(page, Link{b.Handout.Title, handoutFront}, Link{Text: title})
	}
	return v
}

// A handoutFrontView is the front page: what, for whom, on what ground, which copy, and what is in it.
type handoutFrontView struct {
	handoutView
	Summary  string
	Facts    []Fact
	Contents []Block
	Body     template.HTML
}

func handoutFrontPage(b *builder) {
	b.add(&Page{Path: handoutFront, Title: b.Handout.Title, Template: "handout-front", Type: "目录", View: func() any { return b.handoutFrontView() }}, "")
}

func (b *builder) handoutFrontView() handoutFrontView {
	h := b.Handout
	v := handoutFrontView{handoutView: b.handoutView(handoutFront, h.Title), Summary: h.Summary}
	v.Facts = facts("接收单位", h.Recipient, "提供单位", b.Owner, "依据", h.Basis, "用途", h.Purpose, "审批人", h.Approver,
		"审批日期", chinese(h.Date), "登记编号", h.ID, "份号", v.Copy, "数据截至", h.Cutoff.Chinese())
	v.Body = h.Doc.Render(&handoutResolver{resolver{b: b, page: handoutFront, doc: h.Doc}}, b.errs)
	if items := b.handoutTableItems(); len(items) > 0 {
		v.Contents = append(v.Contents, Block{ID: "tables", Title: "统计表", List: items})
	}
	if items := b.handoutTextItems(); len(items) > 0 {
		v.Contents = append(v.Contents, Block{ID: "texts", Title: "文稿", List: items})
	}
	if len(h.Terms) > 0 {
		v.Contents = append(v.Contents, Block{ID: "terms", Title: "口径", List: []Item{{Link: Link{handoutTermsTitle, handoutTerms}, Note: handoutTermsNote}}})
	}
	return v
}

const (
	handoutTermsTitle = "指标口径和取整规则"
	handoutTermsNote  = "各项指标怎样算，数字怎样隐去、取整。"
)

// mostHandoutTabs is how many tables the navigation names; the contents on the front page list them all.
const mostHandoutTabs = 6

// frameHandout names the pages of a copy in its navigation, and leads nowhere else.
func (r *Renderer) frameHandout(o *Office) {
	h := o.Handout
	r.frame.SiteTitle, r.frame.Cutoff = h.Title, h.Cutoff.String()
	r.frame.Notice, r.frame.Recipient = o.Edition.Mark, h.Recipient
	r.frame.Every = "" // a copy is not brought up to date
	r.frame.Links, r.frame.Placeholder = nil, "搜统计表、文稿、口径"
	r.tabs = []tab{{Title: "目录", Path: handoutFront}}
	if len(h.Tables) <= mostHandoutTabs {
		for i := range h.Tables {
			r.tabs = append(r.tabs, tab{Title: "表 " + strconv.Itoa(i+1), Path: handoutTablePath(i)})
		}
	}
	r.tabs = append(r.tabs, tab{Title: "口径", Path: handoutTerms})
}

// A handoutTermsView explains the indicators, as they were defined when they were given.
type handoutTermsView struct {
	handoutView
	Rules []string
	Terms []handoutTerm
}

type handoutTerm struct {
	ID, Title string
	Facts     []Fact
	How       string
}

func handoutTermsPage(b *builder) {
	b.add(&Page{Path: handoutTerms, Title: handoutTermsTitle, Template: "handout-terms", Type: "口径", View: func() any {
		v := handoutTermsView{handoutView: b.handoutView(handoutTerms, handoutTermsTitle), Rules: handoutRules}
		for _, t := range b.Handout.Terms {
			term := handoutTerm{ID: t.Indicator, Title: t.Title, How: t.How}
			term.Facts = facts("条线", t.Line, "计量单位", t.Unit)
			if t.Denominator != "" {
				term.Facts = append(term.Facts, facts("分子", t.Numerator, "分母", t.Denominator)...)
			}
			term.Facts = append(term.Facts, facts("口径版本", t.Version, "依据", t.Source)...)
			v.Terms = append(v.Terms, term)
		}
		return v
	}}, "")
}

// handoutRules say how numbers are hidden and rounded.
var handoutRules = []string{
	"小于 10 的数不列出，写作“<10”，零也在内。",
	"其余各数取整到 5 的倍数，合计按原数取整，所以分项相加不一定等于合计。",
	"单列出来就能由合计、累计或者其他表推算出小于 10 的数的，一并隐去，写作“*”。",
	"注明为什么隐去也能推算出小于 10 的数的，这次隐去的各数不分原因，写作“隐去”。",
	"按案由分列的，各期都小于 10 的案由并入“其他案由”。",
	"比率由取整后的分子、分母算出；分母小于 10 的，或者分子、分母有一个隐去的，不列比率，写作“—”。",
	"同样的数，在各表和下载文件里写法相同。",
}

func handoutSearchPage(b *builder) {
	b.add(&Page{Path: searchPath, Title: "搜索", Template: "handout-search", Class: "is-search", View: func() any {
		v := handoutFrontView{handoutView: b.handoutView(searchPath, "搜索")}
		v.Contents = []Block{{List: append(append(b.handoutTableItems(), b.handoutTextItems()...), Item{Link: Link{handoutTermsTitle, handoutTerms}, Note: handoutTermsNote})}}
		return v
	}}, "")
}

// handoutResolver fills the references of a text that is handed out. Links lead to what is handed out with it;
// of others the words stay. Numbers stand in the tables alone, where they are hidden and rounded.
type handoutResolver struct{ resolver }

func (r *handoutResolver) Link(from *document.Document, target string) (string, bool) {
	d, anchor, ok := r.b.library.Find(from, target)
	if !ok {
		return "", true // that it leads nowhere is told where it is published inside
	}
	for _, text := range r.b.Handout.Texts {
		if text == d {
			href := to(r.page, pageOf(d))
			if anchor != "" {
				href += "#" + anchor
			}
			return href, true
		}
	}
	return "", true
}

func (r *handoutResolver) Figure(_ *document.Document, text string, at source.Pos) (template.HTML, *source.Error) {
	return "", liveNumber("实时数“"+text+"”", at)
}

func (r *handoutResolver) Block(_ *document.Document, lang string, _ []byte, at source.Pos) (template.HTML, *source.Error) {
	return "", liveNumber("由数据生成的 "+lang, at)
}

func liveNumber(what string, at source.Pos) *source.Error {
	return &source.Error{
		Code: source.NotHandable, Pos: at, Message: "对外提供的文稿里有" + what + "：它不按隐藏小数的规则取整",
		Hint: "把这项指标写进登记的 [[table]]，文稿里改用文字；或者另写一篇不带数的文稿对外提供",
	}
}
