package gate

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/xuri/excelize/v2"

	"anjian/internal/edition"
	"anjian/internal/shard"
)

// Invented numbers that pass their checks.
const (
	resident = "11010519491231002X"
	mobile   = "13800138000"
	card     = "4111111111111111"
)

func check(t *testing.T, tree fstest.MapFS, opts Options) []Finding {
	t.Helper()
	found, err := Check(tree, edition.Internal(), opts)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func one(name, text string) fstest.MapFS { return fstest.MapFS{name: {Data: []byte(text)}} }

var carriers = map[string]string{
	"a.html": "<!doctype html><title>题</title><p>前文2025年，%s，后文1件</p>", "b.html": `<p title="号码：%s">文</p>`,
	"c.html": "<!-- %s -->", "d.html": `<script type="application/json">{"k":["%s",1]}</script>`, "e.html": "<textarea>%s</textarea>",
	"f.js": `AJ.r(3,[["a.html","题","号码%s。"]])` + "\n", "g.json": `{"甲":"%s"}`, "h.svg": "<svg><text x='1'>%s</text></svg>",
	"i.csv": "序号,号码\n1,%s\n2,\n", "j.txt": "说明\n号码：%s\n", "k.css": "/* %s */",
}

// disguises are the ways in which a number may be written otherwise; files lists the carriers in which a reader would still see the number.
var disguises = []struct {
	name  string
	of    func(string) string
	files string
}{
	{"plain", func(s string) string { return s }, "abcdefghijk"},
	{"lower x", strings.ToLower, "abcdefghijk"},
	{"full width", fullWidth, "abcdefghijk"},
	{"spaces", func(s string) string { return s[:3] + " " + s[3:7] + " " + s[7:] }, "abcdefghijk"},
	{"digit by digit", func(s string) string { return strings.Join(strings.Split(s, ""), " ") }, "abcdefghijk"},
	{"dashes", func(s string) string { return s[:3] + "-" + s[3:7] + "-" + s[7:] }, "abcdefghijk"},
	{"zero width", func(s string) string { return s[:5] + "\u200b" + s[5:9] + "\u00ad" + s[9:] }, "abcdefghijk"},
	{"tags", func(s string) string { return s[:5] + "</b><b class='x'>" + s[5:] }, "aehf"},
	{"tag with attribute", func(s string) string { return s[:5] + `<i title="7">` + s[5:] + "</i>" }, "aeh"},
	{"comment", func(s string) string { return s[:5] + "<!-- x -->" + s[5:] }, "aeh"},
	{"entity", func(s string) string { return fmt.Sprintf("%s&#%d;&#x%x;%s", s[:5], s[5], s[6], s[7:]) }, "abeh"},
	{"no-break space", func(s string) string { return s[:3] + "&nbsp;" + s[3:] }, "abeh"},
	{"\\u", func(s string) string { return fmt.Sprintf(`%s\u%04x\x%02x%s`, s[:5], s[5], s[6], s[7:]) }, "dfg"},
	{"escaped markup", func(s string) string { return s[:5] + `\u003c/b\u003e\u003cb\u003e` + s[5:] }, "dfg"},
	{"line break", func(s string) string { return s[:7] + "\n\t " + s[7:] }, "abcehjk"},
	{"br", func(s string) string { return s[:7] + "<br/>" + s[7:] }, "aeh"},
	{"escaped line break", func(s string) string { return s[:7] + `\n` + s[7:] }, "dfg"},
}

func fullWidth(s string) string {
	return strings.Map(func(r rune) rune { return r - '0' + '０' }, s) // X too: the block lies as ASCII does
}

func TestDisguises(t *testing.T) {
	numbers := []struct {
		class edition.Class
		value string
	}{{edition.ResidentNumber, resident}, {edition.MobileNumber, mobile}, {edition.BankCard, card}}
	for _, d := range disguises {
		for name, carrier := range carriers {
			if !strings.Contains(d.files, name[:1]) {
				continue
			}
			for _, n := range numbers {
				if n.class == edition.BankCard && strings.Contains("spaces dashes", d.name) {
					continue // cards are written in fours
				}
				found := check(t, one(name, fmt.Sprintf(carrier, d.of(n.value))), Options{})
				if len(found) == 0 || found[0].Class != n.class {
					t.Errorf("%s, %s in %s: found %v", n.class, d.name, name, found)
				}
				for _, f := range found {
					if strings.Contains(f.String(), n.value[:6]) || strings.Contains(f.String(), n.value[len(n.value)-6:]) {
						t.Errorf("%s, %s: the report gives it away: %s", n.class, d.name, f)
					}
				}
			}
		}
	}
}

func TestPlace(t *testing.T) {
	found := check(t, one("a.html", "<p>第一行</p>\n<p>号<b>码"+"138</b>&#48;013 8000</p>"), Options{})
	if want := "[a.html:2:9: 手机号码 ************]"; fmt.Sprint(found) != want {
		t.Errorf("found %v, want %s", found, want)
	}
	found = check(t, one("a.js", `AJ.r(["一",`+"\n"+`"二\u0031380013`+`8000"])`), Options{})
	if want := "[a.js:2:3: 手机号码 ***********]"; fmt.Sprint(found) != want {
		t.Errorf("found %v, want %s", found, want)
	}
}

func TestWorkbook(t *testing.T) {
	for _, tt := range []struct {
		fill func(*excelize.File) error
		want int
	}{
		{func(f *excelize.File) error { return f.SetCellValue("Sheet1", "B2", "共 12 件，2025-03-01") }, 0},
		{func(f *excelize.File) error { return f.SetCellValue("Sheet1", "B2", "号码 "+resident) }, 1},
		{func(f *excelize.File) error { return f.SetCellValue("Sheet1", "B2", 13800138000) }, 1},
		{func(f *excelize.File) error {
			return f.SetCellRichText("Sheet1", "A1", []excelize.RichTextRun{
				{Text: mobile[:4], Font: &excelize.Font{Bold: true, Size: 11}}, {Text: mobile[4:]},
			})
		}, 1},
		{func(f *excelize.File) error {
			return f.AddComment("Sheet1", excelize.Comment{Cell: "A1", Text: "电话" + mobile})
		}, 1},
		{func(f *excelize.File) error { return f.SetDocProps(&excelize.DocProperties{Subject: resident}) }, 1},
		{func(f *excelize.File) error { _, err := f.NewSheet("表" + mobile); return err }, 1},
	} {
		f := excelize.NewFile()
		if err := tt.fill(f); err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if err := f.Write(&b); err != nil {
			t.Fatal(err)
		}
		found := check(t, one("list.xlsx", b.String()), Options{})
		if len(found) < tt.want || tt.want == 0 && len(found) > 0 {
			t.Errorf("found %v, want %d", found, tt.want)
		}
	}
}

func TestFiles(t *testing.T) {
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	fmt.Fprintf(z, "AJ.t(%q)", mobile)
	z.Close()
	for _, tt := range []struct {
		name, data string
		want       edition.Class
	}{
		{"a.txt", "干净", ""},
		{"a.bin", "x", Unknown},
		{"a.exe.html", "<p>", ""},
		{"a.html", "\xff\xfe<", Unreadable},
		{"a.png", "GIF89a", Unreadable},
		{"a.xlsx", "PK?", Unreadable},
		{"s/1.js.gz", packed.String(), edition.MobileNumber},
		{"files/" + mobile + ".txt", "", edition.MobileNumber},
		{"a.html", "<p>机密 ★ 一年</p>", edition.SecrecyMark},
		{"a.html", "<footer>内部资料 注意保管</footer>", ""},
		{".gitignore", "*\n", ""},
	} {
		found := check(t, one(tt.name, tt.data), Options{})
		if len(found) > 1 || len(found) == 0 != (tt.want == "") || len(found) == 1 && found[0].Class != tt.want {
			t.Errorf("%s %q: found %v, want %q", tt.name, tt.data, found, tt.want)
		}
	}
}

func TestTrusted(t *testing.T) {
	sum := sha256.Sum256([]byte(mobile))
	opts := Options{Trusted: map[string]string{"assets/lib.js": hex.EncodeToString(sum[:])}}
	if found := check(t, one("assets/lib.js", mobile), opts); len(found) != 0 {
		t.Errorf("a trusted file: %v", found)
	}
	if found := check(t, one("assets/lib.js", "changed"), opts); len(found) != 1 || found[0].Class != Altered {
		t.Errorf("an altered file: %v", found)
	}
	if found := check(t, one("other.js", mobile), opts); len(found) != 1 {
		t.Errorf("another file: %v", found)
	}
}

func TestRefusal(t *testing.T) {
	if Err(nil) != nil {
		t.Error("nothing found is an error")
	}
	tree := fstest.MapFS{}
	for i := range 25 {
		tree[fmt.Sprintf("p%02d.txt", i)] = &fstest.MapFile{Data: []byte(mobile)}
	}
	err := Err(check(t, tree, Options{Workers: 3}))
	var refusal *Refusal
	if !errors.As(err, &refusal) || len(refusal.Findings) != 25 || !strings.Contains(err.Error(), "另有 5 处") ||
		strings.Count(err.Error(), "错误") != 20 || strings.Contains(err.Error(), mobile) {
		t.Errorf("Err = %v", err)
	}
	if _, err := Check(tree, edition.Edition{}, Options{}); err == nil {
		t.Error("a tree without an edition passes")
	}
}

// The pinned chart library passes even when it is not trusted.
func TestNoFalseAlarmInAssets(t *testing.T) {
	found, err := Check(os.DirFS("../../templates/assets"), edition.Internal(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range found {
		t.Errorf("false alarm: %s", f)
	}
}

func TestPostingsAreNoNumbers(t *testing.T) {
	var list []byte
	for n := range 60000 {
		list = shard.AppendNumber(list, n*7)
	}
	file := shard.Call("AJ.s", []byte("7"), fmt.Appendf(nil, `{"检察":["%s",""],"2025":["%s",""]}`, list, list))
	if found := check(t, one("search/1/s/7.js", string(file)), Options{}); len(found) != 0 {
		t.Errorf("false alarm: %v", found)
	}
	file = shard.Call("AJ.s", []byte("7"), fmt.Appendf(nil, `{"%s":["%s",""]}`, mobile, list))
	if found := check(t, one("search/1/s/7.js", string(file)), Options{}); len(found) != 1 {
		t.Errorf("a term that is a number: %v", found)
	}
}

func BenchmarkCheck(b *testing.B) {
	page := "<!doctype html><body>" + strings.Repeat("<tr><td class='number' title='141/601 人'>23.5%</td><td>望津区院&nbsp;2025-03-01</td></tr>\n", 5000)
	tree := fstest.MapFS{}
	for i := range 10 {
		tree[fmt.Sprintf("p%d.html", i)] = &fstest.MapFile{Data: []byte(page)}
	}
	b.SetBytes(int64(10 * len(page)))
	for b.Loop() {
		if found, err := Check(tree, edition.Internal(), Options{Workers: 1}); err != nil || len(found) > 0 {
			b.Fatal(found, err)
		}
	}
}

// One reader's files lie in the same memory one after the other: what is found in one of them
// does not depend on those before it.
func TestFilesStandForThemselves(t *testing.T) {
	all := fstest.MapFS{}
	for i, text := range []string{mobile, strings.Repeat("长", 3000) + resident, "无", "被告人钱小明，电话\\u0031" + mobile[1:], ""} {
		for name, carrier := range carriers {
			all[fmt.Sprintf("%d/%s", i, name)] = &fstest.MapFile{Data: fmt.Appendf(nil, carrier, text)}
		}
	}
	all["5/x.md"] = &fstest.MapFile{Data: []byte("**138**0013**8000**，`" + card + "`\n")}
	all["6/x.csv"] = &fstest.MapFile{Data: bytes.Repeat([]byte("甲,乙\n"), reuseLimit/8+1)}
	var want []Finding
	for name, file := range all {
		want = append(want, check(t, fstest.MapFS{name: file}, Options{})...)
	}
	slices.SortFunc(want, order)
	if got := check(t, all, Options{Workers: 1}); !slices.Equal(got, want) || len(got) < 40 {
		t.Errorf("together %d findings, each by itself %d", len(got), len(want))
	}
}
