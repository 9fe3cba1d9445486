package site

import (
	"strconv"

	"anjian/internal/indicator"
)

// watchedTable is what a portrait shows of the indicators: those that may raise 异常提示. All of
// them would make the page heavy.
func (b *builder) watchedTable(procuratorate, page string) *Table {
	t := b.compareTable("重点监测的指标")
	t.Quiet = true
	for _, d := range b.watched() {
		if b.knownAt(d, procuratorate) {
			t.Rows = append(t.Rows, b.compareRow(d, procuratorate, page))
		}
	}
	if len(t.Rows) == 0 {
		return nil
	}
	return &t
}

func (b *builder) knownAt(d *indicator.Definition, procuratorate string) bool {
	key := indicator.Key{Indicator: d.ID, Period: b.toDate(), Procuratorate: procuratorate}
	return b.Cube.Result(key).State != indicator.Unknown
}

// addIndicators lists the page of all indicators of a place.
func (b *builder) addIndicators(p place) {
	b.add(&Page{
		Path: indicatorsPage(p.id), Title: p.title + "全部指标", Template: "tables", Section: indicatorIndex,
		View: func() any { return b.placeIndicatorsView(p) }, Type: "业务画像", Procuratorate: p.title,
	}, "")
}

// indicatorsLink leads to it.
func (b *builder) indicatorsLink(p place) *Link {
	return &Link{"全部 " + strconv.Itoa(len(b.definitionsAt(p))) + " 项指标", to(placePage(p.id), indicatorsPage(p.id))}
}

// definitionsAt lists the indicators of which something is known at a place.
func (b *builder) definitionsAt(p place) []*indicator.Definition {
	var list []*indicator.Definition
	for _, d := range b.Cube.Definitions {
		if b.knownAt(d, p.id) {
			list = append(list, d)
		}
	}
	return list
}

// placeIndicatorsView lists all indicators of a place by line.
func (b *builder) placeIndicatorsView(p place) tablesView {
	page := indicatorsPage(p.id)
	definitions := b.definitionsAt(p)
	var blocks []Block
	at := map[string]int{}
	for _, d := range definitions {
		line := topLine(d.Line)
		i, ok := at[line]
		if !ok {
			i = len(blocks)
			at[line] = i
			t := b.compareTable(line)
			t.Quiet = true
			blocks = append(blocks, Block{ID: anchorOf(line), Title: line, Table: &t})
		}
		blocks[i].Table.Rows = append(blocks[i].Table.Rows, b.compareRow(d, p.id, page))
	}
	return tablesView{
		Breadcrumb: crumbs(page, Link{"业务态势", indicatorIndex}, Link{"业务画像", procuratorateIndex}, Link{p.title, placePage(p.id)}, Link{Text: "全部指标"}),
		Title:      p.title + "全部指标",
		Facts:      []string{p.name, b.title(b.toDate()), strconv.Itoa(len(definitions)) + " 项指标", "与自身过去比较，不排名次"},
		Blocks:     blocks,
	}
}
