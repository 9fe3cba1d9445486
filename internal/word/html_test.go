package word

import (
	"slices"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// A page as Word saves it: GBK, conditional comments, o:p, numbers in spans.
func TestPagesSavedFromWord(t *testing.T) {
	const saved = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta http-equiv=Content-Type content="text/html; charset=gb2312"><title>流程监控通报</title>
<style>p.MsoNormal{margin:0}</style><!--[if gte mso 9]><xml><o:x/></xml><![endif]--></head><body lang=ZH-CN>
<p class=MsoNormal>一、总体情况<o:p></o:p></p><p class=MsoNormal>　　受理<b>128</b>件，见<a href="http://example.invalid/a">附件</a>。</p>
<p class=MsoNormal>（一）超期</p><table><tr><td><p>院</p></td><td><p>件数</p></td></tr><tr><td><p>望津区院</p></td><td><p>3</p></td></tr></table>
<script>alert(1)</script><img src="x.files/image001.png"></body></html>`
	data, err := simplifiedchinese.GBK.NewEncoder().Bytes([]byte(saved))
	if err != nil {
		t.Fatal(err)
	}
	got, err := Read("通报.htm", data, "tong-bao")
	if err != nil {
		t.Fatal(err)
	}
	check(t, got, "流程监控通报", "## 一、总体情况\n\n受理**128**件，见附件。\n\n### （一）超期\n\n| 院    | 件数 |\n|------|----|\n| 望津区院 | 3  |\n")
	for _, want := range []string{"链接只留下文字：http://example.invalid/a", "图片没有带过来，请另外插入"} {
		if !slices.Contains(got.Notes, want) {
			t.Errorf("notes %q lack %q", got.Notes, want)
		}
	}
}

func TestHeadingsOfPagesBeginAtTheSecondLevel(t *testing.T) {
	got, err := Read("x.html", []byte("<html><body><h1>题目</h1><h3>一、甲</h3><p>正文</p><h4>（一）乙</h4><p>　　1. 段落，不是列表。</p></body></html>"), "x")
	if err != nil {
		t.Fatal(err)
	}
	check(t, got, "题目", "## 一、甲\n\n正文\n\n### （一）乙\n\n1\\. 段落，不是列表。\n")
}
