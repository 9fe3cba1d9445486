package dispatch

import (
	"slices"
	"strconv"
	"strings"

	"anjian/internal/correction"
	"anjian/internal/period"
	"anjian/internal/sheet"
)

// A quarterly is the re-check before the statistical reports (季末复查): the items of a department whose
// cards count in the quarter. It does not say who handles them.
type quarterly struct {
	folder  *folder
	quarter period.Period
	rows    [][]string
}

func quarterColumns() []column {
	return []column{
		{"序号", 5, nil},
		{correction.NumberColumn, 16, nil},
		{correction.KeyColumn, 24, nil},
		{correction.DatasetColumn, 12, nil},
		{"规则", 6, nil},
		{"问题", 24, nil},
		{correction.FilledColumn, 26, nil},
		{"影响哪些数", 16, nil},
		{"首次列出", 9, nil},
		{"状态", 8, nil},
		{"答复", 12, nil},
		{"复查情况", 20, nil},
	}
}

// quarterly picks the items; nil in months that end no quarter, and where nothing touches its figures.
func (m *maker) quarterly(f *folder, open []*correction.Item) *quarterly {
	q := m.quarter()
	if q.IsZero() {
		return nil
	}
	made := &quarterly{folder: f, quarter: q}
	items := &List{Items: slices.Clone(open)}
	items.sort()
	for _, i := range items.Items {
		if touched := m.touched(i, q); touched != "" {
			made.rows = append(made.rows, []string{
				strconv.Itoa(len(made.rows) + 1), i.Number, i.Key, m.title(i.Dataset), i.Rule.Code, i.Rule.Title, i.Filled, touched,
				i.Since.String(), string(i.State), answered(i), "",
			})
		}
	}
	if len(made.rows) == 0 {
		return nil
	}
	return made
}

// touched says in which figures of the quarter a card counts: 受理, 审结, 期末未结; "" for none.
func (m *maker) touched(i *correction.Item, q period.Period) string {
	d := m.defs[i.Dataset]
	start, end := i.Table.Column(d.Start).Day(i.Row), i.Table.Column(d.End).Day(i.Row)
	from, to := m.Calendar.Start(q), m.Calendar.End(q)
	in := func(day period.Date) bool { return day != period.NoDate && from <= day && day <= to }
	var words []string
	if in(start) {
		words = append(words, "本季受理")
	}
	if in(end) {
		words = append(words, "本季办结")
	}
	if d.End != "" && start != period.NoDate && start <= to && (end == period.NoDate || end > to) {
		words = append(words, "季末未结")
	}
	return strings.Join(words, "、")
}

func answered(i *correction.Item) string {
	switch {
	case i.Answer == nil:
		return "没有答复"
	case i.Denied:
		return "答已改，仍未改"
	}
	return string(i.Answer.Verdict)
}

func (m *maker) quarterPart(q *quarterly) part {
	return part{title: "报送统计报表前复查", tab: quarterName, columns: quarterColumns(), rows: q.rows, below: []string{receipt}}
}

func (m *maker) quarterWhose(q *quarterly) string {
	return q.folder.place + "　" + department(q.folder.department) + "　" + m.asOf()
}

const quarterHow = "下列案卡计入本季度的数，还没有改正。报送统计报表以前逐件复查：能改的先改正，改不了的写明原因。"

func (m *maker) quarterBook(q *quarterly) ([]byte, error) {
	s := m.sheet(m.quarterPart(q), []string{quarterName + "（" + q.quarter.Title() + "）", m.quarterWhose(q), quarterHow})
	return m.workbook([]sheet.Sheet{s})
}

func (m *maker) quarterPage(q *quarterly) ([]byte, error) {
	v := view{Title: quarterName + "（" + q.quarter.Title() + "）", Whose: m.quarterWhose(q), HowTo: quarterHow, Receipt: true}
	return m.render(v, []part{m.quarterPart(q)})
}
