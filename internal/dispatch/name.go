package dispatch

import (
	"strings"
	"unicode"
)

const (
	indexName   = "清单目录.html"
	quarterName = "季末复查清单"
)

// longest bounds a name: three bytes a character, below what common file systems take.
const longest = 50

// safe makes a name of words that files may carry on every system: none of the signs that Windows keeps
// for itself, nothing that it drops at the end.
func safe(name string) string {
	name = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || strings.ContainsRune(`<>:"/\|?*`, r) {
			return '_'
		}
		return r
	}, strings.TrimSpace(name))
	if runes := []rune(name); len(runes) > longest {
		name = string(runes[:longest])
	}
	name = strings.TrimRight(name, ". ")
	if name == "" || strings.HasPrefix(name, ".") || reserved(name) {
		return "_" + name
	}
	return name
}

// reserved tells names that Windows takes for devices, whatever follows the first dot.
func reserved(name string) bool {
	stem, _, _ := strings.Cut(strings.ToLower(name), ".")
	switch stem {
	case "con", "prn", "aux", "nul", "conin$", "conout$":
		return true
	}
	return len(stem) == 4 && (strings.HasPrefix(stem, "com") || strings.HasPrefix(stem, "lpt")) && '0' <= stem[3] && stem[3] <= '9'
}
