package edition

import "slices"

// A Class is a kind of content that must not be published.
type Class string

const (
	ResidentNumber Class = "公民身份号码"
	MobileNumber   Class = "手机号码"
	BankCard       Class = "银行卡号"
	SecrecyMark    Class = "密级标志"
)

// FindPersonal calls found for every resident number, mobile number and bank card in
// text, in the order of their ends within a chain of digits. Full-width and styled
// digits count as digits, zero-width characters as nothing, and one blank, dash, dot
// or line break between digits does not part them. start and end are byte offsets
// into text. Numbers of cases are not found: see ownNumber.
func FindPersonal(text []byte, found func(c Class, start, end int)) {
	var c chain
	for i := 0; i < len(text); {
		if !mayStart[text[i]] {
			i++
			continue
		}
		d, size := digitAt(text, i)
		if d < 0 {
			i++
			continue
		}
		i = c.read(text, i, d, size)
		if len(c.digits) >= mobileLength {
			c.classify(text, found)
		}
	}
}

const (
	mobileLength   = 11
	residentLength = 18
)

// classify reports the numbers inside one chain of digits.
func (c *chain) classify(text []byte, found func(Class, int, int)) {
	report := func(class Class, from, to int) { found(class, c.offset[from], c.end[to-1]) }
	resident := -1
	for s := 0; s+residentLength <= len(c.digits); s++ {
		if residentNumber(c.digits[s:s+residentLength]) && c.joined(s, s+residentLength) && !inHash(text, c.offset[s], c.end[s+residentLength-1]) {
			report(ResidentNumber, s, s+residentLength)
			resident = s + residentLength
			s = resident - 1
		}
	}
	if resident >= 0 {
		return // one alarm for one number
	}
	for s := range c.digits {
		if s > 0 && c.gap[s] == glued || s == 0 && c.offset[0] > 0 && text[c.offset[0]-1] == '.' {
			continue // inside a run, or the digits of .5454545454545454
		}
		if to := c.mobileAt(s); to > 0 && !ownNumber(text, c.offset[s]) && !inHash(text, c.offset[s], c.end[to-1]) {
			report(MobileNumber, s, to)
			return
		}
		if to := c.cardAt(s); to > 0 && !inHash(text, c.offset[s], c.end[to-1]) {
			report(BankCard, s, to)
			return
		}
	}
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

var mobileShapes = [][]int{{11}, {3, 4, 4}, {3, 8}, {7, 4}, {4, 7}, {3, 3, 5}, {5, 6}, {6, 5}, {4, 4, 3}, {2, 3, 3, 3}}

func (c *chain) mobileGroups(s int, groups []int) bool {
	if len(groups) == mobileLength {
		// Digit by digit, nothing before or after. A digit a line is a row of counts, cell by cell.
		return s == 0 && len(c.digits) == mobileLength && slices.ContainsFunc(c.gap[1:], func(g gap) bool { return g != line })
	}
	if len(groups) == 2 && c.gap[s+groups[0]] == line {
		return true
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
