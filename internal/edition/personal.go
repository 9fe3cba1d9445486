package edition

import (
	"slices"
	"sync"
)

// FindPersonal calls found for every resident number, mobile number and bank card in text,
// as a Detector would that knows no other class.
func FindPersonal(text []byte, found func(c Class, start, end int)) { numbersOnly().Find(text, found) }

var numbersOnly = sync.OnceValue(func() *Detector {
	d := NewDetector(Policy{})
	for i, r := range rules {
		d.refused[i] = r.class == ResidentNumber || r.class == MobileNumber || r.class == BankCard
	}
	return d
})

// lookNumbers reports the numbers that are nothing but digits.
func (s *scan) lookNumbers() {
	done := 0
	for _, from := range s.digits {
		if from < done {
			continue // inside the chain before
		}
		i := s.chain.read(s.runes, from)
		done = i
		switch n := len(s.chain.digits); {
		case n >= mobileLength && s.classify():
		case s.hiddenAt(i) && s.maskedNumber():
		case n >= 5:
			s.callNumber()
		}
	}
}

const (
	mobileLength   = 11
	residentLength = 18
)

// classify reports the numbers inside one chain of digits, and whether there are any.
func (s *scan) classify() bool {
	c := &s.chain
	resident := false
	for i := 0; i+residentLength <= len(c.digits); i++ {
		if residentNumber(c.digits[i:i+residentLength]) && c.joined(i, i+residentLength) && !c.inFraction(i) && !s.inHash(i, i+residentLength) {
			s.reportDigits(ResidentNumber, i, i+residentLength)
			resident = true
			i += residentLength - 1
		}
	}
	if resident || s.doubtful() || (len(c.digits) == unifiedLength || s.cued(cueCase, 0, len(c.digits))) && s.unified() {
		return true // one alarm for one number
	}
	for i := range c.digits {
		if i > 0 && c.gap[i] == glued || i == 0 && c.at[0] > 0 && s.runes[c.at[0]-1] == '.' {
			continue // inside a run, or the digits of .5454545454545454
		}
		if to := c.mobileAt(i); to > 0 && !ownNumber(s.runes[:c.at[i]]) && !s.inHash(i, to) && !s.amount(i, to) {
			s.reportDigits(MobileNumber, i, to)
			return true
		}
		if to := c.cardAt(i); to > 0 && !s.inHash(i, to) {
			s.reportDigits(BankCard, i, to)
			return true
		}
	}
	return s.unified() || s.gluedNumber()
}

// amount reports whether a unit follows a number that no word calls a telephone.
func (s *scan) amount(from, to int) bool {
	end := s.chain.at[to-1] + 1
	if end >= len(s.runes) || s.near(cuePhone, s.chain.at[from], end) {
		return false
	}
	switch s.runes[end] {
	case '元', '万', '亿', '件', '人', '吨', '次', '%', '倍', '千', '公', '米':
		return true
	}
	return false
}

func (s *scan) reportDigits(class Class, from, to int) {
	s.report(class, s.chain.at[from], s.chain.at[to-1]+1)
}

// cued reports whether a cue is near the digits from…to.
func (s *scan) cued(kind cue, from, to int) bool {
	return s.near(kind, s.chain.at[from], s.chain.at[to-1]+1)
}

// inFraction reports whether a digit stands behind the first of the digits behind a dot.
func (c *chain) inFraction(i int) bool {
	first := i
	for first > 0 && c.gap[first] == glued {
		first--
	}
	return first < i && c.gap[first] == dot
}

// joined reports whether digits from…to can be one number: few gaps, or the same gap everywhere.
func (c *chain) joined(from, to int) bool {
	gaps, dots := 0, 0
	same := true
	for i := from + 1; i < to; i++ {
		if c.gap[i] != glued {
			gaps++
			if c.gap[i] == dot {
				dots++
			}
		}
		same = same && c.gap[i] == c.gap[from+1]
	}
	if gaps == 1 && dots == 1 {
		return false // a decimal fraction
	}
	return gaps <= 5 || same
}

// groups returns the lengths of the runs without gaps that begin at from and add up to
// exactly n digits, or nil.
func (c *chain) groups(from, n int) []int {
	if from+n > len(c.digits) || from+n < len(c.digits) && c.gap[from+n] == glued && c.digits[from+n] < 10 {
		return nil
	}
	if from > 0 && c.gap[from] == dot || from+n < len(c.digits) && c.gap[from+n] == dot {
		return nil // the whole or the fractional part of an amount
	}
	lengths := []int{1}
	for i := from + 1; i < from+n; i++ {
		if c.gap[i] == glued {
			lengths[len(lengths)-1]++
		} else {
			lengths = append(lengths, 1)
		}
	}
	if len(lengths) == 2 && c.gap[from+lengths[0]] == dot {
		return nil // a decimal fraction
	}
	return lengths
}

// mobileAt returns the end of a mobile number that begins at digit s, or 0.
func (c *chain) mobileAt(s int) int {
	for _, prefix := range []int{0, 2, 4} { // none, 86, 0086
		if prefix > 0 && !c.hasCountryCode(s, prefix) {
			continue
		}
		from, n := s+prefix, prefix+mobileLength
		groups := c.groups(s, n)
		if groups == nil || c.digits[from] != 1 || c.digits[from+1] < 3 || c.digits[from+1] > 9 {
			continue
		}
		if prefix > 0 && len(groups) == 1 || prefix == 0 && c.mobileGroups(s, groups) {
			return s + n
		}
	}
	return 0
}

func (c *chain) hasCountryCode(s, n int) bool {
	return s+n+mobileLength <= len(c.digits) && c.digits[s+n-2] == 8 && c.digits[s+n-1] == 6 &&
		(n == 2 || c.digits[s] == 0 && c.digits[s+1] == 0)
}

var mobileShapes = [][]int{{11}, {3, 4, 4}, {3, 3, 5}, {4, 4, 3}, {2, 3, 3, 3}}

func (c *chain) mobileGroups(s int, groups []int) bool {
	if len(groups) == mobileLength {
		// Digit by digit, nothing before or after. A digit a line is a row of counts, cell by cell.
		return s == 0 && len(c.digits) == mobileLength && slices.ContainsFunc(c.gap[1:], func(g gap) bool { return g != line })
	}
	if len(groups) == 2 {
		return true // a dot between them is told apart before
	}
	return slices.ContainsFunc(mobileShapes, func(shape []int) bool { return slices.Equal(shape, groups) })
}

// cardAt returns the end of a bank card number that begins at digit s, or 0.
func (c *chain) cardAt(s int) int {
	for n := 19; n >= 16; n-- {
		groups := c.groups(s, n)
		if groups == nil || !cardGroups(groups) && !(len(groups) == n && s == 0 && n == len(c.digits)) {
			continue
		}
		if digits := c.digits[s : s+n]; cardNumber(digits) {
			return s + n
		}
	}
	return 0
}

func cardGroups(groups []int) bool {
	if len(groups) <= 2 {
		return true
	}
	for _, n := range groups[:len(groups)-1] {
		if n != 4 {
			return false
		}
	}
	return true
}
