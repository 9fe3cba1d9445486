package source

import (
	"strings"
	"testing"
	"testing/fstest"
)

func TestTextShowsTheLineAndMarksThePlace(t *testing.T) {
	long := strings.Repeat("案", 200)
	files := fstest.MapFS{
		"content/a.md":             {Data: []byte("\ufeff一\r\n见[渚上清议](x.md)。\r\n\tkey = \"值\"\nred\x1b[31m\u202e\n" + long + "{{不捕率 望津}}" + long + "\n末")},
		"config.toml":              {Data: []byte("out = \"public\"\n")},
		"content/data/cases.csv":   {Data: []byte("案号,姓名\n甲1,某人\n")},
		"content/closed/2025.toml": {Data: []byte("a = \"甲1\"\n")},
	}
	lines := NewLines(files)
	for _, tt := range []struct {
		name string
		in   Error
		want string
	}{
		{
			"wide characters take two columns",
			Error{Code: DeadLink, Pos: Pos{File: "content/a.md", Line: 2, Col: 9}, Message: "链接的目标“x.md”不存在", Hint: "改"},
			"错误 L01 content/a.md:2:9: 链接的目标“x.md”不存在\n  2 │ 见[渚上清议](x.md)。\n    │              ^^^^\n  提示 改",
		},
		{
			"a tab takes four",
			Error{Code: UnknownKey, Pos: Pos{File: "content/a.md", Line: 3, Col: 2}, Message: "未知的键“key”"},
			"错误 T03 content/a.md:3:2: 未知的键“key”\n  3 │     key = \"值\"\n    │     ^^^",
		},
		{
			"a text in quotation marks is marked whole",
			Error{Code: BadValue, Pos: Pos{File: "config.toml", Line: 1, Col: 7}, Message: "不对"},
			"错误 T05 config.toml:1:7: 不对\n  1 │ out = \"public\"\n    │       ^^^^^^^^",
		},
		{
			"what moves the cursor is a sign",
			Error{Code: DeadBold, Pos: Pos{File: "content/a.md", Line: 4, Col: 4}, Message: "坏\x1b[2J"},
			"警告 M05 content/a.md:4:4: 坏␛[2J\n  4 │ red␛[31m\ufffd\n    │    ^",
		},
		{
			"a place past the end of the line",
			Error{Code: OpenFence, Pos: Pos{File: "content/a.md", Line: 6, Col: 2}, Message: "缺"},
			"错误 M07 content/a.md:6:2: 缺\n  6 │ 末\n    │   ^",
		},
		{
			"a line alone",
			Error{Code: NoTitle, Pos: Pos{File: "content/a.md", Line: 6}, Message: "缺"},
			"错误 T08 content/a.md:6: 缺\n  6 │ 末",
		},
		{"a line that is gone", Error{Code: NoTitle, Pos: Pos{File: "content/a.md", Line: 7, Col: 1}, Message: "缺"}, "错误 T08 content/a.md:7:1: 缺"},
		{"data are never quoted", Error{Code: NotDate, Pos: Pos{File: "content/data/cases.csv", Line: 2, Col: 2}, Message: "坏"}, "错误 D13 content/data/cases.csv:2:2: 坏"},
		{"nor what was frozen", Error{Code: DamagedRecord, Pos: Pos{File: "content/closed/2025.toml", Line: 1, Col: 1}, Message: "坏"}, "错误 B01 content/closed/2025.toml:1:1: 坏"},
	} {
		if got := tt.in.Text(lines); got != tt.want {
			t.Errorf("%s:\n%s\nwant\n%s", tt.name, got, tt.want)
		}
	}
	if got := (&Error{Code: NotDate, Message: "坏"}).Text(nil); got != "错误 D13 坏" {
		t.Errorf("without a folder: %q", got)
	}
	far := Error{Code: NoSuchPlace, Pos: Pos{File: "content/a.md", Line: 5, Col: 207}, Message: "没有名为“望津”的院"}
	x, ok := lines.Of(&far)
	if marked := string([]rune(x.Text)[x.From:x.To]); !ok || marked != "望津" || Columns(x.Text) > widest+4 || !strings.HasPrefix(x.Text, "…案") || !strings.HasSuffix(x.Text, "案…") {
		t.Errorf("of a long line %+v marks %q", x, marked)
	}
}

// Whatever a file holds, the place stays inside of what is shown.
func FuzzExcerpt(f *testing.F) {
	f.Add("a\tb“c”\x1b", 2, "没有“c”")
	f.Add(strings.Repeat("案 ", 90), 100, "")
	f.Fuzz(func(t *testing.T, line string, col int, message string) {
		lines := NewLines(fstest.MapFS{"a.md": {Data: []byte(line)}})
		e := Error{Code: BadSyntax, Pos: Pos{File: "a.md", Line: 1, Col: col}, Message: message}
		x, ok := lines.Of(&e)
		if !ok {
			t.Fatal("no line")
		}
		if n := len([]rune(x.Text)); x.From < 0 || x.To < x.From || x.From > max(n, 4*len([]rune(line))) { // a tab is shown as four blanks, and blanks at the end are not
			t.Fatalf("%+v", x)
		}
		for _, r := range e.Text(lines) {
			if r != '\n' && unseen(r) {
				t.Fatalf("%U is printed", r)
			}
		}
	})
}

func TestCodesAreDistinctAndHaveATitle(t *testing.T) {
	seen := map[string]bool{}
	for _, k := range Kinds() {
		if len(k.Code) != 3 || k.Title == "" || seen[string(k.Code)] || seen[k.Title] {
			t.Errorf("%q %q is not a code with a title of its own", k.Code, k.Title)
		}
		seen[string(k.Code)], seen[k.Title] = true, true
	}
}

func TestTheCodeDecidesWhetherAFindingStops(t *testing.T) {
	var l List
	l.Tell(DeadBold, Pos{}, "注意", "")
	l.Put(&Error{Code: Punctuation, Message: "标点"})
	if l.Faults() != 0 || l.Warnings() != 2 {
		t.Errorf("%d faults, %d warnings", l.Faults(), l.Warnings())
	}
	l.Tell(BadSyntax, Pos{}, "坏", "")
	if l.Faults() != 1 {
		t.Error("a fault does not stop")
	}
}
