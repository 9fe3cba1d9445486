package site

import (
	"slices"
	"strings"

	"anjian/internal/source"
	"anjian/internal/tomlfile"
)

// causes warns of offences that no export has: a slip of the pen, or there has been no case yet.
func (r *narrativeReader) causes(list []string, at *tomlfile.Positions) {
	if len(list) == 0 || r.o.Data == nil {
		return
	}
	var known []string
	for _, report := range r.o.Data.Reports {
		if name := report.Definition.Cause; name != "" && r.o.Data.Tables[report.Definition.ID] != nil {
			if c := r.o.Data.Tables[report.Definition.ID].Column(name); c != nil {
				known = append(known, c.Dict...)
			}
		}
	}
	for i, cause := range list {
		if len(known) > 0 && !slices.Contains(known, cause) {
			r.errs.Tell(source.NoSuchCause, at.At("causes", i), "导出表里没有案由“"+cause+"”", source.Suggest(cause, known))
		}
	}
}

// articleItems lists the texts that name an offence: typical cases, white papers, analyses, brands.
func (b *builder) articleItems(cause string) []Item {
	var items []Item
	take := func(what string, c *common, more ...string) {
		if slices.Contains(slices.Concat(c.Causes, more), cause) {
			items = append(items, Item{Tag: tag(what, ""), Link: Link{c.Title, to(offencePath, pageOf(c.doc))}, Aside: c.Date.String()})
		}
	}
	for _, c := range b.cases {
		take("典型案例", &c.common, c.Cause)
	}
	for _, g := range b.guiding {
		take("指导性案例", &g.common, g.Cause)
	}
	for _, p := range b.papers {
		take("白皮书", &p.common)
	}
	for _, s := range b.suggestions {
		take("检察建议", &s.common)
	}
	for _, r := range b.reports {
		take(r.kindTitle(), &r.common)
	}
	for _, m := range b.brands {
		take("品牌", &m.common)
	}
	return items
}

// articlesOn says in few words what there is to read on an offence.
func (b *builder) articlesOn(cause string) string {
	var kinds []string
	for _, i := range b.articleItems(cause) {
		if !slices.Contains(kinds, i.Tag.Text) {
			kinds = append(kinds, i.Tag.Text)
		}
	}
	return firstOf(strings.Join(kinds, "、"), "—")
}
