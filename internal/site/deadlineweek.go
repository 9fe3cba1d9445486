package site

import (
	"strconv"

	"anjian/internal/monitor"
	"anjian/internal/period"
)

// weeksAhead is how far the weekly meeting (周调度) looks.
const weeksAhead = 4

// weekBlock counts what falls due in each of the next weeks, by limit; what others owe comes last.
func (b *builder) weekBlock(page string) Block {
	block := Block{
		ID: "weeks", Title: "今后四周到期", Empty: "今后四周没有到期的。",
		Note: "从今天起每七日一段，未结案件按最后一日落在哪一段计数，供周调度安排；已超期和停止计时的不在内，按人推算的（羁押、取保候审等）不加入合计。要逐件看，见上面的清单和各项期限的页面。",
	}
	t := &Table{Caption: "今后四周到期的案件和文书", Quiet: true, Header: []Head{{"期限", "words"}}}
	for week := range weeksAhead {
		from := b.Cube.Cutoff + period.Date(7*week)
		t.Header = append(t.Header, Head{Text: shortDay(from) + "—" + shortDay(from+6)})
	}
	t.Header = append(t.Header, Head{Text: "四周合计"})
	var sums [2][weeksAhead]int
	for i, title := range []string{"本院办理", "等待对方"} {
		for _, w := range b.inOrder() {
			if (w.Limit.By != "") != (i == 1) || len(w.Lacks) > 0 {
				continue
			}
			counts := weeksOf(w)
			if counts == [weeksAhead]int{} {
				continue
			}
			unit := b.dataset(w.Limit.Dataset).Unit
			if unit != "人" && !w.Limit.Measure { // people are counted with their cases already
				unit = ""
				for week, n := range counts {
					sums[i][week] += n
				}
			}
			t.Rows = append(t.Rows, weekRow(b.limitCell(page, w.Limit), counts, unit))
		}
		if sums[i] != [weeksAhead]int{} {
			row := weekRow(Cell{Text: title + "合计", Class: "words"}, sums[i], "")
			row.State = "total"
			t.Rows = append(t.Rows, row)
		}
	}
	if len(t.Rows) > 0 {
		block.Table, block.Empty = t, ""
	}
	return block
}

// inOrder lists the watches in the order of the lines and of the law; last days as exported come last.
func (b *builder) inOrder() []*monitor.Watch {
	var list []*monitor.Watch
	for _, line := range b.limitLines() {
		for _, l := range line.of {
			for _, w := range b.Watches {
				if w.Limit == l {
					list = append(list, w)
				}
			}
		}
	}
	for _, w := range b.Watches {
		if w.Limit.Exported && len(w.Open) > 0 {
			list = append(list, w)
		}
	}
	return list
}

func weeksOf(w *monitor.Watch) (counts [weeksAhead]int) {
	for _, s := range w.Open {
		if s.Due != period.NoDate && s.Left >= 0 && s.Left < 7*weeksAhead {
			counts[s.Left/7]++
		}
	}
	return counts
}

// weekRow writes the unit where it is another than that of the sums.
func weekRow(first Cell, counts [weeksAhead]int, unit string) Row {
	row, sum := Row{Cells: []Cell{first}}, 0
	show := func(n int) Cell {
		return Cell{Text: joinNonEmpty(" ", strconv.Itoa(n), unit)}
	}
	for _, n := range counts {
		row.Cells = append(row.Cells, show(n))
		sum += n
	}
	row.Cells = append(row.Cells, show(sum))
	return row
}

func shortDay(d period.Date) string {
	_, month, day := d.Civil()
	return strconv.Itoa(month) + "月" + strconv.Itoa(day) + "日"
}
