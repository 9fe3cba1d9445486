package edition

import (
	"strings"
	"testing"
)

// A word that stands in two lines of the list speaks of both: the name of an account's holder is
// a cue for its number as well.
func TestCuesOfTwoKinds(t *testing.T) {
	kinds := map[string][]cue{}
	kind := cue(0)
	for line := range strings.Lines(cueList) {
		for _, word := range strings.Fields(line)[1:] {
			kinds[word] = append(kinds[word], kind)
		}
		kind++
	}
	if kind != cueKinds {
		t.Errorf("the list has %d lines, there are %d kinds", kind, cueKinds)
	}
	twice := 0
	for word, want := range kinds {
		if len(want) > 1 {
			twice++
		}
		for _, kind := range want {
			s := &scan{d: NewDetector(Policy{}), reading: reading{pages: signPages()}}
			s.clear([]byte(word))
			s.fill(0, stretch)
			s.survey()
			if !s.before(kind, len(s.runes), 0) {
				t.Errorf("%s is no cue of kind %d", word, kind)
			}
		}
	}
	if twice == 0 {
		t.Error("no word stands in two lines: the test shows nothing")
	}
	d := NewDetector(Policy{Edition: Edition{Name: HandedOut}})
	if got, want := detect(d, "户名 1001234567890123"), "银行卡号=1001234567890123"; got != want {
		t.Errorf("found %q, want %q", got, want)
	}
}
