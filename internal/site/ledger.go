package site

import (
	"cmp"
	"slices"
	"strconv"

	"anjian/internal/dataset"
	"anjian/internal/monitor"
	"anjian/internal/period"
	"anjian/internal/table"
)

// A ledger is one dataset's documents of the year (台账).
type ledger struct {
	b     *builder
	d     *dataset.Definition
	t     *table.Table
	rows  []int // issued this year, the latest first
	first period.Date
}

// documentLedgers are the ledgers of all datasets that keep one: by kind what came of this year's
// documents, then the documents themselves.
func (b *builder) documentLedgers() []Block {
	var blocks []Block
	for _, r := range b.Data.Reports {
		d := r.Definition
		if d.Ledger == nil {
			continue
		}
		id := "ledger-" + d.ID
		t := b.Data.Tables[d.ID]
		l := &ledger{b: b, d: d, t: t}
		if lacks := l.lacks(); len(lacks) > 0 {
			blocks = append(blocks, Block{ID: id, Title: d.Ledger.Title, Empty: "未知：" + lackText(lacks) + "。"})
			continue
		}
		l.collect()
		blocks = append(blocks, l.kinds(id), l.list(id+"-list"))
	}
	return blocks
}

func (l *ledger) lacks() []table.Lack {
	var lacks []table.Lack
	for _, name := range []string{l.d.Start, l.d.End, l.d.Ledger.Kind, monitor.DueColumn} {
		for _, lack := range l.t.Lacks(name) {
			if !slices.Contains(lacks, lack) {
				lacks = append(lacks, lack)
			}
		}
	}
	return lacks
}

func (l *ledger) collect() {
	year, _, _ := l.b.Cube.Cutoff.Civil()
	l.first = period.DateOf(year, 1, 1)
	kind := l.t.Column(l.d.Ledger.Kind)
	for row := range l.t.Rows {
		day := l.day(l.d.Start, row)
		if day < l.first || day > l.b.Cube.Cutoff || kind.Empty(row) || len(l.d.Ledger.Kinds) > 0 && !slices.Contains(l.d.Ledger.Kinds, kind.Word(row)) {
			continue
		}
		l.rows = append(l.rows, row)
	}
	slices.SortStableFunc(l.rows, func(x, y int) int { return cmp.Compare(l.day(l.d.Start, y), l.day(l.d.Start, x)) })
}

func (l *ledger) day(name string, row int) period.Date { return l.t.Column(name).Day(row) }

// replied is the day of the reply, NoDate where there was none by the cut-off.
func (l *ledger) replied(row int) period.Date {
	if day := l.day(l.d.End, row); day <= l.b.Cube.Cutoff {
		return day
	}
	return period.NoDate
}

func (l *ledger) is(name, word string, row int) bool {
	c := l.t.Column(name)
	return c != nil && c.Worded() && c.Word(row) == word
}

// replyCounts are what came of documents.
type replyCounts struct{ issued, due, replied, late, adopted, mended, open, overdue int }

func (l *ledger) add(f *replyCounts, row int) {
	f.issued++
	due, reply, today := l.day(monitor.DueColumn, row), l.replied(row), l.b.Cube.Cutoff
	if due != period.NoDate && due <= today {
		f.due++
	}
	switch {
	case reply != period.NoDate:
		f.replied++
		if due != period.NoDate && reply > due {
			f.late++
		}
	case due != period.NoDate:
		f.open++
		if due < today {
			f.overdue++
		}
	}
	if l.is(l.d.Ledger.Adopted, "是", row) {
		f.adopted++
	}
	if slices.ContainsFunc(l.d.Ledger.Done, func(word string) bool { return l.is(l.d.Ledger.Mended, word, row) }) {
		f.mended++
	}
}

// kinds sums up the year by kind of document.
func (l *ledger) kinds(id string) Block {
	t := &Table{Caption: l.d.Ledger.Title + "，按" + l.d.Ledger.Kind, Quiet: true, Header: []Head{{l.d.Ledger.Kind, "words"}, {"发出", ""}, {"已到期", ""}, {"已回复", ""}, {"其中迟于期限", ""}}}
	adopted, mended := l.known(l.d.Ledger.Adopted), l.known(l.d.Ledger.Mended)
	if adopted {
		t.Header = append(t.Header, Head{Text: "采纳"})
	}
	if mended {
		t.Header = append(t.Header, Head{Text: "已整改"})
	}
	t.Header = append(t.Header, Head{Text: "待回复"}, Head{Text: "逾期"})
	column := l.t.Column(l.d.Ledger.Kind)
	by, all := map[string]*replyCounts{}, &replyCounts{}
	var words []string
	for _, row := range l.rows {
		word := column.Word(row)
		if by[word] == nil {
			by[word], words = new(replyCounts), append(words, word)
		}
		l.add(by[word], row)
		l.add(all, row)
	}
	slices.SortFunc(words, func(x, y string) int {
		return cmp.Or(cmp.Compare(by[y].issued, by[x].issued), cmp.Compare(x, y))
	})
	line := func(name string, f *replyCounts, state string) {
		row := Row{State: state, Cells: []Cell{{Text: name, Class: "words"}, countCell(f.issued), countCell(f.due), countCell(f.replied), countCell(f.late)}}
		if adopted {
			row.Cells = append(row.Cells, countCell(f.adopted))
		}
		if mended {
			row.Cells = append(row.Cells, countCell(f.mended))
		}
		row.Cells = append(row.Cells, countCell(f.open), countCell(f.overdue))
		t.Rows = append(t.Rows, row)
	}
	for _, word := range words {
		line(word, by[word], "")
	}
	line("合计", all, "total")
	year, _, _ := l.first.Civil()
	block := Block{
		ID: id, Title: l.d.Ledger.Title + "：" + strconv.Itoa(year) + " 年发出 " + strconv.Itoa(len(l.rows)) + " " + l.d.Unit, Table: t,
		Note: "按" + l.d.Start + "在今年的计数，待回复、逾期截至今天；上年发出的见上面的清单。",
	}
	if len(l.rows) == 0 {
		return Block{ID: id, Title: l.d.Ledger.Title, Empty: "今年还没有发出。"}
	}
	return block
}

func (l *ledger) known(name string) bool { return name != "" && len(l.t.Lacks(name)) == 0 }

// list shows the latest documents, by what this edition may see of them.
func (l *ledger) list(id string) Block {
	block := Block{ID: id, Title: l.d.Ledger.Title + "：最近发出的", Empty: "没有可以逐件列出的。"}
	t := &Table{Caption: l.d.Ledger.Title + "，最近发出的在前", Quiet: true, Header: []Head{{"编号", ""}, {"承办单位", "words"}, {l.d.Ledger.Kind, "words"}}}
	names := []string{}
	for _, name := range []string{l.d.Ledger.To, l.d.Ledger.About} {
		if l.known(name) {
			t.Header, names = append(t.Header, Head{name, "words"}), append(names, name)
		}
	}
	t.Header = append(t.Header, Head{"发出", ""}, Head{"应回复", ""}, Head{"回复", ""})
	var results []string
	for _, one := range []struct{ head, name string }{{"采纳", l.d.Ledger.Adopted}, {"整改", l.d.Ledger.Mended}} {
		if l.known(one.name) {
			t.Header, results = append(t.Header, Head{one.head, "words"}), append(results, one.name)
		}
	}
	t.Header = append(t.Header, Head{"情况", ""})
	for _, row := range l.rows {
		if !l.b.Data.Listed(l.d.ID, row) || len(t.Rows) == mostListed {
			continue
		}
		show := func(name string) string { return l.b.shown(l.d, l.t, name, row) }
		key := "—"
		if len(l.d.Key) > 0 {
			key = show(l.d.Key[0])
		}
		cells := []Cell{{Text: key}, {Text: l.b.placeWord(show(l.d.Procuratorate)), Class: "words"}, {Text: show(l.d.Ledger.Kind), Class: "words"}}
		for _, name := range names {
			cells = append(cells, Cell{Text: show(name), Class: "words"})
		}
		cells = append(cells, Cell{Text: show(l.d.Start), Class: "number"}, Cell{Text: show(monitor.DueColumn), Class: "number"}, Cell{Text: show(l.d.End), Class: "number"})
		for _, name := range results {
			cells = append(cells, Cell{Text: show(name), Class: "words"})
		}
		t.Rows = append(t.Rows, Row{Cells: append(cells, Cell{Text: l.state(row)})})
	}
	if len(t.Rows) > 0 {
		block.Table, block.Empty = t, ""
		block.Note = "应回复日期是按期限推算的最后一日。"
		if len(t.Rows) == mostListed {
			block.Note += "列出最近 " + strconv.Itoa(mostListed) + " " + l.d.Unit + "。"
		}
	}
	return block
}

// state says how long a document waited or has been waiting.
func (l *ledger) state(row int) string {
	issued, due, reply := l.day(l.d.Start, row), l.day(monitor.DueColumn, row), l.replied(row)
	switch {
	case reply != period.NoDate:
		return "用时 " + strconv.Itoa(int(reply-issued)) + " 天"
	case due == period.NoDate:
		return "不要求回复"
	}
	return remaining(int(due - l.b.Cube.Cutoff))
}
