package prose

import "testing"

// Whatever an editor types, the reader ends, and what it finds lies within the sentence.
func FuzzCheck(f *testing.F) {
	for _, name := range []string{"wrong.txt", "right.txt"} {
		for i, line := range lines(f, name) {
			if i%8 == 0 {
				f.Add(line)
			}
		}
	}
	r := world(f)
	f.Fuzz(func(t *testing.T, sentence string) {
		n := len([]rune(sentence))
		for _, x := range r.Check(sentence, bulletin, "") {
			if x.Start < 0 || x.End > n || x.Start >= x.End || x.Message == "" || x.Hint == "" {
				t.Errorf("%q: %+v", sentence, x)
			}
		}
	})
}
