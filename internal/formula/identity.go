package formula

import (
	"strconv"

	"anjian/internal/period"
)

// A citizen's number (公民身份号码, GB 11643) has 18 characters: six of the place, eight of the day of
// birth, three of the order, odd for men, and a check character of ISO 7064 MOD 11-2.

// validIdentity tells whether a number has the form, a day of birth that exists and the right check
// character.
func validIdentity(text string) bool {
	if len(text) != 18 || identityBirthday(text) == period.NoDate {
		return false
	}
	sum := 0
	for i, c := range []byte(text[:17]) {
		if c < '0' || c > '9' {
			return false
		}
		weight := 1 // 2 to the power of the places to the right, modulo 11
		for range 17 - i {
			weight = weight * 2 % 11
		}
		sum += int(c-'0') * weight
	}
	want := "10X98765432"[sum%11]
	return text[17] == want || text[17] == 'x' && want == 'X'
}

// identityBirthday is the day of birth in a number, NoDate where it has none.
func identityBirthday(text string) period.Date {
	if len(text) != 18 {
		return period.NoDate
	}
	d, err := period.ParseDate(text[6:10] + "-" + text[10:12] + "-" + text[12:14])
	if err != nil {
		return period.NoDate
	}
	return d
}

// identitySex is 男 or 女, "" where the number does not say.
func identitySex(text string) string {
	if len(text) != 18 {
		return ""
	}
	order, err := strconv.Atoi(text[14:17])
	switch {
	case err != nil || order < 0:
		return ""
	case order%2 == 1:
		return "男"
	}
	return "女"
}
