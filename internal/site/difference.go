package site

import (
	"fmt"
	"slices"
	"strings"

	"anjian/internal/indicator"
	"anjian/internal/reconcile"
)

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
	return Block{ID: "differences", Title: "相差之处", Note: "差是案卡测算数减统计报表数。合计之差等于各院之差之和的，不另列。", Table: t}
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
