package site

import (
	"slices"
	"strings"
	"testing"

	"anjian/internal/indicator"
)

func TestShown(t *testing.T) {
	for _, tt := range []struct {
		main string
		want []string
	}{
		{`<td data-number="b-rate@2025@all" title="1/2 件">50%</td>`, []string{"b-rate"}},
		{`<a href="../indicators/a-rate.html#trend">甲</a><a href="indicators/a-rate.html">甲</a>`, []string{"a-rate"}},
		{`<figure data-indicators="c d" data-chart></figure>`, []string{"c", "d"}},
		{`<p>indicators/</p><td data-number="`, nil}, // cut off: nothing is named
		{``, nil},
	} {
		got := shown([]byte(tt.main))
		known := slices.DeleteFunc(got, func(id string) bool { return strings.ContainsAny(id, `<>"`) })
		if !slices.Equal(known, tt.want) {
			t.Errorf("shown(%q) = %q; want %q", tt.main, known, tt.want)
		}
	}
}

// The footer's state follows the definitions of a page, not those of others.
func TestDefinitionsOfAPage(t *testing.T) {
	r := &Renderer{states: map[string]string{"a": "1", "b": "1"}}
	page, plain := []byte(`<a href="indicators/a.html">甲</a>`), []byte(`<p>没有数</p>`)
	before := r.definitions(page)
	r.states["b"] = "2"
	if before == "" || r.definitions(page) != before {
		t.Error("a page moves with a definition that it does not show")
	}
	r.states["a"] = "2"
	if r.definitions(page) == before {
		t.Error("a page does not move with its definition")
	}
	if got := r.definitions(plain); got != "" {
		t.Errorf("a page without figures rests on %q", got)
	}
}

// A number is found under what it was called before.
func TestNumbersOfAnIndicator(t *testing.T) {
	for want, d := range map[string]*indicator.Definition{
		"":              {},
		"11.2":          {Number: "11.2"},
		"11.2（曾用 9、10）": {Number: "11.2", Formerly: []string{"9", "10"}},
	} {
		if got := numbers(d); got != want {
			t.Errorf("numbers of %v is %q; want %q", d.Number, got, want)
		}
	}
}
