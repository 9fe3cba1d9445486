package main

import (
	"fmt"
	"math/big"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"anjian/internal/shard"
)

// A tracedNumber is a result added up from the rows that the site publishes.
type tracedNumber struct {
	num, den *big.Rat
	rows     int  // counted by a mean or median
	exact    bool // else rows that are only counted leave it open
	single   bool
	mean     bool
	parted   bool     // of a department, whose rows that are only counted are not told
	low, top *big.Rat // between which rows that are only counted leave a median
}

// number adds up a result; ok is false where the site publishes no counts (hide_below).
func (s *tracedSite) number(t *testing.T, id numberID) (n tracedNumber, ok bool) {
	t.Helper()
	id.quantity = ""
	if n, ok := s.numbers[id]; ok {
		return n, s.indicators[id.slug].Closed == ""
	}
	defer func() { s.numbers[id] = n }()
	file, known := s.indicators[id.slug]
	if !known {
		t.Fatalf("no file of %s", id.slug)
	}
	n = tracedNumber{num: new(big.Rat), den: new(big.Rat), exact: true, single: true}
	for _, term := range file.Terms {
		one := s.term(t, term, id)
		amount := new(big.Rat).Mul(one.amount, big.NewRat(term.Sign, 1))
		n.exact = n.exact && one.exact
		n.parted = n.parted || term.Merged && id.department != ""
		if term.Aggregate == "median" {
			n.low, n.top = one.around(term)
		}
		if term.Quantity == "denominator" {
			n.den.Add(n.den, amount)
			n.single = false
			continue
		}
		n.num.Add(n.num, amount)
		n.rows = len(one.listed) + one.rest
		if term.Aggregate == "mean" {
			n.mean, n.single = true, false
			n.den.SetInt64(int64(n.rows))
		}
	}
	return n, file.Closed == ""
}

// value is the result; nil where there is none.
func (n tracedNumber) value(factor int64) *big.Rat {
	if n.single {
		return n.num
	}
	if n.den.Sign() <= 0 {
		return nil
	}
	v := new(big.Rat).Quo(n.num, n.den)
	return v.Mul(v, big.NewRat(factor, 1))
}

var (
	sideText  = regexp.MustCompile(`(−?[\d.]+)/(−?[\d.]+) [^\d\s]`)
	totalText = regexp.MustCompile(`合计 (−?[\d.]+) [^，\d]+，([\d.]+) `)
	firstText = regexp.MustCompile(`^(−?[\d.]+)(%?)(?: [^\d]|$)`)
	movedText = regexp.MustCompile(`([+−]?[\d.]+)( 个百分点|%)?`)
)

func rat(s string) *big.Rat {
	r, ok := new(big.Rat).SetString(strings.ReplaceAll(s, "−", "-"))
	if !ok {
		return nil
	}
	return r
}

// rounded tells whether text is a value rounded half up to as many decimals as it has.
func rounded(value *big.Rat, text string) bool {
	shown := rat(text)
	_, fraction, _ := strings.Cut(text, ".")
	half := new(big.Rat).SetFrac(big.NewInt(1), new(big.Int).Mul(big.NewInt(2), new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(len(fraction))), nil)))
	distance := new(big.Rat).Sub(value, shown)
	if value.Sign() < 0 {
		distance.Neg(distance)
	}
	// shown - ½ unit ≤ value < shown + ½ unit, away from zero
	return distance.Cmp(new(big.Rat).Neg(half)) >= 0 && distance.Cmp(half) < 0
}

// A printedNumber is one number of a page.
type printedNumber struct {
	page, text, title string
	id                numberID
	counts            bool // in the column of what stands behind a number
}

// printed lists the numbers of all pages of an edition.
func printed(t *testing.T, dir string) (all []printedNumber) {
	t.Helper()
	tidy := strings.NewReplacer("\u2009", "", "（", " （", "）", " ）")
	for _, page := range pages(t, dir) {
		for n := range parse(t, dir, page).Descendants() {
			if id := attr(n, "data-number"); n.Type == html.ElementNode && id != "" && attr(n, "data-state") != "revised" { // which says that it is not so now
				all = append(all, printedNumber{page, tidy.Replace(text(n)), tidy.Replace(attr(n, "title")) + " ", parseID(id), attr(n.Parent, "class") == "state"})
			}
		}
	}
	return all
}

// numberIn returns the number inside a cell, or the cell.
func numberIn(cell *html.Node) *html.Node {
	for n := range cell.Descendants() {
		if n.Type == html.ElementNode && attr(n, "data-number") != "" {
			return n
		}
	}
	return cell
}

var noValue = regexp.MustCompile(`^(未知|不适用|已隐藏|基数为零|口径变更|—|样本不足| （— ）| （基数为零 ）| （口径变更|无上月数)|不作比较`)

// The rows listed for every number of the sample site, with those that are only counted, add up
// to it: counts, sums and distinct counts; rates, means, medians and comparisons are made anew.
func TestTheRowsOfEveryNumberAddUpToIt(t *testing.T) { eachEdition(t, rowsAddUp) }

func rowsAddUp(t *testing.T, dir string) {
	s := readTrace(t, dir)
	checked, closed, open, stateless := map[numberID]bool{}, map[numberID]bool{}, map[numberID]bool{}, map[numberID]bool{}
	list := printed(t, dir)
	for _, p := range list {
		n, published := s.number(t, p.id)
		switch {
		case !published:
			closed[p.id] = true
			continue
		case noValue.MatchString(p.text):
			stateless[p.id] = true
			continue
		case p.id.quantity == "yoy" || p.id.quantity == "pop":
			if s.moved(t, p, n) {
				checked[p.id] = true
			}
			continue
		case p.id.quantity == "ytd": // of the months so far, whatever period is named
			sums := p
			sums.id.period = toDate(p.id.period)
			n, _ := s.number(t, sums.id)
			if s.moved(t, sums, n) {
				checked[p.id] = true
			}
			continue
		}
		if p.counts && n.single && !strings.Contains(p.text, "/") { // of a median: how many rows
			first := firstText.FindStringSubmatch(p.text)
			if first == nil || rat(first[1]).Cmp(big.NewRat(int64(n.rows), 1)) != 0 && !(n.parted && rat(first[1]).Cmp(big.NewRat(int64(n.rows), 1)) > 0) {
				t.Errorf("%s: %v tells %q; it has %d rows", p.page, p.id, p.text, n.rows)
			}
			continue
		}
		if !n.exact { // rows that are only counted leave a median, a distinct count or a department open
			open[p.id] = true
			s.allows(t, p, n)
			continue
		}
		if s.agrees(t, p, n) {
			checked[p.id] = true
		}
	}
	unchecked := 0
	for _, p := range list {
		if !checked[p.id] && !closed[p.id] && !open[p.id] && !stateless[p.id] {
			if unchecked++; unchecked < 20 {
				t.Errorf("%s: %v is never compared: %q, title %q", p.page, p.id, p.text, p.title)
			}
		}
	}
	t.Logf("%d numbers printed %d times: %d equal their rows, %d without a value, %d open by rows only counted, %d of indicators that hide small numbers",
		len(checked)+len(open)+len(closed), len(list), len(checked), len(stateless), len(open), len(closed))
	if len(checked) < 8000 {
		t.Errorf("only %d numbers were compared", len(checked))
	}
}

// around returns between which values the median of all rows lies, nil where it is not bounded.
func (one tracedTerm) around(term shard.TraceTerm) (low, top *big.Rat) {
	values := slices.Sorted(slices.Values(one.values))
	n := len(values) + one.rest
	at := func(i int) *big.Rat {
		if i < 0 || i >= len(values) {
			return nil
		}
		return new(big.Rat).SetFrac(big.NewInt(values[i]), new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(term.Scale)), nil))
	}
	return at((n-1)/2 - one.rest), at(n / 2)
}

// allows wants a printed result to be one that the rows listed leave possible.
func (s *tracedSite) allows(t *testing.T, p printedNumber, n tracedNumber) {
	t.Helper()
	first := firstText.FindStringSubmatch(p.text)
	switch {
	case n.parted: // nothing listed is missing from the number
		if sides := sideText.FindStringSubmatch(p.text + " " + p.title); sides != nil && !n.single {
			if rat(sides[1]).Cmp(n.num) < 0 || rat(sides[2]).Cmp(n.den) < 0 {
				t.Errorf("%s: %v shows %q; its listed rows make %s/%s", p.page, p.id, p.text, n.num, n.den)
			}
		}
	case first != nil && n.low != nil && n.top != nil:
		shown, unit := rat(first[1]), big.NewRat(1, 20)
		if shown.Cmp(new(big.Rat).Sub(n.low, unit)) < 0 || shown.Cmp(new(big.Rat).Add(n.top, unit)) > 0 {
			t.Errorf("%s: %v shows %q; its rows allow %s to %s", p.page, p.id, p.text, n.low.FloatString(1), n.top.FloatString(1))
		}
	}
}

// agrees compares a printed result with its rows; it tells whether anything could be compared.
func (s *tracedSite) agrees(t *testing.T, p printedNumber, n tracedNumber) (compared bool) {
	t.Helper()
	wrong := func(what string, want *big.Rat) {
		t.Errorf("%s: %v shows %q, title %q; the %s of its rows is %s", p.page, p.id, p.text, p.title, what, want.FloatString(4))
	}
	sides := sideText.FindStringSubmatch(p.text + " " + p.title)
	if sides == nil {
		sides = totalText.FindStringSubmatch(p.text + " " + p.title)
	}
	if sides != nil && !n.single {
		compared = true
		if rat(sides[1]).Cmp(n.num) != 0 {
			wrong("numerator", n.num)
		}
		if rat(sides[2]).Cmp(n.den) != 0 {
			wrong("denominator", n.den)
		}
	}
	first := firstText.FindStringSubmatch(p.text)
	if first == nil || strings.HasPrefix(p.text, first[0]+"/") {
		return compared
	}
	value := n.value(factor(t, p.id))
	switch {
	case p.id.quantity == "numerator":
		value = n.num
	case p.id.quantity == "denominator":
		value = n.den
	case value == nil:
		t.Errorf("%s: %v shows %q; its rows have no value", p.page, p.id, p.text)
		return true
	case first[2] == "%":
		value = new(big.Rat).Mul(value, big.NewRat(100, 1))
	}
	if !rounded(value, first[1]) {
		wrong("value", value)
	}
	return true
}

// moved compares a printed comparison with the rows of both its numbers.
func (s *tracedSite) moved(t *testing.T, p printedNumber, now tracedNumber) bool {
	t.Helper()
	base := p.id
	base.period = before(p.id.period, p.id.quantity)
	then, _ := s.number(t, base)
	if !now.exact || !then.exact {
		return true
	}
	m := movedText.FindStringSubmatch(strings.TrimLeft(p.text, " （!同环比较上月多少升下降"))
	a, b := now.value(factor(t, p.id)), then.value(factor(t, base))
	if m == nil && !strings.Contains(p.text, "持平") || a == nil || b == nil {
		t.Errorf("%s: %v shows %q of %v and %v", p.page, p.id, p.text, a, b)
		return true
	}
	change := new(big.Rat).Sub(a, b)
	if strings.Contains(p.text, "持平") {
		return s.steady(t, p, change, b)
	}
	switch {
	case strings.Contains(p.text, "个百分点"):
		change.Mul(change, big.NewRat(100, 1))
	case m[2] == "%":
		change.Quo(change, new(big.Rat).Abs(b)).Mul(change, big.NewRat(100, 1))
	}
	if strings.Contains(p.text, "少") || strings.Contains(p.text, "下降") {
		change.Neg(change)
	}
	if !rounded(change, strings.TrimPrefix(m[1], "+")) {
		t.Errorf("%s: %v shows %q; its rows change by %s", p.page, p.id, p.text, change.FloatString(4))
	}
	return true
}

// steady wants no change where none is told: less than 1 % of the base in sentences, nothing that
// can be printed in tables, none at all in the counts of two months.
func (s *tracedSite) steady(t *testing.T, p printedNumber, change, base *big.Rat) bool {
	t.Helper()
	size := new(big.Rat).Abs(change)
	least := new(big.Rat).Mul(new(big.Rat).Abs(base), big.NewRat(1, 100)) // 1 % of the base
	switch {
	case strings.Contains(p.text, "基本持平"):
	case strings.Contains(p.text, "与上月"):
		least = new(big.Rat)
	case base.Cmp(big.NewRat(1, 1)) <= 0: // half a tenth of a percentage point
		least = big.NewRat(1, 2000)
	default:
		least.Mul(least, big.NewRat(1, 20))
	}
	if size.Cmp(least) > 0 || size.Sign() > 0 && size.Cmp(least) == 0 {
		t.Errorf("%s: %v shows %q; its rows change by %s from %s", p.page, p.id, p.text, change.FloatString(5), base.FloatString(5))
	}
	return true
}

// toDate is January up to the last month of a period.
func toDate(period string) string {
	_, to := span(period)
	return time.Date(to/12, 1, 1, 0, 0, 0, 0, time.UTC).Format("2006-01") + fmt.Sprintf("..%02d", to%12+1)
}

// before is the period that a comparison looks back to.
func before(period, quantity string) string {
	from, to := span(period)
	back := to - from + 1
	rolling := strings.HasSuffix(period, "-r12")
	if quantity == "yoy" || strings.Contains(period, "..") {
		back = 12
	}
	if rolling && quantity == "pop" {
		back = 1
	}
	from, to = from-back, to-back
	year := func(m int) string { return time.Date(m/12, 1, 1, 0, 0, 0, 0, time.UTC).Format("2006") }
	switch {
	case rolling:
		return time.Date(to/12, time.Month(to%12+1), 1, 0, 0, 0, 0, time.UTC).Format("2006-01") + "-r12"
	case strings.Contains(period, ".."):
		return year(from) + period[4:]
	case strings.Contains(period, "Q"):
		return year(from) + "Q" + string(rune('1'+from%12/3))
	case strings.Contains(period, "H"):
		return year(from) + "H" + string(rune('1'+from%12/6))
	case strings.Contains(period, "-"):
		return time.Date(from/12, time.Month(from%12+1), 1, 0, 0, 0, 0, time.UTC).Format("2006-01")
	}
	return year(from)
}

var timesKey = regexp.MustCompile(`(?m)^times = "?([^"\n]+)"?$`)

// factor is what the definition multiplies by, read from its document.
func factor(t *testing.T, id numberID) int64 {
	t.Helper()
	data, err := os.ReadFile("../../content/indicators/" + id.slug + ".md")
	if err != nil {
		t.Fatal(err)
	}
	m := timesKey.FindSubmatch(data)
	switch {
	case m == nil:
		return 1
	case string(m[1]) == "统计期天数":
		from, to := span(id.period)
		day := func(month int) time.Time { return time.Date(month/12, time.Month(month%12+1), 1, 0, 0, 0, 0, time.UTC) }
		return int64(day(to+1).Sub(day(from)).Hours() / 24)
	}
	return rat(string(m[1])).Num().Int64()
}

// Indicators that hide small numbers publish neither rows nor counts.
func TestHidingIndicatorsPublishNoCounts(t *testing.T) {
	s := readTrace(t, sampleSite(t))
	hiding := 0
	for slug, file := range s.indicators {
		data, err := os.ReadFile("../../content/indicators/" + slug + ".md")
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(data), "\nhide_below = ") {
			continue
		}
		hiding++
		for _, term := range file.Terms {
			if file.Closed == "" || len(term.Rows) > 0 || term.Rest != "" || term.Passed != "" {
				t.Errorf("%s publishes %+v", slug, term)
			}
		}
	}
	if hiding < 2 {
		t.Errorf("%d indicators hide small numbers", hiding)
	}
}
