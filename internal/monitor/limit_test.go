package monitor

import (
	"strings"
	"testing"

	"anjian/internal/document"
	"anjian/internal/period"
	"anjian/internal/source"
)

func TestDefineFaults(t *testing.T) {
	_, schemas := office(t, map[string]string{"cases.csv": "案号,受理日期,审结日期,到期日期,是否羁押,人数\n", "nodes.csv": "案号,事项,日期,重报日期\n"})
	for _, tt := range []struct {
		from, to string // of limitDocument
		want     []string
	}{
		{`"1个月"`, `"一个月"`, []string{"review.md:5:", "“一个月”不是期限", "写作 7日"}},
		{`"15日"`, `"15天"`, []string{"review.md:6:", "“15天”不是期限"}},
		{`basis = "刑事诉讼法第一百七十二条"` + "\n", "", []string{"没有写明依据", "basis = "}},
		{`dataset = "cases"`, `dataset = "case"`, []string{"review.md:8:", "没有数据集“case”", "cases"}},
		{`是否羁押 == "是"`, `羁押 == "是"`, []string{"review.md:9:", "没有列“羁押”", "是否羁押"}},
		{`due = "到期日期"`, `due = "到期日"`, []string{"review.md:10:", "没有列“到期日”", "到期日期"}},
		{`due = "到期日期"`, `due = "人数"`, []string{"review.md:10:", "列“人数”的类型不对"}},
		{`kind = "事项"` + "\n", "", []string{"没有写明列名", `kind = "事项"`}},
		{`children = "程序"`, `children = "节点"`, []string{"review.md:12:", "没有名为“节点”的关联数据", "程序"}},
		{`kind = "事项"`, `kind = "事由"`, []string{"review.md:13:", "没有列“事由”"}},
		{`returned = ["退补"]`, `returned = ["退查"]`, []string{"review.md:17:", "列“事项”没有值“退查”", "退补"}},
		{`returns = 2`, "valid_from = 2020-01-01\nvalid_to = 2019-01-01", []string{"review.md:8:", "废止日期 2019-01-01 早于施行日期 2020-01-01"}},
		{`extension = "15日"`, `extensions = 1`, []string{"review.md:6:", "没有写每次延长多少"}},
		{`returns = 2`, `lead = -3`, []string{"review.md:7:", "提前日数 -3 不对"}},
		{`returns = 2`, `return = 2`, []string{"review.md:7:", "return"}},
	} {
		text := strings.Replace(limitDocument, tt.from, tt.to, 1)
		if text == limitDocument {
			t.Fatalf("%q does not occur", tt.from)
		}
		var errs source.List
		Define(document.Parse("content/limits/review.md", []byte(text), &errs), schemas, &errs)
		said := errs.Error()
		for _, want := range tt.want {
			if !strings.Contains(said, want) {
				t.Errorf("%s: says %s; want %s", tt.to, said, want)
			}
		}
	}
}

// A value of the wrong type leaves nothing of the front matter read; only that is told.
func TestWrongTypeIsToldAlone(t *testing.T) {
	var errs source.List
	text := strings.Replace(limitDocument, "returns = 2", `returns = "两次"`, 1)
	l := Define(document.Parse("content/limits/review.md", []byte(text), &errs), nil, &errs)
	if said := errs.Error(); l != nil || errs.Faults() != 1 || !strings.Contains(said, "review.md:7:") {
		t.Errorf("says %s", said)
	}
}

func TestLead(t *testing.T) {
	_, schemas := office(t, map[string]string{"cases.csv": "案号,受理日期,审结日期,到期日期,是否羁押,人数\n", "nodes.csv": "案号,事项,日期,重报日期\n"})
	for length, want := range map[string]int{"7日": 2, "10日": 2, "15日": 5, "1个月": 5, "3个工作日": 2, "1个月\"\nlead = 7\nnote = \"": 7} {
		if got := limitOf(t, strings.Replace(limitDocument, "1个月", length, 1), schemas).Lead; got != want {
			t.Errorf("a limit of %s is told %d days ahead; want %d", length, got, want)
		}
	}
}

func TestReadWorkdays(t *testing.T) {
	read := func(texts ...string) (*period.Workdays, string) {
		var errs source.List
		var docs []*document.Document
		for i, text := range texts {
			docs = append(docs, document.Parse("content/holidays/"+string(rune('a'+i))+".md", []byte("+++\ntitle = \"安排\"\n"+text+"+++\n"), &errs))
		}
		w := ReadWorkdays(docs, &errs)
		return w, errs.Error()
	}
	w, said := read("year = 2025\nmake_up = [2025-09-28]\n[[holiday]]\nname = \"国庆节\"\nfrom = 2025-10-01\nto = 2025-10-08\n[[holiday]]\nname = \"元旦\"\nfrom = 2025-01-01\n")
	if said != "" || w.Works(date(t, "2025-10-08")) || !w.Works(date(t, "2025-09-28")) || w.Works(date(t, "2025-01-01")) || !w.Works(date(t, "2025-01-02")) || !w.Knows(date(t, "2025-06-01")) {
		t.Errorf("says %s", said)
	}
	for _, tt := range []struct {
		texts []string
		want  []string
	}{
		{[]string{"year = 25\n"}, []string{"a.md:3:", "年份“25”不对"}},
		{[]string{"year = 2025\n", "year = 2025\n"}, []string{"b.md:3:", "2025 年的节假日安排写了两次", "a.md"}},
		{[]string{"year = 2025\nmake_up = [2025-09-26]\n"}, []string{"a.md:4:", "2025-09-26 本来就上班"}},
		{[]string{"year = 2025\n[[holiday]]\nname = \"国庆节\"\nfrom = 2025-10-08\nto = 2025-10-01\n"}, []string{"a.md:6:", "“国庆节”的起止日期不对"}},
	} {
		_, said := read(tt.texts...)
		for _, want := range tt.want {
			if !strings.Contains(said, want) {
				t.Errorf("%v: says %s; want %s", tt.texts, said, want)
			}
		}
	}
}
