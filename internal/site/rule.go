package site

import (
	"slices"
	"strconv"
	"sync"

	"anjian/internal/cardcheck"
	"anjian/internal/document"
	"anjian/internal/statute"
)

// rulesOf are the card rules of a document, one for each dataset that it speaks of.
func (b *builder) rulesOf(id string) []*cardcheck.Rule {
	var list []*cardcheck.Rule
	for _, r := range b.Rules {
		if r.Doc.ID == id {
			list = append(list, r)
		}
	}
	return list
}

// A ruleCount is how many cards a rule finds: those that may be listed, by procuratorate and together,
// and those of juveniles, that are only counted.
type ruleCount struct {
	byPlace  map[string]int
	listed   int
	unlisted int
}

func (b *builder) countRules() map[*cardcheck.Rule]ruleCount {
	counts := map[*cardcheck.Rule]ruleCount{}
	for _, f := range b.Findings {
		n := counts[f.Rule]
		if n.byPlace == nil {
			n.byPlace = map[string]int{}
		}
		if b.Data.Listed(f.Rule.Dataset, f.Row) {
			n.listed++
			n.byPlace[b.placeID(f.Rule.Dataset, f.Table, f.Row)]++
		} else {
			n.unlisted++
		}
		counts[f.Rule] = n
	}
	return counts
}

// rulePages show why each card rule asks what it asks, how to correct what it finds, and how much it
// finds where.
func rulePages(b *builder) {
	found := sync.OnceValue(b.countRules)
	for _, d := range b.Documents {
		rules := b.rulesOf(d.ID)
		if d.Kind != "rules" || len(rules) == 0 {
			continue
		}
		b.add(&Page{
			Path: pageOf(d), Title: d.Title, Template: "article", Section: cardCheckPath, Type: "案卡规则",
			Codes: []string{rules[0].Code},
			View:  func() any { return b.ruleView(d, rules, found()) },
		}, d.Path)
	}
}

func (b *builder) ruleView(d *document.Document, rules []*cardcheck.Rule, found map[*cardcheck.Rule]ruleCount) *articleView {
	r, page := rules[0], pageOf(d)
	view := &articleView{
		Breadcrumb: crumbs(page, Link{"案卡核查", cardCheckPath}, Link{"规则一览", ruleIndex}, Link{Text: r.Code}),
		Title:      d.Title, Facts: []string{"案卡规则 " + r.Code, r.Kind, r.Level},
		Body: b.body(d), Contents: contents(d), Profile: b.ruleFacts(d, rules, page), Linked: b.linkItems(d, page),
		Blocks: []Block{b.ruleCounts(rules, found), b.ruleQuestions(rules)},
	}
	if block, some := b.ruleExamples(rules); some {
		view.Blocks = append(view.Blocks, block)
	}
	return view
}

// ruleFacts says in the side rail what holds for the rule on every dataset.
func (b *builder) ruleFacts(d *document.Document, rules []*cardcheck.Rule, page string) []Fact {
	r := rules[0]
	list := facts("编号", r.Code, "错误类型", r.Kind, "级别", r.Level)
	var sets []Link
	applies := ""
	for i, r := range rules {
		if set := b.dataset(r.Dataset); set != nil {
			sets = append(sets, Link{set.Title, to(page, pageOf(set.Doc))})
		}
		if i == 0 || r.Applies != rules[i-1].Applies {
			applies = joinNonEmpty("；", applies, r.Applies)
		}
	}
	list = append(list, facts("适用", applies)...)
	list = append(list, Fact{Name: "数据", Links: sets})
	for _, t := range r.Tolerances {
		list = append(list, facts("容差", t.Name+" "+strconv.FormatInt(t.Value, 10))...)
	}
	if r.Warn > 0 {
		list = append(list, facts("提醒", "查出超过全部行的 "+r.Warn.String()+" 时提醒")...)
	}
	if r.Fail > 0 {
		list = append(list, facts("停止更新", "查出超过全部行的 "+r.Fail.String()+" 时不更新网站")...)
	}
	return slices.Concat(list, facts("依据", r.Basis), b.articleFacts(statute.Find(r.Basis), page))
}

// ruleCounts is how much the rule finds in each dataset, by procuratorate.
func (b *builder) ruleCounts(rules []*cardcheck.Rule, found map[*cardcheck.Rule]ruleCount) Block {
	t := &Table{Caption: "查出情况", Quiet: true, Header: []Head{{"数据", "words"}}}
	for _, p := range b.Cube.Organisation.Procuratorates {
		t.Header = append(t.Header, Head{Text: b.dated(p)})
	}
	t.Header = append(t.Header, Head{Text: "合计"})
	unlisted, unchecked := 0, ""
	for _, r := range rules {
		row := Row{Cells: []Cell{{Text: b.setTitle(r.Dataset)}}}
		if lacks := r.Lacks(b.Data.Tables); len(lacks) > 0 {
			why := lacksWords("未核查", lacks)
			for range len(t.Header) - 1 {
				row.Cells = append(row.Cells, Cell{Text: "未知", Counts: why})
			}
			t.Rows = append(t.Rows, row)
			unchecked += b.setTitle(r.Dataset) + why + "。"
			continue
		}
		for _, p := range b.Cube.Organisation.Procuratorates {
			row.Cells = append(row.Cells, Cell{Text: number(int64(found[r].byPlace[p.ID]))})
		}
		t.Rows = append(t.Rows, Row{Cells: append(row.Cells, Cell{Text: number(int64(found[r].listed))})})
		unlisted += found[r].unlisted
	}
	note := "截至 " + b.Cube.Cutoff.Chinese() + "，按建制顺序。" + unchecked
	if unlisted > 0 {
		note += "另有不逐件列出的未成年人等案件 " + number(int64(unlisted)) + " 条，只通知承办部门，不分院。"
	}
	return Block{ID: "found", Title: "查出情况", Note: note, Table: t}
}

// ruleQuestions is what the rule asks of each dataset, as the office has written it.
func (b *builder) ruleQuestions(rules []*cardcheck.Rule) Block {
	t := &Table{Caption: "核查条件", Quiet: true, Header: []Head{{"数据", "words"}, {"符合下列条件的行查出", "words"}, {"所涉案卡项目", "words"}}}
	for _, r := range rules {
		t.Rows = append(t.Rows, Row{Cells: []Cell{
			{Text: b.setTitle(r.Dataset)},
			{Text: r.Where.Text(), Class: "words"},
			{Text: joinNonEmpty("、", r.Fields...), Class: "words"},
		}})
	}
	return Block{ID: "question", Title: "核查条件", Note: "条件怎样读，见使用手册“文件头的键”。", Table: t}
}

// ruleExamples shows the rows that prove the rule, with the dataset where there are several.
func (b *builder) ruleExamples(rules []*cardcheck.Rule) (Block, bool) {
	var all Block
	for _, r := range rules {
		if len(r.Examples) == 0 {
			continue
		}
		block := exampleBlock(r.Examples, "查出", "不查出")
		if len(rules) > 1 {
			block.Table.Header = append([]Head{{"数据", "words"}}, block.Table.Header...)
			for i, row := range block.Table.Rows {
				row.Cells[0].Class = "words"
				block.Table.Rows[i].Cells = append([]Cell{{Text: b.setTitle(r.Dataset)}}, row.Cells...)
			}
		}
		if all.Table == nil {
			all = block
			continue
		}
		all.Table.Rows = append(all.Table.Rows, block.Table.Rows...)
	}
	return all, all.Table != nil
}

// setTitle is what readers call a dataset.
func (b *builder) setTitle(id string) string {
	if d := b.dataset(id); d != nil {
		return d.Title
	}
	return id
}
