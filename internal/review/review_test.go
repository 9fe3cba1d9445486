package review

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"anjian/internal/dataset"
	"anjian/internal/document"
	"anjian/internal/period"
	"anjian/internal/source"
)

const casesDoc = `+++
title = "案件"
files = ["案件.csv"]
key = ["部门受案号"]
start = "受理日期"
end = "审结日期"
[[column]]
name = "部门受案号"
[[column]]
name = "结论"
values = ["起诉", "不起诉"]
[[column]]
name = "受理日期"
type = "date"
[[column]]
name = "审结日期"
type = "date"
[[column]]
name = "督办"
type = "yesno"
+++
`

const recordsDoc = `+++
title = "评查"
files = ["评查.csv"]
procuratorate = "院"
department = "部门"
[[column]]
name = "部门受案号"
[[column]]
name = "院"
[[column]]
name = "部门"
[[column]]
name = "类别"
[[column]]
name = "完成日期"
type = "date"
[[column]]
name = "等次"
values = ["优质", "合格", "瑕疵", "基本合格", "不合格"]
[[column]]
name = "问题"
values = ["文书", "程序"]
[[column]]
name = "另一问题"
values = ["文书", "程序"]
[[column]]
name = "整改期限"
type = "date"
[[column]]
name = "整改日期"
type = "date"
[[column]]
name = "讲评"
type = "yesno"
+++
`

// A world is what one test loads from text, as an office would have it.
type world struct {
	defs []*dataset.Definition
	data *dataset.Data
	errs source.List
}

func load(t *testing.T, cases, records string) *world {
	t.Helper()
	w := new(world)
	files := fstest.MapFS{"data/案件.csv": {Data: []byte(cases)}, "data/评查.csv": {Data: []byte(records)}}
	w.defs = []*dataset.Definition{
		dataset.Define(document.Parse("content/datasets/cases.md", []byte(casesDoc), &w.errs), &w.errs),
		dataset.Define(document.Parse("content/datasets/reviews.md", []byte(recordsDoc), &w.errs), &w.errs),
	}
	var err error
	if w.data, err = dataset.Load(files, "data", w.defs, dataset.Options{}, &w.errs); err != nil || w.errs.Err() != nil {
		t.Fatal(err, w.errs.Err())
	}
	return w
}

func (w *world) class(front string, errs *source.List) *Class {
	doc := document.Parse("content/reviews/x.md", []byte("+++\ntitle = \"不起诉\"\n"+front+"+++\n"), errs)
	return Define(doc, dataset.Schemas(w.defs, errs), errs)
}

func (w *world) register(front string, errs *source.List) *Register {
	doc := document.Parse("content/registers/x.md", []byte("+++\ntitle = \"评查\"\ndataset = \"reviews\"\ncase = \"部门受案号\"\ndone = \"完成日期\"\n"+front+"+++\n"), errs)
	return DefineRegister(doc, dataset.Schemas(w.defs, errs), errs)
}

const (
	someCases = "部门受案号,结论,受理日期,审结日期\n" +
		"甲1,不起诉,2025-01-01,2025-02-01\n甲2,起诉,2025-01-01,2025-02-01\n甲3,不起诉,2025-01-01,2025-09-30\n" +
		"甲4,不起诉,2025-01-01,2025-10-01\n甲5,不起诉,2024-01-01,2024-02-01\n甲6,不起诉,2025-12-01,\n甲7,不起诉,2025-12-01,2025-12-20\n"
	someRecords = "部门受案号,完成日期\n甲1,2025-03-01\n甲3,\n甲2,2025-03-02\n甲1,\n"
)

// Times end on the last day of the third month; a line without a day is listed only; of two lines
// about one case the further one holds.
func TestCheck(t *testing.T) {
	w := load(t, someCases, someRecords)
	c := w.class("dataset = \"cases\"\nwhere = '结论 == \"不起诉\"'\nwithin = \"3个月\"\nfrom = 2025-01-01\n", &w.errs)
	if w.errs.Err() != nil {
		t.Fatal(w.errs.Err())
	}
	s := Check([]*Class{c}, w.data.Tables, period.DateOf(2025, 12, 31))[0]
	var got []string
	for _, one := range s.Cases {
		got = append(got, fmt.Sprint(one.Row, " ", one.Due, " ", one.State, " ", one.Late(s.Cutoff)))
	}
	want := "0 2025-05-01 2 false, 2 2025-12-30 1 true, 3 2026-01-01 0 false, 5  0 false, 6 2026-03-20 0 false"
	if strings.Join(got, ", ") != want {
		t.Errorf("cases\n%s\nwant\n%s", strings.Join(got, ", "), want)
	}
	if done, all := s.Due(); done != 1 || all != 2 {
		t.Errorf("due %d of %d", done, all)
	}
	open := s.Open()
	if len(open) != 4 || open[0].Row != 5 || open[1].Row != 2 {
		t.Errorf("open: %v", open)
	}
}

func TestDefineRefuses(t *testing.T) {
	w := load(t, someCases, someRecords)
	const good = "dataset = \"cases\"\nwhere = '结论 == \"不起诉\"'\n"
	for _, tt := range []struct{ front, want string }{
		{"dataset = \"case\"\nwhere = 'true'\n", "是否为“cases”？"},
		{"dataset = \"cases\"\nkey = \"案号\"\nwhere = 'true'\n", "没有文本列“案号”"},
		{"dataset = \"cases\"\nkey = \"部门受案号\"\nrecord_key = \"案号\"\nwhere = 'true'\n", "数据集“reviews”没有文本列“案号”"},
		{"dataset = \"cases\"\ndone = \"完成曰期\"\nwhere = 'true'\n", "是否为“完成日期”？"},
		{"dataset = \"cases\"\nwhere = '结论 == \"不诉\"'\n", "不诉"},
		{good + "within = \"三个月\"\n", "“三个月”不是期限"},
		{good + "within = \"5个工作日\"\n", "写作 within = \"3个月\""},
		{good + "day = \"结论\"\n", "要日期"},
		{good + "[[example]]\nrow = { \"结论\" = \"起诉\" }\nfinds = true\n", "这个举例应当查出，公式没有查出"},
	} {
		var errs source.List
		if c := w.class(tt.front, &errs); c != nil || !strings.Contains(errs.Error(), tt.want) {
			t.Errorf("%s gives %v and says\n%s", tt.front, c, errs.Error())
		}
	}
}

// Without the register every case would look unreviewed; without a column nobody knows which are meant.
func TestWithoutDataNothingIsKnown(t *testing.T) {
	w := load(t, someCases, someRecords)
	c := w.class("dataset = \"cases\"\nwhere = '督办 == \"是\"'\n", &w.errs)
	s := Check([]*Class{c}, w.data.Tables, period.DateOf(2025, 12, 31))[0]
	if len(s.Cases) != 0 || len(s.Lacks) != 1 || s.Lacks[0].String() != "缺字段“督办”" {
		t.Errorf("cases %v, lacks %v", s.Cases, s.Lacks)
	}
	w.data.Tables["reviews"].Absent = true
	s = Check([]*Class{c}, w.data.Tables, period.DateOf(2025, 12, 31))[0]
	if len(s.Lacks) != 2 || s.Lacks[1].String() != "未导出“评查”" {
		t.Errorf("lacks %v", s.Lacks)
	}
}
