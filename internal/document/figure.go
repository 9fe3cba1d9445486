package document

import (
	"slices"
	"strings"
	"unicode"

	"anjian/internal/period"
	"anjian/internal/source"
)

// Quantities are the words that ask for something else than an indicator's value.
var quantities = []string{"值", "分子", "分母", "同比", "环比", "累计同比"}

// A Word is one word of a live figure with its place.
type Word struct {
	Text string
	Pos  source.Pos
}

// A FigureRef is the text of a live figure taken apart: {{不捕率 望津区院 2025Q2 同比}}.
// The indicator comes first, the rest in any order. Empty words and the zero period mean: not given.
type FigureRef struct {
	Indicator     Word
	Procuratorate Word
	Period        period.Period // the document's or the last one when zero
	PeriodWord    Word
	Quantity      string // one of 值 分子 分母 同比 环比 累计同比; 值 when not given
}

// ParseFigure takes the text of a live figure apart; at is the place of its first character.
// Whether indicator and procuratorate exist is for the caller to find out.
func ParseFigure(text string, at source.Pos) (FigureRef, *source.Error) {
	ref := FigureRef{Quantity: "值"}
	words := wordsOf(text, at)
	if len(words) == 0 {
		return ref, &source.Error{Pos: at, Message: "{{ }} 里没有写指标", Hint: "写作 {{不捕率 2025Q2}}"}
	}
	ref.Indicator = words[0]
	quantity := false
	for _, w := range words[1:] {
		p, err := period.Parse(w.Text)
		switch {
		case slices.Contains(quantities, w.Text) && !quantity:
			ref.Quantity, quantity = w.Text, true
		case err == nil && ref.PeriodWord.Text == "":
			ref.Period, ref.PeriodWord = p, w
		case err != nil && !slices.Contains(quantities, w.Text) && ref.Procuratorate.Text == "":
			ref.Procuratorate = w
		default:
			return ref, &source.Error{
				Pos: w.Pos, Message: "多出的词“" + w.Text + "”",
				Hint: "依次写指标、院、统计期、同比或环比，各一个，如 {{不捕率 望津区院 2025Q2 同比}}",
			}
		}
	}
	return ref, nil
}

// wordsOf cuts a text at blanks, full-width ones included.
func wordsOf(text string, at source.Pos) []Word {
	var words []Word
	col, start := 0, -1
	runes := []rune(text)
	for i := 0; i <= len(runes); i++ {
		blank := i == len(runes) || unicode.IsSpace(runes[i])
		switch {
		case !blank && start < 0:
			start, col = i, i
		case blank && start >= 0:
			pos := at
			pos.Col += col
			words = append(words, Word{strings.TrimSpace(string(runes[start:i])), pos})
			start = -1
		}
	}
	return words
}
