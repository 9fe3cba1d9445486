package site

import "testing"

func TestPlainText(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"<h1>不捕率</h1>\n<p>全市 <b>23.5</b>%</p>", "不捕率\n全市 23.5%"},
		{`<p>检察<mark>建议</mark>书</p>`, "检察建议书"},
		{`<table><tr><td>公益</td><td>诉讼</td></tr></table>`, "公益\n诉讼"},
		{`<svg><text>图中字</text></svg><p>表</p><script type="application/json">{"a":"数据"}</script>`, "表"},
		{"<p>甲&amp;乙\n丙</p>", "甲&乙 丙"},
		{`<p><a href="x">一</a> <a href="y">二</a></p>`, "一 二"},
	} {
		if got := plainText([]byte(tt.in)); got != tt.want {
			t.Errorf("plainText(%q) = %q; want %q", tt.in, got, tt.want)
		}
	}
}
