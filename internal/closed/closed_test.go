package closed

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"anjian/internal/dataset"
	"anjian/internal/document"
	"anjian/internal/period"
	"anjian/internal/source"
)

const definition = `+++
title = "审查逮捕案件"
files = ["逮捕*.csv"]
key = ["编号"]
start = "受理日期"
end = "审结日期"
[[column]]
name = "编号"
aliases = ["部门受案号"]
editions = ["内部"]
[[column]]
name = "侦查机关"
editions = ["内部"]
[[column]]
name = "承办人"
[[column]]
name = "受理日期"
type = "date"
[[column]]
name = "审结日期"
type = "date"
[[column]]
name = "人数"
type = "int"
[[column]]
name = "审查结论"
values = ["批准逮捕", "不批准逮捕", "撤回"]
map = { "批捕" = "批准逮捕", "不捕" = "不批准逮捕" }
+++
`

// export writes a file of invented cases, two a month from January to June 2025.
func export(change func(header []string, rows [][]string) ([]string, [][]string)) string {
	header := []string{"编号", "侦查机关", "承办人", "受理日期", "审结日期", "人数", "审查结论"}
	var rows [][]string
	for m := 1; m <= 6; m++ {
		for n := 1; n <= 2; n++ {
			outcome := []string{"批准逮捕", "不批准逮捕"}[n-1]
			rows = append(rows, []string{fmt.Sprintf("甲%d-%d", m, n), "东区公安分局", "某甲", fmt.Sprintf("2025-%02d-03", m), fmt.Sprintf("2025-%02d-10", m), "1", outcome})
		}
	}
	if change != nil {
		header, rows = change(header, rows)
	}
	lines := []string{strings.Join(header, ",")}
	for _, r := range rows {
		lines = append(lines, strings.Join(r, ","))
	}
	return strings.Join(lines, "\n") + "\n"
}

func load(t *testing.T, front string, files map[string]string) *dataset.Data {
	t.Helper()
	var errs source.List
	doc := document.Parse("content/datasets/arrests.md", []byte(front), &errs)
	if doc == nil {
		t.Fatal(errs.Err())
	}
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys["content/data/"+name] = &fstest.MapFile{Data: []byte(text)}
	}
	data, err := dataset.Load(fsys, "content/data", []*dataset.Definition{dataset.Define(doc, &errs)}, dataset.Options{}, &errs)
	if err != nil || errs.Faults() > 0 {
		t.Fatal(err, errs.Err())
	}
	return data
}

func freeze(t *testing.T, data *dataset.Data) *Profile {
	t.Helper()
	var errs source.List
	text := Take(data, period.Calendar{}, period.Month(2025, 6)).Text()
	p := Parse("content/closed/2025-06/datasets.toml", period.Month(2025, 6), text, &errs)
	if p == nil {
		t.Fatal(errs.Err())
	}
	if again := string(p.Text()); again != string(text) {
		t.Fatalf("what was read back is written as\n%s\nwant\n%s", again, text)
	}
	return p
}

type (
	head = []string
	body = [][]string
)

func TestPlantedDrift(t *testing.T) {
	column := func(name string) int {
		return slices.Index([]string{"编号", "侦查机关", "承办人", "受理日期", "审结日期", "人数", "审查结论"}, name)
	}
	rename := func(from, to string) func(head, body) (head, body) {
		return func(h head, b body) (head, body) {
			h[column(from)] = to
			return h, b
		}
	}
	for _, tt := range []struct {
		name   string
		front  string // "" for the same definition
		change func(head, body) (head, body)
		want   []string // kind, what, place; those that ask for action end with !
	}{
		{"nothing", "", nil, nil},
		{"another order of rows and columns", "", func(h head, b body) (head, body) {
			slices.Reverse(b)
			slices.Reverse(h)
			for _, row := range b {
				slices.Reverse(row)
			}
			return h, b
		}, nil},
		{"rows of an open month", "", func(h head, b body) (head, body) {
			return h, append(b, []string{"甲7-1", "东区公安分局", "某甲", "2025-07-03", "", "1", ""})
		}, nil},
		{"renamed to an alias", "", rename("编号", "部门受案号"), []string{"表头改名 表头“编号”没有了，“编号”现在取自“部门受案号” content/data/逮捕.csv:1:1"}},
		{"renamed code column", "", rename("审查结论", "处理"), []string{"表头改名 表头“审查结论”没有了，新表头“处理”的位置或内容与它相像 content/data/逮捕.csv:1:7!"}},
		{"renamed code column with words that the map knows", "", func(h head, b body) (head, body) {
			h[6] = "处理"
			for _, row := range b {
				row[6] = map[string]string{"批准逮捕": "批捕", "不批准逮捕": "不捕"}[row[6]]
			}
			return h, b
		}, []string{"表头改名 表头“审查结论”没有了，新表头“处理”的位置或内容与它相像 content/data/逮捕.csv:1:7!"}},
		{"another column in the place of a code column", "", func(h head, b body) (head, body) {
			h[6] = "处理"
			for i, row := range b {
				row[6] = []string{"已处理", "不捕", "未处理"}[i%3]
			}
			return h, b
		}, []string{"表头消失 表头“审查结论”没有了 content/data/逮捕.csv:1!", "新表头 新有表头“处理”，没有采用 content/data/逮捕.csv:1:7!"}},
		{"renamed date between the same neighbours", "", rename("审结日期", "结案时间"), []string{"表头改名 表头“审结日期”没有了，新表头“结案时间”的位置或内容与它相像 content/data/逮捕.csv:1:5!"}},
		{"a heading in its place with other content", "", func(h head, b body) (head, body) {
			h[4] = "备注"
			for _, row := range b {
				row[4] = "补充说明"
			}
			return h, b
		}, []string{"表头消失 表头“审结日期”没有了 content/data/逮捕.csv:1!", "新表头 新有表头“备注”，没有采用 content/data/逮捕.csv:1:5!"}},
		{"a column left out", "", func(h head, b body) (head, body) {
			for i, row := range b {
				b[i] = slices.Delete(row, 5, 6)
			}
			return slices.Delete(h, 5, 6), b
		}, []string{"表头消失 表头“人数”没有了 content/data/逮捕.csv:1!"}},
		{"a column more", "", func(h head, b body) (head, body) {
			for i, row := range b {
				b[i] = append(row, "某乙")
			}
			return append(h, "被害人姓名"), b
		}, []string{"新表头 新有表头“被害人姓名”，没有采用 content/data/逮捕.csv:1:8!"}},
		{"another type", strings.Replace(definition, "type = \"int\"", "type = \"decimal\"", 1), nil, []string{"类型改变 列“人数”的类型由整数改为小数 content/datasets/arrests.md!"}},
		{"a new code value", "", func(h head, b body) (head, body) {
			b[3][6], b[5][6] = "撤回", "撤回"
			return h, b
		}, []string{"新代码值 列“审查结论”有新代码值“撤回” 2 行 content/data/逮捕.csv:5!"}},
		{"a code value gone", "", func(h head, b body) (head, body) {
			for _, row := range b {
				row[6] = "批准逮捕"
			}
			return h, b
		}, []string{"代码值消失 列“审查结论”不再出现代码值“不批准逮捕” 6 行 content/data/逮捕.csv:1!"}},
		{"a new word of an open column", "", func(h head, b body) (head, body) {
			b[2][1] = "西区公安分局"
			return h, b
		}, []string{"新代码值 列“侦查机关”有 1 个新值，共 1 行 content/data/逮捕.csv:4!"}},
		{"a word of a column that nobody sees", "", func(h head, b body) (head, body) {
			b[2][2] = "某乙"
			return h, b
		}, nil},
		{"late entries", "", func(h head, b body) (head, body) {
			return h, append(b, []string{"甲4-3", "东区公安分局", "某甲", "2025-04-28", "2025-05-02", "1", "批准逮捕"}, []string{"甲5-3", "东区公安分局", "某甲", "2025-05-08", "", "1", ""})
		}, []string{
			"已结月份行数改变 “受理日期”在已结月份的行数变了：2025年4月由 2 变为 3，2025年5月由 2 变为 3 content/data/逮捕.csv!",
			"已结月份行数改变 “审结日期”在已结月份的行数变了：2025年5月由 2 变为 3 content/data/逮捕.csv!",
		}},
		{"rows gone", "", func(h head, b body) (head, body) { return h, b[2:] }, []string{
			"已结月份行数改变 “受理日期”在已结月份的行数变了：2025年1月由 2 变为 0 content/data/逮捕.csv:1!",
			"已结月份行数改变 “审结日期”在已结月份的行数变了：2025年1月由 2 变为 0 content/data/逮捕.csv:1!",
		}},
		{"no export any more", strings.Replace(definition, `"逮捕*.csv"`, "", 1), nil, []string{"数据集没有了 月结时有 12 行，现在没有导出 content/closed/2025-06/datasets.toml:5:7!"}},
	} {
		old := freeze(t, load(t, definition, map[string]string{"逮捕.csv": export(nil)}))
		front := tt.front
		if front == "" {
			front = definition
		}
		data := load(t, front, map[string]string{"逮捕.csv": export(tt.change)})
		var got []string
		x := Compare(old, data, period.Calendar{})
		for _, c := range x.Changes {
			line := string(c.Kind) + " " + c.What + " " + c.Place.String()
			if c.Hint != "" {
				line += "!"
			}
			got = append(got, line)
			if strings.Contains(c.What+c.Hint, "某") {
				t.Errorf("%s: a finding prints a cell: %s", tt.name, c.What)
			}
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: got\n  %s\nwant\n  %s", tt.name, strings.Join(got, "\n  "), strings.Join(tt.want, "\n  "))
		}
		var errs source.List
		x.Warn(&errs)
		if errs.Warnings() != len(slices.DeleteFunc(got, func(s string) bool { return !strings.HasSuffix(s, "!") })) {
			t.Errorf("%s: %d warnings of %d changes", tt.name, errs.Warnings(), len(x.Changes))
		}
	}
}

// A month has rows in two files; the one that is not as it was when the month was closed is named.
func TestLateEntriesNameTheChangedFile(t *testing.T) {
	first := "编号,受理日期\n乙1,2025-03-01\n"
	old := freeze(t, load(t, definition, map[string]string{"逮捕-1.csv": first, "逮捕-2.csv": "编号,受理日期\n乙2,2025-03-09\n"}))
	data := load(t, definition, map[string]string{"逮捕-1.csv": first, "逮捕-2.csv": "编号,受理日期\n乙2,2025-03-09\n乙3,2025-03-11\n"})
	changes := Compare(old, data, period.Calendar{}).Changes
	if len(changes) != 1 || changes[0].Kind != Moved || changes[0].Place.String() != "content/data/逮捕-2.csv" {
		t.Errorf("changes %+v", changes)
	}
}

// A heading that only the newest of several files changed is told; files that keep theirs are not.
func TestDriftOfOneFileAmongSeveral(t *testing.T) {
	second := strings.NewReplacer("甲", "乙", "2025-", "2024-", "编号", "部门受案号").Replace(export(nil))
	old := freeze(t, load(t, definition, map[string]string{"逮捕-2024.csv": second, "逮捕-2025.csv": export(nil)}))
	third := strings.NewReplacer("甲", "丙", "审查结论", "处理", "2025-", "2023-").Replace(export(nil))
	data := load(t, definition, map[string]string{
		"逮捕-2023.csv": third, "逮捕-2024.csv": second, "逮捕-2025.csv": strings.Replace(export(nil), "人数", "人员数量", 1),
	})
	var got []string
	for _, c := range Compare(old, data, period.Calendar{}).Changes {
		if c.Kind != Moved {
			got = append(got, c.What+" "+c.Place.String())
		}
	}
	want := []string{
		"表头“审查结论”没有了，新表头“处理”的位置或内容与它相像 content/data/逮捕-2023.csv:1:7",
		"表头“人数”没有了，新表头“人员数量”的位置或内容与它相像 content/data/逮捕-2025.csv:1:6",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(want, "\n  "))
	}
}

func TestWhatIsFrozen(t *testing.T) {
	p := freeze(t, load(t, definition, map[string]string{
		"逮捕-1.csv": export(nil),
		"逮捕-2.csv": "部门受案号,受理日期,备注\n乙1,2025-06-30,\n乙2,2025-07-01,\n",
	}))
	d := p.dataset("arrests")
	if d.Rows != 14 || len(d.Files) != 2 || d.Files[1].Rows != 2 {
		t.Errorf("%d rows of %v", d.Rows, d.Files)
	}
	if got := strings.Join(d.column("编号").Headings, " "); got != "编号 部门受案号" {
		t.Errorf("编号 was read from %s", got)
	}
	if len(d.Layouts) != 2 || !slices.Contains(d.Layouts[1], "备注") || d.Files[1].Layout != 2 || d.column("备注") != nil {
		t.Errorf("layouts %v of %v", d.Layouts, d.Files)
	}
	if got := d.column("承办人").Codes; got != nil {
		t.Errorf("words of a column that nobody sees are frozen: %v", got)
	}
	last := d.Months[len(d.Months)-1]
	if last.Month != period.Month(2025, 6) || last.Rows[1] != (Code{"受理日期", 3}) && last.Rows[0] != (Code{"受理日期", 3}) {
		t.Errorf("the last month is %v; July is not closed", last)
	}
	if text := string(p.Text()); strings.Contains(text, "某甲") {
		t.Error("a person is named")
	}
}

func TestDamagedFilesAreTold(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"", "不认识的月结文件格式"},
		{"format = 2\n", "content/closed/2025-06/datasets.toml:1:10: 不认识的月结文件格式"},
		{"format = 1\n[[dataset]]\nid = 3\n", "datasets.toml:3:6: “id”应为文字"},
		{"format = 1\n[[dataset]]\nid = \"a\"\n[dataset.months]\n2025Q2 = { \"受理日期\" = 1 }\n", "datasets.toml:5:10: “2025Q2”不是月份"},
		{"format = 1\n[[dataset]]\nid = \"a\"\n[[dataset.file]]\npath = \"x\"\nlayout = 1\n", "datasets.toml:6:10: 没有第 1 种表头"},
		{"format = 1\nmonths = {}\n", "未知的键“months”"},
		{"format = 1\n[[dataset\n", "设置写法有误"},
	} {
		var errs source.List
		p := Parse("content/closed/2025-06/datasets.toml", period.Month(2025, 6), []byte(tt.text), &errs)
		if p != nil || !strings.Contains(errs.Error(), tt.want) {
			t.Errorf("%q: %v; want %s", tt.text, errs.Error(), tt.want)
		}
	}
}

func TestMonths(t *testing.T) {
	fsys := fstest.MapFS{
		"content/closed/2025-11/datasets.toml": {}, "content/closed/2025-02/datasets.toml": {}, "content/closed/2025Q1/x": {},
		"content/closed/notes/x": {}, "content/closed/2025-03": {},
	}
	months, err := Months(fsys)
	if want := []period.Period{period.Month(2025, 2), period.Month(2025, 11)}; err != nil || !slices.Equal(months, want) {
		t.Errorf("Months = %v, %v; want %v", months, err, want)
	}
	if months, err := Months(fstest.MapFS{}); err != nil || months != nil {
		t.Errorf("without the folder: %v, %v", months, err)
	}
}
