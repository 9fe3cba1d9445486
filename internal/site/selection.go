package site

import (
	"cmp"
	"slices"
	"strings"

	"anjian/internal/document"
	"anjian/internal/period"
)

const selectionPath = "selections/index.html"

// A selectionView shows where each candidate stands, round by round.
type selectionView struct {
	Breadcrumb []Link
	Facts      []string
	Rounds     []selectionRound
}

// A selectionRound has a column for each stage, those that were left out, and what moved, latest first.
type selectionRound struct {
	ID, Title string
	Columns   []selectionColumn
	Out       []Item
	Moves     []Item
}

type selectionColumn struct {
	ID          string // anchor, behind that of the round
	Title, Note string
	Count       int
	Items       []Item
	Empty       string
}

func selectionPages(b *builder) {
	for _, c := range b.candidates {
		page := pageOf(c.doc)
		b.add(&Page{
			Path: page, Title: c.Title, Template: "article", Section: brandIndex,
			View: func() any { return b.candidateView(c, page) },
			Type: "综合履职案例", Procuratorate: b.shortName(c.Procuratorate), Line: topLine(c.Line), Year: yearOf(c.when()),
		}, c.doc.Path)
	}
	if len(b.candidates) > 0 {
		b.add(&Page{
			Path: selectionPath, Title: "综合履职案例评选", Template: "selection", Section: brandIndex, Type: "目录",
			View: func() any { return b.selectionView() },
		}, "")
	}
}

func (b *builder) selectionView() selectionView {
	day := b.Cube.Cutoff
	view := selectionView{
		Breadcrumb: crumbs(selectionPath, Link{"品牌案例", brandIndex}, Link{Text: "综合履职案例评选"}),
		Facts:      []string{"截至 " + day.Chinese(), "推荐、初评、入选由部门作出，不评个人"},
	}
	var rounds []string
	for _, c := range b.candidates {
		if !slices.Contains(rounds, c.Round) {
			rounds = append(rounds, c.Round)
		}
	}
	slices.Sort(rounds)
	slices.Reverse(rounds)
	ids := anchors{}
	for _, name := range rounds {
		view.Rounds = append(view.Rounds, b.selectionRound(ids.add("round-"+document.Slug(name)), name, day))
	}
	return view
}

func (b *builder) selectionRound(id, name string, day period.Date) selectionRound {
	round := selectionRound{ID: id, Title: name, Columns: []selectionColumn{
		{ID: "recommended", Title: "推荐", Note: "已推荐，等待初评", Empty: "没有等待初评的。"},
		{ID: "assessed", Title: "初评", Note: "初评通过，等待评定", Empty: "没有等待评定的。"},
		{ID: "chosen", Title: "入选", Note: "评定入选", Empty: "还没有入选的。"},
	}}
	var moves []selectionMove
	for _, c := range b.candidates {
		if c.Round != name {
			continue
		}
		stage, in := c.column(day)
		if stage < 0 {
			continue
		}
		last := c.stagesBy(day)[stage]
		item := Item{
			Link: Link{c.Title, to(selectionPath, pageOf(c.doc))}, Aside: joinNonEmpty("　", b.shortName(c.Procuratorate), last.Date.String()),
			Note: strings.Join(c.Duties, "、"),
		}
		if in {
			column := &round.Columns[stage]
			column.Items, column.Empty = append(column.Items, item), ""
			column.Count++
		} else {
			item.Tag, item.Note = tag(last.Result, ""), last.Department+"："+last.Reason
			round.Out = append(round.Out, item)
		}
		for _, s := range c.stagesBy(day) {
			moves = append(moves, selectionMove{c, s})
		}
	}
	round.Moves = selectionMoves(moves)
	return round
}

// A selectionMove is one stage of one candidate.
type selectionMove struct {
	of    *candidate
	stage selectionStage
}

// selectionMoves lists what moved, the latest first.
func selectionMoves(moves []selectionMove) []Item {
	slices.SortStableFunc(moves, func(x, y selectionMove) int {
		return cmp.Or(cmp.Compare(y.stage.Date, x.stage.Date), cmp.Compare(stageIndex(y.stage.Name), stageIndex(x.stage.Name)))
	})
	var items []Item
	for _, m := range moves {
		items = append(items, Item{
			Tag: tag(m.stage.Name, ""), Link: Link{m.of.Title, to(selectionPath, pageOf(m.of.doc))},
			Aside: m.stage.Date.String(), Note: joinNonEmpty("：", m.stage.Department+m.said(), m.stage.Reason),
		})
	}
	return items
}

// said is the result of a stage, where it is more than the stage's name.
func (m selectionMove) said() string {
	if m.stage.Result == m.stage.Name {
		return ""
	}
	return "，" + m.stage.Result
}

func (b *builder) candidateView(c *candidate, page string) *articleView {
	view := b.article(&c.common, page, "品牌案例", brandIndex)
	view.Breadcrumb = crumbs(page, Link{"品牌案例", brandIndex}, Link{"综合履职案例评选", selectionPath}, Link{Text: c.Title})
	day := b.Cube.Cutoff
	view.Facts = nonEmpty(c.Round+"综合履职案例评选", b.shortName(c.Procuratorate), "截至 "+day.Chinese()+"："+c.standing(day))
	view.Profile = slices.Concat(
		facts("届次", c.Round, "履职条线", strings.Join(c.Duties, "、"), "承办院", b.shortName(c.Procuratorate), "承办部门", c.Department),
		b.keywordFacts(c.Keywords, page, allShelf), b.articleFacts(c.articles, page), facts("脱敏", c.RedactedBy))
	t := &Table{Caption: "评选经过", Quiet: true, Header: []Head{{"环节", ""}, {"日期", ""}, {"结果", ""}, {"部门", "words"}, {"理由", "words"}}}
	for _, s := range c.stagesBy(day) {
		t.Rows = append(t.Rows, Row{Cells: []Cell{{Text: s.Name}, {Text: s.Date.String()}, {Text: s.Result}, {Text: s.Department, Class: "words"}, {Text: s.Reason, Class: "words"}}})
	}
	view.Blocks = []Block{{ID: "stages", Title: "评选经过", Table: t}}
	return view
}

// standing says how far a candidate is.
func (c *candidate) standing(day period.Date) string {
	stage, in := c.column(day)
	switch {
	case stage < 0:
		return "尚未推荐"
	case !in || stage == len(selectionStages)-1:
		return c.Stages[stage].Result
	}
	return "等待" + selectionStages[stage+1].name
}
