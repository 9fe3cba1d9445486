package grid

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

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

// No two-byte character of GB18030 is lost, none is read twice the same way, and what the
// library reads is left to it.
func TestEveryCharacterOfGB18030(t *testing.T) {
	seen := map[string]int{}
	rare, private := 0, 0
	for lead := 0x81; lead <= 0xfe; lead++ {
		for trail := 0x40; trail <= 0xfe; trail++ {
			if trail == 0x7f {
				continue
			}
			raw := []byte{byte(lead), byte(trail)}
			text, ok := decodeGB18030(raw)
			theirs, err := simplifiedchinese.GB18030.NewDecoder().Bytes(raw)
			if !ok || utf8.RuneCountInString(text) != 1 || err != nil {
				t.Fatalf("%x reads %q, %v", raw, text, ok)
			}
			if string(theirs) != "\ufffd" && string(theirs) != text {
				t.Errorf("%x reads %q; the library reads %q", raw, text, theirs)
			}
			if other, twice := seen[text]; twice && lead<<8|trail != 0xa3a0 && other != 0xa3a0 { // a second blank
				t.Errorf("%04x and %04x both read %q", other, lead<<8|trail, text)
			}
			seen[text] = lead<<8 | trail
			if string(theirs) == "\ufffd" {
				rare++
				if PrivateUse(text) {
					private++
				}
			}
		}
	}
	if rare != 2067 || private != 2048 {
		t.Errorf("%d rare characters, %d of them private; want 2067, 2048", rare, private)
	}
	for _, raw := range []string{"\xff\xff", "\x81", "\xb0\xa1\xfe", "\x84\x31\xa4\x37", "\xaa\x7f"} {
		if text, ok := decodeGB18030([]byte(raw)); ok || !strings.Contains(text, "\ufffd") {
			t.Errorf("%x reads %q", raw, text)
		}
	}
	if text, ok := decodeGB18030([]byte("\xb0\xb8\xaa\xa1,\xa6\xd9")); !ok || text != "案\ue000,\ufe10" {
		t.Errorf("a name with rare characters reads %q, %v", text, ok)
	}
}

// Text of all planes survives the way through GB18030.
func TestGB18030ReadsWhatTheLibraryWrites(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	for range 3000 {
		var want []rune
		for range 1 + random.IntN(20) {
			r := []rune{rune(1 + random.IntN(0x7f)), rune(0x4e00 + random.IntN(0x5200)), rune(0x80 + random.IntN(0xd700)), rune(0x20000 + random.IntN(0xa000))}[random.IntN(4)]
			want = append(want, r)
		}
		raw, err := simplifiedchinese.GB18030.NewEncoder().String(string(want))
		if err != nil {
			t.Fatal(err)
		}
		if got, ok := decodeGB18030([]byte(raw)); got != string(want) || !ok {
			t.Fatalf("%x reads %q, %v; want %q", raw, got, ok, string(want))
		}
	}
}
