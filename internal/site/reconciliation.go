package site

import (
	"fmt"
	"html/template"
	"slices"
	"strconv"
	"strings"

	"anjian/internal/indicator"
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
		view := &reconciliationView{
			tablesView: tablesView{
				Breadcrumb: crumbs(page, Link{"数据情况", dataPath}, Link{"卡表核对", reconciliationIndex}, Link{Text: c.Definition.Title}),
				Title:      c.Definition.Title, Facts: []string{twoNames, comparedSpan(b, c), agreement(c)},
				Blocks: b.comparisonBlocks(c, page),
			},
			Body: b.body(c.Definition.Doc),
		}
		b.add(&Page{Path: page, Title: c.Definition.Title, Template: "reconciliation", View: view, Type: "卡表核对"}, c.Definition.Doc.Path)
	}
	view := tablesView{
		Breadcrumb: crumbs(reconciliationIndex, Link{"数据情况", dataPath}, Link{Text: "卡表核对"}),
		Title:      "卡表核对", Facts: []string{"截至 " + b.Cube.Cutoff.Chinese(), twoNames},
		Blocks: b.reconciliationBlock(reconciliationIndex),
	}
	b.add(&Page{Path: reconciliationIndex, Title: "卡表核对", Template: "tables", View: view, Type: "卡表核对"}, "")
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
			{Text: number(int64(compared))}, {Text: number(int64(differing))},
			{Text: balance, Class: "words"}, {Text: agreement(c), Class: "words"},
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

// differenceBlock lists the figures that differ.
func (b *builder) differenceBlock(c *reconcile.Comparison) Block {
	t := &Table{Caption: "相差之处", Quiet: true, Header: []Head{{"项目", ""}, {"统计期", "text"}, {"单位", "text"}, {"统计报表数", ""}, {"案卡测算数", ""}, {"差", ""}, {"报表单元格", "text"}}}
	for _, item := range c.Items {
		for _, one := range item.Differing() {
			t.Rows = append(t.Rows, Row{Cells: []Cell{
				{Text: item.Title},
				{Text: b.title(one.Period), Class: "text"},
				{Text: b.placeTitle(one.Procuratorate), Class: "text"},
				theirCell(one),
				ownCell(item.Item, one),
				{Text: signedAmount(one.Gap())},
				{Text: cellPlace(one), Class: "text"},
			}})
		}
	}
	if len(t.Rows) == 0 {
		return Block{ID: "differences", Title: "相差之处", Empty: "核对过的数全部一致。"}
	}
	return Block{ID: "differences", Title: "相差之处", Note: "差是案卡测算数减统计报表数。全市之差等于各院之差之和的，不另列。", Table: t}
}

// ownCell shows one of our figures; its id leads to the rows behind it.
func ownCell(item *reconcile.Item, one reconcile.Check) Cell {
	if one.State != indicator.Known {
		return Cell{Text: one.State.String(), Counts: one.Reason}
	}
	return Cell{Text: one.Ours.String(), ID: numberID(item, one)}
}

// theirCell shows an official figure as the table has it.
func theirCell(one reconcile.Check) Cell {
	if one.Blank {
		return Cell{Text: "—", Counts: "报表为空，按 0 核对"}
	}
	return Cell{Text: one.Theirs.String()}
}

// numberID names our number as explain takes it, "" for counts that are no indicator's.
func numberID(item *reconcile.Item, one reconcile.Check) string {
	if item.Indicator == "" {
		return ""
	}
	id := indicator.Key{Indicator: item.Indicator, Period: one.Period, Procuratorate: one.Procuratorate}.ID()
	if item.Part == indicator.OfValue {
		return id
	}
	return id + "#" + string(item.Part)
}

func cellPlace(one reconcile.Check) string {
	if one.At.Sheet == "" {
		return one.Cell
	}
	return one.At.Sheet + "!" + one.Cell
}

// signedAmount writes a difference with its sign.
func signedAmount(a indicator.Amount) string {
	if a.N > 0 {
		return "+" + a.String()
	}
	return a.String()
}

// A caseLine is a case with all the figures that it upsets.
type caseLine struct {
	name, origin          string
	kind                  reconcile.Kind
	days, listed, figures []string
	places                []string
}

// caseBlock lists the cases that explain the differences, each once, by what this edition may see.
func (b *builder) caseBlock(c *reconcile.Comparison) *Block {
	var lines []*caseLine
	unlisted := map[string]bool{}
	for _, item := range c.Items {
		for _, one := range item.Differing() {
			for _, found := range one.Cases {
				name, origin, ok := b.caseName(item.Item, one, found)
				if !ok {
					unlisted[fmt.Sprint(found.Kind, found.Ours, found.Theirs)] = true
					continue
				}
				i := slices.IndexFunc(lines, func(l *caseLine) bool { return l.name == name && l.origin == origin && l.kind == found.Kind })
				if i < 0 {
					i, lines = len(lines), append(lines, &caseLine{name: name, origin: origin, kind: found.Kind})
				}
				l := lines[i]
				l.days, l.listed = withOnce(l.days, found.Day.String()), withOnce(l.listed, found.Listed.String())
				l.places = withOnce(l.places, b.placeTitle(one.Procuratorate))
				l.figures = withOnce(l.figures, b.title(one.Period)+item.Title)
			}
		}
	}
	if len(lines) == 0 && len(unlisted) == 0 {
		return nil
	}
	t := &Table{Caption: "相差涉及的案件", Quiet: true, Header: []Head{{"部门受案号", ""}, {"说明", "text"}, {"案卡日期", "text"}, {"报表清单日期", "text"}, {"单位", "text"}, {"涉及的数", "words"}, {"案卡来源", "text"}}}
	for _, l := range lines {
		cells := []Cell{{Text: l.name}, {Text: string(l.kind), Class: "text"}}
		for _, words := range [][]string{l.days, l.listed, l.places} {
			cells = append(cells, Cell{Text: firstOf(strings.Join(words, "、"), "—"), Class: "text"})
		}
		t.Rows = append(t.Rows, Row{Cells: append(cells, Cell{Text: strings.Join(l.figures, "、"), Class: "words"}, Cell{Text: firstOf(l.origin, "—"), Class: "text"})})
	}
	block := &Block{ID: "cases", Title: "相差涉及的案件", Table: t, Note: "按案号与报表所附的案件清单对照；没有清单的，列出日期前后矛盾、案号与承办单位不符的案卡，先从这里查起。"}
	if len(unlisted) > 0 {
		block.Note += fmt.Sprintf("另有 %d 件不逐件列出。", len(unlisted))
	}
	return block
}

// withOnce adds a word to a list that lacks it; "" is none.
func withOnce(list []string, word string) []string {
	if word == "" || slices.Contains(list, word) {
		return list
	}
	return append(list, word)
}

// caseName names a case and says where its row was read; ok is false when it is never listed.
func (b *builder) caseName(item *reconcile.Item, at reconcile.Check, found reconcile.Case) (name, origin string, ok bool) {
	name = "—"
	if found.Ours >= 0 {
		ours := at.Sources[0]
		if !b.Data.Listed(ours.Dataset, found.Ours) {
			return "", "", false
		}
		d := b.dataset(ours.Dataset)
		switch {
		case item.List != nil:
			name = b.visible(d, ours.Table, item.List.OwnKey, found.Ours)
		case len(d.Key) > 0:
			name = b.visible(d, ours.Table, d.Key[0], found.Ours)
		}
		origin = strings.TrimPrefix(ours.Table.Origin(found.Ours).String(), "content/data/")
	}
	if found.Theirs >= 0 {
		d := item.List.Dataset
		if !b.Data.Listed(d.ID, found.Theirs) {
			return "", "", false
		}
		if name == "—" {
			name = b.visible(d, b.Data.Tables[d.ID], item.List.Key, found.Theirs)
		}
	}
	return name, origin, true
}

// itemBlock shows one item period by period.
func (b *builder) itemBlock(item *reconcile.Compared, n int, page string) Block {
	t := &Table{Caption: item.Title + "，按统计期", Quiet: true, Header: []Head{{"统计期", ""}, {"单位", "text"}, {"统计报表数", ""}, {"案卡测算数", ""}, {"差", ""}, {"各院", "text"}}}
	for _, p := range periodsOf(item) {
		whole, parts, differing, unknown := b.ofPeriod(item, p)
		row := Row{Cells: []Cell{{Text: b.title(p)}}}
		if whole == nil {
			row.Cells = append(row.Cells, Cell{Text: "各院", Class: "text"}, Cell{Text: "—"}, Cell{Text: "—"}, Cell{Text: "—"})
		} else {
			gap := signedAmount(whole.Gap())
			if !whole.Comparable() {
				gap = "—"
			}
			row.Cells = append(row.Cells, Cell{Text: b.placeTitle(whole.Procuratorate), Class: "text"}, theirCell(*whole), ownCell(item.Item, *whole), Cell{Text: gap})
		}
		row.Cells = append(row.Cells, Cell{Text: placesWords(parts, differing, unknown), Class: "text"})
		t.Rows = append(t.Rows, row)
	}
	block := Block{ID: "item-" + strconv.Itoa(n+1), Title: item.Title, Table: t, Note: b.itemNote(item.Item)}
	if len(t.Rows) == 0 {
		block.Table, block.Empty = nil, "统计报表里没有这一项。"
	}
	return block
}

func periodsOf(item *reconcile.Compared) []period.Period {
	var all []period.Period
	for _, one := range item.Checks {
		if len(all) == 0 || all[len(all)-1] != one.Period {
			all = append(all, one.Period)
		}
	}
	slices.Reverse(all) // the latest first
	return all
}

// ofPeriod splits the checks of a period into the one of all together, or the only one, and those
// of single procuratorates.
func (b *builder) ofPeriod(item *reconcile.Compared, p period.Period) (whole *reconcile.Check, parts, differing, unknown int) {
	for i := range item.Checks {
		one := &item.Checks[i]
		switch {
		case one.Period != p:
		case one.Procuratorate == "":
			whole = one
		default:
			parts++
			if one.Differs() {
				differing++
			}
			if !one.Comparable() {
				unknown++
			}
		}
	}
	return whole, parts, differing, unknown
}

func placesWords(parts, differing, unknown int) string {
	switch {
	case parts == 0:
		return "—"
	case differing > 0:
		return fmt.Sprintf("%d 个单位相差", differing)
	case unknown == parts:
		return "没有可核对的数"
	case unknown > 0:
		return fmt.Sprintf("%d 个单位一致，%d 个没有可核对的数", parts-unknown, unknown)
	}
	return fmt.Sprintf("%d 个单位一致", parts)
}

// itemNote says what is laid beside what.
func (b *builder) itemNote(item *reconcile.Item) string {
	ours := ""
	switch d := b.Cube.Definition(item.Indicator); {
	case item.Own != nil:
		ours = item.Own.Formula()
	case d != nil:
		label := map[indicator.Part]string{indicator.OfNumerator: d.NumeratorLabel, indicator.OfDenominator: d.DenominatorLabel}[item.Part]
		ours = "指标“" + d.Title + "”" + map[indicator.Part]string{indicator.OfNumerator: "的分子", indicator.OfDenominator: "的分母"}[item.Part]
		if label != "" {
			ours += "（" + label + "）"
		}
	}
	return "报表" + joinNonEmpty("、", mark("行目", item.Row), mark("列目", item.Column)) + "，对" + ours + "。"
}

func mark(kind, path string) string {
	if path == "" {
		return ""
	}
	return kind + "“" + path + "”"
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

// reconciledFacts says on an indicator's page whether it agrees with official tables.
func (b *builder) reconciledFacts(id, page string) []Fact {
	var links []Link
	for _, c := range b.Comparisons {
		var words []string
		for _, item := range c.Items {
			if item.Indicator != id {
				continue
			}
			compared, differing := 0, len(item.Differing())
			for _, one := range item.Checks {
				if one.Comparable() {
					compared++
				}
			}
			part := map[indicator.Part]string{indicator.OfNumerator: "分子", indicator.OfDenominator: "分母"}[item.Part]
			switch {
			case compared == 0:
				words = append(words, part+"没有可核对的数")
			case differing == 0:
				words = append(words, part+"一致")
			default:
				words = append(words, fmt.Sprintf("%s相差 %d 处", part, differing))
			}
		}
		if len(words) > 0 {
			links = append(links, Link{strings.Join(words, "，"), to(page, pageOf(c.Definition.Doc))})
		}
	}
	if len(links) == 0 {
		return nil
	}
	return []Fact{{Name: "与统计报表核对", Links: links}}
}
