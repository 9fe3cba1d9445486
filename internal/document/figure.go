package document

import (
	"slices"
	"strings"
	"unicode"

	"anjian/internal/period"
	"anjian/internal/source"
)

// The words of a live figure that say what of an indicator is printed.
const (
	OfValue       = "值" // when nothing else is asked for
	OfNumerator   = "分子"
	OfDenominator = "分母"
	OfChange      = "变化" // from which value to which, and by how much
	OfSentence    = "描述" // the same as a sentence with counts, and whether it is beyond normal variation
)

// quantities are those words; comparisons say what is compared with, alone or before OfChange and OfSentence.
var (
	quantities  = []string{OfValue, OfNumerator, OfDenominator, OfChange, OfSentence}
	comparisons = []string{"同比", "环比", "累计同比"}
)

// A NameKind is what a name of a site can be of.
type NameKind uint8

const (
	IndicatorName NameKind = iota // a title, an alias or an id
	PlaceName                     // a procuratorate, an area, or all together
	DepartmentName
)

// Names knows what the site calls its indicators, places and departments.
type Names interface {
	Has(kind NameKind, name string) bool
	List(kind NameKind) []string // to suggest from
}

// A Word is one word of a live figure with its place; an indicator's title may hold blanks.
type Word struct {
	Text string
	Pos  source.Pos
}

// A FigureRef is the text of a live figure taken apart: {{不捕率 望津区院 第一检察部 2025Q2 环比 描述}}.
// Empty words and the zero period mean: not given.
type FigureRef struct {
	Indicator     Word
	Procuratorate Word
	Department    Word
	Period        period.Period
	Relative      bool   // Period was told as 本期, 上期 or 去年同期
	Quantity      string // OfValue … OfSentence, or one of 同比 环比 累计同比 alone
	Comparison    string // what a comparison, OfChange or OfSentence compares with; 同比 when not given

	period, quantity, comparison Word
}

// ParseFigure takes the text of a live figure apart; at is the place of its first character, now the
// period that 本期 means. The grammar stands in the comment of this package. Every name exists.
func ParseFigure(text string, at source.Pos, now period.Period, names Names) (FigureRef, *source.Error) {
	ref := FigureRef{Quantity: OfValue, Comparison: comparisons[0]}
	words := wordsOf(text, at)
	if len(words) == 0 {
		return ref, &source.Error{Code: source.EmptyFigure, Pos: at, Message: "{{ }} 里没有写指标", Hint: "写作 {{不捕率 2025Q2}}"}
	}
	rest, wrong := ref.takeIndicator(words, now, names)
	if wrong != nil {
		return ref, wrong
	}
	for _, w := range rest {
		if wrong := ref.take(w, now, names); wrong != nil {
			return ref, wrong
		}
	}
	return ref, ref.settle()
}

// indicatorIn finds the longest run of words at the beginning that is a name of an indicator; n is 0 for none.
func indicatorIn(words []Word, names Names) (title string, n int) {
	for n := len(words); n > 0; n-- {
		if title := joined(words[:n]); names.Has(IndicatorName, title) {
			return title, n
		}
	}
	return "", 0
}

// takeIndicator takes the words that name the indicator.
func (ref *FigureRef) takeIndicator(words []Word, now period.Period, names Names) (rest []Word, wrong *source.Error) {
	title, n := indicatorIn(words, names)
	if n > 0 {
		ref.Indicator = Word{title, words[0].Pos}
		return words[n:], nil
	}
	// n counts words that can be nothing else
	for n < len(words) && !known(words[n].Text, now, names) {
		n++
	}
	if n == 0 {
		return nil, &source.Error{Code: source.MissingKey, Pos: words[0].Pos, Message: "“" + words[0].Text + "”前面没有写指标", Hint: "先写指标，如 {{不捕率 " + words[0].Text + "}}"}
	}
	name := joined(words[:n])
	return nil, &source.Error{Code: source.NoSuchIndicator, Pos: words[0].Pos, Message: "没有名为“" + name + "”的指标", Hint: source.Nearby(name, names.List(IndicatorName))}
}

// known tells whether a word means something behind an indicator.
func known(w string, now period.Period, names Names) bool {
	_, _, err := period.ParseFrom(w, now)
	return err == nil || slices.Contains(quantities, w) || slices.Contains(comparisons, w) || names.Has(PlaceName, w) || names.Has(DepartmentName, w)
}

// take finds out what a word behind the indicator means; each kind is told once.
func (ref *FigureRef) take(w Word, now period.Period, names Names) *source.Error {
	p, relative, err := period.ParseFrom(w.Text, now)
	into, what := &ref.period, "统计期"
	switch {
	case err == nil:
	case slices.Contains(quantities, w.Text):
		into, what = &ref.quantity, "要什么"
	case slices.Contains(comparisons, w.Text):
		into, what = &ref.comparison, "比较"
	case names.Has(DepartmentName, w.Text):
		into, what = &ref.Department, "部门"
	case names.Has(PlaceName, w.Text):
		into, what = &ref.Procuratorate, "院"
	default:
		return unknownWord(w, names)
	}
	if into.Text != "" {
		return &source.Error{Code: source.SpareWord, Pos: w.Pos, Message: "多出的词“" + w.Text + "”", Hint: what + "已经写了“" + into.Text + "”，只写一个"}
	}
	if *into = w; into == &ref.period {
		ref.Period, ref.Relative = p, relative
	}
	return nil
}

// unknownWord says what a word that means nothing may have been meant for.
func unknownWord(w Word, names Names) *source.Error {
	if w.Text[0] >= '0' && w.Text[0] <= '9' {
		return &source.Error{Code: source.BadPeriod, Pos: w.Pos, Message: "“" + w.Text + "”不是统计期", Hint: source.Nearby(w.Text, period.Forms(w.Text))}
	}
	all := slices.Concat(names.List(PlaceName), names.List(DepartmentName), period.RelativeWords, quantities, comparisons)
	return &source.Error{Code: source.UnreadWord, Pos: w.Pos, Message: "“" + w.Text + "”不是院、部门、统计期，也不是同比一类的词", Hint: source.Nearby(w.Text, all)}
}

// settle says what the words ask for together.
func (ref *FigureRef) settle() *source.Error {
	if ref.quantity.Text != "" {
		ref.Quantity = ref.quantity.Text
	}
	if ref.comparison.Text == "" {
		return nil
	}
	ref.Comparison = ref.comparison.Text
	switch ref.quantity.Text {
	case "":
		ref.Quantity = ref.Comparison
	case OfValue, OfNumerator, OfDenominator:
		return &source.Error{
			Code: source.SpareWord,
			Pos:  ref.comparison.Pos, Message: "“" + ref.quantity.Text + "”不能与“" + ref.comparison.Text + "”同写",
			Hint: "“同比”“环比”“累计同比”单独写，或与“变化”“描述”同写",
		}
	}
	return nil
}

func joined(words []Word) string {
	texts := make([]string, len(words))
	for i, w := range words {
		texts[i] = w.Text
	}
	return strings.Join(texts, " ")
}

// wordsOf cuts a text at blanks, full-width ones included.
func wordsOf(text string, at source.Pos) []Word {
	var words []Word
	start := -1
	runes := []rune(text)
	for i := 0; i <= len(runes); i++ {
		blank := i == len(runes) || unicode.IsSpace(runes[i])
		switch {
		case !blank && start < 0:
			start = i
		case blank && start >= 0:
			pos := at
			pos.Col += start
			words = append(words, Word{string(runes[start:i]), pos})
			start = -1
		}
	}
	return words
}
