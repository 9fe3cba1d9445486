package gate

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"unicode"
	"unicode/utf8"

	"anjian/internal/shard"
)

// An atom is a piece of text that a carrier writes: as it is, or with its characters escaped in
// the way of the carrier, or a place where an element ends and another begins.
type atom struct {
	text string
	kind atomKind
}

type atomKind uint8

const (
	written atomKind = iota
	escaped
	element
	brokenLine
)

// A disguise changes how a sample is written; ok is false where it does not apply.
type disguise struct {
	name string
	of   func(r *rand.Rand, s []string, m may) (atoms []atom, ok bool)
}

func joined(sep string) func(r *rand.Rand, s []string, m may) ([]atom, bool) {
	return func(_ *rand.Rand, s []string, m may) ([]atom, bool) {
		need := spaced
		if sep == "-" {
			need = dashed
		}
		return []atom{{strings.Join(s, sep), written}}, m&need != 0
	}
}

// somewhere cuts a text into three, at characters.
func somewhere(r *rand.Rand, s []string) (a, b, c string) {
	runes := []rune(strings.Join(s, ""))
	from := 1 + r.IntN(len(runes)-1)
	to := min(from+1+r.IntN(2), len(runes))
	return string(runes[:from]), string(runes[from:to]), string(runes[to:])
}

var twelve = []disguise{
	{"plain", func(_ *rand.Rand, s []string, _ may) ([]atom, bool) {
		return []atom{{strings.Join(s, ""), written}}, true
	}},
	{"lower x", func(_ *rand.Rand, s []string, _ may) ([]atom, bool) {
		text := strings.Join(s, "")
		lower := strings.ToLower(text)
		return []atom{{lower, written}}, lower != text
	}},
	{"full width", func(_ *rand.Rand, s []string, _ may) ([]atom, bool) {
		text := strings.Join(s, "")
		wide := strings.Map(func(r rune) rune {
			if r > ' ' && r < 0x7F {
				return r + 0xFEE0
			}
			return r
		}, text)
		return []atom{{wide, written}}, wide != text
	}},
	{"spaces", joined(" ")},
	{"dashes", joined("-")},
	{"zero width", func(r *rand.Rand, s []string, _ may) ([]atom, bool) {
		a, b, c := somewhere(r, s)
		return []atom{{a + "\u200b" + b + pick(r, "\u200d", "\u00ad", "\ufeff", "\u2060") + c, written}}, true
	}},
	{"tags", func(r *rand.Rand, s []string, _ may) ([]atom, bool) {
		a, b, c := somewhere(r, s)
		return []atom{{a, written}, {"", element}, {b, written}, {"", element}, {c, written}}, true
	}},
	{"entity", func(r *rand.Rand, s []string, _ may) ([]atom, bool) {
		a, b, c := somewhere(r, s)
		return []atom{{a, written}, {b, escaped}, {c, written}}, true
	}},
	{`\u`, func(_ *rand.Rand, s []string, _ may) ([]atom, bool) {
		return []atom{{strings.Join(s, ""), escaped}}, true
	}},
	{"line break", func(_ *rand.Rand, s []string, m may) ([]atom, bool) {
		return []atom{{s[0], written}, {"", brokenLine}, {strings.Join(s[1:], ""), written}}, m&spaced != 0
	}},
	{"glued", func(r *rand.Rand, s []string, m may) ([]atom, bool) {
		text := strings.Join(s, "")
		if m&counted != 0 {
			return []atom{{fmt.Sprint(1+r.IntN(9)) + text, written}}, true
		}
		return []atom{{text + pick(r, "之", "在", "为", "是"), written}}, m&alone == 0
	}},
	{"NFD", func(_ *rand.Rand, s []string, _ may) ([]atom, bool) {
		// What decomposes to the character and a mark, or is a compatibility form of it.
		var b strings.Builder
		for _, r := range strings.Join(s, "") {
			b.WriteRune(r)
			switch {
			case unicode.IsDigit(r):
				b.WriteRune(0x332)
			case unicode.Is(unicode.Han, r):
				b.WriteRune(0xE0100)
			}
		}
		return []atom{{b.String(), written}}, true
	}},
}

// A vessel is one of the eight carriers. Each way of writing is missing where a reader of such a
// file would not see through it.
type vessel struct {
	name    string
	file    string
	escape  func(rune) string
	between string // ends an element and begins another; "" where there are none
	line    string
	plain   func(string) string // text as it stands there
	wrap    func(body string) string
}

func reference(r rune) string { return fmt.Sprintf("&#%d;", r) }

var xmlText = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;").Replace

func scriptText(s string) string {
	quoted := string(shard.AppendString(nil, s))
	return quoted[1 : len(quoted)-1]
}

func scriptEscape(r rune) string {
	if r > 0xFFFF {
		return fmt.Sprintf(`\u{%x}`, r)
	}
	return fmt.Sprintf(`\u%04x`, r)
}

// vessels make files; workbooks are stored by the function of the test.
func vessels(book func(parts ...string) string) []vessel {
	return []vessel{
		{"HTML text", "a.html", reference, "</b><b class='x'>", "\n", xmlText, func(s string) string { return "<!doctype html><p>前文2025年，" + s + "</p>" }},
		{"attribute", "a.html", reference, "", "\n", xmlText, func(s string) string { return `<!doctype html><img alt="` + s + `">` }},
		{"shard", "a.js", scriptEscape, `\u003c/b>\u003cb>`, `\n`, scriptText, func(s string) string { return `AJ.t(3,0,["a.html","题"],"` + s + "\")\n" }},
		{"index", "b.js", scriptEscape, "", "", scriptText, func(s string) string { return `AJ.s(3,{"` + s + "\":\"AB\"})\n" }},
		{"workbook", "a.xlsx", reference, `</t></r><r><rPr><b/></rPr><t xml:space="preserve">`, "&#10;", xmlText, func(s string) string {
			return book("xl/sharedStrings.xml", "<sst><si><r><t>"+s+"</t></r></si></sst>")
		}},
		{"workbook metadata", "b.xlsx", reference, "", "&#10;", xmlText, func(s string) string {
			return book("docProps/core.xml", "<cp:coreProperties><dc:description>"+s+"</dc:description></cp:coreProperties>")
		}},
		{"CSV", "a.csv", nil, "", "\n", func(s string) string { return strings.ReplaceAll(s, `"`, `""`) }, func(s string) string { return "序号,内容\r\n1,\"" + s + "\"\r\n" }},
		{"SVG", "a.svg", reference, "</tspan><tspan x='1'>", "\n", xmlText, func(s string) string { return "<svg><text><tspan>" + s + "</tspan></text></svg>" }},
	}
}

// write puts a sample into the carrier; ok is false where the disguise does not exist there.
func (v vessel) write(s sample, name string, atoms []atom) (string, bool) {
	if name == `\u` && !strings.HasSuffix(v.file, ".js") || name == "entity" && strings.HasSuffix(v.file, ".js") {
		return "", false
	}
	var b strings.Builder
	b.WriteString(v.plain(s.before))
	for _, a := range atoms {
		switch a.kind {
		case written:
			b.WriteString(v.plain(a.text))
		case element:
			if v.between == "" {
				return "", false
			}
			b.WriteString(v.between)
		case brokenLine:
			if v.line == "" {
				return "", false
			}
			b.WriteString(v.line)
		case escaped:
			if v.escape == nil {
				return "", false
			}
			for rest := a.text; rest != ""; {
				r, size := utf8.DecodeRuneInString(rest)
				b.WriteString(v.escape(r))
				rest = rest[size:]
			}
		}
	}
	b.WriteString(v.plain(s.after))
	return v.wrap(b.String()), true
}
