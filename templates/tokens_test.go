package templates

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// themes reads the colours of css/10-tokens.css: light, dark, print. What a later theme leaves
// out it takes from the light one.
func themes(t *testing.T) map[string]map[string]string {
	t.Helper()
	data, err := Files.ReadFile("css/10-tokens.css")
	if err != nil {
		t.Fatal(err)
	}
	colour := regexp.MustCompile(`--([a-z0-9-]+): (#[0-9a-f]{6});`)
	parts := strings.Split(string(data), "@media")
	if len(parts) != 3 {
		t.Fatalf("%d parts in the token file; want light, dark, print", len(parts))
	}
	found := map[string]map[string]string{}
	for i, name := range []string{"light", "dark", "print"} {
		found[name] = map[string]string{}
		for key, value := range found["light"] {
			found[name][key] = value
		}
		for _, m := range colour.FindAllStringSubmatch(parts[i], -1) {
			found[name][m[1]] = m[2]
		}
	}
	return found
}

func luminance(hex string) float64 {
	n, _ := strconv.ParseUint(hex[1:], 16, 32)
	linear := func(c uint64) float64 {
		v := float64(c) / 255
		if v <= 0.04045 {
			return v / 12.92
		}
		return math.Pow((v+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(n>>16) + 0.7152*linear(n>>8&255) + 0.0722*linear(n&255)
}

func contrast(a, b string) float64 {
	la, lb := luminance(a), luminance(b)
	return (math.Max(la, lb) + 0.05) / (math.Min(la, lb) + 0.05)
}

// WCAG 2.2 AA: 4.5 for text, 3 for graphics.
func TestContrast(t *testing.T) {
	for theme, c := range themes(t) {
		for _, tt := range []struct {
			front, back string
			least       float64
		}{
			{"ink", "card", 4.5},
			{"ink", "bg", 4.5},
			{"ink", "tint", 4.5},
			{"ink", "mark", 4.5},
			{"ink2", "card", 4.5},
			{"ink2", "bg", 4.5},
			{"ink2", "tint", 4.5},
			{"brand", "card", 4.5},
			{"brand", "bg", 4.5},
			{"brand", "tint", 4.5},
			{"bad", "card", 4.5},
			{"bad", "bad-bg", 4.5},
			{"warn", "card", 4.5},
			{"warn", "warn-bg", 4.5},
			{"good", "card", 4.5},
			{"good", "good-bg", 4.5},
			{"on-above", "above", 4.5},
			{"ink", "above-bg", 4.5},
			{"on-below", "below", 4.5},
			{"ink", "below-bg", 4.5},
			{"mute", "card", 3},
			{"brand2", "card", 3},
			{"card", "brand", 4.5}, // words in the parts of a composition, see chart.shades
			{"card", "ink2", 4.5},
			{"card", "brand2", 4.5},
		} {
			if got := contrast(c[tt.front], c[tt.back]); got < tt.least {
				t.Errorf("%s: --%s on --%s has contrast %.2f; want %.1f", theme, tt.front, tt.back, got, tt.least)
			}
		}
		if got := contrast("#ffffff", c["button"]); got < 4.5 {
			t.Errorf("%s: white on --button has contrast %.2f", theme, got)
		}
	}
}

// Old kernels of intranet browsers know none of these.
func TestStyleSheetsKeepToOldBrowsers(t *testing.T) {
	sheets, err := Files.ReadDir("css")
	if err != nil {
		t.Fatal(err)
	}
	for _, sheet := range sheets {
		data, err := Files.ReadFile("css/" + sheet.Name())
		if err != nil {
			t.Fatal(err)
		}
		for _, word := range []string{"@container", "color-mix", "oklch", ":has(", "!important", "url(", "@import"} {
			if strings.Contains(string(data), word) {
				t.Errorf("%s uses %s", sheet.Name(), word)
			}
		}
	}
}
