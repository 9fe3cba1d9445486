package indicator

import (
	"testing"

	"anjian/internal/period"
	"anjian/internal/source"
	"anjian/internal/table"
)

// What was not exported is not known: no number is made of empty cells.
func TestAbsentColumnsMakeNumbersUnknown(t *testing.T) {
	count := must(t, "全部", "date = \"受理日期\"\nvalue = { count = true }\n")
	rate := must(t, "不捕率", "date = \"受理日期\"\nnumerator = { count = true, where = '审查结论 == \"不批准逮捕\"' }\ndenominator = { count = true }\n")
	cases := tableOf([]caseRow{
		{unit: "东区院", department: "第一检察部", accepted: period.DateOf(2025, 1, 5), concluded: period.NoDate, people: 1},
		{unit: "西院", department: "第一检察部", accepted: period.DateOf(2025, 2, 5), concluded: period.NoDate, people: 1},
	})
	result := func(d *Definition, unit string) Result {
		var errs source.List
		c := compute(2, []*Definition{count, rate}, caseRoles(), map[string]*table.Table{"cases": cases}, office(), period.Calendar{}, period.DateOf(2025, 2, 28), &errs)
		if errs.Faults() > 0 {
			t.Fatal(errs.Err())
		}
		p, err := period.Parse("2025-02")
		if err != nil {
			t.Fatal(err)
		}
		return c.Result(Key{Indicator: d.ID, Period: p, Procuratorate: unit})
	}

	cases.Column("审查结论").Absent = true
	if r := result(rate, ""); r.State != Unknown || r.Reason != "缺字段“审查结论”" {
		t.Errorf("rate without its column: %v %q", r.State, r.Reason)
	}
	if r := result(count, "east"); r.State != Known || r.Numerator.N != 0 {
		t.Errorf("count that does not need it: %v %v", r.State, r.Numerator)
	}

	cases.Column("承办单位").Absent = true
	if r := result(count, ""); r.State != Known || r.Numerator.N != 1 {
		t.Errorf("all together without procuratorates: %v %v", r.State, r.Numerator)
	}
	if r := result(count, "east"); r.State != NotApplicable || r.Reason != NoProcuratorate {
		t.Errorf("one procuratorate without procuratorates: %v %q", r.State, r.Reason)
	}

	*cases = table.Table{Name: "cases", Title: "案件", Absent: true}
	if r := result(count, ""); r.State != Unknown || r.Reason != "未导出“案件”" {
		t.Errorf("count without export: %v %q", r.State, r.Reason)
	}
	cases.Absent = false
	if r := result(count, ""); r.State != Unknown || r.Reason != NoDataset {
		t.Errorf("count of an export without rows: %v %q", r.State, r.Reason)
	}
}
