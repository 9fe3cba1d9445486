package edition

// callNumber reports what the words around make a landline, a QQ or a WeChat number.
func (s *scan) callNumber() {
	c := &s.chain
	n := len(c.digits)
	from, to := c.at[0], c.at[n-1]+1
	switch {
	case c.digits[n-1] > 9:
	case n <= 12 && s.adjacent(cueQQ, from):
		s.report(QQNumber, from, to)
	case n >= 6 && n <= 13 && s.adjacent(cueWeChat, from):
		s.report(WeChat, from, to)
	default:
		s.landline()
	}
}

// adjacent reports whether a cue stands right before a number or an account: nothing but signs
// and a short word (号, 为, 是) is between them.
func (s *scan) adjacent(kind cue, from int) bool {
	if !s.noted[kind] {
		return false
	}
	for i := s.markFrom(from-8) - 1; i+1 < len(s.marks); {
		i++
		m := s.marks[i]
		if m.to > from {
			return false
		}
		if m.kind != kind || s.before(cueAccount, m.to+4, 8) {
			continue
		}
		plain := true
		for _, r := range s.runes[m.to:from] {
			plain = plain && connects(r)
		}
		if plain {
			return true
		}
	}
	return false
}

// connects reports what may stand between a word and the number it speaks of.
func connects(r rune) bool {
	switch r {
	case ':', ' ', '\n', '\'', '"', '“', '(', '【', '号', '码', '为', '是', '账', '帐', '名', '及', '=', '-', '加', stopped:
		return true
	}
	return false
}

// lookAccounts reports WeChat accounts that begin with a letter; those of an office (公众号) may
// be printed.
func (s *scan) lookAccounts() {
	if !s.noted[cueWeChat] {
		return
	}
	done := 0
	for _, m := range s.marks {
		if m.kind != cueWeChat || m.to < done || s.behind(cueAccount, m.to-2, 4) {
			continue
		}
		from := m.to
		for from < len(s.runes) && from < m.to+6 && connects(s.runes[from]) {
			from++
		}
		if from == len(s.runes) || !capital(s.runes[from]) || from < done {
			continue
		}
		to, signs, gaps := from, 0, 0
		for i := from; i < len(s.runes) && gaps < 2; i++ {
			if r := s.runes[i]; alphanumeric(r) || r == '_' || r == '-' {
				signs, to, gaps = signs+1, i+1, 0
			} else if gaps++; !between(r) {
				break
			}
		}
		if signs >= 6 && signs <= 20 && s.account(from, to) {
			s.report(WeChat, from, to)
			done = to
		}
	}
}

// account reports whether letters are no plain word: a digit or an underline is among them, or
// a sign stands before.
func (s *scan) account(from, to int) bool {
	for _, r := range s.runes[from:to] {
		if digit(r) || r == '_' {
			return true
		}
	}
	return s.runes[from-1] == ':' || s.runes[from-1] == '号'
}

// landline reports a telephone of a house or a firm. Those of public bodies may be printed.
func (s *scan) landline() {
	c := &s.chain
	from, to := c.at[0], c.at[len(c.digits)-1]+1
	if !s.near(cuePhone, from, to) && !s.near(cueLandline, from, to) || s.near(cuePublic, from, to) || ownNumber(s.runes[:from]) {
		return
	}
	if open := s.areaBefore(from); open < from {
		if c.local(0) {
			s.report(Landline, open, to)
		}
		return
	}
	for i := range min(2, len(c.digits)-6) { // a digit may be glued before
		if c.digits[i] != 0 {
			continue
		}
		area := 4
		if c.digits[i+1] == 1 || c.digits[i+1] == 2 {
			area = 3
		}
		if c.local(i+area) && c.digits[i+1] > 0 {
			s.report(Landline, c.at[i], to)
			return
		}
	}
	if c.local(0) && (s.adjacent(cuePhone, from) || s.adjacent(cueLandline, from)) {
		s.report(Landline, from, to)
	}
}

// areaBefore returns where a dialling code in brackets begins that ends right before a rune, or
// the rune itself.
func (s *scan) areaBefore(from int) int {
	i := from
	for i > 0 && parts(s.runes[i-1]) {
		i--
	}
	if i == 0 || s.runes[i-1] != ')' {
		return from
	}
	digits := 0
	for i--; i > 0 && s.runes[i-1] != '('; i-- {
		if digit(s.runes[i-1]) {
			digits++
		} else if !parts(s.runes[i-1]) {
			return from
		}
	}
	if i == 0 || digits < 3 || digits > 4 {
		return from
	}
	return i - 1
}

// local reports whether the digits from i on are a number without dialling code, and perhaps
// an extension behind a dash.
func (c *chain) local(i int) bool {
	n := len(c.digits)
	if i+7 > n || c.digits[i] < 2 || c.digits[n-1] > 9 {
		return false
	}
	for length := 7; length <= 8; length++ {
		if end := i + length; end == n || end < n && n-end <= 5 && c.gap[end] != glued {
			return true
		}
	}
	return false
}
