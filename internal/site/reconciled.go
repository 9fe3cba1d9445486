package site

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"anjian/internal/indicator"
	"anjian/internal/period"
	"anjian/internal/reconcile"
)

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
