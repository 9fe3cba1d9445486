package site

import (
	"strings"

	"anjian/internal/indicator"
	"anjian/internal/period"
)

// channelBlock is the table of all channels in the year to date.
func (b *builder) channelBlock(channels []*indicator.Definition) Block {
	t := &Table{Caption: channelTitle + "，" + b.title(b.toDate()), Quiet: true, Header: append(head("渠道"), feedbackHead()...)}
	for _, d := range channels {
		f := b.feedbackOf(d.ID, b.toDate(), "")
		t.Rows = append(t.Rows, Row{Cells: append([]Cell{{Text: channelName(d), Href: "indicators/" + d.ID + ".html"}}, f.cells()...)})
	}
	return Block{
		ID: "channels", Title: channelTitle, Table: t,
		Note: "发出数按批次登记，评价归到发出的批次；满意按回访日期归期，跨期的批次两处评价数可能不等。“满意”为非常满意与满意次数 / 作出评价次数。区间为 95% Wilson 区间，只说明抽样的偶然，不说明没有评价的人。",
	}
}

// unheardBlock lists what the silence of the others leaves open, each caveat once.
func (b *builder) unheardBlock(channels []*indicator.Definition) (block Block, some bool) {
	block = Block{ID: "unheard", Title: "先看谁没有评价"}
	at := map[string]int{}
	for _, d := range channels {
		caveat := b.feedbackOf(d.ID, b.toDate(), "").Caveat
		if caveat == "" {
			continue
		}
		if i, said := at[caveat]; said {
			block.List[i].Link.Text += "、" + channelName(d)
			continue
		}
		at[caveat] = len(block.List)
		block.List = append(block.List, Item{Link: Link{Text: channelName(d)}, Note: caveat})
	}
	return block, len(block.List) > 0
}

// shareCell is the share of the satisfied with its interval; few answers are told by their counts.
func (f *feedback) shareCell() Cell {
	if f.Share.Text == tooFew {
		return f.Pleased
	}
	c := f.Share
	if strings.Contains(f.Interval.Text, "%") {
		c.Note = f.Interval.Text
	}
	return c
}

// quarterBlocks show the latest four quarters and the latest month: first the shares, then how many answered.
func (b *builder) quarterBlocks(channels []*indicator.Definition) []Block {
	periods := append(b.quarters(4), b.month())
	names := head("渠道")
	for _, p := range periods {
		names = append(names, Head{Text: b.title(p)})
	}
	shares := &Table{Caption: "各渠道满意率，按季和本月", Quiet: true, Header: names}
	returned := &Table{Caption: "各渠道有效回收率，按季和本月", Quiet: true, Header: names}
	for _, d := range channels {
		first := Cell{Text: channelName(d), Href: "indicators/" + d.ID + ".html"}
		s, r := Row{Cells: []Cell{first}}, Row{Cells: []Cell{first}}
		for _, p := range periods {
			f := b.feedbackOf(d.ID, p, "")
			s.Cells = append(s.Cells, f.shareCell())
			r.Cells = append(r.Cells, f.returnedCell(b, p, ""))
		}
		if shares.Rows = append(shares.Rows, s); b.responseOf(d) != nil {
			r.Cells[0].Href = "indicators/" + b.responseOf(d).ID + ".html"
			returned.Rows = append(returned.Rows, r)
		}
	}
	blocks := []Block{{ID: "quarters", Title: "满意率，按季和本月", Table: shares, Note: "百分比后面是 95% 区间；作出评价的不足最小基数的，只列次数。每月评价够数的渠道，另画近 12 个月。"}}
	if len(returned.Rows) > 0 {
		blocks = append(blocks, Block{ID: "returned", Title: "有效回收率，按季和本月", Table: returned, Note: "后面是作出评价的和发出的份数。回收率变了，先看是不是换了回访的方式，再看满意率。"})
	}
	return blocks
}

// returnedCell is the response rate with its counts.
func (f *feedback) returnedCell(b *builder, p period.Period, place string) Cell {
	c := f.Returned
	if f.Response == nil || !strings.Contains(c.Text, "%") {
		return c
	}
	c.Note = b.text(f.Response, indicator.Key{Indicator: f.Response.ID, Period: p, Procuratorate: place}).Counts
	return c
}
