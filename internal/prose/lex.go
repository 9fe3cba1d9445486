package prose

import (
	"cmp"
	"slices"

	"anjian/internal/period"
)

// A sort is what a token is.
type sort uint8

const (
	unknown sort = iota // words that say who knows what
	measure
	place
	time
	figure
	base    // 同比, 环比
	change  // 上升, 下降, 持平
	compare // 多于, 少于
	filler  // words that change nothing: 为, 达到, 有所
	against // 比, 较, 与: what follows is compared with
	from    // 由, 从
	toward  // 到, 至: what follows is reached
	which   // 是
	each    // 分别
	among   // 其中
	share   // 占, 占比
	negated // 没有, 并未
	wished  // 应当, 力争, 如果: nothing is claimed
	limited // 剔除, 旧口径: what follows counts something else
	pause   // 、 和
	stop    // ，；：
)

// A token is a piece of a sentence.
type token struct {
	sort       sort
	start, end int // in runes
	text       string
	measure    *Measure
	place      *Place
	when       []when
	figure     number
	direction  int // of change and compare: +1, 0, -1
	shift      relation
}

type word struct {
	text      string
	sort      sort
	direction int
	shift     relation
}

// words are what sentences are made of besides names, periods and figures.
var words = dictionary(
	group(change, +1, "上升", "增长", "增加", "提高", "提升", "延长", "扩大", "攀升", "有升", "增", "升"),
	group(change, -1, "下降", "减少", "降低", "缩短", "回落", "压减", "减", "降"),
	group(change, 0, "基本持平", "持平", "大体相当", "保持稳定", "保持平稳"),
	group(compare, +1, "多于", "高于", "大于"), group(compare, -1, "少于", "低于", "小于"),
	[]word{{"同比", base, 0, yearBefore}, {"环比", base, 0, periodPrior}},
	group(against, 0, "比", "较", "与", "同"), group(from, 0, "由", "从"),
	group(toward, 0, "到", "至"), group(which, 0, "是"), group(each, 0, "分别为", "分别是", "分别"),
	group(among, 0, "其中"), group(share, 0, "占比为", "占比", "占"),
	group(filler, 0, "为", "达到", "达", "共计", "共", "计", "仅", "有所", "明显", "大幅", "小幅", "略有", "略", "显著",
		"持续", "连续", "继续", "不断", "均", "都", "数量", "截至", "的", "了", "也", "又", "再", "双", "相比", "同期", "随之",
		"逐步", "呈", "稳中", "末", "则", "保持在", "人数为", "约为"),
	group(negated, 0, "没有", "并未", "未见", "未", "不再", "不"),
	group(wished, 0, "应当", "应该", "力争", "争取", "如果", "若", "防止", "避免", "以免", "是否", "不能", "不等于", "或者", "要求",
		"目标", "确保", "不得", "预计", "计划", "可能", "怎样", "如何", "为何", "升降", "不升反降", "不降反升"),
	group(limited, 0, "剔除", "扣除", "不计", "除外", "旧口径", "新口径", "另一口径", "如按", "若按", "假设"),
	group(pause, 0, "、", "和", "以及", "及"), group(stop, 0, "，", "；", "：", "。", "！", "？", ",", ";", ":"),
)

func group(s sort, direction int, texts ...string) []word {
	list := make([]word, 0, len(texts))
	for _, t := range texts {
		list = append(list, word{t, s, direction, itself})
	}
	return list
}

func dictionary(groups ...[]word) names[word] {
	n := names[word]{}
	for _, w := range slices.Concat(groups...) {
		n.add(w.text, w)
	}
	n.sort()
	return n
}

// A Reader reads sentences that name certain indicators and procuratorates. It is safe for
// concurrent use.
type Reader struct {
	measures names[*Measure]
	places   names[*Place]
	ids      map[string]*Place
	facts    Facts
}

// names finds what a text begins with, by its first character; longer names go first.
type names[T any] map[rune][]nameOf[T]

type nameOf[T any] struct {
	name []rune
	of   T
}

func (n names[T]) add(name string, of T) {
	if r := []rune(name); len(r) > 0 {
		n[r[0]] = append(n[r[0]], nameOf[T]{r, of})
	}
}

func (n names[T]) sort() {
	for _, list := range n {
		slices.SortStableFunc(list, func(a, b nameOf[T]) int { return cmp.Compare(len(b.name), len(a.name)) })
	}
}

// find returns what the text begins with and how long its name is, 0 for nothing.
func (n names[T]) find(s []rune) (of T, length int) {
	for _, x := range n[s[0]] {
		if len(s) >= len(x.name) && slices.Equal(s[:len(x.name)], x.name) {
			return x.of, len(x.name)
		}
	}
	return of, 0
}

// NewReader makes a reader of names. Longer names go before shorter ones: 审查起诉审结 before 审结.
func NewReader(measures []Measure, places []Place, facts Facts) *Reader {
	r := &Reader{measures: names[*Measure]{}, places: names[*Place]{}, facts: facts}
	for i := range measures {
		for _, n := range measures[i].Names {
			r.measures.add(n, &measures[i])
		}
	}
	for i := range places {
		for _, n := range places[i].Names {
			r.places.add(n, &places[i])
		}
	}
	r.measures.sort()
	r.places.sort()
	r.ids = map[string]*Place{}
	for i := range places {
		r.ids[places[i].ID] = &places[i]
	}
	return r
}

// lex cuts a sentence into tokens. What stands in brackets or quotation marks is passed over.
func (r *Reader) lex(s []rune, document period.Period) []token {
	var list []token
	for i := 0; i < len(s); {
		t := r.next(s, i, document)
		i = t.end
		if t.sort == unknown && t.text == "" {
			continue // blanks, brackets
		}
		if n := len(list); t.sort == unknown && n > 0 && list[n-1].sort == unknown && list[n-1].end == t.start {
			list[n-1].end, list[n-1].text = t.end, list[n-1].text+t.text
			continue
		}
		list = append(list, t)
	}
	return list
}

var brackets = map[rune]rune{'（': '）', '(': ')', '“': '”', '《': '》', '「': '」', '【': '】', '[': ']'}

// Live is the character that stands for a live figure: it is right, whatever it prints.
const Live = '\ufffc'

func (r *Reader) next(s []rune, i int, document period.Period) token {
	rest := s[i:]
	if rest[0] == Live {
		return token{sort: filler, start: i, end: i + 1, text: string(rest[:1])}
	}
	if n := blanks(rest); n > 0 {
		return token{start: i, end: i + n}
	}
	if closing, ok := brackets[rest[0]]; ok {
		if n := slices.Index(rest, closing); n > 0 {
			// Quoted words are somebody else's: they break a claim. Brackets only explain.
			if rest[0] == '（' || rest[0] == '(' {
				return token{start: i, end: i + n + 1}
			}
			return token{sort: unknown, start: i, end: i + n + 1, text: string(rest[:n+1])}
		}
	}
	if m, n := r.measures.find(rest); n > 0 {
		return token{sort: measure, start: i, end: i + n, text: string(rest[:n]), measure: m}
	}
	if p, n := r.places.find(rest); n > 0 {
		return token{sort: place, start: i, end: i + n, text: string(rest[:n]), place: p}
	}
	if ordinal(rest) {
		return token{sort: unknown, start: i, end: i + 2, text: string(rest[:2])}
	}
	list, n, dated := readWhen(rest, document)
	switch {
	case dated:
		return token{sort: unknown, start: i, end: i + n, text: string(rest[:n])}
	case n > 0:
		return token{sort: time, start: i, end: i + n, text: string(rest[:n]), when: list}
	}
	if x, n := readNumber(rest); n > 0 {
		return token{sort: figure, start: i, end: i + n, text: string(rest[:n]), figure: x}
	}
	if w, n := words.find(rest); n > 0 {
		return token{sort: w.sort, start: i, end: i + n, text: w.text, direction: w.direction, shift: w.shift}
	}
	for _, doubled := range []string{"翻了一番", "翻一番", "翻番"} {
		if prefix(rest, doubled) {
			n := len([]rune(doubled))
			return token{sort: change, start: i, end: i + n, text: doubled, direction: 1, figure: number{value: 100, half: 5, unit: "%", rough: true}}
		}
	}
	if d := beforeFigure(rest); d != 0 {
		return token{sort: change, start: i, end: i + 1, text: string(rest[0]), direction: d}
	}
	n = 1
	for isDigit(rest[0]) && n < len(rest) && isDigit(rest[n]) {
		n++
	}
	return token{sort: unknown, start: i, end: i + n, text: string(rest[:n])}
}

// ordinal tells whether a text begins with 第 and a number that is no quarter.
func ordinal(s []rune) bool {
	if s[0] != '第' || len(s) < 2 {
		return false
	}
	_, quarter := quarters(s, 2000)
	return quarter == 0
}

// beforeFigure reads 多 12 件 and 高 4.7 个百分点: words of change only where a figure follows.
func beforeFigure(s []rune) int {
	direction := map[rune]int{'多': 1, '高': 1, '少': -1, '低': -1}[s[0]]
	if direction == 0 {
		return 0
	}
	k := 1 + blanks(s[1:])
	if x, n := readNumber(s[min(k, len(s)):]); n > 0 && x.unit != "" {
		return direction
	}
	return 0
}
