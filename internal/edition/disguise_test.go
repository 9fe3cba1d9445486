package edition

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// disguises write a value in another way that a reader takes for the same.
var disguises = map[string]func(r *rand.Rand, value string) string{
	"plain":      func(_ *rand.Rand, v string) string { return v },
	"lower":      func(_ *rand.Rand, v string) string { return strings.ToLower(v) },
	"full width": func(_ *rand.Rand, v string) string { return wide(v) },
	"zero width": func(r *rand.Rand, v string) string {
		signs := []string{"\u200b", "\u200d", "\ufeff", "\u00ad", "\u2060", "\u202c"}
		return weave(v, func(i, n int) string { return signs[r.IntN(len(signs))] })
	},
	"one blank": func(r *rand.Rand, v string) string { return once(r, bare(v), " ") },
	"one dash":  func(r *rand.Rand, v string) string { return once(r, bare(v), "-") },
	"cjk blank": func(r *rand.Rand, v string) string { return once(r, bare(v), "\u3000") },
	"break":     func(r *rand.Rand, v string) string { return once(r, bare(v), "\n") },
	"nfd":       func(_ *rand.Rand, v string) string { return norm.NFD.String(v) },
	"styled": func(_ *rand.Rand, v string) string {
		return strings.Map(func(r rune) rune {
			if '0' <= r && r <= '9' {
				return r - '0' + '𝟎'
			}
			return r
		}, v)
	},
	"mixed": func(r *rand.Rand, v string) string { return once(r, wide(bare(v)), "\u200b \u200b") },
}

func wide(v string) string {
	return strings.Map(func(r rune) rune {
		if '!' <= r && r <= '~' {
			return r - '!' + '！'
		}
		return r
	}, v)
}

// bare leaves out the separators that a value has already, and an extension.
func bare(v string) string {
	return strings.NewReplacer(" ", "", "·", "", "-801", "", "-", "", "\u3000", "", "\n", "").Replace(v)
}

func weave(v string, sign func(i, n int) string) string {
	var b strings.Builder
	n := utf8.RuneCountInString(v)
	i := 0
	for _, r := range v {
		if i > 0 {
			b.WriteString(sign(i, n))
		}
		b.WriteRune(r)
		i++
	}
	return b.String()
}

// once puts a sign between two characters that touch.
func once(r *rand.Rand, v, sign string) string {
	at := 1 + r.IntN(utf8.RuneCountInString(v)-1)
	runes := []rune(v)
	return string(runes[:at]) + sign + string(runes[at:])
}

// What a reader still reads is still found, whatever class it is of and however it is written.
func TestDisguises(t *testing.T) {
	d := NewDetector(Policy{Edition: Edition{Name: HandedOut}, Names: NewNames([]Name{{Text: "钱小明"}, {Text: "周办案", Handler: true}})})
	cases := append([]classCase{
		{PartyName, []string{"经查«钱小明»到案"}}, {HandlerName, []string{"由«周办案»办理"}}, {CuedName, []string{"被告人«张建国»到案", "证人«欧阳丽华»的证言"}},
	}, classCases...)
	for _, c := range cases {
		for _, marked := range c.texts {
			before, rest, found := strings.Cut(marked, "«")
			if !found {
				continue
			}
			value, behind, _ := strings.Cut(rest, "»")
			for name, disguise := range disguises {
				r := rand.New(rand.NewPCG(1, 2))
				for range 5 {
					text := before + disguise(r, value) + behind
					hit := false
					d.Find([]byte(text), func(class Class, start, end int) {
						hit = hit || class == c.class && start < len(text)-len(behind) && end > len(before)
					})
					if !hit && !lost(c.class, name) {
						t.Errorf("%s, %s: %q: not found", c.class, name, text)
						break
					}
				}
			}
		}
	}
}

// lost says which disguises make something else of a value: nobody writes a dash into a word.
func lost(c Class, disguise string) bool {
	switch c {
	case CuedName, Address, SecrecyMark, InternalMark:
		return disguise == "one dash"
	}
	return false
}

func FuzzFind(f *testing.F) {
	for _, c := range classCases {
		for _, text := range c.texts {
			f.Add([]byte(strings.NewReplacer("«", "", "»", "").Replace(text)))
		}
	}
	f.Add([]byte("\xef\xbc\x31\xf0\x9d"))
	d := NewDetector(Policy{Edition: Edition{Name: HandedOut}, Names: NewNames([]Name{{Text: "钱小明"}, {Text: "高峰"}})})
	const known = "身份证11010519491231002X"
	f.Fuzz(func(t *testing.T, text []byte) {
		seen := false
		whole := append(append([]byte(nil), text...), "\x00"+known...)
		d.Find(whole, func(c Class, start, end int) {
			if start < 0 || end > len(whole) || start >= end {
				t.Errorf("%s at %d…%d of %d bytes", c, start, end, len(whole))
			}
			seen = seen || c == ResidentNumber && end == len(whole)
		})
		if !seen {
			t.Errorf("%s is not found behind %q", known, text)
		}
	})
}

func ExampleDetector_Find() {
	d := NewDetector(Policy{Edition: Internal()})
	text := []byte("联系电话：１３８ ００１３ ８０００")
	d.Find(text, func(c Class, start, end int) { fmt.Println(c, string(text[start:end])) })
	// Output: 手机号码 １３８ ００１３ ８０００
}
