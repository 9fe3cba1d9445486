package edition

// A code is a word of capitals and digits, read over single separators as a chain is.
type code struct {
	runes [24]rune
	at    [24]int
	gap   [24]gap
	n     int
}

// read fills k with what begins at runes[i].
func (k *code) read(runes []rune, i int) {
	k.n = 0
	between := glued
	for k.n < len(k.runes) && i < len(runes) && alphanumeric(runes[i]) {
		k.runes[k.n], k.at[k.n], k.gap[k.n] = runes[i], i, between
		k.n++
		between, i = separator(runes, i+1)
	}
}

// ends reports whether the first n signs can be a code of their own: no letter or digit is
// glued to them, and not every blank of a sentence lies inside.
func (k *code) ends(n int) bool {
	if k.n < n || k.n > n && k.gap[n] == glued {
		return false
	}
	gaps := 0
	for _, g := range k.gap[1:n] {
		if g != glued {
			gaps++
		}
	}
	return gaps <= 5 || gaps == n-1
}

// dotted reports dots between the signs: coordinates of a drawing, versions.
func (k *code) dotted() bool {
	for _, g := range k.gap[1:min(k.n, 18)] {
		if g == dot {
			return true
		}
	}
	return false
}

// digits reports whether signs from…to are digits.
func (k *code) digits(from, to int) bool {
	for _, r := range k.runes[from:to] {
		if !digit(r) {
			return false
		}
	}
	return true
}

// lookDocuments reports what consists of letters and digits and begins a word, or stands behind
// one digit that was glued to it: documents of travel, codes of organisations.
func (s *scan) lookDocuments() {
	for _, i := range s.words {
		s.document(i)
		if i+1 < len(s.runes) && digit(s.runes[i]) && alphanumeric(s.runes[i+1]) {
			s.document(i + 1)
		}
	}
}

// mayBeCode reports whether the third to the seventh sign of what begins at a rune are digits, as
// in every code that document knows.
func mayBeCode(runes []rune, i int) bool {
	for n := range 7 {
		if i >= len(runes) || !digit(runes[i]) && (n >= 2 || !capital(runes[i])) {
			return false
		}
		if i++; i < len(runes) && !alphanumeric(runes[i]) {
			_, i = separator(runes, i)
		}
	}
	return true
}

// codeStart marks the first signs of the codes below.
var codeStart = func() (t [128]bool) {
	for _, r := range "159ANYEGDSPHMCWLTKRVBFIJOQUXZ08" {
		t[r] = true
	}
	return t
}()

func (s *scan) document(from int) {
	if !codeStart[s.runes[from]] || !mayBeCode(s.runes, from) {
		return
	}
	k := &s.code
	k.read(s.runes, from)
	end := func(n int) int { return k.at[n-1] + 1 }
	letter := capital(k.runes[0])
	if letter && (k.n == 7 || k.n == 8) {
		if to := k.hongKong(s.runes); to > 0 {
			s.report(TravelPermit, from, to)
			return
		}
	}
	if k.n < 8 || k.dotted() {
		return
	}
	switch {
	case k.ends(18) && creditCode(k.runes[:18]):
		s.report(CreditCode, from, end(18))
	case k.ends(18) && creditShape(k.runes[:18]) && s.near(cueCredit, from, end(18)):
		s.report(CreditCode, from, end(18))
	case letter && k.ends(10) && (k.runes[1] == '1' || k.runes[1] == '2') && k.digits(1, 10) && taiwanNumber(k.runes[:10]) && s.near(cuePermit, from, end(10)):
		s.report(TravelPermit, from, end(10))
	case letter && k.ends(9) && (k.digits(1, 9) || capital(k.runes[1]) && k.digits(2, 9)):
		s.nineSigns(from, end(9))
	case letter && k.ends(11) && (k.runes[0] == 'H' || k.runes[0] == 'M') && k.digits(1, 11) && s.near(cuePermit, from, end(11)):
		s.report(TravelPermit, from, end(11))
	case letter && k.ends(8) && k.digits(1, 8) && s.near(cuePassport, from, end(8)):
		s.report(Passport, from, end(8))
	case k.digits(0, 8) && (k.ends(8) || k.ends(10) && k.digits(0, 10)) && s.before(cuePermit, from, 12):
		n := 8
		if !k.ends(8) {
			n = 10
		}
		s.report(TravelPermit, from, end(n))
	}
}

// nineSigns reports passports and permits of a letter and eight digits (E12345678, EA1234567,
// H12345678), which only the words around tell from other numbers.
func (s *scan) nineSigns(from, to int) {
	switch r := s.code.runes[0]; {
	case (r == 'E' || r == 'G' || r == 'D' || r == 'S' || r == 'P' || r == 'K' || r == 'H' || r == 'M') && s.near(cuePassport, from, to):
		s.report(Passport, from, to)
	case (r == 'H' || r == 'M' || r == 'C' || r == 'W' || r == 'L' || r == 'T') && s.near(cuePermit, from, to):
		s.report(TravelPermit, from, to)
	}
}

// creditSigns are the signs of 统一社会信用代码 by value (GB 32100).
const creditSigns = "0123456789ABCDEFGHJKLMNPQRTUWXY"

var creditValue = func() (t [128]int8) {
	for i := range t {
		t[i] = -1
	}
	for i, r := range creditSigns {
		t[r] = int8(i)
	}
	return t
}()

// creditShape reports whether 18 signs name a registering body, its kind, a district and an
// organisation.
func creditShape(r []rune) bool {
	for _, c := range r {
		if creditValue[c] < 0 {
			return false
		}
	}
	for _, c := range r[2:8] {
		if !digit(c) {
			return false
		}
	}
	switch r[0] {
	case '1', '5', '9', 'Y', 'A', 'N', '2', '3', '4', '6', '7', '8', 'B', 'C', 'D', 'E', 'F', 'G':
	default:
		return false
	}
	return provinces[int(r[2]-'0')*10+int(r[3]-'0')] || r[2] == '1' && r[3] == '0'
}

// creditCode also holds the check sign (MOD 31-3).
func creditCode(r []rune) bool {
	if !creditShape(r) {
		return false
	}
	sum, weight := 0, 1
	for _, c := range r[:17] {
		sum += int(creditValue[c]) * weight
		weight = weight * 3 % 31
	}
	return (31-sum%31)%31 == int(creditValue[r[17]])
}

// hongKong returns the end of an identity number of Hong Kong with its check digit in brackets,
// A123456(3), or 0.
func (k *code) hongKong(runes []rune) int {
	c := cursor{runes, k.at[k.n-1] + 1}
	if c.peek() != '(' || !k.digits(k.n-6, k.n) {
		return 0
	}
	c.i++
	check := c.peek()
	if !alphanumeric(check) {
		return 0
	}
	c.i++
	if c.peek() != ')' {
		return 0
	}
	sum, weight := 36*9, 8
	if k.n == 8 {
		if !capital(k.runes[1]) {
			return 0
		}
		sum, weight = 0, 9
	}
	for i := range k.n + 1 {
		r := check
		if i < k.n {
			r = k.runes[i]
		}
		value := int(r - '0')
		if capital(r) {
			value = int(r-'A') + 10
		}
		sum += value * weight
		weight--
	}
	if sum%11 != 0 {
		return 0
	}
	return c.i + 1
}

// taiwanNumber checks an identity number of Taiwan: a letter and nine digits.
func taiwanNumber(r []rune) bool {
	const order = "ABCDEFGHJKLMNPQRSTUVXYWZIO" // values from 10 on
	value := 0
	for i, c := range order {
		if c == r[0] {
			value = 10 + i
		}
	}
	sum := value/10 + value%10*9
	for i := 1; i <= 8; i++ {
		sum += int(r[i]-'0') * (9 - i)
	}
	return (sum+int(r[9]-'0'))%10 == 0
}
