package period

import (
	"cmp"
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// A Kind is a length of time that figures are counted over.
type Kind uint8

const (
	NoKind Kind = iota
	Monthly
	Quarterly
	HalfYearly
	Yearly
	ToDate  // from January to a month
	Rolling // twelve months up to a month (滚动12月)
)

// A Period is one statistical period (统计期). It is comparable; the zero value is no period.
type Period struct {
	kind Kind
	year int16
	n    int8 // month, quarter or half; last month of a year to date or of twelve months
}

// Month, Quarter, Half, Year, YearToDate and TwelveMonths make periods. Months run from 1 to 12.
func Month(year, month int) Period      { return Period{Monthly, int16(year), int8(month)} }
func Quarter(year, quarter int) Period  { return Period{Quarterly, int16(year), int8(quarter)} }
func Half(year, half int) Period        { return Period{HalfYearly, int16(year), int8(half)} }
func Year(year int) Period              { return Period{Yearly, int16(year), 0} }
func YearToDate(year, month int) Period { return Period{ToDate, int16(year), int8(month)} }

// TwelveMonths returns the twelve months that end with a month.
func TwelveMonths(year, month int) Period { return Period{Rolling, int16(year), int8(month)} }

// Kind returns the length of p, NoKind for the zero value.
func (p Period) Kind() Kind { return p.kind }

// IsZero tells whether p is no period.
func (p Period) IsZero() bool { return p.kind == NoKind }

// YearNumber returns the calendar year that p lies in.
func (p Period) YearNumber() int { return int(p.year) }

// span returns the first and last month of p as months since year 0.
func (p Period) span() (first, last int) {
	january := int(p.year) * 12
	n := int(p.n)
	switch p.kind {
	case Monthly:
		return january + n - 1, january + n - 1
	case Quarterly:
		return january + 3*n - 3, january + 3*n - 1
	case HalfYearly:
		return january + 6*n - 6, january + 6*n - 1
	case Yearly:
		return january, january + 11
	case ToDate:
		return january, january + n - 1
	case Rolling:
		return january + n - 12, january + n - 1
	}
	return 0, -1
}

func monthAt(i int) Period { return Month(i/12, i%12+1) }

// Months returns the months of p in order.
func (p Period) Months() []Period {
	first, last := p.span()
	months := make([]Period, 0, max(0, last-first+1))
	for i := first; i <= last; i++ {
		months = append(months, monthAt(i))
	}
	return months
}

// First and Last return the first and last month of p.
func (p Period) First() Period { first, _ := p.span(); return monthAt(first) }
func (p Period) Last() Period  { _, last := p.span(); return monthAt(last) }

// MonthNumber returns the number of a month within its year, 0 for other kinds.
func (p Period) MonthNumber() int {
	if p.kind != Monthly {
		return 0
	}
	return int(p.n)
}

// Add moves p by n periods of its own kind; a year to date moves by whole years, twelve months move
// by months.
func (p Period) Add(n int) Period {
	perYear := 12
	switch p.kind {
	case Monthly, Rolling:
	case Quarterly:
		perYear = 4
	case HalfYearly:
		perYear = 2
	default:
		p.year += int16(n)
		return p
	}
	at := int(p.year)*perYear + int(p.n) - 1 + n
	p.year, p.n = int16(at/perYear), int8(at%perYear+1)
	return p
}

// Prev returns the period before (环比): the month before a month, the same months of last
// year for a year to date.
func (p Period) Prev() Period { return p.Add(-1) }

// YearEarlier returns the same period of last year (同比).
func (p Period) YearEarlier() Period { p.year--; return p }

// Within returns the period of the given kind that holds p's last month.
func (p Period) Within(k Kind) Period {
	_, last := p.span()
	year, month := last/12, last%12+1
	switch k {
	case Monthly:
		return Month(year, month)
	case Quarterly:
		return Quarter(year, (month+2)/3)
	case HalfYearly:
		return Half(year, (month+5)/6)
	case Yearly:
		return Year(year)
	case ToDate:
		return YearToDate(year, month)
	case Rolling:
		return TwelveMonths(year, month)
	}
	return Period{}
}

// Compare orders periods by their last month, then the shorter one first.
func (p Period) Compare(q Period) int {
	pf, pl := p.span()
	qf, ql := q.span()
	return cmp.Or(cmp.Compare(pl, ql), cmp.Compare(qf, pf), cmp.Compare(p.kind, q.kind))
}

// String writes the id of p: 2025-03, 2025Q2, 2025H1, 2025, 2025-01..06, 2025-06-r12.
func (p Period) String() string {
	y := strconv.Itoa(int(p.year))
	switch p.kind {
	case Monthly:
		return fmt.Sprintf("%s-%02d", y, p.n)
	case Quarterly:
		return y + "Q" + strconv.Itoa(int(p.n))
	case HalfYearly:
		return y + "H" + strconv.Itoa(int(p.n))
	case Yearly:
		return y
	case ToDate:
		return fmt.Sprintf("%s-01..%02d", y, p.n)
	case Rolling:
		return fmt.Sprintf("%s-%02d-r12", y, p.n)
	}
	return ""
}

var quarterNames = [...]string{"", "一", "二", "三", "四"}

// Title writes p for readers: 2025年3月, 2025年第二季度, 2025年上半年, 2025年, 2025年1—6月,
// 截至2025年6月的12个月.
func (p Period) Title() string {
	y := strconv.Itoa(int(p.year)) + "年"
	switch p.kind {
	case Monthly:
		return y + strconv.Itoa(int(p.n)) + "月"
	case Quarterly:
		return y + "第" + quarterNames[p.n] + "季度"
	case HalfYearly:
		if p.n == 1 {
			return y + "上半年"
		}
		return y + "下半年"
	case Yearly:
		return y
	case ToDate:
		if p.n == 1 {
			return y + "1月"
		}
		return y + "1—" + strconv.Itoa(int(p.n)) + "月"
	case Rolling:
		return "截至" + y + strconv.Itoa(int(p.n)) + "月的12个月"
	}
	return ""
}

// Short writes a month for chart axes, 25.3; other kinds as String does.
func (p Period) Short() string {
	if p.kind == Monthly {
		return fmt.Sprintf("%02d.%d", p.year%100, p.n)
	}
	return p.String()
}

var forms = []struct {
	re   *regexp.Regexp
	make func(year, n int) (Period, bool)
}{
	{regexp.MustCompile(`^(\d{4})[-./年](\d{1,2})月?$`), func(y, n int) (Period, bool) { return Month(y, n), n >= 1 && n <= 12 }},
	{regexp.MustCompile(`^(\d{4})年?(?:Q|q|第?)([1-4一二三四])(?:季度?)?$`), func(y, n int) (Period, bool) { return Quarter(y, n), true }},
	{regexp.MustCompile(`^(\d{4})(?:H|h)([12])$`), func(y, n int) (Period, bool) { return Half(y, n), true }},
	{regexp.MustCompile(`^(\d{4})年?([上下])半年$`), func(y, n int) (Period, bool) { return Half(y, n), true }},
	{regexp.MustCompile(`^(\d{4})年?()$`), func(y, _ int) (Period, bool) { return Year(y), true }},
	{regexp.MustCompile(`^(\d{4})-(\d{1,2})-r12$`), func(y, n int) (Period, bool) { return TwelveMonths(y, n), n >= 1 && n <= 12 }},
	{regexp.MustCompile(`^截?至?(\d{4})年(\d{1,2})月(?:的12个月|滚动12月)$`), func(y, n int) (Period, bool) { return TwelveMonths(y, n), n >= 1 && n <= 12 }},
	{regexp.MustCompile(`^(\d{4})(?:-0?1\.\.|年1[-—–至~～])(\d{1,2})月?$`), func(y, n int) (Period, bool) { return YearToDate(y, n), n >= 1 && n <= 12 }},
}

var digits = map[string]int{"一": 1, "二": 2, "三": 3, "四": 4, "上": 1, "下": 2, "": 0}

// Parse reads what String and Title write, and the usual variants of it.
func Parse(s string) (Period, error) {
	text := strings.Join(strings.Fields(s), "")
	for _, f := range forms {
		m := f.re.FindStringSubmatch(text)
		if m == nil {
			continue
		}
		year, _ := strconv.Atoi(m[1])
		n, ok := digits[m[2]]
		if !ok {
			n, _ = strconv.Atoi(m[2])
		}
		if p, ok := f.make(year, n); ok && year >= 1900 && year <= 2999 {
			return p, nil
		}
	}
	return Period{}, fmt.Errorf("period %q is none of 2025-03, 2025Q2, 2025H1, 2025, 2025-01..06, 2025-06-r12", s)
}
