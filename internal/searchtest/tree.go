package searchtest

import (
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"unicode/utf8"
)

// What a query may hold before it is cut.
const (
	mostRunes = 200
	mostWords = 16
	deepest   = 4 // of 8: what is shorter is read by people, too
)

// Trees makes n queries that nest and, or, not, fields, filters and synonyms, out of words that
// stand in the pages, with their truths. Equal seeds give equal queries. Signs come in all their
// widths. Of synonyms each group is searched for as a whole.
func Trees(seed uint64, n int, pages []Page, synonyms [][]string) []Question {
	f := &forest{r: rand.New(rand.NewPCG(seed, uint64(len(pages)))), pages: pages, synonyms: synonyms, group: map[string][]string{}}
	f.fields = fieldsOf(pages)
	for _, g := range synonyms {
		for _, w := range g {
			f.group[Fold(w)] = g
		}
	}
	var list []Question
	for len(list) < n {
		f.words, f.home = 0, f.pages[f.r.IntN(len(f.pages))]
		t := f.all(1+f.r.IntN(deepest), inside{})
		if f.words > mostWords || utf8.RuneCountInString(t.text) > mostRunes {
			continue
		}
		q := Question{Class: "tree", Text: t.text, Truth: t.truth, Line: len(list) + 1}
		if f.chance(30) {
			f.filter(&q)
		}
		list = append(list, q)
	}
	return list
}

type forest struct {
	r        *rand.Rand
	pages    []Page
	synonyms [][]string
	group    map[string][]string // by folded word
	fields   []string            // that pages have
	words    int                 // of the query so far
	home     Page                // most words of a query stand in one page, so that it finds something
}

// A part of a query, with its truth.
type part struct{ text, truth string }

// inside is what a group hands on to the words in it.
type inside struct {
	field string // of the truth: "title", "code" or the name of a property
	not   bool
}

func (f *forest) chance(percent int) bool { return f.r.IntN(100) < percent }

func (f *forest) oneOf(list ...string) string { return list[f.r.IntN(len(list))] }

// all writes what stands side by side, at most depth groups deep.
func (f *forest) all(depth int, in inside) part {
	var texts, truths []string
	for range 1 + f.r.IntN(3) {
		var either, eitherTrue []string
		for range 1 + f.r.IntN(5)/3*f.r.IntN(3) {
			p := f.one(depth, in)
			either, eitherTrue = append(either, p.text), append(eitherTrue, p.truth)
		}
		texts = append(texts, strings.Join(either, f.oneOf(" OR ", " OR ", "　ＯＲ ")))
		truths = append(truths, "( "+strings.Join(eitherTrue, " | ")+" )")
	}
	return part{strings.Join(texts, f.oneOf(" ", " ", "　", "\n")), strings.Join(truths, " & ")}
}

// prefixes say where to look, by the name that truths have for it.
var prefixes = map[string]string{
	"title": "标题", "code": "编号", "type": "类型", "procuratorate": "单位", "line": "条线", "year": "年",
}

// fieldsOf lists the names of what some page has.
func fieldsOf(pages []Page) []string {
	list := []string{"title", "title"}
	if slices.ContainsFunc(pages, func(p Page) bool { return len(p.Codes) > 0 }) {
		list = append(list, "code")
	}
	for _, name := range slices.Sorted(maps.Keys(properties)) {
		if slices.ContainsFunc(pages, func(p Page) bool { return properties[name](p) != "" }) {
			list = append(list, name)
		}
	}
	return list
}

// one writes a word or a group, with what stands before it.
func (f *forest) one(depth int, in inside) part {
	p := part{}
	negated := f.chance(18)
	if negated {
		in.not, p.text = true, f.oneOf("-", "-", "－")
	}
	if f.chance(22) {
		in.field = f.oneOf(f.fields...)
		p.text += prefixes[in.field] + f.oneOf(":", "：")
	}
	var rest part
	if depth > 1 && f.chance(35) {
		rest = f.all(depth-1, in)
		rest.text = f.oneOf("(", "（") + rest.text + f.oneOf(")", "）")
		rest.truth = "( " + rest.truth + " )"
	} else {
		rest = f.leaf(in)
	}
	p.text += rest.text
	if p.truth = rest.truth; negated {
		p.truth = "! " + rest.truth
	}
	return p
}

func (f *forest) leaf(in inside) part {
	f.words++
	if of := properties[in.field]; of != nil {
		value := f.value(of)
		return part{value, in.field + "=" + value}
	}
	field := ""
	if in.field != "" {
		field = in.field + "="
	}
	word := f.word(in.field)
	quoted := f.chance(15)
	truth := field + word
	if others := f.group[Fold(word)]; others != nil && !quoted && !in.not {
		var list []string
		for _, w := range others {
			list = append(list, field+w)
		}
		truth = "( " + strings.Join(list, " | ") + " )"
	}
	if quoted {
		word = f.oneOf(`"`, "“", "＂") + word + f.oneOf(`"`, "”", "＂")
	}
	return part{word, truth}
}

// value returns a property of some page, or a part of it.
func (f *forest) value(of func(Page) string) string {
	for range 20 {
		v := of(f.page())
		if f.chance(30) {
			v = f.stretch(v)
		}
		if v != "" && !strings.ContainsFunc(v, func(r rune) bool { return !inWords(r) }) && v != "年" {
			return v
		}
	}
	return "没有的值"
}

func (f *forest) page() Page {
	if f.chance(70) {
		return f.home
	}
	return f.pages[f.r.IntN(len(f.pages))]
}

func (f *forest) word(field string) string {
	for range 20 {
		if len(f.synonyms) > 0 && f.chance(18) {
			return f.oneOf(f.synonyms[f.r.IntN(len(f.synonyms))]...)
		}
		p := f.page()
		texts := append([]string{p.Body, p.Body, p.Title}, p.Codes...)
		switch {
		case field == "title":
			texts = texts[2:3]
		case field == "code" && len(p.Codes) > 0:
			texts = p.Codes
		}
		if w := f.stretch(f.oneOf(texts...)); w != "" && !strings.EqualFold(Fold(w), "or") {
			return w
		}
	}
	return "没有的词"
}

func inWords(r rune) bool {
	folded := []rune(Fold(string(r)))
	return len(folded) == 1 && (chinese(r) || folded[0] < utf8.RuneSelf && inRun(folded[0]))
}

// stretch cuts up to eight characters from a text, no number or foreign word in two; "" where
// punctuation stands.
func (f *forest) stretch(text string) string {
	runes := []rune(text)
	if len(runes) == 0 {
		return ""
	}
	from := f.r.IntN(len(runes))
	for from > 0 && sameRun(runes[from-1], runes[from]) {
		from--
	}
	length := []int{1, 1, 2, 2, 2, 3, 4, 4, 6, 8}[f.r.IntN(10)]
	to := from
	for to < len(runes) && inWords(runes[to]) && (to-from < length || sameRun(runes[to-1], runes[to])) {
		to++
	}
	if to < len(runes) && to > from && sameRun(runes[to-1], runes[to]) || to-from > 20 {
		return ""
	}
	return string(runes[from:to])
}

// sameRun tells whether two neighbours are parts of one number or foreign word.
func sameRun(a, b rune) bool {
	x, y := []rune(Fold(string(a))), []rune(Fold(string(b)))
	if len(x) != 1 || len(y) != 1 {
		return true // something invisible: better not cut here
	}
	return digit(x[0]) && digit(y[0]) || letter(x[0]) && letter(y[0])
}

// filter sets one or two filters to values of some page.
func (f *forest) filter(q *Question) {
	p := f.page()
	for range 1 + f.r.IntN(2) {
		switch f.r.IntN(4) {
		case 0:
			q.Type = p.Type
		case 1:
			q.Procuratorate = p.Procuratorate
		case 2:
			q.BusinessLine = p.Line
		default:
			q.Year = p.Year
		}
	}
}
