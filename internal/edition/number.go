package edition

import "time"

// provinces are the first two digits of a resident number (GB/T 2260).
var provinces = func() (t [100]bool) {
	for _, p := range []int{
		11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46,
		50, 51, 52, 53, 54, 61, 62, 63, 64, 65, 71, 81, 82, 83,
	} {
		t[p] = true
	}
	return t
}()

var residentWeights = [17]int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}

// residentNumber reports whether 18 digits are a valid resident number (GB 11643):
// province, date of birth from 1900 on, MOD 11-2 check digit. There is no clock here,
// so the date may lie in the future.
func residentNumber(d []int8) bool {
	if !residentShape(d) {
		return false
	}
	sum := 0
	for i, w := range residentWeights {
		sum += int(d[i]) * w
	}
	return (12-sum%11)%11 == int(d[17])
}

// residentShape reports whether 18 digits begin with a province and hold a date of birth.
func residentShape(d []int8) bool {
	for _, v := range d[:17] {
		if v > 9 {
			return false
		}
	}
	year := number(d[6:10])
	return provinces[number(d[:2])] && year >= 1900 && year < 2100 && validDate(year, number(d[10:12]), number(d[12:14]))
}

// oldResidentShape reports the same of the 15 digits of numbers given before 1999.
func oldResidentShape(d []int8) bool {
	return provinces[number(d[:2])] && d[14] < 10 && validDate(1900+number(d[6:8]), number(d[8:10]), number(d[10:12]))
}

func number(d []int8) int {
	n := 0
	for _, v := range d {
		n = 10*n + int(v)
	}
	return n
}

func validDate(year, month, day int) bool {
	if month < 1 || month > 12 || day < 1 || day > 31 {
		return false
	}
	return time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC).Day() == day
}

// cardNumber reports whether 16 to 19 digits begin like a bank card issued or used here and
// pass the Luhn check.
func cardNumber(d []int8) bool {
	if d[len(d)-1] > 9 || !knownIssuer(d) || len(d) == 17 && unifiedCaseNumber(d) {
		return false
	}
	sum := 0
	for i := range d {
		v := int(d[len(d)-1-i])
		if i%2 == 1 {
			if v *= 2; v > 9 {
				v -= 9
			}
		}
		sum += v
	}
	return sum%10 == 0
}

func knownIssuer(d []int8) bool {
	four := number(d[:4])
	switch two := four / 100; {
	case two == 62, four == 9558:
		return true
	case len(d) != 16:
		return false
	default:
		return d[0] == 4 || 51 <= two && two <= 55 || two == 60 || 3528 <= four && four <= 3589
	}
}

// unifiedCaseNumber reports the shape of 统一受案号: six digits of the procuratorate, the year, seven of a serial.
func unifiedCaseNumber(d []int8) bool {
	return d[6] == 2 && d[7] == 0 && provinces[number(d[:2])]
}

// ownNumber reports whether what stands before a number ends in a year in brackets, as in
// 检刑诉受〔2025〕13010200001号 (部门受案号, 文号): such a number is not a telephone.
func ownNumber(before []rune) bool {
	n := len(before)
	if n < 5 {
		return false
	}
	switch before[n-1] {
	case ']', ')', '〕', '】':
	default:
		return false
	}
	if before[n-5] != '1' && before[n-5] != '2' {
		return false // a dialling code
	}
	for _, r := range before[n-5 : n-1] {
		if !digit(r) {
			return false
		}
	}
	return true
}

// inHash reports whether digits from…to of the chain are part of a checksum in hexadecimal:
// a word of a usual length, of 0-9 and A-F only, with at least two letters.
func (s *scan) inHash(first, last int) bool {
	from, to := s.chain.at[first], s.chain.at[last-1]+1
	for from > 0 && hexDigit(s.runes[from-1]) {
		from--
	}
	for to < len(s.runes) && hexDigit(s.runes[to]) {
		to++
	}
	letters := 0
	for _, r := range s.runes[from:to] {
		if !hexDigit(r) {
			return false
		}
		if r > '9' {
			letters++
		}
	}
	if from > 0 && alphanumeric(s.runes[from-1]) || to < len(s.runes) && alphanumeric(s.runes[to]) {
		return false
	}
	switch to - from {
	case 16, 20, 24, 32, 40, 48, 56, 64, 96, 128:
		return letters >= 2
	}
	return false
}

func hexDigit(r rune) bool { return digit(r) || 'A' <= r && r <= 'F' }

func capital(r rune) bool { return 'A' <= r && r <= 'Z' }

func alphanumeric(r rune) bool { return digit(r) || capital(r) }
