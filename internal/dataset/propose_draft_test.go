package dataset

import (
	"strings"
	"testing"
)

const drafted = `+++
title = "审查逮捕案件"
files = ["审查逮捕-*.csv"] # 每年一个
encoding = "gb18030"
aggregate_only = '承办部门 == "第六检察部"'   # 未成年人

# 案号
[[column]]
name = "部门受案号"
aliases = ["案件编号"]
required = true

[[column]]
name = "审查结论"   # 全案
values = [
  "批准逮捕", # 含决定逮捕
  "不批准逮捕",
]
[[link]]
name = "案件"
to = "prosecution"
+++
## 这份数据从哪里来
旧的。

## 一行是什么
一案。
`

func TestDraftsChangeNothingElse(t *testing.T) {
	for _, tt := range []struct {
		name      string
		change    func(*draft)
		old, want string // the only text that differs
	}{
		{"a value keeps the comment behind it", func(d *draft) { d.set("", "files", `["a.csv"]`, "") }, `["审查逮捕-*.csv"] # 每年一个`, `["a.csv"]   # 每年一个`},
		{"a comment sign inside quotes is no comment", func(d *draft) { d.set("", "title", `"案#件"`, ""); d.set("", "title", `"案"`, "") }, `"审查逮捕案件"`, `"案"`},
		{"a new comment replaces the old", func(d *draft) { d.set("", "files", "[]", "尚未导出") }, `["审查逮捕-*.csv"] # 每年一个`, `[]   # 尚未导出`},
		{"a new key stands after the others", func(d *draft) { d.set("", "due", `"到期日期"`, "") }, "# 未成年人\n", "# 未成年人\ndue = \"到期日期\"\n"},
		{"of a column", func(d *draft) { d.set("部门受案号", "aliases", `["案号"]`, "") }, `["案件编号"]`, `["案号"]`},
		{"over several lines", func(d *draft) { d.set("审查结论", "values", `["捕"]`, "") }, "values = [\n  \"批准逮捕\", # 含决定逮捕\n  \"不批准逮捕\",\n]", `values = ["捕"]`},
		{"a new key of a column", func(d *draft) { d.set("审查结论", "note", `"x"`, "") }, "\n]\n", "\n]\nnote = \"x\"\n"},
		{"the name of a link is no column", func(d *draft) { d.set("案件", "note", `"x"`, "") }, "", ""},
		{"one more in a list", func(d *draft) { d.extend("部门受案号", "aliases", []string{`"案号"`}, "[]", "") }, `["案件编号"]`, `["案件编号", "案号"]`},
		{"one more in a list over several lines", func(d *draft) { d.extend("审查结论", "values", []string{`"捕"`}, "[]", "") }, "  \"不批准逮捕\",\n", "  \"不批准逮捕\",\n  \"捕\",\n"},
		{"one more behind an entry with a comment and no comma", func(d *draft) {
			d.set("审查结论", "values", "[\n  \"捕#\" # 逮捕\n  # 以下待定\n]", "")
			d.lines = strings.Split(strings.Join(d.lines, "\n"), "\n")
			d.extend("审查结论", "values", []string{`"不捕"`}, "[]", "")
		}, "values = [\n  \"批准逮捕\", # 含决定逮捕\n  \"不批准逮捕\",\n]", "values = [\n  \"捕#\", # 逮捕\n  # 以下待定\n  \"不捕\",\n]"},
		{"a first entry of a table", func(d *draft) { d.extend("部门受案号", "map", []string{`"a" = "b"`}, "{}", "新") }, "required = true\n", "required = true\nmap = { \"a\" = \"b\" }   # 新\n"},
		{"one more in a table", func(d *draft) {
			d.extend("部门受案号", "map", []string{`"a" = "b"`}, "{}", "")
			d.extend("部门受案号", "map", []string{`"c" = "}"`}, "{}", "")
		}, "required = true\n", "required = true\nmap = { \"a\" = \"b\", \"c\" = \"}\" }\n"},
		{"what goes leaves a reason", func(d *draft) { d.remove("部门受案号", "required", "导出里没有") }, "required = true", "# 导出里没有"},
		{"a column stands before links", func(d *draft) { d.addTable("column", `name = "新"`) }, "\n[[link]]", "\n\n[[column]]\nname = \"新\"\n[[link]]"},
	} {
		d, ok := newDraft(drafted)
		if !ok {
			t.Fatal("no front matter")
		}
		tt.change(d)
		if want := strings.Replace(drafted, tt.old, tt.want, 1); d.String() != want {
			t.Errorf("%s:\n%s\nwant\n%s", tt.name, d, want)
		}
	}
}

func TestDraftsKeepLineEnds(t *testing.T) {
	windows := strings.ReplaceAll(drafted, "\n", "\r\n")
	d, _ := newDraft(windows)
	d.set("", "due", `"到期日期"`, "")
	if want := strings.Replace(windows, "# 未成年人\r\n", "# 未成年人\r\ndue = \"到期日期\"\r\n", 1); d.String() != want {
		t.Errorf("%q; want %q", d, want)
	}
}

func TestUnexported(t *testing.T) {
	got := Unexported(drafted)
	for _, gone := range []string{"encoding", "旧的", "审查逮捕-"} {
		if strings.Contains(got, gone) {
			t.Errorf("%q is still there:\n%s", gone, got)
		}
	}
	for _, kept := range []string{"files = []   # 尚未导出\n", "# 案号\n[[column]]", "## 一行是什么\n一案。\n", "# 含决定逮捕"} {
		if !strings.Contains(got, kept) {
			t.Errorf("%q is missing:\n%s", kept, got)
		}
	}
	if Unexported(got) != got {
		t.Error("a second time changes something")
	}
}
