package gate

import (
	"math/rand/v2"
	"strings"
	"testing"

	"anjian/internal/edition"
)

func TestMask(t *testing.T) {
	d := edition.NewDetector(edition.Policy{Edition: edition.Internal(), Names: edition.NewNames([]edition.Name{{Text: "钱小明"}})})
	for _, tt := range []struct{ text, want string }{
		{"一月受理12件", "一月受理12件"},
		{"电话" + mobile, "电话***********"},
		{"钱小明" + mobile + "/身份证" + resident + ".txt", "**************/身份证******************.txt"},
		{"钱 小\u200b明", "*****"},
		{"被告人孙二二，" + mobile, "被告人***，***********"},
		{"", ""},
	} {
		if got := Mask(d, tt.text); got != tt.want {
			t.Errorf("Mask(%q) = %q, want %q", tt.text, got, tt.want)
		}
	}
}

// In what was masked nothing is found any more, and masking it once more changes nothing: for
// every class in every disguise.
func TestMaskedTextIsClean(t *testing.T) {
	opts := detectorOf(edition.Edition{Name: edition.HandedOut})
	plain := vessel{file: "a.txt", line: "\n", plain: func(s string) string { return s }, wrap: func(s string) string { return s }}
	r := rand.New(rand.NewPCG(9, 9))
	masked := 0
	for _, g := range classes {
		for range 16 {
			for _, disguise := range twelve {
				made := g.make(r)
				atoms, ok := disguise.of(r, made.segments, g.may)
				if !ok {
					continue
				}
				text, ok := plain.write(made, disguise.name, atoms)
				if !ok {
					continue
				}
				got := Mask(opts.Detector, text)
				if found := alarms(opts, "a.txt", got); len(found) > 0 {
					t.Errorf("%s, %s: %q masked is %q: %v", g.class, disguise.name, text, got, found)
				}
				if again := Mask(opts.Detector, got); again != got {
					t.Errorf("%s, %s: %q masked twice is %q", g.class, disguise.name, got, again)
				}
				masked += min(1, strings.Count(got, "*"))
			}
		}
	}
	if masked < 2000 {
		t.Errorf("%d texts masked, want 2000 or more", masked)
	}
}
