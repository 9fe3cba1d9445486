package tomlfile

import (
	"strings"
	"testing"

	"anjian/internal/period"
	"anjian/internal/source"
)

type measure struct {
	Sum   string `toml:"sum"`
	Where string `toml:"where"`
}

type definition struct {
	Title     string            `toml:"title"`
	Minimum   int               `toml:"minimum"`
	Watch     bool              `toml:"watch"`
	Aliases   []string          `toml:"aliases"`
	Date      period.Date       `toml:"date"`
	Numerator measure           `toml:"numerator"`
	Map       map[string]string `toml:"map"`
	Version   []struct {
		From period.Date `toml:"from"`
		Note string      `toml:"note"`
	} `toml:"version"`
}

func TestDecode(t *testing.T) {
	const text = `title = "不捕率" # 名称
aliases = [ # 别名
  "不批捕率",
  '不捕占比',
]
date = 2025-03-01
numerator = { sum = "人数", where = '审查结论 == "不批准逮捕"' }
map = { "批捕" = "批准逮捕" }
[[version]]
from = 2023-04-01
[[version]]
note = """
第一行
第二行"""
from = 2024-01-01
`
	var d definition
	var errs source.List
	p := Decode("a.md", 2, []byte(text), &d, &errs)
	if errs.Err() != nil {
		t.Fatal(errs.Err())
	}
	if d.Title != "不捕率" || len(d.Aliases) != 2 || d.Date.String() != "2025-03-01" ||
		d.Map["批捕"] != "批准逮捕" || len(d.Version) != 2 || d.Version[1].From.String() != "2024-01-01" {
		t.Errorf("read %+v", d)
	}
	for _, tt := range []struct {
		path []any
		want string
	}{
		{[]any{"title"}, "a.md:2:10"},
		{[]any{"aliases", 1}, "a.md:5:4"},
		{[]any{"numerator", "where"}, "a.md:8:36"},
		{[]any{"version", 0, "from"}, "a.md:11:8"},
		{[]any{"version", 1, "from"}, "a.md:16:8"},
		{[]any{"version", 1, "absent"}, "a.md:12:1"},
		{[]any{"absent"}, "a.md:2"},
	} {
		if got := p.At(tt.path...).String(); got != tt.want {
			t.Errorf("At(%v) = %s; want %s", tt.path, got, tt.want)
		}
	}
}

func TestDecodeReportsEverythingWithItsPlace(t *testing.T) {
	for _, tt := range []struct {
		in   string
		want []string
	}{
		{"titel = \"x\"\nminimum = \"10\"\nwatch = 1", []string{
			"错误 T03 a.md:1:1: 未知的键“titel”\n  提示 是否为“title”？",
			"错误 T04 a.md:2:12: “minimum”应为整数，实为文字",
			"错误 T04 a.md:3:9: “watch”应为 true 或 false，实为整数",
		}},
		{"title = \"a\"\n[[version]]\nform = 2023-04-01", []string{"a.md:3:1: 未知的键“form”\n  提示 是否为“from”？"}},
		{"[[version]]\nfrom = \"2023/4/1\"", []string{"a.md:2:9: “from”的值不对\n  提示 日期写作 2025-03-01"}},
		{"aliases = \"x\"", []string{"“aliases”应为列表"}},
		{"numerator = { sum = 3, wher = 'x' }", []string{"未知的键“wher”", "“sum”应为文字，实为整数"}},
		{"title = 不捕率", []string{"a.md:1:9: 等号后面不是值"}},
		{"title = \"不捕率", []string{"a.md:1:"}},
		{"title = \"a\"\ntitle = \"b\"", []string{"a.md:2", "同一个键写了两次"}},
		{strings.Repeat("a.", 60) + "b = 1", []string{"设置嵌套过深"}},
		{"map = " + strings.Repeat("{a=", 9000), []string{"设置嵌套过深"}},
	} {
		var d definition
		var errs source.List
		Decode("a.md", 1, []byte(tt.in), &d, &errs)
		got := errs.Error()
		for _, want := range tt.want {
			if !strings.Contains(got, want) {
				t.Errorf("Decode(%.40q) says\n%s\nwant %s", tt.in, got, want)
			}
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add("title = \"x\"\n[[version]]\nfrom = 2023-04-01\n")
	f.Add("numerator = { sum = \"人数\", where = '''a\nb''' }")
	f.Add("a = [[[{b=[1,{c=\"")
	f.Fuzz(func(t *testing.T, text string) {
		var d definition
		var errs source.List
		Decode("a.md", 1, []byte(text), &d, &errs)
		lines := strings.Count(text, "\n") + 1
		for _, e := range errs.Sorted() {
			if e.Pos.Line < 1 || e.Pos.Line > lines {
				t.Errorf("%v lies outside the %d lines", e, lines)
			}
		}
	})
}
