package dispatch

import (
	"strconv"
	"strings"

	"anjian/internal/correction"
	"anjian/internal/dataset"
	"anjian/internal/period"
)

// A column of a list, with its width in digits on paper.
type column struct {
	title   string
	width   int
	choices []string
}

func itemColumns() []column {
	return []column{
		{"序号", 5, nil},
		{correction.NumberColumn, 16, nil},
		{correction.KeyColumn, 20, nil},
		{correction.DatasetColumn, 10, nil},
		{"规则", 6, nil},
		{"问题", 18, nil},
		{correction.FilledColumn, 19, nil},
		{"应当怎样改", 32, nil},
		{"依据", 15, nil},
		{"首次列出", 9, nil},
		{"状态", 8, nil},
		{correction.VerdictColumn, 11, correction.Verdicts()},
		{correction.ReasonColumn, 16, nil},
		{correction.ReviewerColumn, 8, nil},
	}
}

// itemRow writes an item as workbooks and pages show it; the last three cells are to be filled in.
func (m *maker) itemRow(n int, i *correction.Item) []string {
	state := string(i.State)
	if i.Denied {
		state += "（上次答已改）"
	}
	return []string{
		strconv.Itoa(n), i.Number, i.Key, m.title(i.Dataset), i.Rule.Code, i.Rule.Title, i.Filled, remedy(i), i.Rule.Basis,
		i.Since.String(), state, "", "", "",
	}
}

// remedy is what the rule's document says under 怎样改.
func remedy(i *correction.Item) string {
	return strings.ReplaceAll(i.Rule.Doc.SectionText("怎样改"), "\n", " ")
}

func (m *maker) title(id string) string {
	if d := m.defs[id]; d != nil {
		return d.Title
	}
	return id
}

func doneColumns() []column {
	return []column{{"序号", 5, nil}, {correction.NumberColumn, 18, nil}, {correction.KeyColumn, 32, nil}, {correction.DatasetColumn, 14, nil}, {"规则", 8, nil}, {"问题", 40, nil}, {"首次列出", 10, nil}}
}

func (m *maker) doneRow(n int, i *correction.Item) []string {
	return []string{strconv.Itoa(n), i.Number, i.Key, m.title(i.Dataset), i.Rule.Code, i.Rule.Title, i.Since.String()}
}

func limitColumns() []column {
	return []column{{"序号", 5, nil}, {correction.KeyColumn, 32, nil}, {"期限", 24, nil}, {"起算日期", 12, nil}, {"到期日期", 12, nil}, {"情况", 14, nil}, {"依据", 40, nil}, {"办理情况", 24, nil}}
}

// limitRow writes a deadline; what is done about it is to be filled in.
func (m *maker) limitRow(n int, x Deadline) []string {
	start := ""
	if c := x.Table.Column(x.Limit.Start); c != nil {
		start = dataset.Print(c, x.Standing.Row)
	}
	return []string{strconv.Itoa(n), m.key(x), x.Limit.Title, start, x.Standing.Due.String(), remaining(x.Standing.Left), x.Limit.Basis, ""}
}

// key names the case of a deadline by what may be seen inside.
func (m *maker) key(x Deadline) string {
	var parts []string
	d := m.defs[x.Table.Name]
	for _, name := range d.Key {
		if def, c := d.Column(name), x.Table.Column(name); def != nil && c != nil && inside.Allows(def.Editions) {
			parts = append(parts, dataset.Print(c, x.Standing.Row))
		}
	}
	return strings.Join(parts, correction.KeyMark)
}

func remaining(days int) string {
	switch {
	case days < 0:
		return "超期 " + strconv.Itoa(-days) + " 天"
	case days == 0:
		return "今日到期"
	}
	return "剩 " + strconv.Itoa(days) + " 天"
}

// rows numbers the lines of a table.
func rows[T any](list []T, row func(int, T) []string) [][]string {
	var all [][]string
	for i, x := range list {
		all = append(all, row(i+1, x))
	}
	return all
}

// A part is one table of a list, the same on the page and in the workbook.
type part struct {
	title   string
	tab     string
	columns []column
	rows    [][]string
	below   []string
}

const receipt = "签收人：＿＿＿＿＿＿＿＿　　签收日期：＿＿＿＿年＿＿月＿＿日"

// parts are the tables of a handler's list; those without a row are left out.
func (m *maker) parts(l *List) []part {
	all := []part{
		{"核对修正", "核对修正清单", itemColumns(), rows(l.Items, m.itemRow), []string{receipt}},
		{"办案期限", "办案期限", limitColumns(), rows(l.Limits, m.limitRow), []string{receipt}},
		{"上次月结以来已改", "已改", doneColumns(), rows(l.Done, m.doneRow), nil},
	}
	var kept []part
	for _, p := range all {
		if len(p.rows) > 0 {
			kept = append(kept, p)
		}
	}
	return kept
}

// whose is the line that says whose list it is, and of what day: lists that come back are known by it.
func (m *maker) whose(l *List) string {
	handler := "承办人 " + l.Handler
	if l.Handler == "" {
		handler = noHandler
	}
	return l.Place + "　" + department(l.Department) + "　" + handler + "　" + m.asOf()
}

func department(name string) string {
	if name == Juveniles {
		return "未成年人案件（只发未成年人检察部门）"
	}
	return name
}

func (m *maker) asOf() string { return correction.AsOf + " " + m.Cutoff.String() }

// month names the month of the lists.
func (m *maker) month() string { return m.Ledger.Month.Title() }

// quarter is the quarter that the month ends; zero in other months.
func (m *maker) quarter() period.Period {
	if m.Ledger.Month.MonthNumber()%3 != 0 {
		return period.Period{}
	}
	return m.Ledger.Month.Within(period.Quarterly)
}
