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
	for _, d := range b.Cube.Definitions {
		if d.Watch && b.knownAt(d, procuratorate) {
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

// allIndicatorsPage lists all indicators of a procuratorate by line, on a page of their own, and
// returns the link to it.
func (b *builder) allIndicatorsPage(p indicator.Procuratorate, portrait string) Link {
	page := "procuratorates/" + p.ID + "-indicators.html"
	var blocks []Block
	at := map[string]int{}
	rows := 0
	for _, d := range b.Cube.Definitions {
		if !b.knownAt(d, p.ID) {
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
		blocks[i].Table.Rows = append(blocks[i].Table.Rows, b.compareRow(d, p.ID, page))
		rows++
	}
	title := p.Short + "全部指标"
	b.add(&Page{
		Path: page, Title: title, Template: "tables", Section: indicatorIndex, Type: "业务画像", Procuratorate: p.Short,
		View: tablesView{
			Breadcrumb: crumbs(page, Link{"业务态势", indicatorIndex}, Link{"业务画像", procuratorateIndex}, Link{p.Short, portrait}, Link{Text: "全部指标"}),
			Title:      title,
			Facts:      []string{p.Name, b.title(b.toDate()), strconv.Itoa(rows) + " 项指标", "与本院自身过去比较，不排名次"},
			Blocks:     blocks,
		},
	}, "")
	return Link{"全部 " + strconv.Itoa(rows) + " 项指标", to(portrait, page)}
}
