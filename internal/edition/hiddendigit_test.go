package edition

import "testing"

// A telephone number of which even the second digit is hidden is one where the text calls it so.
func TestMaskedTelephoneWithoutItsSecondDigit(t *testing.T) {
	d := NewDetector(Policy{Edition: Edition{Name: HandedOut}})
	for text, want := range map[string]bool{
		"手机1*****05123": true, "联系电话1*****05123": true, "电话：1***2345678": true,
		"编号1*****05123": false, "金额1***.00元": false,
	} {
		found := false
		d.Find([]byte(text), func(c Class, _, _ int) { found = found || c == MobileNumber })
		if found != want {
			t.Errorf("%q: found is %v", text, found)
		}
	}
}
