package site

import (
	"strconv"
	"strings"

	"anjian/internal/reverse"
	"anjian/internal/table"
)

// runHints looks for the patterns of this edition.
func (b *builder) runHints() []reverse.Hinted {
	if b.Listing == nil {
		return nil
	}
	return reverse.RunHints(b.Hints, b.Data, b.Cube.Calendar, b.Cube.Cutoff, b.Listing())
}

// hintBlock lists what looks like a sign of cases made up for the numbers, by hint.
func (b *builder) hintBlock() Block {
	block := Block{
		ID: "hints", Title: "凑数提示",
		Note: "几件放在一起看才显出来的样子，供研判，不是结论；每一条都可能有正当的原因，核查后记入反向审视台账。点提示看怎样核查、什么情况不算。",
	}
	for _, h := range b.hints() {
		page := to(reversePath, pageOf(h.Hint.Doc))
		if len(h.Lacks) > 0 {
			block.List = append(block.List, Item{Tag: tag("未知", ""), Link: Link{h.Hint.Title, page}, Aside: lacksWords("没有看", h.Lacks)})
			continue
		}
		for _, f := range h.Found {
			block.List = append(block.List, b.foundItem(h, f, reversePath))
		}
	}
	if len(block.List) == 0 {
		block.Empty = "没有发现。"
		if len(b.Hints) == 0 {
			block.Note, block.Empty = "", "还没有凑数提示的定义，写在 content/hints/。"
		}
	}
	return block
}

// foundItem is one group that a hint tells, with its review.
func (b *builder) foundItem(h reverse.Hinted, f reverse.Found, page string) Item {
	item := Item{
		Tag: tag("供研判", "warn"), Link: Link{b.foundTitle(f) + "：" + h.Hint.Title, to(page, pageOf(h.Hint.Doc)) + "#" + foundID(h, f)},
		Aside: b.foundSpan(f), Note: b.foundNote(h, f) + "也可能是：" + strings.Join(h.Hint.Otherwise, "；") + "。",
	}
	if v := b.reviewOfFound(h, f); v != nil {
		item.Answer = &Answer{Text: "反向审视" + b.reviewState(v), By: Link{v.Title, to(page, pageOf(v.doc))}}
	}
	return item
}

// hintSummary is what a hint says of itself in one sentence.
func (b *builder) hintSummary(id string) string {
	for _, h := range b.Hints {
		if h.ID == id {
			return h.Summary
		}
	}
	return ""
}

// hintFacts says in the side rail what the front matter of a hint computes.
func (b *builder) hintFacts(id string) []Fact {
	for _, h := range b.Hints {
		if h.ID != id {
			continue
		}
		data := ""
		if d := b.dataset(h.Dataset); d != nil {
			data = d.Title
		}
		return facts("数据", data, "分组", strings.Join(h.By, "、")+"相同", "按日期", h.Date, "提示条件", h.Words(), "也可能是", strings.Join(h.Otherwise, "；"))
	}
	return nil
}

// hintBlocks shows below the text of a hint what it found: each group with its rows by number.
func (b *builder) hintBlocks(id string) []Block {
	var blocks []Block
	for _, h := range b.hints() {
		if h.Hint.ID != id {
			continue
		}
		switch {
		case len(h.Lacks) > 0:
			blocks = append(blocks, Block{ID: "found", Title: "提示", Empty: lacksWords("没有看", h.Lacks) + "。"})
		case len(h.Found) == 0:
			blocks = append(blocks, Block{ID: "found", Title: "提示", Empty: "没有发现。"})
		}
		for _, f := range h.Found {
			blocks = append(blocks, b.foundBlock(h, f))
		}
	}
	for _, h := range b.Hints {
		if h.ID == id && len(h.Examples) > 0 {
			blocks = append(blocks, exampleBlock(h.Examples, "提示", "不提示"))
		}
	}
	return blocks
}

// foundBlock lists the rows of one group.
func (b *builder) foundBlock(h reverse.Hinted, f reverse.Found) Block {
	d := b.dataset(h.Hint.Dataset)
	t := &Table{Caption: h.Hint.Title, Quiet: true, Header: []Head{{d.Key[0], ""}, {h.Hint.Date, ""}}}
	class := make([]string, len(h.Hint.Fields)) // days and numbers are not broken
	for i, name := range h.Hint.Fields {
		if c := h.Table.Column(name); c != nil && c.Type == table.Text {
			class[i] = "words"
		}
		t.Header = append(t.Header, Head{name, class[i]})
	}
	for _, row := range f.Rows[:min(len(f.Rows), mostListed)] {
		cells := []Cell{{Text: b.keyOf(d, h.Table, int(row))}, {Text: b.visible(d, h.Table, h.Hint.Date, int(row))}}
		for i, name := range h.Hint.Fields {
			cells = append(cells, Cell{Text: b.shown(d, h.Table, name, int(row)), Class: class[i]})
		}
		t.Rows = append(t.Rows, Row{Cells: cells})
	}
	note := b.foundNote(h, f) + "供研判，也可能是：" + strings.Join(h.Hint.Otherwise, "；") + "。"
	if len(f.Rows) > mostListed {
		note += "列出前 " + strconv.Itoa(mostListed) + " " + d.Unit + "。"
	}
	return Block{ID: foundID(h, f), Title: b.foundTitle(f) + "（" + b.foundSpan(f) + "）", Note: note, Table: t}
}

// foundID is the anchor of a group on the page of its hint.
func foundID(h reverse.Hinted, f reverse.Found) string {
	for i := range h.Found {
		if h.Found[i].Rows[0] == f.Rows[0] {
			return "found-" + strconv.Itoa(i+1)
		}
	}
	return "found"
}

// foundTitle names the group: 望津区院 检察建议书.
func (b *builder) foundTitle(f reverse.Found) string {
	words := make([]string, len(f.Words))
	for i, w := range f.Words {
		words[i] = b.placeWord(w)
	}
	return strings.Join(words, " ")
}

func (b *builder) foundSpan(f reverse.Found) string {
	if f.From == f.To {
		return f.From.Chinese()
	}
	return f.From.Chinese() + "至" + f.To.Chinese()
}

// foundNote says how many rows show the sign, of how many.
func (b *builder) foundNote(h reverse.Hinted, f reverse.Found) string {
	unit := b.dataset(h.Hint.Dataset).Unit
	note := number(int64(len(f.Rows))) + " " + unit
	if h.Hint.Share > 0 {
		note += "，占 " + shareOf(int64(len(f.Rows)), int64(f.Of)) + "（" + strconv.Itoa(len(f.Rows)) + "/" + strconv.Itoa(f.Of) + "）"
	}
	if h.Hint.Same != "" {
		note += "，" + h.Hint.Same + " " + f.Same
	}
	return note + "。"
}
