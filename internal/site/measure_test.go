package site

import (
	"strings"
	"testing"

	"anjian/internal/document"
	"anjian/internal/indicator"
	"anjian/internal/period"
	"anjian/internal/source"
)

// officeOf reads documents: name and text, in pairs. The cut-off is the end of 2025.
func officeOf(t *testing.T, docs ...string) (*builder, *source.List) {
	t.Helper()
	errs := new(source.List)
	o := &Office{Cube: &indicator.Cube{Cutoff: period.DateOf(2025, 12, 31)}}
	for i := 0; i < len(docs); i += 2 {
		d := document.Parse("content/"+docs[i]+".md", []byte("+++\ntitle = \"文\"\nstatus = \"签发\"\nreviewer = \"分管副检察长\"\nreviewed = 2025-10-01\n"+docs[i+1]+"\n+++\n"), errs)
		if d == nil {
			t.Fatal(errs.Err())
		}
		o.Documents = append(o.Documents, d)
	}
	return newBuilder(o, errs), errs
}

const (
	thirdQuarter = "form = \"analysis\"\nperiod = \"2025Q3\"\ndate = 2025-10-15\n" +
		"[[measure]]\nid = \"outline\"\ntext = \"提纲逐案审核\"\ndepartment = \"第一检察部\"\ndue = 2025-12-10\n" +
		"[[measure]]\nid = \"revisit\"\ntext = \"回头看\"\ndue = 2025-11-30\n"
	december = "form = \"analysis\"\nperiod = \"2025-12\"\ndate = 2026-01-05\n"
	fourth   = "form = \"analysis\"\nperiod = \"2025Q4\"\ndate = 2026-01-16\n"
)

func takes(id, rest string) string {
	return "[[followup]]\nmeasure = \"q3#" + id + "\"\n" + rest + "\n"
}

// Whether a measure is late follows from the days and what reports said last; nobody writes it.
func TestStateOfMeasures(t *testing.T) {
	for _, tt := range []struct {
		name, december, fourth string
		want                   string // tag, then what stands beside
	}{
		{"nobody took it up", "", "", "逾期 应于 2025-11-30，已逾期 31 天"},
		{"under way is late all the same", takes("revisit", "status = \"进行中\"\nprogress = 70"), "", "逾期 应于 2025-11-30，已逾期 31 天　70%"},
		{"done, by the day of the report", takes("revisit", "status = \"已落实\""), "", "已落实 2026-01-05 落实（晚 36 天）"},
		{"done in time", takes("revisit", "status = \"已落实\"\ndone = 2025-11-28"), "", "已落实 2025-11-28 落实"},
		{"put off", takes("revisit", "status = \"进行中\""), takes("revisit", "due = 2026-02-28"), "进行中 延至 2026-02-28（原定 2025-11-30）"},
		{"the last report counts", takes("revisit", "status = \"进行中\"\nprogress = 70"), takes("revisit", "status = \"已落实\"\ndone = 2026-01-12"), "已落实 2026-01-12 落实（晚 43 天）"},
		{"given up", takes("revisit", "status = \"不再推进\"\nnote = \"并入专项\""), "", "不再推进 应于 2025-11-30"},
	} {
		b, errs := officeOf(t, "reports/q3", thirdQuarter, "reports/dec", december+tt.december, "reports/q4", fourth+tt.fourth)
		if errs.Faults() > 0 {
			t.Fatal(errs.Error())
		}
		for _, m := range b.matters() {
			if m.ID == "revisit" {
				item := b.matterItem(m, measurePath)
				if got := item.Tag.Text + " " + item.Aside; got != tt.want {
					t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
				}
			}
		}
	}
}

// A report tells what it knew: what a later one said does not change it.
func TestReportTellsItsOwnTime(t *testing.T) {
	b, _ := officeOf(t, "reports/q3", thirdQuarter,
		"reports/dec", december+takes("revisit", "status = \"进行中\"\nnote = \"雨季\""),
		"reports/q4", fourth+takes("revisit", "status = \"已落实\"\nnote = \"全部看完\"")+takes("outline", "status = \"已落实\""))
	for _, r := range b.reports {
		p := b.followupTable(r, "")
		switch r.doc.ID {
		case "dec":
			if got := p.Says[0].Phrase[0].Text; got != "此前会商意见在本次接续的 1 项，1 项逾期。" || p.Table.Rows[0].Cells[4].Text != "雨季" {
				t.Errorf("December says %q, %q", got, p.Table.Rows[0].Cells[4].Text)
			}
		case "q4":
			if got := p.Says[0].Phrase[0].Text; got != "此前会商意见在本次接续的 2 项，2 项已落实。" {
				t.Errorf("the quarter says %q", got)
			}
		}
	}
	want := "2025年第三季度会商提出；2025年12月会商：进行中，雨季；2025年第四季度会商：已落实，全部看完。"
	for _, m := range b.matters() {
		if got := m.course(); m.ID == "revisit" && got != want {
			t.Errorf("course %q, want %q", got, want)
		}
	}
}

func TestMeasuresAreChecked(t *testing.T) {
	both := takes("outline", "status = \"已落实\"") + takes("revisit", "status = \"进行中\"")
	for _, tt := range []struct{ name, front, want string }{
		{"all taken up", fourth + both, ""},
		{"one is let drop", fourth + takes("outline", "status = \"已落实\""), "上次会商意见没有接续：“回头看”（应于 2025-11-30）"},
		{"with the remedy", fourth, `写 measure = "q3#outline"、status、note`},
		{"another kind of period owes nothing", december, ""},
		{"unknown", fourth + both + takes("outlne", ""), "没有会商意见“q3#outlne”\n  提示 是否为“q3#outline”？"},
		{"nothing like it", fourth + both + "[[followup]]\nmeasure = \"x\"\n", "没有会商意见“x”\n  提示 可用的有“q3#outline”“q3#revisit”"},
		{"twice", fourth + both + takes("revisit", ""), "“q3#revisit”在本篇接续了两次"},
		{"late is not written", fourth + takes("outline", "status = \"逾期\"") + takes("revisit", ""), "“逾期”由程序按期限判断，不写"},
		{"another word", fourth + takes("outline", "status = \"完成\"") + takes("revisit", ""), "未知的落实情况“完成”"},
		{"done and half", fourth + takes("outline", "status = \"已落实\"\nprogress = 50") + takes("revisit", ""), "已落实的进度是 50%"},
		{"a day and not done", fourth + takes("outline", "status = \"进行中\"\ndone = 2025-12-01") + takes("revisit", ""), "写了落实日期，状态不是“已落实”"},
		{"given up for no reason", fourth + takes("outline", "status = \"不再推进\"") + takes("revisit", ""), "不再推进的没有说明理由"},
		{"no id", december + "[[measure]]\ntext = \"改\"\n", "会商意见没有编号"},
		{"bad id", december + "[[measure]]\nid = \"提纲\"\ntext = \"改\"\n", "编号“提纲”不合格"},
		{"same id", december + "[[measure]]\nid = \"a\"\ntext = \"改\"\n[[measure]]\nid = \"a\"\ntext = \"改\"\n", "编号“a”重复"},
		{"nothing said", december + "[[measure]]\nid = \"a\"\n", "会商意见没有写内容"},
	} {
		b, errs := officeOf(t, "reports/q3", thirdQuarter, "reports/x", tt.front)
		b.checkMeasures()
		if got := errs.Error(); tt.want == "" && got != "" || !strings.Contains(got, tt.want) {
			t.Errorf("%s: says\n%s\nwant %s", tt.name, got, tt.want)
		}
	}
}

// What a report between the two found done need not be taken up again; what it left open must.
func TestDoneInBetweenIsNotOwed(t *testing.T) {
	b, errs := officeOf(t, "reports/q3", thirdQuarter,
		"reports/dec", december+takes("revisit", "status = \"已落实\"")+takes("outline", "status = \"进行中\""),
		"reports/q4", fourth)
	b.checkMeasures()
	if got := errs.Error(); strings.Contains(got, "回头看") || !strings.Contains(got, "提纲逐案审核") {
		t.Errorf("says\n%s", got)
	}
}
