package site

import (
	"bytes"
	"html/template"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/net/html"

	"anjian/internal/correction"
	"anjian/internal/document"
	"anjian/internal/edition"
	"anjian/internal/monitor"
	"anjian/internal/period"
	"anjian/internal/review"
	"anjian/internal/source"
	"anjian/internal/trace"
	"anjian/templates"
)

// writtenKinds are the folders of documents that people write; a fuzzed file lies in one of them.
var writtenKinds = []string{"reports", "papers", "works", "brands", "cases", "talks", "manual", "guiding", "suggestions", "regulations", "selections"}

// A press turns files into finished pages of a small invented office, by the code that makes a site.
type press struct {
	office   *Office
	partials *template.Template
	renderer *Renderer
}

func newPress(t testing.TB) *press {
	t.Helper()
	o := figureOffice(t, period.DateOf(2025, 12, 31)).Office
	o.Title, o.Owner, o.Edition = "案鉴", "某市人民检察院", edition.Internal()
	o.Corrections = &correction.Ledger{Month: period.Month(2025, 12), Previous: period.Month(2025, 11), Items: items}
	o.Listing = sync.OnceValue(func() *trace.Listing { return trace.NewListing(o.Cube, o.Data, o.Edition) })
	o.Watches, o.Quality = []*monitor.Watch{}, new(review.Quality)
	assets, err := LoadAssets(templates.Files, "", "")
	if err != nil {
		t.Fatal(err)
	}
	r, err := NewRenderer(templates.Files, assets, o)
	if err != nil {
		t.Fatal(err)
	}
	return &press{o, template.Must(template.ParseFS(templates.Files, "base.html", "partials/*.html")), r}
}

// print makes the page of one file; nil where it is refused.
func (x *press) print(t testing.TB, file string, data []byte) []byte {
	t.Helper()
	errs := new(source.List)
	d := document.Parse(file, data, errs)
	if d == nil {
		return nil
	}
	o := *x.office
	o.Documents = []*document.Document{d}
	b := newBuilder(&o, errs)
	b.partials = x.partials
	b.checkProse()
	for _, kind := range []pageKind{reportPages, paperPages, workPages, brandPages, casePages, talkPages, manualPages, guidingPages, suggestionPages, regulationPages, selectionPages} {
		kind(b)
	}
	var out []byte
	for _, p := range b.pages {
		if p.Document != d.Path {
			continue
		}
		page, err := x.renderer.Render(p)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, page...)
	}
	if len(b.failed) > 0 {
		t.Fatal(b.failed)
	}
	_ = errs.Error() // what is told can be told
	return out
}

// authorMark is an attribute that only raw HTML of the writer could bring into a page.
const authorMark = "data-author"

// harms looks with a parser of HTML for what no page may hold: scripts other than our own files and data,
// handlers, inline style, addresses that leave the site, HTML of the writer's, dead elements.
func harms(page []byte) (found []string) {
	root, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		return []string{err.Error()}
	}
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		at := map[string]string{}
		for _, a := range n.Attr {
			at[a.Key] = a.Val
			switch {
			case strings.HasPrefix(a.Key, "on"), a.Key == "style", a.Key == "srcdoc", a.Key == authorMark:
				found = append(found, "<"+n.Data+" "+a.Key+"="+a.Val+">")
			case addressed[a.Key] && leaves(a.Val, n.Data == "img" || n.Data == "link"):
				found = append(found, "<"+n.Data+" "+a.Key+"="+a.Val+"> leaves the site")
			}
		}
		switch n.Data {
		case "script":
			if own := at["src"] != "" && n.FirstChild == nil; !own && at["type"] != "application/json" {
				found = append(found, "a script of words")
			}
		case "iframe", "object", "embed", "base", "style", "frame", "frameset", "applet", "marquee", "video", "audio", "template", "math":
			found = append(found, "<"+n.Data+">")
		}
	}
	return found
}

// addressed are the attributes that hold an address.
var addressed = map[string]bool{"href": true, "src": true, "srcset": true, "action": true, "formaction": true, "poster": true, "cite": true, "background": true, "data": true, "ping": true}

// leaves tells whether a browser would go outside the site for an address, or run it. Browsers ignore
// blanks and control characters before and in a scheme, and read \ as /.
func leaves(address string, picture bool) bool {
	address = strings.Map(func(r rune) rune {
		if r <= ' ' {
			return -1
		}
		return r
	}, strings.ReplaceAll(address, `\`, "/"))
	if picture && strings.HasPrefix(address, "data:image/") {
		return false
	}
	head, _, colon := strings.Cut(address, ":")
	return strings.HasPrefix(address, "/") || colon && !strings.ContainsAny(head, "/#?")
}

// The parser finds what it is there to find.
func TestHarmsAreSeen(t *testing.T) {
	for _, page := range []string{
		`<p onclick="x()">`, `<script>x</script>`, `<a href="javascript:x">`, `<a href=" java&#10;script:x">`, `<a href="//h">`, `<a href="\\h">`, `<a href="https://h">`,
		`<img src="data:text/html,x">`, `<p style="x">`, `<svg><script>x</script></svg>`, `<iframe>`, `<svg onload=x>`, `<p data-author>`, `<form action="http://h">`,
	} {
		if harms([]byte(page)) == nil {
			t.Errorf("nothing is seen in %s", page)
		}
	}
	for _, page := range []string{`<a href="a/b.html#c:d">`, `<img src="data:image/png;base64,x">`, `<script src="a.js" defer></script>`, `<script type="application/json">{}</script>`, `<a href="?a=b:c">`} {
		if found := harms([]byte(page)); found != nil {
			t.Errorf("%s: %v", page, found)
		}
	}
}

// slowest bounds the time that one file may take: what takes milliseconds elsewhere, on the busiest machine.
const slowest = 30 * time.Second

// Whatever people write, it becomes a page without a panic and without harm.
func FuzzPages(f *testing.F) {
	x := newPress(f)
	for i, kind := range writtenKinds {
		files, err := filepath.Glob("../../content/" + kind + "/*.md")
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(uint8(i), text)
		}
	}
	for _, body := range hostile {
		for i := range writtenKinds {
			f.Add(uint8(i), []byte("+++\ntitle = \"x <script "+authorMark+">\"\nsummary = \"<b "+authorMark+">\"\nstatus = \"签发\"\ndate = 2025-12-26\nform = \"analysis\"\nperiod = \"2025-12\"\n+++\n"+body+"\n"))
		}
	}
	f.Fuzz(func(t *testing.T, kind uint8, text []byte) {
		file := "content/" + writtenKinds[int(kind)%len(writtenKinds)] + "/x.md"
		began := time.Now()
		page := x.print(t, file, text)
		if took := time.Since(began); took > slowest {
			t.Errorf("took %v", took)
		}
		if found := harms(page); found != nil {
			t.Errorf("the page holds %q", found)
		}
	})
}

// hostile are texts that try to become more than text.
var hostile = []string{
	"<p " + authorMark + " onclick=\"x\">y</p>", "<script>alert(1)</script>", "a <img " + authorMark + " src=x onerror=x> b", "[a](javascript:alert(1))", "[a](<java\tscript:x>)", "[a](&#106;avascript:x)",
	"![a](data:text/html;base64,x)", "[a](//host/x)", "[a](\\\\host)", "<https://host>", "[a]: https://host\n\n[a]", "https://host", "[a](x.md \"t\\\" onclick=\\\"x\")",
	"## a <b " + authorMark + "> {#x onclick=y}", "{{不捕率}} {{不捕率 东区院 2025-12 描述}} {{不捕率 <b " + authorMark + ">}}", "{{不捕率 2025-12 变化}} {{", "|a|b|\n|-|-|\n|<i " + authorMark + ">|{{rate}}|",
	"```chart\nindicator = \"不捕率\"\ntitle = \"<b " + authorMark + ">\"\nnote = \"</script><script>x\"\n```", "```chart\nkind = \"control\"\nindicator = \"rate\"\nprocuratorate = \"东区院\"\n```",
	"```table\nindicators = [\"rate\", \"amount\"]\nperiods = [\"本期\", \"去年同期\"]\nrows = \"periods\"\n```", "```items\nitem = [{ text = \"<b " + authorMark + ">\" }]\n```", "```findings\nby = \"rule\"\n```", "```limits\n```",
	"```unresolved\ntitle = \"<b>\"\n```", "```quality\nperiod = \"本期\"\n```", "```replies\n```", "```cases\nindicator = \"不捕率\"\nrows = 5\ntitle = \"<b " + authorMark + ">\"\n```", "```matrix\nindicators = [\"rate\"]\n```", "```matrix\n```", "```chart\nkind = \"pairs\"\nindicators = [\"rate\", \"amount\"]\nperiod = \"2025\"\ntitle = \"<b " + authorMark + ">\"\n```", "```chart\nkind = \"composition\"\nindicator = \"freed\"\nfrom = \"2025Q1\"\n```", "```chart\nkind = \"funnel\"\nindicator = \"rate\"\n```", "```chart\nkind = \"box\"\nindicator = \"days\"\n```", "[^1] a\n\n[^1]: <b " + authorMark + "> [b](javascript:x)", "~~a~~ **b** *c* `<b>` &lt;b&gt; &#60;script&#62;",
	"<!-- " + authorMark + " -->\n<![CDATA[x]]>\n<?php x ?>", "- [ ] <input " + authorMark + ">\n\n1) x\n> > y", "\\<b " + authorMark + "\\>", "[a](x.md#<b>)", "![<b>](images/x.svg)",
}

// The press prints: what is fuzzed are pages.
func TestPressPrints(t *testing.T) {
	x := newPress(t)
	page := string(x.print(t, "content/reports/x.md", []byte("+++\ntitle = \"分析 <i>\"\nstatus = \"签发\"\nreviewer = \"副检察长\"\ndate = 2025-12-26\nform = \"analysis\"\nperiod = \"2025-12\"\n+++\n## 一 <b "+authorMark+">\n\n{{不捕率 东区院 本期 描述}}\n\n```chart\nindicator = \"rate\"\nkind = \"control\"\n```\n")))
	for _, want := range []string{"<h1>分析 &lt;i&gt;</h1>", "一 &lt;b data-author&gt;", "高于常态波动范围", "<svg"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not hold %s", want)
		}
	}
	printed := 0
	for _, kind := range writtenKinds {
		files, _ := filepath.Glob("../../content/" + kind + "/*.md")
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if x.print(t, strings.TrimPrefix(filepath.ToSlash(file), "../../"), text) != nil {
				printed++
			} else {
				t.Errorf("%s prints nothing", file)
			}
		}
	}
	if printed < 40 {
		t.Errorf("%d documents of the sample became pages", printed)
	}
}
