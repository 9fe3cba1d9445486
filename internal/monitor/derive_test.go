package monitor

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"anjian/internal/dataset"
	"anjian/internal/document"
	"anjian/internal/formula"
	"anjian/internal/period"
	"anjian/internal/source"
	"anjian/internal/table"
)

// derived are the rows of a derived child table, each as its cells with the case number first.
func derived(t *testing.T, cases *table.Table, name string) []string {
	t.Helper()
	c := cases.Child(name)
	if c == nil {
		t.Fatalf("no child table %s", name)
	}
	var list []string
	for row := range cases.Rows {
		for _, child := range c.At(row) {
			if c.Link.Row[child] != int32(row) {
				t.Errorf("%s: row %d leads to %d, not back to %d", name, child, c.Link.Row[child], row)
			}
			cells := []string{cases.Column("案号").Word(row)}
			for _, x := range c.Of.Columns[1:] {
				cells = append(cells, dataset.Print(x, int(child)))
			}
			list = append(list, strings.Join(cells, " "))
		}
	}
	return list
}

// events of cases: every case began on 5 March 2025, a Wednesday.
const derivedNodes = `案号,事项,日期,重报日期
退补前超期,退补,2025-04-10,2025-05-08
两段超期,退补,2025-04-10,2025-05-08
退补次日,退补,2025-04-08,
延长,延长,2025-04-01,
延长,延长,2025-04-18,
届满后延长,延长,2025-04-10,
中止,中止,2025-03-20,2025-03-30
中止未恢复,中止,2025-03-20,
三次退补,退补,2025-03-10,2025-03-20
三次退补,退补,2025-03-25,2025-04-01
三次退补,退补,2025-04-05,2025-04-10
`

func TestDerive(t *testing.T) {
	var cases strings.Builder
	cases.WriteString("案号,受理日期,审结日期,到期日期,是否羁押,人数\n")
	for line := range strings.FieldsSeq("在时,2025-04-07 次日,2025-04-08 迟办,2025-04-20 在押,2025-04-07,是 未结, 退补前超期,2025-05-20 两段超期, 退补次日, 延长,2025-04-30 届满后延长, 中止,2025-04-20 中止未恢复, 三次退补,2025-04-20 无日期,") {
		name, rest, _ := strings.Cut(line, ",")
		end, custody, _ := strings.Cut(rest, ",")
		fmt.Fprintf(&cases, "%s,%s,%s,,%s,1\n", name, map[bool]string{true: "", false: "2025-03-05"}[name == "无日期"], end, custody)
	}
	tables, schemas := office(t, map[string]string{"cases.csv": cases.String(), "nodes.csv": derivedNodes})
	watches := WatchAll([]*Limit{limitOf(t, limitDocument, schemas)}, tables, new(period.Workdays), date(t, "2025-06-30"))
	Derive(watches)
	for _, tt := range []struct {
		table string
		want  []string
	}{
		// 5 and 6 April are a weekend: the last day is Monday the 7th, in custody Saturday the 5th.
		{OverdueTable, []string{
			"次日 2025-04-08 2025-04-08", "迟办 2025-04-08 2025-04-20", "在押 2025-04-06 2025-04-07", "未结 2025-04-08 ",
			"退补前超期 2025-04-08 2025-04-10", "两段超期 2025-04-08 2025-04-10", "两段超期 2025-06-10 ", "退补次日 2025-04-08 2025-04-08",
			"延长 2025-04-22 2025-04-30", "届满后延长 2025-04-08 ", "中止 2025-04-16 2025-04-20",
		}},
		{NearTable, []string{
			"在时 2025-04-02 2025-04-07", "次日 2025-04-02 2025-04-08", "迟办 2025-04-02 2025-04-08", "在押 2025-03-29 2025-04-06", "未结 2025-04-02 2025-04-08",
			"退补前超期 2025-04-02 2025-04-08", "两段超期 2025-04-02 2025-04-08", "两段超期 2025-06-04 2025-06-10", "退补次日 2025-04-02 2025-04-08",
			"延长 2025-04-16 2025-04-22", "届满后延长 2025-04-02 2025-04-08", "中止 2025-04-10 2025-04-16",
		}},
		{ProblemTable, []string{"延长 2025-04-18 同一时段延长两次", "届满后延长 2025-04-10 届满后延长", "三次退补 2025-04-05 超过两次退回"}},
	} {
		if got := derived(t, tables["cases"], tt.table); !slices.Equal(got, tt.want) {
			t.Errorf("%s:\n%s\nwant\n%s", tt.table, strings.Join(got, "\n"), strings.Join(tt.want, "\n"))
		}
	}
	var got []string
	for row := range tables["cases"].Rows {
		cell := func(name string) string { return dataset.Print(tables["cases"].Column(name), row) }
		got = append(got, strings.TrimSpace(cell("案号")+" "+cell(DueColumn)+" "+cell(OverdueColumn)))
	}
	want := "在时 2025-04-07 0；次日 2025-04-07 1；迟办 2025-04-07 13；在押 2025-04-05 2；未结 2025-04-07 84；退补前超期 2025-06-09 3；两段超期 2025-06-09 24；" +
		"退补次日  1；延长 2025-04-21 9；届满后延长 2025-04-07 84；中止 2025-04-15 5；中止未恢复  0；三次退补 2025-05-12 0；无日期"
	if s := strings.Join(got, "；"); s != want {
		t.Errorf("columns: %s\nwant %s", s, want)
	}
}

// What lacks leaves everything that is derived unknown, and says what it is.
func TestDeriveLacks(t *testing.T) {
	tables, schemas := office(t, map[string]string{"cases.csv": "案号,受理日期,审结日期,人数\n甲,2025-03-05,,1\n", "nodes.csv": "案号,事项,日期,重报日期\n"})
	Derive(WatchAll([]*Limit{limitOf(t, limitDocument, schemas)}, tables, new(period.Workdays), date(t, "2025-06-30")))
	cases := tables["cases"]
	for _, ref := range []string{DueColumn, OverdueColumn, OverdueTable + ".起", NearTable + ".止", ProblemTable + ".问题", OverdueTable} {
		if lacks := cases.Lacks(ref); len(lacks) != 1 || lacks[0].String() != "缺字段“是否羁押”" || lacks[0].Table != cases {
			t.Errorf("%s lacks %v", ref, lacks)
		}
	}
	if c := cases.Column(OverdueColumn); !c.Empty(0) || cases.Child(OverdueTable).Of.Rows != 0 {
		t.Error("something is told all the same")
	}
}

// Formulas are checked against what will be derived, and a row that no limit applies to takes the day
// that the export gives.
func TestDeclare(t *testing.T) {
	var errs source.List
	def := dataset.Define(document.Parse("content/datasets/cases.md", []byte(strings.Replace(casesDocument, "end = \"审结日期\"", "end = \"审结日期\"\ndue = \"到期日期\"", 1)), &errs), &errs)
	Declare([]*dataset.Definition{def}, []*document.Document{document.Parse("content/limits/review.md", []byte(limitDocument), &errs)}, &errs)
	schema := dataset.Schemas([]*dataset.Definition{def}, &errs)["cases"]
	for text, want := range map[string]string{
		`any(超期区间, 起 <= 截止日 and (空(止) or 止 > 截止日))`: "",
		`any(期限问题, 问题 == "届满后延长" and 期限 == "审查起诉")`: "",
		`超期天数 > 0 and 法定到期日 < 截止日`:                  "",
		`any(超期区间, 期限 == "导出的到期日期")`:                "",
		`any(期限问题, 问题 == "届满后延常")`:                  "届满后延长",
		`any(超期区间, 终 > 截止日)`:                        "没有列“终”",
	} {
		var said source.List
		if x := formula.Parse(text, source.Pos{}, &said); x != nil {
			x.Check(schema, formula.Bool, &said, formula.Cutoff)
		}
		if s := said.Error(); s != want && (want == "" || !strings.Contains(s, want)) {
			t.Errorf("%s: says %s; want %s", text, s, want)
		}
	}
	if errs.Err() != nil {
		t.Error(errs.Err())
	}
}

func TestDeriveExported(t *testing.T) {
	tables, schemas := office(t, map[string]string{
		"cases.csv": "案号,受理日期,审结日期,到期日期,是否羁押,人数\n甲,2025-03-05,,2025-04-01,否,1\n乙,2025-03-05,,2025-04-01,否,2\n丙,2025-03-05,,,否,2\n",
		"nodes.csv": "案号,事项,日期,重报日期\n",
	})
	limit := limitOf(t, strings.Replace(limitDocument, "dataset = \"cases\"", "dataset = \"cases\"\nwhere = '人数 == 1'", 1), schemas)
	exported := &Limit{Title: exportedTitle, Lead: usualLead, From: period.NoDate, To: period.NoDate, Dataset: "cases", Start: "受理日期", End: "审结日期", Due: "到期日期", Exported: true}
	watches := WatchAll([]*Limit{limit, exported}, tables, new(period.Workdays), date(t, "2025-06-30"))
	Derive(watches)
	if got := strings.Join(derived(t, tables["cases"], OverdueTable), "；"); got != "甲 2025-04-08 ；乙 2025-04-02 " {
		t.Errorf("overdue: %s", got)
	}
	if len(watches[1].Open) != 1 || watches[1].Open[0].Row != 1 {
		t.Errorf("as exported: %v", watches[1].Open)
	}
}

// The second route: what is derived once says of every month's end what a watch of that day says.
// Events are in any order, told twice, with pauses in parts, and often such as the law does not allow.
func TestDerivedAgreesWithEveryDay(t *testing.T) {
	dice := rand.New(rand.NewPCG(3, 9))
	day := func() period.Date { return period.DateOf(2024, 1, 1) + period.Date(dice.IntN(500)) }
	var cases, nodes []string
	for n := range 400 {
		start := day()
		end := ""
		if dice.IntN(3) > 0 {
			end = (start + period.Date(dice.IntN(200))).String()
		}
		cases = append(cases, fmt.Sprintf("%d,%s,%s,,%s,1", n, start, end, []string{"是", "否"}[dice.IntN(2)]))
		for range dice.IntN(6) {
			at := start + period.Date(dice.IntN(90)-5)
			back := ""
			if dice.IntN(4) > 0 {
				back = (at + period.Date(dice.IntN(50)-2)).String()
			}
			line := fmt.Sprintf("%d,%s,%s,%s", n, []string{"延长", "退补", "中止", "其他"}[dice.IntN(4)], at, back)
			nodes = append(nodes, line)
			if dice.IntN(3) == 0 {
				nodes = append(nodes, line) // told twice
			}
		}
	}
	read := func(nodes []string) (map[string]*table.Table, *Limit) {
		tables, schemas := office(t, map[string]string{
			"cases.csv": "案号,受理日期,审结日期,到期日期,是否羁押,人数\n" + strings.Join(cases, "\n") + "\n",
			"nodes.csv": "案号,事项,日期,重报日期\n" + strings.Join(nodes, "\n") + "\n",
		})
		return tables, limitOf(t, limitDocument, schemas)
	}
	w := arrangement2023to2026(t)
	cutoff := period.DateOf(2025, 12, 31)
	tables, limit := read(nodes)
	Derive(WatchAll([]*Limit{limit}, tables, w, cutoff))
	at := func(name string, day period.Date) []int {
		c := tables["cases"].Child(name)
		var rows []int
		for child := range c.Of.Rows {
			from, to := c.Of.Column("起").Nums.At(child), c.Of.Column("止").Nums.At(child)
			if from <= int64(day) && (to == table.NoNum || to > int64(day)) {
				rows = append(rows, int(c.Link.Row[child]))
			}
		}
		slices.Sort(rows)
		return rows
	}
	rows := func(list []Standing) []int {
		rows := make([]int, len(list))
		for i, s := range list {
			rows[i] = s.Row
		}
		slices.Sort(rows)
		return rows
	}
	seen := 0
	for month := range 24 {
		day := period.DateOf(2024, 2+month, 1) - 1
		watch := WatchAll([]*Limit{limit}, tables, w, day)[0]
		for name, want := range map[string][]Standing{OverdueTable: watch.Overdue(), NearTable: watch.NearDue()} {
			seen += len(want)
			if got := at(name, day); !slices.Equal(got, rows(want)) {
				t.Errorf("%s at the end of %s: rows %v; a watch of that day says %v", name, day, got, rows(want))
			}
		}
	}
	if seen < 500 {
		t.Errorf("only %d rows were overdue or near at any month's end", seen)
	}
	all := func() []string {
		return slices.Concat(derived(t, tables["cases"], OverdueTable), derived(t, tables["cases"], NearTable), derived(t, tables["cases"], ProblemTable))
	}
	want := all()
	dice.Shuffle(len(nodes), func(i, j int) { nodes[i], nodes[j] = nodes[j], nodes[i] })
	nodes = append(nodes, nodes[:200]...)
	for i, line := range nodes { // a pause is told in two parts that overlap
		f := strings.Split(line, ",")
		from, to := date(t, f[2]), date(t, f[3])
		if f[1] == "中止" && to > from+1 {
			middle := from + 1 + period.Date(dice.IntN(int(to-from-1)))
			nodes[i] = fmt.Sprintf("%s,中止,%s,%s", f[0], from, middle)
			nodes = append(nodes, fmt.Sprintf("%s,中止,%s,%s", f[0], middle-period.Date(dice.IntN(int(middle-from)+1)), to))
		}
	}
	tables, limit = read(nodes)
	Derive(WatchAll([]*Limit{limit}, tables, w, cutoff))
	if !slices.Equal(all(), want) {
		t.Error("the order of events, telling them twice or in parts changes what is derived")
	}
}
