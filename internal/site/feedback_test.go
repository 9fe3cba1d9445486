package site

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"anjian/internal/dataset"
	"anjian/internal/document"
	"anjian/internal/indicator"
	"anjian/internal/period"
	"anjian/internal/source"
)

const repliesDataset = `+++
title = "回访"
files = ["replies.csv"]
key = ["编号"]
unit = "次"
start = "日期"
[[column]]
name = "编号"
[[column]]
name = "日期"
type = "date"
[[column]]
name = "评价"
values = ["满意", "不满意", "未作评价"]
[[column]]
name = "批次编号"
[[link]]
name = "批次"
to = "batches"
column = "批次编号"
key = "批次编号"
children = "答复"
+++
`

const batchesDataset = `+++
title = "发放登记"
files = ["batches.csv"]
key = ["批次编号"]
unit = "批"
start = "发出日期"
[[column]]
name = "批次编号"
[[column]]
name = "发出日期"
type = "date"
[[column]]
name = "发出份数"
type = "int"
+++
`

// A mailing is what was sent out in one month of 2025, and what came back.
type mailing struct{ sent, pleased, displeased, silent int }

// mailed makes a cube of mailings, one a month; without the register of what was sent where registered is false.
func mailed(t *testing.T, registered bool, hideBelow int, months ...mailing) *builder {
	t.Helper()
	return mailedFrom(t, true, registered, hideBelow, months...)
}

func mailedFrom(t *testing.T, answered, registered bool, hideBelow int, months ...mailing) *builder {
	t.Helper()
	errs := new(source.List)
	sets := []*dataset.Definition{
		dataset.Define(document.Parse("content/datasets/replies.md", []byte(repliesDataset), errs), errs),
		dataset.Define(document.Parse("content/datasets/batches.md", []byte(batchesDataset), errs), errs),
	}
	text := func(front string) []byte {
		return []byte("+++\nline = \"案件管理/群众反馈\"\ndimension = \"效果\"\ndataset = \"replies\"\n" + front + "\n+++\n## 回答什么问题\n问\n## 怎么算\n算\n## 容易误读\n误\n## 对应的业务工作\n业\n")
	}
	defs := indicator.DefineAll([]*document.Document{
		document.Parse("content/indicators/pleased.md", text(fmt.Sprintf(`title = "满意率"
unit = "次"
date = "日期"
hide_below = %d
balanced_by = ["reached", "returned"]
numerator = { count = true, where = '评价 == "满意"' }
denominator = { count = true, where = '评价 != "未作评价"' }`, hideBelow)), errs),
		document.Parse("content/indicators/returned.md", text(`title = "有效回收率"
unit = "份"
numerator = { count = true, where = '评价 != "未作评价"', date = "批次.发出日期" }
denominator = { sum = "发出份数", dataset = "batches" }`), errs),
		document.Parse("content/indicators/reached.md", text(`title = "评价率"
unit = "次"
numerator = { count = true, where = '评价 != "未作评价"' }
denominator = { count = true }`), errs),
	}, sets, errs)
	if errs.Err() != nil {
		t.Fatal(errs.Err())
	}
	replies, batches, n := "编号,日期,评价,批次编号\n", "批次编号,发出日期,发出份数\n", 0
	for i, m := range months {
		batches += fmt.Sprintf("P%d,2025-%02d-01,%d\n", i, i+1, m.sent)
		for _, one := range []struct {
			word string
			n    int
		}{{"满意", m.pleased}, {"不满意", m.displeased}, {"未作评价", m.silent}} {
			for range one.n {
				n++
				replies += fmt.Sprintf("H%d,2025-%02d-05,%s,P%d\n", n, i+1, one.word, i)
			}
		}
	}
	files := fstest.MapFS{"data/replies.csv": {Data: []byte(replies)}, "data/batches.csv": {Data: []byte(batches)}}
	for i, exported := range []bool{answered, registered} {
		if !exported {
			sets[i].Files = nil
		}
	}
	data, err := dataset.Load(files, "data", sets, dataset.Options{}, errs)
	if err != nil || errs.Err() != nil {
		t.Fatal(err, errs.Err())
	}
	cube := indicator.Compute(defs, data, indicator.Organisation{}, period.Calendar{}, period.DateOf(2025, 12, 31), errs)
	return &builder{Office: &Office{Cube: cube, Data: data}, narratives: &narratives{}}
}

// What was sent, answered and liked stands together. Intervals are those of Wilson (1927) with z = 1.959964,
// worked out apart from this program: 84 of 88 is 0.888883 to 0.982184.
func TestFeedback(t *testing.T) {
	january := period.Month(2025, 1)
	for _, tt := range []struct {
		name       string
		registered bool
		hide       int
		mailing    mailing
		cells      string
		sentence   string
	}{
		{
			"enough", true, 0,
			mailing{120, 84, 4, 6},
			"120 份|88 份|73.3%|84/88 次|95.5%|88.9%—98.2%",
			"发出 120 份，收回有效评价 88 份，有效回收率 73.3%；满意 84/88 次，占 95.5%，95% 置信区间 88.9%—98.2%。",
		},
		{
			"more silent than heard", true, 0,
			mailing{400, 57, 3, 5},
			"400 份|60 份|15.0%|57/60 次|95.0%|86.3%—98.3%",
			"发出 400 份，收回有效评价 60 份，有效回收率 15.0%；满意 57/60 次，占 95.0%，95% 置信区间 86.3%—98.3%。" +
				"没有评价的 340 份，多于作出评价的，满意率只说明作出评价的人：按全部发出数，满意的在 14.3%（没有评价的都不满意）到 99.3%（都满意）之间。",
		},
		{
			"few", true, 0,
			mailing{12, 5, 2, 0},
			"12 份|7 份|58.3%|5/7 次|样本不足|样本不足",
			"发出 12 份，收回有效评价 7 份，有效回收率 58.3%；满意 5/7 次，样本不足，不算比例。",
		},
		{
			"nobody answered", true, 0,
			mailing{12, 0, 0, 2},
			"12 份|0 份|0.0%|不适用|不适用|—",
			"发出 12 份，收回有效评价 0 份，有效回收率 0.0%；满意率 不适用（基数为零）。",
		},
		{
			"hidden", true, 5,
			mailing{30, 3, 17, 0},
			"30 份|20 份|66.7%|已隐藏|已隐藏|已隐藏",
			"发出 30 份，收回有效评价 20 份，有效回收率 66.7%；满意率 已隐藏（数值较小或防止反推，依规隐藏）。",
		},
		{
			"not registered", false, 0,
			mailing{120, 84, 4, 6},
			"未知|88 次|未知|84/88 次|95.5%|88.9%—98.2%",
			"发出 未知，收回有效评价 88 次，有效回收率 未知；满意 84/88 次，占 95.5%，95% 置信区间 88.9%—98.2%。" +
				"发出数未知（未导出“发放登记”），只说明作出评价的人。",
		},
	} {
		f := mailed(t, tt.registered, tt.hide, tt.mailing).feedbackOf("pleased", january, "")
		var cells []string
		for _, c := range f.cells() {
			cells = append(cells, c.Text)
		}
		if got := strings.Join(cells, "|"); got != tt.cells || len(cells) != len(feedbackHead()) {
			t.Errorf("%s: cells %s; want %s", tt.name, got, tt.cells)
		}
		var sentence string
		for _, p := range f.sentence() {
			sentence += p.Text
		}
		if sentence != tt.sentence {
			t.Errorf("%s:\n%s; want\n%s", tt.name, sentence, tt.sentence)
		}
		if tt.registered && (f.Sent.ID != "returned@2025-01@all#denominator" || f.Answered.ID != "returned@2025-01@all#numerator") {
			t.Errorf("%s: ids %s, %s", tt.name, f.Sent.ID, f.Answered.ID)
		}
	}
}

// The response rate of an indicator is the one that counts the same answers of what was sent, whatever else stands
// beside it: a share of those who came back is none.
func TestResponseCountsTheAnswers(t *testing.T) {
	b := mailed(t, true, 0, mailing{10, 5, 0, 0})
	if d := b.responseOf(b.Cube.Definition("pleased")); d == nil || d.ID != "returned" {
		t.Errorf("response rate of pleased: %v", d)
	}
	if d := b.responseOf(b.Cube.Definition("returned")); d != nil {
		t.Errorf("response rate of a response rate: %s", d.ID)
	}
	if f := b.feedbackOf("unknown", period.Month(2025, 1), ""); f != nil {
		t.Error("feedback without an indicator")
	}
}
