package site

import (
	"slices"
	"strconv"

	"anjian/internal/period"
	"anjian/internal/review"
)

// leastRated is the least number of cases of which a share is printed as a percentage.
const leastRated = 10

// share prints done of all: 88.9%（64/72 件）; few cases as counts alone.
func share(done, all int) Cell {
	counts := strconv.Itoa(done) + "/" + strconv.Itoa(all) + " 件"
	switch {
	case all == 0:
		return Cell{Text: "不适用", Counts: "还没有期限届满的"}
	case all < leastRated:
		return Cell{Text: counts}
	}
	tenth := (done*2000 + all) / (2 * all) // rounded half up
	return Cell{Text: strconv.Itoa(tenth/10) + "." + strconv.Itoa(tenth%10) + "%", Counts: counts}
}

func count(n int) Cell { return Cell{Text: number(int64(n))} }

// standingTable counts the classes of cases that must be reviewed or checked, by how far they are.
func (b *builder) standingTable(caption, class, listed string, list []*review.Standing) *Table {
	t := &Table{Caption: caption, Quiet: true, Header: []Head{
		{class, ""}, {"期限", "words"}, {"应" + listed, ""}, {"已" + listed, ""}, {"已登记未完成", ""}, {"没有登记", ""}, {"过期未" + listed, ""}, {"到期的完成", ""},
	}}
	for _, s := range list {
		row := Row{Cells: []Cell{{Text: s.Class.Title, Href: to(reviewPath, pageOf(s.Class.Doc))}, {Text: within(s.Class), Class: "words"}}}
		if len(s.Lacks) > 0 {
			why := lacksWords("未核查", s.Lacks)
			row.Cells[1].Text = why
			for range len(t.Header) - 2 {
				row.Cells = append(row.Cells, Cell{Text: "未知", Counts: why})
			}
			t.Rows = append(t.Rows, row)
			continue
		}
		in := func(state review.State) int { return s.Count(func(c review.Case) bool { return c.State == state }) }
		done, all := s.Due()
		row.Cells = append(row.Cells, count(len(s.Cases)), count(in(review.Done)), count(in(review.Listed)), count(in(review.Unlisted)),
			count(s.Count(func(c review.Case) bool { return c.Late(s.Cutoff) })), share(done, all))
		t.Rows = append(t.Rows, row)
	}
	return t
}

// within says how long after which day a case must be done, and since when.
func within(c *review.Class) string {
	text := "—"
	if !c.Within.IsZero() {
		text = c.Day.Text() + "后 " + c.Within.String()
	}
	if set(c.From) {
		text += "，" + c.From.String() + " 起"
	}
	return text
}

// mustReviewBlock lists the classes that must be reviewed.
func (b *builder) mustReviewBlock() Block {
	t := b.standingTable("必评类别", "类别", "评", b.Quality.Reviews)
	return Block{
		ID: "classes", Title: "必评类别", Table: t, Empty: emptyIf(len(t.Rows) == 0, "还没有必评类别。"),
		Note: "点类别看为什么必评、挑选的条件和举例。一件案件可以属于几类。“到期的完成”只算期限已满的案件；不足 " + strconv.Itoa(leastRated) + " 件的只列件数。",
	}
}

// uninspectedBlock counts the cases that no department has checked yet; the cases stand on the pages
// of the classes.
func (b *builder) uninspectedBlock() Block {
	t := b.standingTable("未检查案件", "案件", "检查", b.Quality.Inspected)
	return Block{
		ID: "uninspected", Title: "未检查案件", Table: t, Empty: emptyIf(len(t.Rows) == 0, "还没有检查范围。"),
		Note: "按部门检查是否完成核对，点案件看逐件清单。",
	}
}

// mostOpen bounds the list of cases that are still to be reviewed.
const mostOpen = 80

// An openCase is a case that must be reviewed and is not, in one of its classes.
type openCase struct {
	s *review.Standing
	c review.Case
}

// openCases lists them, the oldest first.
func (b *builder) openCases() []openCase {
	var all []openCase
	for _, s := range b.Quality.Reviews {
		for _, c := range s.Open() {
			all = append(all, openCase{s, c})
		}
	}
	slices.SortStableFunc(all, func(x, y openCase) int { return int(x.c.Day) - int(y.c.Day) })
	return all
}

// late keeps the cases whose time is over.
func late(list []openCase) []openCase {
	return slices.DeleteFunc(slices.Clone(list), func(o openCase) bool { return !o.c.Late(o.s.Cutoff) })
}

// openBlock lists what must be reviewed and is not.
func (b *builder) openBlock() Block {
	all := b.openCases()
	block := b.openList(all, reviewPath)
	block.ID, block.Title = "open", "必评未评（"+strconv.Itoa(len(all))+" 件次，其中过期 "+strconv.Itoa(len(late(all)))+"）"
	block.Note = "起算日早的在前；一件案件属于几类的各列一次。包括评查记录里没有登记的，所以多于指标“必评未评”，后者只数列入后没有评完的。" + block.Note
	return block
}

// lateBlock lists, on the page of the latest quarter, those whose time is over.
func (b *builder) lateBlock(page string) Block {
	all := late(b.openCases())
	block := b.openList(all, page)
	block.ID, block.Title = "talk-open", "必评过期未评（"+strconv.Itoa(len(all))+" 件次）"
	block.Note = "截至 " + b.Cube.Cutoff.Chinese() + "，期限已满还没有评完的；期限未满的见“质量检查评查”页。" + block.Note
	return block
}

// openList shows cases one by one, with their classes.
func (b *builder) openList(list []openCase, page string) Block {
	t := &Table{Caption: "必评未评案件", Quiet: true, Header: append([]Head{{"案号", ""}, {"类别", "words"}}, openHeads...)}
	unlisted := 0
	for _, o := range list {
		if !b.Data.Listed(o.s.Class.Dataset, o.c.Row) {
			unlisted++
			continue
		}
		if len(t.Rows) < mostOpen {
			row := b.openRow(o.s, o.c)
			t.Rows = append(t.Rows, Row{Cells: slices.Insert(row.Cells, 1, Cell{Text: o.s.Class.Title, Href: to(page, pageOf(o.s.Class.Doc)), Class: "words"})})
		}
	}
	block := Block{Table: t, Note: b.restWords(len(list)-unlisted, len(t.Rows), unlisted)}
	if len(t.Rows) == 0 {
		block.Table, block.Empty = nil, "没有可以逐件列出的。"
	}
	return block
}

var openHeads = []Head{{"承办单位", "words"}, {"承办部门", "words"}, {"起算日", ""}, {"应完成", ""}, {"情况", "words"}}

// openRow is one case that is not done: where it is, since when, how far.
func (b *builder) openRow(s *review.Standing, c review.Case) Row {
	d := b.dataset(s.Class.Dataset)
	state := "没有登记"
	if c.State == review.Listed {
		state = "已登记未完成"
	}
	switch {
	case c.Late(s.Cutoff):
		state += "，过期 " + strconv.Itoa(int(s.Cutoff-c.Due)) + " 天"
	case c.Due != period.NoDate:
		state += "，剩 " + strconv.Itoa(int(c.Due-s.Cutoff)) + " 天"
	}
	return Row{Cells: []Cell{
		{Text: b.visible(d, s.Table, s.Class.Key, c.Row)},
		{Text: b.placeWord(b.visible(d, s.Table, d.Procuratorate, c.Row)), Class: "words"},
		{Text: b.visible(d, s.Table, d.Department, c.Row), Class: "words"},
		{Text: firstOf(c.Day.String(), "—"), Class: "number"},
		{Text: firstOf(c.Due.String(), "—"), Class: "number"},
		{Text: state, Class: "words"},
	}}
}

// restWords says how many of a list are not on the page, and why.
func (b *builder) restWords(listable, shown, unlisted int) string {
	text := ""
	if listable > shown {
		text += "列出前 " + strconv.Itoa(shown) + " 件。"
	}
	if unlisted > 0 {
		text += "未成年人案件只计入汇总，不逐件列出。"
	}
	return text
}

// classStanding finds how a must-review class or a scope of checks stands; nil when it could not be read.
func (b *builder) classStanding(kind, id string) *review.Standing {
	if kind == "inspections" {
		return review.Of(b.Quality.Inspected, id)
	}
	return review.Of(b.Quality.Reviews, id)
}

// classBlocks show on the page of a class its examples, and the cases that are still to be done.
func (b *builder) classBlocks(kind, id string) []Block {
	s := b.classStanding(kind, id)
	if s == nil {
		return nil
	}
	var blocks []Block
	if len(s.Class.Examples) > 0 {
		blocks = append(blocks, exampleBlock(s.Class.Examples, "属于", "不属于"))
	}
	if len(s.Lacks) > 0 {
		return append(blocks, Block{ID: "open", Title: "未完成的案件", Empty: lacksWords("未核查", s.Lacks) + "。"})
	}
	open := s.Open()
	t := &Table{Caption: s.Class.Title + "：未完成的案件", Quiet: true, Header: append([]Head{{s.Class.Key, ""}}, openHeads...)}
	unlisted := 0
	for _, c := range open {
		if !b.Data.Listed(s.Class.Dataset, c.Row) {
			unlisted++
		} else if len(t.Rows) < mostOpen {
			t.Rows = append(t.Rows, b.openRow(s, c))
		}
	}
	block := Block{ID: "open", Title: "未完成的案件（" + strconv.Itoa(len(open)) + " 件）", Table: t, Note: b.restWords(len(open)-unlisted, len(t.Rows), unlisted)}
	if len(t.Rows) == 0 {
		block.Table, block.Empty = nil, "没有可以逐件列出的。"
	}
	return append(blocks, block)
}

// classFacts says in the side rail what the front matter of a class computes.
func (b *builder) classFacts(kind, id string) []Fact {
	s := b.classStanding(kind, id)
	if s == nil {
		return nil
	}
	c := s.Class
	return facts("数据", s.Table.Title, "条件", c.Where.Text(), "期限", within(c), "登记", b.datasetTitle(c.Records)+"的“"+c.Done+"”", "依据", c.Basis)
}

func (b *builder) datasetTitle(id string) string {
	if d := b.dataset(id); d != nil {
		return d.Title
	}
	return id
}
