package site

import (
	"html/template"
	"slices"
	"strconv"
	"strings"

	"anjian/internal/period"
	"anjian/internal/reconcile"
)

const reconciliationIndex = "reconciliations/index.html"

// A reconciliationView lays an official table beside our figures; the document says what to do.
type reconciliationView struct {
	tablesView
	Body template.HTML
}

const twoNames = "统计报表数是正式统计的数，案卡测算数由本站按案卡导出计算"

func reconciliationPages(b *builder) {
	if len(b.Comparisons) == 0 {
		return
	}
	for _, c := range b.Comparisons {
		page := pageOf(c.Definition.Doc)
		b.add(&Page{
			Path: page, Title: c.Definition.Title, Template: "reconciliation", Type: "数据情况",
			View: func() any { return b.reconciliationView(c, page) },
		}, c.Definition.Doc.Path)
	}
	b.add(&Page{Path: reconciliationIndex, Title: "卡表核对", Template: "tables", Type: "数据情况", View: func() any {
		return tablesView{
			Breadcrumb: crumbs(reconciliationIndex, Link{"数据情况", dataPath}, Link{Text: "卡表核对"}),
			Title:      "卡表核对", Facts: []string{"截至 " + b.Cube.Cutoff.Chinese(), twoNames},
			Blocks: b.reconciliationBlock(reconciliationIndex),
		}
	}}, "")
}

func (b *builder) reconciliationView(c *reconcile.Comparison, page string) *reconciliationView {
	return &reconciliationView{
		tablesView: tablesView{
			Breadcrumb: crumbs(page, Link{"数据情况", dataPath}, Link{"卡表核对", reconciliationIndex}, Link{Text: c.Definition.Title}),
			Title:      c.Definition.Title, Facts: []string{twoNames, comparedSpan(b, c), agreement(c)},
			Blocks: b.comparisonBlocks(c, page),
		},
		Body: b.body(c.Definition.Doc),
	}
}

// reconciliationBlock sums up all comparisons, for the data page and the index.
func (b *builder) reconciliationBlock(page string) []Block {
	if len(b.Comparisons) == 0 {
		return nil
	}
	t := &Table{Caption: "卡表核对", Quiet: true, Header: []Head{{"核对", ""}, {"统计报表", "words"}, {"统计期", "words"}, {"核对处数", ""}, {"相差", ""}, {"报表自身行列平衡", "words"}, {"结果", "words"}}}
	for _, c := range b.Comparisons {
		compared, differing := c.Counted()
		balance := "平"
		switch {
		case c.Absent:
			balance = "—"
		case len(c.Imbalances) > 0:
			balance = strconv.Itoa(len(c.Imbalances)) + " 处不平"
		}
		t.Rows = append(t.Rows, Row{Cells: []Cell{
			{Text: c.Definition.Title, Href: to(page, pageOf(c.Definition.Doc))},
			{Text: c.Definition.Official.Title, Href: to(page, pageOf(c.Definition.Official.Doc)), Class: "words"},
			{Text: comparedSpan(b, c), Class: "words"},
			{Text: number(int64(compared))},
			{Text: number(int64(differing))},
			{Text: balance, Class: "words"},
			{Text: agreement(c), Class: "words"},
		}})
	}
	return []Block{{ID: "reconciliations", Title: "卡表核对", Note: twoNames + "。两者应当相等，不等的逐案查明，查明之前引用统计报表数。", Table: t}}
}

// agreement says in a few words how a comparison ends.
func agreement(c *reconcile.Comparison) string {
	compared, differing := c.Counted()
	switch {
	case c.Absent:
		return "统计报表尚未导出"
	case compared == 0:
		return "没有可核对的数"
	case differing == 0:
		return "一致"
	}
	return strconv.Itoa(differing) + " 处相差"
}

// comparedSpan says which periods the table has.
func comparedSpan(b *builder, c *reconcile.Comparison) string {
	var all []period.Period
	for _, item := range c.Items {
		for _, one := range item.Checks {
			all = append(all, one.Period)
		}
	}
	if len(all) == 0 {
		return "—"
	}
	slices.SortFunc(all, period.Period.Compare)
	first, last := all[0], all[len(all)-1]
	if first == last {
		return b.title(first)
	}
	return b.title(first) + "至" + b.title(last)
}

func (b *builder) comparisonBlocks(c *reconcile.Comparison, page string) []Block {
	if c.Absent {
		return []Block{{ID: "absent", Title: "统计报表尚未导出", Empty: "把报表放进 content/data/，在数据集“" + c.Definition.Official.Title + "”里写上 files。"}}
	}
	blocks := []Block{b.differenceBlock(c)}
	if cases := b.caseBlock(c); cases != nil {
		blocks = append(blocks, *cases)
	}
	for i, item := range c.Items {
		blocks = append(blocks, b.itemBlock(item, i, page))
	}
	return append(blocks, imbalanceBlock(c))
}

// imbalanceBlock lists figures of the table that do not follow from others of the same table.
func imbalanceBlock(c *reconcile.Comparison) Block {
	block := Block{ID: "balance", Title: "报表自身的行列平衡", Empty: "声明的平衡关系全部成立。"}
	if len(c.Imbalances) == 0 {
		return block
	}
	t := &Table{Caption: "行列不平之处", Quiet: true, Header: []Head{{"单元格", ""}, {"情况", "words"}}}
	for _, one := range c.Imbalances {
		t.Rows = append(t.Rows, Row{Cells: []Cell{{Text: strings.TrimPrefix(one.At.String(), "content/data/")}, {Text: one.Message, Class: "words"}}})
	}
	return Block{ID: "balance", Title: "报表自身的行列平衡", Note: "与编报单位核对；本站不改动报表的数。", Table: t}
}
