package gate

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"anjian/internal/edition"
	"anjian/internal/shard"
)

// What a decoder must see through: the reader of the file sees the number.
func TestDecoders(t *testing.T) {
	for _, tt := range []struct{ what, name, text string }{
		{"octal escapes", "a.js", `x="电话\61\63\70\60\060138000"`},
		{"code point in braces", "a.js", `x="电话\u{31}38\u{000030}0138000"`},
		{"strings added together", "a.js", "x=\"138\" +\n\"0013\"+'8000'"},
		{"template", "a.js", "x=`电话138\\\n00138000`"},
		{"remark of a script", "a.js", "// " + mobile + "\n"},
		{"separated digits", "a.js", "x=138_0013_8000"},
		{"key", "a.json", `{"` + mobile + `":1}`},
		{"address in percent signs", "a.html", `<a href="%31%338%300138000">x</a>`},
		{"style sheet", "a.css", `p::after{content:"\31 38\000030 0138000"}`},
		{"style in a page", "a.html", `<style>p::after{content:"\31 3800138000"}</style>`},
		{"style attribute", "a.html", `<p style="--x:'` + mobile + `'">`},
		{"emphasis", "a.md", "电话138**0013**8000"},
		{"escaped sign", "a.md", `电话138\-0013\-8000`},
		{"reference", "a.md", "电话138&#48;0138000"},
		{"tag in Markdown", "a.md", "电话<b>138</b>00138000"},
		{"cell of a table", "a.md", "| 电话 | " + mobile + " |"},
		{"doubled quotation marks", "a.csv", `1,"电话""13800138000"""`},
		{"picture inside a page", "a.html", `<img src="data:image/png;base64,` + base64.StdEncoding.EncodeToString([]byte(pngFile(t, "tEXt", "c\x00"+mobile))) + `">`},
		{"drawing inside a style sheet", "a.css", `p{background:url("data:image/svg+xml,%3Csvg%3E%3Ctext%3E138%3C/text%3E%3Ctitle%3E` + mobile + `%3C/title%3E")}`},
		{"metadata of a drawing", "a.svg", `<svg><metadata><rdf:RDF><dc:creator>` + mobile + `</dc:creator></rdf:RDF></metadata></svg>`},
		{"title of a drawing", "a.svg", `<svg><title>` + mobile + `</title></svg>`},
		{"instruction", "a.xml", `<?note ` + mobile + `?>`},
		{"data section", "a.svg", `<svg><text><![CDATA[` + mobile + `]]></text></svg>`},
		{"suggestions", "search/1/q.js", suggestionsOf("电话" + mobile)},
	} {
		found := check(t, one(tt.name, tt.text), Options{})
		if !slices.ContainsFunc(found, func(f Finding) bool { return f.Class == edition.MobileNumber }) {
			t.Errorf("%s: found %v", tt.what, found)
		}
		for _, f := range found {
			if strings.Contains(f.String(), "8000") {
				t.Errorf("%s: the report gives it away: %s", tt.what, f)
			}
		}
	}
}

// suggestionsOf writes a title as the search does.
func suggestionsOf(title string) string {
	var letters, packed []byte
	seen := []rune{}
	for _, r := range title {
		if !slices.Contains(seen, r) {
			seen = append(seen, r)
			letters = append(letters, string(r)...)
		}
		packed = shard.AppendNumber(packed, slices.Index(seen, r))
	}
	args := append([]byte(`{"types":["指标"],"kinds":"","paths":"","others":"","owners":"","codes":"","initials":"","finals":"","readings":"","words":"","frequent":`), shard.AppendString(nil, string(letters))...)
	args = append(append(append(args, `,"titles":"`...), packed...), `"}`...)
	return string(shard.Call("AJ.q", args))
}

func TestWhatCannotBeReadIsRefused(t *testing.T) {
	for _, tt := range []struct {
		what, name, text string
		want             edition.Class
	}{
		{"control characters", "a.html", "<p>138\x0000138000", Unreadable},
		{"UTF-16", "a.txt", "\xff\xfe1\x00", Unreadable},
		{"GB 18030", "a.html", "<meta charset=gb18030>\xb5\xe7\xbb\xb0", Unreadable},
		{"archive", "a.zip", "PK\x03\x04", Unknown},
		{"document", "a.docx", "PK\x03\x04", Unknown},
		{"portable document", "a.pdf", "%PDF-1.7", Unknown},
		{"archive of an archive", "a.gz.gz", "\x1f\x8b", Unknown},
		{"packed workbook", "a.xlsx.gz", "\x1f\x8b", Unknown},
		{"damaged suggestions", "q.js", `AJ.q({"titles":"~~~~~"})`, Unreadable},
		{"suggestions of another form", "q.js", `AJ.q({"names":"x"})`, Unreadable},
		{"address that carries a document", "a.html", `<a href="data:application/pdf;base64,JVBERi0=">x</a>`, Unknown},
		{"address that carries damage", "a.html", `<img src="data:image/png;base64,****">`, Unreadable},
	} {
		found := check(t, one(tt.name, tt.text), Options{})
		if len(found) == 0 || !slices.ContainsFunc(found, func(f Finding) bool { return f.Class == tt.want }) {
			t.Errorf("%s: found %v, want %s", tt.what, found, tt.want)
		}
	}
}

// A list of postings may look like anything; what stands where postings do and is none is read.
func TestPackedNumbersAreNoText(t *testing.T) {
	for _, tt := range []struct {
		text string
		want int
	}{
		{`AJ.s(7,{"检察":"lisi@mail.cn\u0026","被害":0})`, 1},
		{`AJ.s(7,{"检察":"电话 lisi"})`, 0},
		{`AJ.s(7,{"lisi":"检察"})`, 0},
		{`AJ.trace.rows("a",{"cases":{"origins":"AB","columns":["CD",["EF","甲"],[1,null]]}})`, 2},
		{`AJ.t(0,0,["a.html","题"],"AB")`, 0},
		{`x({"origins":"AB"})`, 0},
		{`AJ.s(7,{"检察":"AB`, 1},
	} {
		if got := packedLists([]byte(tt.text)); len(got) != tt.want {
			t.Errorf("packedLists(%s) = %v, want %d", tt.text, got, tt.want)
		}
	}
	found := check(t, one("s/1.js", `AJ.s(7,{"检察":"13800138000","`+mobile+`":"AB"})`), Options{})
	if len(found) != 2 {
		t.Errorf("found %v, want a number among postings and a term", found)
	}
}

// book is a workbook of parts, each name followed by its content.
func book(t *testing.T, parts ...string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		w, err := z.Create(parts[i])
		if err != nil {
			t.Fatal(err)
		}
		w.Write([]byte(parts[i+1]))
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestPartsOfWorkbooks(t *testing.T) {
	clean := book(t, "xl/sharedStrings.xml", "<sst><si><t>共 12 件</t></si></sst>")
	for _, tt := range []struct {
		what, data string
		want       edition.Class
	}{
		{"clean", clean, ""},
		{"runs", book(t, "xl/sharedStrings.xml", "<sst><si><r><t>138</t></r><r><rPr><b/></rPr><t>00138000</t></r></si></sst>"), edition.MobileNumber},
		{"inline string", book(t, "xl/worksheets/sheet1.xml", "<c t=\"inlineStr\"><is><t>"+mobile+"</t></is></c>"), edition.MobileNumber},
		{"number", book(t, "xl/worksheets/sheet1.xml", "<c><v>13800138000</v></c>"), edition.MobileNumber},
		{"number with an exponent", book(t, "xl/worksheets/sheet1.xml", "<c><v>1.3800138E+10</v></c>"), edition.MobileNumber},
		{"small number", book(t, "xl/worksheets/sheet1.xml", "<c><v>1.3800138000E-3</v></c>"), ""},
		{"footer", book(t, "xl/worksheets/sheet1.xml", `<headerFooter><oddFooter>&amp;L电话&amp;"宋体"&amp;12 138&amp;B0013&amp;"宋体,常规"8000</oddFooter></headerFooter>`), edition.MobileNumber},
		{"ordinary footer", book(t, "xl/worksheets/sheet1.xml", `<headerFooter><oddFooter>&amp;C第 &amp;P 页，共 &amp;N 页</oddFooter></headerFooter>`), ""},
		{"defined name", book(t, "xl/workbook.xml", `<definedName name="x">"`+mobile+`"</definedName>`), edition.MobileNumber},
		{"format", book(t, "xl/styles.xml", `<numFmt formatCode="&quot;`+mobile+`&quot;0"/>`), edition.MobileNumber},
		{"comment", book(t, "xl/comments1.xml", `<comment><text><r><t>`+mobile+`</t></r></text></comment>`), edition.MobileNumber},
		{"property", book(t, "docProps/custom.xml", `<property><vt:lpwstr>`+mobile+`</vt:lpwstr></property>`), edition.MobileNumber},
		{"text of a shape", book(t, "xl/drawings/drawing1.xml", `<a:p><a:r><a:t>138</a:t></a:r><a:r><a:t>00138000</a:t></a:r></a:p>`), edition.MobileNumber},
		{"note of a picture", book(t, "xl/media/image1.png", pngFile(t, "tEXt", "c\x00"+mobile)), edition.MobileNumber},
		{"name of a part", book(t, "xl/"+mobile+"/a.xml", "<a/>"), edition.MobileNumber},
		{"link", book(t, "xl/worksheets/_rels/sheet1.xml.rels", `<Relationships><Relationship Target="mailto:x" TargetMode="External"/></Relationships>`), Foreign},
		{"other workbook", book(t, "xl/externalLinks/externalLink1.xml", `<externalLink/>`), Foreign},
		{"macros", book(t, "xl/vbaProject.bin", "x"), Foreign},
		{"embedded document", book(t, "xl/embeddings/a.docx", "PK"), Foreign},
		{"unknown part", book(t, "xl/a.bin", "x"), Unknown},
		{"same name twice", book(t, "xl/a.xml", "<a/>", "XL/A.xml", "<a/>"), Unreadable},
		{"before the parts", "电话" + mobile + " " + clean, edition.MobileNumber},
		{"no archive", "PK?", Unreadable},
	} {
		found := check(t, one("list.xlsx", tt.data), Options{})
		if tt.want == "" && len(found) > 0 || tt.want != "" && !slices.ContainsFunc(found, func(f Finding) bool { return f.Class == tt.want }) {
			t.Errorf("%s: found %v, want %q", tt.what, found, tt.want)
		}
		for _, f := range found {
			if strings.Contains(f.String(), mobile) {
				t.Errorf("%s: the report gives it away: %s", tt.what, f)
			}
		}
	}
}

func TestNameOfAFileIsMasked(t *testing.T) {
	found := check(t, one("电话"+mobile+"/a.html", "<p>"+resident), Options{})
	if len(found) != 2 {
		t.Fatalf("found %v, want the folder and the text", found)
	}
	for _, f := range found {
		if f.File != "电话***********/a.html" {
			t.Errorf("the report names %s", f.File)
		}
	}
	unread := failing{fstest.MapFS{"电话" + mobile + ".txt": {Data: []byte("x")}}}
	if _, err := Check(unread, edition.Internal(), Options{}); err == nil || strings.Contains(err.Error(), mobile) {
		t.Errorf("Check = %v, want an error that does not tell the name", err)
	}
}

// failing is a tree whose files cannot be read.
type failing struct{ fstest.MapFS }

func (f failing) Open(name string) (fs.File, error) {
	return nil, &fs.PathError{Op: "open", Path: name, Err: os.ErrPermission}
}

func TestUnlisted(t *testing.T) {
	tree := fstest.MapFS{"a.txt": {Data: []byte("x")}, "b.txt": {Data: []byte("x")}}
	found := check(t, tree, Options{Listed: func(name string) bool { return name == "a.txt" }})
	if len(found) != 1 || found[0].Class != Unlisted || found[0].File != "b.txt" {
		t.Errorf("found %v, want b.txt", found)
	}
}

// A thing that is written in one way inside of another is found, and its place is that in the file.
func TestPlacesInsideOfStrings(t *testing.T) {
	for _, tt := range []struct {
		name, text   string
		line, column int
	}{
		{"a.json", "{\"甲\":\n \"\\u003cb>138\\u003c/b>00138000\"}", 2, 11},
		{"b.js", "x =\n  \"138\" + '0013' + `8000`", 2, 4},
		{"c.js", "x = '\\ud835\\udfcf\\ud835\\udfd1\\ud835\\udfd600138000'", 1, 6}, // 𝟏𝟑𝟖
		{"d.md", "一\n\n电话 **138**<i>0013</i>8000", 3, 6},
	} {
		found := check(t, one(tt.name, tt.text), Options{})
		if len(found) != 1 || found[0].Class != edition.MobileNumber || found[0].Line != tt.line || found[0].Column != tt.column {
			t.Errorf("%s: found %v, want a number at %d:%d", tt.name, found, tt.line, tt.column)
		}
	}
}

func TestControlCharactersAreNoText(t *testing.T) {
	for b := range rune(0x80) {
		want := b < ' ' && b != '\n' && b != '\r' && b != '\t' && b != '\f' || b == 0x7F
		if found := check(t, one("a.txt", "文"+string(b)+"字"), Options{}); (len(found) == 1 && found[0].Class == Unreadable) != want || len(found) > 1 {
			t.Errorf("%U: found %v", b, found)
		}
	}
}
