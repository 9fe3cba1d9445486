package edition

import "strings"

// letterBehind returns where a letter stands behind a rune, at most three signs that part names
// aside, or 0.
func (s *scan) letterBehind(i int) int {
	j := i + 1
	for j < len(s.runes) && j-i <= 3 && parts(s.runes[j]) {
		j++
	}
	if j == len(s.runes) || !capital(s.runes[j]) {
		return 0
	}
	return j
}

// plate reports the plate of a vehicle (GA 36) by its province and its letter: 江A·12345, of new
// energy with six signs, with 警, 学, 挂 and the like at the end.
func (s *scan) plate(province, i int) {
	if s.runes[i] == 'I' || !strings.ContainsRune(plateProvinces, s.runes[province]) {
		return
	}
	k := &s.code
	if k.read(s.runes, i); k.n < 5 {
		return
	}
	letters := 0
	for j, r := range k.runes[1:min(k.n, 7)] {
		if r == 'I' || r == 'O' {
			letters = 9
		}
		if capital(r) {
			letters++
		}
		switch n := j + 2; {
		case n == 5 && letters <= 1 && (k.n == 5 || k.gap[5] != glued):
			if end := k.at[4] + 1; end < len(s.runes) && strings.ContainsRune("警学挂港澳试超领使", s.runes[end]) {
				s.report(Plate, province, end+1)
				return
			}
		case n == 6 && letters <= 2 && k.ends(6) && !s.counted(k.at[5]+1):
			s.report(Plate, province, k.at[5]+1)
			return
		case n == 7 && k.ends(7) && newEnergy(k.runes[1:7]):
			s.report(Plate, province, k.at[6]+1)
			return
		}
	}
	if k.n >= 7 && k.gap[6] == glued && letters <= 2 && (k.n == 7 || k.gap[7] != glued) && s.near(cueVehicle, province, k.at[6]+1) {
		s.report(Plate, province, k.at[6]+1) // a sign was glued to it
	}
}

const plateProvinces = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"

// newEnergy reports the six signs of a small or a large vehicle: D12345, DA1234, 12345D.
func newEnergy(r []rune) bool {
	small := strings.ContainsRune("DABCEFGHJK", r[0]) && (digit(r[1]) || capital(r[1]))
	for _, c := range r[2:] {
		small = small && digit(c)
	}
	large := strings.ContainsRune("DABCEFGHJK", r[5])
	for _, c := range r[:5] {
		large = large && digit(c)
	}
	return small || large
}

// counted reports a unit behind a number: it is no plate then.
func (s *scan) counted(i int) bool {
	return i < len(s.runes) && strings.ContainsRune("元件人年月日万亿%", s.runes[i])
}

// soldier reports the number of an officer's or soldier's card: 军字第1234567号, of which the
// rune 字 is at i.
func (s *scan) soldier(i int) {
	if i == 0 || i+7 > len(s.runes) || !strings.ContainsRune("军士文武空海政后装参南北沈兰成济广火", s.runes[i-1]) {
		return
	}
	j := i + 1
	for j < len(s.runes) && (parts(s.runes[j]) || s.runes[j] == '第') {
		j++
	}
	if j == len(s.runes) || !digit(s.runes[j]) {
		return
	}
	s.chain.read(s.runes, j)
	n := len(s.chain.digits)
	end := s.chain.at[n-1] + 1
	if n < 6 || n > 9 || s.runes[i-1] != '军' && s.runes[i-1] != '士' && !s.near(cueSoldier, i, end) {
		return
	}
	if c := (cursor{s.runes, end}); c.peek() == '号' {
		end = c.i + 1
	}
	s.report(OfficerCard, i-1, end)
}
