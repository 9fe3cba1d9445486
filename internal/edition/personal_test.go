package edition

import (
	"fmt"
	"strings"
	"testing"
)

// find lists what FindPersonal reports, as class@start-end.
func find(text string) []string {
	var list []string
	FindPersonal([]byte(text), func(c Class, start, end int) {
		list = append(list, fmt.Sprintf("%s@%d-%d", c, start, end))
	})
	return list
}

// The numbers below are made up: the province and district codes exist, the rest follows from the check digit.
func TestFindPersonal(t *testing.T) {
	for _, tt := range []struct {
		text string
		want string
	}{
		{"证件440524188001010014", ""}, // born before 1900
		{"证件11010519491231002X。", "公民身份号码@6-24"},
		{"11010519491231002x", "公民身份号码@0-18"},
		{"110105194912310021", ""}, // wrong check digit
		{"110105 19491231 002X", "公民身份号码@0-20"},
		{"911010519491231002X", "公民身份号码@1-19"},
		{"电话13800138000", "手机号码@6-17"},
		{"138-0013-8000", "手机号码@0-13"},
		{"+86 138 0013 8000", "手机号码@4-17"},
		{"8613800138000", "手机号码@0-13"},
		{"1 3 8 0 0 1 3 8 0 0 0", "手机号码@0-21"},
		{"合计\n1\n3\n8\n0\n0\n1\n3\n8\n0\n0\n0\n", ""}, // a row of a table in the text of a page
		{"138001380001", ""},
		{"0.13800138000", ""},
		{"13800138000.00元", ""},
		{"检刑诉受〔2025〕13010200001号", ""},
		{"望津检起诉受[2025]15010100123号", ""},
		{"62220212345678904", ""},
		{"4111 1111 1111 1111", "银行卡号@0-19"},
		{"4111111111111112", ""},
		{"13010220250000123", ""},
		{"e3b0c44298fc1c1413800138000fb924", ""},
	} {
		if got := strings.Join(find(tt.text), " "); got != tt.want {
			t.Errorf("FindPersonal(%q) = %q, want %q", tt.text, got, tt.want)
		}
	}
}

func TestResidentCheckDigit(t *testing.T) {
	valid := 0
	for last := range 11 {
		d := []int8{1, 1, 0, 1, 0, 5, 1, 9, 4, 9, 1, 2, 3, 1, 0, 0, 2, int8(last)}
		if residentNumber(d) {
			valid++
		}
	}
	if valid != 1 {
		t.Errorf("%d of 11 check digits are accepted, want 1", valid)
	}
	if residentNumber([]int8{1, 1, 0, 1, 0, 5, 1, 9, 4, 9, 0, 2, 3, 0, 0, 0, 2, 0}) {
		t.Error("30 February is accepted")
	}
}

func TestAllows(t *testing.T) {
	for _, tt := range []struct {
		named []string
		want  bool
	}{{nil, false}, {[]string{"领导"}, false}, {[]string{"领导", "内部"}, true}} {
		if got := Internal().Allows(tt.named); got != tt.want {
			t.Errorf("Internal().Allows(%q) = %v, want %v", tt.named, got, tt.want)
		}
	}
	if (Edition{}).Allows([]string{""}) {
		t.Error("an edition without a name sees a column")
	}
}

func FuzzFindPersonal(f *testing.F) {
	f.Add([]byte("138 0013 8000 x １３８ \n 1."))
	f.Add([]byte("\xef\xbc\x31\xf0\x9d"))
	f.Fuzz(func(t *testing.T, text []byte) {
		FindPersonal(text, func(c Class, start, end int) {
			if start < 0 || end > len(text) || start >= end {
				t.Errorf("%s at %d…%d of %d bytes", c, start, end, len(text))
			}
		})
	})
}
