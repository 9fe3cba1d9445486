package indicator

import (
	"strings"
	"testing"

	"anjian/internal/document"
	"anjian/internal/source"
)

const goodRate = "title = \"不捕率\"\ndate = \"审结日期\"\nnumerator = { count = true, where = '审查结论 == \"不批准逮捕\"' }\ndenominator = { count = true }"

func TestDefaults(t *testing.T) {
	for _, tt := range []struct {
		front    string
		style    Style
		decimals int
		minimum  int64
	}{
		{goodRate, Percent, 1, 10},
		{goodRate + "\nformat = \"ratio\"", Ratio, 2, 10},
		{goodRate + "\nminimum = 0\ndecimals = 2", Percent, 2, 0},
		{"value = { count = true }", Number, 0, 10},
		{"format = \"days\"\nvalue = { mean = '审结日期 - 受理日期' }", Days, 1, 10},
	} {
		d := must(t, "x", tt.front)
		if d.Style != tt.style || d.Decimals != tt.decimals || d.Minimum != tt.minimum || d.Direction != Neutral {
			t.Errorf("%s: %s, %d decimals, minimum %d, %s", tt.front, d.Style, d.Decimals, d.Minimum, d.Direction)
		}
	}
}

func TestDateOfATerm(t *testing.T) {
	for _, tt := range []struct{ front, want string }{
		{goodRate, "审结日期"},
		{"value = { count = true }", "受理日期"}, // the dataset's start
		{"date = \"审结日期\"\nvalue = { count = true, date = \"受理日期\" }", "受理日期"},             // the term's own
		{"date = \"审结日期\"\nvalue = { count = true, at = \"期末\" }", "受理日期"},                 // pending begins at the start
		{"value = { count = true, at = \"期初\", date = \"审结日期\", end = \"受理日期\" }", "审结日期"}, // unless said otherwise
	} {
		d := must(t, "x", tt.front)
		if got := d.Measures()[0].Date.Text(); got != tt.want {
			t.Errorf("%s: by %s; want %s", tt.front, got, tt.want)
		}
	}
}

func TestVersions(t *testing.T) {
	d := must(t, "x", goodRate+"\n[[version]]\nfrom = 2024-01-01\nnote = \"二\"\n[[version]]\nfrom = 2023-04-01\nnote = \"一\"\n")
	if d.Versions[0].Note != "一" || d.VersionAt(d.Versions[0].From-1) != 1 || d.VersionAt(d.Versions[1].From) != 3 {
		t.Errorf("versions are %v", d.Versions)
	}
}

func TestSlipsInADefinition(t *testing.T) {
	for _, tt := range []struct{ front, want string }{
		{
			"numerator = { count = true, where = '审查结伦 == \"批准逮捕\"' }\ndenominator = { count = true }",
			`content/indicators/x.md:2:38: 没有列“审查结伦”
  提示 是否为“审查结论”？`,
		},
		{"value = { count = true, were = '人数 > 1' }", "x.md:2:33: 未知的键“were”\n  提示 是否为“where”？"},
		{"value = { sum = '审查结论' }", "x.md:2:18: 这里要数，公式给的是文本"},
		{"value = { count = true, sum = '人数' }", "x.md:2:9: 每一项要有且只有一种算法，这里有 2 种"},
		{"value = { count = true, at = \"月末\" }", "x.md:2:31: “at”不能是“月末”"},
		{"value = { count = true, sign = 2 }", "“sign”只能是 1 或 -1"},
		{"value = { count = true, dataset = \"case\" }", "x.md:2:36: 没有数据集“case”\n  提示 是否为“cases”？"},
		{"value = { count = true, date = \"人数\" }", "x.md:2:33: 这里要日期，公式给的是数"},
		{"value = { count = true, where = '受理日期 <= 期末' }", "没有列“期末”"},
		{"numerator = { median = '人数' }\ndenominator = { count = true }", "平均数和中位数不能与别的项相加或相除"},
		{"numerator = { count = true }", "没有写怎么计算"},
		{goodRate + "\nvalue = { count = true }", "“value”不能与“numerator”“denominator”同时写"},
		{"value = { count = true }\nformat = \"percent\"", "没有分母，不能写成百分比"},
		{"value = { count = true }\nformat = \"percents\"", "“format”不能是“percents”\n  提示 是否为“percent”？"},
		{"value = { count = true }\ndimension = \"质\"", "“dimension”不能是“质”\n  提示 是否为“质量”？"},
		{"value = { count = true }\ndirectoin = \"neutral\"", "未知的键“directoin”\n  提示 是否为“direction”？"},
		{"value = [ 1 ]", "“value”的每一项应为一组键值"},
		{"value = true", "“value”应为一组键值"},
		{goodRate + "\n[[version]]\nfrom = 2024-01-01\n", "口径变更缺少“note”"},
	} {
		d, errs := parse(t, "x", tt.front)
		if d != nil {
			t.Errorf("%s: no error", tt.front)
			continue
		}
		if got := errs.Err().Error(); !strings.Contains(got, tt.want) {
			t.Errorf("%s:\n got %s\nwant %s", tt.front, got, tt.want)
		}
	}
}

func TestSectionsAreMandatory(t *testing.T) {
	var errs source.List
	doc := document.Parse("content/indicators/x.md", []byte("+++\ntitle = \"甲\"\nunit = \"件\"\nline = \"刑\"\ndimension = \"数量\"\ndataset = \"cases\"\nvalue = { count = true }\n+++\n## 怎么算\n算。\n"), &errs)
	if define(doc, caseRoles(), &errs) != nil {
		t.Error("a definition without its sections is taken")
	}
	if got := errs.Err().Error(); !strings.Contains(got, "正文缺少一节“容易误读”") || errs.Faults() != 3 {
		t.Errorf("got %s", got)
	}
}

func TestDefinitionsTogether(t *testing.T) {
	a := must(t, "a", "title = \"甲\"\naliases = [\"乙\"]\nvalue = { count = true }\nbalanced_by = [\"bb\"]")
	b := must(t, "b", "title = \"乙\"\nvalue = { count = true }\nbalanced_by = [\"a\"]")
	var errs source.List
	checkTogether([]*Definition{a, b}, []*document.Document{a.Doc, b.Doc}, &errs)
	got := errs.Err().Error()
	if errs.Faults() != 2 || !strings.Contains(got, "没有指标“bb”") || !strings.Contains(got, "名称“乙”与 content/indicators/a.md 重复") {
		t.Errorf("got %s", got)
	}
}

func FuzzDefine(f *testing.F) {
	f.Add(goodRate)
	for _, n := range naives {
		f.Add(n.front)
	}
	f.Add("value = [[{ count = true }]]\nversion = 3")
	f.Fuzz(func(t *testing.T, front string) {
		var errs source.List
		text := "+++\ntitle = \"甲\"\nunit = \"件\"\nline = \"刑\"\ndimension = \"数量\"\ndataset = \"cases\"\n" + front + "\n+++\n" + body
		doc := document.Parse("content/indicators/x.md", []byte(text), &errs)
		if doc == nil {
			return
		}
		d := define(doc, caseRoles(), &errs)
		if (d == nil) != (errs.Faults() > 0) && doc.Title != "" {
			t.Errorf("%q: definition %v with %d faults", front, d != nil, errs.Faults())
		}
		lines := strings.Count(text, "\n") + 1
		for _, e := range errs.Sorted() {
			if e.Pos.Line > lines {
				t.Errorf("%q: place %v lies outside", front, e.Pos)
			}
		}
	})
}
