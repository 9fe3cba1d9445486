// Package statute knows how articles of laws, rules and interpretations (条文) are referred to:
// 《中华人民共和国刑事诉讼法》第177条第3款 and 刑事诉讼法第一百七十七条第三款 are one article. It brings what
// people write into one form and finds references in running text. Whether such an article exists, and
// what it says, it does not know.
package statute

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// An Article (条) is one of a law; Part names a paragraph or an item of it.
type Article struct {
	Law    string // 刑事诉讼法: without the state, the issuer, years and title marks
	Number int
	Beside int    // 第一百二十条之一: 1
	Part   string // 第三款, 第二款第一项; "" is the whole article
}

// String writes the article in full: 刑事诉讼法第一百七十七条第三款.
func (a Article) String() string { return a.Law + a.Title() + a.Part }

// Title writes the article without its law and part: 第一百七十七条.
func (a Article) Title() string {
	title := "第" + Numeral(a.Number) + "条"
	if a.Beside > 0 {
		title += "之" + Numeral(a.Beside)
	}
	return title
}

// Whole is the article without its part.
func (a Article) Whole() Article {
	a.Part = ""
	return a
}

// ID names the article in an address: 刑事诉讼法-177, 刑法-120-1.
func (a Article) ID() string {
	id := a.Law + "-" + strconv.Itoa(a.Number)
	if a.Beside > 0 {
		id += "-" + strconv.Itoa(a.Beside)
	}
	return id
}

// Compare orders articles: laws before interpretations, rules and the rest, those that offices open most
// first, then by number.
func Compare(x, y Article) int {
	return cmp.Or(
		cmp.Compare(rank(x.Law), rank(y.Law)), cmp.Compare(known(x.Law), known(y.Law)), cmp.Compare(x.Law, y.Law),
		cmp.Compare(x.Number, y.Number), cmp.Compare(x.Beside, y.Beside), cmp.Compare(x.Part, y.Part),
	)
}

// endings are the words that names of laws end in, in the order of their force.
var endings = []string{"法", "法典", "解释", "规则", "规定", "条例", "办法", "细则", "意见", "指南", "指引", "纪要", "决定"}

// basic are the laws that stand first, in this order.
var basic = []string{"刑法", "刑事诉讼法", "民法典", "民事诉讼法", "行政诉讼法", "人民检察院刑事诉讼规则"}

func known(law string) int {
	if i := slices.Index(basic, law); i >= 0 {
		return i
	}
	return len(basic)
}

func rank(law string) int {
	for i, e := range endings {
		if strings.HasSuffix(law, e) {
			return i
		}
	}
	return len(endings)
}

// others are names that offices shorten, and what is meant.
var others = map[string]string{
	"刑诉法": "刑事诉讼法", "民诉法": "民事诉讼法", "行诉法": "行政诉讼法", "未保法": "未成年人保护法",
	"规则": "人民检察院刑事诉讼规则", "刑诉规则": "人民检察院刑事诉讼规则", "高检规则": "人民检察院刑事诉讼规则",
	"刑事诉讼规则": "人民检察院刑事诉讼规则", "检察建议工作规定": "人民检察院检察建议工作规定",
	"公益诉讼办案规则": "人民检察院公益诉讼办案规则", "适用刑事诉讼法的解释": "刑事诉讼法司法解释",
}

// ShortNames are the names that offices shorten a law to, in order of their text: 刑诉法 for 刑事诉讼法. A word
// that may mean any rules is none.
func ShortNames(law string) []string {
	var names []string
	for short, full := range others {
		if full == law && !slices.Contains(endings, short) {
			names = append(names, short)
		}
	}
	slices.Sort(names)
	return names
}

var (
	brackets = regexp.MustCompile(`（[^（）]*）|\([^()]*\)`)
	marks    = strings.NewReplacer("《", "", "》", "", "〈", "", "〉", "", "中华人民共和国", "", " ", "")
	opening  = regexp.MustCompile(`^(依据|根据|依照|按照|参照|参见|又见|另见|见|和|及|以及)+`)
	named    = regexp.MustCompile(`^\p{Han}{2,}$`)
	same     = regexp.MustCompile(`^[同该本](?:` + strings.Join(endings, "|") + `)$`) // the law named last
)

// law brings a name into one form; "" is none.
func law(name string) string {
	name = strings.TrimSpace(brackets.ReplaceAllString(name, ""))
	if issuer, rest, ok := strings.Cut(name, "关于"); ok && strings.HasSuffix(strings.Trim(issuer, "《〈"), "院") {
		name = rest
	}
	name = opening.ReplaceAllString(marks.Replace(name), "")
	if full := others[name]; full != "" {
		return full
	}
	if rank(name) == len(endings) || !named.MatchString(name) || same.MatchString(name) {
		return ""
	}
	return name
}

// onePart is a paragraph or an item: 第三款, 第（一）项.
const onePart = `第[（(]?(?:[0-9]+|[一二三四五六七八九十]+)[）)]?[款项]`

// moreParts are further ones of the same article: 第一款、第二款; 第一款至第三款.
var moreParts = regexp.MustCompile(`[至到]?` + onePart)

var numbered = regexp.MustCompile(`第([0-9]+|[零〇一二三四五六七八九十百千两]+)条(?:之([0-9]+|[一二三四五六七八九十]+))?((?:` + onePart + `)*)`)

// Parse reads one reference and nothing else; ok is false where the text is none.
func Parse(text string) (a Article, ok bool) {
	text = strings.TrimSpace(text)
	at := numbered.FindStringSubmatchIndex(text)
	if at == nil || at[1] != len(text) {
		return Article{}, false
	}
	found := Find(text)
	if len(found) != 1 {
		return Article{}, false
	}
	return found[0], true
}

// mostInRange bounds 第一条至第六十条: what names more is not about each of them.
const mostInRange = 60

// Find returns the articles that a running text names, each once, in order of appearance. After 、；至 or
// 同法 an article is of the law named last; where no law is named, nothing is found.
func Find(text string) []Article {
	var list []Article
	current, end := "", 0
	for _, at := range numbered.FindAllStringSubmatchIndex(text, -1) {
		gap := text[end:at[0]]
		end = at[1]
		link := strings.Trim(moreParts.ReplaceAllString(brackets.ReplaceAllString(gap, ""), ""), "、，,；;和及以 \t")
		through := link == "至" || link == "到"
		if link != "" && !through && !same.MatchString(link) {
			current = lawBefore(gap)
		}
		a := Article{Law: current, Number: value(text[at[2]:at[3]]), Part: parts(text[at[6]:at[7]])}
		if at[4] >= 0 {
			a.Beside = value(text[at[4]:at[5]])
		}
		if current == "" || a.Number == 0 {
			continue
		}
		if last := len(list) - 1; through && last >= 0 && list[last].Law == current {
			list = append(list, between(list[last], a)...)
		}
		list = append(list, a)
	}
	var once []Article
	for _, a := range list {
		if !slices.Contains(once, a) {
			once = append(once, a)
		}
	}
	return once
}

// between lists the articles of a law from one to another, without the two.
func between(from, to Article) []Article {
	var list []Article
	switch {
	case to.Number == from.Number && to.Beside-from.Beside <= mostInRange:
		for n := from.Beside + 1; n < to.Beside; n++ {
			list = append(list, Article{Law: to.Law, Number: to.Number, Beside: n})
		}
	case to.Number-from.Number <= mostInRange:
		for n := from.Number + 1; n < to.Number; n++ {
			list = append(list, Article{Law: to.Law, Number: n})
		}
	}
	return list
}

// lawBefore is the law that a text names at its end, right before an article.
func lawBefore(text string) string {
	text = strings.TrimSpace(brackets.ReplaceAllString(text, ""))
	if strings.HasSuffix(text, "》") {
		if i := strings.LastIndex(text, "《"); i >= 0 {
			return law(text[i:])
		}
	}
	depth, start := 0, 0
	for i, c := range text {
		switch c {
		case '《':
			depth++
		case '》':
			depth--
		case '；', ';', '，', ',', '。', '、', '：':
			if depth == 0 {
				start = i + len(string(c))
			}
		}
	}
	return law(text[start:])
}

var part = regexp.MustCompile(`第[（(]?([0-9]+|[一二三四五六七八九十]+)[）)]?([款项])`)

// parts writes 第3款 as 第三款.
func parts(text string) string {
	return part.ReplaceAllStringFunc(text, func(s string) string {
		m := part.FindStringSubmatch(s)
		return "第" + Numeral(value(m[1])) + m[2]
	})
}
