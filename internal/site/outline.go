package site

import (
	"regexp"
	"slices"
	"strings"

	"anjian/internal/document"
	"anjian/internal/source"
	"anjian/internal/tomlfile"
)

// An outline is what sections a kind of text has, in their order (标题段).
type outline []outlineSection

// An outlineSection is one of them; the first title is the one that messages ask for.
type outlineSection struct {
	titles   []string
	optional bool
	loose    bool // a title counts that holds one of them: 主要特点 for 特点
	free     bool // may stand before or after the one before it
}

func (s *outlineSection) matches(title string) bool {
	return slices.ContainsFunc(s.titles, func(t string) bool { return t == title || s.loose && strings.Contains(title, t) })
}

// String writes the order for people: 要旨、关键词、基本案情.
func (o outline) String() string {
	var titles []string
	for _, s := range o {
		titles = append(titles, s.titles[0])
	}
	return strings.Join(titles, "、")
}

// headingNumber is the number that titles of sections may bear: 一、 （一） 1.
var headingNumber = regexp.MustCompile(`^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|[0-9]+[.．、])\s*`)

// SectionTitle is a heading without the number that it may bear.
func SectionTitle(heading string) string { return headingNumber.ReplaceAllString(heading, "") }

// checkOutline holds the sections of a text against its outline: one missing, out of order, written
// twice or empty. What is not in the outline may stand anywhere, and a draft may lack what it will have.
func (r *narrativeReader) checkOutline(c *common, what string, o outline, at *tomlfile.Positions) {
	if StateOf(c.doc) == Drafted {
		return // still being written
	}
	seen := make([]document.Section, len(o))
	last := 0
	for _, s := range c.doc.Sections() {
		title := SectionTitle(s.Title)
		i := slices.IndexFunc(o, func(x outlineSection) bool { return x.matches(title) })
		if i < 0 {
			continue
		}
		switch {
		case seen[i].ID != "":
			r.errs.Tell(source.SaidTwice, c.doc.Place(s.ID), "“"+s.Title+"”与“"+seen[i].Title+"”是同一部分", "合并成一节")
		case i < last && !(o[last].free && i == last-1):
			r.errs.Tell(source.SectionOrder, c.doc.Place(s.ID), "“"+s.Title+"”应当在“"+seen[last].Title+"”之前", what+"按"+o.String()+"的顺序写")
		case s.Empty():
			r.errs.Tell(source.EmptySection, c.doc.Place(s.ID), "“"+s.Title+"”一节是空的", "写上内容；没有写完的写 status = \"拟稿\"")
		}
		seen[i], last = s, max(last, i)
	}
	for i, s := range o {
		if seen[i].ID == "" && !s.optional {
			r.errs.Tell(source.MissingSection, r.outlinePlace(c, seen[:i], at), what+"缺少“"+s.titles[0]+"”一节", "加上 ## "+s.titles[0]+o.after(i))
		}
	}
}

// after says behind which section a missing one belongs.
func (o outline) after(i int) string {
	if i == 0 {
		return "，放在最前"
	}
	return "，放在“" + o[i-1].titles[0] + "”之后"
}

// outlinePlace is the heading of the last section before a missing one, else the front matter.
func (r *narrativeReader) outlinePlace(c *common, before []document.Section, at *tomlfile.Positions) source.Pos {
	for _, s := range slices.Backward(before) {
		if s.ID != "" {
			return c.doc.Place(s.ID)
		}
	}
	return at.At()
}
