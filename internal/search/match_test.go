package search

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"testing"
)

// matchScript finds phrases as the client shows results, and cuts a stretch out of the text.
const matchScript = `function shown(text, parts, from, to) {
	var phrases = parts.map(AJ.query.phrase).filter(Boolean), found = AJ.show.finder(phrases)(text);
	return { found: found.map(function (m) { return [m.word, m.start, m.end].join(" "); }), pieces: AJ.show.cut(text, from, to, found) };
}`

// FuzzMatches: both sides mark the same characters of any text. The client looks only at what lies
// between two marks of punctuation and holds a character that it cannot do without.
func FuzzMatches(f *testing.F) {
	rng := rand.New(rand.NewPCG(7, 7))
	for range 400 {
		choice := make([]byte, 1+rng.IntN(40))
		for i := range choice {
			choice[i] = byte(rng.IntN(256))
		}
		f.Add(choice, uint8(rng.IntN(256)), uint8(rng.IntN(256)), uint8(rng.IntN(9)))
	}
	vm := newParser(f)
	source, err := os.ReadFile("../../templates/assets/search-show.js")
	if err != nil {
		f.Fatal(err)
	}
	for _, script := range []string{string(source), matchScript} {
		if _, err := vm.RunString(script); err != nil {
			f.Fatal(err)
		}
	}
	f.Fuzz(func(t *testing.T, choice []byte, first, second, length uint8) {
		text := assemble(choice, textPieces)
		runes := []rune(text)
		if len(runes) == 0 {
			return
		}
		var parts []string
		var phrases []phrase
		for _, at := range []uint8{first, second} {
			from := int(at) % len(runes)
			part := foldText(string(runes[from:min(from+int(length), len(runes))]))
			parts = append(parts, part)
			if p, ok := newPhrase(part); ok {
				phrases = append(phrases, p)
			}
		}
		from, to := min(int(first), len(runes)), int(second)
		var got struct {
			Found  []string
			Pieces []Piece
		}
		call(t, vm, &got, "shown", text, parts, from, to)
		marks := matches(text, phrases)
		want := make([]string, len(marks))
		for i, m := range marks {
			want[i] = fmt.Sprint(m.word, " ", m.start, " ", m.end)
		}
		if fmt.Sprint(got.Found) != fmt.Sprint(want) {
			t.Errorf("%q in %q: the client finds %v, Go %v", parts, text, got.Found, want)
		}
		cut, _ := json.Marshal(window(text, from, to, marks))
		if client, _ := json.Marshal(got.Pieces); string(client) != string(cut) {
			t.Errorf("%d to %d of %q: the client shows %s, Go %s", from, to, text, client, cut)
		}
	})
}
