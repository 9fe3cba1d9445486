package site

import (
	"slices"
	"strings"
	"testing"

	"anjian/internal/cardcheck"
	"anjian/internal/correction"
	"anjian/internal/dataset"
	"anjian/internal/indicator"
	"anjian/internal/period"
	"anjian/internal/source"
	"anjian/internal/table"
)

// listing is an office of two procuratorates and two departments with what lists hold.
func listing(items []*correction.Item, previous period.Period) *resolver {
	org := indicator.Organisation{
		Procuratorates: []indicator.Procuratorate{{ID: "west", Name: "西区人民检察院", Short: "西区院", Order: 1}, {ID: "east", Name: "东区人民检察院", Short: "东区院", Order: 2}},
		Departments:    []string{"第二检察部", "第一检察部"},
	}
	o := &Office{
		Cube: &indicator.Cube{Organisation: org, Cutoff: period.DateOf(2025, 12, 31)}, Data: &dataset.Data{Tables: map[string]*table.Table{}},
		Corrections: &correction.Ledger{Month: period.Month(2025, 12), Previous: previous, Items: items},
	}
	return &resolver{b: &builder{Office: o}, period: period.Month(2025, 12)}
}

func item(code, place, department string, state correction.State, age int) *correction.Item {
	return &correction.Item{
		Identity: correction.Identity{Rule: code}, Rule: &cardcheck.Rule{Code: code, Title: "规则" + code}, State: state,
		Procuratorate: place, Department: department, Since: period.Month(2025, 12).Add(-age), Age: age,
	}
}

var items = []*correction.Item{
	item("R02", "east", "第一检察部", correction.Open, 1), item("R01", "east", "第一检察部", correction.New, 0),
	item("R02", "east", "第二检察部", correction.Relapsed, 3), item("R02", "west", "第一检察部", correction.Locked, 2),
	item("R02", "west", "第一检察部", correction.Corrected, 2), item("R03", "west", "第一检察部", correction.Confirmed, 2), item("R01", "", "", correction.Open, 5),
}

// lines writes a table as one text per row.
func lines(t *Table) []string {
	if t == nil {
		return nil
	}
	var list []string
	for _, r := range t.Rows {
		var cells []string
		for _, c := range r.Cells {
			cells = append(cells, c.Text)
		}
		list = append(list, strings.Join(cells, " "))
	}
	return list
}

// Two blocks of one document may count the same rule for two departments: these are two numbers.
func TestCountsOfAnotherScopeAreOtherCounts(t *testing.T) {
	r := listing(items, period.Month(2025, 11))
	known := map[string]string{}
	for _, block := range []string{"by = \"rule\"", "by = \"rule\"\ndepartment = \"第一检察部\"", "by = \"rule\"\nprocuratorate = \"西区院\"", "by = \"rule\"\nperiod = \"2025-12\""} {
		for kind, make := range map[string]func(*resolver, []byte, source.Pos) (*printed, *source.Error){"findings": findingsBlock, "unresolved": unresolvedBlock} {
			p, wrong := make(r, []byte(block), source.Pos{File: "x.md", Line: 1})
			if wrong != nil {
				t.Fatal(wrong)
			}
			for _, n := range p.numbers(r.b) {
				if other, ok := known[n.Count]; ok {
					t.Errorf("%s of %q is counted as %q, which is another block's", n.Count, block, other)
				}
				known[n.Count] = kind
			}
		}
	}
}

func TestBlocksCountItems(t *testing.T) {
	november := period.Month(2025, 11)
	for _, tt := range []struct {
		lang, keys string
		previous   period.Period
		say        string // what the sentence must hold
		want       []string
	}{
		{"findings", "", november, "待办 5 条：新增 1 条，未改 2 条，反复 1 条，待解锁修改 1 条；与2025年11月月结相比，已改 1 条，核实无误 1 条", []string{
			"第二检察部 0 0 1 0 0 0", "第一检察部 1 1 0 1 1 1", "未写明部门 0 1 0 0 0 0", "合计 1 2 1 1 1 1",
		}},
		{"findings", `by = "procuratorate"`, november, "待办 5 条", []string{
			"西区院 0 0 0 1 1 1", "东区院 1 1 1 0 0 0", "未写明单位 0 1 0 0 0 0", "合计 1 2 1 1 1 1",
		}},
		{"findings", `by = "rule"` + "\n" + `procuratorate = "东区院"` + "\n" + `department = "第一检察部"`, period.Period{}, "东区院第一检察部待办 2 条。此前没有月结，均列为新增", []string{
			"R01 规则R01 1 0 0 0 0 0", "R02 规则R02 0 1 0 0 0 0", "合计 1 1 0 0 0 0",
		}},
		{"unresolved", "", november, "本期仍未整改的共 4 条", []string{"R01 规则R01 1 0 0 2025年7月 5", "R02 规则R02 1 1 1 2025年9月 3"}},
		{"unresolved", `by = "department"` + "\n" + `department = "第二检察部"`, november, "共 1 条", []string{"第二检察部 0 1 0 2025年9月 3"}},
	} {
		r := listing(items, tt.previous)
		p, wrong := blockKinds[tt.lang].make(r, []byte(tt.keys), source.Pos{File: "x.md", Line: 7})
		if wrong != nil {
			t.Errorf("%s %q: %v", tt.lang, tt.keys, wrong)
			continue
		}
		if got := p.Says[0].Phrase[0].Text; !strings.Contains(got, tt.say) {
			t.Errorf("%s %q says %q; want %q in it", tt.lang, tt.keys, got, tt.say)
		}
		if got := lines(p.Table); !slices.Equal(got, tt.want) {
			t.Errorf("%s %q lists\n  %s\nwant\n  %s", tt.lang, tt.keys, strings.Join(got, "\n  "), strings.Join(tt.want, "\n  "))
		}
	}
	for lang, want := range map[string]string{"unresolved": "此前没有月结"} {
		if p, wrong := blockKinds[lang].make(listing(items, period.Period{}), nil, source.Pos{}); wrong != nil || !strings.Contains(p.Text, want) {
			t.Errorf("%s without a closed month: %+v, %v", lang, p, wrong)
		}
	}
	young := item("R02", "east", "第一检察部", correction.Open, 1)
	young.Unlisted = true
	gone := item("R02", "east", "第一检察部", correction.Corrected, 1)
	gone.Unlisted, gone.Row = true, -1
	hidden := []*correction.Item{items[0], young, gone}
	for keys, want := range map[string][]string{
		`by = "procuratorate"`:  {"东区院 0 1 0 0 0 0", "不逐件列出的案件（未成年人等） 0 1 0 0 0 0", "案卡已不在导出中 0 0 0 0 1 0", "合计 0 2 0 0 1 0"},
		`procuratorate = "东区院"`: {"第一检察部 0 1 0 0 0 0", "合计 0 1 0 0 0 0"},
		"":                      {"第一检察部 0 2 0 0 1 0", "合计 0 2 0 0 1 0"},
	} {
		if p, wrong := blockKinds["findings"].make(listing(hidden, november), []byte(keys), source.Pos{}); wrong != nil || !slices.Equal(lines(p.Table), want) {
			t.Errorf("juveniles, %q: %q, %v; want %q", keys, lines(p.Table), wrong, want)
		}
	}
	unknown := listing(items, november)
	unknown.b.Corrections.Unchecked = []correction.Unchecked{{Rule: "R08", Items: 3, Because: "规则口径改过"}}
	if p, _ := blockKinds["findings"].make(unknown, nil, source.Pos{}); !strings.Contains(p.Says[0].Phrase[0].Text, "另有 1 条规则缺列、停用或者改过口径，上期所列不能比较。") {
		t.Errorf("a rule that looks for something else: %q", p.Says[0].Phrase[0].Text)
	}
	r := listing(items[1:2], november)
	if p, _ := blockKinds["unresolved"].make(r, nil, source.Pos{}); p.Text != "2025年11月清单所列问题均已整改或者核实。" {
		t.Errorf("nothing left: %q", p.Text)
	}
	r.period = period.Month(2026, 1)
	if _, wrong := blockKinds["findings"].make(r, nil, source.Pos{File: "x.md", Line: 7}); wrong == nil || wrong.Message != "2026年1月还没有结束，列不出这一期的清单" {
		t.Errorf("a month that is not over: %v", wrong)
	}
}

// Documents as they stood at the end of the period: what was answered later is overdue then.
func TestRepliesStandAsAtTheEndOfThePeriod(t *testing.T) {
	documents := [][5]string{ // place, department, issued, due, answered
		{"东区院", "第一检察部", "2025-12-01", "2025-12-16", "2025-12-10"},
		{"东区院", "第一检察部", "2025-11-20", "2025-12-05", ""},
		{"东区院", "第二检察部", "2025-11-20", "2025-12-05", "2026-01-03"},
		{"西区院", "第一检察部", "2025-10-01", "2025-11-30", "2025-12-20"}, // was overdue, is answered
		{"西区院", "第一检察部", "2025-12-31", "2026-01-15", ""},
		{"西区院", "", "2025-10-01", "2025-10-31", ""},
		{"西区院", "第一检察部", "2025-10-01", "2025-12-31", ""}, // the last day is not over
		{"西区院", "第一检察部", "2026-01-02", "2026-01-09", ""},
		{"西区院", "第一检察部", "", "", ""},
	}
	columns := []*table.Column{{Name: "单位", Type: table.Text, Dict: []string{""}}, {Name: "部门", Type: table.Text, Dict: []string{""}}, {Name: "制发", Type: table.Date}, {Name: "应回复", Type: table.Date}, {Name: "回复", Type: table.Date}}
	for _, d := range documents {
		for i, c := range columns {
			if i < 2 {
				c.Dict = append(c.Dict, d[i])
				c.Codes.Append(uint32(len(c.Dict) - 1))
				continue
			}
			day := period.NoDate
			if d[i] != "" {
				day, _ = period.ParseDate(d[i])
			}
			c.Nums.Append(int64(day))
		}
	}
	r := listing(nil, period.Period{})
	d := &dataset.Definition{ID: "papers", Unit: "件", Procuratorate: "单位", Department: "部门", Start: "制发", Due: "应回复", End: "回复"}
	r.b.Data.Reports = []*dataset.Report{{Definition: d}}
	r.b.Data.Tables["papers"] = &table.Table{Name: "papers", Rows: len(documents), Columns: columns}
	for keys, want := range map[string][]string{
		"": {"第二检察部 0 1 0 1", "第一检察部 2 3 1 1", "未写明 0 0 0 1", "合计 2 4 1 3"},
		`by = "procuratorate"` + "\n" + `department = "第一检察部"`: {"西区院 1 1 0 0", "东区院 1 2 1 1", "合计 2 3 1 1"},
	} {
		p, wrong := repliesBlock(r, []byte(keys), source.Pos{})
		if wrong != nil {
			t.Fatal(wrong)
		}
		if got := lines(p.Table); !slices.Equal(got, want) {
			t.Errorf("replies %q lists\n  %s\nwant\n  %s", keys, strings.Join(got, "\n  "), strings.Join(want, "\n  "))
		}
	}
	r.b.Data.Reports = nil
	if p, _ := repliesBlock(r, nil, source.Pos{}); p.Text != "监督文书台账没有导出，回复情况未知。" {
		t.Errorf("without an export: %+v", p)
	}
}
