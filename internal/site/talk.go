package site

import (
	"slices"
	"strconv"

	"anjian/internal/period"
	"anjian/internal/review"
	"anjian/internal/source"
	"anjian/internal/tomlfile"
)

// A talk is what the case office says about a quarter's reviews (评查讲评): the words of an editor, from
// content/talks/<id>.md, beside what the registers say.
type talk struct {
	common
	Period string `toml:"period"`

	period period.Period
}

func (t *talk) check(r *narrativeReader, at *tomlfile.Positions) {
	var err error
	if t.period, err = period.Parse(t.Period); err != nil || t.period.Kind() != period.Quarterly {
		r.errs.Tell(source.BadPeriod, at.At("period"), "统计期“"+t.Period+"”不是季度", `写作 period = "2025Q4"`)
	}
}

// talkPages makes a page for every quarter that is over and in which a review was finished, with the
// editor's words where there are some.
func talkPages(b *builder) {
	s := b.survey("reviews")
	for i := range b.talks {
		if t := b.talks[i]; s == nil || !slices.Contains(b.talkQuarters(s), t.period) {
			b.talkPage(s, t.period, t)
		}
	}
	if s == nil {
		return
	}
	for _, q := range b.talkQuarters(s) {
		b.talkPage(s, q, b.talkOf(q))
	}
}

// talkQuarters are the quarters of pages, the newest first.
func (b *builder) talkQuarters(s *review.Survey) []period.Period {
	var list []period.Period
	for _, q := range slices.Backward(b.quarters(courseQuarters)) {
		if b.Cube.Calendar.Complete(q, b.Cube.Cutoff) && tallied(s.Finished, in(q)) > 0 {
			list = append(list, q)
		}
	}
	return list
}

func in(q period.Period) func(review.Tally) bool {
	return func(t review.Tally) bool { return t.Quarter == q }
}

func (b *builder) talkOf(q period.Period) *talk {
	for _, t := range b.talks {
		if t.period == q {
			return t
		}
	}
	return nil
}

// talkPath is the address of a quarter: that of the document about it, else by its name.
func (b *builder) talkPath(q period.Period) string {
	if t := b.talkOf(q); t != nil {
		return pageOf(t.doc)
	}
	return "talks/" + strconv.Itoa(q.YearNumber()) + "-q" + strconv.Itoa((q.Last().MonthNumber()+2)/3) + ".html"
}

// talkLinks lead to the quarters, the newest first.
func (b *builder) talkLinks(from string) []Link {
	s := b.survey("reviews")
	if s == nil {
		return nil
	}
	var links []Link
	for _, q := range b.talkQuarters(s) {
		links = append(links, Link{q.Title() + "评查讲评", to(from, b.talkPath(q))})
	}
	return links
}

// talkBlock lists the quarters on the page of quality.
func (b *builder) talkBlock() []Block {
	s := b.survey("reviews")
	if s == nil {
		return nil
	}
	var items []Item
	for _, q := range b.talkQuarters(s) {
		item := Item{
			Tag: tag(q.String(), ""), Link: Link{q.Title() + "评查讲评", to(reviewPath, b.talkPath(q))},
			Aside: "完成评查 " + strconv.Itoa(tallied(s.Finished, in(q))) + " 件",
		}
		if t := b.talkOf(q); t != nil {
			item.Link.Text, item.Note = t.Title, t.Summary
		}
		items = append(items, item)
	}
	return []Block{{ID: "talks", Title: "评查讲评", Note: "每季度一页，可打印。数字由评查记录生成，讲评人的话另写。", List: items, Empty: emptyIf(len(items) == 0, "还没有可讲评的季度。")}}
}

func (b *builder) talkPage(s *review.Survey, q period.Period, words *talk) {
	title, from := q.Title()+"评查讲评", ""
	if words != nil {
		title, from = words.Title, words.doc.Path
	}
	b.add(&Page{
		Path: b.talkPath(q), Title: title, Template: "article", Section: reviewPath, View: func() any { return b.talkView(s, q, words) },
		Type: "质量评查", Year: strconv.Itoa(q.YearNumber()),
	}, from)
}

func (b *builder) talkView(s *review.Survey, q period.Period, words *talk) *articleView {
	page := b.talkPath(q)
	view := &articleView{Title: q.Title() + "评查讲评", Facts: []string{b.title(q)}}
	if words != nil {
		view = b.article(&words.common, page, "质量检查评查", reviewPath)
		view.Facts = nonEmpty(b.title(q), words.Department, chinese(words.Date))
	} else {
		view.Summary = "本季还没有讲评人的话；下面由评查记录生成。"
	}
	view.Breadcrumb = crumbs(page, Link{"质量检查评查", reviewPath}, Link{Text: view.Title})
	if s != nil {
		view.Blocks = b.talkBlocks(s, q, page)
		view.Profile = b.talkFacts(s, q)
	}
	return view
}

// talkFacts says in the side rail what the quarter was.
func (b *builder) talkFacts(s *review.Survey, q period.Period) []Fact {
	list := []Fact{{Name: "完成评查", Text: strconv.Itoa(tallied(s.Finished, in(q))) + " 件"}}
	for _, method := range present(s.Finished, in(q), func(t review.Tally) string { return t.Word }, b.wordsOf(s, s.Register.Method)) {
		n := tallied(s.Finished, func(t review.Tally) bool { return t.Quarter == q && t.Word == method })
		list = append(list, Fact{Name: method, Text: strconv.Itoa(n) + " 件"})
	}
	for _, grade := range b.gradesIn(s, q) {
		n := tallied(s.Grades, func(t review.Tally) bool { return t.Quarter == q && t.Set == grade.set && t.Word == grade.word })
		list = append(list, Fact{Name: grade.word, Text: strconv.Itoa(n) + " 件"})
	}
	return list
}

// A datedGrade is a grade with the set that it is of.
type datedGrade struct {
	set  period.Date
	word string
}

// gradesIn lists the grades of the sets that were in force in a quarter.
func (b *builder) gradesIn(s *review.Survey, q period.Period) []datedGrade {
	var list []datedGrade
	sets := s.Register.Grades
	for i, set := range sets {
		over := i+1 < len(sets) && sets[i+1].From <= b.Cube.Calendar.Start(q)
		if over || set.From > b.Cube.Calendar.End(q) {
			continue
		}
		for _, word := range set.Values {
			list = append(list, datedGrade{set.From, word})
		}
	}
	return list
}
