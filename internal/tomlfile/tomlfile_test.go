package tomlfile

import (
	"fmt"
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
		{"title = \"a\"\n" + strings.Repeat("a.", 16) + "b = 1", []string{"错误 T06 a.md:2:1: 这个键用点连着 16 个以上的词\n  提示 检查是否把文字写成了键；文字加引号"}},
		{"\n [" + strings.Repeat("a.", 20000) + "b]", []string{"a.md:2:2: 这个键用点连着 16 个以上的词"}},
		{"x = {" + strings.Repeat("a.", 20000) + "b = 1}", []string{"a.md:1:6: 这个键用点连着 16 个以上的词"}},
		{"map = " + strings.Repeat("{a=", 20000), []string{"错误 T06 a.md:1:101: 设置嵌套超过 32 层\n  提示 检查括号是否成对"}},
		{"map = \n[\n" + strings.Repeat("[", 20000), []string{"a.md:1:7: "}},
		{"map = [\n" + strings.Repeat("[", 20000), []string{"a.md:2:32: 设置嵌套超过 32 层"}},
		{"[a.b.c]\nmap = " + strings.Repeat("[{d=", 20000), []string{"a.md:2:"}},
		{strings.Repeat(" ", 256<<10) + " ", []string{"错误 T06 a.md:1: 设置部分超过 256 KB\n  提示 把长文字移到正文"}},
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

// What is within the limits is read: a key of 16 words, values 32 deep.
func TestDeepTextsWithinTheLimits(t *testing.T) {
	for _, text := range []string{
		strings.Repeat("a.", 15) + "b = 1", "[" + strings.Repeat("a.", 15) + "b]", "x = " + strings.Repeat("[", 31) + strings.Repeat("]", 31),
	} {
		var into map[string]any
		var errs source.List
		if Decode("a.md", 1, []byte(text), &into, &errs); errs.Err() != nil || len(into) != 1 {
			t.Errorf("%q: %v, %v", text, into, &errs)
		}
	}
}

// A text of many keys costs its length once, not once for each key: closed months list thousands.
func TestPlacesOfManyKeys(t *testing.T) {
	var text strings.Builder
	for i := range 50_000 {
		fmt.Fprintf(&text, "k%d = \"案\"\n", i)
	}
	var into map[string]any
	var errs source.List
	p := DecodeOurs("a.toml", []byte(text.String()), &into, &errs)
	if got := p.At("k49999").String(); got != "a.toml:50000:11" || errs.Err() != nil {
		t.Errorf("the last key is at %s, %v", got, &errs)
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
