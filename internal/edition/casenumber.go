package edition

import "strings"

// A cursor reads runes one by one over single blanks, breaks and dashes.
type cursor struct {
	runes []rune
	i     int
}

// peek returns the next rune that counts, or NUL.
func (c *cursor) peek() rune {
	for n := 0; c.i < len(c.runes) && n < 3; n++ {
		if r := c.runes[c.i]; r != ' ' && r != '\n' && r != '-' {
			return r
		}
		c.i++
	}
	return stopped
}

// digits reads at most n digits and returns how many there were.
func (c *cursor) digits(n int) int {
	for i := range n {
		if !digit(c.peek()) {
			return i
		}
		c.i++
	}
	return n
}

// han reads at most n Han characters but 号 and 第.
func (c *cursor) han(n int) []rune {
	from, to := c.i, c.i
	for range n {
		if r := c.peek(); !han(r) || r == '号' || r == '第' {
			break
		}
		c.i++
		to = c.i
	}
	return c.runes[from:to]
}

func han(r rune) bool {
	return 0x3400 <= r && r <= 0x9FFF || 0x20000 <= r && r <= 0x3FFFF || r == '〇'
}

// caseNumber reports the number of a case or a document whose year stands in the bracket that
// opens at a rune: of courts (2024)江01刑终123号, and of procuratorates 江检刑诉〔2024〕12号.
func (s *scan) caseNumber(open int) {
	c := cursor{s.runes, open + 1}
	if r := c.peek(); r != '1' && r != '2' || c.digits(5) != 4 {
		return
	}
	switch c.peek() {
	case ')', ']', '〕', '】', '〗', '}':
		c.i++
	default:
		return
	}
	number := c
	if number.peek() == '第' {
		number.i++
	}
	if capital(number.peek()) {
		number.i++ // 〔2024〕Z12号
	}
	if number.digits(14) > 0 && number.peek() == '号' {
		if from := s.documentName(open); from < open {
			s.report(ProcuratorateCase, from, number.i+1)
		}
		return
	}
	if s.courtNumber(&c) {
		s.report(CourtCase, open, c.i)
	}
}

// documentName returns where the words before a year begin that name a document of a
// procuratorate in a case: …检刑诉. Those of its own business (检发, 检办, 检函) are no cases.
func (s *scan) documentName(open int) int {
	from := open
	for from > 0 && open-from < 16 && (han(s.runes[from-1]) || parts(s.runes[from-1])) {
		from--
	}
	words := string(lettersOf(s.runes[from:open]))
	at := strings.LastIndex(words, "检")
	if at < 0 {
		return open
	}
	kind := words[at+len("检"):]
	if strings.ContainsAny(kind, "发会释办规函文纪党任组训考院查") && !strings.ContainsAny(kind, "诉捕") || !strings.ContainsAny(kind, "刑民行公诉捕审批控申侦监执建抗受赔技未起部") {
		return open
	}
	for n := open; n > from; n-- {
		if s.runes[n-1] == '检' {
			from = n - 1
			break
		}
	}
	if from > 0 && han(s.runes[from-1]) {
		from-- // the short name of the place
	}
	return from
}

// courtNumber reads what stands behind the year: the court, the kind of case, the number.
func (s *scan) courtNumber(c *cursor) bool {
	court := c.han(12)
	c.digits(4)
	kind := court
	if more := c.han(12); len(more) > 0 {
		kind = more
	} else if len(court) < 2 {
		return false
	}
	if len(court) == 0 || !strings.ContainsAny(string(kind), "刑民行执赔破商知财司认法清强协保诉") {
		return false
	}
	if c.peek() == '第' {
		c.i++
	}
	if n := c.digits(8); n == 0 || n > 7 || c.peek() != '号' {
		return false
	}
	c.i++
	if c.i < len(c.runes) && c.runes[c.i] == '之' { // 123号之一
		if c.i++; len(c.han(1)) == 0 {
			c.digits(2)
		}
	}
	return true
}
