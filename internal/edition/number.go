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
	if !provinces[int(d[0])*10+int(d[1])] || d[6] != 1 && d[6] != 2 || d[6] == 1 && d[7] != 9 || d[6] == 2 && d[7] != 0 {
		return false
	}
	month, day := int(d[10])*10+int(d[11]), int(d[12])*10+int(d[13])
	if month < 1 || month > 12 || day < 1 || day > 31 {
		return false
	}
	sum := 0
	for i, w := range residentWeights {
		if d[i] > 9 {
			return false
		}
		sum += int(d[i]) * w
	}
	if (12-sum%11)%11 != int(d[17]) {
		return false
	}
	year := int(d[6])*1000 + int(d[7])*100 + int(d[8])*10 + int(d[9])
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
	four := int(d[0])*1000 + int(d[1])*100 + int(d[2])*10 + int(d[3])
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
	return d[6] == 2 && d[7] == 0 && provinces[int(d[0])*10+int(d[1])]
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
