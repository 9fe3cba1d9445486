package document

import (
	"fmt"
	"html/template"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"anjian/internal/source"
)

// site resolves against a library; figures show their text, blocks their language.
type site struct{ *Library }

func (s site) Link(from *Document, target string) (string, bool) {
	to, id, ok := s.Find(from, target)
	if !ok {
		return "", false
	}
	href := "../" + to.Kind + "/" + to.ID + ".html"
	if id != "" {
		href += "#" + id
	}
	return href, true
}

func (s site) Image(_ *Document, target string) (string, bool) {
	return "../assets/" + target, !strings.Contains(target, "missing")
}

func (s site) Figure(_ *Document, text string, at source.Pos) (template.HTML, *source.Error) {
	if strings.HasPrefix(text, "没有") {
		return "", &source.Error{Pos: at, Message: "没有指标“" + text + "”"}
	}
	return template.HTML("<b>" + template.HTMLEscapeString(text) + "</b>"), nil
}

func (s site) Block(_ *Document, lang string, toml []byte, at source.Pos) (template.HTML, *source.Error) {
	if _, err := ParseBlock(lang, toml, at, december); err != nil {
		return "", err
	}
	return template.HTML("<figure>" + lang + "</figure>"), nil
}

func read(t *testing.T, file, text string) (*Document, *source.List) {
	t.Helper()
	var errs source.List
	return Parse(file, []byte(text), &errs), &errs
}

// body parses and renders one body that follows a front matter of three lines.
func body(t *testing.T, text string) (string, *source.List) {
	t.Helper()
	d, errs := read(t, "content/brands/a.md", "+++\ntitle = \"甲\"\n+++\n"+text)
	if d == nil {
		t.Fatalf("no document: %v", errs.Err())
	}
	other := Parse("content/cases/b.md", []byte("+++\ntitle = \"乙\"\n+++\n## 基本 案情\n"), errs)
	return string(d.Render(site{NewLibrary([]*Document{d, other})}, errs)), errs
}

func TestParse(t *testing.T) {
	d, errs := read(t, "content/brands/red-umbrella.md", "\ufeff+++\r\ntitle = \"红伞\"\r\n+++\r\n前言\r\n\r\n## 起因\r\n正文\r\n")
	if errs.Err() != nil {
		t.Fatal(errs.Err())
	}
	if d.Kind != "brands" || d.ID != "red-umbrella" || d.Title != "红伞" || d.FrontLine != 2 || d.BodyLine != 4 {
		t.Errorf("read %q %q %q, front on line %d, body on line %d", d.Kind, d.ID, d.Title, d.FrontLine, d.BodyLine)
	}
	if got, want := d.PlainText(), "前言\n起因\n正文"; got != want {
		t.Errorf("PlainText() = %q; want %q", got, want)
	}
}

func TestParseReportsWhatIsWrongWithAFile(t *testing.T) {
	for _, tt := range []struct{ file, in, want string }{
		{"a.md", "# 题", "a.md:1:1: 缺少文件头"},
		{"a.md", "---\ntitle: x\n---\n", "开头的 --- 改为 +++"},
		{"a.md", "+++\ntitle = \"x\"\n正文", "a.md:1:1: 文件头没有结束"},
		{"a.md", "+++\n+++\n", "a.md:2: 文件头缺少标题"},
		{"a.md", "+++\ntitle = \" \"\n+++\n", "a.md:2:10: 标题是空的"},
		{"a.md", "+++\ntitle = x\n+++\n", "a.md:2:9: "},
		{"红伞.md", "+++\ntitle = \"x\"\n+++\n", "文件名不能用作网址"},
		{"Red.md", "+++\ntitle = \"x\"\n+++\n", "错误 M03 Red.md: 文件名不能用作网址\n  提示 只用小写字母"},
		{"red .md", "+++\ntitle = \"x\"\n+++\n", "文件名不能用作网址"},
		{"red..md", "+++\ntitle = \"x\"\n+++\n", "文件名不能用作网址"},
		{"ｒｅｄ.md", "+++\ntitle = \"x\"\n+++\n", "文件名不能用作网址"},
		{"con.md", "+++\ntitle = \"x\"\n+++\n", "“con”是 Windows 的设备名，换一个名字，如 con-1.md"},
		{"lpt9.md", "+++\ntitle = \"x\"\n+++\n", "Windows 的设备名"},
		{strings.Repeat("a", 81) + ".md", "+++\ntitle = \"x\"\n+++\n", "文件名最多 80 个字符"},
		{"a.md", "+++\ntitle = \"x\"\n+++\n正文\xff", "a.md:4:3: 文件不是 UTF-8 编码"},
		{"a.md", "+++\nx = \"" + strings.Repeat("长", 30000) + "\"\n+++\n", "文件头超过 64 KB"},
		{"a.md", "+++\ntitle = \"x\"\n+++\n" + strings.Repeat("x", MaxBytes), "文件超过 2 MB"},
		{"a.md", "+++\ntitle = \"x\"\n+++\n" + strings.Repeat(">", 40000), "a.md:4:40001: 引用或列表嵌套超过 64 层"},
		{"a.md", "+++\ntitle = \"x\"\n+++\n好\n" + strings.Repeat("- ", 65) + "x", "a.md:5:131: 引用或列表嵌套"},
		{"a.md", "+++\ntitle = \"x\"\n+++\n" + strings.Repeat(" ", 200) + "- x", "嵌套超过 64 层"},
	} {
		_, errs := read(t, tt.file, tt.in)
		if got := errs.Error(); !strings.Contains(got, tt.want) {
			t.Errorf("Parse(%.40q) says\n%s\nwant %s", tt.in, got, tt.want)
		}
	}
}

func TestDecodeDoesNotRepeatWhatParseSaid(t *testing.T) {
	d, errs := read(t, "a.md", "+++\ntitle = x\n+++\n")
	var into struct {
		Title string `toml:"title"`
	}
	d.Decode(&into, errs)
	if errs.Faults() != 1 {
		t.Errorf("%d faults; want 1: %v", errs.Faults(), errs.Err())
	}
	d, errs = read(t, "a.md", "+++\ntitle = \"x\"\nsumary = \"y\"\n+++\n")
	d.Decode(&into, errs)
	if got := errs.Error(); !strings.Contains(got, "a.md:3:1: 未知的键“sumary”") {
		t.Errorf("Decode says %s", got)
	}
}

func TestPositionsOfReferences(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"本月{{没有的指标}}上升", "a.md:4:5: 没有指标"},
		{"一\n二，{{ 没有 2025 }}", "a.md:5:6: 没有指标"},
		{"| 院 | 率 |\n|---|---|\n| 望津 | {{没有}} |", "a.md:6:10: 没有指标"},
		{"- 甲\n  - 乙 {{没有}}", "a.md:5:9: 没有指标"},
		{"本月{{不捕率 2025", "a.md:4:3: {{ 没有在同一行用 }} 结束"},
		{"本月{{  }}", "a.md:4:3: {{ }} 里没有写指标"},
		{"见[乙](../cases/c.md)", "a.md:4:2: 链接的目标“../cases/c.md”不存在"},
		{"见 **[乙](b.md#案由)**", "a.md:4:5: 链接的目标“b.md#案由”不存在\n  提示 该文件没有标题“案由”"},
		{"[下](#没有)", "a.md:4:1: 本页没有标题“没有”"},
		{"看图：![图](missing.png)", "a.md:4:4: 没有图片“missing.png”"},
		{"![图](x.exe)", "a.md:4:1: 图片的格式不认识"},
		{"一\n\n```chart\nkind = \"lime\"\nindicator = \"x\"\n```", "a.md:7:9: “kind”没有“lime”这种写法"},
		{"- 甲\n\n  ```table\n  indicatr = \"x\"\n  ```", "a.md:7:3: 未知的键“indicatr”\n  提示 是否为"},
		{"```chart\n```", "没有写指标"},
		{"```chart\nindicator = \"x\"\n", "a.md:4:1: 代码块没有结束"},
		{"# 题", "警告 M04 content/brands/a.md:4:"},
		{"见[^一]", "警告 M06 content/brands/a.md:4:2: 注释没有对应的内容"},
		{"写**“重点”**内容", "a.md:4:2: 加粗没有生效"},
	} {
		_, errs := body(t, tt.in)
		if got := errs.Error(); !strings.Contains(got, tt.want) {
			t.Errorf("%q says\n%s\nwant %s", tt.in, got, tt.want)
		}
	}
}

func TestRender(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"## 怎么 算\n\n### 怎么 算", `<h2 id="怎么-算">怎么 算</h2>` + "\n" + `<h3 id="怎么-算-2">怎么 算</h3>`},
		{"第一行\n第二行 *重点*~~旧~~", "<p>第一行第二行 <em>重点</em><del>旧</del></p>"},
		{"率为{{不捕率 2025Q2}}。", "<p>率为<b>不捕率 2025Q2</b>。</p>"},
		{"写作 `{{不捕率}}`", "<p>写作 <code>{{不捕率}}</code></p>"},
		{"```\n{{不捕率}}\n```", "<pre tabindex=\"0\"><code>{{不捕率}}\n</code></pre>"},
		{`\{{不捕率}}`, "<p>{{不捕率}}</p>"},
		{"[乙](b.md#基本-案情)", `<a href="../cases/b.html#基本-案情">乙</a>`},
		{"[乙](../cases/b.md) [乙](cases/b.md)", `<a href="../cases/b.html">乙</a> <a href="../cases/b.html">乙</a>`},
		{"[上](#节)\n\n## 节", `<a href="#节">上</a>`},
		{"![图](a.png)", `<img src="../assets/a.png" alt="图" loading="lazy">`},
		{"<b>粗</b>", "<p>&lt;b&gt;粗&lt;/b&gt;</p>"},
		{"<div>\n**粗**\n</div>", "<p>&lt;div&gt;\n<strong>粗</strong>\n&lt;/div&gt;</p>"},
		{
			"表：各院\n\n| 院 | 率 |\n|---|---|\n| 望津 | 12.5% |\n| 西岭 | {{率}} |",
			`<caption>各院</caption>` + "\n<thead>\n" + `<tr><th scope="col">院</th><th scope="col" class="number">率</th></tr>`,
		},
		{"```chart\nindicator = \"x\"\n```", "<figure>chart</figure>"},
		{"见[^一]。\n\n[^一]: 依据", `<sup id="brands-a-fnref-1" data-unsearched><a href="#brands-a-fn-1" class="footnote-ref" role="doc-noteref" aria-label="注释1">1</a></sup>`},
	} {
		got, errs := body(t, tt.in)
		if errs.Err() != nil {
			t.Errorf("%q: %v", tt.in, errs.Err())
		}
		if !strings.Contains(got, tt.want) {
			t.Errorf("%q renders\n%s\nwant %s", tt.in, got, tt.want)
		}
	}
}

func TestSections(t *testing.T) {
	d, errs := read(t, "content/cases/b.md", "+++\ntitle = \"乙\"\n+++\n前言\n\n## 要旨\n甲[^一]\n\n## 意义\n乙[^二]\n\n### 细\n丙[^一]\n\n[^一]: 注甲\n\n[^二]: 注乙\n")
	r := site{NewLibrary(nil)}
	var titles []string
	for _, s := range d.Sections() {
		titles = append(titles, s.ID+"="+s.Title)
	}
	if want := []string{"要旨=要旨", "意义=意义"}; !slices.Equal(titles, want) {
		t.Errorf("Sections() = %v; want %v", titles, want)
	}
	part := func(title string) string {
		html, ok := d.RenderSection(title, r, errs)
		if !ok {
			t.Errorf("no section %q", title)
		}
		return string(html)
	}
	if got := part(""); got != "<p>前言</p>\n" {
		t.Errorf("lead = %q", got)
	}
	if got := part("要旨"); !strings.Contains(got, "注甲") || strings.Contains(got, "注乙") || strings.Contains(got, "<h2") {
		t.Errorf("要旨 = %s", got)
	}
	if got := part("意义"); !strings.Contains(got, "注甲") || !strings.Contains(got, "注乙") || !strings.Contains(got, "<h3") {
		t.Errorf("意义 = %s", got)
	}
	if _, ok := d.RenderSection("没有", r, errs); ok {
		t.Error("found a section that is not there")
	}
	rest := string(d.RenderWithout([]string{"要旨"}, r, errs))
	if strings.Contains(rest, "甲[") || strings.Contains(rest, "要旨") || !strings.Contains(rest, "前言") || !strings.Contains(rest, "意义") {
		t.Errorf("without 要旨: %s", rest)
	}
	all := part("要旨") + part("意义")
	for _, id := range ids(t, all) {
		if strings.Count(all, `id="`+id+`"`) != 1 {
			t.Errorf("id %s is used twice", id)
		}
	}
	if errs.Err() != nil {
		t.Error(errs.Err())
	}
}

func ids(t *testing.T, text string) []string {
	var found []string
	walk(t, text, func(n *html.Node) {
		for _, a := range n.Attr {
			if a.Key == "id" {
				found = append(found, a.Val)
			}
		}
	})
	return found
}

func walk(t testing.TB, text string, visit func(*html.Node)) {
	t.Helper()
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	var down func(*html.Node)
	down = func(n *html.Node) {
		if n.Type == html.ElementNode {
			visit(n)
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			down(c)
		}
	}
	down(root)
}

// unsafe returns what in a fragment could run, or lead out of the site.
func unsafe(t testing.TB, text string) string {
	bad := ""
	walk(t, text, func(n *html.Node) {
		switch n.Data {
		case "script", "iframe", "object", "embed", "style", "base", "form", "svg", "meta", "link":
			bad = "<" + n.Data + ">"
		}
		for _, a := range n.Attr {
			v := strings.ToLower(strings.TrimSpace(a.Val))
			if strings.HasPrefix(a.Key, "on") || a.Key == "style" ||
				(a.Key == "href" || a.Key == "src") && (strings.HasPrefix(v, "//") || strings.HasPrefix(v, "/") || strings.HasPrefix(v, `\`) || strings.Contains(strings.SplitN(v, "/", 2)[0], ":") && !strings.HasPrefix(v, "#")) {
				bad = fmt.Sprintf("%s=%q", a.Key, a.Val)
			}
		}
	})
	return bad
}

func TestHostileText(t *testing.T) {
	for _, in := range []string{
		"<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "a<svg/onload=alert(1)>",
		"[x](javascript:alert(1))", "[x](JaVaScRiPt:alert(1))", "[x](java&#115;cript:alert(1))",
		"[x](javascript&colon;alert(1))", "[x](java\\script:alert(1))", "[x](<java\tscript:alert(1)>)",
		"[x](data:text/html,x)", "![x](data:image/png;base64,xx)", "![x](data:image/svg+xml,x.svg)",
		"[x](//evil.invalid/b.md)", "[x](\\\\evil\\b.md)", "[x](http://evil.invalid/b.md)", "<http://evil.invalid>",
		"[x](%6aavascript:alert(1))", "[x](javascript%3aalert(1))", "[x]\n\n[x]: vbscript:x", "[x](/b.md)",
		"![x](http://evil.invalid/p.png)", "![x](//evil.invalid/p.png)", "[x](b.md \"\\\" onclick=alert(1) \\\"\")",
		"{{\"><script>alert(1)</script>}}", "`<script>`", "```\n</code><script>alert(1)</script>\n```",
		"| <script> | x |\n|---|---|\n| <img onerror=x> | `<b>` |", "## <script>alert(1)</script>",
		"[^\"><script>]\n\n[^\"><script>]: <script>x</script>", "![\"><script>](a.png)", "&lt;script&gt;", "<!-- x -->", "<a href=//x>",
	} {
		got, errs := body(t, in)
		if bad := unsafe(t, got); bad != "" {
			t.Errorf("%q lets through %s:\n%s", in, bad, got)
		}
		outside := strings.Contains(in, "](") && !strings.Contains(in, "b.md \"") && !strings.Contains(in, "(a.png)")
		if outside && errs.Faults() == 0 {
			t.Errorf("%q is not refused:\n%s", in, got)
		}
	}
}

// hostileUnits, repeated, are what careless parsers take quadratic time for.
var hostileUnits = []string{"[", "*a ", "**a", "`", "{{", "![", "<", "|a", "[^a]", "[a](", "_a", "~~a", "{{a}}", "\\", "&amp", "a\n", "[a]: b\n", "> a\n\n", "- a\n", "| a |\n", "## a\n", "[^a]: b\n\n"}

func readHostile(t testing.TB, unit string) {
	text := "+++\ntitle = \"x\"\n+++\n" + strings.Repeat(unit, 400000/len(unit))
	var errs source.List
	if d := Parse("content/manual/a.md", []byte(text), &errs); d != nil {
		d.Render(site{NewLibrary(nil)}, &errs)
	}
}

// Linear time is well below a second each; what is quadratic takes minutes, and the test's own limit ends it.
func TestHostileSizes(t *testing.T) {
	for _, unit := range hostileUnits {
		readHostile(t, unit)
	}
}

func BenchmarkHostileSizes(b *testing.B) {
	for _, unit := range hostileUnits {
		b.Run(strconv.Quote(unit), func(b *testing.B) {
			for b.Loop() {
				readHostile(b, unit)
			}
		})
	}
}

func FuzzParse(f *testing.F) {
	f.Add("## 节\n\n见[乙](b.md#节)，{{不捕率 2025Q2}}。\n\n| a | b |\n|--|--|\n| 1 | `x|y` |\n")
	f.Add("> - ```chart\n>   indicator = \"x\"\n>   ```\n\n[^一]: 注\n见[^一]")
	f.Add("<script>x</script> [x](java&#115;cript:1) ![y](//h/p.png) **“x”**")
	f.Fuzz(func(t *testing.T, text string) {
		text = "+++\ntitle = \"x\"\n+++\n" + text
		slow := time.AfterFunc(time.Minute, func() { panic("more than a minute") }) // what hangs must not hang the fuzzer
		defer slow.Stop()
		var errs source.List
		d := Parse("content/brands/a.md", []byte(text), &errs)
		if d != nil {
			r := site{NewLibrary([]*Document{d})}
			if bad := unsafe(t, string(d.Render(r, &errs))); bad != "" {
				t.Errorf("lets through %s", bad)
			}
			for _, s := range d.Sections() {
				d.RenderSection(s.Title, r, &errs)
			}
			d.PlainText()
		}
		lines := strings.Split(text, "\n")
		for _, e := range errs.Sorted() {
			if e.Pos.Line == 0 {
				continue
			}
			if e.Pos.Line > len(lines) || e.Pos.Col > len([]rune(lines[e.Pos.Line-1]))+1 {
				t.Errorf("%v lies outside the file", e)
			}
		}
	})
}

// An anchor stays the same when it is made of itself, and holds nothing that an address would have to escape
// to stay one word.
func FuzzSlug(f *testing.F) {
	for _, seed := range []string{"怎么 算", "A  b-", "e\u0301", "\u212b", "<b>#x", "İ", "ǅ", "__", "\u2028"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, title string) {
		slug := Slug(title)
		if Slug(slug) != slug {
			t.Errorf("Slug(%q) = %q, of which it is %q", title, slug, Slug(slug))
		}
		if strings.ContainsAny(slug, " #?/\\<>\"'&%.:") {
			t.Errorf("Slug(%q) = %q", title, slug)
		}
		if IsID(title) && (strings.ToLower(title) != title || len(title) > maxID) {
			t.Errorf("%q is an id", title)
		}
	})
}
