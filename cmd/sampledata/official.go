package main

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"

	"github.com/xuri/excelize/v2"

	"anjian/internal/period"
)

// The official table (统计报表) of prosecution review: one sheet a month with merged headings, rows
// for the city and its procuratorates, notes below, and a list of the cases behind it. It says what
// the exports say, but for what the plan plants.

// An officialCase is a case as the statistics have it.
type officialCase struct {
	number, department  string
	place               *procuratorate
	accepted, concluded period.Date
	outcome, kind       string
}

// officialCases are the cases accepted or concluded in the year, as they stood on a day.
func officialCases(plan *effects, w *world, at period.Date) []officialCase {
	o := plan.Official
	var all []officialCase
	for _, c := range w.prosecutions {
		one := officialCase{c.number, c.department, c.place, c.accepted, c.concluded, c.outcome, c.kind}
		if c.number == o.Moved.Number {
			one.concluded = o.Moved.Concluded
		}
		all = append(all, one)
	}
	place := placeOf(o.Missing.Procuratorate)
	all = append(all, officialCase{o.Missing.Number, general, place, o.Missing.Accepted, o.Missing.Concluded, "起诉", ""})
	all = slices.DeleteFunc(all, func(c officialCase) bool { return c.accepted > at })
	for i := range all {
		if c := &all[i]; c.concluded > at {
			c.concluded, c.outcome, c.kind = none, "", ""
		}
	}
	return all
}

func placeOf(id string) *procuratorate {
	for i := range procuratorates {
		if procuratorates[i].id == id {
			return &procuratorates[i]
		}
	}
	panic("sampledata: no procuratorate " + id)
}

// The headings of the table; blanks are the lower parts of merged cells.
var officialHeadings = [][]string{
	{"单　位", "期初未结", "受理", "审结", "", "", "", "", "", "", "", "期末未结"},
	{"", "", "", "合计", "起诉", "不起诉", "", "", "", "附条件不起诉", "其他处理", ""},
	{"", "", "", "", "", "小计", "其中：法定不起诉", "　　　相对不起诉", "　　　存疑不起诉", "", "", ""},
}

var officialMerged = [][2]string{
	{"A1", "L1"},
	{"A2", "D2"},
	{"A3", "A5"},
	{"B3", "B5"},
	{"C3", "C5"},
	{"D3", "K3"},
	{"L3", "L5"},
	{"D4", "D5"},
	{"E4", "E5"},
	{"F4", "I4"},
	{"J4", "J5"},
	{"K4", "K5"},
}

// officialLine counts one row of the table; place nil is the city.
func officialLine(cases []officialCase, place *procuratorate, from, to, year period.Date) []int {
	n := make([]int, 11)
	for _, c := range cases {
		if place != nil && c.place != place {
			continue
		}
		within := func(d period.Date) bool { return d != none && from <= d && d <= to }
		if pendingAt(c, year-1) {
			n[0]++
		}
		// What came in and was concluded since the year began leads to the stock of the month.
		if c.accepted >= year && c.accepted < from {
			n[0]++
		}
		if c.concluded != none && c.concluded >= year && c.concluded < from {
			n[0]--
		}
		if within(c.accepted) {
			n[1]++
		}
		if !within(c.concluded) {
			continue
		}
		n[2]++
		switch c.outcome {
		case "起诉":
			n[3]++
		case "不起诉":
			n[4]++
			for i, kind := range []string{"法定不起诉", "相对不起诉", "存疑不起诉"} {
				if c.kind == kind {
					n[5+i]++
				}
			}
		case "附条件不起诉":
			n[8]++
		default:
			n[9]++
		}
	}
	n[10] = n[0] + n[1] - n[2]
	return n
}

func pendingAt(c officialCase, day period.Date) bool {
	return c.accepted <= day && (c.concluded == none || c.concluded > day)
}

// officialWorkbook writes the sheets of all months that are over on a day, and the list.
func officialWorkbook(plan *effects, w *world, at period.Date) (file, error) {
	f := excelize.NewFile()
	defer f.Close()
	year, _, _ := plan.Cutoff.Civil()
	cases := officialCases(plan, w, at)
	for month := 1; month <= 12 && period.DateOf(year, month+1, 0) <= at; month++ {
		tab := strconv.Itoa(month) + "月"
		if month == 1 {
			if err := f.SetSheetName("Sheet1", tab); err != nil {
				return file{}, err
			}
		} else if _, err := f.NewSheet(tab); err != nil {
			return file{}, err
		}
		from, to := period.DateOf(year, month, 1), period.DateOf(year, month+1, 0)
		rows := [][]any{
			{"审查起诉案件情况统计表"},
			{"填报单位：江渚市人民检察院案件管理办公室", "", "", "", fmt.Sprintf("%d年%d月", year, month), "", "", "", "", "", "计量单位：件"},
		}
		for _, line := range officialHeadings {
			rows = append(rows, cellsOf(line))
		}
		rows = append(rows, []any{"甲", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11})
		rows = append(rows, officialRow("全市", officialLine(cases, nil, from, to, period.DateOf(year, 1, 1))))
		for i := range procuratorates {
			p := &procuratorates[i]
			rows = append(rows, officialRow("　"+p.short, officialLine(cases, p, from, to, period.DateOf(year, 1, 1))))
		}
		rows = append(rows, []any{"注：本表按统计月编报，数值为零的写“—”。"}, []any{"制表人：案件管理办公室统计岗", "", "", "", "审核人：案件管理办公室负责人"})
		for i, row := range rows {
			if err := f.SetSheetRow(tab, "A"+strconv.Itoa(i+1), &row); err != nil {
				return file{}, err
			}
		}
		for _, m := range officialMerged {
			if err := f.MergeCell(tab, m[0], m[1]); err != nil {
				return file{}, err
			}
		}
	}
	if err := officialList(f, cases, period.DateOf(year, 1, 1)); err != nil {
		return file{}, err
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		return file{}, err
	}
	return file{"统计报表-审查起诉-2025.xlsx", b.Bytes()}, nil
}

func cellsOf(line []string) []any {
	cells := make([]any, len(line))
	for i, text := range line {
		if text != "" {
			cells[i] = text
		}
	}
	return cells
}

func officialRow(name string, numbers []int) []any {
	row := []any{name}
	for _, n := range numbers {
		if n == 0 {
			row = append(row, "—")
		} else {
			row = append(row, n)
		}
	}
	return row
}

// officialList adds the cases that the table counted.
func officialList(f *excelize.File, cases []officialCase, first period.Date) error {
	const tab = "案件清单"
	if _, err := f.NewSheet(tab); err != nil {
		return err
	}
	w, err := f.NewStreamWriter(tab)
	if err != nil {
		return err
	}
	rows := [][]any{{"审查起诉案件清单"}, {"部门受案号", "承办单位", "承办部门", "受理日期", "审结日期", "审结结论"}}
	for _, c := range cases {
		if c.accepted < first && (c.concluded == none || c.concluded < first) {
			continue
		}
		rows = append(rows, []any{c.number, c.place.short, c.department, c.accepted.String(), c.concluded.String(), c.outcome})
	}
	for i, row := range rows {
		if err := w.SetRow("A"+strconv.Itoa(i+1), row); err != nil {
			return err
		}
	}
	return w.Flush()
}
