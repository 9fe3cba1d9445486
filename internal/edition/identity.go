package edition

import "slices"

// doubtful reports numbers that are resident numbers by the words around them, though the
// check digit is wrong or there is none: a slip of the pen does not make a person unknown.
func (s *scan) doubtful() bool {
	c := &s.chain
	if !s.cued(cueIdentity, 0, len(c.digits)) {
		return false
	}
	for i := 0; i+residentLength <= len(c.digits); i++ {
		if residentShape(c.digits[i:i+residentLength]) && c.joined(i, i+residentLength) {
			s.reportDigits(DoubtfulResidentNumber, i, i+residentLength)
			return true
		}
	}
	for i := 0; i+oldLength <= len(c.digits) && len(c.digits) <= oldLength+2; i++ {
		if oldResidentShape(c.digits[i:i+oldLength]) && c.joined(i, i+oldLength) {
			s.reportDigits(OldResidentNumber, i, i+oldLength)
			return true
		}
	}
	return false
}

const (
	oldLength     = 15
	unifiedLength = 17
)

// unified reports 统一受案号; where no word says so, the year must be one of this system's.
func (s *scan) unified() bool {
	c := &s.chain
	for i := 0; i+unifiedLength <= len(c.digits); i++ {
		year := number(c.digits[i+6 : i+10])
		if year < 2013 || year > 2050 || c.digits[i+unifiedLength-1] > 9 || !c.joined(i, i+unifiedLength) || s.inHash(i, i+unifiedLength) {
			continue
		}
		run := c.groups(i, unifiedLength)
		if i > 0 && c.gap[i] == glued || slices.Contains(c.gap[i+1:i+unifiedLength], dot) {
			run = nil
		}
		known := run != nil && (len(run) <= 4 || len(run) == unifiedLength) && unifiedCaseNumber(c.digits[i:])
		if known || s.cued(cueCase, i, i+unifiedLength) {
			s.reportDigits(UnifiedCase, i, i+unifiedLength)
			return true
		}
	}
	return false
}

// gluedNumber reports mobile and card numbers to which a digit was glued, where a word nearby
// says what they are.
func (s *scan) gluedNumber() bool {
	c := &s.chain
	if n := len(c.digits); n <= mobileLength+3 && s.cued(cuePhone, 0, n) {
		for i := 0; i+mobileLength <= n; i++ {
			if d := c.digits[i:]; d[0] == 1 && 3 <= d[1] && d[1] <= 9 && d[mobileLength-1] < 10 {
				s.reportDigits(MobileNumber, i, i+mobileLength)
				return true
			}
		}
	}
	if !s.cued(cueBank, 0, len(c.digits)) {
		return false
	}
	for size := 19; size >= 16; size-- {
		for i := 0; i+size <= len(c.digits); i++ {
			if cardNumber(c.digits[i : i+size]) {
				s.reportDigits(BankCard, i, i+size)
				return true
			}
		}
	}
	if n := len(c.digits); n >= 16 && n <= 19 && c.digits[n-1] < 10 && c.joined(0, n) && s.before(cueBank, c.at[0], 8) {
		s.reportDigits(BankCard, 0, n) // an account that is no card
		return true
	}
	return false
}

// maskedNumber reports identity and mobile numbers of which only a part was made unreadable:
// what is left tells the person to anybody who knows a little more.
func (s *scan) maskedNumber() bool {
	c := &s.chain
	first := c.at[0]
	if first > 0 && (alphanumeric(s.runes[first-1]) || hidden(s.runes[first-1])) {
		return false
	}
	digits, stars, end := 0, 0, first
	for i := first; i < len(s.runes); i++ {
		r := s.runes[i]
		switch {
		case digit(r):
			digits++
		case hidden(r):
			stars++
		case parts(r):
			continue
		default:
			i = len(s.runes)
			continue
		}
		end = i + 1
	}
	switch n := digits + stars; {
	case stars < 3 || digits < 4:
		return false
	case n == mobileLength && len(c.digits) > 1 && c.digits[0] == 1 && c.digits[1] >= 3: // the second may be hidden
		s.report(MobileNumber, first, end)
	case n == mobileLength && len(c.digits) == 1 && c.digits[0] == 1 && s.near(cuePhone, first, end): // 1*****05123
		s.report(MobileNumber, first, end)
	case (n == residentLength || n == oldLength) && s.near(cueIdentity, first, end):
		s.report(MaskedResidentNumber, first, end)
	default:
		return false
	}
	return true
}

// hidden reports what stands in place of a digit.
func hidden(r rune) bool {
	return r == '*' || r == 'X' || r == '×' || r == '●' || r == '■' || r == '#' || r == '?'
}

// hiddenAt reports a sign in place of a digit at a rune, or behind one separator.
func (s *scan) hiddenAt(i int) bool {
	if i < len(s.runes) && parts(s.runes[i]) {
		i++
	}
	return i < len(s.runes) && hidden(s.runes[i])
}
