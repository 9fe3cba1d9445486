package dataset

import (
	"slices"
	"strings"
	"unicode/utf8"

	"anjian/internal/edition"
	"anjian/internal/table"
)

// A profile sums up one column of a sample. Its words stay inside this package but for codes of
// columns that hold nothing personal.
type profile struct {
	header string
	col    int
	words  []string // words[0] is the empty cell
	counts []int    // rows, by word
	codes  []uint32 // by row
	of     map[string]uint32
}

func newProfile(header string, col int) *profile {
	return &profile{header: header, col: col, words: []string{""}, counts: []int{0}, of: map[string]uint32{"": 0}}
}

func (p *profile) take(text string) {
	code, ok := p.of[text]
	if !ok {
		code = uint32(len(p.words))
		p.of[text] = code
		p.words = append(p.words, text)
		p.counts = append(p.counts, 0)
	}
	p.counts[code]++
	p.codes = append(p.codes, code)
}

func (p *profile) empty() int  { return p.counts[0] }
func (p *profile) filled() int { return len(p.codes) - p.counts[0] }

// distinct are the different words in the order of their first row.
func (p *profile) distinct() []string { return p.words[1:] }

// fits tells which share of the filled cells a test accepts.
func (p *profile) fits(test func(word string) bool) float64 {
	if p.filled() == 0 {
		return 0
	}
	n := 0
	for i, word := range p.distinct() {
		if test(word) {
			n += p.counts[i+1]
		}
	}
	return float64(n) / float64(p.filled())
}

// mostly is how much of a column must agree to say what it is: the rest are slips, told at load.
const mostly = 0.95

// kind infers the type of a column; scale is that of a decimal.
func (p *profile) kind() (t table.Type, scale int) {
	if p.filled() == 0 {
		return table.Text, 0
	}
	dated := strings.Contains(p.header, "日期") || strings.Contains(p.header, "时间") || strings.HasSuffix(p.header, "日")
	whether := strings.Contains(p.header, "是否") || strings.HasPrefix(p.header, "有无")
	isDay := func(w string) bool {
		_, _, ok := parseTime(w)
		return empties[w] || ok && (dated || !serial.MatchString(w) && !allDigits(w))
	}
	isNumber := func(w string) bool {
		_, ok := parseNumber(w, 6)
		return empties[w] || ok && !longNumber(w)
	}
	isYesNo := func(w string) bool { return yesNo[strings.ToLower(narrow(w))] > 0 }
	switch {
	case p.fits(isYesNo) >= mostly && (whether || p.fits(isNumber) == 0):
		return table.YesNo, 0
	case p.fits(isDay) >= mostly && p.fits(func(w string) bool { return empties[w] }) < 1:
		if p.fits(hasClock) > 0 {
			return table.Time, 0
		}
		return table.Date, 0
	case p.fits(isNumber) >= mostly && p.fits(func(w string) bool { return empties[w] }) < 1:
		return p.number()
	}
	return table.Text, 0
}

// number tells whole numbers from decimals.
func (p *profile) number() (table.Type, int) {
	for scale := range 7 {
		if p.fits(func(w string) bool { _, ok := parseNumber(w, scale); return ok || empties[w] }) >= mostly {
			if scale == 0 {
				return table.Int, 0
			}
			return table.Decimal, max(scale, 2) // money has two places, even where they are nought
		}
	}
	return table.Text, 0
}

func allDigits(w string) bool { return strings.Trim(narrow(w), "0123456789") == "" }

// longNumber tells ids from amounts: many digits, or a nought in front.
func longNumber(w string) bool {
	w = narrow(w)
	return allDigits(w) && (len(w) > 11 || len(w) > 1 && w[0] == '0')
}

// hasClock tells a day with a time of day other than midnight.
func hasClock(w string) bool {
	day, instant, ok := parseTime(w)
	return ok && instant != (int64(day)*86400-chinaTime)*1000
}

// Limits on what passes for a list of codes.
const (
	mostCodes   = 20
	longestCode = 20 // characters
	leastRows   = 20 // with fewer rows nobody knows what else there is
)

// list returns the words of a column that looks like a list of codes, the commonest first; nil else.
func (p *profile) list() []string {
	n := len(p.distinct())
	if n == 0 || n > mostCodes || p.filled() < max(leastRows, 5*n) {
		return nil
	}
	words := slices.Clone(p.distinct())
	for _, w := range words {
		if utf8.RuneCountInString(w) > longestCode {
			return nil
		}
	}
	slices.SortStableFunc(words, func(a, b string) int { return p.counts[p.of[b]] - p.counts[p.of[a]] })
	return words
}

// personal tells whether a column names or describes people, and how it shows.
func (p *profile) personal() (why string, yes bool) {
	if field().personalHeader(p.header) {
		return "表头", true
	}
	return p.personalContent()
}

// personalContent tells whether the cells name or describe people, whatever the header says.
func (p *profile) personalContent() (why string, yes bool) {
	f := field()
	switch {
	case p.fits(func(w string) bool {
		found := false
		edition.FindPersonal([]byte(w), func(edition.Class, int, int) { found = true })
		return found
	}) > 0:
		return "含证件号或电话号码", true
	case len(p.distinct()) >= 3 && p.fits(f.looksLikeName) > 0.8:
		return "内容像姓名", true
	case p.longText():
		return "内容是成段文字", true
	}
	return "", false
}

// looksLikeName tells two to four characters that begin with a family name.
func (f *fieldTable) looksLikeName(w string) bool {
	first, size := utf8.DecodeRuneInString(w)
	if n := utf8.RuneCountInString(w); n < 2 || n > 4 || !strings.ContainsRune(f.Personal.Families, first) {
		return false
	}
	return strings.IndexFunc(w[size:], func(r rune) bool { return r < 0x4e00 || r > 0x9fff }) < 0
}

// longText tells whether cells hold sentences, which may tell of people.
func (p *profile) longText() bool {
	return p.fits(func(w string) bool { return utf8.RuneCountInString(w) > 40 }) > 0.1
}
