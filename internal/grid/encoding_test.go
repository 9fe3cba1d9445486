package grid

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
)

func TestLooksUTF8(t *testing.T) {
	text := strings.Repeat("望津区人民检察院,审查逮捕,不批准逮捕\n", 20)
	gbk, err := simplifiedchinese.GB18030.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		in   string
		want bool
	}{
		{text, true},
		{"plain,ascii\n", true},
		{"", true},
		{text[:400] + "\xff" + text[400:], true}, // one damaged byte
		{gbk, false},
		{"\xbc\xec", false},
	} {
		if got := looksUTF8(strings.NewReader(tt.in)); got != tt.want {
			t.Errorf("looksUTF8(%.20q…) = %v; want %v", tt.in, got, tt.want)
		}
	}
}
