package indicator

import (
	"slices"
	"strings"
	"testing"

	"anjian/internal/document"
	"anjian/internal/period"
	"anjian/internal/source"
	"anjian/internal/table"
)

// documents parses front matter by file id, in the order of the ids.
func documents(t *testing.T, kind string, fronts map[string]string) []*document.Document {
	t.Helper()
	var errs source.List
	var ids []string
	for id := range fronts {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	var docs []*document.Document
	for _, id := range ids {
		doc := document.Parse("content/"+kind+"/"+id+".md", []byte("+++\n"+fronts[id]+"\n+++\n"), &errs)
		if doc == nil {
			t.Fatal(errs.Err())
		}
		docs = append(docs, doc)
	}
	return docs
}

// merged is an office in which 东区院 went into 西区院 on 2024-07-01 and 第三检察部 into 第二检察部 on
// 2024-10-01; 南区院 was founded on 2024-04-01 and called 城南院 before.
func merged(t *testing.T) Organisation {
	t.Helper()
	var errs source.List
	org := Organise(documents(t, "procuratorates", map[string]string{
		"city":  "title = \"某市人民检察院\"\nshort = \"市院\"\norder = 1\nlevel = \"市\"",
		"east":  "title = \"某市东区人民检察院\"\nshort = \"东区院\"\norder = 2\nlevel = \"基层\"\nuntil = 2024-06-30\nsuccessor = \"west\"",
		"west":  "title = \"某市西区人民检察院\"\nshort = \"西区院\"\norder = 3\nlevel = \"基层\"",
		"south": "title = \"某市南区人民检察院\"\nshort = \"南区院\"\norder = 4\nlevel = \"基层\"\nfrom = 2024-04-01\nformer_names = [{ name = \"城南院\", until = 2024-08-31 }]",
	}), documents(t, "departments", map[string]string{
		"second": "title = \"第二检察部\"\norder = 2\nformer_names = [{ name = \"公诉二科\", until = 2023-12-31 }]",
		"third":  "title = \"第三检察部\"\norder = 3\nuntil = 2024-09-30\nsuccessor = \"second\"",
	}), &errs)
	if errs.Faults() > 0 {
		t.Fatal(errs.Err())
	}
	return org
}

// mergedRows are two concluded cases in every month of 2023 to 2025 at each place that there was.
func mergedRows() []caseRow {
	var rows []caseRow
	for m := period.Month(2023, 1); m.Compare(period.Month(2025, 12)) <= 0; m = m.Add(1) {
		day := period.DateOf(m.YearNumber(), m.MonthNumber(), 10)
		department := "第三检察部"
		if m.Compare(period.Month(2024, 9)) > 0 {
			department = "第二检察部"
		}
		add := func(unit, department string) {
			rows = append(rows, caseRow{unit: unit, department: department, outcome: outcomes[0], accepted: day - 5, concluded: day})
		}
		for range 2 {
			if m.Compare(period.Month(2024, 6)) <= 0 {
				add("东区院", "公诉二科")
			}
			if m.Compare(period.Month(2024, 4)) >= 0 {
				add("城南院", department)
			}
			add("西区院", department)
		}
	}
	return rows
}

func mergedCube(t *testing.T, rows []caseRow, errs *source.List) *Cube {
	t.Helper()
	concluded := must(t, "concluded", "date = \"审结日期\"\nvalue = { count = true }")
	stock := must(t, "stock", "value = { count = true, at = \"期末\" }")
	return compute(2, []*Definition{concluded, stock}, caseRoles(), map[string]*table.Table{"cases": tableOf(rows)},
		merged(t), period.Calendar{}, period.DateOf(2025, 12, 31), errs)
}

func TestHistoryStaysWhereItWasCounted(t *testing.T) {
	var errs source.List
	c := mergedCube(t, mergedRows(), &errs)
	if errs.Faults()+errs.Warnings() > 0 {
		t.Fatal(errs.Error())
	}
	for _, tt := range []struct {
		k    Key
		want int64
		why  string // no number
	}{
		{Key{"concluded", period.Year(2023), "east", ""}, 24, ""},
		{Key{"concluded", period.Year(2024), "east", ""}, 12, ""}, // the half that there was
		{Key{"concluded", period.Month(2024, 6), "east", ""}, 2, ""},
		{Key{"concluded", period.Month(2024, 7), "east", ""}, 0, "已撤销（2024年6月30日止）"},
		{Key{"concluded", period.Year(2025), "east", ""}, 0, "已撤销（2024年6月30日止）"},
		{Key{"stock", period.Month(2024, 6), "east", ""}, 0, ""},
		{Key{"stock", period.Year(2024), "east", ""}, 0, "已撤销（2024年6月30日止）"}, // counted at its last day
		{Key{"concluded", period.Year(2024), "west", ""}, 24, ""},            // nothing of 东区院 is added
		{Key{"concluded", period.Month(2024, 3), "south", ""}, 0, "尚未设立（2024年4月1日设立）"},
		{Key{"concluded", period.Month(2024, 4), "south", ""}, 2, ""}, // under its former name
		{Key{"concluded", period.Month(2025, 4), "south", ""}, 2, ""},
		{Key{"concluded", period.Month(2023, 5), "", "第二检察部"}, 2, ""}, // 公诉二科 of 东区院
		{Key{"concluded", period.Month(2025, 5), "", "第二检察部"}, 4, ""},
		{Key{"concluded", period.Month(2023, 5), "", "第三检察部"}, 2, ""},
		{Key{"concluded", period.Month(2025, 5), "", "第三检察部"}, 0, "已撤销（2024年9月30日止）"},
		{Key{"concluded", period.Year(2024), "", ""}, 12 + 18 + 24, ""}, // all of them
	} {
		r := c.Result(tt.k)
		if tt.why != "" {
			if r.State != NotApplicable || r.Reason != tt.why {
				t.Errorf("%s: %v %s; want %s", tt.k.ID(), r.State, r.Reason, tt.why)
			}
			continue
		}
		if r.State != Known || r.Numerator.N != tt.want {
			t.Errorf("%s = %v (%v %s); want %d", tt.k.ID(), r.Numerator, r.State, r.Reason, tt.want)
		}
	}
	if want := []string{"第二检察部", "第三检察部"}; !slices.Equal(c.Organisation.Departments, want) {
		t.Errorf("departments %v; want %v", c.Organisation.Departments, want)
	}
}

func TestNoComparisonAcrossAMerger(t *testing.T) {
	var errs source.List
	c := mergedCube(t, mergedRows(), &errs)
	for _, tt := range []struct {
		k    Key
		by   Comparison
		want string
	}{
		{Key{"concluded", period.Month(2024, 6), "west", ""}, YearOverYear, "同比基本持平"},
		{Key{"concluded", period.Month(2024, 7), "west", ""}, YearOverYear, "同比不作比较（机构调整（2024年7月1日“东区院”并入））"},
		{Key{"concluded", period.Month(2024, 7), "west", ""}, PeriodOverPeriod, "环比不作比较（机构调整（2024年7月1日“东区院”并入））"},
		{Key{"concluded", period.Year(2024), "west", ""}, YearOverYear, "同比不作比较（机构调整（2024年7月1日“东区院”并入））"},
		{Key{"concluded", period.Month(2025, 7), "west", ""}, YearOverYear, "同比基本持平"}, // both after it
		{Key{"concluded", period.Month(2024, 7), "east", ""}, PeriodOverPeriod, "环比不作比较（已撤销（2024年6月30日止））"},
		{Key{"concluded", period.Month(2024, 4), "south", ""}, PeriodOverPeriod, "环比不作比较（尚未设立（2024年4月1日设立））"},
		{Key{"concluded", period.Year(2025), "south", ""}, YearOverYear, "同比不作比较（机构调整（2024年4月1日设立））"}, // 2024 is a part of a year
		{Key{"concluded", period.Month(2024, 10), "", "第二检察部"}, PeriodOverPeriod, "环比不作比较（机构调整（2024年10月1日“第三检察部”并入））"},
		{Key{"concluded", period.Month(2025, 7), "", ""}, YearOverYear, "同比基本持平"}, // all together: it stays inside
	} {
		if got := c.Change(tt.k, tt.by).String(); got != tt.want {
			t.Errorf("%s: %s; want %s", tt.k.ID(), got, tt.want)
		}
	}
	d := c.Definition("concluded")
	series := c.Series("concluded", "west", "", period.Monthly, period.Month(2024, 1), period.Month(2024, 12))
	if got := c.Breaks(d, series); !slices.Equal(got, []int{6}) {
		t.Errorf("a series breaks at %v; want July", got)
	}
	series = c.Series("concluded", "", "", period.Monthly, period.Month(2024, 1), period.Month(2024, 12))
	if got := c.Breaks(d, series); len(got) > 0 {
		t.Errorf("all together break at %v", got)
	}
}

func TestMergersAcrossTheBorderOfAnArea(t *testing.T) {
	org := Organisation{Procuratorates: []Procuratorate{
		{ID: "east", Short: "东市院"},
		{ID: "west", Short: "西市院"},
		{ID: "a", Short: "甲院", Superior: "east", Validity: Validity{Until: period.DateOf(2024, 6, 30), Successor: "b"}},
		{ID: "b", Short: "乙院", Superior: "east"},
		{ID: "c", Short: "丙院", Superior: "east", Validity: Validity{Until: period.DateOf(2024, 9, 30), Successor: "d"}},
		{ID: "d", Short: "丁院", Superior: "west"},
	}}
	for _, tt := range []struct{ place, want string }{
		{"east+", "2024-10-01“丙院”划出"}, {"west+", "2024-10-01“丙院”并入"}, {"b", "2024-07-01“甲院”并入"}, {"west", ""},
	} {
		got := ""
		for _, r := range org.Reforms(tt.place, "") {
			got += r.Day.String() + r.Note
		}
		if got != tt.want {
			t.Errorf("Reforms(%s) = %s; want %s", tt.place, got, tt.want)
		}
	}
}

func TestRowsOutsideTheTimeOfTheirPlaceAreFound(t *testing.T) {
	rows := mergedRows()
	good := len(rows)
	day := period.DateOf
	rows = append(rows,
		caseRow{unit: "东区院", accepted: day(2024, 7, 1), concluded: day(2024, 7, 9)},
		caseRow{unit: "东区院", accepted: day(2024, 6, 20), concluded: day(2024, 7, 9)},
		caseRow{unit: "东区院", accepted: day(2024, 6, 20), concluded: period.NoDate},
		caseRow{unit: "西区院", department: "第三检察部", accepted: day(2025, 1, 20), concluded: day(2025, 1, 21)},
		caseRow{unit: "南区院", accepted: day(2024, 2, 20), concluded: day(2024, 3, 21)},
		caseRow{unit: "南区院", accepted: day(2024, 2, 20), concluded: day(2024, 4, 21)}, // handed over when it was founded
	)
	var errs source.List
	c := mergedCube(t, rows, &errs)
	var got []string
	for _, e := range errs.Sorted() {
		if e.Pos.Line <= good {
			t.Errorf("a good row is reported: %v", e)
		}
		got = append(got, e.Message+" → "+e.Hint)
	}
	want := []string{
		"“东区院”到2024年6月30日为止，这一行的受理在其后 → 改为“西区院”后重新导出，或改正 content 里的 until",
		"“东区院”到2024年6月30日为止，这一行的办结在其后 → 改为“西区院”后重新导出，或改正 content 里的 until",
		"“东区院”到2024年6月30日为止，这一行还没有办结 → 改为“西区院”后重新导出，或改正 content 里的 until",
		"“第三检察部”到2024年9月30日为止，这一行的受理在其后 → 改为“第二检察部”后重新导出，或改正 content 里的 until",
		"“南区院”2024年4月1日才设立，这一行在其前已办结 → 改为当时的承办单位或部门，或改正 content 里的 from",
	}
	if errs.Faults() > 0 || !slices.Equal(got, want) {
		t.Errorf("found\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if all := c.Result(Key{"concluded", period.Month(2024, 7), "", ""}); all.Numerator.N != 6 {
		t.Errorf("the misplaced rows count %v in all together; want 6 with the four good ones", all.Numerator)
	}
}

func TestSlipsInTheOrganisation(t *testing.T) {
	for _, tt := range []struct{ front, want string }{
		{"until = 2024-06-30\nsuccessor = \"wes\"", "没有编号为“wes”的单位\n  提示 是否为“west”？"},
		{"until = 2024-06-30\nsuccessor = \"east\"", "并入的单位不能是自己"},
		{"successor = \"west\"", "没有写到哪一日为止"},
		{"from = 2024-07-01\nuntil = 2024-06-30", "撤销日早于设立日"},
		{"former_names = [{ until = 2024-06-30 }]", "原名没有写名称"},
		{"former_names = [{ name = \"西区院\" }]", "名称“西区院”已属于"},
		{"untill = 2024-06-30", "未知的键“untill”\n  提示 是否为“until”？"},
	} {
		var errs source.List
		Organise(documents(t, "procuratorates", map[string]string{
			"east": "title = \"某市东区人民检察院\"\nshort = \"东区院\"\n" + tt.front, "west": "title = \"某市西区人民检察院\"\nshort = \"西区院\"",
		}), nil, &errs)
		if errs.Faults() != 1 || !strings.Contains(errs.Error(), tt.want) {
			t.Errorf("%s: %v; want %s", tt.front, errs.Error(), tt.want)
		}
	}
}

func TestExistingInAPeriod(t *testing.T) {
	c := mergedCube(t, mergedRows(), new(source.List))
	for _, tt := range []struct {
		periods []period.Period
		want    string
	}{
		{[]period.Period{period.Month(2024, 6)}, "市院 东区院 西区院 南区院"},
		{[]period.Period{period.Month(2024, 7)}, "市院 西区院 南区院"},
		{[]period.Period{period.Year(2024)}, "市院 东区院 西区院 南区院"},
		{[]period.Period{period.Month(2024, 1)}, "市院 东区院 西区院"},
		{[]period.Period{period.Year(2025), period.Year(2024)}, "市院 东区院 西区院 南区院"},
		{[]period.Period{period.Year(2025)}, "市院 西区院 南区院"},
	} {
		var names []string
		for _, p := range c.Existing(tt.periods...) {
			names = append(names, p.Short)
		}
		if got := strings.Join(names, " "); got != tt.want {
			t.Errorf("Existing(%v) = %s; want %s", tt.periods, got, tt.want)
		}
	}
}
