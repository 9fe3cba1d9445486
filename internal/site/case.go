package site

import (
	"regexp"
	"slices"
	"strings"

	"anjian/internal/period"
	"anjian/internal/source"
	"anjian/internal/tomlfile"
)

// A typicalCase (典型案例) is a case told for others to learn from.
type typicalCase struct {
	common
	redacted
	Cause     string      `toml:"cause"` // 案由 or field
	Level     string      `toml:"level"`
	Batch     string      `toml:"batch"`
	Published period.Date `toml:"published"`
}

func (c *typicalCase) when() period.Date { return c.Published }

// caseOutline is how a typical case is told. What was done has a name of its own in public-interest
// litigation, where it is investigation and urging.
var caseOutline = outline{
	{titles: []string{"要旨"}},
	{titles: []string{"关键词"}, optional: true, free: true},
	{titles: []string{"基本案情"}},
	{titles: []string{"检察机关履职过程", "检察机关履职情况", "检察机关监督情况"}},
	{titles: []string{"典型意义"}},
}

const urging = "调查和督促履职"

func (c *typicalCase) check(r *narrativeReader, at *tomlfile.Positions) {
	c.checkRedacted(r, "典型案例", at)
	o := caseOutline
	if topLine(c.Line) == "公益诉讼检察" {
		o = slices.Clone(caseOutline)
		o[3].titles = append(slices.Clone(o[3].titles), urging)
	}
	r.checkOutline(&c.common, "典型案例", o, at)
	r.checkKeywords(&c.common, "典型案例", at)
	c.checkTitle(r, at)
}

var caseTitle = regexp.MustCompile(`案(?:（[^）]+）)?$`)

// checkTitle hints at how cases are called: 某某罪名案; 某地检察院督促整治某问题行政公益诉讼案.
func (c *typicalCase) checkTitle(r *narrativeReader, at *tomlfile.Positions) {
	switch {
	case StateOf(c.doc) == Drafted: // it may still be called something else
	case !caseTitle.MatchString(c.Title):
		r.errs.Tell(source.UnusualTitle, at.At("title"), "典型案例的标题通常以“案”结尾", "例如“某某虚开发票不起诉案”")
	case topLine(c.Line) == "公益诉讼检察" && !strings.Contains(c.Title, "公益诉讼"):
		r.errs.Tell(source.UnusualTitle, at.At("title"), "公益诉讼案例的标题没有写“公益诉讼”", "例如“某县人民检察院督促整治粉尘污染行政公益诉讼案”")
	}
}

// checkKeywords wants words to find a text by, the same in the section 关键词 where there is one.
func (r *narrativeReader) checkKeywords(c *common, what string, at *tomlfile.Positions) {
	if len(c.Keywords) == 0 && Published(c.doc) {
		r.errs.Tell(source.MissingKey, at.At("keywords"), what+"没有写关键词", `加一行 keywords = ["认罪认罚", "公开听证"]，三到六个，列表页按它排列`)
	}
	said := c.doc.SectionText("关键词")
	if said == "" || len(c.Keywords) == 0 {
		return
	}
	words := strings.FieldsFunc(said, func(c rune) bool { return strings.ContainsRune("；;　 \n", c) })
	if !slices.Equal(words, c.Keywords) {
		r.errs.Tell(source.BadValue, at.At("keywords"), "“关键词”一节与文件头的 keywords 不一致", "两处写成一样，正文里用分号隔开："+strings.Join(c.Keywords, "；"))
	}
}

func casePages(b *builder) {
	for _, c := range b.cases {
		page := pageOf(c.doc)
		b.add(&Page{
			Path: page, Title: c.Title, Template: "article", Section: brandIndex,
			View: func() any { return b.caseView(c, page) },
			Type: "典型案例", Procuratorate: b.shortName(c.Procuratorate), Line: topLine(c.Line), Year: yearOf(c.Published),
		}, c.doc.Path)
	}
}

func (b *builder) caseView(c *typicalCase, page string) *articleView {
	view := b.article(&c.common, page, "品牌案例", brandIndex)
	view.Breadcrumb = crumbs(page, Link{"品牌案例", brandIndex}, Link{"案例库", caseIndex}, Link{Text: c.Title})
	view.Profile = slices.Concat(
		facts("案由领域", c.Cause, "条线", c.Line, "承办院", b.shortName(c.Procuratorate),
			"层级", c.Level, "批次", c.Batch, "发布日期", chinese(c.Published)),
		b.keywordFacts(c.Keywords, page, caseShelf), b.articleFacts(c.articles, page), facts("脱敏", c.RedactedBy))
	return view
}

// caseItem is the line of a case in a list on some page.
func (b *builder) caseItem(c *typicalCase, page string) Item {
	return Item{
		Tag:   tag(firstOf(c.Cause, topLine(c.Line)), ""),
		Link:  Link{c.Title, to(page, pageOf(c.doc))},
		Aside: joinNonEmpty("　", b.shortName(c.Procuratorate), c.Published.String()),
		Note:  c.Summary,
	}
}
