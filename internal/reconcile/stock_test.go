package reconcile

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"anjian/internal/dataset"
	"anjian/internal/document"
	"anjian/internal/indicator"
	"anjian/internal/period"
	"anjian/internal/source"
	"anjian/internal/table"
)

const caseDefinition = `+++
title = "监督案件"
unit = "件"
files = ["案件.csv"]
key = ["案号"]
procuratorate = "承办单位"
business_line = "条线"
start = "受理日期"
end = "审结日期"
stock = true
[[column]]
name = "案号"
[[column]]
name = "承办单位"
[[column]]
name = "条线"
values = ["民事检察", "行政检察"]
[[column]]
name = "受理日期"
type = "date"
[[column]]
name = "审结日期"
type = "date"
+++
`

func parse(t *testing.T, path, text string, errs *source.List) *document.Document {
	t.Helper()
	doc := document.Parse(path, []byte(text), errs)
	if doc == nil {
		t.Fatal(errs.Err())
	}
	return doc
}

func organisation(t *testing.T, errs *source.List) indicator.Organisation {
	return indicator.Organise([]*document.Document{
		parse(t, "content/procuratorates/east.md", "+++\ntitle = \"某市东区人民检察院\"\nshort = \"东区院\"\ncode = \"990101\"\n+++\n", errs),
		parse(t, "content/procuratorates/west.md", "+++\ntitle = \"某市西区人民检察院\"\nshort = \"西区院\"\ncode = \"990102\"\n+++\n", errs),
	}, nil, errs)
}

// stocksOf reads rows below the header 案号,承办单位,条线,受理日期,审结日期 and balances them from
// January 2025 to the cut-off.
func stocksOf(t *testing.T, rows []string, calendar period.Calendar, cutoff string) ([]*Stock, indicator.Organisation) {
	t.Helper()
	var errs source.List
	sets := []*dataset.Definition{dataset.Define(parse(t, "content/datasets/cases.md", caseDefinition, &errs), &errs)}
	file := "案号,承办单位,条线,受理日期,审结日期\n" + strings.Join(rows, "\n") + "\n"
	data, err := dataset.Load(fstest.MapFS{"content/data/案件.csv": {Data: []byte(file)}}, "content/data", sets, dataset.Options{}, &errs)
	if err != nil || errs.Err() != nil {
		t.Fatal(err, errs.Err())
	}
	org := organisation(t, &errs)
	day, err := period.ParseDate(cutoff)
	if err != nil {
		t.Fatal(err)
	}
	return Stocks(sets, data.Tables, org, Window{Calendar: calendar, First: period.Month(2025, 1), Cutoff: day}), org
}

func TestStockNamesMonthPlaceAndRows(t *testing.T) {
	stocks, org := stocksOf(t, []string{
		"甲1,东区院,民事检察,2024-12-20,2025-01-10",
		"甲2,东区院,民事检察,2025-01-15,",
		"甲3,西区院,民事检察,2025-02-10,2025-01-05", // ends before it starts: two months do not balance
		"甲4,西区院,民事检察,,2025-03-05",           // ends without a start
		"甲5,西区院,民事检察,2025-03-09,2025-03-05", // the same within one month cancels out
		"甲6,西区院,行政检察,2025-03-09,2026-01-05", // concluded after the cut-off: still pending
	}, period.Calendar{}, "2025-03-31")
	if len(stocks) != 2 || stocks[0].Line != "民事检察" || stocks[1].Line != "行政检察" {
		t.Fatalf("stocks %v", stocks)
	}
	civil := stocks[0]
	var got []string
	for _, g := range civil.Gaps {
		one := fmt.Sprintf("%s %s %+d:", g.Month, g.Procuratorate, g.Gap())
		for _, r := range g.Rows {
			one += fmt.Sprintf(" 行%d %s", r.Row+1, r.Reason)
		}
		got = append(got, one)
	}
	want := "2025-01 west +1: 行3 结束日期早于开始日期|2025-02 west -1: 行3 结束日期早于开始日期|2025-03 west +1: 行4 有结束日期，没有开始日期 行5 结束日期早于开始日期"
	if strings.Join(got, "|") != want {
		t.Errorf("gaps\n%s; want\n%s", strings.Join(got, "|"), want)
	}
	if civil.Slips != 3 || civil.Checked != 6 {
		t.Errorf("%d slips, %d checked; want 3 and 6", civil.Slips, civil.Checked)
	}
	if b := civil.Balances[0]; b != (Balance{Month: period.Month(2025, 1), Begin: 1, In: 1, Out: 2, Open: 1}) {
		t.Errorf("January is %+v", b)
	}
	if s := stocks[1]; len(s.Gaps) != 0 || s.Balances[2].Open != 1 {
		t.Errorf("行政检察: %d gaps, %d open", len(s.Gaps), s.Balances[2].Open)
	}
	var errs source.List
	civil.Tell(org, &errs)
	if errs.Faults() != 0 || errs.Warnings() != 3 {
		t.Fatalf("%d faults, %d warnings", errs.Faults(), errs.Warnings())
	}
	if text := errs.Error(); !strings.Contains(text, "案件.csv:4: 监督案件（民事检察） 2025年1月 西区院 收结存不平：期初 0 + 收 0 − 结 1 应为 -1，期末未结却是 0") {
		t.Errorf("warnings:\n%s", text)
	}
}

// Whatever the dates, a balance holds where no row contradicts itself, and the rows named account
// for every gap.
func TestGapsAreAccountedFor(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 1))
	first := period.DateOf(2024, 11, 20)
	day := func() string {
		if r.IntN(6) == 0 {
			return ""
		}
		return (first + period.Date(r.IntN(200))).String()
	}
	for round := range 60 {
		calendar := period.Calendar{MonthEndsOn: []int{0, 25}[round%2]}
		var rows []string
		for i := range 40 {
			start, end := day(), day()
			if round%3 == 0 && (start == "" || end != "" && end < start) {
				end = ""
			}
			rows = append(rows, fmt.Sprintf("甲%d,%s,%s,%s,%s", i, []string{"东区院", "西区院"}[r.IntN(2)], []string{"民事检察", "行政检察"}[r.IntN(2)], start, end))
		}
		stocks, _ := stocksOf(t, rows, calendar, "2025-05-20")
		for _, s := range stocks {
			if round%3 == 0 && len(s.Gaps) > 0 {
				t.Fatalf("rows without slips give gaps: %+v", s.Gaps)
			}
			for _, g := range s.Gaps {
				if len(g.Rows) == 0 {
					t.Fatalf("gap without rows: %+v", g.Balance)
				}
			}
			open := 0
			for row := range s.Table.Rows { // the last balance counted once more, by hand
				start, end := s.Table.Column("受理日期"), s.Table.Column("审结日期")
				if s.Table.Column("条线").Word(row) != s.Line || start.Empty(row) || dataset.Print(start, row) > "2025-05-20" {
					continue
				}
				if end.Empty(row) || dataset.Print(end, row) > "2025-05-20" {
					open++
				}
			}
			if got := s.Balances[len(s.Balances)-1].Open; got != open {
				t.Fatalf("%d open at the end; want %d", got, open)
			}
		}
	}
}

func BenchmarkStock(b *testing.B) {
	const rows = 300_000
	t := &table.Table{Name: "cases", Rows: rows}
	place := &table.Column{Name: "承办单位", Dict: []string{"", "东区院", "西区院"}}
	start, end := &table.Column{Name: "受理日期", Type: table.Date}, &table.Column{Name: "审结日期", Type: table.Date}
	r := rand.New(rand.NewPCG(1, 1))
	for range rows {
		day := period.DateOf(2021, 1, 1) + period.Date(r.IntN(1800))
		place.Codes.Append(uint32(1 + r.IntN(2)))
		start.Nums.Append(int64(day))
		end.Nums.Append(int64(day) + int64(r.IntN(90)))
	}
	t.Columns = []*table.Column{place, start, end}
	set := &dataset.Definition{ID: "cases", Procuratorate: "承办单位", Start: "受理日期", End: "审结日期", Stock: true}
	org := indicator.Organisation{Procuratorates: []indicator.Procuratorate{{ID: "east", Name: "东区院"}, {ID: "west", Name: "西区院"}}}
	w := Window{First: period.Month(2021, 1), Cutoff: period.DateOf(2025, 12, 31)}
	for b.Loop() {
		if s := Stocks([]*dataset.Definition{set}, map[string]*table.Table{"cases": t}, org, w); len(s[0].Gaps) > 0 {
			b.Fatal(s[0].Gaps[0])
		}
	}
}

// An instant belongs to the day that clocks in China show.
func TestDaysOfInstants(t *testing.T) {
	c := &table.Column{Type: table.Time}
	instants := []string{"2025-01-01T00:30:00+08:00", "2025-01-01T23:59:59+08:00", "1969-12-31T01:00:00+08:00", "1970-01-01T07:59:00+08:00", "2026-01-01T00:00:00+08:00"}
	for _, text := range instants {
		at, err := time.Parse(time.RFC3339, text)
		if err != nil {
			t.Fatal(err)
		}
		c.Nums.Append(at.UnixMilli())
	}
	c.Nums.Append(table.NoNum)
	days := daysOf(c, len(instants)+1, period.DateOf(2025, 12, 31))
	for i, text := range instants {
		want := text[:10]
		if want > "2025-12-31" {
			want = "" // after the cut-off
		}
		if got := days[i].String(); got != want {
			t.Errorf("the day of %s is %q; want %q", text, got, want)
		}
	}
	if days[len(instants)] != period.NoDate {
		t.Error("an empty cell has a day")
	}
}
