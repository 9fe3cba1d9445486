package reverse

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"anjian/internal/dataset"
	"anjian/internal/period"
	"anjian/internal/source"
)

var causes = []string{"盗窃罪", "诈骗罪", "危险驾驶罪", "故意伤害罪"}

// plain makes two years of cases in which nothing gathers; edit changes single rows.
func plain(seed uint64, edit func(i int, place string, accepted period.Date, row []string)) [][]string {
	d := rand.New(rand.NewPCG(seed, 1))
	var rows [][]string
	for i := range 2400 {
		accepted := period.DateOf(2024, 1, 1) + period.Date(i*731/2400)
		place := []string{"市院", "东区院", "西区院"}[d.IntN(3)]
		age := 18 + d.IntN(50)
		if d.IntN(15) == 0 {
			age = 15
		}
		row := []string{
			"甲" + strconv.Itoa(i), place, accepted.String(), (accepted + 1 + period.Date(d.IntN(20))).String(),
			[]string{"起诉", "起诉", "不诉"}[d.IntN(3)], causes[d.IntN(4)], place + strconv.Itoa(d.IntN(4)),
			fmt.Sprint("案情", d.Int64(), "概要", causes[d.IntN(4)], strings.Repeat(string(rune(0x4e00+d.IntN(2000))), 9)), strconv.Itoa(age),
		}
		if edit != nil {
			edit(i, place, accepted, row)
		}
		rows = append(rows, row)
	}
	return rows
}

func adult(_ int, _ string, _ period.Date, row []string) { row[8] = "30" }

var november = period.Month(2025, 11)

func find(g Group, look, word string) *Cluster {
	for i, c := range g.Clusters {
		if c.Look.Title == look && (word == "" || c.Word == word) {
			return &g.Clusters[i]
		}
	}
	return nil
}

// What is planted is found with its counts, which are counted here a second time from the rows.
func TestPlantedClustersAreFound(t *testing.T) {
	in := func(day string, from, to string) bool { return day >= from && day <= to }
	rows := plain(5, func(i int, place string, accepted period.Date, row []string) {
		row[8] = "30" // beside juveniles some of the others are not listed either
		if place == "东区院" && in(accepted.String(), "2025-11-01", "2025-11-20") {
			row[3], row[4] = accepted.String(), "不诉"
			if i%4 != 0 {
				row[5] = "诈骗罪"
				row[7] = fmt.Sprint("第", i, "号：涉案金额不大，退赃退赔，取得被害人谅解")
			}
		}
	})
	o := rowsOf(t, rows)
	b := o.behind("rate", "east", november, november, +1)
	if b.Closed || len(b.Groups) != 1 {
		t.Fatalf("%+v", b)
	}
	count := func(want func(row []string) bool, of func(row []string) bool) Count {
		var c Count
		for _, row := range rows {
			if age, _ := strconv.Atoi(row[8]); age >= 18 && row[4] == "不诉" && of(row) {
				if c.Of++; want(row) {
					c.N++
				}
			}
		}
		return c
	}
	here := func(row []string) bool { return row[1] == "东区院" && in(row[3], "2025-11-01", "2025-11-30") }
	past := func(row []string) bool { return row[1] == "东区院" && in(row[3], "2025-03-01", "2025-10-31") } // since the new definition
	others := func(row []string) bool { return row[1] == "西区院" && in(row[3], "2025-11-01", "2025-11-30") }
	for _, tt := range []struct {
		look, word string
		is         func(row []string) bool
	}{
		{"案由", "诈骗罪", func(row []string) bool { return row[5] == "诈骗罪" }},
		{"受理当日审结", "", func(row []string) bool { return row[2] == row[3] }},
	} {
		c := find(b.Groups[0], tt.look, tt.word)
		if c == nil {
			t.Errorf("no cluster of %s in %+v", tt.look, b.Groups[0].Clusters)
			continue
		}
		if got, want := [3]Count{c.Here, c.Past, c.Others}, [3]Count{count(tt.is, here), count(tt.is, past), count(tt.is, others)}; got != want {
			t.Errorf("%s: %v; want %v", tt.look, got, want)
		}
		if !c.BeyondPast || !c.BeyondOthers || len(c.Rows) != c.Here.N {
			t.Errorf("%s: beyond the past %v, the others %v, %d rows", tt.look, c.BeyondPast, c.BeyondOthers, len(c.Rows))
		}
	}
	if c := find(b.Groups[0], "相近的摘要", ""); c == nil || c.Here.N != find(b.Groups[0], "案由", "诈骗罪").Here.N-countText(rows, "东区院", "诈骗罪") {
		t.Errorf("near texts: %+v", c)
	}
	if c := find(b.Groups[0], "月末三日审结", ""); c != nil {
		t.Errorf("nothing was planted at the month's end: %+v", c)
	}
}

// countText counts the open rows of a place and cause in November that were not given the planted text.
func countText(rows [][]string, place, cause string) int {
	n := 0
	for _, row := range rows {
		if age, _ := strconv.Atoi(row[8]); age >= 18 && row[1] == place && row[4] == "不诉" && row[5] == cause && strings.HasPrefix(row[3], "2025-11") && !strings.HasPrefix(row[7], "第") {
			n++
		}
	}
	return n
}

// A low share is looked behind at the rows that the numerator leaves out.
func TestLowShareShowsTheRest(t *testing.T) {
	rows := plain(6, adult)
	o := rowsOf(t, rows)
	b := o.behind("rate", "west", november, november, -1)
	want := 0
	for _, row := range rows {
		if age, _ := strconv.Atoi(row[8]); age >= 18 && row[1] == "西区院" && row[4] != "不诉" && strings.HasPrefix(row[3], "2025-11") {
			want++
		}
	}
	if !b.Rest || b.Rows() != want {
		t.Errorf("rest %v with %d rows; want %d", b.Rest, b.Rows(), want)
	}
}

// What is pending is looked at on one day, and compared with what was pending before and is no more.
func TestPendingRowsAreThoseOfOneDay(t *testing.T) {
	rows := plain(7, adult)
	b := rowsOf(t, rows).behind("pending", "east", period.Month(2025, 9), november, +1)
	want := 0
	for _, row := range rows {
		if age, _ := strconv.Atoi(row[8]); age >= 18 && row[1] == "东区院" && row[2] <= "2025-11-30" && row[3] > "2025-11-30" {
			want++
		}
	}
	if want == 0 || b.Rows() != want {
		t.Errorf("%d rows; want %d", b.Rows(), want)
	}
}

// A city's cases are not compared with those of its districts, and words of each procuratorate's own
// with its past only.
func TestOthersAreOfTheSameLevel(t *testing.T) {
	o := rowsOf(t, plain(8, nil))
	if g := o.behind("number", "city", november, november, +1).Groups[0]; g.Others != 0 || g.Past == 0 {
		t.Errorf("the city is compared with %d others, %d earlier", g.Others, g.Past)
	}
	g := o.behind("number", "east", november, november, +1).Groups[0]
	if c := find(g, "对象", ""); c != nil {
		t.Errorf("the district's own addressees gather: %+v", c)
	}
	if g.Others == 0 {
		t.Error("a district is compared with no other")
	}
}

// Nothing told depends on rows that are never listed: their words may be any.
func TestHiddenRowsChangeNothing(t *testing.T) {
	told := func(words func(i int) string) string {
		rows := plain(9, func(i int, place string, accepted period.Date, row []string) {
			if place == "东区院" && strings.HasPrefix(row[3], "2025-11") && i%3 > 0 {
				row[5] = "诈骗罪"
			}
			if row[8] == "15" {
				row[5], row[7] = words(i), words(i)
			}
		})
		o := rowsOf(t, rows)
		out := ""
		for _, id := range []string{"rate", "number", "pending"} {
			b := o.behind(id, "east", november, november, +1)
			for _, g := range b.Groups {
				out += fmt.Sprintln(id, g.Rows, g.Past, g.Others)
				for _, c := range g.Clusters {
					out += fmt.Sprintln(c.Look.Title, c.Word, c.Here, c.Past, c.Others, c.Rows)
				}
			}
		}
		return out
	}
	plainly := told(func(i int) string { return causes[i%4] })
	if !strings.Contains(plainly, "诈骗罪") {
		t.Fatalf("nothing gathers:\n%s", plainly)
	}
	for _, other := range []func(int) string{func(int) string { return "诈骗罪" }, func(int) string { return "" }, func(i int) string { return "另" + strconv.Itoa(i%2) }} {
		if got := told(other); got != plainly {
			t.Errorf("words of hidden rows change what is told:\n%s\nfrom\n%s", got, plainly)
		}
	}
}

// An indicator that hides small numbers, one that reads a column nobody may see: no row, no cluster.
func TestClosedIndicatorsShowNothing(t *testing.T) {
	o := rowsOf(t, plain(10, nil))
	for _, id := range []string{"juveniles", "aged"} {
		if b := o.behind(id, "east", november, november, +1); !b.Closed || len(b.Groups) != 0 {
			t.Errorf("%s: %+v", id, b)
		}
	}
}

// A column that was not exported is said not to have been looked at.
func TestMissingColumnsAreTold(t *testing.T) {
	g := rowsOf(t, plain(11, nil)).behind("number", "east", november, november, +1).Groups[0]
	if len(g.Unlooked) != 0 { // nobody may see it
		t.Errorf("unlooked %v", g.Unlooked)
	}
	o := rowsOf(t, plain(11, nil))
	o.data.Tables["cases"].Column("案由").Absent = true
	g = o.behind("number", "east", november, november, +1).Groups[0]
	if len(g.Unlooked) != 1 || g.Unlooked[0].Lack.String() != "缺字段“案由”" {
		t.Errorf("unlooked %v", g.Unlooked)
	}
}

func TestAtEnd(t *testing.T) {
	day := period.DateOf
	for _, tt := range []struct {
		day  period.Date
		end  string
		days int
		at   int // month's last day
		want bool
	}{
		{day(2025, 11, 28), dataset.MonthEnd, 3, 0, true},
		{day(2025, 11, 27), dataset.MonthEnd, 3, 0, false},
		{day(2024, 2, 27), dataset.MonthEnd, 3, 0, true}, // a leap year
		{day(2025, 11, 24), dataset.MonthEnd, 3, 25, true},
		{day(2025, 11, 26), dataset.MonthEnd, 3, 25, false}, // of December already
		{day(2025, 11, 30), dataset.QuarterEnd, 5, 0, false},
		{day(2025, 12, 27), dataset.QuarterEnd, 5, 0, true},
		{day(2025, 9, 25), dataset.QuarterEnd, 5, 25, true},
	} {
		if got := atEnd(tt.day, tt.end, tt.days, period.Calendar{MonthEndsOn: tt.at}); got != tt.want {
			t.Errorf("atEnd(%s, %s, %d) with months to %d = %v", tt.day, tt.end, tt.days, tt.at, got)
		}
	}
}

func TestLooksAreChecked(t *testing.T) {
	for _, tt := range []struct{ look, want string }{
		{"of = \"案油\"", "没有列“案油”"},
		{"of = \"案件.案由\"", "没有"},
		{"of = '受理日期'", "这里要一列文字或一个条件，公式给的是日期"},
		{"of = \"案由\"\nsimilar = \"案由\"", "写了不止一样"},
		{"title = \"空\"", "没有写明看什么"},
		{"date = \"案由\"\nend = \"月末\"\ndays = 3", "日期列“案由”的类型不对"},
		{"date = \"受理日期\"\nend = \"周末\"\ndays = 3", "不认识的“周末”"},
		{"date = \"受理日期\"\nend = \"月末\"", "天数应在 1 到 15 之间"},
		{"similar = \"受理日期\"", "文字列“受理日期”的类型不对"},
	} {
		var errs source.List
		front := "+++\ntitle = \"案件\"\nfiles = []\n[[column]]\nname = \"案由\"\n[[column]]\nname = \"受理日期\"\ntype = \"date\"\n[[look]]\n" + tt.look + "\n+++\n"
		defs := []*dataset.Definition{dataset.Define(parse(t, "content/datasets/cases.md", front, &errs), &errs)}
		DefineLooks(defs, dataset.Schemas(defs, &errs), &errs)
		if errs.Err() == nil || !strings.Contains(errs.Error(), tt.want) {
			t.Errorf("%s gives %v; want %s", tt.look, errs.Err(), tt.want)
		}
	}
}
