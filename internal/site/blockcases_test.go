package site

import (
	"slices"
	"strings"
	"testing"

	"anjian/internal/edition"
	"anjian/internal/indicator"
	"anjian/internal/period"
	"anjian/internal/source"
	"anjian/internal/trace"
)

// listingOffice is figureOffice for an edition, with what it may list.
func listingOffice(t *testing.T, e edition.Edition) *resolver {
	t.Helper()
	b := figureOffice(t, period.DateOf(2025, 12, 31))
	b.Edition = e
	b.lists = func() *trace.Listing { return trace.NewListing(b.Cube, b.Data, e) }
	return &resolver{b: b, period: period.Month(2025, 6)}
}

func TestCasesBehindANumber(t *testing.T) {
	r := listingOffice(t, edition.Internal())
	for _, tt := range []struct {
		keys, say string
		rows      int
		first     string
	}{
		{
			"indicator = \"不捕率\"\nprocuratorate = \"东区院\"\nperiod = \"2025-12\"\nrows = 2",
			"2025年12月东区院不捕率 45.0%（45/100 件），分子 45 件。可以逐件列出的 45 件，列出前 2 件，全部的点数字看。", 2, "东区院2025-12-1 东区院 第一检察部 2025-12-08 2025-12-20",
		},
		{ // the document's period; beside the juveniles of the department two more are only counted
			"indicator = \"不捕率\"\nprocuratorate = \"东区院\"", "2025年6月东区院不捕率 22.0%（22/100 件），分子 22 件。可以逐件列出的 20 件如下。", 20, "东区院2025-06-3 ",
		},
		{ // 20 rows unless more are asked for
			"indicator = \"不捕率\"\nprocuratorate = \"东区院\"\npart = \"分母\"\nperiod = \"2025-04\"", "可以逐件列出的 100 件，列出前 20 件，全部的点数字看。", 20, "东区院2025-04-1 ",
		},
		{
			"indicator = \"不捕率\"\nprocuratorate = \"东区院\"\npart = \"分母\"\ndepartment = \"第二检察部\"\nperiod = \"上期\"\nrows = 50", "2025年5月东区院第二检察部不捕率 0.0%（0/40 件），分母 40 件。可以逐件列出的 40 件如下。", 40, "东区院2025-05-61 ",
		},
		// three of the seven are of juveniles: counted, never listed, and as an indicator hides their number, so are
		// as many others beside them as keep it hidden
		{"indicator = \"不捕率\"\nprocuratorate = \"西区院\"\npart = \"分母\"", "2025年6月西区院不捕率 3/7 件。可以逐件列出的 1 件如下。", 1, "西区院2025-06-"},
		{"indicator = \"不捕率\"\nprocuratorate = \"西区院\"\nperiod = \"2025-05\"", "2025年5月西区院不捕率不适用（基数为零）", 0, ""},
		{"indicator = \"未成年人件数\"", "已隐藏（数值较小或防止反推，依规隐藏）。这项指标依规不列案件。", 0, ""},
		{"indicator = \"不捕 件数\"\nprocuratorate = \"东区院\"\nperiod = \"2025Q2\"\nrows = 100", "2025年第二季度东区院不捕 件数 60 件。可以逐件列出的 58 件如下。", 58, "东区院2025-04-1 "},
	} {
		p, wrong := casesBlock(r, []byte(tt.keys), source.Pos{File: "x.md", Line: 1})
		if wrong != nil {
			t.Errorf("%s: %v", tt.keys, wrong)
			continue
		}
		got := lines(p.Table)
		if !strings.Contains(p.said(), tt.say) || len(got) != tt.rows || tt.rows > 0 && !strings.HasPrefix(got[0], tt.first) {
			t.Errorf("%s\nsays %s\nwant %s\nlists %d: %q, want %d: %s…", tt.keys, p.said(), tt.say, len(got), got[:min(1, len(got))], tt.rows, tt.first)
		}
		for _, row := range got {
			if n := strings.TrimPrefix(strings.Fields(row)[0], "西区院2025-06-"); n == "5" || n == "6" || n == "7" {
				t.Errorf("%s lists the case of a juvenile: %s", tt.keys, row)
			}
		}
	}
	for _, tt := range []struct{ keys, want string }{
		{"procuratorate = \"东区院\"", "没有写指标"},
		{"indicator = \"不捕律\"", "x.md:1:14: 没有名为“不捕律”的指标\n  提示 最接近的是“不捕率”“不批捕率”“不捕 件数”"},
		{"indicator = \"不捕率\"\nprocuratorate = \"东院\"", "x.md:2:18: 没有名为“东院”的院\n  提示 最接近的是“东区院”“市院”“西区院”"},
		{"indicator = \"不捕率\"\ndepartment = \"第三检察部\"", "x.md:2:15: 没有名为“第三检察部”的部门\n  提示 可用的有“第一检察部”“第二检察部”"},
		{"indicator = \"不捕率\"\nperiod = \"上季\"", "x.md:2:11: “上季”不是统计期\n  提示 最接近的是“上期”"},
		{"indicator = \"不捕率\"\npart = \"子\"", "“part”没有“子”这种写法\n  提示 可用的有“分子”“分母”"},
		{"indicator = \"平均天数\"\npart = \"分子\"", "“平均天数”没有分子"},
		{"indicator = \"不捕率\"\nrows = 0", "“rows”写的是 0\n  提示 写 1 到 100"},
		{"indicator = \"不捕率\"\nrow = 3", "x.md:2:1: 未知的键“row”\n  提示 是否为“rows”"},
	} {
		if _, wrong := casesBlock(r, []byte(tt.keys), source.Pos{File: "x.md", Line: 1}); wrong == nil || !strings.Contains(wrong.Error(), tt.want) {
			t.Errorf("%s\n got %v\nwant %s", tt.keys, wrong, tt.want)
		}
	}
}

// An edition that may not see what tells cases apart lists none; what was signed is no exception.
func TestCasesKeepToTheEdition(t *testing.T) {
	keys := []byte("indicator = \"不捕率\"\nprocuratorate = \"西区院\"\npart = \"分母\"")
	inside := listingOffice(t, edition.Internal())
	signed, wrong := casesBlock(inside, keys, source.Pos{})
	if wrong != nil {
		t.Fatal(wrong)
	}
	if got := inside.listable(signed); !slices.Equal(lines(got.Table), lines(signed.Table)) || got.Text != "" {
		t.Errorf("what was signed changes by itself: %q, %s", lines(got.Table), got.Text)
	}
	outside := listingOffice(t, edition.Edition{Name: "对外提供稿"})
	p, wrong := casesBlock(outside, keys, source.Pos{})
	if wrong != nil || p.Table != nil || !strings.Contains(p.said(), "依规只计数，不逐件列出") {
		t.Errorf("outside: %s, %q, %v", p.said(), lines(p.Table), wrong)
	}
	if got := outside.listable(signed); got.Table != nil || !strings.Contains(got.Text, "有 1 件按现行规定不再逐件列出") {
		t.Errorf("outside, what was signed: %q, %s", lines(got.Table), got.Text)
	}
	// a case that turns out to be a juvenile's is taken off what was signed
	young := *signed.Table
	young.Rows = append(slices.Clone(young.Rows), Row{Cells: []Cell{{Text: "西区院2025-06-7"}, {Text: "西区院"}, {}, {}, {}}})
	more := &printed{Table: &young, Datasets: append(slices.Clone(signed.Datasets), "arrests")}
	if got := inside.listable(more); len(got.Table.Rows) != 1 || !strings.Contains(got.Text, "有 1 件") {
		t.Errorf("a juvenile's case stays: %q", lines(got.Table))
	}
}

func TestMatrix(t *testing.T) {
	r := listingOffice(t, edition.Internal())
	for _, tt := range []struct {
		keys string
		want []string
	}{
		{"indicators = [\"不捕率\", \"平均天数\"]\nperiod = \"2025-12\"", []string{
			"市院 不适用 不适用", "东区院 45.0%▲ 超出常态 12.0 天▲ 超出常态", "西区院 不适用 不适用", "全市 45.0%▲ 超出常态 12.0 天▲ 超出常态",
		}},
		{"", []string{"市院 不适用", "东区院 22.0%", "西区院 3/7 件", "全市 23.4%"}}, // the watched one, of the document's June: 25 of 107
		{"indicators = [\"rate\"]\nperiod = \"2025\"", []string{"市院 不适用", "东区院 22.3%", "西区院 3/7 件", "全市 22.4%"}},
	} {
		p, wrong := matrixBlock(r, []byte(tt.keys), source.Pos{File: "x.md", Line: 1})
		if wrong != nil {
			t.Errorf("%s: %v", tt.keys, wrong)
			continue
		}
		var got []string
		for _, row := range p.Table.Rows {
			var cells []string
			for _, c := range row.Cells {
				cells = append(cells, c.Text+c.Note)
			}
			got = append(got, strings.Join(cells, " "))
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s\n got %q\nwant %q", tt.keys, got, tt.want)
		}
	}
	for _, tt := range []struct{ keys, want string }{
		{"indicators = [\"不捕率\", \"平均日数\"]", "x.md:1:23: 没有名为“平均日数”的指标\n  提示 最接近的是“平均天数”"},
		{"indicator = \"不捕率\"", "未知的键“indicator”\n  提示 是否为“indicators”"},
		{"indicators = [" + strings.Repeat("\"rate\", ", 21) + "]", "矩阵有 21 项指标"},
	} {
		if _, wrong := matrixBlock(r, []byte(tt.keys), source.Pos{File: "x.md", Line: 1}); wrong == nil || !strings.Contains(wrong.Error(), tt.want) {
			t.Errorf("%s\n got %v\nwant %s", tt.keys, wrong, tt.want)
		}
	}
	r.b.Cube.Definitions = []*indicator.Definition{}
	if _, wrong := matrixBlock(r, nil, source.Pos{File: "x.md", Line: 1}); wrong == nil || !strings.Contains(wrong.Error(), "没有写指标") {
		t.Errorf("no indicators: %v", wrong)
	}
}
