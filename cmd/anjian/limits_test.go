package main

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"anjian/internal/period"
)

// Every limit is listed and has its page; the cases counted by law are those that were planted.
func TestLimits(t *testing.T) {
	dir, p := sampleSite(t), readPlanted(t)
	files, err := filepath.Glob("../../content/limits/*.md")
	if err != nil || len(files) == 0 {
		t.Fatal(err, "no limits")
	}
	rows := tableRows(section(t, dir, "deadlines.html", "limits"))
	if len(rows) != len(files) {
		t.Errorf("%d limits are listed; want %d", len(rows), len(files))
	}
	for _, file := range files {
		page := "limits/" + strings.TrimSuffix(filepath.Base(file), ".md") + ".html"
		if !strings.Contains(text(parse(t, dir, page)), "依据") {
			t.Errorf("%s names no article", page)
		}
	}
	watched := text(parse(t, dir, "limits/prosecution-review.html"))
	for _, want := range []string{fmt.Sprintf("未结 %d 件", p.Boards.PendingProsecution), fmt.Sprintf("超期 %d 件", p.Boards.OverdueProsecution)} {
		if !strings.Contains(watched, want) {
			t.Errorf("审查起诉 does not say %q", want)
		}
	}
}

// The sample's exports know no holidays: what differs from the law is exactly that.
func TestDifferingLastDays(t *testing.T) {
	work := new(period.Workdays)
	work.DaysOff(period.DateOf(2026, 1, 1), period.DateOf(2026, 1, 3))
	work.MakeUp(period.DateOf(2026, 1, 4))
	rows := tableRows(section(t, sampleSite(t), "deadlines.html", "differing"))
	if len(rows) == 0 {
		t.Fatal("nothing differs")
	}
	for _, row := range rows {
		export, err := period.ParseDate(row[5])
		if err != nil {
			t.Fatal(err)
		}
		if want := work.OnOrAfter(export).String(); work.Works(export) || row[6] != want {
			t.Errorf("%v: %s ends on %s; want %s", row[0], row[5], row[6], want)
		}
	}
}
