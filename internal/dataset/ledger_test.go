package dataset

import (
	"strings"
	"testing"

	"anjian/internal/document"
	"anjian/internal/source"
)

func TestLedger(t *testing.T) {
	const text = `+++
title = "监督文书"
files = []
start = "制发日期"
end = "回复日期"
[ledger]
title = "检察建议台账"
kind = "文书类型"
kinds = ["检察建议书"]
to = "对象"
adopted = "是否采纳"
mended = "整改"
done = ["已整改"]
[[column]]
name = "文书类型"
values = ["检察建议书", "抗诉书"]
[[column]]
name = "对象"
[[column]]
name = "制发日期"
type = "date"
[[column]]
name = "回复日期"
type = "date"
[[column]]
name = "是否采纳"
type = "yesno"
[[column]]
name = "整改"
values = ["已整改", "未整改"]
+++
`
	for _, tt := range []struct{ from, to, want string }{
		{"", "", ""},
		{`kinds = ["检察建议书"]`, `kinds = ["检查建议书"]`, "列“文书类型”没有值“检查建议书”"},
		{`done = ["已整改"]`, `done = ["整改"]`, "列“整改”没有值“整改”"},
		{`to = "对象"`, `to = "对向"`, "对象列“对向”不是已定义的列"},
		{`adopted = "是否采纳"`, `adopted = "整改"`, "采纳列“整改”的类型不对"},
		{`end = "回复日期"`, ``, "台账要知道何时发出、何时回复"},
		{`title = "检察建议台账"`, ``, "台账没有写全"},
	} {
		var errs source.List
		d := Define(document.Parse("content/datasets/supervision.md", []byte(strings.Replace(text, tt.from, tt.to, 1)), &errs), &errs)
		if said := errs.Error(); said != tt.want && (tt.want == "" || !strings.Contains(said, tt.want)) {
			t.Errorf("%s: says %s; want %s", tt.to, said, tt.want)
		}
		if tt.want == "" && (d.Ledger == nil || d.Ledger.Kind != "文书类型" || len(d.Ledger.Done) != 1) {
			t.Errorf("read %+v", d.Ledger)
		}
	}
}
