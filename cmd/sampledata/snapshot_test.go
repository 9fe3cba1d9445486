package main

import (
	"strings"
	"testing"

	"anjian/internal/period"
)

// snapshotSheets are the sheets of a day before they are encoded.
func snapshotSheets(t *testing.T, at period.Date) []sheet {
	t.Helper()
	plan, err := readEffects()
	if err != nil {
		t.Fatal(err)
	}
	sheets, _, err := sheetsAt(plan, at)
	if err != nil {
		t.Fatal(err)
	}
	return sheets
}

// Nothing in a snapshot lies after its day but days until which something is to be done.
func TestSnapshotsKnowNothingLater(t *testing.T) {
	plan, err := readEffects()
	if err != nil {
		t.Fatal(err)
	}
	whole := rowsByFile(snapshotSheets(t, plan.Cutoff))
	for _, at := range []period.Date{plan.History.First, plan.History.Second, period.DateOf(2024, 2, 14)} {
		fewer := 0
		for _, s := range snapshotSheets(t, at) {
			for n, row := range s.rows {
				for col, c := range row {
					if c.isDay && c.day > at && !lasts(s.headers[col]) {
						t.Fatalf("%s: %s row %d says %s %s", at, s.name, n, s.headers[col], c.day)
					}
				}
			}
			if len(s.rows) > whole[s.name] {
				t.Errorf("%s: %s has %d rows, more than the %d of the whole", at, s.name, len(s.rows), whole[s.name])
			}
			fewer += whole[s.name] - len(s.rows)
			if s.format == workbook && s.asOf != at {
				t.Errorf("%s: %s says that it is of %s", at, s.name, s.asOf)
			}
		}
		if fewer < 100 {
			t.Errorf("%s: only %d rows are missing", at, fewer)
		}
	}
}

func rowsByFile(sheets []sheet) map[string]int {
	rows := map[string]int{}
	for _, s := range sheets {
		rows[s.name] = len(s.rows)
	}
	return rows
}

// A case that was pending on the day says nothing of its conclusion, whatever column tells it.
func TestSnapshotsEmptyWhatFollows(t *testing.T) {
	at := period.DateOf(2025, 10, 31)
	checked := 0
	for _, s := range snapshotSheets(t, at) {
		if !strings.HasPrefix(s.name, "审查起诉-") {
			continue
		}
		column := map[string]int{}
		for i, h := range s.headers {
			column[h] = i
		}
		for _, row := range s.rows {
			if row[column["审结日期"]].day != none {
				continue
			}
			checked++
			for _, name := range []string{"审结处理结果", "不起诉类型", "决定层级", "是否速裁", "是否提出量刑建议", "量刑建议类型", "是否采纳量刑建议", "一审改变情形"} {
				if text := row[column[name]].text; text != "" {
					t.Errorf("%s of %s is pending and says %s %q", row[0].text, s.name, name, text)
				}
			}
			if row[column["判决日期"]].day != none || row[column["判决生效日期"]].day != none {
				t.Errorf("%s is pending and has a judgement", row[0].text)
			}
		}
	}
	if checked < 50 {
		t.Errorf("only %d cases were pending", checked)
	}
}

// The last day is no snapshot: it says what the whole says.
func TestTheCutoffIsNoSnapshot(t *testing.T) {
	plan, err := readEffects()
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range snapshotSheets(t, plan.Cutoff) {
		if s.asOf != 0 {
			t.Errorf("%s says that it is of %s", s.name, s.asOf)
		}
	}
}
