package word

import (
	"archive/zip"
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"

	"anjian/internal/source"
)

// docx packs a body, with the parts that Word writes beside it.
func docx(t *testing.T, body string, parts map[string]string) []byte {
	t.Helper()
	const space = ` xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"`
	all := map[string]string{
		"word/document.xml": `<w:document` + space + `><w:body>` + body + `<w:sectPr/></w:body></w:document>`,
		"word/styles.xml": `<w:styles` + space + `>` +
			`<w:style w:styleId="a0"><w:name w:val="Title"/></w:style>` +
			`<w:style w:styleId="1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>` +
			`<w:style w:styleId="2"><w:name w:val="heading 2"/><w:basedOn w:val="1"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>` +
			`<w:style w:styleId="own"><w:name w:val="我的标题"/><w:basedOn w:val="2"/></w:style>` +
			`<w:style w:styleId="t1"><w:name w:val="toc 1"/></w:style></w:styles>`,
		"word/numbering.xml": `<w:numbering` + space + `><w:abstractNum w:abstractNumId="7">` +
			`<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl>` +
			`<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="（%2）"/></w:lvl></w:abstractNum>` +
			`<w:abstractNum w:abstractNumId="8"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>` +
			`<w:abstractNum w:abstractNumId="9"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="·"/></w:lvl></w:abstractNum>` +
			`<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num><w:num w:numId="3"><w:abstractNumId w:val="9"/></w:num></w:numbering>`,
		"word/_rels/document.xml.rels": `<Relationships><Relationship Id="rId5" Target="media/image1.png"/><Relationship Id="rId6" Target="https://example.invalid/x" TargetMode="External"/></Relationships>`,
		"word/media/image1.png":        "\x89PNG",
		"word/footnotes.xml":           `<w:footnotes` + space + `><w:footnote w:id="0" w:type="separator"><w:p/></w:footnote><w:footnote w:id="3"><w:p><w:r><w:t>见规则第三百五十一条。</w:t></w:r></w:p></w:footnote></w:footnotes>`,
	}
	for name, text := range parts {
		all[name] = text
	}
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	for name, text := range all {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

func imported(t *testing.T, body string, parts map[string]string) *Text {
	t.Helper()
	text, err := Read("文稿.docx", docx(t, body, parts), "wen-gao")
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func p(properties, text string) string {
	return `<w:p><w:pPr>` + properties + `</w:pPr><w:r><w:t xml:space="preserve">` + text + `</w:t></w:r></w:p>`
}

const centred = `<w:jc w:val="center"/>`

func styled(id string) string { return `<w:pStyle w:val="` + id + `"/>` }

func numbered(id, level string) string {
	return `<w:numPr><w:ilvl w:val="` + level + `"/><w:numId w:val="` + id + `"/></w:numPr>`
}

func check(t *testing.T, got *Text, title, markdown string) {
	t.Helper()
	if got.Title != title {
		t.Errorf("title %q, want %q", got.Title, title)
	}
	if got.Markdown != markdown {
		t.Errorf("markdown\n%s\nwant\n%s", got.Markdown, markdown)
	}
}

// As offices write: no styles, numbers typed by hand, two lines of title in the middle.
func TestTypedNumbersMakeHeadings(t *testing.T) {
	got := imported(t, p(centred, "某市人民检察院")+p(centred, "关于2025年案件质量的分析")+p("", "")+
		p("", "　　2025年，全市受理案件1536件。")+p("", "一、总体情况")+p("", "（一）受理情况")+p("", "1.审查逮捕。受理280件。")+
		p("", "一、二审案件的受理情况和办理情况都有较大变化，需要作为专题逐项进行研究分析和说明，不能一概而论。")+
		p("", "二、存在的问题")+p("", "（一）有的部门超期；"), nil)
	check(t, got, "某市人民检察院关于2025年案件质量的分析",
		"2025年，全市受理案件1536件。\n\n## 一、总体情况\n\n### （一）受理情况\n\n1.审查逮捕。受理280件。\n\n一、二审案件的受理情况和办理情况都有较大变化，需要作为专题逐项进行研究分析和说明，不能一概而论。\n\n## 二、存在的问题\n\n（一）有的部门超期；\n")
	if len(got.Notes) > 0 {
		t.Errorf("notes %q", got.Notes)
	}
}

// Numbers that Word computes are written out, through styles and with restarts below.
func TestComputedNumbersAreWrittenOut(t *testing.T) {
	got := imported(t, p(styled("a0"), "通报")+
		p(styled("1")+numbered("1", "0"), "总体情况")+p(styled("2")+numbered("1", "1"), "受理")+p(styled("own")+numbered("1", "1"), "审结")+
		p(styled("1")+numbered("1", "0"), "问题")+p(styled("2")+numbered("1", "1"), "超期")+
		p(numbered("2", "0"), "第一项")+p(numbered("2", "0"), "第二项")+p(numbered("3", "0"), "圆点"), nil)
	check(t, got, "通报",
		"## 一、总体情况\n\n### （一）受理\n\n### （二）审结\n\n## 二、问题\n\n### （一）超期\n\n1. 第一项\n2. 第二项\n- 圆点\n")
}

func TestRunsTablesPicturesFootnotes(t *testing.T) {
	table := `<w:tbl><w:tr><w:tc>` + p("", "院") + `</w:tc><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>` + p("", "件数|占比") + `</w:tc></w:tr>` +
		`<w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>` + p("", "望津区院") + `</w:tc><w:tc>` + p("", "12") + p("", "件") + `</w:tc><w:tc>` + p("", "3%") + `</w:tc></w:tr>` +
		`<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr>` + p("", "") + `</w:tc><w:tc>` + p("", "13") + `</w:tc></w:tr></w:tbl>`
	runs := `<w:p><w:r><w:t>其中</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>重大案件 </w:t></w:r><w:r><w:rPr><w:b w:val="0"/><w:i/></w:rPr><w:t>*3* 件</w:t></w:r>` +
		`<w:r><w:footnoteReference w:id="3"/></w:r><w:del><w:r><w:delText>删去</w:delText></w:r></w:del><w:ins><w:r><w:t>，新增</w:t></w:r></w:ins>` +
		`<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>7</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>` +
		`<w:hyperlink r:id="rId6"><w:r><w:t>网页</w:t></w:r></w:hyperlink></w:p>`
	picture := `<w:p><w:r><w:drawing><wp:inline><wp:docPr descr="办案流程图"/><a:blip r:embed="rId5"/></wp:inline></w:drawing></w:r></w:p>`
	got := imported(t, p(styled("t1"), "一、总体情况	1")+runs+table+picture+p("", "# 不是标题 {{不捕率}}")+p("", "1. 不是列表"), nil)
	check(t, got, "",
		"其中**重大案件** *\\*3\\* 件*[^1]，新增7网页\n\n| 院 | 件数\\|占比 |  |\n|---|---|---|\n| 望津区院 | 12 件 | 3% |\n|  | 13 |  |\n\n![办案流程图](images/wen-gao-1.png)\n\n\\# 不是标题 \\{\\{不捕率}}\n\n1\\. 不是列表\n\n[^1]: 见规则第三百五十一条。\n")
	if len(got.Images) != 1 || string(got.Images[0].Data) != "\x89PNG" {
		t.Errorf("images %v", got.Images)
	}
	for _, want := range []string{"目录没有带过来，网页自己有目录", "修订痕迹按接受全部修订处理", "站外链接只留下文字：https://example.invalid/x", "表格的合并单元格已拆开，请核对"} {
		if !slices.Contains(got.Notes, want) {
			t.Errorf("notes %q lack %q", got.Notes, want)
		}
	}
}

// What Markdown would read as a mark stays a character, at the ends of a paragraph, too.
func TestCharactersStayWhatTheyAre(t *testing.T) {
	got := imported(t, p("", "正文。")+p("", "> 箭头")+p("", "[甲]：乙")+p("", "路径 D:\\")+p("", "{{不捕率}}"), nil)
	check(t, got, "", "正文。\n\n\\> 箭头\n\n\\[甲\\]：乙\n\n路径 D:\\\\\n\n\\{\\{不捕率}}\n")
	got = imported(t, `<w:p><w:r><w:br/><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:br/></w:r></w:p>`, nil)
	check(t, got, "", "甲\\\n乙\n")
}

// 一是加强管理。 in bold, and the sentence goes on: with 。 inside, Markdown would print the marks.
func TestPunctuationStandsOutsideOfBold(t *testing.T) {
	bold := func(text string) string { return `<w:r><w:rPr><w:b/></w:rPr><w:t>` + text + `</w:t></w:r>` }
	got := imported(t, `<w:p>`+bold("一是加强管理。")+`<w:r><w:t>按月核对</w:t></w:r>`+bold("“清单”")+`<w:r><w:t>后</w:t></w:r>`+bold("。")+`</w:p>`, nil)
	check(t, got, "", "**一是加强管理**。按月核对“**清单**”后。\n")
}

// A damaged file must not take all memory, or never end.
func TestDamagedFilesEnd(t *testing.T) {
	wide := `<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2000000000"/></w:tcPr>` + p("", "院") + `</w:tc></w:tr><w:tr><w:tc>` + p("", "数") + `</w:tc></w:tr></w:tbl>`
	if got := strings.Count(imported(t, wide, nil).Markdown, "---|"); got != mostColumns {
		t.Errorf("the table has %d columns; want %d", got, mostColumns)
	}
	levels := `<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="0">` +
		`<w:lvl w:ilvl="-1"><w:numFmt w:val="bullet"/></w:lvl><w:lvl w:ilvl="2000000000"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>` +
		`</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`
	got := imported(t, p("", "正文。")+p(numbered("1", "-1"), "甲。")+p(numbered("1", "2000000000"), "乙。"), map[string]string{"word/numbering.xml": levels})
	check(t, got, "", "正文。\n\n甲。\n\n乙。\n")
	itself := `<w:footnotes xmlns:w="w"><w:footnote w:id="3"><w:p><w:r><w:t>见注</w:t><w:footnoteReference w:id="3"/></w:r></w:p></w:footnote></w:footnotes>`
	got = imported(t, `<w:p><w:r><w:t>正文</w:t><w:footnoteReference w:id="3"/></w:r></w:p>`, map[string]string{"word/footnotes.xml": itself})
	check(t, got, "", "正文[^1]\n\n[^1]: 见注[^1]\n")
}

func TestWhatCannotBeReadSaysWhatToDo(t *testing.T) {
	big := strings.Repeat("<w:p>", 300) + strings.Repeat("</w:p>", 300)
	for _, tt := range []struct {
		data []byte
		want string
	}{
		{[]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "另存为“Word 文档（*.docx）”"},
		{[]byte("{\\rtf1"), "另存为“Word 文档（*.docx）”"},
		{[]byte("%PDF-1.4"), "做成它的 Word 文件"},
		{[]byte("PK\x03\x04 broken"), "打开后另存一份"},
		{[]byte("随便一段文字"), "可以导入 .docx"},
		{docx(t, big, nil), "打开后另存一份"},
		{docx(t, p("", " "), nil), "扫描件"},
		{docx(t, "", map[string]string{"word/document.xml": "<w:document><w:body>"}), "打开后另存一份"},
	} {
		_, err := Read("x", tt.data, "x")
		var e *source.Error
		if !errors.As(err, &e) || !strings.Contains(e.Hint, tt.want) {
			t.Errorf("%.20q: %v, want %q", tt.data, err, tt.want)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(`<w:document><w:body><w:p><w:r><w:t>一、</w:t></w:r></w:p></w:body></w:document>`))
	f.Fuzz(func(t *testing.T, document []byte) {
		root, err := parse(document)
		if err != nil {
			return
		}
		r := &reader{pack: &pack{}, numbers: readNumbering(nil)}
		r.body(root.child("document", "body"))
		r.finish()
	})
}
