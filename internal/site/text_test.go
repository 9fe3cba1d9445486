package site

import (
	"slices"
	"strings"
	"testing"
)

func TestMainText(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"<h1>不捕率</h1>\n<p>全市 <b>23.5</b>%</p>", "不捕率\n全市 23.5%"},
		{`<p>检察<mark>建议</mark>书</p>`, "检察建议书"},
		{`<svg><text>图中字</text></svg><p>表</p><script type="application/json">{"a":"数据"}</script>`, "表"},
		{"<p>甲&amp;乙\n丙</p>", "甲&乙 丙"},
		{`<p><a href="x">一</a> <a href="y">二</a></p>`, "一 二"},
		{`<p>说明。　<a href="x">报告</a></p>`, "说明。 报告"}, // a full-width blank is one

		// A row is a line, its cells are apart; so are a term and its meaning, and boxes that touch.
		{`<table><tr><th>案由</th><th>院</th></tr><tr><td>公益</td><td>诉讼</td></tr></table>`, "案由｜院\n公益｜诉讼"},
		{`<table><tr><td><p>一</p><p>二</p></td><td>—</td><td>三<br>四</td></tr></table><p>五</p>`, "一｜二｜三｜四\n五"},
		{`<dl><dt>编号</dt><dd>R13</dd><dt>依据</dt><dd>甲<br>乙</dd></dl>`, "编号｜R13\n依据｜甲\n乙"},
		{`<li><span class="tag">品牌</span><span><a>津渡护企</a></span><span class="aside">2024</span></li>`, "品牌｜津渡护企｜2024"},
		{`<p><span data-number="x">3</span>件，<strong>其</strong><em>中</em></p>`, "3件，其中"},

		// What is no content stays out, however deep it lies.
		{`<div data-unsearched><div><p>相关</p></div><p>文章</p></div><p>正文</p>`, "正文"},
		{`<table><caption data-unsearched>各月</caption><colgroup><col><col data-unsearched><col></colgroup><tr><td>1月</td><td>均值</td><td>高于</td></tr></table>`, "1月｜高于"},
		{`<p>甲<sup data-unsearched><a>1</a></sup>乙<span aria-hidden="true">▲</span></p>`, "甲乙"},
		{`<nav><ol><li>目录</li></ol></nav><button>下载</button><p>正文</p>`, "正文"},
	} {
		if got, _ := MainText([]byte(tt.in)); got != tt.want {
			t.Errorf("MainText(%q) = %q; want %q", tt.in, got, tt.want)
		}
	}
}

func TestMainTextSections(t *testing.T) {
	for _, tt := range []struct {
		in   string
		want []TextSection
	}{
		{`<h2 id="甲">甲</h2><p>文</p><h3 id="乙">乙<span>二</span></h3>`, []TextSection{{"甲", "甲", 0, HeadingSection}, {"乙", "乙二", len("甲\n文\n"), HeadingSection}}},
		{`<section id="a"><div><h2>首</h2></div><h2>次</h2></section>`, []TextSection{{"a", "首", 0, HeadingSection}}},
		{`<div id="all"><section><h2>一</h2></section><section id="b"><h3>二</h3></section></div>`, []TextSection{{"all", "一", 0, HeadingSection}, {"b", "二", len("一\n"), HeadingSection}}},
		{`<section id="a"><figure id="trend"><figcaption><h2>逐月</h2></figcaption></figure></section>`, []TextSection{{"trend", "逐月", 0, FigureSection}}},
		{`<section id="a"><h2>期限</h2><div id="t"><table><caption>表一</caption></table></div></section>`, []TextSection{{"a", "期限", 0, HeadingSection}, {"t", "表一", len("期限\n"), TableSection}}},
		{`<section id="a"><h2>期限</h2><table><caption>表一</caption></table></section>`, []TextSection{{"a", "期限", 0, HeadingSection}}},
		{`<dl><dt id="刑法-20">第二十条</dt><dd>案例</dd><dt>无名</dt></dl>`, []TextSection{{"刑法-20", "第二十条", 0, TermSection}}},
		{`<h2 id="x"> </h2><section id="linked" data-unsearched><h2>相关</h2></section><nav id="n"><h2>目录</h2></nav><h5 id="y">小</h5>`, nil},
	} {
		_, got := MainText([]byte(tt.in))
		if !slices.Equal(got, tt.want) {
			t.Errorf("sections of %q\n got %v\nwant %v", tt.in, got, tt.want)
		}
	}
}

// Whatever a page holds, sections stand in it in order, each with the words of its title.
func FuzzMainText(f *testing.F) {
	for _, in := range []string{
		`<section id="a"><h2>甲<h3 id="b">乙</h3></h2><table><col data-unsearched><tr><td>x<td>—`, `<h2 id="x">未完`, `<dl><dt id=q>t<dd>m</dl></div></p><br/><h4 id=z></h4>`,
		`<div data-unsearched><div></div>`, `<figure id="f"><h2>图</h2>`, `<td><tr><h2 id="r">行<td>列</h2>`,
	} {
		f.Add([]byte(in))
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		body, sections := MainText(in)
		at := 0
		for _, s := range sections {
			if s.At < at || s.At > len(body) || s.Title == "" || s.Anchor == "" {
				t.Fatalf("MainText(%q): section %+v after %d in %q", in, s, at, body)
			}
			if got := strings.ReplaceAll(body[s.At:], "｜", " "); !strings.HasPrefix(got, s.Title) {
				t.Fatalf("MainText(%q): the section %+v begins with %q", in, s, got)
			}
			at = s.At
		}
	})
}

func BenchmarkMainText(b *testing.B) {
	row := `<tr><th scope="row">2025年1月</th><td><span data-number="x@2025-01">36.7%（54/147 人）</span></td><td>37.3</td></tr>`
	page := []byte(`<h1>不捕率</h1><section id="a"><h2>逐月</h2><table>`)
	for range 400 {
		page = append(page, row...)
	}
	b.SetBytes(int64(len(page)))
	for b.Loop() {
		MainText(page)
	}
}
