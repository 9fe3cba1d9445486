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

// allIndicatorsPage lists all indicators of a place by line, on a page of their own, and returns the
// link to it.
func (b *builder) allIndicatorsPage(p place) *Link {
	page := indicatorsPage(p.id)
	var blocks []Block
	at := map[string]int{}
	rows := 0
	for _, d := range b.Cube.Definitions {
		if !b.knownAt(d, p.id) {
			continue
		}
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
		rows++
	}
	title := p.title + "全部指标"
	b.add(&Page{
		Path: page, Title: title, Template: "tables", Section: indicatorIndex, Type: "业务画像", Procuratorate: p.title,
		View: ready(tablesView{
			Breadcrumb: crumbs(page, Link{"业务态势", indicatorIndex}, Link{"业务画像", procuratorateIndex}, Link{p.title, placePage(p.id)}, Link{Text: "全部指标"}),
			Title:      title,
			Facts:      []string{p.name, b.title(b.toDate()), strconv.Itoa(rows) + " 项指标", "与自身过去比较，不排名次"},
			Blocks:     blocks,
		}),
	}, "")
	return &Link{"全部 " + strconv.Itoa(rows) + " 项指标", to(placePage(p.id), page)}
}
